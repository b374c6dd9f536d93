//! A device with a real diary and a real vault, in a folder of its own.
//!
//! Not for: speed.

use std::path::PathBuf;
use std::sync::Arc;

use stipple_photo::{Limits, Picture};
use uuid::Uuid;

use super::phone::Phone;
use crate::diary::{Diary, DiaryError, Entry, NewEntry, PhotoAdded, PhotoErased, PhotoHash, TakenFrom};
use crate::export::archive;
use crate::photo::Angle;
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
pub struct Paper {
    folder: tempfile::TempDir,
    clock: Arc<FixedClock>,
    keys: &'static MemoryKeys,
    diary: Diary,
    here: Here<'static>,
}

impl Paper {
    pub fn new(series: u16) -> Self {
        let builder = tempfile::Builder::new();
        // Where there is memory to be had as a folder, nothing waits for a disk.
        let folder = builder.tempdir_in("/dev/shm").or_else(|_| builder.tempdir()).unwrap();
        let clock = Arc::new(FixedClock::new(Instant::from_micros(1_764_000_000_000_000)));
        let file: PathBuf = folder.path().join("stipple.db");
        let (diary, _) = Diary::open(file, clock.clone(), Arc::new(CountingIds::new(series))).unwrap();
        // As long as the process: what borrows it lives in the same struct.
        let keys: &'static MemoryKeys = Box::leak(Box::default());
        let here = Here::new(diary.beside(clock.clone()), keys);
        Self { folder, clock, keys, diary, here }
    }

    fn vault(&self, course: Uuid) -> CourseVault {
        CourseVault::beside(&self.folder.path().join("stipple.db"), course)
    }

    fn key(&self) -> DeviceKey {
        DeviceKey::obtain(self.keys, new_identity).unwrap()
    }
}

impl Phone for Paper {
    fn set_clock(&mut self, now: Instant) {
        self.clock.set(now);
    }

    fn append(&mut self, entries: Vec<NewEntry>) -> Vec<Entry> {
        self.diary.catch_up().unwrap();
        let change = self.diary.append(entries).unwrap();
        let all = self.diary.entries(0, usize::MAX).unwrap();
        all.into_iter().map(|logged| logged.entry).filter(|entry| entry.change == change).collect()
    }

    fn add_photo(&mut self, course: Uuid, photo: Uuid, taken: Instant, seed: u64) -> Vec<Entry> {
        let pixels =
            (0..16 * 16 * 3).map(|place| u8::try_from(seed >> (place % 48) & 0xff).unwrap_or(0)).collect();
        let bytes = stipple_photo::encode_jpeg(&Picture::new(16, 16, pixels).unwrap(), 80);
        let read = stipple_photo::read(&bytes, &Limits::default(), &mut || true).unwrap();
        let vault = self.vault(course).open(&self.key(), new_identity).unwrap();
        vault.previews(photo, &read).unwrap();
        vault.seal(photo, PhotoFile::Original, &bytes).unwrap();
        self.append(vec![
            PhotoAdded {
                course,
                photo,
                angle: "crown".parse::<Angle>().unwrap(),
                taken,
                offset: 0,
                taken_from: TakenFrom::Exif,
                hash: PhotoHash(*blake3::hash(&bytes).as_bytes()),
                media: "image/jpeg".to_owned(),
                bytes: u32::try_from(bytes.len()).unwrap(),
                width: 16,
                height: 16,
                sharpness: 1.0,
                findings: Vec::new(),
                note: String::new(),
                tags: Vec::new(),
            }
            .into(),
        ])
    }

    fn erase_photo(&mut self, course: Uuid, photo: Uuid) -> Vec<Entry> {
        let kept = self.append(vec![PhotoErased { course, photo }.into()]);
        self.vault(course).delete(photo).unwrap();
        kept
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
        let vault = self.vault(super::world::COURSE);
        let photos = vault.photos().unwrap().into_iter();
        let hashed = photos.filter_map(|photo| {
            let sealed = std::fs::read(vault.path(photo, PhotoFile::Original)).ok()?;
            Some((photo, *blake3::hash(&sealed).as_bytes()))
        });
        hashed.collect()
    }

    fn identities(&self, course: Uuid) -> usize {
        let open = self.vault(course).open_if_there(&self.key()).unwrap();
        open.map_or(0, |open| open.keyring().all().count())
    }
}

impl Local for Paper {
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
