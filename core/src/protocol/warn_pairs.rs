//! Two rules held against each other: contradictions, two ends, bans of the final session, what is involved.
//!
//! Not for: one rule by itself (`warn_rules`).

use std::collections::BTreeMap;

use super::origin::Side;
use super::sheet::{Anchor, Rule, Verdict};
use super::warn::{Findings, WarningKind};
use super::warn_lay::{DAY, Lay, SIDES, Span, common_client};
use crate::time::Instant;

/// Different verdicts of one anchor at one time.
pub(super) fn contradictions(lay: &Lay<'_>, found: &mut Findings) {
    of_one_anchor(
        lay,
        found,
        |one, other| one.verdict != other.verdict,
        |lay, (one, a), (other, b)| {
            let common = a.common(b);
            common.counts().then(|| {
                let (say, says) = (one.verdict.as_str(), other.verdict.as_str());
                let how_long = match common.end {
                    Instant::MAX => "for good".to_owned(),
                    end => format!("for {} hours", end.micros_since(common.begin) / (DAY / 24)),
                };
                let what = format!(
                    "`{}` says {say} {}, `{}` says {says} {}: they overlap {how_long}",
                    one.id,
                    lay.words(a),
                    other.id,
                    lay.words(b)
                );
                (WarningKind::Contradiction, what)
            })
        },
    );
}

/// The same verdict from about the same time on, to different ends.
pub(super) fn two_ends(lay: &Lay<'_>, found: &mut Findings) {
    let apart = |a: Instant, b: Instant| a.max(b).micros_since(a.min(b));
    of_one_anchor(
        lay,
        found,
        |one, other| one.verdict == other.verdict,
        |lay, (one, a), (other, b)| {
            let odd = !a.is_empty()
                && !b.is_empty()
                && apart(a.begin, b.begin) <= DAY
                && apart(a.end, b.end) >= DAY;
            odd.then(|| {
                let what = format!(
                    "`{}` and `{}` both say {}, the one {}, the other {}",
                    one.id,
                    other.id,
                    one.verdict.as_str(),
                    lay.words(a),
                    lay.words(b)
                );
                (WarningKind::TwoEnds, what)
            })
        },
    );
}

