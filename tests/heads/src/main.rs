//! Writes photos of heads that nobody has.
//!
//! Not for: the product; tests, benchmarks and the README's pictures use it.

#![allow(clippy::struct_excessive_bools, reason = "switches of a command line")]

use clap::{Parser, ValueEnum};
use std::path::{Path, PathBuf};
use stipple_heads::{Exif, Head, Pair, Set, Side, View, jpeg, png, render};

/// Draw a head of close-cropped stipple.
#[derive(Parser)]
struct Options {
    /// Who it is, or with --set the first pair's seed
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Which side
    #[arg(long, value_enum, default_value_t = SideName::Front)]
    side: SideName,
    /// Skin, from light (0) to dark (1)
    #[arg(long, default_value_t = 0.3)]
    tone: f64,
    /// Added a* of the treated zone
    #[arg(long, default_value_t = 0.0)]
    redness: f64,
    /// How much light a dot swallows
    #[arg(long, default_value_t = 0.5)]
    dots: f64,
    /// Hair in millimetres
    #[arg(long, default_value_t = 0.0)]
    hair: f64,
    #[arg(long, default_value_t = 0.0, allow_negative_numbers = true)]
    yaw: f64,
    #[arg(long, default_value_t = 0.0, allow_negative_numbers = true)]
    pitch: f64,
    #[arg(long, default_value_t = 0.0, allow_negative_numbers = true)]
    roll: f64,
    #[arg(long, default_value_t = 0.9)]
    scale: f64,
    #[arg(long, default_value_t = 0.0)]
    gradient: f64,
    #[arg(long, default_value_t = 1.0)]
    exposure: f64,
    #[arg(long, default_value_t = 1.0)]
    gamma: f64,
    #[arg(long, default_value_t = 0.0)]
    glare: f64,
    /// Blur in thousandths of the longer side
    #[arg(long, default_value_t = 0.0)]
    blur: f64,
    #[arg(long, default_value_t = 1.0)]
    noise: f64,
    #[arg(long, default_value_t = 0)]
    room: u64,
    #[arg(long, default_value_t = 0)]
    moment: u64,
    #[arg(long, default_value_t = 768)]
    width: u32,
    #[arg(long, default_value_t = 1024)]
    height: u32,
    /// Quality of a JPEG
    #[arg(long, default_value_t = 92)]
    quality: u8,
    /// `DateTimeOriginal`, as 2026:05:07 14:30:00
    #[arg(long)]
    taken: Option<String>,
    /// `OffsetTimeOriginal`, as +02:00
    #[arg(long)]
    offset: Option<String>,
    /// Exif orientation, 1 to 8: the pixels are stored turned
    #[arg(long, default_value_t = 0)]
    orientation: u8,
    /// Text planted as maker, model, serial number, GPS area and in a thumbnail
    #[arg(long)]
    canary: Option<String>,
    /// Write pairs of this set instead, with truth.tsv, into the directory given by -o
    #[arg(long, value_enum)]
    set: Option<SetName>,
    /// How many pairs
    #[arg(long, default_value_t = 1)]
    count: u64,
    /// A .png or .jpg to write, or a directory for pairs
    #[arg(short)]
    output: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum SideName {
    Front,
    Left,
    Right,
    Crown,
    Back,
}

#[derive(Clone, Copy, ValueEnum)]
enum SetName {
    Easy,
    Hard,
    Brutal,
    NonMatching,
}

fn main() -> std::io::Result<()> {
    let options = Options::parse();
    match options.set {
        Some(set) => pairs(set, &options),
        None => head(&options),
    }
}

fn head(options: &Options) -> std::io::Result<()> {
    let head = Head {
        seed: options.seed,
        side: match options.side {
            SideName::Front => Side::Front,
            SideName::Left => Side::Left,
            SideName::Right => Side::Right,
            SideName::Crown => Side::Crown,
            SideName::Back => Side::Back,
        },
        tone: options.tone,
        redness: options.redness,
        dot_contrast: options.dots,
        hair: options.hair,
        hair_day: options.moment,
        ..Head::default()
    };
    let view = View {
        yaw: options.yaw,
        pitch: options.pitch,
        roll: options.roll,
        scale: options.scale,
        gradient: options.gradient,
        exposure: options.exposure,
        gamma: options.gamma,
        glare: options.glare,
        blur: options.blur,
        noise: options.noise,
        room: options.room,
        moment: options.moment,
        ..View::default()
    };
    let photo = render(&head, &view, options.width.max(1), options.height.max(1));
    let bytes = if is_png(&options.output) {
        png(&photo)
    } else {
        let exif = Exif {
            taken: options.taken.clone(),
            offset: options.offset.clone(),
            orientation: options.orientation,
            canary: options.canary.clone(),
        };
        jpeg(&photo, options.quality, &exif)
    };
    std::fs::write(&options.output, bytes)
}

/// `NUMBER-a.png`, `NUMBER-b.png`, and a line of the nine numbers from b to a for each in `truth.tsv`, or `none`; then
/// the eighteen numbers from canonical coordinates to a and to b.
fn pairs(set: SetName, options: &Options) -> std::io::Result<()> {
    let set = match set {
        SetName::Easy => Set::Easy,
        SetName::Hard => Set::Hard,
        SetName::Brutal => Set::Brutal,
        SetName::NonMatching => Set::NonMatching,
    };
    std::fs::create_dir_all(&options.output)?;
    let numbers =
        |rows: &[[f64; 3]; 3]| rows.iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let mut lines = String::new();
    for seed in options.seed..options.seed.saturating_add(options.count) {
        let pair = Pair::new(set, seed);
        for ((head, view), name) in [(&pair.first, "a"), (&pair.second, "b")] {
            let photo = render(head, view, pair.width, pair.height);
            std::fs::write(options.output.join(format!("{seed}-{name}.png")), png(&photo))?;
        }
        let truth = pair.truth.as_ref().map_or_else(|| "none".to_owned(), numbers);
        let [first, second] =
            [&pair.first.1, &pair.second.1].map(|view| numbers(&view.homography(pair.width, pair.height)));
        let line = [seed.to_string(), truth, first, second].join("\t");
        lines.push_str(&line);
        lines.push('\n');
    }
    std::fs::write(options.output.join("truth.tsv"), lines)
}

fn is_png(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("png"))
}
