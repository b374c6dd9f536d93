//! What is kept is looked after: damage is told apart and repaired by nobody, and a lost key replaces nothing.

use std::fs;

use stipple_core::companion::CompanionError;
use stipple_core::export::Watch;
use stipple_core::ports::fixed::MemoryKeys;
use stipple_core::vault::{PhotoFile, VaultError};
use stipple_heads::{Head, View};

use super::phone::{Phone, SMALL, everything, shot};

fn phone() -> (Phone, Vec<String>) {
    let phone = Phone::begin("2026-05-01T09:00:00+01:00");
    let bring = |seed: u64| {
        let head = Head { seed, ..Head::default() };
        let bytes = shot(&head, &View::default(), SMALL, "2026:05:01 08:50:00");
        phone.bring("front", &format!("{seed}.jpg"), &bytes)
    };
    let ids = (1..=4).map(bring).collect();
    (phone, ids)
}

#[test]
fn a_scrub_tells_what_changed_what_is_missing_and_what_lost_a_preview() {
    let (phone, ids) = phone();
    let sound = phone.scrub();
    assert_eq!((sound.looked_at, sound.lines.len()), (4, 1), "{:?}", sound.lines);
    let original = phone.vault(&ids[0]).join("original.age");
    let mut bytes = fs::read(&original).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&original, &bytes).unwrap();
    fs::remove_file(phone.vault(&ids[1]).join("original.age")).unwrap();
    fs::remove_file(phone.vault(&ids[2]).join("view.age")).unwrap();
    // A whole file that opens, and is another photo's.
    let swapped = phone.vault(&ids[3]).join("original.age");
    fs::copy(phone.vault(&ids[2]).join("original.age"), &swapped).unwrap();
    let before = everything(phone.folder.path());
    let found = phone.scrub();
    assert_eq!(found.changed.iter().collect::<std::collections::BTreeSet<_>>(), [&ids[0], &ids[3]].into());
    assert_eq!((&found.missing, &found.previews), (&vec![ids[1].clone()], &vec![ids[2].clone()]));
    assert_eq!(found.lines.len(), 4, "{:?}", found.lines);
    assert_eq!(everything(phone.folder.path()), before, "nothing is repaired");
    // Each is told, and nothing is written in its place.
    let write = |id: &str| phone.desk().write(&phone.keys, id, PhotoFile::Original, &phone.out("x.jpg"));
    assert!(matches!(write(&ids[0]), Err(CompanionError::Vault(VaultError::Changed { .. }))));
    assert!(matches!(write(&ids[1]), Err(CompanionError::Vault(VaultError::Missing { .. }))));
    assert!(!phone.out("x.jpg").exists());
    write(&ids[2]).unwrap();
    // A folder that nobody listed is told, and stays.
    let nobody = phone.vault("00000000-0000-4000-8000-00ff00000001");
    fs::create_dir(&nobody).unwrap();
    assert_eq!(phone.scrub().unlisted.len(), 1);
    assert!(nobody.exists());
}

#[test]
fn a_scrub_that_is_stopped_says_so() {
    let (phone, _) = phone();
    let watch = Watch::default();
    watch.cancel();
    assert!(matches!(phone.desk().scrub(&phone.keys, &watch), Err(CompanionError::Cancelled)));
}

#[test]
fn a_lost_device_key_is_told_and_nothing_is_replaced() {
    let (phone, ids) = phone();
    let before = everything(&phone.folder.path().join("vault"));
    let lost = MemoryKeys::default();
    let new = shot(&Head { seed: 9, ..Head::default() }, &View::default(), SMALL, "2026:05:01 08:50:00");
    let wrong = |error: CompanionError| matches!(error, CompanionError::Vault(VaultError::WrongKey));
    assert!(wrong(phone.try_add(&lost, "front", &[phone.file("9.jpg", &new)]).unwrap_err()));
    let (desk, out) = (phone.desk(), phone.out("x.jpg"));
    assert!(wrong(desk.write(&lost, &ids[0], PhotoFile::View, &out).unwrap_err()));
    assert!(wrong(desk.write_identity(&lost, &out).unwrap_err()));
    assert!(wrong(desk.scrub(&lost, &Watch::default()).unwrap_err()));
    assert!(wrong(desk.compare(&lost, &ids[0], &ids[1], &out).unwrap_err()));
    assert!(!out.exists());
    assert_eq!(phone.kept().len(), 4);
    assert_eq!(everything(&phone.folder.path().join("vault")), before);
    // With the old key all is as it was.
    assert_eq!(phone.scrub().lines.len(), 1);
    desk.write(&phone.keys, &ids[0], PhotoFile::View, &out).unwrap();
}
