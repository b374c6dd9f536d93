//! The program itself: it serves at once, stops without dropping anything, backs up and checks.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use stipple_wire::{ChallengeResponse, DeviceResponse, PullResponse, hash};

use crate::support::{Account, metadata, push};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_stipple-backend");

/// A running server; killed when dropped.
pub struct Program {
    pub child: Child,
    pub url: String,
    pub metrics: String,
}

/// A command with a configuration of its own, whatever the environment says.
pub fn command(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("STIPPLE_")) {
        command.env_remove(name);
    }
    // Another store may be asked for: its own configuration, then.
    if let Some(config) = std::env::var_os("STIPPLE_TEST_CONFIG") {
        command.env("STIPPLE_CONFIG", config);
    }
    command
        .env("STIPPLE_FOLDER", folder)
        .env("STIPPLE_LISTEN", "127.0.0.1:0")
        .env("STIPPLE_METRICS", "127.0.0.1:0")
        .env("STIPPLE_RATES_ADDRESS_PER_SECOND", "0")
        .env("STIPPLE_RATES_ACCOUNT_PER_SECOND", "0")
        .env("RUST_LOG", "warn");
    command
}

impl Program {
    pub fn start(folder: &Path) -> Self {
        Self::run(command(PROGRAM, folder).arg("serve"))
    }

    /// Runs it, and waits until it says where it listens.
    pub fn run(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut address = |begin: &str| {
            let line = lines.next().expect("the server ended").unwrap();
            line.strip_prefix(begin).unwrap_or_else(|| panic!("{line}")).to_owned()
        };
        let (url, metrics) = (address("listening on "), address("metrics on "));
        Self { child, url, metrics }
    }

