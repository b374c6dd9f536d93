//! The one error that other languages see: a variant where a person would do something different, and the words.
//!
//! Not for: what went wrong inside (`CompanionError` and what is below it).

use stipple_photo::ReadError;

use crate::companion::{AccountError, Companion, CompanionError, vault_failed};
use crate::diary::DiaryError;
use crate::export::file::WriteError;
use crate::ports::KeyStoreError;
use crate::vault::VaultError;
use crate::words::{Dates, Words, say};

/// Why Stipple did not do what it was asked. Nothing was changed. `told` says it to the client, in their language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum StippleError {
    /// There is no course: start one.
    #[error("{told}")]
    NoCourse {
        /// For the client.
        told: String,
    },
    /// A course is under way: finish it first.
    #[error("{told}")]
    CourseUnderWay {
        /// For the client.
        told: String,
    },
    /// The course is complete: log a touch-up, reopen it, or start another.
    #[error("{told}")]
    CourseComplete {
        /// For the client.
        told: String,
    },
    /// Something that was given does not fit: correct it.
    #[error("{told}")]
    BadInput {
        /// For the client.
        told: String,
    },
    /// Nobody knows the activity: choose another.
    #[error("{told}")]
    UnknownActivity {
        /// For the client.
        told: String,
        /// Labels of what it may mean, the nearest first.
        close: Vec<String>,
    },
    /// The sheet cannot be followed: ask the studio for another.
    #[error("{told}")]
    SheetRefused {
        /// For the client; it names the line.
        told: String,
    },
    /// Another key than before signed the sheet: ask the client whether they know, and if so accept it as such.
    #[error("{told}")]
    OtherKey {
        /// For the client; it names both keys in words.
        told: String,
    },
    /// This device is in no account, or what opens it is lost here: make one, or join with the code.
    #[error("{told}")]
    NoAccount {
        /// For the client.
        told: String,
    },
    /// The server was not reached, or cannot answer now: the same may succeed later.
    #[error("{told}")]
    Offline {
        /// For the client.
        told: String,
    },
    /// The server answered, and did not do it.
    #[error("{told}")]
    ServerRefused {
        /// For the client.
        told: String,
    },
    /// The file is no archive of Stipple's, or a broken one: choose another.
    #[error("{told}")]
    ArchiveRefused {
        /// For the client.
        told: String,
    },
    /// There is nothing to take back, or to do again.
    #[error("{told}")]
    NothingToTakeBack {
        /// For the client.
        told: String,
    },
    /// A newer Stipple wrote the data: update the app. The data is untouched.
    #[error("{told}")]
    NewerData {
        /// For the client.
        told: String,
    },
    /// The disk is full: free some space.
    #[error("{told}")]
    DiskFull {
        /// For the client.
        told: String,
    },
    /// A file that was named cannot be read or written: name another.
    #[error("{told}")]
    File {
        /// For the client.
        told: String,
    },
    /// Another process, or an import, holds the data: try again in a moment.
    #[error("{told}")]
    Busy {
        /// For the client.
        told: String,
    },
    /// The device keeps its secrets locked: unlock it and try again.
    #[error("{told}")]
    KeyStoreLocked {
        /// For the client.
        told: String,
    },
    /// The device's place for secrets failed, or what is in it is no key.
    #[error("{told}")]
    KeyStoreFailed {
        /// For the client.
        told: String,
    },
    /// The file is no photo that is read: choose or convert another.
    #[error("{told}")]
    PhotoRefused {
        /// For the client; it says what would be right.
        told: String,
    },
    /// What opens the photos is not on this device: bring in an export with its identity.
    #[error("{told}")]
    PhotosLocked {
        /// For the client.
        told: String,
    },
    /// A photo's file is missing or damaged: bring in an export.
    #[error("{told}")]
    PhotoDamaged {
        /// For the client.
        told: String,
    },
    /// Two photos cannot be lined up, or there are too few: choose others.
    #[error("{told}")]
    CannotCompare {
        /// For the client.
        told: String,
    },
    /// The device did not say what time it is.
    #[error("{told}")]
    ClockFailed {
        /// For the client.
        told: String,
    },
    /// It was stopped before it was done.
    #[error("{told}")]
    Cancelled {
        /// For the client.
        told: String,
    },
    /// Anything else, from below: worth a report to developers.
    #[error("{told}")]
    Store {
        /// For the client.
        told: String,
    },
}

impl StippleError {
    /// What the companion would not do.
    pub fn of(error: CompanionError, companion: &Companion) -> Self {
        Self::at_opening(error, companion.words(), &companion.dates())
    }

