//! What becomes of an account: a phone is lost, shut out; the code is changed; everything is deleted.

use stipple_core::companion::{AccountState, CompanionError, connect};
use stipple_core::sync::server::ServerError;
use stipple_heads::{Head, View};

use crate::device::same;
use crate::house::House;
use crate::phone::{Phone, SMALL, everything, shot};

const NOW: &str = "2026-05-06T09:00:00Z";

/// A phone with a session, reports and three photos.
fn phone() -> Phone {
    let mut phone = Phone::begin("2026-05-01T09:00:00Z");
    phone.set(NOW);
    phone.log("2026-05-01T17:30:00+01:00", None);
    let states = ["redness", "scabs"].map(str::to_owned).to_vec();
    phone.companion.report_skin(states, Vec::new(), None).unwrap();
    for (angle, seed) in ["back", "front", "left"].into_iter().zip(1..) {
        let head = Head { seed, ..Head::default() };
        let bytes = shot(&head, &View::default(), SMALL, &format!("2026:05:0{seed} 08:50:00"));
        phone.bring(angle, &format!("{seed}.jpg"), &bytes);
    }
    phone
}

/// Two devices in one account, and its code.
fn two(house: &House) -> (Phone, Phone, String) {
    let mut phone = phone();
    let code = phone.found(&house.url, "phone");
    let mut tablet = Phone::new(2, NOW);
    tablet.join(&house.url, &code, "tablet");
    same(&phone, &tablet);
    (phone, tablet, code)
}

pub fn a_lost_phone_comes_back_from_the_code_alone(house: &House) {
    let mut lost = phone();
    let pictures = |phone: &Phone| phone.kept().iter().map(|photo| phone.picture(photo)).collect::<Vec<_>>();
    let taken = pictures(&lost);
    let text = lost.companion.sheet().unwrap();
    let code = lost.found(&house.url, "phone");
    let (export, today) = (lost.export(), lost.companion.today(None).unwrap());
    let photos = lost.companion.photos().unwrap();
    // Phone, diary, vault and keys: all gone.
    drop(lost);
    let mut new = Phone::new(2, NOW);
    // As somebody types it who copies it from paper.
    let typed = code.to_lowercase().replace('-', " ");
    new.join(&house.url, &typed, "new phone");
    assert_eq!(new.export(), export);
    assert_eq!(new.companion.today(None).unwrap(), today);
    assert_eq!(new.companion.sheet().unwrap(), text);
    assert_eq!(new.companion.photos().unwrap(), photos);
    let scrub = new.scrub();
    assert_eq!((scrub.looked_at, scrub.missing.len(), scrub.changed.len()), (3, 0, 0));
    assert!(pictures(&new) == taken, "the pictures are others than were taken");
    // The account goes on here, and a slip in the code leads nowhere.
    new.companion.report_skin(vec!["flaking".to_owned()], Vec::new(), None).unwrap();
    assert_eq!(new.in_step().sent, 1);
    let slip = Phone::new(3, NOW);
    let wrong = format!("{}{}", if code.starts_with('0') { '1' } else { '0' }, &code[1..]);
    assert!(slip.account().join(&slip.keys, &wrong, Some(&house.url), None).is_err());
}

pub fn a_revoked_device_is_shut_out_and_keeps_its_diary(house: &House) {
    let (mut phone, mut tablet, code) = two(house);
    let server = phone.server().unwrap();
    let devices = phone.account().devices(&phone.keys, &server).unwrap().devices;
    let named = |name| devices.iter().find(|device| device.name == name).expect("it is listed");
    assert_eq!((devices.len(), named("phone").current, named("tablet").current), (2, true, false));
    phone.account().revoke(&phone.keys, &server, &named("tablet").id).unwrap();

    tablet.companion.report_skin(vec!["flaking".to_owned()], Vec::new(), None).unwrap();
    let (export, photos) = (tablet.export(), tablet.kept());
    let told = tablet.sync();
    assert_eq!((told.in_step, told.account.state), (false, AccountState::Revoked), "{:?}", told.lines);
    assert_eq!((told.received, told.sent), (0, 0));
    let asked = tablet.account().devices(&tablet.keys, &tablet.server().unwrap());
    assert!(asked.is_err(), "{asked:?}");
    assert_eq!((tablet.export(), tablet.kept()), (export, photos));
    let listed = phone.account().devices(&phone.keys, &server).unwrap().devices;
    assert_eq!(listed.len(), 1);
    // What it entered since reached nobody, and does once it is let in again.
    assert_eq!(phone.in_step().received, 0);
    tablet.join(&house.url, &code, "tablet");
    assert_eq!(phone.in_step().received, 1);
    same(&phone, &tablet);
}

