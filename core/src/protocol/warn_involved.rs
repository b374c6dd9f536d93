//! Permissions that meet a ban of the same activity or of one that it involves: bans of the final session, and
//! whatever else is `no`, implied or not.
//!
//! Not for: when a `no` is implied (`warn_implied`), or two rules of one anchor (`warn_pairs`).

use std::collections::BTreeMap;

use super::sheet::{Anchor, Verdict};
use super::warn::{Findings, WarningKind};
use super::warn_implied::Implied;
use super::warn_lay::{Lay, SIDES, Span};

/// A session's permission that begins while a ban of the final session holds.
pub(super) fn final_bans(lay: &Lay<'_>, found: &mut Findings) {
    for permission in lay.rules() {
        if found.is_full() {
            return;
        }
        let rule = lay.rule(permission);
        if rule.window.anchor != Anchor::Session || !rule.verdict.permits() {
            continue;
        }
        let forbids = |ban: usize| {
            let is_ban =
                lay.rule(ban).window.anchor == Anchor::FinalSession && lay.rule(ban).verdict == Verdict::No;
            if !is_ban || !lay.together(permission, ban) {
                return None;
            }
            SIDES.into_iter().find_map(|side| {
                let (allowed, ban) = (lay.span(permission, side)?, lay.span(ban, side)?);
                (ban.begin <= allowed.begin && allowed.common(ban).counts()).then_some(ban)
            })
        };
        for Pair { other, activity, forbidden, span } in
            pairs(lay, found, permission, true, |_, ban| forbids(ban))
        {
            let it = if forbidden == activity {
                "it".to_owned()
            } else {
                format!("`{forbidden}`, which it involves,")
            };
            let ban = &lay.rule(other).id;
            let end = end_words(lay, span);
            let what = format!(
                "`{}` allows `{activity}` after a session while `{ban}` forbids {it} {end} after the final one",
                rule.id
            );
            found.add(WarningKind::FinalBan, &[&rule.id, ban], Some(activity), what);
        }
    }
}

/// An activity that a rule allows while something that it involves is `no`.
pub(super) fn involved(lay: &Lay<'_>, found: &mut Findings) {
    let mut implied = Implied::of(lay);
    for permission in lay.rules() {
        if found.is_full() {
            return;
        }
        let rule = lay.rule(permission);
        if !rule.verdict.permits() {
            continue;
        }
        let forbids = |inner: &str, other: usize| {
            if permission == other || !lay.together(permission, other) {
                return None;
            }
            match lay.rule(other).verdict {
                Verdict::Ask => None,
                Verdict::No => SIDES.into_iter().find_map(|side| {
                    let (allowed, ban) = (lay.span(permission, side)?, lay.span(other, side)?);
                    allowed.common(ban).counts().then_some(ban)
                }),
                Verdict::Yes | Verdict::YesIf => implied.during(permission, inner, other),
            }
        };
        for Pair { other, activity, forbidden, span } in pairs(lay, found, permission, false, forbids) {
            let id = &lay.rule(other).id;
            let end = end_words(lay, span);
            let why = if lay.rule(other).verdict == Verdict::No {
                format!("`{id}` says no to `{forbidden}`, which it involves, {end}")
            } else {
                format!(
                    "`{forbidden}`, which it involves, is implied to be no {end}, since `{id}` allows it later"
                )
            };
            let what = format!("`{}` allows `{activity}` while {why}", rule.id);
            found.add(WarningKind::Involved, &[&rule.id, id], Some(activity), what);
        }
    }
}

fn end_words(lay: &Lay<'_>, span: Span) -> String {
    lay.end_words(span.end).unwrap_or_else(|| "for good".to_owned())
}

/// A rule in the way of a permission.
struct Pair<'s> {
    other: usize,
    /// What is allowed.
    activity: &'s str,
    /// What is not: the same, or one that it involves.
    forbidden: &'s str,
    span: Span,
}

/// The rules that forbid what a permission allows or what that involves (`own`: the activity itself too), in sheet
/// order, then in the order of the permission's activities; as many as there is room for.
fn pairs<'s>(
    lay: &Lay<'s>,
    found: &Findings,
    permission: usize,
    own: bool,
    mut forbids: impl FnMut(&str, usize) -> Option<Span>,
) -> Vec<Pair<'s>> {
    let mut pairs: BTreeMap<(usize, usize), (&'s str, Span)> = BTreeMap::new();
    // Many activities involve the same few: each of those is looked at once.
    let mut known: BTreeMap<&'s str, Vec<(usize, Span)>> = BTreeMap::new();
    for (place, activity) in lay.named(permission).iter().enumerate() {
        let itself = own.then_some(*activity);
        for inner in itself.into_iter().chain(lay.involved(activity)) {
            let forbidding = known.entry(inner).or_insert_with(|| {
                lay.naming(inner).iter().filter_map(|other| Some((*other, forbids(inner, *other)?))).collect()
            });
            for (other, span) in forbidding {
                pairs.entry((*other, place)).or_insert((inner, *span));
                if pairs.len() > found.room() {
                    pairs.pop_last();
                }
            }
        }
    }
    let named = |place: usize| lay.named(permission)[place];
    let pair = |((other, place), (forbidden, span))| Pair { other, activity: named(place), forbidden, span };
    pairs.into_iter().map(pair).collect()
}
