//! A device in memory: what the diary and the vault promise, and nothing else.
//!
//! Files are "sealed" by standing behind the print of an identity. Not for: anything that lasts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};
use stipple_wire::{Hash, Head};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::phone::Phone;
use crate::diary::{ChangeId, Entry, Hlc, Meeting, NewEntry, Place};
use crate::ports::Ids as _;
use crate::ports::fixed::CountingIds;
use crate::sync::envelope::{BlobFile, BlobName, Item, Others, SharedIdentity};
use crate::sync::keys::AccountId;
use crate::sync::local::{
    Account, Admits, BlobRow, BlobStanding, Change, Dropped, Held, Holds, Local, LocalError, Photo, Record,
    Role, Tally, Why, identity_print,
};
use crate::sync::server::Outgoing;
use crate::time::Instant;

/// A device.
pub struct Memory {
    device: Uuid,
    ids: CountingIds,
    now: Instant,
    latest: Option<Hlc>,
    entries: HashMap<Uuid, Entry>,
    arrival: Vec<Uuid>,
    erased: BTreeSet<Uuid>,
    identities: Vec<SharedIdentity>,
    files: BTreeMap<Uuid, (Uuid, Vec<u8>)>,
    accounts: BTreeMap<AccountId, Kept>,
    /// Whether a second identity of a course is passed over: a mistake.
    pub overlooks: bool,
}

struct Kept {
    row: Option<Account>,
    records: BTreeMap<Uuid, (u64, Record)>,
    places: BTreeMap<u64, Uuid>,
    put: u64,
    held: HashMap<Thing, u32>,
    blobs: BTreeMap<[u8; 32], BlobRow>,
}

#[derive(PartialEq, Eq, Hash, Clone)]
enum Thing {
    Entry(Uuid, bool),
    Identity(Uuid, [u8; 32]),
    Blob([u8; 32]),
}

impl Thing {
    fn of(holds: &Holds) -> Option<Self> {
        match holds {
            Holds::Entry { entry, emptied } => Some(Self::Entry(*entry, *emptied)),
            Holds::Identity { course, print } => Some(Self::Identity(*course, print.0)),
            Holds::Blob(name) => Some(Self::Blob(name.hash.0)),
            Holds::Piece | Holds::Orphan | Holds::Aside(_) => None,
        }
    }
}

impl Kept {
    fn new() -> Self {
        Self {
            row: None,
            records: BTreeMap::new(),
            places: BTreeMap::new(),
            put: 0,
            held: HashMap::new(),
            blobs: BTreeMap::new(),
        }
    }

    fn put(&mut self, record: Record) {
        self.take(record.id);
        self.put += 1;
        if let Some(thing) = Thing::of(&record.holds) {
            *self.held.entry(thing).or_default() += 1;
        }
        self.places.insert(self.put, record.id);
        self.records.insert(record.id, (self.put, record));
    }

    fn take(&mut self, id: Uuid) -> Option<Record> {
        let (place, record) = self.records.remove(&id)?;
        self.places.remove(&place);
        if let Some(thing) = Thing::of(&record.holds)
            && let Some(count) = self.held.get_mut(&thing)
        {
            *count -= 1;
        }
        Some(record)
    }

    fn holds(&self, thing: &Thing) -> bool {
        self.held.get(thing).is_some_and(|count| *count > 0)
    }

    /// A record goes; other pieces of the same thing are of no use without it.
    fn gone(&mut self, id: Uuid) {
        let Some(record) = self.take(id) else { return };
        let Some(piece) = record.piece.filter(|_| record.holds != Holds::Orphan) else { return };
        let same = |record: &&Record| record.piece.is_some_and(|other| other.of == piece.of);
        let others: Vec<Record> = self.rows().filter(same).cloned().collect();
        for other in others {
            self.take(other.id);
            if other.seq.is_some() || other.ciphertext.is_none() {
                self.put(Record { holds: Holds::Orphan, ciphertext: None, ..other });
            }
        }
    }

    fn rows(&self) -> impl Iterator<Item = &Record> {
        self.places.values().filter_map(|id| self.records.get(id).map(|(_, record)| record))
    }

    fn there(&mut self, id: Uuid, seq: u64) {
        if let Some((_, record)) = self.records.get_mut(&id) {
            record.seq = Some(seq);
            if !record.holds.stays_sealed() {
                record.ciphertext = None;
            }
        }
    }
}

const fn waits(record: &Record) -> bool {
    record.seq.is_none() && record.ciphertext.is_some()
}

