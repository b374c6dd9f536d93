//! Lengths of time in words: countdowns, the lengths of a sheet, hours of a session.
//!
//! A countdown never says less than is left: what is cut off is rounded up, so that whoever waits for as long as it
//! says is not too early. Days in it are 24 hours. Not for: dates (`dates`).

use super::{Key, Words, say};
use crate::protocol::{Hours, Length, LengthRange, Unit};

const MINUTE: i64 = 60_000_000;
/// From so many days on a countdown says days alone.
const DAYS_ALONE: i64 = 30;

/// A countdown's two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    Days(i64, i64),
    Hours(i64, i64),
    Minutes(i64),
}

impl Span {
    /// The two largest units of so many microseconds, rounded up.
    fn of(micros: i64) -> Self {
        let minutes = up(micros.max(0), MINUTE);
        let hours = up(minutes, 60);
        if minutes < 60 {
            Self::Minutes(minutes)
        } else if minutes < 24 * 60 {
            Self::Hours(minutes / 60, minutes % 60)
        } else if hours <= DAYS_ALONE * 24 {
            Self::Days(hours / 24, hours % 24)
        } else {
            Self::Days(up(hours, 24), 0)
        }
    }
}

/// `count` in units of `unit`, rounded up.
fn up(count: i64, unit: i64) -> i64 {
    count / unit + i64::from(count % unit > 0)
}

impl Words {
    /// A length of time for the eye, in its two largest units: "1 d 15 h". Rounded up to the smaller one.
    pub fn span(&self, micros: i64) -> String {
        self.text(match Span::of(micros) {
            Span::Days(days, 0) => say::span_days(days),
            Span::Days(days, hours) => say::span_days_hours(days, hours),
            Span::Hours(hours, 0) => say::span_hours(hours),
            Span::Hours(hours, minutes) => say::span_hours_minutes(hours, minutes),
            Span::Minutes(minutes) => say::span_minutes(minutes),
        })
    }

    /// The same in full, as a screen reader speaks it: "1 day 15 hours".
    pub fn span_in_full(&self, micros: i64) -> String {
        let two = |larger, smaller| self.text(say::length_two(self.text(larger), self.text(smaller)));
        match Span::of(micros) {
            Span::Days(days, 0) => self.days(days),
            Span::Days(days, hours) => two(say::length_days(days), say::length_hours(hours)),
            Span::Hours(hours, 0) => self.text(say::length_hours(hours)),
            Span::Hours(hours, minutes) => two(say::length_hours(hours), say::length_minutes(minutes)),
            Span::Minutes(minutes) => self.text(say::length_minutes(minutes)),
        }
    }

    /// A count of days: "6 days".
    pub fn days(&self, count: i64) -> String {
        self.text(say::length_days(count))
    }

    /// A length of the sheet: "30 days", "72 hours". A negative one (before an anchor) without its sign.
    pub fn length(&self, length: Length) -> String {
        let count = length.count.saturating_abs();
        self.text(match length.unit {
            Unit::Hours => say::length_hours(count),
            Unit::Days => say::length_days(count),
            Unit::Weeks => say::length_weeks(count),
            Unit::Months => say::length_months(count),
            Unit::Years => say::length_years(count),
        })
    }

    /// A range of lengths, from the smallest to the largest: "14 to 21 days", "2 to 5 years"; the usual one where it
    /// has neither. None where it has none.
    pub fn length_range(&self, range: &LengthRange) -> Option<String> {
        let (Some(least), Some(most)) = (range.min.or(range.usual), range.max.or(range.usual)) else {
            return range.min.or(range.max).map(|only| self.length(only));
        };
        let (from, to) = (least.count.to_string(), most.count.to_string());
        Some(match (least.unit, most.unit) {
            _ if least == most => self.length(least),
            (Unit::Days, Unit::Days) => self.text(say::length_range_days(from, to)),
            (Unit::Hours, Unit::Hours) => self.text(say::length_range_hours(from, to)),
            (Unit::Years, Unit::Years) => self.text(say::length_range_years(from, to)),
            _ => self.text(say::length_range(self.length(least), self.length(most))),
        })
    }

