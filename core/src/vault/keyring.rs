//! A course's identities: usually one, several where devices met that had each made one.
//!
//! ```text
//! vault/<course>/identity.age              the first one here
//! vault/<course>/identity-<print>.age      each that came later
//! ```
//!
//! Any of them opens what is sealed to it. New files are sealed to the first in the order of the public halves, so that devices
//! that have the same ones seal to the same. None is ever replaced or taken away. Not for: one identity by itself
//! (`identity`), or how it comes from another device (`sync`).

use std::path::Path;

use age::x25519::{Identity, Recipient};
use zeroize::Zeroizing;

use super::device_key::DeviceKey;
use super::error::VaultError;
use super::files;
use super::identity::{CourseIdentity, FILE};

/// What the names of the others begin and end with.
const OTHERS: (&str, &str) = ("identity-", ".age");

/// The identities of a course, at least one.
#[derive(Debug)]
pub struct Keyring {
    /// The first in the order of the public halves.
    first: CourseIdentity,
    /// The others, in that order.
    others: Vec<CourseIdentity>,
}

impl Keyring {
    /// The identities in a course's folder that the device's key opens; `None` where there is none at all. One that it does
    /// not open is passed over, unless no other is there.
    pub(super) fn find(folder: &Path, key: &DeviceKey) -> Result<Option<Self>, VaultError> {
        let (mut found, mut closed) = (Vec::new(), false);
        for name in names(folder)? {
            match CourseIdentity::find_as(folder, &name, key) {
                Ok(identity) => found.extend(identity),
                Err(VaultError::WrongKey) => closed = true,
                Err(error) => return Err(error),
            }
        }
        match Self::of(found) {
            None if closed => Err(VaultError::WrongKey),
            keyring => Ok(keyring),
        }
    }

    fn of(mut identities: Vec<CourseIdentity>) -> Option<Self> {
        identities.sort_by_cached_key(|identity| identity.recipient().to_string());
        identities.dedup_by_key(|identity| identity.recipient().to_string());
        let mut identities = identities.into_iter();
        identities.next().map(|first| Self { first, others: identities.collect() })
    }

    /// Keeps an identity beside those that are there. `false` where it is there already.
    pub(super) fn adopt(
        folder: &Path,
        key: &DeviceKey,
        identity: &CourseIdentity,
    ) -> Result<bool, VaultError> {
        let has = |keyring: Option<Self>| keyring.is_some_and(|keyring| keyring.has(identity));
        let here = || match Self::find(folder, key) {
            Err(VaultError::WrongKey) => Ok(None), // what is there does not open: this one may
            other => other,
        };
        if has(here()?) {
            return Ok(false);
        }
        identity.keep_as(folder, FILE, key)?;
        // That name may be taken, by a faster process as well.
        if !has(here()?) {
            identity.keep_as(folder, &other_name(identity), key)?;
        }
        if has(here()?) { Ok(true) } else { Err(VaultError::WrongKey) }
    }

    /// All of them, the first first.
    pub fn all(&self) -> impl Iterator<Item = &CourseIdentity> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// To which new files are sealed.
    pub fn recipient(&self) -> Recipient {
        self.first.recipient()
    }

    /// Whether it is among them.
    pub fn has(&self, identity: &CourseIdentity) -> bool {
        let wanted = identity.recipient().to_string();
        self.all().any(|one| one.recipient().to_string() == wanted)
    }

    /// As `age-keygen` writes them, one after the other, for a client who keeps a copy: whoever has them opens the photos.
    pub fn reveal(&self) -> Zeroizing<String> {
        let texts: Vec<Zeroizing<String>> = self.all().map(CourseIdentity::reveal).collect();
        // Room for all of it: a string that grows leaves copies behind.
        let mut text = Zeroizing::new(String::with_capacity(texts.iter().map(|text| text.len()).sum()));
        for one in &texts {
            text.push_str(one);
        }
        text
    }

    pub(super) fn secrets(&self) -> impl Iterator<Item = &Identity> {
        self.all().map(CourseIdentity::secret)
    }
}

/// Whether a course has an identity, opened or not.
pub(super) fn is_there(folder: &Path) -> bool {
    names(folder).is_ok_and(|names| !names.is_empty())
}

/// The files of identities in a folder, in a fixed order.
fn names(folder: &Path) -> Result<Vec<String>, VaultError> {
    let mut names = files::names_in(folder)?;
    names.retain(|name| name == FILE || (name.starts_with(OTHERS.0) && name.ends_with(OTHERS.1)));
    Ok(names)
}

/// A name that says nothing of the secret, and is the same each time.
fn other_name(identity: &CourseIdentity) -> String {
    let print = blake3::hash(identity.recipient().to_string().as_bytes()).to_hex();
    format!("{}{}{}", OTHERS.0, &print[..16], OTHERS.1)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::ports::fixed::MemoryKeys;
    use crate::ports::system::new_identity;

    fn key() -> DeviceKey {
        DeviceKey::obtain(&MemoryKeys::default(), new_identity).unwrap()
    }

    fn identity() -> CourseIdentity {
        use age::secrecy::ExposeSecret as _;
        CourseIdentity::read(new_identity().to_string().expose_secret()).unwrap()
    }

    fn public(keyring: &Keyring) -> Vec<String> {
        keyring.all().map(|identity| identity.recipient().to_string()).collect()
    }

    #[test]
    fn identities_gather_and_their_order_is_the_same_everywhere() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (keys, identities) = ([key(), key()], [identity(), identity(), identity()]);
        for identity in &identities {
            assert!(Keyring::adopt(one.path(), &keys[0], identity).unwrap());
            assert!(!Keyring::adopt(one.path(), &keys[0], identity).unwrap());
        }
        for identity in identities.iter().rev() {
            assert!(Keyring::adopt(two.path(), &keys[1], identity).unwrap());
        }
        let found = [(&one, &keys[0]), (&two, &keys[1])]
            .map(|(folder, key)| Keyring::find(folder.path(), key).unwrap().unwrap());
        assert_eq!(public(&found[0]), public(&found[1]));
        assert_eq!(public(&found[0]).len(), 3);
        assert_eq!(found[0].recipient().to_string(), public(&found[1])[0]);
        assert_eq!(CourseIdentity::read_all(&found[0].reveal()).unwrap().len(), 3);
        assert_eq!(fs::read_dir(one.path()).unwrap().count(), 3);
    }

    #[test]
    fn what_another_devices_key_sealed_is_passed_over_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (lost, mine) = (key(), key());
        assert!(Keyring::find(folder.path(), &mine).unwrap().is_none());
        Keyring::adopt(folder.path(), &lost, &identity()).unwrap();
        assert!(matches!(Keyring::find(folder.path(), &mine), Err(VaultError::WrongKey)));
        let adopted = identity();
        assert!(Keyring::adopt(folder.path(), &mine, &adopted).unwrap());
        let found = Keyring::find(folder.path(), &mine).unwrap().unwrap();
        assert_eq!(public(&found), [adopted.recipient().to_string()]);
        assert_eq!(public(&Keyring::find(folder.path(), &lost).unwrap().unwrap()).len(), 1);
    }
}
