//! What the server keeps: one trait, and the stores behind it.
//!
//! Every call is one step that is durable when it returns, or did not happen. Every key begins with the account (or the
//! sheet's id, or the token's hash), so that a call touches one shard. `conformance` is what every store passes. Not for:
//! the bytes of blobs (`crate::blobs`), signatures, sizes of single requests (`crate::http`).

use async_trait::async_trait;
use stipple_wire::{AccountId, Chain, Hash, Head, PublicKey, PullResponse, PushResponse};
use uuid::Uuid;

use crate::clock::Moment;

#[cfg(test)]
mod conformance;
mod error;
mod hub;
mod memory;
pub mod postgres;
mod push;
mod rows;
pub mod sqlite;

pub use error::StoreError;
pub use hub::Hub;
pub use memory::MemoryStore;
pub use postgres::{PostgresOptions, PostgresStore};
pub use rows::{
    AuditRow, BlobRow, DeviceCursor, DeviceRow, NewDevice, NewUpload, Object, Piece, Quota, RecordRow,
    TokenHash, UploadRow, Usage,
};
pub use sqlite::SqliteStore;
/// A published sheet, as it is on the wire. Its key is written canonically: equal keys are equal texts.
pub use stipple_wire::SheetResponse as SheetRow;

/// Rows: accounts, devices, records, uploads, blobs, sheets.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    // Accounts and devices.

    /// Makes an account; where there is one, nothing happens. The id is the key's hash: they cannot disagree.
    async fn register(&self, public_key: PublicKey) -> Result<AccountId, StoreError>;

    /// The key that proves who owns the account.
    async fn public_key(&self, account: AccountId) -> Result<PublicKey, StoreError>;

    /// Takes everything of an account away, at once. The objects of its blobs and uploads become garbage.
    async fn delete_account(&self, account: AccountId) -> Result<(), StoreError>;

    /// What the account takes up.
    async fn usage(&self, account: AccountId) -> Result<Usage, StoreError>;

    /// Keeps a nonce until it is used or over. Of an account, at most `most` may be outstanding.
    async fn add_challenge(
        &self,
        account: AccountId,
        nonce: [u8; 32],
        now: Moment,
        expires: Moment,
        most: u32,
    ) -> Result<(), StoreError>;

    /// Uses a nonce up, and adds a device with the hash of its token.
    async fn add_device(&self, device: NewDevice, now: Moment, quota: &Quota) -> Result<(), StoreError>;

    /// Whose token that is: the account and the device.
    async fn device_of(&self, token: TokenHash) -> Result<(AccountId, DeviceRow), StoreError>;

    /// Notes the day on which a device was there. Without the device, nothing happens.
    async fn seen(&self, account: AccountId, device: Uuid, day: i64) -> Result<(), StoreError>;

    /// Devices after a place in the list: by when they were made, then by id.
    async fn devices(
        &self,
        account: AccountId,
        after: Option<DeviceCursor>,
        limit: u32,
    ) -> Result<Vec<DeviceRow>, StoreError>;

    /// Takes a device and its token away.
    async fn revoke(&self, account: AccountId, device: Uuid) -> Result<(), StoreError>;

    // Records.

    /// Appends a batch: all of it, or nothing. What is known with the same hash keeps its number.
    async fn push(
        &self,
        account: AccountId,
        records: Vec<RecordRow>,
        quota: &Quota,
    ) -> Result<PushResponse, StoreError>;

    /// What follows `after`, if the chain there is `chain` (asked for where `after` is not 0): at most `limit` records,
    /// and no further record once `max_bytes` of ciphertext are reached.
    async fn pull(
        &self,
        account: AccountId,
        after: u64,
        chain: Option<Chain>,
        limit: u32,
        max_bytes: usize,
    ) -> Result<PullResponse, StoreError>;

    /// The same as JSON, for whoever wants no more of it.
    async fn pull_json(
        &self,
        account: AccountId,
        after: u64,
        chain: Option<Chain>,
        limit: u32,
        max_bytes: usize,
    ) -> Result<Vec<u8>, StoreError> {
        Ok(self.pull(account, after, chain, limit, max_bytes).await?.to_json())
    }

    /// Drops a record's ciphertext; its place, id and hash stay. Again: nothing happens.
    async fn erase(&self, account: AccountId, id: Uuid) -> Result<(), StoreError>;

    /// Where the account's log ends.
    async fn head(&self, account: AccountId) -> Result<Head, StoreError>;

    /// Tells who listens that a head moved: every store calls its hub after a push, wherever that was made.
    fn hub(&self) -> &Hub;

    // Uploads and blobs.

    /// Announces an upload and reserves its bytes. One of a blob that is there already begins, and is, finished.
    async fn begin_upload(
        &self,
        account: AccountId,
        upload: NewUpload,
        now: Moment,
        quota: &Quota,
    ) -> Result<UploadRow, StoreError>;

    /// How far an upload is. One that is over is unknown.
    async fn upload(&self, account: AccountId, id: Uuid, now: Moment) -> Result<UploadRow, StoreError>;

    /// Adds the piece that begins where the upload stands, and moves its end of time.
    async fn add_piece(
        &self,
        account: AccountId,
        id: Uuid,
        piece: Piece,
        now: Moment,
        expires: Moment,
    ) -> Result<(), StoreError>;

    /// The pieces of an upload, in order.
    async fn pieces(&self, account: AccountId, id: Uuid) -> Result<Vec<Piece>, StoreError>;

    /// Makes the blob from an upload: its bytes, hashed right, are in `object`. Its pieces become garbage, and `object`
    /// too where the blob is there already. `offset` is where the upload has to stand.
    async fn finish_upload(
        &self,
        account: AccountId,
        id: Uuid,
        offset: u64,
        object: Object,
        now: Moment,
    ) -> Result<(), StoreError>;

    /// Ends an upload; its pieces become garbage. One that is finished leaves its blob alone.
    async fn end_upload(&self, account: AccountId, id: Uuid) -> Result<(), StoreError>;

    /// Ends what is over: uploads and nonces. At most `limit` of each; says how many it ended.
    async fn expire(&self, now: Moment, limit: u32) -> Result<u64, StoreError>;

    /// Where a blob's bytes are.
    async fn blob(&self, account: AccountId, hash: Hash) -> Result<BlobRow, StoreError>;

    /// Takes a blob away; its object becomes garbage.
    async fn delete_blob(&self, account: AccountId, hash: Hash) -> Result<(), StoreError>;

    /// Objects that no row needs any more, in any order.
    async fn garbage(&self, limit: u32) -> Result<Vec<Object>, StoreError>;

    /// Forgets garbage whose bytes are gone.
    async fn forget_garbage(&self, objects: Vec<Object>) -> Result<(), StoreError>;

    /// Puts down as garbage what was written and then not needed: by its name, if no row knows it.
    async fn discard(&self, objects: Vec<Object>) -> Result<(), StoreError>;

    /// Which of these objects belong to a blob, an upload's piece or the garbage.
    async fn known(&self, objects: Vec<Object>) -> Result<Vec<Object>, StoreError>;

    // Sheets.

    /// Publishes a revision, once. The same text again: what was published. At most `most` revisions in all.
    async fn put_sheet(&self, sheet: SheetRow, most: u64) -> Result<SheetRow, StoreError>;

    /// A revision, or the highest.
    async fn sheet(&self, id: &str, revision: Option<u32>) -> Result<SheetRow, StoreError>;

    // The whole.

    /// Whether it would answer.
    async fn ready(&self) -> Result<(), StoreError>;

    /// Accounts by id, after one.
    async fn accounts(&self, after: Option<AccountId>, limit: u32) -> Result<Vec<AccountId>, StoreError>;

    /// Records as they are kept, with the chain after each.
    async fn audit(&self, account: AccountId, after: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError>;

    /// Blobs by hash, after one.
    async fn blobs(
        &self,
        account: AccountId,
        after: Option<Hash>,
        limit: u32,
    ) -> Result<Vec<BlobRow>, StoreError>;

    /// Sheets by id and revision, after one.
    async fn sheets(&self, after: Option<(String, u32)>, limit: u32) -> Result<Vec<SheetRow>, StoreError>;

    /// What the engine underneath finds wrong with itself; nothing, where it is whole.
    async fn faults(&self) -> Result<Vec<String>, StoreError>;

    /// Makes what was deleted unreadable on the disk, as far as the engine does not do so by itself.
    async fn scrub(&self) -> Result<(), StoreError>;
}
