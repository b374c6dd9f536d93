//! Sessions: the evening before and on the day, whether one was held, one that is not planned yet, the touch-up.
//!
//! | what | when |
//! | --- | --- |
//! | a session comes near | at 18:00 on the day before, and two hours before it |
//! | the healed result is to be photographed | at 10:00 on the day before a session that is not the first |
//! | was it held? | an hour after it was to end, and once more at 10:00 on the next day |
//! | it is not planned yet | at 10:00, a week before its first date and on that date |
//! | the time for a touch-up begins | at 10:00 on its first date, unless one is planned |
//!
//! Quiet hours: the evening before moves to their end, where that is half an hour before the session at the latest,
//! else before them; two hours before moves to their end likewise, else it is dropped, the evening before having said
//! it. Not for: what is to be done before a session (`readiness`).

use crate::course::{Session, touch_up_window, window_to_plan};
use crate::time::{day_start, plus_days};

use super::outlook::Outlook;
use super::quiet::clock;
use super::reminder::{Reminder, ReminderKind};

/// A notification about a session comes so many minutes before it, at the latest.
const LATEST_MINUTES: i64 = 30;
const MICROS_PER_MINUTE: i64 = 60_000_000;
/// The second notification about a session comes so many hours before it.
const HOURS_BEFORE: i64 = 2;

/// Every reminder about sessions after now.
pub(super) fn visits(outlook: &Outlook<'_>) -> Vec<Reminder> {
    let mut found: Vec<Reminder> = outlook.to_come().flat_map(|session| coming(outlook, session)).collect();
    let planned = outlook.course.sessions().iter().filter(|session| !session.done);
    found.extend(planned.flat_map(|session| confirm(outlook, session)));
    found.extend(not_planned(outlook));
    found.extend(touch_up(outlook));
    found.retain(|reminder| reminder.at > outlook.now);
    found
}

fn coming(outlook: &Outlook<'_>, session: &Session) -> Vec<Reminder> {
    let (visit, starts) = (outlook.visit(session), session.start);
    let too_late = starts.plus_micros(1 - LATEST_MINUTES * MICROS_PER_MINUTE);
    let eve_date = plus_days(starts.date_in(outlook.zone), -1);
    let eve = outlook.after_quiet_or_before(outlook.local(eve_date, clock(18)), too_late);
    let soon = outlook.after_quiet(starts.plus_hours(-HOURS_BEFORE));
    let soon = (soon < too_late && eve.is_none_or(|eve| eve < soon)).then_some(soon);
    let mut found = Vec::new();
    for (at, soon) in [(eve, false), (soon, true)] {
        let kind = ReminderKind::NextSession { visit, starts, soon };
        let part = if soon { "soon" } else { "eve" };
        found.extend(at.map(|at| Reminder::new(at, starts, kind, &[&visit.key(), part])));
    }
    if outlook.follows(session) && !outlook.photographed(eve_date) {
        let at = outlook.after_quiet_or_before(outlook.local(eve_date, clock(10)), too_late);
        let kind = ReminderKind::HealedPhoto { visit, starts };
        found.extend(at.map(|at| Reminder::new(at, starts, kind, &[&visit.key()])));
    }
    found
}

/// A planned session is asked about whether or not it has begun: nobody may open the app in between.
fn confirm(outlook: &Outlook<'_>, session: &Session) -> [Reminder; 2] {
    let (visit, starts) = (outlook.visit(session), session.start);
    let first = outlook.after_quiet(session.end.plus_hours(1));
    let next_day = plus_days(first.date_in(outlook.zone), 1);
    let second = outlook.after_quiet(outlook.local(next_day, clock(10)));
    [(first, "first"), (second, "second")].map(|(at, part)| {
        Reminder::new(at, session.end, ReminderKind::Confirm { visit, starts }, &[&visit.key(), part])
    })
}

fn not_planned(outlook: &Outlook<'_>) -> Vec<Reminder> {
    let Outlook { sheet, course, zone, now, .. } = *outlook;
    let Some(window) = window_to_plan(sheet, course, zone, now) else {
        return Vec::new();
    };
    let counted_from = course.sessions().iter().find(|session| session.number == window.counted_from);
    let expected = outlook.input.sessions.or(sheet.course.usual_sessions);
    if !counted_from.is_some_and(|session| session.done)
        || expected.is_some_and(|expected| window.number > expected)
    {
        return Vec::new();
    }
    let number = window.number.to_string();
    let due = day_start(zone, window.earliest);
    [(plus_days(window.earliest, -7), "soon"), (window.earliest, "now")]
        .into_iter()
        .map(|(date, part)| {
            let at = outlook.after_quiet(outlook.local(date, clock(10)));
            Reminder::new(at, due, ReminderKind::PlanSession { window }, &[&number, part])
        })
        // A touch-up that begins before then settles that no other session follows.
        .filter(|reminder| outlook.known(reminder.at))
        .collect()
}

fn touch_up(outlook: &Outlook<'_>) -> Option<Reminder> {
    let Outlook { sheet, course, zone, now, .. } = *outlook;
    let window = touch_up_window(sheet, course, zone, now)?;
    let counted_from = course.sessions().iter().find(|session| session.number == window.counted_from)?;
    let planned = outlook.to_come().any(|session| session.touch_up);
    if !counted_from.done || planned {
        return None;
    }
    let due = day_start(zone, window.earliest);
    let at = outlook.after_quiet(outlook.local(window.earliest, clock(10)));
    let key = outlook.visit(counted_from).key();
    Some(Reminder::new(at, due, ReminderKind::TouchUp { window }, &[&key]))
}
