//! The log's table: entries in, entries out.
//!
//! Writers take the transaction they are part of, readers a connection. Not for: what entries mean (`fold`), nor when to
//! write (`store`).

use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction, params};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::body::Body;
use super::canonical::canonical_map;
use super::entry::{ChangeId, Entry};
use super::error::DiaryError;
use super::hlc::Hlc;
use super::plain;
use super::undo::{UndoEntry, Undone};
use crate::time::Instant;

const COLUMNS: &str = "id, device, wall, counter, change, kind, body, other, seq, received";

/// An entry as this device keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// Counts up in the order of arrival on this device, from 1; a cursor for "what is new since".
    pub seq: i64,
    /// When it reached this device, by this device's wall clock. Not part of the entry.
    pub received: Instant,
    /// The entry.
    pub entry: Entry,
}

/// The course that a body names, whatever its kind. Undo and settings are of no course, whatever they name.
pub(super) fn course_of(kind: &str, body: &Map<String, Value>) -> Option<Uuid> {
    if kind == "undo" || kind == "settings.set" {
        return None;
    }
    body.get("course")?.as_str()?.parse().ok()
}

/// Adds an entry that is not there yet.
pub(super) fn insert(tx: &Transaction, entry: &Entry, received: Instant) -> Result<(), DiaryError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO entries (id, device, wall, counter, change, kind, body, other, received, course)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    statement.execute(params![
        entry.id.as_bytes(),
        entry.device.as_bytes(),
        entry.clock.wall,
        entry.clock.counter,
        entry.change.0.as_bytes(),
        entry.kind,
        canonical_map(&entry.body),
        canonical_map(&entry.other),
        received.micros(),
        course_of(&entry.kind, &entry.body).map(Uuid::into_bytes),
    ])?;
    Ok(())
}

/// Works the derived column out anew for every entry.
pub(super) fn derive_courses(tx: &Transaction) -> Result<(), DiaryError> {
    let mut update = tx.prepare("UPDATE entries SET course = ?2 WHERE seq = ?1 AND course IS NOT ?2")?;
    each(tx, "ORDER BY seq", [], |logged| {
        let course = course_of(&logged.entry.kind, &logged.entry.body).map(Uuid::into_bytes);
        update.execute(params![logged.seq, course])?;
        Ok(true)
    })
}

/// The latest reading of the clock in the log.
pub(super) fn latest_clock(conn: &Connection) -> Result<Option<Hlc>, DiaryError> {
    let mut statement =
        conn.prepare_cached("SELECT wall, counter FROM entries ORDER BY wall DESC, counter DESC LIMIT 1")?;
    let clock = statement.query_row([], |row| Ok(Hlc { wall: row.get(0)?, counter: row.get(1)? }));
    Ok(clock.optional()?)
}

/// The entry of that id.
pub(crate) fn find(conn: &Connection, id: Uuid) -> Result<Option<Entry>, DiaryError> {
    Ok(select(conn, "WHERE id = ?1", [id.as_bytes()])?.pop())
}

/// The entries that a clause selects, in its order.
pub(crate) fn select<P: Params>(conn: &Connection, clause: &str, with: P) -> Result<Vec<Entry>, DiaryError> {
    Ok(select_logged(conn, clause, with)?.into_iter().map(|logged| logged.entry).collect())
}

/// The same, as this device keeps them.
pub(super) fn select_logged<P: Params>(
    conn: &Connection,
    clause: &str,
    with: P,
) -> Result<Vec<Logged>, DiaryError> {
    let mut found = Vec::new();
    each(conn, clause, with, |logged| {
        found.push(logged);
        Ok(true)
    })?;
    Ok(found)
}

/// Hands over one after the other, for as long as `take` says `true`.
pub(super) fn each<P: Params>(
    conn: &Connection,
    clause: &str,
    with: P,
    mut take: impl FnMut(Logged) -> Result<bool, DiaryError>,
) -> Result<(), DiaryError> {
    let mut statement = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM entries {clause}"))?;
    let mut rows = statement.query(with)?;
    while let Some(row) = rows.next()? {
        if !take(logged(row)?)? {
            break;
        }
    }
    Ok(())
}

/// All undo entries.
pub(super) fn undos(conn: &Connection) -> Result<Vec<Entry>, DiaryError> {
    select(conn, "WHERE course IS NULL AND kind = 'undo'", [])
}

/// Which entries are taken back.
pub(super) fn undone(conn: &Connection) -> Result<(Vec<UndoEntry>, Undone), DiaryError> {
    let undos: Vec<UndoEntry> = undos(conn)?.iter().filter_map(UndoEntry::of).collect();
    Ok((undos.clone(), Undone::of(undos)))
}

/// Whether this version knows the kind and can read the body.
pub(super) fn is_understood(entry: &Entry) -> bool {
    Body::read(&entry.kind, &entry.body).is_some()
}

fn logged(row: &Row) -> Result<Logged, DiaryError> {
    let id = uuid(row, 0)?;
    let object = |column: usize| -> Result<Map<String, Value>, DiaryError> {
        plain::object(row.get_ref(column)?.as_str().unwrap_or_default())
            .map_err(|error| DiaryError::Damaged { what: format!("entry {id}: {error}") })
    };
    let entry = Entry {
        id,
        device: uuid(row, 1)?,
        clock: Hlc { wall: row.get(2)?, counter: row.get(3)? },
        change: ChangeId(uuid(row, 4)?),
        kind: row.get(5)?,
        body: object(6)?,
        other: object(7)?,
    };
    Ok(Logged { seq: row.get(8)?, received: Instant::from_micros(row.get(9)?), entry })
}

/// A number of rows as `SQLite` counts.
pub(crate) fn limit(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// An id from a column of 16 bytes.
pub(crate) fn uuid(row: &Row, column: usize) -> Result<Uuid, DiaryError> {
    Ok(Uuid::from_bytes(row.get(column)?))
}
