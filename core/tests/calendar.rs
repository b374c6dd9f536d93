//! The calendar file: what it holds, that a foreign parser reads the same back, and that no text breaks it.
//!
//! Not for: what is planned at all (`reminders`). `tests/foreign/check_ics.py` reads the golden files with two more
//! parsers.

#![allow(clippy::unwrap_used)] // helpers outside of test functions fail a test too

mod planning;
mod support;

use icalendar::{Calendar as Foreign, Component, Event};
use planning::{LONDON, Plan, at, done, last, planned, seed, touch_up};
use proptest::prelude::*;
use stipple_core::course::LoggedSession;
use stipple_core::export::calendar::{CalendarInput, calendar};
use stipple_core::protocol::{ActivityDeclaration, Anchor, Duty, Every, Provenance, Sheet, Window};
use stipple_core::words::Words;

const FIRST: &str = "2026-05-01T17:30:00+01:00";
const NOW: &str = "2026-05-01T18:00:00+01:00";

fn text(plan: &Plan, now: &str, discreet: bool) -> String {
    calendar(&plan.calendar(discreet), &Words::english(), at(now)).text
}

fn events(text: &str) -> Vec<Event> {
    text.parse::<Foreign>().unwrap().events().cloned().collect()
}

/// Starts and titles, by start.
fn titles(text: &str) -> Vec<String> {
    let start = |event: &Event| event.properties()["DTSTART"].value().to_owned();
    events(text).iter().map(|event| format!("{} {}", start(event), event.get_summary().unwrap())).collect()
}

fn course() -> [LoggedSession; 2] {
    [done(FIRST), planned("2026-05-16T10:00:00+01:00")]
}

#[test]
fn the_built_in_sheet_as_a_calendar() {
    let plan = Plan::new(seed(), &course(), LONDON);
    support::golden::check("calendar.scalp-envy.ics", &text(&plan, NOW, false));
    support::golden::check("calendar.scalp-envy.discreet.ics", &text(&plan, NOW, true));
    let over = Plan::new(seed(), &[last(done(FIRST))], LONDON);
    support::golden::check("calendar.scalp-envy.final.ics", &text(&over, NOW, false));
    let awkward = Plan::new(awkward_sheet(AWKWARD), &course(), LONDON);
    support::golden::check("calendar.awkward.ics", &text(&awkward, NOW, false));
}

#[test]
fn a_calendar_holds_sessions_and_what_lies_ahead() {
    let plan = Plan::new(seed(), &course(), LONDON);
    let made = calendar(&plan.calendar(false), &Words::english(), at(NOW));
    assert_eq!(
        titles(&made.text),
        [
            "20260501 Photo of day 0",
            "20260501T163000Z Session 1 at Scalp Envy",
            "20260507 You may rinse, shower, sweat lightly, shave and moisturise",
            "20260507 Photo of day 6",
            "20260511 You may sweat heavily and exercise",
            "20260511 Photo of day 10",
            "20260515 Photo of the healed result",
            "20260516T090000Z Session 2 at Scalp Envy",
        ]
        .map(str::to_owned)
    );
    assert_eq!(made.events, 8);
    let unplanned = Plan::new(seed(), &[done(FIRST)], LONDON);
    assert!(text(&unplanned, NOW, false).contains("SUMMARY:Session 2 fits in these days"));
    let over = Plan::new(seed(), &[last(done(FIRST))], LONDON);
    let over = text(&over, NOW, false);
    let window =
        "DTSTART;VALUE=DATE:20280501\r\nDTEND;VALUE=DATE:20310502\r\nSUMMARY:Time for a touch-up\r\n";
    assert!(over.contains(window), "{over}");
}

#[test]
fn a_moved_session_keeps_its_uid_and_the_same_course_writes_the_same_file() {
    let uid_of = |plan: &Plan, now: &str, title: &str| {
        let text = text(plan, now, false);
        let found = events(&text).into_iter().find(|event| event.get_summary().unwrap().starts_with(title));
        found.unwrap().get_uid().unwrap().to_owned()
    };
    let plan = Plan::new(seed(), &course(), LONDON);
    let moved = [done("2026-05-02T12:30:00+01:00"), planned("2026-05-20T14:00:00+01:00")];
    let moved = Plan::new(seed(), &moved, LONDON);
    for title in ["Session 1", "Session 2", "You may rinse", "Photo of day 6", "Photo of the healed"] {
        let later = "2026-05-02T13:00:00+01:00";
        assert_eq!(uid_of(&plan, NOW, title), uid_of(&moved, later, title), "{title}");
    }
    assert_eq!(text(&plan, NOW, false), text(&plan, NOW, false));
    let other = CalendarInput { course_id: "another", ..plan.calendar(false) };
    let other = calendar(&other, &Words::english(), at(NOW)).text;
    let first = |text: &str| events(text)[0].get_uid().unwrap().to_owned();
    assert_ne!(first(&other), first(&text(&plan, NOW, false)));
}

#[test]
fn a_revision_is_newer_only_if_something_changed() {
    let plan = Plan::new(seed(), &course(), LONDON);
    let with = |changed: &str, now: &str| {
        let input = CalendarInput { changed: at(changed), ..plan.calendar(false) };
        let event = events(&calendar(&input, &Words::english(), at(now)).text).remove(0);
        (event.get_sequence().unwrap(), event.get_last_modified().unwrap(), event.get_timestamp().unwrap())
    };
    let first = with("2026-05-01T16:45:00Z", NOW);
    let again = with("2026-05-01T16:45:00Z", "2026-05-01T19:00:00+01:00");
    let changed = with("2026-05-01T17:59:59Z", "2026-05-01T19:00:00+01:00");
    assert_eq!((first.0, first.1), (again.0, again.1));
    assert!(first.2 < again.2, "DTSTAMP is the moment of writing");
    assert!(first.0 < changed.0 && first.1 < changed.1);
    assert_eq!(with("2299-01-01T00:00:00Z", NOW).0, u32::try_from(i32::MAX).unwrap());
    assert_eq!(with("1970-01-01T00:00:00Z", NOW).0, 0);
}

