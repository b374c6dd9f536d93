//! Nonces, devices and their tokens.
//!
//! Not for: what a device may do; every device of an account may do everything.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use stipple_wire::limits::{DEFAULT_PAGE, MAX_LABEL, MAX_PAGE};
use stipple_wire::{
    Bytes, ChallengeRequest, ChallengeResponse, Device, DeviceRequest, DeviceResponse, DeviceToken,
    DevicesResponse, Fixed, Problem, ProblemType, device_message,
};
use uuid::Uuid;

use super::accounts::verify;
use super::body::{InPath, InQuery, Json, answer};
use super::caller::{Caller, token_hash};
use super::{AppState, Failure};
use crate::clock::{Moment, draw, new_id};
use crate::store::{DeviceCursor, DeviceRow, NewDevice};

/// Gives out a nonce to sign.
#[utoipa::path(
    post, path = "/v1/challenges", tag = "devices", request_body = ChallengeRequest,
    responses(
        (status = 200, description = "A nonce, good once and soon.", body = ChallengeResponse),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn challenge(
    State(state): State<AppState>,
    Json(request): Json<ChallengeRequest>,
) -> Result<Response, Failure> {
    let nonce = draw()?;
    let now = state.clock().now();
    let expires = now.plus_seconds(state.config().times.nonce_seconds.into());
    let most = state.config().limits.challenges;
    let kept = state.store().add_challenge(request.account, nonce, now, expires, most).await;
    kept.map_err(|error| state.failed(error))?;
    Ok(answer(&ChallengeResponse { nonce: Fixed(nonce), expires: expires.rfc3339() }))
}

/// Takes a signed nonce, and gives a token.
#[utoipa::path(
    post, path = "/v1/devices", tag = "devices", request_body = DeviceRequest,
    responses(
        (status = 201, description = "The device, and its token, told once.", body = DeviceResponse),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn add(
    State(state): State<AppState>,
    Json(request): Json<DeviceRequest>,
) -> Result<Response, Failure> {
    if request.label.0.len() > MAX_LABEL {
        return Err(Failure::new(ProblemType::LabelTooLarge, format!("at most {MAX_LABEL} bytes")));
    }
    let key = state.store().public_key(request.account).await.map_err(|error| state.failed(error))?;
    verify(&key, &device_message(&request.account, &request.nonce, &request.label), &request.signature)?;
    let token = draw()?;
    let device = NewDevice {
        account: request.account,
        nonce: request.nonce.0,
        device: new_id(),
        token: token_hash(&token),
        label: request.label.0,
    };
    let id = device.device;
    state
        .store()
        .add_device(device, state.clock().now(), &state.config().limits.quota())
        .await
        .map_err(|error| state.failed(error))?;
    let token = DeviceToken(URL_SAFE_NO_PAD.encode(token));
    Ok((StatusCode::CREATED, answer(&DeviceResponse { device: id, token })).into_response())
}

/// Where in the list, and how much of it.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Page {
    /// `next` of the page before.
    #[param(pattern = r"^-?[0-9]{1,18}\.[0-9a-f]{32}$")]
    after: Option<String>,
    /// At most so many.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u32>,
}

/// As many as were asked for, if that may be asked.
pub(super) fn limit(asked: Option<u32>) -> Result<u32, Failure> {
    match asked.unwrap_or(DEFAULT_PAGE) {
        limit @ 1..=MAX_PAGE => Ok(limit),
        _ => Err(Failure::malformed(format!("`limit` is 1 to {MAX_PAGE}"))),
    }
}

/// Lists the account's devices, oldest first.
#[utoipa::path(
    get, path = "/v1/devices", tag = "devices", params(Page), security(("token" = [])),
    responses(
        (status = 200, description = "A page.", body = DevicesResponse),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
    InQuery(page): InQuery<Page>,
) -> Result<Response, Failure> {
    let limit = limit(page.limit)?;
    let after = match page.after {
        None => None,
        Some(text) => {
            Some(read_cursor(&text).ok_or_else(|| Failure::malformed("`after` is no cursor of ours"))?)
        }
    };
    // One more than asked for tells whether there is more.
    let rows = state.store().devices(caller.account, after, limit + 1).await;
    let mut rows = rows.map_err(|error| state.failed(error))?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = if more { rows.last().map(write_cursor) } else { None };
    let devices = rows.into_iter().map(|row| Device {
        id: row.id,
        label: Bytes(row.label),
        created: row.created.rfc3339(),
        last_seen: Moment::of_day(row.last_seen).date(),
        current: row.id == caller.device,
    });
    Ok(answer(&DevicesResponse { devices: devices.collect(), next }))
}

fn write_cursor(row: &DeviceRow) -> String {
    format!("{}.{}", row.created.0, row.id.simple())
}

fn read_cursor(text: &str) -> Option<DeviceCursor> {
    let (created, id) = text.split_once('.')?;
    Some(DeviceCursor { created: Moment(created.parse().ok()?), id: Uuid::try_parse(id).ok()? })
}

/// Takes a device's token away.
#[utoipa::path(
    delete, path = "/v1/devices/{id}", tag = "devices", security(("token" = [])),
    params(("id" = Uuid, Path, description = "The device.")),
    responses(
        (status = 204, description = "Its token is good for nothing now."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn revoke(
    State(state): State<AppState>,
    caller: Caller,
    InPath(device): InPath<Uuid>,
) -> Result<StatusCode, Failure> {
    let revoked = state.store().revoke(caller.account, device).await;
    revoked.map_err(|error| state.failed(error))?;
    Ok(StatusCode::NO_CONTENT)
}
