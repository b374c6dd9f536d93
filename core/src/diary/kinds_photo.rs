//! The kinds of entry about photos, each with its body.
//!
//! The rules of [`kinds`](super::kinds) hold: no kind and no field ever gets another meaning. Pixels lie in the vault;
//! an entry says which file they are by the hash of its bytes. Not for: adding them up (`fold_photo`).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::lenient::{lenient, lenient_default};
use crate::photo::{Angle, Finding};
use crate::time::Instant;

/// The BLAKE3 hash of a file's bytes; 64 hexadecimal digits in the log.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhotoHash(pub [u8; 32]);

/// Where the moment of a photo comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[serde(rename_all = "lowercase")]
pub enum TakenFrom {
    /// The camera wrote it into the file, with its offset from UTC.
    Exif,
    /// The camera wrote it without an offset; it is read on the clocks of the client's zone.
    Clock,
    /// The file does not say: it is when the photo was brought in.
    Import,
    /// The client said so.
    Client,
}

/// A photo was brought in. Under an id that is known it says the same of that photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PhotoAdded {
    /// The course.
    pub course: Uuid,
    /// The photo's id, fresh.
    pub photo: Uuid,
    /// The side of the head.
    pub angle: Angle,
    /// When it was taken.
    pub taken: Instant,
    /// The offset of the camera's clock from UTC then, in minutes.
    pub offset: i32,
    /// How that is known.
    pub taken_from: TakenFrom,
    /// The hash of the file's bytes.
    pub hash: PhotoHash,
    /// `image/jpeg` or `image/png`.
    pub media: String,
    /// The file's length in bytes.
    pub bytes: u32,
    /// Pixels from left to right, upright.
    pub width: u32,
    /// Pixels from top to bottom, upright.
    pub height: u32,
    /// How sharp it is; the sharpest of a burst stands for it.
    #[serde(default, deserialize_with = "lenient_default")]
    pub sharpness: f64,
    /// What was found about its quality.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lenient_default")]
    pub findings: Vec<Finding>,
    /// What the client wrote beside it.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "lenient_default")]
    pub note: String,
    /// What the client saw in it: skin states.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lenient_default")]
    pub tags: Vec<String>,
}

/// Something about a photo changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PhotoChanged {
    /// The course.
    pub course: Uuid,
    /// The photo.
    pub photo: Uuid,
    /// The side of the head.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub angle: Option<Angle>,
    /// When it was taken, as the client says.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub taken: Option<Instant>,
    /// What the client wrote beside it; empty: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub note: Option<String>,
    /// What the client saw in it, all of it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub tags: Option<Vec<String>>,
}

/// A photo went into the bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoRemoved {
    /// The course.
    pub course: Uuid,
    /// The photo.
    pub photo: Uuid,
    /// When: it is kept for 30 days from then.
    pub at: Instant,
}

/// A photo came out of the bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoRestored {
    /// The course.
    pub course: Uuid,
    /// The photo.
    pub photo: Uuid,
}

/// A photo's time in the bin is over: its files are gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoErased {
    /// The course.
    pub course: Uuid,
    /// The photo.
    pub photo: Uuid,
}

impl FromStr for PhotoHash {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "a hash is 64 hexadecimal digits";
        if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(WRONG);
        }
        let mut bytes = [0; 32];
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * place..2 * place + 2], 16).map_err(|_| WRONG)?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for PhotoHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PhotoHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for PhotoHash {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PhotoHash> for String {
    fn from(hash: PhotoHash) -> Self {
        hash.to_string()
    }
}
