//! What lies where in the server's folder, and that one server at a time writes there.
//!
//! Not for: what is in the files.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::blobs::{BlobError, Blobs};
use crate::config::Config;
use crate::s3;
use crate::store::sqlite::{OpenError, Sync};
use crate::store::{PostgresStore, SqliteStore, Store, StoreError};

/// Why a folder cannot be served from.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// It cannot be made, read or locked.
    #[error("the folder {path} cannot be used: {source}")]
    Unusable {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Another server serves from it.
    #[error("another server serves from {path}")]
    Taken {
        /// The folder.
        path: PathBuf,
    },
    /// There is no database in it.
    #[error("there is no server's data in {path}")]
    Empty {
        /// The folder.
        path: PathBuf,
    },
    /// The database would not open.
    #[error(transparent)]
    Database(#[from] OpenError),
    /// PostgreSQL would not.
    #[error(transparent)]
    Postgres(#[from] StoreError),
    /// The blobs would not.
    #[error(transparent)]
    Blobs(#[from] BlobError),
}

/// The database of a folder.
pub fn database(folder: &Path) -> PathBuf {
    folder.join("stipple.db")
}

/// The blobs of a folder.
pub fn blobs(folder: &Path) -> PathBuf {
    folder.join("blobs")
}

/// Both stores of a folder.
pub struct Stores {
    /// Rows.
    pub store: Arc<dyn Store>,
    /// Bytes.
    pub blobs: Blobs,
    /// Nobody else writes there while this lives.
    _lock: Option<File>,
}

impl Stores {
    /// For serving: made where they are missing, locked, and tidied after a kill.
    pub fn serve(folder: &Path, sync: Sync) -> Result<Self, FolderError> {
        let unusable = |source| FolderError::Unusable { path: folder.to_owned(), source };
        make(folder).map_err(unusable)?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("lock"));
        let lock = lock.map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(FolderError::Taken { path: folder.to_owned() }),
            Err(TryLockError::Error(source)) => return Err(unusable(source)),
        }
        let store = Arc::new(SqliteStore::open_with(&database(folder), sync)?);
        let files = Blobs::files(&blobs(folder))?;
        Blobs::tidy(&blobs(folder))?;
        // The files' own places in the folder.
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(unusable)?;
        Ok(Self { store, blobs: files, _lock: Some(lock) })
    }

    /// For serving, as is configured: rows in the folder or in PostgreSQL, blobs in the folder or on S3.
    pub async fn configured(config: &Config, sync: Sync) -> Result<Self, FolderError> {
        if config.postgres.is_none() {
            let stores = Self::serve(&config.folder, sync)?;
            return stores.with_blobs_of(config);
        }
        Self::elsewhere(config).await
    }

    /// For looking at, as is configured, beside servers that may be running.
    pub async fn look_at_configured(config: &Config) -> Result<Self, FolderError> {
        if config.postgres.is_none() {
            return Self::look(&config.folder)?.with_blobs_of(config);
        }
        Self::elsewhere(config).await
    }

    /// Rows in PostgreSQL. Nothing is locked or tidied: other servers may be at work.
    async fn elsewhere(config: &Config) -> Result<Self, FolderError> {
        let Some(postgres) = &config.postgres else { return Self::look(&config.folder) };
        let store = Arc::new(PostgresStore::open(&postgres.options()).await?);
        let blobs = match &config.s3 {
            Some(bucket) => s3::open(bucket)?,
            None => Blobs::files(&blobs(&config.folder))?,
        };
        Ok(Self { store, blobs, _lock: None })
    }

    fn with_blobs_of(mut self, config: &Config) -> Result<Self, FolderError> {
        if let Some(bucket) = &config.s3 {
            self.blobs = s3::open(bucket)?;
        }
        Ok(self)
    }

    /// For looking at, beside a server that may be running.
    pub fn look(folder: &Path) -> Result<Self, FolderError> {
        if !database(folder).is_file() {
            return Err(FolderError::Empty { path: folder.to_owned() });
        }
        let store = Arc::new(SqliteStore::open(&database(folder))?);
        Ok(Self { store, blobs: Blobs::files(&blobs(folder))?, _lock: None })
    }
}

/// Makes the folder, for its owner alone.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
