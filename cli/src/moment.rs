//! Reads the moments that people write: RFC 3339, local dates and times, "3 days ago", "yesterday 17:30".
//!
//! Where what was written has two readings (the clocks go back, or only the day is given) the safer one is taken, and
//! where the clocks are the cause that is told. Not for: zones (`zone`), or what a moment may be (the core refuses a
//! session that is still to come).

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;
use stipple_core::time::{self, Instant, InstantError, day_start, plus_days, plus_months};

const MINUTE: i64 = 60_000_000;

/// Which of two readings is the safer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// The earlier: what counts back from it begins sooner.
    Earlier,
    /// The later: what counts from it lasts longer.
    Later,
}

/// A moment, and what is to be told about how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The moment.
    pub at: Instant,
    /// That the clocks skip or repeat it, and how it was taken.
    pub told: Option<String>,
}

/// Why a text is not a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MomentError {
    /// It is written in no way that is read.
    Unreadable(String),
    /// It lies too far away.
    OutOfRange(String),
}

impl MomentError {
    /// Repeats no more of the text than fits a line.
    fn unreadable(text: &str) -> Self {
        Self::Unreadable(text.chars().take(60).collect())
    }
}

impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(text) => write!(
                f,
                "`{text}` is no moment: write one such as 2026-05-01T17:30, \"3 days ago\" or \"yesterday 17:30\""
            ),
            Self::OutOfRange(text) => {
                write!(f, "`{text}` is out of range: a moment lies in the years 1900 to 2299")
            }
        }
    }
}

/// What a moment is read by.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// The present moment.
    pub now: Instant,
    /// Whose clocks and calendars count.
    pub zone: Tz,
}

/// What was written, before clocks and calendars have their say.
enum Written {
    Exact(Instant),
    Day(NaiveDate),
    Wall(NaiveDateTime),
}

impl Reader {
    /// Reads a moment.
    pub fn moment(&self, text: &str, lean: Lean) -> Result<Moment, MomentError> {
        let text = text.trim();
        let unreadable = || MomentError::unreadable(text);
        let moment = match Instant::parse(text) {
            Ok(at) => return Ok(Moment { at, told: None }),
            Err(InstantError::OutOfRange { .. }) => return Err(MomentError::OutOfRange(text.to_owned())),
            Err(InstantError::NotRfc3339 { .. }) => match self.written(text).ok_or_else(unreadable)? {
                Written::Exact(at) => Moment { at, told: None },
                Written::Day(date) => Moment { at: self.on_day(date, lean), told: None },
                Written::Wall(wall) => on_clocks(self.zone, wall, lean),
            },
        };
        let year = moment.at.in_zone(Tz::UTC).year();
        if time::YEARS.contains(&year) { Ok(moment) } else { Err(MomentError::OutOfRange(text.to_owned())) }
    }

    /// Reads a date, or the date of a moment.
    pub fn date(&self, text: &str) -> Result<NaiveDate, MomentError> {
        Ok(self.moment(text, Lean::Earlier)?.at.date_in(self.zone))
    }

    /// Reads several moments, each of which a shell may have split at its spaces: `4 days ago 2026-05-01 17:30`.
    pub fn moments(&self, values: &[String], lean: Lean) -> Result<Vec<Moment>, MomentError> {
        const MOST_WORDS: usize = 5;
        let mut rest = values;
        let mut moments = Vec::new();
        while let Some(first) = rest.first() {
            let most = rest.len().min(MOST_WORDS);
            let longest = (1..=most).rev().find_map(|count| {
                let moment = self.moment(&rest[..count].join(" "), lean);
                if matches!(moment, Err(MomentError::Unreadable(_))) { None } else { Some((count, moment)) }
            });
            let Some((count, moment)) = longest else { return Err(MomentError::unreadable(first)) };
            moments.push(moment?);
            rest = &rest[count..];
        }
        Ok(moments)
    }

