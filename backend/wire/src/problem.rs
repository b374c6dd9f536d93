//! What goes wrong, as RFC 9457 problems with types that stay.
//!
//! `type` is `urn:stipple:problem:<slug>`: programs look at that, people at the rest. Not for: words a client of a
//! studio is shown (core's catalogues).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::record::Head;

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";
/// What every type of problem begins with.
pub const PREFIX: &str = "urn:stipple:problem:";

/// A problem as it travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `urn:stipple:problem:<slug>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The type in a few words, always the same.
    pub title: String,
    /// The response's status.
    pub status: u16,
    /// What is wrong with this very request. Never what was in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// With `record-conflict`: the records that the account has under other bytes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<Uuid>,
    /// With `chain-unknown`: where the server's log ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
}

impl Problem {
    /// A problem of that type, with a sentence about this request.
    pub fn new(kind: ProblemType, detail: impl Into<String>) -> Self {
        Self {
            kind: kind.urn(),
            title: kind.title().to_owned(),
            status: kind.status(),
            detail: Some(detail.into()),
            ids: Vec::new(),
            head: None,
        }
    }

    /// Its type, where this version knows it. A newer server may have more: go by the status then.
    pub fn problem_type(&self) -> Option<ProblemType> {
        let slug = self.kind.strip_prefix(PREFIX)?;
        ProblemType::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// Writes the enum, and its slug, status and title beside each other.
macro_rules! problem_types {
    ($($name:ident $slug:literal $status:literal $title:literal, $doc:literal;)*) => {
        /// Every type of problem that the server answers with.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ProblemType {
            $(#[doc = $doc] $name,)*
        }

        impl ProblemType {
            /// All of them, by status.
            pub const ALL: [Self; [$($slug),*].len()] = [$(Self::$name),*];

            /// The last part of `type`.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)* }
            }

            /// The status that goes with it.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// What it is, in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

problem_types! {
    Malformed "malformed" 400 "The request cannot be read", "Not the JSON, path, query or header that belongs there.";
    ChecksumUnsupported "checksum-unsupported" 400 "No such checksum algorithm", "`Upload-Checksum` names an algorithm that `OPTIONS` does not list.";
    Unauthorized "unauthorized" 401 "No valid token", "No token, not one of ours, or its device was revoked or its account deleted.";
    SignatureInvalid "signature-invalid" 403 "The signature does not fit", "Signed by another key, or over something else.";
    ChallengeInvalid "challenge-invalid" 403 "The nonce is not good any more", "Never given out, used already, or too old: ask for another.";
    RegistrationClosed "registration-closed" 403 "This server takes no new accounts", "By its configuration.";
    InvitationInvalid "invitation-invalid" 403 "An invitation is asked for", "None was sent, or it is not one of this server's.";
    PublishingClosed "publishing-closed" 403 "This server takes no sheets", "By its configuration.";
    SheetOwned "sheet-owned" 403 "The sheet belongs to another key", "The first key that an id was published under owns it.";
    NotFound "not-found" 404 "There is no such call", "The path is none of this server's.";
    AccountUnknown "account-unknown" 404 "There is no such account", "Never made here, or deleted.";
    DeviceUnknown "device-unknown" 404 "There is no such device", "Not of this account, or revoked already.";
    RecordUnknown "record-unknown" 404 "There is no such record", "This account never had it.";
    BlobUnknown "blob-unknown" 404 "There is no such blob", "Never finished, or deleted.";
    UploadUnknown "upload-unknown" 404 "There is no such upload", "Never begun, finished and cleared away, terminated or expired.";
    SheetUnknown "sheet-unknown" 404 "There is no such sheet", "No such id, or no such revision of it.";
    MethodNotAllowed "method-not-allowed" 405 "The path has no such method", "`Allow` lists those it has.";
    RequestTimeout "request-timeout" 408 "The request took too long", "Its body did not come in time.";
    RecordConflict "record-conflict" 409 "A record with other bytes is known", "Nothing of the batch was stored; `ids` names them.";
    ChainUnknown "chain-unknown" 409 "The log here is another one", "Read from the start and send what is missing; `head` is this log's.";
    SheetExists "sheet-exists" 409 "The revision is published already", "With other bytes: a revision never changes.";
    UploadOffset "upload-offset" 409 "The upload stands elsewhere", "`Upload-Offset` is not what `HEAD` would say.";
    TusVersion "tus-version" 412 "Another version of tus is spoken here", "`Tus-Resumable` is not 1.0.0.";
    BodyTooLarge "body-too-large" 413 "The body is too large", "Send less at a time.";
    BatchTooLarge "batch-too-large" 413 "The batch has too many records", "Send fewer at a time.";
    RecordTooLarge "record-too-large" 413 "A record is too large", "Its ciphertext has more bytes than any may have.";
    LabelTooLarge "label-too-large" 413 "The label is too large", "A device's sealed name has more bytes than any may have.";
    BlobTooLarge "blob-too-large" 413 "The blob is too large", "`Upload-Length` is more than any may have.";
    SheetTooLarge "sheet-too-large" 413 "The sheet is too large", "Its text or its signature has more bytes than any may have.";
    MediaType "media-type" 415 "The body is of another type", "JSON is asked for, or `application/offset+octet-stream` for an upload.";
    RangeUnsatisfiable "range-unsatisfiable" 416 "The blob has no such range", "It begins beyond the end.";
    SheetInvalid "sheet-invalid" 422 "The sheet is not what it says", "Its signature, its key, its own id or its own revision does not fit.";
    BlobHashMismatch "blob-hash-mismatch" 422 "The bytes have another hash", "What came is not what was announced; the upload is gone.";
    UploadLocked "upload-locked" 423 "The upload is being written", "By another request: ask for its offset and go on.";
    AddressRate "address-rate" 429 "Too many requests from this address", "`Retry-After` says when.";
    AccountRate "account-rate" 429 "Too many requests of this account", "`Retry-After` says when.";
    ChallengesOutstanding "challenges-outstanding" 429 "Too many nonces are unused", "`Retry-After` says when the oldest ends.";
    ChecksumMismatch "checksum-mismatch" 460 "The chunk has another checksum", "It was dropped; the offset is what it was.";
    Internal "internal" 500 "The server failed", "A fault of the server's; nothing was acknowledged.";
    Unavailable "unavailable" 503 "The server cannot answer now", "Its store does not answer, it is overloaded, or it is stopping. `Retry-After` says when.";
    DevicesFull "devices-full" 507 "The account has too many devices", "Revoke one.";
    RecordsFull "records-full" 507 "The account has too many records", "More than this server keeps for one.";
    BytesFull "bytes-full" 507 "The account has too many bytes", "More, in records and blobs, than this server keeps for one.";
    UploadsFull "uploads-full" 507 "Too many uploads are open", "Finish or terminate one.";
    PiecesFull "pieces-full" 507 "The upload came in too many pieces", "Terminate it and send larger ones.";
    SheetsFull "sheets-full" 507 "This server keeps no more sheets", "By its configuration.";
}

impl ProblemType {
    /// `type` as it travels.
    pub fn urn(self) -> String {
        format!("{PREFIX}{}", self.slug())
    }
}
