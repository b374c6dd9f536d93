//! Messages that are text and arguments alone, taken apart once: a board is made of dozens of them.
//!
//! What such a message says is what Fluent makes of it; a test holds every message of every catalogue against it.
//! Not for: messages that differ by number, or refer to others: Fluent writes those.

use std::fmt::Write as _;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::keys::{Key, Message, Value};
use super::pseudo::Pseudo;

/// Digits of most numbers in a sentence, and some.
const DIGITS: usize = 4;

/// Fluent writes numbers by way of a float: from here on that is not the same number.
const MOST_NUMBER: u64 = 1 << f64::MANTISSA_DIGITS;

/// A message taken apart.
#[derive(Debug)]
pub(super) struct Template {
    pieces: Vec<Piece>,
    /// Bytes of its own.
    length: usize,
}

#[derive(Debug)]
enum Piece {
    /// As it is shown.
    Text(String),
    /// The argument in that place.
    Argument(usize),
}

impl Template {
    /// Takes a pattern apart; `None` where it is more than text and arguments.
    pub fn new(key: Key, pattern: &Pattern<&str>, pseudo: Option<Pseudo>, isolate: bool) -> Option<Self> {
        // Fluent sets no marks around a message that is one argument.
        let isolate = isolate && pattern.elements.len() > 1;
        let mark = |mark: char| isolate.then(|| Piece::Text(mark.to_string()));
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => pieces.push(Piece::Text(match pseudo {
                    Some(pseudo) => pseudo.transform()(value).into_owned(),
                    None => (*value).to_owned(),
                })),
                PatternElement::Placeable {
                    expression: Expression::Inline(InlineExpression::VariableReference { id }),
                } => {
                    pieces.extend(mark('\u{2068}'));
                    let named = key.arguments().iter().position(|argument| argument.name == id.name);
                    pieces.push(Piece::Argument(named?));
                    pieces.extend(mark('\u{2069}'));
                }
                PatternElement::Placeable { .. } => return None,
            }
        }
        let length = pieces.iter().map(|piece| if let Piece::Text(text) = piece { text.len() } else { 0 });
        Some(Self { length: length.sum(), pieces })
    }

    /// The text with a message's values in it; `None` where one is left out, or is a number that Fluent rounds.
    pub fn text(&self, message: &Message<'_>) -> Option<String> {
        let length = |value: &Value<'_>| if let Value::Text(text) = value { text.len() } else { DIGITS };
        let mut out = String::with_capacity(self.length + message.values().map(length).sum::<usize>());
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Argument(place) => match message.value(*place)? {
                    Value::Text(text) => out.push_str(text),
                    Value::Number(number) if number.unsigned_abs() < MOST_NUMBER => {
                        write!(out, "{number}").ok()?;
                    }
                    Value::Number(_) => return None,
                },
            }
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Marks, Style, Words, say};
    use super::*;

    #[test]
    fn numbers_are_written_as_fluent_writes_them() {
        let words = Words::english();
        for number in [0, -1, 12_345, i64::MIN, i64::MAX, (1 << 53) - 1, (1 << 53) + 1] {
            let fluent = words.format(&say::headline_day_final(number));
            assert_eq!(Some(words.text(say::headline_day_final(number))), fluent, "{number}");
        }
    }

    #[test]
    fn every_message_says_what_fluent_says() {
        for tag in Words::every_catalogue() {
            for marks in [Marks::Plain, Marks::Isolate] {
                let words = Words::new(&[tag], Style { marks, ..Style::default() });
                for &key in Key::ALL.iter().filter(|key| !key.is_pattern()) {
                    let values = key.arguments().iter().map(|argument| {
                        let value = match argument.kind {
                            Kind::Number => Value::Number(argument.example.parse().unwrap()),
                            Kind::Text => Value::Text(argument.example.into()),
                        };
                        (argument.name, value)
                    });
                    let message = Message::with(key, values).unwrap();
                    let fluent = words.format(&message);
                    assert_eq!(Some(words.text(message)), fluent, "{tag}: {}", key.id());
                }
            }
        }
    }
}
