//! Accounts, nonces and devices in SQLite.
//!
//! Not for: signatures.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params, params};
use stipple_wire::{AccountId, Fixed, PublicKey, account_id};
use uuid::Uuid;

use super::{number, unsigned};
use crate::clock::Moment;
use crate::store::{DeviceCursor, DeviceRow, NewDevice, Quota, StoreError, TokenHash, Usage};

pub(super) fn register(conn: &Connection, public_key: PublicKey) -> Result<AccountId, StoreError> {
    let id = account_id(&public_key);
    let mut insert = conn.prepare_cached(
        "INSERT INTO accounts (id, public_key) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
    )?;
    insert.execute(params![id.0, public_key.0])?;
    Ok(id)
}

pub(super) fn public_key(conn: &Connection, account: AccountId) -> Result<PublicKey, StoreError> {
    let mut found = conn.prepare_cached("SELECT public_key FROM accounts WHERE id = ?1")?;
    let key = found.query_row([account.0], |row| row.get(0)).optional()?;
    key.map(Fixed).ok_or(StoreError::AccountUnknown)
}

pub(super) fn delete(conn: &Connection, account: AccountId) -> Result<(), StoreError> {
    let number = number(conn, account)?;
    for sql in [
        "INSERT INTO garbage SELECT object FROM pieces WHERE account = ?1",
        "INSERT INTO garbage SELECT object FROM blobs WHERE account = ?1",
        "DELETE FROM pieces WHERE account = ?1",
        "DELETE FROM uploads WHERE account = ?1",
        "DELETE FROM blobs WHERE account = ?1",
        "DELETE FROM records WHERE account = ?1",
        "DELETE FROM devices WHERE account = ?1",
        "DELETE FROM challenges WHERE account = ?1",
        "DELETE FROM accounts WHERE number = ?1",
    ] {
        conn.prepare_cached(sql)?.execute([number])?;
    }
    Ok(())
}

pub(super) fn usage(conn: &Connection, account: AccountId) -> Result<Usage, StoreError> {
    let mut found = conn.prepare_cached("SELECT seq, bytes FROM accounts WHERE id = ?1")?;
    let usage = found
        .query_row([account.0], |row| Ok(Usage { records: unsigned(row, 0)?, bytes: unsigned(row, 1)? }))
        .optional()?;
    usage.ok_or(StoreError::AccountUnknown)
}

pub(super) fn list(
    conn: &Connection,
    after: Option<AccountId>,
    limit: u32,
) -> Result<Vec<AccountId>, StoreError> {
    let mut found =
        conn.prepare_cached("SELECT id FROM accounts WHERE ?1 IS NULL OR id > ?1 ORDER BY id LIMIT ?2")?;
    let rows = found.query_map(params![after.map(|id| id.0), limit], |row| row.get(0).map(AccountId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn add_challenge(
    conn: &Connection,
    account: AccountId,
    nonce: [u8; 32],
    now: Moment,
    expires: Moment,
    most: u32,
) -> Result<(), StoreError> {
    let number = number(conn, account)?;
    conn.prepare_cached("DELETE FROM challenges WHERE account = ?1 AND expires <= ?2")?
        .execute(params![number, now.0])?;
    let (count, first): (u32, Option<i64>) = conn
        .prepare_cached("SELECT count(*), min(expires) FROM challenges WHERE account = ?1")?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if count >= most {
        return Err(StoreError::ChallengesOutstanding { until: first.map_or(expires, Moment) });
    }
    conn.prepare_cached("INSERT INTO challenges (account, nonce, expires) VALUES (?1, ?2, ?3)")?
        .execute(params![number, nonce, expires.0])?;
    Ok(())
}

pub(super) fn add_device(
    conn: &Connection,
    device: &NewDevice,
    now: Moment,
    quota: &Quota,
) -> Result<(), StoreError> {
    let number = number(conn, device.account)?;
    let used = conn
        .prepare_cached("DELETE FROM challenges WHERE account = ?1 AND nonce = ?2 AND expires > ?3")?
        .execute(params![number, device.nonce, now.0])?;
    if used == 0 {
        return Err(StoreError::ChallengeInvalid);
    }
    let devices: u32 = conn
        .prepare_cached("SELECT count(*) FROM devices WHERE account = ?1")?
        .query_row([number], |row| row.get(0))?;
    if devices >= quota.devices {
        return Err(StoreError::DevicesFull);
    }
    let mut insert = conn.prepare_cached(
        "INSERT INTO devices (account, id, created, last_seen, label, token) \
         VALUES (:account, :id, :created, :last_seen, :label, :token)",
    )?;
    insert.execute(named_params! {
        ":account": number,
        ":id": device.device.as_bytes(),
        ":created": now.0,
        ":last_seen": now.day(),
        ":label": device.label,
        ":token": device.token.0,
    })?;
    Ok(())
}

/// Columns of a device, as [`device`] reads them.
const DEVICE: &str = "devices.id, label, created, last_seen, token";

fn device(row: &Row<'_>) -> rusqlite::Result<DeviceRow> {
    Ok(DeviceRow {
        id: Uuid::from_bytes(row.get(0)?),
        label: row.get(1)?,
        created: Moment(row.get(2)?),
        last_seen: row.get(3)?,
        token: TokenHash(row.get(4)?),
    })
}

pub(super) fn device_of(conn: &Connection, token: TokenHash) -> Result<(AccountId, DeviceRow), StoreError> {
    let mut found = conn.prepare_cached(&format!(
        "SELECT {DEVICE}, accounts.id FROM devices JOIN accounts ON number = account WHERE token = ?1"
    ))?;
    let row = found.query_row([token.0], |row| Ok((AccountId(row.get(5)?), device(row)?))).optional()?;
    row.ok_or(StoreError::DeviceUnknown)
}

pub(super) fn seen(conn: &Connection, account: AccountId, device: Uuid, day: i64) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE devices SET last_seen = ?3 \
         WHERE account = (SELECT number FROM accounts WHERE id = ?1) AND id = ?2",
    )?
    .execute(params![account.0, device.as_bytes(), day])?;
    Ok(())
}

pub(super) fn devices(
    conn: &Connection,
    account: AccountId,
    after: Option<DeviceCursor>,
    limit: u32,
) -> Result<Vec<DeviceRow>, StoreError> {
    let number = number(conn, account)?;
    let mut found = conn.prepare_cached(&format!(
        "SELECT {DEVICE} FROM devices WHERE account = ?1 AND (?2 IS NULL OR (created, id) > (?2, ?3)) \
         ORDER BY created, id LIMIT ?4"
    ))?;
    let (created, id) = (after.map(|at| at.created.0), after.map(|at| at.id.into_bytes()));
    let rows = found.query_map(params![number, created, id, limit], device)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn revoke(conn: &Connection, account: AccountId, device: Uuid) -> Result<(), StoreError> {
    let number = number(conn, account)?;
    let gone = conn
        .prepare_cached("DELETE FROM devices WHERE account = ?1 AND id = ?2")?
        .execute(params![number, device.as_bytes()])?;
    if gone == 0 { Err(StoreError::DeviceUnknown) } else { Ok(()) }
}
