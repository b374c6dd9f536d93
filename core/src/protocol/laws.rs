//! What holds for every text: the reader never panics, says where, and reads the same sheet every time; what it read
//! can be warned of and compared. Not for: what a text means.

use proptest::prelude::*;

use super::{Sheet, differences, warnings};

/// Sheets to start from: between them they use every table and key.
const SHEETS: [&str; 3] = [
    include_str!("../../sheets/scalp-envy.toml"),
    include_str!("../../../tests/fixtures/contract/examples.toml"),
    include_str!("../../../tests/fixtures/sheets/00-every-warning.toml"),
];

/// Words that mean something in a sheet, for texts that come close to one.
const WORDS: [&str; 44] = [
    "[[rule]]\n",
    "[sheet]\n",
    "[course]\n",
    "[[duty]]\n",
    "[[activity]]\n",
    "[[sign]]\n",
    "[[expect]]\n",
    "format = 1\n",
    "id = ",
    "activities = ",
    "verdict = ",
    "anchor = ",
    "from = ",
    "until = ",
    "usually = ",
    "hold = ",
    "gap = ",
    "hours = ",
    "involves = ",
    "only_for = ",
    "\"session\"",
    "\"before-session\"",
    "\"always\"",
    "\"final-session\"",
    "\"no\"",
    "\"yes_if\"",
    "\"5d\"",
    "\"-1d@21:00\"",
    "\"after 4d..5d\"",
    "\"D9999\"",
    "\"100y\"",
    "\"36525d..1200mo\"",
    "\"healed\"",
    "[\"wet\"]",
    "[\"gym\", 1]",
    "{ min = ",
    "max = 1e400 }",
    ", seen = \"dry\", for = \"1h\" }",
    "[",
    "]",
    "\n",
    "\"\"\"",
    "9223372036854775808",
    "é",
];

/// Whatever a text is: refusals have a place in it, and a sheet is read the same twice.
fn hold(text: &str) -> Result<(), TestCaseError> {
    let read = Sheet::read(text);
    prop_assert_eq!(&read, &Sheet::read(text));
    match read {
        Ok(sheet) => {
            prop_assert!(sheet.revision >= 1 && !sheet.rules.is_empty());
            prop_assert_eq!(warnings(&sheet), warnings(&sheet));
            prop_assert_eq!(differences(&sheet, &sheet), []);
            // As JSON it is the same sheet: the diary keeps it so.
            let json =
                serde_json::to_string(&sheet).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(serde_json::from_str::<Sheet>(&json).ok(), Some(sheet));
        }
        Err(refusals) => {
            prop_assert!(!refusals.is_empty());
            prop_assert!(refusals.is_sorted_by_key(|refusal| refusal.line));
            let lines = 1 + text.matches('\n').count();
            for refusal in refusals {
                prop_assert!((1..=lines).contains(&refusal.line), "{} of {lines}", refusal);
                prop_assert!(!refusal.what.is_empty() && !refusal.instead.is_empty());
                prop_assert!(!refusal.to_string().contains('\n'), "{refusal}");
            }
        }
    }
    Ok(())
}

/// A sheet with a stretch of it replaced.
fn broken(text: &str, at: usize, length: usize, with: &str) -> String {
    let chars = text.chars().count();
    let at = at % (chars + 1);
    let before: String = text.chars().take(at).collect();
    let after: String = text.chars().skip(at + length).collect();
    format!("{before}{with}{after}")
}

/// A sheet with two of its lines, or of their values, changed for one another.
fn swapped(text: &str, one: usize, other: usize, values: bool) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let (one, other) = (one % lines.len(), other % lines.len());
    match (values, lines[one].split_once(" = "), lines[other].split_once(" = ")) {
        (true, Some((key, value)), Some((other_key, other_value))) => {
            (lines[one], lines[other]) = (format!("{key} = {other_value}"), format!("{other_key} = {value}"));
        }
        _ => lines.swap(one, other),
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text(text in any::<String>()) {
        hold(&text)?;
    }

    #[test]
    fn texts_of_a_sheets_words(words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..60)) {
        hold(&words.concat())?;
    }

    #[test]
    fn broken_sheets(sheet in prop::sample::select(&SHEETS[..]), at: usize, length in 0_usize..40, with in prop::sample::select(&WORDS[..])) {
        hold(&broken(sheet, at, length, with))?;
    }

    #[test]
    fn sheets_with_swapped_lines(sheet in prop::sample::select(&SHEETS[..]), one: usize, other: usize, values: bool) {
        hold(&swapped(sheet, one, other, values))?;
    }

    #[test]
    fn any_two_sheets_can_be_compared(old in prop::sample::select(&SHEETS[..]), one: usize, other: usize) {
        if let (Ok(old), Ok(new)) = (Sheet::read(old), Sheet::read(&swapped(old, one, other, true))) {
            let there = differences(&old, &new);
            let back = differences(&new, &old);
            prop_assert_eq!(there.len(), back.len());
            prop_assert_eq!(there.is_empty(), old == new);
        }
    }
}
