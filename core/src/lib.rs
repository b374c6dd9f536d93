//! Every decision of Stipple: what a client may do today, when that changes, and what is kept of it.
//!
//! Shells draw what this crate returns and never work out a date or a verdict themselves. Arrows point down:
//! `companion` meets the clock and the stores; `aftercare`, `course`, `protocol` and `words` are pure and know
//! no clock, no file and no database. `docs/ARCHITECTURE.md` has the whole house.

pub mod aftercare;
pub mod companion;
pub mod course;
pub mod diary;
pub mod export;
#[cfg(feature = "uniffi")]
pub mod foreign;
pub mod photo;
pub mod ports;
pub mod protocol;
pub mod qr;
pub mod reminders;
pub mod signed;
pub mod sync;
pub mod time;
pub mod vault;
pub mod words;

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!();
