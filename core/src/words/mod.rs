//! What a client is told, in their language: every sentence that comes out of the core, and how dates, lengths of
//! time and lists are written.
//!
//! The sentences are in `words/*.ftl` (Fluent). Building the crate turns each into a [`Key`] and a function in
//! [`say`], so that a sentence that is missing, or an argument that is, does not compile. [`Words`] formats them.
//! Not for: deciding what to say (`aftercare`, `course`), the studio's own words (they stay as they are), or words
//! that belong to a platform's buttons.
//!
//! ```
//! use stipple_core::words::{Words, say};
//!
//! let words = Words::english();
//! assert_eq!(words.text(say::headline_day_of(4, 1, 3)), "Day 4 after session 1 of 3");
//! ```

pub mod catalogue;
pub mod dates;
pub mod keys;
pub mod lists;
pub mod locale;
pub mod names;
pub mod pseudo;
pub mod spans;
mod template;

pub use catalogue::{Marks, Style, Words};
pub use dates::Dates;
pub use keys::{Argument, ArgumentError, Key, Kind, Message, Value, say};
pub use locale::HourCycle;
pub use names::{Activity, Is};
