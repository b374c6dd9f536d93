//! Quiet hours: when a phone keeps still, by the clocks of the zone asked about.
//!
//! Not for: what is sent instead, or whether it is still worth sending (each kind of reminder decides).

use chrono::NaiveTime;
use chrono_tz::Tz;

use crate::time::{Instant, first_at, plus_days};

/// A notification that has to come before quiet hours comes this long before them.
const MARGIN_MINUTES: i64 = 30;
const MICROS_PER_MINUTE: i64 = 60_000_000;

/// From one wall-clock time to another, past midnight where the second is not after the first; the same time
/// twice means that there are none.
///
/// They begin at the first instant at which the clocks show `start`, and end at the first at which they show
/// `end`: where the clocks skip that time, at the instant after; where they repeat it, at the first of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// Inclusive.
    pub start: NaiveTime,
    /// Exclusive.
    pub end: NaiveTime,
}

impl Default for QuietHours {
    /// 22:00 to 08:00.
    fn default() -> Self {
        Self { start: clock(22), end: clock(8) }
    }
}

/// A full hour on a clock.
pub(super) const fn clock(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour of the day, written in this file's own room")
}

/// One stretch of quiet hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quiet {
    pub begins: Instant,
    /// The first instant that no longer belongs.
    pub ends: Instant,
}

impl QuietHours {
    /// No quiet hours at all.
    pub const fn none() -> Self {
        Self { start: NaiveTime::MIN, end: NaiveTime::MIN }
    }

    /// Whether the phone keeps still at `at`.
    pub fn contains(&self, zone: Tz, at: Instant) -> bool {
        self.around(zone, at).is_some()
    }

    /// The first instant from `at` on that is not quiet.
    pub fn after(&self, zone: Tz, at: Instant) -> Instant {
        let mut at = at;
        // Two stretches only touch where the clocks skip what lies between them.
        for _ in 0..4 {
            match self.around(zone, at) {
                Some(quiet) => at = quiet.ends,
                None => break,
            }
        }
        at
    }

    /// An instant not after `at` that is not quiet: `at` itself, else half an hour before the quiet hours that hold
    /// it, or what there is of that half hour. None where the stretch before them reaches up to them.
    pub fn before(&self, zone: Tz, at: Instant) -> Option<Instant> {
        let Some(quiet) = self.around(zone, at) else {
            return Some(at);
        };
        let early = quiet.begins.plus_micros(-MARGIN_MINUTES * MICROS_PER_MINUTE);
        let early = self.around(zone, early).map_or(early, |previous| previous.ends);
        (early < quiet.begins).then_some(early)
    }

    /// The stretch that holds `at`.
    pub(super) fn around(&self, zone: Tz, at: Instant) -> Option<Quiet> {
        if self.start == self.end {
            return None;
        }
        let today = at.date_in(zone);
        [plus_days(today, -1), today].into_iter().find_map(|date| {
            let begins = first_at(zone, date.and_time(self.start));
            let end_date = if self.end > self.start { date } else { plus_days(date, 1) };
            let ends = first_at(zone, end_date.and_time(self.end));
            (begins <= at && at < ends).then_some(Quiet { begins, ends })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn hours(start: &str, end: &str) -> QuietHours {
        QuietHours { start: start.parse().unwrap(), end: end.parse().unwrap() }
    }

    #[test]
    fn they_are_wall_clock_in_the_zone_asked_about() {
        let quiet = QuietHours::default();
        let cases = [
            (
                "the evening before",
                Tz::Europe__London,
                "2026-05-06T22:00:00+01:00",
                "2026-05-07T08:00:00+01:00",
            ),
            ("midnight", Tz::Europe__London, "2026-05-07T00:00:00+01:00", "2026-05-07T08:00:00+01:00"),
            ("just over", Tz::Europe__London, "2026-05-07T08:00:00+01:00", "2026-05-07T08:00:00+01:00"),
            ("by day", Tz::Europe__London, "2026-05-07T12:00:00+01:00", "2026-05-07T12:00:00+01:00"),
            ("elsewhere", Tz::America__New_York, "2026-05-07T00:00:00+01:00", "2026-05-06T19:00:00-04:00"),
            ("spring forward", Tz::Europe__London, "2026-03-28T23:00:00Z", "2026-03-29T08:00:00+01:00"),
            ("fall back", Tz::Europe__London, "2026-10-24T23:00:00+01:00", "2026-10-25T08:00:00Z"),
            (
                "a day that is not there",
                Tz::Pacific__Apia,
                "2011-12-29T23:00:00-10:00",
                "2011-12-31T08:00:00+14:00",
            ),
        ];
        for (name, zone, given, expected) in cases {
            assert_eq!(quiet.after(zone, at(given)), at(expected), "{name}");
        }
    }

    #[test]
    fn what_cannot_wait_comes_before_them() {
        let zone = Tz::Europe__London;
        let night = at("2026-05-07T05:30:00+01:00");
        assert_eq!(QuietHours::default().before(zone, night), Some(at("2026-05-06T21:30:00+01:00")));
        assert_eq!(QuietHours::none().before(zone, night), Some(night));
        // Ten minutes of noise a day: all of them are taken.
        let long = hours("08:10", "08:00");
        assert_eq!(long.before(zone, night), Some(at("2026-05-06T08:00:00+01:00")));
        assert_eq!(hours("13:00", "15:00").before(zone, night), Some(night));
    }

    #[test]
    fn an_end_that_the_clocks_skip_or_repeat_is_one_instant() {
        let zone = Tz::Europe__London;
        let quiet = hours("23:00", "01:30");
        assert_eq!(quiet.after(zone, at("2026-03-29T00:30:00Z")), at("2026-03-29T01:00:00Z"));
        assert_eq!(quiet.after(zone, at("2026-10-25T00:30:00+01:00")), at("2026-10-25T01:30:00+01:00"));
    }
}