    /// The same before there is a companion.
    pub fn at_opening(error: CompanionError, words: &Words, dates: &Dates) -> Self {
        let told = error.told(words, dates);
        match error {
            CompanionError::NoCourse => Self::NoCourse { told },
            CompanionError::CourseExists => Self::CourseUnderWay { told },
            CompanionError::CourseComplete => Self::CourseComplete { told },
            CompanionError::NoSession { .. }
            | CompanionError::SessionTookPlace { .. }
            | CompanionError::NotUnconfirmed { .. }
            | CompanionError::SameStart { .. }
            | CompanionError::EndsBeforeStart
            | CompanionError::DoneInFuture { .. }
            | CompanionError::PlannedInPast { .. }
            | CompanionError::ReportInFuture
            | CompanionError::NothingSaid
            | CompanionError::NothingNoted
            | CompanionError::UnknownState { .. }
            | CompanionError::UnknownAttribute { .. }
            | CompanionError::NoPhoto { .. }
            | CompanionError::AmbiguousPhoto { .. }
            | CompanionError::BadAngle { .. }
            | CompanionError::PhotoInFuture
            | CompanionError::PictureKind { .. }
            | CompanionError::Unmade { .. }
            | CompanionError::Key(_)
            | CompanionError::SheetCode(_)
            | CompanionError::Qr(_)
            | CompanionError::Account(
                AccountError::InAccount
                | AccountError::NoServer
                | AccountError::Address { .. }
                | AccountError::NoDevice { .. }
                | AccountError::Code(_),
            )
            | CompanionError::Plan(_) => Self::BadInput { told },
            CompanionError::UnknownActivity { close, .. } => Self::UnknownActivity { told, close },
            CompanionError::OtherKey { .. } => Self::OtherKey { told },
            CompanionError::Account(AccountError::NoAccount | AccountError::SecretLost) => {
                Self::NoAccount { told }
            }
            CompanionError::Account(AccountError::NotYet) => Self::Offline { told },
            CompanionError::Server(error) if error.is_passing() => Self::Offline { told },
            CompanionError::Server(_) => Self::ServerRefused { told },
            CompanionError::SheetRefused { .. } | CompanionError::NotWanted(_) => Self::SheetRefused { told },
            CompanionError::NothingToUndo | CompanionError::NothingToRedo => Self::NothingToTakeBack { told },
            CompanionError::Archive { .. } => Self::ArchiveRefused { told },
            CompanionError::Unreadable { .. } => Self::File { told },
            CompanionError::Unwritten(error) => Self::unwritten(&error, told),
            CompanionError::Cancelled | CompanionError::Photo(ReadError::Stopped) => Self::Cancelled { told },
            CompanionError::Photo(_) => Self::PhotoRefused { told },
            CompanionError::NotAligned | CompanionError::TooFewPhotos => Self::CannotCompare { told },
            CompanionError::Vault(error) => Self::of_vault(&error, words),
            CompanionError::Store(error) => Self::store(&error, told),
        }
    }

    fn store(error: &DiaryError, told: String) -> Self {
        match error {
            DiaryError::Newer { .. } => Self::NewerData { told },
            DiaryError::Full => Self::DiskFull { told },
            DiaryError::Busy => Self::Busy { told },
            // A note of megabytes, a moment past 2299: it was given so.
            DiaryError::Entry(_) => Self::BadInput { told },
            DiaryError::NotADiary { .. }
            | DiaryError::Denied { .. }
            | DiaryError::Damaged { .. }
            | DiaryError::SetAside { .. }
            | DiaryError::Conflict { .. }
            | DiaryError::Empty
            | DiaryError::ClockSpent
            | DiaryError::Database(_)
            | DiaryError::Files(_) => Self::Store { told },
        }
    }

    fn unwritten(error: &WriteError, told: String) -> Self {
        match error {
            WriteError::Failed { error, .. } if error.kind() == std::io::ErrorKind::StorageFull => {
                Self::DiskFull { told }
            }
            WriteError::NoFolder { .. } | WriteError::IsFolder { .. } | WriteError::Failed { .. } => {
                Self::File { told }
            }
        }
    }

    /// Why there is no device key.
    pub fn of_vault(error: &VaultError, words: &Words) -> Self {
        let told = words.text(vault_failed(error));
        match error {
            VaultError::KeyStore(KeyStoreError::Locked) => Self::KeyStoreLocked { told },
            VaultError::KeyStore(KeyStoreError::Unavailable { .. })
            | VaultError::NotKept
            | VaultError::Damaged { .. } => Self::KeyStoreFailed { told },
            VaultError::WrongKey | VaultError::NoIdentity => Self::PhotosLocked { told },
            VaultError::NotAnIdentity { .. } => Self::BadInput { told },
            VaultError::Missing { .. } | VaultError::Changed { .. } => Self::PhotoDamaged { told },
            VaultError::Full => Self::DiskFull { told },
            VaultError::Io(_) | VaultError::Seal(_) => Self::Store { told },
        }
    }

    /// The device did not say what time it is.
    pub fn no_time(words: &Words) -> Self {
        Self::ClockFailed { told: words.text(say::error_clock()) }
    }

    /// Something that cannot be happened.
    pub fn unexpected(words: &Words) -> Self {
        Self::Store { told: words.text(say::error_unexpected()) }
    }
}
