//! The fold, told as stories: each a case that a client or two phones can bring about.

use super::*;

/// A course with one planned session, on one device; later entries get later clocks.
struct Story {
    log: Vec<Entry>,
}

const COURSE: u128 = 1;
const SESSION: u128 = 11;

impl Story {
    fn new() -> Self {
        let mut story = Self { log: Vec::new() };
        story.add(course_started(id(COURSE)));
        story.add(SessionPlanned {
            course: id(COURSE),
            session: id(SESSION),
            starts: noon(),
            ends: None,
            zone: Some(chrono_tz::Tz::Europe__London),
            is_final: true,
            touch_up: false,
        });
        story
    }

    /// Adds an entry as a change of its own, and gives its id.
    fn add(&mut self, new: impl Into<NewEntry>) -> Uuid {
        let NewEntry { kind, body } = new.into();
        let number = u32::try_from(self.log.len()).unwrap();
        let entry = Entry {
            id: id(1000 + u128::from(number)),
            device: id(200),
            clock: Hlc { wall: noon().micros() + i64::from(number), counter: 0 },
            change: ChangeId(id(5000 + u128::from(number))),
            kind,
            body,
            other: Map::new(),
        };
        let id = entry.id;
        self.log.push(entry);
        id
    }

    fn changed() -> SessionChanged {
        SessionChanged { course: id(COURSE), session: id(SESSION), ..SessionChanged::default() }
    }

    fn course(&self) -> CourseState {
        fold(&self.log).course(id(COURSE)).cloned().unwrap()
    }

    fn session(&self) -> Option<SessionState> {
        self.course().session(id(SESSION)).cloned()
    }
}

#[test]
fn a_move_and_a_mark_made_apart_are_both_kept() {
    let mut story = Story::new();
    let moved = Timing::Planned { starts: noon().plus_hours(24), ends: None };
    story.add(SessionChanged { timing: Some(moved), ..Story::changed() });
    story.add(SessionChanged { is_final: Some(false), ..Story::changed() });
    let session = story.session().unwrap().logged;
    assert_eq!(session.timing, moved);
    assert!(!session.is_final);
    assert_eq!(session.zone, Some(chrono_tz::Tz::Europe__London), "what nobody changed stays");
}

#[test]
fn a_removed_session_stays_removed_whatever_another_phone_says_of_it() {
    let mut story = Story::new();
    let removal = story.add(SessionRemoved { course: id(COURSE), session: id(SESSION) });
    story.add(SessionChanged { touch_up: Some(true), ..Story::changed() });
    assert_eq!(story.session(), None);
    story.add(Undo { undoes: removal });
    let session = story.session().unwrap();
    assert!(session.logged.touch_up, "and comes back with what was said meanwhile");
}

#[test]
fn taking_the_beginning_back_takes_the_course_and_doing_it_again_brings_all_of_it() {
    let mut story = Story::new();
    let before = story.course();
    let undo = story.add(Undo { undoes: story.log[0].change.0 });
    assert_eq!(fold(&story.log).courses, []);
    story.add(Undo { undoes: undo });
    assert_eq!(story.course(), before);
}

#[test]
fn two_phones_that_log_one_visit_make_one_session() {
    let mut story = Story::new();
    story.add(session_done(id(COURSE), id(12), noon()));
    let course = story.course();
    assert_eq!(course.sessions.len(), 2, "neither is lost");
    assert_eq!(course.logged().len(), 1);
    let shown = course.sessions.iter().find(|session| !session.shadowed).unwrap();
    assert_eq!(shown.id, id(12), "what took place stands before what was planned");
}

#[test]
fn times_that_cannot_be_are_read_as_far_as_they_can() {
    let mut story = Story::new();
    let crooked =
        SessionDone { started: Some(noon().plus_hours(1)), ..session_done(id(COURSE), id(SESSION), noon()) };
    story.add(crooked);
    assert_eq!(story.session().unwrap().logged.timing, Timing::Done { started: None, ended: noon() });
}

#[test]
fn the_course_is_told_whole() {
    let mut story = Story::new();
    let course = id(COURSE);
    story.add(ConsultationLogged { course, at: noon(), note: "by video".to_owned() });
    story.add(CourseCompleted { course, at: noon() });
    assert!(story.course().is_complete());
    story.add(CourseReopened { course });
    story.add(CourseChanged { course, sessions: Some(4), attributes: Some(Vec::new()), zone: None });
    story.add(SheetAccepted { course, at: noon().plus_hours(5), sheet: sheet(2) });
    let report = |number, hours| SkinReported {
        course,
        report: id(number),
        at: noon().plus_hours(hours),
        seen: vec!["scabs".to_owned()],
        gone: Vec::new(),
    };
    story.add(report(21, 2));
    story.add(report(22, 1));
    story.add(report(23, 3));
    story.add(SkinReportRemoved { course, report: id(23) });
    let note = |text: &str| NoteWritten { course, note: id(31), at: noon(), text: text.to_owned() };
    story.add(note("red"));
    story.add(note("less red"));
    let told = story.course();
    assert!(!told.is_complete());
    assert_eq!((told.sessions_planned, told.attributes.len()), (Some(4), 0));
    assert_eq!(told.consultation.as_ref().unwrap().note, "by video");
    assert_eq!(told.sheet().unwrap().sheet, sheet(2));
    assert_eq!(told.sheet_at(noon().plus_hours(4)).unwrap().sheet, sheet(1));
    assert_eq!(told.reports.iter().map(|report| report.id).collect::<Vec<_>>(), [id(22), id(21)]);
    assert_eq!(told.skin()[0].at, noon().plus_hours(1));
    assert_eq!(told.notes[0].text, "less red");
    story.add(note(""));
    assert_eq!(story.course().notes, []);
}

#[test]
fn settings_are_set_and_taken_back_one_by_one() {
    let mut story = Story::new();
    let quiet = QuietHours::from_minutes(22 * 60, 7 * 60);
    story.add(SettingsSet { quiet, discreet: Some(true), locale: None });
    story.add(SettingsSet { locale: Some("de".to_owned()), ..SettingsSet::default() });
    let set = Settings { quiet, discreet: Some(true), locale: Some("de".to_owned()) };
    assert_eq!(fold(&story.log).settings, set);
    let none = QuietHours::from_minutes(0, 0);
    story.add(SettingsSet { quiet: none, discreet: None, locale: Some(String::new()) });
    assert_eq!(fold(&story.log).settings, Settings { discreet: Some(true), ..Settings::default() });
}

#[test]
fn two_that_differ_under_one_id_are_chosen_between_without_regard_to_arrival() {
    let mut story = Story::new();
    let first = story.log[0].clone();
    let mut forged = first.clone();
    forged.body.insert("sessions".to_owned(), json!(9));
    let one = fold([&first, &forged]);
    assert_eq!(one, fold([&forged, &first]));
    story.add(CourseReopened { course: id(COURSE) });
}
