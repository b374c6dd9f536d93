//! The account that this device is in, in words: the settings screen's second device, and `stipple account`.
//!
//! A desk is a snapshot with a way of its own into the diary's file, so that no lock of the companion's is held while a device
//! is asked for its secrets or a server is spoken to. Not for: what is decided about accounts (`sync::membership`), or a
//! run with the server (`account_sync`).

use std::fmt;
use std::sync::Arc;

use chrono_tz::Tz;
use serde::Serialize;

use crate::diary::Diary;
use crate::ports::fixed::FixedClock;
use crate::ports::system::SystemRandom;
use crate::ports::{Ids, KeyStore};
use crate::qr::QrView;
use crate::sync::code::{self, Invitation};
use crate::sync::here::Here;
use crate::sync::keys::AccountSecret;
use crate::sync::local::{Account, Local as _, Role, Standing, current};
use crate::sync::membership::{self, Seat};
use crate::time::Instant;
use crate::words::{Dates, Words, say};

use super::account_error::AccountError;
use super::connect::connect;
use super::door::Companion;
use super::error::CompanionError;

/// How long a client is not asked whether they have the code at hand.
const ASK_AFTER_DAYS: i64 = 365;
/// What a device is called whose person says nothing.
const DEVICE: &str = "stipple";
/// A device's name has no more letters than this.
const MAX_NAME: usize = 100;

/// How this device stands with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum AccountState {
    /// It is in none.
    #[serde(rename = "none")]
    NoAccount,
    /// It is to be in one, and the server has not heard of it yet.
    Waiting,
    /// It is in one.
    Active,
    /// Another device shut it out.
    Revoked,
    /// The server does not have the account any more.
    Gone,
}

/// The account as it stands here. Nobody is asked: this holds offline as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct AccountView {
    /// How this device stands with it.
    pub state: AccountState,
    /// The server's address.
    pub server: Option<String>,
    /// What this device calls itself there.
    pub device: Option<String>,
    /// When this device and the server last agreed.
    pub at: Option<Instant>,
    /// How much waits to be sent: entries and records.
    pub waiting: u64,
    /// Whether the code is being changed.
    pub changing_code: bool,
    /// Whether to ask the client if they have the code at hand: once a year.
    pub ask_code: bool,
    /// Whether the server is still to hear that this device left an account, or deleted it: the next sync tells it.
    pub leaving: bool,
    /// In words, a line each: "Last in step 3 hours ago", what waits.
    pub lines: Vec<String>,
}

/// An account's recovery code. Whoever has it has everything: shown once, kept nowhere, never logged.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct RecoveryCodeView {
    /// The code in groups, as a person writes it down.
    pub code: String,
    /// The same with the server's address, as another device scans it.
    pub qr: QrView,
    /// What to do with it, a line each.
    pub lines: Vec<String>,
}

/// The account of this device, ready to be worked on.
pub struct AccountDesk {
    pub(super) diary: Diary,
    pub(super) words: Arc<Words>,
    pub(super) zone: Tz,
    pub(super) now: Instant,
    pub(super) ids: Arc<dyn Ids>,
}

impl Companion {
    /// The account as it is now.
    pub fn account_desk(&self) -> Result<AccountDesk, CompanionError> {
        let now = self.now();
        Ok(AccountDesk {
            diary: self.diary.beside(Arc::new(FixedClock::new(now))),
            words: Arc::clone(&self.words),
            zone: self.zone,
            ids: Arc::clone(&self.ids),
            now,
        })
    }
}

impl Companion {
    /// Takes up what a run brought, once it is over: also where it was stopped.
    pub fn end_sync(&mut self) -> Result<(), CompanionError> {
        self.diary.catch_up()?;
        self.reword()
    }
}

impl AccountDesk {
    /// How this device stands. `keys` is asked for no secret of the account.
    pub fn view(&self, keys: &dyn KeyStore) -> Result<AccountView, CompanionError> {
        let here = self.here(keys)?;
        let rows = here.accounts()?;
        let leaving = rows.iter().any(|row| matches!(row.role, Role::Leaving { .. }));
        let Some(row) = current(&rows) else {
            let lines = [Some(say::account_none()), leaving.then(say::account_leaving)].into_iter().flatten();
            let lines = lines.map(|line| self.words.text(line)).collect();
            return Ok(AccountView { leaving, lines, ..AccountView::none() });
        };
        let tally = here.tally(row.id)?;
        let waiting = tally.waiting();
        let view = AccountView {
            state: state(row),
            server: Some(row.server.clone()),
            device: Some(row.name.clone()),
            at: row.in_step,
            waiting: waiting as u64,
            changing_code: rows.iter().any(|row| row.role == Role::Next),
            ask_code: self.now >= row.confirmed.plus_exact_days(ASK_AFTER_DAYS),
            leaving,
            lines: Vec::new(),
        };
        Ok(AccountView { lines: self.lines(&view), ..view })
    }

    /// The server to speak to: that of the account, else of one that was left and that is still to hear of it.
    pub fn server(&self, keys: &dyn KeyStore) -> Result<String, CompanionError> {
        let rows = self.here(keys)?.accounts()?;
        Ok(current(&rows).or(rows.first()).map(|row| row.server.clone()).ok_or(AccountError::NoAccount)?)
    }

