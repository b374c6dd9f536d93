//! Why a store did not do what it was asked.
//!
//! Not for: how that is told over HTTP (`crate::http::problem`).

use stipple_wire::Head;
use uuid::Uuid;

use crate::clock::Moment;

/// Why a store did not do what it was asked. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Never made, or deleted.
    #[error("there is no such account")]
    AccountUnknown,
    /// Not of this account, or revoked; or no device has that token.
    #[error("there is no such device")]
    DeviceUnknown,
    /// The account never had it.
    #[error("there is no such record")]
    RecordUnknown,
    /// Never finished, or deleted.
    #[error("there is no such blob")]
    BlobUnknown,
    /// Never begun, ended, or over.
    #[error("there is no such upload")]
    UploadUnknown,
    /// No such id, or no such revision.
    #[error("there is no such sheet")]
    SheetUnknown,
    /// Never given out, used, or over.
    #[error("the nonce is not good any more")]
    ChallengeInvalid,
    /// As many nonces as an account may have are unused.
    #[error("too many nonces are outstanding")]
    ChallengesOutstanding {
        /// When the first of them is over.
        until: Moment,
    },
    /// These ids stand for other bytes.
    #[error("other bytes are known under {} of the ids", ids.len())]
    RecordConflict {
        /// In the batch's order.
        ids: Vec<Uuid>,
    },
    /// The chain at that place is another, or the log does not reach that far.
    #[error("the log here is another one")]
    ChainUnknown {
        /// Where it ends.
        head: Head,
    },
    /// The upload stands at another place.
    #[error("the upload stands at {offset}")]
    UploadOffset {
        /// There.
        offset: u64,
    },
    /// [`super::Quota::records`] is reached.
    #[error("the account has too many records")]
    RecordsFull,
    /// [`super::Quota::bytes`] is reached.
    #[error("the account has too many bytes")]
    BytesFull,
    /// [`super::Quota::devices`] is reached.
    #[error("the account has too many devices")]
    DevicesFull,
    /// [`super::Quota::uploads`] is reached.
    #[error("the account has too many uploads")]
    UploadsFull,
    /// `MAX_PIECES` is reached.
    #[error("the upload came in too many pieces")]
    PiecesFull,
    /// As many sheets as the server keeps.
    #[error("the server keeps no more sheets")]
    SheetsFull,
    /// The id was first published under another key.
    #[error("the sheet belongs to another key")]
    SheetOwned,
    /// The revision was published with another text.
    #[error("the revision is published already")]
    SheetExists,
    /// It is busy, stopping or not to be reached: the same call may succeed later.
    #[error("the store cannot answer now: {reason}")]
    Unavailable {
        /// Why; nothing from a request.
        reason: String,
    },
    /// It failed, and will fail again: a bug, a full disk, a damaged file.
    #[error("the store failed: {reason}")]
    Broken {
        /// Why; nothing from a request.
        reason: String,
    },
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let reason = error.to_string();
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                Self::Unavailable { reason }
            }
            _ => Self::Broken { reason },
        }
    }
}
