//! The report for a studio: what it says of a course, and that whatever anybody wrote stands in it as text.
//!
//! Read back by html5ever, the parser of a browser. Not for: photos out of a vault (`tests/tests/photos/report.rs`), or
//! the command (`cli/tests`).

#![allow(clippy::unwrap_used)] // helpers outside of test functions fail a test too

mod support;

use std::sync::Arc;

use chrono_tz::Tz;
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};
use stipple_core::aftercare::Rulebook;
use stipple_core::companion::{Scene, SceneParts, ready, studio_report};
use stipple_core::course::{Course, LoggedSession, SessionNotes, SkinReport, Timing};
use stipple_core::export::report::{Block, Picture, Report, Section, html};
use stipple_core::protocol::Sheet;
use stipple_core::time::Instant;
use stipple_core::words::{Marks, Style, Words, say};

const SHEET: &str = include_str!("../../tests/fixtures/sheets/01-baby-shampoo.toml");
const NOW: &str = "2026-05-12T09:00:00+01:00";
const PLANTED: &str = "<script>alert('1')</script><img src=https://e.example/x onerror=x> & \"so on\"";

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn session(timing: Timing) -> LoggedSession {
    LoggedSession { timing, zone: None, is_final: false, touch_up: false }
}

fn done(ended: &str) -> LoggedSession {
    session(Timing::Done { started: None, ended: at(ended) })
}

fn planned(starts: &str) -> LoggedSession {
    session(Timing::Planned { starts: at(starts), ends: None })
}

fn scene(sheet: &str, sessions: &[LoggedSession], reports: Vec<SkinReport>) -> Scene {
    let sheet = Sheet::read(sheet).unwrap();
    let notes = SessionNotes {
        pigment: Some("tone 4".to_owned()),
        technician: Some("דנה".to_owned()),
        text: Some(format!("{PLANTED}\nsecond line")),
        ..SessionNotes::default()
    };
    let parts = SceneParts {
        course: Course::new(sessions, false, &sheet).unwrap(),
        rulebook: Arc::new(Rulebook::new(Arc::new(sheet))),
        client: vec!["dry-scalp".to_owned()],
        reports,
        sessions_given: Some(3),
        notes: vec![(at("2026-05-01T17:30:00+01:00"), notes)],
        consultation: Some((at("2026-04-20T10:00:00+01:00"), "by video".to_owned())),
        zone: Tz::Europe__London,
    };
    Scene::new(parts, at(NOW))
}

/// Session 1 done, session 2 planned, two skin checks; with a rule before sessions that is inferred.
fn course() -> Scene {
    let rule = "id = \"before-blood-thinners\"\n";
    let sheet = SHEET.replace(rule, &format!("{rule}inferred = \"it stands under another heading\"\n"));
    assert_ne!(sheet, SHEET);
    let sessions = [done("2026-05-01T17:30:00+01:00"), planned("2026-05-16T10:00:00+01:00")];
    let report = |when, seen: &[&str], gone: &[&str]| SkinReport {
        at: at(when),
        seen: seen.iter().map(|&id| id.to_owned()).collect(),
        gone: gone.iter().map(|&id| id.to_owned()).collect(),
    };
    let reports = vec![
        report("2026-05-04T08:00:00+01:00", &["scabs", "redness"], &[]),
        report("2026-05-09T08:00:00+01:00", &["flaking"], &["scabs"]),
    ];
    scene(&sheet, &sessions, reports)
}

fn words(tags: &[&str]) -> Words {
    Words::new(tags, Style { marks: Marks::Isolate, ..Style::default() })
}

fn page(scene: &Scene, tags: &[&str]) -> String {
    html(&studio_report::report(scene, &words(tags), at(NOW)))
}

