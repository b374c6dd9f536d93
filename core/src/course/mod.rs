//! One client's treatment: its sessions, in order.
//!
//! Not for: what a rule says about them (`aftercare`), or keeping them (`diary`).

pub mod session;

pub use session::*;
