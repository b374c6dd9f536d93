//! The one thread that writes: many requests' changes in one transaction, one wait for the disk.
//!
//! Each change runs under a savepoint of its own, so that one that is refused does not spoil the others, and is
//! answered only after the commit. While the disk is being waited for, the next changes gather. Pages move from the
//! write-ahead log into the file after the replies, never before. Not for: what a change does.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::{OpenError, schema};
use crate::store::StoreError;

/// Changes that may wait; more are told to come again.
const WAITING: usize = 1024;
/// Changes in one transaction: more would only make the first one wait.
const TOGETHER: usize = 256;

/// What tells the one who asked, once it is known whether the commit held.
type Reply = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
/// A change: whether it is to be kept, and the reply.
type Change = Box<dyn FnOnce(&Connection) -> (bool, Reply) + Send>;

/// Hands changes to the thread. The thread ends when the last handle is gone.
pub(super) struct Writer {
    changes: Option<mpsc::Sender<Change>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread on its connection to the file at `path`.
    pub(super) fn start(conn: Connection, path: &Path) -> Result<Self, OpenError> {
        let (changes, waiting) = mpsc::channel(WAITING);
        let thread = std::thread::Builder::new().name("writer".to_owned());
        let log = Log { path: PathBuf::from(format!("{}-wal", path.display())), from: schema::WAL_BYTES };
        let thread = thread.spawn(move || run(&conn, waiting, log)).map_err(OpenError::Thread)?;
        Ok(Self { changes: Some(changes), thread: Some(thread) })
    }

    /// Makes a change, and waits until it is on the disk. Refused, it leaves nothing behind.
    pub(super) async fn change<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (sender, answer) = oneshot::channel();
        let change: Change = Box::new(move |conn| {
            let result = work(conn);
            let keep = result.is_ok();
            let reply: Reply = Box::new(move |committed| {
                // Whoever asked may have left.
                let _ = sender.send(match (committed, result) {
                    (Err(failed), Ok(_)) => Err(failed),
                    (_, result) => result,
                });
            });
            (keep, reply)
        });
        let changes = self.changes.as_ref().ok_or_else(stopped)?;
        changes.try_send(change).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => {
                StoreError::Unavailable { reason: "too many changes are waiting".to_owned() }
            }
            mpsc::error::TrySendError::Closed(_) => stopped(),
        })?;
        answer.await.map_err(|_| StoreError::Unavailable { reason: "a change was given up".to_owned() })?
    }

    /// Whether the thread still takes changes.
    pub(super) fn is_running(&self) -> bool {
        self.changes.as_ref().is_some_and(|changes| !changes.is_closed())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // What was accepted is done before the thread ends.
        self.changes = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn stopped() -> StoreError {
    StoreError::Unavailable { reason: "the writer has stopped".to_owned() }
}

fn run(conn: &Connection, mut waiting: mpsc::Receiver<Change>, mut log: Log) {
    while let Some(first) = waiting.blocking_recv() {
        let (replies, outcome) = transaction(conn, first, &mut waiting);
        // After a failed sync nobody can say what the disk has: no further change may build on it.
        let lost = matches!(&outcome, Err(error) if is_io(error));
        let outcome = outcome.map_err(StoreError::from);
        if outcome.is_err() && !conn.is_autocommit() {
            let _ = conn.execute_batch("ROLLBACK");
        }
        for reply in replies {
            reply(outcome.clone());
        }
        if lost {
            tracing::error!("the disk failed; no further change is taken until a restart");
            return;
        }
        log.move_pages(conn);
    }
}

/// The write-ahead log.
struct Log {
    path: PathBuf,
    /// Bytes from which on pages are moved. What readers still look at stays; then it is tried again later.
    from: u64,
}

impl Log {
    fn move_pages(&mut self, conn: &Connection) {
        let length = std::fs::metadata(&self.path).map_or(0, |file| file.len());
        if length <= self.from {
            return;
        }
        let moved = conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
            Ok(row.get::<_, i64>(1)? == row.get::<_, i64>(2)?)
        });
        match moved {
            Ok(true) => self.from = schema::WAL_BYTES,
            Ok(false) => self.from = length + schema::WAL_BYTES,
            Err(error) => tracing::warn!(%error, "the write-ahead log could not be moved into the file"),
        }
    }
}

/// Runs the first change and those that wait behind it, and commits.
fn transaction(
    conn: &Connection,
    first: Change,
    waiting: &mut mpsc::Receiver<Change>,
) -> (Vec<Reply>, rusqlite::Result<()>) {
    let mut replies = Vec::new();
    if let Err(error) = execute(conn, "BEGIN IMMEDIATE") {
        // The change is dropped unrun; whoever asked hears of it as given up.
        return (replies, Err(error));
    }
    let mut next = Some(first);
    while let Some(change) = next.take() {
        if let Err(error) = one(conn, change, &mut replies) {
            return (replies, Err(error));
        }
        if replies.len() < TOGETHER {
            next = waiting.try_recv().ok();
        }
    }
    (replies, execute(conn, "COMMIT"))
}

fn one(conn: &Connection, change: Change, replies: &mut Vec<Reply>) -> rusqlite::Result<()> {
    execute(conn, "SAVEPOINT change")?;
    // A change that panics is a bug; the others are not to suffer for it. Its reply goes with it.
    let kept = catch_unwind(AssertUnwindSafe(|| change(conn))).map(|(kept, reply)| {
        replies.push(reply);
        kept
    });
    if conn.is_autocommit() {
        // A full disk, for one, rolls everything back.
        return Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL),
            Some("the transaction was rolled back".to_owned()),
        ));
    }
    if !kept.unwrap_or(false) {
        execute(conn, "ROLLBACK TO change")?;
    }
    execute(conn, "RELEASE change")
}

fn execute(conn: &Connection, sql: &str) -> rusqlite::Result<()> {
    conn.prepare_cached(sql)?.execute([]).map(|_| ())
}

fn is_io(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::SystemIoFailure))
}
