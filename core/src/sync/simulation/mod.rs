//! Three devices, a server and everything that goes wrong between them, by seed.
//!
//! The same seed gives the same run. `SIMULATION_SEEDS` says how many are run (20,000 without), from `SIMULATION_FIRST_SEED` on.
//! Afterwards everything is mended, and all devices have to show, export and hold the same, with nothing lost (`check`). Planted
//! mistakes have to be found. Not for: the wire itself (the server's own conformance cases), or time.

mod chance;
mod check;
mod line;
mod memory;
mod model;
mod paper;
mod phone;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use self::memory::Memory;
use self::paper::Paper;
use self::phone::Phone;
use self::world::World;
use super::fault::Fault;

fn memory(series: u16) -> Box<dyn Phone> {
    Box::new(Memory::new(series))
}

fn paper(series: u16) -> Box<dyn Phone> {
    Box::new(Paper::new(series))
}

fn overlooking(series: u16) -> Box<dyn Phone> {
    let mut phone = Memory::new(series);
    phone.overlooks = true;
    Box::new(phone)
}

/// One seed. What does not hold, in words; else the trace.
fn run(seed: u64, fault: Option<Fault>, make: fn(u16) -> Box<dyn Phone>) -> Result<[u8; 32], String> {
    let mut world = World::new(seed, fault, make);
    world.live();
    world.heal()?;
    check::check(&mut world)?;
    Ok(world.trace())
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Runs seeds on all cores; those that fail, and what does not hold.
fn run_all(first: u64, seeds: u64) -> Vec<(u64, String)> {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let mut fails: Vec<(u64, String)> = std::thread::scope(|scope| {
        let part = |core: u64| {
            scope.spawn(move || {
                let mine = (first..first + seeds).filter(|seed| seed % cores == core);
                mine.filter_map(|seed| run(seed, None, memory).err().map(|error| (seed, error)))
                    .collect::<Vec<_>>()
            })
        };
        let parts: Vec<_> = (0..cores).map(part).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    });
    fails.sort();
    fails
}

#[test]
fn whatever_goes_wrong_nothing_is_lost_and_all_are_alike() {
    let seeds = number("SIMULATION_SEEDS", 20_000);
    let fails = run_all(number("SIMULATION_FIRST_SEED", 0), seeds);
    assert_eq!(
        fails,
        [],
        "of {seeds} seeds these fail; run one with SIMULATION_FIRST_SEED and SIMULATION_SEEDS=1"
    );
}

/// The same over real diaries and vaults: their tables have to keep the promises that the rest is built on.
#[test]
fn real_diaries_keep_what_the_simulation_counts_on() {
    let (first, seeds) = (number("SIMULATION_FIRST_SEED", 0), number("SIMULATION_DIARY_SEEDS", 10));
    for seed in first..first + seeds {
        let run = run(seed, None, paper);
        assert!(run.is_ok(), "seed {seed}: {run:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_run() {
    for seed in 0..50 {
        assert_eq!(run(seed, None, memory), run(seed, None, memory), "seed {seed}");
    }
}

/// The first seed that finds a mistake, and what it finds.
fn found(fault: Fault, seeds: u64) -> Option<(u64, String)> {
    let make = if fault == Fault::IdentityOverlooked { overlooking } else { memory };
    let only = std::env::var("SIMULATION_FAULT").ok();
    if only.is_some_and(|only| only != format!("{fault:?}")) {
        return Some((0, "not looked for".to_owned()));
    }
    (0..seeds).find_map(|seed| {
        let run = catch_unwind(AssertUnwindSafe(|| run(seed, Some(fault), make)));
        let error = run.unwrap_or_else(|_| Err("a panic".to_owned())).err()?;
        Some((seed, error))
    })
}

#[test]
fn planted_mistakes_are_found() {
    let missed: Vec<Fault> = Fault::ALL
        .into_iter()
        .filter(|fault| {
            let found = found(*fault, 20_000);
            println!("{fault:?}: {found:?}");
            found.is_none()
        })
        .collect();
    assert_eq!(missed, []);
}
