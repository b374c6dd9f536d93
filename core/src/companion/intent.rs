//! What a client does to their course as a whole: start it, finish it, report on their skin, take back.
//!
//! Each is one change in the diary, durable when the call returns, and can be undone. Not for: single sessions
//! (`intent_session`).

use uuid::Uuid;

use crate::course::SkinReport;
use crate::diary::{
    ConsultationLogged, CourseChanged, CourseCompleted, CourseReopened, CourseStarted, NewEntry, SettingsSet,
    SkinReported, UndoneChange,
};
use crate::protocol::Sheet;
use crate::reminders::QuietHours;
use crate::time::Instant;
use crate::words::{Message, say};

use super::diff_screen::{self, SheetDiffView};
use super::door::Companion;
use super::error::CompanionError;
use super::loaded::{Loaded, known_attributes, known_states};
use super::sheet_offer::{SheetOffer, SheetSignature};
use super::view::DoneView;

/// A course to start.
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct StartCourse {
    /// The whole text of the sheet file.
    pub sheet: String,
    /// How many sessions are planned; without it, the sheet's usual number.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub sessions: Option<u32>,
    /// Client attributes.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub attributes: Vec<String>,
    /// Who signed the sheet; none where it came as a file that nobody signed.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub signed: Option<SheetSignature>,
    /// The client knows that another key than in an earlier course signed it.
    #[cfg_attr(feature = "uniffi", uniffi(default = false))]
    pub other_key: bool,
}

impl Companion {
    /// Starts a course under a sheet, which is stored with it, whole.
    pub fn start_course(&mut self, start: StartCourse) -> Result<DoneView, CompanionError> {
        if self.diary.active_course()?.is_some_and(|course| !course.is_complete()) {
            return Err(CompanionError::CourseExists);
        }
        let offer = SheetOffer { text: start.sheet, signed: start.signed };
        let offered = self.admitted(offer, start.other_key)?;
        known_attributes(&offered.sheet, &start.attributes)?;
        self.keep(CourseStarted {
            course: self.ids.uuid(),
            at: self.now(),
            sheet: offered.pinned(),
            sessions: start.sessions,
            attributes: start.attributes,
            zone: Some(self.zone),
        })?;
        Ok(self.done(say::done_course_started()))
    }

    /// Says that the course is complete: the last session was the final one.
    pub fn finish_course(&mut self) -> Result<DoneView, CompanionError> {
        let loaded = self.loaded()?;
        if loaded.state.is_complete() {
            return Err(CompanionError::CourseComplete);
        }
        self.keep(CourseCompleted { course: loaded.state.id, at: self.now() })?;
        Ok(self.done(say::done_course_finished()))
    }

    /// Says that the course goes on after all.
    pub fn reopen_course(&mut self) -> Result<DoneView, CompanionError> {
        let course = self.loaded()?.state.id;
        self.keep(CourseReopened { course })?;
        Ok(self.done(say::done_course_reopened()))
    }

    /// Keeps the consultation: when it was or is to be, and what was said.
    pub fn log_consultation(&mut self, at: Instant, note: String) -> Result<DoneView, CompanionError> {
        let course = self.loaded()?.state.id;
        self.keep(ConsultationLogged { course, at, note })?;
        Ok(self.done(say::done_consultation()))
    }

    /// Says what is true of the client (`long-hair`), all of it, or how many sessions are planned; none keeps what
    /// was there, 0 sessions goes back to the sheet's usual number.
    pub fn change_course(
        &mut self,
        attributes: Option<Vec<String>>,
        sessions: Option<u32>,
    ) -> Result<DoneView, CompanionError> {
        let loaded = self.loaded()?;
        known_attributes(loaded.sheet(), attributes.as_deref().unwrap_or_default())?;
        self.keep(CourseChanged { course: loaded.state.id, sessions, attributes, zone: None })?;
        Ok(self.done(say::done_settings()))
    }

    /// What would change for the client under another sheet. Nothing is kept.
    pub fn compare_sheet(&self, text: &str) -> Result<SheetDiffView, CompanionError> {
        Ok(diff_screen::differences(self.loaded()?.sheet(), &read(text)?, &self.words))
    }

    /// Puts the course under another sheet, or another revision, that came as a file and that nobody signed. A pinned
    /// course never changes by itself.
    pub fn accept_sheet(&mut self, text: String) -> Result<DoneView, CompanionError> {
        self.accept_offer(SheetOffer { text, signed: None }, false)
    }

