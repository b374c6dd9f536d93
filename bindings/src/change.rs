//! Settings, and taking back what was done.
//!
//! Not for: the course and its sessions (`course`).

use stipple_core::companion::Companion;
use stipple_core::companion::view::DoneView;
use stipple_core::foreign::StippleError;
use stipple_core::reminders::QuietHours;

use crate::stipple::Stipple;

#[uniffi::export]
impl Stipple {
    /// Takes the latest change back that still holds.
    pub fn undo(&self) -> Result<DoneView, StippleError> {
        self.change(Companion::undo)
    }

    /// Does the change again that was taken back last.
    pub fn redo(&self) -> Result<DoneView, StippleError> {
        self.change(Companion::redo)
    }

    /// Keeps settings; what is none stays as it is.
    #[uniffi::method(default(quiet = None, discreet = None, locale = None))]
    pub fn change_settings(
        &self,
        quiet: Option<QuietHours>,
        discreet: Option<bool>,
        locale: Option<String>,
    ) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.change_settings(quiet, discreet, locale))
    }
}
