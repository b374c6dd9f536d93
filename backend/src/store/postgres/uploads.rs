//! Uploads: announced, grown piece by piece, finished or over.
//!
//! Not for: finished blobs and garbage (`blobs`).

use deadpool_postgres::GenericClient;
use stipple_wire::limits::MAX_PIECES;
use stipple_wire::{AccountId, Hash};
use tokio_postgres::Row;
use uuid::Uuid;

use super::PostgresStore;
use super::accounts::known;
use super::connection::{count, failed, name, stored};
use super::statement::{charge, execute, hold, row, rows};
use crate::clock::Moment;
use crate::store::{NewUpload, Object, Piece, Quota, StoreError, UploadRow};

const UPLOAD: &str = "SELECT upload, hash, length, received, finished, expires FROM uploads \
    WHERE account = $1 AND upload = $2";

impl PostgresStore {
    pub(super) async fn announce_upload(
        &self,
        account: AccountId,
        upload: NewUpload,
        now: Moment,
        quota: &Quota,
    ) -> Result<UploadRow, StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        let bytes = count(hold(&transaction, account).await?)?;
        let key = account.0.as_slice();
        let sql = "SELECT 1 FROM blobs WHERE account = $1 AND hash = $2";
        let finished = row(&transaction, sql, &[&key, &upload.hash.0.as_slice()]).await?.is_some();
        if !finished {
            let sql = "SELECT count(*) FROM uploads WHERE account = $1 AND NOT finished AND expires > $2";
            let open = row(&transaction, sql, &[&key, &now.0]).await?;
            if open.is_some_and(|row| row.get::<_, i64>(0) >= i64::from(quota.uploads)) {
                return Err(StoreError::UploadsFull);
            }
            if bytes.saturating_add(upload.length) > quota.bytes {
                return Err(StoreError::BytesFull);
            }
            charge(&transaction, account, stored(upload.length)?).await?;
        }
        let upload = upload.row(finished);
        let sql = "INSERT INTO uploads (account, upload, hash, length, received, finished, expires) \
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let (hash, length, received) =
            (upload.hash.0.as_slice(), stored(upload.length)?, stored(upload.offset)?);
        let values: super::statement::Values<'_> =
            &[&key, &upload.id, &hash, &length, &received, &finished, &upload.expires.0];
        execute(&transaction, sql, values).await?;
        transaction.commit().await.map_err(failed)?;
        Ok(upload)
    }

    pub(super) async fn upload_at(
        &self,
        account: AccountId,
        id: Uuid,
        now: Moment,
    ) -> Result<UploadRow, StoreError> {
        let client = self.take().await?;
        let found = row(&client, UPLOAD, &[&account.0.as_slice(), &id]).await?;
        let Some(found) = found else {
            known(&client, account).await?;
            return Err(StoreError::UploadUnknown);
        };
        upload_row(&found)?.alive(now)
    }

    pub(super) async fn grow_upload(
        &self,
        account: AccountId,
        id: Uuid,
        piece: Piece,
        now: Moment,
        expires: Moment,
    ) -> Result<(), StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        hold(&transaction, account).await?;
        find(&transaction, account, id).await?.standing(piece.offset, now)?;
        let key = account.0.as_slice();
        let sql = "SELECT count(*) FROM pieces WHERE account = $1 AND upload = $2";
        let pieces = row(&transaction, sql, &[&key, &id]).await?;
        if pieces.is_some_and(|row| row.get::<_, i64>(0) >= i64::from(MAX_PIECES)) {
            return Err(StoreError::PiecesFull);
        }
        let (start, length) = (stored(piece.offset)?, stored(piece.length)?);
        let sql = "INSERT INTO pieces (account, upload, start, length, object) VALUES ($1, $2, $3, $4, $5)";
        execute(&transaction, sql, &[&key, &id, &start, &length, &piece.object.0]).await?;
        let sql =
            "UPDATE uploads SET received = received + $3, expires = $4 WHERE account = $1 AND upload = $2";
        execute(&transaction, sql, &[&key, &id, &length, &expires.0]).await?;
        transaction.commit().await.map_err(failed)
    }

    pub(super) async fn pieces_of(&self, account: AccountId, id: Uuid) -> Result<Vec<Piece>, StoreError> {
        let client = self.take().await?;
        let key = account.0.as_slice();
        let sql =
            "SELECT start, length, object FROM pieces WHERE account = $1 AND upload = $2 ORDER BY start";
        let found = rows(&client, sql, &[&key, &id]).await?;
        if found.is_empty() && row(&client, UPLOAD, &[&key, &id]).await?.is_none() {
            known(&client, account).await?;
            return Err(StoreError::UploadUnknown);
        }
        found
            .iter()
            .map(|row| {
                Ok(Piece {
                    offset: count(row.get(0))?,
                    length: count(row.get(1))?,
                    object: Object(row.get(2)),
                })
            })
            .collect()
    }

    pub(super) async fn complete_upload(
        &self,
        account: AccountId,
        id: Uuid,
        offset: u64,
        object: Object,
        now: Moment,
    ) -> Result<(), StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        hold(&transaction, account).await?;
        let upload = find(&transaction, account, id).await?.standing(offset, now)?;
        let (key, hash, length) = (account.0.as_slice(), upload.hash.0.as_slice(), stored(upload.length)?);
        drop_pieces(&transaction, account, id).await?;
        let sql = "UPDATE uploads SET received = length, finished = true WHERE account = $1 AND upload = $2";
        execute(&transaction, sql, &[&key, &id]).await?;
        let sql = "INSERT INTO blobs (account, hash, length, object) VALUES ($1, $2, $3, $4) \
            ON CONFLICT (account, hash) DO NOTHING";
        if execute(&transaction, sql, &[&key, &hash, &length, &object.0]).await? == 0 {
            let sql = "INSERT INTO garbage VALUES ($1) ON CONFLICT DO NOTHING";
            execute(&transaction, sql, &[&object.0]).await?;
            charge(&transaction, account, -length).await?;
        }
        transaction.commit().await.map_err(failed)
    }

    pub(super) async fn close_upload(&self, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        self.close(account, id, None).await
    }

    /// Ends an upload; with `over`, only if it is over by then.
    async fn close(&self, account: AccountId, id: Uuid, over: Option<Moment>) -> Result<(), StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        hold(&transaction, account).await?;
        let key = account.0.as_slice();
        let sql = "DELETE FROM uploads WHERE account = $1 AND upload = $2 AND expires <= $3 RETURNING length, finished";
        let by = over.map_or(i64::MAX, |moment| moment.0);
        let gone = row(&transaction, sql, &[&key, &id, &by]).await?.ok_or(StoreError::UploadUnknown)?;
        if !gone.get::<_, bool>(1) {
            charge(&transaction, account, -gone.get::<_, i64>(0)).await?;
        }
        drop_pieces(&transaction, account, id).await?;
        transaction.commit().await.map_err(failed)
    }

    pub(super) async fn end_what_is_over(&self, now: Moment, limit: u32) -> Result<u64, StoreError> {
        let client = self.take().await?;
        let sql = "DELETE FROM challenges WHERE (account, nonce) IN \
            (SELECT account, nonce FROM challenges WHERE expires <= $1 LIMIT $2)";
        execute(&client, sql, &[&now.0, &i64::from(limit)]).await?;
        let sql = "SELECT account, upload FROM uploads WHERE expires <= $1 ORDER BY expires LIMIT $2";
        let over = rows(&client, sql, &[&now.0, &i64::from(limit)]).await?;
        drop(client);
        let mut ended = 0;
        for row in over {
            match self.close(AccountId(name(row.get(0))?), row.get(1), Some(now)).await {
                Ok(()) => ended += 1,
                // Another server was quicker, or something came for it after all.
                Err(StoreError::UploadUnknown | StoreError::AccountUnknown) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(ended)
    }
}

/// An upload of an account that is held.
async fn find(on: &impl GenericClient, account: AccountId, id: Uuid) -> Result<UploadRow, StoreError> {
    let found = row(on, UPLOAD, &[&account.0.as_slice(), &id]).await?.ok_or(StoreError::UploadUnknown)?;
    upload_row(&found)
}

/// Makes garbage of an upload's pieces.
async fn drop_pieces(on: &impl GenericClient, account: AccountId, id: Uuid) -> Result<(), StoreError> {
    let sql = "WITH gone AS (DELETE FROM pieces WHERE account = $1 AND upload = $2 RETURNING object) \
        INSERT INTO garbage SELECT object FROM gone ON CONFLICT DO NOTHING";
    execute(on, sql, &[&account.0.as_slice(), &id]).await.map(drop)
}

fn upload_row(row: &Row) -> Result<UploadRow, StoreError> {
    Ok(UploadRow {
        id: row.get(0),
        hash: Hash(name(row.get(1))?),
        length: count(row.get(2))?,
        offset: count(row.get(3))?,
        finished: row.get(4),
        expires: Moment(row.get(5)),
    })
}