/// Whether it is kept for others.
const fn for_others(record: &Record) -> bool {
    record.ciphertext.is_some() && (record.seq.is_some() || record.holds.stays_sealed())
}

const fn unseen(record: &Record) -> bool {
    record.seq.is_none() && record.ciphertext.is_none()
}

impl Memory {
    pub fn new(series: u16) -> Self {
        let ids = CountingIds::new(series);
        Self {
            device: ids.uuid(),
            ids,
            now: Instant::from_micros(0),
            latest: None,
            entries: HashMap::new(),
            arrival: Vec::new(),
            erased: BTreeSet::new(),
            identities: Vec::new(),
            files: BTreeMap::new(),
            accounts: BTreeMap::new(),
            overlooks: false,
        }
    }

    fn keep(&mut self, entry: &Entry) {
        let mut entry = entry.clone();
        let about = photo_of(&entry);
        if is_erasable(&entry) && about.is_some_and(|photo| self.erased.contains(&photo)) {
            empty(&mut entry);
        }
        if self.latest.is_none_or(|latest| entry.clock > latest) {
            self.latest = Some(entry.clock);
        }
        if let Some(here) = self.entries.get_mut(&entry.id) {
            if entry.is_emptied() {
                *here = entry;
            }
            return;
        }
        self.arrival.push(entry.id);
        self.entries.insert(entry.id, entry.clone());
        if let Some(photo) = about.filter(|_| entry.kind == "photo.erased") {
            self.erased.insert(photo);
            self.files.remove(&photo);
            let mine = |entry: &&mut Entry| is_erasable(entry) && photo_of(entry) == Some(photo);
            self.entries.values_mut().filter(mine).for_each(empty);
        }
    }

    fn kept(&self, account: AccountId) -> Option<&Kept> {
        self.accounts.get(&account)
    }

    fn waiting(&self, kept: &Kept) -> impl Iterator<Item = Item> {
        let identities = self.identities.iter().filter(|identity| {
            let print = identity_print(&identity.secret);
            !kept.holds(&Thing::Identity(identity.course, print.0))
        });
        let entries = self.arrival.iter().filter_map(|id| self.entries.get(id));
        let entries = entries.filter(|entry| !kept.holds(&Thing::Entry(entry.id, entry.is_emptied())));
        let blobs = kept.blobs.values().filter(|row| {
            row.standing == BlobStanding::Checked
                && self.files.contains_key(&row.name.photo)
                && !kept.holds(&Thing::Blob(row.name.hash.0))
        });
        let items: Vec<Item> = identities
            .map(|identity| Item::Identity(identity.clone()))
            .chain(entries.map(|entry| Item::Entry(entry.clone())))
            .chain(blobs.map(|row| Item::Blob(row.name.clone())))
            .collect();
        items.into_iter()
    }

    fn count_unrecorded(&self, kept: &Kept) -> usize {
        let identities = self.identities.iter().filter(|identity| {
            let print = identity_print(&identity.secret);
            !kept.holds(&Thing::Identity(identity.course, print.0))
        });
        let entries =
            self.entries.values().filter(|entry| !kept.holds(&Thing::Entry(entry.id, entry.is_emptied())));
        let blobs = kept.blobs.values().filter(|row| {
            row.standing == BlobStanding::Checked
                && self.files.contains_key(&row.name.photo)
                && !kept.holds(&Thing::Blob(row.name.hash.0))
        });
        identities.count() + entries.count() + blobs.count()
    }

    fn carryable(&self, to: AccountId) -> impl Iterator<Item = (AccountId, &Record)> {
        let there = self.accounts.get(&to);
        let others = self.accounts.iter().filter(move |(id, _)| **id != to);
        let rows = others.flat_map(|(id, kept)| kept.rows().map(|record| (*id, record)));
        rows.filter(move |(_, record)| {
            let opens = !matches!(record.holds, Holds::Aside(Why::Unopened | Why::Newer) | Holds::Orphan);
            let here = there.is_some_and(|to| to.records.contains_key(&record.id));
            let body_gone = matches!(&record.holds, Holds::Entry { entry, emptied: false }
                if self.entries.get(entry).is_some_and(Entry::is_emptied));
            for_others(record) && opens && !here && !body_gone
        })
    }

    fn stays(&self, account: AccountId, record: &Record) -> bool {
        let current = self
            .accounts
            .values()
            .find(|kept| kept.row.as_ref().is_some_and(|row| row.role == Role::Current && row.id != account));
        let carried = current.is_some_and(|current| current.records.contains_key(&record.id));
        for_others(record) && !carried
    }
}

