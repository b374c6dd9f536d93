//! What bears on one activity for one client: its rules, and those of everything that it involves.
//!
//! Not for: what they say at a moment (`weigh`).

use crate::protocol::{Anchor, Gate};

use super::rulebook::{ActivityIndex, RuleIndex};
use super::situation::{Situation, is_fuzzy};

/// An activity that counts, and the rules that name it.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub activity: ActivityIndex,
    /// By anchor, then in sheet order.
    pub rules: Vec<RuleIndex>,
}

/// What bears on one activity for one client.
#[derive(Debug, Clone)]
pub(crate) struct Matter {
    /// The activity itself first, then everything that it involves.
    pub parts: Vec<Part>,
    /// Every rule of the parts, in sheet order, each once.
    pub rules: Vec<RuleIndex>,
    /// The activity is neither declared nor named, or no rule names it or anything that it involves.
    pub at_least_ask: bool,
    /// A `final-session` or `between-sessions` rule names it, or one that it involves.
    pub hangs_on_final: bool,
    /// A bound or a hold of these rules is fuzzy.
    pub fuzzy: bool,
}

impl Matter {
    pub fn new(situation: &Situation, activity: ActivityIndex) -> Self {
        let rulebook = situation.rulebook();
        let parts: Vec<Part> = rulebook
            .get(activity)
            .closure
            .iter()
            .map(|&activity| Part { activity, rules: situation.rules(activity).collect() })
            .collect();
        let mut rules: Vec<RuleIndex> = parts.iter().flat_map(|part| part.rules.iter().copied()).collect();
        rules.sort_unstable();
        rules.dedup();
        let undeclared = !rulebook.get(activity).declared && parts[0].rules.is_empty();
        let on_final = |rule: &RuleIndex| {
            matches!(rulebook.rule(*rule).window.anchor, Anchor::FinalSession | Anchor::BetweenSessions)
        };
        let reads_twice = |rule: &RuleIndex| {
            let rule = rulebook.rule(*rule);
            is_fuzzy(&rule.window)
                || matches!(rule.gate, Some(Gate::Hold { earlier, later, .. }) if earlier != later)
        };
        Self {
            at_least_ask: undeclared || rules.is_empty(),
            hangs_on_final: rules.iter().any(on_final),
            fuzzy: rules.iter().any(reads_twice),
            parts,
            rules,
        }
    }
}
