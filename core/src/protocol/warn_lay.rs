//! A sheet laid over one made-up session: when each rule holds, so that rules can be held against each other.
//!
//! The session starts at 10:00 and ends at noon, and is taken as the final one, in UTC, whose clocks never change,
//! and in the middle of a month. `usually`'s end stands for `until_state`'s. Holds and rules before a session have
//! no place here. Between-sessions windows count from this session too: else no two of them could be compared.
//! Not for: a client's course (`aftercare`).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::involvement::Involvement;
use super::origin::{Origin, Side};
use super::sheet::{Anchor, Gate, Rule, Sheet, Until, Usually, Window};
use super::warn_audience::WhomBits;
use crate::time::{Instant, day_start};

/// An overlap counts from so many microseconds on: a day.
pub(super) const DAY: i64 = 24 * 3_600 * 1_000_000;

/// When something holds: from an instant, inclusive, to another, exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) begin: Instant,
    pub(super) end: Instant,
}

impl Span {
    pub(super) fn is_empty(self) -> bool {
        self.end <= self.begin
    }

    pub(super) fn common(self, other: Self) -> Self {
        Self { begin: self.begin.max(other.begin), end: self.end.min(other.end) }
    }

    /// Whether it lasts a day or longer.
    pub(super) fn counts(self) -> bool {
        !self.is_empty() && self.end.micros_since(self.begin) >= DAY
    }
}

/// What ends a window.
#[derive(Clone, Copy)]
pub(super) enum Ends<'s> {
    /// Its own `until`.
    Itself,
    /// A state that comes, if that was said, about then; `until` at the earliest.
    WithState(Option<&'s Usually>),
}

impl<'s> Ends<'s> {
    pub(super) fn of(until_state: Option<&'s (String, Option<Usually>)>) -> Self {
        until_state.map_or(Self::Itself, |(_, usually)| Self::WithState(usually.as_ref()))
    }
}

/// Both readings of fuzzy bounds. What is odd in either is worth a warning.
pub(super) const SIDES: [Side; 2] = [Side::Earlier, Side::Later];

/// A sheet, and when each of its rules holds after the made-up session.
pub(super) struct Lay<'s> {
    pub(super) sheet: &'s Sheet,
    involvement: Involvement<'s>,
    /// By rule, whom it is for.
    audiences: Vec<WhomBits>,
    /// The activities that each rule names, once each and in its order.
    named: Vec<Vec<&'s str>>,
    /// By rule, both readings; `None` for rules that are left out.
    spans: Vec<Option<[Span; 2]>>,
    origin: Origin,
}

