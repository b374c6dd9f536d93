//! Turning a picture upright, and making it smaller.
//!
//! Not for: warping by a transform (alignment), or making anything larger: nothing here invents pixels.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};

use crate::exif::Orientation;
use crate::picture::Picture;

/// The sides of a picture of `width` by `height` once its longer side has at most `longest` pixels: never enlarged, never 0.
pub(crate) fn fit(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let longer = width.max(height);
    if longer <= longest {
        return (width, height);
    }
    let side = |side: u32| {
        let twice = 2 * u64::from(side) * u64::from(longest);
        ((twice + u64::from(longer)) / (2 * u64::from(longer))).max(1) as u32
    };
    (side(width), side(height))
}

/// The picture with its longer side at most `longest` pixels (at least 1), averaged by area; never enlarged.
#[expect(clippy::missing_panics_doc, reason = "it cannot")]
pub fn smaller(picture: &Picture, longest: u32) -> Picture {
    let (width, height) = fit(picture.width(), picture.height(), longest.max(1));
    if (width, height) == (picture.width(), picture.height()) {
        return picture.clone();
    }
    let pixels = resized(picture.pixels(), (picture.width(), picture.height()), (width, height));
    Picture::new(width, height, pixels).expect("it was made that long")
}

/// Pixels of one size as pixels of another, averaged by area along each side that differs.
fn resized(pixels: &[u8], (width, height): (u32, u32), to: (u32, u32)) -> Vec<u8> {
    let source =
        TypedImageRef::<U8x3>::from_buffer(width, height, pixels).expect("the pixels are of this size");
    let mut made = vec![0; to.0 as usize * to.1 as usize * 3];
    let mut target = TypedImage::<U8x3>::from_buffer(to.0, to.1, &mut made).expect("it was made that long");
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear));
    // For this one kind of pixel: the general call compiles every kind into this crate, which takes minutes.
    Resizer::new().resize_typed(&source, &mut target, &options).expect("no part is cut out");
    made
}

/// A picture made smaller while its rows come in: narrower at once, lower at the end.
pub(crate) struct Narrower {
    width: u32,
    height: u32,
    to: (u32, u32),
    pixels: Vec<u8>,
}

impl Narrower {
    /// For a picture of this size whose longer side is to have at most `longest` pixels.
    pub fn new(width: u32, height: u32, longest: u32) -> Self {
        let to = fit(width, height, longest.max(1));
        Self { width, height, to, pixels: Vec::with_capacity(3 * to.0 as usize * height as usize) }
    }

    /// Whole rows, from the top.
    pub fn add(&mut self, rows: &[u8]) {
        let height = (rows.len() / (3 * self.width as usize)) as u32;
        self.pixels.extend(resized(rows, (self.width, height), (self.to.0, height)));
    }

    /// `None` unless all rows came.
    pub fn done(self) -> Option<Picture> {
        if self.pixels.len() != 3 * self.to.0 as usize * self.height as usize {
            return None;
        }
        Picture::new(self.to.0, self.to.1, resized(&self.pixels, (self.to.0, self.height), self.to))
    }
}

/// Columns that are turned together: as much of a strip as a first-level cache holds.
const TILE: usize = 32;

/// A picture that is turned as its camera was held while its rows come in: each strip while it is still in the cache, and
/// never there twice.
pub(crate) struct Turning {
    width: usize,
    height: usize,
    orientation: Orientation,
    /// Rows that came.
    at: usize,
    pixels: Vec<u8>,
}

impl Turning {
    /// For a picture that comes with these sides.
    pub fn new(width: u32, height: u32, orientation: Orientation) -> Self {
        let pixels = vec![0; 3 * width as usize * height as usize];
        Self { width: width as usize, height: height as usize, orientation, at: 0, pixels }
    }

