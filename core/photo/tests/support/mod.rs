//! Photos without a head in them, and golden pictures.

#![allow(clippy::unwrap_used, clippy::panic, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // tests

use std::path::Path;
use std::{env, fs};

use stipple_photo::Picture;

/// Something with a shape, shades and dots, the same on every machine; `which` shifts its tone.
pub fn photo(width: u32, height: u32, which: u32) -> Picture {
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            // Whole numbers alone, so that no processor rounds it otherwise: thousandths of half a side.
            let u = (2 * i64::from(x) - i64::from(width)) * 1000 / i64::from(width);
            let v = (2 * i64::from(y) - i64::from(height)) * 1000 / i64::from(height);
            let far = u * u * 100 / 72 + (v - 150) * (v - 150);
            let dot = (x * 7 + y * 3) % 23 < 2 && (x * 2 + y * 11) % 19 < 5 && v < 0;
            let pixel = if far < 640_000 {
                let light = 255 - far / 9000 - i64::from(dot) * 70;
                let red = i64::from(which) * 12;
                [light * 88 / 100, (light * 68 / 100 - red).max(0), (light * 57 / 100 - red).max(0)]
            } else {
                [70 + v / 40, 92 + u / 60, 104]
            };
            pixels.extend(pixel.map(|value| value.clamp(0, 255) as u8));
        }
    }
    Picture::new(width, height, pixels).unwrap()
}

/// How far a value of a golden picture may be off: letters are drawn in floating point, and processors round apart.
const TOLERANCE: u8 = 2;

/// Compares a picture with `tests/golden/<name>`, value by value within [`TOLERANCE`].
#[track_caller]
pub fn golden_picture(name: &str, picture: &Picture) {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(picture.pixels()).unwrap();
    golden(name, &bytes, |golden| {
        let (width, height, pixels) = read_png(golden);
        (width, height) == (picture.width(), picture.height())
            && pixels.iter().zip(picture.pixels()).all(|(a, b)| a.abs_diff(*b) <= TOLERANCE)
    });
}

/// Compares a PNG with `tests/golden/<name>`, pixel by pixel: how its pixels are compressed is the business of a crate
/// that others in the same build may ask to compress otherwise.
#[track_caller]
pub fn golden_png(name: &str, bytes: &[u8]) {
    golden(name, bytes, |golden| read_png(golden) == read_png(bytes));
}

/// Compares a file with `tests/golden/<name>`, byte by byte.
#[track_caller]
pub fn golden_bytes(name: &str, bytes: &[u8]) {
    golden(name, bytes, |golden| golden == bytes);
}

/// Compares a text with `tests/golden/<name>`.
#[track_caller]
pub fn golden_text(name: &str, text: &str) {
    golden_bytes(name, text.as_bytes());
}

#[track_caller]
fn golden(name: &str, made: &[u8], same: impl Fn(&[u8]) -> bool) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // What is the same stays as it is, whoever made it.
        if !fs::read(&path).is_ok_and(|golden| same(&golden)) {
            fs::write(&path, made).unwrap();
        }
        return;
    }
    let hint = "UPDATE_GOLDEN=1 cargo test -p stipple-photo rewrites it: look at it before you commit it";
    let golden = fs::read(&path).unwrap_or_else(|_| panic!("there is no tests/golden/{name}. {hint}"));
    assert!(same(&golden), "tests/golden/{name} differs. If that is meant: {hint}");
}

/// Width, height and bytes of an 8-bit PNG.
pub fn read_png(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    pixels.truncate(info.buffer_size());
    (info.width, info.height, pixels)
}

/// The kinds of a PNG's chunks, runs of one kind once.
pub fn png_chunks(bytes: &[u8]) -> Vec<String> {
    let (mut kinds, mut at) = (Vec::<String>::new(), 8);
    while at < bytes.len() {
        let length = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        kinds.push(String::from_utf8_lossy(&bytes[at + 4..at + 8]).into_owned());
        at += 12 + length;
    }
    kinds.dedup();
    kinds
}

/// Frames, delays in hundredths of a second, and whether it loops for ever.
pub fn read_gif(bytes: &[u8]) -> (Vec<Picture>, Vec<u16>, bool) {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(bytes).unwrap();
    let (mut frames, mut delays) = (Vec::new(), Vec::new());
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        let pixels = frame.buffer.chunks(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
        frames.push(Picture::new(frame.width.into(), frame.height.into(), pixels).unwrap());
        delays.push(frame.delay);
    }
    (frames, delays, matches!(decoder.repeat(), gif::Repeat::Infinite))
}
