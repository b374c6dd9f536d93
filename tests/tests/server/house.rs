//! The real server in this process, on a port of its own: its router, its loop of connections, one of its stores.
//!
//! Not for: the program around it (`backend/tests`).

use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use metrics_exporter_prometheus::PrometheusHandle;
use stipple_backend::check::{Report, check};
use stipple_backend::clock::{FixedClock, Moment};
use stipple_backend::config::Config;
use stipple_backend::folder::Stores;
use stipple_backend::store::sqlite::Sync;
use stipple_backend::{AppState, janitor, router, serve, telemetry};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

/// What the server's clock shows: it stands still.
const NOW: Moment = Moment(1_795_847_479_000_000);

/// A server, as long as it lives.
pub struct House {
    pub url: String,
    /// Where its data is, as far as that is in files of its own.
    pub folder: TempDir,
    pub state: AppState,
    pub runtime: Runtime,
    /// Its part of a PostgreSQL, if it has one.
    pub schema: Option<String>,
    /// Dropped, the server stops.
    _stop: oneshot::Sender<()>,
}

impl House {
    pub fn sqlite() -> Self {
        Self::open(None)
    }

    /// With a schema of its own, if there is a PostgreSQL; under `scripts/services.sh` there has to be one.
    pub fn postgres(journey: &str) -> Option<Self> {
        let Ok(server) = std::env::var("TEST_POSTGRES") else {
            assert!(std::env::var("TEST_SERVICES").is_err(), "TEST_POSTGRES is missing");
            eprintln!("skipped: no PostgreSQL (scripts/services.sh cargo test ...)");
            return None;
        };
        let schema = format!("journey_{journey}");
        sql(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}"));
        Some(Self::open(Some((server, schema))))
    }

    fn open(postgres: Option<(String, String)>) -> Self {
        record();
        let folder = tempfile::tempdir().unwrap();
        let mut settings = vec![
            ("STIPPLE_FOLDER", folder.path().display().to_string()),
            ("STIPPLE_RATES_ADDRESS_PER_SECOND", "0".to_owned()),
            ("STIPPLE_RATES_ACCOUNT_PER_SECOND", "0".to_owned()),
        ];
        let schema = postgres.map(|(server, schema)| {
            let address = format!("{server} options='-c search_path={schema}'");
            settings.extend([
                ("STIPPLE_POSTGRES_ADDRESS", address),
                ("STIPPLE_POSTGRES_CONNECTIONS", "4".to_owned()),
                ("STIPPLE_POSTGRES_SCRUB_HOURS", "0".to_owned()),
            ]);
            schema
        });
        let settings = settings.into_iter().map(|(name, value)| (name.to_owned(), value));
        let config = Config::load(None, settings).unwrap();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (stop, stopped) = oneshot::channel();
        let (url, state) = runtime.block_on(async {
            let stores = Stores::configured(&config, Sync::Full).await.unwrap();
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let url = format!("http://{}", listener.local_addr().unwrap());
            let clock = Arc::new(FixedClock::at(NOW));
            let state = AppState::new(Arc::clone(&stores.store), stores.blobs.clone(), clock, config);
            let answering = router(state.clone());
            tokio::spawn(async move {
                let stop = async { drop(stopped.await) };
                serve::answer(listener, answering, 100, Duration::ZERO, stop).await;
                // The folder's lock is held until here.
                drop(stores);
            });
            (url, state)
        });
        Self { url, folder, state, runtime, schema, _stop: stop }
    }

    /// Does what its janitor does from time to time.
    pub fn tidy(&self) {
        let (store, blobs, clock) = (&**self.state.store(), self.state.blobs(), &**self.state.clock());
        self.runtime.block_on(async {
            janitor::sweep(store, blobs, clock).await.unwrap();
            store.scrub().await.unwrap();
        });
    }

    /// What its own check of everything finds; a fault ends the test.
    pub fn check(&self) -> Report {
        let report = self.runtime.block_on(check(&**self.state.store(), self.state.blobs())).unwrap();
        assert_eq!(report.faults, Vec::<String>::new());
        report
    }
}

/// What PostgreSQL's own tools say to a command, in their own words.
pub fn tool(name: &str, arguments: &[&str]) -> Vec<u8> {
    let [server, programs] = ["TEST_POSTGRES", "TEST_PG_BIN"].map(|name| std::env::var(name).unwrap());
    let done = Command::new(PathBuf::from(programs).join(name)).arg(server).args(arguments).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    done.stdout
}

pub fn sql(statements: &str) {
    tool("psql", &["-q", "-v", "ON_ERROR_STOP=1", "-c", statements]);
}

/// All that servers of this process have logged, at the chattiest.
pub fn logged() -> Vec<u8> {
    LOG.lock().unwrap().clone()
}

/// What Prometheus is told.
pub fn numbers() -> String {
    record().render()
}

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Keeps what is logged and counted from here on.
fn record() -> &'static PrometheusHandle {
    static NUMBERS: OnceLock<PrometheusHandle> = OnceLock::new();
    NUMBERS.get_or_init(|| {
        let lines = tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::TRACE);
        lines.with_ansi(false).with_writer(|| Lines).init();
        telemetry::count().unwrap()
    })
}

struct Lines;

impl std::io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