    /// Keeps what the client saw on their skin, and says what that unlocked or held.
    pub fn report_skin(
        &mut self,
        seen: Vec<String>,
        gone: Vec<String>,
        at: Option<Instant>,
    ) -> Result<DoneView, CompanionError> {
        let loaded = self.loaded()?;
        let now = self.now();
        let at = at.unwrap_or(now);
        if seen.is_empty() && gone.is_empty() {
            return Err(CompanionError::NothingSaid);
        }
        if at > now {
            return Err(CompanionError::ReportInFuture);
        }
        known_states(loaded.sheet(), &seen)?;
        known_states(loaded.sheet(), &gone)?;
        let (course, report) = (loaded.state.id, self.ids.uuid());
        let lines = self.told_by_report(&loaded, &SkinReport { at, seen: seen.clone(), gone: gone.clone() });
        self.keep(SkinReported { course, report, at, seen, gone })?;
        Ok(DoneView { lines, ..DoneView::default() })
    }

    /// Takes the latest change back that still holds.
    pub fn undo(&mut self) -> Result<DoneView, CompanionError> {
        let undone = self.diary.undo()?.ok_or(CompanionError::NothingToUndo)?;
        self.reword()?;
        let what = self.words.text(named(&undone));
        Ok(self.done(say::done_undone(what)))
    }

    /// Does the change again that was taken back last.
    pub fn redo(&mut self) -> Result<DoneView, CompanionError> {
        let redone = self.diary.redo()?.ok_or(CompanionError::NothingToRedo)?;
        self.reword()?;
        let what = self.words.text(named(&redone));
        Ok(self.done(say::done_redone(what)))
    }

    /// Keeps settings; what is `None` stays as it is.
    pub fn change_settings(
        &mut self,
        quiet: Option<QuietHours>,
        discreet: Option<bool>,
        locale: Option<String>,
    ) -> Result<DoneView, CompanionError> {
        self.keep(SettingsSet { quiet, discreet, locale })?;
        self.reword()?;
        Ok(self.done(say::done_settings()))
    }

    pub(super) fn keep(&mut self, entry: impl Into<NewEntry>) -> Result<(), CompanionError> {
        self.keep_all(vec![entry.into()])
    }

    pub(super) fn keep_all(&mut self, entries: Vec<NewEntry>) -> Result<(), CompanionError> {
        self.diary.append(entries)?;
        Ok(())
    }

    pub(super) fn done(&self, message: Message<'_>) -> DoneView {
        DoneView { lines: vec![self.words.text(message)], ..DoneView::default() }
    }

    fn told_by_report(&self, loaded: &Loaded, report: &SkinReport) -> Vec<String> {
        let before = self.scene_of(loaded.clone());
        let mut after = loaded.clone();
        let report = crate::diary::ReportState { id: Uuid::nil(), report: report.clone() };
        after.state.reports.push(report);
        super::reports::told(&before, &self.scene_of(after), &self.words, self.now())
    }
}

pub(super) fn read(text: &str) -> Result<Sheet, CompanionError> {
    Sheet::read(text).map_err(|refused| CompanionError::SheetRefused { reason: refused[0].to_string() })
}

/// What a change was, as undo names it: by the first of its entries.
fn named(change: &UndoneChange) -> Message<'static> {
    match change.kinds.first().map_or("", String::as_str) {
        "course.started" => say::change_course_started(),
        "course.changed" => say::change_course_changed(),
        "course.consultation" => say::change_consultation(),
        "course.completed" => say::change_course_completed(),
        "course.reopened" => say::change_course_reopened(),
        "sheet.accepted" => say::change_sheet(),
        "session.done" => say::change_session_done(),
        "session.planned" => say::change_session_planned(),
        "session.changed" => say::change_session_changed(),
        "session.removed" => say::change_session_removed(),
        "session.noted" => say::change_session_noted(),
        "skin.reported" => say::change_skin(),
        "skin.removed" => say::change_skin_removed(),
        "note.written" => say::change_note(),
        "photo.added" => say::change_photo_added(),
        "photo.changed" => say::change_photo_changed(),
        "photo.removed" => say::change_photo_removed(),
        "photo.restored" => say::change_photo_restored(),
        "settings.set" => say::change_settings(),
        _ => say::change_other(),
    }
}
