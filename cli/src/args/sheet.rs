//! `stipple sheet …`.
//!
//! Not for: signed sheets, which come with the network.

use clap::{Subcommand, ValueHint};

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
}
