//! Ways out and in by the path of a file: what a shell hands over whole would be copied twice on its way.
//!
//! An import runs beside the companion, through a way of its own into the diary: screens are read meanwhile, and a
//! change that comes in between waits its turn. Not for: the formats (`export`).

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use crate::diary::{Diary, Imported};
use crate::export::{Watch, archive, file};
use crate::ports::fixed::FixedClock;
use crate::words::say;

use super::door::Companion;
use super::error::CompanionError;
use super::view::DoneView;

/// An import that is about to run.
#[derive(Debug)]
pub struct Import {
    diary: Diary,
}

impl Companion {
    /// Writes everything that was ever entered into that file: whole, or not at all.
    pub fn write_archive(&self, path: &Path) -> Result<DoneView, CompanionError> {
        file::write(path, self.export_archive()?.as_bytes())?;
        Ok(self.done(say::done_exported()))
    }

    /// Writes the course as a calendar file: whole, or not at all.
    pub fn write_calendar(&self, path: &Path, discreet: Option<bool>) -> Result<DoneView, CompanionError> {
        let calendar = self.calendar(discreet)?;
        file::write(path, calendar.text.as_bytes())?;
        Ok(self.done(say::done_calendar(i64::try_from(calendar.events).unwrap_or(i64::MAX))))
    }

    /// An import that counts as of now, to be run on a thread of its own.
    pub fn begin_import(&self) -> Import {
        Import { diary: self.diary.beside(Arc::new(FixedClock::new(self.now()))) }
    }

    /// Takes notice of an import that has run, and says what it did.
    pub fn end_import(&mut self, imported: Imported) -> Result<DoneView, CompanionError> {
        self.diary.catch_up()?;
        self.imported(imported)
    }
}

impl Import {
    /// Adds what an archive holds to what is here: all of it, or nothing. It can be stopped until all of it is in.
    pub fn run(mut self, path: &Path, watch: &Watch) -> Result<Imported, CompanionError> {
        let unreadable = |error| CompanionError::Unreadable { path: path.to_owned(), error };
        let file = File::open(path).map_err(unreadable)?;
        Ok(archive::import_from(&mut self.diary, file, watch)?)
    }
}
