//! A run with the server, and the devices it lists, in words.
//!
//! Offline is normal: a run that reaches nobody is no error, and says when this device was last in step. Not for: what is
//! done in which order (`sync::plan`, `sync::engine`), or the account itself (`account`).

use serde::Serialize;
use uuid::Uuid;

use crate::export::Watch;
use crate::ports::KeyStore;
use crate::ports::fixed::FixedClock;
use crate::ports::system::SystemRandom;
use crate::sync::engine::{Engine, Outcome, Ports, Stop};
use crate::sync::keys::{AccountId, AccountSecret, DeviceToken};
use crate::sync::local::{Local as _, current};
use crate::sync::plan::Network;
use crate::sync::seal;
use crate::sync::server::{Quota, Server};
use crate::words::say;

use super::account::{AccountDesk, AccountState, AccountView};
use super::account_error::AccountError;
use super::connect::connect;
use super::error::{CompanionError, server_failed};

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SyncView {
    /// Whether this device and the server agree now.
    pub in_step: bool,
    /// Whether the server was not reached, or cannot answer now. That is normal: the next run goes on.
    pub offline: bool,
    /// Whether the server was reached and would not have it: the lines say why.
    pub refused: bool,
    /// Changes that came.
    pub received: u32,
    /// Records that were sent.
    pub sent: u32,
    /// Photos that were sent.
    pub photos_sent: u32,
    /// Photos that came.
    pub photos_received: u32,
    /// The account as it stands now.
    pub account: AccountView,
    /// All of it in words, a line each.
    pub lines: Vec<String>,
}

/// A device that is in the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DeviceView {
    /// The server's name for it.
    pub id: String,
    /// What it calls itself.
    pub name: String,
    /// Whether it is this one.
    pub current: bool,
    /// The day on which the server last heard of it: `2026-11-28`, UTC.
    pub last_seen: String,
    /// In words: "this device", "last seen on Sat 28 Nov".
    pub line: String,
}

/// The devices that are in the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DevicesView {
    /// Oldest first.
    pub devices: Vec<DeviceView>,
}

impl AccountDesk {
    /// Brings this device and the server in step. What stands in the way is told, not thrown.
    pub fn sync(
        &mut self,
        keys: &dyn KeyStore,
        server: &dyn Server,
        network: Network,
        watch: &Watch,
    ) -> Result<SyncView, CompanionError> {
        let mut here = self.here(keys)?;
        let clock = FixedClock::new(self.now);
        let ports = Ports { keys, clock: &clock, ids: &*self.ids, random: &SystemRandom };
        let outcome = Engine::new(&mut here, server, ports, network, watch).run()?;
        drop(here);
        if outcome.stop == Some(Stop::Cancelled) {
            return Err(CompanionError::Cancelled);
        }
        self.told_by(&outcome, keys)
    }

    /// The same with the account's own server; `invitation` is what its owner gave out, where it takes nobody else.
    pub fn sync_online(
        &mut self,
        keys: &dyn KeyStore,
        network: Network,
        invitation: Option<String>,
        watch: &Watch,
    ) -> Result<SyncView, CompanionError> {
        match self.server(keys) {
            Ok(server) => self.sync(keys, &connect(&server)?.invited_with(invitation), network, watch),
            Err(CompanionError::Account(AccountError::NoAccount)) => self.told_by(&Outcome::default(), keys),
            Err(error) => Err(error),
        }
    }

    /// The devices that are in the account.
    pub fn devices(&self, keys: &dyn KeyStore, server: &dyn Server) -> Result<DevicesView, CompanionError> {
        self.devices_of(keys, server, self.current(keys)?.id)
    }

    fn devices_of(
        &self,
        keys: &dyn KeyStore,
        server: &dyn Server,
        account: AccountId,
    ) -> Result<DevicesView, CompanionError> {
        let token = token(keys, account)?;
        let secret = AccountSecret::find(keys, account)?;
        let account = secret.ok_or(AccountError::SecretLost)?.keys();
        let view = |device: crate::sync::server::RemoteDevice| {
            let name = seal::open_label(&account, &device.label);
            let name = name.unwrap_or_else(|_| self.words.text(say::device_unnamed()));
            let line = if device.current {
                self.words.text(say::device_this())
            } else {
                let day = device.last_seen.parse().map(|day| self.dates().date(day));
                self.words.text(say::device_seen(day.unwrap_or(device.last_seen.clone())))
            };
            DeviceView {
                id: device.id.to_string(),
                name,
                current: device.current,
                last_seen: device.last_seen,
                line,
            }
        };
        Ok(DevicesView { devices: server.devices(&token)?.into_iter().map(view).collect() })
    }

