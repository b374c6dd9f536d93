//! What a chart consists of, in pixels, and its two renderings: a picture and SVG.
//!
//! Not for: deciding where anything stands (chart).

use std::fmt::Write as _;

use crate::Picture;
use crate::canvas::{Canvas, DARK, Ink, PAPER};
use crate::text::{self, Anchor};

/// One thing drawn. Places are in pixels from the top left corner.
pub(crate) enum Mark {
    Line { from: (f32, f32), to: (f32, f32), thick: f32, ink: Ink },
    Dot { at: (f32, f32), radius: f32, ink: Ink },
    Ring { at: (f32, f32), radius: f32, thick: f32 },
    Words { text: String, at: (f32, f32), size: f32, ink: Ink, anchor: Anchor },
}

/// Marks in the order in which they are drawn.
pub(crate) struct Scene {
    width: u32,
    height: u32,
    marks: Vec<Mark>,
}

impl Scene {
    pub(crate) const fn new(width: u32, height: u32) -> Self {
        Self { width, height, marks: Vec::new() }
    }

    pub(crate) fn add(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// A line of text with its base line at `at`.
    pub(crate) fn words(&mut self, text: String, at: (f32, f32), size: f32, ink: Ink, anchor: Anchor) {
        self.add(Mark::Words { text, at, size, ink, anchor });
    }

    pub(crate) fn picture(&self) -> Picture {
        let mut canvas = Canvas::new(self.width, self.height, PAPER);
        for mark in &self.marks {
            match mark {
                Mark::Line { from, to, thick, ink } => canvas.line(*from, *to, *thick, *ink),
                Mark::Dot { at, radius, ink } => canvas.disc(*at, *radius, *ink),
                Mark::Ring { at, radius, thick } => {
                    canvas.disc(*at, radius + thick / 2.0, DARK);
                    canvas.disc(*at, radius - thick / 2.0, PAPER);
                }
                Mark::Words { text, at, size, ink, anchor } => {
                    text::draw(&mut canvas, text, *at, *size, *ink, *anchor);
                }
            }
        }
        canvas.into_picture()
    }

    pub(crate) fn svg(&self, title: &str, description: &str) -> String {
        let (w, h) = (self.width, self.height);
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
             role=\"img\" aria-labelledby=\"title description\" font-family=\"'Noto Sans', system-ui, sans-serif\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n\
             <rect width=\"{w}\" height=\"{h}\" fill=\"{}\"/>\n",
            escaped(title),
            escaped(description),
            colour(PAPER),
        );
        for mark in &self.marks {
            // Writing to a String cannot fail.
            let _ = match mark {
                Mark::Line { from, to, thick, ink } => writeln!(
                    out,
                    "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{}\" stroke-width=\"{thick:.1}\" \
                     stroke-linecap=\"round\"/>",
                    from.0,
                    from.1,
                    to.0,
                    to.1,
                    colour(*ink),
                ),
                Mark::Dot { at, radius, ink } => writeln!(
                    out,
                    "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\" fill=\"{}\"/>",
                    at.0,
                    at.1,
                    colour(*ink),
                ),
                Mark::Ring { at, radius, thick } => writeln!(
                    out,
                    "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\" fill=\"{}\" stroke=\"{}\" \
                     stroke-width=\"{thick:.1}\"/>",
                    at.0,
                    at.1,
                    colour(PAPER),
                    colour(DARK),
                ),
                Mark::Words { text, at, size, ink, anchor } => {
                    let anchor = match anchor {
                        Anchor::Start => "start",
                        Anchor::Middle => "middle",
                        Anchor::End => "end",
                    };
                    writeln!(
                        out,
                        "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size:.1}\" fill=\"{}\" text-anchor=\"{anchor}\">{}</text>",
                        at.0,
                        at.1,
                        colour(*ink),
                        escaped(text),
                    )
                }
            };
        }
        out.push_str("</svg>\n");
        out
    }
}

fn colour([r, g, b]: Ink) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Text as XML 1.0 may hold it: markup escaped, characters that XML forbids shown as U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            _ => out.push(character),
        }
    }
    out
}
