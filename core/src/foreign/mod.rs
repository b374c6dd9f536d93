//! What crosses to other languages and is no plain record: moments, days, times of day, zones; and the error.
//!
//! Only with the feature `uniffi`. The error is here and not in `bindings`, because what does not lift has to become
//! that very error, and lifting is where the types are. Not for: anything that runs without UniFFI.

mod error;
mod types;

pub use error::StippleError;
