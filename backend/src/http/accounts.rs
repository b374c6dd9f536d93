//! Making an account, and taking it away.
//!
//! Not for: devices.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ed25519_dalek::{Signature, VerifyingKey};
use stipple_wire::{Problem, ProblemType, PublicKey, RegisterRequest, RegisterResponse, account_message};
use subtle::ConstantTimeEq as _;

use super::body::{Json, answer};
use super::caller::Caller;
use super::{AppState, Failure};
use crate::config::Registration;

/// Makes the account of a public key; again, it is the same answer.
#[utoipa::path(
    post, path = "/v1/accounts", tag = "accounts", request_body = RegisterRequest,
    responses(
        (status = 200, description = "The account's id.", body = RegisterResponse),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn register(
    State(state): State<AppState>,
    Json(request): Json<RegisterRequest>,
) -> Result<Response, Failure> {
    verify(&request.public_key, &account_message(&request.public_key), &request.signature)?;
    match state.config().accounts {
        Registration::Open => {}
        Registration::Invitation if invited(&state, request.invitation.as_deref()) => {}
        // Who has an account keeps it, and gets the same answer.
        _ if state.store().public_key(stipple_wire::account_id(&request.public_key)).await.is_ok() => {}
        Registration::Invitation => {
            return Err(Failure::new(
                ProblemType::InvitationInvalid,
                "ask the server's owner for an invitation",
            ));
        }
        Registration::Closed => {
            return Err(Failure::new(ProblemType::RegistrationClosed, "ask the server's owner"));
        }
    }
    let account = state.store().register(request.public_key).await;
    let account = account.map_err(|error| state.failed(error))?;
    Ok(answer(&RegisterResponse { account }))
}

fn invited(state: &AppState, invitation: Option<&str>) -> bool {
    let Some(given) = invitation.map(|text| blake3::hash(text.as_bytes())) else { return false };
    // All of them, whichever fits, so that the time tells nothing.
    let fits = state.config().invitations.iter().map(|known| {
        let known = blake3::hash(known.as_bytes());
        known.as_bytes().ct_eq(given.as_bytes())
    });
    fits.fold(subtle::Choice::from(0), |any, one| any | one).into()
}

/// That a key signed a message: in the one way that every implementation agrees on.
pub(super) fn verify(
    public_key: &PublicKey,
    message: &[u8],
    signature: &stipple_wire::Signature,
) -> Result<(), Failure> {
    let key = VerifyingKey::from_bytes(&public_key.0);
    let signature = Signature::from_bytes(&signature.0);
    key.and_then(|key| key.verify_strict(message, &signature))
        .map_err(|_| Failure::new(ProblemType::SignatureInvalid, "sign the message with the account's key"))
}

/// Takes everything of the account away, at once.
#[utoipa::path(
    delete, path = "/v1/account", tag = "accounts", security(("token" = [])),
    responses(
        (status = 204, description = "Gone."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn delete(State(state): State<AppState>, caller: Caller) -> Result<StatusCode, Failure> {
    let deleted = state.store().delete_account(caller.account).await;
    deleted.map_err(|error| state.failed(error))?;
    state.0.untidy.notify_one();
    Ok(StatusCode::NO_CONTENT)
}
