//! A store in memory: the plainest that keeps the suite, and what mutated requests are sent at by the thousand.
//!
//! [`Model`] is the whole meaning of a store as plain, synchronous data. [`MemoryStore`] puts it behind the trait. Not
//! for: keeping anything.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use stipple_wire::{AccountId, Chain, Hash, Head, PublicKey, PullResponse, PushResponse};
use uuid::Uuid;

use super::{
    AuditRow, BlobRow, DeviceCursor, DeviceRow, Hub, NewDevice, NewUpload, Object, Piece, Quota, RecordRow,
    SheetRow, Store, StoreError, TokenHash, UploadRow, Usage,
};
use crate::clock::Moment;

mod accounts;
mod records;
mod sheets;
mod uploads;

/// Everything that a store keeps. Its methods are the trait's, without the waiting.
#[derive(Debug, Default)]
struct Model {
    accounts: BTreeMap<AccountId, Account>,
    garbage: BTreeSet<Object>,
    sheets: BTreeMap<(String, u32), SheetRow>,
}

/// One account.
#[derive(Debug)]
struct Account {
    public_key: PublicKey,
    nonces: BTreeMap<[u8; 32], Moment>,
    devices: BTreeMap<Uuid, DeviceRow>,
    records: Vec<AuditRow>,
    by_id: BTreeMap<Uuid, usize>,
    uploads: BTreeMap<Uuid, Upload>,
    blobs: BTreeMap<Hash, BlobRow>,
    usage: Usage,
}

#[derive(Debug)]
struct Upload {
    row: UploadRow,
    pieces: Vec<Piece>,
}

impl Model {
    fn account(&self, id: AccountId) -> Result<&Account, StoreError> {
        self.accounts.get(&id).ok_or(StoreError::AccountUnknown)
    }

    fn account_mut(&mut self, id: AccountId) -> Result<&mut Account, StoreError> {
        self.accounts.get_mut(&id).ok_or(StoreError::AccountUnknown)
    }
}

/// All accounts in memory, behind the trait.
#[derive(Debug, Default)]
pub struct MemoryStore {
    model: Mutex<Model>,
    hub: Hub,
}

impl MemoryStore {
    fn lock(&self) -> MutexGuard<'_, Model> {
        // Every method of the model checks first and then changes: it is whole at any moment.
        self.model.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn register(&self, public_key: PublicKey) -> Result<AccountId, StoreError> {
        Ok(self.lock().register(public_key))
    }

    async fn public_key(&self, account: AccountId) -> Result<PublicKey, StoreError> {
        self.lock().public_key(account)
    }

    async fn delete_account(&self, account: AccountId) -> Result<(), StoreError> {
        self.lock().delete_account(account)?;
        self.hub.announce(account);
        Ok(())
    }

    async fn usage(&self, account: AccountId) -> Result<Usage, StoreError> {
        self.lock().usage(account)
    }

    async fn add_challenge(
        &self,
        account: AccountId,
        nonce: [u8; 32],
        now: Moment,
        expires: Moment,
        most: u32,
    ) -> Result<(), StoreError> {
        self.lock().add_challenge(account, nonce, now, expires, most)
    }

    async fn add_device(&self, device: NewDevice, now: Moment, quota: &Quota) -> Result<(), StoreError> {
        self.lock().add_device(device, now, quota)
    }

    async fn device_of(&self, token: TokenHash) -> Result<(AccountId, DeviceRow), StoreError> {
        self.lock().device_of(token)
    }

    async fn seen(&self, account: AccountId, device: Uuid, day: i64) -> Result<(), StoreError> {
        self.lock().seen(account, device, day);
        Ok(())
    }

    async fn devices(
        &self,
        account: AccountId,
        after: Option<DeviceCursor>,
        limit: u32,
    ) -> Result<Vec<DeviceRow>, StoreError> {
        self.lock().devices(account, after, limit)
    }

