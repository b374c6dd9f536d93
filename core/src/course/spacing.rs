//! The dates between which the next session may be, and which planned ones lie outside.
//!
//! Warns, and never refuses: the studio decides. Not for: finding dates that leave room for a holiday
//! (`aftercare`), or the touch-up after the course (`course::touch_up`).
//!
//! Reading of an unconfirmed session: it counts as held. Numbers stay either way, so that the window it leaves is
//! the later of the two: treating skin that has not healed does harm, waiting for another week does none.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::plan::{counted, final_session, is_unconfirmed};
use super::session::{Course, Session};
use crate::protocol::{Length, LengthRange, Origin, Provenance, Sheet, Unit};
use crate::time::Instant;

/// The dates between which a session may be, both inclusive.
///
/// `earliest <= usual <= latest`, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionWindow {
    /// Which session, counted from 1 without touch-ups.
    pub number: u32,
    /// [`Session::number`] of the session whose end is day 0: the one before that is no touch-up.
    pub counted_from: u32,
    /// The same number, where that session was planned, has begun, and nobody confirmed it: the window stands
    /// only if it was held.
    pub unconfirmed: Option<u32>,
    /// The first date; day 0 where the sheet gives a usual or a largest gap and no smallest.
    pub earliest: NaiveDate,
    /// The usual date.
    pub usual: Option<NaiveDate>,
    /// The last date.
    pub latest: Option<NaiveDate>,
}

/// On which side of its window a planned date lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpacingWarning {
    /// Before it.
    TooEarly {
        /// The first date of the window.
        earliest: NaiveDate,
    },
    /// After it.
    TooLate {
        /// The last date of the window.
        latest: NaiveDate,
    },
}

/// A planned session whose date lies outside its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedWarning {
    /// [`Session::number`] of the planned session.
    pub session: u32,
    /// The window that it should lie in.
    pub window: SessionWindow,
    /// On which side it lies.
    pub warning: SpacingWarning,
}

impl SessionWindow {
    /// What is to be said of a session on that date, counted in that session's own zone.
    pub fn warning(&self, date: NaiveDate) -> Option<SpacingWarning> {
        if date < self.earliest {
            return Some(SpacingWarning::TooEarly { earliest: self.earliest });
        }
        let latest = self.latest.filter(|latest| date > *latest)?;
        Some(SpacingWarning::TooLate { latest })
    }
}

/// The window of the next session: the first that starts after `now`, where one is planned; else of the one that
/// would follow all that are logged ([`window_to_plan`]).
///
/// `None` where no session comes next, where it is the first (nothing to count from), and where the sheet says
/// nothing about gaps. `zone` stands in for the zone of sessions that have none.
pub fn next_window(sheet: &Sheet, course: &Course, zone: Tz, now: Instant) -> Option<SessionWindow> {
    match counted(course).find(|(_, session)| session.start > now) {
        Some((number, _)) => window_of(sheet, course, number, zone, now),
        None => window_to_plan(sheet, course, zone, now),
    }
}

/// The window of the session that would follow all that are logged, those planned going ahead.
///
/// `None` once none follows: the course is complete, the last session is marked final (even where nobody confirmed
/// it: say first whether it was held), a touch-up has begun, or there are as many as the sheet has at the most.
pub fn window_to_plan(sheet: &Sheet, course: &Course, zone: Tz, now: Instant) -> Option<SessionWindow> {
    let (number, last) = counted(course).next_back()?;
    let over = course.is_complete() || last.is_final || final_session(course, now).is_some();
    let most = sheet.course.most_sessions.is_some_and(|most| number >= most);
    if over || most {
        return None;
    }
    after(sheet, number + 1, last, zone, now)
}

/// The window of the session of that number, counted without touch-ups, whether or not it is logged; `None` where
/// the one before it is not.
pub fn window_of(
    sheet: &Sheet,
    course: &Course,
    number: u32,
    zone: Tz,
    now: Instant,
) -> Option<SessionWindow> {
    let before = number.checked_sub(1)?;
    let (_, before) = counted(course).find(|(number, _)| *number == before)?;
    after(sheet, number, before, zone, now)
}

