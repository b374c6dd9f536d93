//! Lays a picture on another by a transform, and says by how much the camera had moved.
//!
//! Not for: finding the transform (`align`), resizing a picture a lot (there is no filter against aliasing).

use crate::align::Alignment;
use crate::homography::Homography;
use crate::picture::Picture;

/// The picture as `homography` (from its pixels to those of the result) lays it on a canvas of this size; `outside` is
/// the colour where it does not reach. Bilinear, on values as encoded. A side of 0 is taken for 1.
pub fn warp(
    picture: &Picture,
    homography: &Homography,
    width: u32,
    height: u32,
    outside: [u8; 3],
) -> Picture {
    let (width, height) = (width.max(1), height.max(1));
    let mut pixels = Vec::with_capacity(3 * width as usize * height as usize);
    let (w, h) = (picture.width() as usize, picture.height() as usize);
    let source = picture.pixels();
    each_source(picture.width(), picture.height(), homography, width, height, |at| {
        let Some((x, y)) = at else {
            pixels.extend_from_slice(&outside);
            return;
        };
        let (ix, iy) = (x as usize, y as usize);
        // Weights of 256: whole numbers are faster, and finer than a byte shows.
        let (tx, ty) = (((x - ix as f64) * 256.0) as u32, ((y - iy as f64) * 256.0) as u32);
        let (upper, lower) = (3 * (iy * w + ix), 3 * ((iy + 1).min(h - 1) * w + ix));
        let right = if ix + 1 < w { 3 } else { 0 };
        for channel in 0..3 {
            let value = |at: usize| u32::from(source[at + channel]);
            let top = value(upper) * (256 - tx) + value(upper + right) * tx;
            let bottom = value(lower) * (256 - tx) + value(lower + right) * tx;
            pixels.push(((top * (256 - ty) + bottom * ty + 32768) >> 16) as u8);
        }
    });
    // As many bytes as it takes were written above.
    Picture::new(width, height, pixels).unwrap_or_else(|| picture.clone())
}

/// Which pixels of such a canvas a picture of `source` pixels reaches, row by row: `width * height` of them.
pub fn covered(source: (u32, u32), homography: &Homography, width: u32, height: u32) -> Vec<bool> {
    let (width, height) = (width.max(1), height.max(1));
    let mut mask = Vec::with_capacity(width as usize * height as usize);
    each_source(source.0, source.1, homography, width, height, |at| mask.push(at.is_some()));
    mask
}

/// Calls for each pixel of the canvas, row by row, with the place in the source that comes there.
fn each_source(
    source_width: u32,
    source_height: u32,
    homography: &Homography,
    width: u32,
    height: u32,
    mut each: impl FnMut(Option<(f64, f64)>),
) {
    let back = homography.inverse();
    let (right, bottom) =
        (f64::from(source_width.saturating_sub(1)), f64::from(source_height.saturating_sub(1)));
    for y in 0..height {
        for x in 0..width {
            let at = back.and_then(|back| back.apply((f64::from(x), f64::from(y))));
            // Half a thousandth of a pixel: rounding must not cut the last row off.
            let inside = |(x, y): &(f64, f64)| {
                (-5e-4..=right + 5e-4).contains(x) && (-5e-4..=bottom + 5e-4).contains(y)
            };
            each(at.filter(inside).map(|(x, y)| (x.clamp(0.0, right), y.clamp(0.0, bottom))));
        }
    }
}

/// By how much the camera had moved between two photos.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AngleChange {
    /// Degrees that the second photo has to be turned clockwise to lie like the first; -180 to 180.
    pub rotation: f64,
    /// By how much it has to be enlarged.
    pub scale: f64,
    /// Degrees by which the skin is seen more obliquely in one than in the other, at least: the angle at which a circle would
    /// look as narrow as one photo's circle looks in the other.
    pub tilt: f64,
    /// How much larger the one side of the second photo has to be made than the other, as a ratio of at least 1: perspective.
    pub skew: f64,
}

