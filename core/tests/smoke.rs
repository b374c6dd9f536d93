//! Whatever comes in, nothing panics: questions and sheets of arbitrary bytes, and good ones broken in places.
//!
//! A broken question that can still be asked is asked, and its answer is JSON. Not for: what an answer says
//! (`contract`, `laws`), or what a refusal says (`sheets`).

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use stipple_core::aftercare::Rulebook;
use stipple_core::aftercare::line::Question;
use stipple_core::protocol::Sheet;
use stipple_core::time::Instant;

const SHEET: &str = include_str!("../../tests/fixtures/contract/examples.toml");
const EXAMPLES: &str = include_str!("../../tests/fixtures/contract/examples.jsonl");
/// What questions and sheets are made of, for changes that come close to something.
const PIECES: [&[u8]; 24] = [
    b"\"at\": ",
    b"\"2299-12-31T23:59:59.999999999Z\"",
    b"\"1900-01-01T00:00:00+23:59\"",
    b"\"0000-01-01T00:00:00Z\"",
    b"\"2026-06-30T23:59:60Z\"",
    b"\"Pacific/Apia\"",
    b"\"Etc/GMT+12\"",
    b"\"final\": true, ",
    b"\"touch_up\": true, ",
    b"\"course_complete\": true, ",
    b"{\"ended\": \"2026-05-01T17:30:00+01:00\"}, ",
    b"{\"starts\": \"2299-12-31T23:00:00Z\"}, ",
    b"\"seen\"",
    b"\"gone\"",
    b"\"healed\"",
    b"100y",
    b"-100y",
    b"D0",
    b"after ",
    b"..",
    b"null",
    b"1e999",
    b"\\ud800",
    b"\xff",
];

static RULEBOOK: LazyLock<Arc<Rulebook>> = LazyLock::new(|| {
    Arc::new(Rulebook::new(Arc::new(Sheet::read(SHEET).expect("the example sheet is valid"))))
});

/// The questions of the examples, a line each.
static QUESTIONS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let question = |line: &str| {
        let example: serde_json::Value = serde_json::from_str(line).expect("an example");
        example["question"].to_string()
    };
    EXAMPLES.lines().map(question).collect()
});

/// Whether it could be asked.
fn ask(line: &[u8]) -> bool {
    let Ok(question) = Question::parse(line) else { return false };
    match question.ask(&RULEBOOK) {
        Ok(asked) => {
            let mut out = Vec::new();
            asked.write(&mut out).expect("an answer can be written");
            let json: serde_json::Value = serde_json::from_slice(&out).expect("an answer is JSON");
            assert!(json.get("verdict").is_some() || json.get("answers").is_some());
            true
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            false
        }
    }
}

/// A stretch of a text, and what stands in its place.
type Change = (Index, usize, Vec<u8>);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let with = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..3),
        prop::collection::vec(b' '..b'~', 1..3),
        select(&PIECES[..]).prop_map(<[u8]>::to_vec),
    ];
    prop::collection::vec((any::<Index>(), 0..12_usize, with), 1..4)
}

fn changed(text: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut text = text.to_vec();
    for (place, length, with) in changes {
        let from = place.index(text.len() + 1);
        let to = (from + length).min(text.len());
        text.splice(from..to, with.iter().copied());
    }
    text
}

/// A question with one digit of it changed: most can still be asked.
fn other_digit(line: &str, place: Index, digit: u8) -> Vec<u8> {
    let mut line = line.as_bytes().to_vec();
    let digits: Vec<usize> = (0..line.len()).filter(|&at| line[at].is_ascii_digit()).collect();
    line[*place.get(&digits)] = b'0' + digit;
    line
}

