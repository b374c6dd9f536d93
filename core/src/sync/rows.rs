//! The tables of sync, row by row: accounts, records, blobs.
//!
//! Not for: when what is written (`here`), or what an entry is (`diary::log`).

use rusqlite::{Connection, OptionalExtension as _, Params, Row, Transaction, params};
use stipple_wire::{Hash, Head};
use uuid::Uuid;

use super::envelope::{BlobName, Envelope, Item};
use super::keys::AccountId;
use super::local::{Account, BlobRow, BlobStanding, Holds, Piece, Record, Role, Standing, Why};
use super::server::UploadId;
use crate::diary::DiaryError;
use crate::diary::log::uuid;
use crate::time::Instant;

/// That an entry has lost its body (`Entry::is_emptied`), of a row of `entries`.
/// Its length alone is looked at: a body may be large.
pub(super) const EMPTIED: &str =
    "(octet_length(entries.body) = 2 AND entries.kind >= 'photo.' AND entries.kind < 'photo/'
     AND entries.kind <> 'photo.erased')";

const RECORD: &str =
    "id, what, thing, emptied, course, name, piece_of, piece_index, piece_count, seq, sealed, account";

/// The accounts.
pub(super) fn accounts(conn: &Connection) -> Result<Vec<Account>, DiaryError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, server, name, role, standing, device, seq, chain, in_step, confirmed FROM sync_accounts ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut accounts = Vec::new();
    while let Some(row) = rows.next()? {
        let device: Option<[u8; 16]> = row.get(5)?;
        let in_step: Option<i64> = row.get(8)?;
        accounts.push(Account {
            id: AccountId(row.get(0)?),
            server: row.get(1)?,
            name: row.get(2)?,
            role: word(row, 3, &ROLES)?,
            standing: word(row, 4, &STANDINGS)?,
            device: device.map(Uuid::from_bytes),
            cursor: Head { seq: number(row, 6)?, chain: Hash(row.get(7)?) },
            in_step: in_step.map(Instant::from_micros),
            confirmed: Instant::from_micros(row.get(9)?),
        });
    }
    Ok(accounts)
}

/// Puts an account's row.
pub(super) fn put_account(tx: &Transaction, account: &Account) -> Result<(), DiaryError> {
    // Not `OR REPLACE`: two accounts in one role are a mistake, which must not take one of them away.
    tx.prepare_cached(
        "INSERT INTO sync_accounts (id, server, name, role, standing, device, seq, chain, in_step, confirmed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET server = ?2, name = ?3, role = ?4, standing = ?5, device = ?6, seq = ?7,
             chain = ?8, in_step = ?9, confirmed = ?10",
    )?
    .execute(params![
        account.id.0,
        account.server,
        account.name,
        written(&ROLES, account.role),
        written(&STANDINGS, account.standing),
        account.device.map(Uuid::into_bytes),
        signed(account.cursor.seq),
        account.cursor.chain.0,
        account.in_step.map(Instant::micros),
        account.confirmed.micros(),
    ])?;
    Ok(())
}

/// The records that a clause selects, with their accounts.
pub(super) fn records<P: Params>(
    conn: &Connection,
    clause: &str,
    with: P,
) -> Result<Vec<(AccountId, Record)>, DiaryError> {
    let mut statement = conn.prepare_cached(&format!("SELECT {RECORD} FROM sync_records {clause}"))?;
    let mut rows = statement.query(with)?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push((AccountId(row.get(11)?), record(row)?));
    }
    Ok(records)
}

/// The record of that id.
pub(super) fn find(conn: &Connection, account: AccountId, id: Uuid) -> Result<Option<Record>, DiaryError> {
    let found = records(conn, "WHERE account = ?1 AND id = ?2", params![account.0, id.as_bytes()])?;
    Ok(found.into_iter().next().map(|(_, record)| record))
}

