//! The settings of the stores for more than one machine: PostgreSQL and S3.
//!
//! Without them everything lies in the configured folder. Not for: opening them (`folder`, `s3`).

use std::fmt;

use serde::Deserialize;

use crate::store::postgres::PostgresOptions;

/// Something that is not to be shown: `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// What it is, for whoever needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// `[postgres]`: rows in PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Postgres {
    /// As `libpq` writes it, or a URL; there may be a password in it. `sslmode=require` is TLS with a certificate that
    /// this system trusts.
    pub address: Secret,
    /// Connections of one server, beside one for news.
    #[serde(default = "connections")]
    pub connections: usize,
    /// Whether pushes of several accounts may share a transaction: no, where the database is spread by account.
    #[serde(default = "yes")]
    pub across_accounts: bool,
    /// Hours after which a table from which something was deleted is written anew.
    #[serde(default = "scrub_hours")]
    pub scrub_hours: u32,
}

/// `[s3]`: blobs on S3, or on what speaks it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3 {
    /// The bucket, which is there already.
    pub bucket: String,
    /// Its region.
    #[serde(default = "region")]
    pub region: String,
    /// The address, where it is not Amazon's.
    #[serde(default)]
    pub endpoint: Option<String>,
    /// The access key; without one, where Amazon's own tools look.
    #[serde(default)]
    pub key: Option<String>,
    /// The key's secret.
    #[serde(default)]
    pub secret: Option<Secret>,
    /// What the names of all objects begin with, in a bucket that is shared.
    #[serde(default)]
    pub prefix: String,
}

impl Postgres {
    /// What the store is told.
    pub fn options(&self) -> PostgresOptions {
        PostgresOptions {
            address: self.address.expose().to_owned(),
            connections: self.connections,
            across_accounts: self.across_accounts,
            scrub_hours: self.scrub_hours,
        }
    }
}

const fn connections() -> usize {
    16
}

const fn yes() -> bool {
    true
}

const fn scrub_hours() -> u32 {
    12
}

fn region() -> String {
    "us-east-1".to_owned()
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn stores_are_configured_by_table_or_by_variable() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("stipple.toml");
        std::fs::write(&file, "[s3]\nbucket = \"photos\"\nprefix = \"stipple\"\n").unwrap();
        let over = [
            ("STIPPLE_POSTGRES_ADDRESS", "host=/run/postgresql dbname=stipple password=swordfish"),
            ("STIPPLE_POSTGRES_SCRUB_HOURS", "3"),
            ("STIPPLE_S3_SECRET", "swordfish"),
        ];
        let over = over.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let config = Config::load(Some(&file), over).unwrap();
        let (postgres, s3) = (config.postgres.clone().unwrap(), config.s3.clone().unwrap());
        assert_eq!((postgres.connections, postgres.across_accounts, postgres.scrub_hours), (16, true, 3));
        assert!(postgres.options().address.starts_with("host=/run/postgresql "));
        assert_eq!((s3.bucket.as_str(), s3.region.as_str(), s3.endpoint), ("photos", "us-east-1", None));
        assert!(!format!("{config:?}").contains("swordfish"));
    }
}
