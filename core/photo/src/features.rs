//! Points that are found again in another photo of the same skin, each with what its surroundings look like.
//!
//! Blobs: extremes of differences of Gaussians at half-octave scales (Lowe, IJCV 60, 2004), on the normalised picture and
//! without a threshold on contrast, because faint dots are all that some photos have. Descriptors: histograms of slopes in
//! 4 by 4 cells, compared by the root of their values (Arandjelović & Zisserman, CVPR 2012). Not for: comparing them.

use crate::filters::{blurred, halved};
use crate::picture::Plane;

/// Numbers of a descriptor: 4 by 4 cells, 8 directions.
pub(crate) const LENGTH: usize = 128;

/// What a neighbourhood looks like; a unit vector times [`UNIT`], cut off at 255.
pub(crate) type Descriptor = [u8; LENGTH];

/// What a descriptor's length is multiplied by.
const UNIT: f32 = 500.0;

/// A point in a picture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keypoint {
    /// In pixels of the picture, the middle of the top left one at 0.
    pub x: f32,
    /// Likewise.
    pub y: f32,
    /// Standard deviation of the blur at which it stands out, in pixels.
    pub scale: f32,
    /// Cosine and sine of the direction it points in.
    pub direction: [f32; 2],
}

/// How many points of each scale are kept, from the finest.
const KEPT: [usize; 6] = [520, 420, 320, 230, 150, 85];

/// Finds points in a normalised picture blurred by 0.7 pixels, and describes them; `factor` times as many
/// as usual.
pub(crate) fn features(finest: &Plane, factor: usize) -> (Vec<Keypoint>, Vec<Descriptor>) {
    let (mut points, mut descriptors) = (Vec::new(), Vec::new());
    let window = Window::new();
    let mut half;
    let mut octave = finest;
    for number in 0..3 {
        if octave.width() < 32 || octave.height() < 32 {
            break;
        }
        let size = (1_u32 << number) as f32;
        // 1.2, 1.7 and 2.4: half an octave apart.
        let fine = blurred(octave, 0.97);
        let middle = blurred(&fine, 1.2);
        let coarse = blurred(&middle, 1.7);
        for (step, (sharp, soft)) in [(&fine, &middle), (&middle, &coarse)].into_iter().enumerate() {
            let scale = if step == 0 { 1.2 } else { 1.7 };
            let found = extremes(sharp, soft, factor * KEPT[2 * number + step]);
            for (x, y) in found {
                for direction in window.directions(sharp, (x, y), scale) {
                    let Some(descriptor) = window.describe(sharp, (x, y), scale, direction) else { continue };
                    points.push(Keypoint {
                        x: (x + 0.5) * size - 0.5,
                        y: (y + 0.5) * size - 0.5,
                        scale: scale * size,
                        direction,
                    });
                    descriptors.push(descriptor);
                }
            }
        }
        half = halved(&fine);
        octave = &half;
    }
    (points, descriptors)
}

