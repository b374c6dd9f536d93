//! Why a verdict is what it is: its conditions, what it waits for, and the rule that decides.
//!
//! Not for: when it changes (`timeline`).

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::protocol::{Anchor, Rule, Until, Verdict};
use crate::time::Instant;

use super::gate::{SkinState, StateIs};
use super::matter::Matter;
use super::rulebook::{ActivityIndex, RuleIndex};
use super::situation::Situation;
use super::timeline::{Next, Readings};
use super::weigh::{Contribution, Voice, counting, weigh};

/// A condition of a `yes_if`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// One that the sheet words: of this rule, in this place.
    Worded {
        /// The rule.
        rule: RuleIndex,
        /// The place among its conditions.
        place: usize,
    },
    /// A skin state.
    Skin(SkinState),
}

/// The rule that decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecidedBy {
    /// The rule.
    pub rule: RuleIndex,
    /// The activity that it names: the one asked about, or one that it involves.
    pub activity: ActivityIndex,
    /// Its anchor.
    pub anchor: Anchor,
    /// The number of the session that its window hangs on; none for `always` and while a final session is to come.
    pub session: Option<u32>,
    /// Whether the rule has run out and decides by the silence it left.
    pub silence: bool,
}

/// Why a verdict is what it is. The same from one bound to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Explanation {
    pub conditions: Vec<Condition>,
    pub waits_for: Vec<SkinState>,
    pub decided_by: Option<DecidedBy>,
    /// Whether a rule that decides by its own window says that the studio gave no end.
    pub unstated: bool,
}

impl Explanation {
    /// Collects what every reading that shares the deciding verdict says.
    pub fn new(
        situation: &Situation,
        matter: &Matter,
        asked: Instant,
        at: Instant,
        verdict: Verdict,
    ) -> Self {
        let mut deciding: Vec<Contribution> = Vec::new();
        Readings::new(situation, matter, asked).each(situation, at, |reading| {
            let mut contributions = Vec::new();
            let weighed = weigh(situation, matter, reading, asked, at, &mut contributions);
            if weighed.verdict == verdict {
                counting(&mut contributions, weighed.own_given);
                deciding.extend(contributions.into_iter().filter(|one| one.said.verdict == verdict));
            }
            Next::GoOn
        });
        Self::of(situation, matter, &deciding, verdict)
    }

    fn of(situation: &Situation, matter: &Matter, deciding: &[Contribution], verdict: Verdict) -> Self {
        let rulebook = situation.rulebook();
        let own = matter.parts[0].activity;
        let decided_by = deciding
            .iter()
            .max_by_key(|one| {
                let speaks = one.voice != Voice::Silence;
                (speaks, one.said.end, one.activity == own, Reverse(one.rule))
            })
            .map(|one| DecidedBy {
                rule: one.rule,
                activity: one.activity,
                anchor: one.anchor,
                session: one.session,
                silence: one.voice == Voice::Silence,
            });
        let unstated = deciding.iter().any(|one| {
            one.voice == Voice::Window && rulebook.rule(one.rule).window.until == Some(Until::Unstated)
        });

        let mut in_sheet_order: Vec<&Contribution> =
            deciding.iter().filter(|one| one.voice == Voice::Window).collect();
        // Of two readings of one rule, the one with the condition of its gate comes after the rule's own words.
        in_sheet_order.sort_by_key(|one| (one.rule, one.said.condition));
        let mut found = Self { decided_by, unstated, ..Self::default() };
        let mut known = Known::default();
        for one in in_sheet_order {
            let rule = rulebook.rule(one.rule);
            if verdict == Verdict::YesIf {
                found.add_conditions(&mut known, one, rule);
            }
            if let Some(waits_for) = one.said.waits_for.filter(|wait| !found.waits_for.contains(wait)) {
                found.waits_for.push(waits_for);
            }
        }
        found
    }

    fn add_conditions<'s>(&mut self, known: &mut Known<'s>, one: &Contribution, rule: &'s Rule) {
        if rule.verdict == Verdict::YesIf {
            for (place, worded) in rule.conditions.iter().enumerate() {
                if known.worded.insert(worded) {
                    self.conditions.push(Condition::Worded { rule: one.rule, place });
                }
            }
        }
        if let Some(state) = one.said.condition.filter(|state| known.skin.insert(*state)) {
            self.conditions.push(Condition::Skin(state));
        }
    }
}

/// The conditions that were found already. A set: a sheet of 1 MB may word a hundred thousand.
#[derive(Default)]
struct Known<'s> {
    worded: HashSet<&'s str>,
    skin: HashSet<SkinState>,
}

impl SkinState {
    /// Whether it asks for a report that can still be made.
    pub fn awaits_report(self) -> bool {
        self.is != StateIs::NotYet
    }
}