impl Local for Memory {
    fn accounts(&self) -> Result<Vec<Account>, LocalError> {
        Ok(self.accounts.values().filter_map(|kept| kept.row.clone()).collect())
    }

    fn tally(&self, account: AccountId) -> Result<Tally, LocalError> {
        let Some(kept) = self.kept(account) else { return Ok(Tally::default()) };
        let mut tally = Tally { unrecorded: self.count_unrecorded(kept), ..Tally::default() };
        for record in kept.records.values().map(|(_, record)| record) {
            tally.outbox += usize::from(waits(record));
            tally.unseen += usize::from(unseen(record));
            tally.kept += usize::from(self.stays(account, record));
        }
        tally.carried = self.carryable(account).count();
        Ok(tally)
    }

    fn unrecorded(&self, account: AccountId, limit: usize) -> Result<Vec<Item>, LocalError> {
        Ok(self.kept(account).map(|kept| self.waiting(kept).take(limit).collect()).unwrap_or_default())
    }

    fn carried(&self, to: AccountId, limit: usize) -> Result<Vec<(AccountId, Record)>, LocalError> {
        Ok(self.carryable(to).take(limit).map(|(from, record)| (from, record.clone())).collect())
    }

    fn outbox(&self, account: AccountId, limit: usize, bytes: usize) -> Result<Vec<Outgoing>, LocalError> {
        let Some(kept) = self.kept(account) else { return Ok(Vec::new()) };
        let (mut batch, mut sum) = (Vec::new(), 0);
        for record in kept.rows().filter(|record| waits(record)).take(limit) {
            let ciphertext = record.ciphertext.clone().unwrap_or_default();
            sum += ciphertext.len();
            if !batch.is_empty() && sum > bytes {
                break;
            }
            batch.push(Outgoing { id: record.id, ciphertext });
        }
        Ok(batch)
    }

    fn record(&self, account: AccountId, id: Uuid) -> Result<Option<Record>, LocalError> {
        let found = self.kept(account).and_then(|kept| kept.records.get(&id));
        Ok(found.map(|(_, record)| record.clone()))
    }

    fn pieces(&self, account: AccountId, of: Uuid) -> Result<Vec<Record>, LocalError> {
        let Some(kept) = self.kept(account) else { return Ok(Vec::new()) };
        let mine = |record: &&Record| record.piece.is_some_and(|piece| piece.of == of);
        Ok(kept.rows().filter(mine).cloned().collect())
    }

    fn stale(&self, account: AccountId) -> Result<Vec<Uuid>, LocalError> {
        let Some(kept) = self.kept(account) else { return Ok(Vec::new()) };
        let mut replaced = BTreeSet::new();
        for record in kept.rows() {
            if let Holds::Entry { entry, emptied: true } = record.holds
                && record.seq.is_some()
            {
                replaced.insert(entry);
            }
        }
        let stale = |record: &&Record| match &record.holds {
            Holds::Orphan => true,
            Holds::Entry { entry, emptied: false } => {
                let gone = self.entries.get(entry).is_some_and(Entry::is_emptied);
                gone && (replaced.contains(entry) || waits(record))
            }
            _ => false,
        };
        Ok(kept.rows().filter(stale).map(|record| record.id).collect())
    }

    fn photos(&self, account: AccountId) -> Result<Vec<Photo>, LocalError> {
        let Some(kept) = self.kept(account) else { return Ok(Vec::new()) };
        let mut listed: BTreeMap<Uuid, Vec<BlobName>> = BTreeMap::new();
        for record in kept.rows().filter(|record| record.seq.is_some()) {
            if let Holds::Blob(name) = &record.holds {
                listed.entry(name.photo).or_default().push(name.clone());
            }
        }
        let own: BTreeMap<Uuid, &BlobRow> = kept.blobs.values().map(|row| (row.name.photo, row)).collect();
        let photo = |entry: &Entry| {
            let photo = photo_of(entry).filter(|_| entry.kind == "photo.added")?;
            let course = entry.body.get("course")?.as_str()?.parse().ok()?;
            let taken = Instant::parse(entry.body.get("taken")?.as_str()?).ok()?;
            let held = self
                .files
                .get(&photo)
                .map(|_| Held { file: BlobFile::Original, blob: own.get(&photo).map(|row| (*row).clone()) });
            Some(Photo {
                course,
                photo,
                taken,
                held,
                listed: listed.get(&photo).cloned().unwrap_or_default(),
            })
        };
        Ok(self.entries.values().filter_map(photo).collect::<Vec<_>>()).map(|mut photos| {
            photos.sort_by_key(|photo| photo.photo);
            photos
        })
    }

