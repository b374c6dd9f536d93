//! Files that mean harm, made here: none of them comes from anywhere else, and a seed makes each again.
//!
//! For `hostile.rs` and `examples/hostile_limits.rs`. Not for: files that are merely damaged in one place (`reading.rs`).

use mozjpeg::{ColorSpace, Compress};
use stipple_photo::{Picture, encode_jpeg, encode_png};

/// A picture with some detail.
pub fn picture(width: u32, height: u32) -> Picture {
    let pixels = (0..width * height).flat_map(|n| {
        let (x, y) = (n % width, n / width);
        [(x * 3 + y) as u8, (y * 2) as u8, ((x * y) % 251) as u8]
    });
    Picture::new(width, height, pixels.collect()).unwrap()
}

/// The same as a progressive JPEG.
pub fn progressive(picture: &Picture) -> Vec<u8> {
    let mut encoder = Compress::new(ColorSpace::JCS_RGB);
    encoder.set_size(picture.width() as usize, picture.height() as usize);
    encoder.set_fastest_defaults();
    encoder.set_progressive_mode();
    encoder.set_quality(80.0);
    let mut encoder = encoder.start_compress(Vec::new()).unwrap();
    encoder.write_scanlines(picture.pixels()).unwrap();
    encoder.finish().unwrap()
}

/// Small files that are good: JPEG baseline and progressive, with EXIF, PNG.
pub fn good() -> Vec<(String, Vec<u8>)> {
    let small = picture(97, 61);
    let jpeg = encode_jpeg(&small, 80);
    vec![
        ("baseline".into(), jpeg.clone()),
        ("progressive".into(), progressive(&small)),
        ("exif".into(), with_exif(&jpeg, &looping_exif())),
        ("png".into(), encode_png(&small)),
    ]
}

/// Files that lie or blow up, each by name.
pub fn hostile() -> Vec<(String, Vec<u8>)> {
    let small = picture(97, 61);
    let (jpeg, multi) = (encode_jpeg(&small, 80), progressive(&small));
    let mut files = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| files.push((name.to_owned(), bytes));

    for (width, height) in [
        (65500, 65500),
        (14000, 14000),
        (65500, 3000),
        (8000, 6000),
        (65500, 1),
        (1, 65500),
        (0, 61),
        (97, 0),
    ] {
        add(&format!("baseline that says {width} x {height}"), sized(&jpeg, width, height));
        add(&format!("progressive that says {width} x {height}"), sized(&multi, width, height));
    }
    let mut padded = sized(&jpeg, 65500, 65500);
    padded.resize(32 << 10, 0);
    add("65500 x 65500 in 32 KiB", padded);
    for scans in [20, 31, 500] {
        add(&format!("{scans} scans"), scans_again(&multi, scans));
        // As many pixels as memory allows.
        add(&format!("{scans} scans of 12 megapixels"), scans_again(&sized(&multi, 4032, 3024), scans));
    }
    for sampling in [0x00, 0x11, 0x14, 0x41, 0x44, 0xFF] {
        for (name, bytes) in [("baseline", &jpeg), ("progressive", &multi)] {
            let mut lying = bytes.clone();
            let at = frame(bytes) + 11;
            lying[at] = sampling;
            add(&format!("{name} with sampling {sampling:#x}"), lying);
        }
    }
    for components in [0, 1, 2, 4, 255] {
        let mut lying = jpeg.clone();
        let at = frame(&jpeg) + 9;
        lying[at] = components;
        add(&format!("{components} components"), lying);
    }
    for cut in 1..24 {
        add(&format!("baseline cut at {cut}/24"), jpeg[..jpeg.len() * cut / 24].to_vec());
        let mut ended = multi[..multi.len() * cut / 24].to_vec();
        ended.extend([0xFF, 0xD9]);
        add(&format!("progressive cut and ended at {cut}/24"), ended);
    }
    add("EXIF in circles", with_exif(&jpeg, &looping_exif()));
    add("EXIF directories in each other", with_exif(&jpeg, &nested_exif()));
    add("nothing but 0xFF", [&[0xFF, 0xD8][..], &vec![0xFF; 1 << 20]].concat());
    add("nothing but comments", [&[0xFF, 0xD8][..], &[0xFF, 0xFE, 0, 2].repeat(1 << 18)].concat());

    let zeros = |megabytes: usize| deflated(&vec![0; megabytes << 20]);
    add("PNG that says 60000 x 60000", png(60000, 60000, 0, &[], &zeros(1)));
    add("PNG of 50 megapixels of nothing", png(7300, 7200, 0, &[], &zeros(151)));
    add("PNG of 50 megapixels, interlaced", png(7300, 7200, 1, &[], &zeros(16)));
    add("PNG of 12 megapixels, interlaced", png(4000, 3000, 1, &[], &zeros(35)));
    add("PNG of 100 x 100 that inflates to 200 MB", png(100, 100, 0, &[], &zeros(200)));
    add("PNG that ends early", png(4000, 3000, 0, &[], &zeros(1)));
    let text = [&b"k\0\0"[..], &zeros(200)].concat();
    add("PNG with a text of 200 MB", png(100, 100, 0, &[(b"zTXt", &text), (b"zTXt", &text)], &zeros(1)));
    add("PNG with a profile of 200 MB", png(100, 100, 0, &[(b"iCCP", &text)], &zeros(1)));
    let itxt = [&b"k\0\x01\0\0\0"[..], &zeros(200)].concat();
    add("PNG with an international text of 200 MB", png(100, 100, 0, &[(b"iTXt", &itxt)], &zeros(1)));
    add("PNG with EXIF in circles", png(100, 100, 0, &[(b"eXIf", &looping_exif())], &zeros(1)));
    add("PNG of a hundred thousand chunks", png(100, 100, 0, &vec![(b"prVt", &[][..]); 100_000], &zeros(1)));
    add("PNG with a chunk of 2 GB", {
        let mut bytes = encode_png(&small);
        bytes[33..37].copy_from_slice(&[0x7F, 0xFF, 0xFF, 0xFF]);
        bytes
    });
    files
}

