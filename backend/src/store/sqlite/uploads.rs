//! Uploads, blobs and garbage in SQLite.
//!
//! Not for: bytes.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params, params};
use stipple_wire::limits::MAX_PIECES;
use stipple_wire::{AccountId, Hash};
use uuid::Uuid;

use super::{Number, number, signed, unsigned};
use crate::clock::Moment;
use crate::store::{BlobRow, NewUpload, Object, Piece, Quota, StoreError, UploadRow};

pub(super) fn begin(
    conn: &Connection,
    account: AccountId,
    upload: NewUpload,
    now: Moment,
    quota: &Quota,
) -> Result<UploadRow, StoreError> {
    let number = number(conn, account)?;
    let finished = find_blob(conn, number, upload.hash)?.is_some();
    if !finished {
        let open: u32 = conn
            .prepare_cached(
                "SELECT count(*) FROM uploads WHERE account = ?1 AND NOT finished AND expires > ?2",
            )?
            .query_row(params![number, now.0], |row| row.get(0))?;
        if open >= quota.uploads {
            return Err(StoreError::UploadsFull);
        }
        let bytes = conn
            .prepare_cached("SELECT bytes FROM accounts WHERE number = ?1")?
            .query_row([number], |row| unsigned(row, 0))?;
        if bytes.saturating_add(upload.length) > quota.bytes {
            return Err(StoreError::BytesFull);
        }
        charge(conn, number, signed(upload.length))?;
    }
    let row = upload.row(finished);
    let mut insert = conn.prepare_cached(
        "INSERT INTO uploads (account, id, hash, length, offset, finished, expires) \
         VALUES (:account, :id, :hash, :length, :offset, :finished, :expires)",
    )?;
    insert.execute(named_params! {
        ":account": number,
        ":id": row.id.as_bytes(),
        ":hash": row.hash.0,
        ":length": signed(row.length),
        ":offset": signed(row.offset),
        ":finished": row.finished,
        ":expires": row.expires.0,
    })?;
    Ok(row)
}

/// Adds to what the account takes up.
fn charge(conn: &Connection, number: Number, bytes: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE accounts SET bytes = bytes + ?2 WHERE number = ?1")?
        .execute(params![number, bytes])
        .map(|_| ())
}

fn find(conn: &Connection, number: Number, id: Uuid) -> Result<UploadRow, StoreError> {
    let mut found = conn.prepare_cached(
        "SELECT hash, length, offset, finished, expires FROM uploads WHERE account = ?1 AND id = ?2",
    )?;
    let row = found.query_row(params![number, id.as_bytes()], |row| {
        Ok(UploadRow {
            id,
            hash: Hash(row.get(0)?),
            length: unsigned(row, 1)?,
            offset: unsigned(row, 2)?,
            finished: row.get(3)?,
            expires: Moment(row.get(4)?),
        })
    });
    row.optional()?.ok_or(StoreError::UploadUnknown)
}

pub(super) fn upload(
    conn: &Connection,
    account: AccountId,
    id: Uuid,
    now: Moment,
) -> Result<UploadRow, StoreError> {
    find(conn, number(conn, account)?, id)?.alive(now)
}

pub(super) fn add_piece(
    conn: &Connection,
    account: AccountId,
    id: Uuid,
    piece: &Piece,
    now: Moment,
    expires: Moment,
) -> Result<(), StoreError> {
    let number = number(conn, account)?;
    find(conn, number, id)?.standing(piece.offset, now)?;
    let pieces: u32 = conn
        .prepare_cached("SELECT count(*) FROM pieces WHERE account = ?1 AND upload = ?2")?
        .query_row(params![number, id.as_bytes()], |row| row.get(0))?;
    if pieces >= MAX_PIECES {
        return Err(StoreError::PiecesFull);
    }
    conn.prepare_cached(
        "INSERT INTO pieces (account, upload, offset, length, object) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        number,
        id.as_bytes(),
        signed(piece.offset),
        signed(piece.length),
        piece.object.0
    ])?;
    conn.prepare_cached("UPDATE uploads SET offset = ?3, expires = ?4 WHERE account = ?1 AND id = ?2")?
        .execute(params![number, id.as_bytes(), signed(piece.offset + piece.length), expires.0])?;
    Ok(())
}

