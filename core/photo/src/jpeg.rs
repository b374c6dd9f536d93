//! JPEG in and out, by libjpeg (`mozjpeg`, docs/adr/0012): a scaled decode of a file whose markers have been walked, and an
//! encoder for pictures of ours.
//!
//! libjpeg reports an error by unwinding; all of it ends in this module. Not for: limits (`jpeg_scan`), EXIF, turning.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::os::raw::{c_int, c_long};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use mozjpeg::{ColorSpace, Compress, Decompress};
use mozjpeg_sys::{jpeg_common_struct, jpeg_error_mgr, msg_parm_union};

use crate::exif::Orientation;
use crate::jpeg_scan::JpegHead;
use crate::limits::{Limits, ReadError, check_memory};
use crate::picture::Picture;
use crate::upright::{Narrower, Turning, upright};

/// Bytes that the decoder is given at a time: it asks for more every few milliseconds, and then it can be stopped. Not fewer:
/// over the last 3 KB of each it reads with more care and half as fast.
const PIECE: usize = 256 << 10;

/// Rows that are decoded before they are made narrower.
const STRIP: u32 = 64;

/// libjpeg's `DSTATE_READY`: the header has been read, and a warning from here on is about the picture itself.
const READY: c_int = 202;

/// What unwinds through libjpeg.
struct Complaint {
    about_pixels: bool,
}

extern "C-unwind" fn on_error(decoder: &mut jpeg_common_struct) {
    // Not `panic!`: that would print.
    resume_unwind(Box::new(Complaint { about_pixels: decoder.global_state >= READY }));
}

/// What libjpeg warns of while it decodes, it has filled up with grey: missing data, a wrong code, a lost restart marker.
/// What it warns of before (an unknown version, a byte too many between two segments) harms nobody.
extern "C-unwind" fn on_message(decoder: &mut jpeg_common_struct, level: c_int) {
    if level < 0 && decoder.global_state >= READY {
        on_error(decoder);
    }
}

extern "C-unwind" fn on_output(_: &mut jpeg_common_struct) {}

extern "C-unwind" fn on_format(_: &mut jpeg_common_struct, _: &[u8; 80]) {}

extern "C-unwind" fn on_reset(_: &mut jpeg_common_struct) {}

fn complaints() -> jpeg_error_mgr {
    jpeg_error_mgr {
        error_exit: Some(on_error),
        emit_message: Some(on_message),
        output_message: Some(on_output),
        format_message: Some(on_format),
        reset_error_mgr: Some(on_reset),
        msg_code: 0,
        msg_parm: msg_parm_union { _bindgen_data_: [0; 20] },
        trace_level: 0,
        num_warnings: 0 as c_long,
        jpeg_message_table: std::ptr::null(),
        last_jpeg_message: 0,
        addon_message_table: std::ptr::null(),
        first_addon_message: 0,
        last_addon_message: 0,
    }
}

/// The file, a piece at a time, asking before each whether to go on.
struct Pieces<'a> {
    left: &'a [u8],
    given: bool,
    go_on: &'a mut dyn FnMut() -> bool,
    stopped: &'a Cell<bool>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.left.read(into)
    }
}

impl BufRead for Pieces<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if !self.given && !(self.go_on)() {
            self.stopped.set(true);
            return Err(io::ErrorKind::Other.into());
        }
        self.given = true;
        Ok(&self.left[..self.left.len().min(PIECE)])
    }

    fn consume(&mut self, bytes: usize) {
        self.given &= bytes == 0;
        self.left = &self.left[bytes.min(self.left.len())..];
    }
}

/// Eighths of its size that a picture is decoded at so that its longer side has at least `at_least` pixels: the fewest, for
/// the fewest are the cheapest.
fn eighths(longer: u32, at_least: u32) -> u8 {
    (1..8).find(|n| (u64::from(longer) * u64::from(*n)).div_ceil(8) >= u64::from(at_least)).unwrap_or(8)
}

