//! One activity, at one moment, in one reading: what its rules and those of what it involves come to.
//!
//! This is the section "One activity" of `aftercare-rules`, sentence by sentence. Not for: merging readings or
//! finding when the verdict changes (`timeline`).

use crate::protocol::{Anchor, Meanwhile, Rule, Verdict};
use crate::time::Instant;

use super::gate::{Said, StateEvent, Status, silence_of, status};
use super::matter::Matter;
use super::reading::{FinalReading, InstantReading, SessionReading};
use super::rulebook::{ActivityIndex, RuleIndex};
use super::situation::Situation;

/// How a rule came to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Its window holds.
    Window,
    /// It allows the activity later: until then `no`, implied.
    Implied,
    /// What it says until the final session has begun.
    Meanwhile,
    /// What it left when it ran out.
    Silence,
}

/// What one rule adds to the weighing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Contribution {
    pub rule: RuleIndex,
    /// The activity that the rule names: the one asked about, or one that it involves.
    pub activity: ActivityIndex,
    pub anchor: Anchor,
    /// The number of the session that the rule's window hangs on.
    pub session: Option<u32>,
    pub voice: Voice,
    /// Whether it is among what steps 1 and 2 give; silence is not, nor is a rule that has run out but for its
    /// condition.
    pub gives: bool,
    pub said: Said,
}

/// Leaves out silences that do not count: where something is given for the activity itself, or for the one that
/// left them and they are no `no`.
pub(crate) fn counting(contributions: &mut Vec<Contribution>, own_given: bool) {
    let giving: Vec<ActivityIndex> =
        contributions.iter().filter(|one| one.gives).map(|one| one.activity).collect();
    contributions.retain(|one| {
        one.voice != Voice::Silence
            || !own_given
            || (one.said.verdict == Verdict::No && !giving.contains(&one.activity))
    });
}

/// One reading of everything that is uncertain.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub sessions: &'a SessionReading,
    pub instants: InstantReading,
    pub final_session: FinalReading,
}

/// Collects what rules add, or does not care.
pub(crate) trait Sink {
    fn add(&mut self, contribution: Contribution);
}

/// For the verdict alone.
pub(crate) struct VerdictOnly;
impl Sink for VerdictOnly {
    fn add(&mut self, _: Contribution) {}
}
impl Sink for Vec<Contribution> {
    fn add(&mut self, contribution: Contribution) {
        self.push(contribution);
    }
}

/// What steps 1 to 3 come to for one activity.
#[derive(Debug, Clone, Copy, Default)]
struct Steps {
    /// What steps 1 and 2 give.
    given: Option<Verdict>,
    /// What a rule that has run out but for its condition still says.
    lapsing: Option<Verdict>,
    /// What step 3 leaves.
    left: Option<Verdict>,
    /// Whether a rule off `before-session` names the activity.
    named: bool,
}

fn raise(verdict: &mut Option<Verdict>, by: Verdict) {
    *verdict = (*verdict).max(Some(by));
}

/// Everything that stays the same while one activity is weighed at one moment.
struct Scale<'a, S> {
    situation: &'a Situation,
    reading: Reading<'a>,
    at: Instant,
    /// The current session, as a place in the course.
    current: Option<usize>,
    /// Reports since the start of the current session.
    events: &'a [StateEvent],
    sheet_silence: Verdict,
    sink: &'a mut S,
}

