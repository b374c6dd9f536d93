//! Holds the sources to what no compiler checks: what may cross, and what may stand between the core and a language.
//!
//! Every rule is tried on a planted example that breaks it as well, and looks into macros. Not for: what a language makes of what crosses.

#![allow(clippy::unwrap_used)] // a test that cannot read the sources fails

mod crossing;
mod macros;
mod planted;
mod standing;

use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, Block, File, ImplItem, Item, Signature};

/// What breaks a rule, in words; empty where nothing does.
type Complaints = Vec<String>;

/// Whether an attribute is `#[uniffi::export…]`.
fn exports(attribute: &Attribute) -> bool {
    let names: Vec<String> = attribute.path().segments.iter().map(|part| part.ident.to_string()).collect();
    names == ["uniffi", "export"]
}

/// The text of an attribute, without spaces.
fn text(tokens: &impl quote::ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

/// A function that is exported, by itself or with its block.
struct Exported<'a> {
    /// The attribute, without spaces.
    attribute: String,
    sig: &'a Signature,
    body: &'a Block,
}

/// The functions that a file exports.
fn exported(file: &File) -> Vec<Exported<'_>> {
    let mut found = Vec::new();
    for item in &file.items {
        let attributes = match item {
            Item::Impl(block) => &block.attrs,
            Item::Fn(function) => &function.attrs,
            _ => continue,
        };
        let Some(attribute) = attributes.iter().find(|attribute| exports(attribute)) else { continue };
        let mut add = |sig, body| found.push(Exported { attribute: text(attribute), sig, body });
        match item {
            Item::Fn(function) => add(&function.sig, &function.block),
            Item::Impl(block) => {
                for inner in &block.items {
                    if let ImplItem::Fn(method) = inner {
                        add(&method.sig, &method.block);
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Every source below a folder, parsed. Tests are left out.
fn sources(folder: &str) -> Vec<(PathBuf, File)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let (mut folders, mut found) = (vec![root], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "tests" {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !name.ends_with("tests.rs") {
                let source = fs::read_to_string(&path).unwrap();
                found.push((path.clone(), macros::opened(syn::parse_file(&source).unwrap())));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no sources");
    found
}

/// That no source below these folders breaks a rule.
fn holds(folders: &[&str], rule: impl Fn(&File) -> Complaints) {
    let all = folders.iter().flat_map(|folder| sources(folder));
    let broken: Vec<String> = all
        .flat_map(|(path, file)| {
            rule(&file).into_iter().map(move |what| format!("{}: {what}", path.display())).collect::<Vec<_>>()
        })
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_field_of_an_error_is_called_message() {
    holds(&["src", "../core/src"], crossing::error_fields);
}

#[test]
fn no_record_holds_an_object() {
    let objects: Vec<String> = sources("src").iter().flat_map(|(_, file)| crossing::objects(file)).collect();
    assert_eq!(objects.len(), 12, "{objects:?}");
    holds(&["src", "../core/src"], |file| crossing::objects_in_records(file, &objects));
}

#[test]
fn every_async_function_says_tokio() {
    holds(&["src"], crossing::runtimes);
}

#[test]
fn whoever_takes_something_can_refuse_it() {
    holds(&["src"], crossing::refusals);
}

#[test]
fn foreign_traits_are_synchronous_and_may_fail() {
    holds(&["src"], crossing::foreign_traits);
}

#[test]
fn a_method_is_one_delegation() {
    let methods: usize = sources("src").iter().map(|(_, file)| exported(file).len()).sum();
    assert!(methods > 40, "only {methods} methods were looked at");
    holds(&["src"], standing::delegations);
}

#[test]
fn nothing_is_decided_on_the_way() {
    holds(&["src"], standing::decisions);
}

#[test]
fn nothing_foreign_is_called_under_the_lock() {
    holds(&["src"], standing::locks);
}
