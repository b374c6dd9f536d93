//! Records in SQLite.
//!
//! Not for: what is sealed in them.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use stipple_wire::{
    AccountId, Bytes, Chain, GENESIS, Hash, Head, PageWriter, PullResponse, PulledRecord, PushResponse,
};
use uuid::Uuid;

use super::{Number, number, signed, unsigned};
use crate::store::push::judge;
use crate::store::{AuditRow, Quota, RecordRow, StoreError};

/// An account as a push or a pull finds it.
struct Log {
    number: Number,
    head: Head,
    bytes: u64,
}

fn log(conn: &Connection, account: AccountId) -> Result<Log, StoreError> {
    let mut found = conn.prepare_cached("SELECT number, seq, chain, bytes FROM accounts WHERE id = ?1")?;
    let log = found.query_row([account.0], |row| {
        let head = Head { seq: unsigned(row, 1)?, chain: Hash(row.get(2)?) };
        Ok(Log { number: Number(row.get(0)?), head, bytes: unsigned(row, 3)? })
    });
    log.optional()?.ok_or(StoreError::AccountUnknown)
}

pub(super) fn head(conn: &Connection, account: AccountId) -> Result<Head, StoreError> {
    Ok(log(conn, account)?.head)
}

pub(super) fn push(
    conn: &Connection,
    account: AccountId,
    records: &[RecordRow],
    quota: &Quota,
) -> Result<PushResponse, StoreError> {
    let log = log(conn, account)?;
    let known = known(conn, log.number, records)?;
    let taken = judge(log.head, log.bytes, records, |id| known.get(&id).copied(), quota)?;
    if !taken.added.is_empty() {
        let head = taken.answer.head;
        append(conn, log.number, &taken.added)?;
        conn.prepare_cached("UPDATE accounts SET seq = ?2, chain = ?3, bytes = ?4 WHERE number = ?1")?
            .execute(params![log.number, signed(head.seq), head.chain.0, signed(taken.bytes)])?;
    }
    Ok(taken.answer)
}

/// Which of these records the account's log has, where, and with which hash.
fn known(
    conn: &Connection,
    number: Number,
    records: &[RecordRow],
) -> rusqlite::Result<HashMap<Uuid, (u64, Hash)>> {
    let mut find = conn.prepare_cached("SELECT seq, hash FROM records WHERE account = ?1 AND id = ?2")?;
    let mut known = HashMap::new();
    for record in records {
        let place = |row: &Row<'_>| Ok((unsigned(row, 0)?, Hash(row.get(1)?)));
        if let Some(place) = find.query_row(params![number, record.id.as_bytes()], place).optional()? {
            known.insert(record.id, place);
        }
    }
    Ok(known)
}

fn append(conn: &Connection, number: Number, records: &[(Head, &RecordRow)]) -> rusqlite::Result<()> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO records (account, seq, id, hash, chain, ciphertext) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (place, record) in records {
        insert.execute(params![
            number,
            signed(place.seq),
            record.id.as_bytes(),
            record.hash.0,
            place.chain.0,
            record.ciphertext,
        ])?;
    }
    Ok(())
}

pub(super) fn pull(
    conn: &Connection,
    account: AccountId,
    after: u64,
    chain: Option<Chain>,
    limit: u32,
    max_bytes: usize,
) -> Result<PullResponse, StoreError> {
    let log = log_known_at(conn, account, after, chain)?;
    let mut records = Vec::new();
    follow(conn, log.number, after, limit, max_bytes, |seq, id, hash, sealed| {
        let ciphertext = sealed.map(|sealed| Bytes(sealed.to_vec()));
        records.push(PulledRecord { seq, id, hash, ciphertext });
    })?;
    Ok(PullResponse { records, head: log.head })
}

