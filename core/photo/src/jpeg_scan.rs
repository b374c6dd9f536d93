//! A JPEG's markers, walked before anything is decoded: what the picture is, what decoding it would cost, where its EXIF
//! lies and where it ends.
//!
//! The decoder's own view may differ on a hostile file, so that `jpeg` compares the two. Not for: decoding, or the
//! metadata that leaves a file (`scrub`).
//!
//! Source of the formats: ITU-T T.81, annex B.

use std::ops::Range;

use crate::limits::{Limits, ReadError, check_memory, check_pixels};

/// One component of a frame, as SOF names it.
#[derive(Clone, Copy, Debug)]
struct Component {
    id: u8,
    across: u32,
    down: u32,
}

/// What the markers say.
#[derive(Clone, Debug)]
pub(crate) struct JpegHead {
    pub width: u32,
    pub height: u32,
    /// The TIFF structure inside the first EXIF segment.
    pub exif: Option<Range<usize>>,
    /// Bytes that the decoder holds for coefficients: 0 unless the picture comes in several scans.
    pub coefficients: u64,
    /// Just past the first EOI: what comes after it is not this picture.
    pub end: usize,
}

/// A segment or a marker without one.
pub(crate) struct Segment {
    /// The byte after 0xFF.
    pub marker: u8,
    /// The whole of it, from 0xFF on. For SOS: with the entropy-coded data that follows.
    pub whole: Range<usize>,
    /// What the length counts, without the length itself. Empty for a marker that has none.
    pub body: Range<usize>,
}

pub(crate) const EOI: u8 = 0xD9;
pub(crate) const SOS: u8 = 0xDA;
const DNL: u8 = 0xDC;

/// The segments of a file one by one, from SOI to the first EOI.
pub(crate) struct Segments<'a> {
    bytes: &'a [u8],
    at: usize,
    done: bool,
}

impl<'a> Segments<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, done: false }
    }

    fn step(&mut self) -> Result<Segment, ReadError> {
        // Bytes before a marker are skipped, as the decoder skips them, and any number of 0xFF may stand before one.
        let bytes = self.bytes;
        let mut at = self.at + memchr::memchr(0xFF, &bytes[self.at..]).ok_or(ReadError::Truncated)?;
        let start = at;
        while *bytes.get(at).ok_or(ReadError::Truncated)? == 0xFF {
            at += 1;
        }
        let marker = bytes[at];
        let start = start.max(at - 1);
        at += 1;
        if matches!(marker, 0x00 | 0x01 | 0xD0..=0xD9) {
            self.at = at;
            return Ok(Segment { marker, whole: start..at, body: at..at });
        }
        let length = bytes.get(at..at + 2).ok_or(ReadError::Truncated)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        if length < 2 {
            return Err(ReadError::Broken { what: "a segment shorter than its own length" });
        }
        let body = at + 2..at + length;
        if body.end > bytes.len() {
            return Err(ReadError::Truncated);
        }
        self.at = if marker == SOS { entropy_end(bytes, body.end)? } else { body.end };
        Ok(Segment { marker, whole: start..self.at, body })
    }
}

impl Iterator for Segments<'_> {
    type Item = Result<Segment, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let step = self.step();
        self.done = step.as_ref().map_or(true, |segment| segment.marker == EOI);
        Some(step)
    }
}

/// Where the entropy-coded data from `at` on ends: at the next marker that is no restart marker.
fn entropy_end(bytes: &[u8], at: usize) -> Result<usize, ReadError> {
    for found in memchr::memchr_iter(0xFF, &bytes[at..]) {
        match bytes.get(at + found + 1) {
            None => break,
            // A stuffed zero, a restart marker, or a fill byte: the data goes on.
            Some(0x00 | 0xD0..=0xD7 | 0xFF) => {}
            Some(_) => return Ok(at + found),
        }
    }
    Err(ReadError::Truncated)
}

