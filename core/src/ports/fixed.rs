//! Ports that answer as a test tells them to, so that a run can be repeated to the byte.
//!
//! Not for: anything that ships, but for [`FixedClock`], which holds the one moment of a call. They are public so that
//! the tests of other crates can use them.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use uuid::Uuid;

use super::{Clock, Ids, KeyStore, KeyStoreError, Pause, Random, Secret};
use crate::time::Instant;

/// A clock that stands still until it is set.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that shows `at`.
    pub const fn new(at: Instant) -> Self {
        Self(AtomicI64::new(at.micros()))
    }

    /// Sets it, forwards or back.
    pub fn set(&self, at: Instant) {
        self.0.store(at.micros(), Ordering::SeqCst);
    }

    /// Moves it on by so many microseconds; back, where negative.
    pub fn advance_micros(&self, micros: i64) {
        self.set(self.now().plus_micros(micros));
    }

    /// Moves it on by so many hours; back, where negative.
    pub fn advance_hours(&self, hours: i64) {
        self.set(self.now().plus_hours(hours));
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// Ids that count up from 1 within a series: `00000000-0000-4000-8000-<series, 4 digits><count, 8 digits>`, in hexadecimal.
#[derive(Debug)]
pub struct CountingIds {
    series: u16,
    next: AtomicU64,
}

impl CountingIds {
    /// Ids of one series; two series never share an id below 2³² ids.
    pub const fn new(series: u16) -> Self {
        Self { series, next: AtomicU64::new(1) }
    }

    /// The id that a series gives as its `count`th, from 1.
    pub fn id(series: u16, count: u32) -> Uuid {
        Uuid::from_u64_pair(0x4000, 0x8000_0000_0000_0000 | (u64::from(series) << 32) | u64::from(count))
    }
}

impl Ids for CountingIds {
    fn uuid(&self) -> Uuid {
        let count = self.next.fetch_add(1, Ordering::SeqCst);
        Self::id(self.series, u32::try_from(count).unwrap_or(u32::MAX))
    }
}

/// Random bytes by seed: the same seed gives the same bytes, in the same order of calls.
#[derive(Debug)]
pub struct SeededRandom {
    seed: u64,
    calls: AtomicU64,
}

impl SeededRandom {
    /// Bytes of one seed.
    pub const fn new(seed: u64) -> Self {
        Self { seed, calls: AtomicU64::new(0) }
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let call = self.calls.fetch_add(1, Ordering::SeqCst);
        let mut stream = blake3::Hasher::new();
        stream.update(&self.seed.to_le_bytes()).update(&call.to_le_bytes());
        stream.finalize_xof().fill(bytes);
    }
}

/// Waits for nothing, and remembers for how long.
#[derive(Debug, Default)]
pub struct NoPause(Mutex<Vec<Duration>>);

impl NoPause {
    /// For how long it would have waited, each time.
    pub fn pauses(&self) -> Vec<Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Pause for NoPause {
    fn pause(&self, time: Duration) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(time);
    }
}

/// Secrets in memory, for as long as the test runs.
#[derive(Debug, Default)]
pub struct MemoryKeys(Mutex<BTreeMap<String, Secret>>);

impl KeyStore for MemoryKeys {
    fn get(&self, name: &str) -> Result<Option<Secret>, KeyStoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }

    fn add(&self, name: &str, secret: &Secret) -> Result<(), KeyStoreError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.entry(name.to_owned()).or_insert_with(|| secret.clone());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), KeyStoreError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_goes_where_it_is_set() {
        let clock = FixedClock::new(Instant::from_micros(5));
        clock.advance_hours(1);
        clock.advance_micros(-6);
        assert_eq!(clock.now(), Instant::from_micros(3_599_999_999));
    }

    #[test]
    fn counted_ids_are_of_version_4_and_never_repeat() {
        let (one, two) = (CountingIds::new(1), CountingIds::new(2));
        let ids = [one.uuid(), one.uuid(), two.uuid()];
        assert_eq!(ids[1], CountingIds::id(1, 2));
        assert_eq!(ids[0].to_string(), "00000000-0000-4000-8000-000100000001");
        assert!(ids[0] != ids[1] && ids[0] != ids[2] && ids.iter().all(|id| id.get_version_num() == 4));
    }

    #[test]
    fn a_seed_gives_the_same_bytes_again() {
        let draw = |seed| {
            let (random, mut bytes) = (SeededRandom::new(seed), [[0; 24]; 2]);
            bytes.iter_mut().for_each(|bytes| random.fill(bytes));
            bytes
        };
        assert_eq!(draw(1), draw(1));
        assert!(draw(1) != draw(2) && draw(1)[0] != draw(1)[1]);
    }

    #[test]
    fn secrets_are_kept_forgotten_and_never_shown() {
        let (keys, secret) = (MemoryKeys::default(), Secret::new(b"hush".to_vec()));
        keys.add("device-key", &secret).unwrap();
        keys.add("device-key", &Secret::new(b"another".to_vec())).unwrap();
        assert_eq!(keys.get("device-key").unwrap().unwrap().expose(), b"hush");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        keys.delete("device-key").unwrap();
        keys.delete("device-key").unwrap();
        assert_eq!(keys.get("device-key").unwrap(), None);
    }
}
