//! Permissions that begin: "from today you may rinse, shave …".
//!
//! A permission is announced where it will hold whatever becomes of the plans:
//! - the session that it hangs on is done by then ([`Outlook::known`]);
//! - it holds as well if no planned session ever takes place (an activity may be free only because another session
//!   is to follow, as where a ban after the final one says nothing meanwhile);
//! - it holds at the instant at which it is sent. One that begins in quiet hours is sent at their end, if it still
//!   holds then and was not there when they began.
//!
//! So what is `provisional` or `unconfirmed` is never announced; nor is `ask`, which is no permission. Not for: what
//! begins to be forbidden (`readiness`), or the words (`wording`).

use crate::aftercare::{ActivityIndex, Compiled, Condition};
use crate::protocol::Verdict;
use crate::time::Instant;

use super::outlook::{Outlook, verdict_in};
use super::reminder::{Reminder, ReminderKind};

/// Activities that open together.
struct Opening {
    at: Instant,
    due: Instant,
    verdict: Verdict,
    conditions: Vec<Condition>,
    activities: Vec<ActivityIndex>,
    /// Those that a rule opens by itself: the studio's own "on day 6 you may".
    by_rule: Vec<ActivityIndex>,
}

/// Every milestone after now.
pub(super) fn milestones(outlook: &Outlook<'_>) -> Vec<Reminder> {
    let situation = outlook.compiled.situation();
    let rulebook = situation.rulebook();
    let without_plans = Compiled::since(situation.with_course(outlook.course.without_planned()), outlook.now);
    let mut openings: Vec<Opening> = Vec::new();
    for activity in rulebook.activities() {
        let known = rulebook.get(activity);
        if !known.declared && known.rules.is_empty() {
            continue;
        }
        for (at, due) in opens(outlook, &without_plans, activity) {
            let answer = outlook.compiled.answer(activity, at);
            let same = |opening: &Opening| {
                opening.at == at
                    && opening.verdict == answer.verdict
                    && opening.conditions == answer.conditions
            };
            let by_rule = answer.decided_by.is_some_and(|by| {
                !by.silence && by.activity == activity && rulebook.rule(by.rule).verdict.permits()
            });
            let place = openings.iter().position(same).unwrap_or_else(|| {
                let (verdict, conditions) = (answer.verdict, answer.conditions.clone());
                openings.push(Opening { at, due, verdict, conditions, activities: vec![], by_rule: vec![] });
                openings.len() - 1
            });
            openings[place].due = openings[place].due.max(due);
            openings[place].activities.push(activity);
            if by_rule {
                openings[place].by_rule.push(activity);
            }
        }
    }
    openings.into_iter().filter_map(|opening| reminder(outlook, opening)).collect()
}

/// When to send what opens of one activity, and the instant at which it opens.
fn opens(
    outlook: &Outlook<'_>,
    without_plans: &Compiled,
    activity: ActivityIndex,
) -> Vec<(Instant, Instant)> {
    let now = outlook.now;
    let quiet_now = outlook.quiet_around(now);
    // What opened since the quiet hours began is still to be told; it is seen as it was seen then.
    let earlier =
        quiet_now.map(|quiet| outlook.compiled.segments(activity, quiet.begins)).unwrap_or_default();
    let later = outlook.compiled.segments(activity, now);
    let past = earlier.windows(2).filter(|pair| pair[1].0 <= now);
    let mut found: Vec<(Instant, Instant)> = Vec::new();
    for pair in past.chain(later.windows(2)) {
        let ((_, before), (due, verdict)) = (pair[0], pair[1]);
        if verdict >= before || !verdict.permits() {
            continue;
        }
        let before = match outlook.quiet_around(due) {
            None => before,
            Some(quiet) if quiet.begins > now => verdict_in(&later, quiet.begins),
            Some(quiet) => verdict_in(&earlier, quiet.begins),
        };
        let at = outlook.after_quiet(due);
        let verdict = outlook.compiled.verdict(activity, at);
        let holds = outlook.known(at)
            && verdict.permits()
            && verdict < before
            && without_plans.verdict(activity, at) <= verdict;
        if at <= now || !holds {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.0 == at => last.1 = due,
            _ => found.push((at, due)),
        }
    }
    found
}

fn reminder(outlook: &Outlook<'_>, opening: Opening) -> Option<Reminder> {
    let rulebook = outlook.compiled.situation().rulebook();
    let session = outlook.course.current(opening.at)?;
    let visit = outlook.visit(session);
    let ids = |list: &[ActivityIndex]| -> Vec<String> {
        list.iter().map(|&activity| rulebook.get(activity).id.clone()).collect()
    };
    let activities = ids(&opening.activities);
    let mut headline = opening.by_rule;
    if headline.is_empty() {
        headline.clone_from(&opening.activities);
        headline.retain(|&activity| !rulebook.get(activity).rules.is_empty());
    }
    let headline = if headline.is_empty() { activities.clone() } else { ids(&headline) };
    let conditions: Vec<String> = opening
        .conditions
        .iter()
        .map(|condition| match *condition {
            Condition::Worded { rule, place } => rulebook.rule(rule).conditions[place].clone(),
            Condition::Skin(skin) => format!("{} {}", rulebook.state(skin.state), skin.is.as_str()),
        })
        .collect();
    let zone = outlook.zone_of(session);
    let day = (opening.due.date_in(zone) - session.end.date_in(zone)).num_days();
    let time = opening.due.in_zone(zone).format("%H:%M:%S");
    let (key, moment) = (visit.key(), format!("day {day} {time}"));
    let parts = [&key, opening.verdict.as_str(), &moment, &activities.join(" "), &conditions.join("\n")]
        .map(str::to_owned);
    let kind = ReminderKind::Milestone {
        visit,
        verdict: opening.verdict,
        activities,
        headline,
        conditions: opening.conditions,
    };
    Some(Reminder::new(opening.at, opening.due, kind, &parts.each_ref().map(String::as_str)))
}
