//! What can go wrong with the diary, and what would be right.
//!
//! Busy, forbidden and full are told apart from broken: nothing is ever set aside for want of a disk. Not for:
//! the error that shells see (`bindings`).

use std::path::PathBuf;

use rusqlite::ErrorCode;
use uuid::Uuid;

use super::entry::EntryError;

/// Why the diary did not do what it was asked. Where it says so of a write, nothing of that write was kept.
#[derive(Debug, thiserror::Error)]
pub enum DiaryError {
    /// A newer version of Stipple wrote the file. It is untouched.
    #[error("{} has format {found}, and this version reads up to {known}: update Stipple; the file is untouched", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format that this version reads.
        known: u32,
    },
    /// The file is a database of another program. It is untouched.
    #[error("{} is a database of another program: name a file of Stipple's, or one that is not there yet", path.display())]
    NotADiary {
        /// The file.
        path: PathBuf,
    },
    /// Another process held the file for longer than 5 seconds.
    #[error("another program is using the diary: close it, or try again in a moment")]
    Busy,
    /// The system does not let this process read or write the file.
    #[error("the diary cannot be read or written ({reason}): check who may use its folder")]
    Denied {
        /// What the system said.
        reason: String,
    },
    /// The disk is full.
    #[error("the disk is full: free some space and try again; nothing was changed")]
    Full,
    /// Something the diary stored does not read back. Opening it again checks it and sets it aside if it is broken.
    #[error("the diary is damaged ({what}): open it again, and it is checked")]
    Damaged {
        /// What does not read back.
        what: String,
    },
    /// A broken file could not be moved out of the way.
    #[error("the diary is broken ({what}) and could not be set aside: {source}")]
    SetAside {
        /// What is broken about it.
        what: String,
        /// Why it could not be renamed.
        source: std::io::Error,
    },
    /// What was to be kept is not an entry that may be kept.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// Two entries that differ have one id.
    #[error(
        "entry {id} is in the diary already and says something else: entries never change, so one of the two is forged or damaged"
    )]
    Conflict {
        /// The id.
        id: Uuid,
    },
    /// A change without entries.
    #[error("a change has at least one entry")]
    Empty,
    /// The log's clock stands at its end, year 2299; only a forged entry can put it there.
    #[error("the log's clock stands at the end of the year 2299: take the entry that put it there out")]
    ClockSpent,
    /// Anything else that the database said.
    #[error("the diary's database failed: {0}")]
    Database(rusqlite::Error),
    /// The file system failed.
    #[error("the diary's file could not be reached: {0}")]
    Files(#[from] std::io::Error),
}

impl DiaryError {
    /// What is in the file cannot be; `what` does not fit.
    pub(crate) fn damaged(what: &str) -> Self {
        Self::Damaged { what: what.to_owned() }
    }
}

impl From<rusqlite::Error> for DiaryError {
    fn from(error: rusqlite::Error) -> Self {
        let reason = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
                Self::Denied { reason }
            }
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { what: reason },
            _ => Self::Database(error),
        }
    }
}
