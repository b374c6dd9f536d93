//! Sealing what no record holds, sending it, and having the server forget.
//!
//! A thing is sealed once and its sealed bytes kept until the server's log shows them: sent again, they are the same. Not
//! for: photos (`blobs`).

use stipple_wire::Head;
use uuid::Uuid;

use super::engine::{Engine, StepError};
use super::envelope::Envelope;
use super::keys::AccountId;
use super::local::{Account, Change, Dropped, Holds, Piece, Record};
use super::parts;
use super::pull::extend;
use super::seal;
use super::server::{Outgoing, Pushed, ServerError};

impl Engine<'_> {
    /// Seals the next things that no record holds. Nothing leaves yet.
    pub(super) fn seal(&mut self, account: AccountId) -> Result<(), StepError> {
        let session = self.session(account)?;
        let (mut changes, mut bytes) = (Vec::new(), 0);
        for item in self.local.unrecorded(account, self.sizes.batch)? {
            let holds = Holds::of(&item);
            let of = self.ports.ids.uuid();
            let plains = parts::split(&Envelope::of(item), of, self.sizes.record);
            let count = u32::try_from(plains.len()).unwrap_or(u32::MAX);
            for (index, plain) in (0..).zip(plains) {
                let id = self.ports.ids.uuid();
                let ciphertext = seal::seal_record(&session.keys, id, &plain, self.ports.random);
                bytes += ciphertext.len();
                let piece = (count > 1).then_some(Piece { of, index, count });
                let holds = holds.clone();
                changes.push(Change::Put(Record {
                    id,
                    holds,
                    piece,
                    seq: None,
                    ciphertext: Some(ciphertext),
                }));
            }
            if bytes >= self.sizes.batch_bytes {
                break;
            }
        }
        self.apply(account, changes)
    }

    /// Sends the next records that are on their way.
    pub(super) fn push(&mut self, account: AccountId) -> Result<(), StepError> {
        let session = self.session(account)?;
        #[cfg_attr(not(test), expect(unused_mut, reason = "the simulation changes it"))]
        let mut batch = self.local.outbox(account, self.run.batch, self.sizes.batch_bytes)?;
        #[cfg(test)]
        self.spoil(account, &mut batch)?;
        let cursor = self.account(account)?.cursor;
        match self.server.push(session.token()?, &batch) {
            Ok(pushed) => self.pushed(account, cursor, &batch, &pushed),
            Err(ServerError::Conflict { ids }) => self.conflict(account, &batch, &ids),
            Err(error @ (ServerError::QuotaFull { .. } | ServerError::TooLarge)) => {
                if let ServerError::QuotaFull { which } = error {
                    self.run.outcome.full = Some(which);
                }
                // Fewer may fit.
                if batch.len() > 1 {
                    self.run.batch = batch.len() / 2;
                } else {
                    self.given_up(account).records = true;
                }
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    fn pushed(
        &mut self,
        account: AccountId,
        cursor: Head,
        batch: &[Outgoing],
        pushed: &Pushed,
    ) -> Result<(), StepError> {
        if pushed.seqs.len() != batch.len() {
            return Err(ServerError::garbled("numbers for other records than were sent").into());
        }
        self.run.outcome.sent += batch.len();
        let there = |(record, seq): (&Outgoing, &u64)| Change::There { id: record.id, seq: *seq };
        let mut changes: Vec<Change> = batch.iter().zip(&pushed.seqs).map(there).collect();
        let mut at = cursor;
        for record in batch {
            at = extend(at, record.id, &stipple_wire::hash(&record.ciphertext));
        }
        // Nothing of another device's came in between: what was sent need not be read. Otherwise the log is read on, and
        // shows them; until then they are on their way, because a server that is put back to an earlier state
        // would lose them without the cursor telling.
        if at == pushed.head || planted!(self, HeadTrusted) {
            changes.push(Change::Cursor(pushed.head));
            self.apply(account, changes)?;
        } else if planted!(self, AckBeforeCursor) {
            self.apply(account, changes)?;
        } else if pushed.head == cursor {
            // The server has them at places that were read, and where they were not: they were erased.
            let gone = batch.iter().map(|record| Change::Gone(record.id)).collect();
            self.apply(account, gone)?;
        }
        self.run.heard.insert(account, pushed.head);
        Ok(())
    }

    /// The server has other records under these ids: what ours hold goes under others.
    fn conflict(&mut self, account: AccountId, batch: &[Outgoing], ids: &[Uuid]) -> Result<(), StepError> {
        let mut changes = Vec::new();
        for record in batch.iter().filter(|record| ids.contains(&record.id)) {
            let known = self.local.record(account, record.id)?;
            let sealed = known.is_some_and(|known| known.holds.stays_sealed());
            // What is kept aside is sent no more under that id; once the log shows what the server has there, it is seen
            // whether ours goes under another one.
            changes.push(if sealed || planted!(self, ConflictSwallowed) {
                Change::There { id: record.id, seq: 0 }
            } else {
                Change::Gone(record.id)
            });
        }
        if changes.is_empty() {
            return Err(ServerError::garbled("a conflict of records that were not sent").into());
        }
        self.apply(account, changes)
    }

    /// Has the server forget what a record holds.
    pub(super) fn erase(&mut self, account: AccountId, record: Uuid) -> Result<(), StepError> {
        let session = self.session(account)?;
        self.server.erase(session.token()?, record)?;
        self.apply(account, vec![Change::Gone(record)])
    }

    /// Has the server forget a blob, then the records that name it: the other way round, nobody would know its name.
    pub(super) fn drop_blob(&mut self, account: AccountId, dropped: &Dropped) -> Result<(), StepError> {
        let session = self.session(account)?;
        self.server.drop_blob(session.token()?, dropped.hash)?;
        for record in &dropped.records {
            self.server.erase(session.token()?, *record)?;
        }
        let mut changes: Vec<Change> = dropped.records.iter().map(|record| Change::Gone(*record)).collect();
        changes.push(Change::NoBlob(dropped.hash));
        self.apply(account, changes)
    }

    /// Notes that the device is in step.
    pub(super) fn note(&mut self, account: AccountId) -> Result<(), StepError> {
        let row = Account { in_step: Some(self.ports.clock.now()), ..self.account(account)? };
        self.run.noted = true;
        self.apply(account, vec![Change::Account(row)])
    }
}

/// What the simulation breaks.
#[cfg(test)]
impl Engine<'_> {
    fn spoil(&mut self, account: AccountId, batch: &mut [Outgoing]) -> Result<(), StepError> {
        if planted!(self, AckBeforeReply) {
            let gone = batch.iter().map(|record| Change::There { id: record.id, seq: 0 }).collect();
            self.apply(account, gone)?;
        }
        if planted!(self, ResealOnRetry) {
            let session = self.session(account)?;
            for record in batch {
                if let Ok(plain) = seal::open_record(&session.keys, record.id, &record.ciphertext) {
                    record.ciphertext =
                        seal::seal_record(&session.keys, record.id, &plain, self.ports.random);
                }
            }
        }
        Ok(())
    }

    pub(super) fn trust_unseen(&mut self, account: AccountId) -> Result<(), StepError> {
        self.apply(account, vec![Change::TrustUnseen])
    }
}