/// Weighs one activity at `at`. Contributions that do not count in the end are left out of `sink` by
/// [`counting`], which the caller applies when it collects them.
pub(crate) fn weigh<S: Sink>(
    situation: &Situation,
    matter: &Matter,
    reading: Reading<'_>,
    asked: Instant,
    at: Instant,
    sink: &mut S,
) -> Weighed {
    let course = situation.course();
    let current = reading.sessions.current(course, at);
    let known = situation.known_events(asked);
    let events = match current {
        Some(place) => {
            let start = course.sessions()[place].start;
            &known[known.partition_point(|event| event.at < start)..]
        }
        None => &[],
    };
    let sheet_silence = situation.rulebook().sheet().silence;
    let mut scale = Scale { situation, reading, at, current, events, sheet_silence, sink };

    let mut total = None;
    let mut left_anywhere = None;
    let mut own_given = false;
    for (place, part) in matter.parts.iter().enumerate() {
        let steps = scale.steps(part.activity, &part.rules);
        let gives = steps.given.is_some();
        if place == 0 {
            own_given = gives;
        }
        total = total.max(steps.given).max(steps.lapsing);
        if !gives && steps.left == Some(Verdict::No) {
            raise(&mut total, Verdict::No);
        }
        left_anywhere = left_anywhere.max(steps.left);
        if steps.left.is_none() && !gives && steps.named {
            raise(&mut left_anywhere, if current.is_some() { Verdict::Ask } else { Verdict::Yes });
        }
    }
    if !own_given {
        total = total.max(left_anywhere);
    }
    let unsaid = if current.is_some() { Verdict::Ask } else { Verdict::Yes };
    let verdict = total.unwrap_or(unsaid);
    Weighed { verdict: if matter.at_least_ask { verdict.max(Verdict::Ask) } else { verdict }, own_given }
}

/// What weighing comes to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weighed {
    pub verdict: Verdict,
    /// Whether steps 1 and 2 gave something for the activity itself: then silence does not count, but for `no`.
    pub own_given: bool,
}

impl<'a, S: Sink> Scale<'a, S> {
    /// Steps 1 to 3, anchor by anchor. Rules come grouped by anchor.
    fn steps(&mut self, activity: ActivityIndex, rules: &[RuleIndex]) -> Steps {
        let mut steps = Steps::default();
        let situation = self.situation;
        let anchor_of = |rule: &RuleIndex| situation.rulebook().rule(*rule).window.anchor;
        for group in rules.chunk_by(|a, b| anchor_of(a) == anchor_of(b)) {
            let anchor = anchor_of(&group[0]);
            steps.named |= anchor != Anchor::BeforeSession;
            match anchor {
                Anchor::BeforeSession => self.before_session(activity, group, &mut steps),
                Anchor::FinalSession if self.reading.final_session == FinalReading::ToCome => {
                    self.meanwhile(activity, group, &mut steps);
                }
                Anchor::BetweenSessions if self.reading.final_session == FinalReading::Current => {}
                Anchor::Always => self.anchored(activity, group, self.reading.sessions.first(), &mut steps),
                _ => self.anchored(activity, group, self.current, &mut steps),
            }
        }
        steps
    }

