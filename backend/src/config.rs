//! One file of configuration, environment variables over it, and defaults that start at once on loopback.
//!
//! Not for: anything that decides while requests come.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::store::Quota;

mod stores;

pub use stores::{Postgres, S3, Secret};

/// What environment variables begin with: `STIPPLE_LISTEN`, `STIPPLE_LIMITS_RECORDS`.
const PREFIX: &str = "STIPPLE_";
/// The file's own variable, which is no setting.
pub const FILE_VARIABLE: &str = "STIPPLE_CONFIG";
/// The tables of the file.
const TABLES: [&str; 5] = ["limits", "postgres", "rates", "s3", "times"];

/// Who may make an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Registration {
    /// Anybody.
    #[default]
    Open,
    /// Whoever has one of `invitations`.
    Invitation,
    /// Nobody.
    Closed,
}

/// Who may publish sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Publishing {
    /// Anybody, under ids of their own.
    #[default]
    Open,
    /// Nobody.
    Closed,
}

/// Everything that can be configured.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where requests are answered.
    pub listen: SocketAddr,
    /// Where Prometheus asks.
    pub metrics: SocketAddr,
    /// Where the database and the blobs are.
    pub folder: PathBuf,
    /// Who may make an account.
    pub accounts: Registration,
    /// What is given out to those who may, where that is by invitation.
    pub invitations: Vec<String>,
    /// Who may publish sheets.
    pub publishing: Publishing,
    /// A reverse proxy stands in front: the last address of `X-Forwarded-For` is the client's.
    pub behind_proxy: bool,
    /// Lines of log as JSON.
    pub log_json: bool,
    /// Rows in PostgreSQL, and not in the folder.
    pub postgres: Option<Postgres>,
    /// Blobs on S3, and not in the folder.
    pub s3: Option<S3>,
    /// How much.
    pub limits: Limits,
    /// How often.
    pub rates: Rates,
    /// How long.
    pub times: Times,
}

/// How much one account, or everybody together, may take up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Records of one account.
    pub records: u64,
    /// Bytes of one account, in records and blobs.
    pub bytes: u64,
    /// Devices of one account.
    pub devices: u32,
    /// Unfinished uploads of one account.
    pub uploads: u32,
    /// Unused nonces of one account.
    pub challenges: u32,
    /// Published revisions of sheets, of everybody.
    pub sheets: u64,
    /// Connections at a time.
    pub connections: usize,
}

/// Requests a second, and how many at once after a rest. 0: as many as come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rates {
    /// Of one address (of IPv6: one /64).
    pub address_per_second: u32,
    /// Of one address, after a rest.
    pub address_burst: u32,
    /// Of one account.
    pub account_per_second: u32,
    /// Of one account, after a rest.
    pub account_burst: u32,
}

/// How long things are waited for or kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Times {
    /// A nonce is good for so many seconds.
    pub nonce_seconds: u32,
    /// An upload is kept for so many seconds after its last piece.
    pub upload_seconds: u32,
    /// A body may pause for so many seconds.
    pub body_seconds: u32,
    /// When stopping, requests get so many seconds to end.
    pub stop_seconds: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8750)),
            metrics: SocketAddr::from(([127, 0, 0, 1], 8751)),
            folder: default_folder(),
            accounts: Registration::default(),
            invitations: Vec::new(),
            publishing: Publishing::default(),
            behind_proxy: false,
            log_json: false,
            postgres: None,
            s3: None,
            limits: Limits::default(),
            rates: Rates::default(),
            times: Times::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            records: 1_000_000,
            bytes: 20 << 30,
            devices: 32,
            uploads: 64,
            challenges: 16,
            sheets: 100_000,
            connections: 10_000,
        }
    }
}

impl Default for Rates {
    fn default() -> Self {
        Self { address_per_second: 100, address_burst: 1000, account_per_second: 50, account_burst: 1000 }
    }
}

impl Default for Times {
    fn default() -> Self {
        Self { nonce_seconds: 120, upload_seconds: 24 * 3600, body_seconds: 30, stop_seconds: 30 }
    }
}

