//! Numbered SQL files, each run once, whichever of several servers starts first.
//!
//! Not for: SQLite's, which are its own (`store/sqlite`).

use tokio_postgres::Client;

use super::connection::failed;
use crate::store::StoreError;

/// Never edit one that has shipped; add the next.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_first.sql")];

/// Held while the tables are looked at and made: a number of our own among PostgreSQL's advisory locks.
const LOCK: i64 = 0x7374_6970_706c_6501;

/// Brings the tables to this version. Tables of a newer one are refused, and left as they are.
pub(super) async fn migrate(client: &mut Client) -> Result<(), StoreError> {
    let transaction = client.transaction().await.map_err(failed)?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await.map_err(failed)?;
    transaction
        .batch_execute("CREATE TABLE IF NOT EXISTS stipple_schema (version bigint PRIMARY KEY)")
        .await
        .map_err(failed)?;
    let row = transaction
        .query_one("SELECT coalesce(max(version), 0) FROM stipple_schema", &[])
        .await
        .map_err(failed)?;
    let there = usize::try_from(row.get::<_, i64>(0)).unwrap_or(usize::MAX);
    if there > MIGRATIONS.len() {
        let reason = format!("the tables are of version {there}, and this server knows {}", MIGRATIONS.len());
        return Err(StoreError::Broken { reason });
    }
    for (version, sql) in (1_i64..).zip(MIGRATIONS).skip(there) {
        transaction.batch_execute(sql).await.map_err(failed)?;
        transaction
            .execute("INSERT INTO stipple_schema (version) VALUES ($1)", &[&version])
            .await
            .map_err(failed)?;
    }
    transaction.commit().await.map_err(failed)
}
