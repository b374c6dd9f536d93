//! Reading a photo: what comes out of a good file, and the named refusal of each other one.
//!
//! Not for: hostile files in bulk (`hostile.rs`).

// Numbers here are small and made by hand.
#![allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::unwrap_used)]

use stipple_photo::{
    Format, Limits, Orientation, Picture, ReadError, VIEW, decode_upright, encode_jpeg, encode_png, previews,
    read,
};

fn limits() -> Limits {
    Limits::default()
}

/// A picture with a place for everything: red to the right, green downwards, a blue corner at the top left.
fn picture(width: u32, height: u32) -> Picture {
    let pixels = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .flat_map(|(x, y)| {
            let blue = if x < width / 4 && y < height / 4 { 255 } else { 0 };
            [(x * 255 / width) as u8, (y * 255 / height) as u8, blue]
        })
        .collect();
    Picture::new(width, height, pixels).unwrap()
}

/// A JPEG with an EXIF segment put in.
fn with_exif(jpeg: &[u8], tiff: &[u8]) -> Vec<u8> {
    let mut out = jpeg[..2].to_vec();
    out.extend([0xFF, 0xE1]);
    out.extend((tiff.len() as u16 + 8).to_be_bytes());
    out.extend(b"Exif\0\0");
    out.extend(tiff);
    out.extend(&jpeg[2..]);
    out
}