    fn rule(&self, rule: RuleIndex) -> &'a Rule {
        let situation: &'a Situation = self.situation;
        situation.rulebook().rule(rule)
    }

    /// One anchor that counts from the session in that place, or, for `always`, speaks from its start on.
    fn anchored(
        &mut self,
        activity: ActivityIndex,
        rules: &[RuleIndex],
        session: Option<usize>,
        steps: &mut Steps,
    ) {
        // Without a current session nothing has begun to speak.
        let (Some(place), true) = (session, self.current.is_some()) else {
            return;
        };
        let number = self.situation.course().sessions()[place].number;
        let (mut given, mut permission_to_come, mut left) = (None, false, None);
        for &index in rules {
            let span = self.situation.span(index, place, self.reading.instants);
            let rule = self.rule(index);
            let anchor = rule.window.anchor;
            let session = (anchor != Anchor::Always).then_some(number);
            let speaks = |gives, said| Contribution {
                rule: index,
                activity,
                anchor,
                session,
                voice: Voice::Window,
                gives,
                said,
            };
            match self.status(index, &span) {
                Status::ToCome => permission_to_come |= rule.verdict.permits(),
                Status::Active(said) => {
                    raise(&mut given, said.verdict);
                    self.sink.add(speaks(true, said));
                }
                Status::Lapsing(said) => {
                    raise(&mut steps.lapsing, said.verdict);
                    raise(&mut left, silence_of(rule, self.sheet_silence));
                    self.sink.add(speaks(false, said));
                }
                Status::RunOut => raise(&mut left, silence_of(rule, self.sheet_silence)),
                Status::Dormant => {}
            }
        }
        if given.is_some() {
            steps.given = steps.given.max(given);
        } else if permission_to_come {
            raise(&mut steps.given, Verdict::No);
            self.add_inactive(activity, rules, place, Voice::Implied);
        } else if left.is_some() {
            steps.left = steps.left.max(left);
            self.add_inactive(activity, rules, place, Voice::Silence);
        }
    }

    /// Adds the rules behind an implied `no`, or behind what silence leaves.
    fn add_inactive(&mut self, activity: ActivityIndex, rules: &[RuleIndex], place: usize, voice: Voice) {
        for &index in rules {
            let span = self.situation.span(index, place, self.reading.instants);
            let rule = self.rule(index);
            let anchor = rule.window.anchor;
            let (verdict, end) = match (voice, self.status(index, &span)) {
                (Voice::Implied, Status::ToCome) if rule.verdict.permits() => (Verdict::No, span.begin),
                (Voice::Silence, Status::RunOut | Status::Lapsing(_)) => {
                    (silence_of(rule, self.sheet_silence), span.end.max(span.begin))
                }
                _ => continue,
            };
            let number = self.situation.course().sessions()[place].number;
            let session = (anchor != Anchor::Always).then_some(number);
            let said = Said { verdict, end, condition: None, waits_for: None };
            let gives = voice == Voice::Implied;
            self.sink.add(Contribution { rule: index, activity, anchor, session, voice, gives, said });
        }
    }

    /// `before-session`, session by session: rules speak while active, and leave nothing.
    fn before_session(&mut self, activity: ActivityIndex, rules: &[RuleIndex], steps: &mut Steps) {
        let sessions = self.situation.course().sessions();
        for &place in self.reading.sessions.after(self.situation.course(), self.at) {
            for &index in rules {
                let span = self.situation.span(index, place, self.reading.instants);
                if !(span.begin <= self.at && self.at < span.end) {
                    continue;
                }
                let verdict = self.rule(index).verdict;
                raise(&mut steps.given, verdict);
                let said = Said { verdict, end: span.end, condition: None, waits_for: None };
                let (anchor, session) = (Anchor::BeforeSession, Some(sessions[place].number));
                self.sink.add(Contribution {
                    rule: index,
                    activity,
                    anchor,
                    session,
                    voice: Voice::Window,
                    gives: true,
                    said,
                });
            }
        }
    }

    /// `final-session` rules while the final session is to come: active from the start of the first session.
    fn meanwhile(&mut self, activity: ActivityIndex, rules: &[RuleIndex], steps: &mut Steps) {
        if self.current.is_none() {
            return;
        }
        for &index in rules {
            let rule = self.rule(index);
            let verdict = match (rule.meanwhile, rule.verdict) {
                (Some(Meanwhile::Nothing), _) => continue,
                (Some(Meanwhile::Ask), _) | (None, Verdict::Ask) => Verdict::Ask,
                (Some(Meanwhile::No) | None, _) => Verdict::No,
            };
            raise(&mut steps.given, verdict);
            let said = Said { verdict, end: Instant::MAX, condition: None, waits_for: None };
            let (anchor, session) = (Anchor::FinalSession, None);
            self.sink.add(Contribution {
                rule: index,
                activity,
                anchor,
                session,
                voice: Voice::Meanwhile,
                gives: true,
                said,
            });
        }
    }

    fn status(&self, index: RuleIndex, span: &super::span::Span) -> Status {
        let gate = self.situation.rulebook().gate(index);
        let later = self.reading.instants.side == crate::protocol::Side::Later;
        status(self.rule(index), gate, span, self.events, self.at, self.sheet_silence, later)
    }
}
