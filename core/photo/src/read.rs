//! A photo file in one pass: limits, hash beside a scaled decode, EXIF, upright; and the two previews.
//!
//! Not for: reading the file (the caller has its bytes), the vault, judging the picture (`quality`).

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::exif::{self, Exif, Orientation, Taken};
use crate::jpeg::encode_jpeg;
use crate::jpeg_scan::{self, JpegHead};
use crate::limits::{Limits, ReadError};
use crate::picture::Picture;
use crate::png_scan::{self, PngHead};
use crate::upright::{smaller, upright};
use crate::{jpeg, png};

/// The longer side of the view at most, in pixels.
pub const VIEW: u32 = 1024;

/// The longer side of the grid's picture at most, in pixels.
pub const GRID: u32 = 256;

/// A view is taken from the cheapest scale of a JPEG that gives at least this many pixels, rather than made from four times
/// as many: a 12 megapixel photo has 1008 at a quarter of its size.
const VIEW_AT_LEAST: u32 = VIEW - VIEW / 16;

/// What a file is, by its first bytes; its name has no say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JPEG, baseline or progressive.
    Jpeg,
    /// PNG.
    Png,
}

/// A photo as it was read.
#[derive(Clone, Debug)]
pub struct Photo {
    /// BLAKE3 of the file's bytes, all of them.
    pub hash: [u8; 32],
    /// What the file is.
    pub format: Format,
    /// Pixels across of the whole picture, upright.
    pub width: u32,
    /// Pixels down of the whole picture, upright.
    pub height: u32,
    /// How the camera was held, as EXIF says.
    pub orientation: Orientation,
    /// When it was taken, as EXIF says.
    pub taken: Option<Taken>,
    /// The picture upright, its longer side at most [`VIEW`] and never enlarged.
    pub view: Picture,
}

/// What of a photo is kept to be looked at, as JPEGs.
#[derive(Clone, Debug)]
pub struct Previews {
    /// The view.
    pub view: Vec<u8>,
    /// The same, its longer side at most [`GRID`].
    pub grid: Vec<u8>,
}

/// Reads a photo. `go_on` is asked every few milliseconds; on `false` the answer is [`ReadError::Stopped`]: it carries
/// cancelling and any deadline, for there is no clock here.
///
/// Memory beside `bytes` is at most [`Limits::memory`] and the view.
pub fn read(bytes: &[u8], limits: &Limits, go_on: &mut dyn FnMut() -> bool) -> Result<Photo, ReadError> {
    let head = Head::scan(bytes, limits)?;
    let Exif { orientation, taken } = head.exif(bytes);
    // Of no use once the picture is refused.
    let refused = AtomicBool::new(false);
    let (hash, view) = beside(
        || hash(bytes, &refused),
        || {
            let view = head.decode(bytes, VIEW_AT_LEAST, VIEW, orientation, limits, go_on);
            refused.store(view.is_err(), Ordering::Relaxed);
            view
        },
    );
    let (view, hash) = (view?, hash.ok_or(ReadError::Stopped)?);
    let (width, height) = head.size();
    let (width, height) = if orientation.swaps_sides() { (height, width) } else { (width, height) };
    Ok(Photo { hash, format: head.format(), width, height, orientation, taken, view })
}

/// A view's previews, at a `quality` of 1 to 100.
pub fn previews(view: &Picture, quality: u8) -> Previews {
    let small = || encode_jpeg(&smaller(view, GRID), quality);
    let (grid, view) = beside(small, || encode_jpeg(view, quality));
    Previews { view, grid }
}

/// Does two things at once: `aside` on a thread of its own; afterwards, where none can be started.
fn beside<A: Send, B>(aside: impl Fn() -> A + Sync, here: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let spawned = thread::Builder::new().spawn_scoped(scope, &aside);
        let here = here();
        let done = spawned.ok().and_then(|spawned| spawned.join().ok());
        (done.unwrap_or_else(&aside), here)
    })
}

