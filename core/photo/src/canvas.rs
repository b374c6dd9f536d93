//! A picture that is drawn on: fills, lines, discs, other pictures. Edges are softened by how much of a pixel they cover.
//!
//! Not for: deciding what is drawn where (compare, lapse, chart).

use crate::Picture;

/// A colour of a line, a letter or a ground: sRGB.
pub(crate) type Ink = [u8; 3];

/// White: the ground of everything drawn here.
pub(crate) const PAPER: Ink = [255, 255, 255];
/// Words and lines. 17.4 : 1 on paper (WCAG 2.2, contrast ratio).
pub(crate) const DARK: Ink = [27, 27, 27];
/// Lesser words. 7.0 : 1 on paper.
pub(crate) const SOFT: Ink = [89, 89, 89];

/// A picture being drawn.
pub(crate) struct Canvas {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Canvas {
    /// A ground of one colour; each side at least 1.
    pub(crate) fn new(width: u32, height: u32, ink: Ink) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        let pixels = ink.repeat(width as usize * height as usize);
        Self { width, height, pixels }
    }

    pub(crate) fn into_picture(self) -> Picture {
        Picture::new(self.width, self.height, self.pixels).expect("a canvas has exactly its pixels")
    }

    /// Lays `ink` over a pixel, as much as `coverage` (0 to 1) says; outside the canvas nothing.
    pub(crate) fn blend(&mut self, x: i64, y: i64, ink: Ink, coverage: f32) {
        if x < 0 || y < 0 || x >= i64::from(self.width) || y >= i64::from(self.height) {
            return;
        }
        let at = (y as usize * self.width as usize + x as usize) * 3;
        let coverage = coverage.clamp(0.0, 1.0);
        for (under, over) in self.pixels[at..at + 3].iter_mut().zip(ink) {
            *under = (f32::from(*under) + (f32::from(over) - f32::from(*under)) * coverage).round() as u8;
        }
    }

    /// Fills whole pixels.
    pub(crate) fn fill(&mut self, x: i64, y: i64, width: u32, height: u32, ink: Ink) {
        for row in y.max(0)..y.saturating_add(height.into()).min(self.height.into()) {
            for column in x.max(0)..x.saturating_add(width.into()).min(self.width.into()) {
                self.blend(column, row, ink, 1.0);
            }
        }
    }

    /// Puts columns `from..to` of a picture with its top left corner at (x, y); what lies outside is cut.
    pub(crate) fn put(&mut self, picture: &Picture, x: u32, y: u32, from: u32, to: u32) {
        let to = to.min(picture.width()).min(self.width.saturating_sub(x));
        let count = to.saturating_sub(from) as usize * 3;
        let rows = picture.height().min(self.height.saturating_sub(y));
        for row in 0..rows {
            let there = ((y + row) as usize * self.width as usize + (x + from.min(to)) as usize) * 3;
            let here = (row as usize * picture.width() as usize + from.min(to) as usize) * 3;
            self.pixels[there..there + count].copy_from_slice(&picture.pixels()[here..here + count]);
        }
    }

    /// A line with round ends.
    pub(crate) fn line(&mut self, a: (f32, f32), b: (f32, f32), thick: f32, ink: Ink) {
        self.shape(a, b, thick / 2.0, ink, |distance| thick / 2.0 - distance);
    }

    /// A filled disc.
    pub(crate) fn disc(&mut self, centre: (f32, f32), radius: f32, ink: Ink) {
        self.shape(centre, centre, radius, ink, |distance| radius - distance);
    }

