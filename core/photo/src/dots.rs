//! The band of detail that dots live in, and how much of one picture's dots another shows.
//!
//! Not for: finding single dots.

/// Detail of a plane: what lies between a smoothing of about 1 pixel and one of about 3 (differences of Gaussians, each
/// made of box means, after Wells 1986).
pub(crate) fn fine(plane: &[f32], width: usize, height: usize) -> Vec<f32> {
    let coarse = smoothed(plane, width, height, 2, 2);
    smoothed(plane, width, height, 1, 1).iter().zip(&coarse).map(|(fine, coarse)| fine - coarse).collect()
}

/// The same, coarser: between about 2 pixels and 5. A slight blur takes less of it.
pub(crate) fn coarse(plane: &[f32], width: usize, height: usize) -> Vec<f32> {
    let coarse = smoothed(plane, width, height, 4, 3);
    smoothed(plane, width, height, 1, 3).iter().zip(&coarse).map(|(fine, coarse)| fine - coarse).collect()
}

/// How much of the pattern's dots a picture shows, the blur between them taken out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    /// 1 is as strong as in the pattern.
    pub(crate) part: f64,
    /// Its standard error.
    pub(crate) error: f64,
    /// Variance of the blur over the pattern's, in square pixels; below 0 where the picture is the sharper one.
    pub(crate) blur: f64,
}

/// In each band `seen` is the slope of the picture on the pattern with its standard error, `blurred` that of the pattern
/// itself after a smoothing of variance `variance`.
///
/// A Gaussian blur takes from a band in proportion to the exponential of its variance; how much one takes of these dots is
/// seen in the pattern itself. Two bands, two unknowns: the share and the variance.
pub(crate) fn share(seen: [(f64, f64); 2], blurred: [f64; 2], variance: f64) -> Share {
    let [fine, coarse] = seen;
    let plain = Share { part: coarse.0, error: coarse.1, blur: 0.0 };
    if fine.0 < 0.08 || coarse.0 < 0.08 || blurred.iter().any(|slope| *slope <= 0.0) {
        return plain; // hardly any dots: nothing that a blur could take
    }
    let (lost_fine, lost_coarse) = (blurred[0].ln(), blurred[1].ln());
    let apart = lost_fine - lost_coarse;
    if apart > -0.02 {
        return plain;
    }
    let times = (fine.0.ln() - coarse.0.ln()) / apart;
    let share = (coarse.0.ln() - times * lost_coarse).exp();
    let weights = (-lost_coarse / apart, lost_fine / apart);
    let error = share * (weights.0 * fine.1 / fine.0).hypot(weights.1 * coarse.1 / coarse.0);
    Share { part: share, error, blur: times * variance }
}

/// `times` means over squares of `reach` to each side; at the edge over what is there.
pub(crate) fn smoothed(plane: &[f32], width: usize, height: usize, reach: usize, times: usize) -> Vec<f32> {
    let mut now = plane.to_vec();
    for _ in 0..times {
        let mut rows = Vec::with_capacity(now.len());
        for row in now.chunks_exact(width) {
            means(row.iter().copied(), width, reach, |value| rows.push(value));
        }
        // Down the columns, all of them at once.
        let mut sums = vec![0.0_f64; width];
        let mut out = Vec::with_capacity(now.len());
        let row = |y: usize| &rows[y * width..(y + 1) * width];
        for y in 0..reach.min(height) {
            for (sum, value) in sums.iter_mut().zip(row(y)) {
                *sum += f64::from(*value);
            }
        }
        for y in 0..height {
            if y + reach < height {
                for (sum, value) in sums.iter_mut().zip(row(y + reach)) {
                    *sum += f64::from(*value);
                }
            }
            if y > reach {
                for (sum, value) in sums.iter_mut().zip(row(y - reach - 1)) {
                    *sum -= f64::from(*value);
                }
            }
            let count = ((y + reach + 1).min(height) - y.saturating_sub(reach)) as f64;
            out.extend(sums.iter().map(|sum| (sum / count) as f32));
        }
        now = out;
    }
    now
}

/// The mean around each value of a line.
fn means(line: impl Iterator<Item = f32>, length: usize, reach: usize, mut each: impl FnMut(f32)) {
    let line: Vec<f32> = line.collect();
    let mut sum: f64 = line.iter().take(reach).map(|value| f64::from(*value)).sum();
    for x in 0..length {
        if x + reach < length {
            sum += f64::from(line[x + reach]);
        }
        if x > reach {
            sum -= f64::from(line[x - reach - 1]);
        }
        let count = ((x + reach + 1).min(length) - x.saturating_sub(reach)) as f64;
        each((sum / count) as f32);
    }
}

/// Sums over pixels where two planes are seen together.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Together {
    pub(crate) count: f64,
    /// Mean squares of the first and of the second, and mean product.
    pub(crate) first: f64,
    pub(crate) second: f64,
    pub(crate) both: f64,
}

impl Together {
    /// Over these pixels; the planes' means are taken for 0, which is what detail has.
    pub(crate) fn of(pixels: impl Iterator<Item = (f32, f32)>) -> Self {
        let mut sums = Self::default();
        for (a, b) in pixels {
            let (a, b) = (f64::from(a), f64::from(b));
            sums.count += 1.0;
            sums.first += a * a;
            sums.second += b * b;
            sums.both += a * b;
        }
        let count = sums.count.max(1.0);
        Self { count, first: sums.first / count, second: sums.second / count, both: sums.both / count }
    }
}
