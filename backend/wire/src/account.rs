//! Accounts and devices: who signs what to get in.
//!
//! An account is a key pair; its id is the hash of the public half. A device signs a nonce once and gets a token. Not
//! for: how keys come from a secret (core's `sync`), or checking signatures (the server).

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Timestamp;
use crate::encoding::{AccountId, Bytes, Nonce, PublicKey, Signature};

/// `POST /v1/accounts`: makes the account of a key. Again: the same answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegisterRequest {
    /// The public half of the account's key pair.
    pub public_key: PublicKey,
    /// Over [`account_message`].
    pub signature: Signature,
    /// What the server's owner gave out, where accounts are by invitation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<String>,
}

/// The account's id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegisterResponse {
    /// BLAKE3 of the public key.
    pub account: AccountId,
}

/// `POST /v1/challenges`: asks for something to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChallengeRequest {
    /// Whose key will sign it.
    pub account: AccountId,
}

/// Something to sign: once, and soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChallengeResponse {
    /// Drawn by the server; good for one device.
    pub nonce: Nonce,
    /// After this it is good for nothing.
    pub expires: Timestamp,
}

/// `POST /v1/devices`: a signed nonce for a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceRequest {
    /// The account that is to be used.
    pub account: AccountId,
    /// From `POST /v1/challenges`.
    pub nonce: Nonce,
    /// Over [`device_message`].
    pub signature: Signature,
    /// The device's name, sealed by the client: the server shows it back and cannot read it.
    pub label: Bytes,
}

/// A device, and what it shows from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceResponse {
    /// The server's name for the device.
    pub device: Uuid,
    /// Sent as `Authorization: Bearer …`. Told once: the server keeps its hash.
    pub token: DeviceToken,
}

/// 32 random bytes as base64url without padding. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct DeviceToken(pub String);

impl fmt::Debug for DeviceToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceToken(…)")
    }
}

/// `GET /v1/devices`: the devices of the account, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DevicesResponse {
    /// At most as many as were asked for.
    pub devices: Vec<Device>,
    /// What to give as `after` for the rest; absent at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// One device in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Device {
    /// The server's name for it.
    pub id: Uuid,
    /// Its name, sealed by a client.
    pub label: Bytes,
    /// When it got its token.
    pub created: Timestamp,
    /// The day (`2026-11-28`, UTC) of its last request: as little as is useful.
    pub last_seen: String,
    /// Whether this is the device that asks.
    pub current: bool,
}

/// The id of the account with that public key.
pub fn account_id(public_key: &PublicKey) -> AccountId {
    AccountId(*blake3::hash(&public_key.0).as_bytes())
}

/// What is signed to make an account: whoever sends a public key has the secret one.
pub fn account_message(public_key: &PublicKey) -> Vec<u8> {
    [b"stipple account v1".as_slice(), &public_key.0].concat()
}

/// What is signed to add a device: the account, the server's nonce, and the label that goes with it.
pub fn device_message(account: &AccountId, nonce: &Nonce, label: &Bytes) -> Vec<u8> {
    let label = blake3::hash(&label.0);
    [b"stipple device v1".as_slice(), &account.0, &nonce.0, label.as_bytes()].concat()
}
