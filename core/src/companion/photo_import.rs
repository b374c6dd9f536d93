//! Bringing photos in: read once, judged, sealed, and only then listed.
//!
//! A file that fails does not stop the others. Not for: what is in a photo (the crate
//! `stipple-photo`), or sealing (`vault`).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use stipple_photo::{Limits, Photo, Picture, Prepared, ReadError, align_prepared, angle_change};
use uuid::Uuid;

use crate::diary::{NewEntry, PhotoAdded, PhotoHash, PhotoRestored, TakenFrom};
use crate::export::Watch;
use crate::photo::{Angle, Finding};
use crate::ports::KeyStore;
use crate::time::{Instant, first_at};
use crate::vault::{OpenVault, PhotoFile};
use crate::words::say;

use super::error::CompanionError;
use super::loaded::known_states;
use super::photo_desk::PhotoDesk;
use super::photo_pictures::{angle_of, look_at};
use super::photo_view::{PhotoAddedView, PhotosAddedView};
use super::photos::{Album, finding_view};

/// The first year in which a digital camera may have been set.
const CAMERAS: i32 = 1990;
/// Degrees by which the camera may be held differently than for the last photo of the angle.
const ANGLE_LIMIT: f64 = 20.0;

/// Photos to bring in.
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct AddPhotos {
    /// The files.
    pub paths: Vec<String>,
    /// The side of the head, or a zone's name: of all of them.
    pub angle: String,
    /// A note beside each.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub note: String,
    /// What the client saw in them: skin states.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub tags: Vec<String>,
}

/// Files that are being brought in.
struct Import<'a> {
    desk: &'a mut PhotoDesk,
    add: &'a AddPhotos,
    angle: Angle,
    /// By hash: which photo it is, and whether it lies in the bin.
    known: BTreeMap<PhotoHash, (Uuid, bool)>,
    /// The last photo of the angle, made ready to be lined up with; `None` where there is none, or it does not open.
    last: Option<Prepared>,
}

/// What became of a file.
#[derive(Debug)]
enum Brought {
    New { photo: Uuid, findings: Vec<Finding>, taken_from: TakenFrom },
    Known(Uuid),
    OutOfBin(Uuid),
}

impl PhotoDesk {
    /// Brings the files in, one after the other; each counts once its pixels are sealed and its entry is kept, both
    /// durably. It can be stopped between files; what was brought in by then stays.
    pub fn add(
        &mut self,
        keys: &dyn KeyStore,
        add: &AddPhotos,
        watch: &Watch,
    ) -> Result<PhotosAddedView, CompanionError> {
        let angle = angle_of(&add.angle)?;
        known_states(self.loaded.sheet(), &add.tags)?;
        let vault = self.open(keys)?;
        // What an import left that was killed. Where that fails, this one need not.
        let _ = self.vault.clear_leftovers();
        let _writing = self.vault.writing()?;
        let photos = self.loaded.state.photos.iter();
        let known = photos.map(|photo| (photo.hash, (photo.id, photo.removed.is_some()))).collect();
        let last = Album::new(self).series(&angle).last().and_then(|last| look_at(&vault, last).ok());
        let last = last.as_ref().map(Prepared::new);
        let mut import = Import { desk: self, add, angle, known, last };
        watch.begin(add.paths.len());
        let (mut files, mut stopped) = (Vec::with_capacity(add.paths.len()), false);
        for path in &add.paths {
            if watch.is_cancelled() {
                stopped = true;
                break;
            }
            let outcome = import.bring(Path::new(path), &vault, watch);
            // Once a photo is kept it is told of, also where it was the last before a stop.
            if matches!(outcome, Err(CompanionError::Photo(ReadError::Stopped))) {
                stopped = true;
                break;
            }
            files.push(import.desk.added(path, &outcome));
            watch.step();
        }
        Ok(self.all_added(files, stopped))
    }

