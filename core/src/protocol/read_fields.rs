//! One table of a sheet file, key by key: types, words and what is missing, each refused with its line.
//!
//! Not for: what the values mean together (`read_rule`, `read_window`), or which ids exist (`read_names`).

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::nearest::nearest;
use super::refusal::{Refusal, plain, shown};
use super::sheet::Provenance;

/// Keys that may stand on every table.
const PROVENANCE: [&str; 3] = ["quote", "source", "inferred"];

/// Guesses at what was meant that one file gets: each walks all known words, and a file may have many errors.
const GUESSES: u32 = 200;

/// The most that is told to be wrong with a file. One of 1 MB could be wrong in a million places, and nobody reads on.
pub(super) const MOST_REFUSALS: usize = 1_000;

/// Collects what is wrong with a file.
pub(super) struct Refusals {
    /// Offsets at which the lines after the first begin.
    lines: Vec<usize>,
    found: Vec<Refusal>,
    guesses: u32,
}

impl Refusals {
    pub(super) fn new(text: &str) -> Self {
        let lines =
            text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect();
        Self { lines, found: Vec::new(), guesses: GUESSES }
    }

    /// Notes what is wrong at an offset of the file.
    pub(super) fn add(
        &mut self,
        at: usize,
        key: impl Into<String>,
        what: impl Into<String>,
        instead: impl Into<String>,
    ) {
        if self.found.len() >= MOST_REFUSALS {
            return;
        }
        let line = 1 + self.lines.partition_point(|start| *start <= at);
        self.found.push(Refusal { line, key: key.into(), what: what.into(), instead: instead.into() });
    }

    /// The known word that was probably meant.
    pub(super) fn guess<'w>(
        &mut self,
        given: &str,
        known: impl IntoIterator<Item = &'w str>,
    ) -> Option<&'w str> {
        self.guesses = self.guesses.checked_sub(1)?;
        nearest(given, known)
    }

    /// Whether nothing was wrong.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of it, by line; of very much the first that was met.
    pub(super) fn sorted(mut self) -> Vec<Refusal> {
        self.found.sort_by(|a, b| (a.line, &a.key).cmp(&(b.line, &b.key)));
        self.found
    }
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) at: usize,
}

/// One table: `[sheet]`, one `[[rule]]`, or an inline one such as `hold`.
pub(super) struct Fields<'a, 'i> {
    /// The name that refusals give it, and for a table inside another the key there that holds it.
    name: &'static str,
    inside: Option<&'static str>,
    table: &'a DeTable<'i>,
    /// Where its header stands.
    pub(super) at: usize,
    /// Whether it has keys that are not known.
    mistyped: bool,
}

impl<'a, 'i> Fields<'a, 'i> {
    /// Opens a table and refuses the keys that it does not know.
    pub(super) fn open(
        r: &mut Refusals,
        name: &'static str,
        table: &'a DeTable<'i>,
        at: usize,
        known: &[&str],
    ) -> Self {
        let mut fields = Self { name, inside: None, table, at, mistyped: false };
        fields.refuse_unknown(r, known);
        fields
    }

    fn refuse_unknown(&mut self, r: &mut Refusals, known: &[&str]) {
        for key in self.table.keys() {
            let word: &str = key.get_ref();
            if known.contains(&word) || PROVENANCE.contains(&word) {
                continue;
            }
            let instead = match r.guess(word, known.iter().copied().chain(PROVENANCE)) {
                Some(guess) => format!("did you mean `{guess}`?"),
                None => format!("the keys here are {}", known.join(", ")),
            };
            let what = format!("{} is not known here", shown(word));
            r.add(key.span().start, self.key(&plain(word)), what, instead);
            self.mistyped = true;
        }
    }

    /// How a refusal names a key of this table: the table and the key, the outer one where tables stand in one
    /// another.
    fn key(&self, key: &str) -> String {
        format!("{}.{}", self.name, self.inside.unwrap_or(key))
    }

