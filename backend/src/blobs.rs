//! The bytes of blobs: files on this machine, or whatever else `object_store` speaks to.
//!
//! Written whole or not at all, and synced before anybody is told. Names are never used twice ([`Object`]). Not for:
//! which blob belongs to whom (`store`), hashes (`http::uploads`).

use std::ops::Range;
use std::path::Path as Folder;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use futures_util::stream::{BoxStream, StreamExt as _, TryStreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectMeta, ObjectStore, ObjectStoreExt as _, PutPayload};
use tokio::task::JoinHandle;

use crate::clock::Moment;
use crate::store::Object;

/// Bytes that gather before they are written: the least that S3 takes for a part.
const PART: usize = 5 << 20;
/// The same where they are written to a file: a part is written while the next one comes.
const FILE_PART: usize = 1 << 20;

/// Why bytes could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// They are not there, though a row says so.
    #[error("the object is missing")]
    Missing,
    /// The store failed.
    #[error("the blob store failed: {0}")]
    Failed(#[source] object_store::Error),
    /// The folder cannot be made or read.
    #[error("the folder for blobs cannot be used: {0}")]
    Folder(#[from] std::io::Error),
}

impl From<object_store::Error> for BlobError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            error => Self::Failed(error),
        }
    }
}

/// Where bytes are kept.
#[derive(Debug, Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    part: usize,
}

impl Blobs {
    /// Any object store. It has to keep what it acknowledged.
    pub fn new(store: Arc<dyn ObjectStore>) -> Self {
        Self { store, part: PART }
    }

