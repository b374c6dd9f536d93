//! Files that are broken, newer, foreign, or out of reach.

use std::fs;

use rusqlite::Connection;

use super::*;

fn filled(bench: &Bench) -> DiaryState {
    let mut diary = bench.open("diary.db", 1);
    for course in 1..=30 {
        diary.append(vec![course_started(id(course)).into()]).unwrap();
    }
    diary.state().unwrap()
}

/// What must hold for any broken file: its bytes lie under a new name, and the diary begins anew.
fn assert_set_aside(bench: &Bench) {
    let bytes = fs::read(bench.path("diary.db")).unwrap();
    let (mut diary, report) = bench.try_open("diary.db", 2).unwrap();
    let aside = report.set_aside.expect("it is broken");
    assert_eq!(fs::read(&aside.path).unwrap(), bytes, "kept to the byte");
    assert!(aside.path.to_string_lossy().contains("diary.db.corrupt-20260501T090000Z"), "{:?}", aside.path);
    assert!(!aside.reason.is_empty());
    assert_eq!(diary.state().unwrap(), DiaryState::default());
    assert!(!bench.path("diary.db").exists(), "and no file before the first write");
    diary.append(vec![course_started(id(1)).into()]).unwrap();
    assert_eq!(diary.courses().unwrap(), [id(1)]);
}

#[test]
fn what_is_no_database_is_set_aside() {
    for bytes in [&b"x"[..], &[0; 4096], b"SQLite format 3\0 and then nothing"] {
        let bench = Bench::new();
        fs::write(bench.path("diary.db"), bytes).unwrap();
        assert_set_aside(&bench);
    }
}

#[test]
fn a_damaged_database_is_set_aside_once_it_is_met() {
    let bench = Bench::new();
    filled(&bench);
    let whole = fs::read(bench.path("diary.db")).unwrap();
    // A file that is cut, or whose first pages are gone, is seen to be broken at once.
    let mut cut = whole.clone();
    cut.truncate(whole.len() / 2);
    let mut holed = whole.clone();
    holed[4096..].fill(0xA5);
    for bytes in [cut, holed] {
        let bench = Bench::new();
        fs::write(bench.path("diary.db"), bytes).unwrap();
        assert_set_aside(&bench);
    }
    // One whose later pages are is met when they are read, or before anything is written.
    let mut bytes = whole.clone();
    bytes[whole.len() / 2..].fill(0xA5);
    let bench = Bench::new();
    fs::write(bench.path("diary.db"), &bytes).unwrap();
    let (mut diary, report) = bench.try_open("diary.db", 2).unwrap();
    assert_eq!(report.set_aside, None);
    let written = diary.append(vec![course_started(id(1)).into()]);
    assert!(matches!(written, Err(DiaryError::Damaged { .. })), "{written:?}");
    drop(diary);
    assert_eq!(fs::read(bench.path("diary.db")).unwrap(), bytes, "nothing was written into it");
    assert_set_aside(&bench);
}

#[test]
fn what_belongs_to_a_broken_file_goes_with_it_and_nothing_is_overwritten() {
    let bench = Bench::new();
    for round in 0..3 {
        fs::write(bench.path("diary.db"), format!("broken {round}")).unwrap();
        fs::write(bench.path("diary.db-wal"), format!("log {round}")).unwrap();
        let (_, report) = bench.try_open("diary.db", 2).unwrap();
        let aside = report.set_aside.unwrap().path;
        assert_eq!(fs::read_to_string(&aside).unwrap(), format!("broken {round}"));
        let log = format!("{}-wal", aside.display());
        assert_eq!(fs::read_to_string(log).unwrap(), format!("log {round}"));
    }
    let kept = |name: &&String| name.starts_with("diary.db.corrupt") && !name.ends_with("-shm");
    assert_eq!(bench.files().iter().filter(kept).count(), 6);
    assert!(!bench.path("diary.db").exists() && !bench.path("diary.db-wal").exists());
}

#[test]
fn a_log_without_its_file_is_kept() {
    let bench = Bench::new();
    for empty in [false, true] {
        if empty {
            fs::write(bench.path("diary.db"), "").unwrap();
        }
        fs::write(bench.path("diary.db-wal"), "somebody's entries").unwrap();
        let (mut diary, report) = bench.try_open("diary.db", 2).unwrap();
        let aside = report.set_aside.unwrap().path;
        let log = fs::read_to_string(format!("{}-wal", aside.display())).unwrap();
        assert_eq!(log, "somebody's entries");
        if empty {
            diary.append(vec![course_started(id(1)).into()]).unwrap();
        }
    }
}

