//! Photos that are due after a session: on the sheet's photo days, a month and then yearly after the final one.
//!
//! At 10:00, by daylight; that of day 0 an hour after the session, if that is later. One that quiet hours would push
//! into another day is not asked for: it would be another day's photo; nor is one on the day on which the healed
//! result is to be photographed anyway. Not for: which angles are due (`photo::shots`), or
//! the photo of the healed result (`visits`).

use std::collections::BTreeSet;

use crate::course::{Session, final_session};
use crate::photo::{DEFAULT_DAYS, FINAL_DAY, MOST_YEARS};
use crate::time::{Instant, day_start, plus_days, plus_months};

use super::outlook::Outlook;
use super::quiet::clock;
use super::reminder::{PhotoDay, Reminder, ReminderKind};

/// Every photo due after now, up to the start of the next session.
pub(super) fn photos(outlook: &Outlook<'_>) -> Vec<Reminder> {
    let Some(session) = outlook.course.current(outlook.now).filter(|session| session.done) else {
        return Vec::new();
    };
    let is_final = final_session(outlook.course, outlook.now) == Some(session);
    let named = &outlook.sheet.course.photo_days;
    let mut days: BTreeSet<u32> =
        if named.is_empty() { DEFAULT_DAYS.into() } else { named.iter().copied().collect() };
    if is_final {
        days.insert(FINAL_DAY);
    }
    let mut found: Vec<Reminder> =
        days.into_iter().filter_map(|day| photo(outlook, session, PhotoDay::Day(day))).collect();
    if is_final {
        // The next one is enough: it is years until those after it.
        found.extend((1..=MOST_YEARS).find_map(|year| photo(outlook, session, PhotoDay::Year(year))));
    }
    found
}

fn photo(outlook: &Outlook<'_>, session: &Session, photo: PhotoDay) -> Option<Reminder> {
    let day_0 = session.end.date_in(outlook.zone_of(session));
    let date = match photo {
        PhotoDay::Day(day) => plus_days(day_0, i64::from(day)),
        PhotoDay::Year(year) => plus_months(day_0, i32::try_from(year * 12).unwrap_or(i32::MAX)),
    };
    let moment: Instant = outlook.local(date, clock(10)).max(session.end.plus_hours(1));
    let at = outlook.after_quiet(moment);
    let fits = at > outlook.now && at.date_in(outlook.zone) == date && outlook.known(at);
    if !fits || outlook.photographed(date) || outlook.healed_result_on(date) {
        return None;
    }
    let visit = outlook.visit(session);
    let which = match photo {
        PhotoDay::Day(day) => format!("day {day}"),
        PhotoDay::Year(year) => format!("year {year}"),
    };
    let kind = ReminderKind::PhotoDue { visit, photo };
    Some(Reminder::new(at, day_start(outlook.zone, date), kind, &[&visit.key(), &which]))
}