    fn all_added(&self, files: Vec<PhotoAddedView>, stopped: bool) -> PhotosAddedView {
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let added = count(files.iter().filter(|file| file.is_new).count());
        let failed = count(files.iter().filter(|file| file.failed).count());
        let mut lines = vec![self.words.text(say::done_photos_added(added))];
        lines.extend(files.iter().flat_map(|file| file.lines.iter().cloned()));
        PhotosAddedView { files, added, failed, stopped, lines }
    }

    fn added(&self, path: &str, outcome: &Result<Brought, CompanionError>) -> PhotoAddedView {
        let name = Path::new(path).file_name().map_or(path.into(), |name| name.to_string_lossy());
        let (id, is_new, lines) = match outcome {
            Ok(Brought::New { photo, findings, taken_from }) => {
                let mut lines: Vec<String> =
                    findings.iter().map(|finding| finding_view(finding, &self.words).hint).collect();
                if *taken_from == TakenFrom::Import {
                    lines.push(self.words.text(say::photo_taken_import()));
                }
                let of_file = |line| self.words.text(say::of_file(name.as_ref(), line));
                (Some(*photo), true, lines.into_iter().map(of_file).collect())
            }
            Ok(Brought::Known(photo)) => {
                (Some(*photo), false, vec![self.words.text(say::done_photo_known(name))])
            }
            Ok(Brought::OutOfBin(photo)) => {
                (Some(*photo), false, vec![self.words.text(say::done_photo_out_of_bin(name))])
            }
            Err(error) => (None, false, vec![self.words.text(say::of_file(name, self.told(error)))]),
        };
        let id = id.map(|id: Uuid| id.to_string());
        PhotoAddedView { path: path.to_owned(), id, is_new, lines, failed: outcome.is_err() }
    }
}

impl Import<'_> {
    fn bring(&mut self, path: &Path, vault: &OpenVault, watch: &Watch) -> Result<Brought, CompanionError> {
        let limits = Limits::default();
        let bytes = read_file(path, limits.bytes)?;
        let hash = PhotoHash(*blake3::hash(&bytes).as_bytes());
        match self.known.get(&hash) {
            Some(&(photo, false)) => return Ok(Brought::Known(photo)),
            Some(&(photo, true)) => {
                self.keep(PhotoRestored { course: self.course(), photo })?;
                self.known.insert(hash, (photo, false));
                return Ok(Brought::OutOfBin(photo));
            }
            None => {}
        }
        let read = stipple_photo::read(&bytes, &limits, &mut || !watch.is_cancelled())?;
        let photo = self.desk.ids.uuid();
        let mut added = self.added(photo, &read, bytes.len());
        added.findings.extend(self.angle_changed(&read.view));
        let (findings, taken_from) = (added.findings.clone(), added.taken_from);
        let kept = seal(vault, photo, &bytes, &read).and_then(|()| self.keep(added));
        if let Err(error) = kept {
            // It was not listed: its files would be nobody's.
            let _ = self.desk.vault.delete(photo);
            return Err(error);
        }
        self.known.insert(hash, (photo, false));
        Ok(Brought::New { photo, findings, taken_from })
    }

    fn course(&self) -> Uuid {
        self.desk.loaded.state.id
    }

    fn keep(&mut self, entry: impl Into<NewEntry>) -> Result<(), CompanionError> {
        self.desk.diary.append(vec![entry.into()])?;
        Ok(())
    }

    fn added(&self, photo: Uuid, read: &Photo, bytes: usize) -> PhotoAdded {
        let (taken, offset, taken_from) = self.taken(read);
        let findings = stipple_photo::findings(read.width, read.height, &read.view);
        let sharpness = stipple_photo::sharpness(&read.view);
        PhotoAdded {
            course: self.course(),
            photo,
            angle: self.angle.clone(),
            taken,
            offset,
            taken_from,
            hash: PhotoHash(read.hash),
            media: media(read).to_owned(),
            bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
            width: read.width,
            height: read.height,
            sharpness: rounded(sharpness),
            findings: findings.into_iter().map(finding).collect(),
            note: self.add.note.clone(),
            tags: self.add.tags.clone(),
        }
    }

    /// Whether it was taken from another angle than the last one: the more of how far the camera was turned, and how
    /// far it was tilted. Where the two cannot be lined up, nobody knows.
    fn angle_changed(&mut self, view: &Picture) -> Option<Finding> {
        let prepared = Prepared::new(view);
        let last = self.last.replace(prepared)?;
        let found = align_prepared(&last, self.last.as_ref()?).ok()?;
        let change = angle_change(&found, view.width(), view.height())?;
        let degrees = change.rotation.abs().max(change.tilt);
        (degrees > ANGLE_LIMIT).then(|| Finding {
            kind: crate::photo::FindingKind::AngleChanged,
            value: degrees.round(),
            limit: ANGLE_LIMIT,
        })
    }

    /// When it was taken, the camera's offset from UTC in minutes, and how that is known. A camera that is ahead of this
    /// device's clock by more than a day is set wrong, and one that shows a year before there were any was never set:
    /// what it says is passed over.
    fn taken(&self, read: &Photo) -> (Instant, i32, TakenFrom) {
        let offset_here = |at: Instant| at.in_zone(self.desk.zone).offset().local_minus_utc() / 60;
        let camera = read.taken.and_then(|taken| Some((civil(&taken)?, taken.offset_minutes)));
        let (at, offset, from) = match camera {
            Some((civil, Some(minutes))) => {
                let at = Instant::from(civil.and_utc()).plus_micros(-i64::from(minutes) * 60_000_000);
                (at, i32::from(minutes), TakenFrom::Exif)
            }
            Some((civil, None)) => {
                let at = first_at(self.desk.zone, civil);
                (at, offset_here(at), TakenFrom::Clock)
            }
            None => (self.desk.now, offset_here(self.desk.now), TakenFrom::Import),
        };
        let unset = at.utc().year() < CAMERAS;
        if unset || at > self.desk.now.plus_exact_days(1) {
            return (self.desk.now, offset_here(self.desk.now), TakenFrom::Import);
        }
        (at, offset, from)
    }
}