    async fn revoke(&self, account: AccountId, device: Uuid) -> Result<(), StoreError> {
        self.lock().revoke(account, device)?;
        self.hub.announce(account);
        Ok(())
    }

    async fn push(
        &self,
        account: AccountId,
        records: Vec<RecordRow>,
        quota: &Quota,
    ) -> Result<PushResponse, StoreError> {
        let answer = self.lock().push(account, &records, quota)?;
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
        self.lock().pull(account, after, chain, limit, max_bytes)
    }

    async fn erase(&self, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        self.lock().erase(account, id)
    }

    async fn head(&self, account: AccountId) -> Result<Head, StoreError> {
        self.lock().head(account)
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
        self.lock().begin_upload(account, upload, now, quota)
    }

    async fn upload(&self, account: AccountId, id: Uuid, now: Moment) -> Result<UploadRow, StoreError> {
        self.lock().upload(account, id, now)
    }

    async fn add_piece(
        &self,
        account: AccountId,
        id: Uuid,
        piece: Piece,
        now: Moment,
        expires: Moment,
    ) -> Result<(), StoreError> {
        self.lock().add_piece(account, id, piece, now, expires)
    }

    async fn pieces(&self, account: AccountId, id: Uuid) -> Result<Vec<Piece>, StoreError> {
        self.lock().pieces(account, id)
    }

    async fn finish_upload(
        &self,
        account: AccountId,
        id: Uuid,
        offset: u64,
        object: Object,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.lock().finish_upload(account, id, offset, object, now)
    }

    async fn end_upload(&self, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        self.lock().end_upload(account, id)
    }

    async fn expire(&self, now: Moment, limit: u32) -> Result<u64, StoreError> {
        Ok(self.lock().expire(now, limit))
    }

    async fn blob(&self, account: AccountId, hash: Hash) -> Result<BlobRow, StoreError> {
        self.lock().blob(account, hash)
    }

    async fn delete_blob(&self, account: AccountId, hash: Hash) -> Result<(), StoreError> {
        self.lock().delete_blob(account, hash)
    }

    async fn garbage(&self, limit: u32) -> Result<Vec<Object>, StoreError> {
        Ok(self.lock().garbage(limit))
    }

    async fn forget_garbage(&self, objects: Vec<Object>) -> Result<(), StoreError> {
        self.lock().forget_garbage(&objects);
        Ok(())
    }

    async fn discard(&self, objects: Vec<Object>) -> Result<(), StoreError> {
        self.lock().discard(objects);
        Ok(())
    }

    async fn known(&self, objects: Vec<Object>) -> Result<Vec<Object>, StoreError> {
        Ok(self.lock().known(objects))
    }

    async fn put_sheet(&self, sheet: SheetRow, most: u64) -> Result<SheetRow, StoreError> {
        self.lock().put_sheet(sheet, most)
    }

    async fn sheet(&self, id: &str, revision: Option<u32>) -> Result<SheetRow, StoreError> {
        self.lock().sheet(id, revision)
    }

    async fn ready(&self) -> Result<(), StoreError> {
        Ok(())
    }

    async fn accounts(&self, after: Option<AccountId>, limit: u32) -> Result<Vec<AccountId>, StoreError> {
        Ok(self.lock().list_accounts(after, limit))
    }

    async fn audit(&self, account: AccountId, after: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        self.lock().audit(account, after, limit)
    }

    async fn blobs(
        &self,
        account: AccountId,
        after: Option<Hash>,
        limit: u32,
    ) -> Result<Vec<BlobRow>, StoreError> {
        self.lock().blobs(account, after, limit)
    }

    async fn sheets(&self, after: Option<(String, u32)>, limit: u32) -> Result<Vec<SheetRow>, StoreError> {
        Ok(self.lock().list_sheets(after, limit))
    }

    async fn faults(&self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }

    async fn scrub(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

/// How many of a list a limit lets through.
fn most(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn keeps_the_suite() {
        super::super::conformance::run(&MemoryStore::default()).await;
    }
}
