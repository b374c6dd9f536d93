//! What a device asks of the server, whatever carries the question.
//!
//! Blocking: a shell runs it on a thread of its own (`docs/adr/0019`). No call keeps state between calls but the server;
//! each may be made again after any error. Not for: sockets (`http`), or what is sealed in what travels (`envelope`).

use std::fmt;

use stipple_wire::{Hash, Head};
use uuid::Uuid;

use super::keys::{AccountId, DeviceToken};

/// A server, for one client.
pub trait Server: Send + Sync {
    /// Makes the account of a key; again, the same. `signature` is over `stipple account v1` and the key.
    fn register(&self, public_key: &[u8; 32], signature: &[u8; 64]) -> Result<AccountId, ServerError>;

    /// Something to sign, for one device.
    fn challenge(&self, account: AccountId) -> Result<[u8; 32], ServerError>;

    /// Admits a device that signed a challenge; `label` is its name, sealed.
    fn admit(&self, admission: &Admission<'_>) -> Result<Admitted, ServerError>;

    /// The account's devices, oldest first, all of them.
    fn devices(&self, token: &DeviceToken) -> Result<Vec<RemoteDevice>, ServerError>;

    /// Revokes a device; its token is worth nothing from now on. One that is gone already is no error.
    fn revoke(&self, token: &DeviceToken, device: Uuid) -> Result<(), ServerError>;

    /// Deletes the account with everything in it.
    fn delete_account(&self, token: &DeviceToken) -> Result<(), ServerError>;

    /// Adds records to the log, in that order, all or none; durable when it returns. The same again: the same answer.
    fn push(&self, token: &DeviceToken, records: &[Outgoing]) -> Result<Pushed, ServerError>;

    /// At most `limit` records that follow `after`, in order.
    fn pull(&self, token: &DeviceToken, after: Head, limit: u32) -> Result<Page, ServerError>;

    /// Deletes what a record holds; its place stays. One that is deleted already, or was never there, is no error.
    fn erase(&self, token: &DeviceToken, record: Uuid) -> Result<(), ServerError>;

    /// Begins an upload of so many bytes that hash to that name.
    fn upload(&self, token: &DeviceToken, hash: Hash, length: u64) -> Result<UploadId, ServerError>;

    /// How many bytes of an upload the server has. All of them: the blob is there.
    fn upload_offset(&self, token: &DeviceToken, upload: &UploadId) -> Result<u64, ServerError>;

    /// Sends what follows `offset`; the answer is the new offset. The last part ends the upload, if the hash is right.
    fn upload_part(
        &self,
        token: &DeviceToken,
        upload: &UploadId,
        offset: u64,
        part: &[u8],
    ) -> Result<u64, ServerError>;

    /// At most `limit` bytes of a blob from `offset` on.
    fn download(
        &self,
        token: &DeviceToken,
        hash: Hash,
        offset: u64,
        limit: u64,
    ) -> Result<Piece, ServerError>;

    /// Deletes a blob. One that is not there is no error.
    fn drop_blob(&self, token: &DeviceToken, hash: Hash) -> Result<(), ServerError>;

    /// Waits until the log's head is another than `known`, and says which. It asks `stopped` at least every second and
    /// then gives `known` back.
    fn head_moved(
        &self,
        token: &DeviceToken,
        known: Head,
        stopped: &dyn Fn() -> bool,
    ) -> Result<Head, ServerError>;
}

/// Where studios publish their sheets: public, signed, and never changed. Needs no account.
pub trait SheetServer: Send + Sync {
    /// Publishes a revision. The same again is no error.
    fn publish(&self, sheet: &PublishedSheet) -> Result<(), ServerError>;

    /// The latest revision of a sheet, or the one that is named. Whether the signature holds is for the caller to check.
    fn sheet(&self, id: &str, revision: Option<u32>) -> Result<PublishedSheet, ServerError>;
}

/// A device that wants in.
#[derive(Debug, Clone, Copy)]
pub struct Admission<'a> {
    /// The account.
    pub account: AccountId,
    /// The challenge that is answered.
    pub nonce: &'a [u8; 32],
    /// Over `stipple device v1`, the account, the challenge and the label's hash.
    pub signature: &'a [u8; 64],
    /// The device's name, sealed.
    pub label: &'a [u8],
}

/// A device that is in.
#[derive(Debug)]
pub struct Admitted {
    /// The server's name for it.
    pub device: Uuid,
    /// What it shows from now on.
    pub token: DeviceToken,
}

/// A device as the server lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteDevice {
    /// The server's name for it.
    pub id: Uuid,
    /// Its name, sealed.
    pub label: Vec<u8>,
    /// When it was admitted, as the server's clock has it: RFC 3339, UTC.
    pub created: String,
    /// The day on which it was last heard of: `2026-11-28`, UTC.
    pub last_seen: String,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// A record on its way to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Drawn by the device.
    pub id: Uuid,
    /// Sealed once, and sent as it is however often.
    pub ciphertext: Vec<u8>,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushed {
    /// The records' numbers, in the order in which they were sent.
    pub seqs: Vec<u64>,
    /// The log's head after them.
    pub head: Head,
}

