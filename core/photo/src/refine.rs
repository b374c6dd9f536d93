//! From a transform that is right within a hundredth of the width to one that is right within a fraction of a pixel.
//!
//! Inverse compositional Gauss-Newton over a pyramid (Baker & Matthews, IJCV 56, 2004) on normalised pictures, with a gain
//! for each block of the first photo and weights by how well the block agrees: background, glare and regrown hair agree
//! little and pull little. Not for: finding the transform from afar.

use crate::filters::{between, slopes};
use crate::homography::Homography;
use crate::linear::solve;
use crate::picture::Plane;

/// Blocks along the first photo's longer side.
const BLOCKS: usize = 14;
/// At most this many pixels of a level are looked at: those with the steepest slopes.
const SAMPLES: usize = 45_000;

/// A pixel of the first photo that the second is held against.
struct Sample {
    /// Where, in pixels of the level.
    x: f32,
    y: f32,
    value: f32,
    /// How the value changes with each of the eight numbers of the transform.
    slope: [f32; 8],
    block: u16,
}

/// What is known of a block of the first photo.
#[derive(Clone, Copy, Default)]
struct Block {
    count: f64,
    first: f64,
    second: f64,
    first_square: f64,
    second_square: f64,
    product: f64,
}

/// Gain and offset from the second's values to the first's, the pull, and the spread of what is left.
#[derive(Clone, Copy, Default)]
struct Fit {
    gain: f32,
    offset: f32,
    weight: f32,
    likeness: f32,
    spread: f32,
}

/// The levels of one photo for [`refined`], from the finest.
pub(crate) struct Pyramid {
    levels: Vec<Plane>,
}

impl Pyramid {
    /// Of a normalised picture.
    pub(crate) fn new(normalised: &Plane) -> Self {
        let mut levels = vec![crate::filters::blurred(normalised, 0.7)];
        while levels.len() < 4 {
            let last = &levels[levels.len() - 1];
            if last.width() < 64 || last.height() < 64 {
                break;
            }
            levels.push(crate::filters::halved(last));
        }
        Self { levels }
    }

    /// A level; the coarsest if there are fewer.
    pub(crate) fn level(&self, number: usize) -> &Plane {
        &self.levels[number.min(self.levels.len() - 1)]
    }
}

/// Makes a transform from the second's pixels to the first's better, on the levels from `from` down to `to`.
/// `None` where it runs away.
pub(crate) fn refined(
    first: &Pyramid,
    second: &Pyramid,
    start: &Homography,
    (from, to): (usize, usize),
) -> Option<Homography> {
    let mut ahead = start.inverse()?;
    let count = first.levels.len().min(second.levels.len());
    for level in (to..=from).rev().filter(|level| *level < count) {
        let scale = f64::from(1_u32 << level);
        // Pixel (x, y) of a level lies at (scale * (x + 0.5) - 0.5) of the picture.
        let off = (scale - 1.0) / 2.0;
        let up = Homography::new([[scale, 0.0, off], [0.0, scale, off], [0.0, 0.0, 1.0]])?;
        let down = up.inverse()?;
        let here = up.then(&ahead)?.then(&down)?;
        let here = at_level(&first.levels[level], &second.levels[level], here)?;
        ahead = down.then(&here)?.then(&up)?;
    }
    ahead.inverse()
}

/// One level: from the first's pixels to the second's.
fn at_level(first: &Plane, second: &Plane, mut ahead: Homography) -> Option<Homography> {
    let (width, height) = (f64::from(first.width()), f64::from(first.height()));
    let half = width.max(height) / 2.0;
    let middle = ((width - 1.0) / 2.0, (height - 1.0) / 2.0);
    let unit = Homography::new([
        [1.0 / half, 0.0, -middle.0 / half],
        [0.0, 1.0 / half, -middle.1 / half],
        [0.0, 0.0, 1.0],
    ])?;
    let back = unit.inverse()?;
    let samples = samples(first, &ahead, second, half as f32, middle);
    if samples.len() < 500 {
        return None;
    }
    let mut seen = vec![f32::NAN; samples.len()];
    for _ in 0..12 {
        warp(&samples, second, &ahead, &mut seen);
        let fits = fits(&samples, &seen);
        let (mut matrix, mut right) = ([[0.0_f64; 8]; 8], [0.0_f64; 8]);
        for (sample, seen) in samples.iter().zip(&seen) {
            let fit = &fits[sample.block as usize];
            if seen.is_nan() || fit.weight <= 0.0 {
                continue;
            }
            let off = fit.gain * seen + fit.offset - sample.value;
            // Cauchy's weights: a hair that only one of them has does not pull.
            let relative = off / (1.5 * fit.spread);
            let weight = fit.weight / (1.0 + relative * relative);
            // The first's slopes hold its noise, which the second does not share: only a part of them is common.
            let common = weight * fit.likeness;
            for i in 0..8 {
                right[i] += f64::from(weight * sample.slope[i] * off);
                let pull = common * sample.slope[i];
                for (cell, slope) in matrix[i][..=i].iter_mut().zip(&sample.slope) {
                    *cell += f64::from(pull * slope);
                }
            }
        }
        let trace: f64 = (0..8).map(|i| matrix[i][i]).sum();
        for (i, row) in matrix.iter_mut().enumerate() {
            row[i] += 1e-7 * trace;
        }
        let [a, b, c, d, e, f, g, h] = solve(&matrix, &right)?;
        let step = Homography::new([[1.0 + a, b, c], [d, 1.0 + e, f], [g, h, 1.0]])?;
        let step = unit.then(&step.inverse()?)?.then(&back)?;
        ahead = step.then(&ahead)?;
        let moved = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)]
            .iter()
            .filter_map(|(x, y)| {
                let at = (x * width, y * height);
                step.apply(at).map(|to| (to.0 - at.0).hypot(to.1 - at.1))
            })
            .fold(0.0, f64::max);
        if moved > 0.2 * half {
            return None;
        }
        if moved < 0.01 {
            break;
        }
    }
    Some(ahead)
}

