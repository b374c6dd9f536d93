//! Stipple's server: carries ciphertext between a client's devices, and studios' signed sheets.
//!
//! `http::router` answers every call of the contract on top of two stores: `store` (rows) and `blobs` (bytes). It is
//! blind: it knows no session, no photo and no name. Not for: keys, sealing, merging (core's `sync`), or TLS, which
//! is a reverse proxy's business.

pub mod backup;
pub mod blobs;
pub mod check;
pub mod clock;
pub mod config;
pub mod folder;
pub mod http;
pub mod janitor;
pub mod moving;
pub mod s3;
pub mod serve;
pub mod store;
pub mod telemetry;

pub use http::{AppState, router};
