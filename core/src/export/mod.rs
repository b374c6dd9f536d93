//! Ways out of Stipple and back in.
//!
//! Not for: what is decided or kept (`aftercare`, `diary`); here it is only written down for elsewhere.

pub mod archive;
#[cfg(test)]
mod archive_tests;
pub mod bundle;
pub mod calendar;
mod calendar_events;
pub mod file;
mod ics;
pub mod report;
mod watch;

pub use watch::Watch;
