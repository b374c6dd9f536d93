//! No sentence escapes: in a pseudo-locale every word of every screen comes out of a catalogue or out of the sheet.
//!
//! Not for: what the sentences say (`screens`, the golden boards of the program).

#![allow(clippy::unwrap_used)] // helpers outside of test functions fail a test too

use std::sync::Arc;

use chrono_tz::Tz;
use serde_json::Value;
use stipple_core::aftercare::Rulebook;
use stipple_core::companion::{Scene, SceneParts, can, course_screen, planner, ready, sheet_screen, today};
use stipple_core::course::{Course, LoggedSession, SessionNotes, SkinReport, Timing};
use stipple_core::protocol::{Sheet, builtin};
use stipple_core::time::Instant;
use stipple_core::words::{Style, Words};

/// Fields that no client reads: ids and what a shell works with.
const NOT_READ: [&str; 9] = ["id", "zone", "verdict", "rule", "at", "starts", "ends", "begins", "deadline"];

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// Sheets that say as much as a sheet can: the built-in one, and the fixtures.
fn sheets() -> Vec<Sheet> {
    let mut texts = vec![builtin("scalp-envy").unwrap().to_owned()];
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/sheets");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "toml") {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
    assert!(texts.len() > 8, "the sheets of the fixtures are there");
    texts.iter().map(|text| Sheet::read(text).unwrap()).collect()
}

fn scene(sheet: &Sheet, now: Instant) -> Scene {
    let session = |timing, is_final, zone| LoggedSession { timing, zone, is_final, touch_up: false };
    let done = |ended| Timing::Done { started: None, ended: at(ended) };
    let planned = |starts| Timing::Planned { starts: at(starts), ends: None };
    let logged = [
        session(done("2026-05-01T17:30:00+01:00"), false, Some(Tz::Asia__Tokyo)),
        session(planned("2026-05-19T10:00:00+01:00"), false, None),
        session(planned("2026-07-20T10:00:00+01:00"), false, None),
        session(planned("2026-08-10T10:00:00+01:00"), false, None),
        session(planned("2026-09-10T10:00:00+01:00"), true, None),
    ];
    let course = Course::new(&logged, false, sheet).unwrap();
    let report = |when, seen: &[&str], gone: &[&str]| SkinReport {
        at: at(when),
        seen: seen.iter().map(ToString::to_string).collect(),
        gone: gone.iter().map(ToString::to_string).collect(),
    };
    let parts = SceneParts {
        rulebook: Arc::new(Rulebook::new(Arc::new(sheet.clone()))),
        course,
        client: vec!["long-hair".to_owned()],
        reports: vec![report("2026-05-03T08:00:00+01:00", &["scabs", "flaking"], &["weeping"])],
        sessions_given: Some(5),
        notes: vec![(at("2026-05-01T17:30:00+01:00"), SessionNotes::default())],
        consultation: Some((at("2026-04-20T09:00:00+01:00"), String::new())),
        zone: Tz::Europe__London,
    };
    Scene::new(parts, now)
}

/// Every text of the sheet, the longest first, so that none leaves a piece of another behind.
fn texts_of(sheet: &Sheet) -> Vec<String> {
    fn walk(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.push(text.clone()),
            Value::Array(all) => all.iter().for_each(|one| walk(one, found)),
            Value::Object(all) => all.values().for_each(|one| walk(one, found)),
            _ => {}
        }
    }
    let mut found = vec!["Asia/Tokyo".to_owned()];
    walk(&serde_json::to_value(sheet).unwrap(), &mut found);
    found.retain(|text| !text.is_empty());
    found.sort_by_key(|text| std::cmp::Reverse(text.len()));
    found
}

/// Texts of a view that hold a plain word that the sheet does not.
fn plain(value: &Value, own: &[String], found: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            let left = own.iter().fold(text.clone(), |left, own| left.replace(own.as_str(), " "));
            let is_word = |word: &str| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
            if left.split(|letter: char| !letter.is_alphanumeric()).any(is_word) {
                found.push(text.clone());
            }
        }
        Value::Array(all) => all.iter().for_each(|one| plain(one, own, found)),
        Value::Object(all) => {
            let read = all.iter().filter(|(key, _)| !NOT_READ.contains(&key.as_str()));
            read.for_each(|(_, one)| plain(one, own, found));
        }
        _ => {}
    }
}

#[test]
fn no_sentence_of_any_screen_escapes_the_catalogues() {
    let words = Words::new(&["en-XA"], Style::default());
    for sheet in sheets() {
        let own = texts_of(&sheet);
        // Before, during, after, unconfirmed, near the end, long after.
        for now in [
            "2026-04-25T09:00:00+01:00",
            "2026-05-04T09:00:00+01:00",
            "2026-05-13T09:00:00+01:00",
            "2026-05-19T11:00:00+01:00",
            "2026-05-25T09:00:00+01:00",
            "2027-01-02T09:00:00+00:00",
        ] {
            let now = at(now);
            let scene = scene(&sheet, now);
            let board = today::today(&scene, &words, now);
            let mut views = vec![
                serde_json::to_value(course_screen::course(&scene, &words, now, board.headline.clone()))
                    .unwrap(),
                serde_json::to_value(ready::ready(&scene, &words, now)).unwrap(),
                serde_json::to_value(sheet_screen::sheet(&sheet, &words)).unwrap(),
                serde_json::to_value(&board).unwrap(),
            ];
            let rulebook = scene.compiled().situation().rulebook();
            let (from, to) = (now.date_in(Tz::Europe__London), "2027-01-20".parse().unwrap());
            for activity in rulebook.activities() {
                views.push(serde_json::to_value(can::can(&scene, &words, activity, now, now)).unwrap());
                views.push(serde_json::to_value(planner::when(&scene, &words, activity, now)).unwrap());
            }
            let asked: Vec<_> = rulebook.activities().take(6).collect();
            views.push(
                serde_json::to_value(planner::clear(&scene, &words, &asked, from, to, now).unwrap()).unwrap(),
            );
            let mut found = Vec::new();
            for view in &views {
                plain(view, &own, &mut found);
            }
            found.sort_unstable();
            found.dedup();
            assert!(found.is_empty(), "{}, {now:?}: plain words in {found:#?}", sheet.id);
        }
    }
}

#[test]
fn a_sentence_that_escapes_is_found() {
    let mut found = Vec::new();
    plain(&serde_json::json!({"lines": ["[Ñóóť ýééť]", "Not yet"], "id": "swim"}), &[], &mut found);
    assert_eq!(found, ["Not yet"]);
}
