//! Lists: "rinse, moisturise and shave", and "rinse · shower" as the board has it.
//!
//! Not for: what is in a list, or in which order.

use super::keys::{Key, say};
use super::{Message, Words};

impl Words {
    /// All of them: "rinse, moisturise and shave". Empty for an empty list.
    pub fn and(&self, items: &[impl AsRef<str>]) -> String {
        self.joined(
            items,
            |first, last| say::list_and_pair(first, last),
            |most, last| say::list_and_more(most, last),
        )
    }

    /// One of them: "scabs, flaking or weeping". Empty for an empty list.
    pub fn or(&self, items: &[impl AsRef<str>]) -> String {
        self.joined(
            items,
            |first, last| say::list_or_pair(first, last),
            |most, last| say::list_or_more(most, last),
        )
    }

    /// Side by side, as the board has them: "rinse · shower · shave".
    pub fn dots(&self, items: &[impl AsRef<str>]) -> String {
        self.parted(items, Key::PatternListDot)
    }

    /// One after another: "rinse, shower, shave".
    pub fn commas(&self, items: &[impl AsRef<str>]) -> String {
        self.parted(items, Key::PatternListComma)
    }

    fn parted(&self, items: &[impl AsRef<str>], mark: Key) -> String {
        let mark = self.pattern(mark);
        let length = items.iter().map(|item| item.as_ref().len() + mark.len()).sum();
        let mut text = String::with_capacity(length);
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                text.push_str(mark);
            }
            text.push_str(item.as_ref());
        }
        text
    }

    fn joined(
        &self,
        items: &[impl AsRef<str>],
        pair: impl for<'a> Fn(&'a str, &'a str) -> Message<'a>,
        more: impl for<'a> Fn(String, &'a str) -> Message<'a>,
    ) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first, last] => self.text(pair(first.as_ref(), last.as_ref())),
            [most @ .., last] => self.text(more(self.commas(most), last.as_ref())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Style;
    use super::*;

    #[test]
    fn lists_of_every_length() {
        let words = Words::english();
        let none: [&str; 0] = [];
        assert_eq!(words.and(&none), "");
        assert_eq!(words.and(&["rinse"]), "rinse");
        assert_eq!(words.and(&["rinse", "shave"]), "rinse and shave");
        assert_eq!(words.and(&["rinse", "moisturise", "shave"]), "rinse, moisturise and shave");
        assert_eq!(words.or(&["scabs", "flaking", "weeping"]), "scabs, flaking or weeping");
        assert_eq!(words.dots(&["rinse", "shower"]), "rinse · shower");
    }

    #[test]
    fn a_region_may_join_in_its_own_way() {
        let words = Words::new(&["en-US"], Style::default());
        assert_eq!(words.and(&["rinse", "moisturize", "shave"]), "rinse, moisturize, and shave");
        assert_eq!(words.and(&["rinse", "shave"]), "rinse and shave");
    }
}
