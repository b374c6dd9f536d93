//! The account: a second device, and this one in step with the server.
//!
//! What asks the device for a secret holds no lock meanwhile; what speaks to a server is a task. Not for: what is sealed, sent
//! and merged (the core's `sync`).

use std::sync::{Arc, Mutex};

use stipple_core::companion::{
    AccountDesk, AccountView, Companion, CompanionError, DevicesView, RecoveryCodeView, connect,
};
use stipple_core::foreign::StippleError;
use stipple_core::sync::plan::Network;

use crate::foreign::Keys;
use crate::stipple::{Stipple, enter};
use crate::task::{DevicesTask, SyncTask};

#[uniffi::export]
impl Stipple {
    /// How this device stands with its account, in words. Nobody is asked: this holds offline as well.
    pub fn account(&self) -> Result<AccountView, StippleError> {
        self.at_account(|desk, keys| desk.view(keys))
    }

    /// Makes an account on that server, which hears of it with the next sync. Show the code now: it is not shown by itself
    /// again.
    #[expect(clippy::needless_pass_by_value, reason = "UniFFI lends no optional text")]
    #[uniffi::method(default(name = None))]
    pub fn create_account(
        &self,
        server: &str,
        name: Option<String>,
    ) -> Result<RecoveryCodeView, StippleError> {
        self.at_account(|desk, keys| desk.create(keys, server, name.as_deref()))
    }

    /// Joins an account by its recovery code, or by what another device's QR says. What is here stays, and goes there too.
    #[expect(clippy::needless_pass_by_value, reason = "UniFFI lends no optional text")]
    #[uniffi::method(default(server = None, name = None))]
    pub fn join_account(
        &self,
        code: &str,
        server: Option<String>,
        name: Option<String>,
    ) -> Result<AccountView, StippleError> {
        self.at_account(|desk, keys| desk.join(keys, code, server.as_deref(), name.as_deref()))
    }

    /// The recovery code again. Ask first who wants to see it: the app's lock, or the device's.
    pub fn recovery_code(&self) -> Result<RecoveryCodeView, StippleError> {
        self.at_account(|desk, keys| desk.code(keys))
    }

    /// Keeps that the client has the code at hand: they are not asked for a year.
    pub fn confirm_code(&self) -> Result<AccountView, StippleError> {
        self.at_account(|desk, keys| desk.confirm_code(keys))
    }

    /// Begins to change the recovery code; the next sync seals everything anew under it.
    pub fn change_code(&self) -> Result<RecoveryCodeView, StippleError> {
        self.at_account(|desk, keys| desk.rotate(keys))
    }

    /// Leaves the account, and deletes it for every device where that is asked for. What is here stays. The server hears of
    /// it with the next sync.
    pub fn leave_account(&self, delete: bool) -> Result<AccountView, StippleError> {
        self.at_account(|desk, keys| desk.forget(keys, delete))
    }

    /// Begins to bring this device and the server in step. Keep the task until it is done. `invitation` is what the server's
    /// owner gave out, where accounts are by invitation: needed until the account has been made there.
    #[uniffi::method(default(invitation = None))]
    pub fn sync(&self, network: Network, invitation: Option<String>) -> Result<Arc<SyncTask>, StippleError> {
        self.begin_sync(network, invitation)
    }

    /// Begins to ask the server which devices are in the account.
    pub fn devices(&self) -> Result<Arc<DevicesTask>, StippleError> {
        self.begin(Companion::account_desk, |desk, keys, _| desk.devices(keys, &connected(&desk, keys)?))
    }

    /// Begins to shut a device out, by its id, and to list those that are left.
    pub fn revoke_device(&self, device: String) -> Result<Arc<DevicesTask>, StippleError> {
        self.begin(Companion::account_desk, move |desk, keys, _| revoke(&desk, keys, &device))
    }
}

impl Stipple {
    fn at_account<T>(
        &self,
        work: impl FnOnce(&AccountDesk, &Keys) -> Result<T, CompanionError>,
    ) -> Result<T, StippleError> {
        let desk = self.ask(Companion::account_desk)?;
        let done = work(&desk, &self.keys);
        done.map_err(|error| StippleError::of(error, &enter(&self.companion)))
    }

    fn begin_sync(
        &self,
        network: Network,
        invitation: Option<String>,
    ) -> Result<Arc<SyncTask>, StippleError> {
        let companion = Arc::clone(&self.companion);
        self.begin(Companion::account_desk, move |mut desk, keys, watch| {
            let done = desk.sync_online(keys, network, invitation, watch);
            end_sync(&companion).and(done)
        })
    }
}

/// Takes up what came, also where the run was stopped.
fn end_sync(companion: &Mutex<Companion>) -> Result<(), CompanionError> {
    enter(companion).end_sync()
}

fn connected(desk: &AccountDesk, keys: &Keys) -> Result<stipple_core::companion::Connection, CompanionError> {
    connect(&desk.server(keys)?)
}

fn revoke(desk: &AccountDesk, keys: &Keys, device: &str) -> Result<DevicesView, CompanionError> {
    let server = connected(desk, keys)?;
    desk.revoke(keys, &server, device)?;
    desk.devices(keys, &server)
}
