//! Studios that sign, for tests.
//!
//! Not for: anything that ships; the program signs, and phones never do.

#![allow(clippy::unwrap_used)]

use minisign::KeyPair;

use super::{SignedSheet, StudioKey};
use crate::protocol::builtin;

/// A studio with a key of its own.
pub struct Studio(KeyPair);

impl Studio {
    pub fn new() -> Self {
        Self(KeyPair::generate_unencrypted_keypair().unwrap())
    }

    pub fn key(&self) -> StudioKey {
        StudioKey::read(&self.0.pk.to_base64()).unwrap()
    }

    pub fn sign(&self, text: &str) -> SignedSheet {
        let comment = Some("timestamp:1777626000\tfile:sheet.toml\thashed");
        let signature = minisign::sign(None, &self.0.sk, text.as_bytes(), comment, None).unwrap();
        SignedSheet { text: text.to_owned(), signature: signature.into_string(), key: self.key() }
    }
}

/// The built-in sheet as another revision.
pub fn sheet_text(revision: u32) -> String {
    builtin("scalp-envy").unwrap().replacen("revision = 1", &format!("revision = {revision}"), 1)
}
