//! From the photo before the first session to the same day after the second.

use stipple_core::companion::PlanSession;
use stipple_core::companion::photo_view::{ShotStatusView, ShotStatusView::*};
use stipple_core::diary::TakenFrom;
use stipple_core::photo::FindingKind;
use stipple_heads::{Head, Side, View};

use super::phone::{Phone, SIZE, SMALL, at, companion, shot};

fn back() -> Head {
    Head { seed: 21, side: Side::Back, ..Head::default() }
}

fn front() -> Head {
    Head { side: Side::Front, ..back() }
}

/// How a side stands in the shot of that name; `None` where there is no such shot.
fn status(phone: &Phone, shot: &str, angle: &str) -> Option<ShotStatusView> {
    let shots = phone.companion.photos_due().unwrap().shots;
    let shot = shots.into_iter().find(|one| one.label == shot)?;
    shot.angles.iter().find(|one| one.angle == angle).map(|one| one.status)
}

fn plan(phone: &mut Phone, starts: &str) {
    let plan = PlanSession { starts: at(starts), ends: None, zone: None, is_final: false, touch_up: false };
    phone.companion.plan_session(plan).unwrap();
}

#[test]
fn shots_are_due_then_taken_or_missed_and_stand_beside_the_same_day_of_the_next_session() {
    const BEFORE: &str = "Before the first session";
    let mut phone = Phone::begin("2026-05-01T09:00:00+01:00");
    plan(&mut phone, "2026-05-01T14:00:00+01:00");
    assert_eq!(status(&phone, BEFORE, "back"), Some(Due));
    assert!(phone.companion.photos().unwrap().none.is_some());
    let view = View::default();
    let before = phone.bring("back", "a.jpg", &shot(&back(), &view, SMALL, "2026:05:01 08:50:00"));
    phone.bring("front", "b.jpg", &shot(&front(), &view, SMALL, "2026:05:01 08:55:00"));
    let listed = phone.photo(&before);
    assert_eq!((listed.session, listed.day), (None, None));
    assert_eq!((listed.taken, listed.offset_minutes), (at("2026-05-01T08:50:00+01:00"), 60));
    assert_eq!(listed.taken_from, TakenFrom::Exif);
    assert_eq!(status(&phone, BEFORE, "back"), Some(Taken));
    assert_eq!(status(&phone, BEFORE, "left"), Some(Due));

    phone.set("2026-05-01T18:00:00+01:00");
    phone.log("2026-05-01T17:30:00+01:00", Some(1));
    assert_eq!(status(&phone, BEFORE, "left"), Some(Missed));
    assert_eq!(status(&phone, "Day 0 after session 1", "back"), Some(Due));
    assert_eq!(status(&phone, "Day 6 after session 1", "back"), Some(Later));
    let day_0 = phone.bring("back", "c.jpg", &shot(&back(), &view, SMALL, "2026:05:01 17:50:00"));
    assert_eq!((phone.photo(&day_0).session, phone.photo(&day_0).day), (Some(1), Some(0)));
    assert_eq!(status(&phone, "Day 0 after session 1", "back"), Some(Taken));
    assert_eq!(status(&phone, "Day 0 after session 1", "front"), Some(Due));

    phone.set("2026-05-07T12:00:00+01:00");
    assert_eq!(status(&phone, "Day 0 after session 1", "front"), Some(Missed));
    assert_eq!(status(&phone, "Day 6 after session 1", "back"), Some(Due));
    let day_6 = phone.bring("back", "d.jpg", &shot(&back(), &view, SMALL, "2026:05:07 11:00:00"));
    assert_eq!(status(&phone, "Day 6 after session 1", "back"), Some(Taken));
    // In the bin it is not taken any more, and out of it, it is.
    phone.companion.remove_photo(&day_6).unwrap();
    assert_eq!(status(&phone, "Day 6 after session 1", "back"), Some(Due));
    phone.companion.restore_photo(&day_6).unwrap();
    assert_eq!(status(&phone, "Day 6 after session 1", "back"), Some(Taken));

    plan(&mut phone, "2026-05-22T10:00:00+01:00");
    phone.set("2026-05-20T12:00:00+01:00");
    assert_eq!(status(&phone, "Healed result of session 1", "back"), Some(Due));
    phone.set("2026-05-28T12:00:00+01:00");
    phone.log("2026-05-22T13:00:00+01:00", Some(2));
    assert_eq!(status(&phone, "Healed result of session 1", "back"), Some(Missed));
    let again = phone.bring("back", "e.jpg", &shot(&back(), &view, SMALL, "2026:05:28 11:00:00"));
    let pairs = phone.companion.photo_pairs().unwrap();
    let pair = |first: &str, second: &str| {
        let found = pairs.iter().find(|pair| pair.first == first && pair.second == second);
        found.map(|pair| pair.text.as_str())
    };
    assert_eq!(pair(&before, &again), Some("Before and now"));
    let same_day = pair(&day_6, &again).expect("day 6 stands beside day 6");
    assert!(same_day.starts_with("session 1, day 6 beside session 2, day 6"), "{same_day}");
    assert_eq!(pair(&day_0, &again), None, "day 6 is nearer");
    assert!(pairs.iter().all(|pair| pair.angle == "back"), "there is one front alone");
    // The latest first.
    assert_eq!(phone.kept()[0], again);
    // A wrong clock in the camera is put right, and the day with it.
    phone.companion.change_photo(&again, None, Some(at("2026-05-23T11:00:00+01:00")), None, None).unwrap();
    assert_eq!((phone.photo(&again).day, phone.photo(&again).taken_from), (Some(1), TakenFrom::Client));
}

