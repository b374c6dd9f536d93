//! This device's side of sync: its diary, its vault, and the tables beside the diary.
//!
//! What the engine asks is answered from what lies there, and what it changes is one transaction. Identities are kept before it,
//! files of photos that are gone are deleted after it: killed in between, the next run does it again. Not for: what is to be done
//! (`plan`, `engine`), or the rows themselves (`rows_account`, `rows_record`, `rows_blob`).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Transaction;
use stipple_wire::{Hash, Head};
use uuid::Uuid;

use super::envelope::{BlobFile, BlobName, Item, Others, SharedIdentity};
use super::keys::AccountId;
use super::local::{
    Account, Admits, Change, Dropped, Held, Holds, Local, LocalError, Photo, Record, Tally, identity_print,
};
use super::server::Outgoing;
use super::{rows_account, rows_blob, rows_record};
use crate::diary::{Body, Diary, DiaryError, Entry, Meeting, find_entry, keep_each, photos_in_order};
use crate::ports::KeyStore;
use crate::ports::system::new_identity;
use crate::vault::{Arriving, CourseIdentity, CourseVault, DeviceKey, PhotoFile, PlaceError, VaultError};

/// This device.
pub struct Here<'a> {
    diary: Diary,
    keys: &'a dyn KeyStore,
    /// The vault's identities, read once: each is sealed to the device's key.
    identities: RefCell<Option<Vec<SharedIdentity>>>,
}

impl<'a> Here<'a> {
    /// This device's side, through a way of its own into the diary's file. `diary`'s clock says when entries were received.
    pub const fn new(diary: Diary, keys: &'a dyn KeyStore) -> Self {
        Self { diary, keys, identities: RefCell::new(None) }
    }

    /// The diary.
    pub const fn diary(&self) -> &Diary {
        &self.diary
    }

    /// The diary, to write into.
    pub const fn diary_mut(&mut self) -> &mut Diary {
        &mut self.diary
    }

    fn vault(&self, course: Uuid) -> CourseVault {
        CourseVault::beside(self.diary.path(), course)
    }

    fn key(&self) -> Result<DeviceKey, VaultError> {
        DeviceKey::obtain(self.keys, new_identity)
    }

    /// The identities of all courses.
    fn shared(&self) -> Result<Vec<SharedIdentity>, LocalError> {
        if let Some(known) = &*self.identities.borrow() {
            return Ok(known.clone());
        }
        let mut found = Vec::new();
        for course in CourseVault::courses_beside(self.diary.path())? {
            if !self.vault(course).has_identity() {
                continue;
            }
            let open = match self.vault(course).open_if_there(&self.key()?) {
                // Sealed with a key that this device has lost: nothing to share.
                Err(VaultError::WrongKey) => continue,
                other => other?,
            };
            let keyring = open.iter().flat_map(|open| open.keyring().all());
            found.extend(keyring.map(|identity| SharedIdentity {
                course,
                secret: identity.expose(),
                other: Others::new(),
            }));
        }
        *self.identities.borrow_mut() = Some(found.clone());
        Ok(found)
    }

    /// Identities that no record holds.
    fn unrecorded_identities(&self, account: AccountId) -> Result<Vec<SharedIdentity>, LocalError> {
        let mut all = self.shared()?;
        if !all.is_empty() {
            let prints = self.read(Vec::new(), |conn| rows_record::prints(conn, account))?;
            all.retain(|identity| !prints.contains(&(identity.course, identity_print(&identity.secret))));
        }
        Ok(all)
    }

    /// Names of blobs that are there, of photos whose files are here, and that no record holds.
    fn unrecorded_blobs(&self, account: AccountId) -> Result<Vec<BlobName>, LocalError> {
        let rows = self.read(Vec::new(), |conn| rows_blob::unnamed(conn, account))?;
        let here = |name: &BlobName| self.vault(name.course).path(name.photo, name.file.into()).exists();
        Ok(rows.into_iter().map(|row| row.name).filter(here).collect())
    }

    fn read<T>(
        &self,
        nothing: T,
        read: impl FnOnce(&rusqlite::Connection) -> Result<T, DiaryError>,
    ) -> Result<T, LocalError> {
        Ok(self.diary.read_or(nothing, read)?)
    }

    /// The file of a photo that is here, the best there is.
    fn held(&self, course: Uuid, photo: Uuid) -> Option<BlobFile> {
        let vault = self.vault(course);
        [BlobFile::Original, BlobFile::Clean]
            .into_iter()
            .find(|file| vault.path(photo, (*file).into()).exists())
    }

