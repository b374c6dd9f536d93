//! What lies between a device and the server, and between the engine and its device: both break.
//!
//! Messages are dropped, doubled and delayed, answers lost, bytes changed; devices are killed before or after anything that lasts. Not
//! for: the server itself (`model`).

use std::sync::{Mutex, MutexGuard, PoisonError};

use stipple_wire::{Hash, Head};
use uuid::Uuid;

use super::chance::Chance;
use super::model::Model;
use super::phone::Phone;
use crate::diary::Entry;
use crate::sync::envelope::{BlobFile, BlobName, Item};
use crate::sync::keys::{AccountId, DeviceToken};
use crate::sync::local::{Account, Admits, Change, Dropped, Local, LocalError, Photo, Record, Tally};
use crate::sync::server::{
    Admission, Admitted, Outgoing, Page, Piece, Pushed, RemoteDevice, Server, ServerError, UploadId,
};

/// The server, and everything on its way there.
pub struct Wire {
    pub model: Model,
    pub chance: Chance,
    /// Nothing breaks.
    pub calm: bool,
    /// The device that runs now was killed.
    pub dead: bool,
    pub delayed: Vec<Delayed>,
    pub trace: blake3::Hasher,
    pub calls: u64,
    /// Whether somebody took an id of ours.
    pub squatted: bool,
    /// Something that must never be, not even for a moment.
    pub violation: Option<&'static str>,
}

/// A message that arrives later.
pub enum Delayed {
    Push(String, Vec<Outgoing>),
    Erase(String, Uuid),
    Delete(String),
    Append(AccountId, Uuid, Vec<u8>),
}

enum Fate {
    Fine,
    Dropped,
    AnswerLost,
    Delayed,
    Doubled,
    KilledBefore,
    KilledAfter,
    Paused,
}

impl Wire {
    pub fn new(seed: u64) -> Self {
        Self {
            model: Model::default(),
            chance: Chance::new(seed ^ 0x00c0_ffee),
            calm: false,
            dead: false,
            delayed: Vec::new(),
            trace: blake3::Hasher::new(),
            calls: 0,
            squatted: false,
            violation: None,
        }
    }

    fn fate(&mut self) -> Fate {
        if self.calm {
            return Fate::Fine;
        }
        match self.chance.below(1000) {
            0..25 => Fate::Dropped,
            25..60 => Fate::AnswerLost,
            60..80 => Fate::Delayed,
            80..110 => Fate::Doubled,
            110..120 => Fate::KilledBefore,
            120..135 => Fate::KilledAfter,
            135..140 => Fate::Paused,
            _ => Fate::Fine,
        }
    }

    pub fn note(&mut self, what: &str, more: &[u8]) {
        self.trace.update(what.as_bytes());
        self.trace.update(more);
    }

    /// Something that was on its way arrives.
    pub fn deliver(&mut self, place: usize) {
        if place >= self.delayed.len() {
            return;
        }
        self.note("arrives", &[]);
        match self.delayed.remove(place) {
            Delayed::Push(token, records) => drop(self.model.push(&DeviceToken::new(&token), &records)),
            Delayed::Erase(token, record) => drop(self.model.erase(&DeviceToken::new(&token), record)),
            Delayed::Append(account, id, sealed) => {
                if let Some(log) = self.model.accounts.get_mut(&account) {
                    log.append(id, &sealed);
                }
            }
            Delayed::Delete(token) => drop(self.model.delete_account(&DeviceToken::new(&token))),
        }
    }
}

/// A device's line to the server.
pub struct Line<'a>(pub &'a Mutex<Wire>);

pub fn lock(wire: &Mutex<Wire>) -> MutexGuard<'_, Wire> {
    wire.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Line<'_> {
    fn ask<T>(
        &self,
        what: &str,
        later: Option<Delayed>,
        act: impl Fn(&mut Model) -> Result<T, ServerError>,
    ) -> Result<T, ServerError> {
        let mut wire = lock(self.0);
        let offline = || Err(ServerError::Offline { reason: "simulated".to_owned() });
        if wire.dead {
            return offline();
        }
        wire.calls += 1;
        // What was on its way arrives while others speak.
        if !wire.calm && !wire.delayed.is_empty() && wire.chance.in_thousand(150) {
            let waiting = wire.delayed.len();
            let place = wire.chance.place(waiting);
            wire.deliver(place);
        }
        let fate = wire.fate();
        wire.note(what, &[fate.byte()]);
        match fate {
            Fate::Fine => act(&mut wire.model),
            Fate::Dropped => offline(),
            Fate::Paused => Err(ServerError::RateLimited { after: Some(1) }),
            Fate::AnswerLost => {
                drop(act(&mut wire.model));
                offline()
            }
            Fate::Doubled => {
                drop(act(&mut wire.model));
                act(&mut wire.model)
            }
            Fate::Delayed => {
                wire.delayed.extend(later);
                offline()
            }
            Fate::KilledBefore => {
                wire.dead = true;
                offline()
            }
            Fate::KilledAfter => {
                drop(act(&mut wire.model));
                wire.dead = true;
                offline()
            }
        }
    }
}

