//! Golden files: what the code said when somebody last looked at it, line by line.
//!
//! A golden file is text in `core/tests/golden/`. Not for: values that a test can state in a line of its own.

#![allow(clippy::panic)] // this is how it fails a test

use std::path::Path;
use std::{env, fs};

/// Name of the environment variable that rewrites golden files instead of comparing them.
const UPDATE: &str = "UPDATE_GOLDEN";

/// Compares `actual` with `core/tests/golden/<name>`, and shows the first lines that differ. With `UPDATE_GOLDEN=1`
/// the file is rewritten: look at the difference before you commit it.
#[track_caller]
pub fn check(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if env::var_os(UPDATE).is_some_and(|value| value == "1") {
        fs::write(&path, actual).expect("the golden file can be written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected == actual {
        return;
    }
    let (mut old, mut new) = (expected.lines(), actual.lines());
    let mut number = 0;
    let (old, new) = loop {
        number += 1;
        match (old.next(), new.next()) {
            (old, new) if old == new && old.is_some() => {}
            differing => break differing,
        }
    };
    panic!(
        "tests/golden/{name} differs at line {number}:\n  was: {}\n  now: {}\n{UPDATE}=1 rewrites it: \
         {UPDATE}=1 cargo test -p stipple-core",
        old.unwrap_or("(end of file, or a line end)"),
        new.unwrap_or("(end of file, or a line end)"),
    );
}
