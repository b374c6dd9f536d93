//! Who asks: the device behind a token.
//!
//! Not for: how a token is got (`devices`).

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use stipple_wire::{AccountId, ProblemType};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::{AppState, Failure};
use crate::store::{StoreError, TokenHash};

/// A device with a valid token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    pub(super) account: AccountId,
    pub(super) device: Uuid,
    pub(super) token: TokenHash,
}

/// All that is kept of a token.
pub(super) fn token_hash(token: &[u8; 32]) -> TokenHash {
    TokenHash(*blake3::hash(token).as_bytes())
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let token =
            bearer(parts).ok_or_else(|| refused("send a device's token as `Authorization: Bearer …`"))?;
        let caller = Self::of(token_hash(&token), state).await?;
        state.0.rates.per_account(caller.account)?;
        Ok(caller)
    }
}

impl Caller {
    /// The device whose token has that hash.
    pub(super) async fn of(token: TokenHash, state: &AppState) -> Result<Self, Failure> {
        let found = state.store().device_of(token).await;
        let (account, device) = match found {
            Err(StoreError::DeviceUnknown) => {
                return Err(refused("the device was revoked, or the token is another server's"));
            }
            found => found.map_err(|error| state.failed(error))?,
        };
        // The store looked it up by an index; what decides is this.
        if !bool::from(device.token.0.ct_eq(&token.0)) {
            return Err(refused("the token is not a device's"));
        }
        let today = state.clock().now().day();
        if device.last_seen < today {
            let noted = state.store().seen(account, device.id, today).await;
            noted.map_err(|error| state.failed(error))?;
        }
        Ok(Self { account, device: device.id, token })
    }
}

fn refused(detail: &str) -> Failure {
    Failure::new(ProblemType::Unauthorized, detail)
}

fn bearer(parts: &Parts) -> Option<[u8; 32]> {
    let value = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    URL_SAFE_NO_PAD.decode(token.trim()).ok()?.try_into().ok()
}
