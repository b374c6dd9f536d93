//! Files as earlier versions left them: they come out with the schema of a new one, and with their data.
//!
//! `frozen/` holds a dump of each format as it shipped. Nothing in there is ever edited; a format that ships adds one.

use rusqlite::Connection;

use super::*;

const FROZEN: [(u32, &str); 4] = [
    (1, include_str!("frozen/0001.sql")),
    (2, include_str!("frozen/0002.sql")),
    (3, include_str!("frozen/0003.sql")),
    (4, include_str!("frozen/0004.sql")),
];

fn thaw(bench: &Bench, version: u32, dump: &str) {
    let conn = Connection::open(bench.path("diary.db")).unwrap();
    conn.execute_batch(dump).unwrap();
    conn.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    conn.pragma_update(None, "user_version", version).unwrap();
}

fn schema(bench: &Bench) -> Vec<String> {
    let conn = Connection::open(bench.path("diary.db")).unwrap();
    let mut statement =
        conn.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").unwrap();
    let rows = statement.query_map([], |row| {
        let (kind, name, sql): (String, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("{kind} {name}: {}", sql.unwrap_or_default()))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn every_format_that_shipped_is_frozen() {
    let versions: Vec<u32> = FROZEN.iter().map(|(version, _)| *version).collect();
    assert_eq!(versions, (1..=SCHEMA_VERSION).collect::<Vec<_>>());
}

#[test]
fn an_old_file_becomes_what_a_new_one_is() {
    let fresh = Bench::new();
    fresh.open("diary.db", 1).append(vec![course_started(id(1)).into()]).unwrap();
    let expected = schema(&fresh);
    for (version, dump) in FROZEN {
        let bench = Bench::new();
        thaw(&bench, version, dump);
        let (_, report) = bench.try_open("diary.db", 1).unwrap();
        assert_eq!(report.migrated_from, (version < SCHEMA_VERSION).then_some(version));
        assert_eq!(report.set_aside, None);
        assert_eq!(schema(&bench), expected, "from format {version}");
        bench.open("diary.db", 1); // which finds nothing left to do
    }
}

#[test]
fn the_data_of_an_old_file_survives() {
    for (version, dump) in FROZEN {
        let bench = Bench::new();
        thaw(&bench, version, dump);
        let (mut diary, _) = bench.try_open("diary.db", 7).unwrap();
        let log = entries(&diary);
        assert_eq!(log.len(), [9, 9, 10, 12][version as usize - 1], "from format {version}");
        assert_eq!(diary.device().unwrap(), Some(id(0xd1)));
        let course = diary.active_course().unwrap().unwrap();
        assert_eq!((course.id, course.sessions_planned), (id(0xc1), Some(3)));
        assert_eq!(course.sheet().unwrap().sheet.text, "format = 1\n# the sheet's \"own\" words\n");
        let [session] = course.sessions.as_slice() else { panic!("{:?}", course.sessions) };
        let ended = at("2026-05-02T17:30:00Z");
        assert_eq!(session.logged.timing, Timing::Done { started: None, ended });
        assert!(session.logged.is_final);
        assert_eq!(session.notes.shade, Some(Shade::Darker));
        assert_eq!(course.reports.len(), 1);
        let photos: Vec<&str> = course.photos.iter().map(|photo| photo.angle.as_str()).collect();
        assert_eq!(photos, if version < 3 { Vec::new() } else { vec!["crown"] });
        assert_eq!(diary.settings().unwrap().locale.as_deref(), Some("de"));
        let later = log.iter().find(|entry| entry.kind == "later.word").unwrap();
        assert_eq!(
            (later.body["x"].clone(), later.other["signature"].clone()),
            (json!([1.5, null]), json!("abc"))
        );
        assert_eq!(diary.state_at(at("2026-05-02T18:00:00Z")).unwrap().courses[0].sessions.len(), 1);
        // What the screen reads is what the log adds up to, and goes on being it.
        assert_eq!(diary.state().unwrap(), fold(&log));
        diary.append(vec![CourseCompleted { course: id(0xc1), at: noon() }.into()]).unwrap();
        assert_eq!(diary.state().unwrap(), fold(entries(&diary)));
    }
}

#[test]
fn an_upgrade_that_fails_leaves_the_file_as_it_was() {
    let bench = Bench::new();
    thaw(&bench, 1, FROZEN[0].1);
    let conn = Connection::open(bench.path("diary.db")).unwrap();
    conn.execute_batch("CREATE TABLE reports (in_the_way)").unwrap(); // which the second file is to make
    drop(conn);
    let before = schema(&bench);
    let refusal = bench.try_open("diary.db", 1);
    assert!(matches!(refusal, Err(DiaryError::Database(_))), "{refusal:?}");
    assert_eq!(schema(&bench), before);
    let conn = Connection::open(bench.path("diary.db")).unwrap();
    conn.execute_batch("DROP TABLE reports").unwrap();
    drop(conn);
    assert_eq!(bench.try_open("diary.db", 1).unwrap().1.migrated_from, Some(1));
}
