//! Accounts, nonces and devices of the model.
//!
//! Not for: signatures.

use std::collections::BTreeMap;
use std::ops::Bound;

use stipple_wire::{AccountId, PublicKey, account_id};
use uuid::Uuid;

use super::{Account, Model, most};
use crate::clock::Moment;
use crate::store::{DeviceCursor, DeviceRow, NewDevice, Quota, StoreError, TokenHash, Usage};

impl Model {
    /// As [`crate::store::Store::register`].
    pub fn register(&mut self, public_key: PublicKey) -> AccountId {
        let id = account_id(&public_key);
        self.accounts.entry(id).or_insert_with(|| Account {
            public_key,
            nonces: BTreeMap::new(),
            devices: BTreeMap::new(),
            records: Vec::new(),
            by_id: BTreeMap::new(),
            uploads: BTreeMap::new(),
            blobs: BTreeMap::new(),
            usage: Usage::default(),
        });
        id
    }

    /// As [`crate::store::Store::public_key`].
    pub fn public_key(&self, account: AccountId) -> Result<PublicKey, StoreError> {
        Ok(self.account(account)?.public_key)
    }

    /// As [`crate::store::Store::delete_account`].
    pub fn delete_account(&mut self, account: AccountId) -> Result<(), StoreError> {
        let gone = self.accounts.remove(&account).ok_or(StoreError::AccountUnknown)?;
        self.garbage.extend(gone.blobs.into_values().map(|blob| blob.object));
        let uploads = gone.uploads.into_values();
        self.garbage.extend(uploads.flat_map(|upload| upload.pieces).map(|piece| piece.object));
        Ok(())
    }

    /// As [`crate::store::Store::usage`].
    pub fn usage(&self, account: AccountId) -> Result<Usage, StoreError> {
        Ok(self.account(account)?.usage)
    }

    /// As [`crate::store::Store::add_challenge`].
    pub fn add_challenge(
        &mut self,
        account: AccountId,
        nonce: [u8; 32],
        now: Moment,
        expires: Moment,
        most: u32,
    ) -> Result<(), StoreError> {
        let nonces = &mut self.account_mut(account)?.nonces;
        nonces.retain(|_, expires| *expires > now);
        if nonces.len() >= super::most(most) {
            let until = nonces.values().min().copied().unwrap_or(expires);
            return Err(StoreError::ChallengesOutstanding { until });
        }
        nonces.insert(nonce, expires);
        Ok(())
    }

    /// As [`crate::store::Store::add_device`].
    pub fn add_device(&mut self, device: NewDevice, now: Moment, quota: &Quota) -> Result<(), StoreError> {
        let account = self.account_mut(device.account)?;
        if account.nonces.get(&device.nonce).is_none_or(|expires| *expires <= now) {
            return Err(StoreError::ChallengeInvalid);
        }
        if account.devices.len() >= most(quota.devices) {
            return Err(StoreError::DevicesFull);
        }
        account.nonces.remove(&device.nonce);
        let row = DeviceRow {
            id: device.device,
            label: device.label,
            created: now,
            last_seen: now.day(),
            token: device.token,
        };
        account.devices.insert(row.id, row);
        Ok(())
    }

    /// As [`crate::store::Store::device_of`].
    pub fn device_of(&self, token: TokenHash) -> Result<(AccountId, DeviceRow), StoreError> {
        self.accounts
            .iter()
            .find_map(|(id, account)| {
                let device = account.devices.values().find(|device| device.token == token)?;
                Some((*id, device.clone()))
            })
            .ok_or(StoreError::DeviceUnknown)
    }

    /// As [`crate::store::Store::seen`].
    pub fn seen(&mut self, account: AccountId, device: Uuid, day: i64) {
        let account = self.accounts.get_mut(&account);
        if let Some(device) = account.and_then(|account| account.devices.get_mut(&device)) {
            device.last_seen = day;
        }
    }

    /// As [`crate::store::Store::devices`].
    pub fn devices(
        &self,
        account: AccountId,
        after: Option<DeviceCursor>,
        limit: u32,
    ) -> Result<Vec<DeviceRow>, StoreError> {
        let devices = self.account(account)?.devices.values();
        let mut rows: Vec<_> =
            devices.map(|row| (DeviceCursor { created: row.created, id: row.id }, row)).collect();
        rows.sort_by_key(|(cursor, _)| *cursor);
        rows.retain(|(cursor, _)| after.is_none_or(|after| *cursor > after));
        Ok(rows.into_iter().map(|(_, row)| row.clone()).take(most(limit)).collect())
    }

    /// As [`crate::store::Store::revoke`].
    pub fn revoke(&mut self, account: AccountId, device: Uuid) -> Result<(), StoreError> {
        let account = self.account_mut(account)?;
        account.devices.remove(&device).map(|_| ()).ok_or(StoreError::DeviceUnknown)
    }

    /// As [`crate::store::Store::accounts`].
    pub fn list_accounts(&self, after: Option<AccountId>, limit: u32) -> Vec<AccountId> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        self.accounts.range((from, Bound::Unbounded)).map(|(id, _)| *id).take(most(limit)).collect()
    }
}
