//! Which session dates still fit: the latest ones that leave every wanted activity allowed throughout an interval.
//!
//! Tries the dates that the sheet's gaps allow, the last session taken as the final one. Not for: whether an
//! interval is clear under what is planned already (`plan`).

use chrono::{NaiveDate, NaiveDateTime};

use crate::course::{Course, Session, counted, longest_hours, next_window};
use crate::protocol::{Sheet, Verdict};
use crate::time::{Instant, day_start, first_at, micros_of_hours, plus_days};

use super::compiled::Compiled;
use super::explanation::DecidedBy;
use super::gate::SkinState;
use super::plan::{MOST_DAYS, PlanError};
use super::rulebook::ActivityIndex;

/// Most combinations of dates that are tried. The sheets seen so far need at most a few thousand.
pub const MOST_TRIES: usize = 20_000;

/// What is asked: an interval and the activities wanted in it.
#[derive(Debug, Clone)]
pub struct FitQuestion<'a> {
    /// The activities that have to be allowed.
    pub activities: &'a [ActivityIndex],
    /// The first day of the interval, in the zone asked about.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// How many sessions the course has in all; the sheet's usual number where nobody said otherwise.
    pub sessions: u32,
}

/// What stands in the way of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InTheWay {
    /// The activity.
    pub activity: ActivityIndex,
    /// The first instant of the interval at which it is not allowed.
    pub at: Instant,
    /// The verdict then.
    pub verdict: Verdict,
    /// The rule that decides then.
    pub decided_by: Option<DecidedBy>,
    /// The skin state that it waits for: no date brings that about.
    pub waits_for: Option<SkinState>,
}

/// Which session dates still fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// These do: when each session that is left would start, the last one the final one. Empty where none is left.
    Dates(Vec<Instant>),
    /// None do.
    None {
        /// What stands in the way even with the earliest dates the gaps allow.
        reasons: Vec<InTheWay>,
        /// How many sessions are left.
        left: u32,
        /// Whether those earliest dates run into the interval or past it: the sessions alone take too long.
        too_long: bool,
    },
    /// Nothing to count from: no session has been logged.
    NoSession,
    /// The sheet does not say how far apart sessions are.
    NoGap,
    /// There are more combinations than [`MOST_TRIES`].
    TooMany,
}

impl Compiled {
    /// The latest session dates that leave every wanted activity `yes` or `yes_if` throughout an interval. "Latest"
    /// looks at the next session first, then at the one after it. Each starts at the time of day of the last one,
    /// in that one's zone.
    pub fn fit(&self, question: &FitQuestion<'_>, now: Instant) -> Result<Fit, PlanError> {
        let situation = self.situation();
        let (zone, course) = (situation.zone(), situation.course());
        let (from, to) = (question.from, question.to);
        if to < from {
            return Err(PlanError::EndsBeforeItBegins { from, to });
        }
        if to < now.date_in(zone) {
            return Err(PlanError::Past { to });
        }
        if (to - from).num_days() >= MOST_DAYS {
            return Err(PlanError::TooLong { from, to });
        }
        let Some((logged, last)) = counted(course).next_back() else { return Ok(Fit::NoSession) };
        let mut search = Search {
            compiled: self,
            question,
            now,
            begins: day_start(zone, from).max(now),
            ends: day_start(zone, plus_days(to, 1)),
            tries: 0,
            earliest: Vec::new(),
            last: now,
        };
        let left =
            if course.is_complete() || last.is_final { 0 } else { question.sessions.saturating_sub(logged) };
        let Some(fit) = search.next(course, left, Vec::new()) else {
            if search.tries >= MOST_TRIES {
                return Ok(Fit::TooMany);
            }
            let too_long = left > 0 && search.last >= search.begins;
            return Ok(Fit::None { reasons: search.earliest, left, too_long });
        };
        Ok(fit)
    }
}

struct Search<'a> {
    compiled: &'a Compiled,
    question: &'a FitQuestion<'a>,
    now: Instant,
    begins: Instant,
    ends: Instant,
    tries: usize,
    /// What stood in the way of the dates tried last: those are the earliest.
    earliest: Vec<InTheWay>,
    /// When the last session would start under those dates.
    last: Instant,
}

impl Search<'_> {
    /// Tries the dates of the sessions that are left, latest first; none where nothing fits or there are too many.
    fn next(&mut self, course: &Course, left: u32, dates: Vec<Instant>) -> Option<Fit> {
        if left == 0 {
            return self.leaves_room(course).then_some(Fit::Dates(dates));
        }
        let situation = self.compiled.situation();
        let sheet = situation.rulebook().sheet();
        let (_, last) = counted(course).next_back()?;
        let zone = last.zone.unwrap_or(situation.zone());
        let time = last.start.in_zone(zone).time();
        let Some((earliest, latest)) = self.window(course, sheet) else { return Some(Fit::NoGap) };
        let mut date = latest;
        while date >= earliest && self.tries < MOST_TRIES {
            let start = first_at(zone, NaiveDateTime::new(date, time));
            if start > self.now && start > last.start {
                let with = with_session(course, sheet, start, last.zone, left == 1);
                let mut dates = dates.clone();
                dates.push(start);
                if let Some(found) = self.next(&with, left - 1, dates) {
                    return Some(found);
                }
            }
            date = plus_days(date, -1);
        }
        None
    }

    /// The dates between which the next session may be; a sheet that gives only one side allows only that date.
    fn window(&self, course: &Course, sheet: &Sheet) -> Option<(NaiveDate, NaiveDate)> {
        // A session that is planned already is not moved: the window is that of the one after all of them.
        let after_all = course.sessions().last().map_or(self.now, |last| last.start.max(self.now));
        let window = next_window(sheet, course, self.compiled.situation().zone(), after_all)?;
        Some((window.earliest, window.latest.or(window.usual).unwrap_or(window.earliest)))
    }

    /// Whether a course leaves every wanted activity allowed throughout the interval.
    fn leaves_room(&mut self, course: &Course) -> bool {
        self.tries += 1;
        let last = counted(course).next_back();
        let number = last.map_or(0, |(_, last)| last.number);
        self.last = last.map_or(self.now, |(_, last)| last.start);
        let situation = self.compiled.situation().with_course(course.with_final(number));
        let compiled = Compiled::since(situation, self.now);
        let in_the_way = |&activity: &ActivityIndex| {
            let at =
                compiled.timeline(activity, self.now).first(self.begins, |verdict| !verdict.permits())?;
            let (verdict, explanation) = compiled.explained(activity, self.now, at);
            let (decided_by, waits_for) = (explanation.decided_by, explanation.waits_for.first().copied());
            (at < self.ends).then_some(InTheWay { activity, at, verdict, decided_by, waits_for })
        };
        self.earliest = self.question.activities.iter().filter_map(in_the_way).collect();
        self.earliest.is_empty()
    }
}

/// A course with one more session planned.
fn with_session(
    course: &Course,
    sheet: &Sheet,
    start: Instant,
    zone: Option<chrono_tz::Tz>,
    is_final: bool,
) -> Course {
    let number = course.sessions().last().map_or(1, |last| last.number + 1);
    let end = start.plus_micros(micros_of_hours(longest_hours(sheet, number)));
    course.with_session(Session { number, start, end, zone, done: false, is_final, touch_up: false })
}