    /// Files under a folder, which is made where it is missing. Files and folders are synced before a reply.
    pub fn files(folder: &Folder) -> Result<Self, BlobError> {
        std::fs::create_dir_all(folder)?;
        let store = Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true));
        Ok(Self { store, part: FILE_PART })
    }

    /// Removes what a killed process left half written. Only while no other process writes there.
    pub fn tidy(folder: &Folder) -> Result<u64, BlobError> {
        let mut removed = 0;
        for account in std::fs::read_dir(folder)? {
            let account = account?.path();
            if !account.is_dir() {
                continue;
            }
            for file in std::fs::read_dir(account)? {
                let file = file?;
                // How object_store names a file until it is whole.
                if file.file_name().to_string_lossy().contains('#') {
                    std::fs::remove_file(file.path())?;
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }

    /// Begins to write an object.
    pub fn write(&self, object: &Object) -> Writing {
        Writing {
            store: Arc::clone(&self.store),
            path: Path::from(object.0.as_str()),
            part: self.part,
            gathered: BytesMut::new(),
            parts: None,
            under_way: None,
        }
    }

    /// Reads an object, or a range of it.
    pub async fn read(
        &self,
        object: &Object,
        range: Option<Range<u64>>,
    ) -> Result<BoxStream<'static, Result<Bytes, BlobError>>, BlobError> {
        let options = object_store::GetOptions {
            range: range.map(object_store::GetRange::Bounded),
            ..object_store::GetOptions::default()
        };
        let found = self.store.get_opts(&Path::from(object.0.as_str()), options).await?;
        Ok(found.into_stream().map_err(BlobError::from).boxed())
    }

    /// Takes objects away. One that is gone already is no error. Says which are gone.
    pub async fn delete(&self, objects: Vec<Object>) -> Vec<Object> {
        let mut gone = Vec::with_capacity(objects.len());
        for object in objects {
            match self.store.delete(&Path::from(object.0.as_str())).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => gone.push(object),
                Err(error) => tracing::warn!(%error, "an object could not be deleted"),
            }
        }
        gone
    }

    /// All objects, with when each was written.
    pub fn list(&self) -> BoxStream<'static, Result<(Object, Moment), BlobError>> {
        let named = |meta: ObjectMeta| {
            (Object(meta.location.to_string()), Moment(meta.last_modified.timestamp_micros()))
        };
        self.store.list(None).map_ok(named).map_err(BlobError::from).boxed()
    }

    /// Whether the store answers.
    pub async fn ready(&self) -> Result<(), BlobError> {
        match self.store.head(&Path::from("is-anybody-there")).await {
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// An object that is being written. Dropped before `finish`, it never was.
pub struct Writing {
    store: Arc<dyn ObjectStore>,
    path: Path,
    part: usize,
    gathered: BytesMut,
    parts: Option<Box<dyn MultipartUpload>>,
    /// The part before, while it is being written.
    under_way: Option<JoinHandle<Result<(), object_store::Error>>>,
}

impl Writing {
    /// Writes what follows.
    pub async fn push(&mut self, bytes: &[u8]) -> Result<(), BlobError> {
        if self.gathered.is_empty() {
            self.gathered.reserve(FILE_PART);
        }
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= self.part {
            let part = self.gathered.split().freeze();
            self.put_part(part).await?;
        }
        Ok(())
    }

    /// Begins to write a part once the one before is written: one at a time, so that they stay in order and few.
    async fn put_part(&mut self, part: Bytes) -> Result<(), BlobError> {
        self.settle().await?;
        let parts = match &mut self.parts {
            Some(parts) => parts,
            none => none.insert(self.store.put_multipart(&self.path).await?),
        };
        self.under_way = Some(tokio::spawn(parts.put_part(PutPayload::from_bytes(part))));
        Ok(())
    }

    async fn settle(&mut self) -> Result<(), BlobError> {
        match self.under_way.take() {
            Some(writing) => Ok(writing.await.map_err(std::io::Error::other)??),
            None => Ok(()),
        }
    }

    /// The object is there, and stays, when this returns.
    pub async fn finish(mut self) -> Result<(), BlobError> {
        let rest = self.gathered.split().freeze();
        if self.parts.is_none() {
            self.store.put(&self.path, PutPayload::from_bytes(rest)).await?;
            return Ok(());
        }
        if !rest.is_empty() {
            self.put_part(rest).await?;
        }
        self.settle().await?;
        if let Some(parts) = &mut self.parts {
            parts.complete().await?;
        }
        Ok(())
    }

    /// Gives it up, and what lies in the store already.
    pub async fn abort(mut self) {
        let _ = self.settle().await;
        if let Some(parts) = &mut self.parts {
            let _ = parts.abort().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn bytes(blobs: &Blobs, object: &Object, range: Option<Range<u64>>) -> Vec<u8> {
        let chunks: Vec<Bytes> = blobs.read(object, range).await.unwrap().try_collect().await.unwrap();
        chunks.concat()
    }

    #[tokio::test]
    async fn bytes_are_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::files(&folder.path().join("blobs")).unwrap();
        let large: Vec<u8> = (0..u32::try_from(2 * PART + 7).unwrap()).map(|n| (n % 251) as u8).collect();
        for (name, content) in [("a/empty", &large[..0]), ("a/small", &large[..9]), ("b/large", &large[..])] {
            let object = Object(name.to_owned());
            let mut writing = blobs.write(&object);
            for chunk in content.chunks(1 << 20) {
                writing.push(chunk).await.unwrap();
                assert!(matches!(blobs.read(&object, None).await, Err(BlobError::Missing)));
            }
            writing.finish().await.unwrap();
            assert_eq!(bytes(&blobs, &object, None).await, content);
        }
        let object = Object("b/large".to_owned());
        assert_eq!(bytes(&blobs, &object, Some(5..5_300_000)).await, large[5..5_300_000]);
        let listed: Vec<_> = blobs.list().try_collect().await.unwrap();
        assert_eq!(listed.len(), 3);
        assert_eq!(blobs.delete(vec![object.clone(), Object("never/was".to_owned())]).await.len(), 2);
        assert!(matches!(blobs.read(&object, None).await, Err(BlobError::Missing)));
        blobs.ready().await.unwrap();
    }

    #[tokio::test]
    async fn what_a_killed_process_left_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::files(folder.path()).unwrap();
        let kept = Object("a/kept".to_owned());
        blobs.write(&kept).finish().await.unwrap();
        std::fs::write(folder.path().join("a/half#1"), b"half").unwrap();
        assert_eq!(Blobs::tidy(folder.path()).unwrap(), 1);
        assert_eq!(bytes(&blobs, &kept, None).await, b"");
    }
}
