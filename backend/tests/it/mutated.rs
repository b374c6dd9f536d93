//! Ten thousand requests that are nearly right: none is answered with a fault of the server's.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request, StatusCode};
use stipple_wire::{ProblemType, hash};

use crate::support::*;

const REQUESTS: u32 = 10_000;

/// Numbers by seed (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// A request as bytes and texts, to be spoiled.
#[derive(Clone)]
struct Draft {
    method: String,
    path: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

const ODD: [&str; 26] = [
    "",
    "0",
    "-1",
    "1e9",
    "18446744073709551616",
    "null",
    "[]",
    "{}",
    "\"\"",
    "true",
    "%00",
    "%ff",
    "..",
    "a/b",
    "💈",
    "\u{202e}",
    "00112233-4455-4677-8899-aabbccddeeff",
    "AAAA",
    "====",
    "bytes=0-0",
    "*",
    "1.0.0",
    "\\u0000",
    "\"\\ud800\"",
    "[[[[[[[[",
    "NaN",
];

impl Draft {
    fn spoil(&mut self, numbers: &mut Numbers) {
        match numbers.below(11) {
            0 => {
                let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW"];
                self.method = String::from(numbers.of(&methods));
            }
            1 => {
                let mut parts: Vec<_> = self.path.split('/').map(str::to_owned).collect();
                let at = numbers.below(parts.len());
                parts[at] = String::from(numbers.of(&ODD));
                self.path = parts.join("/");
            }
            2 => {
                let (name, value) = (numbers.of(&["after", "chain", "limit", "x"]), numbers.of(&ODD));
                let sign = if self.path.contains('?') { '&' } else { '?' };
                self.path = format!("{}{sign}{name}={value}", self.path);
            }
            3 if !self.headers.is_empty() => {
                let at = numbers.below(self.headers.len());
                self.headers[at].1 = numbers.of(&ODD).as_bytes().to_vec();
            }
            4 if !self.headers.is_empty() => {
                let at = numbers.below(self.headers.len());
                self.headers.remove(at);
            }
            5 => {
                let names = [
                    "authorization",
                    "content-type",
                    "range",
                    "if-none-match",
                    "upload-offset",
                    "upload-length",
                    "upload-metadata",
                    "upload-checksum",
                    "tus-resumable",
                    "x-forwarded-for",
                    "content-length",
                ];
                self.headers.push((numbers.of(&names).to_owned(), numbers.of(&ODD).as_bytes().to_vec()));
            }
            6 | 7 if !self.body.is_empty() => {
                let at = numbers.below(self.body.len());
                self.body[at] = u8::try_from(numbers.below(256)).unwrap();
            }
            8 => self.body.truncate(numbers.below(self.body.len() + 1)),
            9 => {
                let at = numbers.below(self.body.len() + 1);
                let odd = numbers.of(&ODD).as_bytes().to_vec();
                self.body.splice(at..at, odd);
            }
            _ => {
                // A whole value of the JSON becomes another.
                let text = String::from_utf8_lossy(&self.body).into_owned();
                let ends: Vec<_> = text.match_indices(':').map(|(at, _)| at + 1).collect();
                if !ends.is_empty() {
                    let at = ends[numbers.below(ends.len())];
                    let end = text[at..].find([',', '}']).map_or(text.len(), |end| at + end);
                    self.body = format!("{}{}{}", &text[..at], numbers.of(&ODD), &text[end..]).into_bytes();
                }
            }
        }
    }

    fn request(&self) -> Option<Request<Body>> {
        let mut request = Request::builder()
            .method(Method::from_bytes(self.method.as_bytes()).ok()?)
            .uri(&self.path)
            .body(Body::from(self.body.clone()))
            .ok()?;
        for (name, value) in &self.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            request.headers_mut().append(name, HeaderValue::from_bytes(value).ok()?);
        }
        Some(request)
    }
}

