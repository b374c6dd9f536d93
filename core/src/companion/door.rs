//! Opening the companion, and what every call needs: the diary, the words, the zone, the time.
//!
//! Not for: the calls themselves (`ask`, `intent`, `intent_session`, `ways_out`).

use std::path::PathBuf;
use std::sync::Arc;

use chrono_tz::Tz;

use crate::diary::{Diary, OpenReport};
use crate::ports::{Clock, Ids};
use crate::time::Instant;
use crate::words::{Dates, Marks, Style, Words};

use super::error::CompanionError;
use super::loaded::{KeptRulebook, Loaded};

/// The diary's file in a shell's folder of data.
pub const DIARY_FILE: &str = "stipple.db";

/// Where a companion keeps its diary, and whom it speaks to.
#[derive(Clone)]
pub struct Setting {
    /// The diary's file. It is made with the first write.
    pub file: PathBuf,
    /// The zone the client is in now.
    pub zone: Tz,
    /// BCP 47 tags of the languages they read, best first. A language set in the diary comes before these.
    pub locales: Vec<String>,
    /// How words are written for this shell.
    pub style: Style,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where fresh ids come from.
    pub ids: Arc<dyn Ids>,
}

/// The one door to the core, for one client on one device.
pub struct Companion {
    pub(super) diary: Diary,
    pub(super) words: Arc<Words>,
    pub(super) zone: Tz,
    locales: Vec<String>,
    style: Style,
    clock: Arc<dyn Clock>,
    pub(super) ids: Arc<dyn Ids>,
    pub(super) rulebook: KeptRulebook,
}

impl Companion {
    /// Opens the diary. A broken one is set aside, never deleted, and the report says where it lies.
    pub fn open(setting: Setting) -> Result<(Self, OpenReport), CompanionError> {
        let Setting { file, zone, locales, style, clock, ids } = setting;
        let (diary, report) = Diary::open(file, Arc::clone(&clock), Arc::clone(&ids))?;
        let words = Arc::new(words(&diary, &locales, style)?);
        Ok((
            Self { diary, words, zone, locales, style, clock, ids, rulebook: KeptRulebook::default() },
            report,
        ))
    }

    /// Says that the client is in another zone now, or that their device speaks other languages.
    pub fn moved_to(&mut self, zone: Tz, locales: Vec<String>) -> Result<(), CompanionError> {
        (self.zone, self.locales) = (zone, locales);
        self.reword()
    }

    /// Speaks the language that is set now: settings may have come with a change, an import, or an undo.
    pub(super) fn reword(&mut self) -> Result<(), CompanionError> {
        self.words = Arc::new(words(&self.diary, &self.locales, self.style)?);
        Ok(())
    }

    /// The same words for a file that is drawn as a page: what is inserted keeps its own direction there, on every shell.
    pub(super) fn words_for_pages(&self) -> Result<Arc<Words>, CompanionError> {
        let style = Style { marks: Marks::Isolate, ..self.style };
        Ok(Arc::new(words(&self.diary, &self.locales, style)?))
    }

    /// The present moment.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The words it speaks in.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Dates as it writes them, now.
    pub fn dates(&self) -> Dates<'_> {
        self.words.dates(self.now(), self.zone)
    }

    /// The zone the client is in.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Whether there is a course.
    pub fn has_course(&self) -> Result<bool, CompanionError> {
        Ok(!self.diary.courses()?.is_empty())
    }

    /// An error, told in the client's language.
    pub fn told(&self, error: &CompanionError) -> String {
        error.told(&self.words, &self.dates())
    }

    /// The course the client is in.
    pub(super) fn loaded(&self) -> Result<Loaded, CompanionError> {
        Loaded::new(self.diary.active_course()?.ok_or(CompanionError::NoCourse)?, &self.rulebook)
    }
}

/// The words in the language that was set in the diary, else in the best of those that the device speaks.
fn words(diary: &Diary, locales: &[String], style: Style) -> Result<Words, CompanionError> {
    let own = diary.settings()?.locale;
    let wanted: Vec<&str> = own.iter().chain(locales).map(String::as_str).collect();
    Ok(Words::new(&wanted, style))
}
