//! The object that a shell holds, and the way every call goes: the time, the lock, the companion, the error.
//!
//! Not for: the calls themselves (`ask`, `change`, `course`, `ways_out`).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use stipple_core::companion::plain::OpeningView;
use stipple_core::companion::{Companion, CompanionError};
use stipple_core::export::Watch;
use stipple_core::foreign::StippleError;
use stipple_core::ports::fixed::FixedClock;

use crate::foreign::{Clock, Keys};
use crate::task::Running;

/// The one door to Stipple, for one client on one device. Open it once and keep it while the app runs.
///
/// Its methods may be called from any thread; one call follows the other. They return within milliseconds, and read or
/// write a file: keep them off the thread that draws.
#[derive(uniffi::Object)]
pub struct Stipple {
    pub(crate) companion: Arc<Mutex<Companion>>,
    pub(crate) clock: Arc<dyn Clock>,
    /// Shows the companion the one moment of the call under way; set under the lock.
    pub(crate) now: Arc<FixedClock>,
    pub(crate) keys: Keys,
    pub(crate) opening: OpeningView,
}

impl Stipple {
    /// A call that changes something.
    pub(crate) fn change<T>(
        &self,
        call: impl FnOnce(&mut Companion) -> Result<T, CompanionError>,
    ) -> Result<T, StippleError> {
        let now = self.clock.now();
        let mut companion = enter(&self.companion);
        self.now.set(now.map_err(|_| StippleError::no_time(companion.words()))?);
        call(&mut companion).map_err(|error| StippleError::of(error, &companion))
    }

    /// A call that asks.
    pub(crate) fn ask<T>(
        &self,
        call: impl FnOnce(&Companion) -> Result<T, CompanionError>,
    ) -> Result<T, StippleError> {
        self.change(|companion| call(companion))
    }

    /// A long call: what it works on is taken under the lock, and worked on without.
    pub(crate) fn begin<D: Send + 'static, T: Clone + Send + Sync + 'static, K: From<Running<T>>>(
        &self,
        take: impl FnOnce(&Companion) -> Result<D, CompanionError>,
        work: impl FnOnce(D, &Keys, &Watch) -> Result<T, CompanionError> + Send + 'static,
    ) -> Result<Arc<K>, StippleError> {
        let (desk, keys) = (self.ask(take)?, self.keys.clone());
        Ok(Arc::new(Running::begin(&self.companion, move |watch| work(desk, &keys, watch)).into()))
    }
}

/// Takes the lock, also after a call panicked under it. What such a call was writing was one transaction, which is
/// rolled back as the call unwinds, and what a companion holds in memory is replaced as a whole or not at all: there is
/// nothing half done for the next call to meet.
pub(crate) fn enter(companion: &Mutex<Companion>) -> MutexGuard<'_, Companion> {
    companion.lock().unwrap_or_else(PoisonError::into_inner)
}
