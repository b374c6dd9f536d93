//! What a file may cost before it is read, and every way that reading can be refused.
//!
//! Not for: finding out what a file would cost (`jpeg_scan`, `png_scan`), or words that a client reads.

use thiserror::Error;

/// What one file may cost. Each limit is checked on what the file's own headers say before any pixel is decoded, and the
/// decoder is stopped where the file costs more than its headers said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Width times height.
    pub pixels: u64,
    /// Scans of a JPEG. Cameras write one; progressive encoders about ten.
    pub scans: u32,
    /// Bytes that the decoder may hold besides the file: pixels at the scale they are decoded at, the coefficients of a
    /// JPEG of several scans, the whole picture of an interlaced PNG.
    pub memory: u64,
    /// 8×8 blocks that all scans of a JPEG visit in all. A scan of a few bytes can visit every block of the picture.
    pub block_visits: u64,
    /// Bytes that a PNG's picture inflates to.
    pub inflated: u64,
}

impl Default for Limits {
    /// For a phone: the largest pictures that phones take (200 megapixels), and nothing that takes longer than they do.
    fn default() -> Self {
        Self {
            bytes: 96 << 20,
            pixels: 210_000_000,
            scans: 32,
            memory: 56 << 20,
            block_visits: 16_000_000,
            inflated: 160 << 20,
        }
    }
}

/// Why a file was not read. Numbers are those that were found and those that were allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file is longer than [`Limits::bytes`].
    #[error("the file has {found} bytes; at most {limit} are read")]
    TooManyBytes {
        /// Bytes of the file.
        found: u64,
        /// [`Limits::bytes`].
        limit: u64,
    },
    /// The picture is larger than [`Limits::pixels`].
    #[error("the picture has {width} x {height} pixels; at most {limit} in all are read")]
    TooManyPixels {
        /// As the header says.
        width: u32,
        /// As the header says.
        height: u32,
        /// [`Limits::pixels`].
        limit: u64,
    },
    /// A JPEG has more scans than [`Limits::scans`]. Counting stops there.
    #[error("the picture has more than {limit} scans")]
    TooManyScans {
        /// [`Limits::scans`].
        limit: u32,
    },
    /// Decoding would take more memory than [`Limits::memory`].
    #[error("decoding would take {needed} bytes of memory; at most {limit} are taken")]
    TooMuchMemory {
        /// Bytes, as the headers imply.
        needed: u64,
        /// [`Limits::memory`].
        limit: u64,
    },
    /// Decoding would visit more blocks than [`Limits::block_visits`].
    #[error("the scans visit {needed} blocks; at most {limit} are visited")]
    TooManyBlocks {
        /// Blocks of all scans, as the headers imply.
        needed: u64,
        /// [`Limits::block_visits`].
        limit: u64,
    },
    /// A PNG would inflate to more than [`Limits::inflated`].
    #[error("the picture inflates to {needed} bytes; at most {limit} are inflated")]
    InflatesTooFar {
        /// Bytes, as the header implies.
        needed: u64,
        /// [`Limits::inflated`].
        limit: u64,
    },
    /// The caller's `go_on` said no: cancelled, or out of time.
    #[error("reading was stopped")]
    Stopped,
    /// HEIC, HEIF or AVIF: the phone's own codec has to convert it to JPEG first.
    #[error("a HEIC or AVIF file; convert it to JPEG first")]
    Heic,
    /// Neither JPEG nor PNG nor HEIC.
    #[error("neither a JPEG nor a PNG file")]
    UnknownFormat,
    /// A JPEG or PNG of a kind that no camera writes.
    #[error("{what} is not read; save it as an ordinary JPEG")]
    Unsupported {
        /// The kind: "CMYK", "arithmetic coding", ...
        what: &'static str,
    },
    /// The file ends before its picture does.
    #[error("the file ends before the picture does")]
    Truncated,
    /// The file contradicts its format.
    #[error("the file is broken: {what}")]
    Broken {
        /// Where.
        what: &'static str,
    },
}

/// `Err` when `width * height` is nothing or above the limit.
pub(crate) fn check_pixels(width: u32, height: u32, limits: &Limits) -> Result<(), ReadError> {
    if width == 0 || height == 0 {
        return Err(ReadError::Broken { what: "a picture without pixels" });
    }
    if u64::from(width) * u64::from(height) > limits.pixels {
        return Err(ReadError::TooManyPixels { width, height, limit: limits.pixels });
    }
    Ok(())
}

/// `Err` when more than [`Limits::memory`] is needed.
pub(crate) fn check_memory(needed: u64, limits: &Limits) -> Result<(), ReadError> {
    if needed > limits.memory {
        return Err(ReadError::TooMuchMemory { needed, limit: limits.memory });
    }
    Ok(())
}
