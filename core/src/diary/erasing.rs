//! What goes with a photo: the bodies of the entries about it.
//!
//! Once a photo's time in the bin is over, `photo.erased` says so, and every other entry about that photo loses its body and
//! whatever stood beside it: it keeps its id, device, clock, change and kind, so that nothing shifts and nothing that
//! names it hangs in the air. Every device works out the same from the same entries, in whatever order they come: of one entry with
//! its body and one without, the one without stays, so that an old archive brings nothing back. Other kinds never lose
//! anything. Not for: the photo's files (`vault`), or when its time is over (`companion`).

use std::borrow::Cow;

use rusqlite::{Connection, Transaction};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::body::Body;
use super::entry::Entry;
use super::error::DiaryError;
use super::log;
use super::projection::Touched;

/// Says that a photo is gone. It cannot be taken back: the files are gone.
pub(super) const ERASED: &str = "photo.erased";

/// What the kinds of entry about a photo begin with, those of newer versions as well.
const ABOUT_PHOTOS: &str = "photo.";

/// How two entries with one id stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meeting {
    /// They are the same.
    Same,
    /// They are the same entry, and at least one of the two has lost its body: the one without stays.
    Emptied,
    /// They say different things: one of the two is forged or damaged.
    Contradicts,
}

impl Entry {
    /// Whether it is an entry about a photo, and has lost its body.
    pub fn is_emptied(&self) -> bool {
        is_erasable(&self.kind) && self.body.is_empty()
    }

    /// The course and the photo that it says are gone, if it says that of one.
    pub fn erases(&self) -> Option<(Uuid, Uuid)> {
        match Body::read(&self.kind, &self.body) {
            Some(Body::PhotoErased(gone)) => Some((gone.course, gone.photo)),
            _ => None,
        }
    }

    /// What it is to another entry with its id.
    pub fn meets(&self, other: &Self) -> Meeting {
        let place = |entry: &Self| (entry.place(), entry.change);
        let same_place = place(self) == place(other) && self.kind == other.kind;
        if same_place && (self.is_emptied() || other.is_emptied()) {
            Meeting::Emptied
        } else if self.canonical() == other.canonical() {
            Meeting::Same
        } else {
            Meeting::Contradicts
        }
    }

    /// The same without its body.
    pub(super) fn emptied(&self) -> Self {
        Self { body: Map::new(), other: Map::new(), ..self.clone() }
    }
}

/// A photo, as bodies name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Named {
    course: Uuid,
    photo: Uuid,
}

impl Named {
    /// The photo that a body names. Read from the JSON as it is: what a version does not know goes all the same.
    fn of(body: &Map<String, Value>) -> Option<Self> {
        let id = |name| body.get(name)?.as_str()?.parse().ok();
        Some(Self { course: id("course")?, photo: id("photo")? })
    }
}

fn is_erasable(kind: &str) -> bool {
    kind.starts_with(ABOUT_PHOTOS) && kind != ERASED
}

/// The entry as the log may keep it: without its body, where the photo it is about is gone.
pub(super) fn as_kept<'a>(conn: &Connection, entry: &'a Entry) -> Result<Cow<'a, Entry>, DiaryError> {
    if !is_erasable(&entry.kind) {
        return Ok(Cow::Borrowed(entry));
    }
    let gone = match Named::of(&entry.body) {
        Some(named) => is_gone(conn, named)?,
        None => entry.body.is_empty(),
    };
    Ok(if gone { Cow::Owned(entry.emptied()) } else { Cow::Borrowed(entry) })
}

fn is_gone(conn: &Connection, named: Named) -> Result<bool, DiaryError> {
    let erased = log::select(conn, "WHERE course = ?1 AND kind = 'photo.erased'", [named.course.as_bytes()])?;
    Ok(erased.iter().any(|entry| Named::of(&entry.body) == Some(named)))
}

/// Takes the bodies of what is here about a photo that this entry says is gone. Of other entries, nothing.
pub(super) fn follow(tx: &Transaction, entry: &Entry, touched: &mut Touched) -> Result<(), DiaryError> {
    let Some(named) = Named::of(&entry.body).filter(|_| entry.kind == ERASED) else { return Ok(()) };
    // One end of the range is the prefix, the other the character after its last one.
    let about = "WHERE course = ?1 AND kind >= 'photo.' AND kind < 'photo/'";
    for about in log::select(tx, about, [named.course.as_bytes()])? {
        if is_erasable(&about.kind) && Named::of(&about.body) == Some(named) {
            empty(tx, &about, touched)?;
        }
    }
    Ok(())
}

/// Takes the body of an entry that is here.
pub(super) fn empty(tx: &Transaction, entry: &Entry, touched: &mut Touched) -> Result<(), DiaryError> {
    touched.add(entry);
    touched.erased();
    tx.prepare_cached("UPDATE entries SET body = '{}', other = '{}', course = NULL WHERE id = ?1")?
        .execute([entry.id.as_bytes()])?;
    Ok(())
}

/// Does for a whole log what newer versions do when an entry comes. Says whether a body went.
pub(super) fn sweep(tx: &Transaction) -> Result<bool, DiaryError> {
    let mut touched = Touched::default();
    for erased in log::select(tx, "WHERE kind = 'photo.erased'", [])? {
        follow(tx, &erased, &mut touched)?;
    }
    Ok(touched.has_erased())
}

/// Makes what was overwritten go from the file's log as well. Where somebody reads just now, it goes when the last one
/// closes the file.
pub(super) fn scrub(conn: &Connection) -> Result<(), DiaryError> {
    let patience = conn.query_row("PRAGMA busy_timeout", [], |row| row.get::<_, u32>(0))?;
    conn.busy_timeout(std::time::Duration::ZERO)?;
    let done = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    conn.busy_timeout(std::time::Duration::from_millis(patience.into()))?;
    match done.map_err(DiaryError::from) {
        Err(DiaryError::Busy) => Ok(()),
        other => other,
    }
}
