//! The instants that bounds name, once it is known what they count from.
//!
//! Not for: choosing the session or the zone (`aftercare` does, reading by reading), or clipping a window to
//! where its anchor speaks.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::bound::{Bound, Length, Point, Unit};
use crate::time::{Instant, day_start, first_at, plus_days, plus_months};

/// What bounds count from: an exact instant for hours, day 0 for days, and the zone whose days are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Hours count from here.
    pub instant: Instant,
    /// Days count from this date: the session's own, whatever the zone below.
    pub day: NaiveDate,
    /// The zone in which a day begins.
    pub zone: Tz,
    /// The number that the sheet gives to day 0, for `D5`.
    pub treatment_day: u8,
}

/// Which side of a fuzzy bound is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The earlier of its two instants.
    Earlier,
    /// The later of its two instants.
    Later,
}

impl Origin {
    /// The instant at which a window `from` this bound begins.
    pub fn begins(&self, bound: &Bound, side: Side) -> Instant {
        let begin = if bound.after { Self::end_of } else { Self::start_of };
        self.pick(bound, side, begin)
    }

    /// The instant at which a window `until` this bound has ended: the first that no longer belongs.
    pub fn ends(&self, bound: &Bound, side: Side) -> Instant {
        self.pick(bound, side, Self::end_of)
    }

    fn pick(&self, bound: &Bound, side: Side, instant: fn(&Self, Point) -> Instant) -> Instant {
        let first = instant(self, bound.first);
        if !bound.is_fuzzy() {
            return first;
        }
        let last = instant(self, bound.last);
        match side {
            Side::Earlier => first.min(last),
            Side::Later => first.max(last),
        }
    }

    fn start_of(&self, point: Point) -> Instant {
        self.at(point, 0)
    }

    fn end_of(&self, point: Point) -> Instant {
        self.at(point, 1)
    }

    /// The instant of a point; a day's first instant, or that of so many days later.
    fn at(&self, point: Point, later: i64) -> Instant {
        let date = match point {
            Point::Length(Length { count, unit: Unit::Hours }) => return self.instant.plus_hours(count),
            Point::Clock { days, time } => {
                return first_at(self.zone, plus_days(self.day, days).and_time(time));
            }
            Point::SheetDay(number) => plus_days(self.day, number - i64::from(self.treatment_day)),
            Point::Length(length) => self.date_of(length),
        };
        day_start(self.zone, plus_days(date, later))
    }

    /// The date that a calendar length from day 0 names. Hours name none: day 0.
    pub fn date_of(&self, length: Length) -> NaiveDate {
        // A length is at most a hundred years: 1,200 months.
        let months = |per: i64| i32::try_from(length.count * per).unwrap_or(i32::MAX);
        match length.unit {
            Unit::Hours => self.day,
            Unit::Days => plus_days(self.day, length.count),
            Unit::Weeks => plus_days(self.day, length.count * 7),
            Unit::Months => plus_months(self.day, months(1)),
            Unit::Years => plus_months(self.day, months(12)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin() -> Origin {
        Origin {
            instant: Instant::parse("2026-05-01T17:30:00+01:00").unwrap(),
            day: "2026-05-01".parse().unwrap(),
            zone: Tz::Europe__London,
            treatment_day: 1,
        }
    }

    #[test]
    fn bounds_name_the_instants_of_the_contract() {
        let at = |text: &str| Instant::parse(text).unwrap();
        let begins = |text: &str| origin().begins(&text.parse().unwrap(), Side::Earlier);
        let ends = |text: &str, side| origin().ends(&text.parse().unwrap(), side);
        assert_eq!(begins("5d"), at("2026-05-06T00:00:00+01:00"));
        assert_eq!(begins("D5"), at("2026-05-05T00:00:00+01:00"));
        assert_eq!(begins("72h"), at("2026-05-04T17:30:00+01:00"));
        assert_eq!(begins("after 4d"), at("2026-05-06T00:00:00+01:00"));
        assert_eq!(begins("-1d@21:00"), at("2026-04-30T21:00:00+01:00"));
        assert_eq!(ends("5d", Side::Earlier), at("2026-05-07T00:00:00+01:00"));
        assert_eq!(ends("1mo", Side::Earlier), at("2026-06-02T00:00:00+01:00"));
        assert_eq!(ends("4d..5d", Side::Earlier), at("2026-05-06T00:00:00+01:00"));
        assert_eq!(ends("4d..5d", Side::Later), at("2026-05-07T00:00:00+01:00"));
        // Each side carries its own unit; the later instant is the later reading, however they are written.
        assert_eq!(ends("96h..4d", Side::Later), at("2026-05-06T00:00:00+01:00"));
    }
}
