//! The time and chance: traits, and the only place of the server that asks the operating system for them.
//!
//! Not for: how long a request took (`http::watch` measures that with tokio's clock).

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SecondsFormat, Utc};
use uuid::Uuid;

/// An instant: microseconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// Microseconds in a second.
const SECOND: i64 = 1_000_000;
/// Seconds in a day.
pub const DAY: i64 = 86_400;

impl Moment {
    /// So many seconds later.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(SECOND)))
    }

    /// Whole seconds until another moment, rounded up; at least 1: what `Retry-After` says.
    pub fn seconds_until(self, later: Self) -> u64 {
        let micros = later.0.saturating_sub(self.0).max(1);
        u64::try_from(micros.saturating_add(SECOND - 1) / SECOND).unwrap_or(1).max(1)
    }

    /// Days since 1970: as much as is kept of when a device was last there.
    pub const fn day(self) -> i64 {
        self.0.div_euclid(DAY * SECOND)
    }

    /// The first moment of such a day.
    pub const fn of_day(day: i64) -> Self {
        Self(day.saturating_mul(DAY * SECOND))
    }

    /// RFC 3339, to the second.
    pub fn rfc3339(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// The day, as in `2026-11-28`.
    pub fn date(self) -> String {
        self.utc().format("%Y-%m-%d").to_string()
    }

    /// The date as HTTP writes it (RFC 9110).
    pub fn http_date(self) -> String {
        self.utc().format("%a, %d %b %Y %H:%M:%S GMT").to_string()
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or_default()
    }
}

/// What time it is.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Moment;
}

/// The server's wall clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this adapter is where the clock is read")]
    fn now(&self) -> Moment {
        Moment(Utc::now().timestamp_micros())
    }
}

/// A clock that a test sets.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// Stands at that moment until somebody moves it.
    pub const fn at(moment: Moment) -> Self {
        Self(AtomicI64::new(moment.0))
    }

    /// Moves it on.
    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds.saturating_mul(SECOND), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}

/// Why nothing could be drawn: the operating system has no randomness.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the operating system gives no random bytes")]
pub struct NoChance;

/// 32 bytes that nobody can guess: nonces and tokens.
pub fn draw() -> Result<[u8; 32], NoChance> {
    let mut bytes = [0; 32];
    #[expect(clippy::disallowed_methods, reason = "the one place of the server's that draws")]
    getrandom::fill(&mut bytes).map_err(|_| NoChance)?;
    Ok(bytes)
}

/// An id that nothing else has.
#[expect(clippy::disallowed_methods, reason = "this adapter is where ids are drawn")]
pub fn new_id() -> Uuid {
    Uuid::new_v4()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_the_contract_says() {
        let moment = Moment(1_795_847_479_123_456);
        assert_eq!(moment.rfc3339(), "2026-11-28T06:31:19Z");
        assert_eq!(moment.date(), "2026-11-28");
        assert_eq!(moment.http_date(), "Sat, 28 Nov 2026 06:31:19 GMT");
        assert_eq!(Moment::of_day(moment.day()).rfc3339(), "2026-11-28T00:00:00Z");
        assert_eq!(moment.seconds_until(Moment(moment.0 + 1)), 1);
        assert_eq!(moment.seconds_until(moment.plus_seconds(9)), 9);
        assert_eq!(moment.seconds_until(Moment(0)), 1);
    }
}