#[test]
fn sessions_and_what_opens_have_alarms_out_of_quiet_hours() {
    let plan = Plan::new(seed(), &course(), LONDON);
    let alarms = |title: &str| -> Vec<String> {
        let text = text(&plan, NOW, false);
        let event =
            text.split("BEGIN:VEVENT").find(|event| event.contains(&format!("SUMMARY:{title}"))).unwrap();
        event.lines().filter_map(|line| line.strip_prefix("TRIGGER:")).map(str::to_owned).collect()
    };
    assert_eq!(alarms("Session 2"), ["-PT16H", "-PT2H"]);
    assert_eq!(alarms("Session 1"), [""; 0], "it is over");
    assert_eq!(alarms("You may rinse"), ["PT8H"]);
    let unconfirmed = text(&plan, "2026-05-16T12:00:00+01:00", false);
    assert!(unconfirmed.contains("STATUS:TENTATIVE"), "{unconfirmed}");
}

#[test]
fn a_discreet_calendar_names_nothing() {
    let mut sheet = awkward_sheet("Scalp shave");
    sheet.studio = Some("Hair Studio".to_owned());
    let plan = Plan::new(sheet, &[done(FIRST), touch_up(planned("2026-05-16T10:00:00+01:00"))], LONDON);
    let text = text(&plan, NOW, true).to_lowercase();
    // Folding must not hide a word.
    let text = text.replace("\r\n ", "");
    for word in
        ["scalp", "hair", "studio", "shave", "rinse", "photo", "heal", "session", "touch", "treat", "pigment"]
    {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

const AWKWARD: &str = "Über, 虎; back\\slash: \"quoted\"\r\nEND:VEVENT\u{2028}\u{85}\t\u{0}👩🏽‍🦲 ";

/// The built-in sheet with that text wherever a sheet's own words get into a calendar.
fn awkward_sheet(text: &str) -> Sheet {
    let mut sheet = seed();
    let text = text.to_owned();
    sheet.studio = Some(text.clone());
    sheet.sessions[1].agenda = vec![text.clone()];
    sheet.sessions[1].bring = vec![text.clone()];
    let (label, provenance) = (Some(text.clone()), Provenance::default());
    let shave = ActivityDeclaration { id: "shave".to_owned(), label, involves: Vec::new(), provenance };
    sheet.activities.push(shave);
    sheet.duties.push(Duty {
        id: "task".to_owned(),
        task: text,
        activity: None,
        every: Every::Once,
        window: Window { anchor: Anchor::BeforeSession, from: Some("-3d".parse().unwrap()), until: None },
        until_state: None,
        instead: None,
        consequence: None,
        audience: stipple_core::protocol::Audience::default(),
        provenance: Provenance::default(),
    });
    sheet
}

/// A text as a calendar can hold it: line breaks of any kind are `\n`, other control characters are left out.
fn holdable(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text = text.replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    text.chars().filter(|it| !it.is_control() || matches!(it, '\n' | '\t')).collect()
}

/// Texts that are long, of many scripts, and full of what the format uses itself.
fn texts() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "\\",
        ",",
        ";",
        ":",
        "\"",
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "  ",
        "\u{2028}",
        "\u{85}",
        "\u{0}",
        "\\n",
        "END:VEVENT",
        "é",
        "虎",
        "👩🏽‍🦲",
        "\u{202e}",
        "\u{feff}",
        "a",
    ]);
    let runs = prop::collection::vec(prop_oneof![special.prop_map(str::to_owned), ".{0,40}"], 1..12);
    (runs, 1..4_usize).prop_map(|(runs, times)| format!("x{}x", runs.concat().repeat(times)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_of_a_sheet_comes_back_and_every_line_fits(text in texts()) {
        let plan = Plan::new(awkward_sheet(&text), &course(), LONDON);
        let made = calendar(&plan.calendar(false), &Words::english(), at(NOW));
        prop_assert!(made.text.ends_with("\r\n"));
        for line in made.text.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {line}", line.len());
            prop_assert!(!line.contains(['\r', '\n']));
        }
        let read = events(&made.text);
        prop_assert_eq!(read.len(), made.events);
        let expected = holdable(&text);
        let find = |part: &str| read.iter().find(|event| event.get_description().is_some_and(|it| it.contains(part)));
        let session = read.iter().find(|event| event.get_summary() == Some(&format!("Session 2 at {expected}")));
        prop_assert!(session.is_some(), "{:?}", made.text);
        let body = session.unwrap().get_description().unwrap();
        prop_assert_eq!(body.matches(&format!("\n- {expected}")).count(), 2);
        let task = read.iter().find(|event| event.get_summary() == Some(expected.as_str()));
        prop_assert!(task.is_some());
        let opens = read.iter().filter_map(|event| event.get_summary()).find(|it| it.starts_with("Open from today:"));
        prop_assert!(opens.unwrap().contains(&expected));
        prop_assert!(find("See Stipple").is_some());
        let uids: std::collections::HashSet<_> = read.iter().map(|event| event.get_uid().unwrap()).collect();
        prop_assert_eq!(uids.len(), read.len());
    }
}
