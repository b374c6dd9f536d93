//! Carrying the plan out, one step after the other, until nothing is left to do or something stands in the way.
//!
//! Everything that matters lies with [`Local`]; a run only remembers what it tried. So a run may be killed anywhere, and the
//! next one goes on. Not for: what is to be done (`plan`), or what a step does (`pull`, `push`, `blobs`, `account`).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use stipple_wire::Head;
use stipple_wire::limits::{MAX_BATCH, MAX_PAGE};
use uuid::Uuid;

use super::keys::{AccountId, AccountKeys, AccountSecret, DeviceToken, KeysError};
use super::local::{Account, Change, Local, LocalError, Role, Standing, current};
use super::parts::MAX_SEALED;
use super::plan::{GivenUp, Network, Side, Situation, Step, plan};
use super::server::{Quota, Server, ServerError};
use crate::export::Watch;
use crate::ports::{Clock, Ids, KeyStore, Random};

/// What a run works with.
pub struct Engine<'a> {
    pub(super) local: &'a mut dyn Local,
    pub(super) server: &'a dyn Server,
    pub(super) ports: Ports<'a>,
    pub(super) sizes: Sizes,
    pub(super) watch: &'a Watch,
    network: Network,
    pub(super) run: Run,
    #[cfg(test)]
    pub(super) fault: Option<super::fault::Fault>,
}

/// The world outside.
#[derive(Clone, Copy)]
pub struct Ports<'a> {
    /// Where secrets lie.
    pub keys: &'a dyn KeyStore,
    /// The time, for "last in step".
    pub clock: &'a dyn Clock,
    /// Ids of records.
    pub ids: &'a dyn Ids,
    /// Nonces.
    pub random: &'a dyn Random,
}

/// How much at a time.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// Bytes of one record's ciphertext.
    pub record: usize,
    /// Records in one push, and things sealed at once.
    pub batch: usize,
    /// Bytes of ciphertext in one push: a third more as base64, and under the largest body.
    pub batch_bytes: usize,
    /// Records in a page.
    pub page: u32,
    /// Bytes of a photo that are sent or fetched at once: what is lost at most when a connection breaks.
    pub piece: usize,
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Entries that came.
    pub received: usize,
    /// Records that were sent.
    pub sent: usize,
    /// Photos that were sent.
    pub uploaded: usize,
    /// Photos that came.
    pub downloaded: usize,
    /// Which of the account's limits is reached.
    pub full: Option<Quota>,
    /// Whether this device is in another account now: its code was changed.
    pub switched: bool,
    /// What stood in the way of the rest.
    pub stop: Option<Stop>,
}

/// Why a run ended before everything was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The caller asked for it.
    Cancelled,
    /// The server was not reached, or cannot answer now.
    Passing(ServerError),
    /// The server does not know this device any more.
    Revoked,
    /// The server does not know the account.
    Gone,
    /// The server said something that will be the same the next time.
    Refused(ServerError),
    /// This device is in no account.
    NoAccount,
}

/// Why a run failed on this device's side.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The diary or the vault.
    #[error(transparent)]
    Local(#[from] LocalError),
    /// The place for secrets.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The account's secret is not on this device any more: join again with the code.
    #[error("what opens the account is not on this device any more: join again with the code")]
    SecretLost,
}

/// Why a step did not do it.
#[derive(Debug)]
pub(super) enum StepError {
    Server(ServerError),
    Sync(SyncError),
    /// The token is lost: the device has to be admitted again.
    TokenLost,
    Cancelled,
}

/// What a run remembers.
#[derive(Default)]
pub(super) struct Run {
    pub heard: BTreeMap<AccountId, Head>,
    pub given_up: BTreeMap<AccountId, GivenUp>,
    pub sessions: BTreeMap<AccountId, Rc<Session>>,
    /// How many records go at once; fewer, where the account is nearly full.
    pub batch: usize,
    /// How often the log was another one.
    pub others: u32,
    /// Photos that were sent again, because they could not be read back.
    pub resent: BTreeSet<Uuid>,
    pub noted: bool,
    pub left_alone: Vec<AccountId>,
    pub outcome: Outcome,
}

/// Keys and token for one account.
pub(super) struct Session {
    pub keys: Rc<AccountKeys>,
    pub token: Option<DeviceToken>,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { record: MAX_SEALED, batch: MAX_BATCH, batch_bytes: 4 << 20, page: MAX_PAGE, piece: 1 << 20 }
    }
}

impl<'a> Engine<'a> {
    /// An engine for one run.
    pub fn new(
        local: &'a mut dyn Local,
        server: &'a dyn Server,
        ports: Ports<'a>,
        network: Network,
        watch: &'a Watch,
    ) -> Self {
        Self {
            local,
            server,
            ports,
            sizes: Sizes::default(),
            watch,
            network,
            run: Run::default(),
            #[cfg(test)]
            fault: None,
        }
    }

    /// Other sizes than the wire's own.
    #[must_use]
    pub fn with_sizes(mut self, sizes: Sizes) -> Self {
        self.sizes = sizes;
        self
    }

