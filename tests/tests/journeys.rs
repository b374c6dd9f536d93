//! One journey per user story, through the real companion, diary and built-in sheet. Time is set, never waited for.
//!
//! Not for: single sentences of the contract (`core/tests`), or how the program prints (`cli/tests`).

#![expect(clippy::unwrap_used, reason = "a journey stops where a step fails")]

use std::path::Path;
use std::sync::Arc;

use stipple_core::companion::{
    Companion, CompanionError, LogSession, PlanSession, Setting, StartCourse, view::TodayView,
};
use stipple_core::ports::fixed::{CountingIds, FixedClock};
use stipple_core::protocol::{Verdict, builtin};
use stipple_core::time::{Instant, zone};
use stipple_core::words::Style;

struct Phone {
    companion: Companion,
    clock: Arc<FixedClock>,
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

impl Phone {
    fn at(folder: &Path, series: u16, now: &str, zone_name: &str) -> Self {
        let clock = Arc::new(FixedClock::new(at(now)));
        let setting = Setting {
            file: folder.join("stipple.db"),
            zone: zone(zone_name).unwrap(),
            locales: vec!["en-GB".to_owned()],
            style: Style::default(),
            clock: clock.clone(),
            ids: Arc::new(CountingIds::new(series)),
        };
        Self { companion: Companion::open(setting).unwrap().0, clock }
    }

    fn begin(folder: &Path, now: &str) -> Self {
        let mut phone = Self::at(folder, 1, now, "Europe/London");
        let sheet = builtin("scalp-envy").unwrap().to_owned();
        phone.companion.start_course(StartCourse { sheet, ..StartCourse::default() }).unwrap();
        phone
    }

    fn log(&mut self, ended: &str) {
        let log = LogSession { ended: Some(at(ended)), ..LogSession::default() };
        self.companion.log_session(log).unwrap();
    }

    fn plan(&mut self, starts: &str, is_final: bool) -> Vec<String> {
        let starts = at(starts);
        let plan = PlanSession { starts, ends: None, zone: None, is_final, touch_up: false };
        self.companion.plan_session(plan).unwrap().warnings
    }

    fn verdict(&self, activity: &str) -> Verdict {
        self.companion.can(activity, None).unwrap().verdict
    }

    fn today(&self) -> TodayView {
        self.companion.today(None).unwrap()
    }
}

#[test]
fn a_client_on_day_4_asks_what_they_may_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut phone = Phone::begin(folder.path(), "2026-05-01T17:31:00+01:00");
    phone.log("2026-05-01T17:30:00+01:00");
    phone.clock.set(at("2026-05-05T09:00:00+01:00"));
    let today = phone.today();
    assert_eq!(today.headline, "Day 4 after session 1 of 3");
    for activity in ["wash", "shave", "gym", "swim"] {
        assert_eq!(phone.verdict(activity), Verdict::No, "{activity}");
    }
    assert_eq!(phone.verdict("sun"), Verdict::YesIf);
    assert_eq!(phone.companion.can("rinse", None).unwrap().deadline, Some(at("2026-05-07T00:00:00+01:00")));
    phone.clock.set(at("2026-05-07T00:00:00+01:00"));
    assert_eq!(phone.verdict("rinse"), Verdict::Yes);
    assert_eq!(phone.verdict("gym"), Verdict::No);
}

#[test]
fn a_planned_session_begins_unconfirmed_and_is_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let mut phone = Phone::begin(folder.path(), "2026-05-01T18:00:00+01:00");
    phone.log("2026-05-01T17:30:00+01:00");
    assert_eq!(phone.plan("2026-05-16T10:00:00+01:00", false), Vec::<String>::new());
    phone.clock.set(at("2026-05-16T18:00:00+01:00"));
    // Held or not, nobody knows: the stricter counts.
    assert_eq!(phone.verdict("rinse"), Verdict::No);
    assert_eq!(phone.today().unconfirmed.unwrap().session, 2);
    let ended = Some(at("2026-05-16T15:00:00+01:00"));
    // Logged anew it is offered as the planned one; taken back, and confirmed.
    let done = phone.companion.log_session(LogSession { ended, ..LogSession::default() }).unwrap();
    assert_eq!(done.warnings.len(), 1);
    phone.companion.undo().unwrap();
    phone.companion.log_session(LogSession { ended, replace: Some(2), ..LogSession::default() }).unwrap();
    let today = phone.today();
    assert!(today.unconfirmed.is_none());
    assert_eq!((today.session, today.day), (Some(2), Some(0)));
}

