//! Opening the file: is it there, is it ours, is it whole, is it of this format.
//!
//! A broken file is set aside under a new name, with its log, and never deleted; a newer or a foreign one is left
//! untouched; one that is busy, forbidden or on a full disk is none of these. The file is only ever opened through
//! `SQLite`: closing it by any other way would drop the locks of every connection of this process.
//! Not for: what is in it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use uuid::Uuid;

use super::error::DiaryError;
use super::migrate::{APPLICATION_ID, SCHEMA_VERSION, migrate, version};
use crate::time::Instant;

/// What the mark beside a file that is to be checked is called.
const CHECK: &str = "-check";

/// How long a process waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// What was met at opening.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenReport {
    /// The format that the file had before, where it was an older one.
    pub migrated_from: Option<u32>,
    /// The file was broken, and where it lies now. The diary begins anew.
    pub set_aside: Option<SetAside>,
}

/// A broken file, set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Its new name. `-wal` and `-shm` beside it belong to it.
    pub path: PathBuf,
    /// What was broken about it.
    pub reason: String,
}

enum Seen {
    /// Nothing is there, or nothing was written yet.
    Nothing,
    /// A diary of this format or an older one.
    Diary(Connection),
    /// Neither a whole database nor none.
    Broken(String),
}

/// Opens what is there. `None` where nothing is: reading makes no file.
pub(super) fn open(path: &Path, now: Instant) -> Result<(Option<Connection>, OpenReport), DiaryError> {
    let mut report = OpenReport::default();
    let mut conn = match look(path)? {
        Seen::Nothing => return Ok((None, report)),
        Seen::Diary(conn) => conn,
        Seen::Broken(reason) => {
            // Another process may have set it aside meanwhile and begun anew: look again before moving anything.
            match look(path)? {
                Seen::Diary(conn) => conn,
                Seen::Nothing => return Ok((None, report)),
                Seen::Broken(_) => {
                    report.set_aside = Some(set_aside(path, now, reason)?);
                    return Ok((None, report));
                }
            }
        }
    };
    settle(&conn)?;
    report.migrated_from = migrate(&mut conn, Uuid::nil)?;
    Ok((Some(conn), report))
}

/// Makes the file, with the folders it lies in, or opens it where another process was faster.
pub(super) fn create(path: &Path, device: impl FnOnce() -> Uuid) -> Result<Connection, DiaryError> {
    let mut conn = match look(path)? {
        Seen::Diary(conn) => conn,
        Seen::Broken(what) => return Err(DiaryError::Damaged { what }),
        Seen::Nothing => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
            let conn = Connection::open_with_flags(path, flags)?;
            keep_private(path)?;
            configure(&conn)?;
            conn
        }
    };
    settle(&conn)?;
    migrate(&mut conn, device)?;
    Ok(conn)
}

