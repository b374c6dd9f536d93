//! Small marks (dots, moles, hairs) drawn into a plane of coverage, through a homography and with the pixel's own blur.
//!
//! Not for: colours; what is covered is coloured in `render`.

use crate::view::{Matrix, project};

/// How much of each pixel is covered, 0 to 1.
pub struct Coverage {
    width: u32,
    height: u32,
    values: Vec<f32>,
}

/// About what a pixel's square and a lens spread a point to: its variance in square pixels.
const SPREAD: f64 = 0.12;

impl Coverage {
    /// Nothing covered.
    pub fn new(width: u32, height: u32) -> Self {
        Self { width, height, values: vec![0.0; width as usize * height as usize] }
    }

    /// The coverage of each pixel, row by row.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// A round mark of this standard deviation (canonical units), covering `strength` at its middle.
    pub fn dot(&mut self, to_pixels: &Matrix, at: (f64, f64), deviation: f64, strength: f64) {
        let (px, py) = project(to_pixels, at);
        let j = jacobian(to_pixels, at, (px, py));
        let variance = deviation * deviation;
        let xx = variance * (j[0][0] * j[0][0] + j[0][1] * j[0][1]) + SPREAD;
        let yy = variance * (j[1][0] * j[1][0] + j[1][1] * j[1][1]) + SPREAD;
        let xy = variance * (j[0][0] * j[1][0] + j[0][1] * j[1][1]);
        let determinant = xx * yy - xy * xy;
        let area = (j[0][0] * j[1][1] - j[0][1] * j[1][0]).abs();
        // What the spread makes wider it makes weaker: the light that is swallowed stays the same.
        let strength = strength * variance * area / determinant.sqrt();
        let (ixx, iyy, ixy) = (yy / determinant, xx / determinant, -xy / determinant);
        self.fill((px, py), (px, py), (3.5 * xx.sqrt(), 3.5 * yy.sqrt()), |x, y| {
            let (dx, dy) = (x - px, y - py);
            strength * bell(dx * dx * ixx + 2.0 * dx * dy * ixy + dy * dy * iyy)
        });
    }

    /// A straight hair from one point to another, this wide (canonical units).
    pub fn stroke(&mut self, to_pixels: &Matrix, from: (f64, f64), to: (f64, f64), wide: f64, strength: f64) {
        let (a, b) = (project(to_pixels, from), project(to_pixels, to));
        let j = jacobian(to_pixels, from, a);
        let wide = wide * (j[0][0] * j[1][1] - j[0][1] * j[1][0]).abs().sqrt();
        let variance = wide * wide / 12.0 + SPREAD;
        let strength = (strength * wide / (variance.sqrt() * 2.5)).min(1.0);
        let (lx, ly) = (b.0 - a.0, b.1 - a.1);
        let length = (lx * lx + ly * ly).max(1e-9);
        let reach = 3.5 * variance.sqrt();
        self.fill(a, b, (reach, reach), |x, y| {
            let along = (((x - a.0) * lx + (y - a.1) * ly) / length).clamp(0.0, 1.0);
            let (dx, dy) = (x - a.0 - along * lx, y - a.1 - along * ly);
            strength * bell((dx * dx + dy * dy) / variance)
        });
    }

    /// Covers what `how_much` says around the box from `a` to `b`.
    fn fill(&mut self, a: (f64, f64), b: (f64, f64), reach: (f64, f64), how_much: impl Fn(f64, f64) -> f64) {
        let range = |low: f64, high: f64, reach: f64, side: u32| {
            let first = (low.min(high) - reach).max(0.0);
            let last = (low.max(high) + reach).min(f64::from(side) - 1.0);
            (first <= last && first.is_finite() && last.is_finite())
                .then(|| first.ceil() as u32..last as u32 + 1)
        };
        let (Some(columns), Some(rows)) =
            (range(a.0, b.0, reach.0, self.width), range(a.1, b.1, reach.1, self.height))
        else {
            return;
        };
        for y in rows {
            let row = y as usize * self.width as usize;
            for x in columns.clone() {
                let cover = how_much(f64::from(x), f64::from(y)).clamp(0.0, 1.0) as f32;
                let value = &mut self.values[row + x as usize];
                *value = 1.0 - (1.0 - *value) * (1.0 - cover);
            }
        }
    }
}

/// How pixels move with canonical coordinates at a point.
pub fn jacobian(m: &Matrix, (x, y): (f64, f64), (px, py): (f64, f64)) -> [[f64; 2]; 2] {
    let w = m[2][0] * x + m[2][1] * y + m[2][2];
    [
        [(m[0][0] - px * m[2][0]) / w, (m[0][1] - px * m[2][1]) / w],
        [(m[1][0] - py * m[2][0]) / w, (m[1][1] - py * m[2][1]) / w],
    ]
}

/// `exp(-q / 2)` as a polynomial that reaches 0 at `q = 12`: the same on every machine.
fn bell(q: f64) -> f64 {
    let k = (1.0 - q / 12.0).max(0.0);
    let k = k * k;
    k * k * k
}
