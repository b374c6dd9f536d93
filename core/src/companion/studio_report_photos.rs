//! The photos of a report, and writing it: what there is, what is due, and the pictures that a client chose.
//!
//! A picture is the vault's preview without anything but pixels; the same day after several sessions stands beside each
//! other. Works without a lock: keys are asked for, and pictures read. Not for: the other parts (`studio_report`).

use std::path::Path;
use std::sync::Arc;

use crate::diary::{PhotoState, TakenFrom};
use crate::export::report::{Block, Picture, Report, Section, html};
use crate::export::{Watch, file};
use crate::photo::{Angle, PairKind, TakenPhoto, pairs};
use crate::ports::KeyStore;
use crate::vault::{OpenVault, PhotoFile, VaultError};
use crate::words::{Message, Words, say};

use super::error::{CompanionError, name};
use super::photo_desk::PhotoDesk;
use super::photo_view::ShotStatusView;
use super::photos::{Album, taken};
use super::view::DoneView;

/// A report that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeReport {
    /// Its text, to be written as UTF-8, as it stands.
    pub html: String,
    /// What is to be said of it: pictures that it had to leave out.
    pub lines: Vec<String>,
}

/// A report as of a moment, ready to be written.
pub struct ReportDesk {
    pub(super) report: Report,
    /// The course's photos, in the words of the page.
    pub(super) photos: PhotoDesk,
    /// The words for whoever asked for it.
    pub(super) told_in: Arc<Words>,
}

/// Pictures that stand beside each other.
struct Beside<'a> {
    angle: &'a Angle,
    title: String,
    photos: Vec<&'a PhotoState>,
}

impl ReportDesk {
    /// One photo of each moment, the sharpest, by its id; none of those in the bin.
    pub fn every_photo(&self) -> Vec<String> {
        Album::new(&self.photos).standing().iter().map(|photo| photo.id.to_string()).collect()
    }

    /// Writes it to a file, with the pictures of these photos: whole, or not at all. Each is named by its id, or enough of
    /// its beginning. It can be stopped between pictures.
    pub fn write(
        self,
        keys: &dyn KeyStore,
        path: &Path,
        photos: &[String],
        watch: &Watch,
    ) -> Result<DoneView, CompanionError> {
        let written = self.told_in.text(say::done_report(name(path)));
        let made = self.made(keys, photos, watch)?;
        file::write(path, made.html.as_bytes())?;
        Ok(DoneView { lines: [vec![written], made.lines].concat(), ..DoneView::default() })
    }

    /// The same as a text, for what is no file.
    pub fn made(
        mut self,
        keys: &dyn KeyStore,
        photos: &[String],
        watch: &Watch,
    ) -> Result<MadeReport, CompanionError> {
        let album = Album::new(&self.photos);
        let chosen = self.chosen(photos)?;
        watch.begin(chosen.len());
        let mut section = self.listed(&album, chosen.is_empty());
        let lost = self.pictures(&album, &chosen, keys, watch, &mut section.blocks)?;
        self.report.sections.push(section);
        let lines = (lost > 0).then(|| self.told_in.text(say::bundle_lost(lost)));
        Ok(MadeReport { html: html(&self.report), lines: lines.into_iter().collect() })
    }

    fn say(&self, message: Message<'_>) -> String {
        self.photos.words.text(message)
    }

    /// The photos that are asked for, by time. One in the bin is none.
    fn chosen(&self, ids: &[String]) -> Result<Vec<&PhotoState>, CompanionError> {
        let mut chosen: Vec<&PhotoState> = Vec::new();
        for id in ids {
            let photo = self.photos.photo(id)?;
            if photo.removed.is_some() {
                return Err(CompanionError::NoPhoto { id: id.clone() });
            }
            if chosen.iter().all(|one| one.hash != photo.hash) {
                chosen.push(photo);
            }
        }
        chosen.sort_by_key(|photo| (photo.taken, photo.id));
        Ok(chosen)
    }

    /// Which photos there are and which are due, in words.
    fn listed(&self, album: &Album<'_>, pictures_left_out: bool) -> Section {
        let standing = album.standing();
        let count = i64::try_from(standing.len()).unwrap_or(i64::MAX);
        let mut lines = Vec::new();
        if standing.is_empty() {
            lines.push(self.say(say::photo_none()));
        } else if pictures_left_out {
            lines.push(self.say(say::report_photos_left_out(count)));
        }
        let row = |photo: &&PhotoState| vec![vec![album.line(photo)], self.noted(album, photo)];
        let mut blocks = vec![
            Block::Lines(lines),
            Block::Table {
                columns: [say::report_column_photo(), say::report_column_noted()]
                    .map(|column| self.say(column))
                    .into(),
                rows: standing.iter().map(row).collect(),
            },
        ];
        let shots = self.photos.due().shots;
        let sections = [
            (ShotStatusView::Due, say::shots_due_title()),
            (ShotStatusView::Missed, say::shots_missed_title()),
        ];
        blocks.extend(sections.map(|(status, title)| Block::List {
            title: self.say(title),
            items: album.shot_lines(&shots, status).into_iter().map(|line| vec![line]).collect(),
        }));
        Section { title: self.say(say::report_photos()), blocks }
    }

