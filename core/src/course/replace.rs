//! Whether a session that is being logged as done is one that had been planned.
//!
//! Not for: replacing it; the client is asked, and may have had a session besides.

use super::plan::is_unconfirmed;
use super::session::{Course, Session};
use crate::time::Instant;

/// How far from its plan a session may have taken place and still be offered as the same one: 3 days of 24 hours,
/// that distance included (`aftercare-rules`, "Spacing, readiness, duties").
pub const REPLACE_WITHIN_HOURS: i64 = 72;

/// `Session::number` of the unconfirmed session that a session ending at `ended` is likely to be.
///
/// The distance is exact and counts from the nearer end of the planned time, and is nothing inside it: a client
/// knows the appointment's start, the sheet's longest hours only guess its end. Of several the nearest; of two as
/// near, the one planned first. Touch-ups are offered too: nobody logs one besides a planned one.
pub fn replace_offer(course: &Course, ended: Instant, now: Instant) -> Option<u32> {
    let within = Instant::from_micros(0).plus_hours(REPLACE_WITHIN_HOURS).micros();
    course
        .sessions()
        .iter()
        .filter(|session| is_unconfirmed(session, now))
        .map(|session| (micros_from(session, ended), session.number))
        .filter(|(distance, _)| *distance <= within)
        .min()
        .map(|(_, number)| number)
}

fn micros_from(session: &Session, moment: Instant) -> i64 {
    let before = session.start.micros_since(moment);
    let after = moment.micros_since(session.end);
    before.max(after).max(0)
}

#[cfg(test)]
mod tests {
    use super::super::session::{LoggedSession, Timing};
    use super::super::testing::{at, course, done, logged, planned};
    use super::*;

    #[test]
    fn an_unconfirmed_session_within_three_days_is_offered() {
        let first = done("2026-05-01T17:30:00Z");
        // By the seed's sheet it lasts seven hours: until 17:00.
        let second = planned("2026-05-16T10:00:00Z");
        let third = planned("2026-05-20T10:00:00Z");
        let now = at("2026-05-25T09:00:00Z");
        let offer =
            |sessions: &[LoggedSession], ended: &str| replace_offer(&course(sessions), at(ended), now);
        let cases = [
            ("on the day", offer(&[first, second], "2026-05-16T14:00:00Z"), Some(2)),
            ("72 hours after its end", offer(&[first, second], "2026-05-19T17:00:00Z"), Some(2)),
            ("a second more", offer(&[first, second], "2026-05-19T17:00:01Z"), None),
            ("72 hours before its start", offer(&[first, second], "2026-05-13T10:00:00Z"), Some(2)),
            ("a second more, before", offer(&[first, second], "2026-05-13T09:59:59Z"), None),
            ("one that was held", offer(&[first], "2026-05-02T17:30:00Z"), None),
            ("the nearest", offer(&[first, second, third], "2026-05-18T17:00:00Z"), Some(3)),
            ("as near: the first", offer(&[first, second, third], "2026-05-18T13:30:00Z"), Some(2)),
            ("a touch-up", offer(&[first, second.touch_up()], "2026-05-16T14:00:00Z"), Some(2)),
        ];
        for (name, got, expected) in cases {
            assert_eq!(got, expected, "{name}");
        }
    }

    #[test]
    fn a_session_still_to_come_is_not_offered() {
        let sessions = course(&[planned("2026-05-16T10:00:00Z")]);
        let ended = at("2026-05-15T14:00:00Z");
        assert_eq!(replace_offer(&sessions, ended, at("2026-05-16T09:59:59Z")), None);
        assert_eq!(replace_offer(&sessions, ended, at("2026-05-16T10:00:00Z")), Some(1));
    }

    #[test]
    fn inside_two_planned_times_it_is_the_one_planned_first() {
        let sessions = course(&[planned("2026-05-16T10:00:00Z"), planned("2026-05-16T12:00:00Z")]);
        let now = at("2026-05-25T09:00:00Z");
        // Nearer to both ends of the second, but inside is inside.
        assert_eq!(replace_offer(&sessions, at("2026-05-16T16:30:00Z"), now), Some(1));
    }

    #[test]
    fn its_own_end_counts_where_it_was_planned() {
        let timing =
            Timing::Planned { starts: at("2026-05-16T10:00:00Z"), ends: Some(at("2026-05-16T12:00:00Z")) };
        let sessions = course(&[logged(timing)]);
        let now = at("2026-05-25T09:00:00Z");
        assert_eq!(replace_offer(&sessions, at("2026-05-19T12:00:00Z"), now), Some(1));
        assert_eq!(replace_offer(&sessions, at("2026-05-19T12:00:01Z"), now), None);
    }
}
