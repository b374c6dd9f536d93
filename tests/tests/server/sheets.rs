//! A studio's sheet and its next revision, from the studio's key to two devices of one client.

use minisign::KeyPair;
use stipple_core::companion::{CompanionError, SheetOffer, SheetSignature, StartCourse, connect};
use stipple_core::protocol::builtin;
use stipple_core::sync::server::{PublishedSheet, ServerError, SheetServer as _};

use crate::device::same;
use crate::house::House;
use crate::phone::Phone;

const ID: &str = "scalp-envy";
const NOW: &str = "2026-05-06T09:00:00Z";

/// The built-in sheet as another revision, with another number of days in it.
fn sheet(revision: u32, days: &str) -> String {
    let text = builtin(ID).unwrap();
    let text = text.replacen("revision = 1\n", &format!("revision = {revision}\n"), 1);
    text.replacen("\"10d\"", &format!("\"{days}\""), 1)
}

struct Studio(KeyPair);

impl Studio {
    fn new() -> Self {
        Self(KeyPair::generate_unencrypted_keypair().unwrap())
    }

    fn sign(&self, revision: u32, text: String) -> PublishedSheet {
        let signed = minisign::sign(None, &self.0.sk, text.as_bytes(), Some("by a test"), None).unwrap();
        let (signature, public_key) = (signed.into_string(), self.0.pk.to_base64());
        PublishedSheet { id: ID.to_owned(), revision, text, signature, public_key }
    }
}

fn offer(sheet: PublishedSheet) -> SheetOffer {
    let signed = SheetSignature { signature: sheet.signature, key: sheet.public_key };
    SheetOffer { text: sheet.text, signed: Some(signed) }
}

fn revision(phone: &Phone) -> u32 {
    phone.companion.course().unwrap().sheet.revision
}

fn fetch(phone: &Phone, url: &str) -> SheetOffer {
    let question = phone.companion.sheet_question(ID, None).unwrap();
    question.at(Some(url.to_owned())).unwrap().fetch().unwrap()
}

pub fn a_studios_next_revision_is_accepted_by_hand_and_counts_everywhere(house: &House) {
    let (studio, other) = (Studio::new(), Studio::new());
    let server = connect(&house.url).unwrap();
    let second = studio.sign(2, sheet(2, "12d"));
    server.publish(&second).unwrap();
    server.publish(&second).unwrap();

    let mut phone = Phone::new(1, NOW);
    let SheetOffer { text, signed } = fetch(&phone, &house.url);
    assert_eq!(text, second.text);
    let start = StartCourse { sheet: text, signed, ..StartCourse::default() };
    phone.companion.start_course(start).unwrap();
    phone.log("2026-05-01T17:30:00+01:00", None);
    let code = phone.found(&house.url, "phone");
    let mut tablet = Phone::new(2, NOW);
    tablet.join(&house.url, &code, "tablet");
    same(&phone, &tablet);

    // The next one is there. It is fetched and shown; nothing changes by itself, whoever syncs.
    let third = studio.sign(3, sheet(3, "14d"));
    server.publish(&third).unwrap();
    let before = phone.export();
    let fetched = fetch(&phone, &house.url);
    assert_eq!(fetched, offer(third.clone()));
    let view = phone.companion.look_at_sheet(fetched.clone()).unwrap();
    let changes = view.changes.unwrap();
    assert_eq!((changes.same, changes.parts.is_empty()), (None, false));
    assert!(format!("{:?}", changes.parts).contains("14"), "{:?}", changes.parts);
    assert_eq!((view.other_key, view.warnings), (None, Vec::new()));
    for device in [&mut phone, &mut tablet] {
        device.in_step();
        assert_eq!(revision(device), 2);
    }
    assert_eq!((phone.export(), tablet.export()), (before.clone(), before));

    // Accepted on one device, it counts on the other once that hears of it.
    phone.companion.accept_offer(fetched, false).unwrap();
    phone.in_step();
    assert_eq!([&phone, &tablet].map(revision), [3, 2]);
    tablet.in_step();
    assert_eq!([&phone, &tablet].map(revision), [3, 3]);
    assert_eq!(phone.companion.sheet().unwrap(), tablet.companion.sheet().unwrap());
    same(&phone, &tablet);

    // The studio's key came along: another one is found out on the device that never saw the first.
    let forged = offer(other.sign(4, sheet(4, "1d")));
    assert!(tablet.companion.look_at_sheet(forged.clone()).unwrap().other_key.is_some());
    assert!(matches!(tablet.companion.accept_offer(forged, false), Err(CompanionError::OtherKey { .. })));
    assert!(matches!(server.publish(&other.sign(4, sheet(4, "1d"))), Err(ServerError::SheetOwned)));
    assert!(server.publish(&studio.sign(3, sheet(3, "15d"))).is_err(), "a revision changed");
    assert_eq!(fetch(&tablet, &house.url), offer(third));
    assert_eq!(house.check().sheets, 2);
}
