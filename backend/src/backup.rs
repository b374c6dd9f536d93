//! Copies a server's data while the server runs, and checks the copy.
//!
//! The database as of one moment, then the blobs that it names; a blob that was deleted meanwhile is deleted in the copy
//! as well. Again into the same folder, only new blobs are copied. Not for: restoring; a copy is a folder to serve from.

use std::path::{Path, PathBuf};

use futures_util::StreamExt as _;

use crate::blobs::BlobError;
use crate::check::{Report, check};
use crate::config::Config;
use crate::folder::{FolderError, Stores, database};
use crate::store::{SqliteStore, StoreError};

/// Accounts and blobs at a time.
const PAGE: u32 = 200;

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The rows are not in a folder.
    #[error("rows are in PostgreSQL: its own tools back them up (docs/operate.md)")]
    Postgres,
    /// A folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The copy's database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A blob could not be copied.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// A file could not be moved to its place.
    #[error("the backup at {path} cannot be written: {source}")]
    Write {
        /// Where.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Makes or renews a backup of the configured folder, and checks it. Blobs are taken from where they are: the folder, or S3.
pub async fn backup(config: &Config, to: &Path) -> Result<Report, BackupError> {
    if config.postgres.is_some() {
        return Err(BackupError::Postgres);
    }
    let source = Stores::look_at_configured(config).await?;
    let write = |source| BackupError::Write { path: to.to_owned(), source };
    std::fs::create_dir_all(to).map_err(write)?;
    let fresh = to.join("stipple.db.new");
    if fresh.exists() {
        std::fs::remove_file(&fresh).map_err(write)?;
    }
    let (live, copy) = (database(&config.folder), fresh.clone());
    let copied = tokio::task::spawn_blocking(move || SqliteStore::copy(&live, &copy)).await;
    copied.map_err(|error| write(std::io::Error::other(error)))?.map_err(FolderError::from)?;
    for left in ["-wal", "-shm"] {
        let left = PathBuf::from(format!("{}{left}", database(to).display()));
        if left.exists() {
            std::fs::remove_file(left).map_err(write)?;
        }
    }
    std::fs::rename(&fresh, database(to)).map_err(write)?;
    std::fs::File::open(to).and_then(|folder| folder.sync_all()).map_err(write)?;
    let target = Stores::look(to)?;
    blobs(&source, &target).await?;
    Ok(check(&*target.store, &target.blobs).await?)
}

async fn blobs(source: &Stores, target: &Stores) -> Result<(), BackupError> {
    let mut account = None;
    loop {
        let accounts = target.store.accounts(account, PAGE).await?;
        let Some(last) = accounts.last() else { return Ok(()) };
        account = Some(*last);
        for account in accounts {
            let mut after = None;
            loop {
                let rows = target.store.blobs(account, after, PAGE).await?;
                let Some(last) = rows.last() else { break };
                after = Some(last.hash);
                for row in rows {
                    match copy(source, target, &row.object).await {
                        Err(BlobError::Missing) => {
                            let live = source.store.blob(account, row.hash).await;
                            if live.as_ref() == Ok(&row) {
                                return Err(BlobError::Missing.into());
                            }
                            target.store.delete_blob(account, row.hash).await?;
                        }
                        copied => copied?,
                    }
                }
            }
        }
    }
}

async fn copy(source: &Stores, target: &Stores, object: &crate::store::Object) -> Result<(), BlobError> {
    // Names are never used twice and objects are written whole: what is there is the same.
    if target.blobs.read(object, None).await.is_ok() {
        return Ok(());
    }
    let mut bytes = source.blobs.read(object, None).await?;
    let mut writing = target.blobs.write(object);
    while let Some(chunk) = bytes.next().await {
        writing.push(&chunk?).await?;
    }
    writing.finish().await
}
