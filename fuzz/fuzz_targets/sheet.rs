//! Bytes as a sheet file: it is refused with reasons, or everything that Stipple does with a sheet works on it.
//!
//! Not for: what a refusal or an answer says (the tests of `core` have that), or files that are not UTF-8, which the
//! program refuses before the core sees them.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::{Corpus, fuzz_target};
use stipple_core::aftercare::Rulebook;
use stipple_core::aftercare::line::Question;
use stipple_core::companion::sheet_screen;
use stipple_core::protocol::{MAX_RULES, Sheet, builtin, differences, warnings};
use stipple_core::words::Words;

/// A session done, one unconfirmed, one in another zone, one to come that is the final one; and something reported.
/// The moments lie before the course, during the first session, in each wait, and after it all.
const QUESTIONS: [&str; 3] = [
    r#"{"sheet":"","zone":"Europe/London","at":"2026-05-05T09:00:00+01:00","sessions":[
        {"started":"2026-05-01T14:00:00+01:00","ended":"2026-05-01T17:30:00+01:00"},{"starts":"2026-05-20T10:00:00+01:00"}],
        "skin":[{"at":"2026-05-04T08:00:00+01:00","seen":["scabs","flaking"]},{"at":"2026-05-05T08:00:00+01:00","gone":["scabs"]}]}"#,
    r#"{"sheet":"","zone":"Europe/London","at":"2026-05-25T09:00:00+01:00","client":["long-hair"],"sessions":[
        {"ended":"2026-05-01T17:30:00+01:00","zone":"Pacific/Apia"},{"starts":"2026-05-20T10:00:00+01:00"},
        {"starts":"2026-06-20T10:00:00+01:00","final":true}],
        "skin":[{"at":"2026-05-22T08:00:00+01:00","seen":["healed"]}]}"#,
    r#"{"sheet":"","zone":"Asia/Kathmandu","at":"2026-04-30T09:00:00+01:00","course_complete":true,"sessions":[
        {"starts":"2026-05-01T17:30:00+01:00","ends":"2026-05-01T19:30:00+01:00"},{"starts":"2027-05-01T17:30:00+01:00","touch_up":true}]}"#,
];

static BUILTIN: LazyLock<Sheet> =
    LazyLock::new(|| Sheet::read(builtin("scalp-envy").unwrap()).expect("the built-in sheet reads"));
static WORDS: LazyLock<Words> = LazyLock::new(Words::english);

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Ok(text) = std::str::from_utf8(bytes) else { return Corpus::Reject };
    match Sheet::read(text) {
        Ok(sheet) => used(sheet),
        Err(refused) => {
            assert!(!refused.is_empty(), "refused, and nobody says why");
            let lines = 1 + text.bytes().filter(|byte| *byte == b'\n').count();
            for one in &refused {
                assert!((1..=lines).contains(&one.line), "line {} of {lines}: {one}", one.line);
                assert!(!one.what.is_empty() && !one.instead.is_empty(), "{one}");
            }
        }
    }
    Corpus::Keep
});

/// Everything that Stipple does with a sheet.
fn used(sheet: Sheet) {
    assert!((1..=MAX_RULES).contains(&sheet.rules.len()));
    for warning in warnings(&sheet) {
        assert!(!warning.what.is_empty());
    }
    let view = serde_json::to_string(&sheet_screen::sheet(&sheet, &WORDS)).expect("a view is JSON");
    assert!(!view.is_empty());
    let changes = differences(&sheet, &sheet);
    assert!(changes.is_empty(), "differs from itself: {changes:?}");
    let (there, back) = (differences(&BUILTIN, &sheet), differences(&sheet, &BUILTIN));
    assert_eq!(there.len(), back.len(), "there {there:?}\nback {back:?}");
    let rulebook = Arc::new(Rulebook::new(Arc::new(sheet)));
    for question in QUESTIONS {
        let question = Question::parse(question.as_bytes()).expect("the question is one");
        let asked = question.ask(&rulebook).expect("the catalogue knows all that is asked about");
        let mut board = Vec::new();
        asked.write(&mut board).expect("a board can be written");
        let board: serde_json::Value = serde_json::from_slice(&board).expect("a board is JSON");
        assert!(board["answers"].is_object());
    }
}
