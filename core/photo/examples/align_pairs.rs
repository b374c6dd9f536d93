//! Lines up the pairs of a directory that `stipple-heads --set` wrote, one line each: the seed, the milliseconds, and the
//! nine numbers and the confidence or the refusal. For `tests/bench/photo_align.sh`.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a benchmark measures")]

use std::path::Path;
use std::time::Instant;
use stipple_photo::{Picture, align};

fn main() {
    let directory = std::env::args().nth(1).unwrap();
    let directory = Path::new(&directory);
    let truth = std::fs::read_to_string(directory.join("truth.tsv")).unwrap();
    for line in truth.lines() {
        let seed = line.split('\t').next().unwrap();
        let [first, second] = ["a", "b"].map(|name| read(&directory.join(format!("{seed}-{name}.png"))));
        if std::env::var("ALIGN_DEBUG").is_ok() { eprintln!("#seed {seed}"); }
        let begun = Instant::now();
        let result = align(&first, &second);
        let took = begun.elapsed().as_secs_f64() * 1000.0;
        match result {
            Ok(found) => {
                let numbers: Vec<String> = found.homography.rows().iter().flatten().map(ToString::to_string).collect();
                println!("{seed}\t{took:.1}\t{}\t{}", found.confidence, numbers.join(" "));
            }
            Err(refusal) => println!("{seed}\t{took:.1}\t{refusal:?}\tnone"),
        }
    }
}

fn read(path: &Path) -> Picture {
    let decoder = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).unwrap()));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    Picture::new(info.width, info.height, pixels).unwrap()
}
