//! The Skin check screen: what can be said, and when the last check was.
//!
//! Not for: what a check does to the board (`contract`, `laws`).

#![allow(clippy::unwrap_used)] // helpers outside of test functions fail a test too

use std::sync::Arc;

use chrono_tz::Tz;
use stipple_core::aftercare::Rulebook;
use stipple_core::companion::view::{SkinCheckView, SkinView};
use stipple_core::companion::{Scene, SceneParts, skin_screen};
use stipple_core::course::{Course, LoggedSession, SkinReport, Timing};
use stipple_core::protocol::{Sheet, builtin};
use stipple_core::time::Instant;
use stipple_core::words::Words;

const OWN_STATES: &str = include_str!("../../tests/fixtures/sheets/10-until-healed.toml");
const NOW: &str = "2026-05-09T09:00:00+01:00";
const ENDED: &str = "2026-05-01T17:30:00+01:00";

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn report(when: &str, seen: &[&str], gone: &[&str]) -> SkinReport {
    let own = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect();
    SkinReport { at: at(when), seen: own(seen), gone: own(gone) }
}

fn skin(sheet: &str, ended: Option<&str>, reports: Vec<SkinReport>) -> SkinView {
    let sheet = Sheet::read(sheet).unwrap();
    let done = |ended| LoggedSession {
        timing: Timing::Done { started: None, ended: at(ended) },
        zone: None,
        is_final: false,
        touch_up: false,
    };
    let sessions: Vec<LoggedSession> = ended.map(done).into_iter().collect();
    let parts = SceneParts {
        course: Course::new(&sessions, false, &sheet).unwrap(),
        rulebook: Arc::new(Rulebook::new(Arc::new(sheet))),
        client: Vec::new(),
        reports,
        sessions_given: None,
        notes: Vec::new(),
        consultation: None,
        zone: Tz::Europe__London,
    };
    skin_screen::skin(&Scene::new(parts, at(NOW)), &Words::english(), at(NOW))
}

fn states(view: &SkinView) -> Vec<(&str, &str)> {
    view.states.iter().map(|state| (state.id.as_str(), state.label.as_str())).collect()
}

#[test]
fn what_only_the_clients_sheet_declares_stands_after_what_every_sheet_knows() {
    let view = skin(builtin("scalp-envy").unwrap(), None, Vec::new());
    let ids: Vec<&str> = states(&view).iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, ["scabs", "flaking", "weeping", "redness", "dry", "healed"]);
    let view = skin(OWN_STATES, None, Vec::new());
    assert_eq!(
        states(&view)[6..],
        [("itching", "Itching"), ("swelling", "Swelling"), ("blistering", "Blisters")]
    );
}

/// A sheet may call a state of the catalogue by another name: it stands once, under that name.
#[test]
fn a_state_that_a_sheet_declares_anew_stands_once_under_its_label() {
    let own = "[[state]]\nid = \"itching\"\nlabel = \"Itching\"\n";
    let renamed = OWN_STATES.replace(own, &format!("{own}\n[[state]]\nid = \"scabs\"\nlabel = \"Crusts\"\n"));
    assert_ne!(renamed, OWN_STATES);
    let view = skin(&renamed, None, Vec::new());
    let scabs: Vec<_> = states(&view).into_iter().filter(|(id, _)| *id == "scabs").collect();
    assert_eq!((scabs, view.states.len()), (vec![("scabs", "Crusts")], 9));
}

#[test]
fn the_last_check_is_the_latest_and_says_what_it_said() {
    let reports = vec![
        report("2026-05-08T08:00:00+01:00", &["itching", "scabs"], &["weeping"]),
        report("2026-05-04T08:00:00+01:00", &["weeping"], &[]),
    ];
    let view = skin(OWN_STATES, Some(ENDED), reports);
    let text = "Last skin check Fri 8 May, 08:00: seen: Itching, scabs seen, weeping stopped";
    assert_eq!(
        view.last,
        Some(SkinCheckView {
            at: at("2026-05-08T08:00:00+01:00"),
            seen: vec!["itching".to_owned(), "scabs".to_owned()],
            gone: vec!["weeping".to_owned()],
            text: text.to_owned(),
        })
    );
    assert_eq!(view.lines, [text]);
}

#[test]
fn that_there_was_none_is_said_and_since_when() {
    let lines = |ended, reports| skin(OWN_STATES, ended, reports).lines;
    assert_eq!(lines(None, Vec::new()), ["No skin check yet."]);
    assert_eq!(lines(Some(ENDED), Vec::new()), ["No skin check since the session."]);
    // One from before the session says nothing of what healed since.
    let before = || vec![report("2026-04-30T08:00:00+01:00", &["dry"], &[])];
    let last = "Last skin check Thu 30 Apr, 08:00: dry";
    assert_eq!(lines(Some(ENDED), before()), ["No skin check since the session.", last]);
    assert_eq!(lines(None, before()), [last]);
}
