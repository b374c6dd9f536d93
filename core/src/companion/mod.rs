//! The one door: what a shell can ask and do.
//!
//! Coarse calls, one for each screen or intent. Meets the clock, the ids and the diary; everything it decides, it
//! asks `aftercare` and `course`, and everything a client reads, it asks `words`. Not for: drawing, or asking the
//! operating system anything.

pub mod scene;
pub mod view;

pub use scene::{Scene, SceneParts};
