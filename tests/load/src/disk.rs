//! How often a second this disk makes one small write durable: the yardstick for pushes that are.
//! Not for: throughput.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use crate::run::{Outcome, for_a_while};

/// Appends so many bytes to a new file in `folder` and calls fdatasync, over and over, one after the other.
pub fn sync_rate(folder: &Path, time: Duration, bytes: usize) -> io::Result<Outcome> {
    let path = folder.join(format!("stipple-load-{}", std::process::id()));
    let file = OpenOptions::new().create_new(true).append(true).open(&path)?;
    let block = vec![b'.'; bytes];
    let outcome = for_a_while(vec![file], time, |file, _| {
        file.write_all(&block)?;
        file.sync_data()
    });
    std::fs::remove_file(&path)?;
    outcome
}