/// EXIF of an orientation and a moment, in the byte order of Motorola.
fn tiff(orientation: u16, taken: &str, offset: &str) -> Vec<u8> {
    let mut out = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    out.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1]);
    out.extend(orientation.to_be_bytes());
    out.extend([0, 0]);
    // The Exif directory at 38, behind this one.
    out.extend([0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
    out.extend([0, 0, 0, 0]);
    out.extend([0, 2]);
    let texts = 38 + 2 + 24 + 4;
    out.extend([0x90, 0x03, 0, 2, 0, 0, 0, taken.len() as u8 + 1, 0, 0, 0, texts]);
    out.extend([0x90, 0x11, 0, 2, 0, 0, 0, offset.len() as u8 + 1, 0, 0, 0, texts + taken.len() as u8 + 1]);
    out.extend([0, 0, 0, 0]);
    out.extend(taken.as_bytes());
    out.push(0);
    out.extend(offset.as_bytes());
    out.push(0);
    out
}

fn mean_difference(a: &Picture, b: &Picture) -> f64 {
    assert_eq!((a.width(), a.height()), (b.width(), b.height()));
    let sum: u64 = a.pixels().iter().zip(b.pixels()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.pixels().len() as f64
}

#[test]
fn a_jpeg_comes_out_with_its_hash_and_both_previews() {
    let bytes = encode_jpeg(&picture(2400, 1600), 90);
    let photo = read(&bytes, &limits(), &mut || true).unwrap();
    assert_eq!(photo.hash, *blake3::hash(&bytes).as_bytes());
    assert_eq!((photo.format, photo.width, photo.height), (Format::Jpeg, 2400, 1600));
    assert_eq!((photo.view.width(), photo.view.height()), (1024, 683));
    let made = previews(&photo.view, 90);
    for (preview, (width, height)) in [(made.view, (1024, 683)), (made.grid, (256, 171))] {
        let preview = decode_upright(&preview, VIEW, &limits(), &mut || true).unwrap();
        assert!(mean_difference(&preview, &picture(width, height)) < 2.5);
    }
    assert_eq!((photo.taken, photo.orientation), (None, Orientation::Upright));
}

#[test]
fn a_small_picture_is_not_enlarged() {
    for bytes in [encode_jpeg(&picture(100, 60), 90), encode_png(&picture(100, 60))] {
        let photo = read(&bytes, &limits(), &mut || true).unwrap();
        assert_eq!((photo.view.width(), photo.view.height()), (100, 60));
        let grid = decode_upright(&previews(&photo.view, 90).grid, VIEW, &limits(), &mut || true).unwrap();
        assert_eq!((grid.width(), grid.height()), (100, 60));
    }
}

#[test]
fn every_orientation_comes_out_upright() {
    let whole = picture(640, 320);
    let plain = encode_jpeg(&whole, 95);
    for (tag, corner) in [
        (1, [0, 0]),
        (2, [1, 0]),
        (3, [1, 1]),
        (4, [0, 1]),
        (5, [0, 0]),
        (6, [1, 0]),
        (7, [1, 1]),
        (8, [0, 1]),
    ] {
        let photo = read(&with_exif(&plain, &tiff(tag, "", "")), &limits(), &mut || true).unwrap();
        let sides = if tag < 5 { (640, 320) } else { (320, 640) };
        assert_eq!((photo.width, photo.height), sides, "{tag}");
        assert_eq!((photo.view.width(), photo.view.height()), sides, "{tag}");
        // The blue corner went where the orientation sends the top left one.
        let (x, y) = (corner[0] * (sides.0 - 1), corner[1] * (sides.1 - 1));
        let at = 3 * (y * sides.0 + x) as usize;
        assert!(
            photo.view.pixels()[at + 2] > 200,
            "orientation {tag}: {:?}",
            &photo.view.pixels()[at..at + 3]
        );
    }
}

#[test]
fn the_moment_it_was_taken() {
    let bytes = with_exif(&encode_jpeg(&picture(64, 64), 90), &tiff(1, "2026:11:27 21:45:35", "-03:30"));
    let taken = read(&bytes, &limits(), &mut || true).unwrap().taken.unwrap();
    assert_eq!((taken.year, taken.month, taken.day), (2026, 11, 27));
    assert_eq!((taken.hour, taken.minute, taken.second, taken.offset_minutes), (21, 45, 35, Some(-210)));
}

#[test]
fn a_png_is_read_as_it_is_and_averaged_where_it_is_large() {
    let small = picture(300, 200);
    let photo = read(&encode_png(&small), &limits(), &mut || true).unwrap();
    assert!(photo.view == small, "a PNG that fits is kept to the bit");
    let photo = read(&encode_png(&picture(3001, 2003)), &limits(), &mut || true).unwrap();
    assert_eq!((photo.format, photo.width, photo.height), (Format::Png, 3001, 2003));
    // Three by three pixels are one.
    assert_eq!((photo.view.width(), photo.view.height()), (1001, 668));
    assert!(mean_difference(&photo.view, &picture(1001, 668)) < 2.0);
}

#[test]
fn more_than_the_view_can_be_had() {
    let bytes = encode_jpeg(&picture(2400, 1600), 90);
    let large = decode_upright(&bytes, 1600, &limits(), &mut || true).unwrap();
    assert_eq!((large.width(), large.height()), (1600, 1067));
    let all = decode_upright(&bytes, 9999, &limits(), &mut || true).unwrap();
    assert_eq!((all.width(), all.height()), (2400, 1600));
}

#[test]
fn each_limit_is_named() {
    let jpeg = encode_jpeg(&picture(640, 480), 90);
    let png = encode_png(&picture(640, 480));
    let refused = |bytes: &[u8], limits: &Limits| read(bytes, limits, &mut || true).unwrap_err();
    let small = Limits { bytes: 100, ..limits() };
    assert_eq!(refused(&jpeg, &small), ReadError::TooManyBytes { found: jpeg.len() as u64, limit: 100 });
    let few = Limits { pixels: 640 * 480 - 1, ..limits() };
    for bytes in [&jpeg, &png] {
        assert_eq!(
            refused(bytes, &few),
            ReadError::TooManyPixels { width: 640, height: 480, limit: 640 * 480 - 1 }
        );
    }
    let no_scan = Limits { scans: 0, ..limits() };
    assert_eq!(refused(&jpeg, &no_scan), ReadError::TooManyScans { limit: 0 });
    let no_memory = Limits { memory: 1000, ..limits() };
    assert!(matches!(refused(&jpeg, &no_memory), ReadError::TooMuchMemory { limit: 1000, .. }));
    assert!(matches!(refused(&png, &no_memory), ReadError::TooMuchMemory { limit: 1000, .. }));
    let flat = Limits { inflated: 640 * 480 * 3, ..limits() };
    assert_eq!(
        refused(&png, &flat),
        ReadError::InflatesTooFar { needed: (640 * 3 + 1) * 480, limit: 640 * 480 * 3 }
    );
}

#[test]
fn files_that_are_something_else() {
    let refused = |bytes: &[u8]| read(bytes, &limits(), &mut || true).unwrap_err();
    assert_eq!(refused(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), ReadError::Heic);
    assert_eq!(refused(b"\0\0\0\x1cftypavif\0\0\0\0"), ReadError::Heic);
    assert_eq!(refused(b"\0\0\0\x18ftypmp42\0\0\0\0"), ReadError::UnknownFormat);
    assert_eq!(refused(b""), ReadError::UnknownFormat);
    assert_eq!(refused(b"GIF89a"), ReadError::UnknownFormat);
    assert_eq!(refused(b"\x89PN"), ReadError::Truncated);
}

#[test]
fn a_file_cut_short_is_never_filled_up_with_grey() {
    for bytes in [encode_jpeg(&picture(640, 480), 90), encode_png(&picture(640, 480))] {
        for cut in (0..40).map(|n| 3 + n * (bytes.len() - 4) / 39) {
            assert_eq!(
                read(&bytes[..cut], &limits(), &mut || true).unwrap_err(),
                ReadError::Truncated,
                "at {cut}"
            );
        }
    }
    // The same with an end put on: the markers are whole, the picture is not.
    let jpeg = encode_jpeg(&picture(640, 480), 90);
    let mut ended = jpeg[..jpeg.len() / 2].to_vec();
    ended.extend([0xFF, 0xD9]);
    assert_eq!(
        read(&ended, &limits(), &mut || true).unwrap_err(),
        ReadError::Broken { what: "the JPEG's data" }
    );
}

#[test]
fn reading_stops_when_it_is_told_to() {
    for bytes in [encode_jpeg(&noise(1300, 1300), 95), encode_png(&noise(300, 300))] {
        let mut asked = 0;
        read(&bytes, &limits(), &mut || {
            asked += 1;
            true
        })
        .unwrap();
        assert!(asked > 4, "asked {asked} times");
        for after in 0..asked {
            let mut left = after;
            let stopped = read(&bytes, &limits(), &mut || {
                left -= 1;
                left >= 0
            });
            assert_eq!(stopped.unwrap_err(), ReadError::Stopped, "after {after}");
        }
    }
}

/// A picture that compresses badly.
fn noise(width: u32, height: u32) -> Picture {
    let mut state = 1_u32;
    let pixels = (0..width * height * 3).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    Picture::new(width, height, pixels.collect()).unwrap()
}