    fn dropped(&self, account: AccountId) -> Result<Vec<Dropped>, LocalError> {
        let Some(kept) = self.kept(account).filter(|_| !self.erased.is_empty()) else {
            return Ok(Vec::new());
        };
        let mut gone: BTreeMap<[u8; 32], Vec<Uuid>> = BTreeMap::new();
        for record in kept.rows() {
            if let Holds::Blob(name) = &record.holds
                && self.erased.contains(&name.photo)
            {
                gone.entry(name.hash.0).or_default().push(record.id);
            }
        }
        for row in kept.blobs.values().filter(|row| self.erased.contains(&row.name.photo)) {
            gone.entry(row.name.hash.0).or_default();
        }
        Ok(gone.into_iter().map(|(hash, records)| Dropped { hash: Hash(hash), records }).collect())
    }

    fn admits(&self, entry: &Entry) -> Result<Admits, LocalError> {
        let contradicts = |here: &Entry| here.meets(entry) == Meeting::Contradicts;
        let fits = !self.entries.get(&entry.id).is_some_and(contradicts);
        Ok(if fits { Admits::Yes } else { Admits::Contradicts })
    }

    fn read_file(&self, photo: Uuid, _: Uuid, _: BlobFile) -> Result<Vec<u8>, LocalError> {
        Ok(self.files.get(&photo).map(|(_, bytes)| bytes.clone()).unwrap_or_default())
    }

    fn keep_file(&mut self, blob: &BlobName, bytes: &[u8]) -> Result<bool, LocalError> {
        let mine = self.identities.iter().filter(|identity| identity.course == blob.course);
        let opens =
            mine.map(|identity| identity_print(&identity.secret)).any(|print| bytes.starts_with(&print.0));
        if opens && !self.erased.contains(&blob.photo) {
            self.files.entry(blob.photo).or_insert_with(|| (blob.course, bytes.to_vec()));
        }
        Ok(opens)
    }

    fn apply(&mut self, account: AccountId, changes: Vec<Change>) -> Result<(), LocalError> {
        for change in changes {
            self.change(account, change);
        }
        Ok(())
    }
}

impl Memory {
    fn change(&mut self, account: AccountId, change: Change) {
        match change {
            Change::Entry(entry) => return self.keep(&entry),
            Change::Identity(identity) => {
                let same = |one: &SharedIdentity| one.course == identity.course;
                let known = self
                    .identities
                    .iter()
                    .any(|one| same(one) && (self.overlooks || one.secret == identity.secret));
                if !known {
                    self.identities.push(identity);
                }
                return;
            }
            Change::Switch => return self.switch(account),
            _ => {}
        }
        let all = self.accounts.get(&account).into_iter().flat_map(Kept::rows);
        let gone = all.filter(|_| change == Change::Left).filter(|record| !self.stays(account, record));
        let gone: Vec<Uuid> = gone.map(|record| record.id).collect();
        // An account's row names its own account, whichever this is about.
        let account = if let Change::Account(row) = &change { row.id } else { account };
        let kept = self.accounts.entry(account).or_insert_with(Kept::new);
        match change {
            Change::Put(record) => kept.put(record),
            Change::There { id, seq } => kept.there(id, seq),
            Change::Gone(id) => kept.gone(id),
            Change::Cursor(head) => {
                if let Some(row) = &mut kept.row {
                    row.cursor = head;
                }
            }
            Change::Another => {
                kept.records.values_mut().for_each(|(_, record)| record.seq = None);
                for row in kept.blobs.values_mut().filter(|row| row.standing == BlobStanding::Checked) {
                    row.standing = BlobStanding::Sent;
                }
                if let Some(row) = &mut kept.row {
                    row.cursor = Head::EMPTY;
                }
            }
            Change::ForgetUnseen => {
                let lost: Vec<Uuid> = kept.rows().filter(|row| unseen(row)).map(|record| record.id).collect();
                for id in lost {
                    kept.gone(id);
                }
            }
            Change::TrustUnseen => {
                for (_, record) in kept.records.values_mut().filter(|(_, record)| unseen(record)) {
                    record.seq = Some(0);
                }
            }
            Change::Recheck => {
                let named: BTreeSet<[u8; 32]> = kept
                    .rows()
                    .filter(|record| record.seq.is_some())
                    .filter_map(
                        |record| if let Holds::Blob(name) = &record.holds { Some(name.hash.0) } else { None },
                    )
                    .collect();
                for row in kept.blobs.values_mut() {
                    if row.standing == BlobStanding::Checked && !named.contains(&row.name.hash.0) {
                        row.standing = BlobStanding::Sent;
                    }
                }
            }
            Change::Blob(row) => {
                kept.blobs.retain(|_, other| {
                    other.name.photo != row.name.photo || other.name.file != row.name.file
                });
                kept.blobs.insert(row.name.hash.0, row);
            }
            Change::NoBlob(hash) => {
                kept.blobs.remove(&hash.0);
            }
            Change::Account(row) => kept.row = Some(row),
            Change::Left => {
                kept.row = None;
                kept.blobs.clear();
                for id in gone {
                    kept.take(id);
                }
            }
            Change::Entry(_) | Change::Identity(_) | Change::Switch => {}
        }
    }

