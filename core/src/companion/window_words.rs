//! A window in words: "after each session, from day 6 until the end of day 9".
//!
//! Not for: the instants that it comes to (`aftercare`).

use crate::protocol::{Anchor, Bound, Length, Point, Unit, Until, Window};
use crate::words::{Words, say};

/// A window in words.
pub(super) fn window(words: &Words, window: &Window, treatment_day: u8) -> String {
    let writer = Writer { words, anchor: window.anchor, treatment_day };
    let anchor = words.anchor(window.anchor);
    let from = window.from.as_ref().map(|bound| writer.bound(bound));
    let bounds = match (from, &window.until) {
        (None, None) => return anchor,
        (Some(from), None) => words.text(say::sheet_window_from(from)),
        (Some(from), Some(Until::Bound(until))) => {
            words.text(say::sheet_window_both(from, writer.bound(until)))
        }
        (None, Some(Until::Bound(until))) => words.text(match exact_hours(until) {
            Some(length) => say::sheet_window_until_exact(words.length(length)),
            None => say::sheet_window_until(writer.bound(until)),
        }),
        (from, Some(Until::Unstated)) => {
            let no_end = words.text(say::sheet_no_end());
            let from = from.map(|from| words.text(say::sheet_window_from(from)));
            return words
                .commas(&[Some(anchor), from, Some(no_end)].into_iter().flatten().collect::<Vec<_>>());
        }
    };
    words.commas(&[anchor, bounds])
}

fn exact_hours(bound: &Bound) -> Option<Length> {
    match bound.last {
        Point::Length(length) if length.unit == Unit::Hours && !bound.is_fuzzy() => Some(length),
        _ => None,
    }
}

struct Writer<'a> {
    words: &'a Words,
    anchor: Anchor,
    treatment_day: u8,
}

impl Writer<'_> {
    fn bound(&self, bound: &Bound) -> String {
        let first = self.point(bound.first, bound.after);
        if !bound.is_fuzzy() {
            return first;
        }
        self.words.text(say::sheet_window_fuzzy(first, self.point(bound.last, bound.after)))
    }

    /// One side. `after 4w` is worded as that length: "from after 4 weeks".
    fn point(&self, point: Point, after: bool) -> String {
        let words = self.words;
        let word = match point {
            Point::SheetDay(number) => words.text(say::sheet_day(number - i64::from(self.treatment_day))),
            Point::Length(length) if self.anchor == Anchor::BeforeSession => {
                let ahead = Length { count: length.count.abs(), ..length };
                words.text(say::sheet_before(words.length(ahead)))
            }
            Point::Length(Length { count, unit: Unit::Days }) => words.text(say::sheet_day(count)),
            Point::Length(length) => words.length(length),
            Point::Clock { days, time } => {
                let ahead = Length { count: days.abs(), unit: Unit::Days };
                words.text(say::sheet_before_at(words.length(ahead), words.clock(time)))
            }
        };
        if after { words.text(say::sheet_after(word)) } else { word }
    }
}
