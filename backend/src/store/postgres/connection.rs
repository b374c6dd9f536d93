//! Connections to PostgreSQL: the pool, its settings, and what an error of the engine means.
//!
//! Not for: any statement of the store.

use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use futures_util::StreamExt as _;
use futures_util::stream::{BoxStream, poll_fn};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_postgres::config::SslMode;
use tokio_postgres::error::SqlState;
use tokio_postgres::{AsyncMessage, Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::store::StoreError;

/// For every session. All statements find rows by their keys: a plan that reads a whole table, made while it was small and
/// kept when it is not, is never wanted. What waits half a minute for another is told so.
const SETTINGS: &str = "-c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c statement_timeout=30s \
    -c idle_in_transaction_session_timeout=60s -c application_name=stipple-backend";

/// How long a request waits for a connection before it is told to come again.
const WAIT: Duration = Duration::from_secs(10);

/// A PostgreSQL server, and how to speak to it.
#[derive(Clone)]
pub(super) struct Server {
    config: Config,
    tls: Option<MakeRustlsConnect>,
}

/// What comes over a connection unasked; reading it is what makes the connection work. It ends when that does.
pub(super) type Messages = BoxStream<'static, Result<AsyncMessage, tokio_postgres::Error>>;

impl Server {
    /// Reads a connection string, as `libpq` writes them, or a URL. With `sslmode=require` there is TLS, and the
    /// certificate is checked against the system's roots; otherwise there is none.
    pub(super) fn read(text: &str) -> Result<Self, StoreError> {
        let broken = |reason: &str| StoreError::Broken { reason: reason.to_owned() };
        // What is wrong with it is not said: there may be a password in it.
        let mut config: Config = text.parse().map_err(|_| broken("the PostgreSQL address cannot be read"))?;
        let tls = if config.get_ssl_mode() == SslMode::Require {
            // The one provider of cryptography in this program; somebody may have said so before.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let made = MakeRustlsConnect::with_native_certs();
            Some(
                made.map_err(|_| broken("this system has no root certificates to check PostgreSQL's with"))?
                    .0,
            )
        } else {
            config.ssl_mode(SslMode::Disable);
            None
        };
        config.connect_timeout(WAIT).keepalives_idle(Duration::from_secs(30));
        Ok(Self { config, tls }.with_options(SETTINGS))
    }

    /// The same with more settings for its sessions.
    pub(super) fn with_options(mut self, more: &str) -> Self {
        // What the address itself says comes last and wins.
        let options = format!("{more} {}", self.config.get_options().unwrap_or_default());
        self.config.options(options);
        self
    }

    /// As many connections as `size`, made when they are needed.
    pub(super) fn pool(&self, size: usize) -> Result<Pool, StoreError> {
        let how = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = match &self.tls {
            Some(tls) => Manager::from_config(self.config.clone(), tls.clone(), how),
            None => Manager::from_config(self.config.clone(), NoTls, how),
        };
        Pool::builder(manager)
            .max_size(size)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(WAIT))
            .create_timeout(Some(WAIT))
            .build()
            .map_err(|error| StoreError::Broken { reason: error.to_string() })
    }

    /// One connection outside the pool.
    pub(super) async fn connect(&self) -> Result<(Client, Messages), StoreError> {
        if let Some(tls) = &self.tls {
            let (client, connection) = self.config.connect(tls.clone()).await.map_err(failed)?;
            Ok((client, messages(connection)))
        } else {
            let (client, connection) = self.config.connect(NoTls).await.map_err(failed)?;
            Ok((client, messages(connection)))
        }
    }
}

fn messages<T>(mut connection: tokio_postgres::Connection<tokio_postgres::Socket, T>) -> Messages
where
    T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    poll_fn(move |context| connection.poll_message(context)).boxed()
}

/// A connection from the pool.
pub(super) async fn take(pool: &Pool) -> Result<Object, StoreError> {
    pool.get().await.map_err(|error| match error {
        deadpool_postgres::PoolError::Backend(error) => failed(error),
        other => StoreError::Unavailable { reason: other.to_string() },
    })
}

/// What an error of the engine means. Its detail stays out: there may be something of a request in it.
#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
pub(super) fn failed(error: tokio_postgres::Error) -> StoreError {
    let Some(told) = error.as_db_error() else {
        // The connection, or what came over it.
        return StoreError::Unavailable { reason: "the connection to PostgreSQL failed".to_owned() };
    };
    let reason = format!("PostgreSQL says {}: {}", told.code().code(), told.message());
    let passing = [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::QUERY_CANCELED,
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
    ];
    if passing.contains(told.code()) {
        StoreError::Unavailable { reason }
    } else {
        StoreError::Broken { reason }
    }
}

/// 32 bytes of a column that holds exactly so many.
pub(super) fn name(bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Broken { reason: format!("a name of {} bytes", bytes.len()) })
}

/// A count of a column, which is never negative.
pub(super) fn count(value: i64) -> Result<u64, StoreError> {
    u64::try_from(value).map_err(|_| StoreError::Broken { reason: "a count below zero".to_owned() })
}

/// A count for a column.
pub(super) fn stored(value: u64) -> Result<i64, StoreError> {
    i64::try_from(value).map_err(|_| StoreError::Broken { reason: "a count beyond 63 bits".to_owned() })
}
