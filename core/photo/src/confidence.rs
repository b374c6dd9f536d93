//! Whether two photos that were lined up show the same skin.
//!
//! The photos are cut into blocks, and each block's values are held against what lies under it. Chance makes neighbours agree
//! here and there, a shared wall makes the background agree, a similar outline the edge of the head: only the same marks
//! make most of the middle agree. Not for: making the transform better.

use crate::filters::between;
use crate::homography::Homography;
use crate::picture::Plane;

/// Side of a block in pixels of the plane.
const SIDE: usize = 20;

/// How a transform's blocks agree.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Agreement {
    /// Blocks in the middle of both photos that lie within both.
    pub middle: usize,
    /// What three quarters of them exceed, half of them, a quarter of them.
    pub quartiles: [f32; 3],
}

/// `first` and `second` are normalised, at the same scale, `transform` in their pixels from the second to the first.
pub(crate) fn agreement(first: &Plane, second: &Plane, transform: &Homography) -> Agreement {
    let Some(ahead) = transform.inverse() else { return Agreement::default() };
    let (width, height) = (first.width() as usize, first.height() as usize);
    let mut found = Vec::new();
    for row in 0..height / SIDE {
        for column in 0..width / SIDE {
            let (x0, y0) = (column * SIDE, row * SIDE);
            let middle = ((x0 + SIDE / 2) as f64, (y0 + SIDE / 2) as f64);
            let Some(there) = ahead.apply(middle) else { continue };
            if !central(middle, first) || !central(there, second) {
                continue;
            }
            if let Some(value) = correlation(first, second, &ahead, (x0, y0)) {
                found.push(value);
            }
        }
    }
    if found.is_empty() {
        return Agreement::default();
    }
    found.sort_by(f32::total_cmp);
    let count = found.len();
    let at = |part: usize| found[(count * part / 4).min(count - 1)];
    Agreement { middle: count, quartiles: [at(1), at(2), at(3)] }
}

/// Whether a point lies in the middle of a photo, where the head is.
fn central((x, y): (f64, f64), of: &Plane) -> bool {
    let (w, h) = (f64::from(of.width()), f64::from(of.height()));
    let radius = 0.3 * w.min(h);
    (x - w / 2.0).hypot(y - h / 2.0) < radius
}

/// The correlation of a block with what lies under it; `None` where it is not all within the second.
fn correlation(first: &Plane, second: &Plane, ahead: &Homography, (x0, y0): (usize, usize)) -> Option<f32> {
    let width = first.width() as usize;
    let (mut a, mut b, mut aa, mut bb, mut ab) = (0.0_f64, 0.0_f64, 0.0_f64, 0.0_f64, 0.0_f64);
    for y in y0..y0 + SIDE {
        for x in x0..x0 + SIDE {
            let (u, v) = ahead.apply((x as f64, y as f64))?;
            let two = f64::from(between(second, u as f32, v as f32)?);
            let one = f64::from(first.values()[y * width + x]);
            a += one;
            b += two;
            aa += one * one;
            bb += two * two;
            ab += one * two;
        }
    }
    let count = (SIDE * SIDE) as f64;
    let (va, vb) = (aa - a * a / count, bb - b * b / count);
    let value = (ab - a * b / count) / (va * vb).sqrt().max(1e-9);
    value.is_finite().then_some(value as f32)
}