#[tokio::test]
async fn no_request_is_answered_with_a_fault() {
    let server = Server::in_memory(|config| config.limits.challenges = 1000);
    let (account, device) = server.device(1).await;
    let token = format!("Bearer {}", device.token.0);
    let blob = server.upload(&device.token.0, b"blob").await;
    let at = server.announce(&device.token.0, b"another").await;
    let batch = push(&["one", "two"]);
    server.post("/v1/records", &device.token.0, &batch).await.ok();
    let nonce = server.nonce(account.id).await.nonce;
    let json = |method: &str, path: &str, body: serde_json::Value| Draft {
        method: method.to_owned(),
        path: path.to_owned(),
        headers: vec![
            ("content-type".into(), b"application/json".to_vec()),
            ("authorization".into(), token.clone().into()),
        ],
        body: body.to_string().into_bytes(),
    };
    let plain = |method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]| Draft {
        method: method.to_owned(),
        path: path.to_owned(),
        headers: [&[("authorization", token.as_str()), ("tus-resumable", "1.0.0")], headers]
            .concat()
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()))
            .collect(),
        body: body.to_vec(),
    };
    let metadata = metadata(hash(b"third"));
    let value = |body: &dyn erased::ToJson| body.to_json();
    let drafts = [
        json("POST", "/v1/accounts", value(&Account::new(2).registration(Some("day 4")))),
        json("POST", "/v1/challenges", serde_json::json!({"account": account.id})),
        json("POST", "/v1/devices", value(&account.device(nonce, b"label"))),
        json("POST", "/v1/records", value(&batch)),
        json("POST", "/v1/records", value(&push(&["three"]))),
        json("PUT", "/v1/sheets/a/1", value(&sheet(1, "a", 1, ""))),
        plain("GET", "/v1/sheets/a/1", &[], b""),
        plain("GET", "/v1/devices?limit=2", &[], b""),
        plain("GET", &format!("/v1/records?after=1&chain={}&limit=2", hash(b"")), &[], b""),
        plain("DELETE", &format!("/v1/records/{}", batch.records[0].id), &[], b""),
        plain("POST", "/v1/blobs", &[("upload-length", "5"), ("upload-metadata", &metadata)], b""),
        plain("HEAD", &at, &[], b""),
        plain(
            "PATCH",
            &at,
            &[("upload-offset", "0"), ("content-type", "application/offset+octet-stream")],
            b"an",
        ),
        plain("GET", &blob, &[("range", "bytes=1-2")], b""),
        plain("OPTIONS", "/v1/blobs", &[], b""),
    ];
    let mut numbers = Numbers(6);
    let mut counts = std::collections::BTreeMap::<u16, u32>::new();
    let mut sent = 0;
    while sent < REQUESTS {
        let mut draft = drafts[numbers.below(drafts.len())].clone();
        for _ in 0..=numbers.below(3) {
            draft.spoil(&mut numbers);
        }
        // What would end the run is right, not wrong; and streams do not end.
        let ends = draft.method == "DELETE" && !draft.path.starts_with("/v1/records/");
        let Some(request) = draft.request().filter(|_| !ends && !draft.path.starts_with("/v1/events")) else {
            continue;
        };
        sent += 1;
        let head = request.method() == Method::HEAD;
        let answer = server.send(request).await;
        *counts.entry(answer.status.as_u16()).or_default() += 1;
        let fault = answer.status.is_server_error() && answer.status != StatusCode::INSUFFICIENT_STORAGE;
        assert!(!fault, "{} {} {:?}", draft.method, draft.path, String::from_utf8_lossy(&draft.body));
        if !answer.status.is_success() && answer.status != StatusCode::NOT_MODIFIED && !head {
            assert_ne!(answer.problem(), ProblemType::Internal);
        }
    }
    println!("{counts:?}");
    assert!(counts[&200] > 100 && counts[&400] > 1000, "{counts:?}");
}

mod erased {
    /// `Serialize`, behind a reference.
    pub trait ToJson {
        fn to_json(&self) -> serde_json::Value;
    }

    impl<T: serde::Serialize> ToJson for T {
        fn to_json(&self) -> serde_json::Value {
            serde_json::to_value(self).unwrap()
        }
    }
}
