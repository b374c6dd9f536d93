//! What went wrong, from what came back: a problem's type, a status, or a connection that did not stand.
//!
//! Only the server's own problems are believed: a hotel's page that answers 404 says nothing about an account. Not for: what a
//! client is told (`companion`).

use std::error::Error as StdError;
use std::io;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use rustls::CertificateError;
use stipple_wire::{Head, Problem, ProblemType};

use super::server::{Quota, ServerError};

/// How deeply causes are looked into.
const MOST_CAUSES: u32 = 16;

/// What an answer that is an error means.
pub(super) fn of(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> ServerError {
    let after = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    let Ok(problem) = serde_json::from_slice::<Problem>(body) else { return of_status(status, after) };
    match problem.problem_type() {
        Some(kind) => of_problem(kind, problem, after),
        // A newer server's.
        None if problem.kind.starts_with(stipple_wire::problem::PREFIX) && !status.is_server_error() => {
            ServerError::Refused { problem: problem.kind, status: status.as_u16() }
        }
        None => of_status(status, after),
    }
}

/// An answer that is not of the server's making, or has no body.
fn of_status(status: StatusCode, after: Option<u64>) -> ServerError {
    match status {
        StatusCode::TOO_MANY_REQUESTS => ServerError::RateLimited { after },
        StatusCode::REQUEST_TIMEOUT => ServerError::Unavailable { after },
        status if status.is_server_error() => ServerError::Unavailable { after },
        status => bare(status),
    }
}

/// An answer that says nothing but its status.
pub(super) fn bare(status: StatusCode) -> ServerError {
    ServerError::garbled(format_args!("status {}", status.as_u16()))
}

fn of_problem(kind: ProblemType, problem: Problem, after: Option<u64>) -> ServerError {
    use ProblemType as P;
    match kind {
        P::Unauthorized => ServerError::Unauthorized,
        P::AccountUnknown => ServerError::AccountGone,
        P::RegistrationClosed | P::InvitationInvalid => ServerError::Closed,
        P::ChallengeInvalid => ServerError::ChallengeSpent,
        P::ChainUnknown => ServerError::ChainUnknown { head: problem.head.unwrap_or(Head::EMPTY) },
        P::RecordConflict => ServerError::Conflict { ids: problem.ids },
        P::DevicesFull => ServerError::QuotaFull { which: Quota::Devices },
        P::RecordsFull => ServerError::QuotaFull { which: Quota::Records },
        P::BytesFull => ServerError::QuotaFull { which: Quota::Bytes },
        P::UploadsFull => ServerError::QuotaFull { which: Quota::Uploads },
        P::BodyTooLarge
        | P::BatchTooLarge
        | P::RecordTooLarge
        | P::BlobTooLarge
        | P::LabelTooLarge
        | P::SheetTooLarge => ServerError::TooLarge,
        P::UploadUnknown => ServerError::UploadGone,
        // What arrived was dropped, or is being written: where it stands is to be asked for.
        P::UploadOffset | P::UploadLocked | P::ChecksumMismatch => ServerError::UploadOffset,
        P::BlobHashMismatch => ServerError::BlobMismatch,
        P::BlobUnknown => ServerError::BlobGone,
        P::SheetUnknown => ServerError::NoSheet,
        P::SheetOwned => ServerError::SheetOwned,
        P::SheetExists => ServerError::SheetExists,
        P::AddressRate | P::AccountRate | P::ChallengesOutstanding => ServerError::RateLimited { after },
        P::Unavailable | P::Internal | P::RequestTimeout => ServerError::Unavailable { after },
        other => ServerError::Refused { problem: other.slug().to_owned(), status: other.status() },
    }
}

/// What a request that got no answer met.
pub(super) fn of_transport(error: &reqwest::Error) -> ServerError {
    if let Some(wrong) = wrong_certificate(error, MOST_CAUSES) {
        return ServerError::Untrusted { reason: format!("{wrong:?}") };
    }
    let reason = if error.is_timeout() {
        "it did not answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    };
    // The error's own words name the address, and more.
    ServerError::Offline { reason: reason.to_owned() }
}

/// What is wrong with a server's certificate, where that is why. Other failures of TLS are connections that broke.
fn wrong_certificate(cause: &(dyn StdError + 'static), causes: u32) -> Option<CertificateError> {
    if let Some(rustls::Error::InvalidCertificate(wrong)) = cause.downcast_ref() {
        return Some(wrong.clone());
    }
    let causes = causes.checked_sub(1)?;
    // `io::Error` does not name what it holds as its source, but the source of that.
    let held = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    let held = held.map(|held| held as &(dyn StdError + 'static));
    held.into_iter().chain(cause.source()).find_map(|cause| wrong_certificate(cause, causes))
}
