//! **Never in what ships.** Calls that only tests of the bindings in other languages make; there with the feature
//! `testing` alone, which is off by default and which `generate.sh` and the packages' scripts leave off.
//!
//! Not for: anything that a client could meet.

use crate::stipple::Stipple;
use stipple_core::foreign::StippleError;

#[uniffi::export]
impl Stipple {
    /// Panics while the lock is held. For tests: it must arrive as an exception, and the next call must answer.
    ///
    /// # Panics
    ///
    /// Always.
    #[expect(clippy::panic, reason = "this is what it is for")]
    pub fn panic_now(&self) -> Result<(), StippleError> {
        self.change(|_| panic!("asked to by a test"))
    }

    /// Does nothing. For benchmarks: what crossing over costs.
    pub fn empty_call(&self) {}
}
