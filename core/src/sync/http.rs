//! The server at the other end of a connection: each call as one request, tried again where that is safe.
//!
//! Blocking, and to be used on a thread that may wait: its connections belong to a thread of their own. Redirects are not followed and
//! proxies not asked for, so that a token goes to the server and nowhere else. Nothing is logged. Not for: which certificate is
//! right (`tls`), what an answer's error means (`problems`), uploads (`tus`), or the stream of events (`events`).

use std::io::Read as _;
use std::time::Duration;

use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Method, StatusCode, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;
use stipple_wire::ProblemType;

use super::address::{Address, AddressError};
use super::keys::DeviceToken;
use super::problems;
use super::server::ServerError;
use super::tls::{self, Trust};
use crate::ports::{Pause, Random};

/// How long a connection may take to stand.
const CONNECT: Duration = Duration::from_secs(10);
/// How long the server may say nothing.
const SILENCE: Duration = Duration::from_secs(30);
/// How long a connection is kept for the next call.
const IDLE: Duration = Duration::from_mins(1);
/// How often a call is made at most.
const TRIES: u32 = 3;
/// The longest wait before the second try, in milliseconds; before the third, twice as much.
const WAIT_MS: u64 = 500;
/// The longest that a server's wish for a pause is waited for, in seconds; a longer one is the caller's to know.
const PATIENCE: u64 = 10;
/// The longest answer that is read: a page with the largest record, in base 64, and more.
const MOST: u64 = 32 << 20;

/// A server, spoken to over HTTP.
pub struct HttpServer<R, P> {
    pub(super) client: Client,
    pub(super) address: Address,
    invitation: Option<String>,
    random: R,
    pause: P,
}

/// Why no connection can be made at all.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// The address is none.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// TLS cannot be set up.
    #[error("encryption cannot be set up: {reason}")]
    Tls {
        /// What is wrong.
        reason: String,
    },
}

