//! Uploads: in one piece, in several, cut off, checked, ended; and downloads.

use axum::body::Body;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::stream;
use stipple_backend::janitor;
use stipple_wire::hash;

use crate::calls::walk;
use crate::support::*;

fn bytes(length: u32) -> Vec<u8> {
    (0..length).map(|n| u8::try_from(n % 251).unwrap()).collect()
}

#[tokio::test]
async fn a_blob_goes_up_and_comes_down() {
    let server = Server::new();
    let token = server.token(1).await;
    for length in [0, 1, 100_000, 6 << 20] {
        let bytes = bytes(length);
        let at = server.announce(&token, &bytes).await;
        if length > 0 {
            let done = server.tus("PATCH", &at, &token, &[("upload-offset", "0")], &bytes).await.ok();
            assert_eq!(done.header("upload-offset"), length.to_string());
        }
        let stands = server.tus("HEAD", &at, &token, &[], b"").await.ok();
        assert_eq!(
            (stands.header("upload-offset"), stands.header("upload-length")),
            (&*length.to_string(), &*length.to_string())
        );
        let path = format!("/v1/blobs/{}", hash(&bytes));
        let down = server.call("GET", &path, &token).await.ok();
        assert!(down.body == bytes);
        assert!(down.header("cache-control").contains("immutable"));
        let head = server.call("HEAD", &path, &token).await.ok();
        assert_eq!((head.header("content-length"), head.body.len()), (&*length.to_string(), 0));
        // There already: finished at once.
        let again = server.announce(&token, &bytes).await;
        let stands = server.tus("HEAD", &again, &token, &[], b"").await.ok();
        assert_eq!(stands.header("upload-offset"), length.to_string());
    }
}

#[tokio::test]
async fn ranges_and_conditions_are_kept() {
    let server = Server::new();
    let token = server.token(1).await;
    let bytes = bytes(1000);
    let blob = server.upload(&token, &bytes).await;
    let get = |headers: &[(&str, &str)]| server.send(request("GET", &blob, &token, headers, Body::empty()));
    let part = get(&[("range", "bytes=10-19")]).await;
    assert_eq!((part.status, &part.body[..]), (StatusCode::PARTIAL_CONTENT, &bytes[10..20]));
    assert_eq!((part.header("content-range"), part.header("content-length")), ("bytes 10-19/1000", "10"));
    assert_eq!(get(&[("range", "bytes=-10")]).await.body, bytes[990..]);
    let etag = part.header("etag");
    assert_eq!(get(&[("range", "bytes=10-19"), ("if-range", etag)]).await.body.len(), 10);
    assert_eq!(get(&[("range", "bytes=10-19"), ("if-range", "\"other\"")]).await.body.len(), 1000);
    assert_eq!(get(&[("if-none-match", etag)]).await.status, StatusCode::NOT_MODIFIED);
    assert_eq!(get(&[("range", "bytes=0-1,5-6")]).await.body.len(), 1000);
}

#[tokio::test]
async fn pieces_make_a_blob_and_leave_nothing_behind() {
    let server = Server::new();
    let token = server.token(1).await;
    let bytes = bytes(300_000);
    let at = server.announce(&token, &bytes).await;
    let mut offset = 0;
    for end in [1, 100_000, 100_001, 300_000] {
        let piece = &bytes[offset..end];
        let sum = format!("sha256 {}", STANDARD.encode(<sha2::Sha256 as sha2::Digest>::digest(piece)));
        let from = offset.to_string();
        let headers = [("upload-offset", from.as_str()), ("upload-checksum", sum.as_str())];
        let answer = server.tus("PATCH", &at, &token, &headers, piece).await.ok();
        assert_eq!(answer.header("upload-offset"), end.to_string());
        assert!(answer.header("upload-expires").ends_with("GMT"));
        offset = end;
    }
    assert!(server.call("GET", &format!("/v1/blobs/{}", hash(&bytes)), &token).await.ok().body == bytes);
    let state = &server.state;
    janitor::sweep(&**state.store(), state.blobs(), &**state.clock()).await.unwrap();
    assert_eq!(walk(&server.folder.path().join("blobs")).len(), 1);
}

