//! What a skin report changed: what it unlocked, what it holds, what is to be asked about now.
//!
//! Not for: keeping the report (`intent`).

use crate::aftercare::ActivityIndex;
use crate::protocol::Verdict;
use crate::time::Instant;
use crate::words::{Message, Words, say};

use super::scene::Scene;

/// What is told after a report: the board before it beside the board after it.
pub(super) fn told(before: &Scene, after: &Scene, words: &Words, now: Instant) -> Vec<String> {
    let dates = words.dates(now, after.zone());
    let (was, is) = (before.compiled.board(now), after.compiled.board(now));
    let mut unlocked: Vec<ActivityIndex> = Vec::new();
    let mut closed: Vec<ActivityIndex> = Vec::new();
    let mut ask: Vec<ActivityIndex> = Vec::new();
    let mut held: Vec<(Instant, Vec<ActivityIndex>)> = Vec::new();
    for ((activity, was), (_, is)) in was.answers.iter().zip(&is.answers) {
        if is.verdict < was.verdict && is.verdict.permits() {
            unlocked.push(*activity);
        } else if is.verdict > was.verdict && is.verdict == Verdict::Ask {
            ask.push(*activity);
        } else if is.verdict == Verdict::No && (is.verdict > was.verdict || is.until > was.until) {
            match is.until {
                None => closed.push(*activity),
                Some(until) => match held.iter_mut().find(|(known, _)| *known == until) {
                    Some((_, group)) => group.push(*activity),
                    None => held.push((until, vec![*activity])),
                },
            }
        }
    }
    held.sort_unstable_by_key(|(until, _)| *until);
    let labels = |activities: &[ActivityIndex]| {
        let named: Vec<_> = activities.iter().map(|&activity| after.named(activity)).collect();
        words.labels(&named)
    };
    let mut lines: Vec<Message<'_>> = vec![say::done_skin_recorded()];
    if !unlocked.is_empty() {
        lines.push(say::skin_unlocked(labels(&unlocked)));
    }
    for (until, activities) in &held {
        lines.push(say::skin_held(labels(activities), dates.moment(*until)));
    }
    if !closed.is_empty() {
        lines.push(say::skin_closed(labels(&closed)));
    }
    if !ask.is_empty() {
        lines.push(say::skin_now_ask(labels(&ask)));
    }
    if lines.len() == 1 {
        lines = vec![say::done_skin_unchanged()];
    }
    lines.into_iter().map(|line| words.text(line)).collect()
}