/// Puts a record's row, last in the order in which they go out.
pub(super) fn put(tx: &Transaction, account: AccountId, record: &Record) -> Result<(), DiaryError> {
    remove(tx, account, record.id)?;
    let (what, thing, emptied, course, name) = match &record.holds {
        Holds::Entry { entry, emptied } => ("entry", Some(entry.as_bytes().to_vec()), *emptied, None, None),
        Holds::Identity { course, print } => {
            ("identity", Some(print.0.to_vec()), false, Some(course.into_bytes()), None)
        }
        Holds::Blob(blob) => ("blob", Some(blob.hash.0.to_vec()), false, None, Some(name_text(blob))),
        Holds::Piece => ("piece", None, false, None, None),
        Holds::Orphan => ("orphan", None, false, None, None),
        Holds::Aside(why) => (written(&WHYS, *why), None, false, None, None),
    };
    tx.prepare_cached(
        "INSERT INTO sync_records (account, id, what, thing, emptied, course, name, piece_of, piece_index,
                                   piece_count, seq, sealed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        account.0,
        record.id.as_bytes(),
        what,
        thing,
        emptied,
        course,
        name,
        record.piece.map(|piece| piece.of.into_bytes()),
        record.piece.map(|piece| piece.index),
        record.piece.map(|piece| piece.count),
        record.seq.map(signed),
        record.ciphertext,
    ])?;
    Ok(())
}

/// Takes a record's row away.
pub(super) fn remove(tx: &Transaction, account: AccountId, id: Uuid) -> Result<(), DiaryError> {
    tx.prepare_cached("DELETE FROM sync_records WHERE account = ?1 AND id = ?2")?
        .execute(params![account.0, id.as_bytes()])?;
    Ok(())
}

/// A record goes; other pieces of the same thing are of no use without it.
pub(super) fn gone(tx: &Transaction, account: AccountId, id: Uuid) -> Result<(), DiaryError> {
    let Some(record) = find(tx, account, id)? else { return Ok(()) };
    remove(tx, account, id)?;
    let Some(piece) = record.piece.filter(|_| record.holds != Holds::Orphan) else { return Ok(()) };
    let with = params![account.0, piece.of.as_bytes()];
    tx.prepare_cached(
        "DELETE FROM sync_records
         WHERE account = ?1 AND piece_of = ?2 AND what <> 'orphan' AND seq IS NULL AND sealed IS NOT NULL",
    )?
    .execute(with)?;
    tx.prepare_cached(
        "UPDATE sync_records SET what = 'orphan', thing = NULL, emptied = 0, course = NULL, name = NULL, sealed = NULL
         WHERE account = ?1 AND piece_of = ?2",
    )?
    .execute(with)?;
    Ok(())
}

/// The rows of blobs that a clause selects.
pub(super) fn blobs<P: Params>(conn: &Connection, clause: &str, with: P) -> Result<Vec<BlobRow>, DiaryError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT name, standing, upload FROM sync_blobs {clause}"))?;
    let mut rows = statement.query(with)?;
    let mut blobs = Vec::new();
    while let Some(row) = rows.next()? {
        let upload: Option<String> = row.get(2)?;
        let standing = match row.get_ref(1)?.as_str().unwrap_or_default() {
            "checked" => BlobStanding::Checked,
            "sent" => BlobStanding::Sent,
            _ => BlobStanding::Wanted { upload: upload.map(UploadId) },
        };
        blobs.push(BlobRow { name: read_name(row, 0)?, standing });
    }
    Ok(blobs)
}

/// Puts what is known of a file as a blob.
pub(super) fn put_blob(tx: &Transaction, account: AccountId, blob: &BlobRow) -> Result<(), DiaryError> {
    let (standing, upload) = match &blob.standing {
        BlobStanding::Wanted { upload } => ("wanted", upload.as_ref().map(|upload| &upload.0)),
        BlobStanding::Sent => ("sent", None),
        BlobStanding::Checked => ("checked", None),
    };
    let BlobName { course, photo, file, hash, .. } = &blob.name;
    tx.prepare_cached(
        "INSERT OR REPLACE INTO sync_blobs (account, course, photo, file, hash, name, standing, upload)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        account.0,
        course.as_bytes(),
        photo.as_bytes(),
        file.as_str(),
        hash.0,
        name_text(&blob.name),
        standing,
        upload,
    ])?;
    Ok(())
}

