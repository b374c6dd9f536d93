//! The calls that go well.

use axum::body::Body;
use axum::http::StatusCode;
use futures_util::StreamExt as _;
use http_body_util::BodyExt as _;
use stipple_wire::{
    DevicesResponse, Head, PullResponse, PushResponse, RegisterResponse, SheetResponse, StoredRecord, hash,
};
use tower::ServiceExt as _;

use crate::support::*;

#[tokio::test]
async fn registering_again_is_the_same_answer() {
    let server = Server::new();
    let account = Account::new(1);
    for _ in 0..2 {
        let answer = server.post("/v1/accounts", "", &account.registration(None)).await.ok();
        assert_eq!(answer.json::<RegisterResponse>().account, account.id);
    }
}

#[tokio::test]
async fn devices_are_listed_by_cursor_and_seen_by_the_day() {
    let server = Server::new();
    let (account, first) = server.device(1).await;
    for _ in 0..4 {
        server.clock.pass(3600);
        let nonce = server.nonce(account.id).await.nonce;
        server.post("/v1/devices", "", &account.device(nonce, b"another")).await.ok();
    }
    server.clock.pass(86_400);
    let token = &first.token.0;
    let (mut devices, mut path) = (Vec::new(), "/v1/devices?limit=2".to_owned());
    loop {
        let page: DevicesResponse = server.call("GET", &path, token).await.ok().json();
        devices.extend(page.devices);
        let Some(next) = page.next else { break };
        path = format!("/v1/devices?limit=2&after={next}");
    }
    assert_eq!(devices.len(), 5);
    assert!(devices.is_sorted_by_key(|device| device.created.clone()));
    let days: Vec<_> = devices.iter().map(|device| (device.current, device.last_seen.as_str())).collect();
    assert_eq!(days[0], (true, "2026-11-29"));
    assert_eq!(days[4], (false, "2026-11-28"));
    assert_eq!(devices[0].label.0, b"sealed label");
    for path in ["/v1/devices?after=nonsense", "/v1/devices?limit=0", "/v1/devices?limit=1001"] {
        assert_eq!(server.call("GET", path, token).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
}

#[tokio::test]
async fn records_go_in_and_come_out_in_order() {
    let server = Server::new();
    let token = server.token(1).await;
    let batch = push(&["one", "two", "three"]);
    let pushed: PushResponse = server.post("/v1/records", &token, &batch).await.ok().json();
    assert_eq!(pushed.stored[2], StoredRecord { id: batch.records[2].id, seq: 3 });
    assert_eq!(pushed, server.post("/v1/records", &token, &batch).await.ok().json());
    let page: PullResponse = server.call("GET", "/v1/records?limit=2", &token).await.ok().json();
    assert_eq!(page.records.len(), 2);
    let chain = page.records.iter().fold(stipple_wire::GENESIS, |chain, record| {
        stipple_wire::extend(&chain, record.seq, record.id, &record.hash)
    });
    let path = format!("/v1/records?after=2&chain={chain}");
    let page: PullResponse = server.call("GET", &path, &token).await.ok().json();
    assert_eq!(page.records[0].ciphertext.as_ref(), Some(&batch.records[2].ciphertext));
    assert_eq!(server.call("GET", "/v1/records?after=2", &token).await.status, StatusCode::CONFLICT);
    let path = format!("/v1/records/{}", batch.records[0].id);
    for _ in 0..2 {
        assert_eq!(server.call("DELETE", &path, &token).await.status, StatusCode::NO_CONTENT);
    }
    let page: PullResponse = server.call("GET", "/v1/records", &token).await.ok().json();
    assert_eq!((page.records[0].ciphertext.as_ref(), page.head), (None, pushed.head));
}

#[tokio::test]
async fn events_tell_of_a_moved_head_and_end_with_the_device() {
    let server = Server::new();
    let (_, device) = server.device(1).await;
    let token = &device.token.0;
    let request = request("GET", "/v1/events", token, &[], Body::empty());
    let response = server.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut events = response.into_body().into_data_stream();
    let mut next = async || {
        let chunk = events.next().await?.unwrap();
        let text = String::from_utf8(chunk.to_vec()).unwrap();
        let data = text.strip_prefix("event: head\ndata: ").unwrap().trim_end().to_owned();
        Some(serde_json::from_str::<Head>(&data).unwrap())
    };
    assert_eq!(next().await, Some(Head::EMPTY), "at once");
    let pushed: PushResponse = server.post("/v1/records", token, &push(&["one"])).await.ok().json();
    assert_eq!(next().await, Some(pushed.head));
    server.call("DELETE", &format!("/v1/devices/{}", device.device), token).await.ok();
    assert_eq!(next().await, None);
}

#[tokio::test]
async fn events_end_when_the_server_stops() {
    let server = Server::new();
    let token = server.token(1).await;
    let request = request("GET", "/v1/events", &token, &[], Body::empty());
    let response = server.router.clone().oneshot(request).await.unwrap();
    server.state.stop();
    response.into_body().collect().await.unwrap();
}

#[tokio::test]
async fn a_sheet_is_published_once_and_read_by_anybody() {
    let server = Server::new();
    let three = sheet(1, "scalp-envy", 3, "title = \"three\"");
    let put = async |path: &str, sheet| server.send(json("PUT", path, "", sheet)).await.ok().json();
    let first: SheetResponse = put("/v1/sheets/scalp-envy/3", &three).await;
    assert_eq!((first.id.as_str(), first.revision, &first.text), ("scalp-envy", 3, &three.text));
    assert_eq!(first, put("/v1/sheets/scalp-envy/3", &three).await);
    let _: SheetResponse = put("/v1/sheets/scalp-envy/2", &sheet(1, "scalp-envy", 2, "")).await;
    let latest = server.call("GET", "/v1/sheets/scalp-envy", "").await.ok();
    assert_eq!(latest.json::<SheetResponse>(), first);
    let one = server.call("GET", "/v1/sheets/scalp-envy/3", "").await.ok();
    assert_eq!(one.json::<SheetResponse>(), first);
    assert!(
        one.header("cache-control").contains("immutable")
            && !latest.header("cache-control").contains("immutable")
    );
    let etag = one.header("etag");
    assert_eq!(latest.header("etag"), etag);
    let again = request("GET", "/v1/sheets/scalp-envy/3", "", &[("if-none-match", etag)], Body::empty());
    let again = server.send(again).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
}

#[tokio::test]
async fn a_deleted_account_takes_everything_along() {
    let server = Server::new();
    let token = server.token(1).await;
    server.post("/v1/records", &token, &push(&["one"])).await.ok();
    let blob = server.upload(&token, b"blob").await;
    let (state, files) = (&server.state, server.folder.path().join("blobs"));
    let count = || walk(&files).len();
    assert_eq!(count(), 1);
    assert_eq!(server.call("DELETE", "/v1/account", &token).await.status, StatusCode::NO_CONTENT);
    assert_eq!(server.call("GET", &blob, &token).await.status, StatusCode::UNAUTHORIZED);
    let swept = stipple_backend::janitor::sweep(&**state.store(), state.blobs(), &**state.clock()).await;
    assert_eq!((swept.unwrap(), count()), (1, 0));
    let new = server.token(1).await;
    assert_eq!(server.call("GET", "/v1/records", &new).await.ok().json::<PullResponse>().head, Head::EMPTY);
    assert_ne!(hash(token.as_bytes()), hash(new.as_bytes()));
}

/// The files under a folder.
pub fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}
