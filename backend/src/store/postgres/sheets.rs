//! Studios' sheets in PostgreSQL.
//!
//! Not for: whether a signature fits.

use tokio_postgres::Row;

use super::PostgresStore;
use super::connection::{count, failed};
use super::statement::{execute, row, rows};
use crate::store::{SheetRow, StoreError};

/// Held while a sheet is published: that happens seldom, and all of them are counted then.
const LOCK: i64 = 0x7374_6970_706c_6502;
const COLUMNS: &str = "SELECT id, revision, body, signature, public_key FROM sheets";

impl PostgresStore {
    pub(super) async fn publish(&self, sheet: SheetRow, most: u64) -> Result<SheetRow, StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        execute(&transaction, "SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await?;
        let sql = "SELECT public_key FROM sheet_owners WHERE id = $1";
        let owner = row(&transaction, sql, &[&sheet.id]).await?;
        if owner.as_ref().is_some_and(|row| row.get::<_, &str>(0) != sheet.public_key) {
            return Err(StoreError::SheetOwned);
        }
        let revision = i64::from(sheet.revision);
        let sql = format!("{COLUMNS} WHERE id = $1 AND revision = $2");
        if let Some(found) = row(&transaction, &sql, &[&sheet.id, &revision]).await? {
            let found = sheet_row(&found)?;
            return if found.text == sheet.text { Ok(found) } else { Err(StoreError::SheetExists) };
        }
        let there = row(&transaction, "SELECT count(*) FROM sheets", &[]).await?;
        if count(there.map_or(0, |row| row.get(0)))? >= most {
            return Err(StoreError::SheetsFull);
        }
        let sql = "INSERT INTO sheet_owners (id, public_key) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        execute(&transaction, sql, &[&sheet.id, &sheet.public_key]).await?;
        let sql =
            "INSERT INTO sheets (id, revision, body, signature, public_key) VALUES ($1, $2, $3, $4, $5)";
        execute(&transaction, sql, &[&sheet.id, &revision, &sheet.text, &sheet.signature, &sheet.public_key])
            .await?;
        transaction.commit().await.map_err(failed)?;
        Ok(sheet)
    }

    pub(super) async fn published(&self, id: &str, revision: Option<u32>) -> Result<SheetRow, StoreError> {
        let client = self.take().await?;
        let found = match revision {
            Some(revision) => {
                let sql = format!("{COLUMNS} WHERE id = $1 AND revision = $2");
                row(&client, &sql, &[&id, &i64::from(revision)]).await?
            }
            None => {
                row(&client, &format!("{COLUMNS} WHERE id = $1 ORDER BY revision DESC LIMIT 1"), &[&id])
                    .await?
            }
        };
        sheet_row(&found.ok_or(StoreError::SheetUnknown)?)
    }

    pub(super) async fn list_sheets(
        &self,
        after: Option<(String, u32)>,
        limit: u32,
    ) -> Result<Vec<SheetRow>, StoreError> {
        let (id, revision) = after.map_or((String::new(), -1), |(id, revision)| (id, i64::from(revision)));
        let sql = format!("{COLUMNS} WHERE (id, revision) > ($1, $2) ORDER BY id, revision LIMIT $3");
        let found = rows(&self.take().await?, &sql, &[&id, &revision, &i64::from(limit)]).await?;
        found.iter().map(sheet_row).collect()
    }
}

fn sheet_row(row: &Row) -> Result<SheetRow, StoreError> {
    let revision = u32::try_from(row.get::<_, i64>(1))
        .map_err(|_| StoreError::Broken { reason: "a revision beyond 32 bits".to_owned() })?;
    Ok(SheetRow { id: row.get(0), revision, text: row.get(2), signature: row.get(3), public_key: row.get(4) })
}
