//! Quiet hours: when a phone keeps still, by the clocks of the zone asked about.
//!
//! Not for: what is sent instead, or whether it is still worth sending (each kind of reminder decides).

use chrono::{NaiveTime, Timelike};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::time::{Instant, first_at, plus_days};

/// A notification that has to come before quiet hours comes this long before them.
const MARGIN_MINUTES: i64 = 30;
const MICROS_PER_MINUTE: i64 = 60_000_000;

/// From one wall-clock time to another, past midnight where the second is not after the first; the same time
/// twice means that there are none.
///
/// They begin at the first instant at which the clocks show `from`, and end at the first at which they show
/// `until`: where the clocks skip that time, at the instant after; where they repeat it, at the first of the two. Minutes count; seconds are dropped where they are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct QuietHours {
    /// From this time on, written `22:00`.
    #[serde(with = "minute")]
    pub from: NaiveTime,
    /// Until this time, exclusive; the same as `from`: no quiet hours at all.
    #[serde(with = "minute")]
    pub until: NaiveTime,
}

impl Default for QuietHours {
    /// 22:00 to 08:00.
    fn default() -> Self {
        Self { from: clock(22), until: clock(8) }
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
        Self { from: NaiveTime::MIN, until: NaiveTime::MIN }
    }

    /// The two times as minutes from midnight.
    pub(crate) fn minutes(self) -> (u32, u32) {
        let minute = |time: NaiveTime| time.hour() * 60 + time.minute();
        (minute(self.from), minute(self.until))
    }

    /// Reads what [`Self::minutes`] gave; `None` past midnight.
    pub(crate) fn from_minutes(from: u32, until: u32) -> Option<Self> {
        let time = |minute: u32| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0);
        Some(Self { from: time(from)?, until: time(until)? })
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
        if self.from == self.until {
            return None;
        }
        let today = at.date_in(zone);
        [plus_days(today, -1), today].into_iter().find_map(|date| {
            let begins = first_at(zone, date.and_time(self.from));
            let end_date = if self.until > self.from { date } else { plus_days(date, 1) };
            let ends = first_at(zone, end_date.and_time(self.until));
            (begins <= at && at < ends).then_some(Quiet { begins, ends })
        })
    }
}

mod minute {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub(super) fn serialize<S: Serializer>(time: &NaiveTime, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&time.format("%H:%M").to_string())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveTime, D::Error> {
        let text = String::deserialize(from)?;
        NaiveTime::parse_from_str(&text, "%H:%M")
            .map_err(|_| D::Error::custom(format!("`{text}` is not a time of day: write it as in 22:00")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_written_as_two_times_of_day() {
        let quiet: QuietHours = serde_json::from_str(r#"{"from":"22:00","until":"07:30"}"#).unwrap();
        assert_eq!(quiet, hours("22:00", "07:30"));
        assert_eq!(serde_json::to_string(&quiet).unwrap(), r#"{"from":"22:00","until":"07:30"}"#);
        let (from, until) = quiet.minutes();
        assert_eq!(QuietHours::from_minutes(from, until), Some(quiet));
        assert!(serde_json::from_str::<QuietHours>(r#"{"from":"25:00","until":"07:30"}"#).is_err());
    }

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn hours(from: &str, until: &str) -> QuietHours {
        QuietHours { from: from.parse().unwrap(), until: until.parse().unwrap() }
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
