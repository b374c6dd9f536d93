//! Duties after a session: told once when they begin, or once a day while they are due.
//!
//! At most once a day each, in the morning; `am-pm` in the evening too; so many times a week, on so many days of it.
//! What is due `once`, `when-outdoors` or `as-needed` is told in the first morning on which it is due after the
//! session, and then no more. Daily ones are planned a week ahead: an app that nobody opens for a week stops asking.
//! Duties that are due equally often share one notification. Not for: duties before a session (`readiness`).

use chrono::NaiveDate;

use crate::aftercare::Compiled;
use crate::course::Session;
use crate::protocol::{Anchor, Every, Origin, Side};
use crate::time::{Instant, plus_days};

use super::outlook::Outlook;
use super::quiet::clock;
use super::reminder::{Reminder, ReminderKind};

/// How many days ahead duties that recur are planned.
const WEEK: i64 = 7;
/// How many days ahead, and back, the first morning of a duty is looked for.
const FAR: i64 = 100;

/// A moment at which duties may be told, and which are due then, as places in the sheet, in its order.
struct Slot {
    date: NaiveDate,
    at: Instant,
    evening: bool,
    due: Vec<usize>,
}

/// A duty to be told.
struct Telling {
    at: Instant,
    duty: usize,
    /// Tells the days of one that recurs apart: empty for one that does not.
    day: String,
}

/// Every duty to be told after now.
pub(super) fn duties(outlook: &Outlook<'_>) -> Vec<Reminder> {
    let Some(session) = outlook.course.current(outlook.now).filter(|session| session.done) else {
        return Vec::new();
    };
    // Past days count too: what is told once may have been told.
    let back = outlook.compiled.reaching_back(session.end);
    let compiled = back.as_ref().unwrap_or(outlook.compiled);
    let slots = slots(outlook, compiled, session);
    let mut tellings = Vec::new();
    for (place, duty) in outlook.sheet.duties.iter().enumerate() {
        if duty.window.anchor == Anchor::BeforeSession {
            continue;
        }
        let recurs = !matches!(duty.every, Every::Once | Every::WhenOutdoors | Every::AsNeeded);
        let evenings = duty.every == Every::AmPm;
        let told = |slot: &&Slot| slot.due.binary_search(&place).is_ok() && (evenings || !slot.evening);
        let mut due = slots.iter().filter(told).peekable();
        if due.peek().is_none() {
            tellings.extend(between_slots(outlook, compiled, session, place));
        } else if recurs {
            tellings.extend(recurring(outlook, session, place, duty.every, due));
        } else {
            let first = due.next();
            tellings.extend(first.map(|slot| Telling { at: slot.at, duty: place, day: String::new() }));
        }
    }
    tellings.retain(|telling| telling.at > outlook.now);
    together(outlook, session, tellings)
}

/// The mornings and evenings of a session's days that can still matter.
fn slots(outlook: &Outlook<'_>, compiled: &Compiled, session: &Session) -> Vec<Slot> {
    let today = outlook.now.date_in(outlook.zone);
    let first = session.end.date_in(outlook.zone).max(plus_days(today, -FAR));
    let mut slots = Vec::new();
    for date in first.iter_days().take_while(|date| *date <= plus_days(today, FAR)) {
        let morning = outlook.after_quiet(outlook.local(date, clock(9)));
        let evening = outlook.before_quiet(outlook.local(date, clock(20))).filter(|at| *at > morning);
        for (at, evening) in [(Some(morning), false), (evening, true)] {
            // A slot during the session, or that hours without an end pushed into another day, is none.
            let Some(at) = at.filter(|at| *at >= session.end && at.date_in(outlook.zone) == date) else {
                continue;
            };
            if outlook.known(at) {
                slots.push(Slot { date, at, evening, due: compiled.duties(at) });
            }
        }
    }
    slots
}

fn recurring<'s>(
    outlook: &Outlook<'_>,
    session: &Session,
    duty: usize,
    every: Every,
    due: impl Iterator<Item = &'s Slot>,
) -> Vec<Telling> {
    let day_0 = session.end.date_in(outlook.zone);
    let last = plus_days(outlook.now.date_in(outlook.zone), WEEK);
    let due = due.take_while(|slot| slot.date <= last);
    let day_of = |slot: &Slot| (slot.date - day_0).num_days();
    let on_this_day = |slot: &&Slot| match every {
        // So many of seven days, as evenly as they go.
        Every::PerWeek { least, .. } => (day_of(slot) * i64::from(least)).rem_euclid(7) < i64::from(least),
        _ => true,
    };
    due.filter(on_this_day)
        .map(|slot| {
            let half = if slot.evening { "pm" } else { "am" };
            Telling { at: slot.at, duty, day: format!("day {} {half}", day_of(slot)) }
        })
        .collect()
}

/// A duty that is over before the morning comes: told when it begins, or at the end of quiet hours.
fn between_slots(
    outlook: &Outlook<'_>,
    compiled: &Compiled,
    session: &Session,
    place: usize,
) -> Option<Telling> {
    let zone = outlook.zone_of(session);
    let origin = Origin {
        instant: session.end,
        day: session.end.date_in(zone),
        zone,
        treatment_day: outlook.sheet.treatment_day,
    };
    let from = outlook.sheet.duties[place].window.from.as_ref()?;
    let at = outlook.after_quiet(origin.begins(from, Side::Earlier).max(session.end));
    let due = outlook.known(at) && compiled.is_due(place, at);
    due.then_some(Telling { at, duty: place, day: String::new() })
}

/// One reminder for all that are due equally often at one instant.
fn together(outlook: &Outlook<'_>, session: &Session, mut tellings: Vec<Telling>) -> Vec<Reminder> {
    let every = |telling: &Telling| outlook.sheet.duties[telling.duty].every;
    tellings.sort_by_cached_key(|telling| (telling.at, every(telling).to_string(), telling.duty));
    let visit = outlook.visit(session);
    tellings
        .chunk_by(|one, other| one.at == other.at && every(one) == every(other))
        .map(|chunk| {
            let duties: Vec<String> =
                chunk.iter().map(|telling| outlook.sheet.duties[telling.duty].id.clone()).collect();
            let (at, every) = (chunk[0].at, every(&chunk[0]));
            let (key, often, joined) = (visit.key(), every.to_string(), duties.join(" "));
            let kind = ReminderKind::Duty { visit, duties, every };
            Reminder::new(at, at, kind, &[&key, &often, &chunk[0].day, &joined])
        })
        .collect()
}
