//! What leaves: pictures that are made of photos, photos themselves, the archive; and that nothing leaves with them.

use std::fs;
use std::path::PathBuf;

use stipple_core::companion::{CompanionError, PhotosAs, TrendOf};
use stipple_core::export::Watch;
use stipple_core::vault::PhotoFile;
use stipple_heads::{Exif, Head, Side, View, jpeg, png, render};

use super::phone::{Phone, SIZE, everything, shot};

const CANARY: &str = "CANARY";

/// The position that is planted, as Exif has it: degrees, minutes, seconds, each over one.
fn position() -> Vec<u8> {
    [47_u32, 22, 39].iter().flat_map(|part| [part.to_le_bytes(), 1_u32.to_le_bytes()]).flatten().collect()
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

pub fn is_clean(bytes: &[u8]) -> bool {
    !holds(bytes, CANARY.as_bytes()) && !holds(bytes, &position())
}

/// A JPEG with everything that a phone writes, and more: Exif, XMP, a comment, and a tail behind the picture.
pub fn loaded_jpeg(head: &Head, view: &View, taken: &str) -> Vec<u8> {
    let exif = Exif {
        taken: Some(taken.to_owned()),
        offset: Some("+01:00".to_owned()),
        orientation: 6,
        canary: Some(CANARY.to_owned()),
    };
    let mut bytes = jpeg(&render(head, view, SIZE.0, SIZE.1), 92, &exif);
    let segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    };
    let more = [
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>CANARY-xmp</x:xmpmeta>"),
        segment(0xed, b"Photoshop 3.0\0CANARY-iptc"),
        segment(0xfe, b"CANARY-comment"),
    ]
    .concat();
    // Behind the JFIF segment, which comes first.
    assert_eq!(bytes[2..4], [0xff, 0xe0]);
    let behind = 4 + usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    bytes.splice(behind..behind, more);
    bytes.extend(b"CANARY-tail: a film of three seconds");
    bytes
}

/// A PNG with texts, XMP and Exif beside the pixels.
fn loaded_png(head: &Head, view: &View) -> Vec<u8> {
    let mut bytes = png(&render(head, view, SIZE.0, SIZE.1));
    let chunk = |kind: &[u8; 4], content: &[u8]| {
        let named = [&kind[..], content].concat();
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], &named, &crc(&named).to_be_bytes()].concat()
    };
    let more = [
        chunk(b"tEXt", b"Make\0CANARY-maker"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>CANARY-xmp</x:xmpmeta>"),
        chunk(b"eXIf", &[b"II*\0\x08\0\0\0\0\0\0\0\0\0CANARY-exif", &position()[..]].concat()),
    ]
    .concat();
    bytes.splice(33..33, more); // behind the header
    bytes
}

/// CRC-32 as PNG has it (ISO 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| {
                if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
            },
        )
    })
}

fn head(seed: u64, redness: f64) -> Head {
    Head { seed, side: Side::Back, redness, ..Head::default() }
}

fn view(moment: u64) -> View {
    let turn = if moment == 0 { 0.0 } else { 3.0 };
    View { roll: turn, yaw: turn, noise: 1.0, moment, room: moment, ..View::default() }
}

/// A phone with three photos of one head, everything planted in them: the third is a PNG.
fn phone() -> (Phone, [String; 3]) {
    let mut phone = Phone::begin("2026-05-01T09:00:00+01:00");
    phone.set("2026-05-07T12:00:00+01:00");
    phone.log("2026-05-01T17:30:00+01:00", None);
    let one = loaded_jpeg(&head(21, 6.0), &view(0), "2026:05:02 08:50:00");
    let two = loaded_jpeg(&head(21, 2.0), &view(1), "2026:05:06 08:50:00");
    let three = loaded_png(&head(21, 1.0), &view(2));
    for bytes in [&one, &two, &three] {
        assert!(holds(bytes, CANARY.as_bytes()) && holds(bytes, &position()), "nothing was planted");
    }
    let ids = [("1.jpg", one), ("2.jpg", two), ("3.png", three)]
        .map(|(name, bytes)| phone.bring("back", name, &bytes));
    (phone, ids)
}

