//! The known word nearest to a mistyped one, for "did you mean".
//!
//! Not for: accepting a mistyped word. A sheet says what it says.

/// Longer words than this are no slips of the finger.
const LONGEST: usize = 40;

/// The known word that `given` was probably meant to be: the nearest, if it is near; of equally near ones the
/// first.
pub(crate) fn nearest<'w>(given: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let given: Vec<char> = given.chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
    if given.is_empty() || given.len() > LONGEST {
        return None;
    }
    let most = 1 + given.len() / 3;
    known
        .into_iter()
        .filter(|word| word.len() <= LONGEST && word.len().abs_diff(given.len()) <= most)
        .map(|word| (distance(&given, word), word))
        .filter(|(steps, _)| *steps <= most)
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, word)| word)
}

/// Insertions, deletions and replacements from one to the other.
fn distance(given: &[char], word: &str) -> usize {
    let mut row: Vec<usize> = (0..=given.len()).collect();
    for (index, letter) in word.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (at, other) in given.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[given.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let known = ["session", "between-sessions", "before-session", "final-session", "always"];
        assert_eq!(nearest("sesion", known), Some("session"));
        assert_eq!(nearest("final_session", known), Some("final-session"));
        assert_eq!(nearest("Always", known), Some("always"));
        assert_eq!(nearest("tomorrow", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest(&"s".repeat(10_000), known), None);
    }
}
