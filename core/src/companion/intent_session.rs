//! What a client does to single sessions: log, plan, confirm, move, mark, note, remove.
//!
//! Each is one change in the diary, durable when the call returns, and can be undone. Dates outside the sheet's
//! window are warned of, never refused: the studio decides. Not for: the course as a whole (`intent`).

use chrono_tz::Tz;

use crate::course::{
    Course, CourseError, LoggedSession, SessionNotes, Timing, is_unconfirmed, replace_offer, spacing_warnings,
};
use crate::diary::{NewEntry, SessionChanged, SessionDone, SessionNoted, SessionPlanned, SessionRemoved};
use crate::time::Instant;
use crate::words::say;

use super::door::Companion;
use super::error::CompanionError;
use super::loaded::Loaded;
use super::spacing::{spacing_line, too_many};
use super::view::DoneView;

/// A session that took place.
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LogSession {
    /// When it began.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub started: Option<Instant>,
    /// When it ended; without it, now.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub ended: Option<Instant>,
    /// The zone in which its days are counted; without it, the one the client is in.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub zone: Option<Tz>,
    /// It was the final one.
    #[cfg_attr(feature = "uniffi", uniffi(default = false))]
    pub is_final: bool,
    /// It was a touch-up.
    #[cfg_attr(feature = "uniffi", uniffi(default = false))]
    pub touch_up: bool,
    /// What was noted about it.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub notes: SessionNotes,
    /// The number of the unconfirmed session that this is.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub replace: Option<u32>,
}

/// A session that is to take place.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PlanSession {
    /// When it begins.
    pub starts: Instant,
    /// When it ends; without it, after the sheet's longest hours.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub ends: Option<Instant>,
    /// The zone in which its days are counted; without it, the one the client is in.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub zone: Option<Tz>,
    /// It is to be the final one.
    #[cfg_attr(feature = "uniffi", uniffi(default = false))]
    pub is_final: bool,
    /// It is to be a touch-up.
    #[cfg_attr(feature = "uniffi", uniffi(default = false))]
    pub touch_up: bool,
}

impl Companion {
    /// Logs a session that took place: a new one, or an unconfirmed one that this confirms.
    pub fn log_session(&mut self, log: LogSession) -> Result<DoneView, CompanionError> {
        let loaded = self.loaded()?;
        let now = self.now();
        let ended = log.ended.unwrap_or(now);
        if ended > now {
            return Err(CompanionError::DoneInFuture { at: ended });
        }
        if log.started.is_some_and(|started| started > ended) {
            return Err(CompanionError::EndsBeforeStart);
        }
        if let Some(number) = log.replace {
            return self.confirm(&loaded, number, ended, log);
        }
        if loaded.state.is_complete() && !log.touch_up {
            return Err(CompanionError::CourseComplete);
        }
        let offer = replace_offer(&loaded.course, ended, now);
        let zone = Some(log.zone.unwrap_or(self.zone));
        let (course, session) = (loaded.state.id, self.ids.uuid());
        let timing = Timing::Done { started: log.started, ended };
        let logged = LoggedSession { timing, zone, is_final: log.is_final, touch_up: log.touch_up };
        let after = course_with(&loaded, None, Some(logged))?;
        let done = SessionDone {
            course,
            session,
            started: log.started,
            ended,
            zone,
            is_final: log.is_final,
            touch_up: log.touch_up,
        };
        let mut entries = vec![done.into()];
        entries.extend(noted(course, session, log.notes));
        self.keep_all(entries)?;
        let number = number_of(&after, logged.start());
        let when = self.dates().moment_with_time(ended);
        let mut view = self.done(say::done_session_logged(number, when));
        view.session = Some(number);
        if let Some(unconfirmed) = offer.and_then(|offer| loaded.course.sessions().get(offer as usize - 1)) {
            // Numbers may have moved: the unconfirmed one is named by its place among all, as it stands now.
            let number = number_of(&after, unconfirmed.start);
            let when = self.dates().moment_with_time(unconfirmed.start);
            view.warnings.push(self.words.text(say::replace_offer(number, when)));
        }
        Ok(view)
    }

    fn confirm(
        &mut self,
        loaded: &Loaded,
        number: u32,
        ended: Instant,
        log: LogSession,
    ) -> Result<DoneView, CompanionError> {
        let stored = loaded.session(number)?;
        let planned = loaded.course.sessions().iter().find(|session| session.number == number);
        if !planned.is_some_and(|session| is_unconfirmed(session, self.now())) {
            return Err(CompanionError::NotUnconfirmed { number });
        }
        // Its planned start stands where nobody says otherwise and it fits.
        let planned_start = Some(stored.logged.start()).filter(|start| *start <= ended);
        let timing = Timing::Done { started: log.started.or(planned_start), ended };
        let changed = LoggedSession { timing, ..stored.logged };
        course_with(loaded, Some(stored.logged.start()), Some(changed))?;
        let (course, session) = (loaded.state.id, stored.id);
        let mark = |mark: bool| mark.then_some(true);
        let change = SessionChanged {
            course,
            session,
            timing: Some(timing),
            zone: log.zone,
            is_final: mark(log.is_final),
            touch_up: mark(log.touch_up),
        };
        let mut entries = vec![change.into()];
        entries.extend(noted(course, session, log.notes));
        self.keep_all(entries)?;
        let when = self.dates().moment_with_time(ended);
        let mut view = self.done(say::done_session_confirmed(number, when));
        view.session = Some(number);
        Ok(view)
    }

