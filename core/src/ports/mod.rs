//! What the core asks of the world outside: the time, fresh ids, random bytes, a place for secrets.
//!
//! Only `companion` and the stores hold these; domain functions take `now` and data. `system` asks the operating
//! system and is the only place that may; `fixed` answers as a test tells it to. Not for: files, sockets, the
//! device's zone (a shell tells it with the question).

use std::fmt;
use std::time::Duration;

use uuid::Uuid;
use zeroize::Zeroize;

use crate::time::Instant;

pub mod fixed;
pub mod system;

/// What time it is.
pub trait Clock: Send + Sync {
    /// The present moment, in microseconds. It may run back: people set clocks.
    fn now(&self) -> Instant;
}

/// Where fresh ids come from.
pub trait Ids: Send + Sync {
    /// An id that nobody else has: a random UUID (version 4).
    fn uuid(&self) -> Uuid;
}

/// Where random bytes come from: secrets and nonces.
pub trait Random: Send + Sync {
    /// Fills `bytes` with bytes that nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// Waiting, for the one place that has to: before a request is tried again.
pub trait Pause: Send + Sync {
    /// Returns when so much time has passed.
    fn pause(&self, time: Duration);
}

/// A device's place for secrets: Keychain, Keystore, or what a terminal has.
///
/// A shell implements this. It is asked while no lock of Stipple's is held, and should not call back into Stipple
/// all the same. Names are Stipple's own (`device-key`), 1 to 64 of `a-z`, `0-9` and `-`. There is no way to replace
/// a secret: what is sealed with an old one would be lost.
pub trait KeyStore: Send + Sync {
    /// The secret of that name, or `None` where there is none.
    fn get(&self, name: &str) -> Result<Option<Secret>, KeyStoreError>;

    /// Keeps a secret under that name where there is none; where there is one, that one stays, and that is no error.
    /// Of two callers at the same moment, in whatever process, the first is kept. Durable when it returns.
    fn add(&self, name: &str, secret: &Secret) -> Result<(), KeyStoreError>;

    /// Forgets the secret of that name; where there is none, that is no error.
    fn delete(&self, name: &str) -> Result<(), KeyStoreError>;
}

/// Bytes that nobody may read by accident: never shown by `Debug`, never serialised, wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// Takes the bytes over.
    pub const fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes, for the one who needs them.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Why a device would not keep or give a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyStoreError {
    /// The device is locked; the same call may succeed once it is unlocked.
    #[error("the device's secrets are locked: unlock the device and try again")]
    Locked,
    /// The store is not there, or broke.
    #[error("the device's place for secrets failed: {reason}")]
    Unavailable {
        /// What the device said; never the secret.
        reason: String,
    },
}
