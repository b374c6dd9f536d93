//! A sheet with its signature and the key that it is to be checked with.
//!
//! Not for: whether that key is the one a client should trust (`companion`), or reading the sheet (`protocol`).

use minisign_verify::{Error, PublicKey, Signature};

use super::key::StudioKey;
use crate::protocol::MAX_BYTES;

/// A signature has no more bytes than this; minisign's own have about 350.
pub use stipple_wire::limits::MAX_SIGNATURE;

/// A sheet as a studio publishes it. Nothing of it is checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedSheet {
    /// The sheet file, byte for byte.
    pub text: String,
    /// The whole text of the `.minisig` file.
    pub signature: String,
    /// The studio's key.
    pub key: StudioKey,
}

/// A signature that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// What the signer said beside the sheet, under the same signature: when, and the file's name.
    pub comment: String,
}

/// Why a sheet does not count as signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// The signature is not what minisign writes.
    #[error(
        "this is no minisign signature: it has four lines, and the third begins with \"trusted comment: \""
    )]
    NotASignature,
    /// Another key signed it.
    #[error("another key signed this than {key}")]
    OtherKey {
        /// The number of the key that was to have.
        key: String,
    },
    /// The sheet or the comment is not what was signed.
    #[error("the sheet is not what was signed: it was changed on the way, or its signature was")]
    Changed,
}

impl SignedSheet {
    /// Checks the signature: both of minisign's ways to sign count, the one that hashes first and the older one.
    pub fn check(&self) -> Result<Signed, SignedError> {
        if self.signature.len() > MAX_SIGNATURE || self.text.len() > MAX_BYTES {
            return Err(SignedError::NotASignature);
        }
        let read = |error: Error| self.told(&error);
        let signature = Signature::decode(&self.signature).map_err(read)?;
        let key = PublicKey::from_base64(&self.key.to_string()).map_err(read)?;
        key.verify(self.text.as_bytes(), &signature, true).map_err(read)?;
        Ok(Signed { comment: signature.trusted_comment().to_owned() })
    }

    fn told(&self, error: &Error) -> SignedError {
        match error {
            Error::UnexpectedKeyId => SignedError::OtherKey { key: self.key.id() },
            Error::InvalidSignature => SignedError::Changed,
            _ => SignedError::NotASignature,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
    /// Of minisign's own making: the text is "test".
    const HASHED: &str = "untrusted comment: signature from minisign secret key
RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=
trusted comment: timestamp:1556193335\tfile:test
y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==";
    const LEGACY: &str = "untrusted comment: signature from minisign secret key
RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=
trusted comment: timestamp:1555779966\tfile:test
QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==";

    fn sheet(text: &str, signature: &str) -> SignedSheet {
        SignedSheet {
            text: text.to_owned(),
            signature: signature.to_owned(),
            key: StudioKey::read(KEY).unwrap(),
        }
    }

    #[test]
    fn both_of_minisigns_ways_to_sign_count() {
        let comment = "timestamp:1556193335\tfile:test".to_owned();
        assert_eq!(sheet("test", HASHED).check(), Ok(Signed { comment }));
        assert!(sheet("test", LEGACY).check().is_ok());
        let windows = HASHED.replace('\n', "\r\n");
        assert!(sheet("test", &windows).check().is_ok());
    }

    #[test]
    fn a_change_anywhere_is_found() {
        for signature in [HASHED, LEGACY] {
            assert_eq!(sheet("Test", signature).check(), Err(SignedError::Changed));
            let comment = signature.replace("file:test", "file:Test");
            assert_eq!(sheet("test", &comment).check(), Err(SignedError::Changed));
        }
        // The older way's signature under the newer way's name, and the other way round.
        assert!(sheet("test", &LEGACY.replace("RWQf", "RUQf")).check().is_err());
        assert!(sheet("test", &HASHED.replace("RUQf", "RWQf")).check().is_err());
    }

    #[test]
    fn what_is_no_signature_is_told_apart_from_a_wrong_one() {
        let three = HASHED.lines().take(3).collect::<Vec<_>>().join("\n");
        for signature in ["", "\n\n\n\n", &three, &HASHED.replace("trusted comment: ", "")] {
            assert_eq!(sheet("test", signature).check(), Err(SignedError::NotASignature), "{signature}");
        }
        let long = format!("{HASHED}\n{}", "x".repeat(MAX_SIGNATURE));
        assert_eq!(sheet("test", &long).check(), Err(SignedError::NotASignature));
        let mut other = sheet("test", HASHED);
        other.key = StudioKey::read("RWTg6JXWzv6GDtDphRQ/x7eg0LaWBcTxPZ7i49xEeiqXVcR+r79OZRWM").unwrap();
        assert!(matches!(other.check(), Err(SignedError::OtherKey { .. })));
    }
}
