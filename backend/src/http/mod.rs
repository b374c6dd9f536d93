//! Every call of the contract, on the two stores.
//!
//! A handler checks a request's form, asks the store, and words the answer. Not for: listening (`crate::serve`),
//! rows (`crate::store`).

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, delete, get, post, put};
use stipple_wire::{ProblemType, SheetRequest};
use tokio::sync::{Notify, watch};
use tower_http::catch_panic::CatchPanicLayer;
use uuid::Uuid;

use crate::blobs::Blobs;
use crate::clock::Clock;
use crate::config::Config;
use crate::store::{SheetRow, Store, StoreError};

mod accounts;
mod blobs;
mod body;
mod caller;
mod devices;
mod events;
mod health;
mod minisign;
pub mod openapi;
mod problem;
mod range;
mod rates;
mod records;
mod sheets;
mod tus;
mod uploads;
pub mod watching;

pub use body::Peer;
use problem::Failure;
use rates::Rates;

/// What every request shares. Cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

struct Shared {
    store: Arc<dyn Store>,
    blobs: Blobs,
    clock: Arc<dyn Clock>,
    config: Config,
    rates: Rates,
    /// Uploads that a request of this process is writing.
    writing: Mutex<HashSet<Uuid>>,
    /// There may be garbage.
    untidy: Notify,
    stopping: watch::Sender<bool>,
}

impl AppState {
    /// A server on these stores.
    pub fn new(store: Arc<dyn Store>, blobs: Blobs, clock: Arc<dyn Clock>, config: Config) -> Self {
        let rates = Rates::new(&config.rates);
        let (writing, untidy, stopping) = (Mutex::default(), Notify::new(), watch::Sender::new(false));
        Self(Arc::new(Shared { store, blobs, clock, config, rates, writing, untidy, stopping }))
    }

    /// The rows.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.0.store
    }

    /// The bytes.
    pub fn blobs(&self) -> &Blobs {
        &self.0.blobs
    }

    /// The clock.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Waits until a request has left garbage.
    pub async fn untidy(&self) {
        self.0.untidy.notified().await;
    }

    /// Forgets who has not asked for long.
    pub fn forget_rates(&self) {
        self.0.rates.forget();
    }

    /// Ends what would never end by itself: streams of events.
    pub fn stop(&self) {
        self.0.stopping.send_replace(true);
    }

    /// What a store says, told over HTTP.
    fn failed(&self, error: StoreError) -> Failure {
        Failure::from_store(error, &**self.clock())
    }

    fn stopping(&self) -> watch::Receiver<bool> {
        self.0.stopping.subscribe()
    }

    /// Makes an upload this request's, as far as this process goes.
    fn begin_writing(&self, upload: Uuid) -> Option<WritingGuard> {
        let mut writing = self.0.writing.lock().unwrap_or_else(PoisonError::into_inner);
        writing.insert(upload).then(|| WritingGuard { state: self.clone(), upload })
    }
}

/// While it lives, nobody else writes the upload.
struct WritingGuard {
    state: AppState,
    upload: Uuid,
}

impl Drop for WritingGuard {
    fn drop(&mut self) {
        self.state.0.writing.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.upload);
    }
}

/// Answers every call.
pub fn router(state: AppState) -> Router {
    let calls = Router::new()
        .route("/v1/accounts", post(accounts::register))
        .route("/v1/account", delete(accounts::delete))
        .route("/v1/challenges", post(devices::challenge))
        .route("/v1/devices", post(devices::add).get(devices::list))
        .route("/v1/devices/{id}", delete(devices::revoke))
        .route("/v1/records", post(records::push).get(records::pull))
        .route("/v1/records/{id}", delete(records::erase))
        .route("/v1/events", get(events::events))
        .route("/v1/blobs", post(uploads::create).options(uploads::options))
        .route(
            "/v1/blobs/uploads/{id}",
            axum::routing::head(uploads::offset).patch(uploads::write).delete(uploads::terminate),
        )
        // `get` answers HEAD too: axum leaves the body away.
        .route("/v1/blobs/{hash}", get(blobs::download).delete(blobs::delete))
        .route("/v1/sheets/{id}", get(sheets::latest))
        .route("/v1/sheets/{id}/{revision}", put(sheets::publish).get(sheets::revision))
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(state.clone(), rates::per_address));
    let health = Router::new().route("/livez", get(health::live)).route("/readyz", get(health::ready));
    calls
        .merge(health)
        .fallback(any(not_found))
        .method_not_allowed_fallback(method_not_allowed)
        // Bodies are read by `body` and `uploads`, each with a limit of its own.
        .layer(DefaultBodyLimit::disable())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(map_response(never_kept))
        .layer(from_fn(watching::watch))
        .with_state(state)
}

/// Whether a published sheet still fits its signature.
pub(crate) fn still_signed(sheet: &SheetRow) -> bool {
    let SheetRow { id, revision, text, signature, public_key } = sheet.clone();
    minisign::checked(id, revision, SheetRequest { text, signature, public_key }).is_ok()
}

async fn not_found() -> Failure {
    Failure::new(ProblemType::NotFound, "look at the OpenAPI description for what there is")
}

async fn method_not_allowed() -> Failure {
    Failure::new(ProblemType::MethodNotAllowed, "look at the OpenAPI description for what there is")
}

fn panicked(_panic: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    Failure::new(ProblemType::Internal, "a fault of the server's").into_response()
}

/// Answers are for who asked, unless a handler says otherwise.
async fn never_kept(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.entry(X_CONTENT_TYPE_OPTIONS).or_insert(HeaderValue::from_static("nosniff"));
    response
}
