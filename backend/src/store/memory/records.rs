//! Records of the model.
//!
//! Not for: what is sealed in them.

use stipple_wire::{AccountId, Bytes, Chain, GENESIS, Head, PullResponse, PulledRecord, PushResponse};
use uuid::Uuid;

use super::{Account, Model, most};
use crate::store::push::judge;
use crate::store::{AuditRow, Quota, RecordRow, StoreError};

impl Account {
    fn head(&self) -> Head {
        self.records.last().map_or(Head::EMPTY, |row| row.place)
    }

    /// The chain after a record, if the log reaches that far.
    fn chain_at(&self, seq: u64) -> Option<Chain> {
        let Some(index) = seq.checked_sub(1) else { return Some(GENESIS) };
        self.records.get(usize::try_from(index).ok()?).map(|row| row.place.chain)
    }
}

impl Model {
    /// As [`crate::store::Store::push`].
    pub fn push(
        &mut self,
        account: AccountId,
        records: &[RecordRow],
        quota: &Quota,
    ) -> Result<PushResponse, StoreError> {
        let account = self.account_mut(account)?;
        let known = |id| account.by_id.get(&id).map(|index| &account.records[*index]);
        let known = |id| known(id).map(|row| (row.place.seq, row.hash));
        let taken = judge(account.head(), account.usage.bytes, records, known, quota)?;
        account.usage.records += taken.added.len() as u64;
        account.usage.bytes = taken.bytes;
        for (place, record) in taken.added {
            let RecordRow { id, hash, ciphertext } = record.clone();
            account.by_id.insert(id, account.records.len());
            account.records.push(AuditRow { place, id, hash, ciphertext: Some(ciphertext) });
        }
        Ok(taken.answer)
    }

    /// As [`crate::store::Store::pull`].
    pub fn pull(
        &self,
        account: AccountId,
        after: u64,
        chain: Option<Chain>,
        limit: u32,
        max_bytes: usize,
    ) -> Result<PullResponse, StoreError> {
        let account = self.account(account)?;
        let head = account.head();
        let here = account.chain_at(after).ok_or(StoreError::ChainUnknown { head })?;
        if chain.is_some_and(|chain| chain != here) {
            return Err(StoreError::ChainUnknown { head });
        }
        let mut records = Vec::new();
        let mut bytes = 0;
        for row in account.records.iter().skip(usize::try_from(after).unwrap_or(usize::MAX)).take(most(limit))
        {
            if bytes >= max_bytes {
                break;
            }
            bytes += row.ciphertext.as_ref().map_or(0, Vec::len);
            records.push(PulledRecord {
                seq: row.place.seq,
                id: row.id,
                hash: row.hash,
                ciphertext: row.ciphertext.clone().map(Bytes),
            });
        }
        Ok(PullResponse { records, head })
    }

    /// As [`crate::store::Store::erase`].
    pub fn erase(&mut self, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        let account = self.account_mut(account)?;
        let index = *account.by_id.get(&id).ok_or(StoreError::RecordUnknown)?;
        if let Some(ciphertext) = account.records[index].ciphertext.take() {
            account.usage.bytes -= ciphertext.len() as u64;
        }
        Ok(())
    }

    /// As [`crate::store::Store::head`].
    pub fn head(&self, account: AccountId) -> Result<Head, StoreError> {
        Ok(self.account(account)?.head())
    }

    /// As [`crate::store::Store::audit`].
    pub fn audit(&self, account: AccountId, after: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        Ok(self.account(account)?.records.iter().skip(after).take(most(limit)).cloned().collect())
    }
}
