//! Pseudo-locales: catalogues generated from English by code, in which every word of a catalogue looks different.
//! A sentence that still reads as plain English in them did not come out of a catalogue.
//!
//! Not for: clients. Only those who name `en-XA` or `ar-XB` in full get them.

use std::borrow::Cow;

/// How words are made to look different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pseudo {
    /// `en-XA`: letters with accents, vowels twice (texts in other languages are longer), brackets around each
    /// message (what is cut off shows).
    Accented,
    /// `ar-XB`: every word runs from right to left (U+202E … U+202C), its letters as they are.
    RightToLeft,
}

impl Pseudo {
    /// What is done to the text of a catalogue; values that are put into it stay as they are.
    pub(super) fn transform(self) -> fn(&str) -> Cow<'_, str> {
        match self {
            Self::Accented => accented,
            Self::RightToLeft => right_to_left,
        }
    }

    /// What is done to a whole message.
    pub(super) fn frame(self, text: &str) -> String {
        match self {
            Self::Accented => format!("[{text}]"),
            Self::RightToLeft => text.to_owned(),
        }
    }
}

fn accented(text: &str) -> Cow<'_, str> {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "áƀçđéƒǧĥíĵķľɱñóþɋŕšťúṽŵẋýžÁƁÇĐÉƑǦĤÍĴĶĽṀÑÓÞɊŔŠŤÚṼŴẊÝŽ";
    let mut out = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        let other = PLAIN.find(letter).and_then(|place| ACCENTED.chars().nth(place)).unwrap_or(letter);
        out.push(other);
        if "aeiouAEIOU".contains(letter) {
            out.push(other);
        }
    }
    Cow::Owned(out)
}

fn right_to_left(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() * 2);
    let mut in_word = false;
    for letter in text.chars() {
        if letter.is_alphabetic() != in_word {
            out.push(if in_word { '\u{202c}' } else { '\u{202e}' });
            in_word = !in_word;
        }
        out.push(letter);
    }
    if in_word {
        out.push('\u{202c}');
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_change_and_marks_stay() {
        assert_eq!(accented("Not yet, 7"), "Ñóóť ýééť, 7");
        assert_eq!(right_to_left("Not yet, 7"), "\u{202e}Not\u{202c} \u{202e}yet\u{202c}, 7");
    }
}
