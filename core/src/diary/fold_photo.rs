//! What the entries about photos add up to.
//!
//! Not for: the rest of a course (`fold`), or the files (`vault`).

use std::collections::BTreeMap;

use uuid::Uuid;

use super::kinds_photo::{PhotoAdded, PhotoChanged, TakenFrom};
use super::state::PhotoState;
use crate::time::Instant;

/// The photos of one course, while entries are added up.
#[derive(Default)]
pub(super) struct PhotoDrafts(BTreeMap<Uuid, PhotoDraft>);

/// What may be said of a photo before it is known: entries of other devices come in any order of arrival, but each in
/// its place, so a change that stands before the photo was added says nothing.
#[derive(Default)]
struct PhotoDraft {
    added: Option<PhotoAdded>,
    removed: Option<Instant>,
    erased: bool,
}

impl PhotoDrafts {
    pub fn add(&mut self, body: PhotoAdded) {
        let photo = body.photo;
        self.0.entry(photo).or_default().added = Some(body);
    }

    pub fn change(&mut self, body: PhotoChanged) {
        let Some(added) = self.0.get_mut(&body.photo).and_then(|draft| draft.added.as_mut()) else { return };
        if let Some(angle) = body.angle {
            added.angle = angle;
        }
        if let Some(taken) = body.taken {
            (added.taken, added.taken_from) = (taken, TakenFrom::Client);
        }
        if let Some(note) = body.note {
            added.note = note;
        }
        if let Some(tags) = body.tags {
            added.tags = tags;
        }
    }

    /// Into the bin at a moment, or out of it.
    pub fn remove(&mut self, photo: Uuid, at: Option<Instant>) {
        self.0.entry(photo).or_default().removed = at;
    }

    pub fn erase(&mut self, photo: Uuid) {
        self.0.entry(photo).or_default().erased = true;
    }

    /// The photos that are still there, by the moment they were taken, then by id.
    pub fn finish(self) -> Vec<PhotoState> {
        let there = |(id, draft): (Uuid, PhotoDraft)| {
            let added = draft.added.filter(|_| !draft.erased)?;
            Some(PhotoState {
                id,
                angle: added.angle,
                taken: added.taken,
                offset: added.offset,
                taken_from: added.taken_from,
                hash: added.hash,
                media: added.media,
                bytes: added.bytes,
                width: added.width,
                height: added.height,
                sharpness: added.sharpness,
                findings: added.findings,
                note: added.note,
                tags: added.tags,
                removed: draft.removed,
            })
        };
        let mut photos: Vec<PhotoState> = self.0.into_iter().filter_map(there).collect();
        photos.sort_by_key(|photo| (photo.taken, photo.id));
        photos
    }
}
