//! Planning: when may I, and will I be clear?
//!
//! Asks from now: later moments are taken as `until` takes them, planned sessions going ahead and nothing new
//! reported. Not for: which session dates still fit (`fit`), or words.

use chrono::NaiveDate;

use crate::protocol::Verdict;
use crate::time::{Instant, day_start, plus_days};

use super::compiled::Compiled;
use super::explanation::{Condition, DecidedBy, Explanation};
use super::rulebook::ActivityIndex;

/// How long a permission has to hold before "when" names it (`aftercare-rules`, "Planning").
pub const HOLDS_FOR_HOURS: i64 = 24;

/// Most days that one "will I be clear?" spans.
pub const MOST_DAYS: i64 = 400;

/// From when an activity is allowed, each the first instant from now on that holds for 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// From when at least `yes_if`.
    pub allowed: Option<Instant>,
    /// From when `yes`.
    pub clear: Option<Instant>,
}

/// One activity over the days of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClearDays {
    /// The activity.
    pub activity: ActivityIndex,
    /// Day by day.
    pub days: Vec<ClearDay>,
}

/// The most restrictive answer of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClearDay {
    /// The date, in the zone asked about.
    pub date: NaiveDate,
    /// The most restrictive verdict of the day.
    pub verdict: Verdict,
    /// When the verdict changes on that day, and to what.
    pub changes: Vec<(Instant, Verdict)>,
    /// The rule that stands in the way; none where nothing does, or where the sheet does not say.
    pub decided_by: Option<DecidedBy>,
}

/// Why an interval cannot be planned for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// It ends before it begins.
    #[error("{to} is before {from}: give the first day and then the last")]
    EndsBeforeItBegins {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
    },
    /// It has passed.
    #[error("{to} has passed: planning asks from today on")]
    Past {
        /// Its last day.
        to: NaiveDate,
    },
    /// It is longer than [`MOST_DAYS`].
    #[error("{from} to {to} is too long: ask about at most {MOST_DAYS} days")]
    TooLong {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
    },
}

impl Compiled {
    /// From when an activity is allowed, as it looks `now`.
    pub fn when(&self, activity: ActivityIndex, now: Instant) -> When {
        let segments = self.segments(activity, now);
        let first = |most: Verdict| {
            let mut since: Option<Instant> = None;
            for &(start, verdict) in &segments {
                if let Some(begun) = since
                    && start >= begun.plus_hours(HOLDS_FOR_HOURS)
                {
                    return Some(begun);
                }
                since = if verdict <= most { since.or(Some(start)) } else { None };
            }
            since
        };
        When { allowed: first(Verdict::YesIf), clear: first(Verdict::Yes) }
    }

    /// Day by day, what stands in the way of each activity between two dates, both inclusive, in the zone asked
    /// about. Today counts from `now` on; days before it are left out.
    pub fn clear_days(
        &self,
        activities: &[ActivityIndex],
        from: NaiveDate,
        to: NaiveDate,
        now: Instant,
    ) -> Result<Vec<ClearDays>, PlanError> {
        let today = now.date_in(self.situation().zone());
        if to < from {
            return Err(PlanError::EndsBeforeItBegins { from, to });
        }
        if to < today {
            return Err(PlanError::Past { to });
        }
        if (to - from).num_days() >= MOST_DAYS {
            return Err(PlanError::TooLong { from, to });
        }
        let days = |activity| {
            let dates = from.max(today).iter_days().take_while(|date| *date <= to);
            dates.filter_map(|date| self.clear_day(activity, date, now)).collect()
        };
        Ok(activities.iter().map(|&activity| ClearDays { activity, days: days(activity) }).collect())
    }

    /// One day; none where the zone skips the date.
    fn clear_day(&self, activity: ActivityIndex, date: NaiveDate, now: Instant) -> Option<ClearDay> {
        let zone = self.situation().zone();
        let begins = day_start(zone, date).max(now);
        let ends = day_start(zone, plus_days(date, 1));
        if begins >= ends {
            return None;
        }
        let timeline = self.timeline(activity, now);
        let changes: Vec<(Instant, Verdict)> = timeline.changes(begins);
        let today: Vec<(Instant, Verdict)> =
            changes.into_iter().take_while(|(start, _)| *start < ends).collect();
        let &(at, verdict) =
            today.iter().max_by_key(|(start, verdict)| (*verdict, std::cmp::Reverse(*start)))?;
        Some(ClearDay {
            date,
            verdict,
            changes: today[1..].to_vec(),
            decided_by: self.deciding(activity, now, at),
        })
    }

    /// The first instant from `from` on at which an activity is allowed, as it looks `now`.
    pub fn opens_after(&self, activity: ActivityIndex, now: Instant, from: Instant) -> Option<Instant> {
        self.timeline(activity, now).first(from, Verdict::permits)
    }

    /// The rule that decides at `at`, as it looks `now`; none where nothing stands in the way.
    pub(super) fn deciding(&self, activity: ActivityIndex, now: Instant, at: Instant) -> Option<DecidedBy> {
        let (verdict, explanation) = self.explained(activity, now, at);
        explanation.decided_by.filter(|_| verdict != Verdict::Yes)
    }

    /// The conditions that hold at `at`, as it looks `now`; none unless the verdict is `yes_if` then.
    pub fn conditions_at(&self, activity: ActivityIndex, now: Instant, at: Instant) -> Vec<Condition> {
        self.explained(activity, now, at).1.conditions
    }

    pub(super) fn explained(
        &self,
        activity: ActivityIndex,
        now: Instant,
        at: Instant,
    ) -> (Verdict, Explanation) {
        let verdict = self.timeline(activity, now).stretch(at).verdict;
        (verdict, Explanation::new(self.situation(), self.matter(activity), now, at, verdict))
    }
}
