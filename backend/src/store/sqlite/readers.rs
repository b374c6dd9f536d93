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
            let result = with_connection(&free, |conn| work(&conn.transaction()?));
            drop(permit);
            result
        });
        answer.await.map_err(|_| StoreError::Broken { reason: "reading was given up".to_owned() })?
    }

    /// The same on the thread that asks, for the page of a log: to hand that to another thread and back takes a fifth of
    /// the time of reading it. Whoever runs this has more threads than there are connections here (`SqliteStore::READERS`),
    /// so that those which wait for the disk keep nobody else waiting.
    pub(super) async fn read_here<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let _permit = self.permits.acquire().await.map_err(closing)?;
        with_connection(&self.free, |conn| work(&conn.transaction()?))
    }

    /// One statement that finds a row by its key, on the thread that asks: to hand it to another takes longer than to
    /// find it. What that waits for at most is a page or two from the disk.
    pub(super) async fn find<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let _permit = self.permits.acquire().await.map_err(closing)?;
        with_connection(&self.free, |conn| work(conn))
    }
}

fn closing(_: AcquireError) -> StoreError {
    StoreError::Unavailable { reason: "the store is closing".to_owned() }
}

fn with_connection<T>(
    free: &Mutex<Vec<Connection>>,
    work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let taken = free.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let none = || StoreError::Unavailable { reason: "no connection is free".to_owned() };
    let mut conn = taken.ok_or_else(none)?;
    let result = work(&mut conn);
    free.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
    result
}
