//! Requests and TLS against servers on this machine that say what a test tells them to.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use sha2::{Digest as _, Sha256};
use stipple_wire::{Hash, Head, Problem, ProblemType};
use uuid::Uuid;

use super::address::{Address, Pin};
use super::http::HttpServer;
use super::keys::{AccountId, DeviceToken};
use super::server::{Admission, Outgoing, Quota, Server, ServerError, SheetServer, UploadId};
use super::tls::Trust;
use crate::ports::fixed::{NoPause, SeededRandom};

const CHALLENGE: &str =
    r#"{"nonce":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=","expires":"2026-11-28T00:00:00Z","later":1}"#;

const ACCOUNT: AccountId = AccountId([7; 32]);

type Told = HttpServer<SeededRandom, NoPause>;

fn ok(body: &str) -> String {
    with("200 OK", "", body)
}

fn with(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}")
}

fn problem(kind: ProblemType) -> String {
    let body = serde_json::to_string(&Problem::new(kind, "x")).unwrap();
    with(&format!("{} x", kind.status()), "Content-Type: application/problem+json\r\n", &body)
}

/// Reads one request: its head, and its body as text.
fn request(from: &mut impl Read) -> Option<String> {
    let mut lines = BufReader::new(from);
    let (mut text, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        text.push_str(&line);
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body).ok()?;
    text.push_str(&String::from_utf8_lossy(&body));
    Some(text)
}

