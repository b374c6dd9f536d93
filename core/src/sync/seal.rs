//! Sealing what the server keeps: records and names of devices.
//!
//! ```text
//! 1 byte     version, 1
//! 24 bytes   nonce, random
//! the rest   XChaCha20-Poly1305: the ciphertext, and 16 bytes that prove it
//! ```
//!
//! What it is, the account and the record's id are authenticated beside it: a record that is given out under another id, or to another
//! account, does not open. Not for: what is in a record (`envelope`), or photos, which are age files (`vault`).

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::keys::{AccountId, AccountKeys};
use crate::ports::Random;

/// By how many bytes sealing makes a thing longer.
pub const OVERHEAD: usize = 1 + NONCE + TAG;

const VERSION: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;

const RECORD: &[u8] = b"stipple record v1";
const LABEL: &[u8] = b"stipple device label v1";

/// Why something does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// A newer version of Stipple sealed it.
    #[error("it was sealed by a newer version of Stipple (form {version}): update Stipple")]
    Newer {
        /// The version byte.
        version: u8,
    },
    /// It was changed, cut, moved to another place, or sealed with another key.
    #[error("it does not open: it was changed on its way, or sealed with another key")]
    Forged,
}

/// Seals the plaintext of a record.
pub fn seal_record(keys: &AccountKeys, record: Uuid, plain: &[u8], random: &dyn Random) -> Vec<u8> {
    seal(&keys.log().0, &of_record(keys.id(), record), plain, random)
}

/// Opens a record that came under that id.
pub fn open_record(keys: &AccountKeys, record: Uuid, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    open(&keys.log().0, &of_record(keys.id(), record), sealed)
}

/// Seals the name of a device.
pub fn seal_label(keys: &AccountKeys, name: &str, random: &dyn Random) -> Vec<u8> {
    seal(&keys.label().0, &of_label(keys.id()), name.as_bytes(), random)
}

/// Opens the name of a device.
pub fn open_label(keys: &AccountKeys, sealed: &[u8]) -> Result<String, OpenError> {
    let plain = open(&keys.label().0, &of_label(keys.id()), sealed)?;
    String::from_utf8(plain.to_vec()).map_err(|_| OpenError::Forged)
}

fn of_record(account: AccountId, record: Uuid) -> Vec<u8> {
    [RECORD, &account.0, record.as_bytes()].concat()
}

fn of_label(account: AccountId) -> Vec<u8> {
    [LABEL, &account.0].concat()
}

fn seal(key: &[u8; 32], with: &[u8], plain: &[u8], random: &dyn Random) -> Vec<u8> {
    let mut nonce = [0; NONCE];
    random.fill(&mut nonce);
    let payload = Payload { msg: plain, aad: with };
    let sealed = XChaCha20Poly1305::new(key.into()).encrypt(XNonce::from_slice(&nonce), payload);
    let sealed = sealed.expect("the cipher only refuses what is longer than 256 GB");
    [&[VERSION], &nonce[..], &sealed].concat()
}

fn open(key: &[u8; 32], with: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (version, rest) = sealed.split_first().ok_or(OpenError::Forged)?;
    if *version != VERSION {
        return Err(OpenError::Newer { version: *version });
    }
    let (nonce, rest) = rest.split_at_checked(NONCE).ok_or(OpenError::Forged)?;
    let payload = Payload { msg: rest, aad: with };
    let plain = XChaCha20Poly1305::new(key.into()).decrypt(XNonce::from_slice(nonce), payload);
    plain.map(Zeroizing::new).map_err(|_| OpenError::Forged)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ports::fixed::SeededRandom;
    use crate::sync::keys::AccountSecret;

    fn keys(seed: u64) -> AccountKeys {
        AccountSecret::draw(&SeededRandom::new(seed)).keys()
    }

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    #[test]
    fn a_record_opens_under_its_own_id_in_its_own_account_only() {
        let random = SeededRandom::new(9);
        let sealed = seal_record(&keys(1), id(1), b"words", &random);
        assert_eq!(sealed.len(), 5 + OVERHEAD);
        assert_eq!(*open_record(&keys(1), id(1), &sealed).unwrap(), b"words");
        assert_eq!(open_record(&keys(1), id(2), &sealed), Err(OpenError::Forged));
        assert_eq!(open_record(&keys(2), id(1), &sealed), Err(OpenError::Forged));
        assert_ne!(seal_record(&keys(1), id(1), b"words", &random), sealed, "a nonce is used once");
    }

    #[test]
    fn a_name_is_no_record_and_a_record_no_name() {
        let (keys, random) = (keys(1), SeededRandom::new(9));
        let label = seal_label(&keys, "Mia's phone", &random);
        assert_eq!(open_label(&keys, &label).unwrap(), "Mia's phone");
        assert_eq!(open_record(&keys, id(1), &label), Err(OpenError::Forged));
        assert_eq!(open_label(&keys, &seal_record(&keys, id(1), b"x", &random)), Err(OpenError::Forged));
    }

    #[test]
    fn a_newer_form_is_told_from_a_forged_one() {
        let mut sealed = seal_record(&keys(1), id(1), b"words", &SeededRandom::new(9));
        sealed[0] = 2;
        assert_eq!(open_record(&keys(1), id(1), &sealed), Err(OpenError::Newer { version: 2 }));
        assert_eq!(open_record(&keys(1), id(1), b""), Err(OpenError::Forged));
    }

    proptest! {
        #[test]
        fn what_is_cut_or_changed_anywhere_does_not_open(
            plain in prop::collection::vec(any::<u8>(), 0..80),
            place in any::<prop::sample::Index>(),
            bit in 0_u32..8,
        ) {
            let sealed = seal_record(&keys(1), id(1), &plain, &SeededRandom::new(9));
            prop_assert_eq!(&*open_record(&keys(1), id(1), &sealed).unwrap(), &plain);
            let place = place.index(sealed.len());
            prop_assert!(open_record(&keys(1), id(1), &sealed[..place]).is_err());
            let mut changed = sealed;
            changed[place] ^= 1_u8 << bit;
            prop_assert!(open_record(&keys(1), id(1), &changed).is_err());
        }
    }
}
