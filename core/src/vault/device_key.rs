//! The device's key: an age X25519 identity, made once, kept in the device's place for secrets and nowhere else.
//!
//! The identities of courses are sealed to its public half. **A key is never made over another one**: where the store cannot say whether
//! it has one, nothing is made, and a store only ever adds. Not for: opening the app (a Keychain is locked after a
//! restart, and reminders are planned then all the same), or the recovery code.

use std::fmt;
use std::io::Read;

use age::secrecy::ExposeSecret as _;
use age::x25519::{Identity, Recipient};

use super::error::VaultError;
use crate::ports::{KeyStore, Secret};

/// The name that the device's key has in its place for secrets.
pub const NAME: &str = "device-key";

/// The device's key. Wiped when dropped, never shown.
pub struct DeviceKey(Identity);

impl DeviceKey {
    /// The device's key; where there is none yet, `fresh`, once it is kept.
    pub fn obtain(keys: &dyn KeyStore, fresh: impl FnOnce() -> Identity) -> Result<Self, VaultError> {
        if let Some(kept) = keys.get(NAME)? {
            return Self::read(&kept);
        }
        keys.add(NAME, &Secret::new(fresh().to_string().expose_secret().as_bytes().to_vec()))?;
        // What is there now holds: another caller may have been faster, and what was not kept seals nothing.
        Self::read(&keys.get(NAME)?.ok_or(VaultError::NotKept)?)
    }

    fn read(kept: &Secret) -> Result<Self, VaultError> {
        let damaged = |reason: &str| VaultError::Damaged { reason: reason.to_owned() };
        let text = std::str::from_utf8(kept.expose()).map_err(|_| damaged("it is no text"))?;
        text.parse().map(Self).map_err(damaged)
    }

    /// Opens what is sealed to it.
    pub(super) fn open<'a>(&self, sealed: &'a [u8]) -> Result<impl Read + 'a, VaultError> {
        let opener = age::Decryptor::new_buffered(sealed).map_err(|_| VaultError::WrongKey)?;
        let identity = std::iter::once(&self.0 as &dyn age::Identity);
        opener.decrypt(identity).map_err(|_| VaultError::WrongKey)
    }

    /// The public half, to which things are sealed: `age1…` as a text.
    pub fn recipient(&self) -> Recipient {
        self.0.to_public()
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::ports::KeyStoreError;
    use crate::ports::fixed::MemoryKeys;
    use crate::ports::system::new_identity;

    fn never() -> Identity {
        panic!("no key was to be made")
    }

    /// A store whose answers to `get` are given one by one, and which notes what is added.
    #[derive(Default)]
    struct Scripted {
        gets: Mutex<Vec<Result<Option<Secret>, KeyStoreError>>>,
        added: Mutex<Vec<Secret>>,
    }

    impl Scripted {
        fn new(mut gets: Vec<Result<Option<Secret>, KeyStoreError>>) -> Self {
            gets.reverse();
            Self { gets: Mutex::new(gets), added: Mutex::default() }
        }
    }

    impl KeyStore for Scripted {
        fn get(&self, name: &str) -> Result<Option<Secret>, KeyStoreError> {
            assert_eq!(name, NAME);
            self.gets.lock().unwrap().pop().expect("asked no more often than that")
        }

        fn add(&self, _: &str, secret: &Secret) -> Result<(), KeyStoreError> {
            self.added.lock().unwrap().push(secret.clone());
            Ok(())
        }

        fn delete(&self, _: &str) -> Result<(), KeyStoreError> {
            panic!("nothing deletes a device's key")
        }
    }

    fn secret(identity: &Identity) -> Secret {
        Secret::new(identity.to_string().expose_secret().as_bytes().to_vec())
    }

    #[test]
    fn it_is_made_once_and_read_again_afterwards() {
        let keys = MemoryKeys::default();
        let made = DeviceKey::obtain(&keys, new_identity).unwrap();
        assert!(made.recipient().to_string().starts_with("age1"));
        let again = DeviceKey::obtain(&keys, never).unwrap();
        assert_eq!(again.recipient().to_string(), made.recipient().to_string());
        assert_eq!(format!("{made:?}"), "DeviceKey(…)");
    }

    #[test]
    fn a_store_that_fails_never_leads_to_a_new_key() {
        let unavailable = KeyStoreError::Unavailable { reason: "broke".to_owned() };
        for failure in [KeyStoreError::Locked, unavailable] {
            let keys = Scripted::new(vec![Err(failure.clone())]);
            let told = DeviceKey::obtain(&keys, never).unwrap_err();
            assert!(matches!(told, VaultError::KeyStore(told) if told == failure));
            assert!(keys.added.lock().unwrap().is_empty());
        }
    }

    #[test]
    fn what_is_no_key_is_left_as_it_is() {
        for kept in [&b""[..], b"\xff", b"age1notsecret", b"AGE-SECRET-KEY-1QQQQ"] {
            let keys = Scripted::new(vec![Ok(Some(Secret::new(kept.to_vec())))]);
            let told = DeviceKey::obtain(&keys, never).unwrap_err();
            assert!(matches!(told, VaultError::Damaged { .. }), "{told:?}");
            assert!(keys.added.lock().unwrap().is_empty());
        }
    }

    #[test]
    fn of_two_that_make_one_at_once_both_get_the_one_that_is_kept() {
        let theirs = new_identity();
        let keys = Scripted::new(vec![Ok(None), Ok(Some(secret(&theirs)))]);
        let key = DeviceKey::obtain(&keys, new_identity).unwrap();
        assert_eq!(key.recipient().to_string(), theirs.to_public().to_string());
    }

    #[test]
    fn a_store_that_forgets_is_found_out() {
        let keys = Scripted::new(vec![Ok(None), Ok(None)]);
        assert!(matches!(DeviceKey::obtain(&keys, new_identity), Err(VaultError::NotKept)));
    }
}
