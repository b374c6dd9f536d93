//! What a client decides about accounts: make one, join one, change its code, leave. On this device only: the engine tells
//! the server, now or when there is a network.
//!
//! Secrets are kept first, then the row that names them; killed in between, a secret lies there that nothing names.
//! Not for: words (`companion`), or the server (`engine`).

use stipple_wire::Head;

use super::keys::{AccountSecret, DeviceToken, KeysError};
use super::local::{Account, Change, Local, LocalError, Role, Standing, current};
use crate::ports::{KeyStore, Random};
use crate::time::Instant;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum MembershipError {
    /// This device is in an account: leave it first.
    #[error("this device is in an account already")]
    InAccount,
    /// This device is in no account, or not any more.
    #[error("this device is in no account")]
    NoAccount,
    /// The account's secret is lost here.
    #[error("what opens the account is not on this device any more")]
    SecretLost,
    /// The place for secrets.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The diary.
    #[error(transparent)]
    Local(#[from] LocalError),
}

/// Where a device is to be in an account, and under which name.
#[derive(Debug, Clone, Copy)]
pub struct Seat<'a> {
    /// The server's address.
    pub server: &'a str,
    /// What this device calls itself there.
    pub name: &'a str,
    /// Now.
    pub now: Instant,
}

/// Makes an account. The server hears of it with the next run.
pub fn create(
    local: &mut dyn Local,
    keys: &dyn KeyStore,
    random: &dyn Random,
    seat: Seat<'_>,
) -> Result<AccountSecret, MembershipError> {
    let secret = AccountSecret::draw(random);
    sit(local, keys, &secret, seat, Standing::Creating)?;
    Ok(secret)
}

/// Joins an account by its secret. Whether there is such an account is seen with the next run.
pub fn join(
    local: &mut dyn Local,
    keys: &dyn KeyStore,
    secret: &AccountSecret,
    seat: Seat<'_>,
) -> Result<(), MembershipError> {
    sit(local, keys, secret, seat, Standing::Joining)
}

fn sit(
    local: &mut dyn Local,
    keys: &dyn KeyStore,
    secret: &AccountSecret,
    seat: Seat<'_>,
    standing: Standing,
) -> Result<(), MembershipError> {
    let (id, rows) = (secret.keys().id(), local.accounts()?);
    let lost = |row: &Account| matches!(row.standing, Standing::Revoked | Standing::Gone);
    if current(&rows).is_some_and(|row| !lost(row)) {
        return Err(MembershipError::InAccount);
    }
    secret.keep(keys)?;
    // A token of before is good for nothing, or is this device's own and is drawn anew.
    DeviceToken::forget(keys, id)?;
    let mut changes: Vec<Change> = rows.iter().filter(|row| row.id != id).filter_map(left).collect();
    let known = rows.iter().find(|row| row.id == id);
    changes.push(Change::Account(Account {
        id,
        server: seat.server.to_owned(),
        name: seat.name.to_owned(),
        role: Role::Current,
        standing,
        device: None,
        // What was read of this log before need not be read again; the chain tells if it is another.
        cursor: known.map_or(Head::EMPTY, |row| row.cursor),
        in_step: known.and_then(|row| row.in_step),
        confirmed: seat.now,
    }));
    if known.is_none() {
        // This device was in it once: what it kept is there only if the log, which is read from the start, shows it.
        changes.push(Change::Another);
    }
    Ok(local.apply(id, changes)?)
}

/// Begins to change the code: a new account, to which everything goes before this device does. Begun already: the same.
pub fn rotate(
    local: &mut dyn Local,
    keys: &dyn KeyStore,
    random: &dyn Random,
    now: Instant,
) -> Result<AccountSecret, MembershipError> {
    let rows = local.accounts()?;
    let current = current(&rows).filter(|row| row.standing == Standing::Active);
    let current = current.ok_or(MembershipError::NoAccount)?;
    let mut changes = Vec::new();
    if let Some(next) = rows.iter().find(|row| row.role == Role::Next) {
        if !matches!(next.standing, Standing::Revoked | Standing::Gone) {
            return AccountSecret::find(keys, next.id)?.ok_or(MembershipError::SecretLost);
        }
        changes.extend(left(next));
    }
    let secret = AccountSecret::draw(random);
    secret.keep(keys)?;
    let id = secret.keys().id();
    changes.push(Change::Account(Account {
        id,
        role: Role::Next,
        standing: Standing::Creating,
        device: None,
        cursor: Head::EMPTY,
        in_step: None,
        confirmed: now,
        ..current.clone()
    }));
    local.apply(id, changes)?;
    Ok(secret)
}

/// Leaves the account, and deletes it where that is asked for. What is on this device stays.
pub fn forget(local: &mut dyn Local, delete: bool) -> Result<(), MembershipError> {
    let rows = local.accounts()?;
    let current = current(&rows).ok_or(MembershipError::NoAccount)?;
    let mut changes: Vec<Change> =
        rows.iter().filter(|row| row.role == Role::Next).filter_map(left).collect();
    changes.push(Change::Account(Account { role: Role::Leaving { delete }, ..current.clone() }));
    Ok(local.apply(current.id, changes)?)
}

/// Notes that the client has the code at hand.
pub fn confirm(local: &mut dyn Local, now: Instant) -> Result<(), MembershipError> {
    let rows = local.accounts()?;
    let current = current(&rows).ok_or(MembershipError::NoAccount)?;
    Ok(local.apply(current.id, vec![Change::Account(Account { confirmed: now, ..current.clone() })])?)
}

/// The row of an account that is left for another one. One that nobody else can be in is deleted.
fn left(row: &Account) -> Option<Change> {
    let delete = match row.role {
        Role::Current => false,
        Role::Next => true,
        Role::Leaving { .. } => return None,
    };
    Some(Change::Account(Account { role: Role::Leaving { delete }, ..row.clone() }))
}
