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
    arguments: Option<FluentArgs<'a>>,
}

/// One line of the generated table.
struct Row {
    message: &'static str,
    attribute: Option<&'static str>,
    arguments: &'static [Argument],
    pattern: Option<usize>,
}

mod generated {
    #![allow(clippy::doc_markdown, clippy::too_many_arguments)] // the catalogue's own comments and arguments
    use super::{Argument, Kind, Message, Row};
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
        let mut message = Self::of(key);
        let mut given = 0;
        for (name, value) in values {
            let kind = if matches!(value, Value::Number(_)) { Kind::Number } else { Kind::Text };
            let fits = key.arguments().iter().any(|argument| argument.name == name && argument.kind == kind);
            given +=
                usize::from(fits && message.arguments.as_ref().is_none_or(|set| set.get(name).is_none()));
            message = match value {
                _ if !fits => return Err(ArgumentError::of(key)),
                Value::Number(number) => message.number(name, number),
                Value::Text(text) => message.text(name, text),
            };
        }
        if given == key.arguments().len() { Ok(message) } else { Err(ArgumentError::of(key)) }
    }

    /// The message's key.
    pub const fn key(&self) -> Key {
        self.key
    }

    pub(super) const fn arguments(&self) -> Option<&FluentArgs<'a>> {
        self.arguments.as_ref()
    }

    const fn of(key: Key) -> Self {
        Self { key, arguments: None }
    }

    fn number(self, name: &'a str, number: i64) -> Self {
        self.set(name, FluentValue::from(number))
    }

    fn text(self, name: &'a str, text: Cow<'a, str>) -> Self {
        self.set(name, FluentValue::String(text))
    }

    fn set(mut self, name: &'a str, value: FluentValue<'a>) -> Self {
        let count = self.key.arguments().len();
        self.arguments.get_or_insert_with(|| FluentArgs::with_capacity(count)).set(name, value);
        self
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
