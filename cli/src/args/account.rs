//! `stipple account …` and `stipple sync`: a second device.
//!
//! Not for: photos' identity, which travels by itself (`photo identity` writes it out).

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

/// A command about the account.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Make an account on a server, and print its recovery code
    #[command(after_help = "Examples:\n  stipple account create --server https://stipple.example\n  \
        stipple account create --server http://127.0.0.1:8750 --name \"my laptop\"\n\n\
        The recovery code alone goes to standard output. Write it down and keep it apart from your devices: whoever \
        has it can read everything, and with the code and every device lost, all is lost. Nobody can send you another.\n\
        The server sees how much and when, never what.")]
    Create(Create),
    /// Show the recovery code again, or draw it as a QR for another device
    #[command(
        after_help = "Examples:\n  stipple account code --show\n  stipple account code --show --qr\n  \
        stipple account code --show -o code.svg\n  stipple account code --at-hand\n\n\
        Whoever sees the code can read everything, from anywhere, until you change it with `stipple account rotate`: \
        so it is shown only with --show, or to whoever says yes at a terminal."
    )]
    Code(Code),
    /// Join an account from another device, by its recovery code
    #[command(
        after_help = "Examples:\n  stipple account join --server https://stipple.example     asks for the code\n  \
        stipple account join 0123-4567-89AB-CDEF-GHJK-MNPQ-RS* --server https://stipple.example\n  \
        stipple account join \"stipple:join?server=…&code=…\"        what the other device's QR says\n  \
        stipple account join - < code.txt --server https://stipple.example\n\n\
        A code on a command line may stay in your shell's history. What is on this device stays: the two become one."
    )]
    Join(Join),
    /// List the devices that are in the account
    #[command(after_help = "Example:\n  stipple account devices")]
    Devices,
    /// Shut a device out that you no longer have
    #[command(after_help = "Example:\n  stipple account revoke 3f2a\n\n\
        `stipple account devices` lists them. A device that is shut out gets nothing any more, and keeps what it has; \
        whoever has it may have read the code there: change that too, with `stipple account rotate`.")]
    Revoke(Revoke),
    /// Change the recovery code: everything is sealed anew, and the old code is worth nothing
    #[command(after_help = "Example:\n  stipple account rotate\n\n\
        The new code alone goes to standard output. Your other devices have to join with it. Cut off on the way, \
        `stipple sync` goes on.")]
    Rotate(Rotate),
    /// Leave the account; with --delete, delete it on the server for every device
    #[command(after_help = "Examples:\n  stipple account forget\n  stipple account forget --delete\n\n\
        What is on this device stays on this device.")]
    Forget(Forget),
}

/// `account create`.
#[derive(Debug, Args)]
pub struct Create {
    /// The server's address
    #[arg(long, value_name = "URL")]
    pub server: String,
    /// What this device is called in the list of devices
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// What the server's owner gave you, where accounts are by invitation
    #[arg(long, value_name = "TEXT")]
    pub invitation: Option<String>,
}

/// `account code`.
#[derive(Debug, Args)]
pub struct Code {
    /// Show it, without being asked
    #[arg(long)]
    pub show: bool,
    /// Draw it as a QR, with the server's address
    #[arg(long)]
    pub qr: bool,
    /// Write that QR into a file: .svg or .png
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Say that you have it at hand: you are not asked for a year
    #[arg(long, conflicts_with_all = ["show", "qr", "output"])]
    pub at_hand: bool,
}

/// `account join`.
#[derive(Debug, Args)]
pub struct Join {
    /// The recovery code, or what the other device's QR says; `-` for standard input [default: asked for]
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
    /// The server's address, where the code does not say it
    #[arg(long, value_name = "URL")]
    pub server: Option<String>,
    /// What this device is called in the list of devices
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
}

/// `account revoke`.
#[derive(Debug, Args)]
pub struct Revoke {
    /// The device, by its id or its beginning
    #[arg(value_name = "DEVICE")]
    pub device: String,
}

/// `account rotate`.
#[derive(Debug, Args)]
pub struct Rotate {
    /// Do it without being asked
    #[arg(short, long)]
    pub yes: bool,
}

/// `account forget`.
#[derive(Debug, Args)]
pub struct Forget {
    /// Delete everything on the server, for every device
    #[arg(long)]
    pub delete: bool,
    /// Do it without being asked
    #[arg(short, long)]
    pub yes: bool,
}

/// `sync`.
#[derive(Debug, Args)]
pub struct Sync {
    /// Stay, and keep in step until you stop it
    #[arg(long)]
    pub watch: bool,
    /// The network is metered: photos wait
    #[arg(long)]
    pub metered: bool,
    /// What the server's owner gave you, where it was not reached yet when you made the account
    #[arg(long, value_name = "TEXT")]
    pub invitation: Option<String>,
    /// Ask no server: only say when this device was last in step, and what waits
    #[arg(long, conflicts_with_all = ["watch", "metered"])]
    pub status: bool,
}
