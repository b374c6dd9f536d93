//! What goes wrong with an account, as the companion tells it.
//!
//! Not for: what a server says (`error` words that), or anything that is normal, such as being offline.

use crate::sync::code::CodeError;
use crate::sync::engine::SyncError;
use crate::sync::keys::KeysError;
use crate::sync::local::LocalError;
use crate::sync::membership::MembershipError;
use crate::vault::VaultError;
use crate::words::{Message, say};

use super::error::CompanionError;

/// Why something about an account was not done.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// This device is in an account: leave it first.
    #[error("this device is in an account already")]
    InAccount,
    /// This device is in no account.
    #[error("this device is in no account")]
    NoAccount,
    /// The server does not know this device yet.
    #[error("the server does not know this device yet")]
    NotYet,
    /// The account's secret is lost here: join again with the code.
    #[error("what opens the account is not on this device any more")]
    SecretLost,
    /// Nobody said which server.
    #[error("no server was named")]
    NoServer,
    /// A server's address is none, or none that is spoken to.
    #[error("this is no server's address: {reason}")]
    Address {
        /// What is wrong with it.
        reason: String,
    },
    /// No device, or more than one, begins so.
    #[error("no device, or more than one, begins with `{id}`")]
    NoDevice {
        /// What was given.
        id: String,
    },
    /// A text is no recovery code.
    #[error(transparent)]
    Code(#[from] CodeError),
}

impl AccountError {
    pub(super) fn message(&self) -> Message<'_> {
        match self {
            Self::InAccount => say::error_in_account(),
            Self::NoAccount => say::error_no_account(),
            Self::NotYet => say::error_not_yet(),
            Self::SecretLost => say::error_secret_lost(),
            Self::NoServer => say::error_no_server(),
            Self::Address { reason } => say::error_server_address(reason),
            Self::NoDevice { id } => say::error_no_device(id),
            Self::Code(error) => say::error_code(error.to_string()),
        }
    }
}

impl CompanionError {
    /// Whether the server was not reached, or cannot answer now: that is normal.
    pub const fn is_offline(&self) -> bool {
        matches!(self, Self::Server(error) if error.is_passing())
    }
}

impl From<CodeError> for CompanionError {
    fn from(error: CodeError) -> Self {
        AccountError::Code(error).into()
    }
}

impl From<MembershipError> for CompanionError {
    fn from(error: MembershipError) -> Self {
        match error {
            MembershipError::InAccount => AccountError::InAccount.into(),
            MembershipError::NoAccount => AccountError::NoAccount.into(),
            MembershipError::SecretLost => AccountError::SecretLost.into(),
            MembershipError::Keys(error) => error.into(),
            MembershipError::Local(error) => error.into(),
        }
    }
}

impl From<SyncError> for CompanionError {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Local(error) => error.into(),
            SyncError::Keys(error) => error.into(),
            SyncError::SecretLost => AccountError::SecretLost.into(),
        }
    }
}

impl From<LocalError> for CompanionError {
    fn from(error: LocalError) -> Self {
        match error {
            LocalError::Diary(error) => Self::Store(error),
            LocalError::Vault(error) => Self::Vault(error),
            #[cfg(test)]
            LocalError::Killed => Self::Cancelled,
        }
    }
}

impl From<KeysError> for CompanionError {
    fn from(error: KeysError) -> Self {
        Self::Vault(match error {
            KeysError::KeyStore(error) => VaultError::KeyStore(error),
            KeysError::Damaged { name } => VaultError::Damaged { reason: name },
            KeysError::NotKept { .. } => VaultError::NotKept,
        })
    }
}
