//! Long calls under way: a handle to stop one, to see how far it is, and to wait for it.
//!
//! Each runs on a thread of its own through a way of its own into the data: screens are read meanwhile. **Only one can
//! write**: a change that comes while entries are being added waits, and every call with it, for at most 5 seconds; then
//! it fails with `Busy`. Not for: what they do (the core's `companion`), or beginning them (`photos`, `ways_out`).

use std::sync::{Arc, Mutex};
use std::thread;

use stipple_core::companion::photo_view::{MadeView, PhotosAddedView, ScrubView, TrendView};
use stipple_core::companion::view::DoneView;
use stipple_core::companion::{Companion, CompanionError, DevicesView, SheetOfferView, SyncView};
use stipple_core::export::Watch;
use stipple_core::foreign::StippleError;
use tokio::sync::watch::{Receiver, channel};

use crate::stipple::enter;

/// How far a long call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct ProgressView {
    /// How many steps are done: entries of an archive, photos.
    pub done: u64,
    /// How many there are; 0 while that is not known.
    pub total: u64,
}

/// What every handle is inside: other languages have no generic objects.
pub(crate) struct Running<T> {
    watch: Arc<Watch>,
    outcome: Receiver<Option<Result<T, StippleError>>>,
    companion: Arc<Mutex<Companion>>,
}

impl<T: Clone + Send + Sync + 'static> Running<T> {
    /// Begins it. `work` is not under the companion's lock: it may ask what is foreign.
    pub fn begin(
        companion: &Arc<Mutex<Companion>>,
        work: impl FnOnce(&Watch) -> Result<T, CompanionError> + Send + 'static,
    ) -> Self {
        let (sender, outcome) = channel(None);
        let task = Self { watch: Arc::default(), outcome, companion: Arc::clone(companion) };
        let (watch, companion) = (Arc::clone(&task.watch), Arc::clone(companion));
        let run = move || {
            let done = work(&watch);
            let done = done.map_err(|error| StippleError::of(error, &enter(&companion)));
            // Who is told that it is done finds nothing of it held any more.
            drop(companion);
            sender.send_replace(Some(done));
        };
        // Where no thread is to be had, the sender is dropped with it, and the outcome says so.
        thread::Builder::new().name("stipple-task".to_owned()).spawn(run).ok();
        task
    }

    /// What it came to; none where its thread is gone without a word.
    async fn finished(&self) -> Option<Result<T, StippleError>> {
        let mut outcome = self.outcome.clone();
        outcome.wait_for(Option::is_some).await.ok()?.clone()
    }

    fn lost(&self) -> StippleError {
        StippleError::unexpected(enter(&self.companion).words())
    }
}

impl<T> Drop for Running<T> {
    fn drop(&mut self) {
        self.watch.cancel();
    }
}

/// The handle of a kind of long call. (`tests/boundary` looks into this as well.)
macro_rules! task {
    ($(#[$about:meta])+ $name:ident, $outcome:ident) => {
        $(#[$about])+
        ///
        /// Letting go of it stops it, unless it is done.
        #[derive(uniffi::Object)]
        pub struct $name(Running<$outcome>);

        impl From<Running<$outcome>> for $name {
            fn from(running: Running<$outcome>) -> Self {
                Self(running)
            }
        }

        #[uniffi::export(async_runtime = "tokio")]
        impl $name {
            /// Asks it to stop. Nothing happens where it is done.
            pub fn cancel(&self) {
                self.0.watch.cancel();
            }

            /// How far it is.
            pub fn progress(&self) -> ProgressView {
                ProgressView { done: self.0.watch.done(), total: self.0.watch.total() }
            }

            /// Waits until it is done, and says what it did. Asked again, it says the same. Giving up waiting does not
            /// stop it.
            pub async fn outcome(&self) -> Result<$outcome, StippleError> {
                self.0.finished().await.unwrap_or_else(|| Err(self.0.lost()))
            }
        }
    };
}

task! {
    /// Everything being written, photos included, or a report. Stopped, it writes nothing, and `outcome` fails with `Cancelled`. Its
    /// steps are photos.
    ExportTask, DoneView
}

task! {
    /// An archive being imported. Stopped, it changes nothing, and `outcome` fails with `Cancelled`; once all entries are
    /// in, that is too late. Its steps are the archive's entries, or a bundle's photos.
    ImportTask, DoneView
}

task! {
    /// Photos being brought in, one after the other. Stopped, it keeps those that are in, and `outcome` says that it was
    /// stopped. Its steps are files.
    PhotoTask, PhotosAddedView
}

task! {
    /// Photos being looked at, one after the other. Stopped, `outcome` fails with `Cancelled`. Its steps are photos.
    ScrubTask, ScrubView
}

task! {
    /// A picture being made of many photos. Stopped, it writes nothing, and `outcome` fails with `Cancelled`. Its steps
    /// are photos.
    PictureTask, MadeView
}

task! {
    /// Photos being measured. Stopped, it writes nothing, and `outcome` fails with `Cancelled`. Its steps are photos.
    TrendTask, TrendView
}

task! {
    /// This device and the server being brought in step. Stopped, it keeps what is in, and `outcome` fails with `Cancelled`;
    /// the next one goes on. That the server was not reached is no failure: the view says so. Its steps are the plan's.
    SyncTask, SyncView
}

task! {
    /// The server being asked for the account's devices. It cannot be stopped while the server is waited for.
    DevicesTask, DevicesView
}

task! {
    /// A studio's sheet being fetched and looked at. It cannot be stopped while the server is waited for.
    SheetTask, SheetOfferView
}
