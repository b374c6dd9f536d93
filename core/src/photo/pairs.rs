//! Which photos belong side by side: before and now, and the same day after two sessions.
//!
//! Not for: lining them up (the crate `stipple-photo`), or words.

use chrono_tz::Tz;
use uuid::Uuid;

use super::angle::Angle;
use super::taken::{CourseDay, Moment, TakenPhoto, course_day, moments};
use crate::course::Course;

/// Two photos of one angle.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The side of the head.
    pub angle: Angle,
    /// The earlier one.
    pub first: Uuid,
    /// The later one.
    pub second: Uuid,
    /// What they have in common.
    pub kind: PairKind,
}

/// What two photos have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairKind {
    /// The first one there is, and the latest.
    BeforeAndNow,
    /// The same day after two sessions, as near as there is.
    SameDay {
        /// The earlier one's session and day.
        first: CourseDay,
        /// The later one's session and day.
        second: CourseDay,
    },
}

/// The pairs of all angles: of each the first photo beside the latest; then each photo of the latest photographed session
/// beside the one of each earlier session whose day is nearest, the earlier day where two are as near.
pub fn pairs(course: &Course, zone: Tz, photos: &[TakenPhoto]) -> Vec<Pair> {
    let moments = moments(photos);
    let mut pairs = Vec::new();
    for series in moments.chunk_by(|a, b| a.angle == b.angle) {
        let pair = |first: &Moment, second: &Moment, kind| Pair {
            angle: first.angle.clone(),
            first: first.stands.id,
            second: second.stands.id,
            kind,
        };
        if let [first, .., last] = series {
            pairs.push(pair(first, last, PairKind::BeforeAndNow));
        }
        let placed: Vec<(&Moment, CourseDay)> = series
            .iter()
            .filter_map(|moment| Some((moment, course_day(course, zone, moment.stands.taken)?)))
            .collect();
        let Some(latest) = placed.iter().map(|(_, at)| at.session).max() else { continue };
        let mut sessions: Vec<u32> =
            placed.iter().map(|(_, at)| at.session).filter(|one| *one < latest).collect();
        sessions.dedup();
        for (now, second) in placed.iter().filter(|(_, at)| at.session == latest) {
            for session in &sessions {
                let nearest = placed
                    .iter()
                    .filter(|(_, at)| at.session == *session)
                    .min_by_key(|(_, at)| (at.day.abs_diff(second.day), at.day));
                if let Some(&(then, first)) = nearest {
                    pairs.push(pair(then, now, PairKind::SameDay { first, second: *second }));
                }
            }
        }
    }
    pairs
}