/// How many rows a query finds.
pub(super) fn count<P: Params>(conn: &Connection, query: &str, with: P) -> Result<usize, DiaryError> {
    let found = conn.prepare_cached(query)?.query_row(with, |row| row.get::<_, i64>(0)).optional()?;
    Ok(usize::try_from(found.unwrap_or_default()).unwrap_or_default())
}

const ROLES: [(&str, Role); 4] = [
    ("current", Role::Current),
    ("next", Role::Next),
    ("leaving", Role::Leaving { delete: false }),
    ("deleting", Role::Leaving { delete: true }),
];

const STANDINGS: [(&str, Standing); 5] = [
    ("creating", Standing::Creating),
    ("joining", Standing::Joining),
    ("active", Standing::Active),
    ("revoked", Standing::Revoked),
    ("gone", Standing::Gone),
];

const WHYS: [(&str, Why); 4] = [
    ("unopened", Why::Unopened),
    ("newer", Why::Newer),
    ("unknown", Why::Unknown),
    ("contradicts", Why::Contradicts),
];

fn record(row: &Row) -> Result<Record, DiaryError> {
    let what: String = row.get(1)?;
    let holds = match what.as_str() {
        "entry" => Holds::Entry { entry: uuid(row, 2)?, emptied: row.get(3)? },
        "identity" => Holds::Identity { course: uuid(row, 4)?, print: Hash(row.get(2)?) },
        "blob" => Holds::Blob(read_name(row, 5)?),
        "piece" => Holds::Piece,
        "orphan" => Holds::Orphan,
        _ => Holds::Aside(word(row, 1, &WHYS)?),
    };
    let piece_of: Option<[u8; 16]> = row.get(6)?;
    let piece = match piece_of {
        Some(of) => Some(Piece { of: Uuid::from_bytes(of), index: row.get(7)?, count: row.get(8)? }),
        None => None,
    };
    let seq: Option<i64> = row.get(9)?;
    let seq = seq.map(|seq| u64::try_from(seq).unwrap_or_default());
    Ok(Record { id: uuid(row, 0)?, holds, piece, seq, ciphertext: row.get(10)? })
}

/// A blob's name as its record has it, with what a newer version wrote beside it.
fn name_text(name: &BlobName) -> String {
    let plain = Envelope::of(Item::Blob(name.clone())).write();
    String::from_utf8_lossy(&plain).into_owned()
}

fn read_name(row: &Row, column: usize) -> Result<BlobName, DiaryError> {
    let text = row.get_ref(column)?.as_str().unwrap_or_default();
    match Envelope::read(text.as_bytes()).item {
        Item::Blob(name) => Ok(name),
        _ => Err(DiaryError::damaged("the name of a photo on the server")),
    }
}

fn word<T: Copy>(row: &Row, column: usize, words: &[(&str, T)]) -> Result<T, DiaryError> {
    let text = row.get_ref(column)?.as_str().unwrap_or_default();
    let found = words.iter().find(|(word, _)| *word == text);
    found.map(|(_, meant)| *meant).ok_or_else(|| DiaryError::damaged("a word in the tables of sync"))
}

fn written<T: PartialEq + Copy>(words: &[(&'static str, T)], meant: T) -> &'static str {
    words.iter().find(|(_, other)| *other == meant).map_or("", |(word, _)| word)
}

fn number(row: &Row, column: usize) -> Result<u64, DiaryError> {
    let number: i64 = row.get(column)?;
    Ok(u64::try_from(number).unwrap_or_default())
}

/// As `SQLite` keeps it; logs do not get that long.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
