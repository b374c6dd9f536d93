//! A moment asked about, and what the course shows at it: looked up once for everything that is asked about it.
//!
//! Not for: anything that differs from one activity to another (`answer`).

use crate::time::Instant;

use super::reading::{FinalSession, SessionReading};
use super::situation::Situation;

/// A moment asked about, and what the course shows at it.
#[derive(Debug)]
pub(super) struct Moment {
    pub at: Instant,
    /// The readings of the sessions.
    pub readings: Vec<SessionReading>,
    /// The number of the current session where it was planned and nobody confirmed it.
    pub unconfirmed: Option<u32>,
    /// A session has begun, and in some reading nobody knows which one is the final one.
    pub final_unknown: bool,
}

impl Moment {
    pub fn new(situation: &Situation, at: Instant) -> Self {
        let course = situation.course();
        let current = course.current(at);
        let readings = SessionReading::all(course, at);
        let unknown = |reading: &SessionReading| reading.final_session(course, at) == FinalSession::Unknown;
        Self {
            at,
            unconfirmed: current.filter(|session| !session.done).map(|session| session.number),
            final_unknown: current.is_some() && readings.iter().any(unknown),
            readings,
        }
    }
}