    pub fn signal(&self, signal: &str) {
        let done = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn client() -> reqwest::Client {
    client_builder().build().unwrap()
}

/// The workspace's reqwest comes without a provider for TLS, which it wants even where nothing is encrypted.
fn client_builder() -> reqwest::ClientBuilder {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy()
}

/// A new device of that key's account.
pub async fn token(client: &reqwest::Client, url: &str, key: u8) -> String {
    let account = Account::new(key);
    let post = async |path: &str, body: serde_json::Value| {
        let answer = client.post(format!("{url}{path}")).json(&body).send().await.unwrap();
        answer.error_for_status().unwrap()
    };
    post("/v1/accounts", serde_json::to_value(account.registration(None)).unwrap()).await;
    let nonce = post("/v1/challenges", serde_json::json!({"account": account.id})).await;
    let nonce: ChallengeResponse = nonce.json().await.unwrap();
    let device =
        post("/v1/devices", serde_json::to_value(account.device(nonce.nonce, b"label")).unwrap()).await;
    device.json::<DeviceResponse>().await.unwrap().token.0
}

/// Uploads a blob in one piece; whether it was acknowledged.
pub async fn upload(client: &reqwest::Client, url: &str, token: &str, bytes: Vec<u8>) -> reqwest::Result<()> {
    let begun = client
        .post(format!("{url}/v1/blobs"))
        .bearer_auth(token)
        .header("tus-resumable", "1.0.0")
        .header("upload-length", bytes.len())
        .header("upload-metadata", metadata(hash(&bytes)));
    let begun = begun.send().await?.error_for_status()?;
    let location = begun.headers()["location"].to_str().unwrap().to_owned();
    let piece = client
        .patch(format!("{url}{location}"))
        .bearer_auth(token)
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", 0)
        .header("content-type", "application/offset+octet-stream")
        .body(bytes);
    piece.send().await?.error_for_status()?;
    Ok(())
}

fn output(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let Output { status, stdout, .. } = command(PROGRAM, folder).args(arguments).output().unwrap();
    (status.success(), String::from_utf8(stdout).unwrap())
}

#[tokio::test]
async fn it_serves_backs_up_checks_and_stops() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = (folder.path().join("data"), folder.path().join("copy"));
    let mut server = Program::start(&data);
    let client = client();
    let token = token(&client, &server.url, 1).await;
    let records = format!("{}/v1/records", server.url);
    let pushed = client.post(&records).bearer_auth(&token).json(&push(&["one", "two"])).send().await.unwrap();
    pushed.error_for_status().unwrap();
    upload(&client, &server.url, &token, vec![7; 100_000]).await.unwrap();

    // A second one may not serve from there.
    let second = command(PROGRAM, &data).arg("serve").output().unwrap();
    assert!(!second.status.success());
    assert!(String::from_utf8(second.stderr).unwrap().contains("another server serves from"));

    let to = copy.to_str().unwrap();
    for _ in 0..2 {
        let (ok, said) = output(&data, &["backup", to]);
        assert!(ok && said.contains("1 accounts, 2 records, 1 blobs of 100000 bytes"), "{said}");
        client.post(&records).bearer_auth(&token).json(&push(&[])).send().await.unwrap();
    }
    let numbers = client.get(&server.metrics).send().await.unwrap().text().await.unwrap();
    assert!(
        numbers.contains("stipple_requests_total{method=\"POST\",route=\"/v1/records\",status=\"200\"} 3"),
        "{numbers}"
    );

    server.signal("-TERM");
    assert!(server.child.wait().unwrap().success());
    assert!(output(&data, &["check"]).0);

    // The copy is a folder to serve from.
    let server = Program::start(&copy);
    let pulled = client.get(format!("{}/v1/records", server.url)).bearer_auth(&token).send().await.unwrap();
    assert_eq!(pulled.json::<PullResponse>().await.unwrap().head.seq, 2);
    drop(server);

    // A check is worth what it finds.
    let blobs = crate::calls::walk(&copy.join("blobs"));
    std::fs::write(&blobs[0], vec![8; 100_000]).unwrap();
    let (ok, said) = output(&copy, &["check"]);
    assert!(!ok && said.contains("other bytes than its name says"), "{said}");
    for (change, fault) in [
        ("UPDATE records SET ciphertext = x'00' WHERE seq = 1", "record 1 has other bytes"),
        ("UPDATE records SET hash = zeroblob(32) WHERE seq = 1", "the chain breaks at record 1"),
        ("DELETE FROM records WHERE seq = 2", "the head is 2, the last record 1"),
    ] {
        let conn = rusqlite::Connection::open(copy.join("stipple.db")).unwrap();
        assert_eq!(conn.execute(change, []).unwrap(), 1);
        drop(conn);
        let (ok, said) = output(&copy, &["check"]);
        assert!(!ok && said.contains(fault), "{said}");
    }
}

/// A request that was accepted before the server is told to stop is answered after.
#[tokio::test]
async fn what_was_accepted_is_answered() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let folder = tempfile::tempdir().unwrap();
    let mut server = Program::start(folder.path());
    let client = client();
    let token = token(&client, &server.url, 1).await;
    let body = serde_json::to_string(&push(&["accepted"])).unwrap();
    let address = server.url.strip_prefix("http://").unwrap();
    let mut slow = tokio::net::TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /v1/records HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n\
         expect: 100-continue\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    // The handler runs and asks for the body.
    let mut asked = [0; 25];
    slow.read_exact(&mut asked).await.unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    server.signal("-TERM");
    // No new connection is taken once it has heard.
    while tokio::net::TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    slow.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(server.child.wait().unwrap().success());
    let server = Program::start(folder.path());
    let pulled = client.get(format!("{}/v1/records", server.url)).bearer_auth(&token).send().await.unwrap();
    assert_eq!(pulled.json::<PullResponse>().await.unwrap().head.seq, 1);
}

#[tokio::test]
async fn it_speaks_http_2_without_tls() {
    let folder = tempfile::tempdir().unwrap();
    let server = Program::start(folder.path());
    let client = client_builder().http2_prior_knowledge().build().unwrap();
    let answer = client.get(format!("{}/readyz", server.url)).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.version()), (200, reqwest::Version::HTTP_2));
}

#[test]
fn it_describes_itself() {
    let folder = tempfile::tempdir().unwrap();
    let committed =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json")).unwrap();
    assert_eq!(output(folder.path(), &["openapi"]), (true, committed));
}
