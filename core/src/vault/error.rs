//! Why the vault did not do what it was asked. Nothing that was there was replaced.
//!
//! Not for: how it is told to a client (`companion`).

use std::io;
use std::path::PathBuf;

use crate::ports::KeyStoreError;

use super::device_key::NAME;

/// Why there is no key, or no file.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The device would not give or keep its key.
    #[error(transparent)]
    KeyStore(#[from] KeyStoreError),
    /// What is kept under its name is no key.
    #[error("what is kept as `{NAME}` is no key ({reason}): nothing was put in its place")]
    Damaged {
        /// What does not read; never the secret.
        reason: String,
    },
    /// The device took its key and does not have it.
    #[error("the device's place for secrets took the key and does not have it")]
    NotKept,
    /// The photos were sealed on another device, or this one's key was lost.
    #[error("these photos are sealed with another device's key: bring in an export, with its identity")]
    WrongKey,
    /// A course has photos, but not what opens them.
    #[error("the course's identity is missing: bring it in, and the photos open again")]
    NoIdentity,
    /// A text that was given is no age identity.
    #[error("this is no identity that opens photos ({reason}): it begins with AGE-SECRET-KEY-1")]
    NotAnIdentity {
        /// What does not read; never the secret.
        reason: String,
    },
    /// A file that should be there is not.
    #[error("{} is missing", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A file does not open, or holds other bytes than went into it.
    #[error("{} is damaged", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The system would not read or write.
    #[error(transparent)]
    Io(io::Error),
    /// Sealing failed.
    #[error("sealing failed: {0}")]
    Seal(#[from] age::EncryptError),
}

impl From<io::Error> for VaultError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io(error),
        }
    }
}
