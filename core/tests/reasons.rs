//! The reasons that screens give: why no dates fit, what keeps something closed, when the skin usually is that far,
//! what was reported that stops a session.
//!
//! Not for: whole screens (`screens`), or whether a sentence comes from a catalogue (`views`).

#![allow(clippy::unwrap_used)] // helpers outside of test functions fail a test too

use std::sync::Arc;

use chrono_tz::Tz;
use stipple_core::aftercare::Rulebook;
use stipple_core::companion::{Scene, SceneParts, can, course_screen, planner, ready};
use stipple_core::course::{Course, LoggedSession, SkinReport, Timing};
use stipple_core::protocol::Sheet;
use stipple_core::time::Instant;
use stipple_core::words::Words;

const NOW: &str = "2026-05-05T09:00:00+01:00";
const HEAD: &str = "format = 1\n[sheet]\nid = \"example\"\nrevision = 1\nlanguage = \"en\"\n";
const GAP: &str = "[course]\nsessions = { usual = 3, most = 3 }\ngap = { min = \"14d\", max = \"21d\" }\n";

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn rule(id: &str, verdict: &str, anchor: &str, rest: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\nactivities = [\"{id}\"]\nverdict = \"{verdict}\"\nanchor = \"{anchor}\"\n{rest}\n"
    )
}

fn planned(starts: &str) -> LoggedSession {
    let timing = Timing::Planned { starts: at(starts), ends: None };
    LoggedSession { timing, zone: None, is_final: false, touch_up: false }
}

/// A course with session 1 on 1 May and `more`, in which the client saw `seen` on 4 May.
fn scene(sheet: &str, more: &[LoggedSession], seen: &[&str], now: &str) -> Scene {
    let sheet = Sheet::read(sheet).unwrap();
    let timing = Timing::Done { started: None, ended: at("2026-05-01T17:30:00+01:00") };
    let mut logged = vec![LoggedSession { timing, zone: None, is_final: false, touch_up: false }];
    logged.extend_from_slice(more);
    let course = Course::new(&logged, false, &sheet).unwrap();
    let seen: Vec<String> = seen.iter().map(ToString::to_string).collect();
    let report = SkinReport { at: at("2026-05-04T08:00:00+01:00"), seen, gone: Vec::new() };
    let parts = SceneParts {
        rulebook: Arc::new(Rulebook::new(Arc::new(sheet))),
        course,
        client: Vec::new(),
        reports: vec![report],
        sessions_given: None,
        notes: Vec::new(),
        consultation: None,
        zone: Tz::Europe__London,
    };
    Scene::new(parts, at(now))
}

fn why_no_dates_fit(sheet: &str, activity: &str, from: &str, to: &str) -> Vec<String> {
    let scene = scene(sheet, &[], &[], NOW);
    let wanted = scene.compiled().situation().rulebook().activity(activity).unwrap();
    let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
    let view = planner::clear(&scene, &Words::english(), &[wanted], from, to, at(NOW)).unwrap();
    assert_eq!(view.fit.dates, None);
    view.fit.lines
}

fn told(scene: &Scene, activity: &str, now: &str) -> Vec<String> {
    let asked = scene.compiled().situation().rulebook().activity(activity).unwrap();
    can::can(scene, &Words::english(), asked, at(now), at(now)).lines
}

#[test]
fn a_sheet_without_gaps_gives_no_dates_and_says_so() {
    let sheet = format!(
        "{HEAD}[course]\nsessions = {{ usual = 3 }}\n{}",
        rule("swim", "no", "session", "until = \"30d\"")
    );
    let lines = why_no_dates_fit(&sheet, "swim", "2026-05-10", "2026-05-12");
    assert!(lines[0].contains("does not say how far apart"), "{lines:?}");
}

#[test]
fn sessions_that_take_too_long_are_the_reason() {
    let ban = rule("swim", "no", "final-session", "until = \"30d\"\nmeanwhile = \"no\"");
    let lines = why_no_dates_fit(&format!("{HEAD}{GAP}{ban}"), "swim", "2026-05-20", "2026-05-22");
    assert_eq!(
        lines,
        [
            "No dates fit before then.",
            "2 sessions are left, at least 14 days apart: there is not enough time before then.",
            "swim: closed for 30 days after the last session, too long to fit before then.",
        ]
    );
}

/// No date brings a skin state about; "closed whenever the sessions are" would be wrong.
#[test]
fn what_waits_for_the_skin_is_said_to() {
    let ban = rule("swim", "no", "session", "until_state = \"healed\"");
    let lines = why_no_dates_fit(&format!("{HEAD}{GAP}{ban}"), "swim", "2026-07-20", "2026-07-22");
    assert!(lines.last().unwrap().ends_with("no date can be given for that."), "{lines:?}");
}

#[test]
fn a_planned_session_that_closes_a_holiday_is_named() {
    let ban = rule("swim", "no", "session", "until = \"10d\"");
    let scene = scene(&format!("{HEAD}{GAP}{ban}"), &[planned("2026-05-20T10:00:00+01:00")], &[], NOW);
    let swim = scene.compiled().situation().rulebook().activity("swim").unwrap();
    let (from, to) = ("2026-05-22".parse().unwrap(), "2026-05-24".parse().unwrap());
    let view = planner::clear(&scene, &Words::english(), &[swim], from, to, at(NOW)).unwrap();
    assert!(
        view.lines.contains(&"Session 2 is planned for Wed 20 May, 10:00.".to_owned()),
        "{:?}",
        view.lines
    );
}

