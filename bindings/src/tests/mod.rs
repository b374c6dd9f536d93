//! The bindings from Rust: what Kotlin, Swift and Python cannot look into, or would have to wait for.
//!
//! Not for: what a language makes of the generated code (the same tests in each of them, outside this crate).

mod import;
mod lifting;
mod lock;
mod photos;
mod secrets;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use stipple_core::companion::{LogSession, StartCourse};
use stipple_core::ports::fixed::{FixedClock, MemoryKeys};
use stipple_core::ports::{self, Secret};
use stipple_core::time::Instant;
use stipple_core::words::Style;

use crate::{Clock, ClockError, KeyStore, KeyStoreError, OpenRequest, Stipple};

/// 2026-05-05 09:00 in London, on a Tuesday.
pub fn tuesday() -> Instant {
    Instant::parse("2026-05-05T09:00:00+01:00").unwrap()
}

/// A clock that stands, and counts how often it was asked.
pub struct CountingClock {
    pub at: FixedClock,
    pub asked: AtomicU64,
}

impl CountingClock {
    pub fn new() -> Arc<Self> {
        Arc::new(Self { at: FixedClock::new(tuesday()), asked: AtomicU64::new(0) })
    }
}

impl Clock for CountingClock {
    fn now(&self) -> Result<Instant, ClockError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        Ok(ports::Clock::now(&self.at))
    }
}

impl KeyStore for MemoryKeys {
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, KeyStoreError> {
        Ok(ports::KeyStore::get(self, &name).unwrap().map(|secret| secret.expose().to_vec()))
    }

    fn add(&self, name: String, secret: Vec<u8>) -> Result<(), KeyStoreError> {
        ports::KeyStore::add(self, &name, &Secret::new(secret)).unwrap();
        Ok(())
    }

    fn delete(&self, name: String) -> Result<(), KeyStoreError> {
        ports::KeyStore::delete(self, &name).unwrap();
        Ok(())
    }
}

/// Stipple in a folder of its own, which goes with it.
pub struct Phone {
    pub folder: tempfile::TempDir,
    pub stipple: Arc<Stipple>,
}

impl Phone {
    pub fn new() -> Self {
        Self::with(Arc::new(MemoryKeys::default()), CountingClock::new())
    }

    pub fn with(keys: Arc<dyn KeyStore>, clock: Arc<dyn Clock>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let request = OpenRequest {
            folder: folder.path().to_str().unwrap().to_owned(),
            zone: "Europe/London".parse().unwrap(),
            locales: vec!["en-GB".to_owned()],
            style: Style::default(),
        };
        let stipple = Stipple::open(request, keys, Some(clock)).unwrap();
        Self { folder, stipple }
    }

    /// The path of a file beside the data.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// A course under the built-in sheet with a session on Friday evening.
    pub fn begin(&self) {
        let sheet = self.stipple.built_in_sheets().unwrap().remove(0).text;
        self.stipple.start_course(StartCourse { sheet, ..StartCourse::default() }).unwrap();
        let ended = Instant::parse("2026-05-01T17:30:00+01:00").ok();
        self.stipple.log_session(LogSession { ended, ..LogSession::default() }).unwrap();
    }

    /// Everything that was ever entered, as text.
    pub fn archive(&self) -> String {
        let path = self.path("look.json");
        self.stipple.export_archive(&path).unwrap();
        std::fs::read_to_string(path).unwrap()
    }
}
