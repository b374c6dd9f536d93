//! The table of records: rows in, rows out, and what they add up to beside the log of the diary.
//!
//! Writers take the transaction they are part of, readers a connection. Not for: opening or sealing (`seal`), or when a row
//! changes (`engine`).

use rusqlite::{Connection, OptionalExtension as _, Params, Row, Transaction, params};
use stipple_wire::Hash;
use uuid::Uuid;

use super::keys::AccountId;
use super::local::{Holds, Piece, Record, Why};
use super::rows_account::{signed, unsigned};
use super::rows_blob;
use super::server::Outgoing;
use crate::diary::{DiaryError, Entry, select_entries};

const COLUMNS: &str =
    "id, what, thing, emptied, course, name, piece_of, piece_index, piece_count, seq, sealed, account";

/// What stays sealed, whatever it holds.
const ASIDE: &str = "('unopened', 'newer', 'unknown', 'contradicts')";

/// Whether the row of `entries` has lost its body. Its length alone is looked at: a body may be large.
const IS_EMPTIED: &str =
    "(octet_length(entries.body) = 2 AND entries.kind GLOB 'photo.*' AND entries.kind <> 'photo.erased')";

/// The record of that id.
pub(super) fn find(conn: &Connection, account: AccountId, id: Uuid) -> Result<Option<Record>, DiaryError> {
    let found = select(conn, "WHERE account = ?1 AND id = ?2", params![account.0, id.as_bytes()])?;
    Ok(found.into_iter().next().map(|(_, record)| record))
}

/// The records that are pieces of the same thing.
pub(super) fn pieces(conn: &Connection, account: AccountId, of: Uuid) -> Result<Vec<Record>, DiaryError> {
    let clause = "WHERE account = ?1 AND piece_of = ?2 ORDER BY place";
    let found = select(conn, clause, params![account.0, of.as_bytes()])?;
    Ok(found.into_iter().map(|(_, record)| record).collect())
}

/// The records that name blobs.
pub(super) fn of_blobs(conn: &Connection, account: AccountId) -> Result<Vec<Record>, DiaryError> {
    let found = select(conn, "WHERE account = ?1 AND what = 'blob' ORDER BY place", [account.0])?;
    Ok(found.into_iter().map(|(_, record)| record).collect())
}

