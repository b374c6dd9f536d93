//! Uploads by tus, to ours and to any other tus server: creation, then the bytes in one PATCH.
//! Not for: resuming; tests/foreign does that with other people's clients.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::account::{bearer, random, sign_in};
use crate::http::Client;
use crate::records::noise;
use crate::run::{Outcome, for_a_while};

struct Uploader {
    client: Client,
    auth: String,
    bytes: Vec<u8>,
}

/// Uploads blobs of so many bytes, one after the other on every connection. `path` is where a tus server creates
/// uploads; at ours (`/v1/blobs`) each connection signs in first and each blob is named by its hash.
pub fn upload(
    at: SocketAddr,
    path: &str,
    connections: usize,
    time: Duration,
    bytes: usize,
) -> io::Result<Outcome> {
    let ours = path == "/v1/blobs";
    let uploaders = (0..connections)
        .map(|_| {
            let mut client = Client::connect(at)?;
            let auth = if ours { bearer(&sign_in(&mut client)?) } else { String::new() };
            Ok(Uploader { client, auth, bytes: noise(bytes)? })
        })
        .collect::<io::Result<Vec<_>>>()?;
    for_a_while(uploaders, time, |uploader, _| {
        // Another blob each time, for the price of sixteen bytes; hashed as a client has to.
        uploader.bytes[..16].copy_from_slice(&random::<16>()?);
        let name = stipple_wire::hash(&uploader.bytes).to_string();
        let Uploader { client, auth, bytes } = uploader;
        let create = format!(
            "Tus-Resumable: 1.0.0\r\nUpload-Length: {}\r\nUpload-Metadata: hash {}\r\n{auth}",
            bytes.len(),
            BASE64.encode(name),
        );
        let made = client.send("POST", path, &create, &[])?.ok()?;
        let place = made.location.ok_or_else(|| io::Error::other("an upload without a Location"))?;
        let place =
            place.split_once("://").map_or(place.as_str(), |(_, rest)| &rest[rest.find('/').unwrap_or(0)..]);
        let sending = format!(
            "Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n{auth}"
        );
        client.send("PATCH", place, &sending, bytes)?.ok().map(drop)
    })
}
