//! Photos as files: PNG, and JPEG with the metadata that a phone writes (Exif 2.32, CIPA DC-008-2019).
//!
//! Not for: reading strangers' files.

use crate::render::Photo;
use std::io::Write;

/// What a phone writes into a JPEG beside the pixels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exif {
    /// `DateTimeOriginal`, as `2026:05:07 14:30:00`.
    pub taken: Option<String>,
    /// `OffsetTimeOriginal`, as `+02:00`.
    pub offset: Option<String>,
    /// `Orientation`, 1 to 8: the pixels are stored turned so that this makes them upright. 0 writes none.
    pub orientation: u8,
    /// Text to plant in everything that must not leave: maker, model, serial number, GPS area, a thumbnail's comment; and a
    /// position. `None` plants nothing.
    pub canary: Option<String>,
}

/// The photo as it comes out of a JPEG of this quality (chroma at half resolution, as phones do).
pub fn through_jpeg(photo: &Photo, quality: u8) -> Photo {
    let bytes = jpeg(photo, quality, &Exif::default());
    let mut decoder = jpeg_decoder::Decoder::new(bytes.as_slice());
    let pixels = decoder.decode().expect("the encoder's own bytes");
    Photo { width: photo.width, height: photo.height, pixels }
}

/// A JPEG file.
pub fn jpeg(photo: &Photo, quality: u8, exif: &Exif) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    if *exif != Exif::default() {
        encoder.add_app_segment(1, app1(exif)).expect("far below 64 KB");
    }
    let turned = stored(photo, exif.orientation);
    let side = |side: u32| u16::try_from(side).expect("heads are drawn at most 65,535 pixels wide or high");
    encoder
        .encode(&turned.pixels, side(turned.width), side(turned.height), jpeg_encoder::ColorType::Rgb)
        .expect("a vector takes all that is written");
    bytes
}

/// A PNG file.
pub fn png(photo: &Photo) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, photo.width, photo.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().expect("a vector takes all that is written");
    writer.write_image_data(&photo.pixels).expect("as many pixels as were announced");
    writer.finish().expect("a vector takes all that is written");
    bytes
}

/// The pixels as a camera with this orientation stores them.
fn stored(photo: &Photo, orientation: u8) -> Photo {
    let (w, h) = (photo.width, photo.height);
    let (width, height) = if (5..=8).contains(&orientation) { (h, w) } else { (w, h) };
    let mut pixels = Vec::with_capacity(photo.pixels.len());
    for y in 0..height {
        for x in 0..width {
            // Where the upright picture has what is stored at (x, y): Exif 2.32, 4.6.4 A, "Orientation".
            let (ux, uy) = match orientation {
                2 => (w - 1 - x, y),
                3 => (w - 1 - x, h - 1 - y),
                4 => (x, h - 1 - y),
                5 => (y, x),
                6 => (w - 1 - y, x),
                7 => (w - 1 - y, h - 1 - x),
                8 => (y, h - 1 - x),
                _ => (x, y),
            };
            let from = (uy as usize * w as usize + ux as usize) * 3;
            pixels.extend_from_slice(&photo.pixels[from..from + 3]);
        }
    }
    Photo { width, height, pixels }
}

/// One entry of an image file directory: tag, type, count, value.
struct Entry(u16, u16, u32, Vec<u8>);

fn text(tag: u16, value: &str) -> Entry {
    let mut bytes = value.as_bytes().to_vec();
    bytes.push(0);
    Entry(tag, 2, bytes.len() as u32, bytes)
}

fn short(tag: u16, value: u16) -> Entry {
    Entry(tag, 3, 1, value.to_le_bytes().to_vec())
}

fn long(tag: u16, value: u32) -> Entry {
    Entry(tag, 4, 1, value.to_le_bytes().to_vec())
}

/// A directory that begins at `at`, with what does not fit into its entries behind it.
fn directory(at: u32, entries: &[Entry], next: u32) -> Vec<u8> {
    let mut table = (entries.len() as u16).to_le_bytes().to_vec();
    let mut behind: Vec<u8> = Vec::new();
    let data = at + 2 + 12 * entries.len() as u32 + 4;
    for Entry(tag, kind, count, value) in entries {
        table.extend(tag.to_le_bytes());
        table.extend(kind.to_le_bytes());
        table.extend(count.to_le_bytes());
        if value.len() <= 4 {
            let mut inline = value.clone();
            inline.resize(4, 0);
            table.extend(inline);
        } else {
            table.extend((data + behind.len() as u32).to_le_bytes());
            behind.extend(value);
            if behind.len() % 2 == 1 {
                behind.push(0);
            }
        }
    }
    table.extend(next.to_le_bytes());
    table.extend(behind);
    table
}

