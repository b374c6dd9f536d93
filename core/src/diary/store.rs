//! The diary as its users hold it: append, import, read, ask what was.
//!
//! One writer: every write is one transaction that takes the write lock at once, and is on the disk when the call
//! returns; killed at any moment, a change is there whole or not at all. No file is made before the first write.
//! Not for: judging what a client enters (`companion`), or which change "undo" means (`taking_back`).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use super::body::Body;
use super::entry::{ChangeId, Entry, EntryError, NewEntry};
use super::erasing::{self, Meeting};
use super::error::DiaryError;
use super::fold::{fold, fold_until};
use super::hlc::Hlc;
use super::log::{self, Logged};
use super::open::{self, OpenReport};
use super::projection::{self, Touched};
use super::reading;
use super::settings::Settings;
use super::state::{CourseState, DiaryState};
use crate::ports::{Clock, Ids};
use crate::time::Instant;

/// The log of one device, in one file.
pub struct Diary {
    path: PathBuf,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    /// `None` until the first write, where there was no file.
    conn: Option<Connection>,
    /// Whether every page was looked at, which is done before the first write.
    checked: bool,
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// Entries that were new here.
    pub added: usize,
    /// Entries that were here already.
    pub known: usize,
}

impl Diary {
    /// Opens the diary in that file. Where there is none, the diary is empty, and the file comes with the first write.
    ///
    /// A file of an older format is brought to this one; a broken one is set aside, which the report says.
    pub fn open(
        path: impl Into<PathBuf>,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
    ) -> Result<(Self, OpenReport), DiaryError> {
        let path = path.into();
        let (conn, report) = open::open(&path, clock.now())?;
        Ok((Self { path, clock, ids, conn, checked: false }, report))
    }

    /// Another way into the same file, for a long write while this one is read. It sets nothing aside: where the file
    /// is broken, writing says so.
    #[must_use]
    pub fn beside(&self, clock: Arc<dyn Clock>) -> Self {
        let (path, ids) = (self.path.clone(), Arc::clone(&self.ids));
        Self { path, clock, ids, conn: None, checked: self.checked }
    }

