//! `stipple session …`.
//!
//! Not for: the course as a whole (`course`).

use clap::{Args, Subcommand, ValueEnum};
use stipple_core::course::{SessionNotes, Shade};

/// A command about single sessions.
#[derive(Debug, Subcommand)]
pub enum SessionCommand {
    /// Log a session that took place
    #[command(after_help = "Examples:\n  stipple session done\n  \
        stipple session done --ended \"yesterday 17:30\" --started \"yesterday 13:00\"\n  \
        stipple session done --ended \"2026-05-16 15:00\" --replace 2 --shade darker --note \"denser crown\"")]
    Done(Done),
    /// Plan a session; a date outside the sheet's window is warned of, never refused
    #[command(after_help = "Examples:\n  stipple session plan --starts \"2026-05-16 10:00\"\n  \
        stipple session plan --starts \"in 2 weeks\" --final")]
    Plan(Plan),
    /// Move a planned session
    #[command(after_help = "Example:\n  stipple session move 2 --starts \"2026-05-18 10:00\"")]
    Move {
        /// Its number, as `session list` has it
        number: u32,
        /// When it begins instead
        #[arg(long, value_name = "MOMENT")]
        starts: String,
        /// When it ends [default: its length stays]
        #[arg(long, value_name = "MOMENT")]
        ends: Option<String>,
    },
    /// Mark a session as the final one, or no longer
    #[command(after_help = "Examples:\n  stipple session final 3\n  stipple session final 3 --not")]
    Final {
        /// Its number
        number: u32,
        /// It is not the final one after all
        #[arg(long)]
        not: bool,
    },
    /// Keep notes on a session; an empty text takes a note back
    #[command(
        after_help = "Examples:\n  stipple session note 1 --note \"went well\" --pigment \"grey 3\"\n  \
        stipple session note 2 --shade darker --technician \"\""
    )]
    Note {
        /// Its number
        number: u32,
        #[command(flatten)]
        notes: Notes,
    },
    /// List all sessions
    #[command(after_help = "Example:\n  stipple session list")]
    List,
    /// Remove a session that was logged by mistake, or will not take place
    #[command(after_help = "Example:\n  stipple session remove 2\n\n`stipple undo` takes it back.")]
    Remove {
        /// Its number
        number: u32,
    },
}

/// `session done`.
#[derive(Debug, Args)]
pub struct Done {
    /// When it ended [default: now]
    #[arg(long, value_name = "MOMENT")]
    pub ended: Option<String>,
    /// When it began
    #[arg(long, value_name = "MOMENT")]
    pub started: Option<String>,
    /// It was the final one
    #[arg(long = "final")]
    pub is_final: bool,
    /// It was a touch-up
    #[arg(long)]
    pub touch_up: bool,
    /// The number of the planned session that this was
    #[arg(long, value_name = "N")]
    pub replace: Option<u32>,
    #[command(flatten)]
    pub notes: Notes,
}

/// `session plan`.
#[derive(Debug, Args)]
pub struct Plan {
    /// When it begins
    #[arg(long, value_name = "MOMENT")]
    pub starts: String,
    /// When it ends [default: after the sheet's longest hours]
    #[arg(long, value_name = "MOMENT")]
    pub ends: Option<String>,
    /// It is to be the final one
    #[arg(long = "final")]
    pub is_final: bool,
    /// It is to be a touch-up
    #[arg(long)]
    pub touch_up: bool,
}

/// Notes on a session.
#[derive(Debug, Args)]
#[command(next_help_heading = "Notes")]
pub struct Notes {
    /// Anything to remember
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// The pigment, as the studio names it
    #[arg(long, value_name = "TEXT")]
    pub pigment: Option<String>,
    /// Lighter or darker than before
    #[arg(long, value_enum)]
    pub shade: Option<ShadeArg>,
    /// How dense the dots were set
    #[arg(long, value_name = "TEXT")]
    pub density: Option<String>,
    /// What was decided about the hairline
    #[arg(long, value_name = "TEXT")]
    pub hairline: Option<String>,
    /// Who did it
    #[arg(long, value_name = "NAME")]
    pub technician: Option<String>,
    /// The parts that were treated, parted by commas
    #[arg(long, value_name = "ZONE", value_delimiter = ',')]
    pub zones: Option<Vec<String>>,
    /// Points of the sheet's agenda that were done, parted by semicolons
    #[arg(long, value_name = "POINT", value_delimiter = ';')]
    pub agenda_done: Option<Vec<String>>,
}

/// Beside the session before.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[allow(missing_docs)] // documented, each would take a line of its own in the help
pub enum ShadeArg {
    Lighter,
    Darker,
    Same,
}

impl From<Notes> for SessionNotes {
    fn from(notes: Notes) -> Self {
        // `--zones ""` says that there are none.
        let list = |items: Option<Vec<String>>| {
            items.map(|items| {
                items.into_iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
            })
        };
        Self {
            pigment: notes.pigment,
            shade: notes.shade.map(|shade| match shade {
                ShadeArg::Lighter => Shade::Lighter,
                ShadeArg::Darker => Shade::Darker,
                ShadeArg::Same => Shade::Same,
            }),
            density: notes.density,
            hairline: notes.hairline,
            technician: notes.technician,
            zones: list(notes.zones),
            text: notes.note,
            agenda_done: list(notes.agenda_done),
        }
    }
}
