//! Photos through the bindings: what is asked of a device without a lock, and what stopping keeps.

use std::fs;
use std::io::Write as _;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, Weak};
use std::thread;

use stipple_core::companion::photo_view::PhotosAddedView;
use stipple_core::companion::{AddPhotos, PhotosAs};
use stipple_core::foreign::StippleError;
use stipple_core::ports::fixed::MemoryKeys;
use stipple_core::vault::PhotoFile;
use stipple_heads::{Exif, Head, Side, View, jpeg, render};

use super::{CountingClock, Phone};
use crate::{KeyStore, KeyStoreError, PhotoTask, ProgressView, Stipple};

fn outcome(task: &PhotoTask) -> Result<PhotosAddedView, StippleError> {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(task.outcome())
}

/// A photo of a crown as a file beside the data; of another moment with every number.
fn photo(phone: &Phone, moment: u64) -> String {
    let head = Head { side: Side::Crown, ..Head::default() };
    let drawn = render(&head, &View { moment, ..View::default() }, 480, 640);
    let taken = Some(format!("2026:05:0{} 09:10:00", 2 + moment));
    let exif = Exif { taken, offset: Some("+01:00".to_owned()), ..Exif::default() };
    let path = phone.path(&format!("photo-{moment}.jpg"));
    fs::write(&path, jpeg(&drawn, 80, &exif)).unwrap();
    path
}

fn add(stipple: &Stipple, paths: Vec<String>) -> Arc<PhotoTask> {
    stipple.add_photos(AddPhotos { paths, angle: "crown".to_owned(), ..AddPhotos::default() }).unwrap()
}

/// A pipe in place of a photo: the import waits in it until it is fed.
fn pipe(phone: &Phone) -> String {
    let path = phone.path("pipe.jpg");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    path
}

/// The pipe's other end, once the import waits at it.
fn begun(pipe: &str) -> fs::File {
    fs::OpenOptions::new().write(true).open(pipe).unwrap()
}

/// A place for secrets that has Stipple used by somebody else while it is asked, and waits for them.
#[derive(Default)]
struct CallsBack {
    kept: MemoryKeys,
    stipple: OnceLock<Weak<Stipple>>,
    calls: AtomicUsize,
    inside: AtomicBool,
}

impl KeyStore for CallsBack {
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, KeyStoreError> {
        if let Some(stipple) = self.stipple.get().and_then(Weak::upgrade)
            && !self.inside.swap(true, Ordering::SeqCst)
        {
            let photos = thread::spawn(move || stipple.photos()).join().unwrap();
            assert!(photos.is_ok());
            self.calls.fetch_add(1, Ordering::SeqCst);
            self.inside.store(false, Ordering::SeqCst);
        }
        KeyStore::get(&self.kept, name)
    }

    fn add(&self, name: String, secret: Vec<u8>) -> Result<(), KeyStoreError> {
        KeyStore::add(&self.kept, name, secret)
    }

    fn delete(&self, name: String) -> Result<(), KeyStoreError> {
        KeyStore::delete(&self.kept, name)
    }
}

#[test]
fn a_place_for_secrets_is_asked_without_the_lock() {
    let keys = Arc::new(CallsBack::default());
    let phone = Phone::with(keys.clone(), CountingClock::new());
    phone.begin();
    keys.stipple.set(Arc::downgrade(&phone.stipple)).unwrap();
    let stipple = &phone.stipple;
    let id = outcome(&add(stipple, vec![photo(&phone, 0)])).unwrap().files[0].id.clone().unwrap();
    let asked = || keys.calls.swap(0, Ordering::SeqCst) > 0;
    assert!(asked());
    let (jpg, png, gif) = (phone.path("out.jpg"), phone.path("out.png"), phone.path("out.gif"));
    stipple.write_photo(&id, PhotoFile::View, &jpg).unwrap();
    assert!(asked());
    stipple.write_identity(&phone.path("identity.txt")).unwrap();
    assert!(asked());
    stipple.compare_photos(&id, &id, &jpg).unwrap();
    assert!(asked());
    stipple.slider(&id, &id, &gif).unwrap();
    assert!(asked());
    stipple.ghost("crown", 90, 120, &png).unwrap();
    assert!(asked());
    let waiting = tokio::runtime::Builder::new_current_thread().build().unwrap();
    waiting.block_on(stipple.scrub_photos().unwrap().outcome()).unwrap();
    assert!(asked());
    let zip = phone.path("all.zip");
    waiting.block_on(stipple.export_bundle(zip.clone(), PhotosAs::Sealed).unwrap().outcome()).unwrap();
    assert!(asked());
    waiting.block_on(stipple.import_bundle(&zip, None).unwrap().outcome()).unwrap();
    assert!(!asked(), "every photo of it is here");
}

#[test]
fn what_is_stopped_keeps_what_is_in() {
    let phone = Phone::new();
    phone.begin();
    let (first, second, pipe) = (photo(&phone, 0), photo(&phone, 1), pipe(&phone));
    let task = add(&phone.stipple, vec![first, pipe.clone(), second]);
    let mut end = begun(&pipe);
    assert_eq!(task.progress(), ProgressView { done: 1, total: 3 });
    assert_eq!(phone.stipple.photos().unwrap().photos.len(), 1, "listed while others are brought in");
    task.cancel();
    end.write_all(&fs::read(photo(&phone, 2)).unwrap()).unwrap();
    drop(end);
    let done = outcome(&task).unwrap();
    assert!(done.stopped);
    assert_eq!((done.files.len(), done.added, done.failed), (1, 1, 0));
    assert_eq!(phone.stipple.photos().unwrap().photos.len(), 1);
    // What was half in is not there at all.
    let waiting = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let scrubbed = waiting.block_on(phone.stipple.scrub_photos().unwrap().outcome()).unwrap();
    assert_eq!((scrubbed.looked_at, scrubbed.unlisted), (1, vec![]));
}

#[test]
fn letting_go_of_it_stops_it() {
    let phone = Phone::new();
    phone.begin();
    let pipe = pipe(&phone);
    let fed = fs::read(photo(&phone, 0)).unwrap();
    let task = add(&phone.stipple, vec![pipe.clone(), photo(&phone, 1)]);
    let mut end = begun(&pipe);
    drop(task);
    end.write_all(&fed).unwrap();
    drop(end);
    while Arc::strong_count(&phone.stipple.companion) > 1 {
        thread::yield_now();
    }
    assert!(phone.stipple.photos().unwrap().photos.is_empty());
}

#[test]
fn a_panic_in_a_long_call_is_an_error() {
    struct Panics;
    impl KeyStore for Panics {
        fn get(&self, _: String) -> Result<Option<Vec<u8>>, KeyStoreError> {
            panic!("asked to by a test")
        }

        fn add(&self, _: String, _: Vec<u8>) -> Result<(), KeyStoreError> {
            Ok(())
        }

        fn delete(&self, _: String) -> Result<(), KeyStoreError> {
            Ok(())
        }
    }
    let phone = Phone::with(Arc::new(Panics), CountingClock::new());
    phone.begin();
    let task = add(&phone.stipple, vec![photo(&phone, 0)]);
    assert!(matches!(outcome(&task), Err(StippleError::Store { .. })));
    assert!(phone.stipple.photos().unwrap().photos.is_empty());
}
