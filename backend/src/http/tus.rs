//! The headers of tus 1.0.0, read and written.
//!
//! Not for: what an upload is (`uploads`).

use axum::http::header::HeaderName;
use axum::http::{HeaderMap, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha1::Digest as _;
use stipple_wire::limits::{MAX_BLOB, TUS_VERSION};
use stipple_wire::{Hash, ProblemType};

use super::Failure;
use super::body::media_type;
use crate::clock::Moment;
use crate::store::UploadRow;

pub(super) const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
pub(super) const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
pub(super) const LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub(super) const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
pub(super) const CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
pub(super) const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
/// The version that is spoken, as a header's value.
pub(super) const VERSION: HeaderValue = HeaderValue::from_static(TUS_VERSION);
/// What is built of what the protocol leaves open.
pub(super) const EXTENSIONS: &str = "creation,checksum,termination,expiration";
/// How a piece may be checked.
pub(super) const ALGORITHMS: &str = "sha1,sha256,blake3";
/// How a piece has to be sent.
const PIECE: &str = "application/offset+octet-stream";

/// That the client speaks this version.
pub(super) fn version(headers: &HeaderMap) -> Result<(), Failure> {
    let spoken = headers.get(RESUMABLE).ok_or_else(|| Failure::malformed("send `Tus-Resumable: 1.0.0`"))?;
    if *spoken == VERSION {
        return Ok(());
    }
    Err(Failure::new(ProblemType::TusVersion, "send `Tus-Resumable: 1.0.0`")
        .with(HeaderName::from_static("tus-version"), VERSION))
}

/// That a body is a piece.
pub(super) fn is_piece(headers: &HeaderMap) -> Result<(), Failure> {
    if media_type(headers).is_some_and(|kind| kind.eq_ignore_ascii_case(PIECE)) {
        return Ok(());
    }
    Err(Failure::new(ProblemType::MediaType, format!("send {PIECE}")))
}

/// A header that has to be there and is a number.
pub(super) fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64, Failure> {
    let text = headers.get(name).and_then(|value| value.to_str().ok());
    let digits = text.filter(|text| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit()));
    digits
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| Failure::malformed(format!("`{name}` has to be there, and a number")))
}

/// `Upload-Length`, if a blob may have as many.
pub(super) fn length(headers: &HeaderMap) -> Result<u64, Failure> {
    let length = number(headers, &LENGTH)?;
    if length > MAX_BLOB {
        return Err(Failure::new(ProblemType::BlobTooLarge, format!("at most {MAX_BLOB} bytes")));
    }
    Ok(length)
}

/// The hash under which the blob is announced.
pub(super) fn announced(headers: &HeaderMap) -> Result<Hash, Failure> {
    let metadata = headers.get(METADATA).and_then(|value| value.to_str().ok()).unwrap_or("");
    let value = metadata.split(',').find_map(|pair| pair.trim().strip_prefix("hash "));
    let hex = value.and_then(|value| STANDARD.decode(value.trim()).ok());
    hex.and_then(|hex| String::from_utf8(hex).ok()?.parse().ok()).ok_or_else(|| {
        Failure::malformed("`Upload-Metadata` has to have `hash` and the blob's BLAKE3, hex in base64")
    })
}

/// A checksum that goes along with a piece, being worked out.
pub(super) struct Checksum {
    expected: Vec<u8>,
    so_far: Hasher,
}

enum Hasher {
    Sha1(sha1::Sha1),
    Sha256(sha2::Sha256),
    Blake3(Box<blake3::Hasher>),
}

impl Checksum {
    /// From `Upload-Checksum`, where that is sent.
    pub(super) fn asked(headers: &HeaderMap) -> Result<Option<Self>, Failure> {
        let Some(value) = headers.get(CHECKSUM) else { return Ok(None) };
        let malformed = || Failure::malformed("`Upload-Checksum` is an algorithm, a space, and base64");
        let (algorithm, sum) =
            value.to_str().ok().and_then(|text| text.trim().split_once(' ')).ok_or_else(malformed)?;
        let so_far = match algorithm {
            "sha1" => Hasher::Sha1(sha1::Sha1::new()),
            "sha256" => Hasher::Sha256(sha2::Sha256::new()),
            "blake3" => Hasher::Blake3(Box::default()),
            _ => {
                return Err(Failure::new(
                    ProblemType::ChecksumUnsupported,
                    format!("use one of {ALGORITHMS}"),
                )
                .with(
                    HeaderName::from_static("tus-checksum-algorithm"),
                    HeaderValue::from_static(ALGORITHMS),
                ));
            }
        };
        let expected = STANDARD.decode(sum.trim()).map_err(|_| malformed())?;
        Ok(Some(Self { expected, so_far }))
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        match &mut self.so_far {
            Hasher::Sha1(hasher) => hasher.update(bytes),
            Hasher::Sha256(hasher) => hasher.update(bytes),
            Hasher::Blake3(hasher) => {
                hasher.update(bytes);
            }
        }
    }

    pub(super) fn fits(self) -> bool {
        match self.so_far {
            Hasher::Sha1(hasher) => hasher.finalize().as_slice() == self.expected,
            Hasher::Sha256(hasher) => hasher.finalize().as_slice() == self.expected,
            Hasher::Blake3(hasher) => hasher.finalize().as_bytes().as_slice() == self.expected,
        }
    }
}

/// The headers that say where an upload stands.
pub(super) fn state_of(upload: &UploadRow) -> [(HeaderName, HeaderValue); 3] {
    [(RESUMABLE, VERSION), (OFFSET, upload.offset.into()), (EXPIRES, date(upload.expires))]
}

/// A moment as a header.
fn date(moment: Moment) -> HeaderValue {
    HeaderValue::try_from(moment.http_date()).unwrap_or(HeaderValue::from_static(""))
}
