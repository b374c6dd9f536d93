//! The diary as its users hold it.

use super::*;

fn start(diary: &mut Diary, course: u128) -> ChangeId {
    diary.append(vec![course_started(id(course)).into()]).unwrap()
}

#[test]
fn reading_where_nothing_is_leaves_nothing_behind() {
    let bench = Bench::new();
    let mut diary = bench.open("folder/diary.db", 1);
    assert_eq!(diary.state().unwrap(), DiaryState::default());
    assert_eq!(diary.active_course().unwrap(), None);
    assert_eq!(diary.course(id(1)).unwrap(), None);
    assert_eq!(diary.courses().unwrap(), Vec::<Uuid>::new());
    assert_eq!(diary.settings().unwrap(), Settings::default());
    assert_eq!(diary.state_at(noon()).unwrap(), DiaryState::default());
    assert_eq!(diary.state_made_by(noon()).unwrap(), DiaryState::default());
    assert_eq!(diary.entries(0, 10).unwrap(), []);
    assert_eq!(diary.device().unwrap(), None);
    assert_eq!(diary.import([]).unwrap(), Imported::default());
    diary.rebuild().unwrap();
    drop(diary);
    assert_eq!(bench.files(), Vec::<String>::new());
    // Neither does a file that was made and not filled.
    std::fs::write(bench.path("diary.db"), "").unwrap();
    assert_eq!(bench.open("diary.db", 1).state().unwrap(), DiaryState::default());
    assert_eq!(std::fs::read(bench.path("diary.db")).unwrap(), b"");
    start(&mut bench.open("diary.db", 1), 1);
}

#[test]
fn what_was_appended_is_there_for_everybody_at_once_and_after_opening_again() {
    let bench = Bench::new();
    let mut diary = bench.open("folder/diary.db", 1);
    start(&mut diary, 1);
    let other = bench.open("folder/diary.db", 2);
    assert_eq!(other.state().unwrap(), diary.state().unwrap());
    assert_eq!(other.device().unwrap(), diary.device().unwrap());
    let state = diary.state().unwrap();
    assert_eq!(state.active().unwrap().sheet().unwrap().sheet, sheet(1), "to the byte");
    drop((diary, other));
    assert_eq!(bench.open("folder/diary.db", 3).state().unwrap(), state);
    assert_eq!(bench.files(), ["folder"]);
}

