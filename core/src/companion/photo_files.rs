//! Photos as files: written to a path so that a screen can show them or a client can send them, and the scrub that looks
//! at all that is kept.
//!
//! What leaves carries no place, device or preview inside (`stipple_photo::without_metadata`). Not for: bringing photos in
//! (`photo_import`), or pictures made of several (`photo_pictures`).

use std::collections::BTreeSet;
use std::path::Path;

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::export::{Watch, file};
use crate::ports::KeyStore;
use crate::vault::{Health, PhotoFile};
use crate::words::{Message, say};

use super::error::{CompanionError, name};
use super::photo_desk::PhotoDesk;
use super::photo_view::ScrubView;
use super::photos::Album;
use super::view::DoneView;

impl PhotoDesk {
    /// Writes a photo, or a preview of it, to a path: whole, or not at all. In clear: whoever asks deletes it again when
    /// it was for a screen.
    pub fn write(
        &self,
        keys: &dyn KeyStore,
        photo: &str,
        which: PhotoFile,
        path: &Path,
    ) -> Result<DoneView, CompanionError> {
        let photo = self.photo(photo)?.id;
        let kept = self.open(keys)?.open_file(photo, which)?;
        let clean = match which {
            PhotoFile::Original | PhotoFile::Clean => Zeroizing::new(stipple_photo::without_metadata(&kept)?),
            // Made by Stipple: there is nothing in it but pixels.
            PhotoFile::View | PhotoFile::Grid => kept,
        };
        file::write(path, &clean)?;
        Ok(self.done(say::done_photo_written(name(path))))
    }

    /// Writes what opens the course's photos, as `age-keygen` writes it: whoever has that file can open them.
    pub fn write_identity(&self, keys: &dyn KeyStore, path: &Path) -> Result<DoneView, CompanionError> {
        if !self.vault.has_identity() {
            return Err(CompanionError::TooFewPhotos);
        }
        let identity = self.open(keys)?;
        file::write(path, identity.keyring().reveal().as_bytes())?;
        Ok(self.done(say::done_identity_written(name(path))))
    }

    /// Looks at every photo's files: each is opened, and hashed anew. Nothing is changed or repaired. It can be stopped
    /// between photos.
    pub fn scrub(&self, keys: &dyn KeyStore, watch: &Watch) -> Result<ScrubView, CompanionError> {
        let album = Album::new(self);
        let photos = &self.loaded.state.photos;
        watch.begin(photos.len());
        let mut view = ScrubView {
            looked_at: u32::try_from(photos.len()).unwrap_or(u32::MAX),
            missing: Vec::new(),
            changed: Vec::new(),
            previews: Vec::new(),
            unlisted: Vec::new(),
            lines: Vec::new(),
        };
        let vault = if photos.is_empty() { None } else { Some(self.open(keys)?) };
        for photo in photos {
            if watch.is_cancelled() {
                return Err(CompanionError::Cancelled);
            }
            let Some(vault) = &vault else { break };
            let line = || album.line(photo);
            let (list, told) = match vault.examine(photo.id, &photo.hash.0)? {
                Health::Sound | Health::Clean => {
                    watch.step();
                    continue;
                }
                Health::Missing => (&mut view.missing, say::scrub_missing(line())),
                Health::Changed => (&mut view.changed, say::scrub_changed(line())),
                Health::PreviewLost => (&mut view.previews, say::scrub_preview(line())),
            };
            list.push(photo.id.to_string());
            view.lines.push(self.words.text(told));
            watch.step();
        }
        let listed: BTreeSet<Uuid> = photos.iter().map(|photo| photo.id).collect();
        let unlisted = self.vault.photos()?.into_iter().filter(|id| !listed.contains(id));
        view.unlisted = unlisted.map(|id| id.to_string()).collect();
        if view.lines.is_empty() {
            view.lines.push(self.words.text(say::done_scrub_sound(view.looked_at)));
        }
        if !view.unlisted.is_empty() {
            let count = u32::try_from(view.unlisted.len()).unwrap_or(u32::MAX);
            view.lines.push(self.words.text(say::scrub_unlisted(count)));
        }
        Ok(view)
    }

    pub(super) fn done(&self, message: Message<'_>) -> DoneView {
        DoneView { lines: vec![self.words.text(message)], ..DoneView::default() }
    }
}
