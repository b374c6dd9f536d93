//! Lines up pairs of generated heads and measures how long it takes, for `tests/bench/photo_align.sh`.
//!
//! `align_pairs DIRECTORY FIRST COUNT`: pairs that `stipple-heads --set` wrote, by their place in `truth.tsv`; a line each of
//! the seed, the milliseconds, the confidence or the refusal, and the nine numbers or `none`. `align_pairs SET FIRST COUNT`: the same for pairs that are drawn here,
//! without files, with the error in percent of the width instead of the numbers.

#![allow(
    clippy::cast_possible_truncation,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark measures"
)]

use std::path::Path;
use std::time::Instant;
use stipple_heads::{Pair, Photo, Set, project, render};
use stipple_photo::{Alignment, Picture, Refusal, align};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, first, count] = arguments.as_slice() else {
        eprintln!("align_pairs DIRECTORY FIRST COUNT, or align_pairs SET FIRST COUNT");
        std::process::exit(2);
    };
    let (first, count): (u64, u64) = (first.parse().unwrap(), count.parse().unwrap());
    if Path::new(what).is_dir() { files(Path::new(what), first, count) } else { drawn(what, first, count) }
}

fn files(directory: &Path, first: u64, count: u64) {
    let truth = std::fs::read_to_string(directory.join("truth.tsv")).unwrap();
    for line in truth.lines().skip(first as usize).take(count as usize) {
        let seed = line.split('\t').next().unwrap();
        let [first, second] = ["a", "b"].map(|name| read(&directory.join(format!("{seed}-{name}.png"))));
        let (took, result) = timed(&first, &second);
        match result {
            Ok(found) => {
                let numbers: Vec<String> =
                    found.homography.rows().iter().flatten().map(ToString::to_string).collect();
                println!("{seed}\t{took:.1}\t{}\t{}", found.confidence, numbers.join(" "));
            }
            Err(refusal) => println!("{seed}\t{took:.1}\t{refusal:?}\tnone"),
        }
    }
}

fn drawn(set: &str, first: u64, count: u64) {
    let set = match set {
        "easy" => Set::Easy,
        "hard" => Set::Hard,
        "brutal" => Set::Brutal,
        _ => Set::NonMatching,
    };
    for seed in first..first + count {
        let pair = Pair::new(set, seed);
        let [a, b] = [&pair.first, &pair.second]
            .map(|(head, view)| picture(render(head, view, pair.width, pair.height)));
        let (took, result) = timed(&a, &b);
        match result {
            Ok(found) => {
                println!("{seed}\t{took:.1}\t{}\t{:.4}", found.confidence, error(&pair, &found));
            }
            Err(refusal) => println!("{seed}\t{took:.1}\t{refusal:?}\tnone"),
        }
    }
}

/// The mean distance from the truth over the head, in percent of the width; not a number where there is no truth.
fn error(pair: &Pair, found: &Alignment) -> f64 {
    let Some(truth) = &pair.truth else { return f64::NAN };
    let to_second = pair.second.1.homography(pair.width, pair.height);
    let (mut sum, mut count) = (0.0, 0.0);
    for index in 0..64 {
        let at = (f64::from(index % 8) * 0.2 - 0.7, f64::from(index / 8) * 0.2 - 0.7);
        let from = project(&to_second, at);
        let wanted = project(truth, from);
        let inside = wanted.0 > 0.0
            && wanted.1 > 0.0
            && wanted.0 < f64::from(pair.width)
            && wanted.1 < f64::from(pair.height);
        if let (true, Some(to)) = (inside, found.homography.apply(from)) {
            sum += (to.0 - wanted.0).hypot(to.1 - wanted.1);
            count += 1.0;
        }
    }
    100.0 * sum / count / f64::from(pair.width)
}

fn timed(first: &Picture, second: &Picture) -> (f64, Result<Alignment, Refusal>) {
    let begun = Instant::now();
    let result = align(first, second);
    (begun.elapsed().as_secs_f64() * 1000.0, result)
}

fn picture(photo: Photo) -> Picture {
    Picture::new(photo.width, photo.height, photo.pixels).unwrap()
}

fn read(path: &Path) -> Picture {
    let decoder = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).unwrap()));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    Picture::new(info.width, info.height, pixels).unwrap()
}
