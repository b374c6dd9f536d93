//! What stands beside an activity on the board: from when, under what conditions, what it waits for.
//!
//! Activities of which the same is said share a row. Not for: the one long answer (`can`).

use crate::aftercare::{ActivityIndex, Answer, Condition, RuleIndex, UntilKind};
use crate::protocol::{Anchor, Length, Point, Until, Verdict};
use crate::time::Instant;
use crate::words::{Dates, Is, Words, say};

use super::scene::Scene;
use super::view::{ActivityView, ReasonsView, RowView, SectionView};

/// The sections of a board, in the order in which they are read: what is closed first, by when it opens.
const ORDER: [Verdict; 4] = [Verdict::No, Verdict::YesIf, Verdict::Yes, Verdict::Ask];

/// What screens need at hand to word an answer.
pub(super) struct Wording<'a> {
    pub scene: &'a Scene,
    pub words: &'a Words,
    pub dates: Dates<'a>,
    pub now: Instant,
}

impl<'a> Wording<'a> {
    pub fn new(scene: &'a Scene, words: &'a Words, now: Instant) -> Self {
        Self { scene, words, dates: words.dates(now, scene.zone()), now }
    }

    pub fn activity(&self, activity: ActivityIndex) -> ActivityView {
        self.scene.activity(self.words, activity)
    }

    pub fn sections(&self, answers: &[(ActivityIndex, Answer)]) -> Vec<SectionView> {
        let mut entries: Vec<Entry<'_>> =
            answers.iter().map(|(activity, answer)| Entry::new(self.scene, *activity, answer)).collect();
        entries.sort_unstable_by_key(|entry| (entry.section, entry.opens, entry.place));
        let section = |entries: &[Entry<'_>]| {
            let verdict = entries[0].answer.verdict;
            SectionView { verdict, title: self.words.section(verdict), rows: self.rows(entries) }
        };
        entries.chunk_by(|a, b| a.section == b.section).map(section).collect()
    }

    /// The rows of a section, whose entries stand in the order in which they are read.
    fn rows(&self, entries: &[Entry<'_>]) -> Vec<RowView> {
        // What is said is worded once for each row, not for each activity.
        let mut rows: Vec<(&Answer, Vec<ActivityIndex>)> = Vec::new();
        for entry in entries {
            let activity = self.scene.activity_at(entry.place);
            let same = |(first, _): &&mut (&Answer, _)| self.says_the_same(first, entry.answer);
            if let Some((_, row)) = rows.iter_mut().find(same) {
                row.push(activity);
            } else {
                let mut row = Vec::with_capacity(entries.len());
                row.push(activity);
                rows.push((entry.answer, row));
            }
        }
        rows.into_iter().map(|(answer, activities)| self.row(answer, &activities)).collect()
    }

    fn says_the_same(&self, a: &Answer, b: &Answer) -> bool {
        let tells = |one: &Answer| (one.until, one.next, one.clear_at, one.closes, one.provisional);
        tells(a) == tells(b)
            && a.until_kind == b.until_kind
            && a.waits_for == b.waits_for
            && (a.conditions == b.conditions
                || self.conditions(&a.conditions) == self.conditions(&b.conditions))
            && (a.provisional.is_none() || self.after_final(a) == self.after_final(b))
    }

    fn row(&self, answer: &Answer, activities: &[ActivityIndex]) -> RowView {
        let views: Vec<_> = activities.iter().map(|&activity| self.activity(activity)).collect();
        let labels: Vec<&str> = views.iter().map(|view| view.label.as_str()).collect();
        let labels = self.words.dots(&labels);
        let lines = match answer.verdict {
            Verdict::Yes => self.closes(answer).into_iter().collect(),
            Verdict::YesIf => self.conditional(answer),
            Verdict::Ask | Verdict::No => self.closed(answer, activities[0]),
        };
        let deadline = match answer.verdict {
            Verdict::Yes | Verdict::YesIf => answer.closes,
            Verdict::Ask | Verdict::No => answer.until,
        };
        RowView { activities: views, labels, lines, deadline }
    }

    fn closed(&self, answer: &Answer, activity: ActivityIndex) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(until) = answer.until {
            let when = self.dates.moment(until);
            let planned = answer.until_kind == Some(UntilKind::Provisional);
            lines.push(self.words.text(match answer.next {
                Some(Verdict::Ask) => say::row_until_then_ask(when),
                Some(Verdict::YesIf) => say::row_from_if(when, self.conditions_at(activity, until)),
                _ if planned => say::row_from_provisional(when),
                _ => say::row_from(when),
            }));
        }
        if answer.until.is_none() {
            lines.extend(self.provisional(answer));
        }
        if answer.until_kind == Some(UntilKind::State) {
            lines.extend(
                answer.waits_for.iter().map(|wait| self.words.text(say::row_state(self.skin(*wait)))),
            );
        }
        if answer.until_kind == Some(UntilKind::Unstated) {
            lines.push(self.words.text(say::row_unstated()));
        }
        if answer.until_kind == Some(UntilKind::Open) && answer.verdict == Verdict::No {
            lines.push(self.words.text(say::row_open()));
        }
        lines
    }

