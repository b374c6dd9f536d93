//! A course compiled under its sheet: ask it often, about any activity and any moment.
//!
//! Timelines are worked out when first needed and kept, an epoch each: between one planned start or report and the
//! next, every moment asked about sees the same future. Not for: wording what comes out (`companion`).

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::protocol::Verdict;
use crate::time::Instant;

use super::answer::{Answer, Provisional, UntilKind};
use super::explanation::Explanation;
use super::matter::Matter;
use super::moment::Moment;
use super::rulebook::ActivityIndex;
use super::situation::Situation;
use super::timeline::Timeline;

/// A course compiled under its sheet.
#[derive(Debug)]
pub struct Compiled {
    situation: Situation,
    /// Moments before this one are answered, but not kept.
    since: Instant,
    /// Where a new epoch begins, by time; moments before the first are in epoch 0.
    epochs: Vec<Instant>,
    /// What rules for this client name or the sheet declares.
    on_board: Box<[ActivityIndex]>,
    /// By activity.
    matters: Vec<OnceLock<Matter>>,
    /// By epoch, then by activity. A long course has more epochs than anybody asks about.
    timelines: Vec<OnceLock<Box<[OnceLock<Timeline>]>>>,
    without_planned: OnceLock<Box<Compiled>>,
    with_last_final: OnceLock<Box<Compiled>>,
    with_done_final: OnceLock<Box<Compiled>>,
}

impl Compiled {
    /// Compiles a situation for moments from the beginning of time on.
    pub fn new(situation: Situation) -> Self {
        Self::since(situation, Instant::MIN)
    }

    /// Compiles a situation for moments from `since` on; earlier ones are answered at more cost.
    pub fn since(situation: Situation, since: Instant) -> Self {
        let planned = situation.course().sessions().iter().filter(|session| !session.done);
        let mut epochs: Vec<Instant> = planned.map(|session| session.start).collect();
        epochs.extend(situation.events().iter().map(|event| event.at));
        epochs.retain(|&begins| begins > since);
        epochs.sort_unstable();
        epochs.dedup();
        let activities = situation.rulebook().activities();
        let matters = std::iter::repeat_with(OnceLock::new).take(activities.len()).collect();
        let declared = |activity| situation.rulebook().get(activity).declared;
        Self {
            since,
            on_board: activities.filter(|&it| declared(it) || situation.names(it)).collect(),
            matters,
            timelines: std::iter::repeat_with(OnceLock::new).take(epochs.len() + 1).collect(),
            epochs,
            situation,
            without_planned: OnceLock::new(),
            with_last_final: OnceLock::new(),
            with_done_final: OnceLock::new(),
        }
    }

    /// The same for moments from an earlier instant on, for whoever asks about many of them; none where these are kept
    /// already.
    pub(crate) fn reaching_back(&self, since: Instant) -> Option<Self> {
        let same = || self.situation.with_course(self.situation.course().clone());
        (since < self.since).then(|| Self::since(same(), since))
    }

    /// What it was compiled from.
    pub fn situation(&self) -> &Situation {
        &self.situation
    }

    /// The verdict, and the next instant at which it is less restrictive.
    pub fn verdict_and_until(&self, activity: ActivityIndex, at: Instant) -> (Verdict, Option<Instant>) {
        match self.kept(activity, at) {
            Some(timeline) => timeline.verdict_and_until(at),
            None => self.timeline(activity, at).verdict_and_until(at),
        }
    }

    /// The timeline for a moment, where it has been worked out.
    #[inline]
    fn kept(&self, activity: ActivityIndex, asked: Instant) -> Option<&Timeline> {
        if asked < self.since {
            return None;
        }
        let epoch = self.epochs.partition_point(|&begins| begins <= asked);
        self.timelines[epoch].get()?[activity.get()].get()
    }

    /// The verdict at a moment, as it looks at that moment.
    pub fn verdict(&self, activity: ActivityIndex, at: Instant) -> Verdict {
        self.timeline(activity, at).stretch(at).verdict
    }

    /// The verdicts of an activity from `asked` on, as they look then: the instant each begins, and the verdict.
    pub fn segments(&self, activity: ActivityIndex, asked: Instant) -> Vec<(Instant, Verdict)> {
        self.timeline(activity, asked).changes(asked)
    }

    /// The verdicts of an activity from `from` until before `until`, each as it looked at its own moment.
    pub fn history(&self, activity: ActivityIndex, from: Instant, until: Instant) -> Vec<(Instant, Verdict)> {
        let mut history = Vec::new();
        let mut asked = from;
        while asked < until {
            let epoch_ends = self.epoch_after(asked).min(until);
            let known = self.segments(activity, asked);
            history.extend(known.into_iter().take_while(|(start, _)| *start < epoch_ends));
            asked = epoch_ends;
        }
        history.dedup_by_key(|(_, verdict)| *verdict);
        history
    }

