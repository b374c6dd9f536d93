//! What begins to hold before a session, each item when it begins.
//!
//! - What is to be left (a `no`) and begins in quiet hours is told *before* them, with the moment from which it holds:
//!   at their end it would have held all night. It is no permission, so that hearing of it early harms nobody. What
//!   was not allowed anyway is not told.
//! - What is to be done, and what has conditions, is told at the end of quiet hours; before them, where the session
//!   would have begun by then.
//!
//! Not for: the whole list (`course::readiness`), or the session itself (`visits`).

use crate::aftercare::ActivityIndex;
use crate::course::{ReadyItem, ReadyWhat, Session, readiness};
use crate::protocol::{Every, Verdict};
use crate::time::Instant;

use super::outlook::Outlook;
use super::reminder::{ReadinessWhat, Reminder, ReminderKind};

/// Every item of every session to come that begins after now.
pub(super) fn items(outlook: &Outlook<'_>) -> Vec<Reminder> {
    outlook.to_come().flat_map(|session| of_session(outlook, session)).collect()
}

fn of_session(outlook: &Outlook<'_>, session: &Session) -> Vec<Reminder> {
    let Outlook { sheet, course, zone, .. } = *outlook;
    let just_before = session.start.plus_micros(-1);
    let list = readiness(sheet, course, outlook.input.client, outlook.input.skin, zone, just_before);
    let list: Vec<ReadyItem<'_>> = list.into_iter().flat_map(|list| list.items).collect();
    let together = list.chunk_by(|one, other| one.begins == other.begins);
    together.flat_map(|items| at_one_instant(outlook, session, items)).collect()
}

fn at_one_instant(outlook: &Outlook<'_>, session: &Session, items: &[ReadyItem<'_>]) -> Vec<Reminder> {
    let begins = items[0].begins;
    let (mut leave, mut leave_rules, mut mind) = (Vec::new(), Vec::new(), Vec::new());
    let mut tasks: Vec<(Every, Vec<String>)> = Vec::new();
    let waits = outlook.after_quiet_or_before(begins, session.start);
    for item in items {
        match item.what {
            ReadyWhat::Rule(rule) if rule.verdict == Verdict::No => {
                let open = rule.activities.iter().filter(|id| was_open(outlook, id, begins));
                let before = leave.len();
                open.for_each(|id| {
                    if !leave.contains(id) {
                        leave.push(id.clone());
                    }
                });
                if leave.len() > before {
                    leave_rules.push(rule.id.clone());
                }
            }
            ReadyWhat::Rule(rule) => mind.push(rule.id.clone()),
            ReadyWhat::Duty(duty) => {
                let idle = duty.activity.as_ref().and_then(|id| index(outlook, id)).is_some_and(|activity| {
                    waits.is_some_and(|at| outlook.as_planned(activity, at) == Verdict::No)
                });
                if idle {
                    continue;
                }
                match tasks.iter_mut().find(|(every, _)| *every == duty.every) {
                    Some((_, duties)) => duties.push(duty.id.clone()),
                    None => tasks.push((duty.every, vec![duty.id.clone()])),
                }
            }
        }
    }
    let mut found = Vec::new();
    if !leave.is_empty() {
        let what = ReadinessWhat::Leave { activities: leave, rules: leave_rules };
        found.push((outlook.before_quiet(begins), what));
    }
    found.extend(tasks.into_iter().map(|(every, duties)| (waits, ReadinessWhat::Do { duties, every })));
    if !mind.is_empty() {
        found.push((waits, ReadinessWhat::Mind { rules: mind }));
    }
    found
        .into_iter()
        .filter_map(|(at, what)| {
            Some(reminder(outlook, session, at.filter(|at| *at > outlook.now)?, begins, what))
        })
        .collect()
}

fn reminder(
    outlook: &Outlook<'_>,
    session: &Session,
    at: Instant,
    begins: Instant,
    what: ReadinessWhat,
) -> Reminder {
    let visit = outlook.visit(session);
    let (class, ids) = match &what {
        ReadinessWhat::Leave { activities, rules } => ("leave", [rules.join(" "), activities.join(" ")]),
        ReadinessWhat::Do { duties, every } => ("do", [duties.join(" "), every.to_string()]),
        ReadinessWhat::Mind { rules } => ("mind", [rules.join(" "), String::new()]),
    };
    let parts = [&visit.key(), class, &ids[0], &ids[1]];
    Reminder::new(at, begins, ReminderKind::Readiness { visit, starts: session.start, what }, &parts)
}

/// Whether an activity was less than forbidden until then.
fn was_open(outlook: &Outlook<'_>, id: &str, begins: Instant) -> bool {
    let before = begins.plus_micros(-1);
    index(outlook, id)
        .is_some_and(|activity| before < outlook.now || outlook.as_planned(activity, before) != Verdict::No)
}

fn index(outlook: &Outlook<'_>, id: &str) -> Option<ActivityIndex> {
    outlook.compiled.situation().rulebook().activity(id)
}
