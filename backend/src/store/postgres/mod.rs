//! PostgreSQL, or what speaks its protocol: for more than one machine. The same answers as SQLite's store, byte for byte.
//!
//! Any number of servers on one database: nothing is remembered between requests. Whoever changes an account holds its row
//! first; pushes and questions about tokens go through `lanes`, many in one round trip. Not for: the bytes of blobs.

use async_trait::async_trait;
use deadpool_postgres::{Object as Connection, Pool};
use stipple_wire::{AccountId, Chain, Hash, Head, PublicKey, PullResponse, PushResponse};
use tokio::sync::oneshot;
use uuid::Uuid;

use super::{
    AuditRow, BlobRow, DeviceCursor, DeviceRow, Hub, NewDevice, NewUpload, Object, Piece, Quota, RecordRow,
    SheetRow, Store, StoreError, TokenHash, UploadRow, Usage,
};
use crate::clock::Moment;

mod accounts;
mod blobs;
mod connection;
mod events;
mod import;
mod lanes;
mod migrate;
mod push;
mod records;
mod sheets;
mod statement;
#[cfg(test)]
mod tests;
mod tokens;
mod uploads;
mod whole;

use connection::Server;
use events::News;
use lanes::Lanes;
use push::Push;
use tokens::Question;

/// How to reach a PostgreSQL server, and how much of it to use.
#[derive(Clone)]
pub struct PostgresOptions {
    /// As `libpq` writes it (`host=/run/postgresql dbname=stipple`), or a URL.
    pub address: String,
    /// Connections at most, beside the one for news. A few for each of the database's cores are enough.
    pub connections: usize,
    /// Whether one transaction may hold pushes of several accounts. Not where the database is spread over machines by
    /// account: there that would be a transaction across machines.
    pub across_accounts: bool,
    /// Hours after which a table from which something was deleted is written anew.
    pub scrub_hours: u32,
}

/// Batches of pushes that may wait for the disk at once.
const LANES: usize = 2;

/// The store.
pub struct PostgresStore {
    pool: Pool,
    hub: Hub,
    pushes: Lanes<Push>,
    questions: Lanes<Question>,
    news: News,
    scrub_hours: u32,
}

impl PostgresStore {
    /// Connects, brings the tables to this version and listens for what other servers do.
    pub async fn open(options: &PostgresOptions) -> Result<Self, StoreError> {
        let server = Server::read(&options.address)?;
        let pool = server.pool(options.connections.max(LANES + 2))?;
        let mut client = connection::take(&pool).await?;
        migrate::migrate(&mut client).await?;
        let row = statement::row(&client, "SELECT current_schema()::text", &[]).await?;
        drop(client);
        let schema: Option<String> = row.and_then(|row| row.get(0));
        // Quoted where it is used; an identifier has 63 bytes at most.
        let mut channel = format!("stipple {}", schema.unwrap_or_default().replace('"', ""));
        channel
            .truncate((0..=63.min(channel.len())).rfind(|end| channel.is_char_boundary(*end)).unwrap_or(0));
        let hub = Hub::default();
        let news = News::start(&server, channel, hub.clone()).await?;
        let (for_pushes, for_questions) = (pool.clone(), pool.clone());
        let across = options.across_accounts;
        Ok(Self {
            pushes: Lanes::start(LANES, move |pushes| push::answer(for_pushes.clone(), pushes, across)),
            questions: Lanes::start(LANES, move |questions| tokens::answer(for_questions.clone(), questions)),
            pool,
            hub,
            news,
            scrub_hours: options.scrub_hours,
        })
    }

    async fn take(&self) -> Result<Connection, StoreError> {
        connection::take(&self.pool).await
    }

    fn announce(&self, account: AccountId) {
        self.hub.announce(account);
        self.news.tell(account);
    }
}

/// The lane that had this job has ended: the server is stopping, or a batch panicked.
fn unanswered(_: oneshot::error::RecvError) -> StoreError {
    StoreError::Unavailable { reason: "the store is stopping".to_owned() }
}

#[async_trait]
impl Store for PostgresStore {
    async fn register(&self, public_key: PublicKey) -> Result<AccountId, StoreError> {
        self.make_account(public_key).await
    }

    async fn public_key(&self, account: AccountId) -> Result<PublicKey, StoreError> {
        self.key_of(account).await
    }

    async fn delete_account(&self, account: AccountId) -> Result<(), StoreError> {
        self.drop_account(account).await?;
        self.announce(account);
        Ok(())
    }

    async fn usage(&self, account: AccountId) -> Result<Usage, StoreError> {
        self.usage_of(account).await
    }

    async fn add_challenge(
        &self,
        account: AccountId,
        nonce: [u8; 32],
        now: Moment,
        expires: Moment,
        most: u32,
    ) -> Result<(), StoreError> {
        self.keep_nonce(account, nonce, now, expires, most).await
    }

