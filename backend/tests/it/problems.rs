//! Every type of problem, and every limit behind one: `provoke` has to name them all to compile.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use futures_util::stream;
use stipple_backend::config::{Publishing, Rates, Registration};
use stipple_backend::http::Peer;
use stipple_wire::limits::{MAX_BATCH, MAX_BLOB, MAX_BODY, MAX_CIPHERTEXT, MAX_LABEL, MAX_PIECES, MAX_SHEET};
use stipple_wire::{ChallengeRequest, ProblemType, PushRequest, hash};

use crate::support::*;

#[tokio::test]
async fn every_type_of_problem_is_answered_as_it_should_be() {
    for kind in ProblemType::ALL {
        let answer = tokio::time::timeout(Duration::from_mins(1), provoke(kind)).await;
        let answer = answer.unwrap_or_else(|_| panic!("{kind:?} hangs"));
        assert_eq!(answer.problem(), kind);
        let wait = answer.header("retry-after").parse::<u64>();
        let waits = matches!(kind.status(), 423 | 429 | 503);
        assert_eq!(wait.is_ok_and(|seconds| seconds > 0), waits, "{kind:?}");
        assert_eq!(answer.header("www-authenticate") == "Bearer", kind == ProblemType::Unauthorized);
        assert_eq!(answer.header("cache-control"), "no-store", "{kind:?}");
    }
}

