//! From a transform that is wrong by a few hundredths of the width to one that [`crate::refine`] can begin with.
//!
//! The second photo is laid on the first; each block of the first looks around for where it fits best (normalised
//! cross-correlation), and the transform is corrected by what most blocks agree on. Faint dots that no feature was
//! found on have their say here. Not for: fractions of a pixel.

use crate::filters::between;
use crate::homography::Homography;
use crate::linear::{Pull, fit};
use crate::picture::Plane;

/// How far and in what steps to look, in pixels of the plane.
#[derive(Clone, Copy)]
pub(crate) struct Reach {
    /// How far to each side.
    pub radius: usize,
    /// A block's side.
    pub side: usize,
    /// From one block to the next.
    pub step: usize,
}

/// A block of the first photo and where it fits.
struct Found {
    /// The middle of the block.
    at: (f64, f64),
    /// From there to where the second photo, laid on the first, looks like it.
    off: (f64, f64),
    weight: f64,
}

/// The corrected transform from the second's pixels to the first's; `None` where blocks agree on nothing.
pub(crate) fn searched(
    first: &Plane,
    second: &Plane,
    start: &Homography,
    reach: Reach,
) -> Option<Homography> {
    let ahead = start.inverse()?;
    let laid = Laid::new(first, second, &ahead);
    let (width, height) = (first.width() as usize, first.height() as usize);
    let mut found = Vec::new();
    let margin = reach.radius;
    let mut y = margin;
    while y + reach.side + margin < height {
        let mut x = margin;
        while x + reach.side + margin < width {
            found.extend(laid.best(first, (x, y), reach));
            x += reach.step;
        }
        y += reach.step;
    }
    let size = width.max(height) as f64;
    let mut current = agreed(&found, reach)?;
    // Where the second lies is `ahead` of where it was found.
    let pulls: Vec<Pull> = found
        .iter()
        .filter_map(|one| {
            Some((ahead.apply((one.at.0 + one.off.0, one.at.1 + one.off.1))?, one.at, one.weight))
        })
        .collect();
    let base = *start;
    // `current` takes laid points to the first's: an affine correction after `start`.
    let mut homography = base.then(&current)?;
    for measure in [5.0, 4.0, 3.0, 2.5, 2.0, 1.5] {
        let near: Vec<Pull> = pulls
            .iter()
            .filter_map(|&(from, to, weight)| {
                let at = homography.apply(from)?;
                let square = ((at.0 - to.0).powi(2) + (at.1 - to.1).powi(2)) / (measure * measure);
                (square < 1.0).then(|| (from, to, weight * (1.0 - square).powi(2)))
            })
            .collect();
        if near.len() < 8 {
            return None;
        }
        current = fit(&near, &homography, size, 1e-5)?;
        homography = current;
    }
    Some(homography)
}

/// The affine correction that most blocks agree on, by seeded draws of three (Fischler & Bolles, CACM 24, 1981).
fn agreed(found: &[Found], reach: Reach) -> Option<Homography> {
    if found.len() < 8 {
        return None;
    }
    let measure = 1.8_f64.max(reach.radius as f64 * 0.2);
    let mut state = 0x5eed_u64;
    let mut draw = || {
        // SplitMix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % found.len() as u64) as usize
    };
    let mut best: (f64, [f64; 6]) = (0.0, [0.0; 6]);
    for _ in 0..600 {
        let [p, q, r] = [&found[draw()], &found[draw()], &found[draw()]];
        let Some(affine) = through(p, q, r) else { continue };
        let [a, b, c, d, e, f] = affine;
        if a.abs().max(b.abs()).max(d.abs()).max(e.abs()) > 0.2 {
            continue;
        }
        let score: f64 = found
            .iter()
            .map(|one| {
                let (x, y) = one.at;
                let (dx, dy) = (a * x + b * y + c - one.off.0, d * x + e * y + f - one.off.1);
                one.weight * (1.0 - (dx * dx + dy * dy) / (measure * measure)).max(0.0)
            })
            .sum();
        if score > best.0 {
            best = (score, affine);
        }
    }
    if best.0 <= 0.0 {
        return None;
    }
    let [a, b, c, d, e, f] = best.1;
    // From the first's pixels to where they were found; the correction is the way back.
    Homography::new([[1.0 + a, b, c], [d, 1.0 + e, f], [0.0, 0.0, 1.0]])?.inverse()
}

/// The affine function of the place that has the offsets of these three.
fn through(p: &Found, q: &Found, r: &Found) -> Option<[f64; 6]> {
    let (ux, uy) = (q.at.0 - p.at.0, q.at.1 - p.at.1);
    let (vx, vy) = (r.at.0 - p.at.0, r.at.1 - p.at.1);
    let determinant = ux * vy - uy * vx;
    if determinant.abs() < 400.0 {
        return None;
    }
    let solve = |p: f64, q: f64, r: f64, at: (f64, f64)| {
        let (s, t) = (q - p, r - p);
        let (a, b) = ((s * vy - t * uy) / determinant, (t * ux - s * vx) / determinant);
        [a, b, p - a * at.0 - b * at.1]
    };
    let [a, b, c] = solve(p.off.0, q.off.0, r.off.0, p.at);
    let [d, e, f] = solve(p.off.1, q.off.1, r.off.1, p.at);
    Some([a, b, c, d, e, f])
}