    /// Runs until this device and the server agree, or something stands in the way, which the outcome says. What fails
    /// is this device's side only.
    pub fn run(mut self) -> Result<Outcome, SyncError> {
        self.run.batch = self.sizes.batch;
        let mut done = 0;
        for account in self.local.accounts()? {
            if !matches!(account.role, Role::Leaving { .. }) && account.standing == Standing::Active {
                self.local.apply(account.id, vec![Change::Recheck])?;
            }
        }
        loop {
            let situation = self.situation()?;
            if situation.current.is_none() && situation.leaving.is_empty() {
                self.stop(Stop::NoAccount);
                break;
            }
            let steps = plan(&situation);
            self.watch.begin(done + steps.len());
            let Some(step) = steps.into_iter().next() else { break };
            if self.watch.is_cancelled() {
                self.stop(Stop::Cancelled);
                break;
            }
            let account = step.account();
            match self.step(step.clone()) {
                Ok(()) => {}
                Err(StepError::Sync(error)) => return Err(error),
                Err(StepError::Cancelled) => self.stop(Stop::Cancelled),
                Err(StepError::TokenLost) => self.readmit(account)?,
                Err(StepError::Server(error)) => self.met(&step, error)?,
            }
            if self.run.outcome.stop.is_some() {
                break;
            }
            done += 1;
            self.watch.step();
        }
        if self.run.outcome.stop.is_none() {
            self.stop_where_standing()?;
        }
        Ok(self.run.outcome)
    }

    fn step(&mut self, step: Step) -> Result<(), StepError> {
        match step {
            Step::Leave(account) => self.leave(account),
            Step::Register(account) => self.register(account),
            Step::Admit(account) => self.admit(account),
            Step::Pull(account) => self.pull(account),
            Step::ForgetUnseen(account) => {
                #[cfg(test)]
                if planted!(self, UnseenTrusted) {
                    return self.trust_unseen(account);
                }
                self.apply(account, vec![Change::ForgetUnseen])
            }
            Step::Carry(account) => self.carry(account),
            Step::Seal(account) => self.seal(account),
            Step::Push(account) => self.push(account),
            Step::Erase(account, record) => self.erase(account, record),
            Step::Drop(account, dropped) => self.drop_blob(account, &dropped),
            Step::Note(account) => self.note(account),
            Step::Upload(account, photo) => self.upload(account, photo),
            Step::ReadBack(account, name) => self.read_back(account, &name),
            Step::Download(account, name) => self.download(account, &name),
            Step::Switch(account) => {
                self.run.outcome.switched = true;
                self.run.noted = false;
                self.apply(account, vec![Change::Switch])
            }
        }
    }

    /// What is the case, as far as the plan needs it.
    fn situation(&self) -> Result<Situation, LocalError> {
        let mut situation = Situation {
            network: self.network,
            noted: self.run.noted,
            #[cfg(test)]
            fault: self.fault,
            ..Situation::default()
        };
        let accounts = self.local.accounts()?;
        for account in accounts {
            match account.role {
                Role::Leaving { .. } if !self.run.left_alone.contains(&account.id) => {
                    situation.leaving.push(account.id);
                }
                Role::Leaving { .. } => {}
                Role::Current => situation.current = Some(self.side(&account)?),
                Role::Next => situation.next = Some(self.side(&account)?),
            }
        }
        Ok(situation)
    }

    fn side(&self, account: &Account) -> Result<Side, LocalError> {
        let id = account.id;
        let mut side = Side {
            account: id,
            standing: account.standing,
            cursor: account.cursor,
            heard: self.run.heard.get(&id).copied(),
            tally: self.local.tally(id)?,
            stale: Vec::new(),
            dropped: Vec::new(),
            photos: Vec::new(),
            given_up: self.run.given_up.get(&id).cloned().unwrap_or_default(),
        };
        // What is not looked at yet is not read: photos are many.
        if side.heard == Some(side.cursor) {
            side.dropped = self.local.dropped(id)?;
            if !planted!(self, ErasedBodyStays) {
                side.stale = self.local.stale(id)?;
            }
            if side.is_in_step() || side.given_up.records {
                side.photos = self.local.photos(id)?;
            }
        }
        Ok(side)
    }

