//! A device as it is in earnest: a diary and a vault on a disk, with real photos.
//!
//! The same runs as with `memory`, fewer of them. Not for: what has to be true (`check`).

use std::sync::Arc;

use stipple_photo::{Limits, Picture, encode_jpeg};
use tempfile::TempDir;
use uuid::Uuid;

use super::phone::Phone;
use crate::diary::{Diary, DiaryError, Entry, NewEntry, PhotoAdded, PhotoErased, PhotoHash, TakenFrom};
use crate::export::archive;
use crate::ports::fixed::{CountingIds, FixedClock, MemoryKeys};
use crate::ports::system::new_identity;
use crate::sync::envelope::{BlobFile, BlobName, Item};
use crate::sync::here::Here;
use crate::sync::keys::AccountId;
use crate::sync::local::{Account, Admits, Change, Dropped, Local, LocalError, Photo, Record, Tally};
use crate::sync::server::Outgoing;
use crate::time::Instant;
use crate::vault::{CourseVault, DeviceKey, PhotoFile};

/// A device.
pub struct Disk {
    here: Here<'static>,
    keys: &'static MemoryKeys,
    clock: Arc<FixedClock>,
    _folder: TempDir,
}

impl Disk {
    pub fn new(series: u16) -> Self {
        let (folder, clock) =
            (tempfile::tempdir().unwrap(), Arc::new(FixedClock::new(Instant::from_micros(0))));
        let ids = Arc::new(CountingIds::new(series));
        let (diary, _) = Diary::open(folder.path().join("stipple.db"), clock.clone(), ids).unwrap();
        // For as long as the tests run.
        let keys: &'static MemoryKeys = Box::leak(Box::default());
        Self { here: Here::new(diary, keys), keys, clock, _folder: folder }
    }

    fn vault(&self, course: Uuid) -> CourseVault {
        CourseVault::beside(self.here.diary().path(), course)
    }

    fn key(&self) -> DeviceKey {
        DeviceKey::obtain(self.keys, new_identity).unwrap()
    }
}

impl Phone for Disk {
    fn set_clock(&mut self, now: Instant) {
        self.clock.set(now);
    }

    fn append(&mut self, entries: Vec<NewEntry>) -> Vec<Entry> {
        let change = self.here.diary_mut().append(entries).unwrap();
        Phone::entries(self).into_iter().filter(|entry| entry.change == change).collect()
    }

    fn add_photo(&mut self, course: Uuid, photo: Uuid, taken: Instant, seed: u64) -> Vec<Entry> {
        let pixels = blake3::hash(&seed.to_be_bytes()).as_bytes().repeat(3 * 16 * 16 / 32);
        let bytes = encode_jpeg(&Picture::new(16, 16, pixels).unwrap(), 85);
        let read = stipple_photo::read(&bytes, &Limits::default(), &mut || true).unwrap();
        let vault = self.vault(course).open(&self.key(), new_identity).unwrap();
        vault.previews(photo, &read).unwrap();
        vault.seal(photo, PhotoFile::Original, &bytes).unwrap();
        let added = PhotoAdded {
            course,
            photo,
            angle: "crown".parse().unwrap(),
            taken,
            offset: 0,
            taken_from: TakenFrom::Import,
            hash: PhotoHash(read.hash),
            media: "image/jpeg".to_owned(),
            bytes: u32::try_from(bytes.len()).unwrap(),
            width: read.width,
            height: read.height,
            sharpness: 0.5,
            findings: Vec::new(),
            note: String::new(),
            tags: Vec::new(),
        };
        Phone::append(self, vec![added.into()])
    }

    fn erase_photo(&mut self, course: Uuid, photo: Uuid) -> Vec<Entry> {
        let erased = Phone::append(self, vec![PhotoErased { course, photo }.into()]);
        self.vault(course).delete(photo).unwrap();
        erased
    }

    fn entries(&self) -> Vec<Entry> {
        let mut all = Vec::new();
        let take = |entry| {
            all.push(entry);
            Ok::<_, DiaryError>(())
        };
        self.here.diary().each_entry(take).unwrap();
        all
    }

    fn export(&self) -> Vec<u8> {
        archive::export(self.here.diary()).unwrap().into_bytes()
    }

    fn files(&self) -> Vec<(Uuid, [u8; 32])> {
        let mut files = Vec::new();
        for course in CourseVault::courses_beside(self.here.diary().path()).unwrap() {
            let vault = self.vault(course);
            for photo in vault.photos().unwrap() {
                let sealed = vault.sealed(photo, PhotoFile::Original).unwrap();
                files.push((photo, *blake3::hash(&sealed).as_bytes()));
            }
        }
        files.sort_unstable();
        files
    }

    fn identities(&self, course: Uuid) -> usize {
        let open = self.vault(course).open_if_there(&self.key()).unwrap();
        open.map_or(0, |open| open.keyring().all().count())
    }
}

impl Local for Disk {
    fn accounts(&self) -> Result<Vec<Account>, LocalError> {
        self.here.accounts()
    }

    fn tally(&self, account: AccountId) -> Result<Tally, LocalError> {
        self.here.tally(account)
    }

    fn unrecorded(&self, account: AccountId, limit: usize) -> Result<Vec<Item>, LocalError> {
        self.here.unrecorded(account, limit)
    }

    fn carried(&self, to: AccountId, limit: usize) -> Result<Vec<(AccountId, Record)>, LocalError> {
        self.here.carried(to, limit)
    }

    fn outbox(&self, account: AccountId, limit: usize, bytes: usize) -> Result<Vec<Outgoing>, LocalError> {
        self.here.outbox(account, limit, bytes)
    }

    fn record(&self, account: AccountId, id: Uuid) -> Result<Option<Record>, LocalError> {
        self.here.record(account, id)
    }

    fn pieces(&self, account: AccountId, of: Uuid) -> Result<Vec<Record>, LocalError> {
        self.here.pieces(account, of)
    }

    fn stale(&self, account: AccountId) -> Result<Vec<Uuid>, LocalError> {
        self.here.stale(account)
    }

    fn photos(&self, account: AccountId) -> Result<Vec<Photo>, LocalError> {
        self.here.photos(account)
    }

    fn dropped(&self, account: AccountId) -> Result<Vec<Dropped>, LocalError> {
        self.here.dropped(account)
    }

    fn admits(&self, entry: &Entry) -> Result<Admits, LocalError> {
        self.here.admits(entry)
    }

    fn read_file(&self, photo: Uuid, course: Uuid, file: BlobFile) -> Result<Vec<u8>, LocalError> {
        self.here.read_file(photo, course, file)
    }

    fn keep_file(&mut self, blob: &BlobName, bytes: &[u8]) -> Result<bool, LocalError> {
        self.here.keep_file(blob, bytes)
    }

    fn apply(&mut self, account: AccountId, changes: Vec<Change>) -> Result<(), LocalError> {
        self.here.apply(account, changes)
    }
}
