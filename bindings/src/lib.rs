//! The core as Kotlin, Swift and Python see it.
//!
//! Each method is one call of the companion's and the conversion of its error. Records, custom types and the error are
//! the core's own (its feature `uniffi`). Not for: deciding anything, wording anything, or SQL; `tests/boundary.rs`
//! holds the sources to that.
//!
//! **One call is one moment.** The clock is asked before the lock is taken, and everything that the call does counts as
//! of then. **No foreign code runs under the lock**: a clock or a place for secrets may take its time, throw, or call
//! back, and nobody waits for it (docs/adr/0010).

mod account;
mod ask;
mod change;
mod course;
mod foreign;
mod open;
mod photos;
mod sheets;
mod stipple;
mod task;
#[cfg(feature = "testing")]
mod testing;
#[cfg(test)]
mod tests;
mod ways_out;

pub use foreign::{Clock, ClockError, KeyStore, KeyStoreError};
pub use open::OpenRequest;
pub use photos::DrawTrend;
pub use stipple::Stipple;
pub use task::{
    DevicesTask, ExportTask, ImportTask, PhotoTask, PictureTask, ProgressView, ScrubTask, SheetTask,
    SyncTask, TrendTask,
};

use chrono::NaiveDate;
use chrono_tz::Tz;

uniffi::setup_scaffolding!();
uniffi::use_remote_type!(stipple_core::NaiveDate);
uniffi::use_remote_type!(stipple_core::Tz);
