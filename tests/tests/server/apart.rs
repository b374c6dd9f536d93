//! Two devices that do not hear of each other, for a week or for ten thousand entries, and then do.

use std::fmt::Write as _;

use serde_json::{Value, json};
use stipple_core::companion::PlanSession;
use stipple_core::course::SessionNotes;
use stipple_core::ports::fixed::CountingIds;
use stipple_heads::{Head, View};

use crate::device::same;
use crate::house::House;
use crate::phone::{Phone, SMALL, at, shot};

pub fn two_devices_edit_for_a_week_and_meet(house: &House) {
    let mut phone = Phone::begin("2026-05-01T09:00:00Z");
    phone.set("2026-05-02T09:00:00Z");
    phone.log("2026-05-01T17:30:00+01:00", None);
    let code = phone.found(&house.url, "phone");
    let mut tablet = Phone::new(2, "2026-05-02T09:00:00Z");
    tablet.join(&house.url, &code, "tablet");
    same(&phone, &tablet);

    // A week without a network. The tablet's clock is two hours behind.
    let noted = |pigment: &str| SessionNotes { pigment: Some(pigment.to_owned()), ..SessionNotes::default() };
    let report = |device: &mut Phone, state: &str| {
        device.companion.report_skin(vec![state.to_owned()], Vec::new(), None).unwrap();
    };
    for day in 3..=9 {
        phone.set(&format!("2026-05-{day:02}T12:00:00Z"));
        tablet.set(&format!("2026-05-{day:02}T10:00:00Z"));
        report(&mut phone, if day % 2 == 0 { "scabs" } else { "redness" });
        let head = Head { seed: day, ..Head::default() };
        let (of, angle) = if day % 2 == 0 { (&phone, "back") } else { (&tablet, "front") };
        let picture = shot(&head, &View::default(), SMALL, &format!("2026:05:{day:02} 08:50:00"));
        of.bring(angle, &format!("{day}.jpg"), &picture);
    }
    phone.companion.note_session(1, noted("warm")).unwrap();
    tablet.set("2026-05-09T15:00:00Z");
    tablet.companion.note_session(1, noted("cool")).unwrap();
    let starts = at("2026-05-16T10:00:00+01:00");
    let plan = PlanSession { starts, ends: None, zone: None, is_final: false, touch_up: false };
    tablet.companion.plan_session(plan).unwrap();
    report(&mut tablet, "scabs");
    tablet.companion.undo().unwrap();
    phone.companion.log_consultation(at("2026-04-20T10:00:00Z"), "three sessions".to_owned()).unwrap();
    assert_ne!(phone.export(), tablet.export());

    // They meet.
    for device in [&phone, &tablet] {
        device.set("2026-05-10T12:00:00Z");
    }
    phone.in_step();
    let came = tablet.in_step();
    assert_eq!(came.photos_received, 3, "{:?}", came.lines);
    let came = phone.in_step();
    assert_eq!(came.photos_received, 4, "{:?}", came.lines);
    same(&phone, &tablet);
    let course = phone.companion.course().unwrap();
    assert_eq!(course.sessions.len(), 2);
    assert!(course.consultation.is_some());
    let shown = format!("{:?}", course.sessions[0]);
    assert!(shown.contains("cool") && !shown.contains("warm"), "the later note holds: {shown}");
    for device in [&phone, &tablet] {
        let scrub = device.scrub();
        assert_eq!((scrub.looked_at, scrub.missing.len(), scrub.changed.len()), (7, 0, 0));
    }
    for photo in phone.kept() {
        assert_eq!(phone.picture(&photo), tablet.picture(&photo));
    }
    // And that was all.
    for device in [&mut phone, &mut tablet] {
        let again = device.in_step();
        assert_eq!((again.sent, again.received, again.photos_sent, again.photos_received), (0, 0, 0, 0));
    }
    house.check();
}

const MANY: u32 = 10_000;

pub fn ten_thousand_entries_reach_a_second_device(house: &House) {
    let mut phone = Phone::begin("2026-05-01T09:00:00Z");
    phone.set("2026-05-02T09:00:00Z");
    phone.log("2026-05-01T17:30:00+01:00", None);
    phone.companion.log_consultation(at("2026-04-20T10:00:00Z"), "the first of many".to_owned()).unwrap();
    let archive = many(&phone.export());
    phone.companion.import_archive(archive.as_bytes()).unwrap();
    let sent = timed("10,000 entries sent", || phone.found(&house.url, "phone"));
    let mut tablet = Phone::new(2, "2026-05-02T09:00:00Z");
    timed("and received by a second device", || tablet.join(&house.url, &sent, "tablet"));
    assert!(phone.export().lines().count() > MANY as usize);
    same(&phone, &tablet);
    assert!(house.check().records >= u64::from(MANY));
}

/// An archive with its last entry ten thousand times more, each of them another entry.
fn many(archive: &str) -> String {
    let archive: Value = serde_json::from_str(archive).unwrap();
    let last = archive["entries"].as_array().unwrap().last().unwrap();
    assert_eq!(last["kind"], "course.consultation");
    let wall = last["clock"]["wall"].as_i64().unwrap();
    let mut text = "{\"entries\":[".to_owned();
    for count in 1..=MANY {
        let mut entry = last.clone();
        let id = |series| json!(CountingIds::id(series, count));
        (entry["id"], entry["change"]) = (id(8), id(9));
        entry["clock"]["wall"] = json!(wall + i64::from(count));
        entry["body"]["note"] = json!(format!("thought of it {count} times"));
        write!(text, "{}{entry}", if count == 1 { "" } else { "," }).unwrap();
    }
    text + "],\"format\":\"stipple-archive\",\"version\":1}"
}

/// Nothing is asserted of how long it took.
#[expect(clippy::disallowed_methods, reason = "said, not asserted")]
fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begun = std::time::Instant::now();
    let done = work();
    println!("{what} in {:.2} s", begun.elapsed().as_secs_f64());
    done
}