    /// Shuts a device out, by its id or the beginning of it.
    pub fn revoke(
        &self,
        keys: &dyn KeyStore,
        server: &dyn Server,
        device: &str,
    ) -> Result<DeviceView, CompanionError> {
        let wanted = device.trim().to_lowercase();
        let account = self.current(keys)?.id;
        let DevicesView { mut devices } = self.devices_of(keys, server, account)?;
        devices.retain(|one| !wanted.is_empty() && one.id.starts_with(&wanted));
        let unknown = || AccountError::NoDevice { id: device.to_owned() };
        let found = if devices.len() == 1 { devices.pop() } else { None }.ok_or_else(unknown)?;
        let id: Uuid = found.id.parse().map_err(|_| unknown())?;
        server.revoke(&token(keys, account)?, id)?;
        Ok(found)
    }

    /// Waits until the server's log moves, or until something waits here to be sent, which is looked at about once a second.
    pub fn wait(&self, keys: &dyn KeyStore, server: &dyn Server) -> Result<(), CompanionError> {
        let here = self.here(keys)?;
        let rows = here.accounts()?;
        let row = current(&rows).ok_or(AccountError::NoAccount)?;
        let waits = || here.tally(row.id).is_ok_and(|tally| tally.waiting() > 0);
        server.head_moved(&token(keys, row.id)?, row.cursor, &waits)?;
        Ok(())
    }

    fn told_by(&self, outcome: &Outcome, keys: &dyn KeyStore) -> Result<SyncView, CompanionError> {
        let (account, words) = (self.view(keys)?, &self.words);
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let stop = outcome.stop.as_ref();
        let mut lines = Vec::new();
        let some = |count: usize| i64::try_from(count).ok().filter(|count| *count > 0);
        let moved = [
            some(outcome.received).map(|count| say::sync_received(count)),
            some(outcome.sent).map(|count| say::sync_sent(count)),
            some(outcome.downloaded).map(|count| say::sync_photos_received(count)),
            some(outcome.uploaded).map(|count| say::sync_photos_sent(count)),
        ];
        lines.extend(moved.into_iter().flatten().map(|line| words.text(line)));
        lines.extend(outcome.switched.then(|| words.text(say::sync_switched())));
        lines.extend(outcome.full.map(|full| words.text(self::full(full))));
        lines.extend(stop.and_then(|stop| match stop {
            Stop::Passing(_) => Some(words.text(say::sync_offline())),
            Stop::Refused(error) => Some(words.text(server_failed(error))),
            // The account's own lines say it.
            Stop::Cancelled | Stop::Revoked | Stop::Gone | Stop::NoAccount => None,
        }));
        lines.extend(account.lines.iter().cloned());
        Ok(SyncView {
            in_step: stop.is_none() && outcome.full.is_none() && account.state == AccountState::Active,
            refused: matches!(stop, Some(Stop::Refused(_))),
            offline: matches!(stop, Some(Stop::Passing(_))),
            received: count(outcome.received),
            sent: count(outcome.sent),
            photos_sent: count(outcome.uploaded),
            photos_received: count(outcome.downloaded),
            account,
            lines,
        })
    }
}

/// What this device shows the account's server.
fn token(keys: &dyn KeyStore, account: AccountId) -> Result<DeviceToken, CompanionError> {
    Ok(DeviceToken::find(keys, account)?.ok_or(AccountError::NotYet)?)
}

/// Which of an account's limits is reached.
fn full(quota: Quota) -> crate::words::Message<'static> {
    match quota {
        Quota::Devices => say::sync_full_devices(),
        Quota::Records | Quota::Bytes | Quota::Uploads => say::sync_full(),
    }
}
