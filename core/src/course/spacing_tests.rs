//! The sentences of "Spacing", one table each.

use chrono_tz::Tz;

use super::super::session::Timing;
use super::super::testing::{at, complete, course, done, logged, planned, quoted, range, seed, session_plan};
use super::*;

const HOME: Tz = Tz::Europe__London;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// `number: earliest, usual, latest`, as a table reads best.
fn shown(window: Option<SessionWindow>) -> String {
    let Some(window) = window else {
        return "none".to_owned();
    };
    let text = |date: Option<NaiveDate>| date.map_or("-".to_owned(), |date| date.format("%m-%d").to_string());
    let SessionWindow { number, earliest, usual, latest, .. } = window;
    format!("{number}: {}, {}, {}", text(Some(earliest)), text(usual), text(latest))
}

#[test]
fn the_seeds_windows() {
    let first = done("2026-05-01T17:30:00+01:00");
    let second = planned("2026-05-16T10:00:00+01:00");
    let third = planned("2026-06-06T10:00:00+01:00");
    let fourth = planned("2026-06-27T10:00:00+01:00");
    let (soon, late) = (at("2026-05-05T09:00:00+01:00"), at("2026-08-01T09:00:00+01:00"));
    let cases = [
        ("nothing to count from", course(&[]), soon, "none"),
        ("the first, planned", course(&[second]), soon, "none"),
        ("session 2, not planned: 15 to 22 May", course(&[first]), soon, "2: 05-15, 05-15, 05-22"),
        ("planning it changes nothing", course(&[first, second]), soon, "2: 05-15, 05-15, 05-22"),
        ("nor that it is the final one", course(&[first, second.last()]), soon, "2: 05-15, 05-15, 05-22"),
        ("held or not, it counts as held", course(&[first, second]), late, "3: 05-30, 06-06, 06-06"),
        ("a fourth may follow", course(&[first, second, third]), late, "4: 06-20, 06-20, 06-27"),
        ("a fifth may not", course(&[first, second, third, fourth]), late, "none"),
        ("complete", complete(&[first]), soon, "none"),
        ("complete, the last unconfirmed", complete(&[first, second]), late, "none"),
        ("complete, with one to come", complete(&[first, second]), soon, "2: 05-15, 05-15, 05-22"),
        ("the final one was held", course(&[first.last()]), soon, "none"),
        ("the final one is unconfirmed", course(&[first, second.last()]), late, "none"),
        ("a session after a final one", course(&[first.last(), second]), late, "3: 05-30, 06-06, 06-06"),
        (
            "a touch-up to come is not counted from",
            course(&[first, third.touch_up()]),
            soon,
            "2: 05-15, 05-15, 05-22",
        ),
        ("once a touch-up has begun, it is over", course(&[first, second.touch_up()]), late, "none"),
    ];
    for (name, course, now, expected) in cases {
        assert_eq!(shown(next_window(&seed(), &course, HOME, now)), expected, "{name}");
    }
}

#[test]
fn a_window_says_what_it_was_counted_from() {
    let course = course(&[
        done("2026-05-01T17:30:00+01:00"),
        planned("2026-05-16T10:00:00+01:00"),
        done("2026-05-17T10:00:00+01:00").touch_up(),
        planned("2026-06-06T10:00:00+01:00"),
    ]);
    let now = at("2026-05-20T09:00:00+01:00");
    let window = next_window(&seed(), &course, HOME, now).unwrap();
    assert_eq!((window.number, window.counted_from, window.unconfirmed), (3, 2, Some(2)));
    // A session that is planned after the touch-up: the course goes on.
    let window = window_to_plan(&seed(), &course, HOME, now).unwrap();
    assert_eq!((window.number, window.counted_from, window.unconfirmed), (4, 4, None));
}

#[test]
fn days_are_counted_from_the_date_of_the_end_in_the_sessions_zone() {
    // Ends at 00:30 in London, still 1 May in New York.
    let ends = "2026-05-02T00:30:00+01:00";
    let now = at("2026-05-05T09:00:00+01:00");
    let cases = [
        ("the zone asked about", done(ends), HOME, "2: 05-16, 05-16, 05-23"),
        ("its own zone", done(ends).zoned(Tz::America__New_York), HOME, "2: 05-15, 05-15, 05-22"),
        ("its own zone, abroad", done(ends).zoned(HOME), Tz::America__New_York, "2: 05-16, 05-16, 05-23"),
        (
            "its end, not its start",
            logged(Timing::Done { started: Some(at("2026-05-01T18:00:00+01:00")), ended: at(ends) }),
            HOME,
            "2: 05-16, 05-16, 05-23",
        ),
    ];
    for (name, session, zone, expected) in cases {
        assert_eq!(shown(next_window(&seed(), &course(&[session]), zone, now)), expected, "{name}");
    }
}

