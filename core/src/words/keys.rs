//! The keys of the catalogues and the messages made from them.
//!
//! [`Key`] and [`say`] are generated from the English catalogue by `words/build.rs`. Not for: formatting
//! (`catalogue`).

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

/// What an argument of a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number; sentences may differ by it.
    Number,
    /// A text, shown as it is.
    Text,
}

/// An argument of a message, as the comment above the message documents it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argument {
    /// Its name, without the `$`.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// What it may be, for translators and tests.
    pub example: &'static str,
    /// Whether the English sentence differs by it.
    pub plural: bool,
}

/// A value for an argument that is chosen while running, see [`Message::with`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// A whole number.
    Number(i64),
    /// A text.
    Text(Cow<'a, str>),
}

/// Values that do not fit a message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{id}` takes other arguments: {expected}")]
pub struct ArgumentError {
    /// The message.
    pub id: String,
    /// Its arguments, as `name (kind)`, parted by commas.
    pub expected: String,
}

/// A sentence with what it speaks of: what [`say`] returns and [`Words::text`](super::Words::text) takes.
#[derive(Debug)]
#[must_use = "a message is not a text yet: give it to Words::text"]
pub struct Message<'a> {
    key: Key,
    values: Values<'a>,
}

/// In the order of [`Key::arguments`], and none after the last.
type Values<'a> = [Option<Value<'a>>; generated::MOST_ARGUMENTS];

/// One line of the generated table.
struct Row {
    message: &'static str,
    attribute: Option<&'static str>,
    arguments: &'static [Argument],
    pattern: Option<usize>,
}

mod generated {
    #![allow(clippy::doc_markdown, clippy::too_many_arguments)] // the catalogue's own comments and arguments
    use super::{Argument, Kind, Message, Row, Value};
    include!(concat!(env!("OUT_DIR"), "/keys.rs"));

    impl Key {
        pub(super) const fn row(self) -> &'static Row {
            &TABLE[self as usize]
        }
    }
}
pub use generated::{Key, say};

impl Key {
    /// The message's name in the catalogue.
    pub const fn message(self) -> &'static str {
        self.row().message
    }

    /// The attribute's name, where the key is one.
    pub const fn attribute(self) -> Option<&'static str> {
        self.row().attribute
    }

    /// The name in full: `reminder-may.title`.
    pub fn id(self) -> Cow<'static, str> {
        match self.attribute() {
            Some(attribute) => Cow::Owned(format!("{}.{attribute}", self.message())),
            None => Cow::Borrowed(self.message()),
        }
    }

    /// What the message needs.
    pub const fn arguments(self) -> &'static [Argument] {
        self.row().arguments
    }

    /// Whether it is a pattern for code and no sentence for people.
    pub const fn is_pattern(self) -> bool {
        self.row().pattern.is_some()
    }

    /// Its place among the patterns.
    pub(super) const fn pattern(self) -> Option<usize> {
        self.row().pattern
    }
}

impl<'a> Message<'a> {
    /// A message whose values are chosen while running; [`say`] is the way where they are known. Refuses what the
    /// message does not take, and a value left out.
    pub fn with(
        key: Key,
        values: impl IntoIterator<Item = (&'a str, Value<'a>)>,
    ) -> Result<Self, ArgumentError> {
        let mut message = Self::of(key, Values::default());
        for (name, value) in values {
            let kind = if matches!(value, Value::Number(_)) { Kind::Number } else { Kind::Text };
            let fits = |argument: &Argument| argument.name == name && argument.kind == kind;
            let place = key.arguments().iter().position(fits).ok_or_else(|| ArgumentError::of(key))?;
            message.values[place] = Some(value);
        }
        let given = message.values.iter().flatten().count();
        if given == key.arguments().len() { Ok(message) } else { Err(ArgumentError::of(key)) }
    }

    /// The message's key.
    pub const fn key(&self) -> Key {
        self.key
    }

    /// The values, in the order of [`Key::arguments`].
    pub(super) fn values(&self) -> impl Iterator<Item = &Value<'a>> {
        self.values.iter().flatten()
    }

    /// The value of the argument in that place.
    pub(super) fn value(&self, place: usize) -> Option<&Value<'a>> {
        self.values.get(place)?.as_ref()
    }

    /// The values as Fluent's own formatter takes them.
    pub(super) fn arguments(&self) -> FluentArgs<'_> {
        let value = |value| match value {
            &Value::Number(number) => FluentValue::from(number),
            Value::Text(text) => FluentValue::from(text.as_ref()),
        };
        let names = self.key.arguments().iter().map(|argument| argument.name);
        names.zip(self.values().map(value)).collect()
    }

    const fn of(key: Key, values: Values<'a>) -> Self {
        Self { key, values }
    }
}

impl ArgumentError {
    fn of(key: Key) -> Self {
        let name = |argument: &Argument| match argument.kind {
            Kind::Number => format!("{} (number)", argument.name),
            Kind::Text => format!("{} (text)", argument.name),
        };
        let expected = key.arguments().iter().map(name).collect::<Vec<_>>().join(", ");
        Self { id: key.id().into_owned(), expected }
    }
}
