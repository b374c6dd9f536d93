//! Two rules of one anchor held against each other: contradictions, and the same ban with two ends.
//!
//! Not for: rules of other anchors or of what is involved (`warn_involved`), or one rule by itself (`warn_rules`).

use std::collections::BTreeMap;

use super::sheet::Rule;
use super::warn::{Findings, WarningKind};
use super::warn_lay::{DAY, Lay, SIDES, Span};
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
        if found.is_full() {
            return;
        }
        let one = lay.rule(first);
        // By the second rule, the activities that both name: most rules share none.
        let mut shared: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for &activity in lay.named(first) {
            let naming = lay.naming(activity);
            for &second in &naming[naming.partition_point(|second| *second <= first)..] {
                let other = lay.rule(second);
                if one.window.anchor == other.window.anchor && verdicts(one, other) {
                    shared.entry(second).or_default().push(activity);
                }
            }
        }
        for (second, activities) in shared.into_iter().filter(|(second, _)| lay.together(first, *second)) {
            let other = lay.rule(second);
            let both = |side| Some((lay.span(first, side)?, lay.span(second, side)?));
            let in_a_reading = |side| both(side).and_then(|(a, b)| odd(lay, (one, a), (other, b)));
            let Some((kind, what)) = SIDES.into_iter().find_map(in_a_reading) else { continue };
            for activity in activities {
                found.add(kind, &[&one.id, &other.id], Some(activity), format!("for `{activity}`: {what}"));
            }
            if found.is_full() {
                return;
            }
        }
    }
}
