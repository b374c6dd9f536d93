//! Photos that are erased: their entries lose their bodies, everywhere, for good, and nothing else does.

use proptest::sample::Index;
use rusqlite::Connection;

use super::*;
use crate::export::archive;
use crate::ports::Clock;

const CANARY: &str = "canary-7f3a";

/// What a log is once everything in it has come: naively.
pub(super) fn settled(log: &[Entry]) -> Vec<Entry> {
    let named = |entry: &Entry| Some((entry.body.get("course")?.clone(), entry.body.get("photo")?.clone()));
    let gone: Vec<_> = log.iter().filter(|entry| entry.kind == "photo.erased").filter_map(named).collect();
    let settle = |entry: &Entry| {
        let about = entry.kind.starts_with("photo.") && entry.kind != "photo.erased";
        let goes = about && named(entry).is_some_and(|named| gone.contains(&named));
        if goes { entry.emptied() } else { entry.clone() }
    };
    let mut log: Vec<Entry> = log.iter().map(settle).collect();
    log.sort_by_key(Entry::place);
    log
}

/// A course with two photos that say the canary; the first is changed, binned, and spoken of by a newer version.
fn two_photos(diary: &mut Diary) {
    let (course, photo) = (id(1), id(11));
    let note = || format!("{CANARY} {}", "long ".repeat(2000));
    diary.append(vec![course_started(course).into()]).unwrap();
    let one = PhotoAdded { note: note(), tags: vec![CANARY.to_owned()], ..photo_added(course, photo) };
    let two = PhotoAdded { note: "stays".to_owned(), ..photo_added(course, id(12)) };
    diary.append(vec![one.into(), two.into()]).unwrap();
    let changed = PhotoChanged { course, photo, note: Some(note()), ..PhotoChanged::default() };
    diary.append(vec![changed.into()]).unwrap();
    let body = Map::from_iter([
        ("course".to_owned(), json!(course)),
        ("photo".to_owned(), json!(photo)),
        ("shape".to_owned(), json!(CANARY)),
    ]);
    diary.append(vec![NewEntry { kind: "photo.cropped".to_owned(), body }]).unwrap();
    diary.append(vec![PhotoRemoved { course, photo, at: noon() }.into()]).unwrap();
}

fn erase(diary: &mut Diary) {
    diary.append(vec![PhotoErased { course: id(1), photo: id(11) }.into()]).unwrap();
}

/// Whether the canary stands anywhere in the files of the bench.
fn canary_is_there(bench: &Bench) -> bool {
    bench.files().iter().any(|name| {
        let bytes = std::fs::read(bench.path(name)).unwrap();
        bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes())
    })
}

#[test]
fn everything_said_of_an_erased_photo_goes_and_the_rest_stays() {
    let bench = Bench::new();
    let mut diary = bench.open("one.db", 1);
    two_photos(&mut diary);
    let before = entries(&diary);
    bench.clock.advance_hours(1);
    let seen = Clock::now(&*bench.clock);
    bench.clock.advance_hours(1);
    erase(&mut diary);
    let after = entries(&diary);
    assert_eq!(after[..before.len()], settled(&after)[..before.len()]);
    let bodies: Vec<usize> =
        after.iter().filter(|entry| entry.is_emptied()).map(|entry| entry.body.len()).collect();
    assert_eq!(bodies, [0; 4]);
    let places = |log: &[Entry]| log.iter().map(|entry| (entry.place(), entry.change)).collect::<Vec<_>>();
    assert_eq!(places(&before), places(&after)[..before.len()]);
    let photos = |state: DiaryState| state.courses[0].photos.iter().map(|photo| photo.id).collect::<Vec<_>>();
    assert_eq!(photos(diary.state().unwrap()), [id(12)]);
    assert_eq!(photos(diary.state_at(seen).unwrap()), [id(12)], "not even then");
    assert_eq!(diary.state().unwrap(), fold(&after));
    assert_eq!(
        diary.state().unwrap(),
        fold(&before).courses.into_iter().fold(DiaryState::default(), |mut all, mut one| {
            one.photos.retain(|photo| photo.id != id(11));
            all.courses.push(one);
            all
        })
    );
}

#[test]
fn an_old_archive_brings_nothing_back_and_is_no_conflict() {
    let bench = Bench::new();
    let mut diary = bench.open("one.db", 1);
    two_photos(&mut diary);
    let old = archive::export(&diary).unwrap();
    erase(&mut diary);
    let new = archive::export(&diary).unwrap();
    assert!(!new.contains(CANARY));
    let imported = archive::import(&mut diary, old.as_bytes()).unwrap();
    assert_eq!(imported.added, 0);
    assert_eq!(archive::export(&diary).unwrap(), new);
    // On another device the old one may have come first, or come later.
    for order in [[&old, &new], [&new, &old]] {
        let bench = Bench::new();
        let mut other = bench.open("two.db", 2);
        for archive in order {
            archive::import(&mut other, archive.as_bytes()).unwrap();
        }
        assert_eq!(archive::export(&other).unwrap(), new);
        assert_eq!(other.state().unwrap(), diary.state().unwrap());
        assert!(!canary_is_there(&bench));
    }
}

