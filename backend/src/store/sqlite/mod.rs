//! The store on one machine: SQLite, one thread that writes, connections apart that read.
//!
//! Not for: what a record means, or the bytes of blobs.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};
use stipple_wire::{AccountId, Chain, Hash, Head, PublicKey, PullResponse, PushResponse};
use uuid::Uuid;

use super::{
    AuditRow, BlobRow, DeviceCursor, DeviceRow, Hub, NewDevice, NewUpload, Object, Piece, Quota, RecordRow,
    SheetRow, Store, StoreError, TokenHash, UploadRow, Usage,
};
use crate::clock::Moment;

mod accounts;
mod readers;
mod records;
mod schema;
mod sheets;
#[cfg(test)]
mod tests;
mod uploads;
mod writer;

pub use schema::{APPLICATION_ID, SCHEMA_VERSION, Sync};

use readers::Readers;
use writer::Writer;

/// Why a file could not be opened as a store.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// SQLite would not.
    #[error("the database cannot be opened: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A later version wrote it.
    #[error("the database has format {found}, and this version knows {known}: it was left as it is")]
    Newer {
        /// Its format.
        found: u32,
        /// The highest known.
        known: u32,
    },
    /// Not a server's of Stipple.
    #[error("the file is some other program's database: it was left as it is")]
    NotOurs,
    /// No thread could be started.
    #[error("no thread could be started: {0}")]
    Thread(#[source] std::io::Error),
}

/// SQLite behind the trait.
pub struct SqliteStore {
    path: PathBuf,
    // Before the writer: fields are dropped in this order, and the last connection to close tidies the log away.
    readers: Readers,
    writer: Writer,
    hub: Hub,
}

impl SqliteStore {
    /// Connections that read: as many threads may wait for the disk at once.
    pub const READERS: usize = 4;

    /// Opens the file, or makes it. One process at a time may have it open for writing.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_with(path, Sync::Full)
    }

    /// As [`Self::open`], with less waiting for the disk than is safe.
    pub fn open_with(path: &Path, sync: Sync) -> Result<Self, OpenError> {
        let conn = schema::writer(path, sync)?;
        let readers = Readers::open(path, Self::READERS)?;
        let writer = Writer::start(conn, path)?;
        Ok(Self { path: path.to_owned(), readers, writer, hub: Hub::default() })
    }

    /// Writes a copy as of one moment to a new file, while others read and write; without the pages that are free.
    pub fn copy(from: &Path, to: &Path) -> Result<(), OpenError> {
        let conn = schema::reader(from)?;
        conn.execute("VACUUM INTO ?1", params![to.to_string_lossy()])?;
        std::fs::File::open(to).and_then(|file| file.sync_all()).map_err(OpenError::Thread)?;
        Ok(())
    }
}

impl std::fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqliteStore").field("path", &self.path).finish_non_exhaustive()
    }
}

/// The number that stands for an account in every other table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number(i64);

impl rusqlite::ToSql for Number {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

fn number(conn: &Connection, account: AccountId) -> Result<Number, StoreError> {
    let mut found = conn.prepare_cached("SELECT number FROM accounts WHERE id = ?1")?;
    let number = found.query_row([account.0], |row| row.get(0)).optional()?;
    number.map(Number).ok_or(StoreError::AccountUnknown)
}

/// SQLite's integers have a sign; ours count. What is larger than any of them is as good as the largest.
fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn unsigned(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, value))
}

#[async_trait]
impl Store for SqliteStore {
    async fn register(&self, public_key: PublicKey) -> Result<AccountId, StoreError> {
        self.writer.change(move |conn| accounts::register(conn, public_key)).await
    }

    async fn public_key(&self, account: AccountId) -> Result<PublicKey, StoreError> {
        self.readers.read(move |tx| accounts::public_key(tx, account)).await
    }

    async fn delete_account(&self, account: AccountId) -> Result<(), StoreError> {
        self.writer.change(move |conn| accounts::delete(conn, account)).await?;
        self.hub.announce(account);
        Ok(())
    }

