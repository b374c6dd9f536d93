//! The log: pushing, pulling, erasing.
//!
//! Not for: what is sealed in a record.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use stipple_wire::limits::{MAX_BATCH, MAX_CIPHERTEXT, MAX_PAGE_BYTES};
use stipple_wire::{Chain, GENESIS, Problem, ProblemType, PullResponse, PushRequest, PushResponse};
use uuid::Uuid;

use super::body::{InPath, InQuery, Json, answer, json};
use super::caller::Caller;
use super::devices::limit;
use super::{AppState, Failure};
use crate::store::RecordRow;

/// Appends a batch, all of it or nothing; what is known keeps its number.
#[utoipa::path(
    post, path = "/v1/records", tag = "records", request_body = PushRequest, security(("token" = [])),
    responses(
        (status = 200, description = "On the disk.", body = PushResponse),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn push(
    State(state): State<AppState>,
    caller: Caller,
    Json(request): Json<PushRequest>,
) -> Result<Response, Failure> {
    if request.records.len() > MAX_BATCH {
        return Err(Failure::new(ProblemType::BatchTooLarge, format!("at most {MAX_BATCH} records")));
    }
    if request.records.iter().any(|record| record.ciphertext.0.len() > MAX_CIPHERTEXT) {
        return Err(Failure::new(ProblemType::RecordTooLarge, format!("at most {MAX_CIPHERTEXT} bytes")));
    }
    let records = request.records.into_iter().map(|record| RecordRow::new(record.id, record.ciphertext.0));
    let quota = state.config().limits.quota();
    let stored = state.store().push(caller.account, records.collect(), &quota).await;
    Ok(answer(&stored.map_err(|error| state.failed(error))?))
}

/// Where in the log, what the client has there, and how much of it.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Page {
    /// The last record that the client has; 0 or nothing for the start.
    after: Option<u64>,
    /// The chain that it worked out there; to be left out only at the start.
    #[param(value_type = Option<String>, pattern = "^[0-9a-f]{64}$")]
    chain: Option<Chain>,
    /// At most so many.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u32>,
}

/// What follows, in order, and the log's head.
#[utoipa::path(
    get, path = "/v1/records", tag = "records", params(Page), security(("token" = [])),
    responses(
        (status = 200, description = "A page; fewer than asked for, and the last one the head: that was all.", body = PullResponse),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn pull(
    State(state): State<AppState>,
    caller: Caller,
    InQuery(page): InQuery<Page>,
) -> Result<Response, Failure> {
    let after = page.after.unwrap_or(0);
    let limit = limit(page.limit)?;
    // Whoever names a place and no chain has none that the server could know.
    let chain = page.chain.or((after > 0).then_some(GENESIS));
    let page = state.store().pull_json(caller.account, after, chain, limit, MAX_PAGE_BYTES).await;
    let page = page.map_err(|error| state.failed(error))?;
    Ok(json(page))
}

/// Drops a record's ciphertext; its place in the order stays.
#[utoipa::path(
    delete, path = "/v1/records/{id}", tag = "records", security(("token" = [])),
    params(("id" = Uuid, Path, description = "The record.")),
    responses(
        (status = 204, description = "The ciphertext is gone."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn erase(
    State(state): State<AppState>,
    caller: Caller,
    InPath(id): InPath<Uuid>,
) -> Result<StatusCode, Failure> {
    let erased = state.store().erase(caller.account, id).await;
    erased.map_err(|error| state.failed(error))?;
    Ok(StatusCode::NO_CONTENT)
}
