//! Screens of the built-in sheet, as the companion hands them to a shell: the course, readiness, the sheet itself,
//! and planning.
//!
//! Not for: Today and its answers, or how a shell lays a screen out.

#![allow(clippy::unwrap_used)] // helpers outside of test functions fail a test too

mod support;

use std::sync::Arc;

use chrono_tz::Tz;
use serde::Serialize;
use stipple_core::aftercare::{ActivityIndex, Rulebook};
use stipple_core::companion::{Scene, SceneParts, course_screen, planner, ready, sheet_screen};
use stipple_core::course::{Course, LoggedSession, SessionNotes, Shade, Timing};
use stipple_core::protocol::{Sheet, builtin};
use stipple_core::time::Instant;
use stipple_core::words::Words;

const NOW: &str = "2026-05-05T09:00:00+01:00";

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn seed() -> Sheet {
    Sheet::read(builtin("scalp-envy").unwrap()).unwrap()
}

fn session(timing: Timing) -> LoggedSession {
    LoggedSession { timing, zone: None, is_final: false, touch_up: false }
}

fn done() -> LoggedSession {
    session(Timing::Done { started: None, ended: at("2026-05-01T17:30:00+01:00") })
}

fn planned(starts: &str) -> LoggedSession {
    session(Timing::Planned { starts: at(starts), ends: None })
}

/// A scene of the built-in sheet; the first session carries notes.
fn scene(sessions: &[LoggedSession]) -> Scene {
    let sheet = seed();
    let course = Course::new(sessions, false, &sheet).unwrap();
    let notes = SessionNotes {
        pigment: Some("tone 4".to_owned()),
        shade: Some(Shade::Lighter),
        text: Some("calm".to_owned()),
        ..SessionNotes::default()
    };
    let parts = SceneParts {
        rulebook: Arc::new(Rulebook::new(Arc::new(sheet))),
        course,
        client: Vec::new(),
        reports: Vec::new(),
        sessions_given: None,
        notes: vec![(at("2026-05-01T17:30:00+01:00"), notes)],
        consultation: None,
        zone: Tz::Europe__London,
    };
    Scene::new(parts, at(NOW))
}

/// Session 1 done, session 2 planned.
fn two() -> Scene {
    scene(&[done(), planned("2026-05-16T10:00:00+01:00")])
}

fn activity(scene: &Scene, id: &str) -> ActivityIndex {
    scene.compiled().situation().rulebook().activity(id).unwrap()
}

fn json(view: &impl Serialize) -> String {
    serde_json::to_string_pretty(view).unwrap() + "\n"
}

#[test]
fn the_course_with_one_session_done_and_one_planned() {
    let headline = "Day 4 after session 1 of 3".to_owned();
    let view = course_screen::course(&two(), &Words::english(), at(NOW), headline);
    support::golden::check("screen.course.json", &json(&view));
}

#[test]
fn readiness_for_the_planned_session() {
    let view = ready::ready(&two(), &Words::english(), at(NOW));
    support::golden::check("screen.ready.json", &json(&view));
}

#[test]
fn readiness_without_a_planned_session() {
    let view = ready::ready(&scene(&[done()]), &Words::english(), at(NOW));
    assert_eq!((view.title.as_str(), view.session), ("No session is planned.", None));
}

#[test]
fn the_sheet_in_words() {
    support::golden::check("screen.sheet.json", &json(&sheet_screen::sheet(&seed(), &Words::english())));
}

/// Every reason for not being in the studio's own words is shown, and counted.
#[test]
fn the_sheet_shows_all_that_is_inferred() {
    let text = builtin("scalp-envy").unwrap();
    let written = text.lines().filter(|line| line.starts_with("inferred = ")).count();
    let view = sheet_screen::sheet(&seed(), &Words::english());
    assert_eq!(usize::try_from(view.inferred).unwrap(), written);
}

/// A sheet's own states and attributes are shown as its activities are.
#[test]
fn what_a_sheet_declares_is_shown() {
    let declared = "[[state]]\nid = \"pus\"\nlabel = \"Pus\"\nquote = \"Pus.\"\n\
        [[attribute]]\nid = \"psoriasis\"\nlabel = \"Psoriasis\"\nquote = \"Psoriasis.\"\n";
    let text = format!("{}\n{declared}", builtin("scalp-envy").unwrap());
    let view = sheet_screen::sheet(&Sheet::read(&text).unwrap(), &Words::english());
    for (id, label) in [("gym", "gym"), ("pus", "Pus"), ("psoriasis", "Psoriasis")] {
        let mut statements = view.parts.iter().flat_map(|part| &part.statements);
        let found = statements.find(|one| one.id.as_deref() == Some(id)).unwrap();
        assert_eq!((found.lines[0].as_str(), found.reasons.quote.is_some()), (label, true), "{id}");
    }
}

#[test]
fn when_one_may_swim_and_go_to_the_gym() {
    let scene = two();
    let when = |id| planner::when(&scene, &Words::english(), activity(&scene, id), at(NOW));
    support::golden::check("screen.when.json", &json(&[when("swim"), when("gym")]));
}

#[test]
fn whether_a_holiday_leaves_swimming_open() {
    let scene = two();
    let swim = [activity(&scene, "swim")];
    let clear = |from: &str, to: &str| {
        let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
        planner::clear(&scene, &Words::english(), &swim, from, to, at(NOW)).unwrap()
    };
    // The first is too soon for any dates, the second leaves room for them.
    let views = [clear("2026-06-09", "2026-06-11"), clear("2026-07-20", "2026-07-22")];
    support::golden::check("screen.clear.json", &json(&views));
}

#[test]
fn an_interval_that_cannot_be_planned_for_is_refused() {
    let scene = two();
    let (from, to) = ("2026-06-16".parse().unwrap(), "2026-06-09".parse().unwrap());
    let clear = planner::clear(&scene, &Words::english(), &[activity(&scene, "swim")], from, to, at(NOW));
    assert!(clear.unwrap_err().to_string().contains("is before"));
}