    async fn usage(&self, account: AccountId) -> Result<Usage, StoreError> {
        self.readers.read(move |tx| accounts::usage(tx, account)).await
    }

    async fn add_challenge(
        &self,
        account: AccountId,
        nonce: [u8; 32],
        now: Moment,
        expires: Moment,
        most: u32,
    ) -> Result<(), StoreError> {
        self.writer
            .change(move |conn| accounts::add_challenge(conn, account, nonce, now, expires, most))
            .await
    }

    async fn add_device(&self, device: NewDevice, now: Moment, quota: &Quota) -> Result<(), StoreError> {
        let quota = *quota;
        self.writer.change(move |conn| accounts::add_device(conn, &device, now, &quota)).await
    }

    async fn device_of(&self, token: TokenHash) -> Result<(AccountId, DeviceRow), StoreError> {
        // With every request.
        self.readers.find(|conn| accounts::device_of(conn, token)).await
    }

    async fn seen(&self, account: AccountId, device: Uuid, day: i64) -> Result<(), StoreError> {
        self.writer.change(move |conn| accounts::seen(conn, account, device, day)).await
    }

    async fn devices(
        &self,
        account: AccountId,
        after: Option<DeviceCursor>,
        limit: u32,
    ) -> Result<Vec<DeviceRow>, StoreError> {
        self.readers.read(move |tx| accounts::devices(tx, account, after, limit)).await
    }

    async fn revoke(&self, account: AccountId, device: Uuid) -> Result<(), StoreError> {
        self.writer.change(move |conn| accounts::revoke(conn, account, device)).await?;
        self.hub.announce(account);
        Ok(())
    }

    async fn push(
        &self,
        account: AccountId,
        records: Vec<RecordRow>,
        quota: &Quota,
    ) -> Result<PushResponse, StoreError> {
        let quota = *quota;
        let answer = self.writer.change(move |conn| records::push(conn, account, &records, &quota)).await?;
        self.hub.announce(account);
        Ok(answer)
    }

    async fn pull(
        &self,
        account: AccountId,
        after: u64,
        chain: Option<Chain>,
        limit: u32,
        max_bytes: usize,
    ) -> Result<PullResponse, StoreError> {
        self.readers.read(move |tx| records::pull(tx, account, after, chain, limit, max_bytes)).await
    }

    async fn pull_json(
        &self,
        account: AccountId,
        after: u64,
        chain: Option<Chain>,
        limit: u32,
        max_bytes: usize,
    ) -> Result<Vec<u8>, StoreError> {
        self.readers.read_here(|tx| records::pull_json(tx, account, after, chain, limit, max_bytes)).await
    }

    async fn erase(&self, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        self.writer.change(move |conn| records::erase(conn, account, id)).await
    }

    async fn head(&self, account: AccountId) -> Result<Head, StoreError> {
        self.readers.read(move |tx| records::head(tx, account)).await
    }

    fn hub(&self) -> &Hub {
        &self.hub
    }

    async fn begin_upload(
        &self,
        account: AccountId,
        upload: NewUpload,
        now: Moment,
        quota: &Quota,
    ) -> Result<UploadRow, StoreError> {
        let quota = *quota;
        self.writer.change(move |conn| uploads::begin(conn, account, upload, now, &quota)).await
    }

    async fn upload(&self, account: AccountId, id: Uuid, now: Moment) -> Result<UploadRow, StoreError> {
        self.readers.read(move |tx| uploads::upload(tx, account, id, now)).await
    }

    async fn add_piece(
        &self,
        account: AccountId,
        id: Uuid,
        piece: Piece,
        now: Moment,
        expires: Moment,
    ) -> Result<(), StoreError> {
        self.writer.change(move |conn| uploads::add_piece(conn, account, id, &piece, now, expires)).await
    }

    async fn pieces(&self, account: AccountId, id: Uuid) -> Result<Vec<Piece>, StoreError> {
        self.readers.read(move |tx| uploads::pieces(tx, account, id)).await
    }

    async fn finish_upload(
        &self,
        account: AccountId,
        id: Uuid,
        offset: u64,
        object: Object,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.writer.change(move |conn| uploads::finish(conn, account, id, offset, &object, now)).await
    }