#[tokio::test]
async fn what_came_before_the_cut_is_kept() {
    let server = Server::new();
    let token = server.token(1).await;
    let bytes = bytes(200_000);
    let at = server.announce(&token, &bytes).await;
    let cut = || {
        let chunks = [Ok(bytes[..70_000].to_vec()), Err(std::io::Error::other("cut"))];
        Body::from_stream(stream::iter(chunks))
    };
    let headers = [
        ("tus-resumable", "1.0.0"),
        ("content-type", "application/offset+octet-stream"),
        ("upload-offset", "0"),
        ("content-length", "200000"),
    ];
    // With a checksum it could not be checked.
    let checked = [&headers[..], &[("upload-checksum", "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]].concat();
    assert_eq!(
        server.send(request("PATCH", &at, &token, &checked, cut())).await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(server.tus("HEAD", &at, &token, &[], b"").await.header("upload-offset"), "0");
    assert_eq!(
        server.send(request("PATCH", &at, &token, &headers, cut())).await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(server.tus("HEAD", &at, &token, &[], b"").await.header("upload-offset"), "70000");
    server.tus("PATCH", &at, &token, &[("upload-offset", "70000")], &bytes[70_000..]).await.ok();
    assert!(server.call("GET", &format!("/v1/blobs/{}", hash(&bytes)), &token).await.ok().body == bytes);
}

#[tokio::test]
async fn a_wrong_hash_at_the_end_of_pieces_ends_the_upload() {
    let server = Server::new();
    let token = server.token(1).await;
    let at = server.announce_as(&token, hash(b"other"), 4).await;
    server.tus("PATCH", &at, &token, &[("upload-offset", "0")], b"bl").await.ok();
    let wrong = server.tus("PATCH", &at, &token, &[("upload-offset", "2")], b"ob").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(server.tus("HEAD", &at, &token, &[], b"").await.status, StatusCode::NOT_FOUND);
    // An empty one is wrong at once.
    let (zero, metadata) = ("0", metadata(hash(b"other")));
    let headers = [("upload-length", zero), ("upload-metadata", metadata.as_str())];
    let wrong = server.tus("POST", "/v1/blobs", &token, &headers, b"").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let state = &server.state;
    janitor::sweep(&**state.store(), state.blobs(), &**state.clock()).await.unwrap();
    assert_eq!(walk(&server.folder.path().join("blobs")).len(), 0);
}

#[tokio::test]
async fn an_upload_is_terminated_or_over() {
    let server = Server::new();
    let (account, device) = server.device(1).await;
    let token = &device.token.0;
    for terminated in [true, false] {
        let at = server.announce(token, b"blob").await;
        server.tus("PATCH", &at, token, &[("upload-offset", "0")], b"bl").await.ok();
        if terminated {
            assert_eq!(server.tus("DELETE", &at, token, &[], b"").await.status, StatusCode::NO_CONTENT);
        } else {
            server.clock.pass(24 * 3600);
        }
        assert_eq!(server.tus("HEAD", &at, token, &[], b"").await.status, StatusCode::NOT_FOUND);
        let state = &server.state;
        janitor::sweep(&**state.store(), state.blobs(), &**state.clock()).await.unwrap();
        assert_eq!(walk(&server.folder.path().join("blobs")).len(), 0);
        assert_eq!(state.store().usage(account.id).await.unwrap().bytes, 0);
    }
}

#[tokio::test]
async fn strays_are_cleared_away_once_they_are_old() {
    let server = Server::new();
    let token = server.token(1).await;
    server.upload(&token, b"blob").await;
    let files = server.folder.path().join("blobs");
    std::fs::write(files.join("stray"), b"a request was cut off by a kill").unwrap();
    let state = &server.state;
    let strays = async || janitor::strays(&**state.store(), state.blobs(), &**state.clock()).await.unwrap();
    // The clock of the test is not the disk's: the file is as old as the test is young.
    let written = std::fs::metadata(files.join("stray")).unwrap().modified().unwrap();
    let written = written.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let now = u64::try_from(NOW.0 / 1_000_000).unwrap();
    server.clock.pass(i64::try_from(written).unwrap() - i64::try_from(now).unwrap());
    assert_eq!(strays().await, 0);
    server.clock.pass(13 * 3600);
    assert_eq!(strays().await, 1);
    assert_eq!(walk(&files).len(), 1, "what is needed stays");
}

#[tokio::test]
async fn what_tus_is_spoken_is_told() {
    let server = Server::new();
    let answer = server.call("OPTIONS", "/v1/blobs", "").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(answer.header("tus-version"), "1.0.0");
    assert_eq!(answer.header("tus-extension"), "creation,checksum,termination,expiration");
    assert_eq!(answer.header("tus-checksum-algorithm"), "sha1,sha256,blake3");
    assert_eq!(answer.header("tus-max-size"), (256 << 20).to_string());
}
