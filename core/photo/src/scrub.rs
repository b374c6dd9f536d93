//! A copy of a photo that may leave: the same picture to the bit, without what the camera and its programs wrote beside it.
//!
//! What is kept is listed, and all else goes: a chunk that nobody has thought of yet goes too. Which way up the picture is
//! stays, as the only entry of a new EXIF, and so do colour profiles, without which the colours would be others (a profile
//! names its own maker, seldom the camera's). Not for: what the picture itself shows.

use crate::exif::Orientation;
use crate::jpeg_scan::{EOI, SOS, Segments};
use crate::limits::{Limits, ReadError};
use crate::png_scan::{Chunk, Chunks, SIGNATURE};
use crate::read::{Format, Head, recognise};

/// The same picture without metadata: no place, maker, serial, moment, thumbnail, comment, text, second picture or film, and
/// nothing after the picture's end. No pixel is decoded or changed. The file may be as long as it likes; it has to be one
/// that the markers or chunks say can be read.
pub fn without_metadata(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    // Nothing here costs more than walking the file: only what it is counts, not how large.
    let limits = Limits {
        bytes: u64::MAX,
        pixels: u64::MAX,
        scans: u32::MAX,
        memory: u64::MAX,
        block_visits: u64::MAX,
        inflated: u64::MAX,
    };
    let format = recognise(bytes)?;
    let orientation = Head::scan(bytes, &limits)?.exif(bytes).orientation;
    match format {
        Format::Jpeg => jpeg(bytes, orientation),
        Format::Png => png(bytes, orientation),
    }
}

/// A TIFF structure with one entry: which way up.
fn tiff(orientation: Orientation) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.push(orientation as u8);
    // The rest of the entry's value, and no next directory.
    tiff.extend([0; 6]);
    tiff
}

fn jpeg(bytes: &[u8], orientation: Orientation) -> Result<Vec<u8>, ReadError> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend([0xFF, 0xD8]);
    let mut exif =
        (orientation != Orientation::Upright).then(|| [&b"Exif\0\0"[..], &tiff(orientation)].concat());
    for segment in Segments::new(bytes) {
        let segment = segment?;
        let body = &bytes[segment.body];
        if segment.marker == 0xE0 {
            // JFIF without its thumbnail. It has to come first, so EXIF follows it.
            if let Some(jfif) = body.get(..12).filter(|jfif| jfif.starts_with(b"JFIF\0")) {
                push_segment(&mut out, segment.marker, &[jfif, &[0, 0]].concat());
            }
            continue;
        }
        if segment.marker != 0xD8
            && let Some(exif) = exif.take()
        {
            push_segment(&mut out, 0xE1, &exif);
        }
        match segment.marker {
            // Tables, the frame, restart intervals and scans.
            0xC0..=0xC2 | 0xC4 | 0xDB | 0xDD | SOS | EOI => out.extend(&bytes[segment.whole]),
            0xE2 if body.starts_with(b"ICC_PROFILE\0") => out.extend(&bytes[segment.whole]),
            // Says how the colours are coded; twelve bytes long.
            0xEE if body.len() >= 12 && body.starts_with(b"Adobe") => {
                push_segment(&mut out, 0xEE, &body[..12]);
            }
            _ => {}
        }
    }
    Ok(out)
}

fn push_segment(out: &mut Vec<u8>, marker: u8, body: &[u8]) {
    out.extend([0xFF, marker]);
    // Bodies of ours are short.
    out.extend((body.len() as u16 + 2).to_be_bytes());
    out.extend(body);
}

fn png(bytes: &[u8], orientation: Orientation) -> Result<Vec<u8>, ReadError> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(SIGNATURE);
    for chunk in Chunks::new(bytes) {
        let Chunk { kind, whole, data } = chunk?;
        let keeps = match &kind {
            // The picture, and how its colours are meant.
            b"IHDR" | b"IDAT" | b"iCCP" => true,
            b"PLTE" => data.len() <= 768,
            b"tRNS" => data.len() <= 256,
            b"IEND" => data.is_empty(),
            b"gAMA" | b"cICP" => data.len() == 4,
            b"cHRM" => data.len() == 32,
            b"sRGB" => data.len() == 1,
            _ => false,
        };
        if keeps {
            out.extend(&bytes[whole]);
        }
        if &kind == b"IHDR" && orientation != Orientation::Upright {
            push_chunk(&mut out, *b"eXIf", &tiff(orientation));
        }
    }
    Ok(out)
}

fn push_chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    // Chunks of ours are short.
    out.extend((data.len() as u32).to_be_bytes());
    let start = out.len();
    out.extend(kind);
    out.extend(data);
    let checksum = crc32fast::hash(&out[start..]);
    out.extend(checksum.to_be_bytes());
}
