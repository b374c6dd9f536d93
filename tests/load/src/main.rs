//! Load on loopback for the backend and its peers (tests/bench/backend.sh), and what foreign clients need to sign in
//! (tests/foreign). Prints lines of JSON.
//! Not for: other machines; it refuses any address that is not on loopback.
#![allow(clippy::disallowed_methods, reason = "a program that measures asks the clock")]

mod account;
mod blobs;
mod disk;
mod http;
mod records;
mod run;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

#[derive(Parser)]
struct Program {
    #[command(subcommand)]
    what: What,
}

#[derive(Args)]
struct Load {
    /// Where the server listens, on loopback.
    #[arg(long)]
    at: SocketAddr,
    #[arg(long, default_value_t = 64)]
    connections: usize,
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Bytes of ciphertext in a record, or of a blob.
    #[arg(long, default_value_t = 400)]
    bytes: usize,
    /// Whose wire to speak.
    #[arg(long, value_enum, default_value = "stipple")]
    server: records::Server,
}

#[derive(Subcommand)]
enum What {
    /// Make an account and print a device's token
    Token {
        #[arg(long)]
        at: SocketAddr,
    },
    /// Print a file's name as a blob
    Hash { file: PathBuf },
    /// How often a second this disk makes a small append durable
    Disk {
        #[arg(long = "in")]
        folder: PathBuf,
        #[arg(long, default_value_t = 5)]
        seconds: u64,
        #[arg(long, default_value_t = 400)]
        bytes: usize,
    },
    /// Push one batch at a time on every connection
    Push {
        #[command(flatten)]
        load: Load,
        #[arg(long, default_value_t = 1)]
        batch: usize,
        /// All connections of one account, not each of its own.
        #[arg(long)]
        one_account: bool,
    },
    /// Pull pages on every connection
    Pull {
        #[command(flatten)]
        load: Load,
        #[arg(long, default_value_t = 100)]
        limit: usize,
    },
    /// Read a whole log on one connection, checking its chain
    FirstSync {
        #[arg(long)]
        at: SocketAddr,
        #[arg(long, default_value_t = 10_000)]
        records: usize,
        #[arg(long, default_value_t = 400)]
        bytes: usize,
        #[arg(long, default_value_t = 5)]
        times: usize,
    },
    /// Upload blobs by tus on every connection
    Upload {
        #[command(flatten)]
        load: Load,
        /// Where uploads are created.
        #[arg(long, default_value = "/v1/blobs")]
        path: String,
    },
}

fn main() -> io::Result<()> {
    match Program::parse().what {
        What::Token { at } => println!("{}", account::sign_in(&mut http::Client::connect(at)?)?),
        What::Hash { file } => println!("{}", stipple_wire::hash(&std::fs::read(file)?)),
        What::Disk { folder, seconds, bytes } => {
            disk::sync_rate(&folder, Duration::from_secs(seconds), bytes)?.print("fdatasync");
        }
        What::Push { load, batch, one_account } => {
            let time = Duration::from_secs(load.seconds);
            records::push(load.at, load.server, load.connections, time, (batch, load.bytes), one_account)?
                .print("push");
        }
        What::Pull { load, limit } => {
            let time = Duration::from_secs(load.seconds);
            records::pull(load.at, load.server, load.connections, time, limit, load.bytes)?.print("pull");
        }
        What::FirstSync { at, records, bytes, times } => {
            let mut took = (0..times)
                .map(|_| records::first_sync(at, records, bytes))
                .collect::<io::Result<Vec<_>>>()?;
            took.sort_unstable();
            let median = took.get(times / 2).map_or(0.0, Duration::as_secs_f64);
            println!(
                "{}",
                serde_json::json!({ "what": "first sync", "records": records, "median_s": median })
            );
        }
        What::Upload { load, path } => {
            let time = Duration::from_secs(load.seconds);
            blobs::upload(load.at, &path, load.connections, time, load.bytes)?.print("upload");
        }
    }
    Ok(())
}
