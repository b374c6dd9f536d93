//! `stipple course …`.
//!
//! Not for: sessions (`session`).

use clap::{Args, Subcommand, ValueHint};

/// A command about the course as a whole.
#[derive(Debug, Subcommand)]
pub enum CourseCommand {
    /// Start a course under your studio's sheet
    #[command(after_help = "Examples:\n  stipple course start\n  \
        stipple course start --sheet studio.toml --sessions 4 --client long-hair\n\n\
        The sheet is kept with the course: a later file changes nothing.\n\
        Attributes that every sheet knows: long-hair, very-fair-skin, dry-scalp, oily-scalp.")]
    Start(StartCourse),
    /// Show where you stand: sessions, the next window, the touch-up
    #[command(after_help = "Example:\n  stipple course show")]
    Show,
    /// Say that the course is complete: its last session was the final one
    #[command(after_help = "Example:\n  stipple course finish")]
    Finish,
    /// Say that the course goes on after all
    #[command(after_help = "Example:\n  stipple course reopen")]
    Reopen,
    /// Keep when the consultation was or is to be, and what was said
    #[command(
        after_help = "Example:\n  stipple course consultation --on \"2026-04-20 10:00\" --note \"low hairline\""
    )]
    Consultation(Consultation),
}

/// `course start`.
#[derive(Debug, Args)]
pub struct StartCourse {
    /// The sheet: a file, the id of one that was fetched, or of a built-in one [default: scalp-envy]
    #[arg(long, value_name = "FILE|ID", value_hint = ValueHint::FilePath)]
    pub sheet: Option<String>,
    /// Of a file: the studio's public key that its .minisig is to be checked with; without it, it counts as unsigned
    #[arg(long, value_name = "KEY", requires = "sheet")]
    pub key: Option<String>,
    /// You know that the studio has another key than in an earlier course, and have compared its words
    #[arg(long)]
    pub other_key: bool,
    /// How many sessions are planned [default: as many as the sheet calls usual]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=99))]
    pub sessions: Option<u32>,
    /// What is true of you and some rules ask about; parted by commas, or given several times
    #[arg(long, value_name = "ATTRIBUTE", value_delimiter = ',', num_args = 1..)]
    pub client: Vec<String>,
}

/// `course consultation`.
#[derive(Debug, Args)]
pub struct Consultation {
    /// When [default: now]
    #[arg(long, value_name = "MOMENT")]
    pub on: Option<String>,
    /// What was said
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub note: String,
}