    /// Plans a session.
    pub fn plan_session(&mut self, plan: PlanSession) -> Result<DoneView, CompanionError> {
        let loaded = self.loaded()?;
        self.to_come(plan.starts, plan.ends)?;
        if loaded.state.is_complete() && !plan.touch_up {
            return Err(CompanionError::CourseComplete);
        }
        let zone = Some(plan.zone.unwrap_or(self.zone));
        let PlanSession { starts, ends, is_final, touch_up, .. } = plan;
        let logged = LoggedSession { timing: Timing::Planned { starts, ends }, zone, is_final, touch_up };
        let after = course_with(&loaded, None, Some(logged))?;
        let (course, session) = (loaded.state.id, self.ids.uuid());
        self.keep(SessionPlanned { course, session, starts, ends, zone, is_final, touch_up })?;
        let number = number_of(&after, starts);
        let mut view = self.done(say::done_session_planned(number, self.dates().moment_with_time(starts)));
        view.session = Some(number);
        view.warnings = self.spacing(&loaded, after, number);
        Ok(view)
    }

    /// Moves a planned session.
    pub fn move_session(
        &mut self,
        number: u32,
        starts: Instant,
        ends: Option<Instant>,
    ) -> Result<DoneView, CompanionError> {
        let loaded = self.loaded()?;
        let stored = loaded.session(number)?;
        let Timing::Planned { starts: from, ends: before } = stored.logged.timing else {
            return Err(CompanionError::SessionTookPlace { number });
        };
        // A planned length moves with the session.
        let ends = ends.or_else(|| before.map(|end| starts.plus_micros(end.micros_since(from))));
        self.to_come(starts, ends)?;
        let timing = Timing::Planned { starts, ends };
        let after = course_with(&loaded, Some(from), Some(LoggedSession { timing, ..stored.logged }))?;
        let (course, session) = (loaded.state.id, stored.id);
        self.keep(SessionChanged { course, session, timing: Some(timing), ..SessionChanged::default() })?;
        let dates = self.dates();
        let (was, is) = (dates.moment_with_time(from), dates.moment_with_time(starts));
        let mut view = self.done(say::done_session_moved(number, was, is));
        let number = number_of(&after, starts);
        view.session = Some(number);
        view.warnings = self.spacing(&loaded, after, number);
        Ok(view)
    }

    /// Marks a session as the final one, or takes the mark back.
    pub fn mark_final(&mut self, number: u32, is_final: bool) -> Result<DoneView, CompanionError> {
        let loaded = self.loaded()?;
        let (course, session) = (loaded.state.id, loaded.session(number)?.id);
        self.keep(SessionChanged { course, session, is_final: Some(is_final), ..SessionChanged::default() })?;
        let mut view = self.done(if is_final {
            say::done_session_final(number)
        } else {
            say::done_session_not_final(number)
        });
        view.session = Some(number);
        Ok(view)
    }

    /// Keeps notes on a session, field by field.
    pub fn note_session(&mut self, number: u32, notes: SessionNotes) -> Result<DoneView, CompanionError> {
        let loaded = self.loaded()?;
        let (course, session) = (loaded.state.id, loaded.session(number)?.id);
        if notes == SessionNotes::default() {
            return Err(CompanionError::NothingNoted);
        }
        self.keep(SessionNoted { course, session, notes })?;
        let mut view = self.done(say::done_session_noted(number));
        view.session = Some(number);
        Ok(view)
    }

    /// Removes a session that was logged by mistake, or is not to take place.
    pub fn remove_session(&mut self, number: u32) -> Result<DoneView, CompanionError> {
        let loaded = self.loaded()?;
        let (course, session) = (loaded.state.id, loaded.session(number)?.id);
        self.keep(SessionRemoved { course, session })?;
        Ok(self.done(say::done_session_removed(number)))
    }

    fn to_come(&self, starts: Instant, ends: Option<Instant>) -> Result<(), CompanionError> {
        if starts <= self.now() {
            return Err(CompanionError::PlannedInPast { at: starts });
        }
        if ends.is_some_and(|ends| ends < starts) {
            return Err(CompanionError::EndsBeforeStart);
        }
        Ok(())
    }

    /// What is to be said of the date of a planned session.
    fn spacing(&self, loaded: &Loaded, after: Course, number: u32) -> Vec<String> {
        let scene = self.scene_of(Loaded { course: after, ..loaded.clone() });
        let warnings = spacing_warnings(scene.sheet(), scene.course(), self.zone, self.now());
        let about = warnings.iter().filter(|warning| warning.session == number);
        let lines = about.filter_map(|warning| spacing_line(&scene, &self.words, warning, self.now()));
        let session = scene.course().sessions().iter().find(|session| session.number == number);
        lines.chain(session.and_then(|session| too_many(&scene, &self.words, session))).collect()
    }
}

fn noted(course: uuid::Uuid, session: uuid::Uuid, notes: SessionNotes) -> Option<NewEntry> {
    (notes != SessionNotes::default()).then(|| SessionNoted { course, session, notes }.into())
}

/// The number of the session that starts then.
fn number_of(course: &Course, start: Instant) -> u32 {
    course.sessions().iter().find(|session| session.start == start).map_or(0, |session| session.number)
}

/// The course as it would be without the session that starts at `without`, and with `with`.
fn course_with(
    loaded: &Loaded,
    without: Option<Instant>,
    with: Option<LoggedSession>,
) -> Result<Course, CompanionError> {
    let mut sessions = loaded.state.logged();
    sessions.retain(|session| Some(session.start()) != without);
    sessions.extend(with);
    Course::new(&sessions, loaded.state.is_complete(), loaded.sheet()).map_err(|error| match error {
        CourseError::SameStart { start } => CompanionError::SameStart { start },
        CourseError::EndsBeforeStart { .. } => CompanionError::EndsBeforeStart,
    })
}
