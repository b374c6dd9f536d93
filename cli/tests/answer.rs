//! `stipple answer` as a process: lines in, lines out, whatever comes.
//!
//! Not for: what is answered (`core` holds that to the contract's examples).

#![allow(clippy::unwrap_used)]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::Value;

const QUESTION: &str = r#"{"sheet": "scalp-envy", "zone": "Europe/London", "at": "2026-05-05T09:00:00+01:00", "activity": "rinse", "sessions": [{"ended": "2026-05-01T17:30:00+01:00"}]}"#;

fn answers(input: &[u8]) -> Vec<Value> {
    let mut child =
        support::program().arg("answer").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_bad_line_is_answered_and_the_next_one_read() {
    let long = vec![b'x'; (1 << 20) + 1];
    let input =
        [QUESTION.as_bytes(), b"\n\nnonsense\n", b"\xff\xfe\n", &long, b"\n", QUESTION.as_bytes()].concat();
    let answers = answers(&input);
    assert_eq!(answers.len(), 5);
    assert_eq!(
        (&answers[0]["verdict"], &answers[0]["until"]),
        (&"no".into(), &"2026-05-07T00:00:00+01:00".into())
    );
    for bad in &answers[1..4] {
        assert!(bad["error"].is_string() && bad.as_object().unwrap().len() == 1, "{bad}");
    }
    assert_eq!(answers[4], answers[0]);
    assert!(self::answers(b"").is_empty());
}

#[test]
fn an_answer_comes_before_the_next_question_is_asked() {
    let mut child =
        support::program().arg("answer").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..3 {
        writeln!(stdin, "{QUESTION}").unwrap();
        assert!(lines.next().unwrap().unwrap().contains("verdict"));
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

/// A line of 1 GB is passed over without being kept, and the next one is answered.
#[cfg(target_os = "linux")]
#[test]
fn a_line_of_a_gigabyte_costs_no_memory() {
    let mut child =
        support::program().arg("answer").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let part = vec![b'x'; 1 << 20];
    for _ in 0..1 << 10 {
        stdin.write_all(&part).unwrap();
    }
    writeln!(stdin, "\n{QUESTION}").unwrap();
    let refused: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(refused, serde_json::json!({"error": "the line is longer than 1048576 bytes"}));
    assert!(lines.next().unwrap().unwrap().contains("verdict"));
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(kilobytes < 32 << 10, "{kilobytes} kB at the most");
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