/// An answer that is no error.
pub(super) struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl<R: Random, P: Pause> HttpServer<R, P> {
    /// The server at that address, trusted as the address says.
    pub fn new(address: Address, random: R, pause: P) -> Result<Self, HttpError> {
        let trust = address.pin().map_or(Trust::Web, Trust::Pinned);
        Self::with_trust(address, &trust, random, pause)
    }

    /// The same, trusted otherwise.
    pub fn with_trust(address: Address, trust: &Trust, random: R, pause: P) -> Result<Self, HttpError> {
        let tls = |reason: &dyn std::fmt::Display| HttpError::Tls { reason: reason.to_string() };
        let configuration = tls::configuration(trust).map_err(|error| tls(&error))?;
        let client = Client::builder()
            .tls_backend_preconfigured(configuration)
            .redirect(Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT)
            .timeout(SILENCE)
            .pool_idle_timeout(IDLE)
            .user_agent(concat!("stipple/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| tls(&error.without_url()))?;
        Ok(Self { client, address, invitation: None, random, pause })
    }

    /// The same, with what its owner gave out to those who may make an account.
    #[must_use]
    pub fn invited_with(self, invitation: Option<String>) -> Self {
        Self { invitation, ..self }
    }

    #[cfg(test)]
    pub(super) const fn pause(&self) -> &P {
        &self.pause
    }

    pub(super) fn invitation(&self) -> Option<String> {
        self.invitation.clone()
    }

    /// A request to one of the server's calls.
    pub(super) fn request(
        &self,
        method: Method,
        path: &str,
        token: Option<&DeviceToken>,
    ) -> Result<RequestBuilder, ServerError> {
        self.request_to(method, self.address_of(path)?, token)
    }

    /// Where one of the server's calls is.
    pub(super) fn address_of(&self, path: &str) -> Result<Url, ServerError> {
        self.address.call(path).map_err(ServerError::garbled)
    }

    /// The same to an address that is worked out.
    pub(super) fn request_to(
        &self,
        method: Method,
        url: Url,
        token: Option<&DeviceToken>,
    ) -> Result<RequestBuilder, ServerError> {
        let request = self.client.request(method, url);
        let Some(token) = token else { return Ok(request) };
        let mut bearer = HeaderValue::from_str(&format!("Bearer {}", token.expose()))
            .map_err(|_| ServerError::Unauthorized)?;
        bearer.set_sensitive(true);
        Ok(request.header(AUTHORIZATION, bearer))
    }

    /// The same with a body in JSON.
    pub(super) fn with_json(
        request: RequestBuilder,
        body: &impl Serialize,
    ) -> Result<RequestBuilder, ServerError> {
        let body = serde_json::to_vec(body).map_err(ServerError::garbled)?;
        Ok(request.header(reqwest::header::CONTENT_TYPE, "application/json").body(body))
    }

    /// Makes a call once: for what must not be done twice unasked.
    pub(super) fn once(request: RequestBuilder) -> Result<Answer, ServerError> {
        answer(request.send().map_err(|error| problems::of_transport(&error))?)
    }

    /// Makes a call, again where it failed for a moment.
    pub(super) fn again(&self, request: RequestBuilder) -> Result<Answer, ServerError> {
        let mut request = request;
        for tried in 1.. {
            let next = request.try_clone().filter(|_| tried < TRIES);
            let failed = match Self::once(request) {
                Err(failed) => failed,
                answer => return answer,
            };
            match (next, self.wait_before_again(&failed, tried)) {
                (Some(next), Some(wait)) => {
                    self.pause.pause(wait);
                    request = next;
                }
                _ => return Err(failed),
            }
        }
        unreachable!("the last try has no next one")
    }

    /// How long to wait, if trying again may help: what the server asks for and a little more, or a little more each time,
    /// each device for another while.
    fn wait_before_again(&self, failed: &ServerError, tried: u32) -> Option<Duration> {
        let asked = match failed {
            ServerError::Offline { .. } => 0,
            ServerError::RateLimited { after } | ServerError::Unavailable { after } => {
                after.unwrap_or_default()
            }
            _ => return None,
        };
        let mut random = [0; 8];
        self.random.fill(&mut random);
        let most = WAIT_MS << (tried - 1);
        let jitter = u64::from_le_bytes(random) % most;
        (asked <= PATIENCE).then(|| Duration::from_secs(asked) + Duration::from_millis(jitter))
    }
}

impl Answer {
    /// The body as what it has to be.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, ServerError> {
        serde_json::from_slice(&self.body).map_err(|_| ServerError::garbled("a body that cannot be read"))
    }

    /// A header that is a number.
    pub(super) fn number(&self, name: &str) -> Result<u64, ServerError> {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok()?.parse().ok());
        value.ok_or_else(|| ServerError::garbled(format_args!("an answer without `{name}`")))
    }
}

/// Reads an answer, or what it says went wrong.
pub(super) fn answer(response: Response) -> Result<Answer, ServerError> {
    let (status, headers) = (response.status(), response.headers().clone());
    let mut body = Vec::new();
    // A cut connection is one; `io::Error` says no more than that.
    response
        .take(MOST + 1)
        .read_to_end(&mut body)
        .map_err(|_| ServerError::Offline { reason: "the connection broke".to_owned() })?;
    if body.len() as u64 > MOST {
        return Err(ServerError::garbled("an answer without an end"));
    }
    if status.is_success() {
        Ok(Answer { status, headers, body })
    } else {
        Err(problems::of(status, &headers, &body))
    }
}

/// Takes an answer that says it was done before for one that says it is done.
pub(super) fn done_before(answer: Result<Answer, ServerError>, gone: ProblemType) -> Result<(), ServerError> {
    match answer {
        Err(ServerError::Refused { problem, .. }) if problem == gone.slug() => Ok(()),
        Err(ServerError::BlobGone) if gone == ProblemType::BlobUnknown => Ok(()),
        other => other.map(drop),
    }
}
