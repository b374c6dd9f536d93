//! Runs the same work on many connections at once for a while, and says how often it was done and how long it took.
//! Not for: what the work is.

use std::io;
use std::sync::Barrier;
use std::time::{Duration, Instant};

/// What a run came to.
pub struct Outcome {
    pub done: usize,
    pub seconds: f64,
    waits: Vec<Duration>,
}

impl Outcome {
    /// How often a second.
    #[allow(clippy::cast_precision_loss, reason = "counts of a run of seconds")]
    pub fn rate(&self) -> f64 {
        self.done as f64 / self.seconds
    }

    /// The wait that this share of all was no longer than, in milliseconds.
    pub fn percentile(&self, percent: usize) -> f64 {
        let last = self.waits.len().saturating_sub(1);
        self.waits
            .get((self.waits.len() * percent / 100).min(last))
            .map_or(0.0, |wait| wait.as_secs_f64() * 1000.0)
    }

    /// One line of JSON, for the script that makes the table.
    pub fn print(&self, what: &str) {
        let line = serde_json::json!({
            "what": what,
            "done": self.done,
            "seconds": round(self.seconds),
            "per_second": round(self.rate()),
            "p50_ms": round(self.percentile(50)),
            "p99_ms": round(self.percentile(99)),
        });
        println!("{line}");
    }
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Does `work` over and over in each of `states`, one thread each, all starting together, until `time` is over.
/// What was begun in that time is finished and counted.
pub fn for_a_while<S: Send>(
    states: Vec<S>,
    time: Duration,
    work: impl Fn(&mut S, usize) -> io::Result<()> + Sync,
) -> io::Result<Outcome> {
    let start = Barrier::new(states.len() + 1);
    let (start, work) = (&start, &work);
    std::thread::scope(|scope| {
        let threads: Vec<_> = states
            .into_iter()
            .map(|mut state| {
                scope.spawn(move || -> io::Result<Vec<Duration>> {
                    let mut waits = Vec::with_capacity(64 * 1024);
                    start.wait();
                    let begun = Instant::now();
                    while begun.elapsed() < time {
                        let asked = Instant::now();
                        work(&mut state, waits.len())?;
                        waits.push(asked.elapsed());
                    }
                    Ok(waits)
                })
            })
            .collect();
        start.wait();
        let begun = Instant::now();
        let mut waits = Vec::new();
        for thread in threads {
            waits.extend(thread.join().map_err(|_| io::Error::other("a connection's thread panicked"))??);
        }
        let seconds = begun.elapsed().as_secs_f64();
        waits.sort_unstable();
        Ok(Outcome { done: waits.len(), seconds, waits })
    })
}