    /// Opens the file, where another way into it has made it meanwhile.
    pub fn catch_up(&mut self) -> Result<(), DiaryError> {
        if self.conn.is_none() && self.path.exists() {
            self.conn = Some(open::create(&self.path, || self.ids.uuid())?);
        }
        Ok(())
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// This device's id; `None` before the first write.
    pub fn device(&self) -> Result<Option<Uuid>, DiaryError> {
        self.read_or(None, |conn| device(conn).map(Some))
    }

    /// Appends what one action of a client did, under one change. Durable when it returns.
    pub fn append(&mut self, entries: Vec<NewEntry>) -> Result<ChangeId, DiaryError> {
        let (clock, ids) = (Arc::clone(&self.clock), Arc::clone(&self.ids));
        let erases = entries.iter().any(|entry| entry.kind == erasing::ERASED);
        let change = self.write(|tx| append(tx, &*clock, &*ids, entries))?;
        self.scrub_if(erases)?;
        Ok(change)
    }

    /// Adds entries of other devices, or of an archive, in one transaction: all of them, or nothing. Entries that are
    /// here already are passed over.
    pub fn import(&mut self, entries: impl IntoIterator<Item = Entry>) -> Result<Imported, DiaryError> {
        self.import_each(entries.into_iter().map(Ok))
    }

    /// The same from a source that may fail underway; then nothing is kept.
    pub fn import_each<E: From<DiaryError>>(
        &mut self,
        entries: impl IntoIterator<Item = Result<Entry, E>>,
    ) -> Result<Imported, E> {
        let mut entries = entries.into_iter().peekable();
        if entries.peek().is_none() {
            return Ok(Imported::default());
        }
        let received = self.clock.now();
        let (imported, erased) = self.write(|tx| keep_each(tx, entries, received))?;
        self.scrub_if(erased)?;
        Ok(imported)
    }

    /// Everything that the log says. Reads every course; a screen wants [`Self::active_course`].
    pub fn state(&self) -> Result<DiaryState, DiaryError> {
        self.read_or(DiaryState::default(), reading::state)
    }

    /// The course entered last, the one a client is in.
    pub fn active_course(&self) -> Result<Option<CourseState>, DiaryError> {
        self.read_or(None, reading::active)
    }

    /// The course of that id.
    pub fn course(&self, id: Uuid) -> Result<Option<CourseState>, DiaryError> {
        self.read_or(None, |conn| reading::course(conn, id))
    }

    /// The ids of all courses, in the order in which they were entered.
    pub fn courses(&self) -> Result<Vec<Uuid>, DiaryError> {
        self.read_or(Vec::new(), reading::courses_in_order)
    }

    /// The photos of a course whose time in the bin is over: their files may go.
    pub fn erased_photos(&self, course: Uuid) -> Result<Vec<Uuid>, DiaryError> {
        self.read_or(Vec::new(), |conn| {
            let entries =
                log::select(conn, "WHERE course = ?1 AND kind = 'photo.erased'", [course.as_bytes()])?;
            Ok(entries.iter().filter_map(Entry::erases).map(|(_, photo)| photo).collect())
        })
    }

    /// When the log last changed here: when its newest entry was received. `None` while it is empty.
    pub fn last_change(&self) -> Result<Option<Instant>, DiaryError> {
        self.read_or(None, |conn| {
            let newest = conn.query_row("SELECT max(received) FROM entries", [], |row| row.get(0))?;
            Ok(Option::<i64>::map(newest, Instant::from_micros))
        })
    }

    /// The settings.
    pub fn settings(&self) -> Result<Settings, DiaryError> {
        self.read_or(Settings::default(), reading::settings)
    }

    /// What this device showed at that moment: what the entries add up to that had reached it by then.
    pub fn state_at(&self, moment: Instant) -> Result<DiaryState, DiaryError> {
        self.read_or(DiaryState::default(), |conn| {
            Ok(fold(log::select(conn, "WHERE received <= ?1", [moment.micros()])?))
        })
    }

    /// What was the case at that moment, as far as this device knows today: what the entries add up to that any device
    /// had made by then.
    pub fn state_made_by(&self, moment: Instant) -> Result<DiaryState, DiaryError> {
        self.read_or(DiaryState::default(), |conn| {
            Ok(fold_until(log::select(conn, "WHERE wall <= ?1", [moment.micros()])?, moment))
        })
    }

    /// At most `limit` entries that reached this device after the one with that `seq` (0: from the first), in the order of
    /// arrival.
    pub fn entries(&self, after: i64, limit: usize) -> Result<Vec<Logged>, DiaryError> {
        self.read_or(Vec::new(), |conn| {
            let clause = "WHERE seq > ?1 ORDER BY seq LIMIT ?2";
            log::select_logged(conn, clause, params![after, log::limit(limit)])
        })
    }

    /// Hands all entries over, one after the other, in the order that all devices agree on.
    pub fn each_entry<E: From<DiaryError>>(
        &self,
        mut take: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut failed = None;
        self.read_or((), |conn| {
            log::each(conn, "ORDER BY wall, counter, device, id", [], |logged| {
                failed = take(logged.entry).err();
                Ok(failed.is_none())
            })
        })?;
        failed.map_or(Ok(()), Err)
    }

    /// Makes the projections anew from the log. Never needed; it changes nothing that is read.
    pub fn rebuild(&mut self) -> Result<(), DiaryError> {
        if self.conn.is_none() { Ok(()) } else { self.write(projection::rebuild) }
    }

    pub(crate) fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    pub(crate) fn ids(&self) -> &Arc<dyn Ids> {
        &self.ids
    }

    /// Reads at one point in time; where there is no file, `nothing`.
    pub(crate) fn read_or<T>(
        &self,
        nothing: T,
        read: impl FnOnce(&Connection) -> Result<T, DiaryError>,
    ) -> Result<T, DiaryError> {
        let Some(conn) = &self.conn else { return Ok(nothing) };
        let read_all = || read(&*conn.unchecked_transaction()?);
        read_all().inspect_err(|error| self.met(error))
    }

    /// Makes bodies that went go from the file's log as well.
    pub(crate) fn scrub_if(&self, erased: bool) -> Result<(), DiaryError> {
        self.conn.as_ref().filter(|_| erased).map_or(Ok(()), erasing::scrub)
    }

    /// Damage that is met is looked into at the next opening.
    fn met(&self, error: &DiaryError) {
        if matches!(error, DiaryError::Damaged { .. }) {
            open::ask_for_check(&self.path);
        }
    }

    /// Writes; kept only where `write` returns `Ok`. Makes the file where there is none.
    pub(crate) fn write<T, E: From<DiaryError>>(
        &mut self,
        write: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let conn = match &mut self.conn {
            Some(conn) => conn,
            nothing => nothing.insert(open::create(&self.path, || self.ids.uuid())?),
        };
        if !self.checked {
            // What is damaged is not written into.
            if let Err(error) = open::check(conn) {
                self.met(&error);
                return Err(error.into());
            }
            self.checked = true;
        }
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(DiaryError::from)?;
        let done = write(&tx)?;
        tx.commit().map_err(DiaryError::from)?;
        Ok(done)
    }
}

impl std::fmt::Debug for Diary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Diary").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Appends a change within a transaction.
pub(super) fn append(
    tx: &Transaction,
    clock: &dyn Clock,
    ids: &dyn Ids,
    entries: Vec<NewEntry>,
) -> Result<ChangeId, DiaryError> {
    if entries.is_empty() {
        return Err(DiaryError::Empty);
    }
    let (now, device) = (clock.now(), device(tx)?);
    let mut latest = log::latest_clock(tx)?;
    let (change, mut touched) = (ChangeId(ids.uuid()), Touched::default());
    for NewEntry { kind, body } in entries {
        if Body::KINDS.contains(&kind.as_str()) && Body::read(&kind, &body).is_none() {
            return Err(EntryError::Unreadable { kind }.into());
        }
        let clock = Hlc::next(latest, now).ok_or(DiaryError::ClockSpent)?;
        latest = Some(clock);
        let entry =
            Entry { id: ids.uuid(), device, clock, change, kind, body, other: serde_json::Map::new() };
        keep(tx, &entry, now, &mut touched)?;
    }
    projection::refresh(tx, touched)?;
    Ok(change)
}

/// Checks and adds entries within a transaction. Says what came, and whether a body went.
pub(crate) fn keep_each<E: From<DiaryError>>(
    tx: &Transaction,
    entries: impl IntoIterator<Item = Result<Entry, E>>,
    received: Instant,
) -> Result<(Imported, bool), E> {
    let (mut imported, mut touched) = (Imported::default(), Touched::default());
    for entry in entries {
        let entry = entry?;
        if keep(tx, &entry, received, &mut touched)? {
            imported.added += 1;
        } else {
            imported.known += 1;
        }
    }
    let erased = touched.has_erased();
    projection::refresh(tx, touched)?;
    Ok((imported, erased))
}

/// Checks and adds an entry. `false` where it is here already.
fn keep(
    tx: &Transaction,
    entry: &Entry,
    received: Instant,
    touched: &mut Touched,
) -> Result<bool, DiaryError> {
    entry.check()?;
    let entry = erasing::as_kept(tx, entry)?;
    if let Some(here) = log::find(tx, entry.id)? {
        match here.meets(&entry) {
            Meeting::Contradicts => return Err(DiaryError::Conflict { id: entry.id }),
            Meeting::Emptied if !here.is_emptied() => erasing::empty(tx, &here, touched)?,
            Meeting::Emptied | Meeting::Same => {}
        }
        return Ok(false);
    }
    log::insert(tx, &entry, received)?;
    touched.add(&entry);
    erasing::follow(tx, &entry, touched)?;
    Ok(true)
}

fn device(conn: &Connection) -> Result<Uuid, DiaryError> {
    Ok(Uuid::from_bytes(conn.query_row("SELECT device FROM diary", [], |row| row.get(0))?))
}
