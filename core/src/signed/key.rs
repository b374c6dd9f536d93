//! A studio's public key: read, written, and told in words that two people can compare.
//!
//! Not for: secret keys (the `stipple` program), or whether a key is the right one (`companion`).

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The algorithm that every public key of minisign's names.
const ALGORITHM: [u8; 2] = *b"Ed";
/// Algorithm, key id, Ed25519 point.
const BYTES: usize = 42;
/// What separates this use of the hash from every other.
const WORDS: &str = "stipple v1 sheet key words";
/// How many words tell a key: 88 bits, which nobody finds a second key for.
const COUNT: usize = 8;

/// A studio's public key.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct StudioKey([u8; BYTES]);

/// Why a text is no public key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It is not what minisign writes.
    #[error("this is no public key: minisign's begin with RW and have 56 letters")]
    NotAKey,
    /// It is the secret half, which nobody but the studio may have.
    #[error("this is a secret key: keep it to yourself, and give the file that ends in .pub")]
    Secret,
}

impl StudioKey {
    /// Reads the line that minisign prints, or the whole of a `.pub` file, whose first line is a comment.
    pub fn read(text: &str) -> Result<Self, KeyError> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let line = match lines.next() {
            Some(comment) if comment.starts_with("untrusted comment:") => lines.next(),
            first => first,
        };
        let line = line.filter(|_| lines.next().is_none()).ok_or(KeyError::NotAKey)?;
        let bytes = STANDARD.decode(line).map_err(|_| KeyError::NotAKey)?;
        if bytes.len() > 2 * BYTES && bytes.starts_with(&ALGORITHM) {
            return Err(KeyError::Secret);
        }
        let bytes: [u8; BYTES] = bytes.try_into().map_err(|_| KeyError::NotAKey)?;
        if bytes.starts_with(&ALGORITHM) { Ok(Self(bytes)) } else { Err(KeyError::NotAKey) }
    }

    /// The key's number, as minisign prints it.
    pub fn id(&self) -> String {
        let mut number = [0; 8];
        number.copy_from_slice(&self.0[2..10]);
        format!("{:016X}", u64::from_le_bytes(number))
    }

    /// The key in eight words of BIP-39's English list: the first 88 bits of a hash of it. For people who compare what
    /// two screens show; whatever decides compares the key itself.
    pub fn words(&self) -> String {
        let list = bip39::Language::English.word_list();
        let hash = blake3::derive_key(WORDS, &self.0);
        let words = (0..COUNT).map(|word| {
            let bit = |place: usize| usize::from(hash[place / 8] >> (7 - place % 8) & 1);
            let index = (word * 11..(word + 1) * 11).fold(0, |index, place| index << 1 | bit(place));
            list[index]
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

impl FromStr for StudioKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::read(text)
    }
}

/// The line that minisign prints and reads.
impl fmt::Display for StudioKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for StudioKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StudioKey({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";

    #[test]
    fn a_key_reads_as_a_line_and_as_a_file() {
        let key = StudioKey::read(KEY).unwrap();
        assert_eq!(key.to_string(), KEY);
        assert_eq!(key.id(), "E7620F1842B4E81F");
        let file = format!("untrusted comment: minisign public key E7620F1842B4E81F\r\n{KEY}\r\n");
        assert_eq!(StudioKey::read(&file), Ok(key));
    }

    /// A vector: whoever writes another client shows the same words.
    #[test]
    fn a_key_is_told_in_the_same_words_everywhere() {
        let key = StudioKey::read(KEY).unwrap();
        assert_eq!(key.words(), "board twelve popular dice vapor crouch spawn speak");
        let mut other = key.clone();
        other.0[41] ^= 1;
        assert_ne!(other.words(), key.words());
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in [
            "",
            "\n",
            "RWQ",
            "untrusted comment: x",
            &KEY[..55],
            &format!("{KEY}\n{KEY}"),
            &KEY.replace("RW", "RX"),
        ] {
            assert_eq!(StudioKey::read(text), Err(KeyError::NotAKey), "{text}");
        }
        // The bits beyond the last byte would give one key two names; this one has none to spare.
        assert!(StudioKey::read(&format!("{KEY}=")).is_err());
        let secret = STANDARD.encode([&ALGORITHM[..], &[0; 156]].concat());
        assert_eq!(
            StudioKey::read(&format!("untrusted comment: minisign encrypted secret key\n{secret}")),
            Err(KeyError::Secret)
        );
    }
}
