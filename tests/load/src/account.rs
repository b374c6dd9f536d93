//! Signs in: an account of its own and a device's token, as the wire's contract says it.
//! Not for: sealing; what is pushed here is random bytes, which is all that a server can tell of ciphertext.

use std::io;

use ed25519_dalek::{Signer as _, SigningKey};
use serde::Serialize;
use serde::de::DeserializeOwned;
use stipple_wire::{
    Bytes, ChallengeRequest, ChallengeResponse, DeviceRequest, DeviceResponse, Fixed, RegisterRequest,
    RegisterResponse, account_id, account_message, device_message,
};

use crate::http::{Client, JSON};

/// Random bytes from the system.
pub fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

/// Makes an account and a device in it; gives the device's token.
pub fn sign_in(client: &mut Client) -> io::Result<String> {
    let key = SigningKey::from_bytes(&random()?);
    let public_key = Fixed(key.verifying_key().to_bytes());
    let signature = Fixed(key.sign(&account_message(&public_key)).to_bytes());
    let register = RegisterRequest { public_key, signature, invitation: None };
    let _: RegisterResponse = post(client, "/v1/accounts", &register)?;
    let account = account_id(&public_key);
    let ChallengeResponse { nonce, .. } = post(client, "/v1/challenges", &ChallengeRequest { account })?;
    let label = Bytes(random::<40>()?.to_vec());
    let signature = Fixed(key.sign(&device_message(&account, &nonce, &label)).to_bytes());
    let device: DeviceResponse =
        post(client, "/v1/devices", &DeviceRequest { account, nonce, signature, label })?;
    Ok(device.token.0)
}

/// The header line that a token goes in.
pub fn bearer(token: &str) -> String {
    format!("Authorization: Bearer {token}\r\n")
}

fn post<T: DeserializeOwned>(client: &mut Client, path: &str, body: &impl Serialize) -> io::Result<T> {
    let answer = client.send("POST", path, JSON, &serde_json::to_vec(body)?)?.ok()?;
    serde_json::from_slice(&answer.body).map_err(io::Error::other)
}
