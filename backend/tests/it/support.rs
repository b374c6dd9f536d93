//! A server to ask, an account that signs, a sheet that is signed.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, Method, Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use http_body_util::BodyExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use stipple_backend::blobs::Blobs;
use stipple_backend::clock::{FixedClock, Moment, new_id};
use stipple_backend::config::{Config, Rates};
use stipple_backend::store::{MemoryStore, SqliteStore, Store};
use stipple_backend::{AppState, router};
use stipple_wire::{
    AccountId, Bytes, ChallengeRequest, ChallengeResponse, DeviceRequest, DeviceResponse, Fixed, Hash,
    NewRecord, Problem, ProblemType, PublicKey, PushRequest, RegisterRequest, SheetRequest, account_id,
    account_message, device_message, hash,
};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// The moment at which tests begin.
pub const NOW: Moment = Moment(1_795_847_479_000_000);

pub struct Server {
    pub state: AppState,
    pub clock: Arc<FixedClock>,
    pub router: Router,
    pub folder: TempDir,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        let text = String::from_utf8_lossy(&self.body);
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {} {text}", self.status))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The type of the problem; panics where it is none, or does not say what it should.
    pub fn problem(&self) -> ProblemType {
        let problem: Problem = self.json();
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(problem.status, self.status.as_u16());
        let kind = problem.problem_type().unwrap();
        assert_eq!((problem.status, problem.title.as_str()), (kind.status(), kind.title()));
        assert!(problem.detail.is_some_and(|detail| !detail.is_empty()));
        kind
    }

    #[track_caller]
    pub fn ok(self) -> Self {
        assert!(self.status.is_success(), "{}: {}", self.status, String::from_utf8_lossy(&self.body));
        self
    }
}

impl Server {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// On SQLite and files.
    pub fn with(configure: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteStore::open(&folder.path().join("stipple.db")).unwrap());
        Self::on(store, folder, configure)
    }

    /// In memory, but for the blobs.
    pub fn in_memory(configure: impl FnOnce(&mut Config)) -> Self {
        Self::on(Arc::new(MemoryStore::default()), tempfile::tempdir().unwrap(), configure)
    }

    fn on(store: Arc<dyn Store>, folder: TempDir, configure: impl FnOnce(&mut Config)) -> Self {
        let blobs = Blobs::files(&folder.path().join("blobs")).unwrap();
        let none = Rates { address_per_second: 0, address_burst: 0, account_per_second: 0, account_burst: 0 };
        let mut config = Config { rates: none, ..Config::default() };
        configure(&mut config);
        let clock = Arc::new(FixedClock::at(NOW));
        let shared: Arc<dyn stipple_backend::clock::Clock> = Arc::<FixedClock>::clone(&clock);
        let state = AppState::new(store, blobs, shared, config);
        Self { router: router(state.clone()), state, clock, folder }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn call(&self, method: &str, path: &str, token: &str) -> Answer {
        self.send(request(method, path, token, &[], Body::empty())).await
    }

    pub async fn post(&self, path: &str, token: &str, body: &impl Serialize) -> Answer {
        self.send(json("POST", path, token, body)).await
    }

    pub async fn tus(
        &self,
        method: &str,
        path: &str,
        token: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut all = vec![("tus-resumable", "1.0.0")];
        if method == "PATCH" {
            all.push(("content-type", "application/offset+octet-stream"));
        }
        all.extend_from_slice(headers);
        let body = body.to_vec();
        let length = body.len().to_string();
        if method == "PATCH" && !headers.iter().any(|(name, _)| *name == "no-length") {
            all.push(("content-length", &length));
        }
        self.send(request(method, path, token, &all, Body::from(body))).await
    }

    /// Announces a blob; says where to upload it.
    pub async fn announce(&self, token: &str, bytes: &[u8]) -> String {
        self.announce_as(token, hash(bytes), bytes.len()).await
    }

    pub async fn announce_as(&self, token: &str, hash: Hash, length: usize) -> String {
        let (length, metadata) = (length.to_string(), metadata(hash));
        let headers = [("upload-length", length.as_str()), ("upload-metadata", metadata.as_str())];
        let answer = self.tus("POST", "/v1/blobs", token, &headers, b"").await.ok();
        assert_eq!(answer.status, StatusCode::CREATED);
        answer.header("location").to_owned()
    }

    /// A whole blob in one piece.
    pub async fn upload(&self, token: &str, bytes: &[u8]) -> String {
        let at = self.announce(token, bytes).await;
        self.tus("PATCH", &at, token, &[("upload-offset", "0")], bytes).await.ok();
        format!("/v1/blobs/{}", hash(bytes))
    }

    /// An account of that key, without a device.
    pub async fn account(&self, key: u8) -> Account {
        let account = Account::new(key);
        self.post("/v1/accounts", "", &account.registration(None)).await.ok();
        account
    }

    pub async fn nonce(&self, account: AccountId) -> ChallengeResponse {
        self.post("/v1/challenges", "", &ChallengeRequest { account }).await.ok().json()
    }

    /// A device of that key's account, with its token.
    pub async fn device(&self, key: u8) -> (Account, DeviceResponse) {
        let account = self.account(key).await;
        let nonce = self.nonce(account.id).await.nonce;
        let added = self.post("/v1/devices", "", &account.device(nonce, b"sealed label")).await.ok();
        assert_eq!(added.status, StatusCode::CREATED);
        (account, added.json())
    }

    /// The token of a device of that key's account.
    pub async fn token(&self, key: u8) -> String {
        self.device(key).await.1.token.0
    }
}