#[test]
fn what_breaks_between_opening_and_the_first_write_is_not_written_over() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    fs::write(bench.path("diary.db"), "not a database").unwrap();
    let refusal = diary.append(vec![course_started(id(1)).into()]);
    assert!(matches!(refusal, Err(DiaryError::Damaged { .. })), "{refusal:?}");
    assert_eq!(fs::read_to_string(bench.path("diary.db")).unwrap(), "not a database");
}

#[test]
fn a_newer_file_is_refused_untouched() {
    let bench = Bench::new();
    let state = filled(&bench);
    let set = |version: u32| {
        let conn = Connection::open(bench.path("diary.db")).unwrap();
        conn.pragma_update(None, "user_version", version).unwrap();
    };
    set(SCHEMA_VERSION + 1);
    let bytes = fs::read(bench.path("diary.db")).unwrap();
    let refusal = bench.try_open("diary.db", 2);
    assert!(
        matches!(refusal, Err(DiaryError::Newer { found, .. }) if found == SCHEMA_VERSION + 1),
        "{refusal:?}"
    );
    assert_eq!(fs::read(bench.path("diary.db")).unwrap(), bytes);
    assert_eq!(bench.files(), ["diary.db"]);
    set(SCHEMA_VERSION);
    assert_eq!(bench.open("diary.db", 2).state().unwrap(), state);
}

#[test]
fn a_newer_file_whose_log_was_not_written_back_is_refused_untouched_too() {
    let (bench, copy) = (Bench::new(), Bench::new());
    filled(&bench);
    // As a process that was killed leaves them: the newer version stands in the log alone.
    let conn = Connection::open(bench.path("diary.db")).unwrap();
    conn.pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    let names = ["diary.db", "diary.db-wal"];
    for name in names {
        fs::copy(bench.path(name), copy.path(name)).unwrap();
    }
    let refusal = copy.try_open("diary.db", 2);
    assert!(matches!(refusal, Err(DiaryError::Newer { .. })), "{refusal:?}");
    for name in names {
        assert_eq!(fs::read(bench.path(name)).unwrap(), fs::read(copy.path(name)).unwrap(), "{name}");
    }
}

#[test]
fn a_database_of_another_program_is_refused_untouched() {
    let bench = Bench::new();
    let conn = Connection::open(bench.path("diary.db")).unwrap();
    conn.execute_batch("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)").unwrap();
    drop(conn);
    let bytes = fs::read(bench.path("diary.db")).unwrap();
    assert!(matches!(bench.try_open("diary.db", 2), Err(DiaryError::NotADiary { .. })));
    assert_eq!(fs::read(bench.path("diary.db")).unwrap(), bytes);
    assert_eq!(bench.files(), ["diary.db"]);
}

#[test]
fn out_of_reach_is_not_broken() {
    let bench = Bench::new();
    fs::create_dir(bench.path("diary.db")).unwrap();
    fs::write(bench.path("diary.db").join("x"), "").unwrap();
    let refusal = bench.try_open("diary.db", 2);
    assert!(matches!(refusal, Err(DiaryError::Denied { .. })), "{refusal:?}");
    let refusal = bench.try_open("diary.db/x/diary.db", 2);
    assert!(matches!(refusal, Err(DiaryError::Files(_))), "{refusal:?}");
    assert_eq!(bench.files(), ["diary.db"]);
}

#[test]
fn a_full_disk_is_said_and_nothing_of_the_change_is_kept() {
    let bench = Bench::new();
    filled(&bench);
    let mut diary = bench.open("diary.db", 2);
    let state = diary.state().unwrap();
    let full = "PRAGMA max_page_count = 1"; // SQLite takes that as: no more than there are
    diary.read_or((), |conn| Ok(conn.execute_batch(full)?)).unwrap();
    let big = NoteWritten { course: id(1), note: id(2), at: noon(), text: "x".repeat(100_000) };
    let refusal = diary.append(vec![CourseReopened { course: id(1) }.into(), big.into()]);
    assert!(matches!(refusal, Err(DiaryError::Full)), "{refusal:?}");
    assert_eq!(diary.state().unwrap(), state);
    drop(diary);
    assert_eq!(bench.open("diary.db", 3).state().unwrap(), state);
}
