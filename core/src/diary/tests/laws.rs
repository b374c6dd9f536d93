//! What holds for every log.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::course::Course;
use crate::protocol::{CoursePlan, Provenance, Sheet};

fn shuffled(log: &[Entry], order: &[Index]) -> Vec<Entry> {
    let mut log = log.to_vec();
    for (index, other) in order.iter().enumerate().take(log.len()) {
        let other = other.index(log.len());
        log.swap(index, other);
    }
    log
}

/// Every row of every projection, as text.
pub(super) fn rows(diary: &Diary) -> BTreeMap<&'static str, Vec<String>> {
    let tables = ["courses", "sheets", "sessions", "reports", "notes", "settings"];
    let read = |conn: &rusqlite::Connection| {
        let mut all = BTreeMap::new();
        for table in tables {
            let mut statement = conn.prepare(&format!("SELECT * FROM {table}"))?;
            let width = statement.column_count();
            let mut rows = statement.query([])?;
            let mut texts = Vec::new();
            while let Some(row) = rows.next()? {
                let cells = (0..width).map(|column| row.get_ref(column).map(|cell| format!("{cell:?}")));
                texts.push(cells.collect::<Result<Vec<_>, _>>()?.join("|"));
            }
            texts.sort();
            all.insert(table, texts);
        }
        Ok(all)
    };
    diary.read_or(BTreeMap::new(), read).unwrap()
}

fn empty_sheet() -> Sheet {
    Sheet {
        id: "example".to_owned(),
        revision: 1,
        title: None,
        studio: None,
        language: "en".to_owned(),
        treatment_day: 0,
        silence: crate::protocol::Verdict::Yes,
        notice: None,
        provenance: Provenance::default(),
        course: CoursePlan::default(),
        sessions: Vec::new(),
        activities: Vec::new(),
        rules: Vec::new(),
        duties: Vec::new(),
        stops: Vec::new(),
        expectations: Vec::new(),
        states: Vec::new(),
        attributes: Vec::new(),
        signs: Vec::new(),
    }
}

#[derive(Debug, Clone)]
enum Step {
    Append(Vec<NewEntry>),
    Undo,
    Redo,
    ClockMoves(i64),
    Reopen,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        5 => prop::collection::vec(new_entry(), 1..4).prop_map(Step::Append),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
        1 => (-3i64..4).prop_map(Step::ClockMoves),
        1 => Just(Step::Reopen),
    ];
    prop::collection::vec(step, 1..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_arrival_and_repeats_change_nothing(
        log in log(),
        order in prop::collection::vec(any::<Index>(), 30),
        again in prop::collection::vec(any::<Index>(), 0..5),
    ) {
        let state = fold(&log);
        let mut arrived = shuffled(&log, &order);
        if !log.is_empty() {
            arrived.extend(again.iter().map(|index| log[index.index(log.len())].clone()));
        }
        prop_assert_eq!(fold(&arrived), state);
    }

    #[test]
    fn a_course_can_always_be_made_of_what_is_logged(log in log()) {
        for course in fold(&log).courses {
            prop_assert!(!course.sheets.is_empty());
            let made = Course::new(&course.logged(), course.is_complete(), &empty_sheet());
            prop_assert!(made.is_ok(), "{:?}", made);
        }
    }

    #[test]
    fn what_was_is_what_is_without_what_came_since(log in log(), cut in 0i64..7) {
        let until = noon().plus_micros(cut);
        let before: Vec<Entry> = log.iter().filter(|entry| entry.clock.instant() <= until).cloned().collect();
        prop_assert_eq!(fold_until(&log, until), fold(&before));
        let received = log.iter().map(|entry| (entry, entry.clock.instant()));
        prop_assert_eq!(fold_received_by(received, until), fold(&before));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn two_devices_that_exchange_what_they_have_show_the_same(
        log in log(),
        order in prop::collection::vec(any::<Index>(), 30),
        side in prop::collection::vec(any::<bool>(), 30),
        pieces in 1usize..5,
    ) {
        let bench = Bench::new();
        let (mut one, mut two) = (bench.open("one.db", 1), bench.open("two.db", 2));
        for (index, entry) in log.iter().enumerate() {
            // Some both have from the start.
            if side[index] || index % 5 == 0 { one.import([entry.clone()]).unwrap(); }
            if !side[index] || index % 5 == 0 { two.import([entry.clone()]).unwrap(); }
        }
        for piece in shuffled(&entries(&one), &order).chunks(pieces) {
            two.import(piece.to_vec()).unwrap();
        }
        one.import(entries(&two)).unwrap();
        let expected = fold(&log);
        prop_assert_eq!(one.state().unwrap(), expected.clone());
        prop_assert_eq!(two.state().unwrap(), expected.clone());
        prop_assert_eq!(rows(&one), rows(&two));
        prop_assert_eq!(one.active_course().unwrap(), expected.active().cloned());
        // What came in is what is there, unknown words and members with it, but for photos that are gone.
        prop_assert_eq!(entries(&two), erasing::settled(&log));
        prop_assert_eq!(two.import(log.clone()).unwrap(), Imported { added: 0, known: log.len() });
    }

    #[test]
    fn projections_kept_up_to_date_are_those_made_anew(steps in steps(), foreign in log()) {
        let bench = Bench::new();
        let mut diary = bench.open("one.db", 1);
        let (mut foreign, mut clock, mut series) = (foreign.into_iter(), None, 1);
        for step in steps {
            match step {
                Step::Append(entries) => { diary.append(entries).unwrap(); }
                Step::Undo => { diary.undo().unwrap(); }
                Step::Redo => { diary.redo().unwrap(); }
                Step::ClockMoves(hours) => bench.clock.advance_hours(hours),
                Step::Reopen => {
                    drop(diary);
                    series += 1; // ids go on being fresh
                    diary = bench.open("one.db", series);
                }
            }
            diary.import(foreign.by_ref().take(2)).unwrap();
            let latest = entries(&diary).last().map(|entry| entry.clock);
            prop_assert!(latest >= clock, "the clock runs back");
            clock = latest;
        }
        let (state, kept) = (diary.state().unwrap(), rows(&diary));
        prop_assert_eq!(&state, &fold(entries(&diary)));
        diary.rebuild().unwrap();
        prop_assert_eq!(&state, &diary.state().unwrap());
        prop_assert_eq!(kept, rows(&diary));
    }
}
