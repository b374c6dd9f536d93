//! Everything out and in again with its photos: sealed, in clear, and what must not come in.

use std::fs;
use std::path::Path;

use stipple_core::companion::{CompanionError, PhotosAs};
use stipple_core::export::Watch;
use stipple_core::vault::VaultError;
use stipple_heads::{Head, Side, View};

use super::phone::{Phone, SMALL, everything, shot};

const NOW: &str = "2026-05-20T12:00:00Z";

/// A phone with photos of two sides, one of them in the bin.
fn old_phone() -> Phone {
    let mut phone = Phone::begin("2026-05-01T10:00:00Z");
    phone.set(NOW);
    phone.log("2026-05-01T17:30:00+01:00", None);
    for (angle, day) in [("back", "02"), ("back", "07"), ("left", "07")] {
        let head = Head { seed: 3, side: Side::Back, ..Head::default() };
        let picture = shot(&head, &View::default(), SMALL, &format!("2026:05:{day} 09:00:00"));
        phone.bring(angle, &format!("{angle}{day}.jpg"), &[picture, angle.as_bytes().to_vec()].concat());
    }
    let binned = phone.kept().pop().unwrap();
    phone.companion.remove_photo(&binned).unwrap();
    phone
}

fn new_phone(series: u16) -> Phone {
    Phone::new(series, NOW)
}

fn write(phone: &Phone, path: &Path, photos: PhotosAs) {
    let desk = phone.companion.bundle_desk().unwrap();
    desk.write(&phone.keys, path, photos, &Watch::default()).unwrap();
}

fn read(phone: &mut Phone, path: &Path, identity: Option<&str>) -> Result<(), CompanionError> {
    let desk = phone.companion.bundle_desk()?;
    let imported = desk.read(&phone.keys, path, identity, &Watch::default())?;
    phone.companion.end_bundle(path, imported)?;
    Ok(())
}

fn identity(phone: &Phone) -> String {
    let path = phone.out("identity.txt");
    phone.desk().write_identity(&phone.keys, &path).unwrap();
    fs::read_to_string(path).unwrap()
}

#[test]
fn sealed_it_goes_out_and_in_with_the_same_bytes() {
    let old = old_phone();
    let (first, second) = (old.out("all.zip"), old.out("again.zip"));
    write(&old, &first, PhotosAs::Sealed);
    let mut new = new_phone(2);
    read(&mut new, &first, Some(&identity(&old))).unwrap();
    assert_eq!(new.companion.photos().unwrap(), old.companion.photos().unwrap());
    assert_eq!(new.scrub().looked_at, 3);
    assert!(new.scrub().missing.is_empty() && new.scrub().changed.is_empty(), "{:?}", new.scrub().lines);
    write(&new, &second, PhotosAs::Sealed);
    assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());
    // Once more: nothing is new.
    let before = everything(new.folder.path());
    read(&mut new, &first, None).unwrap();
    assert_eq!(everything(new.folder.path()).len(), before.len());
}

#[test]
fn in_clear_it_goes_out_and_in_with_the_same_pictures() {
    let old = old_phone();
    let (first, second) = (old.out("all.zip"), old.out("again.zip"));
    write(&old, &first, PhotosAs::Clear);
    let mut new = new_phone(2);
    read(&mut new, &first, None).unwrap();
    assert_eq!(new.companion.photos().unwrap(), old.companion.photos().unwrap());
    assert_eq!(
        new.scrub().changed,
        Vec::<String>::new(),
        "what came in clear does not claim to be the original"
    );
    write(&new, &second, PhotosAs::Clear);
    assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());
}