/// The second photo laid on the first, with what its blocks' means and spreads are made of.
struct Laid {
    width: usize,
    values: Vec<f32>,
    /// Whether a pixel lies within the second: as running sums over rows and columns, as are the others.
    inside: Vec<f64>,
    sum: Vec<f64>,
    squares: Vec<f64>,
}

impl Laid {
    fn new(first: &Plane, second: &Plane, ahead: &Homography) -> Self {
        let (width, height) = (first.width() as usize, first.height() as usize);
        let mut values = vec![0.0_f32; width * height];
        let wide = width + 1;
        let (mut inside, mut sum, mut squares) =
            (vec![0.0; wide * (height + 1)], vec![0.0; wide * (height + 1)], vec![0.0; wide * (height + 1)]);
        for y in 0..height {
            let (mut i, mut s, mut q) = (0.0, 0.0, 0.0);
            for x in 0..width {
                let seen =
                    ahead.apply((x as f64, y as f64)).and_then(|(u, v)| between(second, u as f32, v as f32));
                if let Some(value) = seen {
                    values[y * width + x] = value;
                    let value = f64::from(value);
                    i += 1.0;
                    s += value;
                    q += value * value;
                }
                let (at, above) = ((y + 1) * wide + x + 1, y * wide + x + 1);
                inside[at] = inside[above] + i;
                sum[at] = sum[above] + s;
                squares[at] = squares[above] + q;
            }
        }
        Self { width, values, inside, sum, squares }
    }

    fn total(&self, of: &[f64], (x, y): (usize, usize), side: usize) -> f64 {
        let wide = self.width + 1;
        of[(y + side) * wide + x + side] - of[y * wide + x + side] - of[(y + side) * wide + x]
            + of[y * wide + x]
    }

    /// Where a block of the first fits best.
    fn best(&self, first: &Plane, (x0, y0): (usize, usize), reach: Reach) -> Option<Found> {
        let Reach { radius, side, .. } = reach;
        let count = (side * side) as f64;
        let span = 2 * radius + 1;
        let corner = (x0 - radius, y0 - radius);
        if self.total(&self.inside, corner, side + 2 * radius) < ((side + 2 * radius).pow(2) as f64) * 0.8 {
            return None;
        }
        let block: Vec<f32> = (0..side)
            .flat_map(|y| first.values()[(y0 + y) * self.width + x0..][..side].iter().copied())
            .collect();
        let mean = block.iter().sum::<f32>() / count as f32;
        let block: Vec<f32> = block.iter().map(|value| value - mean).collect();
        let spread = f64::from(block.iter().map(|value| value * value).sum::<f32>());
        if spread < 1e-3 * count {
            return None;
        }
        let mut likeness = vec![0.0_f32; span * span];
        for (dy, line) in likeness.chunks_exact_mut(span).enumerate() {
            for y in 0..side {
                let row = &self.values[(corner.1 + dy + y) * self.width + corner.0..][..side + 2 * radius];
                for (x, value) in block[y * side..][..side].iter().enumerate() {
                    line.iter_mut().zip(&row[x..]).for_each(|(sum, other)| *sum += value * other);
                }
            }
            for (dx, sum) in line.iter_mut().enumerate() {
                let at = (corner.0 + dx, corner.1 + dy);
                let (s, q) = (self.total(&self.sum, at, side), self.total(&self.squares, at, side));
                let other = q - s * s / count;
                *sum = if other > 1e-3 * count {
                    (f64::from(*sum) / (spread * other).sqrt()) as f32
                } else {
                    0.0
                };
            }
        }
        let (at, best) = likeness
            .iter()
            .copied()
            .enumerate()
            .fold((0, f32::MIN), |best, one| if one.1 > best.1 { one } else { best });
        let (dx, dy) = (at % span, at / span);
        if best < 0.12 || dx == 0 || dy == 0 || dx + 1 == span || dy + 1 == span {
            return None;
        }
        let top = |before: f32, after: f32| {
            let bend = before - 2.0 * best + after;
            if bend < -1e-9 { f64::from((0.5 * (before - after) / bend).clamp(-0.5, 0.5)) } else { 0.0 }
        };
        let off = (
            dx as f64 - radius as f64 + top(likeness[at - 1], likeness[at + 1]),
            dy as f64 - radius as f64 + top(likeness[at - span], likeness[at + span]),
        );
        let half = (side - 1) as f64 / 2.0;
        let weight = f64::from(best * best);
        Some(Found { at: (x0 as f64 + half, y0 as f64 + half), off, weight })
    }
}
