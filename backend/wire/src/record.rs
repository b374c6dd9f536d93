//! Records: the ciphertexts of a log, in the server's order.
//!
//! Not for: what is sealed in them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::chain::Chain;
use crate::encoding::{Bytes, Hash};

/// Where a log ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Head {
    /// The last record's number; 0 where there is none.
    pub seq: u64,
    /// The chain after it.
    pub chain: Chain,
}

impl Head {
    /// The head of an empty log.
    pub const EMPTY: Self = Self { seq: 0, chain: crate::chain::GENESIS };
}

/// `POST /v1/records`: all of it, or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushRequest {
    /// In the order in which they are to stand.
    #[cfg_attr(feature = "openapi", schema(max_items = 500))]
    pub records: Vec<NewRecord>,
}

/// A record on its way to the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewRecord {
    /// Drawn by the device.
    pub id: Uuid,
    /// Sealed by the device. Sent again, it has to be the same bytes.
    pub ciphertext: Bytes,
}

/// Where the records of a batch stand, in the batch's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushResponse {
    /// One for each record of the batch.
    pub stored: Vec<StoredRecord>,
    /// The log's head after the batch.
    pub head: Head,
}

/// Where one record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredRecord {
    /// As the device drew it.
    pub id: Uuid,
    /// Its number: 1 and up, without gaps, never given twice.
    pub seq: u64,
}

/// `GET /v1/records`: what follows, in order. Fewer than were asked for and the last one the head: that was all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PullResponse {
    /// In the log's order, without gaps. A page also ends where it grows too large.
    pub records: Vec<PulledRecord>,
    /// The log's head when the page was read.
    pub head: Head,
}

/// A record as the server has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PulledRecord {
    /// Its number.
    pub seq: u64,
    /// As a device drew it.
    pub id: Uuid,
    /// BLAKE3 of the ciphertext; stays when that is deleted.
    pub hash: Hash,
    /// The sealed bytes; null once deleted.
    pub ciphertext: Option<Bytes>,
}
