//! When an activity is implied to be `no`: no rule of an anchor holds, and a permission begins later.
//!
//! Not for: what a rule says in so many words (`warn_involved`), or a client's own course (`aftercare`).

use std::collections::BTreeMap;
use std::rc::Rc;

use super::origin::Side;
use super::sheet::Anchor;
use super::warn_lay::{Lay, SIDES, Span, common_client};
use crate::time::Instant;

/// How often spans are worked out for one sheet. A sheet of a thousand rules, each for other clients, would want a
/// billion; what comes after so many is not warned of.
const MOST: usize = 20_000;

/// By the permission that implies them, the spans in which an activity is `no`.
type ByPermission = BTreeMap<usize, Vec<Span>>;

/// An activity, an anchor, a client and a reading.
type Question = (String, Anchor, Vec<String>, bool);

/// Works implied bans out, each once.
pub(super) struct Implied<'l, 's> {
    lay: &'l Lay<'s>,
    known: BTreeMap<Question, Rc<ByPermission>>,
}

impl<'l, 's> Implied<'l, 's> {
    pub(super) fn of(lay: &'l Lay<'s>) -> Self {
        Self { lay, known: BTreeMap::new() }
    }

    /// When, for a day or longer while a permission holds, another one implies that an activity is `no`.
    pub(super) fn during(&mut self, permission: usize, activity: &str, other: usize) -> Option<Span> {
        let lay = self.lay;
        SIDES.into_iter().find_map(|side| {
            let (allowed, later) = (lay.span(permission, side)?, lay.span(other, side)?);
            // What it implies is over when it begins.
            if later.begin <= allowed.begin {
                return None;
            }
            let anchor = lay.rule(other).window.anchor;
            clients(lay, permission, other, activity).into_iter().find_map(|client| {
                let spans = self.spans((activity.to_owned(), anchor, client, side == Side::Later))?;
                spans.get(&other)?.iter().copied().find(|span| allowed.common(*span).counts())
            })
        })
    }

    fn spans(&mut self, question: Question) -> Option<Rc<ByPermission>> {
        if let Some(spans) = self.known.get(&question) {
            return Some(Rc::clone(spans));
        }
        if self.known.len() >= MOST {
            return None;
        }
        let spans = Rc::new(implied(self.lay, &question));
        self.known.insert(question, Rc::clone(&spans));
        Some(spans)
    }
}

/// Clients who have both rules: one with as few attributes as can be, and one with all that take other rules about
/// the activity out of the way.
fn clients(lay: &Lay<'_>, one: usize, other: usize, activity: &str) -> Vec<Vec<String>> {
    let (one, other) = (&lay.rule(one).audience, &lay.rule(other).audience);
    let Some(mut plain) = common_client(one, other) else { return Vec::new() };
    plain.sort_unstable();
    plain.dedup();
    let barred = lay
        .barring(activity)
        .iter()
        .filter(|name| !one.not_for.contains(name) && !other.not_for.contains(name) && !plain.contains(name));
    let mut laden: Vec<String> = barred.chain(&plain).cloned().collect();
    laden.sort_unstable();
    if laden.len() == plain.len() { vec![plain] } else { vec![plain, laden] }
}

/// The spans in which an activity is implied to be `no` by the rules of one anchor that fit a client, each with the
/// permission that implies it: the next one to begin.
fn implied(lay: &Lay<'_>, (activity, anchor, client, later): &Question) -> ByPermission {
    let side = if *later { Side::Later } else { Side::Earlier };
    let fits = |index: &usize| {
        let rule = lay.rule(*index);
        rule.window.anchor == *anchor && rule.audience.fits(client)
    };
    let rules = lay.naming(activity).iter().copied().filter(fits);
    let spans: Vec<(Span, usize)> = rules.filter_map(|index| Some((lay.span(index, side)?, index))).collect();
    let mut permissions: Vec<(Instant, usize)> = spans
        .iter()
        .filter(|(_, index)| lay.rule(*index).verdict.permits())
        .map(|(span, index)| (span.begin, *index))
        .collect();
    permissions.sort_unstable();
    let mut all = ByPermission::new();
    let Some((last, _)) = permissions.last().copied() else { return all };
    for gap in gaps(lay.session_start(), spans.iter().map(|(span, _)| *span).collect()) {
        let span = Span { end: gap.end.min(last), ..gap };
        let next = permissions.partition_point(|(begin, _)| *begin < span.end);
        if let Some((_, by)) = permissions.get(next).filter(|_| !span.is_empty()) {
            all.entry(*by).or_default().push(span);
        }
    }
    all
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
