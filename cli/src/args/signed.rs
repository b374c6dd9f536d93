//! `stipple sheet keygen | sign | verify | publish | fetch | accept | qr`: signed sheets.
//!
//! Not for: sheets as files (`sheet`).

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// `sheet keygen`.
#[derive(Debug, Args)]
pub struct Keygen {
    /// The secret key to write; the public one lies beside it, under the same name with .pub
    #[arg(short, long, value_name = "FILE", default_value = "studio.key", value_hint = ValueHint::FilePath)]
    pub output: PathBuf,
    /// Protect the key by no password
    #[arg(long, conflicts_with = "password_file")]
    pub no_password: bool,
    #[command(flatten)]
    pub password: Password,
}

/// Where a password comes from.
#[derive(Debug, Args)]
pub struct Password {
    /// A file whose first line is the key's password; `-` for standard input [default: asked for]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub password_file: Option<PathBuf>,
}

/// `sheet sign`.
#[derive(Debug, Args)]
pub struct Sign {
    /// The sheet
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The studio's secret key
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub key: PathBuf,
    /// The signature to write [default: the sheet's name with .minisig]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub password: Password,
}

/// A sheet file with its signature.
#[derive(Debug, Args)]
pub struct SignedFile {
    /// The sheet
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The studio's public key: its file, or the line that begins with RW
    #[arg(long, value_name = "KEY")]
    pub key: String,
    /// The signature [default: the sheet's name with .minisig]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub signature: Option<PathBuf>,
}

/// `sheet publish`.
#[derive(Debug, Args)]
pub struct Publish {
    #[command(flatten)]
    pub sheet: SignedFile,
    /// The server that is to carry it
    #[arg(long, value_name = "URL")]
    pub server: String,
}

/// `sheet fetch`.
#[derive(Debug, Args)]
pub struct Fetch {
    /// What the studio's QR says (stipple:sheet?…), or the sheet's id
    #[arg(value_name = "CODE|ID")]
    pub what: String,
    /// The server, where an id is given [default: your account's]
    #[arg(long, value_name = "URL")]
    pub server: Option<String>,
    /// The revision, where an id is given [default: the latest]
    #[arg(long, value_name = "N")]
    pub revision: Option<u32>,
}

/// `sheet accept`.
#[derive(Debug, Args)]
pub struct Accept {
    /// The id of a sheet that was fetched, or a sheet file
    #[arg(value_name = "ID|FILE", value_hint = ValueHint::FilePath)]
    pub what: String,
    /// Of a file: the public key that its .minisig is to be checked with; without it, the file counts as unsigned
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    /// You know that the studio has another key than before, and have compared its words
    #[arg(long)]
    pub other_key: bool,
    /// Accept without being asked
    #[arg(short, long)]
    pub yes: bool,
}

/// `sheet qr`.
#[derive(Debug, Args)]
pub struct SheetQr {
    /// The sheet
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The studio's public key: its file, or the line that begins with RW
    #[arg(long, value_name = "KEY")]
    pub key: String,
    /// The server that carries it
    #[arg(long, value_name = "URL")]
    pub server: String,
    /// Write a picture: .svg or .png [default: draw it here]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}
