//! Sessions as they were logged, checked, ordered and numbered, and reports about the skin.
//!
//! Not for: the window of the next session (`course::spacing`) or which session is the final one at a moment
//! (`aftercare::reading`).

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::protocol::Sheet;
use crate::time::{Instant, micros_of_hours};

/// Hours that a planned session lasts where its sheet gives no longest (`aftercare-rules`, "Words").
pub const DEFAULT_HOURS: f64 = 8.0;

/// When a session was, or is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "status")]
pub enum Timing {
    /// It took place: it has an end and perhaps a start.
    Done {
        /// When it began; where nobody said, it began when it ended.
        started: Option<Instant>,
        /// When it ended.
        ended: Instant,
    },
    /// It is to take place: it has a start and perhaps an end.
    Planned {
        /// When it begins.
        starts: Instant,
        /// When it ends; where nobody said, after the sheet's longest hours for it.
        ends: Option<Instant>,
    },
}

/// A session as it was logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoggedSession {
    /// When.
    pub timing: Timing,
    /// The zone in which its days are counted; where none is given, the zone asked about.
    pub zone: Option<Tz>,
    /// Marked as the final one.
    pub is_final: bool,
    /// A touch-up, after the course.
    pub touch_up: bool,
}

/// A session in its place in the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// Counted by start, from 1.
    pub number: u32,
    /// When it begins.
    pub start: Instant,
    /// When it ends; never before it begins.
    pub end: Instant,
    /// The zone in which its days are counted; where none is given, the zone asked about.
    pub zone: Option<Tz>,
    /// Whether it took place.
    pub done: bool,
    /// Marked as the final one.
    pub is_final: bool,
    /// A touch-up, after the course.
    pub touch_up: bool,
}

/// What a client said about their skin at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkinReport {
    /// When they said it.
    pub at: Instant,
    /// States they saw.
    #[serde(default)]
    pub seen: Vec<String>,
    /// States that were gone.
    #[serde(default)]
    pub gone: Vec<String>,
}

/// One client's sessions, ordered by start and numbered, and whether the course is complete.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Course {
    sessions: Vec<Session>,
    complete: bool,
}

/// Why sessions do not make a course.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CourseError {
    /// Two sessions begin at one instant.
    #[error("two sessions start at {start}: give each a start of its own")]
    SameStart {
        /// The instant they share.
        start: Instant,
    },
    /// A session ends before it begins.
    #[error("a session that starts at {start} cannot end at {end}: it ends at its start or later")]
    EndsBeforeStart {
        /// When it begins.
        start: Instant,
        /// When it is said to end.
        end: Instant,
    },
}

impl Course {
    /// Orders and numbers sessions under a sheet, whose hours say how long a planned one lasts.
    pub fn new(logged: &[LoggedSession], complete: bool, sheet: &Sheet) -> Result<Self, CourseError> {
        let mut order: Vec<&LoggedSession> = logged.iter().collect();
        order.sort_by_key(|session| session.start());
        let mut sessions: Vec<Session> = Vec::with_capacity(order.len());
        for (session, number) in order.into_iter().zip(1..) {
            let (start, done) = (session.start(), matches!(session.timing, Timing::Done { .. }));
            let end = match session.timing {
                Timing::Done { ended, .. } => ended,
                Timing::Planned { ends: Some(ends), .. } => ends,
                Timing::Planned { .. } => start.plus_micros(micros_of_hours(longest_hours(sheet, number))),
            };
            if end < start {
                return Err(CourseError::EndsBeforeStart { start, end });
            }
            if sessions.last().is_some_and(|before| before.start == start) {
                return Err(CourseError::SameStart { start });
            }
            let LoggedSession { zone, is_final, touch_up, .. } = *session;
            sessions.push(Session { number, start, end, zone, done, is_final, touch_up });
        }
        Ok(Self { sessions, complete })
    }

    /// The sessions, by start.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// Whether the client said that the course is complete.
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// The current session at `at`: the latest whose start is not after it.
    pub fn current(&self, at: Instant) -> Option<&Session> {
        self.sessions.iter().rev().find(|session| session.start <= at)
    }

    /// The same course without sessions that have not taken place; the others keep their numbers.
    #[must_use]
    pub fn without_planned(&self) -> Self {
        let sessions = self.sessions.iter().copied().filter(|session| session.done).collect();
        Self { sessions, complete: self.complete }
    }

    /// The same course with a session after all others.
    #[must_use]
    pub(crate) fn with_session(&self, session: Session) -> Self {
        let mut course = self.clone();
        course.sessions.push(session);
        course
    }

    /// The same course with the session of that number marked as the final one.
    #[must_use]
    pub fn with_final(&self, number: u32) -> Self {
        let mut course = self.clone();
        for session in &mut course.sessions {
            session.is_final |= session.number == number;
        }
        course
    }
}

impl LoggedSession {
    /// When it begins: a done one without a start begins when it ends.
    pub fn start(&self) -> Instant {
        match self.timing {
            Timing::Done { started, ended } => started.unwrap_or(ended),
            Timing::Planned { starts, .. } => starts,
        }
    }
}

/// The longest hours that a sheet gives for the session of that number.
pub fn longest_hours(sheet: &Sheet, number: u32) -> f64 {
    let own = sheet.session_plan(number).and_then(|plan| plan.hours.max);
    own.or(sheet.course.hours.max).unwrap_or(DEFAULT_HOURS)
}
