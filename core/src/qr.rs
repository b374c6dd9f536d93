//! QR codes, as modules: every shell draws the same ones. Also whole, as SVG and PNG.
//!
//! Not for: what stands in one (`signed::SheetAddress`, the recovery code), or drawing on a screen.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
use stipple_photo::{Picture, encode_png};

/// Light modules that have to stay around a code, on each side.
pub const MARGIN: u32 = 4;
/// Pixels a module in a PNG.
const PIXELS: u32 = 8;

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct QrView {
    /// Modules on each side. Around them stay four light ones.
    pub size: u32,
    /// Whether each module is dark, row by row.
    pub modules: Vec<bool>,
}

/// A text that no QR holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is too long for a QR code")]
pub struct TooLong;

impl QrView {
    /// The code of a text, which reads even where a seventh of it is damaged.
    pub fn of(text: &str) -> Result<Self, TooLong> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| TooLong)?;
        let modules = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Ok(Self { size: u32::try_from(code.width()).map_err(|_| TooLong)?, modules })
    }

    /// Whether the module there is dark; those around the code are light.
    pub fn is_dark(&self, row: i64, column: i64) -> bool {
        let inside = |place: i64| u32::try_from(place).ok().filter(|place| *place < self.size);
        let place = inside(row).zip(inside(column)).map(|(row, column)| row * self.size + column);
        place.and_then(|place| self.modules.get(place as usize).copied()).unwrap_or(false)
    }

    /// The code as an SVG with its margin, a unit a module.
    pub fn svg(&self) -> String {
        let side = self.size + 2 * MARGIN;
        let mut path = String::new();
        for row in 0..i64::from(self.size) {
            for column in (0..i64::from(self.size)).filter(|column| self.is_dark(row, *column)) {
                let margin = i64::from(MARGIN);
                write!(path, "M{},{}h1v1h-1z", column + margin, row + margin).expect("a String takes all");
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
             <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>\n"
        )
    }

    /// The code as a PNG with its margin, eight pixels a module.
    pub fn png(&self) -> Vec<u8> {
        let side = (self.size + 2 * MARGIN) * PIXELS;
        let module = |pixel: u32| i64::from(pixel / PIXELS) - i64::from(MARGIN);
        let pixel =
            |row: u32, column: u32| if self.is_dark(module(row), module(column)) { [0; 3] } else { [255; 3] };
        let pixels = (0..side).flat_map(|row| (0..side).flat_map(move |column| pixel(row, column)));
        Picture::new(side, side, pixels.collect()).map(|picture| encode_png(&picture)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "stipple:join?server=https%3A%2F%2Fa.example&code=0123-4567";

    fn decoded(size: usize, light: impl Fn(usize, usize) -> u8) -> String {
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(size, size, light);
        picture.detect_grids()[0].decode().unwrap().1
    }

    /// By a reader that is not ours.
    #[test]
    fn what_is_drawn_reads_back() {
        for text in [TEXT, "ä", &"x".repeat(2000)] {
            let code = QrView::of(text).unwrap();
            let side = (code.size + 2 * MARGIN) as usize;
            let place = |at: usize| i64::try_from(at / 4).unwrap() - i64::from(MARGIN);
            let read = decoded(side * 4, |x, y| if code.is_dark(place(y), place(x)) { 0 } else { 255 });
            assert_eq!(read, text);
        }
    }

    #[test]
    fn a_png_holds_the_same_code() {
        let bytes = QrView::of(TEXT).unwrap().png();
        let picture =
            stipple_photo::decode_upright(&bytes, 4096, &stipple_photo::Limits::default(), &mut || true)
                .unwrap();
        let side = picture.width() as usize;
        let read = decoded(side, |x, y| picture.pixels()[(y * side + x) * 3]);
        assert_eq!(read, TEXT);
    }

    #[test]
    fn an_svg_has_a_square_for_each_dark_module() {
        let code = QrView::of("x").unwrap();
        assert_eq!(code.size, 21);
        let dark = code.modules.iter().filter(|dark| **dark).count();
        let svg = code.svg();
        assert_eq!(svg.matches("h1v1h-1z").count(), dark);
        assert!(svg.contains("viewBox=\"0 0 29 29\""));
        assert!(svg.contains("M4,4h1"), "the corner is dark, and stands within the margin");
    }

    #[test]
    fn what_no_code_holds_is_refused() {
        assert_eq!(QrView::of(&"x".repeat(4000)), Err(TooLong));
    }
}
