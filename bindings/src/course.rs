//! What a client does to their course and its sessions. Each is one change: durable when the call returns, and undone
//! by `undo`.
//!
//! Not for: settings, and taking back (`change`).

use stipple_core::companion::view::DoneView;
use stipple_core::companion::{Companion, LogSession, PlanSession, StartCourse};
use stipple_core::course::SessionNotes;
use stipple_core::foreign::StippleError;
use stipple_core::time::Instant;

use crate::stipple::Stipple;

#[uniffi::export]
impl Stipple {
    /// Starts a course under a sheet, which is stored with it, whole.
    pub fn start_course(&self, start: StartCourse) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.start_course(start))
    }

    /// Says that the course is complete: the last session was the final one.
    pub fn finish_course(&self) -> Result<DoneView, StippleError> {
        self.change(Companion::finish_course)
    }

    /// Says that the course goes on after all.
    pub fn reopen_course(&self) -> Result<DoneView, StippleError> {
        self.change(Companion::reopen_course)
    }

    /// Keeps the consultation: when it was or is to be, and what was said.
    pub fn log_consultation(&self, at: Instant, note: String) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.log_consultation(at, note))
    }

    /// Says what is true of the client, all of it, or how many sessions are planned; none keeps what was there, 0
    /// sessions goes back to the sheet's usual number.
    #[uniffi::method(default(attributes = None, sessions = None))]
    pub fn change_course(
        &self,
        attributes: Option<Vec<String>>,
        sessions: Option<u32>,
    ) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.change_course(attributes, sessions))
    }

    /// Puts the course under another sheet, or another revision. A pinned course never changes by itself.
    pub fn accept_sheet(&self, text: String) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.accept_sheet(text))
    }

    /// Logs a session that took place: a new one, or an unconfirmed one that this confirms.
    pub fn log_session(&self, session: LogSession) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.log_session(session))
    }

    /// Plans a session. Dates outside the sheet's window are warned of, never refused.
    pub fn plan_session(&self, session: PlanSession) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.plan_session(session))
    }

    /// Moves a planned session.
    #[uniffi::method(default(ends = None))]
    pub fn move_session(
        &self,
        number: u32,
        starts: Instant,
        ends: Option<Instant>,
    ) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.move_session(number, starts, ends))
    }

    /// Marks a session as the final one, or takes the mark back.
    pub fn mark_final(&self, number: u32, is_final: bool) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.mark_final(number, is_final))
    }

    /// Keeps notes on a session, field by field.
    pub fn note_session(&self, number: u32, notes: SessionNotes) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.note_session(number, notes))
    }

    /// Removes a session that was logged by mistake, or is not to take place.
    pub fn remove_session(&self, number: u32) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.remove_session(number))
    }

    /// Keeps what the client saw on their skin, and says what that unlocked or held.
    #[uniffi::method(default(gone = [], at = None))]
    pub fn report_skin(
        &self,
        seen: Vec<String>,
        gone: Vec<String>,
        at: Option<Instant>,
    ) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.report_skin(seen, gone, at))
    }
}