/// Walks a JPEG's markers. `Err` where a limit is exceeded, where it is of a kind that is not read, or where it ends early.
pub(crate) fn scan(bytes: &[u8], limits: &Limits) -> Result<JpegHead, ReadError> {
    let mut frame: Option<Frame> = None;
    let mut exif = None;
    let (mut scans, mut visits) = (0_u32, 0_u64);
    let mut several = false;
    for segment in Segments::new(bytes) {
        let Segment { marker, whole, body } = segment?;
        match marker {
            EOI => {
                let frame = frame.filter(|_| scans > 0).ok_or(ReadError::Truncated)?;
                let coefficients = if several { frame.blocks * 128 } else { 0 };
                check_memory(coefficients, limits)?;
                return Ok(JpegHead {
                    width: frame.width,
                    height: frame.height,
                    exif,
                    coefficients,
                    end: whole.end,
                });
            }
            0xC0..=0xC2 => {
                if frame.is_some() {
                    return Err(ReadError::Broken { what: "two frames in one JPEG" });
                }
                frame = Some(Frame::new(marker, &bytes[body], limits)?);
            }
            0xC9..=0xCB => return Err(ReadError::Unsupported { what: "arithmetic coding" }),
            0xC3 | 0xC5..=0xC7 | 0xCD..=0xCF => {
                return Err(ReadError::Unsupported { what: "a lossless or hierarchical JPEG" });
            }
            DNL => return Err(ReadError::Unsupported { what: "a JPEG that tells its height at its end" }),
            0xE1 if exif.is_none() && bytes[body.clone()].starts_with(b"Exif\0") && body.len() > 6 => {
                exif = Some(body.start + 6..body.end);
            }
            SOS => {
                let frame = frame.as_ref().ok_or(ReadError::Broken { what: "a scan before its frame" })?;
                scans += 1;
                if scans > limits.scans {
                    return Err(ReadError::TooManyScans { limit: limits.scans });
                }
                let (count, blocks) = frame.visited(&bytes[body])?;
                several |= frame.progressive || count < frame.components.len() || scans > 1;
                visits += blocks;
                if visits > limits.block_visits.max(frame.blocks) {
                    return Err(ReadError::TooManyBlocks { needed: visits, limit: limits.block_visits });
                }
            }
            _ => {}
        }
    }
    Err(ReadError::Truncated)
}

/// What SOF says.
struct Frame {
    width: u32,
    height: u32,
    progressive: bool,
    components: Vec<Component>,
    most_across: u32,
    most_down: u32,
    /// Blocks of all components, filled up to whole MCUs.
    blocks: u64,
}

impl Frame {
    fn new(marker: u8, body: &[u8], limits: &Limits) -> Result<Self, ReadError> {
        const SHORT: ReadError = ReadError::Broken { what: "a frame header of the wrong length" };
        let (head, rest) = body.split_at_checked(6).ok_or(SHORT)?;
        if head[0] != 8 {
            return Err(ReadError::Unsupported { what: "a JPEG of more than 8 bits" });
        }
        let height = u32::from(u16::from_be_bytes([head[1], head[2]]));
        let width = u32::from(u16::from_be_bytes([head[3], head[4]]));
        check_pixels(width, height, limits)?;
        match head[5] {
            1 | 3 => {}
            4 => return Err(ReadError::Unsupported { what: "CMYK" }),
            _ => return Err(ReadError::Broken { what: "a frame that is neither grey nor colour" }),
        }
        if rest.len() != usize::from(head[5]) * 3 {
            return Err(SHORT);
        }
        let components: Vec<_> = rest
            .chunks_exact(3)
            .map(|c| Component { id: c[0], across: u32::from(c[1] >> 4), down: u32::from(c[1] & 15) })
            .collect();
        if components.iter().any(|c| !(1..=4).contains(&c.across) || !(1..=4).contains(&c.down)) {
            return Err(ReadError::Broken { what: "sampling factors that are not 1 to 4" });
        }
        let most = |of: fn(&Component) -> u32| components.iter().map(of).max().unwrap_or(1);
        let (most_across, most_down) = (most(|c| c.across), most(|c| c.down));
        let mcus = u64::from(width.div_ceil(8 * most_across)) * u64::from(height.div_ceil(8 * most_down));
        let blocks = mcus * components.iter().map(|c| u64::from(c.across * c.down)).sum::<u64>();
        Ok(Self { width, height, progressive: marker == 0xC2, components, most_across, most_down, blocks })
    }

    /// How many components a scan carries, and the blocks it visits.
    fn visited(&self, sos: &[u8]) -> Result<(usize, u64), ReadError> {
        const WRONG: ReadError =
            ReadError::Broken { what: "a scan of components that the frame does not have" };
        let count = usize::from(*sos.first().ok_or(WRONG)?);
        if !(1..=4).contains(&count) || sos.len() != 2 * count + 4 {
            return Err(WRONG);
        }
        let mut blocks = 0;
        for named in sos[1..=2 * count].chunks_exact(2) {
            let c = self.components.iter().find(|c| c.id == named[0]).ok_or(WRONG)?;
            let mcus_across = self.width.div_ceil(8 * self.most_across);
            let mcus_down = self.height.div_ceil(8 * self.most_down);
            blocks += u64::from(mcus_across * c.across) * u64::from(mcus_down * c.down);
        }
        Ok((count, blocks))
    }
}
