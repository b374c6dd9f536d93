//! What is to be done, worked out from what is there: state in, steps out.
//!
//! Pure: no file, no socket, no clock. The engine carries out the first step and asks again, so a step need not know what came
//! of the one before it, and it does not matter where a run was killed. Records come before photos, and the newest
//! photos first. Not for: carrying steps out (`engine`).

use std::collections::BTreeSet;

use stipple_wire::{Hash, Head};
use uuid::Uuid;

use super::envelope::{BlobFile, BlobName};
use super::keys::AccountId;
use super::local::{BlobStanding, Dropped, Photo, Standing, Tally};

/// What the network costs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Network {
    /// Nothing to speak of: photos travel as well.
    #[default]
    Free,
    /// By the byte: records only.
    Metered,
}

/// Everything that the plan depends on.
#[derive(Debug, Clone, Default)]
pub struct Situation {
    /// Accounts that the server is to be told this device has left.
    pub leaving: Vec<AccountId>,
    /// The account this device is in.
    pub current: Option<Side>,
    /// The account it is moving to.
    pub next: Option<Side>,
    /// What the network costs.
    pub network: Network,
    /// Whether this run has noted that the device is in step.
    pub noted: bool,
    /// What the simulation has broken.
    #[cfg(test)]
    pub fault: Option<super::fault::Fault>,
}

/// One account, as it stands here.
#[derive(Debug, Clone)]
pub struct Side {
    /// The account.
    pub account: AccountId,
    /// How far this device is with it.
    pub standing: Standing,
    /// Up to where the log was read.
    pub cursor: Head,
    /// Where the server said, in this run, that the log ends.
    pub heard: Option<Head>,
    /// How much of what waits.
    pub tally: Tally,
    /// Records that the server is to forget.
    pub stale: Vec<Uuid>,
    /// Blobs that are to go.
    pub dropped: Vec<Dropped>,
    /// The photos; empty before the records are done.
    pub photos: Vec<Photo>,
    /// What this run has tried in vain, and leaves to the next.
    pub given_up: GivenUp,
}

/// What a run leaves to the next.
#[derive(Debug, Clone, Default)]
pub struct GivenUp {
    /// Sending records: the account is full.
    pub records: bool,
    /// Sending photos: the account is full.
    pub uploads: bool,
    /// Carrying records over: what is left does not open.
    pub carrying: bool,
    /// Photos that could not be sent.
    pub photos: BTreeSet<Uuid>,
    /// Blobs that could not be fetched.
    pub blobs: BTreeSet<Hash>,
}

/// One thing to do. Each leaves a valid state, done, half done or not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Tell the server that this device has left an account.
    Leave(AccountId),
    /// Make the account on the server.
    Register(AccountId),
    /// Have this device admitted.
    Admit(AccountId),
    /// Read the next page of the log.
    Pull(AccountId),
    /// Take what was not met again for lost on the server.
    ForgetUnseen(AccountId),
    /// Seal records of earlier accounts for this one.
    Carry(AccountId),
    /// Seal what no record holds.
    Seal(AccountId),
    /// Send records.
    Push(AccountId),
    /// Have the server forget what a record holds.
    Erase(AccountId, Uuid),
    /// Have the server forget a blob, and the records that name it.
    Drop(AccountId, Dropped),
    /// Note that everything but photos is in step.
    Note(AccountId),
    /// Send a photo.
    Upload(AccountId, Uuid),
    /// Read a photo back that was sent.
    ReadBack(AccountId, BlobName),
    /// Fetch a photo.
    Download(AccountId, BlobName),
    /// Be in the new account from now on.
    Switch(AccountId),
}

/// The steps that are to be seen from here, the next one first.
pub fn plan(situation: &Situation) -> Vec<Step> {
    let mut steps: Vec<Step> = situation.leaving.iter().copied().map(Step::Leave).collect();
    let Some(current) = &situation.current else { return steps };
    current.enter(&mut steps);
    if current.standing != Standing::Active {
        return steps;
    }
    current.records(&mut steps);
    if current.is_in_step() && !situation.noted {
        steps.push(Step::Note(current.account));
    }
    if situation.network == Network::Metered {
        return steps;
    }
    current.photos(true, &mut steps);
    if let Some(next) = &situation.next {
        // Its photos come from here: what is not here yet has to come first.
        if steps.is_empty() && current.is_in_step() {
            moving(situation, next, &mut steps);
        }
    }
    steps
}

