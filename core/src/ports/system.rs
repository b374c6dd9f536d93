//! The clock, the ids, the random bytes and the keys of the operating system: the one place that asks for them.
//!
//! Not for: anything that decides.

use uuid::Uuid;

use super::{Clock, Ids, Pause, Random};
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

/// Random bytes from the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[expect(clippy::disallowed_methods, reason = "this adapter is where random bytes are drawn")]
    fn fill(&self, bytes: &mut [u8]) {
        // As with ids: a system without randomness can do nothing that is safe.
        getrandom::fill(bytes).expect("every supported system gives random bytes");
    }
}

/// Waits as the operating system does.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemPause;

impl Pause for SystemPause {
    #[expect(clippy::disallowed_methods, reason = "this adapter is where time passes")]
    fn pause(&self, time: std::time::Duration) {
        std::thread::sleep(time);
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
        let (mut one, mut two) = ([0; 32], [0; 32]);
        SystemRandom.fill(&mut one);
        SystemRandom.fill(&mut two);
        assert_ne!(one, two);
        assert!(SystemClock.now() > Instant::parse("2026-01-01T00:00:00Z").unwrap());
    }
}
