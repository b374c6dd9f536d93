//! Reading the log: pages in, each merged with the cursor in one transaction.
//!
//! What does not open, or is not understood, is kept aside and never stops the rest. Not for: what an entry means
//! (`diary`), or an identity (`vault`).

use std::collections::BTreeMap;

use stipple_wire::{Hash, Head};
use uuid::Uuid;

use super::engine::{Engine, Session, StepError};
use super::envelope::{Envelope, Item, Part};
use super::keys::AccountId;
use super::local::{Admits, Change, Holds, Piece, Record, Why};
use super::parts;
use super::seal::{self, OpenError};
use super::server::{Incoming, Page, ServerError};
use crate::diary::{Entry, Meeting};

/// How often in one run a log may turn out to be another one: once is a restored backup, more is a broken server.
const MOST_OTHERS: u32 = 2;

/// What a page changes here, while it is worked out.
#[derive(Default)]
struct Merge {
    changes: Vec<Change>,
    /// Entries of this page: two may contradict each other before the diary has either.
    entries: BTreeMap<Uuid, Entry>,
    /// Pieces of this page, by what they are pieces of.
    pieces: BTreeMap<Uuid, Vec<Record>>,
    received: usize,
}

impl Engine<'_> {
    /// Reads the next page.
    pub(super) fn pull(&mut self, account: AccountId) -> Result<(), StepError> {
        let session = self.session(account)?;
        let cursor = self.account(account)?.cursor;
        let page = match self.server.pull(session.token()?, cursor, self.sizes.page) {
            Err(ServerError::ChainUnknown { head }) => return self.another(account, head),
            other => other?,
        };
        let at = follow(cursor, &page)?;
        let mut merge = Merge::default();
        for record in &page.records {
            self.take(account, &session, record, &mut merge)?;
        }
        self.put_together(account, &session, &mut merge)?;
        if planted!(self, CursorBeforeMerge) {
            self.apply(account, vec![Change::Cursor(at)])?;
        }
        merge.changes.push(Change::Cursor(at));
        self.apply(account, merge.changes)?;
        self.run.outcome.received += merge.received;
        self.run.heard.insert(account, page.head);
        Ok(())
    }

    /// The server was put back to an earlier state, or its disk is another one.
    fn another(&mut self, account: AccountId, head: Head) -> Result<(), StepError> {
        self.run.others += 1;
        if self.run.others > MOST_OTHERS {
            return Err(ServerError::garbled("its log is another one each time").into());
        }
        if planted!(self, ChainIgnored) {
            self.run.heard.insert(account, head);
            return self.apply(account, vec![Change::Cursor(head)]);
        }
        self.run.heard.remove(&account);
        self.apply(account, vec![Change::Another])
    }

    /// Works out what one record changes here.
    fn take(
        &self,
        account: AccountId,
        session: &Session,
        incoming: &Incoming,
        merge: &mut Merge,
    ) -> Result<(), StepError> {
        let known = self.local.record(account, incoming.id)?;
        let Some(ciphertext) = &incoming.ciphertext else {
            merge.changes.extend(known.map(|_| Change::Gone(incoming.id)));
            return Ok(());
        };
        if let Some(known) = &known {
            let waiting = known.seq.is_none() && known.ciphertext.is_some();
            let same = known.ciphertext.as_ref().is_some_and(|own| own == ciphertext);
            if waiting && (same || planted!(self, ImpostorTaken)) {
                merge.changes.push(Change::There { id: incoming.id, seq: incoming.seq });
                return Ok(());
            }
            // Somebody else's record under an id of ours: what ours held goes under another id. What this device made,
            // it makes again; what it keeps for others, nobody here could.
            if known.holds.stays_sealed() {
                merge.changes.extend(self.under_another_id(session, known, ciphertext).map(Change::Put));
            } else if waiting {
                merge.changes.push(Change::Gone(incoming.id));
            }
        }
        let mut record = Record {
            id: incoming.id,
            holds: Holds::Aside(Why::Unopened),
            piece: None,
            seq: Some(incoming.seq),
            ciphertext: Some(ciphertext.clone()),
        };
        match seal::open_record(&session.keys, incoming.id, ciphertext) {
            Ok(plain) => self.understand(&plain, record, merge)?,
            Err(error) => {
                if let OpenError::Newer { .. } = error {
                    record.holds = Holds::Aside(Why::Newer);
                }
                self.keep_aside(record, merge);
            }
        }
        Ok(())
    }

    /// What is kept here, sealed under another id than the one that the server has these bytes for. `None`: both hold the
    /// same, or ours does not open.
    fn under_another_id(&self, session: &Session, ours: &Record, theirs: &[u8]) -> Option<Record> {
        let sealed = ours.ciphertext.as_ref().filter(|sealed| *sealed != theirs)?;
        let plain = seal::open_record(&session.keys, ours.id, sealed).ok()?;
        if seal::open_record(&session.keys, ours.id, theirs).is_ok_and(|other| other == plain) {
            return None;
        }
        let id = self.ports.ids.uuid();
        let ciphertext = seal::seal_record(&session.keys, id, &plain, self.ports.random);
        Some(Record { id, seq: None, ciphertext: Some(ciphertext), ..ours.clone() })
    }

    fn keep_aside(&self, record: Record, merge: &mut Merge) {
        if !planted!(self, AsideThrownAway) {
            merge.changes.push(Change::Put(record));
        }
    }

    /// Works out what an opened record changes here.
    fn understand(&self, plain: &[u8], mut record: Record, merge: &mut Merge) -> Result<(), StepError> {
        let envelope = Envelope::read(plain);
        if let Item::Part(part) = &envelope.item {
            (record.holds, record.piece) = (Holds::Piece, Some(piece(part)));
            merge.changes.push(Change::Put(record.clone()));
            merge.pieces.entry(part.of).or_default().push(record);
            return Ok(());
        }
        self.settle(envelope, vec![record], merge)
    }

    /// What a thing changes here that these records hold.
    fn settle(&self, envelope: Envelope, records: Vec<Record>, merge: &mut Merge) -> Result<(), StepError> {
        let mut holds = Holds::of(&envelope.item);
        // What a newer version wrote beside it is carried on: this version would write it without.
        let mut sealed = !envelope.other.is_empty();
        match envelope.item {
            Item::Entry(entry) => {
                if self.admits(&entry, merge)? {
                    merge.entries.insert(entry.id, entry.clone());
                    merge.changes.push(Change::Entry(entry));
                    merge.received += 1;
                } else {
                    holds = Holds::Aside(Why::Contradicts);
                }
            }
            Item::Identity(identity) => {
                sealed |= !identity.other.is_empty();
                merge.changes.push(Change::Identity(identity));
            }
            Item::Blob(name) => sealed |= !name.other.is_empty(),
            // Pieces of pieces are nobody's.
            Item::Part(_) | Item::Unknown(_) => holds = Holds::Aside(Why::Unknown),
        }
        let aside = matches!(holds, Holds::Aside(_));
        for mut record in records {
            record.holds = holds.clone();
            if aside {
                self.keep_aside(record, merge);
                continue;
            }
            if !sealed {
                record.ciphertext = None;
            }
            merge.changes.push(Change::Put(record));
        }
        Ok(())
    }

    fn admits(&self, entry: &Entry, merge: &Merge) -> Result<bool, StepError> {
        let on_page = merge.entries.get(&entry.id);
        let fits = on_page.is_none_or(|other| other.meets(entry) != Meeting::Contradicts);
        Ok(fits && self.local.admits(entry)? == Admits::Yes)
    }

    /// Puts together what has all its pieces now.
    fn put_together(
        &self,
        account: AccountId,
        session: &Session,
        merge: &mut Merge,
    ) -> Result<(), StepError> {
        for (of, fresh) in std::mem::take(&mut merge.pieces) {
            let mut all: BTreeMap<Uuid, Record> = BTreeMap::new();
            if !planted!(self, PiecesLost) {
                all.extend(self.local.pieces(account, of)?.into_iter().map(|record| (record.id, record)));
            }
            all.extend(fresh.into_iter().map(|record| (record.id, record)));
            let mut pieces = Vec::with_capacity(all.len());
            for record in all.values().filter(|record| record.seq.is_some()) {
                let opened = record.ciphertext.as_ref();
                let opened =
                    opened.and_then(|sealed| seal::open_record(&session.keys, record.id, sealed).ok());
                let Some(plain) = opened else { continue };
                if let Item::Part(part) = Envelope::read(&plain).item {
                    pieces.push(part);
                }
            }
            if let Some(whole) = parts::join(&pieces) {
                self.settle(whole, all.into_values().collect(), merge)?;
            }
        }
        Ok(())
    }

    /// Seals records of earlier accounts for this one: what is not understood here, byte for byte.
    pub(super) fn carry(&mut self, to: AccountId) -> Result<(), StepError> {
        let new = self.session(to)?;
        let mut changes = Vec::new();
        for (from, mut record) in self.local.carried(to, self.sizes.batch)? {
            // Where its key is lost, or it does not open after all, it stays where it is.
            let Some(old) = self.keys(from)? else { continue };
            let sealed = record.ciphertext.take().unwrap_or_default();
            let Ok(plain) = seal::open_record(&old, record.id, &sealed) else { continue };
            record.ciphertext = Some(seal::seal_record(&new.keys, record.id, &plain, self.ports.random));
            record.seq = None;
            changes.push(Change::Put(record));
        }
        if changes.is_empty() {
            self.given_up(to).carrying = true;
            return Ok(());
        }
        self.apply(to, changes)
    }
}

const fn piece(part: &Part) -> Piece {
    Piece { of: part.of, index: part.index, count: part.count }
}

/// The place after a page, if it follows the cursor and leads to the head.
fn follow(cursor: Head, page: &Page) -> Result<Head, ServerError> {
    let mut at = cursor;
    for record in &page.records {
        if record.seq != at.seq + 1 {
            return Err(ServerError::garbled("a page with a gap"));
        }
        if let Some(ciphertext) = &record.ciphertext
            && stipple_wire::hash(ciphertext) != record.hash
        {
            return Err(ServerError::garbled("a record with another hash"));
        }
        at = extend(at, record.id, &record.hash);
    }
    let short = page.records.is_empty() && page.head.seq > at.seq;
    if at.seq > page.head.seq || short || (at.seq == page.head.seq && at.chain != page.head.chain) {
        return Err(ServerError::garbled("a page that does not lead to the head"));
    }
    Ok(at)
}

/// The head one record on.
pub(super) fn extend(head: Head, id: Uuid, hash: &Hash) -> Head {
    let seq = head.seq + 1;
    Head { seq, chain: stipple_wire::extend(&head.chain, seq, id, hash) }
}
