//! Bytes as an archive, brought into an empty diary: nothing comes in, or what comes in goes out, in and out the same.
//!
//! What came in is then shown on every screen: it may hold a course of any shape. Not for: what an archive says
//! (`core/src/export/archive_tests.rs`), or a diary's file being broken (`core/src/diary/tests`).
#![no_main]

use std::path::Path;
use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use stipple_core::companion::{Companion, CompanionError, Setting};
use stipple_core::diary::{Diary, DiaryState, Imported, fold};
use stipple_core::export::archive::{export, import, read};
use stipple_core::ports::fixed::{CountingIds, FixedClock};
use stipple_core::time::{Instant, zone};
use stipple_core::words::Style;

/// Where files cost least: memory, where the system has such a folder.
const MEMORY: &str = "/dev/shm";

fuzz_target!(|bytes: &[u8]| {
    let folder = Path::new(MEMORY).is_dir().then(|| tempfile::tempdir_in(MEMORY));
    let folder = folder.unwrap_or_else(tempfile::tempdir).expect("a folder for diaries");
    let here = &folder.path().join("here.db");
    let mut diary = open(here, 1);
    let imported = import(&mut diary, bytes);
    let entries = read(bytes);
    let Ok(Imported { added, known }) = imported else {
        assert!(diary.entries(0, 1).unwrap().is_empty() && diary.state().unwrap() == DiaryState::default());
        return;
    };
    let entries = entries.expect("what came in can be read");
    assert_eq!(added + known, entries.len());
    assert_eq!(diary.entries(0, usize::MAX).unwrap().len(), added);
    assert_eq!(diary.state().unwrap(), fold(entries));
    // Again changes nothing.
    assert_eq!(import(&mut diary, bytes).unwrap(), Imported { added: 0, known: added + known });

    let archive = export(&diary).expect("what came in can go out");
    let mut there = open(&folder.path().join("there.db"), 2);
    assert_eq!(import(&mut there, archive.as_bytes()).unwrap(), Imported { added, known: 0 });
    assert_eq!(export(&there).unwrap(), archive);
    assert_eq!(there.state().unwrap(), diary.state().unwrap());
    if added > 0 {
        screens(here, &diary);
    }
});

fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::new(Instant::parse("2026-05-05T09:00:00Z").expect("a moment")))
}

fn open(path: &Path, series: u16) -> Diary {
    Diary::open(path, clock(), Arc::new(CountingIds::new(series))).expect("nothing is there yet").0
}

/// Every screen, and the way back: each works, or says why not.
fn screens(file: &Path, diary: &Diary) {
    let setting = Setting {
        file: file.to_owned(),
        zone: zone("Europe/London").expect("a zone"),
        locales: Vec::new(),
        style: Style::default(),
        clock: clock(),
        ids: Arc::new(CountingIds::new(3)),
    };
    let (mut companion, _) = Companion::open(setting).expect("the diary is sound");
    let told = |error: CompanionError| assert!(!companion.told(&error).is_empty());
    let shown = companion.today(None).map(|view| serde_json::to_string(&view).expect("a view is JSON"));
    shown.map_or_else(told, |json| assert!(!json.is_empty()));
    companion.course().map_or_else(told, drop);
    companion.ready().map_or_else(told, drop);
    companion.sheet().map_or_else(told, drop);
    companion.when("swim").map_or_else(told, drop);
    companion.can("gym", None).map_or_else(told, drop);
    companion.reminders(40, None).map_or_else(told, drop);
    companion.calendar(Some(true)).map_or_else(told, drop);
    let before = diary.state().unwrap();
    if companion.undo().is_ok() {
        companion.redo().expect("what was taken back can come again");
        assert_eq!(diary.state().unwrap(), before);
    }
}