    /// Whole rows, from the top; what is too much is passed over.
    pub fn add(&mut self, rows: &[u8]) {
        let count = (rows.len() / (3 * self.width)).min(self.height - self.at);
        let (old, _) = rows[..3 * self.width * count].as_chunks::<3>();
        let (new, _) = self.pixels.as_chunks_mut::<3>();
        let (first, width, height) = (self.at, self.width, self.height);
        self.at += count;
        if !self.orientation.swaps_sides() {
            let mirrored = matches!(self.orientation, Orientation::Mirrored | Orientation::Turn180);
            let from_below = matches!(self.orientation, Orientation::Flipped | Orientation::Turn180);
            for (y, row) in (first..).zip(old.chunks_exact(width)) {
                let y = if from_below { height - 1 - y } else { y };
                let new = &mut new[y * width..(y + 1) * width];
                new.copy_from_slice(row);
                if mirrored {
                    new.reverse();
                }
            }
            return;
        }
        // A column of the old picture is a row of the new one.
        let from_right = matches!(self.orientation, Orientation::Transverse | Orientation::TurnLeft);
        let from_below = matches!(self.orientation, Orientation::TurnRight | Orientation::Transverse);
        let left = if from_below { height - first - count } else { first };
        for tile in (0..width).step_by(TILE) {
            for old_x in tile..(tile + TILE).min(width) {
                let y = if from_right { width - 1 - old_x } else { old_x };
                let new = &mut new[y * height + left..y * height + left + count];
                let column = old[old_x..].iter().step_by(width);
                if from_below {
                    new.iter_mut().rev().zip(column).for_each(|(new, old)| *new = *old);
                } else {
                    new.iter_mut().zip(column).for_each(|(new, old)| *new = *old);
                }
            }
        }
    }

    /// `None` unless all rows came.
    pub fn done(self) -> Option<Picture> {
        if self.at < self.height {
            return None;
        }
        let swaps = self.orientation.swaps_sides();
        let (width, height) = if swaps { (self.height, self.width) } else { (self.width, self.height) };
        Picture::new(width as u32, height as u32, self.pixels)
    }
}

/// The picture as the camera's holder saw it.
pub(crate) fn upright(picture: Picture, orientation: Orientation) -> Picture {
    if orientation == Orientation::Upright {
        return picture;
    }
    let mut turning = Turning::new(picture.width(), picture.height(), orientation);
    turning.add(picture.pixels());
    turning.done().expect("all rows came")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each tag's value means, by EXIF's own words: where the 0th row and the 0th column are seen.
    #[test]
    fn every_orientation_of_a_picture_of_two_by_three() {
        // 1 2
        // 3 4
        // 5 6
        let picture = Picture::new(2, 3, (1..=6).flat_map(|n| [n, n, n]).collect()).unwrap();
        for (tag, width, expected) in [
            (1, 2, [1, 2, 3, 4, 5, 6]),
            (2, 2, [2, 1, 4, 3, 6, 5]),
            (3, 2, [6, 5, 4, 3, 2, 1]),
            (4, 2, [5, 6, 3, 4, 1, 2]),
            (5, 3, [1, 3, 5, 2, 4, 6]),
            (6, 3, [5, 3, 1, 6, 4, 2]),
            (7, 3, [6, 4, 2, 5, 3, 1]),
            (8, 3, [2, 4, 6, 1, 3, 5]),
        ] {
            let turned = upright(picture.clone(), Orientation::from_tag(tag).unwrap());
            let seen: Vec<u8> = turned.pixels().chunks(3).map(|pixel| pixel[0]).collect();
            assert_eq!((turned.width(), &seen[..]), (width, &expected[..]), "orientation {tag}");
        }
    }

    #[test]
    fn in_strips_it_is_turned_as_it_is_whole() {
        let (width, height) = (70, 45);
        let pixels: Vec<u8> = (0..3 * width * height).map(|n| (n % 251) as u8).collect();
        for tag in 1..=8 {
            let orientation = Orientation::from_tag(tag).unwrap();
            let whole = upright(Picture::new(width, height, pixels.clone()).unwrap(), orientation);
            let mut turning = Turning::new(width, height, orientation);
            pixels.chunks(3 * width as usize * 16).for_each(|strip| turning.add(strip));
            assert!(turning.done().unwrap() == whole, "orientation {tag}");
        }
        let mut short = Turning::new(width, height, Orientation::TurnRight);
        short.add(&pixels[..3 * width as usize]);
        assert!(short.done().is_none());
    }

    #[test]
    fn fits_and_never_enlarges() {
        assert_eq!(fit(4000, 3000, 1024), (1024, 768));
        assert_eq!(fit(3000, 4000, 1024), (768, 1024));
        assert_eq!(fit(800, 600, 1024), (800, 600));
        assert_eq!(fit(65500, 1, 256), (256, 1));
    }
}
