//! A studio's aftercare sheet: what it says, as data.
//!
//! Reads the sheet file, refuses what is wrong with it, warns of what contradicts itself, and compares two
//! revisions. Not for: answering a client (`aftercare`), or knowing any course, clock or zone.

pub mod bound;
pub mod catalogue;
pub mod origin;
pub mod sheet;

pub use bound::{Bound, BoundError, Length, Point, Unit};
pub use origin::{Origin, Side};
pub use sheet::*;