#[expect(clippy::too_many_lines, reason = "a list")]
async fn provoke(kind: ProblemType) -> Answer {
    use ProblemType as P;
    let server = Server::new();
    match kind {
        P::Malformed => {
            let broken =
                request("POST", "/v1/accounts", "", &[("content-type", "application/json")], Body::from("{"));
            server.send(broken).await
        }
        P::ChecksumUnsupported => {
            let token = server.token(1).await;
            let at = server.announce(&token, b"blob").await;
            let headers = [("upload-offset", "0"), ("upload-checksum", "md5 AAAA")];
            let answer = server.tus("PATCH", &at, &token, &headers, b"blob").await;
            assert_eq!(answer.header("tus-checksum-algorithm"), "sha1,sha256,blake3");
            answer
        }
        P::Unauthorized => {
            for token in ["", "short", &"A".repeat(43), &"!".repeat(43)] {
                assert_eq!(server.call("GET", "/v1/records", token).await.problem(), P::Unauthorized);
            }
            let (_, device) = server.device(1).await;
            let path = format!("/v1/devices/{}", device.device);
            server.call("DELETE", &path, &device.token.0).await.ok();
            server.call("GET", "/v1/records", &device.token.0).await
        }
        P::SignatureInvalid => {
            let mut wrong = Account::new(1).registration(None);
            wrong.public_key = Account::new(2).public_key();
            assert_eq!(server.post("/v1/accounts", "", &wrong).await.problem(), P::SignatureInvalid);
            let account = server.account(1).await;
            let nonce = server.nonce(account.id).await.nonce;
            let mut relabelled = account.device(nonce, b"label");
            relabelled.label.0.push(0);
            server.post("/v1/devices", "", &relabelled).await
        }
        P::ChallengeInvalid => {
            let account = server.account(1).await;
            let nonce = server.nonce(account.id).await.nonce;
            server.post("/v1/devices", "", &account.device(nonce, b"")).await.ok();
            let again = server.post("/v1/devices", "", &account.device(nonce, b"")).await;
            assert_eq!(again.problem(), P::ChallengeInvalid);
            let nonce = server.nonce(account.id).await.nonce;
            server.clock.pass(121);
            server.post("/v1/devices", "", &account.device(nonce, b"")).await
        }
        P::RegistrationClosed => {
            let server = Server::with(|config| config.accounts = Registration::Closed);
            server.post("/v1/accounts", "", &Account::new(1).registration(Some("day 4"))).await
        }
        P::InvitationInvalid => {
            let server = Server::with(|config| {
                config.accounts = Registration::Invitation;
                config.invitations = vec!["day 4".to_owned(), "day 5".to_owned()];
            });
            let account = Account::new(1);
            let without = server.post("/v1/accounts", "", &account.registration(None)).await;
            assert_eq!(without.problem(), P::InvitationInvalid);
            server.post("/v1/accounts", "", &account.registration(Some("day 5"))).await.ok();
            server.post("/v1/accounts", "", &account.registration(None)).await.ok();
            server.post("/v1/accounts", "", &Account::new(2).registration(Some("day 6"))).await
        }
        P::PublishingClosed => {
            let server = Server::with(|config| config.publishing = Publishing::Closed);
            server.send(json("PUT", "/v1/sheets/a/1", "", &sheet(1, "a", 1, ""))).await
        }
        P::SheetOwned => {
            server.send(json("PUT", "/v1/sheets/a/1", "", &sheet(1, "a", 1, ""))).await.ok();
            server.send(json("PUT", "/v1/sheets/a/2", "", &sheet(2, "a", 2, ""))).await
        }
        P::NotFound => server.call("GET", "/v2/records", "").await,
        P::AccountUnknown => {
            server.post("/v1/challenges", "", &ChallengeRequest { account: Account::new(1).id }).await
        }
        P::DeviceUnknown => {
            let token = server.token(1).await;
            let (_, others) = server.device(2).await;
            server.call("DELETE", &format!("/v1/devices/{}", others.device), &token).await
        }
        P::RecordUnknown => {
            let token = server.token(1).await;
            server.call("DELETE", "/v1/records/00112233-4455-4677-8899-aabbccddeeff", &token).await
        }
        P::BlobUnknown => {
            let (token, other) = (server.token(1).await, server.token(2).await);
            let blob = server.upload(&token, b"blob").await;
            assert_eq!(server.call("DELETE", &blob, &other).await.problem(), P::BlobUnknown);
            server.call("GET", &blob, &other).await
        }
        P::UploadUnknown => {
            let token = server.token(1).await;
            let at = server.announce(&token, b"blob").await;
            server.clock.pass(24 * 3600);
            server.tus("PATCH", &at, &token, &[("upload-offset", "0")], b"blob").await
        }
        P::SheetUnknown => {
            server.send(json("PUT", "/v1/sheets/a/1", "", &sheet(1, "a", 1, ""))).await.ok();
            assert_eq!(server.call("GET", "/v1/sheets/b", "").await.problem(), P::SheetUnknown);
            server.call("GET", "/v1/sheets/a/2", "").await
        }
        P::MethodNotAllowed => {
            let answer = server.call("PATCH", "/v1/records", "").await;
            assert_eq!(answer.header("allow"), "POST,GET,HEAD");
            answer
        }
        P::RequestTimeout => {
            let server = Server::with(|config| config.times.body_seconds = 0);
            let never = Body::from_stream(stream::pending::<Result<Vec<u8>, std::io::Error>>());
            server
                .send(request("POST", "/v1/accounts", "", &[("content-type", "application/json")], never))
                .await
        }
        P::RecordConflict => {
            let token = server.token(1).await;
            let mut batch = push(&["one", "two"]);
            server.post("/v1/records", &token, &batch).await.ok();
            batch.records[1].ciphertext.0.push(0);
            let answer = server.post("/v1/records", &token, &batch).await;
            assert_eq!(answer.json::<stipple_wire::Problem>().ids, [batch.records[1].id]);
            answer
        }
        P::ChainUnknown => {
            let token = server.token(1).await;
            let pushed = server.post("/v1/records", &token, &push(&["one"])).await.ok();
            let path = format!("/v1/records?after=1&chain={}", hash(b"other"));
            let answer = server.call("GET", &path, &token).await;
            let head = pushed.json::<stipple_wire::PushResponse>().head;
            assert_eq!(answer.json::<stipple_wire::Problem>().head, Some(head));
            answer
        }
        P::SheetExists => {
            server.send(json("PUT", "/v1/sheets/a/1", "", &sheet(1, "a", 1, ""))).await.ok();
            server.send(json("PUT", "/v1/sheets/a/1", "", &sheet(1, "a", 1, "title = \"changed\""))).await
        }
        P::UploadOffset => {
            let token = server.token(1).await;
            let at = server.announce(&token, b"blob").await;
            let answer = server.tus("PATCH", &at, &token, &[("upload-offset", "1")], b"lob").await;
            assert_eq!(answer.header("upload-offset"), "0");
            answer
        }
        P::TusVersion => {
            let token = server.token(1).await;
            let without = server.call("POST", "/v1/blobs", &token).await;
            assert_eq!(without.problem(), P::Malformed);
            let metadata = metadata(hash(b""));
            let older =
                [("tus-resumable", "0.2.2"), ("upload-length", "0"), ("upload-metadata", metadata.as_str())];
            let answer = server.send(request("POST", "/v1/blobs", &token, &older, Body::empty())).await;
            assert_eq!(answer.header("tus-version"), "1.0.0");
            answer
        }
        P::BodyTooLarge => {
            let json = ("content-type", "application/json");
            let length = (MAX_BODY + 1).to_string();
            let token = server.token(1).await;
            let announced = [json, ("content-length", length.as_str())];
            let answer =
                server.send(request("POST", "/v1/records", &token, &announced, Body::from("{}"))).await;
            assert_eq!(answer.problem(), P::BodyTooLarge, "told before it is read");
            // Without an account, there is less room.
            for (path, using, most) in
                [("/v1/accounts", "", 16 << 10), ("/v1/records", token.as_str(), MAX_BODY)]
            {
                let fits = request("POST", path, using, &[json], Body::from(vec![b' '; most]));
                assert_eq!(server.send(fits).await.problem(), P::Malformed, "{path}");
                let chunks = stream::iter([Ok::<_, std::io::Error>(vec![b' '; most]), Ok(vec![b' '])]);
                let answer = request("POST", path, using, &[json], Body::from_stream(chunks));
                assert_eq!(server.send(answer).await.problem(), P::BodyTooLarge, "{path}");
            }
            answer
        }
        P::BatchTooLarge => {
            let token = server.token(1).await;
            let most = PushRequest { records: push(&[""; MAX_BATCH]).records };
            server.post("/v1/records", &token, &most).await.ok();
            server.post("/v1/records", &token, &push(&[""; MAX_BATCH + 1])).await
        }
        P::RecordTooLarge => {
            let token = server.token(1).await;
            let mut batch = push(&["most"]);
            batch.records[0].ciphertext.0 = vec![0; MAX_CIPHERTEXT];
            server.post("/v1/records", &token, &batch).await.ok();
            batch.records[0].ciphertext.0.push(0);
            server.post("/v1/records", &token, &batch).await
        }
        P::LabelTooLarge => {
            let account = server.account(1).await;
            let nonce = server.nonce(account.id).await.nonce;
            let most = vec![0; MAX_LABEL + 1];
            let answer = server.post("/v1/devices", "", &account.device(nonce, &most)).await;
            server.post("/v1/devices", "", &account.device(nonce, &most[1..])).await.ok();
            answer
        }
        P::BlobTooLarge => {
            let token = server.token(1).await;
            let at = server.announce(&token, b"blob").await;
            let chunks = Body::from_stream(stream::iter([Ok::<_, std::io::Error>(b"blobs".to_vec())]));
            let headers = [
                ("tus-resumable", "1.0.0"),
                ("content-type", "application/offset+octet-stream"),
                ("upload-offset", "0"),
            ];
            let answer = server.send(request("PATCH", &at, &token, &headers, chunks)).await;
            assert_eq!(answer.problem(), P::BlobTooLarge, "more than announced");
            let (length, metadata) = ((MAX_BLOB + 1).to_string(), metadata(hash(b"")));
            let headers = [("upload-length", length.as_str()), ("upload-metadata", metadata.as_str())];
            server.tus("POST", "/v1/blobs", &token, &headers, b"").await
        }
        P::SheetTooLarge => {
            let mut large = sheet(1, "a", 1, "");
            large.signature.push_str(&" ".repeat(5000));
            let answer = server.send(json("PUT", "/v1/sheets/a/1", "", &large)).await;
            assert_eq!(answer.problem(), P::SheetTooLarge);
            let large = sheet(1, "a", 1, &format!("title = \"{}\"", "a".repeat(MAX_SHEET)));
            server.send(json("PUT", "/v1/sheets/a/1", "", &large)).await
        }
        P::MediaType => {
            let token = server.token(1).await;
            let at = server.announce(&token, b"blob").await;
            let headers =
                [("tus-resumable", "1.0.0"), ("content-type", "image/jpeg"), ("upload-offset", "0")];
            let answer = server.send(request("PATCH", &at, &token, &headers, Body::from("blob"))).await;
            assert_eq!(answer.problem(), P::MediaType);
            let text =
                request("POST", "/v1/accounts", "", &[("content-type", "text/plain")], Body::from("{}"));
            server.send(text).await
        }
        P::RangeUnsatisfiable => {
            let token = server.token(1).await;
            let blob = server.upload(&token, b"blob").await;
            let answer =
                server.send(request("GET", &blob, &token, &[("range", "bytes=4-")], Body::empty())).await;
            assert_eq!(answer.header("content-range"), "bytes */4");
            answer
        }
        P::SheetInvalid => sheet_invalid(&server).await,
        P::BlobHashMismatch => {
            let token = server.token(1).await;
            let at = server.announce_as(&token, hash(b"other"), 4).await;
            let answer = server.tus("PATCH", &at, &token, &[("upload-offset", "0")], b"blob").await;
            let gone = server.tus("HEAD", &at, &token, &[], b"").await;
            assert_eq!(gone.status, StatusCode::NOT_FOUND);
            answer
        }
        P::UploadLocked => {
            let token = server.token(1).await;
            let at = server.announce(&token, b"blob").await;
            let (first, mut polled) = slow_piece(&at, &token);
            let router = server.router.clone();
            let first = tokio::spawn(async move { tower::ServiceExt::oneshot(router, first).await });
            polled.recv().await.unwrap();
            let answer = server.tus("PATCH", &at, &token, &[("upload-offset", "0")], b"blob").await;
            first.abort();
            answer
        }
        P::AddressRate => {
            let once =
                Rates { address_per_second: 1, address_burst: 1, account_per_second: 0, account_burst: 0 };
            let server = Server::with(|config| config.rates = once);
            let ask = |address: &str| {
                let mut request = request("GET", "/v1/sheets/a", "", &[], Body::empty());
                request.extensions_mut().insert(Peer(address.parse().unwrap()));
                server.send(request)
            };
            assert_eq!(ask("2001:db8::1").await.status, StatusCode::NOT_FOUND);
            assert_eq!(ask("192.0.2.1").await.status, StatusCode::NOT_FOUND, "another address");
            assert_eq!(ask("2001:db8:0:1::1").await.status, StatusCode::NOT_FOUND, "another /64");
            ask("2001:db8::2").await
        }
        P::AccountRate => {
            let once =
                Rates { address_per_second: 0, address_burst: 0, account_per_second: 1, account_burst: 1 };
            let server = Server::with(|config| config.rates = once);
            let (mine, other) = (server.token(1).await, server.token(2).await);
            server.call("GET", "/v1/records", &mine).await.ok();
            server.call("GET", "/v1/records", &other).await.ok();
            server.call("GET", "/v1/records", &mine).await
        }
        P::ChallengesOutstanding => {
            let server = Server::with(|config| config.limits.challenges = 1);
            let account = server.account(1).await;
            server.nonce(account.id).await;
            let answer = server.post("/v1/challenges", "", &ChallengeRequest { account: account.id }).await;
            assert_eq!(answer.header("retry-after"), "120");
            answer
        }
        P::ChecksumMismatch => {
            let token = server.token(1).await;
            let at = server.announce(&token, b"blob").await;
            let headers = [("upload-offset", "0"), ("upload-checksum", "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=")];
            let answer = server.tus("PATCH", &at, &token, &headers, b"blob").await;
            assert_eq!(server.tus("HEAD", &at, &token, &[], b"").await.header("upload-offset"), "0");
            answer
        }
        P::Internal => {
            let token = server.token(1).await;
            let blob = server.upload(&token, b"blob").await;
            std::fs::remove_dir_all(server.folder.path().join("blobs")).unwrap();
            server.call("GET", &blob, &token).await
        }
        P::Unavailable => {
            assert_eq!(server.call("GET", "/readyz", "").await.body, b"ready\n");
            server.state.stop();
            assert_eq!(server.call("GET", "/livez", "").await.body, b"alive\n");
            server.call("GET", "/readyz", "").await
        }
        P::DevicesFull => {
            let server = Server::with(|config| config.limits.devices = 1);
            let (account, _) = server.device(1).await;
            let nonce = server.nonce(account.id).await.nonce;
            server.post("/v1/devices", "", &account.device(nonce, b"")).await
        }
        P::RecordsFull => {
            let server = Server::with(|config| config.limits.records = 2);
            let token = server.token(1).await;
            server.post("/v1/records", &token, &push(&["one"])).await.ok();
            server.post("/v1/records", &token, &push(&["two", "three"])).await
        }
        P::BytesFull => {
            let server = Server::with(|config| config.limits.bytes = 8);
            let token = server.token(1).await;
            server.upload(&token, b"blob").await;
            assert_eq!(server.post("/v1/records", &token, &push(&["12345"])).await.problem(), P::BytesFull);
            let metadata = metadata(hash(b"12345"));
            let headers = [("upload-length", "5"), ("upload-metadata", metadata.as_str())];
            server.tus("POST", "/v1/blobs", &token, &headers, b"").await
        }
        P::UploadsFull => {
            let server = Server::with(|config| config.limits.uploads = 1);
            let token = server.token(1).await;
            server.announce(&token, b"one").await;
            let metadata = metadata(hash(b"two"));
            let headers = [("upload-length", "3"), ("upload-metadata", metadata.as_str())];
            server.tus("POST", "/v1/blobs", &token, &headers, b"").await
        }
        P::PiecesFull => pieces_full().await,
        P::SheetsFull => {
            let server = Server::with(|config| config.limits.sheets = 1);
            server.send(json("PUT", "/v1/sheets/a/1", "", &sheet(1, "a", 1, ""))).await.ok();
            server.send(json("PUT", "/v1/sheets/a/2", "", &sheet(1, "a", 2, ""))).await
        }
    }
}

