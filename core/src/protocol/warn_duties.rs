//! Duties that are never due, since what they are about is not allowed.
//!
//! Answers `no` or not for one made-up session without reports, as the contract's steps do it. Not for: any other
//! answer (`aftercare` has all of it).

use super::origin::Side;
use super::sheet::{Anchor, Duty, Verdict};
use super::warn::{Findings, WarningKind};
use super::warn_lay::{Ends, Lay, SIDES, Span};
use crate::time::Instant;

/// For so many days a duty is looked at.
const DAYS: i64 = 60;

/// Duties whose activity is `no` throughout their window in the first 60 days.
pub(super) fn idle(lay: &Lay<'_>, found: &mut Findings) {
    for duty in &lay.sheet.duties {
        let Some(activity) = duty.activity.as_deref() else { continue };
        let all: Vec<&str> = std::iter::once(activity).chain(lay.involved(activity)).collect();
        if is_idle(lay, duty, &all) {
            let what = format!(
                "the duty `{}` is never due: `{activity}` is no on every day of its window in the first {DAYS} days",
                duty.id
            );
            found.add(WarningKind::IdleDuty, &[&duty.id], Some(activity), what);
        }
    }
}

fn is_idle(lay: &Lay<'_>, duty: &Duty, all: &[&str]) -> bool {
    // After the final session nothing that hangs on the time between sessions speaks, duties neither.
    if duty.window.anchor == Anchor::BetweenSessions {
        return false;
    }
    let Some(windows) = lay.spans_of(&duty.window, Ends::of(duty.until_state.as_ref())) else { return false };
    let clients = clients(lay, duty);
    let first_days = Span { begin: Instant::MIN, end: lay.day(DAYS) };
    // An answer is `no` where it is so in either reading; a duty's own window is read in each.
    windows.iter().all(|window| {
        let window = window.common(first_days);
        let no = |at, client: &[String]| SIDES.into_iter().any(|side| is_no(lay, all, at, client, side));
        !window.is_empty()
            && !clients.is_empty()
            && moments(lay, all, window).all(|at| clients.iter().all(|client| no(at, client)))
    })
}

/// Kinds of clients whom a duty is for: those with one attribute that it asks for (or with none), and with one more
/// that some rule asks about.
fn clients(lay: &Lay<'_>, duty: &Duty) -> Vec<Vec<String>> {
    let mut kinds: Vec<Vec<String>> = vec![Vec::new()];
    kinds.extend(duty.audience.only_for.iter().map(|name| vec![name.clone()]));
    kinds.retain(|client| duty.audience.fits(client));
    let Some(plain) = kinds.first().cloned() else { return kinds };
    let asked =
        lay.sheet.rules.iter().flat_map(|rule| rule.audience.only_for.iter().chain(&rule.audience.not_for));
    let mut asked: Vec<&String> = asked.collect();
    asked.sort_unstable();
    asked.dedup();
    kinds.extend(asked.into_iter().map(|name| plain.iter().chain([name]).cloned().collect::<Vec<_>>()));
    kinds.retain(|client| duty.audience.fits(client));
    kinds
}

/// The beginning of a window, and every moment in it at which an answer may change.
fn moments(lay: &Lay<'_>, all: &[&str], window: Span) -> impl Iterator<Item = Instant> {
    let rules = all.iter().flat_map(|activity| lay.naming(activity));
    let spans = rules.flat_map(|index| SIDES.into_iter().filter_map(|side| lay.span(*index, side)));
    let mut moments: Vec<Instant> = spans.flat_map(|span| [span.begin, span.end]).collect();
    moments.push(window.begin);
    moments.sort_unstable();
    moments.dedup();
    moments.into_iter().filter(move |at| window.begin <= *at && *at < window.end)
}

/// Whether an activity is `no` at a moment: it or one that it involves is forbidden, implied so, or left so.
fn is_no(lay: &Lay<'_>, all: &[&str], at: Instant, client: &[String], side: Side) -> bool {
    all.iter().any(|activity| {
        let mut speaks = false;
        let mut left = false;
        for anchor in Anchor::ALL.into_iter().filter(|anchor| *anchor != Anchor::BetweenSessions) {
            let (mut active, mut later) = (false, false);
            for &index in lay.naming(activity) {
                let rule = lay.rule(index);
                let Some(span) = lay.span(index, side) else { continue };
                if rule.window.anchor != anchor || !rule.audience.fits(client) {
                    continue;
                }
                if span.begin <= at && at < span.end {
                    if rule.verdict == Verdict::No {
                        return true;
                    }
                    active = true;
                } else if at < span.begin {
                    later |= rule.verdict.permits();
                } else {
                    left |= rule.then == Some(Verdict::No);
                }
            }
            if later && !active {
                return true;
            }
            speaks |= active;
        }
        left && !speaks
    })
}
