//! Imports one photo as often as asked and prints the milliseconds of each time, one a line; or, with `memory`, once, and
//! prints the bytes that it took at most beside the program itself. For `tests/bench/photo_import.sh`.
//!
//! Not for: the product.

#![allow(clippy::disallowed_methods, reason = "a benchmark measures time")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;
use stipple_photo::{Limits, previews, read};

/// A line of `/proc/self/status` in bytes: nothing else says how much memory C code took.
fn status(name: &str) -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line =
        status.lines().find(|line| line.starts_with(name)).ok_or("no such line in /proc/self/status")?;
    let number = line.split_whitespace().nth(1).ok_or("no number in /proc/self/status")?;
    Ok(number.parse::<u64>()? * 1024)
}

fn import(bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let photo = read(bytes, &Limits::default(), &mut || true)?;
    black_box((previews(&photo.view, 82), photo));
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, path, times] = &arguments[..] else { return Err("usage: import FILE (TIMES | memory)".into()) };
    if times == "memory" {
        let before = status("VmRSS")?;
        let bytes = std::fs::read(path)?;
        // The peak from here on.
        std::fs::write("/proc/self/clear_refs", "5")?;
        import(&bytes)?;
        println!("{}", status("VmHWM")?.saturating_sub(before));
        return Ok(());
    }
    let bytes = std::fs::read(path)?;
    for _ in 0..times.parse::<u32>()? {
        let start = Instant::now();
        import(&bytes)?;
        println!("{:.3}", start.elapsed().as_secs_f64() * 1e3);
    }
    Ok(())
}
