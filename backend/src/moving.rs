//! Moves a server's data from its folder to PostgreSQL, and to S3 where that is configured.
//!
//! First the blobs, then all rows in one transaction, then everything is checked where it is now. The folder stays as it
//! is. Not for: moving back; a server that runs (the folder is locked, as by one).

use futures_util::StreamExt as _;

use crate::blobs::{BlobError, Blobs};
use crate::check::{Report, check};
use crate::config::Config;
use crate::folder::{FolderError, Stores, database};
use crate::s3;
use crate::store::sqlite::Sync;
use crate::store::{Object, PostgresStore, StoreError};

/// Why nothing was moved.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// No `[postgres]`.
    #[error("the configuration has no [postgres] to move to")]
    Nowhere,
    /// The folder.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The rows.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The bytes.
    #[error(transparent)]
    Blobs(#[from] BlobError),
}

/// Moves everything, and checks it.
pub async fn to_postgres(config: &Config) -> Result<Report, MoveError> {
    let postgres = config.postgres.as_ref().ok_or(MoveError::Nowhere)?;
    // Nothing is made where there was no server; and while this lives, none is started.
    drop(Stores::look(&config.folder)?);
    let source = Stores::serve(&config.folder, Sync::Full)?;
    let store = PostgresStore::open(&postgres.options()).await?;
    let blobs = match &config.s3 {
        None => source.blobs.clone(),
        Some(bucket) => {
            let target = s3::open(bucket)?;
            copy(&source.blobs, &target).await?;
            target
        }
    };
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let rows =
        rusqlite::Connection::open_with_flags(database(&config.folder), flags).map_err(StoreError::from)?;
    store.import(&rows).await?;
    Ok(check(&store, &blobs).await?)
}

/// Copies all objects. What was copied before is copied again: names stand for the same bytes for ever.
async fn copy(from: &Blobs, to: &Blobs) -> Result<(), BlobError> {
    let mut all = from.list();
    while let Some(listed) = all.next().await {
        let (object, _): (Object, _) = listed?;
        let mut bytes = from.read(&object, None).await?;
        let mut writing = to.write(&object);
        while let Some(chunk) = bytes.next().await {
            writing.push(&chunk?).await?;
        }
        writing.finish().await?;
    }
    Ok(())
}