#[test]
fn the_final_clock_starts_when_the_last_session_is_marked() {
    let folder = tempfile::tempdir().unwrap();
    let mut phone = Phone::begin(folder.path(), "2026-05-01T18:00:00+01:00");
    phone.log("2026-05-01T17:30:00+01:00");
    phone.clock.set(at("2026-06-20T09:00:00+01:00"));
    // Long past 30 days, and still no: nobody said that it was the last.
    assert_eq!(phone.verdict("swim"), Verdict::No);
    phone.companion.mark_final(1, true).unwrap();
    assert_eq!(phone.verdict("swim"), Verdict::Yes);
    phone.companion.undo().unwrap();
    assert_eq!(phone.verdict("swim"), Verdict::No);
    phone.companion.finish_course().unwrap();
    assert_eq!(phone.verdict("swim"), Verdict::Yes);
    assert!(matches!(
        phone.companion.log_session(LogSession::default()),
        Err(CompanionError::CourseComplete)
    ));
    // A fourth session after all: the clock goes back.
    phone.companion.reopen_course().unwrap();
    phone.log("2026-06-20T08:00:00+01:00");
    assert_eq!(phone.verdict("swim"), Verdict::No);
}

#[test]
fn what_was_told_on_tuesday_is_told_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut phone = Phone::begin(folder.path(), "2026-05-01T18:00:00+01:00");
    phone.log("2026-05-01T17:30:00+01:00");
    let tuesday = at("2026-05-05T09:00:00+01:00");
    phone.clock.set(tuesday);
    let told = phone.today();
    // On Thursday the client finds that the session ended a day later than they had said.
    phone.clock.set(at("2026-05-07T09:00:00+01:00"));
    phone.companion.remove_session(1).unwrap();
    phone.log("2026-05-02T17:30:00+01:00");
    assert_eq!(phone.verdict("rinse"), Verdict::No);
    assert_eq!(phone.companion.told_at(tuesday).unwrap().unwrap(), told);
    assert_ne!(phone.companion.today(Some(tuesday)).unwrap(), told);
}

#[test]
fn a_traveller_gains_no_day() {
    let folder = tempfile::tempdir().unwrap();
    let mut home = Phone::begin(folder.path(), "2026-05-01T18:00:00+01:00");
    home.log("2026-05-01T17:30:00+01:00");
    drop(home);
    // Midnight in Tokyo is eight in the morning before, at home.
    let abroad = Phone::at(folder.path(), 2, "2026-05-07T00:30:00+09:00", "Asia/Tokyo");
    assert_eq!(abroad.verdict("rinse"), Verdict::No);
    abroad.clock.set(at("2026-05-07T00:00:00+01:00"));
    assert_eq!(abroad.verdict("rinse"), Verdict::Yes);
}

#[test]
fn an_archive_carries_everything_to_another_phone() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut phone = Phone::begin(folder.path(), "2026-05-01T18:00:00+01:00");
    phone.log("2026-05-01T17:30:00+01:00");
    phone.plan("2026-05-16T10:00:00+01:00", true);
    phone.clock.set(at("2026-05-05T09:00:00+01:00"));
    phone.companion.report_skin(vec!["scabs".to_owned()], Vec::new(), None).unwrap();
    let archive = phone.companion.export_archive().unwrap();

    let mut new = Phone::at(other.path(), 2, "2026-05-05T09:00:00+01:00", "Europe/London");
    assert!(matches!(new.companion.today(None), Err(CompanionError::NoCourse)));
    new.companion.import_archive(archive.as_bytes()).unwrap();
    assert_eq!(new.companion.export_archive().unwrap(), archive);
    assert_eq!(new.today(), phone.today());
    // Again: nothing new.
    new.companion.import_archive(archive.as_bytes()).unwrap();
    assert_eq!(new.companion.export_archive().unwrap(), archive);
}

#[test]
fn a_holiday_is_planned_around() {
    let folder = tempfile::tempdir().unwrap();
    let mut phone = Phone::begin(folder.path(), "2026-05-01T18:00:00+01:00");
    phone.log("2026-05-01T17:30:00+01:00");
    let day = |text: &str| text.parse().unwrap();
    let swim = ["swim".to_owned()];
    let august = phone.companion.clear(&swim, day("2026-08-01"), day("2026-08-14")).unwrap();
    assert!(!august.clear, "the final session is unknown");
    // Two sessions are left, and then 30 days.
    let dates = august.fit.dates.expect("they fit before August");
    assert_eq!(dates.len(), 2);
    for (starts, is_final) in dates.iter().zip([false, true]) {
        phone.plan(&starts.to_string(), is_final);
    }
    assert!(phone.companion.clear(&swim, day("2026-08-01"), day("2026-08-14")).unwrap().clear);
    let may = phone.companion.clear(&swim, day("2026-05-20"), day("2026-05-21")).unwrap();
    assert!(!may.clear);
    assert_eq!(may.fit.dates, None);
}