/// A server that gives these answers, one a connection, and tells what it was asked.
fn scripted(answers: Vec<String>) -> (Told, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, asked) = mpsc::channel();
    thread::spawn(move || {
        for answer in answers {
            let Ok((mut stream, _)) = listener.accept() else { return };
            let Some(text) = request(&mut stream) else { return };
            let _ = tell.send(text);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (client(&address, &Trust::Web), asked)
}

fn client(address: &str, trust: &Trust) -> Told {
    let address: Address = address.parse().unwrap();
    HttpServer::with_trust(address, trust, SeededRandom::new(1), NoPause::default()).unwrap()
}

fn token() -> DeviceToken {
    DeviceToken::new("to-ken_1")
}

fn outgoing() -> Vec<Outgoing> {
    vec![Outgoing { id: Uuid::from_u128(1), ciphertext: b"sealed".to_vec() }]
}

#[test]
fn a_call_is_what_the_contract_says_and_unknown_members_are_passed_over() {
    let (server, asked) = scripted(vec![ok(CHALLENGE)]);
    assert_eq!(server.challenge(ACCOUNT).unwrap(), [7; 32]);
    let asked = asked.recv().unwrap();
    assert!(asked.starts_with("POST /v1/challenges HTTP/1.1\r\n"), "{asked}");
    assert!(asked.ends_with(&format!("{{\"account\":\"{ACCOUNT}\"}}")), "{asked}");
    assert!(!asked.to_lowercase().contains("authorization"), "{asked}");
}

#[test]
fn records_are_pushed_and_pulled() {
    let head = format!(r#"{{"seq":1,"chain":"{}"}}"#, "cd".repeat(32));
    let stored = format!(r#"{{"stored":[{{"id":"{}","seq":1}}],"head":{head}}}"#, Uuid::from_u128(1));
    let page = format!(
        r#"{{"records":[{{"seq":1,"id":"{}","hash":"{}","ciphertext":null}}],"head":{head}}}"#,
        Uuid::from_u128(1),
        "ab".repeat(32)
    );
    let other = stored.replace(&Uuid::from_u128(1).to_string(), &Uuid::from_u128(2).to_string());
    let (server, asked) = scripted(vec![ok(&stored), ok(&page), ok(&other), ok("<html>")]);
    let pushed = server.push(&token(), &outgoing()).unwrap();
    assert_eq!((pushed.seqs, pushed.head), (vec![1], Head { seq: 1, chain: Hash([0xcd; 32]) }));
    let text = asked.recv().unwrap();
    assert!(text.contains("uthorization: Bearer to-ken_1\r\n") && text.contains("c2VhbGVk"), "{text}");
    let page = server.pull(&token(), pushed.head, 500).unwrap();
    assert_eq!((page.records[0].seq, page.records[0].ciphertext.clone()), (1, None));
    let text = asked.recv().unwrap();
    assert!(
        text.starts_with(&format!("GET /v1/records?after=1&limit=500&chain={} ", "cd".repeat(32))),
        "{text}"
    );
    assert!(matches!(server.push(&token(), &outgoing()), Err(ServerError::Garbled { .. })));
    assert!(matches!(server.pull(&token(), Head::EMPTY, 9), Err(ServerError::Garbled { .. })));
}

#[test]
fn what_failed_for_a_moment_is_tried_again_and_pauses_are_kept() {
    let busy = with("429 Slow", "Retry-After: 3\r\n", "");
    let (server, asked) = scripted(vec![problem(ProblemType::Unavailable), busy, ok(CHALLENGE)]);
    assert!(server.challenge(ACCOUNT).is_ok());
    assert_eq!(asked.iter().count(), 3);
    let pauses = server.pause().pauses();
    assert!(pauses[0] < Duration::from_millis(500), "{pauses:?}");
    assert!((Duration::from_secs(3)..Duration::from_secs(4)).contains(&pauses[1]), "{pauses:?}");
    // A long one is the caller's to know.
    let (server, asked) = scripted(vec![with("503 Down", "Retry-After: 60\r\n", ""), ok(CHALLENGE)]);
    assert_eq!(server.challenge(ACCOUNT), Err(ServerError::Unavailable { after: Some(60) }));
    drop(server);
    assert_eq!(asked.try_iter().count(), 1);
}

#[test]
fn what_must_not_be_done_twice_is_not_tried_again() {
    let (server, asked) = scripted(vec![problem(ProblemType::Unavailable), ok(CHALLENGE)]);
    let admission = Admission { account: ACCOUNT, nonce: &[1; 32], signature: &[2; 64], label: b"x" };
    assert!(matches!(server.admit(&admission), Err(ServerError::Unavailable { .. })));
    assert_eq!(asked.try_iter().count(), 1);
    let (server, asked) = scripted(vec![with("502 Bad", "", ""), ok("")]);
    let part = server.upload_part(&token(), &UploadId("/v1/blobs/uploads/1".to_owned()), 0, b"x");
    assert!(matches!(part, Err(ServerError::Unavailable { .. })));
    assert_eq!(asked.try_iter().count(), 1);
}

#[test]
fn every_problem_has_its_meaning() {
    let full = |which| ServerError::QuotaFull { which };
    for kind in ProblemType::ALL {
        let (server, _asked) = scripted(vec![problem(kind), problem(kind), problem(kind)]);
        let told = server.push(&token(), &outgoing()).unwrap_err();
        let expected = match kind.slug() {
            "unauthorized" => ServerError::Unauthorized,
            "account-unknown" => ServerError::AccountGone,
            "registration-closed" | "invitation-invalid" => ServerError::Closed,
            "challenge-invalid" => ServerError::ChallengeSpent,
            "record-conflict" => ServerError::Conflict { ids: Vec::new() },
            "chain-unknown" => ServerError::ChainUnknown { head: Head::EMPTY },
            "devices-full" => full(Quota::Devices),
            "records-full" => full(Quota::Records),
            "bytes-full" => full(Quota::Bytes),
            "uploads-full" => full(Quota::Uploads),
            slug if slug.ends_with("-too-large") => ServerError::TooLarge,
            "upload-unknown" => ServerError::UploadGone,
            "upload-offset" | "upload-locked" | "checksum-mismatch" => ServerError::UploadOffset,
            "blob-hash-mismatch" => ServerError::BlobMismatch,
            "blob-unknown" => ServerError::BlobGone,
            "sheet-unknown" => ServerError::NoSheet,
            "sheet-owned" => ServerError::SheetOwned,
            "sheet-exists" => ServerError::SheetExists,
            "address-rate" | "account-rate" | "challenges-outstanding" => {
                ServerError::RateLimited { after: None }
            }
            "internal" | "unavailable" | "request-timeout" => ServerError::Unavailable { after: None },
            slug => ServerError::Refused { problem: slug.to_owned(), status: kind.status() },
        };
        assert_eq!(told, expected, "{}", kind.slug());
    }
}

#[test]
fn only_the_servers_own_problems_are_believed() {
    for (status, passing) in
        [("401 No", true), ("404 No", true), ("403 No", true), ("500 No", true), ("302 Go", true)]
    {
        let answer =
            || with(status, "Location: http://127.0.0.1:1/\r\n", "<html>sign in to the hotel's net</html>");
        let (server, _asked) = scripted(vec![answer(), answer(), answer()]);
        let told = server.push(&token(), &outgoing()).unwrap_err();
        assert_eq!(told.is_passing(), passing, "{status}: {told:?}");
    }
}

#[test]
fn what_is_gone_already_is_gone() {
    let (server, _asked) = scripted(vec![
        problem(ProblemType::RecordUnknown),
        problem(ProblemType::DeviceUnknown),
        problem(ProblemType::BlobUnknown),
        problem(ProblemType::RecordUnknown),
    ]);
    server.erase(&token(), Uuid::nil()).unwrap();
    server.revoke(&token(), Uuid::nil()).unwrap();
    server.drop_blob(&token(), Hash([1; 32])).unwrap();
    assert!(server.delete_account(&token()).is_err());
}

#[test]
fn a_photo_goes_up_in_pieces_and_comes_down_in_parts() {
    let (server, asked) = scripted(vec![
        with("201 Created", "Location: /v1/blobs/uploads/u1\r\n", ""),
        "HTTP/1.1 200 OK\r\nUpload-Offset: 4\r\nConnection: close\r\n\r\n".to_owned(),
        with("204 No Content", "Upload-Offset: 9\r\n", ""),
        "HTTP/1.1 404 Gone\r\nConnection: close\r\n\r\n".to_owned(),
        with("206 Partial", "Content-Range: bytes 4-6/9\r\n", "abc"),
        with("201 Created", "Location: https://evil.example/v1/blobs/uploads/u1\r\n", ""),
    ]);
    let upload = server.upload(&token(), Hash([0xab; 32]), 9).unwrap();
    let text = asked.recv().unwrap().to_lowercase();
    assert!(text.contains("tus-resumable: 1.0.0\r\n") && text.contains("upload-length: 9\r\n"), "{text}");
    assert_eq!(server.upload_offset(&token(), &upload).unwrap(), 4);
    assert_eq!(server.upload_part(&token(), &upload, 4, b"later").unwrap(), 9);
    let text = asked.iter().nth(1).unwrap();
    assert!(text.starts_with("PATCH /v1/blobs/uploads/u1 ") && text.ends_with("\r\n\r\nlater"), "{text}");
    assert_eq!(server.upload_offset(&token(), &upload), Err(ServerError::UploadGone));
    let piece = server.download(&token(), Hash([0xab; 32]), 4, 3).unwrap();
    assert_eq!((piece.bytes.as_slice(), piece.length), (&b"abc"[..], 9));
    assert!(asked.iter().nth(1).unwrap().to_lowercase().contains("range: bytes=4-6\r\n"));
    assert!(matches!(server.upload(&token(), Hash([0xab; 32]), 9), Err(ServerError::Garbled { .. })));
}

#[test]
fn a_sheets_id_is_one_segment_whatever_is_in_it() {
    let (server, asked) = scripted(vec![problem(ProblemType::SheetUnknown)]);
    assert_eq!(server.sheet("../account?x", Some(3)), Err(ServerError::NoSheet));
    assert!(asked.recv().unwrap().starts_with("GET /v1/sheets/..%2Faccount%3Fx/3 "));
}

#[test]
fn the_stream_of_events_tells_the_next_head() {
    let [old, new] = [1, 2].map(|seq| Head { seq, chain: Hash([9; 32]) });
    let event = |head: &Head| format!("event: head\ndata: {}\n\n", serde_json::to_string(head).unwrap());
    let body = format!(": hello\n\nevent: later\ndata: {{}}\n\n{}: still\n\n{}", event(&old), event(&new));
    let (server, asked) = scripted(vec![with("200 OK", "", &body), with("200 OK", "", &event(&old))]);
    assert_eq!(server.head_moved(&token(), old, &|| false).unwrap(), new);
    assert!(asked.recv().unwrap().starts_with("GET /v1/events "));
    assert!(matches!(server.head_moved(&token(), old, &|| false), Err(ServerError::Offline { .. })));
}

#[test]
fn nobody_there_is_offline_and_names_nothing() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = client(&format!("http://{port}"), &Trust::Web);
    let Err(ServerError::Offline { reason }) = server.challenge(ACCOUNT) else { panic!("nobody answered") };
    assert!(!reason.contains("127"), "{reason}");
    assert_eq!(server.pause().pauses().len(), 2);
}

/// An authority of a test's own, and what it vouches for.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap().der().clone();
        Self { issuer: Issuer::new(params, key), certificate }
    }

    /// A certificate for a name, and its key.
    fn vouch(&self, name: &str) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap().der().clone();
        (certificate, PrivateKeyDer::try_from(key.serialize_der()).unwrap())
    }
}

