//! What every store has to do, the same for each: one suite, run over the trait.
//!
//! `run` asks nothing of the store but that it is a store: it makes accounts of its own, and may run on one that is in
//! use. Not for: durability (`tests/kill.rs`), speed.
#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "tests, kept where other crates reach them"
)]

use stipple_wire::{AccountId, Bytes, Chain, Fixed, GENESIS, Head, PullResponse, PulledRecord, extend, hash};
use uuid::Uuid;

use super::{
    BlobRow, DeviceCursor, NewDevice, NewUpload, Object, Piece, Quota, RecordRow, SheetRow, Store,
    StoreError, TokenHash,
};
use crate::clock::{Moment, new_id};

mod accounts;
mod records;
mod sheets;
mod uploads;

/// The moment at which the suite begins.
const NOW: Moment = Moment(1_800_000_000_000_000);
/// Enough for everything that is not about it.
const QUOTA: Quota = Quota { records: 1000, bytes: 1 << 20, devices: 10, uploads: 5 };

/// Runs the whole suite. Panics at the first answer that is not as it should be.
pub async fn run(store: &dyn Store) {
    store.ready().await.unwrap();
    accounts::run(store).await;
    records::run(store).await;
    uploads::run(store).await;
    sheets::run(store).await;
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
    store.scrub().await.unwrap();
}

/// An account that nobody has yet.
async fn account(store: &dyn Store) -> AccountId {
    store.register(Fixed(random())).await.unwrap()
}

fn random() -> [u8; 32] {
    *blake3::hash(new_id().as_bytes()).as_bytes()
}

fn record(text: &str) -> RecordRow {
    RecordRow::new(new_id(), text.as_bytes().to_vec())
}
