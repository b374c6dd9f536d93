//! `stipple sheet …`.
//!
//! Not for: what the commands about signed sheets take (`signed`).

use clap::{Subcommand, ValueHint};

use super::signed::{Accept, Fetch, Keygen, Publish, SheetQr, Sign, SignedFile};

/// A command about sheets.
#[derive(Debug, Subcommand)]
pub enum SheetCommand {
    /// Check a sheet file: what is refused, and what is odd
    #[command(
        after_help = "Examples:\n  stipple sheet check studio.toml\n  stipple sheet check studio.toml --json\n\n\
        Exit codes: 0 with warnings alone; 2 when it is refused."
    )]
    Check {
        /// The sheet: a file, or the id of a built-in one
        #[arg(value_name = "FILE|ID", value_hint = ValueHint::FilePath)]
        file: String,
    },
    /// Show a sheet in words; without a file, the one of your course
    #[command(
        after_help = "Examples:\n  stipple sheet show\n  stipple sheet show studio.toml\n  stipple sheet show scalp-envy"
    )]
    Show {
        /// The sheet: a file, or the id of a built-in one
        #[arg(value_name = "FILE|ID", value_hint = ValueHint::FilePath)]
        file: Option<String>,
    },
    /// What changes from one sheet to another
    #[command(after_help = "Example:\n  stipple sheet diff may.toml june.toml")]
    Diff {
        /// The older sheet
        #[arg(value_name = "A", value_hint = ValueHint::FilePath)]
        old: String,
        /// The newer sheet
        #[arg(value_name = "B", value_hint = ValueHint::FilePath)]
        new: String,
    },
    /// For studios: make a pair of keys
    #[command(after_help = "Examples:\n  stipple sheet keygen -o studio.key\n  \
        stipple sheet keygen -o studio.key --password-file password.txt\n\n\
        The secret key signs your sheets: whoever has it can speak in your name, and without it you cannot publish \
        another revision. Keep a copy in a safe place. The public key, and its eight words, are for your clients.\n\
        The files are minisign's: its own tool reads them too.")]
    Keygen(Keygen),
    /// For studios: sign a sheet
    #[command(after_help = "Example:\n  stipple sheet sign studio.toml --key studio.key\n\n\
        The signature lies beside the sheet, as studio.toml.minisig. A sheet that is refused is not signed.")]
    Sign(Sign),
    /// Check a sheet's signature
    #[command(after_help = "Examples:\n  stipple sheet verify studio.toml --key studio.pub\n  \
        minisign -V -p studio.pub -m studio.toml       the same with the plain minisign tool")]
    Verify(SignedFile),
    /// For studios: put a signed sheet on a server
    #[command(after_help = "Example:\n  \
        stipple sheet publish studio.toml --key studio.pub --server https://sheets.example\n\n\
        A published revision never changes: for every change, count the revision up. The first key of an id owns it.")]
    Publish(Publish),
    /// Get a studio's sheet from a server, and show whose it is and what would change
    #[command(
        after_help = "Examples:\n  stipple sheet fetch \"stipple:sheet?id=…\"       what the studio's QR says\n  \
        stipple sheet fetch scalp-envy --server https://sheets.example\n\n\
        Nothing changes: `stipple sheet accept ID` puts your course under it, `stipple course start --sheet ID` \
        begins one.\nCompare the eight words with those your studio shows."
    )]
    Fetch(Fetch),
    /// Put your course under a sheet: the differences first, then you say yes
    #[command(
        after_help = "Examples:\n  stipple sheet accept scalp-envy                    fetched before\n  \
        stipple sheet accept june.toml --key studio.pub    a file, with june.toml.minisig beside it\n  \
        stipple sheet accept june.toml                     a file that nobody signed\n\n\
        Without a terminal, give --yes. `stipple undo` takes it back."
    )]
    Accept(Accept),
    /// For studios: the QR of a sheet, for clients to scan
    #[command(after_help = "Examples:\n  \
        stipple sheet qr studio.toml --key studio.pub --server https://sheets.example\n  \
        stipple sheet qr studio.toml --key studio.pub --server https://sheets.example -o poster.svg")]
    Qr(SheetQr),
}
