//! A course's identity: the age X25519 key pair to which its photos are sealed.
//!
//! Made with the first photo of a course, and kept beside the photos in a file that is itself sealed to the device's
//! key. A client who exports it opens every photo with the plain `age` tool. Like the device's key it is never made
//! over another one. Not for: those of a course that has several (`keyring`), or the photos' files (`sealed`).

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
    /// One that was drawn just now.
    pub(super) const fn of(fresh: Identity) -> Self {
        Self(fresh)
    }

    /// The identity in a file of a course's folder, where there is one.
    pub(super) fn find_as(folder: &Path, name: &str, key: &DeviceKey) -> Result<Option<Self>, VaultError> {
        let sealed = match std::fs::read(folder.join(name)) {
            Ok(sealed) => sealed,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut text = Zeroizing::new(String::new());
        key.open(&sealed[..])?.read_to_string(&mut text).map_err(|_| VaultError::WrongKey)?;
        Self::read(text.trim()).map(Some)
    }

    /// Keeps it under that name, where the folder has none of that name.
    pub(super) fn keep_as(&self, folder: &Path, name: &str, key: &DeviceKey) -> Result<(), VaultError> {
        let secret = self.0.to_string();
        let sealed = age::encrypt(&key.recipient(), secret.expose_secret().as_bytes())?;
        files::add(&folder.join(name), &sealed)?;
        Ok(())
    }

    /// Reads one as `age-keygen` writes it; lines that begin with `#` say nothing.
    pub fn read(text: &str) -> Result<Self, VaultError> {
        let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
        let read = line.unwrap_or_default().parse();
        read.map(Self).map_err(|reason: &str| VaultError::NotAnIdentity { reason: reason.to_owned() })
    }

    /// Reads all that stand in a text, as `age` reads a file of identities; at least one.
    pub fn read_all(text: &str) -> Result<Vec<Self>, VaultError> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let identities = lines.map(Self::read).collect::<Result<Vec<_>, _>>()?;
        if identities.is_empty() { Self::read(text).map(|one| vec![one]) } else { Ok(identities) }
    }

    /// The secret half, as `age` writes it: whoever has it opens the photos.
    pub fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
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

    /// Whether sealed bytes were sealed to it.
    pub fn opens(&self, sealed: &[u8]) -> bool {
        let opener = age::Decryptor::new_buffered(sealed);
        opener.is_ok_and(|opener| opener.decrypt(std::iter::once(&self.0 as &dyn age::Identity)).is_ok())
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
