//! PNG in and out, by the `png` crate: a decode of a file whose chunks have been walked, averaged down row by row, and an
//! encoder for pictures of ours.
//!
//! Not for: limits (`png_scan`), EXIF, turning.

use std::io::Cursor;

use png::{ColorType, Decoder, DecodingError, Transformations};

use crate::limits::{Limits, ReadError, check_memory};
use crate::picture::Picture;
use crate::png_scan::PngHead;

/// Rows between two questions whether to go on.
const ROWS: u32 = 16;

/// What the decoder holds besides the picture: its window, and rows of the widest picture within the limits.
const WINDOW: u64 = 1 << 20;

/// Decodes a PNG, not turned, averaged down by a whole number so that its longer side still has `at_least` pixels.
/// Transparency is laid over white.
pub(crate) fn decode(
    bytes: &[u8],
    head: &PngHead,
    at_least: u32,
    limits: &Limits,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Picture, ReadError> {
    let by = (head.width.max(head.height) / at_least.max(1)).max(1);
    let (width, height) = (head.width.div_ceil(by), head.height.div_ceil(by));
    // A row of four 8-bit samples, several times: as it comes, as it is, and summed.
    let rows = u64::from(head.width) * 4 * 8;
    let whole = if head.interlaced { u64::from(head.width) * u64::from(head.height) * 4 } else { 0 };
    check_memory(u64::from(width) * u64::from(height) * 3 + rows + whole + WINDOW, limits)?;

    let mut decoder = Decoder::new_with_limits(
        Cursor::new(&bytes[..head.end]),
        png::Limits { bytes: (rows + whole + WINDOW) as usize },
    );
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let mut reader = decoder.read_info().map_err(|error| refused(&error))?;
    if (reader.info().width, reader.info().height) != (head.width, head.height) {
        return Err(ReadError::Broken { what: "a PNG with two sizes" });
    }
    let colour = reader.output_color_type().0;
    let mut average = Average::new(head, by);
    let mut asked = 0;
    let mut still = move || {
        asked += 1;
        if asked % ROWS != 1 || go_on() { Ok(()) } else { Err(ReadError::Stopped) }
    };
    if head.interlaced {
        // The rows of the seven passes lie all over the picture: the whole is needed before any of it is averaged.
        let stride = reader.output_line_size(head.width).ok_or(BROKEN)?;
        let mut pixels = vec![0; stride.checked_mul(head.height as usize).ok_or(BROKEN)?];
        while let Some(row) = reader.next_interlaced_row().map_err(|error| refused(&error))? {
            still()?;
            let png::InterlaceInfo::Adam7(pass) = row.interlace() else { return Err(BROKEN) };
            png::expand_interlaced_row(&mut pixels, stride, row.data(), pass, colour.samples() as u8 * 8);
        }
        pixels.chunks_exact(stride).for_each(|row| average.add(row, colour));
    } else {
        for _ in 0..head.height {
            still()?;
            let row = reader.next_row().map_err(|error| refused(&error))?.ok_or(ReadError::Truncated)?;
            average.add(row.data(), colour);
        }
    }
    Picture::new(width, height, average.pixels).ok_or(BROKEN)
}

const BROKEN: ReadError = ReadError::Broken { what: "the PNG's data" };

fn refused(error: &DecodingError) -> ReadError {
    match error {
        DecodingError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            ReadError::Truncated
        }
        _ => BROKEN,
    }
}

/// Rows in, the average of squares of `by` by `by` pixels out; fewer at the right and lower edge.
struct Average {
    by: usize,
    rows_left: u32,
    /// Of the squares that are being filled: red, green, blue of each.
    sums: Vec<u32>,
    rows: u32,
    /// Those that are done.
    pixels: Vec<u8>,
    width: usize,
}

impl Average {
    fn new(head: &PngHead, by: u32) -> Self {
        let across = head.width.div_ceil(by) as usize;
        Self {
            by: by as usize,
            rows_left: head.height,
            sums: vec![0; 3 * across],
            rows: 0,
            pixels: Vec::with_capacity(3 * across * head.height.div_ceil(by) as usize),
            width: head.width as usize,
        }
    }

    fn add(&mut self, row: &[u8], colour: ColorType) {
        match colour {
            ColorType::Grayscale => self.add_pixels(row.iter().map(|grey| [*grey; 3])),
            ColorType::GrayscaleAlpha => {
                self.add_pixels(row.as_chunks().0.iter().map(|[grey, alpha]| over_white([*grey; 3], *alpha)));
            }
            // A palette has been expanded.
            ColorType::Rgb | ColorType::Indexed => self.add_pixels(row.as_chunks().0.iter().copied()),
            ColorType::Rgba => {
                self.add_pixels(
                    row.as_chunks().0.iter().map(|[r, g, b, alpha]| over_white([*r, *g, *b], *alpha)),
                );
            }
        }
    }

    fn add_pixels(&mut self, row: impl Iterator<Item = [u8; 3]>) {
        self.rows_left = self.rows_left.saturating_sub(1);
        if self.by == 1 {
            self.pixels.extend(row.take(self.width).flatten());
            return;
        }
        let (sums, _) = self.sums.as_chunks_mut::<3>();
        for (x, pixel) in row.take(self.width).enumerate() {
            for (sum, sample) in sums[x / self.by].iter_mut().zip(pixel) {
                *sum += u32::from(sample);
            }
        }
        self.rows += 1;
        if self.rows as usize == self.by || self.rows_left == 0 {
            for (x, sum) in sums.iter_mut().enumerate() {
                let count = self.rows * self.by.min(self.width - x * self.by) as u32;
                self.pixels.extend(sum.map(|sum| ((sum + count / 2) / count) as u8));
                *sum = [0; 3];
            }
            self.rows = 0;
        }
    }
}

/// A pixel laid over white.
fn over_white(pixel: [u8; 3], alpha: u8) -> [u8; 3] {
    let alpha = u32::from(alpha);
    pixel.map(|sample| ((u32::from(sample) * alpha + 255 * (255 - alpha) + 127) / 255) as u8)
}

/// A picture as a PNG without metadata, all pixels as they are.
pub fn encode_png(picture: &Picture) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(picture.pixels())?;
        writer.finish()
    });
    // It cannot fail: a vector takes all bytes, and a picture holds exactly its pixels.
    written.map(|()| bytes).unwrap_or_default()
}
