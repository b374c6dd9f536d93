//! Undo and redo as a client means them: the latest change that still holds, and back again.
//!
//! Not for: what an undo entry does to the fold (`undo`).

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::Connection;
use uuid::Uuid;

use super::entry::{ChangeId, Entry};
use super::erasing::ERASED;
use super::error::DiaryError;
use super::kinds::Undo;
use super::log;
use super::store::{Diary, append};
use super::undo::{UndoEntry, Undone};
use crate::time::Instant;

/// A change that was taken back, or done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoneChange {
    /// The change.
    pub change: ChangeId,
    /// The change that took it back, or did it again.
    pub by: ChangeId,
    /// The kinds of its entries, in order.
    pub kinds: Vec<String>,
    /// The course it was about, where it was about one.
    pub course: Option<Uuid>,
    /// The device it was made on.
    pub device: Uuid,
    /// When it was made, by the log's clock.
    pub made: Instant,
}

impl Diary {
    /// Takes the latest change back that still holds, whichever device made it. Called again, the one before. `None`
    /// where there is none. Changes that this version does not understand are passed over: taking back what nobody sees
    /// would surprise.
    pub fn undo(&mut self) -> Result<Option<UndoneChange>, DiaryError> {
        self.take_back(|conn| {
            let (_, undone) = log::undone(conn)?;
            let target = latest(conn, &undone, |entry| entry.kind != "undo" && entry.kind != ERASED)?;
            Ok(target.map(|entry| (entry.change, vec![entry.change.0])))
        })
    }

    /// Does the change again that was taken back last. `None` where none was, or where a change was made since.
    pub fn redo(&mut self) -> Result<Option<UndoneChange>, DiaryError> {
        self.take_back(|conn| {
            let (undos, undone) = log::undone(conn)?;
            let of_undos: BTreeSet<Uuid> =
                undos.iter().flat_map(|undo| [undo.place.id, undo.change.0]).collect();
            // What did something again is no change of its own: look through it.
            let last = latest(conn, &undone, |entry| {
                UndoEntry::of(entry).is_none_or(|undo| !of_undos.contains(&undo.target))
            })?;
            let Some(undo) = last.as_ref().and_then(UndoEntry::of) else { return Ok(None) };
            // Two devices may have taken it back.
            let holds =
                |one: &&UndoEntry| one.target == undo.target && !undone.takes_back(one.place, one.change);
            let all = undos.iter().filter(holds).map(|one| one.change.0).collect::<BTreeSet<_>>();
            let target = log::select(conn, "WHERE id = ?1 OR change = ?1 LIMIT 1", [undo.target.as_bytes()])?;
            Ok(target.first().map(|entry| (entry.change, all.into_iter().collect())))
        })
    }

    /// Takes that change back, whether or not it is the latest. `None` where it is not here or does not hold.
    pub fn undo_change(&mut self, change: ChangeId) -> Result<Option<UndoneChange>, DiaryError> {
        self.take_back(|conn| {
            let (_, undone) = log::undone(conn)?;
            let entries = log::select(conn, "WHERE change = ?1", [change.0.as_bytes()])?;
            let holds = entries.iter().any(|entry| !undone.takes_back(entry.place(), entry.change));
            Ok(holds.then(|| (change, vec![change.0])))
        })
    }

    /// `choose` gives the change that is meant, and what the undo entries are to name.
    fn take_back(
        &mut self,
        choose: impl FnOnce(&Connection) -> Result<Option<(ChangeId, Vec<Uuid>)>, DiaryError>,
    ) -> Result<Option<UndoneChange>, DiaryError> {
        if self.device()?.is_none() {
            return Ok(None); // nothing was ever written, and nothing is to be written for that
        }
        let (clock, ids) = (Arc::clone(self.clock()), Arc::clone(self.ids()));
        self.write(|tx| {
            let Some((change, names)) = choose(tx)? else { return Ok(None) };
            let entries = log::select(
                tx,
                "WHERE change = ?1 ORDER BY wall, counter, device, id",
                [change.0.as_bytes()],
            )?;
            let undos = names.into_iter().map(|undoes| Undo { undoes }.into()).collect();
            let by = append(tx, &*clock, &*ids, undos)?;
            Ok(entries.last().map(|last| UndoneChange {
                change,
                by,
                kinds: entries.iter().map(|entry| entry.kind.clone()).collect(),
                course: entries.iter().find_map(|entry| log::course_of(&entry.kind, &entry.body)),
                device: last.device,
                made: last.clock.instant(),
            }))
        })
    }
}

/// The latest entry that holds, is understood, and fits.
fn latest(
    conn: &Connection,
    undone: &Undone,
    fits: impl Fn(&Entry) -> bool,
) -> Result<Option<Entry>, DiaryError> {
    let mut found = None;
    log::each(conn, "ORDER BY wall DESC, counter DESC, device DESC, id DESC", [], |logged| {
        let entry = logged.entry;
        if !undone.takes_back(entry.place(), entry.change) && log::is_understood(&entry) && fits(&entry) {
            found = Some(entry);
        }
        Ok(found.is_none())
    })?;
    Ok(found)
}
