//! The table of accounts: rows in, rows out.
//!
//! Writers take the transaction they are part of, readers a connection. Not for: secrets and tokens (`keys`), or when a row
//! changes (`engine`).

use rusqlite::{Connection, Row, Transaction, params};
use stipple_wire::{Hash, Head};
use uuid::Uuid;

use super::keys::AccountId;
use super::local::{Account, Role, Standing};
use crate::diary::DiaryError;
use crate::time::Instant;

/// All accounts, in the order of their ids.
pub(super) fn all(conn: &Connection) -> Result<Vec<Account>, DiaryError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, server, name, role, standing, device, seq, chain, in_step, confirmed FROM sync_accounts ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut accounts = Vec::new();
    while let Some(row) = rows.next()? {
        accounts.push(account(row)?);
    }
    Ok(accounts)
}

fn account(row: &Row) -> Result<Account, DiaryError> {
    let (role, standing): (String, String) = (row.get(3)?, row.get(4)?);
    Ok(Account {
        id: AccountId(row.get(0)?),
        server: row.get(1)?,
        name: row.get(2)?,
        role: ROLES.into_iter().find(|(word, _)| *word == role).map(|(_, role)| role).ok_or_else(damaged)?,
        standing: STANDINGS
            .into_iter()
            .find(|(word, _)| *word == standing)
            .map(|(_, standing)| standing)
            .ok_or_else(damaged)?,
        device: row.get::<_, Option<[u8; 16]>>(5)?.map(Uuid::from_bytes),
        cursor: Head { seq: unsigned(row.get(6)?), chain: Hash(row.get(7)?) },
        in_step: row.get::<_, Option<i64>>(8)?.map(Instant::from_micros),
        confirmed: Instant::from_micros(row.get(9)?),
    })
}

/// Puts a row, in place of what was there under its id.
pub(super) fn put(tx: &Transaction, account: &Account) -> Result<(), DiaryError> {
    tx.prepare_cached(
        "INSERT INTO sync_accounts (id, server, name, role, standing, device, seq, chain, in_step, confirmed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET server = ?2, name = ?3, role = ?4, standing = ?5, device = ?6, seq = ?7,
                                        chain = ?8, in_step = ?9, confirmed = ?10",
    )?
    .execute(params![
        account.id.0,
        account.server,
        account.name,
        ROLES.into_iter().find(|(_, role)| *role == account.role).map(|(word, _)| word),
        STANDINGS.into_iter().find(|(_, standing)| *standing == account.standing).map(|(word, _)| word),
        account.device.map(Uuid::into_bytes),
        signed(account.cursor.seq),
        account.cursor.chain.0,
        account.in_step.map(Instant::micros),
        account.confirmed.micros(),
    ])?;
    Ok(())
}

/// Moves the cursor.
pub(super) fn set_cursor(tx: &Transaction, account: AccountId, cursor: Head) -> Result<(), DiaryError> {
    tx.prepare_cached("UPDATE sync_accounts SET seq = ?2, chain = ?3 WHERE id = ?1")?.execute(params![
        account.0,
        signed(cursor.seq),
        cursor.chain.0
    ])?;
    Ok(())
}

/// Makes an account the one that this device is in; the one it was in is left, and to be deleted.
pub(super) fn switch(tx: &Transaction, to: AccountId) -> Result<(), DiaryError> {
    tx.execute("UPDATE sync_accounts SET role = 'deleting' WHERE role = 'current' AND id <> ?1", [to.0])?;
    tx.execute("UPDATE sync_accounts SET role = 'current' WHERE id = ?1", [to.0])?;
    Ok(())
}

/// Takes a row away.
pub(super) fn delete(tx: &Transaction, account: AccountId) -> Result<(), DiaryError> {
    tx.execute("DELETE FROM sync_accounts WHERE id = ?1", [account.0])?;
    Ok(())
}

const ROLES: [(&str, Role); 4] = [
    ("current", Role::Current),
    ("next", Role::Next),
    ("leaving", Role::Leaving { delete: false }),
    ("deleting", Role::Leaving { delete: true }),
];

const STANDINGS: [(&str, Standing); 5] = [
    ("creating", Standing::Creating),
    ("joining", Standing::Joining),
    ("active", Standing::Active),
    ("revoked", Standing::Revoked),
    ("gone", Standing::Gone),
];

fn damaged() -> DiaryError {
    DiaryError::Damaged { what: "the row of an account".to_owned() }
}

/// SQLite counts with a sign; no log gets as long as to need it.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}
