//! What a rule is at a moment: to come, active, run out; and what the state of the skin makes of it.
//!
//! Not for: whether the rule's anchor speaks, or weighing one rule against another (`weigh`).

use crate::protocol::{Gate, Rule, Verdict};
use crate::time::Instant;

use super::rulebook::{GateIndex, StateIndex};
use super::span::Span;

/// What a report says of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateIs {
    /// It was seen.
    Seen,
    /// It is gone.
    Gone,
    /// It has not come yet.
    NotYet,
}

impl StateIs {
    /// The word of every JSON answer.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Gone => "gone",
            Self::NotYet => "not yet",
        }
    }
}

/// What is asked of a skin state: `{state: scabs, is: gone}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SkinState {
    /// The state.
    pub state: StateIndex,
    /// What it has to be.
    pub is: StateIs,
}

/// One state in one report. Ordered by time; of two at one instant, *seen* comes last and so is the newer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StateEvent {
    pub at: Instant,
    pub seen: bool,
    pub state: StateIndex,
}

/// What a rule says while it is active.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Said {
    pub verdict: Verdict,
    /// When the rule stops saying it, as `decided_by` orders rules.
    pub end: Instant,
    /// The condition that its gate adds.
    pub condition: Option<SkinState>,
    /// The report that it waits for.
    pub waits_for: Option<SkinState>,
}

/// What a rule is at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Its window begins later.
    ToCome,
    /// Its window holds.
    Active(Said),
    /// It has run out but for a condition: it still counts as `yes_if`, and leaves its silence too.
    Lapsing(Said),
    /// It has run out and leaves its silence.
    RunOut,
    /// A `hold` that no report keeps up: it says nothing and leaves nothing.
    Dormant,
}

/// What a rule that has run out leaves: its `then`; else `ask` for a permission, the sheet's silence for the rest.
pub(crate) fn silence_of(rule: &Rule, sheet_silence: Verdict) -> Verdict {
    rule.then.unwrap_or(if rule.verdict.permits() { Verdict::Ask } else { sheet_silence })
}

/// The status of a rule at `at`, by its window and its gate. `events` are the reports that count: those made since
/// the start of the current session, up to the moment asked about, by time.
pub(crate) fn status(
    rule: &Rule,
    gate: Option<&GateIndex>,
    span: &Span,
    events: &[StateEvent],
    at: Instant,
    sheet_silence: Verdict,
    later_side: bool,
) -> Status {
    if let (Some(GateIndex::Hold(states)), Some(Gate::Hold { earlier, later, .. })) = (gate, &rule.gate) {
        let hours = if later_side { *later } else { *earlier };
        return hold(rule.verdict, states, hours, events, at);
    }
    if at < span.begin {
        return Status::ToCome;
    }
    if let Some(GateIndex::UntilState(state)) = gate {
        return until_state(rule, *state, span, events, at, sheet_silence);
    }
    if at >= span.end {
        return Status::RunOut;
    }
    let said = Said { verdict: rule.verdict, end: span.end, condition: None, waits_for: None };
    Status::Active(match gate {
        Some(GateIndex::Unless(state)) => unless(said, *state, span, events),
        Some(GateIndex::BeforeState(state)) => before_state(said, *state, events),
        _ => said,
    })
}

fn hold(verdict: Verdict, states: &[StateIndex], hours: i64, events: &[StateEvent], at: Instant) -> Status {
    let lapses = events
        .iter()
        .filter(|event| event.seen && states.contains(&event.state) && event.at <= at)
        .map(|event| event.at.plus_hours(hours))
        .max();
    match lapses {
        Some(end) if at < end => Status::Active(Said { verdict, end, condition: None, waits_for: None }),
        _ => Status::Dormant,
    }
}

fn unless(said: Said, state: StateIndex, span: &Span, events: &[StateEvent]) -> Said {
    let gone = SkinState { state, is: StateIs::Gone };
    let mut about = events.iter().filter(|event| event.state == state);
    let ever_seen = about.clone().any(|event| event.seen);
    match about.next_back() {
        Some(newest) if newest.seen => Said { verdict: Verdict::No, waits_for: Some(gone), ..said },
        Some(newest) if ever_seen || newest.at >= span.begin => said,
        _ => Said { verdict: Verdict::YesIf, condition: Some(gone), waits_for: Some(gone), ..said },
    }
}

fn before_state(said: Said, state: StateIndex, events: &[StateEvent]) -> Said {
    if events.iter().any(|event| event.state == state && event.seen) {
        Said { verdict: Verdict::Ask, ..said }
    } else {
        Said { verdict: Verdict::YesIf, condition: Some(SkinState { state, is: StateIs::NotYet }), ..said }
    }
}

/// Whether the newest report about a state says that it was seen; reports before `usually`'s first day do not count.
pub(crate) fn reached(state: StateIndex, span: &Span, events: &[StateEvent]) -> bool {
    let counting = |event: &&StateEvent| event.state == state && event.at >= span.usually_first;
    events.iter().rev().find(counting).is_some_and(|event| event.seen)
}

fn until_state(
    rule: &Rule,
    state: StateIndex,
    span: &Span,
    events: &[StateEvent],
    at: Instant,
    sheet_silence: Verdict,
) -> Status {
    let reached = reached(state, span, events);
    let until_over = at >= span.until_over;
    if reached && until_over {
        return Status::RunOut;
    }
    let seen = SkinState { state, is: StateIs::Seen };
    let waits_for = (!reached).then_some(seen);
    if until_over && at >= span.usually_over {
        if silence_of(rule, sheet_silence) != Verdict::Yes {
            return Status::RunOut;
        }
        return Status::Lapsing(Said {
            verdict: Verdict::YesIf,
            end: Instant::MAX,
            condition: Some(seen),
            waits_for,
        });
    }
    let end = if reached { span.until_over } else { Instant::MAX };
    Status::Active(Said { verdict: rule.verdict, end, condition: None, waits_for })
}
