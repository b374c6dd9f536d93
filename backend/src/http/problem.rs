//! What went wrong, as an answer.
//!
//! Not for: deciding that something did.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use stipple_wire::problem::MEDIA_TYPE;
use stipple_wire::{Problem, ProblemType};

use crate::blobs::BlobError;
use crate::clock::{Clock, NoChance};
use crate::store::StoreError;

/// Seconds after which a server that was too busy may be asked again.
const BUSY_SECONDS: u64 = 2;

/// A problem, and the headers that go with it.
#[derive(Debug)]
pub(super) struct Failure {
    problem: Box<Problem>,
    headers: HeaderMap,
}

impl Failure {
    /// Of that type, with a sentence that has nothing of the request in it.
    pub(super) fn new(kind: ProblemType, detail: impl Into<String>) -> Self {
        let mut failure = Self { problem: Box::new(Problem::new(kind, detail)), headers: HeaderMap::new() };
        if kind == ProblemType::Unauthorized {
            failure.headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        failure
    }

    /// The request cannot be read.
    pub(super) fn malformed(detail: impl Into<String>) -> Self {
        Self::new(ProblemType::Malformed, detail)
    }

    /// With a header.
    pub(super) fn with(mut self, name: HeaderName, value: impl Into<HeaderValue>) -> Self {
        self.headers.insert(name, value.into());
        self
    }

    /// To be tried again after so many seconds.
    pub(super) fn retry_after(self, seconds: u64) -> Self {
        self.with(RETRY_AFTER, seconds)
    }

    /// What a store says, told over HTTP.
    pub(super) fn from_store(error: StoreError, clock: &dyn Clock) -> Self {
        use ProblemType as Kind;
        match error {
            StoreError::AccountUnknown => Self::new(Kind::AccountUnknown, "register its public key first"),
            StoreError::DeviceUnknown => Self::new(Kind::DeviceUnknown, "it may have been revoked already"),
            StoreError::RecordUnknown => Self::new(Kind::RecordUnknown, "this account never had it"),
            StoreError::BlobUnknown => Self::new(Kind::BlobUnknown, "it was never finished, or was deleted"),
            StoreError::UploadUnknown => {
                Self::new(Kind::UploadUnknown, "it was never begun, or is over: begin it again")
            }
            StoreError::SheetUnknown => Self::new(Kind::SheetUnknown, "nobody published it here"),
            StoreError::ChallengeInvalid => {
                Self::new(Kind::ChallengeInvalid, "ask for another nonce and sign that")
            }
            StoreError::ChallengesOutstanding { until } => {
                Self::new(Kind::ChallengesOutstanding, "use those you have, or wait until they are over")
                    .retry_after(clock.now().seconds_until(until))
            }
            StoreError::RecordConflict { ids } => {
                let mut failure = Self::new(
                    Kind::RecordConflict,
                    "other bytes are kept under these ids; nothing was stored",
                );
                failure.problem.ids = ids;
                failure
            }
            StoreError::ChainUnknown { head } => {
                let mut failure =
                    Self::new(Kind::ChainUnknown, "read from the start, and send again what is missing");
                failure.problem.head = Some(head);
                failure
            }
            StoreError::UploadOffset { offset } => {
                Self::new(Kind::UploadOffset, "ask for the offset with HEAD and go on from there")
                    .with(HeaderName::from_static("upload-offset"), offset)
            }
            StoreError::RecordsFull => {
                Self::new(Kind::RecordsFull, "no more records are kept for one account")
            }
            StoreError::BytesFull => Self::new(Kind::BytesFull, "no more bytes are kept for one account"),
            StoreError::DevicesFull => Self::new(Kind::DevicesFull, "revoke a device first"),
            StoreError::UploadsFull => Self::new(Kind::UploadsFull, "finish or terminate an upload first"),
            StoreError::PiecesFull => Self::new(Kind::PiecesFull, "terminate it and send larger pieces"),
            StoreError::SheetsFull => Self::new(Kind::SheetsFull, "no more sheets are kept here"),
            StoreError::SheetOwned => Self::new(Kind::SheetOwned, "publish it under an id of your own"),
            StoreError::SheetExists => {
                Self::new(Kind::SheetExists, "give the changed sheet the next revision")
            }
            StoreError::Unavailable { reason } => {
                tracing::warn!(reason, "the store could not answer");
                Self::new(Kind::Unavailable, "try again").retry_after(BUSY_SECONDS)
            }
            StoreError::Broken { reason } => {
                tracing::error!(reason, "the store failed");
                Self::new(Kind::Internal, "nothing was acknowledged")
            }
        }
    }
}

impl From<BlobError> for Failure {
    fn from(error: BlobError) -> Self {
        tracing::error!(%error, "the blob store failed");
        Self::new(ProblemType::Internal, "nothing was acknowledged")
    }
}

impl From<NoChance> for Failure {
    fn from(error: NoChance) -> Self {
        tracing::error!(%error, "nothing could be drawn");
        Self::new(ProblemType::Internal, "nothing was acknowledged")
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        // Of texts and numbers alone: it can be written.
        let body = serde_json::to_vec(&self.problem).unwrap_or_default();
        let mut response = (status, body).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        response.headers_mut().extend(self.headers);
        response
    }
}
