//! Connections that read, beside the writer: each request sees one moment, and no request waits for a change.
//!
//! Not for: what is read.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, Transaction};
use tokio::sync::{AcquireError, Semaphore};

use super::{OpenError, schema};
use crate::store::StoreError;

/// A few connections, and who may have one.
pub(super) struct Readers {
    free: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn open(path: &Path, count: usize) -> Result<Self, OpenError> {
        let connections: Result<Vec<_>, _> = (0..count).map(|_| schema::reader(path)).collect();
        Ok(Self { free: Arc::new(Mutex::new(connections?)), permits: Arc::new(Semaphore::new(count)) })
    }

    /// Reads, in one transaction, on a thread where waiting for a disk is allowed.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(closing)?;
        let free = Arc::clone(&self.free);
        let answer = tokio::task::spawn_blocking(move || {
            let result = with_connection(&free, work);
            drop(permit);
            result
        });
        answer.await.map_err(|_| StoreError::Broken { reason: "reading was given up".to_owned() })?
    }

    /// The same for a row by its key, on the thread that asks: to hand it to another takes longer than to find it. What
    /// that waits for at most is a page or two from the disk.
    pub(super) async fn find<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let _permit = self.permits.acquire().await.map_err(closing)?;
        with_connection(&self.free, work)
    }
}

fn closing(_: AcquireError) -> StoreError {
    StoreError::Unavailable { reason: "the store is closing".to_owned() }
}

fn with_connection<T>(
    free: &Mutex<Vec<Connection>>,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let taken = free.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let none = || StoreError::Unavailable { reason: "no connection is free".to_owned() };
    let mut conn = taken.ok_or_else(none)?;
    let result = conn.transaction().map_err(StoreError::from).and_then(|tx| work(&tx));
    free.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
    result
}