fn look(path: &Path) -> Result<Seen, DiaryError> {
    let length = match fs::metadata(path) {
        Ok(there) => there.len(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
        Err(error) => return Err(error.into()),
    };
    if length == 0 {
        // SQLite would delete a log that belongs to an empty file.
        let orphan = fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
        let reason = "the file is empty, but its log is not".to_owned();
        return Ok(if orphan { Seen::Broken(reason) } else { Seen::Nothing });
    }
    let had_log = beside(path, "-wal").exists();
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let verdict = examine(path, &conn);
    // Until here closing would have written nothing into the file. It may tidy up: if the file is sound and ours, or
    // if there is nothing to write.
    if matches!(verdict, Ok(Look::Sound)) || (!had_log && !matches!(verdict, Ok(Look::Broken(_)))) {
        checkpoint_on_close(&conn, true)?;
    }
    match verdict? {
        Look::Sound => Ok(Seen::Diary(conn)),
        Look::Blank => Ok(Seen::Nothing),
        Look::Broken(reason) => Ok(Seen::Broken(reason)),
    }
}

enum Look {
    Sound,
    Blank,
    Broken(String),
}

fn examine(path: &Path, conn: &Connection) -> Result<Look, DiaryError> {
    match examine_sound(path, conn) {
        Err(DiaryError::Damaged { what }) => Ok(Look::Broken(what)),
        other => other,
    }
}

fn examine_sound(path: &Path, conn: &Connection) -> Result<Look, DiaryError> {
    configure(conn)?;
    let application: i32 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let found = version(conn)?;
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, found) {
        (0, 0) if tables == 0 => {
            // A file too short to be a page is nothing to SQLite, which would write over it.
            let pages: i64 = conn.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            let short = || Look::Broken("the file is too short to be a database".to_owned());
            return Ok(if pages == 0 { short() } else { Look::Blank });
        }
        (APPLICATION_ID, _) if found > SCHEMA_VERSION => {
            return Err(DiaryError::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
        }
        (APPLICATION_ID, 1..) => {}
        _ => return Err(DiaryError::NotADiary { path: path.to_owned() }),
    }
    let marker = beside(path, CHECK);
    if !marker.exists() {
        return Ok(Look::Sound);
    }
    check(conn)?;
    // A marker that cannot be removed costs a check at the next opening, and nothing else.
    let _ = fs::remove_file(marker);
    Ok(Look::Sound)
}

/// Looks at every page. Too slow for every start, so it is done before a process writes, and at the opening after
/// something did not read back ([`ask_for_check`]).
pub(super) fn check(conn: &Connection) -> Result<(), DiaryError> {
    let verdict: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(DiaryError::Damaged { what: verdict }) }
}

/// Leaves a mark beside the file, so that the next opening looks at every page of it.
pub(super) fn ask_for_check(path: &Path) {
    // Without it the damage is met again, and told again; nothing is lost.
    let _ = fs::write(beside(path, CHECK), "");
}

/// What every connection is given before it reads.
fn configure(conn: &Connection) -> Result<(), DiaryError> {
    conn.busy_timeout(PATIENCE)?;
    checkpoint_on_close(conn, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;",
    )?;
    Ok(())
}

/// What a connection is given before it writes: durable at every commit, on disks that lie about it as well, and what is
/// deleted is overwritten.
fn settle(conn: &Connection) -> Result<(), DiaryError> {
    checkpoint_on_close(conn, true)?;
    conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON;")?;
    // Only the first process ever has to change the mode; those that come at the same moment wait for its lock.
    for _ in 0..20 {
        match conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0)) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                conn.execute_batch("BEGIN IMMEDIATE; ROLLBACK;")?;
            }
            other => return other.map(|_| ()).map_err(DiaryError::from),
        }
    }
    Err(DiaryError::Busy)
}

fn checkpoint_on_close(conn: &Connection, yes: bool) -> Result<(), DiaryError> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !yes)?;
    Ok(())
}

/// Renames the file and what belongs to it. The log goes first: were the process killed in between, a log left alone
/// would be set aside by the next, while a file without its log is still broken.
fn set_aside(path: &Path, now: Instant, what: String) -> Result<SetAside, DiaryError> {
    let stamp = now.utc().format("%Y%m%dT%H%M%SZ");
    let free = |name: &PathBuf| ["", "-wal", "-shm"].iter().all(|end| !beside(name, end).exists());
    let first = beside(path, &format!(".corrupt-{stamp}"));
    let others = (2u32..).map(|count| beside(path, &format!(".corrupt-{stamp}-{count}")));
    let aside = std::iter::once(first).chain(others).find(free).unwrap_or_else(|| path.to_owned());
    for end in ["-wal", "-shm", ""] {
        match fs::rename(beside(path, end), beside(&aside, end)) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                return Err(DiaryError::SetAside { what, source });
            }
            _ => {}
        }
    }
    let _ = fs::remove_file(beside(path, CHECK));
    Ok(SetAside { path: aside, reason: what })
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    PathBuf::from(name)
}

/// Only the client's own account may read it.
#[cfg(unix)]
fn keep_private(path: &Path) -> Result<(), DiaryError> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    Ok(())
}

#[cfg(not(unix))]
fn keep_private(_: &Path) -> Result<(), DiaryError> {
    Ok(())
}
