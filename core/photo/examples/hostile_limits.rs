//! Reads every hostile file and prints those that took longest and most: milliseconds, and MiB beside the program and the
//! file. Fails above 250 ms or 64 MiB.
//!
//! Not for: whether the answers are right (`tests/hostile.rs`).

#![allow(
    clippy::cast_possible_truncation,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark measures time, over a corpus made by hand"
)]

#[path = "../tests/corpus/mod.rs"]
mod corpus;

use std::time::Instant;

use stipple_photo::{Limits, read};

/// A line of `/proc/self/status` in KiB: nothing else says how much memory C code took.
fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn main() {
    let mut files = corpus::hostile();
    let good = corpus::good();
    files.extend((0..2000).map(|seed| {
        let (name, bytes) = &good[seed as usize % good.len()];
        (format!("{name}, mutation {seed}"), corpus::mutated(bytes, seed))
    }));
    let mut costs: Vec<(f64, u64, String, String)> = Vec::new();
    for (name, bytes) in files {
        let before = status("VmRSS");
        std::fs::write("/proc/self/clear_refs", "5").unwrap();
        let start = Instant::now();
        let answer = read(&bytes, &Limits::default(), &mut || true);
        let took = start.elapsed().as_secs_f64() * 1e3;
        let memory = status("VmHWM").saturating_sub(before) / 1024;
        let answer = answer
            .map_or_else(|error| error.to_string(), |photo| format!("{} x {}", photo.width, photo.height));
        costs.push((took, memory, name, answer));
    }
    let print = |costs: &[(f64, u64, String, String)]| {
        for (took, memory, name, answer) in costs.iter().take(6) {
            println!("{took:8.1} ms {memory:4} MiB  {name}: {answer}");
        }
    };
    println!("{} files; the slowest:", costs.len());
    costs.sort_by(|a, b| b.0.total_cmp(&a.0));
    print(&costs);
    let slow = costs[0].0 > 250.0;
    println!("the largest:");
    costs.sort_by_key(|cost| std::cmp::Reverse(cost.1));
    print(&costs);
    if slow || costs[0].1 > 64 {
        println!("above 250 ms or 64 MiB");
        std::process::exit(1);
    }
}
