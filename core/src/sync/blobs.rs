//! Photos: sent in pieces, read back, fetched and checked.
//!
//! The vault's own copy stays in any case. A photo counts as sent once the server's copy was read back and has the right
//! hash; only then a record names it. Not for: which and when (`plan`), or what is in one.

use stipple_wire::Hash;
use uuid::Uuid;

use super::engine::{Engine, StepError};
use super::envelope::{BlobName, Others};
use super::keys::{AccountId, DeviceToken};
use super::local::{BlobRow, BlobStanding, Change, Held, Photo};
use super::server::{ServerError, UploadId};
use crate::diary::PhotoHash;

/// How often an upload is begun anew, or its offset asked for again, in one run.
const MOST_TRIES: u32 = 4;

impl Engine<'_> {
    /// Sends a photo's file, from where an earlier upload broke off.
    pub(super) fn upload(&mut self, account: AccountId, photo: Uuid) -> Result<(), StepError> {
        let photos = self.local.photos(account)?;
        let Some((photo, held)) = photos.iter().find(|one| one.photo == photo).and_then(with_file) else {
            return Ok(()); // it went meanwhile
        };
        let bytes = self.local.read_file(photo.photo, photo.course, held.file)?;
        let hash = stipple_wire::hash(&bytes);
        let mut row = held.blob.clone().unwrap_or_else(|| named(photo, held, hash, bytes.len()));
        if row.name.hash.0 != hash.0 {
            // It is damaged here: the server's copy, if there is one, is worth more.
            self.given_up(account).photos.insert(photo.photo);
            return Ok(());
        }
        self.send(account, &mut row, &bytes)?;
        row.standing = if planted!(self, NotReadBack) { BlobStanding::Checked } else { BlobStanding::Sent };
        self.run.outcome.uploaded += 1;
        self.apply(account, vec![Change::Blob(row)])
    }

    fn send(&mut self, account: AccountId, row: &mut BlobRow, bytes: &[u8]) -> Result<(), StepError> {
        let session = self.session(account)?;
        let token = session.token()?;
        for _ in 0..MOST_TRIES {
            let known =
                if let BlobStanding::Wanted { upload } = &row.standing { upload.clone() } else { None };
            let upload = match known {
                Some(upload) => upload,
                None => self.begin(account, token, row, bytes.len())?,
            };
            match self.send_from(token, &upload, bytes) {
                Err(StepError::Server(ServerError::UploadGone)) => {
                    row.standing = BlobStanding::Wanted { upload: None };
                }
                Err(StepError::Server(ServerError::UploadOffset)) => {}
                Err(error @ StepError::Server(ServerError::BlobMismatch)) => {
                    row.standing = BlobStanding::Wanted { upload: None };
                    self.apply(account, vec![Change::Blob(row.clone())])?;
                    return Err(error);
                }
                other => return other,
            }
        }
        Err(ServerError::UploadGone.into())
    }

    /// Begins an upload, and keeps what it is found again by.
    fn begin(
        &mut self,
        account: AccountId,
        token: &DeviceToken,
        row: &mut BlobRow,
        length: usize,
    ) -> Result<UploadId, StepError> {
        let upload = self.server.upload(token, Hash(row.name.hash.0), length as u64)?;
        row.standing = BlobStanding::Wanted { upload: Some(upload.clone()) };
        self.apply(account, vec![Change::Blob(row.clone())])?;
        Ok(upload)
    }

    fn send_from(&self, token: &DeviceToken, upload: &UploadId, bytes: &[u8]) -> Result<(), StepError> {
        let mut offset = self.server.upload_offset(token, upload)?;
        loop {
            let start = usize::try_from(offset).ok().filter(|start| *start <= bytes.len());
            let rest = &bytes[start.ok_or_else(|| ServerError::garbled("an offset beyond the end"))?..];
            if rest.is_empty() {
                return Ok(());
            }
            if self.watch.is_cancelled() {
                return Err(StepError::Cancelled);
            }
            let part = &rest[..rest.len().min(self.sizes.piece)];
            let next = self.server.upload_part(token, upload, offset, part)?;
            if next <= offset {
                return Err(ServerError::garbled("an upload that does not move").into());
            }
            offset = next;
        }
    }

    /// Reads a photo back that was sent.
    pub(super) fn read_back(&mut self, account: AccountId, name: &BlobName) -> Result<(), StepError> {
        let wanted = BlobStanding::Wanted { upload: None };
        let (standing, drop) = match self.fetch(account, name) {
            Ok(_) => (BlobStanding::Checked, false),
            Err(StepError::Server(ServerError::BlobGone)) => (wanted, false),
            // What the server has under that name is not it: it goes, and is sent again the next time.
            Err(StepError::Server(ServerError::BlobMismatch)) => (wanted, true),
            Err(error) => return Err(error),
        };
        let checked = standing == BlobStanding::Checked;
        self.apply(account, vec![Change::Blob(BlobRow { name: name.clone(), standing })])?;
        if drop {
            let session = self.session(account)?;
            self.server.drop_blob(session.token()?, Hash(name.hash.0))?;
        }
        if !checked && !self.run.resent.insert(name.photo) {
            self.given_up(account).photos.insert(name.photo);
        }
        Ok(())
    }

    /// Fetches a photo, and keeps it if it is what its name says and what the diary says.
    pub(super) fn download(&mut self, account: AccountId, name: &BlobName) -> Result<(), StepError> {
        let bytes = self.fetch(account, name)?;
        if self.local.keep_file(name, &bytes)? {
            self.run.outcome.downloaded += 1;
            let row = BlobRow { name: name.clone(), standing: BlobStanding::Checked };
            return self.apply(account, vec![Change::Blob(row)]);
        }
        self.given_up(account).blobs.insert(Hash(name.hash.0));
        Ok(())
    }

    /// The bytes of a blob, once they have its hash.
    fn fetch(&mut self, account: AccountId, name: &BlobName) -> Result<Vec<u8>, StepError> {
        let session = self.session(account)?;
        let (token, hash) = (session.token()?, Hash(name.hash.0));
        let mut bytes = Vec::new();
        loop {
            if self.watch.is_cancelled() {
                return Err(StepError::Cancelled);
            }
            let piece = self.server.download(token, hash, bytes.len() as u64, self.sizes.piece as u64)?;
            let nothing = piece.bytes.is_empty();
            bytes.extend(piece.bytes);
            if bytes.len() as u64 >= piece.length {
                break;
            }
            if nothing {
                return Err(ServerError::garbled("a photo without its end").into());
            }
        }
        let right = stipple_wire::hash(&bytes) == hash || planted!(self, BlobUnverified);
        if right { Ok(bytes) } else { Err(ServerError::BlobMismatch.into()) }
    }
}

fn with_file(photo: &Photo) -> Option<(&Photo, &Held)> {
    photo.held.as_ref().map(|held| (photo, held))
}

fn named(photo: &Photo, held: &Held, hash: Hash, length: usize) -> BlobRow {
    let name = BlobName {
        course: photo.course,
        photo: photo.photo,
        file: held.file,
        hash: PhotoHash(hash.0),
        bytes: length as u64,
        other: Others::new(),
    };
    BlobRow { name, standing: BlobStanding::Wanted { upload: None } }
}