pub fn a_changed_code_shuts_the_old_one_out(house: &House) {
    let (mut phone, mut tablet, old) = two(house);
    // Entered on the tablet, and not sent before the code changes.
    tablet.companion.report_skin(vec!["flaking".to_owned()], Vec::new(), None).unwrap();
    let before = phone.export();
    let new = phone.account().rotate(&phone.keys).unwrap().code;
    assert_ne!(new, old);
    phone.in_step();
    assert_eq!(phone.export(), before);
    assert_eq!(phone.account().code(&phone.keys).unwrap().code, new);

    let mut thief = Phone::new(3, NOW);
    thief.account().join(&thief.keys, &old, Some(&house.url), None).unwrap();
    let told = thief.sync();
    assert_eq!((told.in_step, told.account.state), (false, AccountState::Gone), "{:?}", told.lines);
    assert!(!thief.companion.has_course().unwrap(), "the old code opened something");
    house.tidy();
    let report = house.check();
    assert_eq!(
        (report.accounts, report.blobs, report.strays),
        (1, 3, 0),
        "the old account is gone with its photos"
    );

    let told = tablet.sync();
    assert_eq!((told.in_step, told.account.state), (false, AccountState::Gone), "{:?}", told.lines);
    tablet.join(&house.url, &new, "tablet");
    assert_eq!(phone.in_step().received, 1);
    same(&phone, &tablet);
    let scrub = tablet.scrub();
    assert_eq!((scrub.looked_at, scrub.missing.len(), scrub.changed.len()), (3, 0, 0));
}

pub fn a_deleted_account_leaves_nothing_on_the_server(house: &House) {
    let (mut phone, mut tablet, code) = two(house);
    let kept = (phone.export(), phone.kept());
    let held = house.check();
    assert!(held.accounts == 1 && held.records > 3 && held.blobs == 3, "{held:?}");
    phone.account().forget(&phone.keys, true).unwrap();
    let told = phone.sync();
    assert_eq!(told.account.state, AccountState::NoAccount, "{:?}", told.lines);
    house.tidy();
    assert_eq!(house.check(), stipple_backend::check::Report::default());
    assert_eq!(everything(&house.folder.path().join("blobs")).len(), 0);

    let told = tablet.sync();
    assert_eq!((told.in_step, told.account.state), (false, AccountState::Gone), "{:?}", told.lines);
    assert!(told.lines.iter().any(|line| line.contains("does not have this account")), "{:?}", told.lines);
    for device in [&phone, &tablet] {
        assert_eq!((device.export(), device.kept()), kept);
        let scrub = device.scrub();
        assert_eq!((scrub.looked_at, scrub.missing.len(), scrub.changed.len()), (3, 0, 0));
    }
    // The code opens nothing any more; its key may make an account anew only by hand.
    let mut late = Phone::new(3, NOW);
    late.account().join(&late.keys, &code, Some(&house.url), None).unwrap();
    assert_eq!(late.sync().account.state, AccountState::Gone);
    assert_eq!(house.check().accounts, 0);
    let unknown = connect(&house.url).unwrap();
    let asked = tablet.account().devices(&tablet.keys, &unknown);
    assert!(matches!(
        asked,
        Err(CompanionError::Server(ServerError::Unauthorized) | CompanionError::Account(_))
    ));
}
