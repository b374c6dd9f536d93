//! Getting in and out: making an account, having this device admitted, and leaving.
//!
//! Not for: what a client is shown of it (`companion`).

use uuid::Uuid;

use super::engine::{Engine, StepError, Stop, SyncError};
use super::keys::{AccountId, AccountSecret, DeviceToken};
use super::local::{Account, Change, Role, Standing};
use super::seal;
use super::server::{Admission, ServerError};

impl Engine<'_> {
    /// Makes the account on the server.
    pub(super) fn register(&mut self, account: AccountId) -> Result<(), StepError> {
        let session = self.session(account)?;
        let made = self.server.register(&session.keys.public_key(), &session.keys.sign_account())?;
        if made != account {
            return Err(ServerError::garbled("another account than was made").into());
        }
        let row = Account { standing: Standing::Joining, ..self.account(account)? };
        self.apply(account, vec![Change::Account(row)])
    }

    /// Has this device admitted.
    pub(super) fn admit(&mut self, account: AccountId) -> Result<(), StepError> {
        let row = self.account(account)?;
        let device = match self.admitted_before(account)? {
            Some(device) => device,
            None => self.answer_challenge(&row)?,
        };
        self.run.sessions.remove(&account);
        let row = Account { standing: Standing::Active, device: Some(device), ..row };
        self.apply(account, vec![Change::Account(row)])
    }

    /// The server's name for this device, where it was killed between getting a token and noting it.
    fn admitted_before(&mut self, account: AccountId) -> Result<Option<Uuid>, StepError> {
        let Some(token) = DeviceToken::find(self.ports.keys, account)? else { return Ok(None) };
        match self.server.devices(&token) {
            Ok(devices) => Ok(devices.into_iter().find(|device| device.current).map(|device| device.id)),
            Err(ServerError::Unauthorized | ServerError::AccountGone) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn answer_challenge(&mut self, row: &Account) -> Result<Uuid, StepError> {
        let session = self.session(row.id)?;
        let label = seal::seal_label(&session.keys, &row.name, self.ports.random);
        let nonce = self.server.challenge(row.id)?;
        let signature = session.keys.sign_device(&nonce, &label);
        let admitted = self.server.admit(&Admission {
            account: row.id,
            nonce: &nonce,
            signature: &signature,
            label: &label,
        })?;
        admitted.token.keep(self.ports.keys, row.id)?;
        Ok(admitted.device)
    }

    /// The token is lost, the secret is not: the device is admitted once more.
    pub(super) fn readmit(&mut self, account: AccountId) -> Result<(), SyncError> {
        let row = self.row(account)?;
        self.run.sessions.remove(&account);
        if let Some(row) = row {
            let row = Account { standing: Standing::Joining, ..row };
            self.local.apply(account, vec![Change::Account(row)])?;
        }
        Ok(())
    }

    /// The server does not know this device, or not the account: which of the two, it says when asked for a challenge.
    pub(super) fn not_known(&mut self, account: AccountId) -> Result<(), SyncError> {
        let standing = match self.server.challenge(account) {
            Ok(_) => Standing::Revoked,
            Err(ServerError::AccountGone) => Standing::Gone,
            Err(error) => {
                self.stop(Stop::Passing(error));
                return Ok(());
            }
        };
        let Some(row) = self.row(account)? else { return Ok(()) };
        let role = row.role;
        self.local.apply(account, vec![Change::Account(Account { standing, ..row })])?;
        if role == Role::Current {
            self.stop(if standing == Standing::Gone { Stop::Gone } else { Stop::Revoked });
        }
        Ok(())
    }

    /// Tells the server that this device has left, then forgets the account's secrets.
    pub(super) fn leave(&mut self, account: AccountId) -> Result<(), StepError> {
        let row = self.account(account)?;
        let told = if row.role == (Role::Leaving { delete: true }) {
            self.delete(&row)
        } else {
            self.sign_off(&row)
        };
        match told {
            // It knows already.
            Ok(()) | Err(StepError::Server(ServerError::Unauthorized | ServerError::AccountGone)) => {}
            Err(error) => return Err(error),
        }
        // What is kept sealed is kept with what opens it.
        if self.local.tally(account)?.kept == 0 {
            AccountSecret::forget(self.ports.keys, account)?;
        } else {
            DeviceToken::forget(self.ports.keys, account)?;
        }
        self.run.sessions.remove(&account);
        self.apply(account, vec![Change::Left])
    }

    fn sign_off(&mut self, row: &Account) -> Result<(), StepError> {
        match (DeviceToken::find(self.ports.keys, row.id)?, row.device) {
            (Some(token), Some(device)) => Ok(self.server.revoke(&token, device)?),
            _ => Ok(()),
        }
    }

    fn delete(&mut self, row: &Account) -> Result<(), StepError> {
        if let Some(token) = DeviceToken::find(self.ports.keys, row.id)? {
            match self.server.delete_account(&token) {
                Err(ServerError::Unauthorized) => {}
                other => return Ok(other?),
            }
        }
        // Gone already, or this device was revoked; then the code still lets it in, to delete what the code opens.
        if AccountSecret::find(self.ports.keys, row.id)?.is_none() {
            return Ok(());
        }
        self.answer_challenge(row)?;
        match DeviceToken::find(self.ports.keys, row.id)? {
            Some(token) => Ok(self.server.delete_account(&token)?),
            None => Ok(()),
        }
    }
}
