//! Accounts, nonces and devices in PostgreSQL.
//!
//! Not for: whose token that is, which every request asks (`tokens`).

use stipple_wire::{AccountId, PublicKey, account_id};
use tokio_postgres::Row;
use uuid::Uuid;

use super::PostgresStore;
use super::connection::{count, failed, name};
use super::statement::{execute, hold, row, rows, to_scrub};
use crate::clock::Moment;
use crate::store::{DeviceCursor, DeviceRow, NewDevice, Quota, StoreError, TokenHash, Usage};

impl PostgresStore {
    pub(super) async fn make_account(&self, key: PublicKey) -> Result<AccountId, StoreError> {
        let account = account_id(&key);
        let sql = "INSERT INTO accounts (account, public_key) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        execute(&self.take().await?, sql, &[&account.0.as_slice(), &key.0.as_slice()]).await?;
        Ok(account)
    }

    pub(super) async fn key_of(&self, account: AccountId) -> Result<PublicKey, StoreError> {
        let sql = "SELECT public_key FROM accounts WHERE account = $1";
        let found = row(&self.take().await?, sql, &[&account.0.as_slice()]).await?;
        let found = found.ok_or(StoreError::AccountUnknown)?;
        Ok(stipple_wire::Fixed(name(found.get(0))?))
    }

    pub(super) async fn usage_of(&self, account: AccountId) -> Result<Usage, StoreError> {
        let sql = "SELECT head_seq, bytes FROM accounts WHERE account = $1";
        let found = row(&self.take().await?, sql, &[&account.0.as_slice()]).await?;
        let found = found.ok_or(StoreError::AccountUnknown)?;
        Ok(Usage { records: count(found.get(0))?, bytes: count(found.get(1))? })
    }