/// A piece that never comes, and word of when it is waited for.
fn slow_piece(at: &str, token: &str) -> (Request<Body>, tokio::sync::mpsc::UnboundedReceiver<()>) {
    let (polled, waiting) = tokio::sync::mpsc::unbounded_channel();
    let chunks = stream::poll_fn(move |_| {
        let _ = polled.send(());
        std::task::Poll::<Option<Result<Vec<u8>, std::io::Error>>>::Pending
    });
    let headers = [
        ("tus-resumable", "1.0.0"),
        ("content-type", "application/offset+octet-stream"),
        ("upload-offset", "0"),
    ];
    (request("PATCH", at, token, &headers, Body::from_stream(chunks)), waiting)
}

/// As many pieces as there may be, put down in the store itself: through files it would take a minute.
async fn pieces_full() -> Answer {
    use stipple_backend::clock::new_id;
    use stipple_backend::store::{Object, Piece};
    let server = Server::in_memory(|_| {});
    let (account, device) = server.device(1).await;
    let bytes = vec![7; MAX_PIECES as usize + 2];
    let at = server.announce(&device.token.0, &bytes).await;
    let id = at.rsplit('/').next().unwrap().parse().unwrap();
    for offset in 0..u64::from(MAX_PIECES) {
        let piece = Piece { offset, length: 1, object: Object::piece(account.id, id, offset, new_id()) };
        let expires = NOW.plus_seconds(60);
        server.state.store().add_piece(account.id, id, piece, NOW, expires).await.unwrap();
    }
    let offset = MAX_PIECES.to_string();
    server.tus("PATCH", &at, &device.token.0, &[("upload-offset", &offset)], b"7").await
}

async fn sheet_invalid(server: &Server) -> Answer {
    let good = sheet(1, "a", 1, "");
    let mut others = Vec::new();
    let mut changed = good.clone();
    changed.text.push('\n');
    others.push(changed);
    others.push(stipple_wire::SheetRequest { public_key: sheet(2, "a", 1, "").public_key, ..good.clone() });
    others.push(stipple_wire::SheetRequest { public_key: "not a key".to_owned(), ..good.clone() });
    others.push(stipple_wire::SheetRequest { signature: "not one".to_owned(), ..good.clone() });
    // A studio's revision 1 is not its 2, nor somebody else's.
    others.push(sheet(1, "a", 2, ""));
    others.push(sheet(1, "b", 1, ""));
    others.push(signed(1, "not toml".to_owned()));
    others.push(signed(1, format!("a = {}\n[sheet]\nid = \"a\"\nrevision = 1\n", "[".repeat(500))));
    for other in others {
        let answer = server.send(json("PUT", "/v1/sheets/a/1", "", &other)).await;
        assert_eq!(answer.problem(), ProblemType::SheetInvalid);
    }
    server.send(json("PUT", "/v1/sheets/a/1", "", &signed(1, "[sheet]\nid = \"a\"\n".to_owned()))).await
}
