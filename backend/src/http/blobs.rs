//! Finished blobs: downloading, and taking away.
//!
//! Not for: uploads.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE,
    RANGE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use stipple_wire::{Hash, Problem, ProblemType};

use super::body::InPath;
use super::caller::Caller;
use super::range::{Asked, asked};
use super::{AppState, Failure};

/// A blob never changes under its name, and is for its owner alone.
const KEPT: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// Whether a list of entity tags has this one.
pub(super) fn matches(headers: &HeaderMap, etag: &str) -> bool {
    let all = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|tag| {
        let tag = tag.trim();
        tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag
    })
}

/// The bytes of a blob, or a range of them.
#[utoipa::path(
    get, path = "/v1/blobs/{hash}", tag = "blobs", security(("token" = [])),
    params(
        ("hash" = String, Path, description = "BLAKE3 of the bytes.", pattern = "^[0-9a-f]{64}$"),
        ("range" = Option<String>, Header, description = "One range of bytes."),
    ),
    responses(
        (status = 200, description = "All of it.", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 206, description = "The range.", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 304, description = "`If-None-Match` has it."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn download(
    State(state): State<AppState>,
    caller: Caller,
    InPath(hash): InPath<Hash>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let blob = state.store().blob(caller.account, hash).await;
    let blob = blob.map_err(|error| state.failed(error))?;
    let etag = format!("\"{hash}\"");
    let kept = [
        (ETAG, HeaderValue::try_from(&etag).unwrap_or(HeaderValue::from_static("\"\""))),
        (CACHE_CONTROL, KEPT),
    ];
    if matches(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    // A range of another version is none: the whole, then.
    let same = text(&headers, &IF_RANGE).is_none_or(|tag| tag == etag);
    let range = text(&headers, &RANGE).filter(|_| same && method == Method::GET);
    let (status, range) = match asked(range, blob.length) {
        Asked::Whole => (StatusCode::OK, None),
        Asked::Part(range) => (StatusCode::PARTIAL_CONTENT, Some(range)),
        Asked::Beyond => {
            return Err(Failure::new(ProblemType::RangeUnsatisfiable, "the blob is shorter")
                .with(CONTENT_RANGE, header(&format!("bytes */{}", blob.length))));
        }
    };
    let length = range.as_ref().map_or(blob.length, |range| range.end - range.start);
    let mut response = (status, kept).into_response();
    let answered = response.headers_mut();
    answered.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    answered.insert(CONTENT_LENGTH, length.into());
    answered.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(range) = &range {
        let last = range.end - 1;
        answered.insert(CONTENT_RANGE, header(&format!("bytes {}-{last}/{}", range.start, blob.length)));
    }
    if method != Method::HEAD && length > 0 {
        *response.body_mut() = Body::from_stream(state.blobs().read(&blob.object, range).await?);
    }
    Ok(response)
}

/// Digits and ASCII: always a header.
fn header(text: &str) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

/// Takes a blob away.
#[utoipa::path(
    delete, path = "/v1/blobs/{hash}", tag = "blobs", security(("token" = [])),
    params(("hash" = String, Path, description = "BLAKE3 of the bytes.", pattern = "^[0-9a-f]{64}$")),
    responses(
        (status = 204, description = "Gone."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    InPath(hash): InPath<Hash>,
) -> Result<StatusCode, Failure> {
    let deleted = state.store().delete_blob(caller.account, hash).await;
    deleted.map_err(|error| state.failed(error))?;
    state.0.untidy.notify_one();
    Ok(StatusCode::NO_CONTENT)
}