impl<'s> Lay<'s> {
    pub(super) fn of(sheet: &'s Sheet) -> Self {
        let day = NaiveDate::from_ymd_opt(2026, 5, 12).unwrap_or_default();
        let instant = day_start(Tz::UTC, day).plus_hours(12);
        let origin = Origin { instant, day, zone: Tz::UTC, treatment_day: sheet.treatment_day };
        let once = |rule: &'s Rule| {
            let mut seen = BTreeSet::new();
            rule.activities.iter().map(String::as_str).filter(|id| seen.insert(*id)).collect::<Vec<_>>()
        };
        let by_rule: Vec<Vec<&str>> = sheet.rules.iter().map(once).collect();
        let involvement = Involvement::of(sheet);
        let audiences = WhomBits::of(&sheet.rules);
        let mut lay = Self { sheet, involvement, audiences, named: by_rule, spans: Vec::new(), origin };
        lay.spans = sheet.rules.iter().map(|rule| lay.spans_of_rule(rule)).collect();
        lay
    }

    fn spans_of_rule(&self, rule: &Rule) -> Option<[Span; 2]> {
        match &rule.gate {
            Some(Gate::Hold { .. }) => None,
            Some(Gate::UntilState { usually, .. }) => {
                self.spans_of(&rule.window, Ends::WithState(usually.as_ref()))
            }
            _ => self.spans_of(&rule.window, Ends::Itself),
        }
    }

    /// Both readings of a window; `None` where it is left out.
    pub(super) fn spans_of(&self, window: &Window, ends: Ends<'_>) -> Option<[Span; 2]> {
        if window.anchor == Anchor::BeforeSession {
            return None;
        }
        Some(SIDES.map(|side| {
            let start = self.session_start();
            let begin = window.from.map_or(start, |from| self.origin.begins(&from, side).max(start));
            let end = match &window.until {
                Some(Until::Bound(until)) => Some(self.origin.ends(until, side)),
                Some(Until::Unstated) | None => None,
            };
            let end = match ends {
                Ends::Itself => end.unwrap_or(Instant::MAX),
                Ends::WithState(Some(usually)) => {
                    self.origin.ends(&usually.last, side).max(end.unwrap_or(Instant::MIN))
                }
                Ends::WithState(None) => Instant::MAX,
            };
            Span { begin, end }
        }))
    }

    pub(super) fn session_start(&self) -> Instant {
        self.origin.instant.plus_hours(-2)
    }

    pub(super) fn session_end(&self) -> Instant {
        self.origin.instant
    }

    /// The first instant of a day after the session's.
    pub(super) fn day(&self, number: i64) -> Instant {
        day_start(Tz::UTC, crate::time::plus_days(self.origin.day, number))
    }

    pub(super) fn rule(&self, index: usize) -> &'s Rule {
        &self.sheet.rules[index]
    }

    /// When a rule holds; `None` where it is left out.
    pub(super) fn span(&self, index: usize, side: Side) -> Option<Span> {
        self.spans[index].map(|spans| spans[usize::from(side == Side::Later)])
    }

    /// The rules that are not left out, in sheet order.
    pub(super) fn rules(&self) -> impl Iterator<Item = usize> {
        (0..self.spans.len()).filter(|index| self.spans[*index].is_some())
    }

    /// The activities that a rule names.
    pub(super) fn named(&self, index: usize) -> &[&'s str] {
        &self.named[index]
    }

    /// What an activity involves and some rule names, the nearest first.
    pub(super) fn involved(&self, activity: &str) -> impl Iterator<Item = &'s str> + use<'s, '_> {
        let named = self.involvement.place(activity).map(|place| self.involvement.named(place));
        named.into_iter().flatten().map(|place| self.involvement.ids()[place])
    }

    /// The rules that name an activity, those left out among them.
    pub(super) fn naming(&self, activity: &str) -> &[usize] {
        self.involvement.place(activity).map_or(&[], |place| self.involvement.naming(place))
    }

    /// Whether a rule names an activity or anything that it involves.
    pub(super) fn is_reached(&self, activity: &str) -> bool {
        self.involvement.place(activity).is_some_and(|place| self.involvement.is_reached(place))
    }

    /// Whether one client can have both rules at one time: their attributes allow both, and the session is not
    /// both the final one and one that another follows.
    pub(super) fn together(&self, one: usize, other: usize) -> bool {
        let anchors = [one, other].map(|index| self.rule(index).window.anchor);
        let apart = anchors.contains(&Anchor::BetweenSessions) && anchors.contains(&Anchor::FinalSession);
        !apart && self.audiences[one].share_a_client(&self.audiences[other])
    }

    /// When it holds, in words.
    pub(super) fn words(&self, span: Span) -> String {
        let mut words = self.begin_words(span.begin);
        match self.end_words(span.end) {
            Some(end) => _ = write!(words, " {end}"),
            None => words.push_str(" on"),
        }
        words
    }

    pub(super) fn begin_words(&self, begin: Instant) -> String {
        if begin == self.session_start() {
            return "from the session's start".to_owned();
        }
        if begin == self.session_end() {
            return "from the session's end".to_owned();
        }
        match self.day_and_time(begin) {
            (day, None) => format!("from day {day}"),
            (day, Some(time)) => format!("from {time} on day {day}"),
        }
    }

    /// `None` where it never ends.
    pub(super) fn end_words(&self, end: Instant) -> Option<String> {
        (end != Instant::MAX).then(|| match self.day_and_time(end) {
            (day, None) => format!("through day {}", day - 1),
            (day, Some(time)) => format!("until {time} on day {day}"),
        })
    }

    fn day_and_time(&self, at: Instant) -> (i64, Option<String>) {
        let wall = at.in_zone(Tz::UTC).naive_local();
        let day = (wall.date() - self.origin.day).num_days();
        (day, (wall.time() != NaiveTime::MIN).then(|| wall.time().format("%H:%M").to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::sheet;
    use super::*;

    #[test]
    fn windows_are_told_in_days_after_the_session() {
        let sheet = sheet(
            r#"
            [[rule]]
            id = "a"
            activities = ["wet"]
            verdict = "no"
            anchor = "session"
            until = "5d"

            [[rule]]
            id = "b"
            activities = ["wet"]
            verdict = "no"
            anchor = "final-session"
            from = "72h"
            until_state = "healed"
            usually = "7d..10d"

            [[rule]]
            id = "c"
            activities = ["wet"]
            verdict = "yes"
            anchor = "session"
            from = "4d..5d"
            "#,
        );
        let lay = Lay::of(&sheet);
        let words = |index| lay.words(lay.span(index, Side::Later).unwrap());
        assert_eq!(words(0), "from the session's start through day 5");
        assert_eq!(words(1), "from 12:00 on day 3 through day 10");
        assert_eq!(words(2), "from day 5 on");
    }
}