/// The pixels of the first that lie within the second, the steepest of each block.
fn samples(first: &Plane, ahead: &Homography, second: &Plane, half: f32, middle: (f64, f64)) -> Vec<Sample> {
    let (width, height) = (first.width() as usize, first.height() as usize);
    let slopes = slopes(first);
    let across = (width.max(height)).div_ceil(BLOCKS);
    let columns = width.div_ceil(across);
    let blocks = columns * height.div_ceil(across);
    let quota = SAMPLES / blocks;
    let mut out = Vec::with_capacity(SAMPLES);
    let mut order: Vec<(f32, u32)> = Vec::new();
    let (sw, sh) = (f64::from(second.width()), f64::from(second.height()));
    for block in 0..blocks {
        let (x0, y0) = ((block % columns) * across, (block / columns) * across);
        order.clear();
        for y in y0.max(2)..(y0 + across).min(height.saturating_sub(2)) {
            for x in x0.max(2)..(x0 + across).min(width.saturating_sub(2)) {
                let at = y * width + x;
                let [gx, gy] = slopes[at];
                order.push((gx * gx + gy * gy, at as u32));
            }
        }
        if order.len() > quota {
            order.select_nth_unstable_by(quota, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            order.truncate(quota);
            order.sort_unstable_by_key(|one| one.1);
        }
        for &(_, at) in &order {
            let at = at as usize;
            let (x, y) = ((at % width) as f64, (at / width) as f64);
            let inside = |(u, v): (f64, f64)| u > -8.0 && v > -8.0 && u < sw + 8.0 && v < sh + 8.0;
            if !ahead.apply((x, y)).is_some_and(inside) {
                continue;
            }
            let [gx, gy] = slopes[at].map(|slope| slope * half);
            let (u, v) = (((x - middle.0) as f32) / half, ((y - middle.1) as f32) / half);
            let both = gx * u + gy * v;
            out.push(Sample {
                x: x as f32,
                y: y as f32,
                value: first.values()[at],
                slope: [gx * u, gx * v, gx, gy * u, gy * v, gy, -u * both, -v * both],
                block: block as u16,
            });
        }
    }
    out
}

/// What the second has where the samples go; not a number outside of it.
fn warp(samples: &[Sample], second: &Plane, ahead: &Homography, seen: &mut [f32]) {
    let rows = ahead.rows();
    for (sample, seen) in samples.iter().zip(seen) {
        let (x, y) = (f64::from(sample.x), f64::from(sample.y));
        let [a, b, c] = rows.map(|row| row[0] * x + row[1] * y + row[2]);
        *seen = if c > 1e-6 {
            between(second, (a / c) as f32, (b / c) as f32).unwrap_or(f32::NAN)
        } else {
            f32::NAN
        };
    }
}

/// How the second's values have to be stretched in each block, and how much the block is to be believed.
fn fits(samples: &[Sample], seen: &[f32]) -> Vec<Fit> {
    let count = samples.iter().map(|sample| sample.block as usize + 1).max().unwrap_or(0);
    let mut blocks = vec![Block::default(); count];
    for (sample, seen) in samples.iter().zip(seen) {
        if !seen.is_nan() {
            let block = &mut blocks[sample.block as usize];
            let (a, b) = (f64::from(sample.value), f64::from(*seen));
            block.count += 1.0;
            block.first += a;
            block.second += b;
            block.first_square += a * a;
            block.second_square += b * b;
            block.product += a * b;
        }
    }
    blocks
        .iter()
        .map(|block| {
            if block.count < 30.0 {
                return Fit::default();
            }
            let (a, b) = (block.first / block.count, block.second / block.count);
            let aa = (block.first_square / block.count - a * a).max(1e-9);
            let bb = (block.second_square / block.count - b * b).max(1e-9);
            let ab = block.product / block.count - a * b;
            let likeness = ab / (aa * bb).sqrt();
            if likeness < 0.08 {
                return Fit::default();
            }
            let (gain, left) = (ab / bb, aa * (1.0 - likeness * likeness).max(0.02));
            Fit {
                gain: gain as f32,
                offset: (a - gain * b) as f32,
                weight: (likeness / left) as f32,
                likeness: likeness as f32,
                spread: left.sqrt() as f32,
            }
        })
        .collect()
}