/// Every two rules of one anchor and every activity that both name, in the first reading in which they are odd.
fn of_one_anchor(
    lay: &Lay<'_>,
    found: &mut Findings,
    verdicts: impl Fn(&Rule, &Rule) -> bool,
    odd: impl Fn(&Lay<'_>, (&Rule, Span), (&Rule, Span)) -> Option<(WarningKind, String)>,
) {
    for first in lay.rules() {
        for second in lay.rules().filter(|second| *second > first) {
            let (one, other) = (lay.rule(first), lay.rule(second));
            if one.window.anchor != other.window.anchor
                || !verdicts(one, other)
                || !lay.together(first, second)
            {
                continue;
            }
            if found.is_full() {
                return;
            }
            let both = |side| Some((lay.span(first, side)?, lay.span(second, side)?));
            let in_a_reading = |side| both(side).and_then(|(a, b)| odd(lay, (one, a), (other, b)));
            let Some((kind, what)) = SIDES.into_iter().find_map(in_a_reading) else { continue };
            for activity in lay.named(first).iter().filter(|activity| lay.names(second, activity)) {
                found.add(kind, &[&one.id, &other.id], Some(activity), format!("for `{activity}`: {what}"));
            }
        }
    }
}

/// A session's permission that begins while a ban of the final session holds.
pub(super) fn final_bans(lay: &Lay<'_>, found: &mut Findings) {
    for permission in lay.rules() {
        let rule = lay.rule(permission);
        if rule.window.anchor != Anchor::Session || !rule.verdict.permits() {
            continue;
        }
        // By ban and place of the activity in the rule: which activity is banned, and until when.
        let mut pairs: BTreeMap<(usize, usize), (&str, Span)> = BTreeMap::new();
        for (place, activity) in lay.named(permission).iter().enumerate() {
            if found.is_full() {
                return;
            }
            for banned in std::iter::once(*activity).chain(lay.involvement.all(activity)) {
                for &ban in lay.naming(banned) {
                    let (anchor, verdict) = (lay.rule(ban).window.anchor, lay.rule(ban).verdict);
                    if anchor != Anchor::FinalSession
                        || verdict != Verdict::No
                        || !lay.together(permission, ban)
                    {
                        continue;
                    }
                    let in_a_reading = |side| {
                        let (allowed, ban) = (lay.span(permission, side)?, lay.span(ban, side)?);
                        let during = ban.begin <= allowed.begin && allowed.common(ban).counts();
                        during.then_some(ban)
                    };
                    if let Some(span) = SIDES.into_iter().find_map(in_a_reading) {
                        pairs.entry((ban, place)).or_insert((banned, span));
                    }
                }
            }
        }
        for ((ban, place), (banned, span)) in pairs {
            let activity = lay.named(permission)[place];
            let it =
                if banned == activity { "it".to_owned() } else { format!("`{banned}`, which it involves,") };
            let ban = &lay.rule(ban).id;
            let words = lay.end_words(span.end).unwrap_or_else(|| "for good".to_owned());
            let what = format!(
                "`{}` allows `{activity}` after a session while `{ban}` forbids {it} {words} after the final one",
                rule.id
            );
            found.add(WarningKind::FinalBan, &[&rule.id, ban], Some(activity), what);
        }
    }
}

/// An activity that a rule allows while something that it involves is `no`.
pub(super) fn involved(lay: &Lay<'_>, found: &mut Findings) {
    for permission in lay.rules() {
        let rule = lay.rule(permission);
        if !rule.verdict.permits() {
            continue;
        }
        let mut pairs: BTreeMap<(usize, usize), (&str, Span)> = BTreeMap::new();
        for (place, activity) in lay.named(permission).iter().enumerate() {
            if found.is_full() {
                return;
            }
            for inner in lay.involvement.all(activity) {
                for &other in lay.naming(inner) {
                    if let Some(span) = forbids_meanwhile(lay, permission, inner, other) {
                        pairs.entry((other, place)).or_insert((inner, span));
                    }
                }
            }
        }
        for ((other, place), (inner, span)) in pairs {
            let activity = lay.named(permission)[place];
            let id = &lay.rule(other).id;
            let end = lay.end_words(span.end).unwrap_or_else(|| "for good".to_owned());
            let why = if lay.rule(other).verdict == Verdict::No {
                format!("`{id}` says no to `{inner}`, which it involves, {end}")
            } else {
                format!(
                    "`{inner}`, which it involves, is implied to be no {end}, since `{id}` allows it later"
                )
            };
            let what = format!("`{}` allows `{activity}` while {why}", rule.id);
            found.add(WarningKind::Involved, &[&rule.id, id], Some(activity), what);
        }
    }
}

/// When, during a permission, another rule makes an involved activity `no`: by saying so, or by allowing it later.
fn forbids_meanwhile(lay: &Lay<'_>, permission: usize, inner: &str, other: usize) -> Option<Span> {
    if permission == other || !lay.together(permission, other) {
        return None;
    }
    let verdict = lay.rule(other).verdict;
    SIDES.into_iter().find_map(|side| {
        let allowed = lay.span(permission, side)?;
        let during = |span: &Span| allowed.common(*span).counts();
        match verdict {
            Verdict::No => lay.span(other, side).filter(during),
            Verdict::Ask => None,
            Verdict::Yes | Verdict::YesIf => {
                clients(lay, permission, other, inner).iter().find_map(|client| {
                    let implied = implied(lay, inner, lay.rule(other).window.anchor, client, side);
                    implied.into_iter().filter(|(_, by)| *by == other).map(|(span, _)| span).find(during)
                })
            }
        }
    })
}

/// Clients who have both rules: one with as few attributes as can be, and one with all that take other rules about
/// the activity out of the way.
fn clients(lay: &Lay<'_>, one: usize, other: usize, activity: &str) -> Vec<Vec<String>> {
    let (one, other) = (&lay.rule(one).audience, &lay.rule(other).audience);
    let Some(plain) = common_client(one, other) else { return Vec::new() };
    let mut laden = plain.clone();
    for name in lay.naming(activity).iter().flat_map(|index| &lay.rule(*index).audience.not_for) {
        if !one.not_for.contains(name) && !other.not_for.contains(name) && !laden.contains(name) {
            laden.push(name.clone());
        }
    }
    if laden.len() == plain.len() { vec![plain] } else { vec![plain, laden] }
}

/// When an activity is implied to be `no` by the rules of one anchor that fit a client: none of them holds, and a
/// permission begins later. With each span the permission that implies it: the next one to begin.
fn implied(
    lay: &Lay<'_>,
    activity: &str,
    anchor: Anchor,
    client: &[String],
    side: Side,
) -> Vec<(Span, usize)> {
    let fits =
        |index: &usize| lay.rule(*index).window.anchor == anchor && lay.rule(*index).audience.fits(client);
    let rules = lay.naming(activity).iter().copied().filter(fits);
    let spans: Vec<(Span, usize)> = rules.filter_map(|index| Some((lay.span(index, side)?, index))).collect();
    let permissions = || spans.iter().filter(|(_, index)| lay.rule(*index).verdict.permits());
    let Some(last) = permissions().map(|(span, _)| span.begin).max() else { return Vec::new() };
    gaps(lay.session_start(), spans.iter().map(|(span, _)| *span).collect())
        .into_iter()
        .map(|gap| Span { end: gap.end.min(last), ..gap })
        .filter(|gap| !gap.is_empty())
        .filter_map(|gap| {
            let next =
                permissions().filter(|(span, _)| span.begin >= gap.end).min_by_key(|(span, _)| span.begin);
            next.map(|(_, by)| (gap, *by))
        })
        .collect()
}

/// What spans leave free from an instant on.
fn gaps(start: Instant, mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable_by_key(|span| span.begin);
    let mut gaps = Vec::new();
    let mut free = start;
    for span in spans {
        gaps.push(Span { begin: free, end: span.begin });
        free = free.max(span.end);
    }
    gaps.push(Span { begin: free, end: Instant::MAX });
    gaps.retain(|gap| !gap.is_empty());
    gaps
}
