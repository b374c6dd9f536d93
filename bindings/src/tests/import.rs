//! An import under way: watched, stopped, let go of, and beside other calls.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::process::Command;
use std::sync::Arc;
use std::thread;

use stipple_core::companion::view::DoneView;
use stipple_core::foreign::StippleError;

use super::Phone;
use crate::{ImportTask, ProgressView, Stipple};

fn outcome(task: &ImportTask) -> Result<DoneView, StippleError> {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(task.outcome())
}

/// A course's archive.
fn archive() -> String {
    let phone = Phone::new();
    phone.begin();
    phone.archive()
}

/// A pipe in place of a file: the import waits in it until it is fed.
struct Pipe(String);

impl Pipe {
    fn new(phone: &Phone) -> Self {
        let path = phone.path("pipe");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        Self(path)
    }

    fn feed(&self, archive: &str) {
        let mut pipe = OpenOptions::new().write(true).open(&self.0).unwrap();
        pipe.write_all(archive.as_bytes()).unwrap();
    }
}

/// Waits until no import holds the companion any more.
fn until_alone(stipple: &Stipple) {
    while Arc::strong_count(&stipple.companion) > 1 {
        thread::yield_now();
    }
}

#[test]
fn it_says_what_it_did_as_often_as_it_is_asked() {
    let phone = Phone::new();
    let path = phone.path("archive.json");
    std::fs::write(&path, archive()).unwrap();
    assert!(!phone.stipple.has_course().unwrap(), "there is no file of its own yet");
    let task = phone.stipple.import_archive(&path).unwrap();
    let done = outcome(&task).unwrap();
    assert_eq!(done.lines, ["Imported 2 entries."]);
    assert_eq!(outcome(&task).unwrap(), done);
    assert_eq!(task.progress(), ProgressView { done: 2, total: 2 });
    assert!(phone.stipple.has_course().unwrap());
    task.cancel();
    assert_eq!(outcome(&task).unwrap(), done, "too late");
    let again = phone.stipple.import_archive(&path).unwrap();
    assert_eq!(outcome(&again).unwrap().lines, ["Imported 0 entries."]);
}

#[test]
fn what_is_no_archive_changes_nothing() {
    let phone = Phone::new();
    phone.begin();
    let before = phone.archive();
    let path = phone.path("other.json");
    std::fs::write(&path, "{}").unwrap();
    let refused = outcome(&phone.stipple.import_archive(&path).unwrap());
    assert!(matches!(refused, Err(StippleError::ArchiveRefused { .. })), "{refused:?}");
    let missing = outcome(&phone.stipple.import_archive(&phone.path("none.json")).unwrap());
    assert_eq!(missing, Err(StippleError::File { told: "none.json is not there.".to_owned() }));
    assert_eq!(phone.archive(), before);
}

#[test]
fn what_is_stopped_changes_nothing() {
    let phone = Phone::new();
    phone.begin();
    let before = phone.archive();
    let pipe = Pipe::new(&phone);
    let task = phone.stipple.import_archive(&pipe.0).unwrap();
    assert_eq!(task.progress(), ProgressView { done: 0, total: 0 });
    task.cancel();
    pipe.feed(&archive());
    assert!(matches!(outcome(&task), Err(StippleError::Cancelled { .. })));
    assert_eq!(phone.archive(), before);
}

#[test]
fn letting_go_of_it_stops_it() {
    let phone = Phone::new();
    phone.begin();
    let before = phone.archive();
    let pipe = Pipe::new(&phone);
    drop(phone.stipple.import_archive(&pipe.0).unwrap());
    pipe.feed(&archive());
    until_alone(&phone.stipple);
    assert_eq!(phone.archive(), before);
}

#[test]
fn screens_are_read_and_changes_made_meanwhile() {
    let phone = Phone::new();
    phone.begin();
    let pipe = Pipe::new(&phone);
    let task = phone.stipple.import_archive(&pipe.0).unwrap();
    assert_eq!(phone.stipple.today(None).unwrap().day, Some(4));
    phone.stipple.report_skin(vec!["scabs".to_owned()], Vec::new(), None).unwrap();
    pipe.feed(&archive());
    assert_eq!(outcome(&task).unwrap().lines, ["Imported 2 entries."]);
    assert_eq!(phone.archive().lines().count(), 2 + 5, "two courses, two sessions, a report");
}
