//! The verdict of one activity over time, as it looks from one moment: every planned session going ahead, nobody
//! reporting anything new.
//!
//! Finds the instants at which anything can change and weighs every reading between them. Not for: why a verdict
//! is what it is (`explanation`), or what a client is told (`answer`).

use std::sync::OnceLock;

use crate::protocol::{Anchor, Gate, Verdict};
use crate::time::Instant;

use super::explanation::Explanation;
use super::matter::Matter;
use super::reading::{InstantReading, SessionReading};
use super::situation::Situation;
use super::weigh::{Reading, VerdictOnly, weigh};

/// From `start` until the next stretch begins nothing changes.
#[derive(Debug, Clone)]
pub(crate) struct Stretch {
    pub start: Instant,
    pub verdict: Verdict,
    pub explanation: OnceLock<Explanation>,
}

/// The verdict of one activity from one instant on.
#[derive(Debug, Clone)]
pub(crate) struct Timeline {
    /// By start; the first begins where the timeline does.
    stretches: Vec<Stretch>,
}

/// Every reading of a situation, asked about at one moment.
pub(crate) struct Readings {
    sessions: Vec<SessionReading>,
    instants: Vec<InstantReading>,
}

impl Readings {
    pub fn new(situation: &Situation, matter: &Matter, asked: Instant) -> Self {
        Self {
            sessions: SessionReading::all(situation.course(), asked),
            instants: InstantReading::needed(situation.zones_differ(), matter.fuzzy).collect(),
        }
    }

    /// Calls `with` for every reading that counts at `at`, until it says stop.
    pub fn each(&self, situation: &Situation, at: Instant, mut with: impl FnMut(Reading<'_>) -> Next) {
        for sessions in &self.sessions {
            for &final_session in sessions.final_readings(situation.course(), at) {
                for &instants in &self.instants {
                    if with(Reading { sessions, instants, final_session }) == Next::Stop {
                        return;
                    }
                }
            }
        }
    }

    fn verdict(&self, situation: &Situation, matter: &Matter, asked: Instant, at: Instant) -> Verdict {
        let mut verdict = Verdict::Yes;
        self.each(situation, at, |reading| {
            verdict = verdict.max(weigh(situation, matter, reading, asked, at, &mut VerdictOnly).verdict);
            if verdict == Verdict::No { Next::Stop } else { Next::GoOn }
        });
        verdict
    }

    /// Every instant after `from` at which something can change, by time.
    fn bounds(&self, situation: &Situation, matter: &Matter, asked: Instant, from: Instant) -> Vec<Instant> {
        let sessions = situation.course().sessions();
        // Sessions before the one that is current in every reading no longer speak.
        let current =
            self.sessions.iter().map(|reading| reading.current(situation.course(), from).unwrap_or(0)).min();
        let mut bounds: Vec<Instant> = sessions.iter().map(|session| session.start).collect();
        for &index in &matter.rules {
            let rule = situation.rulebook().rule(index);
            if let Some(Gate::Hold { earlier, later, .. }) = &rule.gate {
                let events = situation.known_events(asked).iter().filter(|event| event.seen);
                bounds.extend(
                    events.flat_map(|event| [event.at.plus_hours(*earlier), event.at.plus_hours(*later)]),
                );
                continue;
            }
            let gated = matches!(rule.gate, Some(Gate::UntilState { .. }));
            if rule.window.anchor == Anchor::Always {
                continue;
            }
            let before = rule.window.anchor == Anchor::BeforeSession;
            for (place, session) in
                sessions.iter().enumerate().skip(if before { 0 } else { current.unwrap_or(0) })
            {
                if before && session.start <= from {
                    continue;
                }
                // Nothing of this session speaks once one that is sure to be held has begun.
                let silent = sessions[place + 1..].iter().find(|next| next.done || next.start > asked);
                let silent =
                    if before { Instant::MAX } else { silent.map_or(Instant::MAX, |next| next.start) };
                for &reading in &self.instants {
                    let span = situation.span(index, place, reading);
                    let mut add = |instant: Instant| {
                        if from < instant && instant < silent {
                            bounds.push(instant);
                        }
                    };
                    add(span.begin);
                    add(span.end);
                    if gated {
                        add(span.until_over);
                        add(span.usually_over);
                    }
                }
            }
        }
        bounds.retain(|&instant| from < instant && instant < Instant::MAX);
        bounds.sort_unstable();
        bounds.dedup();
        bounds
    }
}

/// Whether to look at the next reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    GoOn,
    Stop,
}

impl Timeline {
    /// The timeline from `from` on, as it looks at `asked`. It is the same for every moment asked about in one
    /// epoch: between one planned start or report and the next.
    pub fn new(situation: &Situation, matter: &Matter, asked: Instant, from: Instant) -> Self {
        let readings = Readings::new(situation, matter, asked);
        let bounds = readings.bounds(situation, matter, asked, from);
        let stretches = std::iter::once(from)
            .chain(bounds)
            .map(|start| Stretch {
                start,
                verdict: readings.verdict(situation, matter, asked, start),
                explanation: OnceLock::new(),
            })
            .collect();
        Self { stretches }
    }

    fn place(&self, at: Instant) -> usize {
        self.stretches.partition_point(|stretch| stretch.start <= at).saturating_sub(1)
    }

    /// The stretch that `at` lies in.
    pub fn stretch(&self, at: Instant) -> &Stretch {
        &self.stretches[self.place(at)]
    }

    /// The first instant after `at` at which the verdict fits, and the verdict then.
    pub fn next(&self, at: Instant, fits: impl Fn(Verdict) -> bool) -> Option<(Instant, Verdict)> {
        let later = self.stretches[self.place(at) + 1..].iter();
        later.map(|stretch| (stretch.start, stretch.verdict)).find(|(_, verdict)| fits(*verdict))
    }

    /// The first instant from `at` on, `at` included, at which the verdict fits.
    pub fn first(&self, at: Instant, fits: impl Fn(Verdict) -> bool) -> Option<Instant> {
        if fits(self.stretch(at).verdict) {
            Some(at)
        } else {
            self.next(at, fits).map(|(instant, _)| instant)
        }
    }

    /// Every later change of the verdict, as the instant, the verdict before, and the verdict from then on.
    pub fn later_changes(&self, at: Instant) -> impl Iterator<Item = (Instant, Verdict, Verdict)> + '_ {
        let pairs = self.stretches[self.place(at)..].windows(2);
        pairs
            .map(|pair| (pair[1].start, pair[0].verdict, pair[1].verdict))
            .filter(|(_, before, after)| before != after)
    }

    /// Stretches from `at` on, as the instant each begins and its verdict; equal neighbours are one.
    pub fn changes(&self, at: Instant) -> Vec<(Instant, Verdict)> {
        let place = self.place(at);
        let mut changes: Vec<(Instant, Verdict)> =
            vec![(at.max(self.stretches[place].start), self.stretches[place].verdict)];
        for stretch in &self.stretches[place + 1..] {
            if changes.last().is_some_and(|(_, verdict)| *verdict != stretch.verdict) {
                changes.push((stretch.start, stretch.verdict));
            }
        }
        changes
    }
}
