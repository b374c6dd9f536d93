//! Instants, calendar days and the first moment of a day in a zone: the arithmetic that every bound rests on.
//!
//! Not for: asking what time it is (`ports::Clock` does), or wording a date for a person (`words` does).

use std::fmt;

use chrono::{
    DateTime, Datelike, FixedOffset, Months, NaiveDate, NaiveDateTime, NaiveTime, Offset, SecondsFormat,
    TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

const MICROS_PER_SECOND: i64 = 1_000_000;
const MICROS_PER_HOUR: i64 = 3_600 * MICROS_PER_SECOND;

/// The first year, inclusive, and the last, exclusive, in which Stipple reads an instant. A bound may reach a
/// hundred years further (`protocol::bound`), which chrono and the zone tables still carry.
pub const YEARS: std::ops::Range<i32> = 1900..2300;

/// The last twelve years that the zone tables carry. Later ones go by these (docs/adr/0008): every date has a
/// weekday of each kind among any eleven years, and after 2087 no zone changes its clocks by another calendar.
const LAST_YEARS: std::ops::Range<i32> = 2088..2100;

/// A moment, in microseconds since 1970-01-01T00:00:00Z. Finer digits are cut off towards the past.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Instant(i64);

/// Why a text is not an instant that Stipple reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InstantError {
    /// The text is not RFC 3339.
    #[error("`{text}` is not an instant: write it as in 2026-05-01T17:30:00+01:00")]
    NotRfc3339 {
        /// What was given.
        text: String,
    },
    /// The year is not one in which Stipple reads instants ([`YEARS`]).
    #[error("`{text}` is out of range: an instant lies in the years 1900 to 2299")]
    OutOfRange {
        /// What was given.
        text: String,
    },
}

impl Instant {
    /// Before everything.
    pub const MIN: Self = Self(i64::MIN);
    /// After everything: the end of an open window.
    pub const MAX: Self = Self(i64::MAX);

    /// Reads RFC 3339.
    pub fn parse(text: &str) -> Result<Self, InstantError> {
        let read = DateTime::parse_from_rfc3339(text)
            .map_err(|_| InstantError::NotRfc3339 { text: text.to_owned() })?;
        let instant = Self::from(read.with_timezone(&Utc));
        if YEARS.contains(&instant.utc().year()) {
            Ok(instant)
        } else {
            Err(InstantError::OutOfRange { text: text.to_owned() })
        }
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The moment so many microseconds after 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// This moment in UTC. [`Self::MIN`] and [`Self::MAX`] come out as the ends of what chrono can carry.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(if self.0 < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        })
    }

    /// This moment on the clocks of `zone`.
    pub fn in_zone(self, zone: Tz) -> DateTime<FixedOffset> {
        let utc = self.utc();
        utc.with_timezone(&zone.offset_from_utc_datetime(&in_the_tables(utc.naive_utc())).fix())
    }

    /// The date that the calendars of `zone` show at this moment.
    pub fn date_in(self, zone: Tz) -> NaiveDate {
        self.in_zone(zone).date_naive()
    }

    /// RFC 3339 with the offset of `zone`; fractions of a second only where there are any.
    pub fn rfc3339(self, zone: Tz) -> String {
        self.in_zone(zone).to_rfc3339_opts(SecondsFormat::AutoSi, false)
    }

    /// So many hours later (earlier where negative), exact. Saturates at the ends of time.
    #[must_use]
    pub const fn plus_hours(self, hours: i64) -> Self {
        Self(self.0.saturating_add(hours.saturating_mul(MICROS_PER_HOUR)))
    }

