//! Signs in: an account of its own and a device's token, as the wire's contract says it (docs/adr, sync).
//! Not for: sealing; what is pushed here is random bytes, which is all that a server can tell of ciphertext.

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::json;

use crate::http::Client;

/// Random bytes from the system.
pub fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

/// Makes an account and a device in it; gives the device's token.
pub fn sign_in(client: &mut Client) -> io::Result<String> {
    let key = SigningKey::from_bytes(&random()?);
    let public = key.verifying_key().to_bytes();
    let account = blake3::hash(&public);
    let signature = key.sign(&[b"stipple account v1".as_slice(), &public].concat());
    post(
        client,
        "/v1/accounts",
        &json!({
            "public_key": BASE64.encode(public),
            "signature": BASE64.encode(signature.to_bytes()),
        }),
    )?;
    let challenge = post(client, "/v1/challenges", &json!({ "account": account.to_hex().as_str() }))?;
    let nonce = text(&challenge, "nonce")?;
    let nonce_bytes = BASE64.decode(nonce).map_err(io::Error::other)?;
    let label = random::<40>()?;
    let said =
        [b"stipple device v1".as_slice(), account.as_bytes(), &nonce_bytes, blake3::hash(&label).as_bytes()]
            .concat();
    let device = post(
        client,
        "/v1/devices",
        &json!({
            "account": account.to_hex().as_str(),
            "nonce": nonce,
            "signature": BASE64.encode(key.sign(&said).to_bytes()),
            "label": BASE64.encode(label),
        }),
    )?;
    text(&device, "token").map(str::to_owned)
}

/// The header line that a token goes in.
pub fn bearer(token: &str) -> String {
    format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\n")
}

fn post(client: &mut Client, path: &str, body: &serde_json::Value) -> io::Result<serde_json::Value> {
    let body = serde_json::to_vec(body)?;
    client.send("POST", path, "Content-Type: application/json\r\n", &body)?.ok()?.json()
}

fn text<'a>(value: &'a serde_json::Value, name: &str) -> io::Result<&'a str> {
    value[name].as_str().ok_or_else(|| io::Error::other(format!("no {name} in {value}")))
}