/// A server behind TLS that answers every challenge, for as many connections as are made.
fn behind_tls(shown: CertificateDer<'static>, key: PrivateKeyDer<'static>) -> String {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_single_cert(vec![shown], key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(stream) = stream else { return };
            let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
            if request(&mut stream).is_some() {
                let _ = stream.write_all(ok(CHALLENGE).as_bytes());
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    address
}

fn print(certificate: &CertificateDer<'_>) -> Pin {
    Pin(Sha256::digest(certificate).into())
}

#[test]
fn an_authority_is_believed_for_the_name_it_vouched_for_and_no_other() {
    let (right, wrong) = (Authority::new(), Authority::new());
    let (shown, key) = right.vouch("127.0.0.1");
    let address = behind_tls(shown, key);
    let trusting = |authority: &Authority| Trust::Authorities(vec![authority.certificate.clone()]);
    assert_eq!(client(&address, &trusting(&right)).challenge(ACCOUNT), Ok([7; 32]));
    for trust in [trusting(&wrong), Trust::Web] {
        let server = client(&address, &trust);
        let told = server.challenge(ACCOUNT);
        assert!(matches!(told, Err(ServerError::Untrusted { .. })), "{told:?}");
        assert!(server.pause().pauses().is_empty(), "that does not pass by itself");
    }
    let (shown, key) = right.vouch("other.example");
    let told = client(&behind_tls(shown, key), &trusting(&right)).challenge(ACCOUNT);
    assert!(matches!(told, Err(ServerError::Untrusted { .. })), "{told:?}");
}

#[test]
fn a_pinned_certificate_is_believed_whoever_signed_it_and_no_other_is() {
    let authority = Authority::new();
    let (shown, key) = authority.vouch("studio.example");
    let (pin, other) = (print(&shown), print(&authority.vouch("studio.example").0));
    let address = behind_tls(shown, key);
    let pinned = |pin: Pin| {
        let address: Address = format!("{address}#sha256={pin}").parse().unwrap();
        HttpServer::new(address, SeededRandom::new(1), NoPause::default()).unwrap()
    };
    assert_eq!(pinned(pin).challenge(ACCOUNT), Ok([7; 32]));
    let told = pinned(other).challenge(ACCOUNT);
    assert!(matches!(told, Err(ServerError::Untrusted { .. })), "{told:?}");
}

#[test]
fn a_pinned_certificate_without_its_key_is_worth_nothing() {
    let authority = Authority::new();
    let (shown, _) = authority.vouch("studio.example");
    let (_, another_key) = authority.vouch("studio.example");
    let provider = rustls::crypto::ring::default_provider();
    let key = provider.key_provider.load_private_key(another_key).unwrap();
    let forged = Arc::new(rustls::sign::SingleCertAndKey::from(rustls::sign::CertifiedKey::new(
        vec![shown.clone()],
        key,
    )));
    let config = ServerConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .unwrap();
    let config = Arc::new(config.with_no_client_auth().with_cert_resolver(forged));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}#sha256={}", listener.local_addr().unwrap(), print(&shown));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
            if request(&mut stream).is_some() {
                let _ = stream.write_all(ok(CHALLENGE).as_bytes());
            }
        }
    });
    assert!(client_of(&address).challenge(ACCOUNT).is_err());
}

fn client_of(address: &str) -> Told {
    HttpServer::new(address.parse().unwrap(), SeededRandom::new(1), NoPause::default()).unwrap()
}