    /// Every pixel around the segment a–b, covered by how far `inside` says its centre lies inside the shape.
    fn shape(&mut self, a: (f32, f32), b: (f32, f32), reach: f32, ink: Ink, inside: impl Fn(f32) -> f32) {
        let reach = reach + 1.0;
        let low = |p: f32, q: f32| (p.min(q) - reach).floor().max(0.0) as i64;
        let high = |p: f32, q: f32, most: u32| (p.max(q) + reach).ceil().clamp(0.0, most as f32) as i64;
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length = dx * dx + dy * dy;
        for y in low(a.1, b.1)..high(a.1, b.1, self.height) {
            for x in low(a.0, b.0)..high(a.0, b.0, self.width) {
                let (px, py) = (x as f32 - a.0, y as f32 - a.1);
                let along = if length > 0.0 { ((px * dx + py * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
                let distance = (px - along * dx).hypot(py - along * dy);
                let coverage = inside(distance) + 0.5;
                if coverage > 0.0 {
                    self.blend(x, y, ink, coverage);
                }
            }
        }
    }
}

/// The picture at another size, each side at least 1.
pub(crate) fn resized(picture: &Picture, width: u32, height: u32) -> Picture {
    let (width, height) = (width.max(1), height.max(1));
    if (width, height) == (picture.width(), picture.height()) {
        return picture.clone();
    }
    let (columns, rows) = (taps(picture.width(), width), taps(picture.height(), height));
    let mut across = Vec::with_capacity(width as usize * picture.height() as usize * 3);
    for row in picture.pixels().chunks_exact(picture.width() as usize * 3) {
        for tap in &columns {
            let sum = tap.sum(|index, channel| f32::from(row[index * 3 + channel]));
            across.extend(sum);
        }
    }
    let wide = width as usize * 3;
    let mut pixels = Vec::with_capacity(wide * height as usize);
    let mut sums = vec![0.0_f32; wide];
    for tap in &rows {
        sums.fill(0.0);
        for (index, weight) in tap.weights.iter().enumerate() {
            let row = &across[(tap.first + index) * wide..][..wide];
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += value * weight;
            }
        }
        pixels.extend(sums.iter().map(|sum| sum.round() as u8));
    }
    Picture::new(width, height, pixels).expect("a row of pixels for each tap of rows")
}

/// From which neighbours a new pixel is made, and how much of each.
struct Tap {
    first: usize,
    weights: Vec<f32>,
}

impl Tap {
    fn sum(&self, value: impl Fn(usize, usize) -> f32) -> [f32; 3] {
        let mut sum = [0.0; 3];
        for (index, weight) in self.weights.iter().enumerate() {
            for (channel, sum) in sum.iter_mut().enumerate() {
                *sum += value(self.first + index, channel) * weight;
            }
        }
        sum
    }
}

/// The cubic of Catmull and Rom (1974), widened where the picture shrinks so that no pixel is skipped.
fn taps(from: u32, to: u32) -> Vec<Tap> {
    let step = f64::from(from) / f64::from(to);
    let wide = step.max(1.0);
    let cubic = |x: f64| match x.abs() {
        x if x < 1.0 => (1.5 * x - 2.5) * x * x + 1.0,
        x if x < 2.0 => ((2.5 - 0.5 * x) * x - 4.0) * x + 2.0,
        _ => 0.0,
    };
    (0..to)
        .map(|index| {
            let centre = (f64::from(index) + 0.5) * step - 0.5;
            let first = (centre - 2.0 * wide).ceil().max(0.0) as usize;
            let last = ((centre + 2.0 * wide).floor() as usize).min(from as usize - 1);
            let weights: Vec<f64> = (first..=last).map(|at| cubic((at as f64 - centre) / wide)).collect();
            let sum: f64 = weights.iter().sum();
            Tap { first, weights: weights.into_iter().map(|weight| (weight / sum) as f32).collect() }
        })
        .collect()
}

/// The largest size of the picture's shape inside `width` × `height`, each side at least 1.
pub(crate) fn fitted(picture: &Picture, width: u32, height: u32) -> (u32, u32) {
    let (w, h) = (f64::from(picture.width()), f64::from(picture.height()));
    let scale = (f64::from(width) / w).min(f64::from(height) / h);
    (
        ((w * scale).round() as u32).clamp(1, width.max(1)),
        ((h * scale).round() as u32).clamp(1, height.max(1)),
    )
}

/// The picture inside a cell of that size, whole and in the middle, on paper.
pub(crate) fn in_cell(picture: &Picture, width: u32, height: u32) -> Picture {
    let (w, h) = fitted(picture, width, height);
    let scaled = resized(picture, w, h);
    if (w, h) == (width, height) {
        return scaled;
    }
    let mut canvas = Canvas::new(width, height, PAPER);
    canvas.put(&scaled, (width - w) / 2, (height - h) / 2, 0, w);
    canvas.into_picture()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_drawn_outside_panics_or_shows() {
        let mut canvas = Canvas::new(8, 8, PAPER);
        canvas.fill(-20, -20, 10, 10, DARK);
        canvas.line((-50.0, -9.0), (-10.0, 90.0), 3.0, DARK);
        canvas.disc((100.0, 100.0), 5.0, DARK);
        canvas.put(&Picture::new(1, 1, vec![0; 3]).unwrap(), 90, 90, 0, 1);
        assert!(canvas.into_picture().pixels().iter().all(|byte| *byte == 255));
    }

    #[test]
    fn a_disc_covers_its_area() {
        let mut canvas = Canvas::new(21, 21, PAPER);
        canvas.disc((10.0, 10.0), 6.0, [0, 0, 0]);
        let dark: f32 = canvas.into_picture().pixels().chunks(3).map(|p| 1.0 - f32::from(p[0]) / 255.0).sum();
        assert!((dark - std::f32::consts::PI * 36.0).abs() < 2.0, "{dark}");
    }

    #[test]
    fn another_size_is_the_same_picture() {
        let ramp: Vec<u8> = (0..40 * 30).flat_map(|n| [(n % 40 * 6) as u8, 90, (n / 40 * 8) as u8]).collect();
        let ramp = Picture::new(40, 30, ramp).unwrap();
        let half = resized(&ramp, 20, 15);
        let double = resized(&ramp, 80, 60);
        // Away from the edges a ramp stays one: half a step to the middle of its pixels.
        for (x, y) in [(5_usize, 5_usize), (10, 7), (14, 9)] {
            let at = |picture: &Picture, x: usize, y: usize| {
                let at = (y * picture.width() as usize + x) * 3;
                [0, 1, 2].map(|channel| i32::from(picture.pixels()[at + channel]))
            };
            let small = [(2 * x as i32) * 6 + 3, 90, (2 * y as i32) * 8 + 4];
            assert!(at(&half, x, y).iter().zip(small).all(|(a, b)| (a - b).abs() <= 1));
            let large = [4 * x as i32 * 3 - 1, 90, 4 * y as i32 * 4 - 2];
            assert!(at(&double, 4 * x, 4 * y).iter().zip(large).all(|(a, b)| (a - b).abs() <= 1));
        }
        let speck = Picture::new(1, 1, vec![7, 8, 9]).unwrap();
        assert!(resized(&speck, 3, 2).pixels().chunks(3).all(|pixel| pixel == [7, 8, 9]));
    }

    #[test]
    fn the_shape_is_kept_in_a_cell() {
        let wide = Picture::new(40, 10, vec![0; 1200]).unwrap();
        assert_eq!(fitted(&wide, 20, 20), (20, 5));
        let cell = in_cell(&wide, 20, 20);
        let dark = cell.pixels().chunks(3).filter(|p| p[0] < 128).count();
        assert_eq!((cell.width(), cell.height(), dark), (20, 20, 100));
    }
}