#[test]
fn what_was_appended_outlives_a_process_that_is_killed() {
    let (bench, killed) = (Bench::new(), Bench::new());
    let mut diary = bench.open("diary.db", 1);
    for course in 1..=5 {
        start(&mut diary, course);
        // What lies on the disk at this moment is all that such a process leaves.
        for name in ["diary.db", "diary.db-wal"] {
            std::fs::copy(bench.path(name), killed.path(name)).unwrap();
        }
        let _ = std::fs::remove_file(killed.path("diary.db-shm"));
        assert_eq!(killed.open("diary.db", 2).state().unwrap(), diary.state().unwrap());
    }
    // A change that was cut short in the log is not there at all; those before it are.
    let log = std::fs::read(bench.path("diary.db-wal")).unwrap();
    for cut in [1, 5_000, log.len() / 2, log.len() - 1] {
        std::fs::copy(bench.path("diary.db"), killed.path("diary.db")).unwrap();
        std::fs::write(killed.path("diary.db-wal"), &log[..log.len() - cut]).unwrap();
        let left = killed.open("diary.db", 2);
        let log = entries(&left);
        assert!(log.len() < 5);
        assert_eq!(left.state().unwrap(), fold(&log));
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    start(&mut diary, 1);
    assert_eq!(bench.files(), ["diary.db", "diary.db-shm", "diary.db-wal"]);
    for name in bench.files() {
        let mode = std::fs::metadata(bench.path(&name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}

#[test]
fn the_clock_never_runs_back_across_opening_again_and_what_others_sent() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    start(&mut diary, 1);
    bench.clock.advance_hours(-24 * 365);
    let reopen = vec![CourseReopened { course: id(1) }.into(), CourseReopened { course: id(1) }.into()];
    diary.append(reopen.clone()).unwrap();
    drop(diary);
    let mut diary = bench.open("diary.db", 2);
    diary.append(reopen.clone()).unwrap();
    let mut ahead = entries(&diary)[0].clone();
    ahead.id = id(77);
    ahead.clock.wall += 1_000_000;
    diary.import([ahead.clone()]).unwrap();
    diary.append(reopen).unwrap();
    let clocks: Vec<(i64, u32)> = entries(&diary)
        .iter()
        .map(|entry| (entry.clock.wall - noon().micros(), entry.clock.counter))
        .collect();
    assert_eq!(
        clocks,
        [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (1_000_000, 0), (1_000_000, 1), (1_000_000, 2)]
    );
    let order: Vec<i64> = diary.entries(0, 100).unwrap().iter().map(|logged| logged.seq).collect();
    assert_eq!(order, [1, 2, 3, 4, 5, 6, 7, 8], "the order of arrival is its own");
}

#[test]
fn what_the_screen_showed_and_what_was_the_case_are_told_apart() {
    let bench = Bench::new();
    let (mut phone, mut tablet) = (bench.open("phone.db", 1), bench.open("tablet.db", 2));
    start(&mut phone, 1);
    bench.clock.advance_hours(1);
    tablet.import(entries(&phone)).unwrap();
    tablet.append(vec![session_done(id(1), id(11), noon()).into()]).unwrap();
    bench.clock.advance_hours(1);
    phone.import(entries(&tablet)).unwrap();
    let sessions = |state: DiaryState| state.active().map(|course| course.sessions.len());
    let hour = |hours| noon().plus_hours(hours);
    assert_eq!(sessions(phone.state_at(hour(1)).unwrap()), Some(0));
    assert_eq!(sessions(phone.state_made_by(hour(1)).unwrap()), Some(1));
    assert_eq!(sessions(phone.state_at(hour(2)).unwrap()), Some(1));
    assert_eq!(sessions(tablet.state_at(hour(0)).unwrap()), None);
    assert_eq!(sessions(tablet.state_made_by(hour(0)).unwrap()), Some(0));
    // An undo later on does not change what was shown.
    bench.clock.advance_hours(1);
    phone.undo().unwrap().unwrap();
    assert_eq!(sessions(phone.state().unwrap()), Some(0));
    assert_eq!(sessions(phone.state_at(hour(2)).unwrap()), Some(1));
}

#[test]
fn entries_are_read_from_a_cursor_on() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    for course in 1..=5 {
        start(&mut diary, course);
    }
    let first = diary.entries(0, 2).unwrap();
    let rest = diary.entries(first[1].seq, 100).unwrap();
    assert_eq!((first.len(), rest.len()), (2, 3));
    assert!(first[0].received == noon() && rest[2].seq == 5);
    assert_eq!(diary.courses().unwrap(), (1..=5).map(id).collect::<Vec<_>>());
}

#[test]
fn a_refused_write_leaves_nothing() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    start(&mut diary, 1);
    let before = (entries(&diary), diary.state().unwrap());
    let good: NewEntry = session_done(id(1), id(11), noon()).into();
    let bad = |kind: &str, key: &str| {
        let mut bad = NewEntry { kind: kind.to_owned(), body: good.body.clone() };
        bad.body.remove(key);
        vec![good.clone(), bad]
    };
    assert!(matches!(diary.append(Vec::new()), Err(DiaryError::Empty)));
    let refusal = diary.append(bad("session.done", "ended"));
    assert!(matches!(refusal, Err(DiaryError::Entry(EntryError::Unreadable { .. }))), "{refusal:?}");
    for kind in [String::new(), "x".repeat(MAX_KIND + 1), "a\u{0}b".to_owned()] {
        let refusal = diary.append(bad(&kind, ""));
        assert!(matches!(refusal, Err(DiaryError::Entry(EntryError::Kind { .. }))), "{refusal:?}");
    }
    let body = |value| Map::from_iter([("x".to_owned(), value)]);
    let deep = (0..80).fold(json!(0), |inner, _| json!([inner]));
    let large = json!("x".repeat(MAX_ENTRY));
    for value in [deep, large] {
        let entry = NewEntry { kind: "later.word".to_owned(), body: body(value) };
        assert!(matches!(diary.append(vec![good.clone(), entry]), Err(DiaryError::Entry(_))));
    }
    // A known id that says something else, after one that is new.
    let (mut forged, mut fresh) = (before.0[0].clone(), before.0[0].clone());
    forged.body.insert("sessions".to_owned(), json!(9));
    fresh.id = id(77);
    let refusal = diary.import([fresh.clone(), forged]);
    assert!(matches!(refusal, Err(DiaryError::Conflict { id }) if id == before.0[0].id), "{refusal:?}");
    let mut timeless = fresh;
    timeless.clock.wall = i64::MAX;
    assert!(matches!(diary.import([timeless]), Err(DiaryError::Entry(EntryError::Clock { .. }))));
    assert_eq!((entries(&diary), diary.state().unwrap()), before);
}

#[test]
fn a_forged_clock_at_the_end_of_time_stops_writing_and_nothing_else() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    start(&mut diary, 1);
    let mut forged = entries(&diary)[0].clone();
    forged.id = id(77);
    forged.clock = Hlc { wall: at("2299-12-31T23:59:59.999999Z").micros(), counter: u32::MAX };
    diary.import([forged]).unwrap();
    let entry = vec![CourseReopened { course: id(1) }.into()];
    assert!(matches!(diary.append(entry), Err(DiaryError::ClockSpent)));
    assert!(diary.active_course().unwrap().is_some());
}

