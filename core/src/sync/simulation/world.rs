//! A run of the simulation: three devices, a server, a client who edits, and everything that goes wrong.
//!
//! Not for: what has to be true at the end (`check`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::chance::Chance;
use super::line::{Delayed, Fragile, Line, Wire, lock};
use super::model::Model;
use super::phone::Phone;
use crate::diary::{Entry, NewEntry};
use crate::export::Watch;
use crate::ports::fixed::{CountingIds, FixedClock, MemoryKeys, SeededRandom};
use crate::sync::engine::{Engine, Outcome, Ports, Sizes, SyncError};
use crate::sync::fault::Fault;
use crate::sync::keys::{AccountId, AccountSecret, DeviceToken};
use crate::sync::local::{self, Account, LocalError, Standing};
use crate::sync::membership::{self, Seat};
use crate::sync::plan::Network;
use crate::sync::seal;
use crate::time::Instant;

/// Little things go in pieces, so that everything is met soon.
pub const SIZES: Sizes = Sizes { record: 1200, batch: 4, batch_bytes: 6000, page: 3, piece: 48 };

/// The course that everybody is in.
pub const COURSE: Uuid = Uuid::from_u128(0xc0de);

/// A device with its owner.
pub struct Owner {
    pub phone: Box<dyn Phone>,
    pub keys: MemoryKeys,
    ids: CountingIds,
    random: SeededRandom,
    now: Instant,
    name: String,
}

/// Everything.
pub struct World {
    pub wire: Mutex<Wire>,
    pub owners: Vec<Owner>,
    pub chance: Chance,
    pub fault: Option<Fault>,
    /// Every entry that was ever made, as it was made.
    pub written: BTreeMap<Uuid, Entry>,
    pub photos: BTreeSet<Uuid>,
    pub erased: BTreeSet<Uuid>,
    /// What a newer version wrote, and whether a device has read it.
    pub wishes: BTreeMap<Uuid, (Vec<u8>, bool)>,
    backups: Vec<Model>,
    /// The code that was written down last.
    code: Option<AccountSecret>,
    seed: u64,
    make: fn(u16) -> Box<dyn Phone>,
}

impl World {
    pub fn new(seed: u64, fault: Option<Fault>, make: fn(u16) -> Box<dyn Phone>) -> Self {
        let mut world = Self {
            wire: Mutex::new(Wire::new(seed)),
            owners: Vec::new(),
            chance: Chance::new(seed),
            fault,
            written: BTreeMap::new(),
            photos: BTreeSet::new(),
            erased: BTreeSet::new(),
            wishes: BTreeMap::new(),
            backups: Vec::new(),
            code: None,
            seed,
            make,
        };
        for _ in 0..3 {
            world.buy();
        }
        world
    }

    /// A new phone.
    pub fn buy(&mut self) -> usize {
        let number = u16::try_from(self.owners.len()).unwrap_or_default();
        self.owners.push(Owner {
            phone: (self.make)(number + 1),
            keys: MemoryKeys::default(),
            ids: CountingIds::new(100 + number),
            random: SeededRandom::new(self.seed.wrapping_mul(8) + u64::from(number)),
            now: Instant::from_micros(1_764_000_000_000_000),
            name: format!("phone {number}"),
        });
        self.owners.len() - 1
    }

    /// What happens before everything is mended.
    pub fn live(&mut self) {
        let started = json!({ "course": COURSE.to_string(), "at": "2026-05-01T09:00:00Z",
            "sheet": { "id": "simulated", "revision": 1, "text": "" } });
        self.write(0, vec![("course.started", started)]);
        self.create(0);
        let events = 25 + self.chance.below(25);
        for _ in 0..events {
            self.happen();
        }
    }

    fn happen(&mut self) {
        let who = self.chance.place(3);
        lock(&self.wire).note("event", &[u8::try_from(who).unwrap_or_default()]);
        match self.chance.below(1000) {
            0..300 => self.edit(who),
            300..680 => drop(self.sync(who)),
            680..750 => self.add_photo(who),
            750..785 => self.erase_photo(who),
            785..815 => self.jump(who),
            815..850 => {
                let mut wire = lock(&self.wire);
                let place = self.chance.place(wire.delayed.len().max(1));
                wire.deliver(place);
            }
            850..885 => self.back_up(),
            885..910 => self.restore(),
            910..920 => self.quota(),
            920..940 => self.newer_version(),
            940..945 => self.squat(who),
            945..960 => self.rotate(who),
            960..970 => self.revoke(who),
            970..990 => self.join(who),
            990..995 => self.forge(),
            _ => self.leave(who),
        }
    }

