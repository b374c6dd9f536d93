//! Finished blobs, and objects that nobody needs any more.
//!
//! Not for: their bytes.

use std::collections::HashSet;

use stipple_wire::{AccountId, Hash};
use tokio_postgres::Row;

use super::PostgresStore;
use super::accounts::known;
use super::connection::{count, failed, name};
use super::statement::{charge, execute, hold, row, rows};
use crate::store::{BlobRow, Object, StoreError};

impl PostgresStore {
    pub(super) async fn blob_row(&self, account: AccountId, hash: Hash) -> Result<BlobRow, StoreError> {
        let client = self.take().await?;
        let sql = "SELECT hash, length, object FROM blobs WHERE account = $1 AND hash = $2";
        let found = row(&client, sql, &[&account.0.as_slice(), &hash.0.as_slice()]).await?;
        let Some(found) = found else {
            known(&client, account).await?;
            return Err(StoreError::BlobUnknown);
        };
        blob(&found)
    }

    pub(super) async fn drop_blob(&self, account: AccountId, hash: Hash) -> Result<(), StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        hold(&transaction, account).await?;
        let (key, hash) = (account.0.as_slice(), hash.0.as_slice());
        let sql = "DELETE FROM blobs WHERE account = $1 AND hash = $2 RETURNING length, object";
        let gone = row(&transaction, sql, &[&key, &hash]).await?.ok_or(StoreError::BlobUnknown)?;
        charge(&transaction, account, -gone.get::<_, i64>(0)).await?;
        // An upload that made it, or found it, would say that it is there.
        let sql = "DELETE FROM uploads WHERE account = $1 AND hash = $2 AND finished";
        execute(&transaction, sql, &[&key, &hash]).await?;
        let sql = "INSERT INTO garbage VALUES ($1) ON CONFLICT DO NOTHING";
        execute(&transaction, sql, &[&gone.get::<_, &str>(1)]).await?;
        transaction.commit().await.map_err(failed)
    }

    pub(super) async fn list_blobs(
        &self,
        account: AccountId,
        after: Option<Hash>,
        limit: u32,
    ) -> Result<Vec<BlobRow>, StoreError> {
        let client = self.take().await?;
        let after = after.as_ref().map_or(&[][..], |hash| &hash.0);
        let sql =
            "SELECT hash, length, object FROM blobs WHERE account = $1 AND hash > $2 ORDER BY hash LIMIT $3";
        let found = rows(&client, sql, &[&account.0.as_slice(), &after, &i64::from(limit)]).await?;
        if found.is_empty() {
            known(&client, account).await?;
        }
        found.iter().map(blob).collect()
    }

    pub(super) async fn list_garbage(&self, limit: u32) -> Result<Vec<Object>, StoreError> {
        let sql = "SELECT object FROM garbage ORDER BY object LIMIT $1";
        let found = rows(&self.take().await?, sql, &[&i64::from(limit)]).await?;
        Ok(found.iter().map(|row| Object(row.get(0))).collect())
    }

    pub(super) async fn forget(&self, objects: Vec<Object>) -> Result<(), StoreError> {
        let names = names(&objects);
        let sql = "DELETE FROM garbage WHERE object = ANY($1)";
        execute(&self.take().await?, sql, &[&names]).await.map(drop)
    }

    pub(super) async fn throw_away(&self, mut objects: Vec<Object>) -> Result<(), StoreError> {
        let known: HashSet<_> = self.known_objects(objects.clone()).await?.into_iter().collect();
        objects.retain(|object| !known.contains(object));
        let names = names(&objects);
        let sql = "INSERT INTO garbage SELECT * FROM unnest($1::text[]) ON CONFLICT DO NOTHING";
        execute(&self.take().await?, sql, &[&names]).await.map(drop)
    }

    pub(super) async fn known_objects(&self, mut objects: Vec<Object>) -> Result<Vec<Object>, StoreError> {
        let client = self.take().await?;
        let all = names(&objects);
        // A name begins with the account that it is of; one that does not can only be garbage.
        let (of, inside): (Vec<AccountId>, Vec<&str>) = all
            .iter()
            .filter_map(|name| Some((name.split_once('/')?.0.parse::<AccountId>().ok()?, *name)))
            .unzip();
        let of: Vec<&[u8]> = of.iter().map(|account| account.0.as_slice()).collect();
        let sql = "SELECT object FROM garbage WHERE object = ANY($1) \
            UNION SELECT b.object FROM unnest($2::bytea[], $3::text[]) AS asked (account, object) \
                JOIN blobs b ON b.account = asked.account AND b.object = asked.object \
            UNION SELECT p.object FROM unnest($2::bytea[], $3::text[]) AS asked (account, object) \
                JOIN pieces p ON p.account = asked.account AND p.object = asked.object";
        let found = rows(&client, sql, &[&all, &of, &inside]).await?;
        let found: HashSet<&str> = found.iter().map(|row| row.get(0)).collect();
        objects.retain(|object| found.contains(object.0.as_str()));
        Ok(objects)
    }
}

fn names(objects: &[Object]) -> Vec<&str> {
    objects.iter().map(|object| object.0.as_str()).collect()
}

fn blob(row: &Row) -> Result<BlobRow, StoreError> {
    Ok(BlobRow { hash: Hash(name(row.get(0))?), length: count(row.get(1))?, object: Object(row.get(2)) })
}
