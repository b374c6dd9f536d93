//! What was found about a photo's quality when it came in: a kind, the number, and the limit it passed.
//!
//! A finding is shown and never refuses a photo. Not for: measuring (the crate `stipple-photo`), or the hint
//! (`words`).

use serde::{Deserialize, Serialize};

/// One finding.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// What was measured, in the kind's own unit.
    pub value: f64,
    /// What it should not pass, in the same unit.
    pub limit: f64,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// Out of focus, or moved.
    Blurred,
    /// Too dark.
    UnderExposed,
    /// Too bright.
    OverExposed,
    /// Too few pixels.
    TooSmall,
    /// Wet skin or glare.
    Glare,
    /// Taken from another angle than the last one.
    AngleChanged,
}
