//! The schema's versions, in order, and how a file comes from one to the next.
//!
//! Numbered SQL files, never edited once shipped. An upgrade is one transaction: a file is either what it was or what
//! it is to be. Not for: opening files, or judging whether they are whole (`open`).

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use super::erasing;
use super::error::DiaryError;
use super::fold::FOLD_VERSION;
use super::projection;

/// Marks a database as a diary of Stipple: "Stip" in ASCII.
pub const APPLICATION_ID: i32 = 0x5374_6970;

/// The format that this version writes.
pub const SCHEMA_VERSION: u32 = 4;
const _: () = assert!(MIGRATIONS.len() == SCHEMA_VERSION as usize);

/// The file at index *n* leads from format *n* to *n* + 1.
pub(super) const MIGRATIONS: [&str; 4] = [
    include_str!("migrations/0001_log.sql"),
    include_str!("migrations/0002_projections.sql"),
    include_str!("migrations/0003_photos.sql"),
    include_str!("migrations/0004_sync.sql"),
];

/// The format of a database; 0 before the first.
pub(super) fn version(conn: &Connection) -> rusqlite::Result<u32> {
    conn.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings a database to [`SCHEMA_VERSION`], an empty one as well, and its projections to this version's fold.
/// `device` is the id that an empty one gets. Returns the format it had, where that was an older one.
pub(super) fn migrate(
    conn: &mut Connection,
    device: impl FnOnce() -> Uuid,
) -> Result<Option<u32>, DiaryError> {
    if version(conn)? == SCHEMA_VERSION && fold_version(conn)? == FOLD_VERSION {
        return Ok(None);
    }
    // Asked again inside: another process may have done it meanwhile.
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&tx)?;
    upgrade(&tx, found, SCHEMA_VERSION)?;
    if found == 0 {
        tx.execute("INSERT INTO diary (only_row, device) VALUES (1, ?1)", params![device().as_bytes()])?;
    }
    // Before format 4 nothing took the bodies that a photo leaves behind.
    let swept = 0 < found && found < 4 && erasing::sweep(&tx)?;
    if swept || fold_version(&tx)? != FOLD_VERSION {
        projection::rebuild(&tx)?;
    }
    tx.commit()?;
    if swept {
        // Earlier versions left what they deleted in the file's free space. Where it is in use, that has to wait.
        let _ = conn.execute_batch("VACUUM");
        erasing::scrub(conn)?;
    }
    Ok((0 < found && found < SCHEMA_VERSION).then_some(found))
}

/// Runs the numbered files from one format up to another.
pub(super) fn upgrade(tx: &Transaction, from: u32, to: u32) -> Result<(), DiaryError> {
    for (number, sql) in (1u32..).zip(MIGRATIONS) {
        if from < number && number <= to {
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "user_version", number)?;
            tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        }
    }
    Ok(())
}

fn fold_version(conn: &Connection) -> rusqlite::Result<u32> {
    conn.query_row("SELECT fold FROM projections", [], |row| row.get(0))
}