    /// Where a key stands, if the table has it.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.table.get_key_value(key).map(|(key, _)| key.span().start)
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.table.get(key)
    }

    /// Refuses the value of a key.
    pub(super) fn refuse(
        &self,
        r: &mut Refusals,
        at: usize,
        key: &str,
        what: impl Into<String>,
        instead: impl Into<String>,
    ) {
        let what = what.into();
        let what = if self.inside.is_some() { format!("`{key}`: {what}") } else { what };
        r.add(at, self.key(key), what, instead);
    }

    fn wrong_type(&self, r: &mut Refusals, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str) {
        let what = format!("it is of type {}", value.get_ref().type_str());
        self.refuse(r, value.span().start, key, what, format!("write {wanted}"));
    }

    /// Refuses that a key is missing. In an inner table with a mistyped key that is one mistake, told already.
    pub(super) fn missing(&self, r: &mut Refusals, key: &str, instead: &str) {
        if self.inside.is_some() && self.mistyped {
            return;
        }
        self.refuse(r, self.at, key, format!("`{key}` is missing"), instead);
    }

    /// A text.
    pub(super) fn text(&self, r: &mut Refusals, key: &str) -> Option<Found<String>> {
        let value = self.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(r, value, key, "a text, in quotes");
        }
        text.map(|text| Found { value: text.to_owned(), at: value.span().start })
    }

    /// A text without its place.
    pub(super) fn words(&self, r: &mut Refusals, key: &str) -> Option<String> {
        self.text(r, key).map(|found| found.value)
    }

    /// A text that has to be there and to say something.
    pub(super) fn required(&self, r: &mut Refusals, key: &str, instead: &str) -> Option<Found<String>> {
        if self.find(key).is_none() {
            self.missing(r, key, instead);
        }
        let found = self.text(r, key)?;
        if found.value.trim().is_empty() {
            self.refuse(r, found.at, key, "it is empty", instead);
            return None;
        }
        Some(found)
    }

    fn array(&self, r: &mut Refusals, key: &str, wanted: &str) -> Option<&'a DeArray<'i>> {
        let value = self.get(key)?;
        let array = value.get_ref().as_array();
        if array.is_none() {
            self.wrong_type(r, value, key, wanted);
        }
        array
    }

    /// A list of texts; what is no text in it is refused and left out.
    pub(super) fn texts(&self, r: &mut Refusals, key: &str) -> Vec<Found<String>> {
        const WANTED: &str = "a list of texts, as in [\"one\", \"two\"]";
        let Some(array) = self.array(r, key, WANTED) else {
            return Vec::new();
        };
        let mut texts = Vec::new();
        for value in array {
            match value.get_ref() {
                DeValue::String(text) => {
                    texts.push(Found { value: text.clone().into_owned(), at: value.span().start });
                }
                _ => self.wrong_type(r, value, key, WANTED),
            }
        }
        texts
    }

    /// A list of texts without their places.
    pub(super) fn list(&self, r: &mut Refusals, key: &str) -> Vec<String> {
        self.texts(r, key).into_iter().map(|found| found.value).collect()
    }

    /// A list that has to be there and not to be empty.
    pub(super) fn required_texts(&self, r: &mut Refusals, key: &str, instead: &str) -> Vec<Found<String>> {
        match self.get(key).map(Spanned::get_ref) {
            None => self.missing(r, key, instead),
            Some(DeValue::Array(array)) if array.is_empty() => {
                self.refuse(r, self.find(key).unwrap_or(self.at), key, "it is empty", instead);
            }
            Some(_) => {}
        }
        self.texts(r, key)
    }

    /// Whether a key's value is a text; a wrong type is refused when it is read.
    pub(super) fn is_text(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| value.get_ref().is_str())
    }

    /// A whole number of a range.
    pub(super) fn number(
        &self,
        r: &mut Refusals,
        key: &str,
        range: RangeInclusive<u32>,
    ) -> Option<Found<u32>> {
        let value = self.get(key)?;
        let number = whole_number(value.get_ref());
        self.in_range(r, value, key, number, &range)
    }

    /// A list of whole numbers of a range.
    pub(super) fn numbers(&self, r: &mut Refusals, key: &str, range: RangeInclusive<u32>) -> Vec<u32> {
        let array = self.array(r, key, "a list of whole numbers, as in [0, 6, 10]");
        let mut numbers = Vec::new();
        for value in array.into_iter().flatten() {
            let found = self.in_range(r, value, key, whole_number(value.get_ref()), &range);
            numbers.extend(found.map(|found| found.value));
        }
        numbers
    }

    fn in_range(
        &self,
        r: &mut Refusals,
        value: &Spanned<DeValue<'_>>,
        key: &str,
        number: Option<u32>,
        range: &RangeInclusive<u32>,
    ) -> Option<Found<u32>> {
        let at = value.span().start;
        let wanted = match (*range.start(), *range.end()) {
            (least, u32::MAX) => format!("a whole number, {least} or more"),
            (least, most) if most == least + 1 => format!("{least} or {most}"),
            (least, most) if most == least => least.to_string(),
            (least, most) => format!("a whole number from {least} to {most}"),
        };
        if !value.get_ref().is_integer() {
            self.wrong_type(r, value, key, &wanted);
            return None;
        }
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            self.refuse(r, at, key, "the number is out of range", format!("write {wanted}"));
        }
        number.map(|value| Found { value, at })
    }

    /// Hours: decimals or whole, 0 to 100.
    pub(super) fn hours(&self, r: &mut Refusals, key: &str) -> Option<f64> {
        const WANTED: &str = "a number of hours from 0 to 100, as in 2 or 2.5";
        let value = self.get(key)?;
        let hours = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse().ok(),
            whole @ DeValue::Integer(_) => whole_number(whole).map(f64::from),
            _ => {
                self.wrong_type(r, value, key, WANTED);
                return None;
            }
        };
        let hours = hours.filter(|hours| (0.0..=100.0).contains(hours));
        if hours.is_none() {
            let instead = format!("write {WANTED}");
            self.refuse(r, value.span().start, key, "the number is out of range", instead);
        }
        hours
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &self,
        r: &mut Refusals,
        key: &str,
        words: &[(&str, T)],
    ) -> Option<Found<T>> {
        let Found { value: given, at } = self.text(r, key)?;
        let known = words.iter().map(|(word, _)| *word);
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == given) {
            return Some(Found { value: *value, at });
        }
        let all = known.clone().collect::<Vec<_>>().join(", ");
        let instead = match r.guess(&given, known) {
            Some(guess) => format!("did you mean `{guess}`? The words here are {all}"),
            None => format!("write one of {all}"),
        };
        self.refuse(r, at, key, format!("{} does not stand here", shown(&given)), instead);
        None
    }

    /// A table inside this one.
    pub(super) fn inner(&self, r: &mut Refusals, key: &'static str, known: &[&str]) -> Option<Self> {
        let value = self.get(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(r, value, key, &format!("a table, as in {{ {} = … }}", known.join(" = …, ")));
            return None;
        };
        let at = value.span().start;
        let mut fields = Self { name: self.name, inside: Some(key), table, at, mistyped: false };
        fields.refuse_unknown(r, known);
        // Its words are checked like all others, though the sheet keeps those of whole tables only.
        fields.provenance(r);
        Some(fields)
    }

    /// Where this table comes from.
    pub(super) fn provenance(&self, r: &mut Refusals) -> Provenance {
        let [quote, source, inferred] = PROVENANCE.map(|key| self.words(r, key));
        Provenance { quote, source, inferred }
    }
}

fn whole_number(value: &DeValue<'_>) -> Option<u32> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()?.try_into().ok()
}
