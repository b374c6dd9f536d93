//! Everything out and in again, photos included: one ZIP, its photos sealed or in clear as the client chooses.
//!
//! Coming in, photos are sealed first and entries are kept last: what is listed is there. Not for: the file's form
//! (`export::bundle`), or the log alone (`ways_out`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::diary::{Body, CourseState, Diary, Imported, PhotoAdded};
use crate::export::bundle::{Form, Place, Reader, Writer};
use crate::export::{Watch, archive, file};
use crate::ports::KeyStore;
use crate::ports::fixed::FixedClock;
use crate::ports::system::new_identity;
use crate::vault::{
    Arriving, CourseIdentity, CourseVault, DeviceKey, OpenVault, PhotoFile, PlaceError, VaultError, Writing,
};
use crate::words::{Words, say};

use super::door::Companion;
use super::error::{CompanionError, name};
use super::view::DoneView;

/// Where photos are handed to.
type Take<'a> = dyn FnMut(Place, &[u8]) -> Result<(), CompanionError> + 'a;

/// How photos leave in a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum PhotosAs {
    /// As the vault keeps them: whoever has the courses' identities opens them.
    Sealed,
    /// As pictures, without place, device or preview inside. What comes in again has lost those.
    Clear,
}

/// All courses as they are now, ready to leave, or for others to come in.
pub struct BundleDesk {
    diary: Diary,
    words: Arc<Words>,
}

impl Companion {
    /// A snapshot for [`BundleDesk::write`] and [`BundleDesk::read`], which run without any lock.
    pub fn bundle_desk(&self) -> Result<BundleDesk, CompanionError> {
        let mut diary = self.diary.beside(Arc::new(FixedClock::new(self.now())));
        diary.catch_up()?;
        Ok(BundleDesk { diary, words: Arc::clone(&self.words) })
    }

    /// How many photos an archive without photos leaves out.
    pub fn photos_left_out(&self) -> Result<usize, CompanionError> {
        Ok(self.diary.state()?.courses.iter().map(|course| course.photos.len()).sum())
    }
}

impl BundleDesk {
    /// Writes everything into one file: whole, or not at all. It can be stopped between photos.
    pub fn write(
        &self,
        keys: &dyn KeyStore,
        path: &Path,
        photos: PhotosAs,
        watch: &Watch,
    ) -> Result<DoneView, CompanionError> {
        let log = archive::export(&self.diary)?;
        let courses = self.diary.state()?.courses;
        watch.begin(courses.iter().map(|course| course.photos.len()).sum());
        let read_me = self.words.text(match photos {
            PhotosAs::Sealed => say::bundle_read_me_sealed(),
            PhotosAs::Clear => say::bundle_read_me_clear(),
        });
        let mut lost = 0_u32;
        file::write_with(path, |out| {
            let mut writer = Writer::new(out, &log, &read_me)?;
            for course in &courses {
                lost += self.photos_of(course, keys, photos, watch, &mut |place, bytes| {
                    Ok(writer.photo(place, bytes)?)
                })?;
            }
            writer.finish()?;
            Ok::<_, CompanionError>(())
        })?;
        let mut lines = vec![self.words.text(say::done_exported())];
        lines.extend((lost > 0).then(|| self.words.text(say::bundle_lost(lost))));
        Ok(DoneView { lines, ..DoneView::default() })
    }

    /// Hands the photos of a course over, and says of how many the file is not there.
    fn photos_of(
        &self,
        course: &CourseState,
        keys: &dyn KeyStore,
        photos: PhotosAs,
        watch: &Watch,
        take: &mut Take<'_>,
    ) -> Result<u32, CompanionError> {
        if course.photos.is_empty() {
            return Ok(0);
        }
        let vault = CourseVault::beside(self.diary.path(), course.id);
        if !vault.has_identity() {
            return Ok(u32::try_from(course.photos.len()).unwrap_or(u32::MAX)); // its photos are on another device
        }
        let open = vault.open(&DeviceKey::obtain(keys, new_identity)?, new_identity)?;
        let mut lost = 0;
        for photo in &course.photos {
            if watch.is_cancelled() {
                return Err(CompanionError::Cancelled);
            }
            let place = |form| Place { course: course.id, photo: photo.id, form };
            let png = photo.media == "image/png";
            let handed = match photos {
                PhotosAs::Sealed => {
                    let (file, form) = if open.is_clean(photo.id) {
                        (PhotoFile::Clean, Form::SealedClean)
                    } else {
                        (PhotoFile::Original, Form::Sealed)
                    };
                    open.sealed(photo.id, file)
                        .map_err(CompanionError::from)
                        .and_then(|bytes| take(place(form), &bytes))
                }
                PhotosAs::Clear => open
                    .open_file(photo.id, PhotoFile::Original)
                    .map_err(CompanionError::from)
                    .and_then(|bytes| Ok(Zeroizing::new(stipple_photo::without_metadata(&bytes)?)))
                    .and_then(|bytes| take(place(Form::Clear { png }), &bytes)),
            };
            match handed {
                Err(CompanionError::Vault(VaultError::Missing { .. } | VaultError::Changed { .. })) => {
                    lost += 1;
                }
                other => other?,
            }
            watch.step();
        }
        Ok(lost)
    }

