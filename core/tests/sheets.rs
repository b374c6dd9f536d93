//! The sheets of `tests/fixtures/sheets`: what a check refuses and warns of, line by line and pair by pair.
//!
//! Each refused file is wrong where `expected.json` says; each other file is read, and gives exactly the warnings
//! that `expected-warnings.json` lists, with the reasons why.

#![allow(clippy::unwrap_used)] // helpers of tests: a fixture that cannot be read is a failure

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use stipple_core::protocol::{Sheet, WarningKind, builtin, builtin_ids, warnings};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/sheets")
}

/// A JSON file of the fixtures, by the file that each entry is about.
fn expected<T: DeserializeOwned>(path: &Path) -> BTreeMap<String, Vec<T>> {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The names of the sheet files in a folder.
fn sheet_files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "toml"))
        .collect();
    names.sort_unstable();
    names
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Place {
    line: usize,
    key: String,
}

#[test]
fn every_refused_sheet_is_refused_where_it_is_wrong() {
    let folder = fixtures().join("refused");
    let mut expected = expected::<Place>(&folder.join("expected.json"));
    let mut wrong = Vec::new();
    for name in sheet_files(&folder) {
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        let refusals = Sheet::read(&text).err().unwrap_or_default();
        let mut found: Vec<Place> =
            refusals.iter().map(|refusal| Place { line: refusal.line, key: refusal.key.clone() }).collect();
        let mut places = expected.remove(&name).unwrap_or_default();
        found.sort_unstable();
        places.sort_unstable();
        if found != places {
            wrong.push(format!("{name}: expected {places:?}, found {refusals:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(expected.is_empty(), "no such files: {:?}", expected.keys());
}

#[test]
fn every_other_sheet_is_read() {
    for name in sheet_files(&fixtures()) {
        let text = fs::read_to_string(fixtures().join(&name)).unwrap();
        if let Err(refusals) = Sheet::read(&text) {
            panic!("{name}: {refusals:#?}");
        }
    }
}

/// A warning without its wording.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Expected {
    kind: WarningKind,
    rules: Vec<String>,
    activity: Option<String>,
}

#[test]
fn every_other_sheet_gives_the_warnings_that_are_listed_and_no_others() {
    let mut expected = expected::<Expected>(&fixtures().join("expected-warnings.json"));
    let mut wrong = Vec::new();
    let files = sheet_files(&fixtures()).into_iter().map(|name| {
        let text = fs::read_to_string(fixtures().join(&name)).unwrap();
        (name, text)
    });
    let built_in = builtin_ids().map(|id| (format!("{id}.toml"), builtin(id).unwrap().to_owned()));
    for (name, text) in files.chain(built_in) {
        let sheet = Sheet::read(&text).unwrap();
        let found: Vec<Expected> = warnings(&sheet)
            .into_iter()
            .map(|warning| Expected { kind: warning.kind, rules: warning.rules, activity: warning.activity })
            .collect();
        let mut listed = expected.remove(&name).unwrap_or_default();
        // By kind, then in sheet order: the list may leave that order to the check.
        let order = |warning: &Expected| found.iter().position(|found| found == warning);
        listed.sort_by_key(order);
        if found != listed {
            wrong.push(format!("{name}: expected {listed:#?}, found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(expected.is_empty(), "no such sheets: {:?}", expected.keys());
}
