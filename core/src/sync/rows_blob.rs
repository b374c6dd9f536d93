//! The table of photos' files as blobs: rows in, rows out.
//!
//! Writers take the transaction they are part of, readers a connection. Not for: the files (`vault`), or what is sent when (`plan`).

use rusqlite::{Connection, Row, Transaction, params};
use stipple_wire::Hash;

use super::envelope::{BlobName, Envelope, Item};
use super::keys::AccountId;
use super::local::{BlobRow, BlobStanding};
use super::server::UploadId;
use crate::diary::DiaryError;

/// What is known of this device's files as blobs of an account.
pub(super) fn all(conn: &Connection, account: AccountId) -> Result<Vec<BlobRow>, DiaryError> {
    select(conn, "ORDER BY course, photo, file", account)
}

/// Those that were read back and that no record names.
pub(super) fn unnamed(conn: &Connection, account: AccountId) -> Result<Vec<BlobRow>, DiaryError> {
    let clause = "AND standing = 'checked' AND NOT EXISTS
             (SELECT 1 FROM sync_records WHERE account = ?1 AND what = 'blob' AND thing = sync_blobs.hash)
         ORDER BY course, photo, file";
    select(conn, clause, account)
}

fn select(conn: &Connection, clause: &str, account: AccountId) -> Result<Vec<BlobRow>, DiaryError> {
    let query = format!("SELECT name, standing, upload FROM sync_blobs WHERE account = ?1 {clause}");
    let mut statement = conn.prepare_cached(&query)?;
    let mut rows = statement.query([account.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(blob(row)?);
    }
    Ok(found)
}

fn blob(row: &Row) -> Result<BlobRow, DiaryError> {
    let standing = match row.get_ref(1)?.as_str().unwrap_or_default() {
        "wanted" => BlobStanding::Wanted { upload: row.get::<_, Option<String>>(2)?.map(UploadId) },
        "sent" => BlobStanding::Sent,
        _ => BlobStanding::Checked,
    };
    Ok(BlobRow { name: name(row, 0)?, standing })
}

/// The name of a blob from a column.
pub(super) fn name(row: &Row, column: usize) -> Result<BlobName, DiaryError> {
    let text = row.get_ref(column)?.as_str().unwrap_or_default();
    // As a record has it, so that what a newer version wrote in it is kept.
    match Envelope::read(format!(r#"{{"blob":{text},"v":1}}"#).as_bytes()).item {
        Item::Blob(name) => Ok(name),
        _ => Err(DiaryError::Damaged { what: "the name of a blob".to_owned() }),
    }
}

/// Puts what is known of a file, in place of what was.
pub(super) fn put(tx: &Transaction, account: AccountId, row: &BlobRow) -> Result<(), DiaryError> {
    let name = &row.name;
    let (standing, upload) = match &row.standing {
        BlobStanding::Wanted { upload } => ("wanted", upload.as_ref().map(|upload| upload.0.as_str())),
        BlobStanding::Sent => ("sent", None),
        BlobStanding::Checked => ("checked", None),
    };
    tx.prepare_cached(
        "INSERT INTO sync_blobs (account, course, photo, file, hash, name, standing, upload)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (account, course, photo, file) DO UPDATE SET hash = ?5, name = ?6, standing = ?7, upload = ?8",
    )?
    .execute(params![
        account.0,
        name.course.as_bytes(),
        name.photo.as_bytes(),
        name.file.as_str(),
        name.hash.0,
        *name.write(),
        standing,
        upload,
    ])?;
    Ok(())
}

/// Forgets what is known of a blob.
pub(super) fn forget(tx: &Transaction, account: AccountId, hash: Hash) -> Result<(), DiaryError> {
    tx.execute("DELETE FROM sync_blobs WHERE account = ?1 AND hash = ?2", params![account.0, hash.0])?;
    Ok(())
}

/// Forgets all of an account.
pub(super) fn forget_all(tx: &Transaction, account: AccountId) -> Result<(), DiaryError> {
    tx.execute("DELETE FROM sync_blobs WHERE account = ?1", [account.0])?;
    Ok(())
}

/// Every blob that was read back counts as sent only.
pub(super) fn doubt_all(tx: &Transaction, account: AccountId) -> Result<(), DiaryError> {
    let doubt = "UPDATE sync_blobs SET standing = 'sent' WHERE account = ?1 AND standing = 'checked'";
    tx.execute(doubt, [account.0])?;
    Ok(())
}

/// The same of those that no record which is there names.
pub(super) fn doubt_unnamed(tx: &Transaction, account: AccountId) -> Result<(), DiaryError> {
    tx.execute(
        "UPDATE sync_blobs SET standing = 'sent'
         WHERE account = ?1 AND standing = 'checked' AND NOT EXISTS
             (SELECT 1 FROM sync_records AS record
              WHERE record.account = ?1 AND what = 'blob' AND thing = sync_blobs.hash AND seq IS NOT NULL)",
        [account.0],
    )?;
    Ok(())
}