pub(super) fn pull_json(
    conn: &Connection,
    account: AccountId,
    after: u64,
    chain: Option<Chain>,
    limit: u32,
    max_bytes: usize,
) -> Result<Vec<u8>, StoreError> {
    let log = log_known_at(conn, account, after, chain)?;
    let coming = u32::try_from(log.head.seq - after).unwrap_or(u32::MAX).min(limit);
    let mut page = PageWriter::for_records(coming as usize);
    follow(conn, log.number, after, limit, max_bytes, |seq, id, hash, sealed| {
        page.record(seq, id, &hash, sealed);
    })?;
    Ok(page.finish(&log.head))
}

/// The account's log, if the client knows it up to there.
fn log_known_at(
    conn: &Connection,
    account: AccountId,
    after: u64,
    chain: Option<Chain>,
) -> Result<Log, StoreError> {
    let log = log(conn, account)?;
    let known = after <= log.head.seq
        && match chain {
            Some(chain) => chain == chain_at(conn, log.number, after)?,
            None => true,
        };
    if known { Ok(log) } else { Err(StoreError::ChainUnknown { head: log.head }) }
}

/// Reads what follows, in order, without keeping it.
fn follow(
    conn: &Connection,
    number: Number,
    after: u64,
    limit: u32,
    max_bytes: usize,
    mut take: impl FnMut(u64, Uuid, Hash, Option<&[u8]>),
) -> Result<(), StoreError> {
    let mut found = conn.prepare_cached(
        "SELECT seq, id, hash, ciphertext FROM records WHERE account = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
    )?;
    let mut rows = found.query(params![number, signed(after), limit])?;
    let mut bytes = 0;
    while bytes < max_bytes
        && let Some(row) = rows.next()?
    {
        let sealed = row.get_ref(3)?.as_blob_or_null().map_err(rusqlite::Error::from)?;
        bytes += sealed.map_or(0, <[u8]>::len);
        take(unsigned(row, 0)?, Uuid::from_bytes(row.get(1)?), Hash(row.get(2)?), sealed);
    }
    Ok(())
}

fn chain_at(conn: &Connection, number: Number, seq: u64) -> Result<Chain, StoreError> {
    if seq == 0 {
        return Ok(GENESIS);
    }
    let mut found = conn.prepare_cached("SELECT chain FROM records WHERE account = ?1 AND seq = ?2")?;
    let chain = found.query_row(params![number, signed(seq)], |row| row.get(0))?;
    Ok(Hash(chain))
}

pub(super) fn erase(conn: &Connection, account: AccountId, id: Uuid) -> Result<(), StoreError> {
    let number = number(conn, account)?;
    let mut found = conn.prepare_cached(
        "SELECT seq, coalesce(length(ciphertext), 0) FROM records WHERE account = ?1 AND id = ?2",
    )?;
    let row = found
        .query_row(params![number, id.as_bytes()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
    let (seq, bytes) = row.optional()?.ok_or(StoreError::RecordUnknown)?;
    conn.prepare_cached(
        "UPDATE records SET ciphertext = NULL WHERE account = ?1 AND seq = ?2 AND ciphertext IS NOT NULL",
    )?
    .execute(params![number, seq])?;
    conn.prepare_cached("UPDATE accounts SET bytes = bytes - ?2 WHERE number = ?1")?
        .execute(params![number, bytes])?;
    Ok(())
}

pub(super) fn audit(
    conn: &Connection,
    account: AccountId,
    after: u64,
    limit: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    let number = number(conn, account)?;
    let mut found = conn.prepare_cached(
        "SELECT seq, chain, id, hash, ciphertext FROM records \
         WHERE account = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
    )?;
    let rows = found.query_map(params![number, signed(after), limit], audit_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn audit_row(row: &Row<'_>) -> rusqlite::Result<AuditRow> {
    Ok(AuditRow {
        place: Head { seq: unsigned(row, 0)?, chain: Hash(row.get(1)?) },
        id: Uuid::from_bytes(row.get(2)?),
        hash: Hash(row.get(3)?),
        ciphertext: row.get(4)?,
    })
}
