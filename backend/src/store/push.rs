//! What becomes of a push: the rule that every store keeps.
//!
//! Not for: what an account's log holds already (each store asks its own rows), or writing what is added.

use std::collections::HashMap;

use stipple_wire::{Hash, Head, PushResponse, StoredRecord, extend};
use uuid::Uuid;

use super::{Quota, RecordRow, StoreError};

/// A push that is taken.
pub(super) struct Taken<'a> {
    /// What is answered.
    pub(super) answer: PushResponse,
    /// What the log gains, in order, each record with its place. The last place is the new head.
    pub(super) added: Vec<(Head, &'a RecordRow)>,
    /// What the account takes up afterwards.
    pub(super) bytes: u64,
}

/// Takes all of it or nothing. `head` and `bytes` are the account's; `known` says where a record stands in its log, and
/// what its ciphertext hashes to.
pub(super) fn judge<'a>(
    mut head: Head,
    mut bytes: u64,
    records: &'a [RecordRow],
    known: impl Fn(Uuid) -> Option<(u64, Hash)>,
    quota: &Quota,
) -> Result<Taken<'a>, StoreError> {
    let mut fresh: HashMap<Uuid, (u64, Hash)> = HashMap::new();
    let (mut stored, mut added, mut conflicts) = (Vec::with_capacity(records.len()), Vec::new(), Vec::new());
    for record in records {
        let seq = match fresh.get(&record.id).copied().or_else(|| known(record.id)) {
            Some((seq, hash)) if hash == record.hash => seq,
            Some(_) => {
                conflicts.push(record.id);
                continue;
            }
            None => {
                let seq = head.seq + 1;
                head = Head { seq, chain: extend(&head.chain, seq, record.id, &record.hash) };
                bytes += record.ciphertext.len() as u64;
                fresh.insert(record.id, (seq, record.hash));
                added.push((head, record));
                seq
            }
        };
        stored.push(StoredRecord { id: record.id, seq });
    }
    if !conflicts.is_empty() {
        return Err(StoreError::RecordConflict { ids: conflicts });
    }
    // What adds nothing is answered, however full the account is.
    if !added.is_empty() {
        if head.seq > quota.records {
            return Err(StoreError::RecordsFull);
        }
        if bytes > quota.bytes {
            return Err(StoreError::BytesFull);
        }
    }
    Ok(Taken { answer: PushResponse { stored, head }, added, bytes })
}
