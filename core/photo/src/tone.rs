//! How one picture's tones become another's: its gamma, its white balance, the way its light falls.
//!
//! Both show the same bare skin. With the right exponent its shades (moles, folds, the roundness of the head) are as deep
//! in one as in the other, and what is left between them is a factor per channel (white balance, exposure) times a light
//! that changes evenly over the picture. Not for: undoing a tone curve that is no exponent.

use crate::colour::{Light, decoding, luminance};

/// What bare skin says: where it is (-0.5 to 0.5 over the frame), its byte values in the reference and in the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    pub(crate) at: (f64, f64),
    pub(crate) reference: Light,
    pub(crate) other: Light,
    /// Mean byte values of the reference a little way off, so that neither picture's grain is in both.
    pub(crate) around: Light,
}

/// What turns the other picture's bytes into the reference's light.
#[derive(Clone, Debug)]
pub(crate) struct Tone {
    /// The exponent on its encoded values.
    pub(crate) gamma: f64,
    /// Standard error of the exponent, as a part of it.
    pub(crate) gamma_error: f64,
    /// What its light is of the reference's, per channel, in the middle.
    gains: Light,
    /// How that changes across and down.
    slope: (f64, f64),
    /// Which samples agree.
    pub(crate) kept: Vec<bool>,
    /// How far the kept samples are off, typically, as a part of their light.
    pub(crate) residual: f64,
}

impl Tone {
    /// What the other picture's light is of the reference's at a place.
    pub(crate) fn gain(&self, (x, y): (f64, f64), channel: usize) -> f64 {
        self.gains[channel] * (1.0 + self.slope.0 * x + self.slope.1 * y).max(0.05)
    }
}

/// The exponents that are looked for. Wider than what is believed, so that an end is seen as one.
const RANGE: (f64, f64) = (0.45, 2.2);
/// Samples that are off by more than this many typical deviations are left out (glare, a shadow, something else).
const OUTLIER: f64 = 3.0;

/// Finds the tone; `None` where there is too little skin, or no exponent makes its shades as deep as the reference's.
/// `reference` is the exponent that the reference's own values are read with.
pub(crate) fn tone(samples: &[Sample], reference: f64) -> Option<Tone> {
    let mut kept = vec![true; samples.len()];
    let mut found = None;
    for _ in 0..3 {
        let fit = search(samples, &kept, reference)?;
        let off = deviations(samples, &fit, reference);
        let typical = 1.4826
            * crate::regions::median(
                off.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(off, _)| *off).collect(),
            );
        let limit = OUTLIER * typical.max(0.004);
        let now: Vec<bool> = off.iter().map(|off| *off <= limit).collect();
        let settled = now == kept;
        kept.clone_from(&now);
        found = Some(Tone { kept: now, residual: typical, ..fit });
        if settled {
            break;
        }
    }
    found
}

fn curve(value: f64, table: &[f64; 256]) -> f64 {
    let value = value.clamp(0.0, 255.0);
    let low = (value as usize).min(254);
    let part = value - low as f64;
    table[low] * (1.0 - part) + table[low + 1] * part
}

