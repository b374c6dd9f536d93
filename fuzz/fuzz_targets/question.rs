//! Bytes as a line of `stipple answer`, under the built-in sheet: one line of JSON comes back, an answer or an error.
//!
//! Not for: splitting input into lines and finding sheets, which the program does (`cli/src/answer.rs`), or whether an
//! answer is right (the oracle under `tests/oracle`).
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use stipple_core::aftercare::Rulebook;
use stipple_core::aftercare::line::{Question, QuestionError};
use stipple_core::protocol::{Sheet, builtin};

const VERDICTS: [&str; 4] = ["yes", "yes_if", "ask", "no"];

static RULEBOOK: LazyLock<Arc<Rulebook>> = LazyLock::new(|| {
    let sheet = Sheet::read(builtin("scalp-envy").unwrap()).expect("the built-in sheet reads");
    Arc::new(Rulebook::new(Arc::new(sheet)))
});

fuzz_target!(|bytes: &[u8]| {
    let mut line = Vec::new();
    let answered = answer(bytes, &mut line);
    if let Err(error) = &answered {
        // As the program words it.
        line = json!({ "error": error.to_string() }).to_string().into_bytes();
    }
    assert!(!line.contains(&b'\n'), "an answer is one line");
    let json: Value = serde_json::from_slice(&line).expect("an answer is JSON");
    if answered.is_err() {
        let error = json["error"].as_str().expect("an error says what is wrong");
        assert!(!error.is_empty() && json.as_object().is_some_and(|all| all.len() == 1));
    } else if let Some(answers) = json.get("answers") {
        let answers = answers.as_object().expect("answers by activity");
        assert!(!answers.is_empty());
        answers.values().for_each(plausible);
    } else {
        plausible(&json);
    }
});

fn answer(bytes: &[u8], line: &mut Vec<u8>) -> Result<(), QuestionError> {
    let asked = Question::parse(bytes)?.ask(&RULEBOOK)?;
    asked.write(line).expect("an answer can be written");
    Ok(())
}

/// What the contract says of every answer, whatever was asked.
fn plausible(answer: &Value) {
    let verdict = answer["verdict"].as_str().expect("a verdict");
    assert!(VERDICTS.contains(&verdict), "{answer}");
    if verdict == "yes" {
        assert!(answer["until"].is_null() && answer["clear_at"].is_null(), "{answer}");
    }
    assert_eq!(answer["until"].is_null(), answer["next"].is_null(), "{answer}");
    // What clears it is the first thing that loosens it, or comes later.
    if !answer["clear_at"].is_null() {
        assert!(!answer["until"].is_null(), "{answer}");
    }
}
