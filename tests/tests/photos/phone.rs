//! A client's phone: a companion, a clock that is set, a place for secrets, and a camera that sees generated heads.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use stipple_core::companion::photo_view::{PhotoView, PhotosAddedView, ScrubView};
use stipple_core::companion::{
    AddPhotos, Companion, CompanionError, LogSession, PhotoDesk, Setting, StartCourse,
};
use stipple_core::export::Watch;
use stipple_core::ports::KeyStore;
use stipple_core::ports::fixed::{CountingIds, FixedClock, MemoryKeys};
use stipple_core::protocol::builtin;
use stipple_core::time::{Instant, zone};
use stipple_core::vault::FOLDER;
use stipple_core::words::Style;
use stipple_heads::{Exif, Head, View, jpeg, render};

pub struct Phone {
    pub companion: Companion,
    pub clock: Arc<FixedClock>,
    pub keys: MemoryKeys,
    pub folder: tempfile::TempDir,
}

pub fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// A companion on a folder, whose ids begin with the series.
pub fn companion(folder: &Path, series: u16, clock: Arc<FixedClock>) -> Companion {
    let setting = Setting {
        file: folder.join("stipple.db"),
        zone: zone("Europe/London").unwrap(),
        locales: vec!["en-GB".to_owned()],
        style: Style::default(),
        clock,
        ids: Arc::new(CountingIds::new(series)),
    };
    Companion::open(setting).unwrap().0
}

/// The JPEG of a head, as a phone writes it; `taken` as `2026:05:07 14:30:00`, in British summer time.
pub fn shot(head: &Head, view: &View, (width, height): (u32, u32), taken: &str) -> Vec<u8> {
    let exif = Exif { taken: Some(taken.to_owned()), offset: Some("+01:00".to_owned()), ..Exif::default() };
    jpeg(&render(head, view, width, height), 92, &exif)
}

/// The sides of most pictures here.
pub const SIZE: (u32, u32) = (768, 1024);
/// Of those that are only kept.
pub const SMALL: (u32, u32) = (96, 128);

impl Phone {
    /// A phone that nobody used yet.
    pub fn new(series: u16, now: &str) -> Self {
        let (folder, clock) = (tempfile::tempdir().unwrap(), Arc::new(FixedClock::new(at(now))));
        let companion = companion(folder.path(), series, clock.clone());
        Self { companion, clock, keys: MemoryKeys::default(), folder }
    }

    /// A course under the built-in sheet, begun at that moment.
    pub fn begin(now: &str) -> Self {
        let mut phone = Self::new(1, now);
        let sheet = builtin("scalp-envy").unwrap().to_owned();
        phone.companion.start_course(StartCourse { sheet, ..StartCourse::default() }).unwrap();
        phone
    }

    pub fn set(&self, now: &str) {
        self.clock.set(at(now));
    }

    pub fn log(&mut self, ended: &str, replace: Option<u32>) {
        let log = LogSession { ended: Some(at(ended)), replace, ..LogSession::default() };
        self.companion.log_session(log).unwrap();
    }

    pub fn desk(&self) -> PhotoDesk {
        self.companion.photo_desk().unwrap()
    }

    /// A file in the phone's camera roll.
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let roll = self.folder.path().join("roll");
        fs::create_dir_all(&roll).unwrap();
        let path = roll.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn try_add(
        &self,
        keys: &dyn KeyStore,
        angle: &str,
        files: &[PathBuf],
    ) -> Result<PhotosAddedView, CompanionError> {
        let paths = files.iter().map(|path| path.display().to_string()).collect();
        let add = AddPhotos { paths, angle: angle.to_owned(), ..AddPhotos::default() };
        self.desk().add(keys, &add, &Watch::default())
    }

    pub fn add(&self, angle: &str, files: &[PathBuf]) -> PhotosAddedView {
        self.try_add(&self.keys, angle, files).unwrap()
    }

    /// Brings one picture in, which is new, and gives its id.
    pub fn bring(&self, angle: &str, name: &str, bytes: &[u8]) -> String {
        let added = self.add(angle, &[self.file(name, bytes)]);
        assert_eq!((added.added, added.failed), (1, 0), "{:?}", added.lines);
        added.files[0].id.clone().unwrap()
    }

    pub fn photo(&self, id: &str) -> PhotoView {
        let view = self.companion.photos().unwrap();
        view.photos.into_iter().chain(view.bin).find(|photo| photo.id == id).expect("it is listed")
    }

    /// The ids of the photos that are kept, the latest first.
    pub fn kept(&self) -> Vec<String> {
        self.companion.photos().unwrap().photos.into_iter().map(|photo| photo.id).collect()
    }

    pub fn scrub(&self) -> ScrubView {
        self.desk().scrub(&self.keys, &Watch::default()).unwrap()
    }

    /// The folder of a photo in the vault.
    pub fn vault(&self, photo: &str) -> PathBuf {
        let courses: Vec<_> = fs::read_dir(self.folder.path().join(FOLDER)).unwrap().collect();
        assert_eq!(courses.len(), 1);
        courses[0].as_ref().unwrap().path().join(photo)
    }

    pub fn out(&self, name: &str) -> PathBuf {
        let out = self.folder.path().join("out");
        fs::create_dir_all(&out).unwrap();
        out.join(name)
    }
}

/// Every file below a folder, with what is in it. Locks are nothing that is kept.
pub fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(everything(&path));
        } else if path.file_name().is_some_and(|name| name != ".lock") {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}
