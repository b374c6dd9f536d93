//! Which entries are taken back.
//!
//! An undo names a change or an entry that comes before it in the order, and holds unless it is taken back itself by
//! a later one that holds. Read from the latest to the earliest, each is therefore settled when it is met, and no
//! forged log can make a circle. Not for: choosing what a client's "undo" means (`store`).

use std::collections::HashMap;

use uuid::Uuid;

use super::body::Body;
use super::entry::{ChangeId, Entry, Place};
use super::kinds::Undo;

/// An undo entry, without what it does not need.
#[derive(Debug, Clone, Copy)]
pub(super) struct UndoEntry {
    pub(super) place: Place,
    pub(super) change: ChangeId,
    pub(super) target: Uuid,
}

/// The undo entries that hold, by what they take back.
#[derive(Debug, Default)]
pub(super) struct Undone {
    latest: HashMap<Uuid, Place>,
}

impl UndoEntry {
    pub(super) fn of(entry: &Entry) -> Option<Self> {
        match Body::read(&entry.kind, &entry.body) {
            Some(Body::Undo(Undo { undoes })) => {
                Some(Self { place: entry.place(), change: entry.change, target: undoes })
            }
            _ => None,
        }
    }
}

impl Undone {
    pub(super) fn of(mut undos: Vec<UndoEntry>) -> Self {
        undos.sort_by_key(|undo| std::cmp::Reverse(undo.place));
        let mut undone = Self::default();
        for undo in undos {
            if !undone.takes_back(undo.place, undo.change) {
                undone.latest.entry(undo.target).or_insert(undo.place);
            }
        }
        undone
    }

    /// Whether the entry at that place, of that change, is taken back.
    pub(super) fn takes_back(&self, place: Place, change: ChangeId) -> bool {
        let later = |id: &Uuid| self.latest.get(id).is_some_and(|undo| *undo > place);
        later(&place.id) || later(&change.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::Hlc;

    /// An undo that is entry and change `id` at time `wall`.
    fn undo(wall: i64, id: u128, target: u128) -> UndoEntry {
        let id = Uuid::from_u128(id);
        let place = Place { clock: Hlc { wall, counter: 0 }, device: Uuid::nil(), id };
        UndoEntry { place, change: ChangeId(id), target: Uuid::from_u128(target) }
    }

    fn is_back(undos: &[UndoEntry], wall: i64, id: u128) -> bool {
        let one = undo(wall, id, 0);
        Undone::of(undos.to_vec()).takes_back(one.place, one.change)
    }

    #[test]
    fn undo_of_undo_is_redo_however_long_the_chain() {
        let chain = [undo(2, 12, 11), undo(3, 13, 12), undo(4, 14, 13)];
        assert!(!is_back(&[], 1, 11));
        assert!(is_back(&chain[..1], 1, 11));
        assert!(!is_back(&chain[..2], 1, 11));
        assert!(is_back(&chain, 1, 11));
    }

    #[test]
    fn an_undo_reaches_back_only_and_circles_come_to_rest() {
        assert!(!is_back(&[undo(1, 12, 11)], 2, 11), "what comes later is not taken back");
        let circle = [undo(1, 11, 12), undo(2, 12, 11)];
        assert!(is_back(&circle, 1, 11));
        assert!(!is_back(&circle, 2, 12));
        assert!(!is_back(&[undo(1, 11, 11)], 1, 11), "nor does it take itself back");
    }

    #[test]
    fn two_devices_that_take_the_same_back_both_hold() {
        let both = [undo(2, 12, 11), undo(3, 13, 11), undo(4, 14, 13)];
        assert!(is_back(&both, 1, 11));
    }
}
