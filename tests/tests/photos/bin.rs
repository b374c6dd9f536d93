//! Removed, restored, taken back, and gone for good after 30 days.

use stipple_core::companion::{BIN_DAYS, CompanionError};
use stipple_heads::{Head, View};

use super::phone::{Phone, SMALL, at, shot};

fn phone() -> (Phone, String, String) {
    let phone = Phone::begin("2026-05-01T09:00:00+01:00");
    let bring = |seed: u64, name: &str| {
        let head = Head { seed, ..Head::default() };
        phone.bring("front", name, &shot(&head, &View::default(), SMALL, "2026:05:01 08:50:00"))
    };
    let (one, other) = (bring(1, "a.jpg"), bring(2, "b.jpg"));
    (phone, one, other)
}

#[test]
fn what_is_removed_lies_in_the_bin_and_comes_back() {
    let (mut phone, one, other) = phone();
    phone.companion.remove_photo(&one).unwrap();
    assert_eq!(phone.kept(), std::slice::from_ref(&other));
    let gone_at = at("2026-05-01T09:00:00+01:00").plus_exact_days(BIN_DAYS);
    assert_eq!(phone.photo(&one).gone_at, Some(gone_at));
    // Removed again, it does not lie there longer.
    phone.set("2026-05-03T09:00:00+01:00");
    phone.companion.remove_photo(&one).unwrap();
    assert_eq!(phone.photo(&one).gone_at, Some(gone_at));
    phone.companion.restore_photo(&one).unwrap();
    assert_eq!((phone.kept().len(), phone.photo(&one).gone_at), (2, None));
    phone.companion.undo().unwrap();
    assert_eq!(phone.photo(&one).gone_at, Some(gone_at), "restoring was taken back");
    phone.companion.undo().unwrap();
    assert_eq!(phone.photo(&one).gone_at, None, "removing was taken back");
    phone.companion.redo().unwrap();
    assert_eq!(phone.photo(&one).gone_at, Some(gone_at));
    assert!(phone.vault(&one).join("original.age").exists());
    assert_eq!(phone.scrub().looked_at, 2, "what lies in the bin is looked at too");
}

#[test]
fn after_30_days_it_is_gone_with_its_files_and_undo_does_not_bring_it_back() {
    let (mut phone, one, other) = phone();
    phone.companion.remove_photo(&one).unwrap();
    let gone_at = phone.photo(&one).gone_at.unwrap();
    phone.clock.set(gone_at.plus_micros(-1));
    assert_eq!(phone.companion.empty_bin().unwrap(), 0);
    assert!(phone.vault(&one).exists());
    phone.clock.set(gone_at);
    assert_eq!(phone.companion.empty_bin().unwrap(), 1);
    assert!(!phone.vault(&one).exists());
    assert!(phone.vault(&other).join("original.age").exists());
    let gone = |phone: &Phone| {
        let view = phone.companion.photos().unwrap();
        view.bin.is_empty() && view.photos.iter().all(|photo| photo.id == other)
    };
    assert!(gone(&phone));
    assert!(matches!(phone.companion.restore_photo(&one), Err(CompanionError::NoPhoto { .. })));
    // What was done about it cannot be taken back any more: what is, came before it. It stays gone.
    phone.companion.undo().unwrap();
    assert!(gone(&phone));
    phone.companion.redo().unwrap();
    assert!(gone(&phone));
    assert_eq!(phone.scrub().looked_at, 1);
    assert_eq!(phone.companion.empty_bin().unwrap(), 0);
    // The same file may come again, as another photo.
    let again = phone.add("front", &[phone.folder.path().join("roll/a.jpg")]);
    assert_eq!(again.added, 1, "{:?}", again.lines);
    assert_ne!(again.files[0].id.as_deref(), Some(one.as_str()));
    assert!(phone.scrub().missing.is_empty());
}

#[test]
fn a_kill_between_the_entry_and_the_files_is_made_good() {
    let (mut phone, one, _) = phone();
    let files = super::phone::everything(&phone.vault(&one));
    phone.companion.remove_photo(&one).unwrap();
    phone.clock.set(phone.photo(&one).gone_at.unwrap());
    phone.companion.empty_bin().unwrap();
    // As if it had been killed before the files went; and an import before it was done.
    std::fs::create_dir(phone.vault(&one)).unwrap();
    for (path, bytes) in &files {
        std::fs::write(path, bytes).unwrap();
    }
    let left = phone.vault(".incoming-killed");
    std::fs::write(&left, b"age-encryption.org/v1").unwrap();
    assert_eq!(phone.companion.empty_bin().unwrap(), 0);
    assert!(!phone.vault(&one).exists() && !left.exists());
}

#[test]
fn an_import_that_is_taken_back_loses_no_file() {
    let (mut phone, one, other) = phone();
    phone.companion.undo().unwrap();
    assert_eq!(phone.kept(), [one]);
    assert_eq!(phone.scrub().unlisted, std::slice::from_ref(&other));
    phone.companion.empty_bin().unwrap();
    phone.companion.redo().unwrap();
    assert_eq!(phone.kept().len(), 2);
    let sound = phone.scrub();
    assert!(sound.missing.is_empty() && sound.unlisted.is_empty(), "{sound:?}");
}
