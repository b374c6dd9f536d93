//! Uploads, blobs and garbage of the model.
//!
//! Not for: bytes.

use std::collections::btree_map::Entry;
use std::ops::Bound;

use stipple_wire::limits::MAX_PIECES;
use stipple_wire::{AccountId, Hash};
use uuid::Uuid;

use super::{Model, Upload, most};
use crate::clock::Moment;
use crate::store::{BlobRow, NewUpload, Object, Piece, Quota, StoreError, UploadRow};

impl Model {
    /// As [`crate::store::Store::begin_upload`].
    pub fn begin_upload(
        &mut self,
        account: AccountId,
        upload: NewUpload,
        now: Moment,
        quota: &Quota,
    ) -> Result<UploadRow, StoreError> {
        let account = self.account_mut(account)?;
        let finished = account.blobs.contains_key(&upload.hash);
        if !finished {
            let open =
                account.uploads.values().filter(|upload| !upload.row.finished && upload.row.expires > now);
            if open.count() >= most(quota.uploads) {
                return Err(StoreError::UploadsFull);
            }
            if account.usage.bytes.saturating_add(upload.length) > quota.bytes {
                return Err(StoreError::BytesFull);
            }
            account.usage.bytes += upload.length;
        }
        let row = upload.row(finished);
        account.uploads.insert(row.id, Upload { row, pieces: Vec::new() });
        Ok(row)
    }

    /// As [`crate::store::Store::upload`].
    pub fn upload(&self, account: AccountId, id: Uuid, now: Moment) -> Result<UploadRow, StoreError> {
        let upload = self.account(account)?.uploads.get(&id).ok_or(StoreError::UploadUnknown)?;
        upload.row.alive(now)
    }

    /// As [`crate::store::Store::add_piece`].
    pub fn add_piece(
        &mut self,
        account: AccountId,
        id: Uuid,
        piece: Piece,
        now: Moment,
        expires: Moment,
    ) -> Result<(), StoreError> {
        let account = self.account_mut(account)?;
        let upload = account.uploads.get_mut(&id).ok_or(StoreError::UploadUnknown)?;
        upload.row.standing(piece.offset, now)?;
        if upload.pieces.len() >= most(MAX_PIECES) {
            return Err(StoreError::PiecesFull);
        }
        upload.row.offset += piece.length;
        upload.row.expires = expires;
        upload.pieces.push(piece);
        Ok(())
    }

    /// As [`crate::store::Store::pieces`].
    pub fn pieces(&self, account: AccountId, id: Uuid) -> Result<Vec<Piece>, StoreError> {
        let upload = self.account(account)?.uploads.get(&id).ok_or(StoreError::UploadUnknown)?;
        Ok(upload.pieces.clone())
    }

    /// As [`crate::store::Store::finish_upload`].
    pub fn finish_upload(
        &mut self,
        account: AccountId,
        id: Uuid,
        offset: u64,
        object: Object,
        now: Moment,
    ) -> Result<(), StoreError> {
        let there = self.account_mut(account)?;
        let upload = there.uploads.get_mut(&id).ok_or(StoreError::UploadUnknown)?;
        upload.row.standing(offset, now)?;
        upload.row.offset = upload.row.length;
        upload.row.finished = true;
        let (hash, length) = (upload.row.hash, upload.row.length);
        let mut garbage: Vec<_> = upload.pieces.drain(..).map(|piece| piece.object).collect();
        match there.blobs.entry(hash) {
            Entry::Occupied(_) => {
                garbage.push(object);
                there.usage.bytes -= length;
            }
            Entry::Vacant(free) => {
                free.insert(BlobRow { hash, length, object });
            }
        }
        self.garbage.extend(garbage);
        Ok(())
    }

    /// As [`crate::store::Store::end_upload`].
    pub fn end_upload(&mut self, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        let there = self.account_mut(account)?;
        let upload = there.uploads.remove(&id).ok_or(StoreError::UploadUnknown)?;
        if !upload.row.finished {
            there.usage.bytes -= upload.row.length;
        }
        self.garbage.extend(upload.pieces.into_iter().map(|piece| piece.object));
        Ok(())
    }

    /// As [`crate::store::Store::expire`].
    pub fn expire(&mut self, now: Moment, limit: u32) -> u64 {
        let mut over = Vec::new();
        for (id, account) in &mut self.accounts {
            account.nonces.retain(|_, expires| *expires > now);
            let uploads = account.uploads.values().filter(|upload| upload.row.expires <= now);
            over.extend(uploads.map(|upload| (*id, upload.row.id)));
        }
        over.truncate(most(limit));
        over.iter().filter(|(account, upload)| self.end_upload(*account, *upload).is_ok()).count() as u64
    }

    /// As [`crate::store::Store::blob`].
    pub fn blob(&self, account: AccountId, hash: Hash) -> Result<BlobRow, StoreError> {
        self.account(account)?.blobs.get(&hash).cloned().ok_or(StoreError::BlobUnknown)
    }

    /// As [`crate::store::Store::delete_blob`].
    pub fn delete_blob(&mut self, account: AccountId, hash: Hash) -> Result<(), StoreError> {
        let there = self.account_mut(account)?;
        let blob = there.blobs.remove(&hash).ok_or(StoreError::BlobUnknown)?;
        there.usage.bytes -= blob.length;
        // An upload that made it, or found it, would say that it is there.
        there.uploads.retain(|_, upload| !(upload.row.finished && upload.row.hash == hash));
        self.garbage.insert(blob.object);
        Ok(())
    }

    /// As [`crate::store::Store::garbage`].
    pub fn garbage(&self, limit: u32) -> Vec<Object> {
        self.garbage.iter().take(most(limit)).cloned().collect()
    }

    /// As [`crate::store::Store::forget_garbage`].
    pub fn forget_garbage(&mut self, objects: &[Object]) {
        for object in objects {
            self.garbage.remove(object);
        }
    }

    /// As [`crate::store::Store::discard`].
    pub fn discard(&mut self, mut objects: Vec<Object>) {
        let known = self.known(objects.clone());
        objects.retain(|object| !known.contains(object));
        self.garbage.extend(objects);
    }

    /// As [`crate::store::Store::known`].
    pub fn known(&self, mut objects: Vec<Object>) -> Vec<Object> {
        objects.retain(|object| {
            self.garbage.contains(object)
                || self.accounts.values().any(|account| {
                    let mut pieces = account.uploads.values().flat_map(|upload| &upload.pieces);
                    account.blobs.values().any(|blob| blob.object == *object)
                        || pieces.any(|piece| piece.object == *object)
                })
        });
        objects
    }

    /// As [`crate::store::Store::blobs`].
    pub fn blobs(
        &self,
        account: AccountId,
        after: Option<Hash>,
        limit: u32,
    ) -> Result<Vec<BlobRow>, StoreError> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let blobs = self.account(account)?.blobs.range((from, Bound::Unbounded));
        Ok(blobs.map(|(_, blob)| blob.clone()).take(most(limit)).collect())
    }
}
