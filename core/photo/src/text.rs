//! Words drawn into pictures, with the one font that is compiled in.
//!
//! It draws left to right, one glyph a character: Latin, Greek and Cyrillic (docs/adr/0014). A character that the font
//! lacks is drawn as a box and named by [`undrawable`]; it never vanishes. Not for: choosing the words.

use std::sync::OnceLock;

use ab_glyph::{Font, FontRef, Point, PxScale, ScaleFont};

use crate::canvas::{Canvas, Ink};

/// Noto Sans, subset (fonts/subset.sh, fonts/OFL.txt).
static BYTES: &[u8] = include_bytes!("../fonts/NotoSans-Regular.subset.ttf");

/// Where a line of text stands to the point it is drawn at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// The characters of a text that pictures cannot show, each once, in their order. They are drawn as boxes.
///
/// Text in composed form (NFC) draws best: a combining mark is drawn where the font puts it, unshaped.
pub fn undrawable(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for character in text.chars() {
        let drawn = character.is_whitespace() || is_silent(character) || font().glyph_id(character).0 != 0;
        if !drawn && !missing.contains(&character) {
            missing.push(character);
        }
    }
    missing
}

fn font() -> &'static FontRef<'static> {
    static FONT: OnceLock<FontRef<'static>> = OnceLock::new();
    FONT.get_or_init(|| FontRef::try_from_slice(BYTES).expect("the font in this crate is one, and is tested"))
}

/// Characters that have no picture of their own: soft hyphen, joiners, direction marks, variation selectors.
fn is_silent(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// What is drawn for each character: any white space is one space.
fn drawn(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !is_silent(*c)).map(|c| if c.is_whitespace() { ' ' } else { c })
}

/// The scale at which the font's em is `size` pixels (`PxScale` counts from ascent to descent).
fn scale(size: f32) -> PxScale {
    let em = font().units_per_em().unwrap_or(1000.0);
    PxScale::from(size * font().height_unscaled() / em)
}

/// How wide a line is in pixels, at `size` pixels per em.
pub(crate) fn width(text: &str, size: f32) -> f32 {
    let font = font().as_scaled(scale(size));
    drawn(text).map(|c| font.h_advance(font.glyph_id(c))).sum()
}

/// The same text in lines no wider than `limit` and no more than `most` of them, broken at white space, and inside a word that is
/// wider than a line. What does not fit ends in an ellipsis.
pub(crate) fn wrap(text: &str, size: f32, limit: f32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&joined, size) <= limit {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for character in word.chars() {
            line.push(character);
            if width(&line, size) > limit && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, character.to_string()));
            }
        }
        if lines.len() > most {
            break; // enough to know that it does not fit
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(&format!("{last}…"), size) > limit {
                last.pop();
            }
            *last = format!("{}…", last.trim_end());
        }
    }
    lines
}

/// Draws one line with its base line at `y`, `size` pixels per em.
pub(crate) fn draw(canvas: &mut Canvas, text: &str, (x, y): (f32, f32), size: f32, ink: Ink, anchor: Anchor) {
    let wide = width(text, size);
    // Whole pixels: the same letter looks the same wherever it stands.
    let start = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - wide / 2.0,
        Anchor::End => x - wide,
    };
    let (scale, mut at) = (scale(size), start.round());
    let font = font();
    for character in drawn(text) {
        let id = font.glyph_id(character);
        let glyph = id.with_scale_and_position(scale, Point { x: at, y: y.round() });
        if let Some(outline) = font.outline_glyph(glyph) {
            let corner = outline.px_bounds().min;
            outline.draw(|gx, gy, coverage| {
                canvas.blend(corner.x as i64 + i64::from(gx), corner.y as i64 + i64::from(gy), ink, coverage);
            });
        }
        at += font.as_scaled(scale).h_advance(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_font_lacks_is_named_and_takes_room() {
        assert_eq!(undrawable("Day 6 · 12. März 2026 – łódź, Ωμέγα, Сеанс, Điều"), vec![]);
        assert_eq!(undrawable("第6天 第"), vec!['第', '天']);
        assert!(undrawable("\u{200F}\u{202F}\u{AD}").is_empty());
        assert!(width("天", 20.0) > 5.0);
    }

    #[test]
    fn lines_hold_their_limit_and_every_word_is_there() {
        let text = "session 1, day 6, in the morning light of a bathroom window";
        let lines = wrap(text, 20.0, 160.0, 9);
        assert!(lines.len() > 2 && lines.iter().all(|line| width(line, 20.0) <= 160.0));
        assert_eq!(lines.join(" "), text);
        let cut = wrap(text, 20.0, 160.0, 2);
        assert!(cut.len() == 2 && cut[1].ends_with('…') && width(&cut[1], 20.0) <= 160.0);
        assert!(wrap("Donaudampfschifffahrtsgesellschaft", 20.0, 100.0, 9).len() > 2);
        assert_eq!(wrap("天", 20.0, 1.0, 3), vec!["天"]);
        assert!(wrap("", 20.0, 100.0, 3).is_empty());
    }
}
