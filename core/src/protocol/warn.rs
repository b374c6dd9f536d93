//! What is odd about a sheet though it can be read: rules that contradict each other, bans that come late, gaps.
//!
//! For the studio that writes the sheet. Not for: what is wrong with the file (`Sheet::read` refuses that), or any
//! client: the rule engine answers a sheet with warnings as it stands.

use serde::{Deserialize, Serialize};

use super::sheet::Sheet;
use super::warn_lay::Lay;
use super::{warn_duties, warn_involved, warn_pairs, warn_rules};

/// The kinds of warning, in the contract's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarningKind {
    /// Two rules of one anchor say different things about an activity at one time.
    Contradiction,
    /// Two rules say the same from the same day on, and end on different ones.
    TwoEnds,
    /// A session's permission begins while the final session's ban holds.
    FinalBan,
    /// An activity is allowed while something that it involves is not.
    Involved,
    /// A duty that is never due, since its activity is not allowed.
    IdleDuty,
    /// A ban begins later than anything that is said about its activity.
    LateBan,
    /// A permission ends, and nothing says what follows.
    Gap,
    /// A rule on the final session does not say what holds until then.
    NoMeanwhile,
    /// A rule waits for a state, and nothing says when that usually comes.
    NoEstimate,
    /// A declared activity that no rule reaches.
    Unreached,
}

/// One thing that is odd about a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Of which kind.
    pub kind: WarningKind,
    /// The rules (or the duty) that it is about: of a pair the permission first, else in sheet order.
    pub rules: Vec<String>,
    /// The activity that it is about, where it is about one.
    pub activity: Option<String>,
    /// What is odd, for the studio; in English whatever the sheet's language. Days count from the session's own.
    pub what: String,
}

/// The most warnings that a check gives. A sheet of a thousand rules could contradict itself millions of times.
const MOST: usize = 1_000;

/// Everything that is odd about a sheet: by kind, then in sheet order; the first 1,000 of it.
pub fn warnings(sheet: &Sheet) -> Vec<Warning> {
    let lay = &Lay::of(sheet);
    let mut found = Findings(Vec::new());
    warn_pairs::contradictions(lay, &mut found);
    warn_pairs::two_ends(lay, &mut found);
    warn_involved::final_bans(lay, &mut found);
    warn_involved::involved(lay, &mut found);
    warn_duties::idle(lay, &mut found);
    warn_rules::late_bans(lay, &mut found);
    warn_rules::gaps(lay, &mut found);
    warn_rules::no_meanwhiles(lay, &mut found);
    warn_rules::no_estimates(lay, &mut found);
    warn_rules::unreached(lay, &mut found);
    found.0
}

/// Warnings found so far.
pub(super) struct Findings(Vec<Warning>);

impl Findings {
    /// Whether no more are taken: whoever looks may stop.
    pub(super) fn is_full(&self) -> bool {
        self.room() == 0
    }

    /// How many more are taken.
    pub(super) fn room(&self) -> usize {
        MOST.saturating_sub(self.0.len())
    }

    pub(super) fn add(&mut self, kind: WarningKind, rules: &[&str], activity: Option<&str>, what: String) {
        if !self.is_full() {
            let rules = rules.iter().copied().map(str::to_owned).collect();
            self.0.push(Warning { kind, rules, activity: activity.map(str::to_owned), what });
        }
    }
}
