//! The command line: every command, its options and its help.
//!
//! Moments and dates stay texts here: reading them takes a zone and the time (`moment`). Not for: doing anything
//! (`commands`).

mod account;
mod course;
mod photo;
mod session;
mod sheet;
mod signed;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

pub use account::{AccountCommand, Code, Create, Forget, Join, Revoke, Rotate, Sync};
pub use course::{Consultation, CourseCommand, StartCourse};
pub use photo::{AddPhotos, Compare, Lapse, Of, PhotoCommand, Trend};
pub use session::{Done, Plan, SessionCommand};
pub use sheet::SheetCommand;
pub use signed::{Accept, Fetch, Keygen, Publish, SheetQr, Sign, SignedFile};

/// The program.
#[derive(Debug, Parser)]
#[command(
    name = "stipple",
    version,
    about = "What may I do today after scalp micropigmentation, and when does that change?",
    after_help = "Stipple answers from your own studio's aftercare sheet. It keeps your course in a folder of yours, asks no \
        network unless you say so (account, sync, sheet fetch), and is not medical advice.\n\nBegin:\n  \
        stipple today --ended \"3 days ago\"       look at a board without keeping anything\n  \
        stipple course start                     keep a course\n  \
        stipple session done --ended \"yesterday 17:30\"\n  \
        stipple                                  what holds now\n\n\
        Moments: 2026-05-01T17:30:00+01:00, \"2026-05-01 17:30\" (on the clocks of --zone), 2026-05-01, now, \
        \"3 days ago\", \"2 hours ago\", \"yesterday 17:30\", \"in 2 weeks\".\n\
        Exit codes: 0 fine; 1 something outside failed; 2 something given is wrong, nothing was changed. \
        `can` has its own.",
    max_term_width = 100
)]
pub struct Cli {
    /// For every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; without it, `today`.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "For every command")]
pub struct Global {
    /// The folder that holds your course [default: the platform's folder for data]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub data: Option<PathBuf>,
    /// The time zone that dates and local times are in, such as Europe/London [default: the system's]
    #[arg(long, global = true, value_name = "ZONE")]
    pub zone: Option<String>,
    /// The moment to ask about, or at which something is entered [default: now]
    #[arg(long, global = true, value_name = "MOMENT")]
    pub at: Option<String>,
    /// Print JSON, one line, for scripts
    #[arg(long, global = true)]
    pub json: bool,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The board: what is closed, what is open, what to do today
    #[command(after_help = "Examples:\n  stipple today\n  stipple today --at \"in 2 days\"\n  \
        stipple today --ended \"4 days ago\" --sheet studio.toml\n  \
        stipple today --told --at \"yesterday 21:00\"")]
    Today(Today),
    /// Can I …? One answer, with its reason
    #[command(
        after_help = "Examples:\n  stipple can swim\n  stipple can light sweat --at \"tomorrow 10:00\"\n  \
        stipple can shave && echo \"go ahead\"\n\n\
        Exit codes: 0 yes, or yes under conditions; 1 no; 3 ask your studio; 2 it could not be answered."
    )]
    Can(OneActivity),
    /// When can I …? From when with conditions, from when without
    #[command(after_help = "Example:\n  stipple when rinse")]
    When(OneActivity),
    /// The holiday planner: will I be clear, and which session dates still fit?
    #[command(after_help = "Examples:\n  stipple clear swim sun --from 2026-06-09 --to 2026-06-16\n  \
        stipple clear \"light sweat\" --from \"in 2 weeks\" --to \"in 3 weeks\"")]
    Clear(Clear),
    /// Your course: start it, show it, finish it
    #[command(subcommand)]
    Course(CourseCommand),
    /// Your sessions: log, plan, move, note
    #[command(subcommand)]
    Session(SessionCommand),
    /// A skin check: what you see, and what is gone
    #[command(
        after_help = "Examples:\n  stipple skin                            what you can say, and what you said last\n  \
        stipple skin --seen scabs,flaking\n  stipple skin --gone weeping\n  \
        stipple skin --seen healed --at \"yesterday 21:00\"\n\n\
        States that every sheet knows: scabs, flaking, weeping, redness, dry, healed."
    )]
    Skin(Skin),
    /// Your healing photos: bring in, list, line up, watch develop
    #[command(subcommand)]
    Photo(PhotoCommand),
    /// What to have ready for the next session
    #[command(after_help = "Example:\n  stipple ready")]
    Ready,
    /// Reminders to come
    #[command(after_help = "Examples:\n  stipple remind\n  stipple remind --next 3 --plain")]
    Remind(Remind),
    /// Your studio's sheet: show it, check one, compare two; sign, publish, fetch, accept
    #[command(subcommand)]
    Sheet(SheetCommand),
    /// A second device: make an account, join it, list and shut out devices, change the code
    #[command(subcommand)]
    Account(AccountCommand),
    /// Bring this device and your other ones in step
    #[command(after_help = "Examples:\n  stipple sync\n  stipple sync --watch\n  stipple sync --status\n\n\
        Being offline is normal: it says when this device was last in step, and exits 0. Cut off anywhere, the next \
        run goes on. What leaves this device is sealed: the server sees how much and when, never what.")]
    Sync(Sync),
    /// Take the last change back
    #[command(after_help = "Example:\n  stipple undo\n\nAgain: the change before that one.")]
    Undo,
    /// Write a calendar file with your sessions and what opens when
    #[command(
        after_help = "Examples:\n  stipple calendar -o stipple.ics\n  stipple calendar --discreet -o -"
    )]
    Calendar(Calendar),
    /// Write a report for your studio: one page that any browser opens and prints
    #[command(after_help = "Examples:\n  stipple report -o report.html\n  \
        stipple report -o report.html --photos                   pictures too, one of each moment\n  \
        stipple report -o report.html --photo 3f2a --photo 9c01  only these pictures\n\n\
        Your course, sessions, skin checks and what the sheet asks before the next session. Pictures carry no place and \
        no device. It is written in clear: anybody who has the file can read it.")]
    Report(Report),
    /// Write everything that is kept into one file
    #[command(
        after_help = "Examples:\n  stipple export -o stipple.zip                 photos too, sealed\n  \
        stipple export -o stipple.zip --photos clear  photos too, as pictures that anybody can open\n  \
        stipple export -o stipple.json                without photos\n  \
        stipple export -o - | gzip > stipple.json.gz\n\n\
        Sealed photos open with `stipple photo identity`, also with the plain age tool."
    )]
    Export(Export),
    /// Bring an export in; what is there already stays
    #[command(
        after_help = "Examples:\n  stipple import stipple.json\n  zcat stipple.json.gz | stipple import -\n  \
        stipple import stipple.zip --identity identity.txt\n\n\
        Bringing the same file in twice changes nothing."
    )]
    Import(Import),
    /// Delete the course, its photos and everything else that is kept here
    #[command(after_help = "Examples:\n  stipple delete\n  stipple delete --account leave --yes\n\n\
        In an account, say what becomes of it: `leave` takes this device out, `delete` deletes it for every device, whose \
        own data stays. The server is told first; where it is not reached, nothing is deleted, and the next run goes on. \
        Export first if you want to keep anything.")]
    Delete(Delete),
    /// Answer questions line by line, for scripts and tests; nothing is kept
    #[command(after_help = "Example:\n  \
        echo '{\"sheet\": \"scalp-envy\", \"zone\": \"Europe/London\", \"at\": \"2026-05-05T09:00:00+01:00\", \
        \"activity\": \"rinse\", \"sessions\": [{\"ended\": \"2026-05-01T17:30:00+01:00\"}]}' | stipple answer\n\n\
        One JSON object a line in, one a line out. A bad line is answered with {\"error\": \"…\"}.")]
    Answer,
    /// Print completions for your shell
    #[command(
        after_help = "Example:\n  stipple completions bash > ~/.local/share/bash-completion/completions/stipple"
    )]
    Completions {
        /// Your shell
        shell: clap_complete::Shell,
    },
}

