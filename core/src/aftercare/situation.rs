//! What a question fixes: a rulebook, a course, a client, what they reported, and the zone they ask in.
//!
//! Holds the spans of rules, worked out when first needed. Not for: the moment asked about; every call takes it.

use std::sync::{Arc, OnceLock};

use chrono_tz::Tz;

use crate::course::{Course, Session, SkinReport};
use crate::protocol::{Bound, Gate, Until, Window};
use crate::time::Instant;

use super::gate::StateEvent;
use super::reading::InstantReading;
use super::rulebook::{ActivityIndex, RuleIndex, Rulebook};
use super::span::{Frame, Span};

/// What a question fixes but for the activity and the moment.
#[derive(Debug)]
pub struct Situation {
    rulebook: Arc<Rulebook>,
    course: Course,
    frame: Frame,
    /// By rule: whether it is for this client. One that is not is as if it were not in the sheet.
    fits: Vec<bool>,
    /// By duty: whether it is for this client.
    duty_fits: Vec<bool>,
    /// Reports about states that the sheet names, by time.
    events: Vec<StateEvent>,
    /// By rule: its spans, by session and then by [`InstantReading::place`].
    spans: Vec<OnceLock<Box<[Span]>>>,
    zones_differ: bool,
}

impl Situation {
    /// Puts a client's course and reports under a rulebook. States that no gate names have no bearing on an answer.
    pub fn new(
        rulebook: Arc<Rulebook>,
        course: Course,
        client: &[String],
        reports: &[SkinReport],
        zone: Tz,
    ) -> Self {
        let sheet = Arc::clone(rulebook.sheet());
        let mut events: Vec<StateEvent> = Vec::new();
        for report in reports {
            for (names, seen) in [(&report.seen, true), (&report.gone, false)] {
                let states = names.iter().filter_map(|name| rulebook.state_index(name));
                events.extend(states.map(|state| StateEvent { at: report.at, seen, state }));
            }
        }
        events.sort_unstable();
        let zones_differ =
            course.sessions().iter().any(|session| session.zone.is_some_and(|own| own != zone));
        Self {
            fits: sheet.rules.iter().map(|rule| rule.audience.fits(client)).collect(),
            duty_fits: sheet.duties.iter().map(|duty| duty.audience.fits(client)).collect(),
            spans: sheet.rules.iter().map(|_| OnceLock::new()).collect(),
            frame: Frame { treatment_day: sheet.treatment_day, asked_zone: zone },
            rulebook,
            course,
            events,
            zones_differ,
        }
    }

    /// The same with another course: for the readings that the answer's fields name.
    pub(crate) fn with_course(&self, course: Course) -> Self {
        Self {
            rulebook: Arc::clone(&self.rulebook),
            course,
            frame: self.frame,
            fits: self.fits.clone(),
            duty_fits: self.duty_fits.clone(),
            events: self.events.clone(),
            spans: self.fits.iter().map(|_| OnceLock::new()).collect(),
            zones_differ: self.zones_differ,
        }
    }

    /// The rulebook it stands under.
    pub fn rulebook(&self) -> &Arc<Rulebook> {
        &self.rulebook
    }

    /// The course.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// The zone asked about.
    pub fn zone(&self) -> Tz {
        self.frame.asked_zone
    }

    pub(crate) fn frame(&self) -> Frame {
        self.frame
    }

    /// Whether a session counts its days in another zone than the one asked about.
    pub(crate) fn zones_differ(&self) -> bool {
        self.zones_differ
    }

    /// Reports that a gate can see at `asked`, by time.
    pub(crate) fn known_events(&self, asked: Instant) -> &[StateEvent] {
        &self.events[..self.events.partition_point(|event| event.at <= asked)]
    }

    /// All reports that a gate can ever see, by time.
    pub(crate) fn events(&self) -> &[StateEvent] {
        &self.events
    }

    /// Whether a rule for this client names an activity.
    pub(crate) fn names(&self, activity: ActivityIndex) -> bool {
        self.rules(activity).next().is_some()
    }

    /// Whether a duty is for this client.
    pub(crate) fn duty_fits(&self, duty: usize) -> bool {
        self.duty_fits[duty]
    }

    /// The rules for this client that name an activity, by anchor and then in sheet order.
    pub(crate) fn rules(&self, activity: ActivityIndex) -> impl Iterator<Item = RuleIndex> + '_ {
        self.rulebook.get(activity).rules.iter().copied().filter(|rule| self.fits[rule.get()])
    }

    /// The span of a rule on the session in that place of the course.
    pub(crate) fn span(&self, rule: RuleIndex, session: usize, reading: InstantReading) -> Span {
        let spans = self.spans[rule.get()].get_or_init(|| self.spans_of(rule));
        spans[session * InstantReading::ALL.len() + reading.place()]
    }

    fn spans_of(&self, rule: RuleIndex) -> Box<[Span]> {
        let rule = self.rulebook.rule(rule);
        let usually = match &rule.gate {
            Some(Gate::UntilState { usually, .. }) => usually.as_ref(),
            _ => None,
        };
        let fuzzy = is_fuzzy(&rule.window);
        let own_zone = |session: &Session| session.zone.is_none_or(|own| own == self.zone());
        let mut spans = Vec::with_capacity(self.course.sessions().len() * InstantReading::ALL.len());
        for session in self.course.sessions() {
            let first = spans.len();
            for reading in InstantReading::ALL {
                // Readings that cannot differ are worked out once.
                let same_zone = reading.place() >= 2 && own_zone(session);
                let same_side = reading.place() % 2 == 1 && !fuzzy;
                spans.push(match (same_zone, same_side) {
                    (true, _) => spans[first + reading.place() - 2],
                    (_, true) => spans[first + reading.place() - 1],
                    _ => self.frame.span(&rule.window, usually, session, reading.zone, reading.side),
                });
            }
        }
        spans.into_boxed_slice()
    }
}

/// Whether a window or a hold reads differently on the two sides of its bounds.
pub(crate) fn is_fuzzy(window: &Window) -> bool {
    let until = match &window.until {
        Some(Until::Bound(bound)) => Some(bound),
        _ => None,
    };
    window.from.as_ref().is_some_and(Bound::is_fuzzy) || until.is_some_and(Bound::is_fuzzy)
}
