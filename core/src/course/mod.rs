//! One client's treatment: its sessions in order, how far apart they are to be, what to have ready for the next.
//!
//! Pure: state in, state out, `now` passed in. Not for: what a rule allows a client (`aftercare`), wording any of
//! it (`words`), or keeping it (`diary`).

pub mod final_clock;
pub mod notes;
pub mod plan;
pub mod readiness;
pub mod replace;
pub mod session;
pub mod spacing;
pub mod touch_up;

#[cfg(test)]
pub(crate) mod testing;

pub use final_clock::*;
pub use notes::*;
pub use plan::*;
pub use readiness::*;
pub use replace::*;
pub use session::*;
pub use spacing::*;
pub use touch_up::*;
