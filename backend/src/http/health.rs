//! Whether the server lives, and whether it would answer.
//!
//! Not for: numbers (the metrics' port).

use axum::extract::State;
use stipple_wire::{Problem, ProblemType};

use super::{AppState, Failure};

/// The process runs.
#[utoipa::path(get, path = "/livez", tag = "health", responses((status = 200, description = "It does.", body = String)))]
pub(super) async fn live() -> &'static str {
    "alive\n"
}

/// Both stores answer.
#[utoipa::path(
    get, path = "/readyz", tag = "health",
    responses(
        (status = 200, description = "They do.", body = String),
        (status = 503, description = "They do not, or the server is stopping.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn ready(State(state): State<AppState>) -> Result<&'static str, Failure> {
    let not_ready = |detail: &str| Failure::new(ProblemType::Unavailable, detail).retry_after(5);
    if *state.stopping().borrow() {
        return Err(not_ready("the server is stopping"));
    }
    if let Err(error) = state.store().ready().await {
        tracing::warn!(%error, "the store is not ready");
        return Err(not_ready("the store does not answer"));
    }
    if let Err(error) = state.blobs().ready().await {
        tracing::warn!(%error, "the blob store is not ready");
        return Err(not_ready("the blob store does not answer"));
    }
    Ok("ready\n")
}
