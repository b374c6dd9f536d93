//! Undo and redo, as a client presses them.

use super::*;

fn set(locale: &str) -> Vec<NewEntry> {
    vec![SettingsSet { locale: Some(locale.to_owned()), ..SettingsSet::default() }.into()]
}

fn locale(diary: &Diary) -> Option<String> {
    diary.settings().unwrap().locale
}

#[test]
fn what_was_erased_stays_erased_and_is_not_what_undo_means() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    let (course, photo) = (id(1), id(21));
    diary.append(vec![course_started(course).into()]).unwrap();
    diary.append(vec![photo_added(course, photo).into()]).unwrap();
    diary.append(vec![PhotoRemoved { course, photo, at: noon() }.into()]).unwrap();
    let erased = diary.append(vec![PhotoErased { course, photo }.into()]).unwrap();
    assert_eq!(diary.active_course().unwrap().unwrap().photos, []);
    assert_eq!(diary.erased_photos(course).unwrap(), [photo]);
    let undone = diary.undo().unwrap().unwrap();
    assert_eq!(undone.kinds, ["course.started"], "what was said of it is gone with it: nothing to take back");
    diary.redo().unwrap();
    diary.undo_change(erased).unwrap();
    assert_eq!(diary.active_course().unwrap().unwrap().photos, []);
    assert_eq!(diary.state().unwrap(), fold(entries(&diary)));
}

#[test]
fn undo_goes_back_step_by_step_and_redo_forward_again() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    let changes: Vec<ChangeId> = ["a", "b", "c"].map(|word| diary.append(set(word)).unwrap()).to_vec();
    assert_eq!(diary.redo().unwrap(), None);
    for (change, shown) in changes.iter().rev().zip([Some("b"), Some("a"), None]) {
        let undone = diary.undo().unwrap().unwrap();
        assert_eq!((undone.change, undone.kinds.as_slice()), (*change, &["settings.set".to_owned()][..]));
        assert_eq!(locale(&diary).as_deref(), shown);
    }
    assert_eq!(diary.undo().unwrap(), None);
    for (change, shown) in changes.iter().zip(["a", "b", "c"]) {
        assert_eq!(diary.redo().unwrap().unwrap().change, *change);
        assert_eq!(locale(&diary).as_deref(), Some(shown));
    }
    assert_eq!(diary.redo().unwrap(), None);
    // Back once more: a redo is no change of its own.
    assert_eq!(diary.undo().unwrap().unwrap().change, changes[2]);
    diary.append(set("d")).unwrap();
    assert_eq!(diary.redo().unwrap(), None, "a change made since closes the way forward");
    assert_eq!(locale(&diary).as_deref(), Some("d"));
}

#[test]
fn one_action_goes_back_as_one_and_says_what_it_was() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    diary.append(vec![course_started(id(1)).into()]).unwrap();
    let before = diary.state().unwrap();
    bench.clock.advance_hours(1);
    let finish = vec![
        session_done(id(1), id(11), noon()).into(),
        CourseCompleted { course: id(1), at: noon() }.into(),
    ];
    let change = diary.append(finish).unwrap();
    let undone = diary.undo().unwrap().unwrap();
    assert_eq!(undone.change, change);
    assert_eq!(undone.kinds, ["session.done", "course.completed"]);
    assert_eq!((undone.course, undone.made), (Some(id(1)), noon().plus_hours(1)));
    assert_eq!(Some(undone.device), diary.device().unwrap());
    assert_eq!(diary.state().unwrap(), before);
}

#[test]
fn an_earlier_change_can_be_taken_back_by_name() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    let started = diary.append(vec![course_started(id(1)).into()]).unwrap();
    diary.append(set("de")).unwrap();
    assert_eq!(diary.undo_change(started).unwrap().unwrap().change, started);
    assert_eq!(diary.active_course().unwrap(), None);
    assert_eq!(locale(&diary).as_deref(), Some("de"));
    assert_eq!(diary.undo_change(started).unwrap(), None, "it does not hold any more");
    assert_eq!(diary.undo_change(ChangeId(id(99))).unwrap(), None);
    assert!(diary.redo().unwrap().is_some());
    assert!(diary.active_course().unwrap().is_some());
}

#[test]
fn the_latest_change_is_taken_back_whichever_device_made_it() {
    let bench = Bench::new();
    let (mut one, mut two) = (bench.open("one.db", 1), bench.open("two.db", 2));
    one.append(set("a")).unwrap();
    bench.clock.advance_hours(1);
    let theirs = two.append(set("b")).unwrap();
    one.import(entries(&two)).unwrap();
    assert_eq!(one.undo().unwrap().unwrap().change, theirs);
    assert_eq!(locale(&one).as_deref(), Some("a"));
    // The other takes the same back before it hears of that; doing it again does away with both.
    two.undo().unwrap().unwrap();
    one.import(entries(&two)).unwrap();
    assert_eq!(locale(&one).as_deref(), Some("a"));
    assert_eq!(one.redo().unwrap().unwrap().change, theirs);
    assert_eq!(locale(&one).as_deref(), Some("b"));
    two.import(entries(&one)).unwrap();
    assert_eq!(locale(&two).as_deref(), Some("b"));
}

#[test]
fn what_this_version_does_not_understand_is_passed_over() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    let known = diary.append(set("a")).unwrap();
    diary.append(vec![NewEntry { kind: "later.word".to_owned(), body: Map::new() }]).unwrap();
    assert_eq!(diary.undo().unwrap().unwrap().change, known);
}

#[test]
fn nothing_to_take_back_makes_no_file() {
    let bench = Bench::new();
    let mut diary = bench.open("diary.db", 1);
    assert_eq!(diary.undo().unwrap(), None);
    assert_eq!(diary.redo().unwrap(), None);
    drop(diary);
    assert_eq!(bench.files(), Vec::<String>::new());
}