    /// How long a session takes: "2 to 7 hours", "2.5 hours". None where the sheet does not say.
    pub fn hours(&self, hours: Hours) -> Option<String> {
        let least = hours.min.or(hours.max)?;
        let most = hours.max.unwrap_or(least);
        let one = (most - least).abs() < f64::EPSILON;
        Some(if !one {
            self.text(say::length_range_hours(self.decimal(least), self.decimal(most)))
        } else if (most - 1.0).abs() < f64::EPSILON {
            self.text(say::length_hours(1))
        } else {
            self.text(say::length_decimal_hours(self.decimal(most)))
        })
    }

    /// A number that need not be whole, to two digits at most, with the language's mark: "2.5", "3".
    pub fn decimal(&self, number: f64) -> String {
        let text = format!("{number:.2}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        text.replace('.', self.pattern(Key::PatternDecimalMark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(minutes: i64) -> String {
        Words::english().span(minutes * MINUTE)
    }

    #[test]
    fn a_countdown_has_two_units_and_never_says_too_little() {
        assert_eq!(span(39 * 60), "1 d 15 h");
        assert_eq!(span(39 * 60 + 1), "1 d 16 h");
        assert_eq!(span(48 * 60), "2 d");
        assert_eq!(span(47 * 60 + 59), "2 d");
        assert_eq!(span(90), "1 h 30 min");
        assert_eq!(span(60), "1 h");
        assert_eq!(span(24 * 60 - 1), "23 h 59 min");
        assert_eq!(span(24 * 60), "1 d");
        assert_eq!(span(30 * 24 * 60), "30 d");
        assert_eq!(span(30 * 24 * 60 + 1), "31 d");
        let words = Words::english();
        assert_eq!(words.span(1), "1 min");
        assert_eq!(words.span(59 * MINUTE + 1), "1 h");
        assert_eq!(words.span(0), "0 min");
        assert_eq!(words.span(i64::MAX), "106751992 d");
        assert_eq!(words.span_in_full(39 * 60 * MINUTE), "1 day 15 hours");
        assert_eq!(words.span_in_full(61 * MINUTE), "1 hour 1 minute");
    }

    #[test]
    fn lengths_of_the_sheet() {
        let words = Words::english();
        assert_eq!(words.length("30d".parse().unwrap()), "30 days");
        assert_eq!(words.length("-1d".parse().unwrap()), "1 day");
        assert_eq!(words.length("1y".parse().unwrap()), "1 year");
        let range = |min: Option<&str>, usual: Option<&str>, max: Option<&str>| {
            let read = |text: Option<&str>| text.map(|text| text.parse().unwrap());
            words.length_range(&LengthRange { min: read(min), usual: read(usual), max: read(max) })
        };
        assert_eq!(range(Some("14d"), Some("14d"), Some("21d")).unwrap(), "14 to 21 days");
        assert_eq!(range(Some("2y"), None, Some("5y")).unwrap(), "2 to 5 years");
        assert_eq!(range(Some("10d"), None, Some("3w")).unwrap(), "10 days to 3 weeks");
        assert_eq!(range(None, Some("1mo"), None).unwrap(), "1 month");
        assert_eq!(range(None, None, None), None);
    }

    #[test]
    fn hours_of_a_session_may_have_decimals() {
        let words = Words::english();
        let hours = |min, max| words.hours(Hours { min, max });
        assert_eq!(hours(Some(2.0), Some(7.0)).unwrap(), "2 to 7 hours");
        assert_eq!(hours(Some(2.5), None).unwrap(), "2.5 hours");
        assert_eq!(hours(None, Some(1.0)).unwrap(), "1 hour");
        assert_eq!(hours(None, None), None);
    }
}