/// The change between two photos that were lined up, in the middle of the second, which has this size. `None` where the
/// transform takes that middle nowhere; `align` gives no such transform.
pub fn angle_change(alignment: &Alignment, width: u32, height: u32) -> Option<AngleChange> {
    let (w, h) = (f64::from(width), f64::from(height));
    let [[a, b], [c, d]] = stretch(&alignment.homography, (w / 2.0, h / 2.0))?;
    // The two singular values of the 2 by 2 matrix, from its similar and its mirrored part.
    let (similar, mirrored) = ((a + d).hypot(c - b) / 2.0, (a - d).hypot(b + c) / 2.0);
    let (long, short) = (similar + mirrored, (similar - mirrored).abs());
    let mut sizes = [0.0; 4];
    for (size, (x, y)) in sizes.iter_mut().zip([(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)]) {
        let [[a, b], [c, d]] = stretch(&alignment.homography, (x * w, y * h))?;
        *size = (a * d - b * c).abs().sqrt();
    }
    let (low, high) =
        sizes.iter().fold((f64::MAX, 0.0_f64), |(low, high), size| (low.min(*size), high.max(*size)));
    if short <= 0.0 || low <= 0.0 {
        return None;
    }
    Some(AngleChange {
        rotation: (c - b).atan2(a + d).to_degrees(),
        scale: (long * short).sqrt(),
        tilt: (short / long).clamp(0.0, 1.0).acos().to_degrees(),
        skew: high / low,
    })
}

/// How far a step to the right and a step down go at a point.
fn stretch(homography: &Homography, (x, y): (f64, f64)) -> Option<[[f64; 2]; 2]> {
    let (at, right, down) =
        (homography.apply((x, y))?, homography.apply((x + 1.0, y))?, homography.apply((x, y + 1.0))?);
    Some([[right.0 - at.0, down.0 - at.0], [right.1 - at.1, down.1 - at.1]])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waves(width: u32, height: u32) -> Picture {
        let pixels = (0..height)
            .flat_map(|y| (0..width).map(move |x| (f64::from(x), f64::from(y))))
            .flat_map(|(x, y)| {
                let level = (127.0 + 60.0 * (x / 9.0).sin() + 50.0 * (y / 7.0).cos()) as u8;
                [level, 255 - level, (x * 255.0 / f64::from(width)) as u8]
            })
            .collect();
        Picture::new(width, height, pixels).unwrap()
    }

    #[test]
    fn nothing_moves_by_itself() {
        let picture = waves(60, 40);
        assert!(warp(&picture, &Homography::IDENTITY, 60, 40, [1, 2, 3]) == picture);
        assert!(covered((60, 40), &Homography::IDENTITY, 60, 40).iter().all(|inside| *inside));
    }

    #[test]
    fn there_and_back_is_nearly_the_same() {
        let picture = waves(120, 90);
        let there = Homography::new([[0.98, -0.1, 12.0], [0.1, 1.02, -3.0], [1e-4, -1e-4, 1.0]]).unwrap();
        let back = there.inverse().unwrap();
        let returned = warp(&warp(&picture, &there, 160, 130, [0; 3]), &back, 120, 90, [0; 3]);
        let inside = covered((160, 130), &back, 120, 90);
        let kept = covered((120, 90), &there, 160, 130);
        assert!(kept.iter().any(|inside| *inside) && kept.iter().any(|inside| !*inside));
        let (mut off, mut count) = (0.0, 0);
        for y in 20..70 {
            for x in 20..100 {
                let at = y * 120 + x;
                if inside[at] {
                    off += f64::from(picture.pixels()[3 * at].abs_diff(returned.pixels()[3 * at]));
                    count += 1;
                }
            }
        }
        assert!(count > 3000 && off / f64::from(count) < 2.0, "{count} {off}");
    }

    #[test]
    fn what_is_not_covered_has_the_colour_of_outside() {
        let moved = Homography::new([[1.0, 0.0, 10.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]).unwrap();
        let picture = waves(30, 20);
        let laid = warp(&picture, &moved, 30, 20, [9, 8, 7]);
        assert_eq!(laid.pixels()[..3], [9, 8, 7]);
        assert_eq!(laid.pixels()[30..33], picture.pixels()[..3]);
        assert_eq!(covered((30, 20), &moved, 30, 20).iter().filter(|inside| **inside).count(), 400);
    }

    #[test]
    fn a_turn_and_a_scale_are_read_off() {
        let angle = 20.0_f64.to_radians();
        let (c, s) = (1.3 * angle.cos(), 1.3 * angle.sin());
        let homography = Homography::new([[c, -s, 5.0], [s, c, 6.0], [0.0, 0.0, 1.0]]).unwrap();
        let change = angle_change(&Alignment { homography, confidence: 1.0 }, 300, 400).unwrap();
        assert!((change.rotation - 20.0).abs() < 1e-6 && (change.scale - 1.3).abs() < 1e-9);
        assert!(change.tilt < 0.01 && (change.skew - 1.0).abs() < 1e-9);
        let narrow = Homography::new([[0.5, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]).unwrap();
        let change = angle_change(&Alignment { homography: narrow, confidence: 1.0 }, 300, 400).unwrap();
        assert!((change.tilt - 60.0).abs() < 1e-6);
    }
}