/// `today`.
#[derive(Debug, Args, Default)]
pub struct Today {
    /// Sessions that ended then, in place of your course; nothing is kept. May be given several times
    #[arg(long, value_name = "MOMENT", num_args = 1..)]
    pub ended: Vec<String>,
    /// The sheet that --ended asks: a file, or the id of a built-in one [default: scalp-envy]
    #[arg(long, value_name = "FILE|ID", requires = "ended", value_hint = ValueHint::FilePath)]
    pub sheet: Option<String>,
    /// What this device showed at --at, from what it knew then
    #[arg(long, conflicts_with = "ended")]
    pub told: bool,
}

/// One activity.
#[derive(Debug, Args)]
pub struct OneActivity {
    /// What you want to do: an id (light-sweat) or a name ("light sweat")
    #[arg(required = true, num_args = 1..)]
    pub activity: Vec<String>,
}

impl OneActivity {
    /// The activity, where a shell split it at its spaces.
    pub fn name(&self) -> String {
        self.activity.join(" ")
    }
}

/// `clear`.
#[derive(Debug, Args)]
pub struct Clear {
    /// What you want to do there
    #[arg(required = true, num_args = 1..)]
    pub activity: Vec<String>,
    /// The first day
    #[arg(long, value_name = "DATE")]
    pub from: String,
    /// The last day
    #[arg(long, value_name = "DATE")]
    pub to: String,
}

