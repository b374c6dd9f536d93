//! The hybrid logical clock that orders entries: the wall clock where that moves on, a counter where it does not.
//!
//! It never runs back, whatever the wall clock does, because each reading is taken from the latest one in the log
//! and the time now. What an entry was made after is therefore always before it in the order, on every device.
//! Not for: telling a client when something was; bodies carry the instants that people see.

use serde::{Deserialize, Serialize};

use crate::time::{Instant, YEARS, day_start};

/// One reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Hlc {
    /// Microseconds since 1970-01-01T00:00:00Z: the wall clock, or the latest reading seen where that is ahead.
    pub wall: i64,
    /// Counts up while `wall` stands still.
    pub counter: u32,
}

impl Hlc {
    /// The reading that follows `last` at the moment `now`, or `None` at the end of the time that Stipple
    /// counts in ([`YEARS`]).
    pub fn next(last: Option<Self>, now: Instant) -> Option<Self> {
        let (first, end) = limits();
        let now = now.micros().clamp(first, end);
        let fresh = Self { wall: now, counter: 0 };
        match last {
            Some(last) if last.wall >= now => match last.counter.checked_add(1) {
                Some(counter) => Some(Self { wall: last.wall, counter }),
                None if last.wall < end => Some(Self { wall: last.wall + 1, counter: 0 }),
                None => None,
            },
            _ => Some(fresh),
        }
    }

    /// The wall part as an instant.
    pub const fn instant(self) -> Instant {
        Instant::from_micros(self.wall)
    }

    /// Whether the reading lies in the years in which Stipple counts.
    pub fn in_range(self) -> bool {
        let (first, end) = limits();
        (first..=end).contains(&self.wall)
    }
}

/// The first and the last reading of the wall clock, in microseconds, both inclusive.
fn limits() -> (i64, i64) {
    let new_year = |year| {
        let date = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(chrono::NaiveDate::MIN);
        day_start(chrono_tz::Tz::UTC, date).micros()
    };
    (new_year(YEARS.start), new_year(YEARS.end) - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ends_of_time_give_none_and_never_wrap() {
        let (first, end) = limits();
        assert_eq!(Instant::from_micros(first).to_string(), "1900-01-01T00:00:00Z");
        assert_eq!(Instant::from_micros(end).to_string(), "2299-12-31T23:59:59.999999Z");
        let spent = Hlc { wall: end, counter: u32::MAX };
        assert_eq!(Hlc::next(Some(spent), Instant::MAX), None);
        let full = Hlc { wall: 7, counter: u32::MAX };
        assert_eq!(Hlc::next(Some(full), Instant::from_micros(3)), Some(Hlc { wall: 8, counter: 0 }));
        assert!(Hlc::next(None, Instant::MAX).unwrap().in_range());
        assert!(Hlc::next(None, Instant::MIN).unwrap().in_range());
    }

    proptest! {
        /// Set back, standing still or ahead: the next reading is later than every one before it.
        #[test]
        fn it_never_runs_back(walls in prop::collection::vec(-5i64..5, 1..40)) {
            let mut last = None;
            for wall in walls {
                let next = Hlc::next(last, Instant::from_micros(wall));
                prop_assert!(next > last);
                prop_assert!(next.unwrap().wall >= wall);
                last = next;
            }
        }
    }
}
