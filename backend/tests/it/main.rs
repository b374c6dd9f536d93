//! The server from outside: its router on real stores, and its program under a kill.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "tests")]

mod blind;
mod calls;
mod kill;
mod mutated;
mod power;
mod problems;
mod program;
mod replay;
mod support;
mod uploads;
