//! What happened, as a log.
//!
//! Everything a client does is an [`Entry`]: immutable, with an id, a device, a reading of a hybrid logical clock, a kind and a
//! JSON body. What a screen shows is a fold over the entries in the clock's order; the tables that it is read
//! from are projections of the log, rebuilt from it with the same result. So two devices merge by union, undo is an
//! entry, and what was on the screen on Tuesday can be worked out again.
//!
//! ```text
//! kinds ──▶ entry ──▶ log (SQL) ──▶ fold ──▶ state ──▶ projection (SQL) ──▶ screens
//! ```
//!
//! `entry`, `hlc`, `kinds`, `body`, `undo`, `fold` and `state` are pure; `open`, `migrate`, `log`, `erasing`, `projection` and `store` are
//! SQL. Not for: deciding anything about a course (`course`, `aftercare`), or checking that what a client enters makes
//! sense beside what they entered before (`companion`).

mod body;
mod canonical;
mod entry;
mod erasing;
mod error;
mod fold;
mod fold_photo;
mod hlc;
mod kinds;
mod kinds_photo;
mod lenient;
pub(crate) mod log;
mod migrate;
mod open;
mod plain;
mod projection;
mod reading;
mod rows_photo;
mod settings;
mod state;
mod store;
mod taking_back;
mod undo;

#[cfg(test)]
pub(crate) mod tests;

pub use body::Body;
pub use canonical::canonical;
pub use entry::{ChangeId, Entry, EntryError, MAX_ENTRY, MAX_KIND, NewEntry, Place};
pub use erasing::Meeting;
pub use error::DiaryError;
pub use fold::{FOLD_VERSION, fold, fold_received_by, fold_until};
pub use hlc::Hlc;
pub use kinds::*;
pub use kinds_photo::*;
pub use log::Logged;
pub use migrate::{APPLICATION_ID, SCHEMA_VERSION};
pub use open::{OpenReport, SetAside};
pub use settings::Settings;
pub use state::{
    Consultation, CourseState, DiaryState, NoteState, PhotoState, ReportState, SessionState, SheetPin,
};
pub(crate) use store::keep_each;
pub use store::{Diary, Imported};
pub use taking_back::UndoneChange;
