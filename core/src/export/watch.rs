//! Watching a long call from another thread: stopping it, and seeing how far it is.
//!
//! Not for: running it on a thread (a shell does).

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What the caller and a long call share.
#[derive(Debug, Default)]
pub struct Watch {
    cancelled: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
}

impl Watch {
    /// Asks the call to stop. Where it is past the point at which it could, nothing happens.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
    }

    /// Whether it was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
    }

    /// How many steps are done.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::SeqCst)
    }

    /// How many steps there are; 0 while that is not known.
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::SeqCst)
    }

    /// Says how many steps there are.
    pub(crate) fn begin(&self, total: usize) {
        self.total.store(total as u64, Ordering::SeqCst);
    }

    /// Says that another step is done.
    pub(crate) fn step(&self) {
        self.done.fetch_add(1, Ordering::SeqCst);
    }
}
