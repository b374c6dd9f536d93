//! A bar for long work, on a terminal and nowhere else.
//!
//! The work runs on a thread of its own; this one looks at how far it is ten times a second. Not for: work that takes a
//! blink, which shows nothing.

use std::io::IsTerminal as _;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use stipple_core::export::Watch;

/// How often is looked.
const EVERY: Duration = Duration::from_millis(100);

/// Does the work, and shows how far it is on standard error where that is a terminal.
pub fn shown<T: Send>(work: impl FnOnce(&Watch) -> T + Send) -> T {
    let watch = Watch::default();
    if !std::io::stderr().is_terminal() {
        return work(&watch);
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:24} {pos}/{len} {elapsed}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let (done, waits) = channel();
    let result = std::thread::scope(|scope| {
        let worker = scope.spawn(|| {
            let result = work(&watch);
            // Whoever waits is woken by the channel's end as well.
            let _ = done.send(());
            result
        });
        while let Err(RecvTimeoutError::Timeout) = waits.recv_timeout(EVERY) {
            bar.set_length(watch.total().max(1));
            bar.set_position(watch.done());
        }
        worker.join()
    });
    bar.finish_and_clear();
    match result {
        Ok(result) => result,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}