#[test]
fn an_entry_without_its_body_may_come_before_what_erased_it() {
    let bench = Bench::new();
    let (mut one, mut two) = (bench.open("one.db", 1), bench.open("two.db", 2));
    two_photos(&mut one);
    two.import(entries(&one)).unwrap();
    erase(&mut one);
    for entry in entries(&one) {
        two.import([entry]).unwrap();
        assert_eq!(two.state().unwrap(), fold(entries(&two)));
    }
    assert_eq!(entries(&one), entries(&two));
}

#[test]
fn no_other_entry_loses_its_body() {
    let bench = Bench::new();
    let mut diary = bench.open("one.db", 1);
    two_photos(&mut diary);
    erase(&mut diary);
    for entry in entries(&diary).into_iter().filter(|entry| !entry.body.is_empty()) {
        let bare = entry.emptied();
        let told = diary.import([bare]);
        if entry.kind.starts_with("photo.") && entry.kind != "photo.erased" {
            assert!(told.is_ok());
        } else {
            assert!(matches!(told, Err(DiaryError::Conflict { .. })), "{}", entry.kind);
        }
        let other = Entry { change: ChangeId(id(77)), ..entry.clone() };
        assert!(matches!(diary.import([other]), Err(DiaryError::Conflict { .. })));
    }
}

#[test]
fn the_bytes_are_gone_from_the_file_and_its_log() {
    let bench = Bench::new();
    let mut diary = bench.open("one.db", 1);
    two_photos(&mut diary);
    assert!(canary_is_there(&bench));
    // Somebody else has the file open, but reads nothing just now.
    let mut beside = diary.beside(bench.clock.clone());
    beside.catch_up().unwrap();
    assert_eq!(beside.state().unwrap().courses.len(), 1);
    erase(&mut diary);
    assert!(!canary_is_there(&bench));
}

#[test]
fn a_reader_delays_what_goes_from_the_log_until_the_file_is_closed() {
    let bench = Bench::new();
    let mut diary = bench.open("one.db", 1);
    two_photos(&mut diary);
    let reader = Connection::open(bench.path("one.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM entries;").unwrap();
    erase(&mut diary);
    reader.execute_batch("COMMIT").unwrap();
    drop((reader, diary));
    assert!(!canary_is_there(&bench));
}

#[test]
fn an_upgrade_takes_what_an_earlier_format_left() {
    let bench = Bench::new();
    let mut diary = bench.open("one.db", 1);
    two_photos(&mut diary);
    let mut log = entries(&diary);
    drop(diary);
    let conn = Connection::open(bench.path("one.db")).unwrap();
    conn.execute_batch(
        "DROP TABLE sync_accounts; DROP TABLE sync_records; DROP TABLE sync_blobs; PRAGMA user_version = 3;
         INSERT INTO entries (id, device, wall, counter, change, kind, body, other, received, course)
         SELECT randomblob(16), device, wall + 1, counter, randomblob(16), 'photo.erased',
                json_object('course', json_extract(body, '$.course'), 'photo', json_extract(body, '$.photo')),
                '{}', received, course
         FROM entries WHERE kind = 'photo.removed'",
    )
    .unwrap();
    drop(conn);
    let (diary, report) = bench.try_open("one.db", 1).unwrap();
    assert_eq!(report.migrated_from, Some(3));
    log.push(entries(&diary).pop().unwrap());
    assert_eq!(log.last().unwrap().kind, "photo.erased");
    assert_eq!(entries(&diary), settled(&log));
    assert_eq!(diary.state().unwrap(), fold(&log));
    drop(diary);
    assert!(!canary_is_there(&bench));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Whatever the order, in whatever pieces, however often: the same bytes leave both.
    #[test]
    fn two_devices_that_got_the_same_in_any_order_export_the_same(
        log in log(),
        erased in prop::collection::vec((1u128..3, 11u128..14), 0..3),
        orders in prop::array::uniform2(prop::collection::vec(any::<Index>(), 40)),
        emptied_first in any::<bool>(),
    ) {
        let mut log = log;
        for (count, (course, photo)) in (0u128..).zip(erased) {
            let NewEntry { kind, body } = PhotoErased { course: id(course), photo: id(photo) }.into();
            let clock = Hlc { wall: noon().micros() + 3, counter: 9 };
            let (device, change) = (id(200), ChangeId(id(900 + count)));
            log.push(Entry { id: id(2000 + count), device, clock, change, kind, body, other: Map::new() });
        }
        let expected = settled(&log);
        let bench = Bench::new();
        let mut exports = Vec::new();
        for (name, order) in ["one.db", "two.db"].into_iter().zip(orders) {
            let mut diary = bench.open(name, 1);
            let mut arrived = log.clone();
            if emptied_first {
                // From a device that had everything already.
                arrived.extend(expected.iter().cloned());
            }
            for (place, index) in order.iter().enumerate().take(arrived.len()) {
                let other = index.index(arrived.len());
                arrived.swap(place, other);
            }
            for piece in arrived.chunks(3) {
                diary.import(piece.to_vec()).unwrap();
                prop_assert_eq!(diary.state().unwrap(), fold(entries(&diary)));
            }
            prop_assert_eq!(entries(&diary), expected.clone());
            prop_assert_eq!(diary.import(log.clone()).unwrap(), Imported { added: 0, known: log.len() });
            exports.push(archive::export(&diary).unwrap());
        }
        prop_assert_eq!(&exports[0], &exports[1]);
    }
}
