//! Two moments in one picture: side by side, or one wiping over the other.
//!
//! Not for: choosing which two, lining them up (the second comes already warped, or as it is), or wording a caption.

use crate::Picture;
use crate::canvas::{Canvas, DARK, PAPER, SOFT, in_cell};
use crate::text::{self, Anchor};

/// What stands under a picture, already worded in the client's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caption<'a> {
    /// First, larger: a date.
    pub heading: &'a str,
    /// Below it: "session 1, day 6". May be empty.
    pub detail: &'a str,
}

/// A picture and what stands under it.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Upright.
    pub picture: &'a Picture,
    /// Its caption.
    pub caption: Caption<'a>,
}

/// How wide a made picture may be, in pixels; other widths are brought into it. 1080 is what a phone shows sharply.
pub const WIDTHS: std::ops::RangeInclusive<u32> = 320..=4096;

/// Both pictures at equal heights, `before` on the left, each with its caption below: `width` pixels wide in all
/// (see [`WIDTHS`]), no taller than twice that and its captions.
///
/// The captions are sized for a phone: about 14 points for a heading when the whole fills a screen 360 points wide.
pub fn side_by_side(before: Shown<'_>, after: Shown<'_>, width: u32) -> Picture {
    let width = width.clamp(*WIDTHS.start(), *WIDTHS.end());
    let margin = (width / 60).max(4);
    let room = width - 3 * margin;
    let [left, right] = [before, after].map(|shown| shape(shown.picture));
    let height = (f64::from(room) / (left + right)).round() as u32;
    // A cell too narrow for words gets more room than its picture needs.
    let left = ((f64::from(height) * left).round() as u32).clamp(room / 4, room - room / 4);
    let cells = [(before, margin, left), (after, 2 * margin + left, room - left)];
    let labels = cells.map(|(shown, _, cell)| Label::new(shown.caption, width, cell));
    let below = labels[0].height.max(labels[1].height);
    let mut canvas = Canvas::new(width, margin + height + below + margin, PAPER);
    for ((shown, x, cell), label) in cells.into_iter().zip(&labels) {
        canvas.put(&in_cell(shown.picture, cell, height), x, margin, 0, cell);
        label.draw(&mut canvas, x, margin + height, Anchor::Start);
    }
    canvas.into_picture()
}

/// `count` frames (at least 2) in which `after` wipes over `before` from the right: the first frame is all `before`,
/// the last all `after`. Both captions stay below. Each frame is made when it is asked for.
///
/// The pictures are meant to be lined up: `after` is put into the frame of `before`.
pub fn slider<'a>(
    before: Shown<'a>,
    after: Shown<'a>,
    count: u32,
    width: u32,
) -> impl ExactSizeIterator<Item = Picture> + 'a {
    let width = width.clamp(*WIDTHS.start(), *WIDTHS.end());
    let height = (f64::from(width) / shape(before.picture)).round() as u32;
    let (under, over) = (in_cell(before.picture, width, height), in_cell(after.picture, width, height));
    let margin = (width / 60).max(4);
    let cell = (width - 3 * margin) / 2;
    let labels = [before, after].map(|shown| Label::new(shown.caption, width, cell));
    let below = labels[0].height.max(labels[1].height);
    let count = count.max(2);
    (0..count).map(move |index| {
        let shown = u64::from(width) * u64::from(count - 1 - index) / u64::from(count - 1);
        let edge = shown as u32;
        let mut canvas = Canvas::new(width, height + below + margin, PAPER);
        canvas.put(&under, 0, 0, 0, edge);
        canvas.put(&over, 0, 0, edge, width);
        if edge > 0 && edge < width {
            let thick = (width / 180).max(2);
            let start = i64::from(edge) - i64::from(thick / 2);
            canvas.fill(start - 1, 0, thick + 2, height, DARK);
            canvas.fill(start, 0, thick, height, PAPER);
        }
        labels[0].draw(&mut canvas, margin, height, Anchor::Start);
        labels[1].draw(&mut canvas, width - margin, height, Anchor::End);
        canvas.into_picture()
    })
}

/// Width over height, between 1 : 3 and 3 : 1: what is longer is shown whole, with paper beside it.
fn shape(picture: &Picture) -> f64 {
    (f64::from(picture.width()) / f64::from(picture.height())).clamp(1.0 / 3.0, 3.0)
}

/// A caption broken into lines for a place.
pub(crate) struct Label {
    heading: Vec<String>,
    detail: Vec<String>,
    size: f32,
    /// Pixels from the picture's lower edge to below the last line.
    pub(crate) height: u32,
}

impl Label {
    /// For a picture `whole` wide of which this caption may have `cell`.
    pub(crate) fn new(caption: Caption<'_>, whole: u32, cell: u32) -> Self {
        let size = (whole as f32 / 25.7).max(13.0); // 14 points of 360
        let heading = text::wrap(caption.heading, size, cell as f32, 3);
        let detail = text::wrap(caption.detail, size * DETAIL, cell as f32, 3);
        let lines = heading.len() as f32 + detail.len() as f32 * DETAIL;
        let height = if lines == 0.0 { 0.0 } else { (lines * LEADING + 0.25) * size };
        Self { heading, detail, size, height: height.ceil() as u32 }
    }

    /// With its upper edge at `y`, beginning or ending at `x`.
    pub(crate) fn draw(&self, canvas: &mut Canvas, x: u32, y: u32, anchor: Anchor) {
        let mut base = y as f32 + 0.15 * self.size;
        for (lines, size, ink) in [(&self.heading, self.size, DARK), (&self.detail, self.size * DETAIL, SOFT)]
        {
            for line in lines {
                base += LEADING * size;
                text::draw(canvas, line, (x as f32, base - 0.25 * size), size, ink, anchor);
            }
        }
    }
}

/// The detail's size to the heading's.
const DETAIL: f32 = 0.85;
/// From line to line, in sizes.
const LEADING: f32 = 1.3;
