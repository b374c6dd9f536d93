//! What leaves: canaries in every place that cameras and programs write to, and none of them in the copy.
//!
//! Not for: reading (`reading.rs`).

// Numbers here are small and made by hand.
#![allow(clippy::cast_possible_truncation, clippy::unwrap_used)]

use stipple_photo::{
    Limits, Orientation, Picture, ReadError, encode_jpeg, encode_png, read, without_metadata,
};

/// The word that must not be seen outside.
const CANARY: &[u8] = b"CANARY-4711";

fn picture() -> Picture {
    let pixels =
        (0..200 * 120_u32).flat_map(|n| [(n % 200) as u8, (n / 200) as u8, (n % 7 * 30) as u8]).collect();
    Picture::new(200, 120, pixels).unwrap()
}

fn found(bytes: &[u8]) -> bool {
    bytes.windows(6).any(|window| window == &CANARY[..6])
}

fn segment(marker: u8, head: &[u8]) -> Vec<u8> {
    let body = [head, CANARY].concat();
    let mut out = vec![0xFF, marker];
    out.extend((body.len() as u16 + 2).to_be_bytes());
    out.extend(body);
    out
}

/// EXIF with GPS, a maker note, a serial number and a thumbnail as far as a scan of bytes is concerned: an orientation, and
/// behind it what those directories would hold.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    tiff.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"GPS MakerNote serial thumbnail ");
    tiff.extend(CANARY);
    tiff
}

/// A JPEG with a canary in every kind of place.
fn planted_jpeg(orientation: u8) -> Vec<u8> {
    let plain = encode_jpeg(&picture(), 85);
    // The encoder's own JFIF, 18 bytes, gives way to one with a thumbnail.
    assert_eq!(&plain[6..11], b"JFIF\0");
    let mut out = plain[..2].to_vec();
    let mut jfif = b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x02".to_vec();
    jfif.extend([7; 12]);
    out.extend(segment(0xE0, &jfif));
    out.extend(segment(0xE0, b"JFXX\0\x10"));
    out.extend(segment(0xE1, &[b"Exif\0\0", &exif(orientation)[..]].concat()));
    out.extend(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>"));
    out.extend(segment(0xE2, b"MPF\0"));
    out.extend(segment(0xED, b"Photoshop 3.0\x008BIM IPTC"));
    out.extend(segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01"));
    out.extend(segment(0xEF, b"unknown"));
    out.extend(segment(0xFE, b"a comment"));
    out.extend([0xFF; 5]);
    out.extend(&plain[20..]);
    // A second picture and a film behind the first.
    out.extend(encode_jpeg(&picture(), 20));
    out.extend(b"ftypmp42");
    out.extend(CANARY);
    out
}

fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let mut out = (data.len() as u32).to_be_bytes().to_vec();
    out.extend(kind);
    out.extend(data);
    out.extend(crc32fast::hash(&out[4..]).to_be_bytes());
    out
}

/// A PNG with a canary in every kind of chunk.
fn planted_png(orientation: u8) -> Vec<u8> {
    let plain = encode_png(&picture());
    let mut out = plain[..33].to_vec();
    out.extend(chunk(b"eXIf", &exif(orientation)));
    for kind in
        [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"pHYs", b"prVt", b"gAMA", b"sRGB", b"hIST", b"sPLT", b"acTL"]
    {
        out.extend(chunk(kind, &[b"Comment\0", CANARY].concat()));
    }
    out.extend(&plain[33..plain.len() - 12]);
    out.extend(chunk(b"tEXt", CANARY));
    out.extend(&plain[plain.len() - 12..]);
    out.extend(CANARY);
    out
}

#[test]
fn no_canary_leaves_a_jpeg() {
    for orientation in 1..=8 {
        let planted = planted_jpeg(orientation);
        let clean = without_metadata(&planted).unwrap();
        assert!(found(&planted) && !found(&clean));
        // EXIF, where there is any, holds 26 bytes and one entry.
        let exifs = clean.windows(6).filter(|window| window == b"Exif\0\0").count();
        assert_eq!(exifs, usize::from(orientation != 1));
        let before = read(&planted, &Limits::default(), &mut || true).unwrap();
        let after = read(&clean, &Limits::default(), &mut || true).unwrap();
        assert_eq!(after.orientation, Orientation::from_tag(orientation.into()).unwrap());
        assert!(before.view == after.view, "the picture is the same to the bit");
        assert_eq!(without_metadata(&clean).unwrap(), clean, "there is nothing left to take away");
    }
}

#[test]
fn no_canary_leaves_a_png() {
    for orientation in 1..=8 {
        let planted = planted_png(orientation);
        let clean = without_metadata(&planted).unwrap();
        assert!(found(&planted) && !found(&clean));
        let before = read(&planted, &Limits::default(), &mut || true).unwrap();
        let after = read(&clean, &Limits::default(), &mut || true).unwrap();
        assert_eq!(after.orientation, Orientation::from_tag(orientation.into()).unwrap());
        assert!(before.view == after.view, "the picture is the same to the bit");
        assert_eq!(without_metadata(&clean).unwrap(), clean, "there is nothing left to take away");
    }
}

#[test]
fn a_colour_profile_stays() {
    let plain = encode_jpeg(&picture(), 85);
    let profile = [&b"ICC_PROFILE\0\x01\x01"[..], b"the profile"].concat();
    let mut with = plain[..20].to_vec();
    with.extend([0xFF, 0xE2]);
    with.extend((profile.len() as u16 + 2).to_be_bytes());
    with.extend(&profile);
    with.extend(&plain[20..]);
    let clean = without_metadata(&with).unwrap();
    assert!(clean.windows(profile.len()).any(|window| window == profile));
}

#[test]
fn a_file_cut_short_has_no_copy() {
    for bytes in [planted_jpeg(6), planted_png(6)] {
        assert_eq!(without_metadata(&bytes[..bytes.len() / 8]).unwrap_err(), ReadError::Truncated);
    }
    assert_eq!(without_metadata(b"RIFF").unwrap_err(), ReadError::UnknownFormat);
}
