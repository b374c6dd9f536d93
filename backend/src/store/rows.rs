//! What goes into a store and comes out of it, where that is not already a type of the wire; and the rules of uploads that
//! every store keeps.
//!
//! Not for: what becomes of a push (`push`), or where rows lie.

use std::fmt;

use stipple_wire::{AccountId, Chain, Hash, Head};
use uuid::Uuid;

use super::StoreError;
use crate::clock::Moment;

/// The BLAKE3 hash of a device's token: all that is kept of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

/// How much one account may take up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Records, deleted ones too: their places stay.
    pub records: u64,
    /// Bytes of ciphertext, of blobs, and of what uploads have announced.
    pub bytes: u64,
    /// Devices.
    pub devices: u32,
    /// Unfinished uploads.
    pub uploads: u32,
}

/// What an account takes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// As in [`Quota`].
    pub records: u64,
    /// As in [`Quota`].
    pub bytes: u64,
}

/// A device on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDevice {
    /// The account.
    pub account: AccountId,
    /// The nonce that was signed.
    pub nonce: [u8; 32],
    /// Drawn by the server.
    pub device: Uuid,
    /// Of the token that the device gets.
    pub token: TokenHash,
    /// Sealed by the client.
    pub label: Vec<u8>,
}

/// A device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceRow {
    /// Its id.
    pub id: Uuid,
    /// Sealed by the client.
    pub label: Vec<u8>,
    /// When it was added.
    pub created: Moment,
    /// The day it was last there ([`Moment::day`]).
    pub last_seen: i64,
    /// Of its token.
    pub token: TokenHash,
}

/// A place in the list of devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeviceCursor {
    /// When the last device shown was added.
    pub created: Moment,
    /// Its id.
    pub id: Uuid,
}

/// A record on its way in.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Drawn by the device.
    pub id: Uuid,
    /// Of the ciphertext.
    pub hash: Hash,
    /// Sealed by the device.
    pub ciphertext: Vec<u8>,
}

impl RecordRow {
    /// With the hash worked out.
    pub fn new(id: Uuid, ciphertext: Vec<u8>) -> Self {
        Self { id, hash: stipple_wire::hash(&ciphertext), ciphertext }
    }
}

impl fmt::Debug for RecordRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordRow({}, {} bytes)", self.id, self.ciphertext.len())
    }
}

/// A record as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number and the chain after it.
    pub place: Head,
    /// Drawn by the device.
    pub id: Uuid,
    /// Of the ciphertext.
    pub hash: Hash,
    /// None once deleted.
    pub ciphertext: Option<Vec<u8>>,
}

impl fmt::Debug for AuditRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuditRow({}, {})", self.place.seq, self.id)
    }
}

impl AuditRow {
    /// The chain that should stand after this record, if `before` stands before it.
    pub fn chain_after(&self, before: &Chain) -> Chain {
        stipple_wire::extend(before, self.place.seq, self.id, &self.hash)
    }
}

/// The name under which the blob store has bytes: `account/hash-upload` or `account/upload.offset`.
///
/// No name is ever used twice, so that taking garbage away cannot take away what was written meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Object(pub String);

impl Object {
    /// Of a finished blob.
    pub fn blob(account: AccountId, hash: Hash, upload: Uuid) -> Self {
        Self(format!("{account}/{hash}-{}", upload.simple()))
    }

    /// Of a piece of an upload. `writing` is drawn for the request that writes it.
    pub fn piece(account: AccountId, upload: Uuid, offset: u64, writing: Uuid) -> Self {
        Self(format!("{account}/{}.{offset}-{}", upload.simple(), writing.simple()))
    }
}

/// An upload on its way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewUpload {
    /// Drawn by the server.
    pub id: Uuid,
    /// What the bytes will hash to.
    pub hash: Hash,
    /// How many there will be.
    pub length: u64,
    /// When it is over unless something comes.
    pub expires: Moment,
}

impl NewUpload {
    /// The upload as it begins: empty, or finished where the blob is there already.
    pub fn row(self, finished: bool) -> UploadRow {
        let Self { id, hash, length, expires } = self;
        UploadRow { id, hash, length, offset: if finished { length } else { 0 }, finished, expires }
    }
}

/// An upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadRow {
    /// Its id.
    pub id: Uuid,
    /// What its bytes are to hash to.
    pub hash: Hash,
    /// How many there are to be.
    pub length: u64,
    /// How many there are; `length` once finished.
    pub offset: u64,
    /// Whether the blob is there.
    pub finished: bool,
    /// When it is over.
    pub expires: Moment,
}

impl UploadRow {
    /// The upload, if it is not over. One that is over is unknown.
    pub fn alive(self, now: Moment) -> Result<Self, StoreError> {
        if self.expires > now { Ok(self) } else { Err(StoreError::UploadUnknown) }
    }

    /// The upload, if it is open and stands at that place.
    pub fn standing(self, offset: u64, now: Moment) -> Result<Self, StoreError> {
        let row = self.alive(now)?;
        if row.finished || row.offset != offset {
            return Err(StoreError::UploadOffset { offset: row.offset });
        }
        Ok(row)
    }
}

/// What one `PATCH` brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins.
    pub offset: u64,
    /// Its bytes; never 0.
    pub length: u64,
    /// Where they are.
    pub object: Object,
}

/// A finished blob.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobRow {
    /// Its name.
    pub hash: Hash,
    /// Its bytes.
    pub length: u64,
    /// Where they are.
    pub object: Object,
}
