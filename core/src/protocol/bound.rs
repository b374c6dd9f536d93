//! Bounds as a sheet writes them: `5d`, `D5`, `72h`, `4d..5d`, `after 4w`, `-1d@21:00`.
//!
//! Reads one and says what is wrong with it by itself. Not for: which bounds an anchor allows
//! (`protocol::read`), or the instant that a bound names for a session (`aftercare`).

use std::fmt;
use std::str::FromStr;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// The unit of a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Exact hours.
    Hours,
    /// Calendar days.
    Days,
    /// Seven calendar days.
    Weeks,
    /// Calendar months; the 31st falls back to the month's last day.
    Months,
    /// Calendar years.
    Years,
}

impl Unit {
    const ALL: [Self; 5] = [Self::Hours, Self::Days, Self::Weeks, Self::Months, Self::Years];

    /// The letters of the sheet file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hours => "h",
            Self::Days => "d",
            Self::Weeks => "w",
            Self::Months => "mo",
            Self::Years => "y",
        }
    }

    /// How many of it a hundred years hold: no length is longer (`aftercare-rules`, "Bounds").
    const fn most(self) -> i64 {
        match self {
            Self::Hours => 876_600,
            Self::Days => 36_525,
            Self::Weeks => 5_217,
            Self::Months => 1_200,
            Self::Years => 100,
        }
    }
}

/// A count of one unit; negative before an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Length {
    /// How many.
    pub count: i64,
    /// Of what.
    pub unit: Unit,
}

/// One side of a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Point {
    /// A length from the anchor.
    Length(Length),
    /// The day that the sheet numbers so: `D5`. The sheet's `treatment_day` is taken off to count from day 0.
    SheetDay(i64),
    /// A wall-clock time on a day counted from the anchor's: `-1d@21:00`.
    Clock {
        /// Calendar days from day 0.
        days: i64,
        /// The time on the clocks of the session's zone.
        time: NaiveTime,
    },
}

/// A bound: one point, or a fuzzy pair of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Bound {
    /// The side written first.
    pub first: Point,
    /// The side written last; the same as `first` where the bound is not fuzzy.
    pub last: Point,
    /// `after 4w`: where `until = "4w"` ends.
    pub after: bool,
}

impl Bound {
    /// A bound that is not fuzzy.
    pub const fn exact(point: Point) -> Self {
        Self { first: point, last: point, after: false }
    }

    /// Whether its two sides differ.
    pub fn is_fuzzy(&self) -> bool {
        self.first != self.last
    }
}

/// Why a text is not a bound, or not a length.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BoundError {
    /// It cannot be read at all.
    #[error(
        "`{text}` is not a bound: write for instance 5d, D5, 72h, 2w, 1mo, 2y, 4d..5d, after 4w or -1d@21:00"
    )]
    Unreadable {
        /// What was given.
        text: String,
    },
    /// Its unit is not one of the five.
    #[error("`{unit}` in `{text}` is not a unit: the units are h, d, w, mo and y")]
    UnknownUnit {
        /// What was given.
        text: String,
        /// The part that should be a unit.
        unit: String,
    },
    /// It reaches further than a hundred years.
    #[error("`{text}` is longer than 100 years: the longest is 100y")]
    TooLong {
        /// What was given.
        text: String,
    },
    /// A wall-clock time that no clock shows.
    #[error("`{time}` in `{text}` is not a time of day: write it as in -1d@21:00")]
    NotATime {
        /// What was given.
        text: String,
        /// The part that should be a time.
        time: String,
    },
}

fn unreadable(text: &str) -> BoundError {
    BoundError::Unreadable { text: text.to_owned() }
}

/// The digits that `text` begins with, as a number, and what follows them.
fn number(text: &str) -> Result<(i64, &str), BoundError> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.is_empty() {
        return Err(unreadable(text));
    }
    // Digits alone that do not fit are a number far over any limit.
    Ok((digits.parse().unwrap_or(i64::MAX), rest))
}

impl FromStr for Length {
    type Err = BoundError;

    fn from_str(text: &str) -> Result<Self, BoundError> {
        let (sign, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (count, name) = number(unsigned).map_err(|_| unreadable(text))?;
        let unit = Unit::ALL.into_iter().find(|unit| unit.as_str() == name).ok_or_else(|| {
            if name.is_empty() {
                unreadable(text)
            } else {
                BoundError::UnknownUnit { text: text.to_owned(), unit: name.to_owned() }
            }
        })?;
        if count > unit.most() {
            return Err(BoundError::TooLong { text: text.to_owned() });
        }
        Ok(Self { count: sign * count, unit })
    }
}

impl FromStr for Point {
    type Err = BoundError;

    fn from_str(text: &str) -> Result<Self, BoundError> {
        if let Some(digits) = text.strip_prefix('D') {
            return match number(digits) {
                Ok((day, "")) if day <= Unit::Days.most() => Ok(Self::SheetDay(day)),
                Ok((_, "")) => Err(BoundError::TooLong { text: text.to_owned() }),
                _ => Err(unreadable(text)),
            };
        }
        let Some((day, clock)) = text.split_once('@') else {
            return Ok(Self::Length(text.parse()?));
        };
        let length: Length = day.parse()?;
        let days = match length.unit {
            Unit::Days => length.count,
            Unit::Weeks => length.count * 7,
            _ => return Err(unreadable(text)),
        };
        let time = NaiveTime::parse_from_str(clock, "%H:%M")
            .ok()
            .filter(|_| clock.len() == 5)
            .ok_or_else(|| BoundError::NotATime { text: text.to_owned(), time: clock.to_owned() })?;
        Ok(Self::Clock { days, time })
    }
}

impl FromStr for Bound {
    type Err = BoundError;

    fn from_str(text: &str) -> Result<Self, BoundError> {
        let (after, sides) = match text.strip_prefix("after ") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (first, last) = sides.split_once("..").unwrap_or((sides, sides));
        Ok(Self { first: first.parse()?, last: last.parse()?, after })
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.count, self.unit.as_str())
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(length) => length.fmt(f),
            Self::SheetDay(day) => write!(f, "D{day}"),
            Self::Clock { days, time } => write!(f, "{days}d@{}", time.format("%H:%M")),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.after {
            f.write_str("after ")?;
        }
        self.first.fmt(f)?;
        if self.is_fuzzy() {
            write!(f, "..{}", self.last)?;
        }
        Ok(())
    }
}

macro_rules! as_text {
    ($($name:ty),*) => {$(
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
        impl TryFrom<String> for $name {
            type Error = BoundError;
            fn try_from(text: String) -> Result<Self, BoundError> {
                text.parse()
            }
        }
    )*};
}
as_text!(Length, Bound);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_contract_reads_and_prints_as_it_stands() {
        for text in [
            "5d",
            "D5",
            "72h",
            "2w",
            "1mo",
            "2y",
            "4d..5d",
            "after 4w",
            "after 4d..5d",
            "-1d@21:00",
            "-24h",
            "72h..4d",
        ] {
            assert_eq!(text.parse::<Bound>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_bound_says_why() {
        let error = |text: &str| text.parse::<Bound>().unwrap_err().to_string();
        assert!(error("5x").contains("units are h, d, w, mo and y"), "{}", error("5x"));
        assert!(error("101y").contains("100 years"));
        assert!(error("99999999999999999999d").contains("100 years"));
        assert!(error("-1d@25:00").contains("time of day"));
        for text in ["", "5", "d", "D", "D5d", "..", "4d..", "+5d", "5 d", "after", "--5d", "1d@7:00"] {
            assert!(text.parse::<Bound>().is_err(), "{text}");
        }
    }
}
