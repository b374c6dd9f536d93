//! The archive: out, in, and everything that may come in instead of one.

use proptest::prelude::*;
use proptest::sample::Index;

use super::Watch;
use super::archive::*;
use crate::diary::tests::{Bench, course_started, entries, id, log, session_done};
use crate::diary::{Diary, DiaryError, Entry, Imported, NewEntry, fold};

fn archive_of(log: &[Entry]) -> String {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    diary.import(log.to_vec()).unwrap();
    export(&diary).unwrap()
}

/// A diary with a course and a session, and its archive.
fn filled(bench: &Bench) -> (Diary, String) {
    let mut diary = bench.open("diary.db", 1);
    diary.append(vec![course_started(id(1)).into()]).unwrap();
    diary.append(vec![session_done(id(1), id(11), bench_time()).into()]).unwrap();
    let archive = export(&diary).unwrap();
    (diary, archive)
}

fn bench_time() -> crate::time::Instant {
    crate::diary::tests::noon()
}

/// That nothing is changed where an archive is refused, and what the refusal is.
fn refusal(archive: &str) -> ArchiveError {
    let bench = Bench::new();
    let (mut diary, before) = filled(&bench);
    let error = import(&mut diary, archive.as_bytes()).unwrap_err();
    assert_eq!(export(&diary).unwrap(), before);
    assert_eq!(diary.state().unwrap(), fold(entries(&diary)));
    error
}

