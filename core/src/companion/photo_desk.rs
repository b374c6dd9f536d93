//! Where photos are worked on: a course as it is now, its vault, and what words and ids that needs.
//!
//! A snapshot that a long call takes with it, so that no lock of the companion's is held while a device is asked for its
//! key, or while pixels are read. Not for: the work itself (`photo_import`, `photo_files`, `photo_pictures`).

use std::sync::Arc;

use chrono_tz::Tz;

use crate::diary::{Diary, PhotoState};
use crate::ports::fixed::FixedClock;
use crate::ports::system::new_identity;
use crate::ports::{Ids, KeyStore};
use crate::time::Instant;
use crate::vault::{CourseVault, DeviceKey, OpenVault};
use crate::words::{Dates, Words};

use super::door::Companion;
use super::error::CompanionError;
use super::loaded::Loaded;

/// A course's photos, ready to be worked on.
pub struct PhotoDesk {
    pub(super) loaded: Loaded,
    pub(super) words: Arc<Words>,
    pub(super) zone: Tz,
    pub(super) now: Instant,
    pub(super) vault: CourseVault,
    /// A way of its own into the diary's file.
    pub(super) diary: Diary,
    pub(super) ids: Arc<dyn Ids>,
}

impl Companion {
    /// The photos of the course the client is in, as they are now.
    pub fn photo_desk(&self) -> Result<PhotoDesk, CompanionError> {
        let (loaded, now) = (self.loaded()?, self.now());
        Ok(PhotoDesk {
            vault: CourseVault::beside(self.diary.path(), loaded.state.id),
            diary: self.diary.beside(Arc::new(FixedClock::new(now))),
            words: Arc::clone(&self.words),
            ids: Arc::clone(&self.ids),
            zone: self.zone,
            loaded,
            now,
        })
    }
}

impl PhotoDesk {
    /// Opens the course's vault with the device's key; a first photo makes what is missing.
    pub(super) fn open(&self, keys: &dyn KeyStore) -> Result<OpenVault, CompanionError> {
        let key = DeviceKey::obtain(keys, new_identity)?;
        Ok(self.vault.clone().open(&key, new_identity)?)
    }

    /// Dates as seen from the moment of the snapshot.
    pub(super) fn dates(&self) -> Dates<'_> {
        self.words.dates(self.now, self.zone)
    }

    /// The photo that a text names: its id, or enough of its beginning. Those in the bin as well.
    pub(super) fn photo(&self, text: &str) -> Result<&PhotoState, CompanionError> {
        let wanted = text.trim().to_lowercase();
        let photos = self.loaded.state.photos.iter();
        let mut found =
            photos.filter(|photo| !wanted.is_empty() && photo.id.to_string().starts_with(&wanted));
        match (found.next(), found.next()) {
            (Some(only), None) => Ok(only),
            (None, _) => Err(CompanionError::NoPhoto { id: text.to_owned() }),
            _ => Err(CompanionError::AmbiguousPhoto { id: text.to_owned() }),
        }
    }

    /// An error, told in the client's language.
    pub fn told(&self, error: &CompanionError) -> String {
        error.told(&self.words, &self.dates())
    }
}