#[test]
fn a_hold_names_what_was_seen() {
    let ban = rule("swim", "no", "session", "hold = { seen = [\"flaking\", \"scabs\"], for = \"48h\" }");
    let scene = scene(&format!("{HEAD}{ban}"), &[], &["flaking", "redness"], NOW);
    let lines = told(&scene, "swim", NOW);
    let held = "On hold until Wed 6 May, 08:00, because of what you saw: flaking.";
    assert!(lines.contains(&held.to_owned()), "{lines:?}");
}

/// What was seen before the current session, or so long ago that it holds nothing any more, is not why.
#[test]
fn a_hold_names_nothing_that_no_longer_holds() {
    let hold = "hold = { seen = [\"flaking\", \"scabs\"], for = \"48h\" }";
    let ban = rule("swim", "no", "session", hold);
    let sheet = Sheet::read(&format!("{HEAD}{ban}")).unwrap();
    let done = |ended| LoggedSession {
        timing: Timing::Done { started: None, ended: at(ended) },
        zone: None,
        is_final: false,
        touch_up: false,
    };
    let logged = [done("2026-05-01T17:30:00+01:00"), done("2026-05-18T17:30:00+01:00")];
    let seen =
        |when, state: &str| SkinReport { at: at(when), seen: vec![state.to_owned()], gone: Vec::new() };
    let before_session_2 = seen("2026-05-18T08:00:00+01:00", "scabs");
    let run_out = seen("2026-05-18T20:00:00+01:00", "scabs");
    let holds = seen("2026-05-20T08:00:00+01:00", "flaking");
    let now = "2026-05-20T21:00:00+01:00";
    let parts = SceneParts {
        course: Course::new(&logged, false, &sheet).unwrap(),
        rulebook: Arc::new(Rulebook::new(Arc::new(sheet))),
        client: Vec::new(),
        reports: vec![before_session_2, run_out, holds],
        sessions_given: None,
        notes: Vec::new(),
        consultation: None,
        zone: Tz::Europe__London,
    };
    let lines = told(&Scene::new(parts, at(now)), "swim", now);
    let waiting = "On hold until Fri 22 May, 08:00, because of what you saw: flaking.";
    assert!(lines.contains(&waiting.to_owned()), "{lines:?}");
}

#[test]
fn a_ban_until_healed_shows_the_sheets_estimate_in_the_sessions_own_days() {
    let ban = rule("swim", "no", "session", "until_state = \"healed\"\nusually = \"7d..10d\"");
    let lines = told(&scene(&format!("{HEAD}{ban}"), &[], &[], NOW), "swim", NOW);
    assert!(lines.contains(&"Your sheet's estimate: 8 to 11 May.".to_owned()), "{lines:?}");
}

#[test]
fn an_implied_no_says_from_when_the_sheet_allows_it() {
    let permission = rule("swim", "yes", "session", "from = \"6d\"");
    let lines = told(&scene(&format!("{HEAD}{permission}"), &[], &[], NOW), "swim", NOW);
    assert_eq!(lines[0], "The sheet allows it from Thu 7 May; until then it does not.");
}

#[test]
fn a_session_beyond_the_most_and_one_under_way_are_said_to_be() {
    let sheet = format!("{HEAD}{GAP}{}", rule("swim", "no", "session", "until = \"5d\""));
    let more = ["2026-05-18T10:00:00+01:00", "2026-06-05T10:00:00+01:00", "2026-06-25T10:00:00+01:00"];
    let now = "2026-05-18T11:00:00+01:00";
    let scene = scene(&sheet, &more.map(planned), &[], now);
    let view = course_screen::course(&scene, &Words::english(), at(now), String::new());
    assert!(view.sessions[1].text.ends_with("under way now, as planned"), "{}", view.sessions[1].text);
    let warned =
        |place: usize| view.sessions[place].lines.iter().any(|line| line.contains("3 sessions at the most"));
    assert!(warned(3) && !warned(2));
    let bar = &view.timeline[0];
    assert_eq!(bar.segments[0].from, at("2026-05-01T17:30:00+01:00"), "bars begin with the first session");
}

/// A stop whose reason is a skin state that the client reported is named; others are only listed.
#[test]
fn a_reported_stop_is_named() {
    let stops = "[[state]]\nid = \"sunburn\"\nlabel = \"Sunburn\"\n[[stop]]\nreason = \"sunburn\"\n[[stop]]\nreason = \"fever\"\n";
    let sheet = format!("{HEAD}{GAP}{}{stops}", rule("swim", "no", "session", "until = \"5d\""));
    let more = [planned("2026-05-18T10:00:00+01:00")];
    let lines =
        |seen: &[&str]| ready::ready(&scene(&sheet, &more, seen, NOW), &Words::english(), at(NOW)).lines;
    let named = "You reported Sunburn: call your studio before you go.".to_owned();
    assert!(lines(&["sunburn"]).contains(&named));
    assert!(!lines(&["scabs"]).iter().any(|line| line.contains("call your studio")));
}

#[test]
fn readiness_shows_what_is_possible_instead_and_what_happens_otherwise() {
    let rest = "from = \"-24h\"\ninstead = \"water\"\nconsequence = \"you bleed more\"";
    let sheet = format!("{HEAD}{GAP}{}", rule("caffeine", "no", "before-session", rest));
    let scene = scene(&sheet, &[planned("2026-05-18T10:00:00+01:00")], &[], NOW);
    let view = ready::ready(&scene, &Words::english(), at(NOW));
    assert_eq!(view.items[0].lines, ["Instead: water", "Otherwise, says your studio: you bleed more"]);
}
