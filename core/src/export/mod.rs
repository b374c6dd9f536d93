//! Ways out: files that other programs read.
//!
//! Pure: state in, text out. Not for: writing a file, or what is kept (`diary`).

pub mod calendar;
mod calendar_events;
mod ics;

pub use calendar::*;