/// The strongest extremes of `sharp - soft`, spread over the picture, to a fraction of a pixel.
fn extremes(sharp: &Plane, soft: &Plane, keep: usize) -> Vec<(f32, f32)> {
    let (width, height) = (sharp.width() as usize, sharp.height() as usize);
    let difference: Vec<f32> = sharp.values().iter().zip(soft.values()).map(|(a, b)| a - b).collect();
    // A grid of some hundred cells, in each of which the strongest few are kept.
    let columns = 8;
    let rows = (columns * height).div_ceil(width).clamp(1, 64);
    let mut cells: Vec<Vec<(f32, usize)>> = vec![Vec::new(); columns * rows];
    let border = 6;
    let (mut tall, mut ring) = (vec![[0.0_f32; 2]; width], vec![[0.0_f32; 2]; width]);
    for y in border..height.saturating_sub(border) {
        let [upper, here, lower] = [y - 1, y, y + 1].map(|y| &difference[y * width..][..width]);
        // The highest and the lowest of each column of three, then of the eight around each pixel: no branches, many at a
        // time. Hardly a pixel goes beyond them.
        for (x, [high, low]) in tall.iter_mut().enumerate() {
            *high = larger(upper[x], larger(here[x], lower[x]));
            *low = -larger(-upper[x], larger(-here[x], -lower[x]));
        }
        for x in 1..width - 1 {
            let ([a, c], [b, d]) = (tall[x - 1], tall[x + 1]);
            ring[x] = [
                larger(larger(a, b), larger(upper[x], lower[x])),
                -larger(larger(-c, -d), larger(-upper[x], -lower[x])),
            ];
        }
        for x in border..width.saturating_sub(border) {
            let [high, low] = ring[x];
            if here[x] > high || here[x] < low {
                cells[(y * rows / height) * columns + x * columns / width]
                    .push((here[x].abs(), y * width + x));
            }
        }
    }
    let quota = (keep * 3 / 2).div_ceil(columns * rows);
    let mut all = Vec::new();
    for cell in &mut cells {
        cell.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        cell.truncate(quota);
        all.append(cell);
    }
    all.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    all.truncate(keep);
    all.iter()
        .map(|&(_, at)| {
            // The top of the parabola through three neighbours, in each direction.
            let top = |before: f32, here: f32, after: f32| {
                let bend = before - 2.0 * here + after;
                if bend.abs() < 1e-9 { 0.0 } else { (0.5 * (before - after) / bend).clamp(-0.5, 0.5) }
            };
            let dx = top(difference[at - 1], difference[at], difference[at + 1]);
            let dy = top(difference[at - width], difference[at], difference[at + width]);
            ((at % width) as f32 + dx, (at / width) as f32 + dy)
        })
        .collect()
}

/// Where slopes are taken around a point, and what each counts for: the same for all.
struct Window {
    samples: Vec<Sample>,
    /// Where the direction is taken from, in scales, and what each place counts for.
    disc: Vec<(f32, f32, f32)>,
}

/// Samples along a side of the window, and a cell's width in scales.
const SIDE: usize = 12;
const CELL: f32 = 3.4;

/// Where a slope is taken, along and across the point's direction in scales, and which cells it counts for: where each
/// begins in the descriptor, and the slope's share of it.
type Sample = ([f32; 2], [(usize, f32); 4]);

impl Window {
    fn new() -> Self {
        let mut samples = Vec::with_capacity(SIDE * SIDE);
        for j in 0..SIDE {
            for i in 0..SIDE {
                // In cells, from the middle of the window.
                let place = |index: usize| (index as f32 + 0.5) * 4.0 / SIDE as f32 - 2.0;
                let (u, v) = (place(i), place(j));
                let weight = (-(u * u + v * v) / 5.0).exp();
                let mut shares = [(0, 0.0); 4];
                let (cu, cv) = (u + 1.5, v + 1.5);
                for (index, share) in shares.iter_mut().enumerate() {
                    let (iu, iv) = (cu.floor() + (index % 2) as f32, cv.floor() + (index / 2) as f32);
                    if (0.0..4.0).contains(&iu) && (0.0..4.0).contains(&iv) {
                        let part = (1.0 - (cu - iu).abs()) * (1.0 - (cv - iv).abs());
                        *share = ((iv as usize * 4 + iu as usize) * 8, weight * part);
                    }
                }
                samples.push(([u * CELL, v * CELL], shares));
            }
        }
        let mut disc = Vec::new();
        for j in -7_i16..=7 {
            for i in -7_i16..=7 {
                let (u, v) = (f32::from(i) * 0.6, f32::from(j) * 0.6);
                let square = u * u + v * v;
                if square <= 4.3 * 4.3 {
                    disc.push((u, v, (-square / 8.0).exp()));
                }
            }
        }
        Self { samples, disc }
    }

