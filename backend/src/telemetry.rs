//! Where logs and numbers go: lines on standard error, and a port for Prometheus.
//!
//! Not for: what is told of a request (`http::watching`).

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

/// Seconds at which durations are told apart.
const SECONDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// Lines of log, as JSON or for people. `RUST_LOG` says how much.
pub fn log(json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Set already, in a test: that one stays.
    let _ = if json { lines.json().try_init() } else { lines.with_ansi(false).try_init() };
}

/// Counts from here on; the handle tells.
pub fn count() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?
        .install_recorder()
}

/// What Prometheus asks.
pub fn router(handle: PrometheusHandle) -> Router {
    let tell = move || async move {
        handle.run_upkeep();
        ([(CONTENT_TYPE, "text/plain; version=0.0.4")], handle.render())
    };
    Router::new().route("/metrics", get(tell))
}
