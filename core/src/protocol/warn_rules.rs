//! One rule beside those of the same activity: bans that come late, gaps, what is left unsaid.
//!
//! Not for: two rules that get in each other's way (`warn_pairs`).

use super::sheet::{Anchor, Gate, Until, Verdict};
use super::warn::{Findings, WarningKind};
use super::warn_lay::{Lay, SIDES};

/// A `no` with `from`, where no rule of that activity speaks before it.
///
/// A permission that begins later speaks before it too: it implies `no` until then. A ban that begins with the
/// session's end at the latest is not late: nobody does anything else while treated.
pub(super) fn late_bans(lay: &Lay<'_>, found: &mut Findings) {
    for ban in lay.rules() {
        let rule = lay.rule(ban);
        if rule.verdict != Verdict::No || rule.window.from.is_none() {
            continue;
        }
        for activity in lay.named(ban) {
            let begins = SIDES.into_iter().find_map(|side| {
                let begin = lay.span(ban, side)?.begin;
                let speaks_before = |other: &usize| {
                    lay.span(*other, side).is_some_and(|span| {
                        span.begin < begin || (lay.rule(*other).verdict.permits() && span.begin > begin)
                    })
                };
                let others =
                    lay.naming(activity).iter().filter(|other| **other != ban && lay.together(ban, **other));
                let late = begin > lay.session_end() && !others.copied().any(|other| speaks_before(&other));
                late.then_some(begin)
            });
            if let Some(begin) = begins {
                let what = format!(
                    "`{}` forbids `{activity}` {}, and no rule says anything about it before",
                    rule.id,
                    lay.begin_words(begin)
                );
                found.add(WarningKind::LateBan, &[&rule.id], Some(activity), what);
            }
        }
    }
}

/// A permission with an end and no `then`, after which no rule of its activity and anchor goes on.
pub(super) fn gaps(lay: &Lay<'_>, found: &mut Findings) {
    for permission in lay.rules() {
        let rule = lay.rule(permission);
        let ends = matches!(rule.window.until, Some(Until::Bound(_)));
        if !rule.verdict.permits() || !ends || rule.then.is_some() {
            continue;
        }
        for activity in lay.named(permission) {
            let end = SIDES.into_iter().find_map(|side| {
                let end = lay.span(permission, side)?.end;
                let goes_on = lay.naming(activity).iter().any(|other| {
                    *other != permission
                        && lay.rule(*other).window.anchor == rule.window.anchor
                        && lay.together(permission, *other)
                        && lay.span(*other, side).is_some_and(|span| span.end > end)
                });
                (!goes_on).then_some(end)
            });
            if let Some(words) = end.and_then(|end| lay.end_words(end)) {
                let what = format!(
                    "`{}` allows `{activity}` {words}, and nothing says what holds then: add `then`, or another rule",
                    rule.id
                );
                found.add(WarningKind::Gap, &[&rule.id], Some(activity), what);
            }
        }
    }
}

/// A rule on the final session that does not say what holds until that has begun.
pub(super) fn no_meanwhiles(lay: &Lay<'_>, found: &mut Findings) {
    for index in lay.rules() {
        let rule = lay.rule(index);
        if rule.window.anchor == Anchor::FinalSession && rule.meanwhile.is_none() {
            let taken = if rule.verdict == Verdict::Ask { "ask" } else { "no" };
            let what = format!(
                "`{}` does not say what holds until the final session: it is taken as {taken}; add `meanwhile`",
                rule.id
            );
            found.add(WarningKind::NoMeanwhile, &[&rule.id], None, what);
        }
    }
}

/// A rule or duty that ends with a state, where nothing says when that usually comes.
pub(super) fn no_estimates(lay: &Lay<'_>, found: &mut Findings) {
    let rules = lay.sheet.rules.iter().filter_map(|rule| match &rule.gate {
        Some(Gate::UntilState { state, usually: None }) => Some((&rule.id, state)),
        _ => None,
    });
    let duties = lay.sheet.duties.iter().filter_map(|duty| match &duty.until_state {
        Some((state, None)) => Some((&duty.id, state)),
        _ => None,
    });
    for (id, state) in rules.chain(duties) {
        let what = format!(
            "`{id}` ends once `{state}` is seen, and does not say when that usually is: add `usually`"
        );
        found.add(WarningKind::NoEstimate, &[id], None, what);
    }
}

/// A declared activity that no rule names, nor anything that it involves.
pub(super) fn unreached(lay: &Lay<'_>, found: &mut Findings) {
    for activity in &lay.sheet.activities {
        if found.is_full() {
            return;
        }
        if !lay.is_reached(&activity.id) {
            let what =
                format!("`{}` is declared, but no rule names it or anything that it involves", activity.id);
            found.add(WarningKind::Unreached, &[], Some(&activity.id), what);
        }
    }
}
