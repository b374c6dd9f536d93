//! How far a course has come: which session of how many, how many are left, whether the last one is known.
//!
//! Not for: when the next session may be (`course::spacing`), or finding dates for those that are left
//! (`aftercare`, which answers for every day in between).

use super::session::{Course, Session};
use crate::protocol::Sheet;
use crate::time::Instant;

/// How far a course has come at a moment.
///
/// Every count is of sessions that are no touch-ups, but for [`Self::touch_ups`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Sessions begun; one that was planned and that nobody confirmed counts. The `1` of "session 1 of 3".
    pub begun: u32,
    /// Sessions logged, begun or still to come.
    pub logged: u32,
    /// The `3` of "session 1 of 3": those logged, once it is settled that no other follows; until then the number
    /// that the client gave, else the sheet's usual one, never less than those logged. `None` where nobody said.
    pub total: Option<u32>,
    /// Sessions of that total that have not begun.
    pub left: Option<u32>,
    /// Sessions of that total that are not even planned.
    pub to_plan: Option<u32>,
    /// Touch-ups begun.
    pub touch_ups: u32,
    /// [`Session::number`] of the final session, where it is known.
    pub final_session: Option<u32>,
    /// Whether no session follows those logged: the final one is known, or the client said that the course is
    /// complete.
    pub settled: bool,
}

/// The sessions that are no touch-ups, by start, each with its number among them, from 1.
///
/// This is the number by which a sheet's `[[session]]` speaks and by which a client counts. It is
/// [`Session::number`] unless a touch-up came before.
pub fn counted(course: &Course) -> impl DoubleEndedIterator<Item = (u32, &Session)> {
    let sessions = course.sessions().iter().filter(|session| !session.touch_up);
    let sessions: Vec<_> = (1..).zip(sessions).collect();
    sessions.into_iter()
}

/// Whether a session was planned, has begun by `now`, and nobody confirmed it.
pub fn is_unconfirmed(session: &Session, now: Instant) -> bool {
    !session.done && session.start <= now
}

/// The final session at a moment, where it is known (`aftercare-rules`, "Final session").
///
/// That is the current session if it is a touch-up and no session that is none starts after it; else the last
/// session that is no touch-up, if it is marked final or the course is complete, and it is done or starts after
/// `at`. A touch-up that has not started changes nothing; an unconfirmed session is not known to be final.
pub fn final_session(course: &Course, at: Instant) -> Option<&Session> {
    let last = course.sessions().iter().rfind(|session| !session.touch_up);
    if let Some(current) = course.current(at)
        && current.touch_up
        && last.is_none_or(|last| last.start < current.start)
    {
        return Some(current);
    }
    last.filter(|last| (last.is_final || course.is_complete()) && (last.done || last.start > at))
}