#[test]
fn of_a_burst_the_sharpest_stands_and_the_same_file_is_known() {
    let mut phone = Phone::begin("2026-05-01T09:00:00+01:00");
    phone.set("2026-05-01T18:00:00+01:00");
    phone.log("2026-05-01T17:30:00+01:00", None);
    let seen = |blur: f64, moment: u64| View { blur, moment, noise: 1.0, ..View::default() };
    let burst = [
        ("1.jpg", seen(4.0, 1), "2026:05:01 17:40:00"),
        ("2.jpg", seen(0.0, 2), "2026:05:01 17:43:00"),
        ("3.jpg", seen(2.0, 3), "2026:05:01 17:46:00"),
        ("4.jpg", seen(2.0, 4), "2026:05:01 17:58:00"),
    ];
    let files = burst.map(|(name, view, taken)| phone.file(name, &shot(&back(), &view, SIZE, taken)));
    let added = phone.add("back", &files);
    assert_eq!((added.added, added.failed, added.stopped), (4, 0, false), "{:?}", added.lines);
    let ids: Vec<String> = added.files.iter().map(|file| file.id.clone().unwrap()).collect();
    let photos: Vec<_> = ids.iter().map(|id| phone.photo(id)).collect();
    assert_eq!(photos.iter().map(|photo| photo.burst).collect::<Vec<_>>(), [3, 3, 3, 1]);
    assert_eq!(photos.iter().map(|photo| photo.stands).collect::<Vec<_>>(), [false, true, false, true]);
    let blurred = |place: usize| photos[place].findings.iter().any(|one| one.kind == FindingKind::Blurred);
    assert!(blurred(0) && !blurred(1));
    assert!(added.lines.iter().any(|line| line.starts_with("1.jpg: Blurred")), "{:?}", added.lines);
    // Binned, the sharpest stands for nobody; the next best does.
    phone.companion.remove_photo(&ids[1]).unwrap();
    assert!(phone.photo(&ids[2]).stands);
    phone.companion.undo().unwrap();
    assert!(!phone.photo(&ids[2]).stands);

    // The same bytes under another name and angle: nothing is written.
    let before = super::phone::everything(&phone.folder.path().join("vault"));
    let copy = phone.file("copy.jpg", &std::fs::read(&files[0]).unwrap());
    let again = phone.add("front", &[copy]);
    assert_eq!((again.added, again.failed, again.files[0].is_new), (0, 0, false));
    assert_eq!(again.files[0].id.as_deref(), Some(ids[0].as_str()));
    assert!(again.lines.contains(&"copy.jpg: here already.".to_owned()), "{:?}", again.lines);
    assert_eq!(phone.photo(&ids[0]).angle, "back");
    assert_eq!(phone.kept().len(), 4);
    assert_eq!(super::phone::everything(&phone.folder.path().join("vault")), before);
    // From the bin the same file comes back.
    phone.companion.remove_photo(&ids[0]).unwrap();
    phone.add("back", &files[..1]);
    assert_eq!(phone.photo(&ids[0]).gone_at, None);
    assert_eq!(phone.kept().len(), 4);
}

#[test]
fn a_file_that_is_not_read_does_not_stop_the_others() {
    let phone = Phone::begin("2026-05-01T09:00:00+01:00");
    let good = |seed: u64| shot(&Head { seed, ..back() }, &View::default(), SMALL, "2026:05:01 08:50:00");
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and so on, and so on".to_vec();
    let half = good(3)[..good(3).len() / 2].to_vec();
    let files = [
        phone.file("1.jpg", &good(1)),
        phone.file("2.heic", &heic),
        phone.file("3.jpg", &half),
        phone.file("4.txt", b"Dear diary"),
        phone.folder.path().join("roll/5.jpg"),
        phone.file("6.jpg", &good(6)),
    ];
    let added = phone.add("crown", &files);
    assert_eq!((added.added, added.failed, added.stopped), (2, 4, false));
    let failed: Vec<bool> = added.files.iter().map(|file| file.failed).collect();
    assert_eq!(failed, [false, true, true, true, true, false]);
    for (place, told) in [
        (1, "2.heic: This is a HEIC photo. Convert it"),
        (2, "3.jpg: This file ends before its picture does"),
        (3, "4.txt: This is neither a JPEG nor a PNG"),
        (4, "5.jpg: "),
    ] {
        assert!(added.files[place].lines[0].starts_with(told), "{:?}", added.files[place].lines);
        assert_eq!(added.files[place].id, None);
    }
    assert_eq!(phone.kept().len(), 2);
    let sound = phone.scrub();
    assert_eq!((sound.looked_at, sound.unlisted.len()), (2, 0), "{sound:?}");
}

#[test]
fn another_process_sees_what_was_brought_in() {
    let phone = Phone::begin("2026-05-01T09:00:00+01:00");
    let other = companion(phone.folder.path(), 2, phone.clock.clone());
    let bytes = shot(&back(), &View::default(), SMALL, "2026:05:01 08:50:00");
    let id = phone.bring("back", "a.jpg", &bytes);
    assert_eq!(other.photos().unwrap().photos[0].id, id);
    assert_eq!(phone.companion.photos().unwrap(), other.photos().unwrap());
    let out = phone.out("seen.jpg");
    let which = stipple_core::vault::PhotoFile::Original;
    other.photo_desk().unwrap().write(&phone.keys, &id, which, &out).unwrap();
    assert!(std::fs::read(out).unwrap().starts_with(&[0xff, 0xd8]));
}
