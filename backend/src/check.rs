//! Looks at every row, every chain and every blob, and says all that is wrong.
//!
//! Beside a running server, what is pushed meanwhile is looked at or not. Not for: putting anything right.

use futures_util::StreamExt as _;
use stipple_wire::{AccountId, GENESIS, hash};

use crate::blobs::{BlobError, Blobs};
use crate::store::{BlobRow, Store, StoreError};

/// Rows at a time.
const PAGE: u32 = 200;

/// What was looked at, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Accounts looked at.
    pub accounts: u64,
    /// Records looked at, deleted ones too.
    pub records: u64,
    /// Blobs looked at.
    pub blobs: u64,
    /// Bytes of blobs hashed.
    pub blob_bytes: u64,
    /// Sheets looked at.
    pub sheets: u64,
    /// Objects that no row knows: untidy, not wrong.
    pub strays: u64,
    /// What is wrong, a line each. Ids and numbers alone.
    pub faults: Vec<String>,
}

/// Looks at everything.
pub async fn check(store: &dyn Store, blobs: &Blobs) -> Result<Report, StoreError> {
    let mut report = Report { faults: store.faults().await?, ..Report::default() };
    let mut after = None;
    loop {
        let accounts = store.accounts(after, PAGE).await?;
        let Some(last) = accounts.last() else { break };
        after = Some(*last);
        for account in accounts {
            match one(store, blobs, account, &mut report).await {
                Ok(()) => report.accounts += 1,
                // Deleted meanwhile.
                Err(StoreError::AccountUnknown) => {}
                Err(error) => return Err(error),
            }
        }
    }
    sheets(store, &mut report).await?;
    strays(store, blobs, &mut report).await?;
    Ok(report)
}

async fn one(
    store: &dyn Store,
    blobs: &Blobs,
    account: AccountId,
    report: &mut Report,
) -> Result<(), StoreError> {
    let (mut seq, mut chain, mut bytes) = (0, GENESIS, 0);
    let head = store.head(account).await?;
    loop {
        let rows = store.audit(account, seq, PAGE).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            report.records += 1;
            if row.place.seq != seq + 1 {
                report
                    .faults
                    .push(format!("account {account}: record {} follows record {seq}", row.place.seq));
            }
            seq = row.place.seq;
            if row.place.chain != row.chain_after(&chain) {
                report.faults.push(format!("account {account}: the chain breaks at record {seq}"));
            }
            chain = row.place.chain;
            if seq == head.seq && chain != head.chain {
                report.faults.push(format!("account {account}: the head is not record {seq}"));
            }
            if let Some(ciphertext) = &row.ciphertext {
                bytes += ciphertext.len() as u64;
                if hash(ciphertext) != row.hash {
                    report
                        .faults
                        .push(format!("account {account}: record {seq} has other bytes than its hash says"));
                }
            }
        }
    }
    if seq < head.seq {
        report.faults.push(format!("account {account}: the head is {}, the last record {seq}", head.seq));
    }
    let mut after = None;
    loop {
        let rows = store.blobs(account, after, PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.hash);
        for row in rows {
            bytes += row.length;
            report.blobs += 1;
            if let Some(fault) = fault(store, blobs, account, &row, report).await? {
                report.faults.push(format!("account {account}: blob {}: {fault}", row.hash));
            }
        }
    }
    let usage = store.usage(account).await?;
    // What uploads have announced is counted too, and nobody lists that: more is right, less is not.
    if usage.bytes < bytes && store.head(account).await? == head {
        report.faults.push(format!("account {account}: {bytes} bytes are kept, and {} counted", usage.bytes));
    }
    Ok(())
}

/// What is wrong with a blob.
async fn fault(
    store: &dyn Store,
    blobs: &Blobs,
    account: AccountId,
    row: &BlobRow,
    report: &mut Report,
) -> Result<Option<String>, StoreError> {
    let mut hasher = blake3::Hasher::new();
    let mut length = 0;
    let read = async {
        let mut chunks = blobs.read(&row.object, None).await?;
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk?;
            length += chunk.len() as u64;
            hasher.update(&chunk);
        }
        Ok::<_, BlobError>(())
    };
    if let Err(error) = read.await {
        // Deleted meanwhile?
        let still = store.blob(account, row.hash).await;
        return if still.as_ref() == Ok(row) { Ok(Some(error.to_string())) } else { Ok(None) };
    }
    report.blob_bytes += length;
    if length != row.length || *hasher.finalize().as_bytes() != row.hash.0 {
        return Ok(Some("it has other bytes than its name says".to_owned()));
    }
    Ok(None)
}

async fn sheets(store: &dyn Store, report: &mut Report) -> Result<(), StoreError> {
    let mut after = None;
    loop {
        let rows = store.sheets(after.clone(), PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = Some((last.id.clone(), last.revision));
        for row in rows {
            report.sheets += 1;
            if !crate::http::still_signed(&row) {
                report
                    .faults
                    .push(format!("sheet {} revision {}: its signature does not fit", row.id, row.revision));
            }
        }
    }
    Ok(())
}

async fn strays(store: &dyn Store, blobs: &Blobs, report: &mut Report) -> Result<(), StoreError> {
    let mut all = blobs.list().chunks(PAGE as usize);
    while let Some(chunk) = all.next().await {
        let mut objects = Vec::new();
        for listed in chunk {
            match listed {
                Ok((object, _)) => objects.push(object),
                Err(error) => report.faults.push(format!("blobs cannot be listed: {error}")),
            }
        }
        let known = store.known(objects.clone()).await?;
        report.strays += (objects.len() - known.len()) as u64;
    }
    Ok(())
}