    /// The directions that the slopes around a point favour: the strongest, and a second one nearly as strong.
    fn directions(&self, of: &Plane, (x, y): (f32, f32), scale: f32) -> Vec<[f32; 2]> {
        const BINS: usize = 36;
        let mut bins = [0.0_f32; BINS];
        let (cx, cy) = (x.round() as isize, y.round() as isize);
        for &(u, v, weight) in &self.disc {
            let (px, py) = (cx + (scale * u + 0.5).floor() as isize, cy + (scale * v + 0.5).floor() as isize);
            let Some([gx, gy]) = slope(of, px, py) else { continue };
            let turn = quarters(gx, gy) * (BINS as f32 / 4.0);
            let (bin, part) = (turn as usize % BINS, turn.fract());
            let weight = weight * (gx * gx + gy * gy).sqrt();
            bins[bin] += weight * (1.0 - part);
            bins[(bin + 1) % BINS] += weight * part;
        }
        for _ in 0..3 {
            let before = bins;
            for (index, bin) in bins.iter_mut().enumerate() {
                *bin = (before[(index + BINS - 1) % BINS] + before[index] + before[(index + 1) % BINS]) / 3.0;
            }
        }
        let highest = bins.iter().copied().fold(0.0, f32::max);
        let mut peaks: Vec<(f32, f32)> = (0..BINS)
            .filter_map(|index| {
                let (before, here, after) =
                    (bins[(index + BINS - 1) % BINS], bins[index], bins[(index + 1) % BINS]);
                (here > before && here >= after && here >= 0.85 * highest).then(|| {
                    let bend = before - 2.0 * here + after;
                    let off = if bend.abs() < 1e-9 { 0.0 } else { 0.5 * (before - after) / bend };
                    (here, (index as f32 + off) * core::f32::consts::TAU / BINS as f32)
                })
            })
            .collect();
        peaks.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        peaks.truncate(2);
        peaks.iter().map(|(_, angle)| [angle.cos(), angle.sin()]).collect()
    }

    /// The histograms around a point; `None` where there is no slope at all.
    fn describe(
        &self,
        of: &Plane,
        (x, y): (f32, f32),
        scale: f32,
        [cos, sin]: [f32; 2],
    ) -> Option<Descriptor> {
        const D: f32 = core::f32::consts::FRAC_1_SQRT_2;
        let mut histogram = [0.0_f32; LENGTH];
        for ([u, v], shares) in &self.samples {
            let px = (x + scale * (cos * u - sin * v) + 0.5).floor() as isize;
            let py = (y + scale * (sin * u + cos * v) + 0.5).floor() as isize;
            let Some([gx, gy]) = slope(of, px, py) else { continue };
            let (gx, gy) = (cos * gx + sin * gy, cos * gy - sin * gx);
            let square = gx * gx + gy * gy;
            if square < 1e-12 {
                continue;
            }
            let (p, q) = ((gx + gy) * D, (gy - gx) * D);
            let along = [gx, p, gy, q, -gx, -p, -gy, -q].map(|value| {
                let value = value.max(0.0);
                value * value * value / square
            });
            for &(cell, share) in shares {
                for (bin, value) in histogram[cell..cell + 8].iter_mut().zip(along) {
                    *bin += share * value;
                }
            }
        }
        let sum: f32 = histogram.iter().sum();
        (sum > 1e-6).then(|| histogram.map(|value| ((value / sum).sqrt() * UNIT) as u8))
    }
}

/// The direction of a slope in quarters of a turn, 0 to 4, within a fiftieth of one: enough for a histogram, and the same
/// on every machine.
fn quarters(gx: f32, gy: f32) -> f32 {
    let (ax, ay) = (gx.abs(), gy.abs());
    let sum = ax + ay;
    if sum < 1e-12 {
        return 0.0;
    }
    // In the first quarter: 0 along x, 1 along y; the ratio, straightened by a cubic.
    let ratio = ay / sum;
    let bent = ratio - 0.5;
    let part = (0.5 + bent * (1.273 - 1.09 * bent * bent)).clamp(0.0, 1.0);
    match (gx >= 0.0, gy >= 0.0) {
        (true, true) => part,
        (false, true) => 2.0 - part,
        (false, false) => 2.0 + part,
        (true, false) => (4.0 - part).min(3.999_99),
    }
}

/// Central differences at a pixel; `None` at the border and beyond.
fn slope(of: &Plane, x: isize, y: isize) -> Option<[f32; 2]> {
    let (width, height) = (of.width() as isize, of.height() as isize);
    if x < 1 || y < 1 || x + 1 >= width || y + 1 >= height {
        return None;
    }
    let (at, width) = ((y * width + x) as usize, width as usize);
    let values = of.values();
    Some([values[at + 1] - values[at - 1], values[at + width] - values[at - width]])
}

/// The larger of two numbers: one instruction, as `f32::max` is not where one of them may be no number.
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}
