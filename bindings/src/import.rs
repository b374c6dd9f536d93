//! An import under way: a handle to stop it, to see how far it is, and to wait for it.
//!
//! It runs on a thread of its own through a way of its own into the data: screens are read meanwhile. **Only one can
//! write**: a change that comes while entries are being added waits, and every call with it, for at most 5 seconds; then
//! it fails with `Busy`. Not for: the archive's format (the core's `export`).

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;

use stipple_core::companion::Companion;
use stipple_core::companion::files::Import;
use stipple_core::companion::view::DoneView;
use stipple_core::export::Watch;
use stipple_core::foreign::StippleError;
use tokio::sync::watch::{Receiver, channel};

use crate::stipple::enter;

/// An import under way. Letting go of it stops the import, unless it is done.
#[derive(uniffi::Object)]
pub struct ImportTask {
    watch: Arc<Watch>,
    outcome: Receiver<Option<Result<DoneView, StippleError>>>,
    companion: Arc<Mutex<Companion>>,
}

/// How far a long call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct ImportProgressView {
    /// How many steps are done.
    pub done: u64,
    /// How many there are; 0 while that is not known.
    pub total: u64,
}

#[uniffi::export]
impl ImportTask {
    /// Stops the import: nothing is changed, and `outcome` fails with `Cancelled`. Too late, once all entries are in.
    pub fn cancel(&self) {
        self.watch.cancel();
    }

    /// How many of the archive's entries were read.
    pub fn progress(&self) -> ImportProgressView {
        ImportProgressView { done: self.watch.done(), total: self.watch.total() }
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl ImportTask {
    /// Waits until it is done, and says what it did. Asked again, it says the same. Giving up waiting does not stop it.
    pub async fn outcome(&self) -> Result<DoneView, StippleError> {
        self.finished().await.unwrap_or_else(|| Err(self.lost()))
    }
}

impl ImportTask {
    /// Begins it.
    pub(crate) fn begin(import: Import, path: &str, companion: &Arc<Mutex<Companion>>) -> Arc<Self> {
        let (sender, outcome) = channel(None);
        let task = Self { watch: Arc::default(), outcome, companion: Arc::clone(companion) };
        let (watch, companion) = (Arc::clone(&task.watch), Arc::clone(companion));
        let path = PathBuf::from(path);
        let run = move || {
            let ran = import.run(&path, &watch);
            let mut companion = enter(&companion);
            let done = ran.and_then(|imported| companion.end_import(imported));
            sender.send_replace(Some(done.map_err(|error| StippleError::of(error, &companion))));
        };
        // Where no thread is to be had, the sender is dropped with it, and the outcome says so.
        thread::Builder::new().name("stipple-import".to_owned()).spawn(run).ok();
        Arc::new(task)
    }

    /// What it came to; none where its thread is gone without a word.
    async fn finished(&self) -> Option<Result<DoneView, StippleError>> {
        let mut outcome = self.outcome.clone();
        outcome.wait_for(Option::is_some).await.ok()?.clone()
    }

    fn lost(&self) -> StippleError {
        StippleError::unexpected(enter(&self.companion).words())
    }
}

impl Drop for ImportTask {
    fn drop(&mut self) {
        self.watch.cancel();
    }
}