    pub(super) async fn drop_account(&self, account: AccountId) -> Result<(), StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        // A push that holds the row is waited for; one that comes later finds no account.
        hold(&transaction, account).await?;
        let key = account.0.as_slice();
        for sql in [
            "INSERT INTO garbage SELECT object FROM blobs WHERE account = $1 ON CONFLICT DO NOTHING",
            "INSERT INTO garbage SELECT object FROM pieces WHERE account = $1 ON CONFLICT DO NOTHING",
            "DELETE FROM tokens t USING devices d WHERE d.account = $1 AND t.token = d.token",
            "DELETE FROM devices WHERE account = $1",
            "DELETE FROM challenges WHERE account = $1",
            "DELETE FROM records WHERE account = $1",
            "DELETE FROM pieces WHERE account = $1",
            "DELETE FROM uploads WHERE account = $1",
            "DELETE FROM blobs WHERE account = $1",
            "DELETE FROM accounts WHERE account = $1",
        ] {
            execute(&transaction, sql, &[&key]).await?;
        }
        to_scrub(&transaction, &["records", "devices", "tokens", "accounts"]).await?;
        transaction.commit().await.map_err(failed)
    }

    pub(super) async fn keep_nonce(
        &self,
        account: AccountId,
        nonce: [u8; 32],
        now: Moment,
        expires: Moment,
        most: u32,
    ) -> Result<(), StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        hold(&transaction, account).await?;
        let key = account.0.as_slice();
        let sql = "SELECT count(*), min(expires) FROM challenges WHERE account = $1 AND expires > $2";
        let found = row(&transaction, sql, &[&key, &now.0]).await?;
        let (outstanding, first) =
            found.map_or((0, None), |row| (row.get::<_, i64>(0), row.get::<_, Option<i64>>(1)));
        if outstanding >= i64::from(most) {
            return Err(StoreError::ChallengesOutstanding { until: first.map_or(expires, Moment) });
        }
        execute(&transaction, "DELETE FROM challenges WHERE account = $1 AND expires <= $2", &[&key, &now.0])
            .await?;
        let sql = "INSERT INTO challenges (account, nonce, expires) VALUES ($1, $2, $3)";
        execute(&transaction, sql, &[&key, &nonce.as_slice(), &expires.0]).await?;
        transaction.commit().await.map_err(failed)
    }

    pub(super) async fn admit(
        &self,
        device: NewDevice,
        now: Moment,
        quota: &Quota,
    ) -> Result<(), StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        hold(&transaction, device.account).await?;
        let key = device.account.0.as_slice();
        let sql = "DELETE FROM challenges WHERE account = $1 AND nonce = $2 AND expires > $3";
        if execute(&transaction, sql, &[&key, &device.nonce.as_slice(), &now.0]).await? == 0 {
            return Err(StoreError::ChallengeInvalid);
        }
        let there = row(&transaction, "SELECT count(*) FROM devices WHERE account = $1", &[&key]).await?;
        if there.is_some_and(|row| row.get::<_, i64>(0) >= i64::from(quota.devices)) {
            return Err(StoreError::DevicesFull);
        }
        let sql = "INSERT INTO devices (account, device, label, created, last_seen, token) VALUES ($1, $2, $3, $4, $5, $6)";
        let token = device.token.0.as_slice();
        execute(&transaction, sql, &[&key, &device.device, &device.label, &now.0, &now.day(), &token])
            .await?;
        let sql = "INSERT INTO tokens (token, account, device) VALUES ($1, $2, $3)";
        execute(&transaction, sql, &[&token, &key, &device.device]).await?;
        transaction.commit().await.map_err(failed)
    }

    pub(super) async fn saw(&self, account: AccountId, device: Uuid, day: i64) -> Result<(), StoreError> {
        let sql = "UPDATE devices SET last_seen = $3 WHERE account = $1 AND device = $2 AND last_seen <> $3";
        execute(&self.take().await?, sql, &[&account.0.as_slice(), &device, &day]).await.map(drop)
    }

    pub(super) async fn list_devices(
        &self,
        account: AccountId,
        after: Option<DeviceCursor>,
        limit: u32,
    ) -> Result<Vec<DeviceRow>, StoreError> {
        let client = self.take().await?;
        let key = account.0.as_slice();
        let after = after.unwrap_or(DeviceCursor { created: Moment(i64::MIN), id: Uuid::nil() });
        let sql = "SELECT device, label, created, last_seen, token FROM devices \
            WHERE account = $1 AND (created, device) > ($2, $3) ORDER BY created, device LIMIT $4";
        let found = rows(&client, sql, &[&key, &after.created.0, &after.id, &i64::from(limit)]).await?;
        if found.is_empty() {
            known(&client, account).await?;
        }
        found.iter().map(device_row).collect()
    }

    pub(super) async fn dismiss(&self, account: AccountId, device: Uuid) -> Result<(), StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        hold(&transaction, account).await?;
        let sql = "DELETE FROM devices WHERE account = $1 AND device = $2 RETURNING token";
        let gone = row(&transaction, sql, &[&account.0.as_slice(), &device]).await?;
        let gone = gone.ok_or(StoreError::DeviceUnknown)?;
        execute(&transaction, "DELETE FROM tokens WHERE token = $1", &[&gone.get::<_, &[u8]>(0)]).await?;
        to_scrub(&transaction, &["devices", "tokens"]).await?;
        transaction.commit().await.map_err(failed)
    }

    pub(super) async fn list_accounts(
        &self,
        after: Option<AccountId>,
        limit: u32,
    ) -> Result<Vec<AccountId>, StoreError> {
        let sql = "SELECT account FROM accounts WHERE account > $1 ORDER BY account LIMIT $2";
        let after = after.as_ref().map_or(&[][..], |account| &account.0);
        let found = rows(&self.take().await?, sql, &[&after, &i64::from(limit)]).await?;
        found.iter().map(|row| Ok(AccountId(name(row.get(0))?))).collect()
    }
}

/// That there is such an account.
pub(super) async fn known(
    on: &impl deadpool_postgres::GenericClient,
    account: AccountId,
) -> Result<(), StoreError> {
    let sql = "SELECT 1 FROM accounts WHERE account = $1";
    row(on, sql, &[&account.0.as_slice()]).await?.map(drop).ok_or(StoreError::AccountUnknown)
}

/// A device from its columns: `device, label, created, last_seen, token`.
pub(super) fn device_row(row: &Row) -> Result<DeviceRow, StoreError> {
    Ok(DeviceRow {
        id: row.get(0),
        label: row.get(1),
        created: Moment(row.get(2)),
        last_seen: row.get(3),
        token: TokenHash(name(row.get(4))?),
    })
}