    fn conditional(&self, answer: &Answer) -> Vec<String> {
        let mut lines = vec![self.words.and(&self.conditions(&answer.conditions))];
        if let Some(clear) = answer.clear_at {
            lines.push(self.words.text(say::row_clear(self.dates.moment(clear))));
        }
        lines.extend(self.closes(answer));
        lines
    }

    fn closes(&self, answer: &Answer) -> Option<String> {
        answer.closes.map(|closes| self.words.text(say::row_closes(self.dates.moment(closes))))
    }

    /// What hangs on a final session that nobody knows yet.
    pub fn provisional(&self, answer: &Answer) -> Vec<String> {
        let Some(provisional) = answer.provisional else { return Vec::new() };
        let course = self.scene.course();
        let mut lines = vec![self.words.text(match self.after_final(answer) {
            Some(length) => say::row_after_final(self.words.length(length)),
            None => say::row_after_final_open(),
        })];
        let last_done = course.sessions().iter().rev().find(|session| session.done);
        if let (Some(at), Some(last)) = (provisional.if_last_was_final, last_done) {
            let when = self.dates.moment(at);
            lines.push(self.words.text(say::row_if_last_was_final(when, last.number)));
        }
        if let (Some(at), Some(last)) = (provisional.if_planned, course.sessions().last()) {
            let date = self.dates.date(last.start.date_in(self.scene.zone()));
            lines.push(self.words.text(say::row_if_planned(self.dates.moment(at), last.number, date)));
        }
        lines
    }

    /// How long after the final session it opens, where the deciding rule says so.
    fn after_final(&self, answer: &Answer) -> Option<Length> {
        self.length_after_final(answer.decided_by?.rule)
    }

    /// How long after the final session a rule holds, or from when it allows.
    pub fn length_after_final(&self, rule: RuleIndex) -> Option<Length> {
        let window = &self.scene.rulebook().rule(rule).window;
        let until = match &window.until {
            Some(Until::Bound(bound)) => Some(bound),
            _ => None,
        };
        match until.or(window.from.as_ref())?.last {
            Point::Length(length) if window.anchor == Anchor::FinalSession => Some(length),
            _ => None,
        }
    }

    /// Conditions in words.
    pub fn conditions(&self, conditions: &[Condition]) -> Vec<String> {
        let word = |condition: &Condition| match *condition {
            Condition::Worded { rule, place } => self.scene.rulebook().rule(rule).conditions[place].clone(),
            Condition::Skin(state) => self.skin(state),
        };
        conditions.iter().map(word).collect()
    }

    /// The conditions that hold at a later moment, as it looks now, as one text.
    pub fn conditions_at(&self, activity: ActivityIndex, at: Instant) -> String {
        let conditions = self.scene.compiled.conditions_at(activity, self.now, at);
        self.words.and(&self.conditions(&conditions))
    }

    /// A skin state as a condition: "once scabs are gone".
    pub fn skin(&self, state: crate::aftercare::SkinState) -> String {
        let id = self.scene.rulebook().state(state.state);
        let is = match state.is {
            crate::aftercare::StateIs::Seen => Is::Seen,
            crate::aftercare::StateIs::Gone => Is::Gone,
            crate::aftercare::StateIs::NotYet => Is::NotYet,
        };
        self.words.condition(id, self.scene.state_label(id), is)
    }
}

/// An answer, and what it is ordered by.
struct Entry<'a> {
    /// The place of its section in [`ORDER`].
    section: usize,
    /// What opens or closes first comes first, what has no moment last.
    opens: Instant,
    /// The place of its activity among others.
    place: u32,
    answer: &'a Answer,
}

impl<'a> Entry<'a> {
    fn new(scene: &Scene, activity: ActivityIndex, answer: &'a Answer) -> Self {
        let section = ORDER.iter().position(|verdict| *verdict == answer.verdict);
        let opens = if answer.verdict.permits() { answer.closes } else { answer.until };
        Self {
            section: section.unwrap_or(ORDER.len()),
            opens: opens.unwrap_or(Instant::MAX),
            place: scene.place(activity),
            answer,
        }
    }
}

/// A sentence's origin in words, a line each: the studio's own, where they stand, that it is inferred.
pub(super) fn reason_lines(words: &Words, reasons: &ReasonsView) -> Vec<String> {
    let ReasonsView { quote, source, inferred } = reasons;
    let lines = [
        quote.as_ref().map(say::answer_quote),
        source.as_ref().map(say::answer_source),
        inferred.as_ref().map(say::answer_inferred),
    ];
    lines.into_iter().flatten().map(|line| words.text(line)).collect()
}
