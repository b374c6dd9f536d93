//! Photos as moments: a burst counts as one, and each moment has its place in the course.
//!
//! Not for: which are due (`shots`), or which belong side by side (`pairs`).

use chrono_tz::Tz;
use uuid::Uuid;

use super::angle::Angle;
use crate::course::{Course, Session};
use crate::time::Instant;

/// Photos of one angle that were taken within this many minutes of the first are one burst (`photos.md`, "Quality
/// findings").
pub const BURST_MINUTES: i64 = 10;

/// A photo, without what only screens need.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenPhoto {
    /// Its id.
    pub id: Uuid,
    /// The side of the head.
    pub angle: Angle,
    /// When it was taken.
    pub taken: Instant,
    /// How sharp it is.
    pub sharpness: f64,
}

/// Where in the course a photo was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CourseDay {
    /// The number of the session that it follows.
    pub session: u32,
    /// Days since that session's day 0; 0 during the session.
    pub day: u32,
}

/// Photos of one angle that count as one, and the one that stands for them.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// The side of the head.
    pub angle: Angle,
    /// The sharpest; of equally sharp ones the first.
    pub stands: TakenPhoto,
    /// All of them, that one included, by time.
    pub photos: Vec<Uuid>,
}

/// The session that a moment follows, with the day counted as the board counts it; `None` before the first session.
pub fn course_day(course: &Course, zone: Tz, at: Instant) -> Option<CourseDay> {
    let session = course.current(at)?;
    Some(CourseDay { session: session.number, day: days_since(session, zone, at) })
}

/// Days since a session's day 0, in its own zone where it has one; 0 until it has ended.
pub fn days_since(session: &Session, zone: Tz, at: Instant) -> u32 {
    let zone = session.zone.unwrap_or(zone);
    let days = at.date_in(zone).signed_duration_since(session.end.date_in(zone)).num_days();
    u32::try_from(days.max(0)).unwrap_or(u32::MAX)
}

/// The moments of all angles, by angle, then by time.
pub fn moments(photos: &[TakenPhoto]) -> Vec<Moment> {
    let mut order: Vec<&TakenPhoto> = photos.iter().collect();
    order.sort_by(|a, b| (&a.angle, a.taken, a.id).cmp(&(&b.angle, b.taken, b.id)));
    let mut moments: Vec<Moment> = Vec::new();
    let mut first = Instant::MIN;
    for photo in order {
        match moments.last_mut() {
            Some(last)
                if last.angle == photo.angle
                    && photo.taken.micros_since(first) <= BURST_MINUTES * 60_000_000 =>
            {
                last.photos.push(photo.id);
                if photo.sharpness > last.stands.sharpness {
                    last.stands = photo.clone();
                }
            }
            _ => {
                first = photo.taken;
                moments.push(Moment {
                    angle: photo.angle.clone(),
                    stands: photo.clone(),
                    photos: vec![photo.id],
                });
            }
        }
    }
    moments
}
