//! The laws of "Spacing": what holds for every sheet and every course.

use chrono_tz::Tz;
use proptest::prelude::*;

use super::super::session::{LoggedSession, Timing};
use super::super::testing::{at, course, done, logged, seed, session_plan};
use super::*;

const HOME: Tz = Tz::Europe__London;

/// Hours from 1 May 2026, whether held, and the marks; starts differ, so that every draw is a course.
fn sessions() -> impl Strategy<Value = Vec<LoggedSession>> {
    let session = (any::<bool>(), prop::bool::weighted(0.1), prop::bool::weighted(0.2), any::<bool>());
    prop::collection::btree_map(0i64..3_000, session, 0..6).prop_map(|drawn| {
        let session = |(hour, (held, is_final, touch_up, abroad)): (i64, (bool, bool, bool, bool))| {
            let start = at("2026-05-01T00:00:00Z").plus_hours(hour);
            let timing = if held {
                Timing::Done { started: Some(start), ended: start.plus_hours(4) }
            } else {
                Timing::Planned { starts: start, ends: None }
            };
            LoggedSession { timing, zone: abroad.then_some(Tz::Pacific__Apia), is_final, touch_up }
        };
        drawn.into_iter().map(session).collect()
    })
}

fn length() -> impl Strategy<Value = Option<Length>> {
    let unit = prop::sample::select(vec![Unit::Hours, Unit::Days, Unit::Weeks, Unit::Months, Unit::Years]);
    prop::option::of((0i64..60, unit).prop_map(|(count, unit)| Length { count, unit }))
}

fn gap() -> impl Strategy<Value = LengthRange> {
    (length(), length(), length()).prop_map(|(min, usual, max)| LengthRange { min, usual, max })
}

proptest! {
    /// Whatever a sheet says, a window runs forward from the session that it counts from.
    #[test]
    fn a_window_runs_forward(logged in sessions(), own in gap(), general in gap(), hours in 0i64..3_000) {
        let mut sheet = seed();
        sheet.sessions = (2..6).map(|number| session_plan(number, own.clone())).collect();
        sheet.course.gap = general;
        let (course, now) = (course(&logged), at("2026-05-01T00:00:00Z").plus_hours(hours));
        let windows = [next_window(&sheet, &course, HOME, now), window_to_plan(&sheet, &course, HOME, now)];
        for window in windows.into_iter().flatten() {
            let from = course.sessions().iter().find(|session| session.number == window.counted_from).unwrap();
            prop_assert!(!from.touch_up);
            prop_assert!(window.earliest >= from.end.date_in(from.zone.unwrap_or(HOME)));
            for date in window.usual.into_iter().chain(window.latest) {
                prop_assert!(window.earliest <= date);
            }
            prop_assert!(window.latest.is_none_or(|latest| window.usual.is_none_or(|usual| usual <= latest)));
            for date in [Some(window.earliest), window.usual, window.latest].into_iter().flatten() {
                prop_assert_eq!(window.warning(date), None);
            }
        }
    }

    /// The order in which sessions were entered changes nothing.
    #[test]
    fn order_of_logging_changes_nothing(logged in sessions(), turn in 0usize..6, hours in 0i64..3_000) {
        let now = at("2026-05-01T00:00:00Z").plus_hours(hours);
        let mut other = logged.clone();
        other.reverse();
        other.rotate_left(turn.min(logged.len()));
        let (one, two) = (course(&logged), course(&other));
        prop_assert_eq!(next_window(&seed(), &one, HOME, now), next_window(&seed(), &two, HOME, now));
        prop_assert_eq!(spacing_warnings(&seed(), &one, HOME, now), spacing_warnings(&seed(), &two, HOME, now));
    }

    /// Moving a planned session by so many days moves the window after it by as many.
    #[test]
    fn what_hangs_on_a_session_moves_with_it(days in 0i64..400) {
        let now = at("2026-05-05T09:00:00Z");
        let with = |days| {
            let second = Timing::Planned { starts: at("2026-05-16T10:00:00Z").plus_exact_days(days), ends: None };
            let course = course(&[done("2026-05-01T17:30:00Z"), logged(second)]);
            window_to_plan(&seed(), &course, Tz::UTC, now).unwrap()
        };
        let (before, moved) = (with(0), with(days));
        let moved_by = |from: NaiveDate, to: NaiveDate| to.signed_duration_since(from).num_days();
        prop_assert_eq!(moved_by(before.earliest, moved.earliest), days);
        prop_assert_eq!(moved_by(before.latest.unwrap(), moved.latest.unwrap()), days);
    }

    /// An unconfirmed session never lets the next one be earlier than it could be, had it not been held.
    #[test]
    fn an_unconfirmed_session_is_read_the_safe_way(after in 5i64..2_000, hours in 0i64..4_000) {
        let first = done("2026-05-01T17:30:00Z");
        let starts = at("2026-05-01T17:30:00Z").plus_hours(after);
        let now = starts.plus_hours(hours);
        let sheet = seed();
        let third = |held: &[LoggedSession]| {
            let course = course(held);
            super::after(&sheet, 3, course.sessions().last().unwrap(), Tz::UTC, now).unwrap().earliest
        };
        let unconfirmed = logged(Timing::Planned { starts, ends: None });
        let read = next_window(&sheet, &course(&[first, unconfirmed]), Tz::UTC, now).unwrap();
        prop_assert_eq!(read.unconfirmed, Some(2));
        prop_assert!(read.earliest >= third(&[first]));
        prop_assert!(read.earliest >= third(&[first, unconfirmed]));
    }
}
