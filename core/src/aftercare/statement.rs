//! Duties, expectations and warning signs that are in force at a moment.
//!
//! They hang on anchors as rules do, read in the session's own zone. Where the readings of a fuzzy bound or of an
//! unconfirmed session differ, a statement is in force if it is in any of them: too much care harms nobody. Not
//! for: the answers about activities (`weigh`).

use crate::protocol::{Anchor, Side, Usually, Verdict, Window};
use crate::time::Instant;

use super::compiled::Compiled;
use super::gate::{StateEvent, reached};
use super::moment::Moment;
use super::reading::{FinalSession, SessionReading};
use super::rulebook::StateIndex;
use super::situation::{Situation, is_fuzzy};
use super::span::{Span, ZoneReading};

/// A warning sign in force, and whether the client reported what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInForce {
    /// The sign, as its place in the sheet.
    pub sign: usize,
    /// Whether the newest report, made in the current session, says that one of its states was seen.
    pub reported: bool,
}

impl Compiled {
    /// The duties that are due at a moment, as places in the sheet, in sheet order.
    pub fn duties(&self, at: Instant) -> Vec<usize> {
        self.duties_at(&Moment::new(self.situation(), at))
    }

    /// Whether the duty in that place of the sheet is due at a moment.
    pub fn is_due(&self, place: usize, at: Instant) -> bool {
        self.is_due_at(place, &Moment::new(self.situation(), at))
    }

    pub(super) fn duties_at(&self, moment: &Moment) -> Vec<usize> {
        let duties = 0..self.situation().rulebook().sheet().duties.len();
        duties.filter(|&place| self.is_due_at(place, moment)).collect()
    }

    fn is_due_at(&self, place: usize, moment: &Moment) -> bool {
        let situation = self.situation();
        let duty = &situation.rulebook().sheet().duties[place];
        let forbidden = || {
            let activity = duty.activity.as_ref().and_then(|id| situation.rulebook().activity(id));
            activity.is_some_and(|activity| self.verdict(activity, moment.at) == Verdict::No)
        };
        situation.duty_fits(place)
            && in_force(situation, &duty.window, duty.until_state.as_ref(), moment)
            && !forbidden()
    }

    /// What is normal to see at a moment, as places in the sheet, in sheet order.
    pub(super) fn expectations(&self, moment: &Moment) -> Vec<usize> {
        let situation = self.situation();
        let sheet = situation.rulebook().sheet();
        let holds = |(_, window): &(usize, &Window)| in_force(situation, window, None, moment);
        let windows = sheet.expectations.iter().map(|expect| &expect.window).enumerate();
        windows.filter(holds).map(|(place, _)| place).collect()
    }

    /// The warning signs to look out for at a moment, in sheet order.
    pub(super) fn signs(&self, moment: &Moment) -> Vec<SignInForce> {
        let situation = self.situation();
        let rulebook = situation.rulebook();
        let since = situation.course().current(moment.at).map_or(Instant::MAX, |session| session.start);
        let events = situation.known_events(moment.at);
        let seen = |name: &String| {
            let newest = rulebook.state_index(name).and_then(|state| newest(events, state, since));
            newest.is_some_and(|event| event.seen)
        };
        let signs = rulebook.sheet().signs.iter().enumerate();
        signs
            .filter(|(_, sign)| in_force(situation, &sign.window, None, moment))
            .map(|(place, sign)| SignInForce { sign: place, reported: sign.seen.iter().any(seen) })
            .collect()
    }
}

fn newest(events: &[StateEvent], state: StateIndex, since: Instant) -> Option<&StateEvent> {
    events.iter().rev().find(|event| event.state == state && event.at >= since)
}

/// Whether a window holds at the moment that was asked about in any reading of sessions and fuzzy bounds.
fn in_force(
    situation: &Situation,
    window: &Window,
    until_state: Option<&(String, Option<Usually>)>,
    moment: &Moment,
) -> bool {
    moment.readings.iter().any(|sessions| holds(situation, sessions, window, until_state, moment.at))
}

fn holds(
    situation: &Situation,
    sessions: &SessionReading,
    window: &Window,
    until_state: Option<&(String, Option<Usually>)>,
    at: Instant,
) -> bool {
    let course = situation.course();
    let current = sessions.current(course, at);
    let begun = sessions.final_session(course, at) == FinalSession::Begun;
    let session = match window.anchor {
        Anchor::BeforeSession => None,
        Anchor::BetweenSessions => current.filter(|_| !begun),
        Anchor::FinalSession => current.filter(|_| begun),
        Anchor::Session => current,
        Anchor::Always => current.and(sessions.first()),
    };
    let all = course.sessions();
    let hung_on =
        if window.anchor == Anchor::BeforeSession { sessions.after(course, at) } else { session.as_slice() };
    let since = current.map_or(Instant::MAX, |place| all[place].start);
    let known = situation.known_events(at);
    let events = &known[known.partition_point(|event| event.at < since)..];
    let usually = until_state.and_then(|(_, usually)| usually.as_ref());
    let state = until_state.and_then(|(state, _)| situation.rulebook().state_index(state));
    let sides = if is_fuzzy(window) { &[Side::Earlier, Side::Later][..] } else { &[Side::Earlier] };
    hung_on.iter().any(|&place| {
        sides.iter().any(|&side| {
            let span = situation.frame().span(window, usually, &all[place], ZoneReading::Session, side);
            span.begin <= at && !run_out(&span, state, events, at)
        })
    })
}

fn run_out(span: &Span, until_state: Option<StateIndex>, events: &[StateEvent], at: Instant) -> bool {
    match until_state {
        None => at >= span.end,
        Some(state) => at >= span.until_over && (at >= span.usually_over || reached(state, span, events)),
    }
}