    fn written(&self, text: &str) -> Option<Written> {
        if let Ok(exact) = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z") {
            return Some(Written::Exact(exact.to_utc().into()));
        }
        let lower = text.to_lowercase();
        let (date, clock) = lower.split_once('t').unwrap_or((&lower, ""));
        if let (Some(date), Some(clock)) = (day(date), self::clock(clock)) {
            return Some(Written::Wall(date.and_time(clock)));
        }
        let words: Vec<&str> = lower.split_whitespace().filter(|word| *word != "at").collect();
        let (last, before) = words.split_last()?;
        match self::clock(last) {
            Some(clock) if before.is_empty() => Some(Written::Wall(self.today().and_time(clock))),
            Some(clock) => match self.day_of(before)? {
                Written::Exact(_) => None,
                Written::Day(date) => Some(Written::Wall(date.and_time(clock))),
                Written::Wall(wall) => Some(Written::Wall(wall.date().and_time(clock))),
            },
            None => self.day_of(&words),
        }
    }

    fn day_of(&self, words: &[&str]) -> Option<Written> {
        Some(match words {
            ["now"] => Written::Exact(self.now),
            ["today"] => Written::Day(self.today()),
            ["yesterday"] => Written::Day(plus_days(self.today(), -1)),
            ["tomorrow"] => Written::Day(plus_days(self.today(), 1)),
            [count, unit, "ago"] => self.away(-number(count)?, unit)?,
            ["in", count, unit] => self.away(number(count)?, unit)?,
            [date] => Written::Day(day(date)?),
            _ => return None,
        })
    }

    /// So many units from now: hours exact, days by the calendar and at the same time of day.
    fn away(&self, count: i64, unit: &str) -> Option<Written> {
        let wall = self.now.in_zone(self.zone).naive_local();
        let date = match unit.strip_suffix('s').unwrap_or(unit) {
            "minute" | "min" => {
                return Some(Written::Exact(self.now.plus_micros(count.saturating_mul(MINUTE))));
            }
            "hour" | "h" => return Some(Written::Exact(self.now.plus_hours(count))),
            "day" => plus_days(wall.date(), count),
            "week" => plus_days(wall.date(), count.saturating_mul(7)),
            "month" => plus_months(wall.date(), i32::try_from(count).ok()?),
            "year" => plus_months(wall.date(), i32::try_from(count.saturating_mul(12)).ok()?),
            _ => return None,
        };
        // Kept to where every zone has a calendar; what lies outside of the years that are read is refused above.
        let (first, last) = (NaiveDate::from_ymd_opt(1800, 1, 1)?, NaiveDate::from_ymd_opt(2400, 1, 1)?);
        Some(Written::Wall(date.clamp(first, last).and_time(wall.time())))
    }

    fn today(&self) -> NaiveDate {
        self.now.date_in(self.zone)
    }

    /// Only the day is known. Its first instant, or its last minute, but of today not what is still to come.
    fn on_day(&self, date: NaiveDate, lean: Lean) -> Instant {
        match lean {
            Lean::Earlier => day_start(self.zone, date),
            Lean::Later if date == self.today() => self.now,
            Lean::Later => day_start(self.zone, plus_days(date, 1)).plus_micros(-MINUTE),
        }
    }
}

/// When the clocks of a zone show `wall`. Where they repeat it, or skip it, there are two readings: the one by the
/// offset before the change and the one by the offset after it. A session's end is taken as the later (`Lean::Later`),
/// so that nothing opens too soon; a start as the earlier, so that what is to be left before it is left in time.
fn on_clocks(zone: Tz, wall: NaiveDateTime, lean: Lean) -> Moment {
    let at = time::first_at(zone, wall);
    let by = |offset: chrono_tz::TzOffset| Instant::from((wall - offset.fix()).and_utc());
    let taken = |at: Instant| at.in_zone(zone).format("%Y-%m-%d %H:%M:%S %:z");
    match zone.offset_from_local_datetime(&wall) {
        chrono::LocalResult::Single(_) => Moment { at, told: None },
        chrono::LocalResult::Ambiguous(first, second) => {
            let (one, other) = (by(first), by(second));
            let at = if lean == Lean::Later { one.max(other) } else { one.min(other) };
            let told = format!("the clocks of {zone} show {wall} twice; it is taken as {}", taken(at));
            Moment { at, told: Some(told) }
        }
        chrono::LocalResult::None => {
            let before = zone.offset_from_utc_datetime(&at.plus_micros(-1).utc().naive_utc());
            let at = if lean == Lean::Later { at.max(by(before)) } else { at };
            let told = format!("the clocks of {zone} never show {wall}; it is taken as {}", taken(at));
            Moment { at, told: Some(told) }
        }
    }
}

fn number(word: &str) -> Option<i64> {
    match word {
        "a" | "an" | "one" => Some(1),
        _ => word.parse::<u32>().ok().map(i64::from),
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    let fits = text.len() == 10 && text.is_ascii() && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if fits { NaiveDate::parse_from_str(text, "%Y-%m-%d").ok() } else { None }
}

fn clock(text: &str) -> Option<NaiveTime> {
    let fits = text.len() >= 4 && text.bytes().all(|b| b.is_ascii_digit() || b == b':' || b == b'.');
    let read = |format| NaiveTime::parse_from_str(text, format).ok();
    if fits { read("%H:%M").or_else(|| read("%H:%M:%S%.f")) } else { None }
}

#[cfg(test)]
#[path = "moment_tests.rs"]
mod tests;
