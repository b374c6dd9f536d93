//! What comes in: JSON bodies, paths and queries, each with a limit, and refusals that say what would be right.
//!
//! Not for: the bytes of uploads (`uploads`).

use std::net::IpAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use stipple_wire::limits::{MAX_BODY, MAX_SHEET, MAX_SIGNATURE};
use stipple_wire::{
    ChallengeRequest, DeviceRequest, ProblemType, PushRequest, RegisterRequest, SheetRequest,
};

use super::{AppState, Failure};

/// The address that a connection comes from: `crate::serve` puts it into each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// A body of JSON.
pub(super) struct Json<T>(pub(super) T);

/// How large a body may be: whoever needs no account to send it gets no more room than it takes.
pub(super) trait Limited {
    /// Bytes.
    const MOST: usize;
}

/// Of keys, hashes and a label.
const SMALL: usize = 16 << 10;

impl Limited for RegisterRequest {
    const MOST: usize = SMALL;
}

impl Limited for ChallengeRequest {
    const MOST: usize = SMALL;
}

impl Limited for DeviceRequest {
    const MOST: usize = SMALL;
}

impl Limited for PushRequest {
    const MOST: usize = MAX_BODY;
}

impl Limited for SheetRequest {
    // Line ends and quotes take two bytes in JSON.
    const MOST: usize = 2 * MAX_SHEET + 4 * MAX_SIGNATURE;
}

impl<T: DeserializeOwned + Limited> FromRequest<AppState> for Json<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Failure> {
        let (parts, body) = request.into_parts();
        let json = media_type(&parts.headers).is_some_and(|kind| {
            kind.eq_ignore_ascii_case("application/json")
                || (kind.len() > 5 && kind.is_char_boundary(kind.len() - 5) && kind.ends_with("+json"))
        });
        if !json {
            return Err(Failure::new(ProblemType::MediaType, "send application/json"));
        }
        let bytes = gather(&parts.headers, body, T::MOST, state).await?;
        read(&bytes).map(Self)
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(bytes).map_err(|error| {
        let what = match error.classify() {
            serde_json::error::Category::Data => "the JSON is not of the shape that belongs here",
            _ => "the body is not JSON",
        };
        // Where, and never what: the words of the error may have the request's in them.
        Failure::malformed(format!("{what}: line {}, column {}", error.line(), error.column()))
    })
}

/// A body that is to be answered, as JSON.
pub(super) fn answer(body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(body) => json(body),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            Failure::new(ProblemType::Internal, "nothing is known to be wrong with the request")
                .into_response()
        }
    }
}

/// The same where it is written already.
pub(super) fn json(body: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, "application/json")], body).into_response()
}

/// The type of a body, without its parameters.
pub(super) fn media_type(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(value.split(';').next().unwrap_or(value).trim())
}

/// The announced length of a body.
pub(super) fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn gather(headers: &HeaderMap, body: Body, most: usize, state: &AppState) -> Result<Vec<u8>, Failure> {
    let too_large = || Failure::new(ProblemType::BodyTooLarge, format!("at most {most} bytes"));
    let announced = content_length(headers).unwrap_or(0);
    if announced > most as u64 {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(announced).unwrap_or(0).min(1 << 16));
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = timely(state, chunks.next()).await? {
        let chunk = chunk.map_err(|_| Failure::malformed("the body ended early"))?;
        if bytes.len() + chunk.len() > most {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// What comes of a body, if it comes in time.
pub(super) async fn timely<T>(state: &AppState, next: impl Future<Output = T>) -> Result<T, Failure> {
    let patience = Duration::from_secs(state.config().times.body_seconds.into());
    let late = |_| Failure::new(ProblemType::RequestTimeout, format!("nothing came for {patience:?}"));
    tokio::time::timeout(patience, next).await.map_err(late)
}

/// The variable parts of a path.
pub(super) struct InPath<T>(pub(super) T);

impl<T: DeserializeOwned + Send> FromRequestParts<AppState> for InPath<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(values)| Self(values)).map_err(|_| Failure::malformed("the path is not of that shape"))
    }
}

/// What stands after the question mark.
pub(super) struct InQuery<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequestParts<AppState> for InQuery<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let query = Query::from_request_parts(parts, state).await;
        query
            .map(|Query(values)| Self(values))
            .map_err(|_| Failure::malformed("the query is not of that shape"))
    }
}
