//! What differs between two sheets, in words: before another revision is accepted, and `stipple sheet diff`.
//!
//! Not for: finding it (`protocol::diff`), or whether a client should accept it.

use serde::Serialize;

use crate::protocol::{self, Change, Difference, Effect, Sheet};
use crate::words::{Words, say};

/// What would change from one sheet to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SheetDiffView {
    /// "What would change".
    pub title: String,
    /// "scalp-envy 1 → scalp-envy 2".
    pub beside: String,
    /// Where the two say the same, that they do; then there are no parts.
    pub same: Option<String>,
    /// What differs, rules first.
    pub parts: Vec<SheetDiffPartView>,
}

/// What differs in one rule, duty, activity, …
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SheetDiffPartView {
    /// Which one, by its table and id: `[rule] no-wash`.
    pub place: String,
    /// What differs in it.
    pub changes: Vec<SheetChangeView>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SheetChangeView {
    /// "New", "No longer there", or the key that differs; what it means for a client beside it: "until · allows less".
    pub text: String,
    /// Whether a client may do more or less for it, where that can be told from it alone.
    pub effect: Option<Effect>,
    /// What a key said and says: "was: 5d", "now: 6d". Else empty.
    pub lines: Vec<String>,
}

/// What would change from `old` to `new`, in words.
pub fn differences(old: &Sheet, new: &Sheet, words: &Words) -> SheetDiffView {
    let name = |sheet: &Sheet| format!("{} {}", sheet.id, sheet.revision);
    let all = protocol::differences(old, new);
    let parts = all.chunk_by(|one, next| (one.table, &one.id) == (next.table, &next.id));
    SheetDiffView {
        title: words.text(say::diff_title()),
        beside: format!("{} → {}", name(old), name(new)),
        same: all.is_empty().then(|| words.text(say::diff_same())),
        parts: parts.map(|part| part_view(part, words)).collect(),
    }
}

fn part_view(part: &[Difference], words: &Words) -> SheetDiffPartView {
    let place = part.first().map(|one| format!("[{}] {}", one.table, one.id)).unwrap_or_default();
    let changes = part.iter().map(|one| change_view(one, words)).collect();
    SheetDiffPartView { place: place.trim_end().to_owned(), changes }
}

fn change_view(one: &Difference, words: &Words) -> SheetChangeView {
    let (what, lines) = match &one.change {
        Change::Added => (words.text(say::diff_added()), Vec::new()),
        Change::Removed => (words.text(say::diff_removed()), Vec::new()),
        Change::Changed { field, from, to } => {
            let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
            let lines = [say::diff_was(said(from)), say::diff_now(said(to))];
            ((*field).to_owned(), lines.map(|line| words.text(line)).into())
        }
    };
    let text = match one.effect {
        Some(Effect::Looser) => words.dots(&[what, words.text(say::diff_looser())]),
        Some(Effect::Tighter) => words.dots(&[what, words.text(say::diff_tighter())]),
        None => what,
    };
    SheetChangeView { text, effect: one.effect, lines }
}
