//! Uploads by tus 1.0.0: begun, asked where they stand, and sent piece by piece.
//!
//! A piece goes with its checksum, so that one that was damaged on its way is not kept. None is sent again unasked: where the
//! upload stands is asked first. Not for: when to send what (`blobs`).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::{Method, StatusCode};
use stipple_wire::Hash;
use stipple_wire::limits::TUS_VERSION;

use super::http::HttpServer;
use super::keys::DeviceToken;
use super::problems::bare;
use super::server::{ServerError, UploadId};
use crate::ports::{Pause, Random};

/// How long a piece may take: 1 MiB at 10 kB a second.
const PIECE: Duration = Duration::from_mins(2);

const RESUMABLE: &str = "Tus-Resumable";
const OFFSET: &str = "Upload-Offset";

/// Begins an upload. The answer may be of one that is finished: its offset says so.
pub(super) fn begin<R: Random, P: Pause>(
    server: &HttpServer<R, P>,
    token: &DeviceToken,
    hash: Hash,
    length: u64,
) -> Result<UploadId, ServerError> {
    let request = server
        .request(Method::POST, "v1/blobs", Some(token))?
        .header(RESUMABLE, TUS_VERSION)
        .header("Upload-Length", length)
        .header("Upload-Metadata", format!("hash {}", STANDARD.encode(hash.to_string())));
    let answer = server.again(request)?;
    let location = answer.headers.get(LOCATION).and_then(|location| location.to_str().ok());
    // Only on this server, whatever it says: the token goes with every piece.
    let own = location.and_then(|location| server.address.own(location));
    let own = own.ok_or_else(|| ServerError::garbled("an upload without its place"))?;
    Ok(UploadId(own.path().to_owned()))
}

/// How many bytes of an upload are there.
pub(super) fn offset<R: Random, P: Pause>(
    server: &HttpServer<R, P>,
    token: &DeviceToken,
    upload: &UploadId,
) -> Result<u64, ServerError> {
    let request = server.request(Method::HEAD, &upload.0, Some(token))?.header(RESUMABLE, TUS_VERSION);
    match server.again(request) {
        Ok(answer) => answer.number(OFFSET),
        // An answer to HEAD has no body that could say more.
        Err(error) if error == bare(StatusCode::NOT_FOUND) || error == bare(StatusCode::GONE) => {
            Err(ServerError::UploadGone)
        }
        Err(error) if error == bare(StatusCode::UNAUTHORIZED) => Err(ServerError::Unauthorized),
        Err(error) => Err(error),
    }
}

/// Sends what follows; the answer is where the upload stands then.
pub(super) fn send<R: Random, P: Pause>(
    server: &HttpServer<R, P>,
    token: &DeviceToken,
    upload: &UploadId,
    offset: u64,
    part: &[u8],
) -> Result<u64, ServerError> {
    let checksum = STANDARD.encode(blake3::hash(part).as_bytes());
    let request = server
        .request(Method::PATCH, &upload.0, Some(token))?
        .header(RESUMABLE, TUS_VERSION)
        .header(OFFSET, offset)
        .header("Upload-Checksum", format!("blake3 {checksum}"))
        .header(CONTENT_TYPE, "application/offset+octet-stream")
        .timeout(PIECE)
        .body(part.to_vec());
    HttpServer::<R, P>::once(request)?.number(OFFSET)
}