/// Records that follow a place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// In the log's order, without gaps.
    pub records: Vec<Incoming>,
    /// The log's head when the page was read.
    pub head: Head,
}

/// A record as the server has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Its number.
    pub seq: u64,
    /// As a device drew it.
    pub id: Uuid,
    /// The hash of the ciphertext.
    pub hash: Hash,
    /// `None` once it is deleted.
    pub ciphertext: Option<Vec<u8>>,
}

/// The server's name for an upload: what it can be found again by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct UploadId(pub String);

/// Some bytes of a blob.
#[derive(Clone, PartialEq, Eq)]
pub struct Piece {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// How many the blob has as a whole.
    pub length: u64,
}

/// A studio's sheet as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedSheet {
    /// The sheet's own id.
    pub id: String,
    /// Its revision.
    pub revision: u32,
    /// The file, as it was signed.
    pub text: String,
    /// The whole `.minisig` file.
    pub signature: String,
    /// minisign's public key, in base64.
    pub public_key: String,
}

/// Which of an account's limits is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quota {
    /// Devices.
    Devices,
    /// Records.
    Records,
    /// Bytes, of records and photos together.
    Bytes,
    /// Uploads that are open at once.
    Uploads,
}

/// Why the server did not do it, or did not say that it did.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    /// Not reached, cut off, or too slow. It may have been done all the same.
    #[error("the server was not reached: {reason}")]
    Offline {
        /// What the system said.
        reason: String,
    },
    /// Reached, but it is not the server that it should be (certificate, pin).
    #[error("the server does not prove who it is: {reason}")]
    Untrusted {
        /// What does not fit.
        reason: String,
    },
    /// Too many requests.
    #[error("the server asks for a pause")]
    RateLimited {
        /// Seconds to wait.
        after: Option<u64>,
    },
    /// The server has a problem of its own, and will be there again.
    #[error("the server cannot answer now")]
    Unavailable {
        /// Seconds to wait.
        after: Option<u64>,
    },
    /// The token is not good: the device was revoked, or the account is gone.
    #[error("the server does not know this device any more")]
    Unauthorized,
    /// The server has no such account.
    #[error("the server has no such account")]
    AccountGone,
    /// It takes no new accounts, or only those that were invited.
    #[error("the server takes no new accounts")]
    Closed,
    /// The challenge was used, or is too old: ask for another.
    #[error("the challenge is not good any more")]
    ChallengeSpent,
    /// The log is another than the one that was read: a restored backup.
    #[error("the server's log is another than before")]
    ChainUnknown {
        /// Where it ends now.
        head: Head,
    },
    /// Records are there under these ids with other bytes. Nothing was stored.
    #[error("{} records are there with other bytes", ids.len())]
    Conflict {
        /// Which.
        ids: Vec<Uuid>,
    },
    /// The account is full.
    #[error("the account is full ({which:?})")]
    QuotaFull {
        /// Of what.
        which: Quota,
    },
    /// Larger, or more at a time, than the server takes.
    #[error("too large for the server")]
    TooLarge,
    /// There is no such upload (any more): begin anew.
    #[error("the server has no such upload")]
    UploadGone,
    /// The upload stands elsewhere, or is being written: ask for its offset.
    #[error("the upload stands elsewhere")]
    UploadOffset,
    /// The bytes that were sent have another hash than was said; the upload is gone.
    #[error("the bytes that arrived have another hash")]
    BlobMismatch,
    /// There is no such blob.
    #[error("the server has no such blob")]
    BlobGone,
    /// There is no such sheet.
    #[error("the server has no such sheet")]
    NoSheet,
    /// The sheet's id belongs to another key.
    #[error("the sheet's id belongs to another key")]
    SheetOwned,
    /// The revision is published already, with other bytes.
    #[error("the revision is published already")]
    SheetExists,
    /// The answer is none that this version understands: a proxy's page, a broken server.
    #[error("the answer is not what a server of Stipple says: {what}")]
    Garbled {
        /// What does not fit.
        what: String,
    },
    /// Anything else that it refused.
    #[error("the server refused it ({problem}, {status})")]
    Refused {
        /// The problem's type.
        problem: String,
        /// The status.
        status: u16,
    },
}

impl ServerError {
    /// An answer that is none; `what` does not fit.
    pub fn garbled(what: impl fmt::Display) -> Self {
        Self::Garbled { what: what.to_string() }
    }

    /// Whether the same may succeed later without anybody doing anything.
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Offline { .. } | Self::RateLimited { .. } | Self::Unavailable { .. } | Self::Garbled { .. }
        )
    }
}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Piece({} of {})", self.bytes.len(), self.length)
    }
}
