//! Why a sheet file is refused: where, what is wrong, and what would be right.
//!
//! Not for: what is odd but allowed (`protocol::warn`), or the file's name, which only the shell knows.

use serde::{Deserialize, Serialize};

/// One thing that is wrong with a sheet file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("line {line}: {}{what}: {instead}", before_colon(.key))]
pub struct Refusal {
    /// The line of the file, from 1; for a missing key that of the table's header.
    pub line: usize,
    /// Table and key, as in `rule.until`; empty where the file is no TOML.
    pub key: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub instead: String,
}

fn before_colon(key: &str) -> String {
    if key.is_empty() { String::new() } else { format!("{key}: ") }
}

/// How many characters of a sheet's own text a refusal repeats.
const SHOWN: usize = 60;

/// A text as a refusal repeats it: short, on one line, in backticks.
pub(super) fn shown(text: &str) -> String {
    format!("`{}`", plain(text))
}

/// The same without backticks.
pub(super) fn plain(text: &str) -> String {
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    let mut short: String = text.chars().take(SHOWN).map(visible).collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_reads_as_one_line() {
        let refusal = Refusal {
            line: 12,
            key: "rule.until".to_owned(),
            what: "`5x` is not a bound".to_owned(),
            instead: "write for instance 5d".to_owned(),
        };
        assert_eq!(refusal.to_string(), "line 12: rule.until: `5x` is not a bound: write for instance 5d");
        let syntax = Refusal { key: String::new(), ..refusal };
        assert_eq!(syntax.to_string(), "line 12: `5x` is not a bound: write for instance 5d");
    }

    #[test]
    fn long_and_broken_texts_are_shown_short_and_on_one_line() {
        assert_eq!(shown("a\nb"), "`a b`");
        assert_eq!(shown(&"é".repeat(100)), format!("`{}…`", "é".repeat(60)));
    }
}