pub(super) fn pieces(conn: &Connection, account: AccountId, id: Uuid) -> Result<Vec<Piece>, StoreError> {
    let number = number(conn, account)?;
    find(conn, number, id)?;
    let mut found = conn.prepare_cached(
        "SELECT offset, length, object FROM pieces WHERE account = ?1 AND upload = ?2 ORDER BY offset",
    )?;
    let rows = found.query_map(params![number, id.as_bytes()], |row| {
        Ok(Piece { offset: unsigned(row, 0)?, length: unsigned(row, 1)?, object: Object(row.get(2)?) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn finish(
    conn: &Connection,
    account: AccountId,
    id: Uuid,
    offset: u64,
    object: &Object,
    now: Moment,
) -> Result<(), StoreError> {
    let number = number(conn, account)?;
    let row = find(conn, number, id)?.standing(offset, now)?;
    drop_pieces(conn, number, id)?;
    conn.prepare_cached("UPDATE uploads SET offset = length, finished = 1 WHERE account = ?1 AND id = ?2")?
        .execute(params![number, id.as_bytes()])?;
    if find_blob(conn, number, row.hash)?.is_some() {
        throw_away(conn, object)?;
        charge(conn, number, -signed(row.length))?;
    } else {
        conn.prepare_cached("INSERT INTO blobs (account, hash, length, object) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![number, row.hash.0, signed(row.length), object.0])?;
    }
    Ok(())
}

fn drop_pieces(conn: &Connection, number: Number, id: Uuid) -> rusqlite::Result<()> {
    for sql in [
        "INSERT INTO garbage SELECT object FROM pieces WHERE account = ?1 AND upload = ?2",
        "DELETE FROM pieces WHERE account = ?1 AND upload = ?2",
    ] {
        conn.prepare_cached(sql)?.execute(params![number, id.as_bytes()])?;
    }
    Ok(())
}

fn throw_away(conn: &Connection, object: &Object) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT INTO garbage (object) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([&object.0])
        .map(|_| ())
}

pub(super) fn end(conn: &Connection, account: AccountId, id: Uuid) -> Result<(), StoreError> {
    end_numbered(conn, number(conn, account)?, id)
}

fn end_numbered(conn: &Connection, number: Number, id: Uuid) -> Result<(), StoreError> {
    let row = find(conn, number, id)?;
    drop_pieces(conn, number, id)?;
    conn.prepare_cached("DELETE FROM uploads WHERE account = ?1 AND id = ?2")?
        .execute(params![number, id.as_bytes()])?;
    if !row.finished {
        charge(conn, number, -signed(row.length))?;
    }
    Ok(())
}

pub(super) fn expire(conn: &Connection, now: Moment, limit: u32) -> Result<u64, StoreError> {
    let nonces = conn
        .prepare_cached(
            "DELETE FROM challenges WHERE (account, nonce) IN \
             (SELECT account, nonce FROM challenges WHERE expires <= ?1 LIMIT ?2)",
        )?
        .execute(params![now.0, limit])?;
    let mut found = conn.prepare_cached("SELECT account, id FROM uploads WHERE expires <= ?1 LIMIT ?2")?;
    let over: Vec<(i64, [u8; 16])> = found
        .query_map(params![now.0, limit], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (account, id) in &over {
        end_numbered(conn, Number(*account), Uuid::from_bytes(*id))?;
    }
    Ok((nonces + over.len()) as u64)
}

fn blob_row(row: &Row<'_>) -> rusqlite::Result<BlobRow> {
    Ok(BlobRow { hash: Hash(row.get(0)?), length: unsigned(row, 1)?, object: Object(row.get(2)?) })
}

fn find_blob(conn: &Connection, number: Number, hash: Hash) -> rusqlite::Result<Option<BlobRow>> {
    let mut found =
        conn.prepare_cached("SELECT hash, length, object FROM blobs WHERE account = ?1 AND hash = ?2")?;
    found.query_row(params![number, hash.0], blob_row).optional()
}

pub(super) fn blob(conn: &Connection, account: AccountId, hash: Hash) -> Result<BlobRow, StoreError> {
    find_blob(conn, number(conn, account)?, hash)?.ok_or(StoreError::BlobUnknown)
}

pub(super) fn blobs(
    conn: &Connection,
    account: AccountId,
    after: Option<Hash>,
    limit: u32,
) -> Result<Vec<BlobRow>, StoreError> {
    let number = number(conn, account)?;
    let mut found = conn.prepare_cached(
        "SELECT hash, length, object FROM blobs WHERE account = ?1 AND (?2 IS NULL OR hash > ?2) \
         ORDER BY hash LIMIT ?3",
    )?;
    let rows = found.query_map(params![number, after.map(|hash| hash.0), limit], blob_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn delete_blob(conn: &Connection, account: AccountId, hash: Hash) -> Result<(), StoreError> {
    let number = number(conn, account)?;
    let blob = find_blob(conn, number, hash)?.ok_or(StoreError::BlobUnknown)?;
    throw_away(conn, &blob.object)?;
    conn.prepare_cached("DELETE FROM blobs WHERE account = ?1 AND hash = ?2")?
        .execute(params![number, hash.0])?;
    // An upload that made it, or found it, would say that it is there.
    conn.prepare_cached("DELETE FROM uploads WHERE account = ?1 AND hash = ?2 AND finished")?
        .execute(params![number, hash.0])?;
    charge(conn, number, -signed(blob.length))?;
    Ok(())
}

pub(super) fn garbage(conn: &Connection, limit: u32) -> Result<Vec<Object>, StoreError> {
    let mut found = conn.prepare_cached("SELECT object FROM garbage LIMIT ?1")?;
    let rows = found.query_map([limit], |row| row.get(0).map(Object))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn forget_garbage(conn: &Connection, objects: &[Object]) -> Result<(), StoreError> {
    let mut delete = conn.prepare_cached("DELETE FROM garbage WHERE object = ?1")?;
    for object in objects {
        delete.execute([&object.0])?;
    }
    Ok(())
}

pub(super) fn discard(conn: &Connection, objects: &[Object]) -> Result<(), StoreError> {
    for object in objects {
        if !is_known(conn, object)? {
            throw_away(conn, object)?;
        }
    }
    Ok(())
}

pub(super) fn known(conn: &Connection, objects: Vec<Object>) -> Result<Vec<Object>, StoreError> {
    let mut known = Vec::new();
    for object in objects {
        if is_known(conn, &object)? {
            known.push(object);
        }
    }
    Ok(known)
}

fn is_known(conn: &Connection, object: &Object) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM blobs WHERE object = ?1) \
         OR EXISTS (SELECT 1 FROM pieces WHERE object = ?1) \
         OR EXISTS (SELECT 1 FROM garbage WHERE object = ?1)",
    )?
    .query_row([&object.0], |row| row.get(0))
}
