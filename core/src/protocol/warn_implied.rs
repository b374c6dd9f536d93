//! When an activity is implied to be `no`: no rule of an anchor holds, and a permission begins later.
//!
//! Not for: what a rule says in so many words (`warn_involved`), or a client's own course (`aftercare`).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::origin::Side;
use super::sheet::{Anchor, Audience};
use super::warn_audience::common_client;
use super::warn_lay::{Lay, SIDES, Span};
use crate::time::Instant;

/// How much is looked at for one sheet: rules, and attributes of each. A sheet of a thousand rules, each for other
/// clients, would want a billion; what comes after so many is not warned of.
const MOST: usize = 10_000_000;

/// By the permission that implies them, the spans in which an activity is `no`.
type ByPermission = BTreeMap<usize, Vec<Span>>;

/// An activity, an anchor, a client and a reading.
type Question = (String, Anchor, Vec<String>, bool);

/// Works implied bans out, each once.
pub(super) struct Implied<'l, 's> {
    lay: &'l Lay<'s>,
    known: BTreeMap<Question, Rc<ByPermission>>,
    /// By activity, the attributes that the `not_for` of rules that name it list.
    barring: BTreeMap<String, Rc<BTreeSet<&'s String>>>,
    /// What is left of [`MOST`].
    left: usize,
}

impl<'l, 's> Implied<'l, 's> {
    pub(super) fn of(lay: &'l Lay<'s>) -> Self {
        Self { lay, known: BTreeMap::new(), barring: BTreeMap::new(), left: MOST }
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
            self.clients(permission, other, activity)?.into_iter().find_map(|client| {
                let spans = self.spans((activity.to_owned(), anchor, client, side == Side::Later))?;
                spans.get(&other)?.iter().copied().find(|span| allowed.common(*span).counts())
            })
        })
    }

    /// `None` where it is too much.
    fn spend(&mut self, looks: usize) -> Option<()> {
        self.left = self.left.checked_sub(looks)?;
        Some(())
    }

    fn spans(&mut self, question: Question) -> Option<Rc<ByPermission>> {
        if let Some(spans) = self.known.get(&question) {
            return Some(Rc::clone(spans));
        }
        let (activity, _, client, _) = &question;
        let looks = |index: &usize| {
            let Audience { only_for, not_for } = &self.lay.rule(*index).audience;
            1 + (only_for.len() + not_for.len()) * client.len()
        };
        self.spend(self.lay.naming(activity).iter().map(looks).sum())?;
        let spans = Rc::new(implied(self.lay, &question));
        self.known.insert(question, Rc::clone(&spans));
        Some(spans)
    }

    /// Clients who have both rules: one with as few attributes as can be, and one with all that take other rules about
    /// the activity out of the way.
    fn clients(&mut self, one: usize, other: usize, activity: &str) -> Option<Vec<Vec<String>>> {
        let [one, other] = [one, other].map(|index| &self.lay.rule(index).audience);
        let barring = self.barring(activity)?;
        self.spend((barring.len() + 1) * (1 + one.not_for.len() + other.not_for.len()))?;
        let mut plain = common_client(one, other)?;
        plain.sort_unstable();
        plain.dedup();
        let barred = |name: &&&String| {
            !one.not_for.contains(name) && !other.not_for.contains(name) && !plain.contains(name)
        };
        let mut laden: Vec<String> =
            barring.iter().filter(barred).map(|name| (*name).clone()).chain(plain.iter().cloned()).collect();
        laden.sort_unstable();
        Some(if laden.len() == plain.len() { vec![plain] } else { vec![plain, laden] })
    }

    fn barring(&mut self, activity: &str) -> Option<Rc<BTreeSet<&'s String>>> {
        if let Some(barring) = self.barring.get(activity) {
            return Some(Rc::clone(barring));
        }
        let lay = self.lay;
        let lists = lay.naming(activity).iter().map(|index| &lay.rule(*index).audience.not_for);
        self.spend(lists.clone().map(Vec::len).sum())?;
        let barring = Rc::new(lists.flatten().collect());
        self.barring.insert(activity.to_owned(), Rc::clone(&barring));
        Some(barring)
    }
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