/// The segment's content: TIFF, little-endian, after its six bytes of name.
fn app1(exif: &Exif) -> Vec<u8> {
    let canary = exif.canary.as_deref();
    let mut details = Vec::new();
    details.extend(exif.taken.as_deref().map(|taken| text(0x9003, taken)));
    details.extend(exif.offset.as_deref().map(|offset| text(0x9011, offset)));
    details.extend(canary.map(|canary| {
        let note = format!("{canary}-makernote").into_bytes();
        Entry(0x927c, 7, note.len() as u32, note)
    }));
    details.extend(canary.map(|canary| text(0xa431, &format!("{canary}-serial"))));
    let place = canary.map(|canary| {
        let degrees = |parts: [u32; 3]| {
            parts.iter().flat_map(|part| [part.to_le_bytes(), 1u32.to_le_bytes()]).flatten().collect()
        };
        vec![
            text(1, "N"),
            Entry(2, 5, 3, degrees([47, 22, 39])),
            text(3, "E"),
            Entry(4, 5, 3, degrees([8, 32, 30])),
            text(0x1c, &format!("{canary}-gps")),
        ]
    });
    let mut main = Vec::new();
    main.extend(canary.map(|canary| text(0x010f, &format!("{canary}-maker"))));
    main.extend(canary.map(|canary| text(0x0110, &format!("{canary}-model"))));
    if exif.orientation != 0 {
        main.push(short(0x0112, u16::from(exif.orientation)));
    }
    let base = main.len();
    main.push(long(0x8769, 0));
    if place.is_some() {
        main.push(long(0x8825, 0));
    }
    // The directories follow one another; their sizes do not depend on the addresses in them.
    let details_at = 8 + directory(8, &main, 0).len() as u32;
    let details = directory(details_at, &details, 0);
    let place_at = details_at + details.len() as u32;
    let place = place.map(|entries| directory(place_at, &entries, 0)).unwrap_or_default();
    let thumbnail_at = place_at + place.len() as u32;
    main[base] = long(0x8769, details_at);
    if let Some(entry) = main.get_mut(base + 1) {
        *entry = long(0x8825, place_at);
    }
    let mut bytes = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    bytes.extend(directory(8, &main, if canary.is_some() { thumbnail_at } else { 0 }));
    bytes.extend(details);
    bytes.extend(place);
    if let Some(canary) = canary {
        let thumbnail = thumbnail(canary);
        let entries = |at: u32| [short(0x0103, 6), long(0x0201, at), long(0x0202, thumbnail.len() as u32)];
        let picture_at = thumbnail_at + directory(thumbnail_at, &entries(0), 0).len() as u32;
        bytes.extend(directory(thumbnail_at, &entries(picture_at), 0));
        bytes.extend(&thumbnail);
    }
    bytes
}

/// A small JPEG with the canary in a comment.
fn thumbnail(canary: &str) -> Vec<u8> {
    let plain = Photo { width: 16, height: 12, pixels: vec![128; 16 * 12 * 3] };
    let mut bytes = jpeg(&plain, 60, &Exif::default());
    let comment = format!("{canary}-thumbnail");
    let mut segment = vec![0xff, 0xfe];
    segment.extend((comment.len() as u16 + 2).to_be_bytes());
    segment.write_all(comment.as_bytes()).expect("a vector takes all that is written");
    bytes.splice(2..2, segment);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gradient() -> Photo {
        let pixels = (0..8u8).flat_map(|y| (0..16u8).flat_map(move |x| [x * 15, y * 30, 90])).collect();
        Photo { width: 16, height: 8, pixels }
    }

    #[test]
    fn what_is_planted_is_in_the_file() {
        let exif = Exif {
            taken: Some("2026:05:07 14:30:00".into()),
            offset: Some("+02:00".into()),
            orientation: 6,
            canary: Some("CANARY".into()),
        };
        let file = jpeg(&gradient(), 90, &exif);
        for planted in [
            "2026:05:07 14:30:00",
            "+02:00",
            "CANARY-maker",
            "CANARY-gps",
            "CANARY-serial",
            "CANARY-thumbnail",
        ] {
            assert!(file.windows(planted.len()).any(|window| window == planted.as_bytes()), "{planted}");
        }
        let mut decoder = jpeg_decoder::Decoder::new(file.as_slice());
        decoder.decode().unwrap();
        let info = decoder.info().unwrap();
        assert_eq!((info.width, info.height), (8, 16));
    }

    #[test]
    fn orientation_six_is_turned_clockwise_to_be_upright() {
        let photo = gradient();
        let stored = stored(&photo, 6);
        // The upright top left is stored at the bottom left.
        let at = (15 * 8) * 3;
        assert_eq!(stored.pixels[at..at + 3], photo.pixels[0..3]);
    }
}