    /// What an answer of the server's means for the run.
    fn met(&mut self, step: &Step, error: ServerError) -> Result<(), SyncError> {
        let account = step.account();
        match (step, error) {
            (_, error) if error.is_passing() => self.stop(Stop::Passing(error)),
            (_, ServerError::ChallengeSpent) => {
                self.stop(Stop::Passing(ServerError::Unavailable { after: None }));
            }
            (_, ServerError::Unauthorized | ServerError::AccountGone) => self.not_known(account)?,
            (Step::Upload(_, photo), ServerError::QuotaFull { which }) => {
                self.run.outcome.full = Some(which);
                if which == Quota::Uploads {
                    self.given_up(account).photos.insert(*photo);
                } else {
                    self.given_up(account).uploads = true;
                }
            }
            (_, ServerError::QuotaFull { which }) => {
                self.run.outcome.full = Some(which);
                self.stop(Stop::Refused(ServerError::QuotaFull { which }));
            }
            (Step::Upload(_, photo), _) => {
                self.given_up(account).photos.insert(*photo);
            }
            (Step::ReadBack(_, name), _) => {
                self.given_up(account).photos.insert(name.photo);
            }
            (Step::Download(_, name), _) => {
                self.given_up(account).blobs.insert(stipple_wire::Hash(name.hash.0));
            }
            (Step::Leave(account), _) => self.run.left_alone.push(*account),
            (_, error) => self.stop(Stop::Refused(error)),
        }
        Ok(())
    }

    pub(super) fn stop(&mut self, stop: Stop) {
        self.run.outcome.stop = Some(stop);
    }

    /// A device that was told before that it is not known any more says so again.
    fn stop_where_standing(&mut self) -> Result<(), LocalError> {
        let accounts = self.local.accounts()?;
        match current(&accounts).map(|account| account.standing) {
            Some(Standing::Revoked) => self.stop(Stop::Revoked),
            Some(Standing::Gone) => self.stop(Stop::Gone),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn given_up(&mut self, account: AccountId) -> &mut GivenUp {
        self.run.given_up.entry(account).or_default()
    }

    pub(super) fn apply(&mut self, account: AccountId, changes: Vec<Change>) -> Result<(), StepError> {
        Ok(self.local.apply(account, changes)?)
    }

    /// The row of an account.
    pub(super) fn account(&self, id: AccountId) -> Result<Account, StepError> {
        self.row(id)?.ok_or(StepError::Sync(SyncError::SecretLost))
    }

    /// The same where it may be gone.
    pub(super) fn row(&self, id: AccountId) -> Result<Option<Account>, LocalError> {
        Ok(self.local.accounts()?.into_iter().find(|account| account.id == id))
    }

    /// The keys of an account, and its token, where there is one.
    pub(super) fn session(&mut self, account: AccountId) -> Result<Rc<Session>, StepError> {
        if let Some(session) = self.run.sessions.get(&account) {
            return Ok(Rc::clone(session));
        }
        let keys = self.keys(account)?.ok_or(StepError::Sync(SyncError::SecretLost))?;
        let token = DeviceToken::find(self.ports.keys, account)?;
        let session = Rc::new(Session { keys, token });
        self.run.sessions.insert(account, Rc::clone(&session));
        Ok(session)
    }
}

#[cfg(not(test))]
impl Engine<'_> {
    /// The keys of an account.
    pub(super) fn keys(&self, account: AccountId) -> Result<Option<Rc<AccountKeys>>, KeysError> {
        Ok(AccountSecret::find(self.ports.keys, account)?.map(|secret| Rc::new(secret.keys())))
    }
}

#[cfg(test)]
thread_local! {
    static KEYS: std::cell::RefCell<BTreeMap<AccountId, Rc<AccountKeys>>> = std::cell::RefCell::default();
}

#[cfg(test)]
impl Engine<'_> {
    /// The same, worked out once a thread: a third of the simulation's time went into that.
    pub(super) fn keys(&self, account: AccountId) -> Result<Option<Rc<AccountKeys>>, KeysError> {
        if let Some(known) = KEYS.with_borrow(|known| known.get(&account).cloned()) {
            return Ok(Some(known));
        }
        let found = AccountSecret::find(self.ports.keys, account)?.map(|secret| Rc::new(secret.keys()));
        if let Some(keys) = &found {
            KEYS.with_borrow_mut(|known| {
                if known.len() > 64 {
                    known.clear();
                }
                known.insert(account, Rc::clone(keys))
            });
        }
        Ok(found)
    }
}

impl Session {
    pub fn token(&self) -> Result<&DeviceToken, StepError> {
        self.token.as_ref().ok_or(StepError::TokenLost)
    }
}

impl Step {
    /// The account that a step is about.
    pub const fn account(&self) -> AccountId {
        match self {
            Self::Leave(account)
            | Self::Register(account)
            | Self::Admit(account)
            | Self::Pull(account)
            | Self::ForgetUnseen(account)
            | Self::Carry(account)
            | Self::Seal(account)
            | Self::Push(account)
            | Self::Erase(account, _)
            | Self::Drop(account, _)
            | Self::Note(account)
            | Self::Upload(account, _)
            | Self::ReadBack(account, _)
            | Self::Download(account, _)
            | Self::Switch(account) => *account,
        }
    }
}

impl From<ServerError> for StepError {
    fn from(error: ServerError) -> Self {
        Self::Server(error)
    }
}

impl From<LocalError> for StepError {
    fn from(error: LocalError) -> Self {
        Self::Sync(error.into())
    }
}

impl From<KeysError> for StepError {
    fn from(error: KeysError) -> Self {
        Self::Sync(error.into())
    }
}