    /// Keeps an identity of another device. One that is no identity is nobody's loss, and must not stop the rest.
    fn adopt(&self, identity: &SharedIdentity) -> Result<(), LocalError> {
        let Ok(read) = CourseIdentity::read(&identity.secret) else { return Ok(()) };
        self.vault(identity.course).adopt(&self.key()?, &read)?;
        *self.identities.borrow_mut() = None;
        Ok(())
    }
}

impl Local for Here<'_> {
    fn accounts(&self) -> Result<Vec<Account>, LocalError> {
        self.read(Vec::new(), rows_account::all)
    }

    fn tally(&self, account: AccountId) -> Result<Tally, LocalError> {
        let things = self.unrecorded_identities(account)?.len() + self.unrecorded_blobs(account)?.len();
        self.read(Tally { unrecorded: things, ..Tally::default() }, |conn| {
            let [outbox, unseen, aside] = rows_record::counts(conn, account)?;
            Ok(Tally {
                unrecorded: things + rows_record::count_unrecorded(conn, account)?,
                carried: rows_record::count_carried(conn, account)?,
                outbox,
                unseen,
                aside,
                kept: rows_record::count_kept(conn, account)?,
            })
        })
    }

    fn unrecorded(&self, account: AccountId, limit: usize) -> Result<Vec<Item>, LocalError> {
        let mut items: Vec<Item> =
            self.unrecorded_identities(account)?.into_iter().map(Item::Identity).collect();
        items.truncate(limit);
        let left = limit - items.len();
        let entries = self.read(Vec::new(), |conn| rows_record::unrecorded(conn, account, left))?;
        items.extend(entries.into_iter().map(Item::Entry));
        if items.len() < limit {
            items.extend(self.unrecorded_blobs(account)?.into_iter().map(Item::Blob));
            items.truncate(limit);
        }
        Ok(items)
    }

    fn carried(&self, to: AccountId, limit: usize) -> Result<Vec<(AccountId, Record)>, LocalError> {
        self.read(Vec::new(), |conn| rows_record::carried(conn, to, limit))
    }

    fn outbox(&self, account: AccountId, limit: usize, bytes: usize) -> Result<Vec<Outgoing>, LocalError> {
        self.read(Vec::new(), |conn| rows_record::outbox(conn, account, limit, bytes))
    }

    fn record(&self, account: AccountId, id: Uuid) -> Result<Option<Record>, LocalError> {
        self.read(None, |conn| rows_record::find(conn, account, id))
    }

    fn pieces(&self, account: AccountId, of: Uuid) -> Result<Vec<Record>, LocalError> {
        self.read(Vec::new(), |conn| rows_record::pieces(conn, account, of))
    }

    fn stale(&self, account: AccountId) -> Result<Vec<Uuid>, LocalError> {
        self.read(Vec::new(), |conn| rows_record::stale(conn, account))
    }

    fn photos(&self, account: AccountId) -> Result<Vec<Photo>, LocalError> {
        let (photos, records, blobs) = self.read(Default::default(), |conn| {
            let blobs = rows_blob::all(conn, account)?;
            Ok((photos_in_order(conn)?, rows_record::of_blobs(conn, account)?, blobs))
        })?;
        let mut listed: BTreeMap<(Uuid, Uuid), Vec<BlobName>> = BTreeMap::new();
        for record in records {
            if let (Holds::Blob(name), Some(_)) = (record.holds, record.seq) {
                listed.entry((name.course, name.photo)).or_default().push(name);
            }
        }
        let mut known: BTreeMap<_, _> =
            blobs.into_iter().map(|row| ((row.name.course, row.name.photo, row.name.file), row)).collect();
        let photo = |(course, photo, taken)| {
            let held = self.held(course, photo);
            let held = held.map(|file| Held { file, blob: known.remove(&(course, photo, file)) });
            Photo { course, photo, taken, held, listed: listed.remove(&(course, photo)).unwrap_or_default() }
        };
        Ok(photos.into_iter().map(photo).collect())
    }

    fn dropped(&self, account: AccountId) -> Result<Vec<Dropped>, LocalError> {
        let (records, blobs) = self.read(Default::default(), |conn| {
            Ok((rows_record::of_blobs(conn, account)?, rows_blob::all(conn, account)?))
        })?;
        let mut gone: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
        let mut is_gone = |name: &BlobName| -> Result<bool, LocalError> {
            if !gone.contains_key(&name.course) {
                let erased = self.diary.erased_photos(name.course)?;
                gone.insert(name.course, erased.into_iter().collect());
            }
            Ok(gone.get(&name.course).is_some_and(|photos| photos.contains(&name.photo)))
        };
        let mut dropped: BTreeMap<[u8; 32], Vec<Uuid>> = BTreeMap::new();
        for record in records {
            if let Holds::Blob(name) = &record.holds
                && is_gone(name)?
            {
                dropped.entry(name.hash.0).or_default().push(record.id);
            }
        }
        for row in blobs {
            if is_gone(&row.name)? {
                dropped.entry(row.name.hash.0).or_default();
            }
        }
        Ok(dropped.into_iter().map(|(hash, records)| Dropped { hash: Hash(hash), records }).collect())
    }

    fn admits(&self, entry: &Entry) -> Result<Admits, LocalError> {
        let here = self.read(None, |conn| find_entry(conn, entry.id))?;
        let contradicts = here.is_some_and(|here| here.meets(entry) == Meeting::Contradicts);
        Ok(if contradicts { Admits::Contradicts } else { Admits::Yes })
    }

    fn read_file(&self, photo: Uuid, course: Uuid, file: BlobFile) -> Result<Vec<u8>, LocalError> {
        Ok(self.vault(course).sealed(photo, file.into())?)
    }

    fn keep_file(&mut self, blob: &BlobName, bytes: &[u8]) -> Result<bool, LocalError> {
        let listed = self.diary.course(blob.course)?;
        let photo = listed.as_ref().and_then(|course| course.photo(blob.photo));
        let (Some(photo), true) = (photo, blake3::hash(bytes).as_bytes() == &blob.hash.0) else {
            return Ok(false);
        };
        let Some(open) = self.vault(blob.course).open_if_there(&self.key()?)? else { return Ok(false) };
        // What is unfinished while it is written is nobody's leftover.
        let _writing = open.vault().writing()?;
        let arriving = match PhotoFile::from(blob.file) {
            PhotoFile::Original => Arriving::Sealed(bytes, &photo.hash.0),
            _ => Arriving::SealedClean(bytes),
        };
        match open.place(blob.photo, arriving) {
            Ok(()) => Ok(true),
            Err(PlaceError::Photo(_) | PlaceError::Vault(VaultError::Changed { .. })) => Ok(false),
            Err(PlaceError::Vault(error)) => Err(error.into()),
        }
    }

    fn apply(&mut self, account: AccountId, changes: Vec<Change>) -> Result<(), LocalError> {
        let (mut entries, mut rest) = (Vec::new(), Vec::new());
        for change in changes {
            match change {
                Change::Entry(entry) => entries.push(entry),
                Change::Identity(identity) => self.adopt(&identity)?,
                other => rest.push(other),
            }
        }
        let erased = |entry: &Entry| match Body::read(&entry.kind, &entry.body) {
            Some(Body::PhotoErased(erased)) => Some((erased.course, erased.photo)),
            _ => None,
        };
        let gone: Vec<(Uuid, Uuid)> = entries.iter().filter_map(erased).collect();
        let received = self.diary.clock().now();
        let scrub = self.diary.write(|tx| {
            let entries = entries.into_iter().map(Ok::<_, DiaryError>);
            let (_, scrub) = keep_each(tx, entries, received)?;
            rest.iter().try_for_each(|change| carry_out(tx, account, change))?;
            Ok::<_, DiaryError>(scrub)
        })?;
        self.diary.scrub_if(scrub)?;
        for (course, photo) in gone {
            self.vault(course).delete(photo)?;
        }
        Ok(())
    }
}

