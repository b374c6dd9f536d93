//! Moments one after the other, moving: an animated GIF, written frame by frame (docs/adr/0014).
//!
//! Not for: choosing or lining up the moments, or wording their dates.

use std::io::Write;

use gif::{Encoder, EncodingError, Frame, Repeat};
use thiserror::Error;

use crate::Picture;
use crate::canvas::{Canvas, PAPER, fitted, in_cell};
use crate::compare::{Caption, Label};
use crate::text::Anchor;

/// How a time-lapse is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lapse {
    /// The longer side of a frame in pixels, caption included; brought into 160..=720.
    pub longest: u32,
    /// How long a moment is shown, in milliseconds; brought into 20..=60,000 and rounded to hundredths of a second.
    pub hold: u32,
    /// How many frames fade from one moment to the next; 0 for none, at most 16. Each adds to the file.
    pub fade: u32,
}

impl Default for Lapse {
    /// 720 pixels, 1.2 seconds a moment, no fading.
    fn default() -> Self {
        Self { longest: 720, hold: 1200, fade: 0 }
    }
}

/// A moment of a time-lapse.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Upright, lined up with the first.
    pub picture: Picture,
    /// Its date, worded.
    pub heading: String,
    /// What else stands below; may be empty.
    pub detail: String,
}

/// Why there is no time-lapse. What was written until then is no whole file.
#[derive(Debug, Error)]
pub enum LapseError<E> {
    /// There was not one moment.
    #[error("a time-lapse needs at least one moment")]
    Empty,
    /// The caller asked to stop.
    #[error("stopped after {done} moments")]
    Stopped {
        /// Moments that were written.
        done: usize,
    },
    /// A moment could not be had.
    #[error("moment {index} could not be had")]
    Moment {
        /// Which, from 0.
        index: usize,
        /// What its source said.
        source: E,
    },
    /// The frame could not be written.
    #[error("the animation could not be written")]
    Write(#[source] EncodingError),
}

/// Pixels of fading, in milliseconds a frame.
const FADE_STEP: u32 = 60;
/// How thoroughly a palette is sought: every n-th pixel is looked at (`NeuQuant`'s sampling factor, 1 to 30).
const SAMPLING: i32 = 10;

/// An animated GIF that loops for ever. Its frames share the first one's size, and nothing but pixels, delays and the
/// loop is written: no comment, no date, no program's name.
pub struct Animation<W: Write> {
    encoder: Encoder<W>,
    width: u16,
    height: u16,
}

impl<W: Write> Animation<W> {
    /// Begins one of that size in pixels, each side 1 to 65,535.
    pub fn new(out: W, width: u16, height: u16) -> Result<Self, EncodingError> {
        let mut encoder = Encoder::new(out, width, height, &[])?;
        encoder.set_repeat(Repeat::Infinite)?;
        Ok(Self { encoder, width, height })
    }

    /// Writes one frame, shown for `hold` milliseconds (20..=60,000). A picture of another size is fitted in.
    pub fn push(&mut self, picture: &Picture, hold: u32) -> Result<(), EncodingError> {
        let fitting = (u32::from(self.width), u32::from(self.height));
        let cell;
        let picture = if (picture.width(), picture.height()) == fitting {
            picture
        } else {
            cell = in_cell(picture, fitting.0, fitting.1);
            &cell
        };
        let mut frame = Frame::from_rgb_speed(self.width, self.height, picture.pixels(), SAMPLING);
        frame.delay = (hold.clamp(20, 60_000) / 10) as u16;
        self.encoder.write_frame(&frame)
    }

    /// Ends it and gives back where it was written.
    pub fn finish(self) -> Result<W, EncodingError> {
        self.encoder.into_inner()
    }
}

/// Writes a time-lapse of `moments`, in their order. No more than two of them are in memory at once. `go_on` is called
/// before each with how many are done; when it says no, that is the end.
pub fn time_lapse<W: Write, E>(
    moments: impl IntoIterator<Item = Result<Moment, E>>,
    lapse: Lapse,
    out: W,
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<W, LapseError<E>> {
    let mut moments = moments.into_iter();
    let mut out = Some(out);
    let mut writing: Option<(Animation<W>, Layout, Picture)> = None;
    for index in 0.. {
        if !go_on(index) {
            return Err(LapseError::Stopped { done: index });
        }
        let moment = match moments.next() {
            None => break,
            Some(Err(source)) => return Err(LapseError::Moment { index, source }),
            Some(Ok(moment)) => moment,
        };
        match (&mut writing, out.take()) {
            (None, Some(out)) => {
                let layout = Layout::new(&moment.picture, lapse.longest.clamp(160, 720));
                let frame = layout.frame(&moment);
                let size = (frame.width() as u16, frame.height() as u16);
                let mut animation = Animation::new(out, size.0, size.1).map_err(LapseError::Write)?;
                animation.push(&frame, lapse.hold).map_err(LapseError::Write)?;
                writing = Some((animation, layout, frame));
            }
            (Some((animation, layout, last)), _) => {
                let frame = layout.frame(&moment);
                let steps = lapse.fade.min(16);
                for step in 1..=steps {
                    let mixed = mixed(last, &frame, step, steps + 1);
                    animation.push(&mixed, FADE_STEP).map_err(LapseError::Write)?;
                }
                animation.push(&frame, lapse.hold).map_err(LapseError::Write)?;
                *last = frame;
            }
            (None, None) => break, // not reached: `out` is there until the first moment
        }
    }
    match writing {
        None => Err(LapseError::Empty),
        Some((animation, ..)) => animation.finish().map_err(LapseError::Write),
    }
}

/// The size that every frame of a time-lapse has.
struct Layout {
    width: u32,
    picture: u32,
    below: u32,
}

impl Layout {
    /// From the first moment: its shape, and room for two lines below.
    fn new(first: &Picture, longest: u32) -> Self {
        let probe = |width: u32| Label::new(Caption { heading: "0", detail: "0" }, width, width).height;
        // The caption's size follows the width, and the width what the caption leaves: two rounds settle it.
        let mut size = fitted(first, longest, longest);
        for _ in 0..2 {
            size = fitted(first, longest, longest.saturating_sub(probe(size.0.max(160))).max(1));
        }
        let width = size.0.max(160);
        Self { width, picture: size.1, below: probe(width) }
    }

    fn frame(&self, moment: &Moment) -> Picture {
        let mut canvas = Canvas::new(self.width, self.picture + self.below, PAPER);
        canvas.put(&in_cell(&moment.picture, self.width, self.picture), 0, 0, 0, self.width);
        let margin = (self.width / 60).max(4);
        let caption = Caption { heading: &moment.heading, detail: &moment.detail };
        Label::new(caption, self.width, self.width - 2 * margin).draw(
            &mut canvas,
            margin,
            self.picture,
            Anchor::Start,
        );
        canvas.into_picture()
    }
}

/// `part` of `whole` on the way from one picture to another of its size.
fn mixed(from: &Picture, to: &Picture, part: u32, whole: u32) -> Picture {
    let mut picture = from.clone();
    for (value, next) in picture.pixels_mut().iter_mut().zip(to.pixels()) {
        let sum = u32::from(*value) * (whole - part) + u32::from(*next) * part;
        *value = ((sum + whole / 2) / whole) as u8;
    }
    picture
}
