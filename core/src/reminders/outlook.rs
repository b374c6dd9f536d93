//! What every kind of reminder is planned against: the sheet, the course, the zone, the moment and the quiet hours.
//!
//! **What is known.** A planned session may be held a day later than planned, and nobody may say so. What hangs on it
//! is announced once it is confirmed, and not before: until then the only thing sent about it is the question. So
//! from a planned session's start on [`Outlook::known`] is false, and no permission, duty or photo is planned there.
//! Not for: what a rule says (`aftercare`).

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use crate::aftercare::{ActivityIndex, Compiled};
use crate::course::{Course, Session};
use crate::protocol::{Sheet, Verdict};
use crate::time::{Instant, first_at, plus_days};

use super::quiet::{Quiet, QuietHours};
use super::reminder::{ReminderInput, Visit};

/// What every kind of reminder is planned against.
pub(super) struct Outlook<'a> {
    pub input: ReminderInput<'a>,
    pub compiled: &'a Compiled,
    pub sheet: &'a Sheet,
    pub course: &'a Course,
    pub zone: Tz,
    pub now: Instant,
    pub quiet: QuietHours,
}

impl<'a> Outlook<'a> {
    pub fn new(input: &ReminderInput<'a>, now: Instant, quiet: QuietHours) -> Self {
        let situation = input.compiled.situation();
        Self {
            input: *input,
            compiled: input.compiled,
            sheet: situation.rulebook().sheet(),
            course: situation.course(),
            zone: situation.zone(),
            now,
            quiet,
        }
    }

    /// Whether the current session at `at` took place, or none has begun by then.
    pub fn known(&self, at: Instant) -> bool {
        self.course.current(at).is_none_or(|session| session.done)
    }

    /// Sessions that are planned and have not begun, by start.
    pub fn to_come(&self) -> impl Iterator<Item = &'a Session> {
        let now = self.now;
        self.course.sessions().iter().filter(move |session| !session.done && session.start > now)
    }

    /// How a session is counted among its kind.
    pub fn visit(&self, session: &Session) -> Visit {
        Visit::of(self.course, session)
    }

    /// The zone in which a session's days are counted.
    pub fn zone_of(&self, session: &Session) -> Tz {
        session.zone.unwrap_or(self.zone)
    }

    /// A wall-clock time on a date, in the zone asked about.
    pub fn local(&self, date: NaiveDate, time: NaiveTime) -> Instant {
        first_at(self.zone, date.and_time(time))
    }

    /// The first instant from `at` on that is not quiet.
    pub fn after_quiet(&self, at: Instant) -> Instant {
        self.quiet.after(self.zone, at)
    }

    /// An instant not after `at` that is not quiet.
    pub fn before_quiet(&self, at: Instant) -> Option<Instant> {
        self.quiet.before(self.zone, at)
    }

    /// After quiet hours where that is before `too_late`, else before them, else never.
    pub fn after_quiet_or_before(&self, at: Instant, too_late: Instant) -> Option<Instant> {
        let later = self.after_quiet(at);
        if later < too_late { Some(later) } else { self.before_quiet(at) }
    }

    /// The quiet hours that hold `at`.
    pub fn quiet_around(&self, at: Instant) -> Option<Quiet> {
        self.quiet.around(self.zone, at)
    }

    /// The verdict at a moment to come, everything planned going ahead.
    pub fn as_planned(&self, activity: ActivityIndex, at: Instant) -> Verdict {
        verdict_in(&self.compiled.segments(activity, self.now), at)
    }

    /// Whether a session has one before it.
    pub fn follows(&self, session: &Session) -> bool {
        self.course.current(session.start.plus_micros(-1)).is_some()
    }

    /// Whether the healed result is to be photographed on that date: the day before a session that follows another.
    pub fn healed_result_on(&self, date: NaiveDate) -> bool {
        let eve = |session: &Session| plus_days(session.start.date_in(self.zone), -1);
        self.to_come().any(|session| self.follows(session) && eve(session) == date)
    }

    /// Whether a photo was taken on that date, by the calendars of the zone asked about.
    pub fn photographed(&self, date: NaiveDate) -> bool {
        self.input.photos.iter().any(|taken| taken.date_in(self.zone) == date)
    }
}

/// The verdict at `at` in stretches that begin at the latest there.
pub(super) fn verdict_in(stretches: &[(Instant, Verdict)], at: Instant) -> Verdict {
    let holding = stretches.iter().rev().find(|(begins, _)| *begins <= at);
    holding.or(stretches.first()).map_or(Verdict::No, |(_, verdict)| *verdict)
}