fn search(samples: &[Sample], kept: &[bool], reference: f64) -> Option<Tone> {
    let used: Vec<&Sample> = samples.iter().zip(kept).filter(|(_, kept)| **kept).map(|(s, _)| s).collect();
    if used.len() < 40 {
        return None;
    }
    let table = decoding(reference);
    let read = |bytes: Light| bytes.map(|value| curve(value, &table));
    let there: Vec<(Light, Light)> = used.iter().map(|s| (read(s.reference), read(s.around))).collect();
    // How much deeper the other's shades are, in logarithm; falls as the exponent grows.
    let deeper = |gamma: f64| {
        let fit = Fit::new(&used, &there, gamma)?;
        Some((fit.depth.ln(), fit))
    };
    let (mut low, mut high) = RANGE;
    if deeper(low)?.0 < 0.0 || deeper(high)?.0 > 0.0 {
        return None;
    }
    for _ in 0..14 {
        let middle = f64::midpoint(low, high);
        if deeper(middle)?.0 > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    let gamma = f64::midpoint(low, high);
    let fit = deeper(gamma)?.1;
    Some(Tone {
        gamma,
        gamma_error: fit.error,
        gains: fit.gains,
        slope: fit.slope,
        kept: Vec::new(),
        residual: 0.0,
    })
}

/// The evenly changing light between two sets of samples, for one exponent.
struct Fit {
    gains: Light,
    slope: (f64, f64),
    /// Depth of the other's shades over the reference's, and its standard error.
    depth: f64,
    error: f64,
}

impl Fit {
    fn new(samples: &[&Sample], there: &[(Light, Light)], gamma: f64) -> Option<Self> {
        let table = decoding(gamma);
        let here: Vec<Light> = samples.iter().map(|s| s.other.map(|value| curve(value, &table))).collect();
        // Each channel's ratio is a plane over the frame; they share its slope.
        let (mut gains, mut slope) = ([0.0; 3], (0.0, 0.0));
        for channel in 0..3 {
            let ratios =
                samples.iter().zip(&here).zip(there).map(|((sample, here), there)| {
                    (sample.at, here[channel] / there.0[channel].max(1e-4), 1.0)
                });
            let [constant, across, down] = plane(ratios)?;
            if constant <= 1e-3 {
                return None;
            }
            gains[channel] = constant;
            slope = (slope.0 + across / constant / 3.0, slope.1 + down / constant / 3.0);
        }
        // Shades: what is left of each after the light, around its channel's middle. How deep they are is the slope of
        // one on the other, seen through the shades around (an instrument, Wald 1940): grain in a cell, which would
        // flatten or steepen a plain slope, is not in those.
        // Of the luminance alone: a JPEG keeps little of the colour of fine shades.
        let rows: Vec<[f64; 3]> = samples
            .iter()
            .zip(&here)
            .zip(there)
            .map(|((sample, here), (there, around))| {
                let light = (1.0 + slope.0 * sample.at.0 + slope.1 * sample.at.1).max(0.05);
                let here = [0, 1, 2].map(|channel| here[channel] / gains[channel] / light);
                [*there, here, *around].map(|light| luminance(light).max(1e-4).ln())
            })
            .collect();
        let mut sums = Sums::default();
        sums.add(&rows);
        let depth = sums.yz / sums.xz;
        if !(sums.xz > 0.0 && depth > 0.0) {
            return None;
        }
        // What the slope leaves, of which neighbouring cells share much: of four, one is counted.
        let left = (sums.yy - 2.0 * depth * sums.xy + depth * depth * sums.xx).max(0.0) / sums.count;
        let error = 2.0 * (left * sums.zz).sqrt() / sums.xz;
        Some(Self { gains, slope, depth, error })
    }
}

/// Sums of products of (reference, other, around) around their means.
#[derive(Default)]
struct Sums {
    count: f64,
    xx: f64,
    yy: f64,
    zz: f64,
    xy: f64,
    xz: f64,
    yz: f64,
}

impl Sums {
    fn add(&mut self, rows: &[[f64; 3]]) {
        let count = rows.len() as f64;
        let mean = [0, 1, 2].map(|part| rows.iter().map(|row| row[part]).sum::<f64>() / count);
        for row in rows {
            let [x, y, z] = [0, 1, 2].map(|part| row[part] - mean[part]);
            self.count += 1.0;
            self.xx += x * x;
            self.yy += y * y;
            self.zz += z * z;
            self.xy += x * y;
            self.xz += x * z;
            self.yz += y * z;
        }
    }
}

/// How far each sample is off, over its channels, as a part of its light.
fn deviations(samples: &[Sample], tone: &Tone, reference: f64) -> Vec<f64> {
    let (table, there) = (decoding(tone.gamma), decoding(reference));
    samples
        .iter()
        .map(|sample| {
            let off = |channel: usize| {
                let expected = curve(sample.reference[channel], &there) * tone.gain(sample.at, channel);
                (curve(sample.other[channel], &table) / expected.max(1e-4) - 1.0).abs()
            };
            (off(0) + off(1) + off(2)) / 3.0
        })
        .collect()
}

/// Least squares of `value = c + a x + b y`, weighted.
fn plane(points: impl Iterator<Item = ((f64, f64), f64, f64)>) -> Option<[f64; 3]> {
    let (mut m, mut v) = ([[0.0; 3]; 3], [0.0; 3]);
    for ((x, y), value, weight) in points {
        let row = [1.0, x, y];
        for i in 0..3 {
            for j in 0..3 {
                m[i][j] += weight * row[i] * row[j];
            }
            v[i] += weight * row[i] * value;
        }
    }
    let determinant = |m: &[[f64; 3]; 3]| {
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
            + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    };
    let whole = determinant(&m);
    if whole.abs() < 1e-9 * m[0][0].powi(3) {
        return None;
    }
    let mut solution = [0.0; 3];
    for (column, value) in solution.iter_mut().enumerate() {
        let mut replaced = m;
        for row in 0..3 {
            replaced[row][column] = v[row];
        }
        *value = determinant(&replaced) / whole;
    }
    Some(solution)
}
