//! Dates and times in words: "Thu 7 May", "Thu 7 May, 17:30", "15 to 22 May", "in 1 d 15 h".
//!
//! The order of parts comes from the catalogue, the names of days and months from the client's locale, the clock
//! from both. Digits are always 0 to 9. Not for: deciding a date (`time`, `aftercare`), or knowing what time it is:
//! everything is told `now` and the zone.

use chrono::format::DelayedFormat;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::{HourCycle, Key, Words, say};
use crate::time::{Instant, day_start, plus_days};

/// Bytes that hold most dates.
const USUAL: usize = 24;

/// Dates as they are written at one moment in one zone.
#[derive(Debug, Clone, Copy)]
pub struct Dates<'w> {
    words: &'w Words,
    now: Instant,
    zone: Tz,
    /// The date that the client's calendar shows now.
    today: NaiveDate,
}

impl Words {
    /// Writes dates as seen from `now` by the clocks and calendars of `zone`.
    pub fn dates(&self, now: Instant, zone: Tz) -> Dates<'_> {
        Dates { words: self, now, zone, today: local(now, zone).date_naive() }
    }

    /// A time of day: "17:30", "5:30 PM".
    pub fn clock(&self, time: NaiveTime) -> String {
        let key = match self.hours_on_clocks() {
            HourCycle::H12 => Key::PatternClock12,
            HourCycle::H24 => Key::PatternClock24,
        };
        let mut text = String::with_capacity(USUAL);
        let items = self.date_pattern(key).iter();
        // A pattern that cannot be written leaves the text as it is; a test tries all of them.
        let _ = DelayedFormat::new_with_locale(None, Some(time), items, self.locale()).write_to(&mut text);
        self.dressed(text)
    }

    fn date_by(&self, key: Key, date: NaiveDate) -> String {
        let mut text = String::with_capacity(USUAL);
        let items = self.date_pattern(key).iter();
        let _ = DelayedFormat::new_with_locale(Some(date), None, items, self.locale()).write_to(&mut text);
        self.dressed(text)
    }
}

impl Dates<'_> {
    /// A date: "Thu 7 May"; with its year where that is not the current one.
    pub fn date(&self, date: NaiveDate) -> String {
        let this_year = date.year() == self.today.year();
        self.words.date_by(if this_year { Key::PatternDate } else { Key::PatternDateYear }, date)
    }

    /// A moment: its date, and its time of day unless it is the beginning of that day.
    pub fn moment(&self, at: Instant) -> String {
        let local = self.local(at);
        let date = local.date_naive();
        if day_start(self.zone, date) == at { self.date(date) } else { self.date_and_time(local) }
    }

    /// A moment with its time of day always: "Thu 7 May, 00:00".
    pub fn moment_with_time(&self, at: Instant) -> String {
        self.date_and_time(self.local(at))
    }

    fn date_and_time(&self, local: DateTime<FixedOffset>) -> String {
        self.words.text(say::date_time(self.date(local.date_naive()), self.words.clock(local.time())))
    }

    /// A moment's time of day: "17:30".
    pub fn time(&self, at: Instant) -> String {
        self.words.clock(self.local(at).time())
    }

    /// A moment that may be near: "tomorrow, 10:00"; further away as [`Self::moment`].
    pub fn near(&self, at: Instant) -> String {
        let (date, today) = (self.local(at).date_naive(), self.today());
        let day = if date == today {
            say::date_today()
        } else if date == plus_days(today, 1) {
            say::date_tomorrow()
        } else if date == plus_days(today, -1) {
            say::date_yesterday()
        } else {
            return self.moment(at);
        };
        let day = self.words.text(day);
        if day_start(self.zone, date) == at {
            day
        } else {
            self.words.text(say::date_near_time(day, self.time(at)))
        }
    }

    /// A range of dates, both inclusive: "15 to 22 May", "28 May to 3 Jun", "28 Dec 2026 to 3 Jan 2027"; a single
    /// date as [`Self::date`].
    pub fn range(&self, first: NaiveDate, last: NaiveDate) -> String {
        if first == last {
            return self.date(first);
        }
        let one_year = first.year() == last.year();
        let one_month = one_year && first.month() == last.month();
        let (from, to) = match (one_month, one_year, first.year() == self.today().year()) {
            (true, _, true) => (Key::PatternRangeMonthFirst, Key::PatternRangeMonthLast),
            (true, _, false) => (Key::PatternRangeMonthYearFirst, Key::PatternRangeMonthYearLast),
            (false, true, true) => (Key::PatternRangeMonthsFirst, Key::PatternRangeMonthsLast),
            (false, true, false) => (Key::PatternRangeMonthsYearFirst, Key::PatternRangeMonthsYearLast),
            (false, false, _) => (Key::PatternRangeYearsFirst, Key::PatternRangeYearsLast),
        };
        self.between(from, first, to, last)
    }

    /// A range of months, for what lies years ahead: "May 2028 to May 2031".
    pub fn months(&self, first: NaiveDate, last: NaiveDate) -> String {
        if (first.year(), first.month()) == (last.year(), last.month()) {
            return self.words.date_by(Key::PatternMonthYear, first);
        }
        self.between(Key::PatternMonthYear, first, Key::PatternMonthYear, last)
    }

    /// How long until a moment: "in 1 d 15 h"; "now" where it has come.
    pub fn countdown(&self, at: Instant) -> String {
        self.counted(at, |micros| self.words.span(micros))
    }

    /// The same in full, as a screen reader speaks it: "in 1 day 15 hours".
    pub fn countdown_in_full(&self, at: Instant) -> String {
        self.counted(at, |micros| self.words.span_in_full(micros))
    }

    /// How long ago a moment was: "3 d 2 h ago"; "now" where it is still to come.
    pub fn ago(&self, at: Instant) -> String {
        let micros = self.now.micros_since(at);
        if micros <= 0 {
            return self.words.text(say::countdown_now());
        }
        self.words.text(say::countdown_ago(self.words.span(micros)))
    }

    /// The date that the client's calendar shows now.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    fn counted(&self, at: Instant, span: impl Fn(i64) -> String) -> String {
        let micros = at.micros_since(self.now);
        if micros <= 0 {
            return self.words.text(say::countdown_now());
        }
        self.words.text(say::countdown_in(span(micros)))
    }

    fn between(&self, from: Key, first: NaiveDate, to: Key, last: NaiveDate) -> String {
        self.words.text(say::date_range(self.words.date_by(from, first), self.words.date_by(to, last)))
    }

    fn local(&self, at: Instant) -> DateTime<FixedOffset> {
        local(at, self.zone)
    }
}

/// The moment on a zone's clocks. The ends of time are drawn in, to where every zone has a calendar.
fn local(at: Instant, zone: Tz) -> DateTime<FixedOffset> {
    const CENTURIES: i64 = 10_000 * 366 * 86_400 * 1_000_000;
    Instant::from_micros(at.micros().clamp(-CENTURIES, CENTURIES)).in_zone(zone)
}
