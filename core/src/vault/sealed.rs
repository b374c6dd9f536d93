//! The vault's files: photos and their previews, each an age file that an identity of the course opens.
//!
//! ```text
//! vault/<course>/identity.age              and others beside it (`keyring`)
//! vault/<course>/<photo>/original.age      the file as it came, byte for byte
//! vault/<course>/<photo>/view.age          at most 1024 pixels on the longer side, JPEG
//! vault/<course>/<photo>/grid.age          at most 256 pixels
//! vault/<course>/<photo>/clean.age         in place of the original, where it came without its metadata
//! ```
//!
//! Not for: which photos there are (`diary`), or what is in one (the crate `stipple-photo`).

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use uuid::Uuid;
use zeroize::Zeroizing;

use super::device_key::DeviceKey;
use super::error::VaultError;
use super::files;
use super::identity::{CourseIdentity, FILE};
use super::keyring::{self, Keyring};

/// The vault's folder beside the diary.
pub const FOLDER: &str = "vault";

/// One of the files of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum PhotoFile {
    /// The file as it came.
    Original,
    /// For looking at: at most 1024 pixels on the longer side.
    View,
    /// For a list: at most 256 pixels.
    Grid,
    /// The file without its metadata, where only that came in: it stands for the original.
    Clean,
}

/// What a scrub found about one photo's files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// All as it went in.
    Sound,
    /// Only the file without its metadata is there, as it came in, and opens.
    Clean,
    /// The original is not there.
    Missing,
    /// The original does not open, or holds other bytes than went into it.
    Changed,
    /// The original is sound; a preview is missing or does not open.
    PreviewLost,
}

/// The folder of one course in the vault of one device.
#[derive(Debug, Clone)]
pub struct CourseVault {
    folder: PathBuf,
}

/// A course's folder, and what opens its files.
#[derive(Debug)]
pub struct OpenVault {
    vault: CourseVault,
    keyring: Keyring,
}

impl PhotoFile {
    /// Those that every photo has.
    pub const ALL: [Self; 3] = [Self::Original, Self::View, Self::Grid];

    const fn name(self) -> &'static str {
        match self {
            Self::Original => "original.age",
            Self::View => "view.age",
            Self::Grid => "grid.age",
            Self::Clean => "clean.age",
        }
    }
}

impl CourseVault {
    /// The folder of a course beside the diary's file. Nothing is made.
    pub fn beside(diary: &Path, course: Uuid) -> Self {
        Self { folder: vaults_beside(diary).join(course.to_string()) }
    }

    /// Opens it, and makes the course's identity where there is none.
    pub fn open(
        self,
        key: &DeviceKey,
        fresh: impl FnOnce() -> age::x25519::Identity,
    ) -> Result<OpenVault, VaultError> {
        let keyring = match Keyring::find(&self.folder, key)? {
            Some(keyring) => keyring,
            // What is sealed already was sealed to an identity that is gone: a new one would hide that.
            None if self.has_photos()? => return Err(VaultError::NoIdentity),
            None => {
                CourseIdentity::of(fresh()).keep_as(&self.folder, FILE, key)?;
                // Another process may have been faster: what is there now holds.
                Keyring::find(&self.folder, key)?.ok_or(VaultError::NoIdentity)?
            }
        };
        Ok(OpenVault { vault: self, keyring })
    }

    /// Opens it with what is there; `None` where the course has no identity here.
    pub fn open_if_there(self, key: &DeviceKey) -> Result<Option<OpenVault>, VaultError> {
        let keyring = Keyring::find(&self.folder, key)?;
        Ok(keyring.map(|keyring| OpenVault { vault: self, keyring }))
    }

    /// Opens it with an identity from elsewhere as well, which is kept beside those that are there.
    pub fn open_with(self, key: &DeviceKey, identity: &CourseIdentity) -> Result<OpenVault, VaultError> {
        self.adopt(key, identity)?;
        let keyring = Keyring::find(&self.folder, key)?.ok_or(VaultError::NoIdentity)?;
        Ok(OpenVault { vault: self, keyring })
    }

    /// Keeps an identity of another device beside those that are there. `false` where it is there already.
    pub fn adopt(&self, key: &DeviceKey, identity: &CourseIdentity) -> Result<bool, VaultError> {
        Keyring::adopt(&self.folder, key, identity)
    }

    /// Whether the course has an identity here.
    pub fn has_identity(&self) -> bool {
        keyring::is_there(&self.folder)
    }

    /// The courses that have a folder beside the diary's file.
    pub fn courses_beside(diary: &Path) -> Result<Vec<Uuid>, VaultError> {
        ids_in(&vaults_beside(diary))
    }

    /// The ids of the photos that have a folder here.
    pub fn photos(&self) -> Result<Vec<Uuid>, VaultError> {
        ids_in(&self.folder)
    }

    /// Whether a file of a photo, or a better one, is here already.
    pub fn has(&self, photo: Uuid, file: PhotoFile) -> bool {
        let there = |file| self.path(photo, file).exists();
        there(PhotoFile::Original) || there(file)
    }

