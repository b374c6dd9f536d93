//! The server at an address, as this device speaks to it.
//!
//! Not for: what is said (`account_sync`, `sheet_fetch`), or sockets (`sync::http`).

use crate::ports::system::{SystemPause, SystemRandom};
use crate::sync::http::{HttpError, HttpServer};

use super::account_error::AccountError;
use super::error::CompanionError;

/// A server, for sync and for sheets.
pub type Connection = HttpServer<SystemRandom, SystemPause>;

/// The server at that address: `https://…`, with `#sha256=…` where its certificate is pinned. Nobody is asked yet.
pub fn connect(address: &str) -> Result<Connection, CompanionError> {
    let bad = |reason: String| CompanionError::from(AccountError::Address { reason });
    let address =
        address.parse().map_err(|error: crate::sync::address::AddressError| bad(error.to_string()))?;
    HttpServer::new(address, SystemRandom, SystemPause).map_err(|error: HttpError| bad(error.to_string()))
}