/// The whole file, unless it is longer than what is read.
fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, CompanionError> {
    let unreadable = |error| CompanionError::Unreadable { path: path.to_owned(), error };
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let too_long = |found| CompanionError::Photo(ReadError::TooManyBytes { found, limit });
    if length > limit {
        return Err(too_long(length));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    // It may grow meanwhile, and a pipe has no length.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let found = bytes.len() as u64;
    if found > limit { Err(too_long(found)) } else { Ok(bytes) }
}

fn seal(vault: &OpenVault, photo: Uuid, bytes: &[u8], read: &Photo) -> Result<(), CompanionError> {
    vault.previews(photo, read)?;
    vault.seal(photo, PhotoFile::Original, bytes)?;
    Ok(())
}

const fn media(read: &Photo) -> &'static str {
    match read.format {
        stipple_photo::Format::Jpeg => "image/jpeg",
        stipple_photo::Format::Png => "image/png",
    }
}

fn civil(taken: &stipple_photo::Taken) -> Option<NaiveDateTime> {
    let date = NaiveDate::from_ymd_opt(taken.year.into(), taken.month.into(), taken.day.into())?;
    date.and_hms_milli_opt(
        taken.hour.into(),
        taken.minute.into(),
        taken.second.into(),
        taken.millisecond.into(),
    )
}

fn finding(found: stipple_photo::Finding) -> Finding {
    use stipple_photo::FindingKind as Found;
    let kind = match found.kind {
        Found::Blurred => crate::photo::FindingKind::Blurred,
        Found::UnderExposed => crate::photo::FindingKind::UnderExposed,
        Found::OverExposed => crate::photo::FindingKind::OverExposed,
        Found::TooSmall => crate::photo::FindingKind::TooSmall,
        Found::Glare => crate::photo::FindingKind::Glare,
    };
    Finding { kind, value: rounded(found.value), limit: rounded(found.limit) }
}

/// To three digits: more say nothing, and make every entry longer.
fn rounded(value: f32) -> f64 {
    let rounded = (f64::from(value) * 1000.0).round() / 1000.0;
    if rounded.is_finite() { rounded } else { 0.0 }
}