pub fn metadata(hash: Hash) -> String {
    format!("name cGhvdG8=,hash {}", STANDARD.encode(hash.to_string()))
}

pub fn request(method: &str, path: &str, token: &str, headers: &[(&str, &str)], body: Body) -> Request<Body> {
    let mut request = Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(path);
    if !token.is_empty() {
        request = request.header(AUTHORIZATION, format!("Bearer {token}"));
    }
    for (name, value) in headers {
        request = request.header(HeaderName::from_bytes(name.as_bytes()).unwrap(), *value);
    }
    request.body(body).unwrap()
}

pub fn json(method: &str, path: &str, token: &str, body: &impl Serialize) -> Request<Body> {
    let mut request = request(method, path, token, &[], Body::from(serde_json::to_vec(body).unwrap()));
    request.headers_mut().insert(CONTENT_TYPE, "application/json".parse().unwrap());
    request
}

pub struct Account {
    key: SigningKey,
    pub id: AccountId,
}

impl Account {
    pub fn new(key: u8) -> Self {
        let key = SigningKey::from_bytes(&[key; 32]);
        let id = account_id(&Fixed(key.verifying_key().to_bytes()));
        Self { key, id }
    }

    pub fn public_key(&self) -> PublicKey {
        Fixed(self.key.verifying_key().to_bytes())
    }

    pub fn registration(&self, invitation: Option<&str>) -> RegisterRequest {
        let public_key = self.public_key();
        let signature = Fixed(self.key.sign(&account_message(&public_key)).to_bytes());
        RegisterRequest { public_key, signature, invitation: invitation.map(str::to_owned) }
    }

    pub fn device(&self, nonce: Fixed<32>, label: &[u8]) -> DeviceRequest {
        let label = Bytes(label.to_vec());
        let signature = Fixed(self.key.sign(&device_message(&self.id, &nonce, &label)).to_bytes());
        DeviceRequest { account: self.id, nonce, signature, label }
    }
}

pub fn push(texts: &[&str]) -> PushRequest {
    let records =
        texts.iter().map(|text| NewRecord { id: new_id(), ciphertext: Bytes(text.as_bytes().to_vec()) });
    PushRequest { records: records.collect() }
}

/// A sheet, signed as minisign did before it hashed first: the server takes both.
pub fn sheet(key: u8, id: &str, revision: u32, more: &str) -> SheetRequest {
    let text = format!("format = 1\n[sheet]\nid = \"{id}\"\nrevision = {revision}\n{more}");
    signed(key, text)
}

pub fn signed(key: u8, text: String) -> SheetRequest {
    let signing = SigningKey::from_bytes(&[key; 32]);
    let line = |bytes: &[&[u8]]| STANDARD.encode(bytes.concat());
    let signature = signing.sign(text.as_bytes()).to_bytes();
    let comment = "timestamp:1795847479";
    let global = signing.sign(&[&signature, comment.as_bytes()].concat()).to_bytes();
    let signature = format!(
        "untrusted comment: by a test\n{}\ntrusted comment: {comment}\n{}\n",
        line(&[b"Ed", &[key; 8], &signature]),
        line(&[&global]),
    );
    let public_key = line(&[b"Ed", &[key; 8], signing.verifying_key().as_bytes()]);
    SheetRequest { text, signature, public_key }
}
