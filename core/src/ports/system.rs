//! The clock, the ids and the keys of the operating system: the one place that asks for them.
//!
//! Not for: anything that decides.

use uuid::Uuid;

use super::{Clock, Ids};
use crate::time::Instant;

/// The device's wall clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this adapter is where the clock is read")]
    fn now(&self) -> Instant {
        Instant::from(chrono::Utc::now())
    }
}

/// Random ids, from the operating system's source of randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemIds;

impl Ids for SystemIds {
    #[expect(clippy::disallowed_methods, reason = "this adapter is where ids are drawn")]
    fn uuid(&self) -> Uuid {
        Uuid::new_v4()
    }
}

/// A new key pair, from the operating system's source of randomness.
#[expect(clippy::disallowed_methods, reason = "this adapter is where keys are drawn")]
pub fn new_identity() -> age::x25519::Identity {
    age::x25519::Identity::generate()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_random_and_the_clock_is_of_this_age() {
        assert_eq!(SystemIds.uuid().get_version_num(), 4);
        assert_ne!(SystemIds.uuid(), SystemIds.uuid());
        assert!(SystemClock.now() > Instant::parse("2026-01-01T00:00:00Z").unwrap());
    }
}