/// The way into the new account: everything is there before this device is.
fn moving(situation: &Situation, next: &Side, steps: &mut Vec<Step>) {
    next.enter(steps);
    if next.standing != Standing::Active {
        return;
    }
    if planted!(situation, RotateSwitchesEarly) {
        steps.push(Step::Switch(next.account));
        return;
    }
    next.records(steps);
    next.photos(false, steps);
    let whole = next.is_in_step() && next.photos.iter().all(is_there);
    if steps.is_empty() && whole {
        steps.push(Step::Switch(next.account));
    }
}

impl Side {
    fn enter(&self, steps: &mut Vec<Step>) {
        if self.standing == Standing::Creating {
            steps.push(Step::Register(self.account));
        }
        if matches!(self.standing, Standing::Creating | Standing::Joining) {
            steps.push(Step::Admit(self.account));
        }
    }

    fn records(&self, steps: &mut Vec<Step>) {
        let at_end = self.heard == Some(self.cursor);
        if !at_end {
            steps.push(Step::Pull(self.account));
        }
        if self.tally.unseen > 0 {
            steps.push(Step::ForgetUnseen(self.account));
        }
        if self.tally.carried > 0 && !self.given_up.carrying {
            steps.push(Step::Carry(self.account));
        }
        if self.tally.unrecorded > 0 {
            steps.push(Step::Seal(self.account));
        }
        if self.tally.outbox > 0 && !self.given_up.records {
            steps.push(Step::Push(self.account));
        }
        steps.extend(self.stale.iter().map(|record| Step::Erase(self.account, *record)));
        steps.extend(self.dropped.iter().map(|dropped| Step::Drop(self.account, dropped.clone())));
    }

    /// Whether nothing of the log waits, here or there.
    pub fn is_in_step(&self) -> bool {
        let Tally { unrecorded, outbox, unseen, .. } = self.tally;
        self.heard == Some(self.cursor) && unrecorded + outbox + unseen == 0
    }

    fn photos(&self, fetch: bool, steps: &mut Vec<Step>) {
        let mut newest: Vec<&Photo> = self.photos.iter().collect();
        newest.sort_by_key(|photo| std::cmp::Reverse((photo.taken, photo.photo)));
        for photo in newest {
            self.send(photo, steps);
            if let Some(wanted) = fetch.then(|| self.wanted(photo)).flatten() {
                steps.push(Step::Download(self.account, wanted.clone()));
            }
        }
    }

    fn send(&self, photo: &Photo, steps: &mut Vec<Step>) {
        if self.given_up.photos.contains(&photo.photo) {
            return;
        }
        match photo.held.as_ref().map(|held| held.blob.as_ref().map(|blob| (blob, &blob.standing))) {
            Some(Some((blob, BlobStanding::Sent))) => {
                steps.push(Step::ReadBack(self.account, blob.name.clone()));
            }
            Some(Some((_, BlobStanding::Wanted { .. }))) if !self.given_up.uploads => {
                steps.push(Step::Upload(self.account, photo.photo));
            }
            Some(None) if !self.given_up.uploads && !is_served(photo) => {
                steps.push(Step::Upload(self.account, photo.photo));
            }
            _ => {}
        }
    }

    /// The blob that is to be fetched for a photo: the file as it came, before one without its metadata.
    fn wanted<'a>(&self, photo: &'a Photo) -> Option<&'a BlobName> {
        let original = |name: &&BlobName| name.file == BlobFile::Original;
        let here = |name: &&BlobName| !self.given_up.blobs.contains(&Hash(name.hash.0));
        match photo.held.as_ref().map(|held| held.file) {
            Some(BlobFile::Original) => None,
            Some(BlobFile::Clean) => photo.listed.iter().filter(here).find(original),
            None => {
                let mut listed = photo.listed.iter().filter(here);
                listed.clone().find(original).or_else(|| listed.next())
            }
        }
    }
}

/// Whether another device's copy of what is held here is on the server.
fn is_served(photo: &Photo) -> bool {
    let held = photo.held.as_ref().map(|held| held.file);
    photo.listed.iter().any(|name| name.file == BlobFile::Original || Some(name.file) == held)
}

/// Whether a photo that is here is on the server, read back.
fn is_there(photo: &Photo) -> bool {
    photo.held.as_ref().is_none_or(|held| match &held.blob {
        Some(blob) => blob.standing == BlobStanding::Checked,
        None => is_served(photo),
    })
}
