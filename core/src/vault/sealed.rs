//! The vault's files: photos and their previews, each an age file that the course's identity opens.
//!
//! ```text
//! vault/<course>/identity.age
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
    identity: CourseIdentity,
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
        let folder = diary.parent().unwrap_or_else(|| Path::new(".")).join(FOLDER).join(course.to_string());
        Self { folder }
    }

    /// Opens it, and makes the course's identity where there is none.
    pub fn open(
        self,
        key: &DeviceKey,
        fresh: impl FnOnce() -> age::x25519::Identity,
    ) -> Result<OpenVault, VaultError> {
        let identity = match CourseIdentity::find(&self.folder, key)? {
            Some(identity) => identity,
            // What is sealed already was sealed to an identity that is gone: a new one would hide that.
            None if self.has_photos()? => return Err(VaultError::NoIdentity),
            None => CourseIdentity::obtain(&self.folder, key, fresh)?,
        };
        Ok(OpenVault { vault: self, identity })
    }

    /// Opens it with an identity from elsewhere, which is kept where there is none; another one than that which is
    /// there is refused.
    pub fn open_with(self, key: &DeviceKey, identity: &CourseIdentity) -> Result<OpenVault, VaultError> {
        identity.keep(&self.folder, key)?;
        match CourseIdentity::find(&self.folder, key)? {
            Some(kept) if kept.recipient().to_string() == identity.recipient().to_string() => {
                Ok(OpenVault { vault: self, identity: kept })
            }
            _ => Err(VaultError::WrongKey),
        }
    }

    /// Whether the course has an identity here.
    pub fn has_identity(&self) -> bool {
        self.folder.join(FILE).exists()
    }

    /// The ids of the photos that have a folder here.
    pub fn photos(&self) -> Result<Vec<Uuid>, VaultError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let mut photos = Vec::new();
        for entry in entries {
            photos.extend(entry?.file_name().to_str().and_then(|name| name.parse::<Uuid>().ok()));
        }
        photos.sort();
        Ok(photos)
    }

    /// The course's folder; it need not be there.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    fn has_photos(&self) -> Result<bool, VaultError> {
        Ok(self.photos()?.iter().any(|photo| self.path(*photo, PhotoFile::Original).exists()))
    }

    /// Where a file of a photo lies, or would.
    pub fn path(&self, photo: Uuid, file: PhotoFile) -> PathBuf {
        self.folder.join(photo.to_string()).join(file.name())
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
    pub const fn identity(&self) -> &CourseIdentity {
        &self.identity
    }

    /// Seals a file of a photo, durably. Where it is there already, that one stays.
    pub fn seal(&self, photo: Uuid, file: PhotoFile, clear: &[u8]) -> Result<(), VaultError> {
        let recipient = self.identity.recipient();
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
        let path = self.vault.path(photo, file);
        fs::read(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => VaultError::Missing { path },
            _ => error.into(),
        })
    }

    /// Opens a sealed file that lies elsewhere; `path` names it in an error.
    pub fn unseal(&self, sealed: &[u8], path: &Path) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let changed = || VaultError::Changed { path: path.to_owned() };
        let opener = age::Decryptor::new_buffered(sealed).map_err(|_| changed())?;
        let identity = std::iter::once(self.identity.secret() as &dyn age::Identity);
        let mut stream = opener.decrypt(identity).map_err(|_| changed())?;
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
