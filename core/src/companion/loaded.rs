//! A stored course, put together: what the diary holds of it, its sheet, and its sessions in order.
//!
//! Not for: what a screen shows of it (`scene`), or changing it (`intent`).

use std::sync::{Arc, Mutex, PoisonError};

use crate::aftercare::Rulebook;
use crate::course::Course;
use crate::diary::{CourseState, DiaryError, SessionState};
use crate::protocol::{Refusal, Sheet, catalogue};

use super::error::CompanionError;

/// A stored course and the sheet that it is pinned to.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    pub state: CourseState,
    pub rulebook: Arc<Rulebook>,
    pub course: Course,
}

impl Loaded {
    /// Reads the sheet that the course is pinned to, unless `kept` holds it, and orders its sessions.
    pub fn new(state: CourseState, kept: &KeptRulebook) -> Result<Self, CompanionError> {
        let damaged = |what: String| CompanionError::Store(DiaryError::Damaged { what });
        let pin = state.sheet().ok_or_else(|| damaged("the course has no sheet".to_owned()))?;
        // It was read before it was pinned, by this version or an older one, whose sheets still read.
        let rulebook = kept
            .of(&pin.sheet.text)
            .map_err(|refused| damaged(format!("its sheet does not read: {}", refused[0])))?;
        let course = Course::new(&state.logged(), state.is_complete(), rulebook.sheet())
            .map_err(|error| damaged(error.to_string()))?;
        Ok(Self { state, rulebook, course })
    }

    pub fn sheet(&self) -> &Sheet {
        self.rulebook.sheet()
    }

    /// The session of that number, as the diary holds it.
    pub fn session(&self, number: u32) -> Result<&SessionState, CompanionError> {
        let found = self.course.sessions().iter().find(|session| session.number == number);
        let start = found.ok_or(CompanionError::NoSession { number })?.start;
        let stored = self.state.sessions.iter().find(|one| !one.shadowed && one.logged.start() == start);
        stored.ok_or(CompanionError::NoSession { number })
    }
}

/// The rulebook that was made last, beside the text it was made of: a course is pinned to one sheet, every screen asks
/// for it, and reading it takes most of what a screen does.
#[derive(Default)]
pub(super) struct KeptRulebook(Mutex<Option<(String, Arc<Rulebook>)>>);

impl KeptRulebook {
    /// The rulebook of a sheet's text. What is kept is replaced as a whole, so that a panic elsewhere leaves nothing
    /// half done.
    fn of(&self, text: &str) -> Result<Arc<Rulebook>, Vec<Refusal>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, rulebook)) = &*kept
            && known == text
        {
            return Ok(Arc::clone(rulebook));
        }
        let rulebook = Arc::new(Rulebook::new(Arc::new(Sheet::read(text)?)));
        *kept = Some((text.to_owned(), Arc::clone(&rulebook)));
        Ok(rulebook)
    }
}

/// Checks ids against what the sheet and the catalogue know.
pub(crate) fn known_attributes(sheet: &Sheet, ids: &[String]) -> Result<(), CompanionError> {
    let known =
        || catalogue::ATTRIBUTES.iter().copied().chain(sheet.attributes.iter().map(|own| own.id.as_str()));
    match ids.iter().find(|id| !known().any(|one| one == id.as_str())) {
        None => Ok(()),
        Some(id) => Err(CompanionError::UnknownAttribute {
            id: id.clone(),
            known: known().map(str::to_owned).collect(),
        }),
    }
}

/// The same for skin states.
pub(crate) fn known_states(sheet: &Sheet, ids: &[String]) -> Result<(), CompanionError> {
    let known = || catalogue::STATES.iter().copied().chain(sheet.states.iter().map(|own| own.id.as_str()));
    match ids.iter().find(|id| !known().any(|one| one == id.as_str())) {
        None => Ok(()),
        Some(id) => {
            Err(CompanionError::UnknownState { id: id.clone(), known: known().map(str::to_owned).collect() })
        }
    }
}
