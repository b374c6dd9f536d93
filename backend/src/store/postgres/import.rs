//! Takes over everything from a server's SQLite database, in one transaction, into tables that are empty.
//!
//! Row by row as it stands: numbers, chains, hashes, tokens. Not for: the bytes of blobs (`crate::moving`).

use rusqlite::types::ValueRef;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::PostgresStore;
use super::connection::failed;
use super::statement::{execute, row};
use crate::store::StoreError;

/// Rows, and bytes of them, that are written at once.
const ROWS: usize = 500;
const BYTES: usize = 4 << 20;

/// A table: how its rows are read there, how they are written here, and what its columns are.
struct Table {
    read: &'static str,
    write: &'static str,
    columns: &'static [Kind],
}

#[derive(Clone, Copy)]
enum Kind {
    Bytes,
    Id,
    Number,
    Text,
    Truth,
}

/// The values of one column.
enum Column {
    Bytes(Vec<Option<Vec<u8>>>),
    Ids(Vec<Uuid>),
    Numbers(Vec<i64>),
    Texts(Vec<String>),
    Truths(Vec<bool>),
}

use Kind::{Bytes, Id, Number, Text, Truth};

const TABLES: &[Table] = &[
    Table {
        read: "SELECT id, public_key, seq, chain, bytes FROM accounts",
        write: "INSERT INTO accounts (account, public_key, head_seq, head_chain, bytes) \
            SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bigint[])",
        columns: &[Bytes, Bytes, Number, Bytes, Number],
    },
    Table {
        read: "SELECT a.id, d.id, label, created, last_seen, token FROM devices d JOIN accounts a ON number = account",
        write: "INSERT INTO devices (account, device, label, created, last_seen, token) \
            SELECT * FROM unnest($1::bytea[], $2::uuid[], $3::bytea[], $4::bigint[], $5::bigint[], $6::bytea[])",
        columns: &[Bytes, Id, Bytes, Number, Number, Bytes],
    },
    Table {
        read: "SELECT token, a.id, d.id FROM devices d JOIN accounts a ON number = account",
        write: "INSERT INTO tokens (token, account, device) SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::uuid[])",
        columns: &[Bytes, Bytes, Id],
    },
    Table {
        read: "SELECT a.id, r.seq, r.id, hash, r.chain, ciphertext FROM accounts a JOIN records r ON account = number",
        write: "INSERT INTO records (account, seq, id, hash, chain, ciphertext) \
            SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::uuid[], $4::bytea[], $5::bytea[], $6::bytea[])",
        columns: &[Bytes, Number, Id, Bytes, Bytes, Bytes],
    },
    Table {
        read: "SELECT a.id, u.id, hash, length, offset, finished, expires FROM uploads u JOIN accounts a ON number = account",
        write: "INSERT INTO uploads (account, upload, hash, length, received, finished, expires) \
            SELECT * FROM unnest($1::bytea[], $2::uuid[], $3::bytea[], $4::bigint[], $5::bigint[], $6::bool[], $7::bigint[])",
        columns: &[Bytes, Id, Bytes, Number, Number, Truth, Number],
    },
    Table {
        read: "SELECT a.id, upload, offset, length, object FROM pieces JOIN accounts a ON number = account",
        write: "INSERT INTO pieces (account, upload, start, length, object) \
            SELECT * FROM unnest($1::bytea[], $2::uuid[], $3::bigint[], $4::bigint[], $5::text[])",
        columns: &[Bytes, Id, Number, Number, Text],
    },
    Table {
        read: "SELECT a.id, hash, length, object FROM blobs JOIN accounts a ON number = account",
        write: "INSERT INTO blobs (account, hash, length, object) \
            SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::text[])",
        columns: &[Bytes, Bytes, Number, Text],
    },
    Table {
        read: "SELECT object FROM garbage",
        write: "INSERT INTO garbage (object) SELECT * FROM unnest($1::text[])",
        columns: &[Text],
    },
    Table {
        read: "SELECT id, min(public_key) FROM sheets GROUP BY id",
        write: "INSERT INTO sheet_owners (id, public_key) SELECT * FROM unnest($1::text[], $2::text[])",
        columns: &[Text, Text],
    },
    Table {
        read: "SELECT id, revision, text, signature, public_key FROM sheets",
        write: "INSERT INTO sheets (id, revision, body, signature, public_key) \
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[])",
        columns: &[Text, Number, Text, Text, Text],
    },
];

