//! Journeys of a healing head in photos, through the real companion, diary and vault. Time is set, never waited for.
//!
//! The heads are generated; nobody has them. Not for: pixels (`core/photo/tests`), or what the program prints
//! (`cli/tests`).

#![expect(clippy::unwrap_used, reason = "a journey stops where a step fails")]

#[path = "photos/phone.rs"]
mod phone;

#[path = "photos/bin.rs"]
mod bin;
#[path = "photos/bundle.rs"]
mod bundle;
#[path = "photos/keeping.rs"]
mod keeping;
#[path = "photos/leaving.rs"]
mod leaving;
#[path = "photos/report.rs"]
mod report;
#[path = "photos/trend.rs"]
mod trend;
#[path = "photos/year.rs"]
mod year;