impl Line<'_> {
    /// Somebody takes an id at the very moment.
    fn squat(&self, token: &DeviceToken, records: &[Outgoing]) {
        let mut wire = lock(self.0);
        if wire.calm || !wire.chance.in_thousand(5) {
            return;
        }
        let place = wire.chance.place(records.len().max(1));
        if let Some(record) = records.get(place)
            && wire.model.take_id(token, record.id)
        {
            wire.squatted = true;
        }
    }
}

impl Fate {
    const fn byte(&self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Dropped => 1,
            Self::AnswerLost => 2,
            Self::Delayed => 3,
            Self::Doubled => 4,
            Self::KilledBefore => 5,
            Self::KilledAfter => 6,
            Self::Paused => 7,
        }
    }
}

impl Server for Line<'_> {
    fn register(&self, public_key: &[u8; 32], _: &[u8; 64]) -> Result<AccountId, ServerError> {
        self.ask("register", None, |model| Ok(model.register(public_key)))
    }

    fn challenge(&self, account: AccountId) -> Result<[u8; 32], ServerError> {
        self.ask("challenge", None, |model| model.challenge(account))
    }

    fn admit(&self, admission: &Admission<'_>) -> Result<Admitted, ServerError> {
        self.ask("admit", None, |model| model.admit(admission))
    }

    fn devices(&self, token: &DeviceToken) -> Result<Vec<RemoteDevice>, ServerError> {
        self.ask("devices", None, |model| model.devices(token))
    }

    fn revoke(&self, token: &DeviceToken, device: Uuid) -> Result<(), ServerError> {
        self.ask("revoke", None, |model| model.revoke(token, device))
    }

    fn delete_account(&self, token: &DeviceToken) -> Result<(), ServerError> {
        let later = Delayed::Delete(token.expose().to_owned());
        self.ask("delete", Some(later), |model| model.delete_account(token))
    }

    fn push(&self, token: &DeviceToken, records: &[Outgoing]) -> Result<Pushed, ServerError> {
        let later = Delayed::Push(token.expose().to_owned(), records.to_vec());
        self.squat(token, records);
        self.ask("push", Some(later), |model| model.push(token, records))
    }

    fn pull(&self, token: &DeviceToken, after: Head, limit: u32) -> Result<Page, ServerError> {
        self.ask("pull", None, |model| model.pull(token, after, limit))
    }

    fn erase(&self, token: &DeviceToken, record: Uuid) -> Result<(), ServerError> {
        let later = Delayed::Erase(token.expose().to_owned(), record);
        self.ask("erase", Some(later), |model| model.erase(token, record))
    }

    fn upload(&self, token: &DeviceToken, hash: Hash, length: u64) -> Result<UploadId, ServerError> {
        self.ask("upload", None, |model| model.upload(token, hash, length))
    }

    fn upload_offset(&self, token: &DeviceToken, upload: &UploadId) -> Result<u64, ServerError> {
        self.ask("offset", None, |model| model.upload_offset(token, upload))
    }

    fn upload_part(
        &self,
        token: &DeviceToken,
        upload: &UploadId,
        offset: u64,
        part: &[u8],
    ) -> Result<u64, ServerError> {
        let offset = self.ask("part", None, |model| model.upload_part(token, upload, offset, part))?;
        let mut wire = lock(self.0);
        if !wire.calm && wire.chance.in_thousand(15) {
            wire.model.spoil_blob(token, upload);
        }
        Ok(offset)
    }

    fn download(
        &self,
        token: &DeviceToken,
        hash: Hash,
        offset: u64,
        limit: u64,
    ) -> Result<Piece, ServerError> {
        let mut piece = self.ask("download", None, |model| model.download(token, hash, offset, limit))?;
        let mut wire = lock(self.0);
        if !wire.calm && wire.chance.in_thousand(20) {
            // Behind the print that the phone opens it by: only the hash tells. Another bit than a bad disk changes, or the
            // two would mend each other.
            if let Some(last) = piece.bytes.last_mut() {
                *last ^= 2;
            }
        }
        Ok(piece)
    }

    fn drop_blob(&self, token: &DeviceToken, hash: Hash) -> Result<(), ServerError> {
        self.ask("drop", None, |model| model.drop_blob(token, hash))
    }

    fn head_moved(&self, _: &DeviceToken, known: Head, _: &dyn Fn() -> bool) -> Result<Head, ServerError> {
        Ok(known)
    }
}