    /// Brings a bundle in: photos first, then all entries, or none of them. `identity`, one or several as `age` reads them, opens
    /// sealed photos that nothing here opens; it is kept for their courses. It can be stopped until the entries are in.
    pub fn read(
        mut self,
        keys: &dyn KeyStore,
        path: &Path,
        identity: Option<&str>,
        watch: &Watch,
    ) -> Result<Imported, CompanionError> {
        let unreadable = |error| CompanionError::Unreadable { path: path.to_owned(), error };
        drop(std::fs::File::open(path).map_err(unreadable)?);
        let identities = identity.map_or(Ok(Vec::new()), CourseIdentity::read_all)?;
        let mut reader = Reader::open(path)?;
        let log = reader.log()?;
        let added = self.added(&log)?;
        let places = reader.photos();
        watch.begin(places.len());
        let mut vaults =
            Vaults { diary: &self.diary, keys, identities, open: BTreeMap::new(), writing: Vec::new() };
        for place in places {
            if watch.is_cancelled() {
                return Err(CompanionError::Cancelled);
            }
            // What no entry speaks of is nobody's photo.
            if let Some(added) = added.get(&(place.course, place.photo)) {
                vaults.bring(&mut reader, place, added)?;
            }
            watch.step();
        }
        drop(vaults);
        Ok(archive::import(&mut self.diary, &log)?)
    }
}

impl BundleDesk {
    /// The photos that a log speaks of, without those that are erased here, or by the log itself.
    fn added(&self, log: &[u8]) -> Result<BTreeMap<(Uuid, Uuid), PhotoAdded>, CompanionError> {
        let (mut photos, mut erased) = (BTreeMap::new(), BTreeSet::new());
        for entry in archive::read(log)? {
            match Body::read(&entry.kind, &entry.body) {
                Some(Body::PhotoAdded(added)) => {
                    photos.insert((added.course, added.photo), added);
                }
                Some(Body::PhotoErased(gone)) => {
                    erased.insert((gone.course, gone.photo));
                }
                _ => {}
            }
        }
        let courses: BTreeSet<Uuid> = photos.keys().map(|(course, _)| *course).collect();
        for course in courses {
            erased.extend(self.diary.erased_photos(course)?.into_iter().map(|photo| (course, photo)));
        }
        photos.retain(|named, _| !erased.contains(named));
        Ok(photos)
    }
}

/// The vaults of the courses that come in, each opened once.
struct Vaults<'a> {
    diary: &'a Diary,
    keys: &'a dyn KeyStore,
    identities: Vec<CourseIdentity>,
    open: BTreeMap<Uuid, OpenVault>,
    /// What is unfinished is nobody's leftover.
    writing: Vec<Writing>,
}

impl Vaults<'_> {
    /// The vault of a course into which a photo is to come; `sealed`: its bytes, where they are sealed.
    fn of(&mut self, place: Place, sealed: Option<&[u8]>) -> Result<&mut OpenVault, CompanionError> {
        let open = if let Some(open) = self.open.remove(&place.course) {
            open
        } else {
            let open = self.opened(place, sealed)?;
            self.writing.push(open.vault().writing()?);
            open
        };
        Ok(self.open.entry(place.course).or_insert(open))
    }

    fn opened(&self, place: Place, sealed: Option<&[u8]>) -> Result<OpenVault, CompanionError> {
        let vault = CourseVault::beside(self.diary.path(), place.course);
        let key = DeviceKey::obtain(self.keys, new_identity)?;
        match sealed {
            // Sealed photos do not open with an identity made today.
            Some(_) if !vault.has_identity() && self.identities.is_empty() => {
                Err(VaultError::NoIdentity.into())
            }
            Some(sealed) if !vault.has_identity() => {
                let fits = self.identities.iter().find(|identity| identity.opens(sealed));
                let fits =
                    fits.ok_or_else(|| VaultError::Changed { path: place.photo.to_string().into() })?;
                Ok(vault.open_with(&key, fits)?)
            }
            _ => Ok(vault.open(&key, new_identity)?),
        }
    }

    /// Seals one photo and its previews, unless they are here.
    fn bring(&mut self, reader: &mut Reader, place: Place, added: &PhotoAdded) -> Result<(), CompanionError> {
        let file = if place.form == Form::Sealed { PhotoFile::Original } else { PhotoFile::Clean };
        if CourseVault::beside(self.diary.path(), place.course).has(place.photo, file) {
            return Ok(());
        }
        let bytes = reader.photo(place)?;
        let (arriving, sealed) = match place.form {
            Form::Sealed => (Arriving::Sealed(&bytes, &added.hash.0), Some(&bytes[..])),
            Form::SealedClean => (Arriving::SealedClean(&bytes), Some(&bytes[..])),
            Form::Clear { .. } => (Arriving::Clear(&bytes), None),
        };
        if let Some(sealed) = sealed {
            self.adopt_for(place, sealed)?;
        }
        self.of(place, sealed)?.place(place.photo, arriving)?;
        Ok(())
    }

    /// Keeps the identity, of those that were given, that opens what none of the course's own does.
    fn adopt_for(&mut self, place: Place, sealed: &[u8]) -> Result<(), CompanionError> {
        if self.of(place, Some(sealed))?.fits(sealed) {
            return Ok(());
        }
        let fits = self.identities.iter().position(|identity| identity.opens(sealed));
        let Some(fits) = fits.map(|place| self.identities.remove(place)) else { return Ok(()) };
        let key = DeviceKey::obtain(self.keys, new_identity)?;
        let adopted = self.of(place, Some(sealed))?.adopt(&key, &fits);
        self.identities.push(fits);
        Ok(adopted?)
    }
}

impl From<PlaceError> for CompanionError {
    fn from(error: PlaceError) -> Self {
        match error {
            PlaceError::Vault(error) => error.into(),
            PlaceError::Photo(error) => error.into(),
        }
    }
}

impl Companion {
    /// What a bundle that came in did.
    pub fn end_bundle(&mut self, path: &Path, imported: Imported) -> Result<DoneView, CompanionError> {
        let mut done = self.end_import(imported)?;
        done.lines.push(self.words.text(say::bundle_read(name(path))));
        Ok(done)
    }
}