    async fn end_upload(&self, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        self.writer.change(move |conn| uploads::end(conn, account, id)).await
    }

    async fn expire(&self, now: Moment, limit: u32) -> Result<u64, StoreError> {
        self.writer.change(move |conn| uploads::expire(conn, now, limit)).await
    }

    async fn blob(&self, account: AccountId, hash: Hash) -> Result<BlobRow, StoreError> {
        self.readers.read(move |tx| uploads::blob(tx, account, hash)).await
    }

    async fn delete_blob(&self, account: AccountId, hash: Hash) -> Result<(), StoreError> {
        self.writer.change(move |conn| uploads::delete_blob(conn, account, hash)).await
    }

    async fn garbage(&self, limit: u32) -> Result<Vec<Object>, StoreError> {
        self.readers.read(move |tx| uploads::garbage(tx, limit)).await
    }

    async fn forget_garbage(&self, objects: Vec<Object>) -> Result<(), StoreError> {
        self.writer.change(move |conn| uploads::forget_garbage(conn, &objects)).await
    }

    async fn discard(&self, objects: Vec<Object>) -> Result<(), StoreError> {
        self.writer.change(move |conn| uploads::discard(conn, &objects)).await
    }

    async fn known(&self, objects: Vec<Object>) -> Result<Vec<Object>, StoreError> {
        self.readers.read(move |tx| uploads::known(tx, objects)).await
    }

    async fn put_sheet(&self, sheet: SheetRow, most: u64) -> Result<SheetRow, StoreError> {
        self.writer.change(move |conn| sheets::put(conn, sheet, most)).await
    }

    async fn sheet(&self, id: &str, revision: Option<u32>) -> Result<SheetRow, StoreError> {
        let id = id.to_owned();
        self.readers.read(move |tx| sheets::sheet(tx, &id, revision)).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        if !self.writer.is_running() {
            return Err(StoreError::Broken { reason: "the writer has stopped".to_owned() });
        }
        self.readers.read(|tx| Ok(tx.query_row("SELECT 1 FROM sqlite_schema LIMIT 1", [], |_| Ok(()))?)).await
    }

    async fn accounts(&self, after: Option<AccountId>, limit: u32) -> Result<Vec<AccountId>, StoreError> {
        self.readers.read(move |tx| accounts::list(tx, after, limit)).await
    }

    async fn audit(&self, account: AccountId, after: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        self.readers.read(move |tx| records::audit(tx, account, after, limit)).await
    }

    async fn blobs(
        &self,
        account: AccountId,
        after: Option<Hash>,
        limit: u32,
    ) -> Result<Vec<BlobRow>, StoreError> {
        self.readers.read(move |tx| uploads::blobs(tx, account, after, limit)).await
    }

    async fn sheets(&self, after: Option<(String, u32)>, limit: u32) -> Result<Vec<SheetRow>, StoreError> {
        self.readers.read(move |tx| sheets::list(tx, after, limit)).await
    }

    async fn faults(&self) -> Result<Vec<String>, StoreError> {
        self.readers
            .read(|tx| {
                let mut found = tx.prepare("PRAGMA integrity_check")?;
                let mut faults: Vec<String> =
                    found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
                faults.retain(|line| line != "ok");
                let mut found =
                    tx.prepare("SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1")?;
                let orphans = found.query_map([], |row| {
                    let (table, rows): (String, i64) = (row.get(0)?, row.get(1)?);
                    Ok(format!("{table}: {rows} rows belong to nothing"))
                })?;
                faults.extend(orphans.collect::<Result<Vec<_>, _>>()?);
                Ok(faults)
            })
            .await
    }

    async fn scrub(&self) -> Result<(), StoreError> {
        // Pages are overwritten when rows go (`secure_delete`); the log has what they were before.
        let path = self.path.clone();
        let emptied = tokio::task::spawn_blocking(move || schema::empty_log(&path)).await;
        Ok(emptied
            .map_err(|_| StoreError::Broken { reason: "emptying the log was given up".to_owned() })??)
    }
}
