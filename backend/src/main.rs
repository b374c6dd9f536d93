//! `stipple-backend`: serve, back up, check, describe.
//!
//! Not for: anything but reading a command line and saying how it ended.

use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use stipple_backend::check::Report;
use stipple_backend::config::{Config, FILE_VARIABLE};
use stipple_backend::folder::Stores;
use stipple_backend::store::sqlite::{SqliteStore, Sync};
use stipple_backend::{backup, check, http, moving, serve, telemetry};
use tokio::runtime::{Builder, Runtime};

/// Carries ciphertext between a client's devices, and studios' signed sheets.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// The configuration; without one, defaults that serve on loopback. Variables such as `STIPPLE_LISTEN` and
    /// `STIPPLE_LIMITS_RECORDS` lie over it.
    #[arg(long, global = true, env = FILE_VARIABLE, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answers requests until it is told to stop.
    Serve {
        /// Does not wait for the disk: for the test that has to notice, and nothing else.
        #[arg(long, hide = true)]
        unsafe_no_sync: bool,
    },
    /// Copies everything to a folder, beside a running server, and checks the copy. A copy can be served from.
    Backup {
        /// The folder; an older backup in it is renewed.
        to: PathBuf,
    },
    /// Looks at every row, every chain and every blob.
    Check,
    /// Takes what is in the folder to the configured PostgreSQL (and S3), while no server runs, and checks it there.
    Move,
    /// Prints the description of every call (`OpenAPI`).
    Openapi,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match runtime().map_err(Into::into).and_then(|runtime| runtime.block_on(run(arguments))) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("stipple-backend: {error}");
            ExitCode::FAILURE
        }
    }
}

/// One thread for each core, and one for each that a page of a log may keep waiting for the disk.
fn runtime() -> std::io::Result<Runtime> {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    Builder::new_multi_thread().worker_threads(cores + SqliteStore::READERS).enable_all().build()
}

async fn run(arguments: Arguments) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let config = Config::load(arguments.config.as_deref(), std::env::vars())?;
    match arguments.command {
        Command::Serve { unsafe_no_sync } => {
            telemetry::log(config.log_json);
            let sync = if unsafe_no_sync { Sync::Normal } else { Sync::Full };
            let folder = config.folder.display().to_string();
            let ready = |address, metrics| {
                // Nobody may be reading: that is no reason to end.
                let mut out = std::io::stdout().lock();
                let _ = writeln!(out, "listening on http://{address}");
                let _ = writeln!(out, "metrics on http://{metrics}/metrics");
                let _ = writeln!(out, "data in {folder}").and_then(|()| out.flush());
            };
            serve::serve(config, sync, ready, told_to_stop()).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Backup { to } => {
            telemetry::log(config.log_json);
            Ok(tell(&backup::backup(&config, &to).await?))
        }
        Command::Check => {
            telemetry::log(config.log_json);
            let stores = Stores::look_at_configured(&config).await?;
            Ok(tell(&check::check(&*stores.store, &stores.blobs).await?))
        }
        Command::Move => {
            telemetry::log(config.log_json);
            Ok(tell(&moving::to_postgres(&config).await?))
        }
        Command::Openapi => {
            print!("{}", http::openapi::text()?);
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn tell(report: &Report) -> ExitCode {
    let Report { accounts, records, blobs, blob_bytes, sheets, strays, faults } = report;
    println!(
        "{accounts} accounts, {records} records, {blobs} blobs of {blob_bytes} bytes, {sheets} sheets, {strays} strays"
    );
    for fault in faults {
        println!("fault: {fault}");
    }
    println!("{} faults", faults.len());
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Ctrl-C, or what an init system sends.
async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    if let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
        return;
    }
    let _ = interrupted.await;
}