    fn write(&mut self, who: usize, entries: Vec<(&str, Value)>) {
        let owner = &mut self.owners[who];
        owner.now =
            owner.now.plus_micros(1 + i64::try_from(self.chance.below(3_600_000_000)).unwrap_or_default());
        owner.phone.set_clock(owner.now);
        let new = |(kind, body): (&str, Value)| NewEntry {
            kind: kind.to_owned(),
            body: if let Value::Object(body) = body { body } else { Map::new() },
        };
        let kept = owner.phone.append(entries.into_iter().map(new).collect());
        self.written.extend(kept.into_iter().map(|entry| (entry.id, entry)));
    }

    fn edit(&mut self, who: usize) {
        let course = COURSE.to_string();
        let id = Uuid::from_u64_pair(0x0bde, self.chance.below(6)).to_string();
        let number = self.chance.next();
        let at =
            Instant::from_micros(1_764_000_000_000_000).plus_hours(i64::try_from(number % 999).unwrap_or(0));
        let at = at.to_string();
        let entry = match self.chance.below(12) {
            0..5 => (
                "note.written",
                json!({ "course": course, "note": id, "at": at, "text": format!("{number}") }),
            ),
            5 => (
                "note.written",
                json!({ "course": course, "note": id, "at": at, "text": "long ".repeat(600) }),
            ),
            6 => ("session.done", json!({ "course": course, "session": id, "ended": at })),
            7 => ("skin.reported", json!({ "course": course, "report": id, "at": at, "seen": ["scabs"] })),
            8 => ("settings.set", json!({ "discreet": number.is_multiple_of(2) })),
            9 => {
                let made: Vec<Uuid> = self.written.values().map(|entry| entry.change.0).collect();
                let undone = self.chance.pick(&made).copied().unwrap_or(COURSE);
                ("undo", json!({ "undoes": undone.to_string() }))
            }
            10 => {
                let photos: Vec<Uuid> = self.photos.iter().copied().collect();
                let Some(photo) = self.chance.pick(&photos) else { return };
                (
                    "photo.changed",
                    json!({ "course": course, "photo": photo.to_string(), "note": format!("{number}") }),
                )
            }
            _ => ("later.word", json!({ "x": number })),
        };
        self.write(who, vec![entry]);
    }

    fn add_photo(&mut self, who: usize) {
        let number = self.chance.next() >> 8;
        let photo = Uuid::from_u64_pair(0xf070, number);
        self.photos.insert(photo);
        let owner = &mut self.owners[who];
        let entries = owner.phone.add_photo(COURSE, photo, owner.now, number);
        self.written.extend(entries.into_iter().map(|entry| (entry.id, entry)));
    }

    fn erase_photo(&mut self, who: usize) {
        let here: Vec<Uuid> = self.owners[who].phone.files().into_iter().map(|(photo, _)| photo).collect();
        let Some(photo) = self.chance.pick(&here).copied() else { return };
        self.erased.insert(photo);
        let entries = self.owners[who].phone.erase_photo(COURSE, photo);
        self.written.extend(entries.into_iter().map(|entry| (entry.id, entry)));
    }

    fn jump(&mut self, who: usize) {
        let hours = i64::try_from(self.chance.below(20_000)).unwrap_or_default() - 10_000;
        let owner = &mut self.owners[who];
        owner.now = owner.now.plus_hours(hours);
        owner.phone.set_clock(owner.now);
    }

    fn back_up(&mut self) {
        let backup = lock(&self.wire).model.clone();
        self.backups.push(backup);
    }

    fn restore(&mut self) {
        let Some(backup) = self.chance.pick(&self.backups).cloned() else { return };
        let mut wire = lock(&self.wire);
        // Numbers that were drawn are not drawn again: tokens are random in earnest.
        let (drawn, conflicts) = (wire.model.drawn, wire.model.conflicts);
        wire.model = Model { drawn, conflicts, ..backup };
    }

