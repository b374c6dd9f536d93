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

/// Until the next stretch begins nothing changes.
#[derive(Debug, Clone)]
pub(crate) struct Stretch {
    pub verdict: Verdict,
    pub ahead: Ahead,
    pub explanation: OnceLock<Box<Explanation>>,
}

/// When the verdict is another one next, as seen from a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ahead {
    /// When it is less restrictive next, and what it is then.
    pub looser: Option<(Instant, Verdict)>,
    /// When it is more restrictive next.
    pub stricter: Option<Instant>,
    /// When it is `yes` next.
    pub clear: Option<Instant>,
}

/// The verdict of one activity from one instant on.
#[derive(Debug, Clone)]
pub(crate) struct Timeline {
    /// Where stretches begin, by time; the first where the timeline does. Apart from them, so that a search reads
    /// nothing else.
    starts: Box<[Instant]>,
    stretches: Box<[Stretch]>,
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
        // By session: nothing of it speaks once one that is sure to be held has begun.
        let mut silent = vec![Instant::MAX; sessions.len()];
        for place in (1..sessions.len()).rev() {
            let next = &sessions[place];
            silent[place - 1] = if next.done || next.start > asked { next.start } else { silent[place] };
        }
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
                let silent = if before { Instant::MAX } else { silent[place] };
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
        let starts: Box<[Instant]> = std::iter::once(from).chain(bounds).collect();
        let verdicts: Vec<Verdict> =
            starts.iter().map(|&start| readings.verdict(situation, matter, asked, start)).collect();
        let stretch = |(&verdict, ahead)| Stretch { verdict, ahead, explanation: OnceLock::new() };
        let stretches = verdicts.iter().zip(ahead(&starts, &verdicts)).map(stretch).collect();
        Self { starts, stretches }
    }

    #[inline]
    fn place(&self, at: Instant) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// The stretch that `at` lies in.
    pub fn stretch(&self, at: Instant) -> &Stretch {
        &self.stretches[self.place(at)]
    }

    /// The verdict at `at`, and the next instant at which it is less restrictive.
    #[inline]
    pub fn verdict_and_until(&self, at: Instant) -> (Verdict, Option<Instant>) {
        let stretch = &self.stretches[self.place(at)];
        (stretch.verdict, stretch.ahead.looser.map(|(instant, _)| instant))
    }

    fn later(&self, at: Instant) -> impl Iterator<Item = (Instant, Verdict)> + '_ {
        let next = self.place(at) + 1;
        let verdicts = self.stretches[next..].iter().map(|stretch| stretch.verdict);
        self.starts[next..].iter().copied().zip(verdicts)
    }

    /// The first instant from `at` on, `at` included, at which the verdict fits.
    pub fn first(&self, at: Instant, fits: impl Fn(Verdict) -> bool) -> Option<Instant> {
        if fits(self.stretch(at).verdict) {
            Some(at)
        } else {
            self.later(at).find(|(_, verdict)| fits(*verdict)).map(|(instant, _)| instant)
        }
    }

    /// Every later change of the verdict, as the instant, the verdict before, and the verdict from then on.
    pub fn later_changes(&self, at: Instant) -> impl Iterator<Item = (Instant, Verdict, Verdict)> + '_ {
        let mut before = self.stretch(at).verdict;
        self.later(at)
            .map(move |(start, verdict)| (start, std::mem::replace(&mut before, verdict), verdict))
            .filter(|(_, before, after)| before != after)
    }

    /// Stretches from `at` on, as the instant each begins and its verdict; equal neighbours are one.
    pub fn changes(&self, at: Instant) -> Vec<(Instant, Verdict)> {
        let place = self.place(at);
        let first = (at.max(self.starts[place]), self.stretches[place].verdict);
        std::iter::once(first)
            .chain(self.later_changes(at).map(|(start, _, verdict)| (start, verdict)))
            .collect()
    }
}

/// For each stretch, when the verdict is another one next.
fn ahead(starts: &[Instant], verdicts: &[Verdict]) -> Vec<Ahead> {
    // By verdict: where it begins next, seen from the place that was reached from behind.
    let mut next: [Option<Instant>; Verdict::ALL.len()] = [None; _];
    let mut found = Vec::with_capacity(starts.len());
    for (&start, &verdict) in starts.iter().zip(verdicts).rev() {
        let begins = |other: Verdict| next[other as usize].map(|instant| (instant, other));
        let nearest = |fits: fn(&Verdict, &Verdict) -> bool| {
            Verdict::ALL.into_iter().filter(|other| fits(other, &verdict)).filter_map(begins).min()
        };
        found.push(Ahead {
            looser: nearest(Verdict::lt),
            stricter: nearest(Verdict::gt).map(|(instant, _)| instant),
            clear: next[Verdict::Yes as usize],
        });
        next[verdict as usize] = Some(start);
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_other_verdict_is_the_nearest() {
        use Verdict::{Ask, No, Yes};
        let starts: Vec<Instant> = (0..7).map(Instant::from_micros).collect();
        let found = ahead(&starts, &[No, No, Ask, No, Yes, Yes, Ask]);
        let micros = |instant: Instant| instant.micros();
        let looser: Vec<_> = found.iter().map(|it| it.looser.map(|(at, then)| (micros(at), then))).collect();
        let (ask, yes) = (Some((2, Ask)), Some((4, Yes)));
        assert_eq!(looser, [ask, ask, yes, yes, None, None, None]);
        let stricter: Vec<_> = found.iter().map(|it| it.stricter.map(micros)).collect();
        assert_eq!(stricter, [None, None, Some(3), None, Some(6), Some(6), None]);
        let clear: Vec<_> = found.iter().map(|it| it.clear.map(micros)).collect();
        assert_eq!(clear, [Some(4), Some(4), Some(4), Some(4), Some(5), None, None]);
    }
}