/// `skin`.
#[derive(Debug, Args)]
pub struct Skin {
    /// What you see, parted by commas
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    pub seen: Vec<String>,
    /// What is gone, parted by commas
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    pub gone: Vec<String>,
}

/// `remind`.
#[derive(Debug, Args)]
pub struct Remind {
    /// How many
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=40))]
    pub next: u32,
    #[command(flatten)]
    pub wording: WordingChoice,
}

/// How reminders and events are worded.
#[derive(Debug, Args)]
pub struct WordingChoice {
    /// Say what each is about
    #[arg(long, conflicts_with = "discreet")]
    pub plain: bool,
    /// Name nothing that others should not read [default, unless set otherwise]
    #[arg(long)]
    pub discreet: bool,
}

impl WordingChoice {
    /// What was asked for, if anything was.
    pub const fn discreet(&self) -> Option<bool> {
        match (self.plain, self.discreet) {
            (true, _) => Some(false),
            (_, true) => Some(true),
            _ => None,
        }
    }
}

/// Where a file is to be written.
#[derive(Debug, Args)]
pub struct Output {
    /// The file to write; `-` for standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: PathBuf,
}

/// `calendar`.
#[derive(Debug, Args)]
pub struct Calendar {
    #[command(flatten)]
    pub output: Output,
    #[command(flatten)]
    pub wording: WordingChoice,
}

/// `report`.
#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    pub output: Output,
    /// Put your photos in: the sharpest of each moment
    #[arg(long, conflicts_with = "photo")]
    pub photos: bool,
    /// Put this photo in; by its id, or enough of its beginning. May be given several times
    #[arg(long, value_name = "ID")]
    pub photo: Vec<String>,
}

/// `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// The file to write: .zip with photos, any other name without; `-` for standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: PathBuf,
    /// How photos leave in a .zip [default: sealed]
    #[arg(long, value_enum, value_name = "HOW")]
    pub photos: Option<Photos>,
}

/// How photos leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Photos {
    /// Only whoever has the identity opens them.
    Sealed,
    /// As pictures that anybody can open, without place or device inside.
    Clear,
}

/// `delete`.
#[derive(Debug, Args)]
pub struct Delete {
    /// What becomes of the account that this device is in
    #[arg(long, value_enum, value_name = "FATE")]
    pub account: Option<Fate>,
    /// Also where the server was not told: it keeps what it has
    #[arg(long)]
    pub anyway: bool,
    /// Do it without being asked
    #[arg(short, long)]
    pub yes: bool,
}

/// What becomes of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Fate {
    /// This device leaves it; the others stay in it.
    Leave,
    /// It is deleted on the server, for every device.
    Delete,
}

/// `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// A file that `stipple export` wrote; `-` for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// What opens the sealed photos in it: a file that `stipple photo identity` wrote on the other device
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub identity: Option<PathBuf>,
}
