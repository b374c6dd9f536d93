//! The last photo of an angle, see-through, for the camera to lay over what it sees.
//!
//! Not for: finding the last photo, or turning it upright.

use thiserror::Error;

use crate::Picture;
use crate::canvas::{fitted, resized};

/// How a ghost looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ghost {
    /// The photo itself.
    Veil {
        /// 0 is not there, 1 hides the camera's picture. Half is usual.
        opacity: f32,
    },
    /// Its outlines alone: light lines with a dark rim, seen on any ground.
    Outlines,
}

/// Why there is no ghost.
#[derive(Debug, Error)]
pub enum GhostError {
    /// The camera's frame has no pixel, or is larger than any camera's.
    #[error("a camera's frame is 1 to {MOST} pixels on each side, not {width} × {height}")]
    Frame {
        /// As given.
        width: u32,
        /// As given.
        height: u32,
    },
    /// The picture could not be written.
    #[error("the ghost could not be written")]
    Write(#[source] png::EncodingError),
}

/// The longest side of a camera's frame in pixels.
const MOST: u32 = 8192;

/// A PNG with alpha of exactly the camera frame's size: the photo whole and in the middle of it, see-through, nothing
/// beside it. `mirrored` is for a front camera whose preview is shown as in a mirror.
pub fn ghost(photo: &Picture, frame: (u32, u32), look: Ghost, mirrored: bool) -> Result<Vec<u8>, GhostError> {
    let (width, height) = frame;
    if !(1..=MOST).contains(&width) || !(1..=MOST).contains(&height) {
        return Err(GhostError::Frame { width, height });
    }
    let (w, h) = fitted(photo, width, height);
    let scaled = resized(photo, w, h);
    let inner = match look {
        Ghost::Veil { opacity } => {
            let alpha = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
            scaled.pixels().chunks_exact(3).map(|p| [p[0], p[1], p[2], alpha]).collect()
        }
        Ghost::Outlines => outlines(&scaled),
    };
    let mut pixels = vec![0; width as usize * height as usize * 4];
    let (left, top) = ((width - w) / 2, (height - h) / 2);
    for y in 0..h {
        for x in 0..w {
            let from = if mirrored { w - 1 - x } else { x };
            let there = ((top + y) as usize * width as usize + (left + x) as usize) * 4;
            pixels[there..there + 4].copy_from_slice(&inner[y as usize * w as usize + from as usize]);
        }
    }
    png_of(&pixels, width, height).map_err(GhostError::Write)
}

fn png_of(pixels: &[u8], width: u32, height: u32) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// Light lines where the picture changes most, each in a dark rim.
///
/// The gradient is Sobel's over a smoothed grey picture, thinned to its ridges across the gradient (Canny 1986, without
/// hysteresis), and scaled so that the strongest fiftieth of all pixels is drawn fully.
fn outlines(picture: &Picture) -> Vec<[u8; 4]> {
    let (w, h) = (picture.width() as usize, picture.height() as usize);
    let grey: Vec<f32> = picture
        .pixels()
        .chunks_exact(3)
        .map(|p| 0.299 * f32::from(p[0]) + 0.587 * f32::from(p[1]) + 0.114 * f32::from(p[2]))
        .collect();
    let unit = (w.max(h) / 240).max(1); // lines as thick on a large frame as on a small one
    let smooth = blurred(&blurred(&blurred(&grey, w, h, unit), w, h, unit), w, h, unit);
    let at = |plane: &[f32], x: usize, y: usize, dx: isize, dy: isize| {
        let x = x.saturating_add_signed(dx).min(w - 1);
        plane[y.saturating_add_signed(dy).min(h - 1) * w + x]
    };
    let mut strength = vec![0.0_f32; w * h];
    let mut across = vec![(0_isize, 0_isize); w * h];
    for y in 0..h {
        for x in 0..w {
            let side = |dx, dy| at(&smooth, x, y, dx, dy);
            let gx =
                side(1, -1) + 2.0 * side(1, 0) + side(1, 1) - side(-1, -1) - 2.0 * side(-1, 0) - side(-1, 1);
            let gy =
                side(-1, 1) + 2.0 * side(0, 1) + side(1, 1) - side(-1, -1) - 2.0 * side(0, -1) - side(1, -1);
            let size = gx.hypot(gy);
            strength[y * w + x] = size;
            if size > 0.0 {
                across[y * w + x] = ((gx / size).round() as isize, (gy / size).round() as isize);
            }
        }
    }
    let mut sorted = strength.clone();
    sorted.sort_by(f32::total_cmp);
    let full = sorted[(sorted.len() * 49 / 50).min(sorted.len() - 1)].max(12.0);
    let mut ridge = vec![0.0_f32; w * h];
    for y in 0..h {
        for x in 0..w {
            let (here, (dx, dy)) = (strength[y * w + x], across[y * w + x]);
            if here >= at(&strength, x, y, dx, dy) && here >= at(&strength, x, y, -dx, -dy) {
                ridge[y * w + x] = (here / full - 0.25).clamp(0.0, 0.75) / 0.75;
            }
        }
    }
    let core = widened(&ridge, w, h, unit);
    let rim = widened(&ridge, w, h, unit * 2);
    core.iter()
        .zip(&rim)
        .map(|(core, rim)| {
            let shade = (core * 255.0).round() as u8;
            [shade, shade, shade, (core.max(rim * 0.6) * 255.0).round() as u8]
        })
        .collect()
}

/// The mean over a square `reach` to each side, rows then columns.
fn blurred(plane: &[f32], w: usize, h: usize, reach: usize) -> Vec<f32> {
    across(plane, w, h, reach, |window| window.iter().sum::<f32>() / window.len() as f32)
}

/// The largest over a square `reach` to each side.
fn widened(plane: &[f32], w: usize, h: usize, reach: usize) -> Vec<f32> {
    across(plane, w, h, reach, |window| window.iter().copied().fold(0.0, f32::max))
}

fn across(plane: &[f32], w: usize, h: usize, reach: usize, of: impl Fn(&[f32]) -> f32) -> Vec<f32> {
    let pass = |line: &[f32]| -> Vec<f32> {
        (0..line.len()).map(|i| of(&line[i.saturating_sub(reach)..(i + reach + 1).min(line.len())])).collect()
    };
    let rows: Vec<f32> = plane.chunks_exact(w).flat_map(&pass).collect();
    let mut result = vec![0.0; w * h];
    for x in 0..w {
        let column: Vec<f32> = (0..h).map(|y| rows[y * w + x]).collect();
        for (y, value) in pass(&column).into_iter().enumerate() {
            result[y * w + x] = value;
        }
    }
    result
}