#[test]
fn sealed_photos_do_not_come_in_without_what_opens_them_and_nothing_else_does() {
    let old = old_phone();
    let path = old.out("all.zip");
    write(&old, &path, PhotosAs::Sealed);
    let mut new = new_phone(2);
    let refused = read(&mut new, &path, None).unwrap_err();
    assert!(matches!(refused, CompanionError::Vault(VaultError::NoIdentity)), "{refused:?}");
    let refused = read(&mut new, &path, Some("AGE-SECRET-KEY-1NONSENSE")).unwrap_err();
    assert!(matches!(refused, CompanionError::Vault(VaultError::NotAnIdentity { .. })), "{refused:?}");
    let stranger = identity(&old_phone());
    let refused = read(&mut new, &path, Some(&stranger)).unwrap_err();
    assert!(matches!(refused, CompanionError::Vault(VaultError::Changed { .. })), "{refused:?}");
    assert!(matches!(new.companion.photos(), Err(CompanionError::NoCourse)), "no entry came in");
}

#[test]
fn a_lost_photo_is_left_out_and_told() {
    let old = old_phone();
    let id = old.kept()[0].clone();
    fs::remove_file(old.vault(&id).join("original.age")).unwrap();
    let path = old.out("all.zip");
    let desk = old.companion.bundle_desk().unwrap();
    let done = desk.write(&old.keys, &path, PhotosAs::Sealed, &Watch::default()).unwrap();
    assert_eq!(done.lines.len(), 2, "{:?}", done.lines);
    let mut new = new_phone(2);
    read(&mut new, &path, Some(&identity(&old))).unwrap();
    assert_eq!(new.scrub().missing, [id]);
}

#[test]
fn stopped_it_writes_and_brings_in_nothing() {
    let old = old_phone();
    let (path, other) = (old.out("all.zip"), old.out("other.zip"));
    write(&old, &path, PhotosAs::Clear);
    let watch = Watch::default();
    watch.cancel();
    let desk = old.companion.bundle_desk().unwrap();
    let stopped = desk.write(&old.keys, &other, PhotosAs::Clear, &watch);
    assert!(matches!(stopped, Err(CompanionError::Cancelled)));
    assert!(!other.exists());
    let new = new_phone(2);
    let stopped = new.companion.bundle_desk().unwrap().read(&new.keys, &path, None, &watch);
    assert!(matches!(stopped, Err(CompanionError::Cancelled)));
    assert!(matches!(new.companion.photos(), Err(CompanionError::NoCourse)));
}

#[test]
fn an_old_bundle_does_not_bring_back_what_was_erased_since() {
    let mut phone = old_phone();
    let [sealed, clear] = ["sealed.zip", "clear.zip"].map(|name| phone.out(name));
    write(&phone, &sealed, PhotosAs::Sealed);
    write(&phone, &clear, PhotosAs::Clear);
    let binned = phone.companion.photos().unwrap().bin[0].id.clone();
    phone.set("2026-07-20T12:00:00Z");
    assert_eq!(phone.companion.empty_bin().unwrap(), 1);
    let export = phone.companion.export_archive().unwrap();
    assert!(!phone.vault(&binned).exists());
    for bundle in [sealed, clear] {
        read(&mut phone, &bundle, None).unwrap();
        assert!(!phone.vault(&binned).exists(), "nobody's files came in");
        assert_eq!(phone.companion.export_archive().unwrap(), export);
    }
}

#[test]
fn two_phones_that_each_sealed_photos_open_each_others_once_they_have_both_identities() {
    let old = old_phone();
    let path = old.out("all.zip");
    write(&old, &path, PhotosAs::Sealed);
    let mut new = new_phone(2);
    let clear = old.out("clear.zip");
    write(&old, &clear, PhotosAs::Clear);
    read(&mut new, &clear, None).unwrap();
    // The course has an identity of its own here, and now gets the other one beside it.
    read(&mut new, &path, Some(&identity(&old))).unwrap();
    assert_eq!(new.scrub().missing, Vec::<String>::new());
    assert_eq!(new.scrub().changed, Vec::<String>::new());
    let both = identity(&new);
    assert_eq!(both.lines().filter(|line| line.starts_with("AGE-SECRET-KEY-1")).count(), 2);
    let mut third = new_phone(3);
    let from_new = new.out("from-new.zip");
    write(&new, &from_new, PhotosAs::Sealed);
    read(&mut third, &from_new, Some(&both)).unwrap();
    assert_eq!(third.scrub().lines, new.scrub().lines);
}