/// The prints of identities that records hold.
pub(super) fn prints(conn: &Connection, account: AccountId) -> Result<Vec<(Uuid, Hash)>, DiaryError> {
    let mut statement = conn
        .prepare_cached("SELECT course, thing FROM sync_records WHERE account = ?1 AND what = 'identity'")?;
    let rows =
        statement.query_map([account.0], |row| Ok((Uuid::from_bytes(row.get(0)?), Hash(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first records on their way: at most so many, with at most so many bytes, but one at least.
pub(super) fn outbox(
    conn: &Connection,
    account: AccountId,
    limit: usize,
    bytes: usize,
) -> Result<Vec<Outgoing>, DiaryError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, sealed FROM sync_records
         WHERE account = ?1 AND seq IS NULL AND sealed IS NOT NULL ORDER BY place LIMIT ?2",
    )?;
    let mut rows = statement.query(params![account.0, count(limit)])?;
    let (mut batch, mut sum) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let (id, ciphertext) = (Uuid::from_bytes(row.get(0)?), row.get::<_, Vec<u8>>(1)?);
        sum += ciphertext.len();
        if !batch.is_empty() && sum > bytes {
            break;
        }
        batch.push(Outgoing { id, ciphertext });
    }
    Ok(batch)
}

/// How many records are on their way, unseen, and kept aside.
pub(super) fn counts(conn: &Connection, account: AccountId) -> Result<[usize; 3], DiaryError> {
    let query = format!(
        "SELECT count(*) FILTER (WHERE seq IS NULL AND sealed IS NOT NULL),
                count(*) FILTER (WHERE seq IS NULL AND sealed IS NULL),
                count(*) FILTER (WHERE what IN {ASIDE})
         FROM sync_records WHERE account = ?1"
    );
    let mut statement = conn.prepare_cached(&query)?;
    let counts = statement.query_row([account.0], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
    Ok(counts.map(|count: i64| usize::try_from(count).unwrap_or_default()))
}

/// What an entry has to be so that no record of the account `?1` holds it as it is now.
fn unrecorded_clause() -> String {
    format!(
        "WHERE NOT EXISTS (SELECT 1 FROM sync_records
                           WHERE account = ?1 AND what = 'entry' AND thing = entries.id AND emptied = {IS_EMPTIED})"
    )
}

/// How many entries no record holds.
pub(super) fn count_unrecorded(conn: &Connection, account: AccountId) -> Result<usize, DiaryError> {
    let query = format!("SELECT count(*) FROM entries {}", unrecorded_clause());
    let found: i64 = conn.prepare_cached(&query)?.query_row([account.0], |row| row.get(0))?;
    Ok(usize::try_from(found).unwrap_or_default())
}

/// At most so many of them, in the order in which they reached this device.
pub(super) fn unrecorded(
    conn: &Connection,
    account: AccountId,
    limit: usize,
) -> Result<Vec<Entry>, DiaryError> {
    let clause = format!("{} ORDER BY seq LIMIT ?2", unrecorded_clause());
    select_entries(conn, &clause, params![account.0, count(limit)])
}

/// Records of no use, and those with a body that is lost here: where they are on their way, or a record without it is there.
pub(super) fn stale(conn: &Connection, account: AccountId) -> Result<Vec<Uuid>, DiaryError> {
    let query = format!(
        "SELECT record.id FROM sync_records AS record LEFT JOIN entries ON record.what = 'entry' AND entries.id = record.thing
         WHERE record.account = ?1 AND (record.what = 'orphan' OR (
             record.what = 'entry' AND record.emptied = 0 AND {IS_EMPTIED} AND (
                 (record.seq IS NULL AND record.sealed IS NOT NULL) OR EXISTS (
                     SELECT 1 FROM sync_records AS bare
                     WHERE bare.account = ?1 AND bare.what = 'entry' AND bare.thing = record.thing
                       AND bare.emptied = 1 AND bare.seq IS NOT NULL))))
         ORDER BY record.place"
    );
    let mut statement = conn.prepare_cached(&query)?;
    let rows = statement.query_map([account.0], |row| Ok(Uuid::from_bytes(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What makes a record of another account one that `?1` is to have as well.
fn carried_clause() -> String {
    format!(
        "WHERE account <> ?1 AND seq IS NOT NULL AND sealed IS NOT NULL AND what NOT IN ('unopened', 'newer', 'orphan')
           AND NOT EXISTS (SELECT 1 FROM sync_records AS own WHERE own.account = ?1 AND own.id = sync_records.id)
           AND NOT (what = 'entry' AND emptied = 0
                    AND EXISTS (SELECT 1 FROM entries WHERE entries.id = sync_records.thing AND {IS_EMPTIED}))"
    )
}

/// At most so many of them, with the account each is of.
pub(super) fn carried(
    conn: &Connection,
    to: AccountId,
    limit: usize,
) -> Result<Vec<(AccountId, Record)>, DiaryError> {
    let clause = format!("{} ORDER BY place LIMIT ?2", carried_clause());
    select(conn, &clause, params![to.0, count(limit)])
}

/// How many there are.
pub(super) fn count_carried(conn: &Connection, to: AccountId) -> Result<usize, DiaryError> {
    let query = format!("SELECT count(*) FROM sync_records {}", carried_clause());
    let found: i64 = conn.prepare_cached(&query)?.query_row([to.0], |row| row.get(0))?;
    Ok(usize::try_from(found).unwrap_or_default())
}

/// Records that are there and whose ciphertext is kept here, and not by another account that this device is in.
const KEPT: &str = "account = ?1 AND seq IS NOT NULL AND sealed IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM sync_records AS other JOIN sync_accounts ON sync_accounts.id = other.account
    WHERE other.id = sync_records.id AND other.account <> ?1 AND sync_accounts.role = 'current')";

/// How many there are.
pub(super) fn count_kept(conn: &Connection, account: AccountId) -> Result<usize, DiaryError> {
    let query = format!("SELECT count(*) FROM sync_records WHERE {KEPT}");
    let found: i64 = conn.prepare_cached(&query)?.query_row([account.0], |row| row.get(0))?;
    Ok(usize::try_from(found).unwrap_or_default())
}

/// All others of an account go.
pub(super) fn leave(tx: &Transaction, account: AccountId) -> Result<(), DiaryError> {
    tx.execute(&format!("DELETE FROM sync_records WHERE account = ?1 AND NOT ({KEPT})"), [account.0])?;
    Ok(())
}

/// Puts a row, in place of what was there under its id; it goes out last.
pub(super) fn put(tx: &Transaction, account: AccountId, record: &Record) -> Result<(), DiaryError> {
    delete(tx, account, record.id)?;
    let (what, mut thing, mut emptied, mut course, mut name) = (word(&record.holds), None, false, None, None);
    match &record.holds {
        Holds::Entry { entry, emptied: bare } => (thing, emptied) = (Some(entry.as_bytes().to_vec()), *bare),
        Holds::Identity { course: of, print } => {
            (thing, course) = (Some(print.0.to_vec()), Some(of.into_bytes()));
        }
        Holds::Blob(blob) => {
            (thing, name) = (Some(blob.hash.0.to_vec()), Some(blob.write()));
        }
        Holds::Piece | Holds::Orphan | Holds::Aside(_) => {}
    }
    let piece = record.piece;
    tx.prepare_cached(
        "INSERT INTO sync_records (account, id, what, thing, emptied, course, name, piece_of, piece_index, piece_count, seq, sealed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        account.0,
        record.id.as_bytes(),
        what,
        thing,
        emptied,
        course,
        name.as_deref(),
        piece.map(|piece| piece.of.into_bytes()),
        piece.map(|piece| piece.index),
        piece.map(|piece| piece.count),
        record.seq.map(signed),
        record.ciphertext,
    ])?;
    Ok(())
}

/// The server has a record: it gets its number, and loses its ciphertext unless it stays sealed.
pub(super) fn there(tx: &Transaction, account: AccountId, id: Uuid, seq: u64) -> Result<(), DiaryError> {
    let update = format!(
        "UPDATE sync_records SET seq = ?3, sealed = iif(what = 'piece' OR what IN {ASIDE}, sealed, NULL)
         WHERE account = ?1 AND id = ?2"
    );
    tx.prepare_cached(&update)?.execute(params![account.0, id.as_bytes(), signed(seq)])?;
    Ok(())
}

/// A record goes. Other pieces of the same thing are of no use without it: those on their way go too.
pub(super) fn gone(tx: &Transaction, account: AccountId, id: Uuid) -> Result<(), DiaryError> {
    let piece: Option<Option<[u8; 16]>> = tx
        .prepare_cached(
            "SELECT piece_of FROM sync_records WHERE account = ?1 AND id = ?2 AND what <> 'orphan'",
        )?
        .query_row(params![account.0, id.as_bytes()], |row| row.get(0))
        .optional()?;
    delete(tx, account, id)?;
    if let Some(of) = piece.flatten() {
        tx.execute(
            "DELETE FROM sync_records WHERE account = ?1 AND piece_of = ?2 AND seq IS NULL AND sealed IS NOT NULL",
            params![account.0, of],
        )?;
        tx.execute(
            "UPDATE sync_records SET what = 'orphan', thing = NULL, emptied = 0, course = NULL, name = NULL, sealed = NULL
             WHERE account = ?1 AND piece_of = ?2",
            params![account.0, of],
        )?;
    }
    Ok(())
}

fn delete(tx: &Transaction, account: AccountId, id: Uuid) -> Result<(), DiaryError> {
    tx.prepare_cached("DELETE FROM sync_records WHERE account = ?1 AND id = ?2")?
        .execute(params![account.0, id.as_bytes()])?;
    Ok(())
}

/// The server's log is another one: none of them was met in it yet.
pub(super) fn doubt_all(tx: &Transaction, account: AccountId) -> Result<(), DiaryError> {
    tx.execute("UPDATE sync_records SET seq = NULL WHERE account = ?1", [account.0])?;
    Ok(())
}

/// What was not met again goes.
pub(super) fn forget_unseen(tx: &Transaction, account: AccountId) -> Result<(), DiaryError> {
    let unseen = "SELECT id FROM sync_records WHERE account = ?1 AND seq IS NULL AND sealed IS NULL";
    let ids: Vec<[u8; 16]> = {
        let mut statement = tx.prepare_cached(unseen)?;
        let rows = statement.query_map([account.0], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    ids.into_iter().try_for_each(|id| gone(tx, account, Uuid::from_bytes(id)))
}

/// What was not met again is there all the same: a mistake.
#[cfg(test)]
pub(super) fn trust_unseen(tx: &Transaction, account: AccountId) -> Result<(), DiaryError> {
    let trust = "UPDATE sync_records SET seq = 0 WHERE account = ?1 AND seq IS NULL AND sealed IS NULL";
    tx.execute(trust, [account.0])?;
    Ok(())
}

fn select<P: Params>(
    conn: &Connection,
    clause: &str,
    with: P,
) -> Result<Vec<(AccountId, Record)>, DiaryError> {
    let mut statement = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM sync_records {clause}"))?;
    let mut rows = statement.query(with)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((AccountId(row.get(11)?), record(row)?));
    }
    Ok(found)
}

fn record(row: &Row) -> Result<Record, DiaryError> {
    let what: String = row.get(1)?;
    let holds = match what.as_str() {
        "entry" => Holds::Entry { entry: Uuid::from_bytes(row.get(2)?), emptied: row.get(3)? },
        "identity" => Holds::Identity { course: Uuid::from_bytes(row.get(4)?), print: Hash(row.get(2)?) },
        "blob" => Holds::Blob(rows_blob::name(row, 5)?),
        "piece" => Holds::Piece,
        "orphan" => Holds::Orphan,
        "unopened" => Holds::Aside(Why::Unopened),
        "newer" => Holds::Aside(Why::Newer),
        "unknown" => Holds::Aside(Why::Unknown),
        "contradicts" => Holds::Aside(Why::Contradicts),
        _ => return Err(DiaryError::Damaged { what: "the row of a record".to_owned() }),
    };
    let piece = match row.get::<_, Option<[u8; 16]>>(6)? {
        Some(of) => Some(Piece { of: Uuid::from_bytes(of), index: row.get(7)?, count: row.get(8)? }),
        None => None,
    };
    Ok(Record {
        id: Uuid::from_bytes(row.get(0)?),
        holds,
        piece,
        seq: row.get::<_, Option<i64>>(9)?.map(unsigned),
        ciphertext: row.get(10)?,
    })
}

const fn word(holds: &Holds) -> &'static str {
    match holds {
        Holds::Entry { .. } => "entry",
        Holds::Identity { .. } => "identity",
        Holds::Blob(_) => "blob",
        Holds::Piece => "piece",
        Holds::Orphan => "orphan",
        Holds::Aside(Why::Unopened) => "unopened",
        Holds::Aside(Why::Newer) => "newer",
        Holds::Aside(Why::Unknown) => "unknown",
        Holds::Aside(Why::Contradicts) => "contradicts",
    }
}

fn count(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