/// Decodes a JPEG at the cheapest scale at which its longer side still has `at_least` pixels, makes it smaller where that is
/// more than `longest`, and turns it.
pub(crate) fn decode(
    bytes: &[u8],
    head: &JpegHead,
    at_least: u32,
    longest: u32,
    orientation: Orientation,
    limits: &Limits,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Picture, ReadError> {
    let n = eighths(head.width.max(head.height), at_least);
    let scaled = |side: u32| (u64::from(side) * u64::from(n)).div_ceil(8);
    let (width, height) = (scaled(head.width), scaled(head.height));
    check_memory(head.coefficients + width * height * 3, limits)?;
    let stopped = Cell::new(false);
    let pieces = Pieces { left: &bytes[..head.end], given: false, go_on, stopped: &stopped };
    let decoded = catch_unwind(AssertUnwindSafe(|| -> io::Result<Option<Picture>> {
        let mut decoder = Decompress::with_err(complaints()).from_reader(pieces)?;
        if decoder.size() != (head.width as usize, head.height as usize) {
            return Ok(None);
        }
        decoder.scale(n);
        let mut decoder = decoder.rgb()?;
        if (decoder.width() as u64, decoder.height() as u64) != (width, height) {
            return Ok(None);
        }
        let (width, height) = (width as u32, height as u32);
        // A strip at a time: the whole, and the same made smaller or turned, are never there together.
        let mut strip = vec![0; 3 * width as usize * STRIP.min(height) as usize];
        let mut each_strip = |take: &mut dyn FnMut(&[u8])| -> io::Result<()> {
            for at in (0..height).step_by(STRIP as usize) {
                let rows = &mut strip[..3 * width as usize * STRIP.min(height - at) as usize];
                decoder.read_scanlines_into::<u8>(rows)?;
                take(rows);
            }
            Ok(())
        };
        if width.max(height) <= longest {
            let mut turning = Turning::new(width, height, orientation);
            each_strip(&mut |rows| turning.add(rows))?;
            return Ok(turning.done());
        }
        let mut narrower = Narrower::new(width, height, longest);
        each_strip(&mut |rows| narrower.add(rows))?;
        Ok(narrower.done().map(|picture| upright(picture, orientation)))
    }));
    match decoded {
        Ok(Ok(Some(picture))) => Ok(picture),
        Ok(Ok(None)) => Err(ReadError::Broken { what: "a JPEG with two sizes" }),
        _ if stopped.get() => Err(ReadError::Stopped),
        Ok(Err(error)) if error.kind() == io::ErrorKind::OutOfMemory => {
            Err(ReadError::TooMuchMemory { needed: width * height * 3, limit: limits.memory })
        }
        Ok(Err(_)) => Err(ReadError::Broken { what: "the JPEG's data" }),
        Err(payload) => Err(ReadError::Broken {
            what: match payload.downcast_ref::<Complaint>() {
                Some(Complaint { about_pixels: false }) => "the JPEG's header",
                _ => "the JPEG's data",
            },
        }),
    }
}

/// A picture as a JPEG without metadata (baseline, 4:2:0), at a `quality` of 1 to 100 in libjpeg's sense. Sides above
/// 65,500 pixels give an empty answer: JPEG has none.
pub fn encode_jpeg(picture: &Picture, quality: u8) -> Vec<u8> {
    let encoded = catch_unwind(AssertUnwindSafe(|| -> io::Result<Vec<u8>> {
        let mut encoder = Compress::new_err(Box::new(complaints()), ColorSpace::JCS_RGB);
        encoder.set_size(picture.width() as usize, picture.height() as usize);
        // The plain settings of libjpeg: mozjpeg's own search for the smallest file takes ten times as long.
        encoder.set_fastest_defaults();
        encoder.set_optimize_coding(false);
        encoder.set_quality(f32::from(quality.clamp(1, 100)));
        let mut encoder = encoder.start_compress(Vec::new())?;
        encoder.write_scanlines(picture.pixels())?;
        encoder.finish()
    }));
    encoded.ok().and_then(Result::ok).unwrap_or_default()
}
