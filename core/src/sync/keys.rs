//! The account's secret, and every key that comes from it.
//!
//! ```text
//! account secret, 128 random bits
//! └─ HKDF-SHA-256, no salt, a label each
//!    ├─ account key    Ed25519: proves to the server who one is; the account's id is the BLAKE3 hash of its public half
//!    ├─ log key        XChaCha20-Poly1305: records
//!    └─ label key      the same: names of devices
//! ```
//!
//! Test vectors for each stand in `core/tests/vectors`. Secrets lie in the device's [`KeyStore`], are wiped when dropped
//! and never shown. Not for: how the secret is written down (`code`), sealing (`seal`), or the keys of photos (`vault`).

use std::fmt;

use ed25519_dalek::{Signer as _, SigningKey};
use hkdf::Hkdf;
use sha2::Sha256;
pub use stipple_wire::AccountId;
use stipple_wire::{Bytes, Fixed, account_id, account_message, device_message};
use zeroize::Zeroizing;

use crate::ports::{KeyStore, KeyStoreError, Random, Secret};

/// How many bytes an account's secret has.
pub const SECRET_BYTES: usize = 16;

const ACCOUNT_KEY: &[u8] = b"stipple v1 account key";
const LOG_KEY: &[u8] = b"stipple v1 log key";
const LABEL_KEY: &[u8] = b"stipple v1 device label key";

/// Why a secret was not kept or not found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeysError {
    /// The device would not give or keep it.
    #[error(transparent)]
    KeyStore(#[from] KeyStoreError),
    /// What is kept under its name is something else.
    #[error("what is kept as `{name}` is not what belongs there: nothing was put in its place")]
    Damaged {
        /// The name; never the secret.
        name: String,
    },
    /// The device took it and does not have it.
    #[error("the device's place for secrets took `{name}` and does not have it")]
    NotKept {
        /// The name.
        name: String,
    },
}

/// What an account is made of. Whoever has it has everything.
#[derive(Clone)]
pub struct AccountSecret(Zeroizing<[u8; SECRET_BYTES]>);

/// The keys of an account.
pub struct AccountKeys {
    id: AccountId,
    signing: SigningKey,
    log: LogKey,
    label: LabelKey,
}

/// Seals records.
pub struct LogKey(pub(super) Zeroizing<[u8; 32]>);

/// Seals names of devices.
pub struct LabelKey(pub(super) Zeroizing<[u8; 32]>);

/// What this device shows the server with each request, as the server wrote it.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceToken(Secret);

impl AccountSecret {
    /// Draws a new one.
    pub fn draw(random: &dyn Random) -> Self {
        let mut bytes = Zeroizing::new([0; SECRET_BYTES]);
        random.fill(&mut *bytes);
        Self(bytes)
    }

    /// The secret of these bytes.
    pub fn from_bytes(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for the one who writes them down.
    pub fn expose(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }

    /// All keys that come from it.
    pub fn keys(&self) -> AccountKeys {
        let signing = SigningKey::from_bytes(&self.derive(ACCOUNT_KEY));
        let id = account_id(&Fixed(signing.verifying_key().to_bytes()));
        AccountKeys {
            id,
            signing,
            log: LogKey(self.derive(LOG_KEY)),
            label: LabelKey(self.derive(LABEL_KEY)),
        }
    }

    fn derive(&self, label: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        let derived = Hkdf::<Sha256>::new(None, &*self.0).expand(label, &mut *key);
        derived.expect("32 bytes are fewer than the 8,160 that HKDF-SHA-256 can give");
        key
    }

    /// Keeps it on this device. Where it is kept already, that is no error.
    pub fn keep(&self, keys: &dyn KeyStore) -> Result<(), KeysError> {
        let account = self.keys().id;
        keys.add(&secret_name(account), &Secret::new(self.0.to_vec()))?;
        // What is not there after that would be lost with the code.
        Self::find(keys, account)?.map(drop).ok_or_else(|| KeysError::NotKept { name: secret_name(account) })
    }

    /// The secret of that account, where this device keeps it.
    pub fn find(keys: &dyn KeyStore, account: AccountId) -> Result<Option<Self>, KeysError> {
        let name = secret_name(account);
        let Some(kept) = keys.get(&name)? else { return Ok(None) };
        let bytes = kept.expose().try_into().map(Self::from_bytes);
        match bytes {
            Ok(secret) if secret.keys().id == account => Ok(Some(secret)),
            _ => Err(KeysError::Damaged { name }),
        }
    }

    /// Forgets what this device keeps of an account: secret and token.
    pub fn forget(keys: &dyn KeyStore, account: AccountId) -> Result<(), KeysError> {
        keys.delete(&token_name(account))?;
        Ok(keys.delete(&secret_name(account))?)
    }
}

impl AccountKeys {
    /// The account.
    pub const fn id(&self) -> AccountId {
        self.id
    }

    /// The public half of the account key.
    pub fn public_key(&self) -> [u8; 32] {
        self.signing.verifying_key().to_bytes()
    }

    /// Seals records.
    pub const fn log(&self) -> &LogKey {
        &self.log
    }

    /// Seals names of devices.
    pub const fn label(&self) -> &LabelKey {
        &self.label
    }

    /// The signature with which an account is registered.
    pub fn sign_account(&self) -> [u8; 64] {
        self.sign(&account_message(&Fixed(self.public_key())))
    }

    /// The signature with which a device is admitted: it answers the server's nonce, for that sealed name and no other.
    pub fn sign_device(&self, nonce: &[u8; 32], sealed_label: &[u8]) -> [u8; 64] {
        self.sign(&device_message(&self.id, &Fixed(*nonce), &Bytes(sealed_label.to_vec())))
    }

