//! What travels between Stipple's devices and its server.
//!
//! Requests, responses, limits, problem types, the messages that are signed and the chain of a log; the same crate
//! on both sides, so that they cannot disagree. Not for: sockets, stores, keys, or what is inside a ciphertext.

pub mod account;
pub mod chain;
pub mod encoding;
pub mod limits;
mod page;
pub mod problem;
pub mod record;
pub mod sheet;

pub use account::{
    ChallengeRequest, ChallengeResponse, Device, DeviceRequest, DeviceResponse, DeviceToken, DevicesResponse,
    RegisterRequest, RegisterResponse, account_id, account_message, device_message,
};
pub use chain::{Chain, GENESIS, extend, hash};
pub use encoding::{AccountId, Bytes, Fixed, Hash, Nonce, PublicKey, Signature};
pub use page::PageWriter;
pub use problem::{Problem, ProblemType};
pub use record::{Head, NewRecord, PullResponse, PulledRecord, PushRequest, PushResponse, StoredRecord};
pub use sheet::{SheetRequest, SheetResponse};

/// An instant as it travels: RFC 3339 in UTC, `2026-11-28T06:31:19Z`.
pub type Timestamp = String;