/// A warning for each session still to come whose date, in its own zone, lies outside its window; by start.
pub fn spacing_warnings(sheet: &Sheet, course: &Course, zone: Tz, now: Instant) -> Vec<PlannedWarning> {
    counted(course)
        .filter(|(_, session)| !session.done && session.start > now)
        .filter_map(|(number, session)| {
            let window = window_of(sheet, course, number, zone, now)?;
            planned_warning(session, window, zone)
        })
        .collect()
}

/// A warning where a session is planned and its date, in its own zone, lies outside its window.
pub fn planned_warning(session: &Session, window: SessionWindow, zone: Tz) -> Option<PlannedWarning> {
    if session.done {
        return None;
    }
    let warning = window.warning(session.start.date_in(session.zone.unwrap_or(zone)))?;
    Some(PlannedWarning { session: session.number, window, warning })
}

/// Where the gap before the session of that number comes from: its own `[[session]]`, if that gives any part of
/// it, else the sheet's `[course]`.
pub fn gap_provenance(sheet: &Sheet, number: u32) -> &Provenance {
    match sheet.session_plan(number).filter(|plan| plan.gap != LengthRange::default()) {
        Some(plan) => &plan.provenance,
        None => &sheet.course.provenance,
    }
}

fn after(sheet: &Sheet, number: u32, before: &Session, zone: Tz, now: Instant) -> Option<SessionWindow> {
    let own = sheet.session_plan(number).map(|plan| &plan.gap);
    let dates = dates_after(before, zone, own.unwrap_or(&LengthRange::default()), &sheet.course.gap)?;
    Some(SessionWindow {
        number,
        counted_from: before.number,
        unconfirmed: is_unconfirmed(before, now).then_some(before.number),
        earliest: dates.earliest,
        usual: dates.usual,
        latest: dates.latest,
    })
}

/// The dates that a range of lengths names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dates {
    pub earliest: NaiveDate,
    pub usual: Option<NaiveDate>,
    pub latest: Option<NaiveDate>,
}

/// The dates that `own` names, counted from the end of `session` in its zone; what it leaves out, `general` names.
///
/// What `general` says is left out where `own` contradicts it ("at least 30 days" beside the general "at most
/// 21"). Where one table contradicts itself, the smallest length holds.
pub(super) fn dates_after(
    session: &Session,
    zone: Tz,
    own: &LengthRange,
    general: &LengthRange,
) -> Option<Dates> {
    let zone = session.zone.unwrap_or(zone);
    let day = session.end.date_in(zone);
    let origin = Origin { instant: session.end, day, zone, treatment_day: 0 };
    let [own_min, own_usual, own_max] =
        fields(own).map(|length| length.map(|length| date_of(&origin, length)));
    let [min, usual, max] = fields(general).map(|length| length.map(|length| date_of(&origin, length)));
    let not_before = |date: &NaiveDate, own: Option<NaiveDate>| own.is_none_or(|own| *date >= own);
    let not_after = |date: &NaiveDate, own: Option<NaiveDate>| own.is_none_or(|own| *date <= own);
    let min = own_min.or(min.filter(|date| not_after(date, own_usual) && not_after(date, own_max)));
    let usual = own_usual.or(usual.filter(|date| not_before(date, own_min) && not_after(date, own_max)));
    let max = own_max.or(max.filter(|date| not_before(date, own_min) && not_before(date, own_usual)));
    min.or(usual).or(max)?;
    let earliest = min.unwrap_or(day).max(day);
    let latest = max.filter(|date| *date >= earliest);
    let usual = usual.filter(|date| *date >= earliest && not_after(date, latest));
    Some(Dates { earliest, usual, latest })
}

const fn fields(range: &LengthRange) -> [Option<Length>; 3] {
    [range.min, range.usual, range.max]
}

/// The date that a length names; for hours, the date on which so many have passed.
fn date_of(origin: &Origin, length: Length) -> NaiveDate {
    match length.unit {
        Unit::Hours => origin.instant.plus_hours(length.count).date_in(origin.zone),
        _ => origin.date_of(length),
    }
}

#[cfg(test)]
#[path = "spacing_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "spacing_laws.rs"]
mod laws;