    /// Makes an account; the server hears of it with the next sync. The code is shown now, and never by itself again.
    pub fn create(
        &self,
        keys: &dyn KeyStore,
        server: &str,
        name: Option<&str>,
    ) -> Result<RecoveryCodeView, CompanionError> {
        connect(server)?; // an address that is none is told before anything is made
        let name = named(name);
        let seat = Seat { server, name: &name, now: self.now };
        let secret = membership::create(&mut self.here(keys)?, keys, &SystemRandom, seat)?;
        self.shown(secret, server)
    }

    /// Joins an account by its code, or by what another device's QR says. What is here stays, and goes there too.
    pub fn join(
        &self,
        keys: &dyn KeyStore,
        code: &str,
        server: Option<&str>,
        name: Option<&str>,
    ) -> Result<AccountView, CompanionError> {
        let invitation = Invitation::read(code)?;
        let server = server.map(str::to_owned).or(invitation.server).ok_or(AccountError::NoServer)?;
        connect(&server)?;
        let name = named(name);
        let seat = Seat { server: &server, name: &name, now: self.now };
        membership::join(&mut self.here(keys)?, keys, &invitation.secret, seat)?;
        self.view(keys)
    }

    /// The recovery code again. A shell asks first who wants to see it.
    pub fn code(&self, keys: &dyn KeyStore) -> Result<RecoveryCodeView, CompanionError> {
        let row = self.current(keys)?;
        let secret = AccountSecret::find(keys, row.id)?;
        self.shown(secret.ok_or(AccountError::SecretLost)?, &row.server)
    }

    /// Notes that the client has the code at hand: they are not asked for a year.
    pub fn confirm_code(&self, keys: &dyn KeyStore) -> Result<AccountView, CompanionError> {
        membership::confirm(&mut self.here(keys)?, self.now)?;
        self.view(keys)
    }

    /// Begins to change the code: with the next sync everything goes under a new account, and the old one is deleted.
    pub fn rotate(&self, keys: &dyn KeyStore) -> Result<RecoveryCodeView, CompanionError> {
        let row = self.current(keys)?;
        let secret = membership::rotate(&mut self.here(keys)?, keys, &SystemRandom, self.now)?;
        self.shown(secret, &row.server)
    }

    /// Leaves the account, and deletes it for every device where that is asked for. What is here stays. The server hears of
    /// it with the next sync.
    pub fn forget(&self, keys: &dyn KeyStore, delete: bool) -> Result<AccountView, CompanionError> {
        membership::forget(&mut self.here(keys)?, delete)?;
        self.view(keys)
    }

    pub(super) fn here<'a>(&self, keys: &'a dyn KeyStore) -> Result<Here<'a>, CompanionError> {
        let mut diary = self.diary.beside(Arc::new(FixedClock::new(self.now)));
        diary.catch_up()?;
        Ok(Here::new(diary, keys))
    }

    pub(super) fn current(&self, keys: &dyn KeyStore) -> Result<Account, CompanionError> {
        let rows = self.here(keys)?.accounts()?;
        Ok(current(&rows).cloned().ok_or(AccountError::NoAccount)?)
    }

    pub(super) fn dates(&self) -> Dates<'_> {
        self.words.dates(self.now, self.zone)
    }

    /// An error, told in the client's language.
    pub fn told(&self, error: &CompanionError) -> String {
        error.told(&self.words, &self.dates())
    }

    fn shown(&self, secret: AccountSecret, server: &str) -> Result<RecoveryCodeView, CompanionError> {
        let code = code::write(&secret).to_string();
        let qr = QrView::of(&Invitation { server: Some(server.to_owned()), secret }.write())?;
        let lines = [say::code_keep(), say::code_lost()].map(|line| self.words.text(line));
        Ok(RecoveryCodeView { code, qr, lines: lines.into() })
    }

    fn lines(&self, view: &AccountView) -> Vec<String> {
        let (words, dates) = (&self.words, self.dates());
        let mut lines = Vec::new();
        lines.push(words.text(match (view.state, view.at) {
            (AccountState::NoAccount, _) => say::account_none(),
            (AccountState::Waiting, _) => say::account_waiting(view.server.clone().unwrap_or_default()),
            (AccountState::Revoked, _) => say::account_revoked(),
            (AccountState::Gone, _) => say::account_gone(),
            (AccountState::Active, None) => say::account_never(),
            (AccountState::Active, Some(at)) => say::account_in_step(dates.ago(at)),
        }));
        let waiting = i64::try_from(view.waiting).unwrap_or(i64::MAX);
        lines.extend((waiting > 0).then(|| words.text(say::account_waits(waiting))));
        lines.extend(view.changing_code.then(|| words.text(say::account_changing())));
        lines.extend(view.ask_code.then(|| words.text(say::account_ask_code())));
        lines
    }
}

impl AccountView {
    const fn none() -> Self {
        Self {
            state: AccountState::NoAccount,
            server: None,
            device: None,
            at: None,
            waiting: 0,
            changing_code: false,
            ask_code: false,
            leaving: false,
            lines: Vec::new(),
        }
    }
}

impl fmt::Debug for RecoveryCodeView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCodeView(…)")
    }
}

fn state(row: &Account) -> AccountState {
    match row.standing {
        Standing::Creating | Standing::Joining => AccountState::Waiting,
        Standing::Active => AccountState::Active,
        Standing::Revoked => AccountState::Revoked,
        Standing::Gone => AccountState::Gone,
    }
}

/// What a device is called: as its person says, without what steers a terminal.
fn named(name: Option<&str>) -> String {
    let name: String =
        name.unwrap_or_default().chars().filter(|letter| !letter.is_control()).take(MAX_NAME).collect();
    let name = name.trim();
    if name.is_empty() { DEVICE.to_owned() } else { name.to_owned() }
}
