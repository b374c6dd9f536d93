//! The readings of what is uncertain: which sessions were held, and whether the current one is the final one.
//!
//! Not for: the readings of zones and fuzzy bounds, which only move instants (`span`).

use crate::course::{Course, Session};
use crate::protocol::Side;
use crate::time::Instant;

use super::span::ZoneReading;

/// What is known of the final session at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FinalSession {
    /// It is the current one.
    Begun,
    /// It is known and has not begun.
    ToCome,
    /// Nobody knows yet.
    Unknown,
}

/// One way to read the final session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FinalReading {
    /// The final session is still to come.
    ToCome,
    /// The current session is the final one.
    Current,
}

/// The sessions of a course in one reading, asked about at one moment.
#[derive(Debug, Clone)]
pub(crate) struct SessionReading {
    /// The sessions that count here, by start, as places in the course.
    present: Vec<usize>,
    /// The last of them that is no touch-up.
    last: Option<usize>,
    /// The moment asked about: sessions that start after it go ahead as planned.
    asked: Instant,
    complete: bool,
}

impl SessionReading {
    /// The readings of a course: one, or, where sessions are unconfirmed, all of them held and none of them held.
    pub fn all(course: &Course, asked: Instant) -> Vec<Self> {
        let sessions = course.sessions();
        let unconfirmed = |session: &Session| !session.done && session.start <= asked;
        let reading = |present: Vec<usize>| {
            let last = present.iter().rev().copied().find(|&place| !sessions[place].touch_up);
            Self { present, last, asked, complete: course.is_complete() }
        };
        let every = reading((0..sessions.len()).collect());
        if !sessions.iter().any(unconfirmed) {
            return vec![every];
        }
        vec![every, reading((0..sessions.len()).filter(|&place| !unconfirmed(&sessions[place])).collect())]
    }

    /// The sessions that count here and start after `at`, as places in the course.
    pub fn after(&self, course: &Course, at: Instant) -> &[usize] {
        &self.present[self.begun(course, at)..]
    }

    /// The current session at `at`, as a place in the course.
    pub fn current(&self, course: &Course, at: Instant) -> Option<usize> {
        self.begun(course, at).checked_sub(1).map(|before| self.present[before])
    }

    /// How many of the sessions that count here have begun at `at`. Asked at every bound: a long course must not be
    /// walked each time.
    fn begun(&self, course: &Course, at: Instant) -> usize {
        self.present.partition_point(|&place| course.sessions()[place].start <= at)
    }

    /// The first session, as a place in the course.
    pub fn first(&self) -> Option<usize> {
        self.present.first().copied()
    }

    /// The final session at `at` (`aftercare-rules`, "Final session").
    pub fn final_session(&self, course: &Course, at: Instant) -> FinalSession {
        let sessions = course.sessions();
        let current = self.current(course, at);
        if current.is_some_and(|place| sessions[place].touch_up && !self.course_session_after(course, at)) {
            return FinalSession::Begun;
        }
        let known = self
            .last
            .map(|last| &sessions[last])
            .filter(|last| last.is_final || self.complete)
            .filter(|last| last.done || last.start > self.asked);
        match known {
            Some(last) if last.start <= at => FinalSession::Begun,
            Some(_) => FinalSession::ToCome,
            None => FinalSession::Unknown,
        }
    }

    /// The readings of the final session that count at `at`.
    pub fn final_readings(&self, course: &Course, at: Instant) -> &'static [FinalReading] {
        const BOTH: &[FinalReading] = &[FinalReading::ToCome, FinalReading::Current];
        let current = self.current(course, at).map(|place| &course.sessions()[place]);
        let marked = current.is_some_and(|session| session.is_final);
        match self.final_session(course, at) {
            FinalSession::Begun => &BOTH[1..],
            _ if marked => BOTH,
            FinalSession::Unknown if current.is_some() && !self.course_session_after(course, at) => BOTH,
            FinalSession::ToCome | FinalSession::Unknown => &BOTH[..1],
        }
    }

    /// Whether a session that is no touch-up starts after `at`.
    fn course_session_after(&self, course: &Course, at: Instant) -> bool {
        self.last.is_some_and(|last| course.sessions()[last].start > at)
    }
}

/// How instants are read: in whose days, and on which side of fuzzy bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InstantReading {
    pub zone: ZoneReading,
    pub side: Side,
}

impl InstantReading {
    /// All four, so that a place in a table can be told: see [`Self::place`].
    pub const ALL: [Self; 4] = [
        Self { zone: ZoneReading::Session, side: Side::Earlier },
        Self { zone: ZoneReading::Session, side: Side::Later },
        Self { zone: ZoneReading::Asked, side: Side::Earlier },
        Self { zone: ZoneReading::Asked, side: Side::Later },
    ];

    /// The readings that can differ where zones differ or not, and bounds are fuzzy or not.
    pub fn needed(zones_differ: bool, fuzzy: bool) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |reading| {
            (zones_differ || reading.zone == ZoneReading::Session) && (fuzzy || reading.side == Side::Earlier)
        })
    }

    /// Its place in [`Self::ALL`].
    pub fn place(self) -> usize {
        let zone = usize::from(self.zone == ZoneReading::Asked);
        let side = usize::from(self.side == Side::Later);
        zone * 2 + side
    }
}
