//! The diary's tests, and the logs they are tried on.

mod broken;
mod concurrency;
pub(super) mod erasing;
mod frozen;
mod kinds;
mod laws;
mod store;
mod story;
mod taking_back;

use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Map, json};
use uuid::Uuid;

use super::*;
use crate::course::{SessionNotes, Shade, Timing};
use crate::photo::{Finding, FindingKind};
use crate::ports::fixed::{CountingIds, FixedClock};
use crate::reminders::QuietHours;
use crate::time::Instant;

/// 2026-05-01T09:00:00Z, where the tests begin.
pub(crate) fn noon() -> Instant {
    at("2026-05-01T09:00:00Z")
}

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// A folder, a clock that stands, and diaries in it.
pub(crate) struct Bench {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) clock: Arc<FixedClock>,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), clock: Arc::new(FixedClock::new(noon())) }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The diary of that name; `series` sets its ids apart.
    pub(crate) fn open(&self, name: &str, series: u16) -> Diary {
        let (diary, report) = self.try_open(name, series).unwrap();
        assert_eq!(report, OpenReport::default());
        diary
    }

    pub(crate) fn try_open(&self, name: &str, series: u16) -> Result<(Diary, OpenReport), DiaryError> {
        Diary::open(self.path(name), self.clock.clone(), Arc::new(CountingIds::new(series)))
    }

    /// What lies in the folder, by name.
    pub(crate) fn files(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            names.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(crate) fn sheet(revision: u32) -> PinnedSheet {
    PinnedSheet {
        id: "example".to_owned(),
        revision,
        text: format!("format = 1\n# \"revision\" {revision}\u{0}\n"),
        key: None,
    }
}

pub(crate) fn course_started(course: Uuid) -> CourseStarted {
    CourseStarted {
        course,
        at: noon(),
        sheet: sheet(1),
        sessions: Some(3),
        attributes: vec!["long-hair".to_owned()],
        zone: Some(chrono_tz::Tz::Europe__London),
    }
}

pub(crate) fn session_done(course: Uuid, session: Uuid, ended: Instant) -> SessionDone {
    SessionDone { course, session, started: None, ended, zone: None, is_final: false, touch_up: false }
}

pub(crate) fn photo_added(course: Uuid, photo: Uuid) -> PhotoAdded {
    PhotoAdded {
        course,
        photo,
        angle: "crown".parse().unwrap(),
        taken: noon(),
        offset: 60,
        taken_from: TakenFrom::Exif,
        hash: PhotoHash([0xab; 32]),
        media: "image/jpeg".to_owned(),
        bytes: 3_000_000,
        width: 3024,
        height: 4032,
        sharpness: 0.625,
        findings: Vec::new(),
        note: String::new(),
        tags: Vec::new(),
    }
}

/// All entries of a diary, in the order of all devices.
pub(crate) fn entries(diary: &Diary) -> Vec<Entry> {
    let mut all = Vec::new();
    diary
        .each_entry(|entry| {
            all.push(entry);
            Ok::<_, DiaryError>(())
        })
        .unwrap();
    all
}

/// Bodies about few things, so that they meet: two courses, three sessions, undos of what may or may not be there,
/// words of a later version, bodies that lack something.
pub(crate) fn new_entry() -> impl Strategy<Value = NewEntry> {
    let course = || (1u128..3).prop_map(id);
    let session = || (11u128..14).prop_map(id);
    let hour = || (0i64..4).prop_map(|hours| noon().plus_hours(hours));
    let mark = || any::<bool>();
    let zone = || prop::option::of(Just(chrono_tz::Tz::Asia__Tokyo));
    let word = || prop::sample::select(vec!["", "calm", "ü\u{0}\"\n"]).prop_map(str::to_owned);
    let words = || prop::collection::vec(word(), 0..3);
    let timing = prop_oneof![
        (prop::option::of(hour()), hour()).prop_map(|(started, ended)| Timing::Done { started, ended }),
        (hour(), prop::option::of(hour())).prop_map(|(starts, ends)| Timing::Planned { starts, ends }),
    ];
    let notes =
        (prop::option::of(word()), mark(), prop::option::of(words())).prop_map(|(text, dark, zones)| {
            SessionNotes { text, shade: dark.then_some(Shade::Darker), zones, ..SessionNotes::default() }
        });
    prop_oneof![
        4 => (course(), 0u32..4, words()).prop_map(|(course, sessions, attributes)| {
            CourseStarted { sessions: Some(sessions), attributes, ..course_started(course) }.into()
        }),
        1 => (course(), prop::option::of(0u32..4), prop::option::of(words()), zone()).prop_map(
            |(course, sessions, attributes, zone)| CourseChanged { course, sessions, attributes, zone }.into()
        ),
        1 => (course(), hour(), word())
            .prop_map(|(course, at, note)| ConsultationLogged { course, at, note }.into()),
        1 => (course(), hour()).prop_map(|(course, at)| CourseCompleted { course, at }.into()),
        1 => course().prop_map(|course| CourseReopened { course }.into()),
        1 => (course(), hour(), 1u32..4)
            .prop_map(|(course, at, revision)| SheetAccepted { course, at, sheet: sheet(revision) }.into()),
        4 => (course(), session(), prop::option::of(hour()), hour(), zone(), mark(), mark()).prop_map(
            |(course, session, started, ended, zone, is_final, touch_up)| {
                SessionDone { course, session, started, ended, zone, is_final, touch_up }.into()
            }
        ),
        4 => (course(), session(), hour(), prop::option::of(hour()), zone(), mark()).prop_map(
            |(course, session, starts, ends, zone, is_final)| {
                SessionPlanned { course, session, starts, ends, zone, is_final, touch_up: false }.into()
            }
        ),
        2 => (course(), session(), prop::option::of(timing), zone(), prop::option::of(mark()), prop::option::of(mark()))
            .prop_map(|(course, session, timing, zone, is_final, touch_up)| {
                SessionChanged { course, session, timing, zone, is_final, touch_up }.into()
            }),
        1 => (course(), session()).prop_map(|(course, session)| SessionRemoved { course, session }.into()),
        2 => (course(), session(), notes)
            .prop_map(|(course, session, notes)| SessionNoted { course, session, notes }.into()),
        2 => (course(), session(), hour(), words(), words())
            .prop_map(|(course, report, at, seen, gone)| SkinReported { course, report, at, seen, gone }.into()),
        1 => (course(), session()).prop_map(|(course, report)| SkinReportRemoved { course, report }.into()),
        1 => (course(), session(), hour(), word())
            .prop_map(|(course, note, at, text)| NoteWritten { course, note, at, text }.into()),
        1 => (prop::option::of(mark()), prop::option::of(word()), prop::option::of(0u32..3)).prop_map(
            |(discreet, locale, from)| {
                let quiet = from.and_then(|from| QuietHours::from_minutes(from, 1));
                SettingsSet { quiet, discreet, locale }.into()
            }
        ),
        3 => (course(), session(), hour(), word(), words(), mark()).prop_map(|(course, photo, taken, note, tags, blurred)| {
            let finding = Finding { kind: FindingKind::Blurred, value: 0.25, limit: 0.45 };
            let findings = Vec::from_iter(blurred.then_some(finding));
            PhotoAdded { taken, findings, note, tags, ..photo_added(course, photo) }.into()
        }),
        1 => (course(), session(), prop::option::of(hour()), prop::option::of(word()), prop::option::of(words()), mark())
            .prop_map(|(course, photo, taken, note, tags, back)| {
                let angle = back.then(|| "back".parse().unwrap());
                PhotoChanged { course, photo, angle, taken, note, tags }.into()
            }),
        1 => (course(), session(), hour())
            .prop_map(|(course, photo, at)| PhotoRemoved { course, photo, at }.into()),
        1 => (course(), session()).prop_map(|(course, photo)| PhotoRestored { course, photo }.into()),
        1 => (course(), session()).prop_map(|(course, photo)| PhotoErased { course, photo }.into()),
        1 => course().prop_map(|course| {
            let body = Map::from_iter([("course".to_owned(), json!(course)), ("x".to_owned(), json!([1.5e300, null]))]);
            NewEntry { kind: "later.word".to_owned(), body }
        }),
    ]
}

/// Entries as they come from several devices: equal clocks, undos of changes and of entries, forged circles, bodies that
/// lack something.
pub(crate) fn log() -> impl Strategy<Value = Vec<Entry>> {
    let one = (
        new_entry(),
        0i64..6,
        0u32..3,
        0u128..3,
        0u128..8,
        prop::option::weighted(0.25, 0usize..30),
        0u8..20,
    );
    prop::collection::vec(one, 0..30).prop_map(|drafts| {
        let named = |index: usize| {
            if index.is_multiple_of(2) { id(1000 + index as u128) } else { id(100 + index as u128 / 4) }
        };
        let made = drafts.into_iter().zip(0u128..);
        made.map(|((new, wall, counter, device, change, undoes, odd), index)| {
            let mut new = undoes.map_or(new, |target| Undo { undoes: named(target) }.into());
            if odd == 0 {
                new.body.remove("course");
            }
            if odd == 1 {
                new.body.insert("later".to_owned(), json!({"deep": [0.1, "ü"]}));
            }
            let mut other = Map::new();
            if odd == 2 {
                other.insert("signature".to_owned(), json!("abc"));
            }
            let clock = Hlc { wall: noon().micros() + wall, counter };
            let (kind, body) = (new.kind, new.body);
            let change = ChangeId(id(100 + change));
            Entry { id: id(1000 + index), device: id(200 + device), clock, change, kind, body, other }
        })
        .collect()
    })
}
