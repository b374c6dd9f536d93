//! A PNG's chunks, walked before anything is inflated: what the picture is, what it would cost, where its EXIF lies and
//! where it ends.
//!
//! Not for: inflating, or the metadata that leaves a file (`scrub`). Source: W3C PNG, third edition, sections 5 and 11.

use std::ops::Range;

use crate::limits::{Limits, ReadError, check_pixels};

/// How every PNG begins.
pub(crate) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// What the chunks say.
#[derive(Clone, Debug)]
pub(crate) struct PngHead {
    pub width: u32,
    pub height: u32,
    pub interlaced: bool,
    /// The TIFF structure inside `eXIf`.
    pub exif: Option<Range<usize>>,
    /// Just past `IEND`: what comes after it is not this picture.
    pub end: usize,
}

/// A chunk: its type, all of it (length and checksum too), and its data.
pub(crate) struct Chunk {
    pub kind: [u8; 4],
    pub whole: Range<usize>,
    pub data: Range<usize>,
}

/// The chunks of a file one by one, from `IHDR` to `IEND`.
pub(crate) struct Chunks<'a> {
    bytes: &'a [u8],
    at: usize,
    done: bool,
}

impl<'a> Chunks<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: SIGNATURE.len(), done: false }
    }

    fn step(&mut self) -> Result<Chunk, ReadError> {
        let head = self.bytes.get(self.at..self.at + 8).ok_or(ReadError::Truncated)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        if length > i32::MAX as u32 {
            return Err(ReadError::Broken { what: "a chunk longer than PNG allows" });
        }
        let data = self.at + 8..self.at + 8 + length as usize;
        let whole = self.at..data.end + 4;
        if whole.end > self.bytes.len() {
            return Err(ReadError::Truncated);
        }
        self.at = whole.end;
        Ok(Chunk { kind: [head[4], head[5], head[6], head[7]], whole, data })
    }
}

impl Iterator for Chunks<'_> {
    type Item = Result<Chunk, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let step = self.step();
        self.done = step.as_ref().map_or(true, |chunk| &chunk.kind == b"IEND");
        Some(step)
    }
}

/// Walks a PNG's chunks. `Err` where a limit is exceeded or where it ends early.
pub(crate) fn scan(bytes: &[u8], limits: &Limits) -> Result<PngHead, ReadError> {
    let mut head: Option<PngHead> = None;
    let mut pixels = false;
    for chunk in Chunks::new(bytes) {
        let Chunk { kind, whole, data } = chunk?;
        match (&kind, &mut head) {
            (b"IHDR", None) => head = Some(header(&bytes[data], limits)?),
            (_, None) | (b"IHDR", Some(_)) => {
                return Err(ReadError::Broken { what: "a PNG whose header is not its first chunk" });
            }
            (b"IDAT", Some(_)) => pixels = true,
            (b"eXIf", Some(head)) => head.exif = head.exif.take().or(Some(data)),
            (b"IEND", Some(head)) => head.end = whole.end,
            _ => {}
        }
    }
    head.filter(|_| pixels).ok_or(ReadError::Broken { what: "a PNG without a picture" })
}

fn header(data: &[u8], limits: &Limits) -> Result<PngHead, ReadError> {
    const WRONG: ReadError = ReadError::Broken { what: "the PNG's header" };
    let data: &[u8; 13] = data.try_into().map_err(|_| WRONG)?;
    let side = |at: usize| u32::from_be_bytes([data[at], data[at + 1], data[at + 2], data[at + 3]]);
    let (width, height) = (side(0), side(4));
    check_pixels(width, height, limits)?;
    let samples: u64 = match data[9] {
        0 | 3 => 1,
        2 => 3,
        4 => 2,
        6 => 4,
        _ => return Err(WRONG),
    };
    let bits = samples * u64::from(data[8]);
    let needed = ((u64::from(width) * bits).div_ceil(8) + 1) * u64::from(height);
    if needed > limits.inflated {
        return Err(ReadError::InflatesTooFar { needed, limit: limits.inflated });
    }
    Ok(PngHead { width, height, interlaced: data[12] != 0, exif: None, end: 0 })
}