    fn switch(&mut self, to: AccountId) {
        for row in self.accounts.values_mut().filter_map(|kept| kept.row.as_mut()) {
            if row.id == to {
                row.role = Role::Current;
            } else if row.role == Role::Current {
                row.role = Role::Leaving { delete: true };
            }
        }
    }
}

impl Phone for Memory {
    fn set_clock(&mut self, now: Instant) {
        self.now = now;
    }

    fn append(&mut self, entries: Vec<NewEntry>) -> Vec<Entry> {
        let change = ChangeId(self.ids.uuid());
        let mut kept = Vec::with_capacity(entries.len());
        for NewEntry { kind, body } in entries {
            let Some(clock) = Hlc::next(self.latest, self.now) else { continue };
            let (id, device, other) = (self.ids.uuid(), self.device, Map::new());
            let entry = Entry { id, device, clock, change, kind, body, other };
            self.keep(&entry);
            kept.push(entry);
        }
        kept
    }

    fn add_photo(&mut self, course: Uuid, photo: Uuid, taken: Instant, seed: u64) -> Vec<Entry> {
        if !self.identities.iter().any(|identity| identity.course == course) {
            let secret = Zeroizing::new(format!("AGE-SECRET-KEY-{seed:x}"));
            self.identities.push(SharedIdentity { course, secret, other: Others::new() });
        }
        let own = self.identities.iter().find(|identity| identity.course == course);
        let print = own.map_or(Hash([0; 32]), |own| identity_print(&own.secret));
        let mut bytes = print.0.to_vec();
        bytes.extend_from_slice(&seed.to_be_bytes());
        bytes.extend((0..seed % 90).map(|byte| u8::try_from(byte % 256).unwrap_or(0)));
        self.files.insert(photo, (course, bytes));
        let body = Map::from_iter([
            ("course".to_owned(), Value::from(course.to_string())),
            ("photo".to_owned(), Value::from(photo.to_string())),
            ("taken".to_owned(), Value::from(taken.to_string())),
        ]);
        self.append(vec![NewEntry { kind: "photo.added".to_owned(), body }])
    }

    fn erase_photo(&mut self, course: Uuid, photo: Uuid) -> Vec<Entry> {
        let body = Map::from_iter([
            ("course".to_owned(), Value::from(course.to_string())),
            ("photo".to_owned(), Value::from(photo.to_string())),
        ]);
        self.append(vec![NewEntry { kind: "photo.erased".to_owned(), body }])
    }

    fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = self.entries.values().cloned().collect();
        entries.sort_by_key(Entry::place);
        entries
    }

    fn export(&self) -> Vec<u8> {
        let mut entries: Vec<(Place, &Entry)> =
            self.entries.values().map(|entry| (entry.place(), entry)).collect();
        entries.sort_by_key(|(place, _)| *place);
        entries.into_iter().flat_map(|(_, entry)| entry.canonical().into_bytes()).collect()
    }

    fn files(&self) -> Vec<(Uuid, [u8; 32])> {
        self.files.iter().map(|(photo, (_, bytes))| (*photo, *blake3::hash(bytes).as_bytes())).collect()
    }

    fn identities(&self, course: Uuid) -> usize {
        self.identities.iter().filter(|identity| identity.course == course).count()
    }
}

fn photo_of(entry: &Entry) -> Option<Uuid> {
    entry.body.get("photo")?.as_str()?.parse().ok()
}

fn is_erasable(entry: &Entry) -> bool {
    entry.kind.starts_with("photo.") && entry.kind != "photo.erased"
}

fn empty(entry: &mut Entry) {
    entry.body.clear();
    entry.other.clear();
}
