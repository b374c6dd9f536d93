//! Clears away what is over, deleted or left behind by a kill: within the hour, and at the latest within a day.
//!
//! Not for: anything that somebody waits for.

use std::time::Duration;

use futures_util::StreamExt as _;

use crate::blobs::{BlobError, Blobs};
use crate::clock::Clock;
use crate::http::AppState;
use crate::store::{Object, Store, StoreError};

/// How many at a time, so that nobody else waits for long.
const AT_A_TIME: u32 = 500;
/// Seconds after which an object that no row knows is nobody's: longer than any upload's request takes.
const STRAY_SECONDS: i64 = 12 * 3600;
/// How often it looks for what is over.
const ROUND: Duration = Duration::from_mins(15);
/// How many rounds until it looks for strays: 6 hours.
const STRAY_ROUNDS: u32 = 24;

/// Why clearing away was given up. It is tried again.
#[derive(Debug, thiserror::Error)]
pub enum JanitorError {
    /// The rows.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The bytes.
    #[error(transparent)]
    Blobs(#[from] BlobError),
}

/// Ends what is over and deletes all garbage. Says how many objects are gone.
pub async fn sweep(store: &dyn Store, blobs: &Blobs, clock: &dyn Clock) -> Result<u64, JanitorError> {
    while store.expire(clock.now(), AT_A_TIME).await? >= u64::from(AT_A_TIME) {}
    let mut swept = 0;
    loop {
        let garbage = store.garbage(AT_A_TIME).await?;
        let found = garbage.len();
        let gone = blobs.delete(garbage).await;
        let all = gone.len() == found;
        swept += gone.len() as u64;
        if !gone.is_empty() {
            store.forget_garbage(gone).await?;
        }
        // What cannot be deleted now is tried again next time, not at once and for ever.
        if !all || found < AT_A_TIME as usize {
            return Ok(swept);
        }
    }
}

/// Deletes objects that no row knows: written by a request that a kill or a lost connection cut off.
pub async fn strays(store: &dyn Store, blobs: &Blobs, clock: &dyn Clock) -> Result<u64, JanitorError> {
    let old = clock.now().plus_seconds(-STRAY_SECONDS);
    let mut all = blobs.list().chunks(AT_A_TIME as usize);
    let mut deleted = 0;
    while let Some(chunk) = all.next().await {
        let listed: Vec<_> = chunk.into_iter().collect::<Result<_, _>>()?;
        let old: Vec<Object> =
            listed.into_iter().filter(|(_, written)| *written < old).map(|(object, _)| object).collect();
        let known = store.known(old.clone()).await?;
        let strays = old.into_iter().filter(|object| !known.contains(object)).collect();
        deleted += blobs.delete(strays).await.len() as u64;
    }
    Ok(deleted)
}

/// Goes on until it is dropped: when somebody deleted something, and every quarter of an hour.
pub async fn work(state: AppState) {
    let mut rounds = tokio::time::interval(ROUND);
    let mut round = 0;
    loop {
        let by_the_clock = tokio::select! {
            _ = rounds.tick() => true,
            () = state.untidy() => false,
        };
        let (store, blobs, clock) = (&**state.store(), state.blobs(), &**state.clock());
        let swept = sweep(store, blobs, clock).await;
        if let Err(error) = &swept {
            tracing::warn!(%error, "clearing away was given up until the next time");
        }
        if by_the_clock {
            state.forget_rates();
            if let Err(error) = store.scrub().await {
                tracing::warn!(%error, "what was deleted is still in the log");
            }
            if round % STRAY_ROUNDS == 0
                && let Err(error) = strays(store, blobs, clock).await
            {
                tracing::warn!(%error, "strays could not be cleared away");
            }
            round += 1;
        }
    }
}
