//! Sheets in SQLite.
//!
//! Not for: whether a signature fits.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{signed, unsigned};
use crate::store::{SheetRow, StoreError};

const SHEET: &str = "id, revision, text, signature, public_key";

fn sheet_row(row: &Row<'_>) -> rusqlite::Result<SheetRow> {
    Ok(SheetRow {
        id: row.get(0)?,
        revision: row.get(1)?,
        text: row.get(2)?,
        signature: row.get(3)?,
        public_key: row.get(4)?,
    })
}

pub(super) fn put(conn: &Connection, sheet: SheetRow, most: u64) -> Result<SheetRow, StoreError> {
    let owner: Option<String> = conn
        .prepare_cached("SELECT public_key FROM sheets WHERE id = ?1 LIMIT 1")?
        .query_row([&sheet.id], |row| row.get(0))
        .optional()?;
    if owner.is_some_and(|owner| owner != sheet.public_key) {
        return Err(StoreError::SheetOwned);
    }
    if let Some(known) = find(conn, &sheet.id, Some(sheet.revision))? {
        return if known.text == sheet.text { Ok(known) } else { Err(StoreError::SheetExists) };
    }
    let all = conn.prepare_cached("SELECT count(*) FROM sheets")?.query_row([], |row| unsigned(row, 0))?;
    if all >= most {
        return Err(StoreError::SheetsFull);
    }
    conn.prepare_cached(&format!("INSERT INTO sheets ({SHEET}) VALUES (?1, ?2, ?3, ?4, ?5)"))?.execute(
        params![sheet.id, signed(sheet.revision.into()), sheet.text, sheet.signature, sheet.public_key],
    )?;
    Ok(sheet)
}

pub(super) fn sheet(conn: &Connection, id: &str, revision: Option<u32>) -> Result<SheetRow, StoreError> {
    find(conn, id, revision)?.ok_or(StoreError::SheetUnknown)
}

fn find(conn: &Connection, id: &str, revision: Option<u32>) -> rusqlite::Result<Option<SheetRow>> {
    let mut found = conn.prepare_cached(&format!(
        "SELECT {SHEET} FROM sheets WHERE id = ?1 AND (?2 IS NULL OR revision = ?2) \
         ORDER BY revision DESC LIMIT 1"
    ))?;
    found.query_row(params![id, revision], sheet_row).optional()
}

pub(super) fn list(
    conn: &Connection,
    after: Option<(String, u32)>,
    limit: u32,
) -> Result<Vec<SheetRow>, StoreError> {
    let mut found = conn.prepare_cached(&format!(
        "SELECT {SHEET} FROM sheets WHERE ?1 IS NULL OR (id, revision) > (?1, ?2) \
         ORDER BY id, revision LIMIT ?3"
    ))?;
    let (id, revision) = after.unzip();
    let rows = found.query_map(params![id, revision, limit], sheet_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
