//! The report for a studio with pictures: those that were chosen, beside each other where they belong, and nothing in them
//! but pixels.

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use scraper::{Html, Selector};
use stipple_core::companion::CompanionError;
use stipple_core::export::Watch;
use stipple_heads::{Head, Side, View};

use super::leaving::{is_clean, loaded_jpeg};
use super::phone::{Phone, SMALL, shot};

/// Two sessions; photos of the back on day 1 of each, loaded with what a phone writes, and one of the crown.
fn phone() -> (Phone, [String; 3]) {
    let mut phone = Phone::begin("2026-05-01T09:00:00+01:00");
    phone.set("2026-05-20T12:00:00+01:00");
    phone.log("2026-05-01T17:30:00+01:00", None);
    phone.log("2026-05-16T17:30:00+01:00", None);
    let head = |side| Head { seed: 3, side, redness: 6.0, ..Head::default() };
    let view = |moment| View { noise: 1.0, moment, ..View::default() };
    let back = |moment, taken| loaded_jpeg(&head(Side::Back), &view(moment), taken);
    let ids = [
        ("back", "1.jpg", back(0, "2026:05:02 09:00:00")),
        ("back", "2.jpg", back(1, "2026:05:17 09:00:00")),
        ("crown", "3.jpg", shot(&head(Side::Crown), &view(2), SMALL, "2026:05:03 09:00:00")),
    ]
    .map(|(angle, name, bytes)| phone.bring(angle, name, &bytes));
    (phone, ids)
}

fn write(phone: &Phone, photos: &[String]) -> Result<(Vec<String>, String), CompanionError> {
    let path = phone.out("report.html");
    let desk = phone.companion.report_desk()?;
    let done = desk.write(&phone.keys, &path, photos, &Watch::default())?;
    // Without the marks around what was put in.
    Ok((done.lines, fs::read_to_string(path).unwrap().replace(['\u{2068}', '\u{2069}'], "")))
}

/// The pictures in a page: under which heading, what stands below it, its bytes.
fn pictures(page: &str) -> Vec<(String, String, Vec<u8>)> {
    let page = Html::parse_document(page);
    let of = |selector: &str| Selector::parse(selector).unwrap();
    let all = |element: scraper::ElementRef<'_>| element.text().collect::<String>();
    let mut found = Vec::new();
    for group in page.select(&of("[role=group]")) {
        let heading = of(&format!("#{}", group.attr("aria-labelledby").unwrap()));
        let heading = all(page.select(&heading).next().unwrap());
        for figure in group.select(&of("figure")) {
            let source = figure.select(&of("img")).next().unwrap().attr("src").unwrap();
            let encoded = source.strip_prefix("data:image/jpeg;base64,").unwrap();
            let caption = all(figure.select(&of("figcaption")).next().unwrap());
            found.push((heading.clone(), caption, STANDARD.decode(encoded).unwrap()));
        }
    }
    found
}

#[test]
fn pictures_are_there_only_where_they_are_chosen() {
    let (phone, [one, ..]) = phone();
    let (told, page) = write(&phone, &[]).unwrap();
    assert_eq!(told, ["report.html written. It leaves this device only if you send it."]);
    assert!(pictures(&page).is_empty() && !page.contains("data:image"));
    assert!(page.contains("The pictures themselves are not in this report."), "{page}");
    // Which photos there are is listed all the same.
    assert_eq!(page.matches("day 1</bdi>").count(), 2, "two of the back");

    let (_, page) = write(&phone, &[one]).unwrap();
    assert_eq!(pictures(&page).len(), 1);
    assert!(!page.contains("not in this report"));
}

