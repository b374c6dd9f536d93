//! What changed for a client between two sheets or revisions: table by table, rules first.
//!
//! Not for: whether a client should accept a new revision, or wording (`words` names tables and keys).

use std::collections::BTreeMap;

use serde::Serialize;

use super::diff_effect as effect;
use super::diff_fields::{Days, Field, Record};
use super::sheet::Sheet;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The table of the sheet file: `rule`, `duty`, … , `sheet`.
    pub table: &'static str,
    /// Which of them: its id or number, a stop's reason, an expectation's words, a sign's states; empty for
    /// `[course]` and `[sheet]`.
    pub id: String,
    /// What happened to it.
    #[serde(flatten)]
    pub change: Change,
    /// Whether a client may do more or less for it, where that can be told from it alone.
    pub effect: Option<Effect>,
}

/// What happened to one entry of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// Only the new sheet has it.
    Added,
    /// Only the old sheet has it.
    Removed,
    /// Both have it, and one key differs. Values as the sheet file writes them, lists with commas between.
    Changed {
        /// The key.
        field: &'static str,
        /// What the old sheet says, if anything.
        from: Option<String>,
        /// What the new sheet says, if anything.
        to: Option<String>,
    },
}

/// What a change does to a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Effect {
    /// Something is allowed that was not, or earlier, or under fewer conditions.
    Looser,
    /// Something is no longer allowed, or later, or under more conditions.
    Tighter,
}

/// What changed from one sheet to another: rules first, each table in the old sheet's order and then what is new.
pub fn differences(old: &Sheet, new: &Sheet) -> Vec<Difference> {
    let days = Days::of(old, new);
    let mut all = Vec::new();
    let mut table = Table { days, all: &mut all };
    table.compare(
        &old.rules,
        &new.rules,
        |rule| effect::of_ban(rule.verdict),
        |field, a, b| effect::of_rule(field, (a, old), (b, new)),
    );
    table.compare(&old.duties, &new.duties, |_| None, |_, _, _| None);
    table.compare(&old.stops, &new.stops, |_| None, |_, _, _| None);
    table.compare(&old.expectations, &new.expectations, |_| None, |_, _, _| None);
    table.compare(&old.signs, &new.signs, |_| None, |_, _, _| None);
    table.compare(&old.sessions, &new.sessions, |_| None, |_, _, _| None);
    table.compare(
        std::slice::from_ref(&old.course),
        std::slice::from_ref(&new.course),
        |_| None,
        |_, _, _| None,
    );
    table.compare(
        &old.activities,
        &new.activities,
        |_| None,
        |field, a, b| match field {
            "involves" => effect::of_more(&a.involves, &b.involves),
            _ => None,
        },
    );
    table.declared("state", &old.states, &new.states);
    table.declared("attribute", &old.attributes, &new.attributes);
    table.compare(
        std::slice::from_ref(old),
        std::slice::from_ref(new),
        |_| None,
        |field, a, b| match field {
            "silence" => effect::of_order(a.silence, b.silence),
            _ => None,
        },
    );
    all
}

struct Table<'d> {
    days: Days,
    all: &'d mut Vec<Difference>,
}

impl Table<'_> {
    /// Compares two lists of entries. `there` is what an entry's being there does to a client, `changed` what the
    /// change of one of its keys does.
    fn compare<T: Record>(
        &mut self,
        old: &[T],
        new: &[T],
        there: impl Fn(&T) -> Option<Effect>,
        changed: impl Fn(&'static str, &T, &T) -> Option<Effect>,
    ) {
        let (old, new) = (numbered(old), numbered(new));
        let place: BTreeMap<&(String, usize), &T> = new.iter().map(|(key, entry)| (key, *entry)).collect();
        let mut met: BTreeMap<&(String, usize), &T> = BTreeMap::new();
        for (key, entry) in &old {
            met.insert(key, entry);
            let Some(other) = place.get(key) else {
                self.push(T::TABLE, &key.0, Change::Removed, there(entry).map(Effect::opposite));
                continue;
            };
            let (before, after) = (entry.fields(self.days.old), other.fields(self.days.new));
            for (Field { key: field, text: from }, Field { text: to, .. }) in before.into_iter().zip(after) {
                if from != to {
                    let effect = changed(field, entry, other);
                    self.push(T::TABLE, &key.0, Change::Changed { field, from, to }, effect);
                }
            }
        }
        for (key, entry) in new.iter().filter(|(key, _)| !met.contains_key(key)) {
            self.push(T::TABLE, &key.0, Change::Added, there(entry));
        }
    }

    /// States and attributes are one kind of entry in two tables.
    fn declared(
        &mut self,
        name: &'static str,
        old: &[super::sheet::Declared],
        new: &[super::sheet::Declared],
    ) {
        let first = self.all.len();
        self.compare(old, new, |_| None, |_, _, _| None);
        for difference in &mut self.all[first..] {
            difference.table = name;
        }
    }

    fn push(&mut self, table: &'static str, id: &str, change: Change, effect: Option<Effect>) {
        self.all.push(Difference { table, id: id.to_owned(), change, effect });
    }
}

/// Entries with what they are known by; where several are known by the same, the first is paired with the first.
fn numbered<T: Record>(entries: &[T]) -> Vec<((String, usize), &T)> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    let number = |entry| {
        let name = T::name(entry);
        let nth = count.entry(name.clone()).or_default();
        *nth += 1;
        ((name, *nth), entry)
    };
    entries.iter().map(number).collect()
}

impl Effect {
    /// What the change does in the other direction.
    pub(super) const fn opposite(self) -> Self {
        match self {
            Self::Looser => Self::Tighter,
            Self::Tighter => Self::Looser,
        }
    }
}