/// A page as a browser reads it; it may complain of nothing.
fn read(page: &str) -> Html {
    let read = Html::parse_document(page);
    assert!(read.errors.is_empty(), "{:?}", read.errors);
    read
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// What is read, without the marks around what was put in.
fn plain(page: &Html) -> String {
    let text: String = all(page, "main").into_iter().map(text).collect();
    text.replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn a_course_as_a_report() {
    support::golden::check("report.baby-shampoo.html", &page(&course(), &["en-GB"]));
}

#[test]
fn it_says_what_a_studio_asks_before_a_sitting() {
    let page = read(&page(&course(), &["en-GB"]));
    let said = plain(&page);
    for said_of in [
        "Day 11 after session 1 of 3",
        "Alder Row Studio: Aftercare, revision 1",
        "Consultation · Mon 20 Apr, 10:00 · by video",
        "Pigment: tone 4",
        "Day 11 when this was made",
        "session 1, day 15",
        "session 1, day 8",
        "Ready for session 2, Sat 16 May, 10:00",
        "still to come",
        "holds now",
    ] {
        assert!(said.contains(said_of), "{said_of}\n{said}");
    }
    assert_eq!(all(&page, "h1").len(), 1);
    let tables = all(&page, "table");
    assert_eq!(tables.len(), 3, "sessions, skin checks, what is asked before the next session");
    // Every cell stands under a header, and every row has one.
    for table in tables {
        let count = |selector| table.select(&Selector::parse(selector).unwrap()).count();
        let (columns, rows) = (count("thead th[scope=col]"), count("tbody tr"));
        assert!(rows > 0 && count("tbody th[scope=row]") == rows && count("td") == rows * (columns - 1));
    }
}

#[test]
fn whatever_is_inferred_is_marked() {
    let (scene, words) = (course(), words(&["en-GB"]));
    let asked = ready::ready(&scene, &words, at(NOW)).items;
    let why: Vec<&String> = asked.iter().filter_map(|item| item.reasons.inferred.as_ref()).collect();
    assert!(why.iter().any(|why| *why == "it stands under another heading"), "{why:?}");
    let said = plain(&read(&html(&studio_report::report(&scene, &words, at(NOW)))));
    for why in why {
        assert!(said.contains(&format!("Not in the sheet's own words: {why}")), "{why}\n{said}");
    }
}

#[test]
fn what_a_client_wrote_is_text() {
    let text = page(&course(), &["en-GB"]);
    let page = read(&text);
    assert!(plain(&page).contains(PLANTED));
    assert!(all(&page, "script, img, link, iframe, [onerror], a").is_empty());
    // Nor is anything fetched by the file's own doing.
    assert!(!text.contains("url(") && !text.contains("@import"));
    let policy = all(&page, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").unwrap();
    assert!(policy.starts_with("default-src 'none'; img-src data:;"), "{policy}");
}

#[test]
fn a_language_that_runs_from_the_right_does() {
    for (tag, direction) in [("en-GB", "ltr"), ("ar-XB", "rtl")] {
        let page = read(&page(&course(), &[tag]));
        let root = all(&page, "html")[0];
        let language = words(&[tag]).tag();
        assert_eq!((root.attr("lang"), root.attr("dir")), (Some(language), Some(direction)));
        // A note in another direction moves nothing beside it.
        let apart = |element: &ElementRef<'_>| text(*element).contains("דנה");
        assert_eq!(all(&page, "td bdi").iter().filter(|element| apart(element)).count(), 1);
    }
}

#[test]
fn a_course_of_which_nothing_was_logged_says_so() {
    let scene = scene(SHEET, &[], Vec::new());
    let page = read(&page(&scene, &["en-GB"]));
    let none = words(&["en-GB"]).text(say::report_none());
    assert_eq!(plain(&page).matches(&none).count(), 2, "sessions and skin checks");
    assert!(all(&page, "table, ul").is_empty());
}

/// A report whose every text is the next of `texts`, again from the first once they are through.
fn of(texts: &[String]) -> Report {
    let mut rest = texts.iter().cycle().cloned();
    let mut next = || rest.next().unwrap();
    let mut cell = |lines: usize| -> Vec<String> { (0..lines).map(|_| next()).collect() };
    let (title, lead) = (cell(1).remove(0), cell(2));
    let blocks = vec![
        Block::Lines(cell(2)),
        Block::Table { columns: cell(2), rows: vec![vec![cell(1), cell(2)], vec![cell(1), cell(0)]] },
        Block::List { title: cell(1).remove(0), items: vec![cell(1), cell(2)] },
        Block::Lines(Vec::new()),
        Block::Pictures {
            title: cell(1).remove(0),
            pictures: vec![Picture { jpeg: vec![0xff, 0xd8], spoken: cell(1).remove(0), lines: cell(2) }],
        },
    ];
    let sections = vec![Section { title: cell(1).remove(0), blocks }];
    Report { language: "en".to_owned(), right_to_left: false, title, lead, sections }
}

/// Every element with its attributes' names, in order.
fn bones(page: &Html) -> Vec<String> {
    let bone = |element: ElementRef<'_>| {
        let mut names: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
        names.sort_unstable();
        format!("{} {names:?}", element.value().name())
    };
    all(page, "*").into_iter().map(bone).collect()
}

/// What HTML may hold of a text, said independently of what writes it.
fn allowed(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let code = |letter: char| u32::from(letter);
    let may = |letter: char| {
        matches!(letter, '\n' | '\t')
            || !(letter.is_control()
                || code(letter) % 0x1_0000 >= 0xFFFE
                || (0xFDD0..0xFDF0).contains(&code(letter)))
    };
    text.chars().map(|letter| if may(letter) { letter } else { '\u{FFFD}' }).collect()
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "<",
            ">",
            "&",
            "\"",
            "'",
            "</bdi>",
            "</title>",
            "<script>",
            "<!--",
            "-->",
            "&lt;",
            "&#0;",
            "]]>",
            "\r\n",
            "\0",
            "\u{202E}",
            "\u{FFFF}",
            "{",
            "}",
            "</style>",
            "javascript:",
            "=",
            "`",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    let text = prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat());
    prop::collection::vec(text, 1..24)
}

proptest! {
    /// Whatever stands in a text: it is a page, the same elements as with any other text, and reads as it was written.
    #[test]
    fn any_text_comes_out_as_text(texts in texts()) {
        let (report, page) = (of(&texts), html(&of(&texts)));
        let page = read(&page);
        let empty = html(&of(&["x".to_owned()]));
        prop_assert_eq!(bones(&page), bones(&read(&empty)));
        let shown: Vec<String> = all(&page, "bdi").into_iter().map(text).collect();
        let mut wanted = vec![report.title.clone()];
        wanted.extend(report.lead.iter().cloned());
        for section in &report.sections {
            wanted.push(section.title.clone());
            for block in &section.blocks {
                match block {
                    Block::Lines(lines) => wanted.extend(lines.iter().cloned()),
                    Block::Table { columns, rows } => {
                        wanted.extend(columns.iter().cloned());
                        wanted.extend(rows.iter().flatten().flatten().cloned());
                    }
                    Block::List { title, items } => {
                        wanted.push(title.clone());
                        wanted.extend(items.iter().flatten().cloned());
                    }
                    Block::Pictures { title, pictures } => {
                        wanted.push(title.clone());
                        wanted.extend(pictures.iter().flat_map(|picture| picture.lines.iter().cloned()));
                        let spoken = all(&page, "img")[0].attr("alt").unwrap();
                        prop_assert_eq!(spoken, allowed(&pictures[0].spoken));
                    }
                }
            }
        }
        prop_assert_eq!(shown, wanted.iter().map(|text| allowed(text)).collect::<Vec<_>>());
    }
}