#[test]
fn the_same_day_after_two_sessions_stands_beside_each_other() {
    let (phone, _) = phone();
    let every = phone.companion.report_desk().unwrap().every_photo();
    let (_, page) = write(&phone, &every).unwrap();
    let found = pictures(&page);
    let captions: Vec<&str> = found.iter().map(|(_, caption, _)| caption.as_str()).collect();
    assert_eq!(
        captions,
        [
            "crown · Sun 3 May, 09:00 · session 1, day 2",
            "back · Sat 2 May, 09:00 · session 1, day 1",
            "back · Sun 17 May, 09:00 · session 2, day 1",
        ]
    );
    assert_eq!(found[0].0, "crown, by time");
    assert_eq!(
        (&found[1].0, &found[2].0),
        (&found[2].0, &"back: the same day after each session, as near as there is".to_owned())
    );
}

#[test]
fn nothing_leaves_in_a_picture_but_pixels() {
    let (phone, _) = phone();
    let every = phone.companion.report_desk().unwrap().every_photo();
    let (_, page) = write(&phone, &every).unwrap();
    for (_, caption, jpeg) in pictures(&page) {
        assert!(is_clean(&jpeg), "{caption}");
        // No segment for programs but the one that says it is a JPEG, and no comment.
        let segments: Vec<u8> = markers(&jpeg);
        assert!(
            segments.iter().all(|marker| !matches!(marker, 0xE1..=0xEF | 0xFE)),
            "{caption} {segments:x?}"
        );
        assert_eq!(jpeg[jpeg.len() - 2..], [0xFF, 0xD9], "nothing behind the picture");
    }
    // What a device keeps for itself is nowhere: where its data lies, what its files are called.
    for kept in [phone.folder.path().to_str().unwrap(), "1.jpg", "AGE-SECRET-KEY", "age1"] {
        // Four letters may stand in a picture by chance: what is looked through is the words.
        assert!(!words(&page).contains(kept), "{kept}");
    }
}

/// A page without its pictures.
fn words(page: &str) -> String {
    page.split("base64,")
        .enumerate()
        .map(|(place, part)| if place == 0 { part } else { &part[part.find('"').unwrap()..] })
        .collect()
}

/// The markers of a JPEG's segments up to its scan.
fn markers(jpeg: &[u8]) -> Vec<u8> {
    let (mut markers, mut place) = (Vec::new(), 2);
    while jpeg[place + 1] != 0xDA {
        markers.push(jpeg[place + 1]);
        place += 2 + usize::from(u16::from_be_bytes([jpeg[place + 2], jpeg[place + 3]]));
    }
    markers
}

#[test]
fn what_is_not_there_is_left_out_and_told() {
    let (phone, [one, two, _]) = phone();
    let every = phone.companion.report_desk().unwrap().every_photo();
    fs::remove_dir_all(phone.vault(&one)).unwrap();
    let (told, page) = write(&phone, &every).unwrap();
    assert_eq!(told.len(), 2);
    assert!(told[1].starts_with("The file of 1 photo"), "{told:?}");
    assert_eq!(pictures(&page).len(), 2);

    // One in the bin is none of those that can be chosen, and nothing is written.
    let before = fs::read(phone.out("report.html")).unwrap();
    let mut phone = phone;
    phone.companion.remove_photo(&two).unwrap();
    assert!(matches!(write(&phone, std::slice::from_ref(&two)), Err(CompanionError::NoPhoto { .. })));
    assert_eq!(fs::read(phone.out("report.html")).unwrap(), before);
    assert!(!phone.companion.report_desk().unwrap().every_photo().contains(&two));
}

#[test]
fn stopped_it_writes_nothing() {
    let (phone, [one, ..]) = phone();
    let (watch, path): (Watch, PathBuf) = (Watch::default(), phone.out("report.html"));
    watch.cancel();
    let desk = phone.companion.report_desk().unwrap();
    let stopped = desk.write(&phone.keys, &path, &[one], &watch);
    assert!(matches!(stopped, Err(CompanionError::Cancelled)));
    assert!(!path.exists() && fs::read_dir(path.parent().unwrap()).unwrap().next().is_none());
}