    fn quota(&mut self) {
        let records = usize::try_from(self.chance.below(40)).unwrap_or_default();
        lock(&self.wire).model.quota = self.chance.in_thousand(500).then_some((records, 400 * records));
    }

    /// A device of a newer version writes something that nobody here understands.
    fn newer_version(&mut self) {
        let Some(secret) = self.code.clone() else { return };
        let (keys, number) = (secret.keys(), self.chance.next());
        let id = Uuid::from_u64_pair(0x0115, number);
        let plain = format!(r#"{{"v":1,"wish":{{"n":{number}}}}}"#).into_bytes();
        let sealed = seal::seal_record(&keys, id, &plain, &SeededRandom::new(number));
        lock(&self.wire).delayed.push(Delayed::Append(keys.id(), id, sealed));
        self.wishes.insert(id, (plain, false));
    }

    /// Somebody puts bytes into the log that are nobody's.
    fn forge(&mut self) {
        let number = self.chance.next();
        for log in lock(&self.wire).model.accounts.values_mut() {
            log.append(Uuid::from_u64_pair(0xbad, number), &number.to_be_bytes());
        }
    }

    /// Somebody takes an id that a device is about to use.
    fn squat(&mut self, who: usize) {
        let phone = &self.owners[who].phone;
        let Some(account) = current(&**phone) else { return };
        let Ok(outbox) = phone.outbox(account.id, 1, 1) else { return };
        let mut wire = lock(&self.wire);
        if let (Some(record), Some(log)) = (outbox.first(), wire.model.accounts.get_mut(&account.id))
            && !log.places.contains_key(&record.id)
        {
            log.append(record.id, b"somebody else's");
            wire.squatted = true;
        }
    }

    fn revoke(&mut self, who: usize) {
        let Some(account) = current(&*self.owners[who].phone) else { return };
        let Ok(Some(token)) = DeviceToken::find(&self.owners[who].keys, account.id) else { return };
        let mut wire = lock(&self.wire);
        let others = wire.model.devices(&token).unwrap_or_default();
        let others: Vec<Uuid> = others.iter().filter(|other| !other.current).map(|other| other.id).collect();
        if let Some(other) = self.chance.pick(&others) {
            drop(wire.model.revoke(&token, *other));
        }
    }

    /// Makes an account where the device is in none.
    pub fn create(&mut self, who: usize) {
        let owner = &mut self.owners[who];
        let seat = Seat { server: "https://simulated", name: &owner.name, now: owner.now };
        if let Ok(secret) = membership::create(&mut *owner.phone, &owner.keys, &owner.random, seat) {
            self.code = Some(secret);
        }
    }

    /// Types the code that was written down last.
    pub fn join(&mut self, who: usize) {
        let Some(secret) = self.code.clone() else { return };
        let owner = &mut self.owners[who];
        let seat = Seat { server: "https://simulated", name: &owner.name, now: owner.now };
        drop(membership::join(&mut *owner.phone, &owner.keys, &secret, seat));
    }

    fn rotate(&mut self, who: usize) {
        let owner = &mut self.owners[who];
        if let Ok(secret) = membership::rotate(&mut *owner.phone, &owner.keys, &owner.random, owner.now) {
            self.code = Some(secret);
        }
    }

    pub fn leave(&mut self, who: usize) {
        drop(membership::forget(&mut *self.owners[who].phone, false));
    }

    /// Writes down the code of the account that a device is in.
    pub fn take_code(&mut self, who: usize) {
        let owner = &self.owners[who];
        if let Some(account) = current(&*owner.phone) {
            self.code = AccountSecret::find(&owner.keys, account.id).ok().flatten().or(self.code.take());
        }
    }

    /// A run of the engine. `None`: it was killed.
    pub fn sync(&mut self, who: usize) -> Option<Outcome> {
        let metered = !lock(&self.wire).calm && self.chance.in_thousand(200);
        lock(&self.wire).dead = false;
        let owner = &mut self.owners[who];
        let clock = FixedClock::new(owner.now);
        let watch = Watch::default();
        let line = Line(&self.wire);
        let mut local = Fragile { phone: &mut *owner.phone, wire: &self.wire };
        let ports = Ports { keys: &owner.keys, clock: &clock, ids: &owner.ids, random: &owner.random };
        let network = if metered { Network::Metered } else { Network::Free };
        let mut engine = Engine::new(&mut local, &line, ports, network, &watch).with_sizes(SIZES);
        engine.fault = self.fault;
        let outcome = match engine.run() {
            Ok(outcome) => Some(outcome),
            Err(SyncError::Local(LocalError::Killed)) => None,
            Err(error) => panic!("seed {}: {error}", self.seed),
        };
        lock(&self.wire).dead = false;
        self.look(who);
        outcome
    }

    /// Notes what a device has read of what it does not understand: it must not be lost from now on.
    fn look(&mut self, who: usize) {
        let Some(account) = current(&*self.owners[who].phone) else { return };
        let wire = lock(&self.wire);
        let Some(log) = wire.model.accounts.get(&account.id) else { return };
        let cursor = usize::try_from(account.cursor.seq).unwrap_or_default();
        let same =
            cursor > 0 && log.records.get(cursor - 1).is_some_and(|last| last.chain == account.cursor.chain);
        if !same {
            return;
        }
        for (id, (_, read)) in self.wishes.iter_mut().filter(|(_, (_, read))| !*read) {
            *read = log.places.get(id).is_some_and(|place| *place < cursor);
        }
    }

    /// Everything is mended: devices that are in no account any more type the code of one that is.
    pub fn heal(&mut self) -> Result<(), String> {
        {
            let mut wire = lock(&self.wire);
            wire.calm = true;
            wire.model.quota = None;
            while !wire.delayed.is_empty() {
                wire.deliver(0);
            }
        }
        // Codes that are being changed are changed first.
        self.rounds()?;
        let in_account =
            |owner: &Owner| current(&*owner.phone).is_some_and(|row| row.standing == Standing::Active);
        let leader = self.owners.iter().position(in_account);
        let leader = leader.unwrap_or_else(|| {
            self.create(0);
            0
        });
        self.take_code(leader);
        let account = current(&*self.owners[leader].phone).map(|row| row.id);
        for who in 0..self.owners.len() {
            let other = current(&*self.owners[who].phone);
            if other.as_ref().is_some_and(|row| Some(row.id) != account && row.standing == Standing::Active) {
                self.leave(who);
            }
            self.join(who);
        }
        self.rounds()?;
        for who in 0..self.owners.len() {
            let outcome = self.sync(who);
            if !outcome.as_ref().is_some_and(|outcome| is_quiet(outcome) && outcome.stop.is_none()) {
                return Err(format!("device {who} does not settle: {outcome:?}"));
            }
        }
        Ok(())
    }

    /// Everybody syncs until nothing moves any more.
    fn rounds(&mut self) -> Result<(), String> {
        for round in 0..8 {
            // What one deletes, those before it see in the next round.
            let mut quiet = round > 0;
            for who in 0..self.owners.len() {
                let before = lock(&self.wire).calls;
                quiet &= self.sync(who).is_some_and(|outcome| is_quiet(&outcome));
                if lock(&self.wire).calls - before > 3000 {
                    return Err(format!("device {who} goes on and on"));
                }
            }
            if quiet {
                break;
            }
        }
        Ok(())
    }

    /// The account that everybody is in, at the end.
    pub fn account(&self) -> Option<AccountId> {
        current(&*self.owners[0].phone).map(|row| row.id)
    }

    pub fn code(&self) -> Option<&AccountSecret> {
        self.code.as_ref()
    }

    /// What happened, as a number.
    pub fn trace(&self) -> [u8; 32] {
        *lock(&self.wire).trace.finalize().as_bytes()
    }
}

/// The account a device is in.
pub fn current(phone: &dyn Phone) -> Option<Account> {
    local::current(&phone.accounts().ok()?).cloned()
}

/// Whether nothing moved.
const fn is_quiet(outcome: &Outcome) -> bool {
    let Outcome { received, sent, uploaded, downloaded, switched, .. } = outcome;
    *received + *sent + *uploaded + *downloaded == 0 && !*switched
}
