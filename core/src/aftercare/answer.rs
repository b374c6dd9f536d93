//! The answer about one activity at one moment: every field of `aftercare-rules`, "The answer".
//!
//! Instants and indices; a shell's words are made from it by `companion`, the line contract's JSON by
//! [`crate::aftercare::line`]. Not for: how a verdict is reached (`weigh`).

use crate::protocol::Verdict;
use crate::time::Instant;

use super::explanation::{Condition, DecidedBy};
use super::gate::SkinState;

/// What kind of end `until` names, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UntilKind {
    /// The same without any planned session.
    Exact,
    /// It hangs on what is planned, or on a final session nobody knows yet.
    Provisional,
    /// It hangs on a report about the skin.
    State,
    /// The studio gave no end.
    Unstated,
    /// There is none.
    Open,
}

impl UntilKind {
    /// The word of every JSON answer.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Provisional => "provisional",
            Self::State => "state",
            Self::Unstated => "unstated",
            Self::Open => "open",
        }
    }
}

/// From when it would be allowed, were the final session known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provisional {
    /// Were the last session, which is planned, the final one.
    pub if_planned: Option<Instant>,
    /// Were the last done session the final one, and nothing planned.
    pub if_last_was_final: Option<Instant>,
}

/// What the client is told about one activity at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// What a `yes_if` asks for, in sheet order.
    pub conditions: Vec<Condition>,
    /// The next instant at which the verdict is less restrictive than now.
    pub until: Option<Instant>,
    /// What kind of end that is; none where the verdict is `yes`.
    pub until_kind: Option<UntilKind>,
    /// The verdict at `until`.
    pub next: Option<Verdict>,
    /// The first instant after now at which it is `yes`.
    pub clear_at: Option<Instant>,
    /// The next instant at which the verdict is more restrictive than now.
    pub closes: Option<Instant>,
    /// The reports that a deciding rule waits for, in sheet order.
    pub waits_for: Vec<SkinState>,
    /// While the final session is unknown: from when it would be allowed.
    pub provisional: Option<Provisional>,
    /// The number of the current session where it was planned and nobody confirmed it.
    pub unconfirmed: Option<u32>,
    /// The rule that decides; none where nothing spoke.
    pub decided_by: Option<DecidedBy>,
}
