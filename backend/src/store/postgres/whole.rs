//! The database as a whole: what it finds wrong with itself, and writing tables anew once something was deleted.
//!
//! Not for: backups, which are PostgreSQL's own tools' (docs/operate.md).

use super::PostgresStore;
use super::connection::failed;
use super::statement::{execute, rows};
use crate::store::StoreError;

/// What keys alone cannot keep true, each with what it means where it finds a row.
const FAULTS: &[(&str, &str)] = &[
    (
        "SELECT 1 FROM pg_stat_database WHERE datname = current_database() AND checksum_failures > 0",
        "PostgreSQL counts pages whose checksum is wrong",
    ),
    (
        "SELECT 1 FROM accounts a WHERE head_seq <> \
            (SELECT coalesce(max(seq), 0) FROM records r WHERE r.account = a.account)",
        "an account's head is not its last record",
    ),
    (
        "SELECT 1 FROM records r WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.account = r.account)",
        "there are records of no account",
    ),
    (
        "SELECT 1 FROM blobs b WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.account = b.account)",
        "there are blobs of no account",
    ),
    (
        "SELECT 1 FROM tokens t WHERE NOT EXISTS \
            (SELECT 1 FROM devices d WHERE d.account = t.account AND d.device = t.device AND d.token = t.token)",
        "there are tokens of no device",
    ),
    (
        "SELECT 1 FROM accounts a WHERE bytes <> \
            (SELECT coalesce(sum(octet_length(ciphertext)), 0) FROM records r WHERE r.account = a.account) \
            + (SELECT coalesce(sum(length), 0) FROM blobs b WHERE b.account = a.account) \
            + (SELECT coalesce(sum(length), 0) FROM uploads u WHERE u.account = a.account AND NOT finished)",
        "an account's bytes are miscounted",
    ),
];

impl PostgresStore {
    pub(super) async fn find_faults(&self) -> Result<Vec<String>, StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        // These read everything, which takes as long as it takes.
        transaction
            .batch_execute(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; \
                SET LOCAL statement_timeout = 0; SET LOCAL enable_seqscan = on",
            )
            .await
            .map_err(failed)?;
        let mut faults = Vec::new();
        for (sql, meaning) in FAULTS {
            if !transaction.query(&format!("{sql} LIMIT 1"), &[]).await.map_err(failed)?.is_empty() {
                faults.push((*meaning).to_owned());
            }
        }
        Ok(faults)
    }

    /// A deleted row's bytes stay in its table's file until that is written anew: VACUUM FULL. It locks the table for as
    /// long as it copies it; done only where something was deleted.
    pub(super) async fn write_anew(&self) -> Result<(), StoreError> {
        let client = self.take().await?;
        let sql = "SELECT what FROM scrubbing WHERE since <= now() - make_interval(hours => $1)";
        let hours = i32::try_from(self.scrub_hours).unwrap_or(i32::MAX);
        for row in rows(&client, sql, &[&hours]).await? {
            let table: &str = row.get(0);
            // The mark goes first: what is deleted from now on sets it again. Of several servers, one takes it.
            if execute(&client, "DELETE FROM scrubbing WHERE what = $1", &[&table]).await? == 0 {
                continue;
            }
            let Some(table) =
                ["accounts", "devices", "records", "tokens"].iter().find(|known| **known == table)
            else {
                continue;
            };
            client.batch_execute("SET statement_timeout = 0").await.map_err(failed)?;
            let done = client.batch_execute(&format!("VACUUM FULL {table}")).await.map_err(failed);
            client.batch_execute("RESET statement_timeout").await.map_err(failed)?;
            if done.is_err() {
                let sql = "INSERT INTO scrubbing (what) VALUES ($1) ON CONFLICT DO NOTHING";
                execute(&client, sql, &[table]).await?;
                done?;
            }
        }
        Ok(())
    }
}