#[test]
fn an_archive_reads_as_it_is_described() {
    let bench = Bench::new();
    let (_, archive) = filled(&bench);
    let lines: Vec<&str> = archive.lines().collect();
    assert_eq!(lines.len(), 4, "an entry a line: {archive}");
    assert_eq!((lines[0], lines[3]), (r#"{"entries":["#, r#"],"format":"stipple-archive","version":1}"#));
    assert!(
        lines[1].starts_with(r#"{"body":{"at":"2026-05-01T09:00:00Z","attributes":["long-hair"],"course":"#)
    );
    let value: serde_json::Value = serde_json::from_str(&archive).unwrap();
    assert_eq!(value["entries"][1]["kind"], "session.done");
    assert_eq!(read(archive.as_bytes()).unwrap().len(), 2);
}

#[test]
fn an_empty_diary_has_an_archive_and_takes_one_without_making_a_file() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    let archive = export(&diary).unwrap();
    assert_eq!(import(&mut diary, archive.as_bytes()).unwrap(), Imported::default());
    assert_eq!(bench.files(), Vec::<String>::new());
}

#[test]
fn coming_in_merges_and_twice_is_once() {
    let (one, two) = (Bench::new(), Bench::new());
    let (mut here, ours) = filled(&one);
    let mut there = two.open("diary.db", 2);
    there.append(vec![course_started(id(2)).into()]).unwrap();
    let theirs = export(&there).unwrap();
    assert_eq!(import(&mut here, theirs.as_bytes()).unwrap(), Imported { added: 1, known: 0 });
    assert_eq!(import(&mut here, theirs.as_bytes()).unwrap(), Imported { added: 0, known: 1 });
    assert_eq!(
        import_from(&mut there, ours.as_bytes(), &Watch::default()).unwrap(),
        Imported { added: 2, known: 0 }
    );
    assert_eq!(export(&here).unwrap(), export(&there).unwrap());
    assert_eq!(here.state().unwrap(), there.state().unwrap());
}

#[test]
fn what_is_no_archive_is_told_apart() {
    assert!(matches!(refusal(""), ArchiveError::NotAnArchive { .. }));
    assert!(matches!(refusal("[]"), ArchiveError::NotAnArchive { .. }));
    assert!(matches!(
        refusal(r#"{"format":"stipple-archive","version":1}"#),
        ArchiveError::NotAnArchive { .. }
    ));
    assert!(matches!(
        refusal(r#"{"format":"stipple-archive","version":0,"entries":[]}"#),
        ArchiveError::NotAnArchive { .. }
    ));
    assert!(matches!(
        refusal(r#"{"format":"stipple-archive","version":1,"entries":{}}"#),
        ArchiveError::NotAnArchive { .. }
    ));
    let other = refusal(r#"{"format":"shopping-list","version":1,"entries":[]}"#);
    assert!(matches!(other, ArchiveError::Format { found } if found == "shopping-list"));
    // A newer one may look quite different inside.
    let newer = refusal(r#"{"format":"stipple-archive","version":2,"entries":"packed"}"#);
    assert!(matches!(newer, ArchiveError::Newer { found: 2 }));
    let newer = refusal(r#"{"format":"stipple-archive","version":2}"#);
    assert!(matches!(newer, ArchiveError::Newer { found: 2 }));
}

#[test]
fn one_entry_that_does_not_fit_keeps_all_out() {
    let bench = Bench::new();
    let (_, archive) = filled(&bench);
    let fresh = |number: &str| archive.replacen("00000000-0000-4000-8000-0001", number, 12);
    let good = fresh("00000000-0000-4000-8000-0009");
    let second_bad = |from: &str, to: &str| {
        assert!(good.contains(from), "{good}");
        refusal(&good.replacen(from, to, 1))
    };
    let is_second = |error| matches!(error, ArchiveError::BadEntry { number: 2, .. });
    assert!(is_second(second_bad(r#""kind":"session.done""#, r#""kind":"""#)));
    assert!(is_second(second_bad(r#""kind":"session.done""#, r#""kind":7"#)));
    let conflict = archive.replacen("long-hair", "short-hair", 1);
    assert!(matches!(refusal(&conflict), ArchiveError::Diary(DiaryError::Conflict { .. })));
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let deep = archive.replacen(r#"["long-hair"]"#, &deep, 1);
    assert!(matches!(refusal(&deep), ArchiveError::BadEntry { number: 1, .. }));
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    let bench = Bench::new();
    let (mut diary, before) = filled(&bench);
    let endless = std::io::repeat(b' ');
    assert!(matches!(import_from(&mut diary, endless, &Watch::default()), Err(ArchiveError::TooLarge)));
    let text = "x".repeat(3 << 20);
    let large = |number: u128| {
        let body = serde_json::Map::from_iter([("x".to_owned(), format!("{number}{text}").into())]);
        NewEntry { kind: "later.word".to_owned(), body }
    };
    // What could not be read again is not written either.
    diary.append((0..22).map(large).collect()).unwrap();
    assert!(matches!(export(&diary), Err(ArchiveError::TooLarge)));
    diary.undo().unwrap();
    assert_ne!(before, "");
}

/// Hands an archive over, and stops the import once so many entries are in.
struct StopsAt<'a> {
    archive: &'a [u8],
    watch: &'a Watch,
}

impl std::io::Read for StopsAt<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.archive.read(buffer)?;
        if read == 0 {
            self.watch.cancel();
        }
        Ok(read)
    }
}

#[test]
fn what_is_stopped_changes_nothing() {
    let (one, two) = (Bench::new(), Bench::new());
    let (mut here, before) = filled(&one);
    let mut there = two.open("diary.db", 2);
    there.append(vec![course_started(id(2)).into()]).unwrap();
    let theirs = export(&there).unwrap();
    let watch = Watch::default();
    let stopped = import_from(&mut here, StopsAt { archive: theirs.as_bytes(), watch: &watch }, &watch);
    assert!(matches!(stopped, Err(ArchiveError::Cancelled)), "{stopped:?}");
    assert_eq!((watch.done(), watch.total()), (0, 1));
    assert_eq!(export(&here).unwrap(), before);

    let watch = Watch::default();
    import_from(&mut here, theirs.as_bytes(), &watch).unwrap();
    assert_eq!((watch.done(), watch.total()), (1, 1));
}

#[test]
fn it_can_be_stopped_until_the_last_entry_is_in() {
    for stop_after in 0..=3 {
        let watch = Watch::default();
        let mut steps = until_stopped([1, 2, 3].into_iter(), &watch);
        for step in 1..=stop_after {
            assert_eq!(steps.next().unwrap().unwrap(), step);
        }
        watch.cancel();
        assert!(matches!(steps.next(), Some(Err(ArchiveError::Cancelled))), "after {stop_after}");
    }
    let watch = Watch::default();
    assert_eq!(until_stopped([1, 2, 3].into_iter(), &watch).count(), 3);
    assert_eq!(watch.done(), 3);
}

#[test]
fn a_clock_out_of_time_does_not_come_in() {
    let bench = Bench::new();
    let (_, archive) = filled(&bench);
    for wall in ["9223372036854775807", "-9223372036854775808", "9223372036854775808", "1.5", "-1e300"] {
        let forged = archive.replace("1777626000000000", wall);
        assert!(matches!(refusal(&forged), ArchiveError::BadEntry { number: 1, .. }), "{wall}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// The law of the archive: what came in goes out as it came, whatever the order and whatever it was.
    #[test]
    fn out_and_in_and_out_is_out(log in log()) {
        let archive = archive_of(&log);
        let back = read(archive.as_bytes()).unwrap();
        prop_assert_eq!(&archive_of(&back), &archive);
        prop_assert_eq!(fold(&back), fold(&log));
        let reversed: Vec<Entry> = log.iter().rev().cloned().collect();
        prop_assert_eq!(archive_of(&reversed), archive);
    }

    /// Numbers, texts and nesting that this version has no use for come through to the digit.
    #[test]
    fn any_body_survives(number in any::<f64>(), whole in any::<u64>(), text in any::<String>(), key in any::<String>()) {
        let mut log = vec![];
        for index in 0..2u128 {
            let body = serde_json::json!({ key.clone(): [number, { "whole": whole, text.clone(): text.clone() }] });
            let serde_json::Value::Object(body) = body else { unreachable!() };
            log.push(Entry {
                id: id(index), device: id(7), clock: crate::diary::Hlc { wall: 5, counter: 0 },
                change: crate::diary::ChangeId(id(9)), kind: "later.word".to_owned(),
                body, other: serde_json::Map::new(),
            });
        }
        let back = read(archive_of(&log).as_bytes()).unwrap();
        prop_assert_eq!(back, log);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    #[test]
    fn nor_does_any_json_of_about_that_form(
        format in prop::sample::select(vec!["\"stipple-archive\"", "1", "null"]),
        version in prop::sample::select(vec!["1", "-1", "1e3", "18446744073709551616", "[]"]),
        entries in "[\\[\\]{},:0-9a-f\"\\\\ue.-]{0,60}",
    ) {
        let text = format!(r#"{{"format":{format},"version":{version},"entries":[{entries}]}}"#);
        let _ = read(text.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Cut, spliced and overwritten archives come in whole or change nothing.
    #[test]
    fn a_mutated_archive_comes_in_whole_or_not_at_all(
        log in log(),
        cuts in prop::collection::vec((any::<Index>(), any::<Index>(), prop::collection::vec(any::<u8>(), 0..4)), 1..4),
    ) {
        let mut bytes = archive_of(&log).into_bytes();
        for (from, length, instead) in cuts {
            let from = from.index(bytes.len() + 1);
            let until = (from + length.index(12)).min(bytes.len());
            bytes.splice(from..until, instead);
        }
        let bench = Bench::new();
        let (mut diary, before) = filled(&bench);
        let came_in = import(&mut diary, &bytes);
        let added = came_in.map_or(0, |imported| imported.added);
        prop_assert_eq!(entries(&diary).len(), 2 + added);
        if added == 0 {
            prop_assert_eq!(export(&diary).unwrap(), before);
        }
        prop_assert_eq!(diary.state().unwrap(), fold(entries(&diary)));
        let archive = export(&diary).unwrap();
        prop_assert_eq!(archive_of(&read(archive.as_bytes()).unwrap()), archive);
    }
}