    /// Where the epoch of a moment ends.
    fn epoch_after(&self, asked: Instant) -> Instant {
        let planned = self.situation.course().sessions().iter().filter(|session| !session.done);
        let events = self.situation.events().iter().map(|event| event.at);
        let begins = planned.map(|session| session.start).chain(events);
        begins.filter(|&begins| begins > asked).min().unwrap_or(Instant::MAX)
    }

    /// Calls `with` for every later change of an activity's verdict, as it looks at `asked`: the instant, the
    /// verdict before, and the verdict from then on.
    pub fn each_change(
        &self,
        activity: ActivityIndex,
        asked: Instant,
        mut with: impl FnMut(Instant, Verdict, Verdict),
    ) {
        for (at, before, after) in self.timeline(activity, asked).later_changes(asked) {
            with(at, before, after);
        }
    }

    /// The activities of the board: what rules for this client name, and what the sheet declares.
    pub(super) fn on_board(&self) -> &[ActivityIndex] {
        &self.on_board
    }

    /// The whole answer about an activity at a moment.
    pub fn answer(&self, activity: ActivityIndex, at: Instant) -> Answer {
        self.answer_at(activity, &Moment::new(&self.situation, at))
    }

    /// The same, where what the course shows at that moment was looked up already.
    pub(super) fn answer_at(&self, activity: ActivityIndex, moment: &Moment) -> Answer {
        let at = moment.at;
        let timeline = self.timeline(activity, at);
        let stretch = timeline.stretch(at);
        let verdict = stretch.verdict;
        let explanation = stretch.explanation.get_or_init(|| {
            Box::new(Explanation::new(&self.situation, self.matter(activity), at, at, verdict))
        });
        let mut answer = Answer {
            verdict,
            conditions: explanation.conditions.clone(),
            until: None,
            until_kind: None,
            next: None,
            clear_at: None,
            closes: stretch.ahead.stricter,
            waits_for: Vec::new(),
            provisional: None,
            unconfirmed: moment.unconfirmed,
            decided_by: explanation.decided_by,
        };
        if verdict == Verdict::Yes {
            return answer;
        }
        (answer.until, answer.next) = stretch.ahead.looser.unzip();
        answer.clear_at = stretch.ahead.clear;
        answer.waits_for.clone_from(&explanation.waits_for);
        answer.provisional = self.provisional(activity, moment, verdict);
        answer.until_kind = Some(match answer.until {
            Some(_) if self.until_without_planned(activity, at) == answer.until => UntilKind::Exact,
            Some(_) => UntilKind::Provisional,
            None if answer.provisional.is_some() => UntilKind::Provisional,
            None if !answer.waits_for.is_empty() => UntilKind::State,
            None if explanation.unstated => UntilKind::Unstated,
            None => UntilKind::Open,
        });
        answer
    }

    pub(super) fn matter(&self, activity: ActivityIndex) -> &Matter {
        self.matters[activity.get()].get_or_init(|| Matter::new(&self.situation, activity))
    }

    pub(crate) fn timeline(&self, activity: ActivityIndex, asked: Instant) -> Cow<'_, Timeline> {
        let build = |from| Timeline::new(&self.situation, self.matter(activity), asked, from);
        if asked < self.since {
            return Cow::Owned(build(asked));
        }
        let epoch = self.epochs.partition_point(|&begins| begins <= asked);
        let begins = epoch.checked_sub(1).map_or(self.since, |before| self.epochs[before]);
        let of_epoch = self.timelines[epoch]
            .get_or_init(|| std::iter::repeat_with(OnceLock::new).take(self.matters.len()).collect());
        Cow::Borrowed(of_epoch[activity.get()].get_or_init(|| build(begins)))
    }

    fn variant<'a>(
        &'a self,
        kept: &'a OnceLock<Box<Self>>,
        course: impl FnOnce() -> crate::course::Course,
    ) -> &'a Self {
        kept.get_or_init(|| Box::new(Self::since(self.situation.with_course(course()), self.since)))
    }

    fn until_without_planned(&self, activity: ActivityIndex, at: Instant) -> Option<Instant> {
        let course = self.situation.course();
        if course.sessions().iter().all(|session| session.done) {
            return self.verdict_and_until(activity, at).1;
        }
        self.variant(&self.without_planned, || course.without_planned()).verdict_and_until(activity, at).1
    }

    fn provisional(&self, activity: ActivityIndex, moment: &Moment, now: Verdict) -> Option<Provisional> {
        if !moment.final_unknown || !self.matter(activity).hangs_on_final {
            return None;
        }
        let (course, at) = (self.situation.course(), moment.at);
        let allowed =
            |variant: &Self| variant.timeline(activity, at).first(at, |later| later.permits() && later < now);
        let last = course.sessions().last().filter(|last| !last.done && !last.touch_up && last.start > at);
        let last_done = course.sessions().iter().rev().find(|session| session.done);
        Some(Provisional {
            if_planned: last.and_then(|last| {
                allowed(self.variant(&self.with_last_final, || course.with_final(last.number)))
            }),
            if_last_was_final: last_done.and_then(|last| {
                allowed(
                    self.variant(&self.with_done_final, || course.without_planned().with_final(last.number)),
                )
            }),
        })
    }
}
