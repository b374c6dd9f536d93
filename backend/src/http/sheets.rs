//! Studios' sheets: public, signed, never changed.
//!
//! Not for: checking them (`minisign`).

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use stipple_wire::{Problem, ProblemType, SheetRequest, SheetResponse};

use super::blobs::matches;
use super::body::{InPath, Json, answer};
use super::{AppState, Failure, minisign};
use crate::config::Publishing;

/// A revision never changes: whoever has it need not ask again.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// There may be a later one.
const FOR_NOW: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// Publishes a revision. The same again: what was published.
#[utoipa::path(
    put, path = "/v1/sheets/{id}/{revision}", tag = "sheets", request_body = SheetRequest,
    params(
        ("id" = String, Path, min_length = 1, max_length = 64, description = "The sheet's own id."),
        ("revision" = u32, Path, description = "The sheet's own revision."),
    ),
    responses(
        (status = 200, description = "As it was published, now or before.", body = SheetResponse),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn publish(
    State(state): State<AppState>,
    InPath((id, revision)): InPath<(String, u32)>,
    Json(request): Json<SheetRequest>,
) -> Result<Response, Failure> {
    if state.config().publishing == Publishing::Closed {
        return Err(Failure::new(ProblemType::PublishingClosed, "ask the server's owner"));
    }
    // A megabyte to hash and to read: not where other requests wait.
    let checked = tokio::task::spawn_blocking(move || minisign::checked(id, revision, request)).await;
    let sheet = checked.map_err(|_| Failure::new(ProblemType::Internal, "nothing was acknowledged"))??;
    let kept = state.store().put_sheet(sheet, state.config().limits.sheets).await;
    let kept = kept.map_err(|error| state.failed(error))?;
    Ok(answer(&kept))
}

/// The highest revision.
#[utoipa::path(
    get, path = "/v1/sheets/{id}", tag = "sheets",
    params(("id" = String, Path, min_length = 1, max_length = 64, description = "The sheet's own id.")),
    responses(
        (status = 200, description = "The sheet.", body = SheetResponse),
        (status = 304, description = "`If-None-Match` has it."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn latest(
    State(state): State<AppState>,
    InPath(id): InPath<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    show(&state, &id, None, &headers).await
}

/// One revision.
#[utoipa::path(
    get, path = "/v1/sheets/{id}/{revision}", tag = "sheets",
    params(
        ("id" = String, Path, min_length = 1, max_length = 64, description = "The sheet's own id."),
        ("revision" = u32, Path, description = "The sheet's own revision."),
    ),
    responses(
        (status = 200, description = "The sheet, for ever.", body = SheetResponse),
        (status = 304, description = "`If-None-Match` has it."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn revision(
    State(state): State<AppState>,
    InPath((id, revision)): InPath<(String, u32)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    show(&state, &id, Some(revision), &headers).await
}

async fn show(
    state: &AppState,
    id: &str,
    revision: Option<u32>,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    let sheet = state.store().sheet(id, revision).await;
    let sheet = sheet.map_err(|error| state.failed(error))?;
    let etag =
        format!("\"{}\"", stipple_wire::hash(format!("{}\0{}", sheet.signature, sheet.text).as_bytes()));
    let unchanged = matches(headers, &etag);
    let mut shown = if unchanged { StatusCode::NOT_MODIFIED.into_response() } else { answer(&sheet) };
    shown.headers_mut().insert(CACHE_CONTROL, if revision.is_some() { FOR_EVER } else { FOR_NOW });
    if let Ok(etag) = HeaderValue::try_from(etag) {
        shown.headers_mut().insert(ETAG, etag);
    }
    Ok(shown)
}
