//! The device's key through a place for secrets that behaves, and through some that do not.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use stipple_core::foreign::StippleError;
use stipple_core::ports::fixed::MemoryKeys;
use stipple_core::vault::NAME;

use super::{CountingClock, Phone};
use crate::{KeyStore, KeyStoreError};

/// A place for secrets that fails as it is told to, and counts what is done to it.
struct Failing {
    error: KeyStoreError,
    asked: AtomicU64,
    added: AtomicU64,
}

impl Failing {
    fn new(error: KeyStoreError) -> Arc<Self> {
        Arc::new(Self { error, asked: AtomicU64::new(0), added: AtomicU64::new(0) })
    }
}

impl KeyStore for Failing {
    fn get(&self, _: String) -> Result<Option<Vec<u8>>, KeyStoreError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        Err(self.error.clone())
    }

    fn add(&self, _: String, _: Vec<u8>) -> Result<(), KeyStoreError> {
        self.added.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    fn delete(&self, _: String) -> Result<(), KeyStoreError> {
        self.added.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

#[test]
fn the_key_is_made_once_and_outlives_the_object() {
    let keys = Arc::new(MemoryKeys::default());
    let recipient = Phone::with(keys.clone(), CountingClock::new()).stipple.device_recipient().unwrap();
    assert!(recipient.starts_with("age1"));
    let kept = KeyStore::get(&*keys, NAME.to_owned()).unwrap().unwrap();
    assert!(kept.starts_with(b"AGE-SECRET-KEY-1"));
    assert_eq!(Phone::with(keys, CountingClock::new()).stipple.device_recipient(), Ok(recipient));
}

#[test]
fn a_store_that_fails_is_told_and_nothing_is_made() {
    let thrown = uniffi::UnexpectedUniFFICallbackError::new("kotlin.IllegalStateException");
    let locked = Failing::new(KeyStoreError::Locked);
    let broken = Failing::new(KeyStoreError::from(thrown));
    let told = |keys: &Arc<Failing>| {
        Phone::with(keys.clone(), CountingClock::new()).stipple.device_recipient().unwrap_err()
    };
    assert!(matches!(told(&locked), StippleError::KeyStoreLocked { told } if told.contains("Unlock it")));
    assert!(matches!(told(&broken), StippleError::KeyStoreFailed { .. }));
    for keys in [locked, broken] {
        assert_eq!((keys.asked.load(Ordering::SeqCst), keys.added.load(Ordering::SeqCst)), (1, 0));
    }
}

#[test]
fn opening_and_planning_reminders_ask_for_no_secret() {
    let keys = Failing::new(KeyStoreError::Locked);
    let phone = Phone::with(keys.clone(), CountingClock::new());
    phone.begin();
    assert!(!phone.stipple.reminders(40, None).unwrap().is_empty());
    assert_eq!(keys.asked.load(Ordering::SeqCst), 0);
}
