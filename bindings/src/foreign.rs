//! What a device gives: the time, and a place for secrets. Implemented in Kotlin, Swift or Python.
//!
//! They are few and answer at once, and are never asked while a lock of Stipple's is held. Not for: what the core makes
//! of them (`stipple_core::ports`).

use std::sync::Arc;

use stipple_core::ports::system::SystemClock;
use stipple_core::ports::{self, Secret};
use stipple_core::time::Instant;

/// The device's place for secrets: Keychain, Keystore, or what there is.
///
/// Names are Stipple's own: `a-z`, `0-9` and `-`. Implementations may be called from any thread, several at a time, and
/// should not call back into Stipple. What they throw that is no [`KeyStoreError`] counts as
/// [`KeyStoreError::Unavailable`].
#[uniffi::export(foreign)]
pub trait KeyStore: Send + Sync {
    /// The secret of that name; none where there is none. Where that cannot be said, throw: a new one would be made.
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, KeyStoreError>;

    /// Keeps a secret under that name where there is none. Where there is one, that one stays, and that is no error.
    /// Of two calls at the same moment the first is kept. Durable when it returns.
    fn add(&self, name: String, secret: Vec<u8>) -> Result<(), KeyStoreError>;

    /// Forgets the secret of that name; where there is none, that is no error.
    fn delete(&self, name: String) -> Result<(), KeyStoreError>;
}

/// What time it is, for tests and for devices that know better than the operating system.
///
/// Asked once at the beginning of each call, from any thread. It may run back: people set clocks.
#[uniffi::export(foreign)]
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Result<Instant, ClockError>;
}

/// Why a device would not keep or give a secret.
///
/// Its own and not the core's: what a foreign method throws has to be of the crate that the trait is in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum KeyStoreError {
    /// The device is locked; the same call may succeed once it is unlocked.
    #[error("the device's secrets are locked")]
    Locked,
    /// The place is not there, or broke.
    #[error("the device's place for secrets failed: {reason}")]
    Unavailable {
        /// What it said, for developers; never the secret.
        reason: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for KeyStoreError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unavailable { reason: error.reason }
    }
}

impl From<KeyStoreError> for ports::KeyStoreError {
    fn from(error: KeyStoreError) -> Self {
        match error {
            KeyStoreError::Locked => Self::Locked,
            KeyStoreError::Unavailable { reason } => Self::Unavailable { reason },
        }
    }
}

/// Why a clock does not say what time it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ClockError {
    /// It does not go.
    #[error("the clock failed: {reason}")]
    Unavailable {
        /// What it said, for developers.
        reason: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ClockError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unavailable { reason: error.reason }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Result<Instant, ClockError> {
        Ok(ports::Clock::now(self))
    }
}

/// A foreign place for secrets, as the core asks it.
#[derive(Clone)]
pub struct Keys(pub Arc<dyn KeyStore>);

impl ports::KeyStore for Keys {
    fn get(&self, name: &str) -> Result<Option<Secret>, ports::KeyStoreError> {
        Ok(self.0.get(name.to_owned())?.map(Secret::new))
    }

    fn add(&self, name: &str, secret: &Secret) -> Result<(), ports::KeyStoreError> {
        Ok(self.0.add(name.to_owned(), secret.expose().to_vec())?)
    }

    fn delete(&self, name: &str) -> Result<(), ports::KeyStoreError> {
        Ok(self.0.delete(name.to_owned())?)
    }
}
