//! Connections that read, beside the writer: each request sees one moment, and no request waits for a change.
//!
//! Not for: what is read.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, Transaction};
use tokio::sync::Semaphore;

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
        let stopping = |_| StoreError::Unavailable { reason: "the store is closing".to_owned() };
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(stopping)?;
        let free = Arc::clone(&self.free);
        let answer = tokio::task::spawn_blocking(move || {
            let taken = free.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut conn = taken
                .ok_or_else(|| StoreError::Unavailable { reason: "no connection is free".to_owned() })?;
            let result = conn.transaction().map_err(StoreError::from).and_then(|tx| work(&tx));
            free.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
            drop(permit);
            result
        });
        answer.await.map_err(|_| StoreError::Broken { reason: "reading was given up".to_owned() })?
    }
}