    /// So many microseconds later (earlier where negative). Saturates at the ends of time.
    #[must_use]
    pub const fn plus_micros(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// So many days of 24 hours later, exact.
    #[must_use]
    pub const fn plus_exact_days(self, days: i64) -> Self {
        self.plus_hours(days.saturating_mul(24))
    }

    /// Microseconds from `earlier` to this moment; negative where it lies after.
    pub const fn micros_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A whole number of microseconds in so many hours, decimals allowed; what is left is cut off.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // hours are checked to be 0 to 1,000
pub fn micros_of_hours(hours: f64) -> i64 {
    (hours * MICROS_PER_HOUR as f64).round() as i64
}

impl From<DateTime<Utc>> for Instant {
    fn from(moment: DateTime<Utc>) -> Self {
        Self(moment.timestamp_micros())
    }
}

impl TryFrom<String> for Instant {
    type Error = InstantError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Instant> for String {
    fn from(instant: Instant) -> Self {
        instant.to_string()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.utc().to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::MIN => f.write_str("Instant::MIN"),
            Self::MAX => f.write_str("Instant::MAX"),
            _ => write!(f, "{self}"),
        }
    }
}

/// The first instant of `date` that exists in `zone`; where the zone skips the whole date (Pacific/Apia,
/// 2011-12-30), the first instant after it.
pub fn day_start(zone: Tz, date: NaiveDate) -> Instant {
    first_at(zone, date.and_time(NaiveTime::MIN))
}

/// The instant at which the clocks of `zone` show `wall`: the first of the two where it is repeated, the first
/// instant after it where the clocks skip it.
pub fn first_at(zone: Tz, wall: NaiveDateTime) -> Instant {
    match zone.offset_from_local_datetime(&in_the_tables(wall)).earliest() {
        Some(offset) => Instant::from((wall - offset.fix()).and_utc()),
        None => after_gap(zone, wall),
    }
}

/// The instant at which the clocks of `zone` jump over `wall`. Around a forward jump the wall clock only grows,
/// so that halving the search finds it.
fn after_gap(zone: Tz, wall: NaiveDateTime) -> Instant {
    let shows = |second: i64| {
        let utc = DateTime::from_timestamp(second, 0).unwrap_or(DateTime::<Utc>::MAX_UTC).naive_utc();
        utc + zone.offset_from_utc_datetime(&in_the_tables(utc)).fix()
    };
    let middle = wall.and_utc().timestamp();
    // No zone is more than 26 hours from UTC, nor has any jumped by more than a day.
    let (mut before, mut after) = (middle - 52 * 3_600, middle + 52 * 3_600);
    while after - before > 1 {
        let half = before + (after - before) / 2;
        if shows(half) < wall {
            before = half;
        } else {
            after = half;
        }
    }
    Instant::from_micros(after.saturating_mul(MICROS_PER_SECOND))
}

/// A moment past the zone tables as the one like it within their last years: the same date, on the same day of the
/// week, at the same time. The 29th of February, which not each of them has, is taken as the 28th.
fn in_the_tables(moment: NaiveDateTime) -> NaiveDateTime {
    let date = moment.date();
    if date.year() < LAST_YEARS.end {
        return moment;
    }
    let day = if (date.month(), date.day()) == (2, 29) { 28 } else { date.day() };
    let alike = |year| NaiveDate::from_ymd_opt(year, date.month(), day);
    let found = LAST_YEARS.filter_map(alike).find(|like| like.weekday() == date.weekday());
    found.map_or(moment, |like| like.and_time(moment.time()))
}

/// `date` moved by so many calendar months; the 31st falls back to the month's last day.
pub fn plus_months(date: NaiveDate, months: i32) -> NaiveDate {
    let count = Months::new(months.unsigned_abs());
    let moved = if months < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) };
    moved.unwrap_or(if months < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}

/// `date` moved by so many days.
pub fn plus_days(date: NaiveDate, days: i64) -> NaiveDate {
    let edge = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    TimeDelta::try_days(days).and_then(|delta| date.checked_add_signed(delta)).unwrap_or(edge)
}

/// A zone by its IANA name.
pub fn zone(name: &str) -> Result<Tz, ZoneError> {
    name.parse().map_err(|_| ZoneError { name: name.to_owned() })
}

/// A name that the IANA database does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not a time zone: write an IANA name such as Europe/London")]
pub struct ZoneError {
    /// What was given.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    #[test]
    fn a_day_begins_at_its_first_instant_that_exists() {
        // Midnight skipped: Cairo jumps from 24:00 to 01:00.
        assert_eq!(day_start(Tz::Africa__Cairo, date("2024-04-26")), at("2024-04-26T01:00:00+03:00"));
        // The whole date skipped: Apia has no 2011-12-30.
        assert_eq!(day_start(Tz::Pacific__Apia, date("2011-12-30")), at("2011-12-31T00:00:00+14:00"));
        assert_eq!(day_start(Tz::Pacific__Apia, date("2011-12-31")), at("2011-12-31T00:00:00+14:00"));
        // Midnight twice: Havana goes back from 01:00 to 00:00.
        assert_eq!(day_start(Tz::America__Havana, date("2025-11-02")), at("2025-11-02T00:00:00-04:00"));
    }

    #[test]
    fn a_skipped_wall_clock_is_the_instant_after_the_jump() {
        let wall = date("2026-03-29").and_hms_opt(1, 30, 0).unwrap();
        assert_eq!(first_at(Tz::Europe__London, wall), at("2026-03-29T01:00:00Z"));
        let wall = date("2026-10-25").and_hms_opt(1, 30, 0).unwrap();
        assert_eq!(first_at(Tz::Europe__London, wall), at("2026-10-25T01:30:00+01:00"));
    }

    #[test]
    fn clocks_change_after_2100_as_they_did_before() {
        // The last Sundays of March and October 2110 are the 30th and the 26th.
        let london = |text| day_start(Tz::Europe__London, date(text)).rfc3339(Tz::Europe__London);
        assert_eq!(london("2110-03-30"), "2110-03-30T00:00:00+00:00");
        assert_eq!(london("2110-03-31"), "2110-03-31T00:00:00+01:00");
        assert_eq!(london("2110-10-26"), "2110-10-26T00:00:00+01:00");
        assert_eq!(london("2110-10-27"), "2110-10-27T00:00:00+00:00");
        let skipped = date("2110-03-30").and_hms_opt(1, 30, 0).unwrap();
        assert_eq!(first_at(Tz::Europe__London, skipped), at("2110-03-30T01:00:00Z"));
        // Midnight skipped, on the last Friday of April.
        assert_eq!(day_start(Tz::Africa__Cairo, date("2110-04-25")), at("2110-04-25T01:00:00+03:00"));
        // Summer over the turn of the year, and a zone that no longer changes.
        let auckland = day_start(Tz::Pacific__Auckland, date("2100-01-01"));
        assert_eq!(auckland.rfc3339(Tz::Pacific__Auckland), "2100-01-01T00:00:00+13:00");
        assert_eq!(at("2110-07-01T00:00:00Z").rfc3339(Tz::Africa__Casablanca), "2110-07-01T01:00:00+01:00");
        assert_eq!(at("2104-02-29T12:00:00Z").date_in(Tz::Europe__London), date("2104-02-29"));
    }

    #[test]
    fn the_31st_falls_back() {
        assert_eq!(plus_months(date("2027-01-31"), 1), date("2027-02-28"));
        assert_eq!(plus_months(date("2028-02-29"), 12), date("2029-02-28"));
        assert_eq!(plus_months(date("2026-03-31"), -1), date("2026-02-28"));
    }
}
