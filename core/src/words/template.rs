//! Messages that are text and arguments alone, taken apart once: a board is made of dozens of them.
//!
//! What such a message says is what Fluent makes of it; a test holds every message of every catalogue against it.
//! Not for: messages that differ by number, or refer to others: Fluent writes those.

use fluent_bundle::FluentValue;
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::Message;
use super::pseudo::Pseudo;

/// A message taken apart.
#[derive(Debug)]
pub(super) struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    /// As it is shown.
    Text(String),
    /// The name of an argument.
    Argument(String),
}

impl Template {
    /// Takes a pattern apart; `None` where it is more than text and arguments.
    pub fn new(pattern: &Pattern<&str>, pseudo: Option<Pseudo>, isolate: bool) -> Option<Self> {
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
                    pieces.push(Piece::Argument(id.name.to_owned()));
                    pieces.extend(mark('\u{2069}'));
                }
                PatternElement::Placeable { .. } => return None,
            }
        }
        Some(Self { pieces })
    }

    /// The text with a message's arguments in it; `None` where one is missing or no text: Fluent
    /// writes numbers.
    pub fn text(&self, message: &Message<'_>) -> Option<String> {
        let value = |name: &str| {
            let (_, value) = message.arguments()?.iter().find(|(given, _)| *given == name)?;
            if let FluentValue::String(text) = value { Some(text.as_ref()) } else { None }
        };
        let mut parts: Vec<&str> = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            parts.push(match piece {
                Piece::Text(text) => text,
                Piece::Argument(name) => value(name)?,
            });
        }
        Some(parts.concat())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Key, Kind, Marks, Style, Value, Words};
    use super::*;

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
