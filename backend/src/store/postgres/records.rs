//! Reading a log, and dropping a record's ciphertext.
//!
//! Not for: appending (`push`).

use futures_util::future::join;
use stipple_wire::{AccountId, Bytes, Chain, GENESIS, Hash, Head, PullResponse, PulledRecord};
use tokio_postgres::Row;
use uuid::Uuid;

use super::PostgresStore;
use super::accounts::known;
use super::connection::{count, failed, name, stored};
use super::statement::{charge, execute, hold, row, rows, to_scrub};
use crate::store::{AuditRow, StoreError};

/// A page, cut before the first record that comes after enough bytes. Lengths are known without reading what is long.
const PAGE: &str = "SELECT seq, id, hash, ciphertext FROM ( \
        SELECT seq, id, hash, ciphertext, \
            sum(coalesce(octet_length(ciphertext), 0)) OVER (ORDER BY seq ROWS UNBOUNDED PRECEDING) \
                - coalesce(octet_length(ciphertext), 0) AS before \
        FROM (SELECT * FROM records WHERE account = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS page \
    ) AS measured WHERE before < $4 ORDER BY seq";
const HEAD: &str = "SELECT a.head_seq, a.head_chain, r.chain FROM accounts a \
    LEFT JOIN records r ON r.account = a.account AND r.seq = $2 WHERE a.account = $1";

impl PostgresStore {
    pub(super) async fn page(
        &self,
        account: AccountId,
        after: u64,
        chain: Option<Chain>,
        limit: u32,
        max_bytes: usize,
    ) -> Result<PullResponse, StoreError> {
        let client = self.take().await?;
        let key = account.0.as_slice();
        // A place beyond what a log can hold is beyond this log's end.
        let from = stored(after).unwrap_or(i64::MAX);
        let (page, head) = join(client.prepare_cached(PAGE), client.prepare_cached(HEAD)).await;
        let (page, head) = (page.map_err(failed)?, head.map_err(failed)?);
        let (limit, bytes) = (i64::from(limit), i64::try_from(max_bytes).unwrap_or(i64::MAX));
        // One round trip. The head is read after the page, so it is never behind it.
        let (found, head) = join(
            client.query(&page, &[&key, &from, &limit, &bytes]),
            client.query_opt(&head, &[&key, &from]),
        )
        .await;
        let row = head.map_err(failed)?.ok_or(StoreError::AccountUnknown)?;
        let head = Head { seq: count(row.get(0))?, chain: Hash(name(row.get(1))?) };
        let here = match row.get::<_, Option<&[u8]>>(2) {
            Some(chain) => Some(Hash(name(chain)?)),
            None => (after == 0).then_some(GENESIS),
        };
        let here = here.ok_or(StoreError::ChainUnknown { head })?;
        if chain.is_some_and(|chain| chain != here) {
            return Err(StoreError::ChainUnknown { head });
        }
        let records = found.map_err(failed)?.iter().map(pulled).collect::<Result<_, _>>()?;
        Ok(PullResponse { records, head })
    }

    pub(super) async fn head_of(&self, account: AccountId) -> Result<Head, StoreError> {
        let sql = "SELECT head_seq, head_chain FROM accounts WHERE account = $1";
        let found = row(&self.take().await?, sql, &[&account.0.as_slice()]).await?;
        let found = found.ok_or(StoreError::AccountUnknown)?;
        Ok(Head { seq: count(found.get(0))?, chain: Hash(name(found.get(1))?) })
    }

    pub(super) async fn drop_ciphertext(&self, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        hold(&transaction, account).await?;
        let key = account.0.as_slice();
        let sql = "SELECT octet_length(ciphertext)::bigint FROM records WHERE account = $1 AND id = $2";
        let there = row(&transaction, sql, &[&key, &id]).await?.ok_or(StoreError::RecordUnknown)?;
        let Some(bytes) = there.get::<_, Option<i64>>(0) else { return Ok(()) };
        let sql = "UPDATE records SET ciphertext = NULL WHERE account = $1 AND id = $2";
        execute(&transaction, sql, &[&key, &id]).await?;
        charge(&transaction, account, -bytes).await?;
        to_scrub(&transaction, &["records"]).await?;
        transaction.commit().await.map_err(failed)
    }

    pub(super) async fn whole_records(
        &self,
        account: AccountId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<AuditRow>, StoreError> {
        let client = self.take().await?;
        let sql = "SELECT seq, id, hash, ciphertext, chain FROM records WHERE account = $1 AND seq > $2 \
            ORDER BY seq LIMIT $3";
        let from = stored(after).unwrap_or(i64::MAX);
        let found = rows(&client, sql, &[&account.0.as_slice(), &from, &i64::from(limit)]).await?;
        if found.is_empty() {
            known(&client, account).await?;
        }
        found
            .iter()
            .map(|row| {
                let pulled = pulled(row)?;
                let place = Head { seq: pulled.seq, chain: Hash(name(row.get(4))?) };
                let ciphertext = pulled.ciphertext.map(|bytes| bytes.0);
                Ok(AuditRow { place, id: pulled.id, hash: pulled.hash, ciphertext })
            })
            .collect()
    }
}

/// A record from its columns: seq, id, hash, ciphertext.
fn pulled(row: &Row) -> Result<PulledRecord, StoreError> {
    Ok(PulledRecord {
        seq: count(row.get(0))?,
        id: row.get(1),
        hash: Hash(name(row.get(2))?),
        ciphertext: row.get::<_, Option<Vec<u8>>>(3).map(Bytes),
    })
}