/// Carries a change of the tables out.
fn carry_out(tx: &Transaction, account: AccountId, change: &Change) -> Result<(), DiaryError> {
    match change {
        // Done before, all at once.
        Change::Entry(_) | Change::Identity(_) => Ok(()),
        Change::Put(record) => rows_record::put(tx, account, record),
        Change::There { id, seq } => rows_record::there(tx, account, *id, *seq),
        Change::Gone(id) => rows_record::gone(tx, account, *id),
        Change::Cursor(head) => rows_account::set_cursor(tx, account, *head),
        Change::Another => {
            rows_record::doubt_all(tx, account)?;
            rows_blob::doubt_all(tx, account)?;
            rows_account::set_cursor(tx, account, Head::EMPTY)
        }
        Change::ForgetUnseen => rows_record::forget_unseen(tx, account),
        #[cfg(test)]
        Change::TrustUnseen => rows_record::trust_unseen(tx, account),
        Change::Recheck => rows_blob::doubt_unnamed(tx, account),
        Change::Blob(row) => rows_blob::put(tx, account, row),
        Change::NoBlob(hash) => rows_blob::forget(tx, account, *hash),
        Change::Account(row) => rows_account::put(tx, row),
        Change::Switch => rows_account::switch(tx, account),
        Change::Left => {
            rows_account::delete(tx, account)?;
            rows_record::leave(tx, account)?;
            rows_blob::forget_all(tx, account)
        }
    }
}
