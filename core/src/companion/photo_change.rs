//! What a client does to photos that are there: into the bin and out of it, another angle, a note; and the sweep that
//! empties the bin.
//!
//! Not for: bringing photos in (`photo_import`).

use uuid::Uuid;

use crate::diary::{NewEntry, PhotoChanged, PhotoErased, PhotoRemoved, PhotoRestored};
use crate::time::Instant;
use crate::vault::CourseVault;
use crate::words::say;

use super::door::Companion;
use super::error::CompanionError;
use super::loaded::known_states;
use super::photo_pictures::angle_of;
use super::photos::{gone_at, twins};
use super::view::DoneView;

impl Companion {
    /// Puts a photo into the bin, where it lies for 30 days.
    pub fn remove_photo(&mut self, photo: &str) -> Result<DoneView, CompanionError> {
        let desk = self.photo_desk()?;
        let (state, photo) = (&desk.loaded.state, desk.photo(photo)?);
        let (course, at) = (state.id, photo.removed.unwrap_or_else(|| self.now()));
        if photo.removed.is_none() {
            let removed = |photo| NewEntry::from(PhotoRemoved { course, photo, at });
            self.keep_all(twins(state, photo).into_iter().map(removed).collect())?;
        }
        let when = self.dates().moment(gone_at(at));
        Ok(self.done(say::done_photo_removed(when)))
    }

    /// Takes a photo out of the bin.
    pub fn restore_photo(&mut self, photo: &str) -> Result<DoneView, CompanionError> {
        let desk = self.photo_desk()?;
        let (state, photo) = (&desk.loaded.state, desk.photo(photo)?);
        let course = state.id;
        if photo.removed.is_some() {
            let restored = |photo| NewEntry::from(PhotoRestored { course, photo });
            self.keep_all(twins(state, photo).into_iter().map(restored).collect())?;
        }
        Ok(self.done(say::done_photo_restored()))
    }

    /// Says something else of a photo; what is `None` stays as it is.
    pub fn change_photo(
        &mut self,
        photo: &str,
        angle: Option<&str>,
        taken: Option<Instant>,
        note: Option<String>,
        tags: Option<Vec<String>>,
    ) -> Result<DoneView, CompanionError> {
        let desk = self.photo_desk()?;
        let (state, photo) = (&desk.loaded.state, desk.photo(photo)?);
        let angle = angle.map(angle_of).transpose()?;
        if angle.is_none() && taken.is_none() && note.is_none() && tags.is_none() {
            return Err(CompanionError::NothingNoted);
        }
        if taken.is_some_and(|at| at > self.now()) {
            return Err(CompanionError::PhotoInFuture);
        }
        known_states(desk.loaded.sheet(), tags.as_deref().unwrap_or_default())?;
        self.keep(PhotoChanged { course: state.id, photo: photo.id, angle, taken, note, tags })?;
        Ok(self.done(say::done_photo_changed()))
    }

    /// Deletes the files of photos whose 30 days in the bin are over, for good. A shell calls it now and then; what a
    /// kill interrupts is done the next time, and what killed imports left goes too. Says how many photos are gone.
    pub fn empty_bin(&mut self) -> Result<u32, CompanionError> {
        let now = self.now();
        let mut gone = 0;
        for course in self.diary.state()?.courses {
            let vault = CourseVault::beside(self.diary.path(), course.id);
            let over = |removed: Option<Instant>| removed.is_some_and(|at| gone_at(at) <= now);
            let photos: Vec<Uuid> =
                course.photos.iter().filter(|photo| over(photo.removed)).map(|photo| photo.id).collect();
            for photo in photos {
                // The entry first: killed in between, the files are found below, by an entry that says they may go.
                self.keep(PhotoErased { course: course.id, photo })?;
                vault.delete(photo)?;
                gone += 1;
            }
            for photo in self.diary.erased_photos(course.id)? {
                vault.delete(photo)?;
            }
            vault.clear_leftovers()?;
        }
        Ok(gone)
    }
}
