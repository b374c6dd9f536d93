//! `stipple photo …`.
//!
//! Not for: what is done with photos (`stipple_core::companion`).

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::Output;

/// A command about healing photos.
#[derive(Debug, Subcommand)]
pub enum PhotoCommand {
    /// Bring photos in; they are sealed, and stay on this device
    #[command(after_help = "Examples:\n  stipple photo add IMG_0012.jpg --angle crown\n  \
        stipple photo add *.jpg --angle front --note \"after the shower\" --saw redness\n\n\
        JPEG and PNG are read. The same file again is known again.")]
    Add(AddPhotos),
    /// List all photos, the latest first, and those in the bin
    #[command(after_help = "Example:\n  stipple photo list")]
    List,
    /// Which photos are due, missed, and still to come; and which belong side by side
    #[command(after_help = "Example:\n  stipple photo due")]
    Due,
    /// Two photos of one angle, lined up, as one picture
    #[command(after_help = "Examples:\n  stipple photo compare 3f2a 9c01 -o compare.jpg\n  \
        stipple photo compare 3f2a 9c01 --slider -o compare.gif\n\n\
        A photo is named by its id, or by enough of its beginning. OUT ends in .jpg, .png, or .gif with --slider.")]
    Compare(Compare),
    /// All photos of one angle, lined up, as a time-lapse
    #[command(after_help = "Example:\n  stipple photo lapse crown -o crown.gif")]
    Lapse(Lapse),
    /// How redness and dots developed, as a line and never as a verdict
    #[command(
        after_help = "Examples:\n  stipple photo trend crown\n  stipple photo trend crown --of dots -o crown.svg"
    )]
    Trend(Trend),
    /// Write a photo to a file, without place, device or preview inside
    #[command(after_help = "Example:\n  stipple photo export 3f2a -o crown.jpg")]
    Export(OnePhoto),
    /// Say something else of a photo: its angle, a note, what you saw
    #[command(after_help = "Example:\n  stipple photo note 3f2a --angle back --note \"near the window\"")]
    Note(ChangePhoto),
    /// Put a photo into the bin, where it lies for 30 days
    #[command(
        after_help = "Example:\n  stipple photo remove 3f2a\n\n`stipple photo restore` brings it back."
    )]
    Remove {
        /// Its id, or enough of its beginning
        id: String,
    },
    /// Take a photo out of the bin
    #[command(after_help = "Example:\n  stipple photo restore 3f2a")]
    Restore {
        /// Its id, or enough of its beginning
        id: String,
    },
    /// Look at every file that is kept, and say what is missing or changed; nothing is repaired
    #[command(after_help = "Example:\n  stipple photo scrub")]
    Scrub,
    /// Write what opens your photos with the plain `age` tool; whoever has it can open them
    #[command(after_help = "Examples:\n  stipple photo identity -o identity.txt\n  \
        age -d -i identity.txt original.age > photo.jpg")]
    Identity(Output),
}

/// `photo add`.
#[derive(Debug, Args)]
pub struct AddPhotos {
    /// The files
    #[arg(required = true, num_args = 1.., value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// The side of the head: front, left, right, crown, back, or a zone's own name
    #[arg(long, value_name = "ANGLE")]
    pub angle: String,
    /// A note beside each
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
    /// What you see in them, parted by commas: states of the skin
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    pub saw: Vec<String>,
}

/// `photo compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// The one on the left
    #[arg(value_name = "A")]
    pub first: String,
    /// The one on the right, lined up with the first
    #[arg(value_name = "B")]
    pub second: String,
    #[command(flatten)]
    pub output: Output,
    /// One over the other, with a line that wipes from one to the other
    #[arg(long)]
    pub slider: bool,
}

/// `photo lapse`.
#[derive(Debug, Args)]
pub struct Lapse {
    /// The side of the head
    #[arg(value_name = "ANGLE")]
    pub angle: String,
    #[command(flatten)]
    pub output: Output,
}

/// `photo trend`.
#[derive(Debug, Args)]
pub struct Trend {
    /// The side of the head
    #[arg(value_name = "ANGLE")]
    pub angle: String,
    /// Which of the two is drawn
    #[arg(long, value_enum, default_value_t = Of::Redness)]
    pub of: Of,
    /// A picture of the line: a file that ends in .png or .svg
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

/// What a trend is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Of {
    /// How red the treated skin is beside the untreated.
    Redness,
    /// How clearly the dots stand out.
    Dots,
}

/// `photo export`.
#[derive(Debug, Args)]
pub struct OnePhoto {
    /// Its id, or enough of its beginning
    pub id: String,
    #[command(flatten)]
    pub output: Output,
}

/// `photo note`.
#[derive(Debug, Args)]
pub struct ChangePhoto {
    /// Its id, or enough of its beginning
    pub id: String,
    /// The side of the head instead
    #[arg(long, value_name = "ANGLE")]
    pub angle: Option<String>,
    /// When it was taken, where the camera was set wrong
    #[arg(long, value_name = "MOMENT")]
    pub taken: Option<String>,
    /// A note beside it; empty: none
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// What you see in it, all of it, parted by commas
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    pub saw: Option<Vec<String>>,
}