#[test]
fn a_gap_falls_back_field_by_field() {
    let now = at("2026-05-05T09:00:00+01:00");
    let course = course(&[done("2026-05-01T17:30:00+01:00")]);
    let general = range("14d", "14d", "21d");
    let none = range("", "", "");
    let cases = [
        ("nothing of its own", none.clone(), general.clone(), "2: 05-15, 05-15, 05-22"),
        ("its own smallest", range("10d", "", ""), general.clone(), "2: 05-11, 05-15, 05-22"),
        ("its own usual", range("", "3w", ""), general.clone(), "2: 05-15, 05-22, 05-22"),
        ("all its own", range("1mo", "6w", "2mo"), general.clone(), "2: 06-01, 06-12, 07-01"),
        ("a general end before its own beginning", range("30d", "", ""), general.clone(), "2: 05-31, -, -"),
        ("a general beginning after its own end", range("", "", "7d"), general.clone(), "2: 05-01, -, 05-08"),
        ("its own usual after the general end", range("", "28d", ""), general.clone(), "2: 05-15, 05-29, -"),
        (
            "its own usual before the general beginning",
            range("", "7d", ""),
            general,
            "2: 05-01, 05-08, 05-22",
        ),
        ("no smallest anywhere", none.clone(), range("", "", "21d"), "2: 05-01, -, 05-22"),
        ("no largest anywhere", none.clone(), range("14d", "", ""), "2: 05-15, -, -"),
        ("a sheet that contradicts itself", range("21d", "", "14d"), none.clone(), "2: 05-22, -, -"),
        ("backwards", range("-3d", "", "7d"), none.clone(), "2: 05-01, -, 05-08"),
        ("hours", range("72h", "", "168h"), none.clone(), "2: 05-04, -, 05-08"),
        ("no gap at all", none.clone(), none, "none"),
    ];
    for (name, own, general, expected) in cases {
        let mut sheet = seed();
        sheet.sessions = vec![session_plan(2, own)];
        sheet.course.gap = general;
        assert_eq!(shown(next_window(&sheet, &course, HOME, now)), expected, "{name}");
    }
}

#[test]
fn a_planned_date_outside_is_warned_of_and_never_refused() {
    let first = done("2026-05-01T17:30:00+01:00");
    let now = at("2026-05-05T09:00:00+01:00");
    let early = SpacingWarning::TooEarly { earliest: date("2026-05-15") };
    let late = SpacingWarning::TooLate { latest: date("2026-05-22") };
    let cases = [
        ("the day before", planned("2026-05-14T23:59:00+01:00"), Some(early)),
        ("the first day", planned("2026-05-15T00:00:00+01:00"), None),
        ("the last day", planned("2026-05-22T23:59:00+01:00"), None),
        ("the day after", planned("2026-05-23T00:00:00+01:00"), Some(late)),
        (
            "the date on its own calendar",
            planned("2026-05-23T00:00:00+01:00").zoned(Tz::America__New_York),
            None,
        ),
        ("a touch-up has no such window", planned("2026-05-08T10:00:00+01:00").touch_up(), None),
        ("one that was held", done("2026-05-08T10:00:00+01:00"), None),
        ("one that has begun", planned("2026-05-04T10:00:00+01:00"), None),
    ];
    for (name, second, expected) in cases {
        let warnings = spacing_warnings(&seed(), &course(&[first, second]), HOME, now);
        assert_eq!(warnings.first().map(|warning| warning.warning), expected, "{name}");
    }
}

#[test]
fn each_planned_session_is_measured_from_the_one_before() {
    let course = course(&[
        done("2026-05-01T17:30:00+01:00"),
        planned("2026-05-10T10:00:00+01:00"),
        planned("2026-06-20T10:00:00+01:00"),
    ]);
    let warnings = spacing_warnings(&seed(), &course, HOME, at("2026-05-05T09:00:00+01:00"));
    let got: Vec<_> = warnings.iter().map(|warning| (warning.session, warning.warning)).collect();
    let early = SpacingWarning::TooEarly { earliest: date("2026-05-15") };
    let late = SpacingWarning::TooLate { latest: date("2026-05-31") };
    assert_eq!(got, [(2, early), (3, late)]);
}

#[test]
fn a_gap_has_the_provenance_of_the_table_that_gives_it() {
    let mut sheet = seed();
    sheet.sessions.push(session_plan(4, range("", "", "")));
    assert_eq!(gap_provenance(&sheet, 2), &quoted("14-21 days apart"));
    assert_eq!(gap_provenance(&sheet, 3), &quoted("its own words"));
    assert_eq!(gap_provenance(&sheet, 4), &quoted("14-21 days apart"));
}
