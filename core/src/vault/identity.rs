//! A course's identity: the age X25519 key pair to which its photos are sealed.
//!
//! Made with the first photo of a course, and kept beside the photos in a file that is itself sealed to the device's
//! key. A client who exports it opens every photo with the plain `age` tool. Like the device's key it is never made
//! over another one. Not for: the photos' files (`sealed`).

use std::fmt;
use std::io::Read as _;
use std::path::Path;

use age::secrecy::ExposeSecret as _;
use age::x25519::{Identity, Recipient};
use zeroize::Zeroizing;

use super::device_key::DeviceKey;
use super::error::VaultError;
use super::files;

/// The file in a course's folder.
pub(super) const FILE: &str = "identity.age";

/// A course's key pair. Wiped when dropped, never shown.
pub struct CourseIdentity(Identity);

impl CourseIdentity {
    /// The identity in a course's folder; where there is none yet, `fresh`, once it is kept.
    pub(super) fn obtain(
        folder: &Path,
        key: &DeviceKey,
        fresh: impl FnOnce() -> Identity,
    ) -> Result<Self, VaultError> {
        if let Some(kept) = Self::find(folder, key)? {
            return Ok(kept);
        }
        Self(fresh()).keep(folder, key)?;
        // Another process may have been faster: what is there now holds.
        Self::find(folder, key)?.ok_or(VaultError::NoIdentity)
    }

    /// The identity in a course's folder, where there is one.
    pub(super) fn find(folder: &Path, key: &DeviceKey) -> Result<Option<Self>, VaultError> {
        let sealed = match std::fs::read(folder.join(FILE)) {
            Ok(sealed) => sealed,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut text = Zeroizing::new(String::new());
        key.open(&sealed[..])?.read_to_string(&mut text).map_err(|_| VaultError::WrongKey)?;
        Self::read(text.trim()).map(Some)
    }

    /// Keeps it, where the folder has none.
    pub(super) fn keep(&self, folder: &Path, key: &DeviceKey) -> Result<(), VaultError> {
        let secret = self.0.to_string();
        let sealed = age::encrypt(&key.recipient(), secret.expose_secret().as_bytes())?;
        files::add(&folder.join(FILE), &sealed)?;
        Ok(())
    }

    /// Reads one as `age-keygen` writes it; lines that begin with `#` say nothing.
    pub fn read(text: &str) -> Result<Self, VaultError> {
        let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
        let read = line.unwrap_or_default().parse();
        read.map(Self).map_err(|reason: &str| VaultError::NotAnIdentity { reason: reason.to_owned() })
    }

    /// As `age-keygen` writes it, for a client who keeps a copy: whoever has it opens the photos.
    pub fn reveal(&self) -> Zeroizing<String> {
        Zeroizing::new(format!(
            "# public key: {}\n{}\n",
            self.recipient(),
            self.0.to_string().expose_secret()
        ))
    }

    /// The public half.
    pub fn recipient(&self) -> Recipient {
        self.0.to_public()
    }

    pub(super) const fn secret(&self) -> &Identity {
        &self.0
    }
}

impl fmt::Debug for CourseIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CourseIdentity(…)")
    }
}