    async fn add_device(&self, device: NewDevice, now: Moment, quota: &Quota) -> Result<(), StoreError> {
        self.admit(device, now, quota).await
    }

    async fn device_of(&self, token: TokenHash) -> Result<(AccountId, DeviceRow), StoreError> {
        let (answer, receiver) = oneshot::channel();
        self.questions.add(token.0[0], Question { token, answer })?;
        receiver.await.map_err(unanswered)?
    }

    async fn seen(&self, account: AccountId, device: Uuid, day: i64) -> Result<(), StoreError> {
        self.saw(account, device, day).await
    }

    async fn devices(
        &self,
        account: AccountId,
        after: Option<DeviceCursor>,
        limit: u32,
    ) -> Result<Vec<DeviceRow>, StoreError> {
        self.list_devices(account, after, limit).await
    }

    async fn revoke(&self, account: AccountId, device: Uuid) -> Result<(), StoreError> {
        self.dismiss(account, device).await?;
        self.announce(account);
        Ok(())
    }

    async fn push(
        &self,
        account: AccountId,
        records: Vec<RecordRow>,
        quota: &Quota,
    ) -> Result<PushResponse, StoreError> {
        let (answer, receiver) = oneshot::channel();
        self.pushes.add(account.0[0], Push { account, records, quota: *quota, answer })?;
        let answer = receiver.await.map_err(unanswered)??;
        self.announce(account);
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
        self.page(account, after, chain, limit, max_bytes).await
    }

    async fn erase(&self, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        self.drop_ciphertext(account, id).await
    }

    async fn head(&self, account: AccountId) -> Result<Head, StoreError> {
        self.head_of(account).await
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
        self.announce_upload(account, upload, now, quota).await
    }

    async fn upload(&self, account: AccountId, id: Uuid, now: Moment) -> Result<UploadRow, StoreError> {
        self.upload_at(account, id, now).await
    }

    async fn add_piece(
        &self,
        account: AccountId,
        id: Uuid,
        piece: Piece,
        now: Moment,
        expires: Moment,
    ) -> Result<(), StoreError> {
        self.grow_upload(account, id, piece, now, expires).await
    }

    async fn pieces(&self, account: AccountId, id: Uuid) -> Result<Vec<Piece>, StoreError> {
        self.pieces_of(account, id).await
    }

    async fn finish_upload(
        &self,
        account: AccountId,
        id: Uuid,
        offset: u64,
        object: Object,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.complete_upload(account, id, offset, object, now).await
    }

    async fn end_upload(&self, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        self.close_upload(account, id).await
    }

    async fn expire(&self, now: Moment, limit: u32) -> Result<u64, StoreError> {
        self.end_what_is_over(now, limit).await
    }

    async fn blob(&self, account: AccountId, hash: Hash) -> Result<BlobRow, StoreError> {
        self.blob_row(account, hash).await
    }

    async fn delete_blob(&self, account: AccountId, hash: Hash) -> Result<(), StoreError> {
        self.drop_blob(account, hash).await
    }

    async fn garbage(&self, limit: u32) -> Result<Vec<Object>, StoreError> {
        self.list_garbage(limit).await
    }

    async fn forget_garbage(&self, objects: Vec<Object>) -> Result<(), StoreError> {
        self.forget(objects).await
    }

    async fn discard(&self, objects: Vec<Object>) -> Result<(), StoreError> {
        self.throw_away(objects).await
    }

    async fn known(&self, objects: Vec<Object>) -> Result<Vec<Object>, StoreError> {
        self.known_objects(objects).await
    }

    async fn put_sheet(&self, sheet: SheetRow, most: u64) -> Result<SheetRow, StoreError> {
        self.publish(sheet, most).await
    }

    async fn sheet(&self, id: &str, revision: Option<u32>) -> Result<SheetRow, StoreError> {
        self.published(id, revision).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        statement::row(&self.take().await?, "SELECT 1", &[]).await.map(drop)
    }

    async fn accounts(&self, after: Option<AccountId>, limit: u32) -> Result<Vec<AccountId>, StoreError> {
        self.list_accounts(after, limit).await
    }

    async fn audit(&self, account: AccountId, after: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        self.whole_records(account, after, limit).await
    }

    async fn blobs(
        &self,
        account: AccountId,
        after: Option<Hash>,
        limit: u32,
    ) -> Result<Vec<BlobRow>, StoreError> {
        self.list_blobs(account, after, limit).await
    }

    async fn sheets(&self, after: Option<(String, u32)>, limit: u32) -> Result<Vec<SheetRow>, StoreError> {
        self.list_sheets(after, limit).await
    }

    async fn faults(&self) -> Result<Vec<String>, StoreError> {
        self.find_faults().await
    }

    async fn scrub(&self) -> Result<(), StoreError> {
        self.write_anew().await
    }
}
