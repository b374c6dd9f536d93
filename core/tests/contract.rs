//! The worked examples of the contract: a question a line, with its answer.
//!
//! Every field is compared as it stands; of `decided_by` the keys that the example gives. Not for: what no example
//! shows (`laws`).

#![allow(clippy::unwrap_used)] // helpers of tests: a fixture that cannot be read is a failure

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use stipple_core::aftercare::Rulebook;
use stipple_core::aftercare::line::Question;
use stipple_core::protocol::Sheet;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/contract")
}

fn read(name: &str) -> String {
    fs::read_to_string(fixtures().join(name)).unwrap()
}

fn answered(question: &Value, rulebook: &Arc<Rulebook>) -> Value {
    let line = question.to_string();
    let question = Question::parse(line.as_bytes()).unwrap();
    let mut out = Vec::new();
    question.ask(rulebook).unwrap().write(&mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

/// What of an expected field the answer does not say.
fn missed(field: &str, expected: &Value, found: &Value) -> Option<String> {
    let same = match (field, expected, found) {
        ("decided_by", Value::Object(given), Value::Object(_)) => {
            given.iter().all(|(key, value)| found.get(key) == Some(value))
        }
        _ => expected == found,
    };
    (!same).then(|| format!("  {field}: expected {expected}, found {found}"))
}

#[test]
fn every_worked_example_is_answered_as_it_stands() {
    let sheet = Sheet::read(&read("examples.toml")).unwrap();
    let rulebook = Arc::new(Rulebook::new(Arc::new(sheet)));
    let mut wrong = Vec::new();
    let mut count = 0;
    for (line, number) in read("examples.jsonl").lines().zip(1..) {
        let example: Value = serde_json::from_str(line).unwrap();
        let found = answered(&example["question"], &rulebook);
        let fields = example["answer"].as_object().unwrap();
        let misses: Vec<String> =
            fields.iter().filter_map(|(field, expected)| missed(field, expected, &found[field])).collect();
        if !misses.is_empty() {
            wrong.push(format!("line {number}, {}:\n{}", example["why"], misses.join("\n")));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(count, 50, "examples");
}
