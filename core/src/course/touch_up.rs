//! The dates between which the touch-up after the course may be.
//!
//! Not for: the sessions of the course itself (`course::spacing`).

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::plan::final_session;
use super::session::Course;
use super::spacing::dates_after;
use crate::protocol::{LengthRange, Sheet};
use crate::time::Instant;

/// The dates between which a touch-up may be, both inclusive; `earliest <= usual <= latest`, as far as known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TouchUpWindow {
    /// `Session::number` of the final session, whose end is day 0. Once a touch-up has begun it is that one, even
    /// where nobody confirmed it: the later of the two windows.
    pub counted_from: u32,
    /// Whether that session has begun; else the window moves with it.
    pub begun: bool,
    /// The first date; day 0 where the sheet gives a usual or a largest length and no smallest.
    pub earliest: NaiveDate,
    /// The usual date.
    pub usual: Option<NaiveDate>,
    /// The last date.
    pub latest: Option<NaiveDate>,
}

/// The touch-up window, in calendar lengths from the date on which the final session ends, in its zone (`zone`
/// where it has none). `None` while the final session is unknown, and where the sheet says nothing of touch-ups.
pub fn touch_up_window(sheet: &Sheet, course: &Course, zone: Tz, now: Instant) -> Option<TouchUpWindow> {
    let session = final_session(course, now)?;
    let dates = dates_after(session, zone, &sheet.course.touch_up, &LengthRange::default())?;
    Some(TouchUpWindow {
        counted_from: session.number,
        begun: session.start <= now,
        earliest: dates.earliest,
        usual: dates.usual,
        latest: dates.latest,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at, complete, course, done, planned, range, seed};
    use super::*;

    fn shown(window: Option<TouchUpWindow>) -> String {
        let Some(window) = window else {
            return "none".to_owned();
        };
        let latest = window.latest.map_or("-".to_owned(), |latest| latest.to_string());
        format!("{} {}, {}, {latest}", window.counted_from, window.begun, window.earliest)
    }

    #[test]
    fn it_is_counted_from_the_final_session_once_that_is_known() {
        let first = done("2026-05-01T17:30:00+01:00");
        let second = planned("2026-05-16T10:00:00+01:00");
        let touch_up = done("2029-02-03T10:00:00Z").touch_up();
        let (soon, late) = (at("2026-05-05T09:00:00+01:00"), at("2030-01-01T09:00:00Z"));
        let cases = [
            ("unknown", course(&[first]), soon, "none"),
            ("marked", course(&[first.last()]), soon, "1 true, 2028-05-01, 2031-05-01"),
            (
                "as it begins",
                course(&[first.last()]),
                at("2026-05-01T17:30:00+01:00"),
                "1 true, 2028-05-01, 2031-05-01",
            ),
            ("complete", complete(&[first]), soon, "1 true, 2028-05-01, 2031-05-01"),
            ("to come", course(&[first, second.last()]), soon, "2 false, 2028-05-16, 2031-05-16"),
            ("unconfirmed", course(&[first, second.last()]), late, "none"),
            (
                "the next one, from the last",
                course(&[first.last(), touch_up]),
                late,
                "2 true, 2031-02-03, 2034-02-03",
            ),
            ("before that", course(&[first.last(), touch_up]), soon, "1 true, 2028-05-01, 2031-05-01"),
        ];
        for (name, course, now, expected) in cases {
            let window = touch_up_window(&seed(), &course, Tz::Europe__London, now);
            assert_eq!(shown(window), expected, "{name}");
        }
    }

    #[test]
    fn lengths_are_calendar_ones_on_the_sessions_own_calendar() {
        let now = at("2028-06-01T00:00:00Z");
        let window = |ended: &str, lengths: (&str, &str)| {
            let mut sheet = seed();
            sheet.course.touch_up = range(lengths.0, "", lengths.1);
            let course = course(&[done(ended).last().zoned(Tz::America__New_York)]);
            shown(touch_up_window(&sheet, &course, Tz::Europe__London, now))
        };
        assert_eq!(window("2028-02-29T17:00:00-05:00", ("2y", "4y")), "1 true, 2030-02-28, 2032-02-29");
        assert_eq!(window("2028-03-01T02:00:00Z", ("30d", "45d")), "1 true, 2028-03-30, 2028-04-14");
        assert_eq!(window("2028-01-31T17:00:00-05:00", ("1mo", "")), "1 true, 2028-02-29, -");
        assert_eq!(window("2028-01-31T17:00:00-05:00", ("", "")), "none");
    }
}