proptest! {
    #[test]
    fn any_bytes_as_a_question(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        ask(&bytes);
    }

    #[test]
    fn broken_questions(question in any::<Index>(), changes in changes()) {
        ask(&changed(question.get(&QUESTIONS).as_bytes(), &changes));
    }

    #[test]
    fn questions_of_other_numbers(question in any::<Index>(), digits in prop::collection::vec((any::<Index>(), 0..10_u8), 1..4)) {
        let mut line = question.get(&QUESTIONS).clone();
        for (place, digit) in digits {
            line = String::from_utf8(other_digit(&line, place, digit)).expect("digits for digits");
        }
        ask(line.as_bytes());
        // And the whole board.
        let mut board: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
        if let Some(fields) = board.as_object_mut() {
            fields.remove("activity");
        }
        ask(board.to_string().as_bytes());
    }

    #[test]
    fn any_text_as_a_sheet(text in any::<String>()) {
        prop_assert!(Sheet::read(&text).is_err());
    }

    #[test]
    fn broken_sheets_and_what_can_still_be_asked_of_them(question in any::<Index>(), changes in changes()) {
        let text = String::from_utf8_lossy(&changed(SHEET.as_bytes(), &changes)).into_owned();
        if let Ok(sheet) = Sheet::read(&text) {
            let rulebook = Arc::new(Rulebook::new(Arc::new(sheet)));
            let question = Question::parse(question.get(&QUESTIONS).as_bytes()).expect("a question");
            if let Ok(asked) = question.ask(&rulebook) {
                asked.write(std::io::sink()).expect("an answer can be written");
            }
        }
    }
}

#[test]
fn questions_at_the_ends_of_time_are_answered() {
    for year in
        ["1900-01-01T00:00:00Z", "2099-12-31T23:59:59Z", "2100-02-28T23:00:00Z", "2299-12-31T23:59:59Z"]
    {
        for zone in ["Pacific/Kiritimati", "Etc/GMT+12", "Europe/London", "Pacific/Auckland"] {
            for session in ["starts", "ended"] {
                let line = format!(
                    "{{\"sheet\": \"examples.toml\", \"zone\": \"{zone}\", \"at\": \"{year}\", \
                     \"sessions\": [{{\"{session}\": \"{year}\"}}]}}"
                );
                assert!(ask(line.as_bytes()), "{line}");
            }
        }
    }
}

/// Found by hand beside the fuzzer: what a line of 1 MB can hold took 25 s and walked every session at every bound.
#[test]
fn a_line_full_of_sessions_is_answered_in_time() {
    for (status, back) in [("starts", false), ("starts", true), ("ended", true)] {
        let session = |number: i64| {
            let at = Instant::parse("2026-05-05T09:00:00Z").expect("a moment");
            let at = at.plus_hours(if back { -number } else { number });
            format!("{{\"{status}\": \"{at}\"}}")
        };
        let sessions: Vec<String> = (1..10_000).map(session).collect();
        let line = format!(
            "{{\"sheet\": \"examples.toml\", \"zone\": \"Europe/London\", \"at\": \"2026-05-05T09:00:00Z\", \
             \"sessions\": [{}]}}",
            sessions.join(",")
        );
        assert!(ask(line.as_bytes()), "{status}, back: {back}");
    }
}

/// Each was compared with all before it.
#[test]
fn a_rule_of_many_conditions_is_told_in_time() {
    let conditions: Vec<String> = (0..100_000).map(|n| format!("\"{n}\"")).collect();
    let text = format!(
        "format = 1\n[sheet]\nid = \"s\"\nrevision = 1\nlanguage = \"en\"\n[[rule]]\nid = \"r\"\nactivities = [\"wet\"]\n\
         verdict = \"yes_if\"\nanchor = \"session\"\nconditions = [{}]\n",
        conditions.join(",")
    );
    let rulebook = Arc::new(Rulebook::new(Arc::new(Sheet::read(&text).expect("a sheet"))));
    let line = r#"{"sheet": "s", "zone": "Europe/London", "at": "2026-05-05T09:00:00Z", "activity": "wet",
        "sessions": [{"ended": "2026-05-01T17:30:00Z"}]}"#;
    let question = Question::parse(line.as_bytes()).expect("a question");
    let mut out = Vec::new();
    question.ask(&rulebook).expect("it can be asked").write(&mut out).expect("an answer can be written");
    let answer: serde_json::Value = serde_json::from_slice(&out).expect("an answer is JSON");
    assert_eq!(answer["conditions"].as_array().map(Vec::len), Some(100_000));
}
