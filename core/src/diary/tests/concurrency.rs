//! Several processes at one file. Threads with a connection each stand for them: `SQLite` locks between connections.

use std::sync::Barrier;
use std::time::Duration;

use super::*;

#[test]
fn all_that_write_at_once_succeed_even_where_none_was_first() {
    const WRITERS: u16 = 6;
    const CHANGES: u128 = 12;
    let bench = Bench::new();
    let start = Barrier::new(usize::from(WRITERS));
    std::thread::scope(|scope| {
        for writer in 1..=WRITERS {
            let (bench, start) = (&bench, &start);
            scope.spawn(move || {
                start.wait();
                let mut diary = bench.open("diary.db", writer);
                for number in 0..CHANGES {
                    let course = id(u128::from(writer) * 1000 + number);
                    diary
                        .append(vec![course_started(course).into(), CourseReopened { course }.into()])
                        .unwrap();
                    assert_eq!(diary.course(course).unwrap().map(|course| course.id), Some(course));
                }
            });
        }
    });
    let mut diary = bench.open("diary.db", 99);
    let all = entries(&diary);
    let expected = usize::from(WRITERS) * CHANGES as usize;
    assert_eq!(all.len(), 2 * expected);
    assert_eq!(diary.courses().unwrap().len(), expected);
    assert!(all.windows(2).all(|pair| pair[0].clock < pair[1].clock), "one clock for all of them");
    assert!(all.windows(2).all(|pair| pair[0].device == pair[1].device), "and one device");
    let state = diary.state().unwrap();
    diary.rebuild().unwrap();
    assert_eq!(diary.state().unwrap(), state);
}

#[test]
fn one_that_has_to_wait_too_long_fails_cleanly() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    diary.append(vec![course_started(id(1)).into()]).unwrap();
    let holder = rusqlite::Connection::open(bench.path("diary.db")).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    // Without patience, so that no test waits.
    diary.read_or((), |conn| Ok(conn.busy_timeout(Duration::ZERO)?)).unwrap();
    let change = || vec![CourseReopened { course: id(1) }.into()];
    assert!(matches!(diary.append(change()), Err(DiaryError::Busy)));
    assert!(diary.active_course().unwrap().is_some(), "reading goes on");
    holder.execute_batch("ROLLBACK").unwrap();
    diary.append(change()).unwrap();
    assert_eq!(entries(&diary).len(), 2);
}

#[test]
fn a_reader_sees_whole_changes_only() {
    let bench = Bench::new();
    let mut writer = bench.open("diary.db", 1);
    writer.append(vec![course_started(id(1)).into()]).unwrap();
    let reader = bench.open("diary.db", 2);
    writer
        .write(|tx| {
            tx.execute("DELETE FROM courses", [])?;
            assert_eq!(reader.courses()?.len(), 1, "what is not committed is not there");
            Err::<(), _>(DiaryError::Empty)
        })
        .unwrap_err();
    assert_eq!(writer.courses().unwrap().len(), 1, "and what failed never was");
}
