//! A device as the simulation drives it: its side of sync, and a client who edits.
//!
//! Not for: what keeps it (`memory`, `diary`).

use uuid::Uuid;

use crate::diary::{Entry, NewEntry};
use crate::sync::local::Local;
use crate::time::Instant;

/// A phone.
pub trait Phone: Local {
    /// What its clock shows.
    fn set_clock(&mut self, now: Instant);

    /// Appends what a client entered. The entries as they were kept.
    fn append(&mut self, entries: Vec<NewEntry>) -> Vec<Entry>;

    /// Seals and lists a photo; makes an identity where the course has none here.
    fn add_photo(&mut self, course: Uuid, photo: Uuid, taken: Instant, seed: u64) -> Vec<Entry>;

    /// The photo's time in the bin is over: its entries lose their bodies, and its files go.
    fn erase_photo(&mut self, course: Uuid, photo: Uuid) -> Vec<Entry>;

    /// All entries, in the order that all devices agree on.
    fn entries(&self) -> Vec<Entry>;

    /// Everything that leaves in an export.
    fn export(&self) -> Vec<u8>;

    /// The photos' files that are here, sealed: photo, and the bytes' hash.
    fn files(&self) -> Vec<(Uuid, [u8; 32])>;

    /// How many identities of a course are here.
    fn identities(&self, course: Uuid) -> usize;
}