#[test]
fn nothing_that_was_planted_leaves() {
    let (phone, [one, two, three]) = phone();
    let (desk, keys, watch) = (phone.desk(), &phone.keys, Watch::default());
    let out = |name: &str| phone.out(name);
    for (place, id) in [&one, &two, &three].into_iter().enumerate() {
        for (which, end) in [
            (PhotoFile::Original, if place == 2 { "png" } else { "jpg" }),
            (PhotoFile::View, "view.jpg"),
            (PhotoFile::Grid, "grid.jpg"),
        ] {
            desk.write(keys, id, which, &out(&format!("{place}.{end}"))).unwrap();
        }
    }
    desk.compare(keys, &one, &two, &out("compare.jpg")).unwrap();
    desk.compare(keys, &one, &three, &out("compare.png")).unwrap();
    desk.slider(keys, &one, &two, &out("slider.gif")).unwrap();
    desk.lapse(keys, "back", &out("lapse.gif"), &watch).unwrap();
    desk.ghost(keys, "back", 480, 640, &out("ghost.png")).unwrap();
    for (of, name) in [(TrendOf::Redness, "trend.svg"), (TrendOf::Dots, "trend.png")] {
        let path = out(name);
        desk.trend(keys, "back", Some((of, &path)), &watch).unwrap();
    }
    fs::write(out("archive.json"), phone.companion.export_archive().unwrap()).unwrap();
    for (how, name) in [(PhotosAs::Clear, "clear.zip"), (PhotosAs::Sealed, "sealed.zip")] {
        phone.companion.bundle_desk().unwrap().write(keys, &out(name), how, &watch).unwrap();
    }
    let left = everything(&phone.folder.path().join("out"));
    assert_eq!(left.len(), 9 + 7 + 3);
    for (path, bytes) in &left {
        assert!(is_clean(bytes), "{}", path.display());
        let begins: &[u8] = match path.extension().unwrap().to_str().unwrap() {
            "jpg" => &[0xff, 0xd8, 0xff],
            "png" => b"\x89PNG\r\n\x1a\n",
            "gif" => b"GIF89a",
            "svg" => b"<svg",
            "zip" => b"PK",
            _ => b"{",
        };
        assert!(bytes.starts_with(begins), "{}", path.display());
    }
    // Nor does it lie about in clear at home.
    let kept = everything(phone.folder.path());
    let at_home = kept.iter().filter(|(path, _)| !path.starts_with(phone.folder.path().join("roll")));
    for (path, bytes) in at_home {
        assert!(is_clean(bytes), "{}", path.display());
    }
    // What leaves is still the picture: the same way up and as large, and it may come back.
    let again = phone.add("front", &[out("0.jpg")]);
    let back = phone.photo(again.files[0].id.as_deref().unwrap());
    assert_eq!((back.width, back.height), SIZE);
}

#[test]
fn two_heads_are_not_compared() {
    let phone = Phone::begin("2026-05-01T09:00:00+01:00");
    let bring = |seed: u64| {
        let bytes = shot(&head(seed, 0.0), &view(0), SIZE, "2026:05:01 08:50:00");
        phone.bring("back", &format!("{seed}.jpg"), &bytes)
    };
    let (mine, theirs) = (bring(21), bring(22));
    let (desk, keys, watch) = (phone.desk(), &phone.keys, Watch::default());
    let out: [PathBuf; 3] = ["x.jpg", "x.png", "x.gif"].map(|name| phone.out(name));
    for made in [
        desk.compare(keys, &mine, &theirs, &out[0]),
        desk.compare(keys, &theirs, &mine, &out[1]),
        desk.slider(keys, &mine, &theirs, &out[2]),
    ] {
        assert!(matches!(made, Err(CompanionError::NotAligned)), "{made:?}");
    }
    // They are one burst, of which one stands: there is nothing to put in a row.
    assert!(matches!(desk.lapse(keys, "back", &out[2], &watch), Err(CompanionError::TooFewPhotos)));
    assert!(out.iter().all(|path| !path.exists()));
    // A name that asks for another kind is told before any work.
    for path in ["x.gif", "x.bmp", "x"] {
        let made = desk.compare(keys, &mine, &mine, &phone.out(path));
        assert!(matches!(made, Err(CompanionError::PictureKind { .. })), "{made:?}");
    }
}

#[test]
fn a_lapse_leaves_out_what_is_another_head_and_says_which() {
    let phone = Phone::begin("2026-05-01T09:00:00+01:00");
    phone.set("2026-05-09T09:00:00+01:00");
    for (seed, moment, day) in [(21, 0, 2), (22, 0, 4), (21, 1, 6)] {
        let bytes = shot(&head(seed, 0.0), &view(moment), SIZE, &format!("2026:05:0{day} 08:50:00"));
        phone.bring("back", &format!("{day}.jpg"), &bytes);
    }
    let path = phone.out("lapse.gif");
    let watch = Watch::default();
    let made = phone.desk().lapse(&phone.keys, "back", &path, &watch).unwrap();
    assert_eq!(made.lines.len(), 2, "{:?}", made.lines);
    assert!(made.lines[1].starts_with("Left out") && made.lines[1].contains("4 May"), "{:?}", made.lines);
    assert_eq!((watch.done(), watch.total()), (3, 3));
    // Stopped, it leaves the old file as it is.
    fs::write(&path, b"old").unwrap();
    let stopped = Watch::default();
    stopped.cancel();
    let made = phone.desk().lapse(&phone.keys, "back", &path, &stopped);
    assert!(matches!(made, Err(CompanionError::Cancelled)), "{made:?}");
    assert_eq!(fs::read(&path).unwrap(), b"old");
}