impl PostgresStore {
    /// Takes over everything. Refuses where there is anything already; nothing has changed then. Nonces stay behind: they
    /// are over in two minutes.
    pub async fn import(&self, from: &rusqlite::Connection) -> Result<(), StoreError> {
        let mut client = self.take().await?;
        let transaction = client.transaction().await.map_err(failed)?;
        let sql = "SELECT 1 FROM accounts UNION ALL SELECT 1 FROM sheets LIMIT 1";
        if row(&transaction, sql, &[]).await?.is_some() {
            return Err(StoreError::Broken {
                reason: "there is something in PostgreSQL's tables already".to_owned(),
            });
        }
        for table in TABLES {
            let mut statement = from.prepare(table.read)?;
            let mut rows = statement.query([])?;
            loop {
                let columns = gather(table, &mut rows)?;
                if columns.first().is_none_or(Column::is_empty) {
                    break;
                }
                let values: Vec<&(dyn ToSql + Sync)> = columns.iter().map(Column::values).collect();
                execute(&transaction, table.write, &values).await?;
            }
        }
        transaction.commit().await.map_err(failed)
    }
}

/// The next rows, by columns.
fn gather(table: &Table, rows: &mut rusqlite::Rows<'_>) -> Result<Vec<Column>, StoreError> {
    let mut columns: Vec<Column> = table.columns.iter().map(|kind| Column::new(*kind)).collect();
    let (mut count, mut bytes) = (0, 0);
    while count < ROWS && bytes < BYTES {
        let Some(row) = rows.next()? else { break };
        count += 1;
        for (index, column) in columns.iter_mut().enumerate() {
            bytes += column.push(row.get_ref(index)?)?;
        }
    }
    Ok(columns)
}

impl Column {
    const fn new(kind: Kind) -> Self {
        match kind {
            Bytes => Self::Bytes(Vec::new()),
            Id => Self::Ids(Vec::new()),
            Number => Self::Numbers(Vec::new()),
            Text => Self::Texts(Vec::new()),
            Truth => Self::Truths(Vec::new()),
        }
    }

    const fn is_empty(&self) -> bool {
        match self {
            Self::Bytes(values) => values.is_empty(),
            Self::Ids(values) => values.is_empty(),
            Self::Numbers(values) => values.is_empty(),
            Self::Texts(values) => values.is_empty(),
            Self::Truths(values) => values.is_empty(),
        }
    }

    fn values(&self) -> &(dyn ToSql + Sync) {
        match self {
            Self::Bytes(values) => values,
            Self::Ids(values) => values,
            Self::Numbers(values) => values,
            Self::Texts(values) => values,
            Self::Truths(values) => values,
        }
    }

    /// Adds a value; how many bytes that was.
    fn push(&mut self, value: ValueRef<'_>) -> Result<usize, StoreError> {
        let wrong = || StoreError::Broken { reason: "a value of another type than its column".to_owned() };
        match (self, value) {
            (Self::Bytes(values), ValueRef::Null) => values.push(None),
            (Self::Bytes(values), ValueRef::Blob(bytes)) => {
                values.push(Some(bytes.to_vec()));
                return Ok(bytes.len());
            }
            (Self::Ids(values), ValueRef::Blob(bytes)) => {
                values.push(Uuid::from_slice(bytes).map_err(|_| wrong())?);
            }
            (Self::Numbers(values), ValueRef::Integer(number)) => values.push(number),
            (Self::Truths(values), ValueRef::Integer(number)) => values.push(number != 0),
            (Self::Texts(values), ValueRef::Text(text)) => {
                values.push(std::str::from_utf8(text).map_err(|_| wrong())?.to_owned());
                return Ok(text.len());
            }
            _ => return Err(wrong()),
        }
        Ok(8)
    }
}