/// How far `course` has come at `now`; `given` is the number of sessions that the client said they are to have.
pub fn progress(sheet: &Sheet, course: &Course, given: Option<u32>, now: Instant) -> Progress {
    let count = |touch_up: bool, by: Instant| {
        let of = |session: &&Session| session.touch_up == touch_up && session.start <= by;
        u32::try_from(course.sessions().iter().filter(of).count()).unwrap_or(u32::MAX)
    };
    let (begun, logged) = (count(false, now), count(false, Instant::MAX));
    let last = final_session(course, now);
    let settled = last.is_some() || course.is_complete();
    let expected = given.or(sheet.course.usual_sessions).map(|expected| expected.max(logged));
    let total = if settled && logged > 0 { Some(logged) } else { expected };
    // A course that is over with nothing logged in it has nothing left, whatever its sheet says is usual.
    let planned_total = if settled { Some(logged) } else { total };
    Progress {
        begun,
        logged,
        total,
        left: planned_total.map(|total| total - begun),
        to_plan: planned_total.map(|total| total - logged),
        touch_ups: count(true, now),
        final_session: last.map(|last| last.number),
        settled,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at, complete, course, done, planned, seed};
    use super::*;

    fn shown(progress: &Progress) -> (u32, Option<u32>, Option<u32>, Option<u32>) {
        (progress.begun, progress.total, progress.left, progress.to_plan)
    }

    #[test]
    fn a_course_counts_its_sessions_and_those_left() {
        let first = done("2026-05-01T17:30:00+01:00");
        let second = planned("2026-05-16T10:00:00+01:00");
        let third = planned("2026-06-06T10:00:00+01:00");
        let now = at("2026-05-05T09:00:00+01:00");
        let of = |sessions: &[_], given| shown(&progress(&seed(), &course(sessions), given, now));
        let cases = [
            ("nothing logged: three to come", of(&[], None), (0, Some(3), Some(3), Some(3))),
            ("session 1 of 3", of(&[first], None), (1, Some(3), Some(2), Some(2))),
            ("the client's number wins", of(&[first], Some(2)), (1, Some(2), Some(1), Some(1))),
            (
                "a planned one is left, and planned",
                of(&[first, second], None),
                (1, Some(3), Some(2), Some(1)),
            ),
            (
                "never less than those logged",
                of(&[first, second, third], Some(2)),
                (1, Some(3), Some(2), Some(0)),
            ),
            (
                "the one marked final is the last",
                of(&[first, second.last()], None),
                (1, Some(2), Some(1), Some(0)),
            ),
            ("it is over after one", of(&[first.last()], None), (1, Some(1), Some(0), Some(0))),
            (
                "a touch-up is no session",
                of(&[first, second.touch_up()], None),
                (1, Some(3), Some(2), Some(2)),
            ),
        ];
        for (name, got, expected) in cases {
            assert_eq!(got, expected, "{name}");
        }
    }

    #[test]
    fn a_sheet_without_a_usual_number_promises_none() {
        let mut sheet = seed();
        sheet.course.usual_sessions = None;
        let now = at("2026-05-05T09:00:00+01:00");
        let first = done("2026-05-01T17:30:00+01:00");
        assert_eq!(progress(&sheet, &course(&[first]), None, now).total, None);
        assert_eq!(progress(&sheet, &course(&[first.last()]), None, now).total, Some(1));
    }

    #[test]
    fn a_complete_course_has_nothing_left() {
        let now = at("2026-05-05T09:00:00+01:00");
        let got = progress(&seed(), &complete(&[done("2026-05-01T17:30:00+01:00")]), None, now);
        assert_eq!((got.total, got.left, got.settled, got.final_session), (Some(1), Some(0), true, Some(1)));
        let empty = progress(&seed(), &complete(&[]), None, now);
        assert_eq!(
            (empty.total, empty.left, empty.settled, empty.final_session),
            (Some(3), Some(0), true, None)
        );
    }

    #[test]
    fn the_final_session_is_the_one_of_the_contract() {
        let (first, second) = (done("2026-05-01T17:30:00+01:00"), planned("2026-05-16T10:00:00+01:00"));
        let third = done("2026-06-06T16:00:00+01:00");
        let touch_up = planned("2026-06-20T10:00:00+01:00").touch_up();
        let (before, after) = (at("2026-05-05T09:00:00+01:00"), at("2026-07-01T09:00:00+01:00"));
        let cases = [
            ("nobody said", course(&[first]), before, None),
            ("marked and done", course(&[first.last()]), before, Some(1)),
            ("complete", complete(&[first]), before, Some(1)),
            ("marked and to come", course(&[first, second.last()]), before, Some(2)),
            ("marked, begun and unconfirmed", course(&[first, second.last()]), after, None),
            ("a fourth after the marked one", course(&[first.last(), third]), after, None),
            ("a touch-up to come changes nothing", course(&[first, touch_up]), before, None),
            ("a touch-up that has begun is it", course(&[first, touch_up]), after, Some(2)),
            (
                "unless a session follows it",
                course(&[touch_up, done("2026-06-25T10:00:00Z")]),
                at("2026-06-21T00:00:00Z"),
                None,
            ),
        ];
        for (name, course, now, expected) in cases {
            assert_eq!(final_session(&course, now).map(|session| session.number), expected, "{name}");
        }
    }

    #[test]
    fn touch_ups_are_left_out_of_the_numbers() {
        let course = course(&[
            done("2026-05-01T17:30:00Z"),
            done("2026-05-10T10:00:00Z").touch_up(),
            planned("2026-05-16T10:00:00Z"),
        ]);
        let numbers: Vec<_> = counted(&course).map(|(number, session)| (number, session.number)).collect();
        assert_eq!(numbers, [(1, 1), (2, 3)]);
    }
}
