//! A photo that comes from elsewhere, in an archive or from another device: proven to be what it should be, then put in its
//! place with previews of its own.
//!
//! Its previews come first and its file last, so that what has a file is whole. Not for: photos that are new
//! (`companion::photo_import`), or who sends them.

use std::path::Path;

use stipple_photo::{Limits, Photo, ReadError};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::error::VaultError;
use super::sealed::{OpenVault, PhotoFile};

/// The quality of a preview's JPEG, 1 to 100.
const PREVIEW_QUALITY: u8 = 85;

/// How a photo's file comes.
#[derive(Clone, Copy)]
pub enum Arriving<'a> {
    /// Sealed to an identity of the course: the file as it was, whose hash is known.
    Sealed(&'a [u8], &'a [u8; 32]),
    /// The same of one that had lost its metadata, and with them its hash.
    SealedClean(&'a [u8]),
    /// In clear, without its metadata.
    Clear(&'a [u8]),
}

/// Why a photo was not put in its place.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// It does not open, or is not that photo.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// It is no photo.
    #[error(transparent)]
    Photo(#[from] ReadError),
}

impl Arriving<'_> {
    const fn file(&self) -> PhotoFile {
        match self {
            Self::Sealed(..) => PhotoFile::Original,
            Self::SealedClean(_) | Self::Clear(_) => PhotoFile::Clean,
        }
    }
}

impl OpenVault {
    /// Puts a photo that comes from elsewhere in its place, with previews; what is here already stays.
    pub fn place(&self, photo: Uuid, arriving: Arriving<'_>) -> Result<(), PlaceError> {
        let file = arriving.file();
        if self.vault().has(photo, file) {
            return Ok(());
        }
        let named = Path::new("photo");
        let clear = match arriving {
            Arriving::Sealed(sealed, _) | Arriving::SealedClean(sealed) => self.unseal(sealed, named)?,
            Arriving::Clear(clear) => Zeroizing::new(clear.to_vec()),
        };
        let read = stipple_photo::read(&clear, &Limits::default(), &mut || true)?;
        if let Arriving::Sealed(_, hash) = arriving
            && read.hash != *hash
        {
            return Err(VaultError::Changed { path: named.to_owned() }.into());
        }
        self.previews(photo, &read)?;
        match arriving {
            Arriving::Sealed(sealed, _) | Arriving::SealedClean(sealed) => self.put(photo, file, sealed)?,
            Arriving::Clear(_) => self.seal(photo, file, &clear)?,
        }
        Ok(())
    }

    /// Seals a photo's previews.
    pub fn previews(&self, photo: Uuid, read: &Photo) -> Result<(), VaultError> {
        let made = stipple_photo::previews(&read.view, PREVIEW_QUALITY);
        self.seal(photo, PhotoFile::View, &made.view)?;
        self.seal(photo, PhotoFile::Grid, &made.grid)
    }
}