    /// What the client said of a photo, and what is not known of its moment.
    fn noted(&self, album: &Album<'_>, photo: &PhotoState) -> Vec<String> {
        let words = &self.photos.words;
        let mut lines = Vec::new();
        lines.extend((!photo.note.is_empty()).then(|| photo.note.clone()));
        let seen = album.tags(photo);
        lines.extend((!seen.is_empty()).then(|| self.say(say::report_photo_seen(words.and(&seen)))));
        lines.extend(match photo.taken_from {
            TakenFrom::Import => Some(self.say(say::photo_taken_import())),
            TakenFrom::Clock => Some(self.say(say::photo_taken_clock())),
            TakenFrom::Exif | TakenFrom::Client => None,
        });
        lines
    }

    /// Adds the pictures, and says of how many the file is not there.
    fn pictures(
        &self,
        album: &Album<'_>,
        chosen: &[&PhotoState],
        keys: &dyn KeyStore,
        watch: &Watch,
        blocks: &mut Vec<Block>,
    ) -> Result<u32, CompanionError> {
        if chosen.is_empty() {
            return Ok(0);
        }
        if !self.photos.vault.has_identity() {
            return Ok(u32::try_from(chosen.len()).unwrap_or(u32::MAX)); // they are on another device
        }
        let vault = self.photos.open(keys)?;
        let (mut read, mut lost) = (Vec::with_capacity(chosen.len()), 0);
        for photo in chosen {
            if watch.is_cancelled() {
                return Err(CompanionError::Cancelled);
            }
            match preview(&vault, photo) {
                Err(CompanionError::Vault(VaultError::Missing { .. } | VaultError::Changed { .. })) => {
                    lost += 1;
                }
                jpeg => read.push((photo.id, jpeg?)),
            }
            watch.step();
        }
        let there: Vec<&PhotoState> =
            chosen.iter().copied().filter(|photo| read.iter().any(|(id, _)| *id == photo.id)).collect();
        for beside in self.beside(&there) {
            let picture = |photo: &&PhotoState| {
                let (_, jpeg) = read.iter().find(|(id, _)| *id == photo.id)?;
                let mut lines = vec![album.line(photo)];
                lines.extend(self.noted(album, photo));
                let spoken = self.say(say::report_photo_spoken(self.photos.words.angle(&photo.angle)));
                Some(Picture { jpeg: jpeg.clone(), spoken, lines })
            };
            let pictures = beside.photos.iter().filter_map(picture).collect();
            blocks.push(Block::Pictures { title: beside.title, pictures });
        }
        Ok(lost)
    }

    /// By angle: the same day after several sessions beside each other, then those that belong beside none.
    fn beside<'a>(&self, chosen: &[&'a PhotoState]) -> Vec<Beside<'a>> {
        let all: Vec<TakenPhoto> = chosen.iter().map(|photo| taken(photo)).collect();
        let of = |id| chosen.iter().copied().find(|photo| photo.id == id);
        let mut groups: Vec<Beside<'a>> = Vec::new();
        for pair in pairs(&self.photos.loaded.course, self.photos.zone, &all) {
            let PairKind::SameDay { .. } = pair.kind else { continue };
            let (Some(first), Some(second)) = (of(pair.first), of(pair.second)) else { continue };
            // Pairs with one later photo are one row of pictures, that one last.
            match groups.iter_mut().find(|group| group.photos.last().is_some_and(|last| last.id == second.id))
            {
                Some(group) => group.photos.insert(group.photos.len() - 1, first),
                None => groups.push(Beside {
                    angle: &second.angle,
                    title: self.say(say::report_photos_same_day(self.photos.words.angle(&second.angle))),
                    photos: vec![first, second],
                }),
            }
        }
        let mut alone: Vec<Beside<'a>> = Vec::new();
        for &photo in chosen {
            if groups.iter().any(|group| group.photos.iter().any(|one| one.id == photo.id)) {
                continue;
            }
            match alone.iter_mut().find(|group| *group.angle == photo.angle) {
                Some(group) => group.photos.push(photo),
                None => alone.push(Beside {
                    angle: &photo.angle,
                    title: self.say(say::report_photos_of(self.photos.words.angle(&photo.angle))),
                    photos: vec![photo],
                }),
            }
        }
        groups.extend(alone);
        groups.sort_by(|one, other| one.angle.cmp(other.angle));
        groups
    }
}

/// A photo's preview, without anything but pixels in it.
fn preview(vault: &OpenVault, photo: &PhotoState) -> Result<Vec<u8>, CompanionError> {
    Ok(stipple_photo::without_metadata(&vault.open_file(photo.id, PhotoFile::View)?)?)
}