    /// The course's folder; it need not be there.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    fn has_photos(&self) -> Result<bool, VaultError> {
        Ok(self.photos()?.into_iter().any(|photo| self.has(photo, PhotoFile::Clean)))
    }

    /// Where a file of a photo lies, or would.
    pub fn path(&self, photo: Uuid, file: PhotoFile) -> PathBuf {
        self.folder.join(photo.to_string()).join(file.name())
    }

    /// A file of a photo as it lies there.
    pub fn sealed(&self, photo: Uuid, file: PhotoFile) -> Result<Vec<u8>, VaultError> {
        let path = self.path(photo, file);
        fs::read(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => VaultError::Missing { path },
            _ => error.into(),
        })
    }

    /// Deletes a photo's files; what is not there is no error.
    pub fn delete(&self, photo: Uuid) -> Result<(), VaultError> {
        match fs::remove_dir_all(self.folder.join(photo.to_string())) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.into()),
            Ok(()) => Ok(files::sync_folder(&self.folder)?),
        }
    }
}

impl OpenVault {
    /// The folder.
    pub const fn vault(&self) -> &CourseVault {
        &self.vault
    }

    /// What opens the files.
    pub const fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// Keeps an identity of another device beside those that are there.
    pub fn adopt(&mut self, key: &DeviceKey, identity: &CourseIdentity) -> Result<(), VaultError> {
        self.vault.adopt(key, identity)?;
        self.keyring = Keyring::find(self.vault.folder(), key)?.ok_or(VaultError::NoIdentity)?;
        Ok(())
    }

    /// Whether one of the identities that are here is what sealed bytes were sealed to.
    pub fn fits(&self, sealed: &[u8]) -> bool {
        self.keyring.all().any(|identity| identity.opens(sealed))
    }

    /// Seals a file of a photo, durably. Where it is there already, that one stays.
    pub fn seal(&self, photo: Uuid, file: PhotoFile, clear: &[u8]) -> Result<(), VaultError> {
        let recipient = self.keyring.recipient();
        files::add_with(&self.vault.path(photo, file), |out| {
            let recipients = std::iter::once(&recipient as &dyn age::Recipient);
            let mut sealing = age::Encryptor::with_recipients(recipients)?.wrap_output(out)?;
            sealing.write_all(clear)?;
            sealing.finish()?;
            Ok(())
        })
    }

    /// Puts a file of a photo in its place that was sealed before, once it proves to open.
    pub fn put(&self, photo: Uuid, file: PhotoFile, sealed: &[u8]) -> Result<(), VaultError> {
        let path = self.vault.path(photo, file);
        self.unseal(sealed, &path)?;
        files::add(&path, sealed)?;
        Ok(())
    }

    /// Whether only a photo's file without its metadata came here.
    pub fn is_clean(&self, photo: Uuid) -> bool {
        let there = |file| self.vault.path(photo, file).exists();
        !there(PhotoFile::Original) && there(PhotoFile::Clean)
    }

    /// Opens a file of a photo; for an original that came without its metadata, that. The bytes are wiped when dropped.
    pub fn open_file(&self, photo: Uuid, file: PhotoFile) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let file = if file == PhotoFile::Original && self.is_clean(photo) { PhotoFile::Clean } else { file };
        let path = self.vault.path(photo, file);
        let sealed = self.sealed(photo, file)?;
        self.unseal(&sealed, &path)
    }

    /// A file of a photo as it lies there.
    pub fn sealed(&self, photo: Uuid, file: PhotoFile) -> Result<Vec<u8>, VaultError> {
        self.vault.sealed(photo, file)
    }

    /// Opens a sealed file that lies elsewhere; `path` names it in an error.
    pub fn unseal(&self, sealed: &[u8], path: &Path) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let changed = || VaultError::Changed { path: path.to_owned() };
        let opener = age::Decryptor::new_buffered(sealed).map_err(|_| changed())?;
        let identities = self.keyring.secrets().map(|identity| identity as &dyn age::Identity);
        let mut stream = opener.decrypt(identities).map_err(|_| changed())?;
        let mut clear = Zeroizing::new(Vec::with_capacity(sealed.len()));
        stream.read_to_end(&mut clear).map_err(|_| changed())?;
        Ok(clear)
    }

    /// Looks at a photo's files: opens each, and compares the original with the hash it had. Changes nothing.
    pub fn examine(&self, photo: Uuid, hash: &[u8; 32]) -> Result<Health, VaultError> {
        match self.open_file(photo, PhotoFile::Original) {
            Ok(_) if self.is_clean(photo) => return Ok(Health::Clean),
            Ok(original) if blake3::hash(&original).as_bytes() == hash => {}
            Ok(_) | Err(VaultError::Changed { .. }) => return Ok(Health::Changed),
            Err(VaultError::Missing { .. }) => return Ok(Health::Missing),
            Err(other) => return Err(other),
        }
        for preview in [PhotoFile::View, PhotoFile::Grid] {
            match self.open_file(photo, preview) {
                Ok(_) => {}
                Err(VaultError::Changed { .. } | VaultError::Missing { .. }) => {
                    return Ok(Health::PreviewLost);
                }
                Err(other) => return Err(other),
            }
        }
        Ok(Health::Sound)
    }
}

/// The ids among the names in a folder, which need not be there.
fn ids_in(folder: &Path) -> Result<Vec<Uuid>, VaultError> {
    let mut ids: Vec<Uuid> = files::names_in(folder)?.iter().filter_map(|name| name.parse().ok()).collect();
    ids.sort();
    Ok(ids)
}

/// The vault's folder beside the diary's file.
fn vaults_beside(diary: &Path) -> PathBuf {
    diary.parent().unwrap_or_else(|| Path::new(".")).join(FOLDER)
}
