//! One prepared statement at a time, on a connection or in a transaction; and the row of an account, held.
//!
//! Not for: which statements there are.

use deadpool_postgres::GenericClient;
use stipple_wire::AccountId;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::connection::failed;
use crate::store::StoreError;

/// What a statement takes.
pub(super) type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// The rows of a statement, prepared once a connection.
pub(super) async fn rows(
    on: &impl GenericClient,
    sql: &str,
    values: Values<'_>,
) -> Result<Vec<Row>, StoreError> {
    let statement = on.prepare_cached(sql).await.map_err(failed)?;
    on.query(&statement, values).await.map_err(failed)
}

/// The first row of a statement, if there is one.
pub(super) async fn row(
    on: &impl GenericClient,
    sql: &str,
    values: Values<'_>,
) -> Result<Option<Row>, StoreError> {
    Ok(rows(on, sql, values).await?.into_iter().next())
}

/// Does what a statement says; how many rows that touched.
pub(super) async fn execute(
    on: &impl GenericClient,
    sql: &str,
    values: Values<'_>,
) -> Result<u64, StoreError> {
    let statement = on.prepare_cached(sql).await.map_err(failed)?;
    on.execute(&statement, values).await.map_err(failed)
}

/// Holds the account's row until the transaction ends: whoever changes anything of an account does this first, so that
/// nobody else is changing it. Gives the bytes that it takes up.
pub(super) async fn hold(on: &impl GenericClient, account: AccountId) -> Result<i64, StoreError> {
    let sql = "SELECT bytes FROM accounts WHERE account = $1 FOR NO KEY UPDATE";
    let row = row(on, sql, &[&account.0.as_slice()]).await?;
    row.map(|row| row.get(0)).ok_or(StoreError::AccountUnknown)
}

/// Moves the account's bytes up or down.
pub(super) async fn charge(
    on: &impl GenericClient,
    account: AccountId,
    bytes: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE accounts SET bytes = bytes + $2 WHERE account = $1";
    execute(on, sql, &[&account.0.as_slice(), &bytes]).await.map(drop)
}

/// Notes that a table holds what was deleted, until it is written anew.
pub(super) async fn to_scrub(on: &impl GenericClient, tables: &[&str]) -> Result<(), StoreError> {
    let sql = "INSERT INTO scrubbing (what) SELECT * FROM unnest($1::text[]) ON CONFLICT DO NOTHING";
    execute(on, sql, &[&tables]).await.map(drop)
}
