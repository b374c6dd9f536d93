//! Duties that are never due, since what they are about is not allowed.
//!
//! Answers `no` or not for one made-up session without reports, as the contract's steps do it. Not for: any other
//! answer (`aftercare` has all of it).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::origin::Side;
use super::sheet::{Anchor, Audience, Duty, Verdict};
use super::warn::{Findings, WarningKind};
use super::warn_lay::{Ends, Lay, SIDES, Span};
use crate::time::Instant;

/// For so many days a duty is looked at.
const DAYS: i64 = 60;

/// How many rules are looked at for one sheet, each with the attributes that it asks about. A thousand rules, each for
/// other clients, and as many duties would want a billion; duties that come after so many are not warned of.
const MOST: usize = 10_000_000;

/// Duties whose activity is `no` throughout their window in the first 60 days.
pub(super) fn idle(lay: &Lay<'_>, found: &mut Findings) {
    let mut idleness = Idleness { lay, asked: Rc::new(asked(lay)), matters: BTreeMap::new(), left: MOST };
    for duty in &lay.sheet.duties {
        let Some(activity) = duty.activity.as_deref() else { continue };
        if found.is_full() {
            return;
        }
        if idleness.is_idle(duty, activity) == Some(true) {
            let what = format!(
                "the duty `{}` is never due: `{activity}` is no on every day of its window in the first {DAYS} days",
                duty.id
            );
            found.add(WarningKind::IdleDuty, &[&duty.id], Some(activity), what);
        }
    }
}

/// The attributes that some rule asks about.
fn asked<'s>(lay: &Lay<'s>) -> BTreeSet<&'s String> {
    lay.sheet
        .rules
        .iter()
        .flat_map(|rule| rule.audience.only_for.iter().chain(&rule.audience.not_for))
        .collect()
}

/// What bears on a duty's activity.
struct Matter<'s> {
    /// The activity, and what it involves.
    all: Vec<&'s str>,
    /// Every moment at which an answer may change.
    moments: Vec<Instant>,
    /// What one answer looks at.
    looks: usize,
}

struct Idleness<'l, 's> {
    lay: &'l Lay<'s>,
    asked: Rc<BTreeSet<&'s String>>,
    matters: BTreeMap<&'s str, Rc<Matter<'s>>>,
    /// What is left of [`MOST`].
    left: usize,
}

impl<'s> Idleness<'_, 's> {
    /// `None` where it is too much to find out.
    fn is_idle(&mut self, duty: &'s Duty, activity: &'s str) -> Option<bool> {
        // After the final session nothing that hangs on the time between sessions speaks, duties neither.
        if duty.window.anchor == Anchor::BetweenSessions {
            return Some(false);
        }
        let lay = self.lay;
        let Some(windows) = lay.spans_of(&duty.window, Ends::of(duty.until_state.as_ref())) else {
            return Some(false);
        };
        let first_days = Span { begin: Instant::MIN, end: lay.day(DAYS) };
        let windows = windows.map(|window| window.common(first_days));
        if windows.iter().any(|window| window.is_empty()) {
            return Some(false);
        }
        // Kinds of clients whom the duty is for: those with one attribute that it asks for (or with none), and with one
        // more that some rule asks about.
        let one = |name: &'s String| vec![name.clone()];
        let mut kinds: Vec<Vec<String>> =
            std::iter::once(Vec::new()).chain(duty.audience.only_for.iter().map(one)).collect();
        kinds.retain(|client| duty.audience.fits(client));
        let Some(plain) = kinds.first().cloned() else { return Some(false) };
        let matter = self.matter(activity);
        for client in &kinds {
            if !self.always_no(&matter, windows, client)? {
                return Some(false);
            }
        }
        for name in Rc::clone(&self.asked).iter().copied() {
            let Audience { only_for, not_for } = &duty.audience;
            self.left = self.left.checked_sub(1 + only_for.len() + not_for.len())?;
            let client: Vec<String> = plain.iter().chain([name]).cloned().collect();
            if duty.audience.fits(&client) && !self.always_no(&matter, windows, &client)? {
                return Some(false);
            }
        }
        Some(true)
    }

    fn matter(&mut self, activity: &'s str) -> Rc<Matter<'s>> {
        let lay = self.lay;
        let make = || {
            let all: Vec<&str> = std::iter::once(activity).chain(lay.involved(activity)).collect();
            let rules = || all.iter().flat_map(|activity| lay.naming(activity));
            let spans = rules().flat_map(|index| SIDES.into_iter().filter_map(|side| lay.span(*index, side)));
            let mut moments: Vec<Instant> = spans.flat_map(|span| [span.begin, span.end]).collect();
            moments.sort_unstable();
            moments.dedup();
            let asks = |index: &usize| {
                let Audience { only_for, not_for } = &lay.rule(*index).audience;
                1 + only_for.len() + not_for.len()
            };
            let looks = rules().map(asks).sum::<usize>() + all.len();
            Rc::new(Matter { all, moments, looks })
        };
        Rc::clone(self.matters.entry(activity).or_insert_with(make))
    }

    /// Whether the activity is `no` for a client throughout both readings of a window.
    fn always_no(&mut self, matter: &Matter<'_>, windows: [Span; 2], client: &[String]) -> Option<bool> {
        for window in windows {
            let first = matter.moments.partition_point(|at| *at <= window.begin);
            let later = matter.moments[first..].iter().copied().take_while(|at| *at < window.end);
            for at in std::iter::once(window.begin).chain(later) {
                self.left = self.left.checked_sub(matter.looks)?;
                // An answer is `no` where it is so in either reading; a duty's own window is read in each.
                if !SIDES.into_iter().any(|side| is_no(self.lay, &matter.all, at, client, side)) {
                    return Some(false);
                }
            }
        }
        Some(true)
    }
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
