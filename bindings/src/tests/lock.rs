//! The lock and the moment: nothing foreign runs under the one, and every call has exactly one of the other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, Weak};
use std::thread;

use stipple_core::foreign::StippleError;
use stipple_core::ports::fixed::MemoryKeys;
use stipple_core::time::Instant;

use super::{CountingClock, Phone, tuesday};
use crate::{Clock, ClockError, KeyStore, KeyStoreError, Stipple};

/// Calls into Stipple from another thread, and waits for the answer, before it answers itself.
#[derive(Default)]
struct CallsBack {
    stipple: OnceLock<Weak<Stipple>>,
    inside: AtomicBool,
    calls: AtomicBool,
}

impl CallsBack {
    fn call_back(&self) {
        let Some(stipple) = self.stipple.get().and_then(Weak::upgrade) else { return };
        if !self.inside.swap(true, Ordering::SeqCst) {
            let has_course = thread::spawn(move || stipple.has_course()).join().unwrap();
            assert_eq!(has_course, Ok(false));
            self.calls.store(true, Ordering::SeqCst);
            self.inside.store(false, Ordering::SeqCst);
        }
    }
}

impl Clock for CallsBack {
    fn now(&self) -> Result<Instant, ClockError> {
        self.call_back();
        Ok(tuesday())
    }
}

impl KeyStore for CallsBack {
    fn get(&self, _: String) -> Result<Option<Vec<u8>>, KeyStoreError> {
        self.call_back();
        Err(KeyStoreError::Locked)
    }

    fn add(&self, _: String, _: Vec<u8>) -> Result<(), KeyStoreError> {
        panic!("nothing is added where a store cannot say what it has")
    }

    fn delete(&self, _: String) -> Result<(), KeyStoreError> {
        panic!("nothing deletes a device's key")
    }
}

#[test]
fn a_clock_may_call_from_another_thread() {
    let clock = Arc::new(CallsBack::default());
    let phone = Phone::with(Arc::new(MemoryKeys::default()), clock.clone());
    clock.stipple.set(Arc::downgrade(&phone.stipple)).unwrap();
    assert_eq!(phone.stipple.now(), Ok(tuesday()));
    assert!(clock.calls.load(Ordering::SeqCst));
}

#[test]
fn so_may_a_place_for_secrets() {
    let keys = Arc::new(CallsBack::default());
    let phone = Phone::with(keys.clone(), CountingClock::new());
    keys.stipple.set(Arc::downgrade(&phone.stipple)).unwrap();
    assert!(matches!(phone.stipple.device_recipient(), Err(StippleError::KeyStoreLocked { .. })));
    assert!(keys.calls.load(Ordering::SeqCst));
}

#[test]
fn one_call_is_one_moment() {
    let clock = CountingClock::new();
    let phone = Phone::with(Arc::new(MemoryKeys::default()), clock.clone());
    let asked = || clock.asked.swap(0, Ordering::SeqCst);
    assert_eq!(asked(), 1, "opening");
    phone.begin();
    assert_eq!(asked(), 3, "the sheets, and two changes");
    phone.stipple.can("swim", None).unwrap();
    phone.stipple.course().unwrap();
    phone.stipple.undo().unwrap();
    assert_eq!(asked(), 3);
    clock.at.advance_hours(24);
    assert_eq!(phone.stipple.now(), Ok(tuesday().plus_hours(24)));
}

/// A clock that stops.
#[derive(Default)]
struct Stops(AtomicBool);

impl Clock for Stops {
    fn now(&self) -> Result<Instant, ClockError> {
        if self.0.load(Ordering::SeqCst) {
            Err(ClockError::Unavailable { reason: "it stopped".to_owned() })
        } else {
            Ok(tuesday())
        }
    }
}

#[test]
fn without_the_time_nothing_is_done() {
    let clock = Arc::new(Stops::default());
    let phone = Phone::with(Arc::new(MemoryKeys::default()), clock.clone());
    phone.begin();
    clock.0.store(true, Ordering::SeqCst);
    let told = "The device did not say what time it is. Nothing was changed.".to_owned();
    assert_eq!(phone.stipple.undo(), Err(StippleError::ClockFailed { told }));
    clock.0.store(false, Ordering::SeqCst);
    assert!(phone.stipple.has_course().unwrap());
}

#[test]
fn a_panic_under_the_lock_is_over_with_its_call() {
    let phone = Phone::new();
    phone.begin();
    let before = phone.archive();
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        phone.stipple.change(|_| -> Result<(), _> { panic!("under the lock") })
    }));
    assert!(panicked.is_err() && phone.stipple.companion.is_poisoned());
    assert_eq!(phone.archive(), before);
    assert_eq!(phone.stipple.today(None).unwrap().headline, "Day 4 after session 1 of 3");
    phone.stipple.undo().unwrap();
}

#[test]
fn who_moves_is_spoken_to_in_their_zone_and_language() {
    let phone = Phone::new();
    phone.begin();
    assert_eq!(phone.stipple.language().as_deref(), Ok("en"));
    phone.stipple.moved_to("America/New_York".parse().unwrap(), vec!["en-US".to_owned()]).unwrap();
    assert_eq!(phone.stipple.language().as_deref(), Ok("en-US"));
    let today = phone.stipple.today(None).unwrap();
    assert_eq!((today.zone.as_str(), today.at), ("America/New_York", tuesday()));
    // A language of the client's own comes before the device's.
    phone.stipple.change_settings(None, None, Some("en-GB".to_owned())).unwrap();
    assert_eq!(phone.stipple.language().as_deref(), Ok("en"));
    phone.stipple.undo().unwrap();
    assert_eq!(phone.stipple.language().as_deref(), Ok("en-US"));
}
