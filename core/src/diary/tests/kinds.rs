//! Bodies: what is written is what is read, and what is not known survives.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn a_body_is_read_as_it_was_written(new in new_entry()) {
        let read = Body::read(&new.kind, &new.body);
        prop_assert_eq!(read.is_none(), new.kind == "later.word");
        prop_assert!(read.is_none_or(|body| NewEntry::from(body) == new));
    }
}

#[test]
fn every_kind_has_its_own_word() {
    let words: BTreeSet<_> = Body::KINDS.iter().collect();
    assert_eq!(words.len(), Body::KINDS.len());
    assert!(
        Body::KINDS.contains(&"undo") && Body::KINDS.contains(&"settings.set"),
        "log::course_of names these"
    );
}

/// The words of the log, as they are kept: none of them may ever change.
#[test]
fn the_words_of_the_log() {
    let notes = SessionNotes { shade: Some(Shade::Lighter), ..SessionNotes::default() };
    let (course, session) = (id(1), id(2));
    let timing = Some(Timing::Planned { starts: noon(), ends: None });
    let quiet = QuietHours::from_minutes(22 * 60, 7 * 60);
    let finding = Finding { kind: FindingKind::Blurred, value: 0.25, limit: 0.45 };
    let bodies: [(NewEntry, &str, serde_json::Value); 8] = [
        (
            course_started(course).into(),
            "course.started",
            json!({"course": course, "at": "2026-05-01T09:00:00Z", "sheet": {"id": "example", "revision": 1, "text": sheet(1).text},
                   "sessions": 3, "attributes": ["long-hair"], "zone": "Europe/London"}),
        ),
        (
            SessionDone { is_final: true, ..session_done(course, session, noon()) }.into(),
            "session.done",
            json!({"course": course, "session": session, "ended": "2026-05-01T09:00:00Z", "final": true}),
        ),
        (
            SessionChanged { course, session, timing, zone: None, is_final: Some(false), touch_up: None }
                .into(),
            "session.changed",
            json!({"course": course, "session": session, "final": false,
                   "timing": {"status": "planned", "starts": "2026-05-01T09:00:00Z", "ends": null}}),
        ),
        (
            SessionNoted { course, session, notes }.into(),
            "session.noted",
            json!({"course": course, "session": session, "notes": {"shade": "lighter"}}),
        ),
        (
            PhotoAdded { findings: vec![finding], ..photo_added(course, session) }.into(),
            "photo.added",
            json!({"course": course, "photo": session, "angle": "crown", "taken": "2026-05-01T09:00:00Z", "offset": 60,
                   "taken_from": "exif", "hash": "ab".repeat(32), "media": "image/jpeg", "bytes": 3_000_000,
                   "width": 3024, "height": 4032, "sharpness": 0.625,
                   "findings": [{"kind": "blurred", "value": 0.25, "limit": 0.45}]}),
        ),
        (
            PhotoRemoved { course, photo: session, at: noon() }.into(),
            "photo.removed",
            json!({"course": course, "photo": session, "at": "2026-05-01T09:00:00Z"}),
        ),
        (Undo { undoes: session }.into(), "undo", json!({"undoes": session})),
        (
            SettingsSet { quiet, discreet: None, locale: None }.into(),
            "settings.set",
            json!({"quiet": {"from": "22:00", "until": "07:00"}}),
        ),
    ];
    for (new, kind, body) in bodies {
        assert_eq!((new.kind.as_str(), serde_json::Value::Object(new.body)), (kind, body));
    }
}

#[test]
fn a_field_that_does_not_read_costs_itself_only_where_the_body_can_do_without_it() {
    let read = |kind: &str, body: serde_json::Value| Body::read(kind, body.as_object().unwrap());
    let (course, session, ended) = (id(1), id(2), "2026-05-01T09:00:00Z");
    let later = json!({"course": course, "session": session, "ended": ended, "zone": "Mars/Olympus", "final": "maybe", "x": 1});
    let plain = Body::SessionDone(session_done(course, session, noon()));
    assert_eq!(read("session.done", later), Some(plain));
    let notes = json!({"course": course, "session": session, "notes": {"shade": "sepia", "text": "calm", "needle": 1}});
    let kept = SessionNotes { text: Some("calm".to_owned()), ..SessionNotes::default() };
    assert_eq!(read("session.noted", notes), Some(SessionNoted { course, session, notes: kept }.into()));
    assert_eq!(read("session.done", json!({"course": course, "session": session})), None);
    let ended = "2500-05-01T09:00:00Z";
    assert_eq!(read("session.done", json!({"course": course, "session": session, "ended": ended})), None);
}