/// A good file with a few bytes changed, put in, taken out or copied: the same for the same seed.
pub fn mutated(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as usize % below
    };
    let mut out = bytes.to_vec();
    for _ in 0..=next(6) {
        let at = next(out.len());
        match next(6) {
            0 => out[at] = next(256) as u8,
            1 => out[at] ^= 1 << next(8),
            2 => out[at] = [0x00, 0xFF, 0x7F, 0x80][next(4)],
            3 => out.insert(at, next(256) as u8),
            4 => drop(out.splice(at..(at + 1 + next(9)).min(out.len()), [])),
            _ => {
                let from = next(out.len());
                let piece = out[from..(from + 40).min(out.len())].to_vec();
                drop(out.splice(at..at, piece));
            }
        }
        if out.is_empty() {
            break;
        }
    }
    out
}

/// Where the frame's marker lies.
fn frame(jpeg: &[u8]) -> usize {
    jpeg.windows(2).position(|pair| pair[0] == 0xFF && (0xC0..=0xC2).contains(&pair[1])).unwrap()
}

fn sized(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut out = jpeg.to_vec();
    let at = frame(jpeg) + 5;
    out[at..at + 2].copy_from_slice(&height.to_be_bytes());
    out[at + 2..at + 4].copy_from_slice(&width.to_be_bytes());
    out
}

/// The last scan that often again.
fn scans_again(jpeg: &[u8], times: usize) -> Vec<u8> {
    let last = jpeg.windows(2).rposition(|pair| pair == [0xFF, 0xDA]).unwrap();
    let (head, scan) = (&jpeg[..last], &jpeg[last..jpeg.len() - 2]);
    [head, &scan.repeat(times), &[0xFF, 0xD9]].concat()
}

fn with_exif(jpeg: &[u8], tiff: &[u8]) -> Vec<u8> {
    let length = (tiff.len() as u16 + 8).to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, b"Exif\0\0", tiff, &jpeg[2..]].concat()
}

/// A directory whose Exif directory, and whose next directory, are itself; and that says it has 65,535 entries.
fn looping_exif() -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\xff\xff".to_vec();
    for _ in 0..5000 {
        tiff.extend([0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8]);
    }
    tiff.extend([0, 0, 0, 8]);
    tiff
}

/// Directories that overlap: each entry points at a directory a step further on.
fn nested_exif() -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\x13\x00".to_vec();
    for n in 0..5000_u32 {
        tiff.extend([0x87, 0x69, 0, 4, 0, 0, 0, 1]);
        tiff.extend((8 + 12 * n).to_be_bytes());
    }
    tiff
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    // Blocks of nothing but one byte again and again: by hand, for a compressor of 200 MB is slow. Stored blocks of at most
    // 64 KiB would not be small, so this is the encoder's own answer for a row of PNG, cut out of its file.
    let (width, height) = (1 << 16, bytes.len() >> 16);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header().unwrap().write_image_data(bytes).unwrap();
    let mut data = Vec::new();
    let mut at = 8;
    while at < file.len() {
        let length = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        if &file[at + 4..at + 8] == b"IDAT" {
            data.extend(&file[at + 8..at + 8 + length]);
        }
        at += length + 12;
    }
    data
}

/// A PNG of eight-bit colour with these chunks before its picture.
fn png(width: u32, height: u32, interlace: u8, before: &[(&[u8; 4], &[u8])], data: &[u8]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], data: &[u8]| {
        out.extend((data.len() as u32).to_be_bytes());
        let start = out.len();
        out.extend(kind);
        out.extend(data);
        let checksum = crc32fast::hash(&out[start..]);
        out.extend(checksum.to_be_bytes());
    };
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, interlace]);
    chunk(b"IHDR", &header);
    for (kind, data) in before {
        chunk(kind, data);
    }
    chunk(b"IDAT", data);
    chunk(b"IEND", &[]);
    out
}