impl Limits {
    /// What a store is told.
    pub const fn quota(&self) -> Quota {
        Quota { records: self.records, bytes: self.bytes, devices: self.devices, uploads: self.uploads }
    }
}

/// systemd's folder for state, or the user's, or the current one.
fn default_folder() -> PathBuf {
    let folder = |name: &str| std::env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from);
    folder("STATE_DIRECTORY")
        .or_else(|| folder("XDG_DATA_HOME").map(|data| data.join("stipple-backend")))
        .or_else(|| folder("HOME").map(|home| home.join(".local/share/stipple-backend")))
        .unwrap_or_else(|| PathBuf::from("stipple-backend"))
}

/// Why a configuration is none.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration {path} cannot be read: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It says something that it cannot.
    #[error("the configuration is not right: {0}")]
    Wrong(#[from] toml::de::Error),
}

impl Config {
    /// The file's, if one is given, with the environment's over it.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let text = match file {
            None => String::new(),
            Some(path) => std::fs::read_to_string(path)
                .map_err(|source| ConfigError::Read { path: path.to_owned(), source })?,
        };
        let mut settings: toml::Table = toml::from_str(&text)?;
        for (name, value) in environment {
            if name != FILE_VARIABLE
                && let Some(key) = name.strip_prefix(PREFIX)
            {
                lay_over(&mut settings, &key.to_lowercase(), value);
            }
        }
        Ok(settings.try_into()?)
    }
}

fn lay_over(settings: &mut toml::Table, key: &str, value: String) {
    // Numbers, truth and lists as TOML writes them; everything else is text.
    let read: Result<toml::Table, _> = toml::from_str(&format!("value = {value}"));
    let value = read.ok().and_then(|mut table| table.remove("value")).unwrap_or(toml::Value::String(value));
    let within = TABLES.iter().find_map(|table| {
        let rest = key.strip_prefix(table)?.strip_prefix('_')?;
        Some((*table, rest))
    });
    let Some((table, rest)) = within else {
        settings.insert(key.to_owned(), value);
        return;
    };
    let table = settings.entry(table).or_insert_with(|| toml::Table::new().into());
    if let Some(table) = table.as_table_mut() {
        table.insert(rest.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn nothing_is_the_default_and_loopback() {
        let config = Config::load(None, []).unwrap();
        assert_eq!(config, Config::default());
        assert!(config.listen.ip().is_loopback() && config.metrics.ip().is_loopback());
    }

    #[test]
    fn the_environment_lies_over_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("stipple.toml");
        let text = "listen = \"127.0.0.1:1\"\naccounts = \"closed\"\n[limits]\nrecords = 5\nbytes = 6\n";
        std::fs::write(&file, text).unwrap();
        let over = environment(&[
            ("STIPPLE_LISTEN", "0.0.0.0:2"),
            ("STIPPLE_LIMITS_RECORDS", "7"),
            ("STIPPLE_BEHIND_PROXY", "true"),
            ("STIPPLE_INVITATIONS", "[\"day 4\"]"),
            ("STIPPLE_CONFIG", "elsewhere"),
            ("HOME", "elsewhere"),
        ]);
        let config = Config::load(Some(&file), over).unwrap();
        assert_eq!(config.listen, SocketAddr::from(([0, 0, 0, 0], 2)));
        assert_eq!((config.limits.records, config.limits.bytes), (7, 6));
        assert_eq!((config.accounts, config.behind_proxy), (Registration::Closed, true));
        assert_eq!(config.invitations, ["day 4"]);
    }

    #[test]
    fn a_setting_that_is_none_is_refused() {
        for wrong in [("STIPPLE_LISTN", "1"), ("STIPPLE_LIMITS_RECORD", "1"), ("STIPPLE_LISTEN", "here")] {
            assert!(
                matches!(Config::load(None, environment(&[wrong])), Err(ConfigError::Wrong(_))),
                "{wrong:?}"
            );
        }
        assert!(matches!(Config::load(Some(Path::new("nowhere")), []), Err(ConfigError::Read { .. })));
    }
}
