//! Healing photos of a course: which there are, which are due, and which belong side by side.
//!
//! Pure: photos and sessions in, lists out. Not for: pixels (the crate `stipple-photo`), files (`vault`), or what is
//! said of them (`companion`).

mod angle;
mod finding;
mod pairs;
mod shots;
mod taken;

#[cfg(test)]
mod tests;

pub use angle::{Angle, AngleError};
pub use finding::{Finding, FindingKind};
pub use pairs::{Pair, PairKind, pairs};
pub use shots::{DEFAULT_DAYS, FINAL_DAY, MOST_YEARS, Occasion, Shot, ShotStatus, ShotsInput, shots};
pub use taken::{BURST_MINUTES, CourseDay, Moment, TakenPhoto, course_day, days_since, moments};