/// The picture upright, its longer side at most `longest` pixels (at least 1) and never enlarged: for work that needs more
/// than the view. It is decoded at a scale that gives at least `longest` pixels where the file has them.
pub fn decode_upright(
    bytes: &[u8],
    longest: u32,
    limits: &Limits,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Picture, ReadError> {
    let head = Head::scan(bytes, limits)?;
    head.decode(bytes, longest, longest, head.exif(bytes).orientation, limits, go_on)
}

/// BLAKE3 of all bytes; `None` once it is of no use.
fn hash(bytes: &[u8], refused: &AtomicBool) -> Option<[u8; 32]> {
    const PIECE: usize = 1 << 20;
    let mut hasher = blake3::Hasher::new();
    for piece in bytes.chunks(PIECE) {
        if refused.load(Ordering::Relaxed) {
            return None;
        }
        hasher.update(piece);
    }
    Some(*hasher.finalize().as_bytes())
}

/// What a file's own headers say of it.
#[derive(Debug)]
pub(crate) enum Head {
    Jpeg(JpegHead),
    Png(PngHead),
}

impl Head {
    /// Recognises the file and walks its headers. Nothing is decoded.
    pub fn scan(bytes: &[u8], limits: &Limits) -> Result<Self, ReadError> {
        let found = bytes.len() as u64;
        if found > limits.bytes {
            return Err(ReadError::TooManyBytes { found, limit: limits.bytes });
        }
        match recognise(bytes)? {
            Format::Jpeg => jpeg_scan::scan(bytes, limits).map(Self::Jpeg),
            Format::Png => png_scan::scan(bytes, limits).map(Self::Png),
        }
    }

    fn format(&self) -> Format {
        match self {
            Self::Jpeg(_) => Format::Jpeg,
            Self::Png(_) => Format::Png,
        }
    }

    fn size(&self) -> (u32, u32) {
        match self {
            Self::Jpeg(head) => (head.width, head.height),
            Self::Png(head) => (head.width, head.height),
        }
    }

    pub fn exif(&self, bytes: &[u8]) -> Exif {
        let range: Option<Range<usize>> = match self {
            Self::Jpeg(head) => head.exif.clone(),
            Self::Png(head) => head.exif.clone(),
        };
        range.and_then(|range| bytes.get(range)).map(exif::read).unwrap_or_default()
    }

    fn decode(
        &self,
        bytes: &[u8],
        at_least: u32,
        longest: u32,
        orientation: Orientation,
        limits: &Limits,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Picture, ReadError> {
        match self {
            Self::Jpeg(head) => jpeg::decode(bytes, head, at_least, longest, orientation, limits, go_on),
            Self::Png(head) => {
                let decoded = png::decode(bytes, head, at_least, limits, go_on)?;
                let fits = decoded.width().max(decoded.height()) <= longest;
                let fitting = if fits { decoded } else { smaller(&decoded, longest) };
                Ok(upright(fitting, orientation))
            }
        }
    }
}

/// What a file is, by its first bytes.
pub(crate) fn recognise(bytes: &[u8]) -> Result<Format, ReadError> {
    const HEIF: [&[u8; 4]; 13] = [
        b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"mif2", b"msf1",
        b"avif", b"avis",
    ];
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Ok(Format::Jpeg);
    }
    if bytes.starts_with(&png_scan::SIGNATURE) {
        return Ok(Format::Png);
    }
    if bytes.get(4..8) == Some(b"ftyp")
        && bytes.get(8..12).is_some_and(|brand| HEIF.iter().any(|b| b[..] == *brand))
    {
        return Err(ReadError::Heic);
    }
    // The beginning of either, cut short.
    let cut = |whole: &[u8]| !bytes.is_empty() && whole.starts_with(bytes);
    if cut(&png_scan::SIGNATURE) || cut(&[0xFF, 0xD8]) {
        return Err(ReadError::Truncated);
    }
    Err(ReadError::UnknownFormat)
}