#[test]
fn a_screen_reads_its_course_and_not_the_log() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    for course in 1..=20 {
        start(&mut diary, course);
        let sessions = (1..=3).map(|session| {
            let ended = noon().plus_exact_days(i64::try_from(session).unwrap());
            session_done(id(course), id(course * 100 + session), ended).into()
        });
        diary.append(sessions.collect()).unwrap();
    }
    let shown = diary.active_course().unwrap();
    assert_eq!(shown.as_ref().map(|course| course.sessions.len()), Some(3));
    // The log of all other courses, and of this one but for its sheet, could be gone.
    diary
        .write(|tx| {
            tx.execute(
                "UPDATE entries SET body = '{}' WHERE course <> ?1 OR kind <> 'course.started'",
                [id(20).as_bytes()],
            )?;
            Ok::<_, DiaryError>(())
        })
        .unwrap();
    drop(diary);
    assert_eq!(bench.open("diary.db", 2).active_course().unwrap(), shown);
}

#[test]
fn projections_of_another_fold_are_made_anew_at_opening() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    start(&mut diary, 1);
    let state = diary.state().unwrap();
    let spoil = "UPDATE projections SET fold = 999; DELETE FROM courses; UPDATE entries SET course = NULL";
    diary.write(|tx| Ok::<_, DiaryError>(tx.execute_batch(spoil)?)).unwrap();
    assert_eq!(diary.state().unwrap().courses, []);
    drop(diary);
    let mut diary = bench.open("diary.db", 2);
    assert_eq!(diary.state().unwrap(), state);
    diary.append(vec![CourseReopened { course: id(1) }.into()]).unwrap();
    assert_eq!(diary.state().unwrap(), state);
}

#[test]
fn a_panic_within_a_write_leaves_nothing_behind() {
    let (bench, other) = (Bench::new(), Bench::new());
    let mut diary = bench.open("diary.db", 1);
    start(&mut diary, 1);
    let mut source = other.open("diary.db", 2);
    start(&mut source, 2);
    let (before, theirs) = (entries(&diary), entries(&source));
    let broken = theirs.into_iter().chain(std::iter::once_with(|| panic!("underway")));
    let import = std::panic::AssertUnwindSafe(|| diary.import(broken));
    assert!(std::panic::catch_unwind(import).is_err());
    assert_eq!(entries(&diary), before);
    // Nor does it hold the file.
    start(&mut diary, 3);
    assert_eq!(bench.open("diary.db", 4).courses().unwrap().len(), 2);
}
