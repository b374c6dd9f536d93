//! Connections to the file, and the schema's versions.
//!
//! Numbered SQL files, never edited once shipped; an upgrade is one transaction. A file that is newer than this
//! program, or somebody else's, is refused untouched. Not for: rows.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::OpenError;

/// Marks a database as a server's of Stipple: "Stsv" in ASCII.
pub const APPLICATION_ID: i32 = 0x5374_7376;
/// The format that this version writes.
pub const SCHEMA_VERSION: u32 = 1;
const _: () = assert!(MIGRATIONS.len() == SCHEMA_VERSION as usize);

/// The file at index *n* leads from format *n* to *n* + 1.
const MIGRATIONS: [&str; 1] = [include_str!("migrations/0001_everything.sql")];

/// How long a connection waits for another process's (a backup's, a check's) lock.
const PATIENCE: Duration = Duration::from_secs(5);
/// Statements kept prepared on each connection: all there are.
const STATEMENTS: usize = 96;

/// Bytes of pages that a connection which reads keeps: the logs of those who are at it now.
const READER_CACHE: i64 = 16 << 20;

/// Bytes of write-ahead log from which on its pages are moved into the file.
pub(super) const WAL_BYTES: u64 = 4 << 20;

/// When the writer waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sync {
    /// Before every reply: what is acknowledged survives a power cut.
    #[default]
    Full,
    /// Now and then. For the test that has to find it out, and nothing else.
    Normal,
}

/// The one connection that writes. Makes the file, or brings it up to date.
pub(super) fn writer(path: &Path, sync: Sync) -> Result<Connection, OpenError> {
    let mut conn = Connection::open(path)?;
    conn.busy_timeout(PATIENCE)?;
    refuse_others(&conn)?;
    // Before there are tables: no effect on a file that has some.
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", if sync == Sync::Full { "FULL" } else { "NORMAL" })?;
    // Deleted bytes are overwritten, not only forgotten.
    conn.pragma_update(None, "secure_delete", "ON")?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    // The writer does that itself, when it has replied (`writer`).
    conn.pragma_update(None, "wal_autocheckpoint", 0)?;
    conn.pragma_update(None, "journal_size_limit", super::signed(WAL_BYTES))?;
    keep_plans(&conn)?;
    migrate(&mut conn)?;
    Ok(conn)
}

/// A connection that reads.
pub(super) fn reader(path: &Path) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(PATIENCE)?;
    // Negative: KiB instead of pages.
    conn.pragma_update(None, "cache_size", -(READER_CACHE >> 10))?;
    keep_plans(&conn)?;
    refuse_others(&conn)?;
    Ok(conn)
}

/// What was planned once stays as it was planned. By its own default SQLite plans a statement anew for each value of a
/// `LIMIT`, which took a fifth of the time of reading a page.
fn keep_plans(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Moves everything from the write-ahead log into the file and empties the log, if nobody is in the way.
pub(super) fn empty_log(path: &Path) -> rusqlite::Result<()> {
    let conn = Connection::open(path)?;
    conn.busy_timeout(PATIENCE)?;
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

fn pragma<T: rusqlite::types::FromSql>(conn: &Connection, name: &str) -> rusqlite::Result<T> {
    conn.pragma_query_value(None, name, |row| row.get(0))
}

fn refuse_others(conn: &Connection) -> Result<(), OpenError> {
    let application: i32 = pragma(conn, "application_id")?;
    let version: u32 = pragma(conn, "user_version")?;
    let tables: u32 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if version > SCHEMA_VERSION && application == APPLICATION_ID {
        return Err(OpenError::Newer { found: version, known: SCHEMA_VERSION });
    }
    if application != APPLICATION_ID && (application != 0 || version != 0 || tables != 0) {
        return Err(OpenError::NotOurs);
    }
    Ok(())
}

fn migrate(conn: &mut Connection) -> Result<(), OpenError> {
    // Asked inside: another process may be doing it.
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = pragma(&tx, "user_version")?;
    for (number, sql) in (1u32..).zip(MIGRATIONS) {
        if found < number {
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "user_version", number)?;
            tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        }
    }
    tx.commit()?;
    Ok(())
}
