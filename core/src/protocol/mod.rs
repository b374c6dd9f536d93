//! A studio's aftercare sheet: what it says, as data.
//!
//! Reads the sheet file, refuses what is wrong with it, warns of what contradicts itself, and compares two
//! revisions. Not for: answering a client (`aftercare`), or knowing any course, clock or zone.

pub mod bound;
pub mod builtin;
pub mod catalogue;
pub mod diff;
mod diff_effect;
mod diff_fields;
#[cfg(test)]
mod diff_tests;
mod entangled;
pub mod involvement;
#[cfg(test)]
mod laws;
mod nearest;
mod nesting;
pub mod origin;
mod read;
mod read_fields;
mod read_names;
mod read_rule;
mod read_tables;
#[cfg(test)]
mod read_tests;
mod read_window;
mod refusal;
pub mod sheet;
#[cfg(test)]
mod testing;
mod warn;
mod warn_audience;
mod warn_duties;
mod warn_implied;
mod warn_involved;
mod warn_lay;
mod warn_pairs;
mod warn_rules;
#[cfg(test)]
mod warn_tests;

pub use bound::{Bound, BoundError, Length, Point, Unit};
pub use builtin::{builtin, builtin_ids};
pub use diff::{Change, Difference, Effect, differences};
pub use involvement::Involvement;
pub(crate) use nearest::nearest;
pub use origin::{Origin, Side};
pub use read::{MAX_ACTIVITIES, MAX_BYTES, MAX_RULES};
pub use refusal::Refusal;
pub use sheet::*;
pub use warn::{Warning, WarningKind, warnings};