/// A device that can be killed at anything that lasts.
pub struct Fragile<'a> {
    pub phone: &'a mut dyn Phone,
    pub wire: &'a Mutex<Wire>,
}

impl Fragile<'_> {
    fn lasting<T>(
        &mut self,
        what: &str,
        act: impl FnOnce(&mut dyn Phone) -> Result<T, LocalError>,
    ) -> Result<T, LocalError> {
        let (before, after) = {
            let mut wire = lock(self.wire);
            if wire.dead {
                return Err(LocalError::Killed);
            }
            let calm = wire.calm;
            let fates = (!calm && wire.chance.in_thousand(10), !calm && wire.chance.in_thousand(10));
            wire.note(what, &[u8::from(fates.0), u8::from(fates.1)]);
            wire.dead |= fates.0 || fates.1;
            fates
        };
        if before {
            return Err(LocalError::Killed);
        }
        let done = act(self.phone)?;
        if after { Err(LocalError::Killed) } else { Ok(done) }
    }
}

impl Local for Fragile<'_> {
    fn accounts(&self) -> Result<Vec<Account>, LocalError> {
        self.phone.accounts()
    }

    fn tally(&self, account: AccountId) -> Result<Tally, LocalError> {
        self.phone.tally(account)
    }

    fn unrecorded(&self, account: AccountId, limit: usize) -> Result<Vec<Item>, LocalError> {
        self.phone.unrecorded(account, limit)
    }

    fn carried(&self, to: AccountId, limit: usize) -> Result<Vec<(AccountId, Record)>, LocalError> {
        self.phone.carried(to, limit)
    }

    fn outbox(&self, account: AccountId, limit: usize, bytes: usize) -> Result<Vec<Outgoing>, LocalError> {
        self.phone.outbox(account, limit, bytes)
    }

    fn record(&self, account: AccountId, id: Uuid) -> Result<Option<Record>, LocalError> {
        self.phone.record(account, id)
    }

    fn pieces(&self, account: AccountId, of: Uuid) -> Result<Vec<Record>, LocalError> {
        self.phone.pieces(account, of)
    }

    fn stale(&self, account: AccountId) -> Result<Vec<Uuid>, LocalError> {
        self.phone.stale(account)
    }

    fn photos(&self, account: AccountId) -> Result<Vec<Photo>, LocalError> {
        self.phone.photos(account)
    }

    fn dropped(&self, account: AccountId) -> Result<Vec<Dropped>, LocalError> {
        self.phone.dropped(account)
    }

    fn admits(&self, entry: &Entry) -> Result<Admits, LocalError> {
        self.phone.admits(entry)
    }

    fn read_file(&self, photo: Uuid, course: Uuid, file: BlobFile) -> Result<Vec<u8>, LocalError> {
        self.phone.read_file(photo, course, file)
    }

    fn keep_file(&mut self, blob: &BlobName, bytes: &[u8]) -> Result<bool, LocalError> {
        self.lasting("keep", |phone| phone.keep_file(blob, bytes))
    }

    fn apply(&mut self, account: AccountId, changes: Vec<Change>) -> Result<(), LocalError> {
        if changes.contains(&Change::Switch) {
            let tally = self.phone.tally(account)?;
            let photos = self.phone.photos(account)?;
            let sent = |photo: &Photo| photo.held.is_none() || !photo.listed.is_empty();
            if tally.unrecorded + tally.outbox + tally.carried > 0 || !photos.iter().all(sent) {
                lock(self.wire).violation = Some("a device moved before everything was there");
            }
        }
        self.lasting("apply", |phone| phone.apply(account, changes))
    }
}