    /// Everything that is signed begins with words that say what it is, so that no signature serves for another thing.
    fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.signing.sign(message).to_bytes()
    }
}

impl DeviceToken {
    /// The token that the server gave.
    pub fn new(text: &str) -> Self {
        Self(Secret::new(text.as_bytes().to_vec()))
    }

    /// The text, for the one header it stands in.
    pub fn expose(&self) -> &str {
        std::str::from_utf8(self.0.expose()).unwrap_or_default()
    }

    /// Keeps it in place of an earlier one. Killed in between, the device has none, and asks for another.
    pub fn keep(&self, keys: &dyn KeyStore, account: AccountId) -> Result<(), KeysError> {
        let name = token_name(account);
        keys.delete(&name)?;
        keys.add(&name, &self.0)?;
        match keys.get(&name)? {
            Some(kept) if kept == self.0 => Ok(()),
            Some(_) => Err(KeysError::Damaged { name }),
            None => Err(KeysError::NotKept { name }),
        }
    }

    /// The token for that account, where this device has one.
    pub fn find(keys: &dyn KeyStore, account: AccountId) -> Result<Option<Self>, KeysError> {
        let name = token_name(account);
        let Some(kept) = keys.get(&name)? else { return Ok(None) };
        let reads = std::str::from_utf8(kept.expose()).is_ok();
        if reads { Ok(Some(Self(kept))) } else { Err(KeysError::Damaged { name }) }
    }

    /// Forgets it: the server has revoked it.
    pub fn forget(keys: &dyn KeyStore, account: AccountId) -> Result<(), KeysError> {
        Ok(keys.delete(&token_name(account))?)
    }
}

// Names in a place for secrets have at most 64 characters of `a-z`, `0-9` and `-`; half of the account's id tells any two
// accounts apart, and what is found is checked against all of it.

fn secret_name(account: AccountId) -> String {
    format!("account-secret-{:.32}", account.to_string())
}

fn token_name(account: AccountId) -> String {
    format!("account-token-{:.32}", account.to_string())
}

macro_rules! never_shown {
    ($($name:ident)+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

never_shown! { AccountSecret AccountKeys LogKey LabelKey DeviceToken }

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::fixed::{MemoryKeys, SeededRandom};

    fn secret(seed: u64) -> AccountSecret {
        AccountSecret::draw(&SeededRandom::new(seed))
    }

    #[test]
    fn a_secret_is_kept_found_and_forgotten_with_its_token() {
        let (keys, secret) = (MemoryKeys::default(), secret(1));
        let account = secret.keys().id();
        assert!(AccountSecret::find(&keys, account).unwrap().is_none());
        secret.keep(&keys).unwrap();
        secret.keep(&keys).unwrap();
        assert_eq!(AccountSecret::find(&keys, account).unwrap().unwrap().expose(), secret.expose());
        DeviceToken::new("one").keep(&keys, account).unwrap();
        DeviceToken::new("two").keep(&keys, account).unwrap();
        assert_eq!(DeviceToken::find(&keys, account).unwrap().unwrap().expose(), "two");
        DeviceToken::forget(&keys, account).unwrap();
        assert_eq!(DeviceToken::find(&keys, account).unwrap(), None);
        AccountSecret::forget(&keys, account).unwrap();
        assert!(AccountSecret::find(&keys, account).unwrap().is_none());
    }

    #[test]
    fn what_is_no_secret_of_that_account_is_left_as_it_is() {
        let (keys, secret, other) = (MemoryKeys::default(), secret(1), secret(2));
        let account = secret.keys().id();
        keys.add(&secret_name(account), &Secret::new(other.expose().to_vec())).unwrap();
        assert!(matches!(secret.keep(&keys), Err(KeysError::Damaged { .. })));
        let kept = keys.get(&secret_name(account)).unwrap().unwrap();
        assert_eq!(kept.expose(), other.expose());
    }

    #[test]
    fn names_fit_every_place_for_secrets() {
        let account = secret(1).keys().id();
        for name in [secret_name(account), token_name(account)] {
            assert!(name.len() <= 64, "{name}");
            assert!(name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')), "{name}");
        }
    }

    #[test]
    fn nothing_secret_is_shown() {
        let (secret, keys) = (secret(1), secret(1).keys());
        let shown =
            format!("{secret:?} {keys:?} {:?} {:?} {:?}", keys.log(), keys.label(), DeviceToken::new("x"));
        assert_eq!(shown, "AccountSecret(…) AccountKeys(…) LogKey(…) LabelKey(…) DeviceToken(…)");
    }

    #[test]
    fn an_id_reads_back_from_its_text() {
        let id = secret(1).keys().id();
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("abc".parse::<AccountId>().is_err());
    }

    #[test]
    fn signatures_hold_for_what_they_say_only() {
        let keys = secret(1).keys();
        let public = ed25519_dalek::VerifyingKey::from_bytes(&keys.public_key()).unwrap();
        let verify = |message: &[u8], signature: &[u8; 64]| {
            public.verify_strict(message, &(*signature).into()).is_ok()
        };
        let account = [b"stipple account v1", &keys.public_key()[..]].concat();
        assert!(verify(&account, &keys.sign_account()));
        let device = |nonce: [u8; 32], label: &[u8]| {
            [b"stipple device v1", &keys.id().0[..], &nonce, blake3::hash(label).as_bytes()].concat()
        };
        let signature = keys.sign_device(&[7; 32], b"sealed");
        assert!(verify(&device([7; 32], b"sealed"), &signature));
        assert!(!verify(&device([8; 32], b"sealed"), &signature));
        assert!(!verify(&device([7; 32], b"other"), &signature));
        assert!(!verify(&account, &signature));
    }
}
