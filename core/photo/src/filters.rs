//! Whole-plane arithmetic that alignment is made of: light, local normalisation, blurs, halving, gradients.
//!
//! Not for: colour measurement, and pictures that somebody looks at.

use crate::picture::{Picture, Plane};

/// The light of each pixel as encoded, 0 to 255 (the luma of ITU-R BT.601).
pub(crate) fn luma(picture: &Picture) -> Plane {
    let values = picture
        .pixels()
        .chunks_exact(3)
        .map(|rgb| 0.299 * f32::from(rgb[0]) + 0.587 * f32::from(rgb[1]) + 0.114 * f32::from(rgb[2]))
        .collect();
    plane(picture.width(), picture.height(), values)
}

/// Each value as its distance from the local mean, in local standard deviations: what light, exposure, white balance and
/// gamma do to a picture changes little of it. `radius` is that of the neighbourhood in pixels; `floor` is the variance
/// below which there is nothing but noise.
pub(crate) fn normalised(of: &Plane, radius: usize, floor: f32) -> Plane {
    // What is wanted is smooth: it is made at half the size, and each of its pixels serves four.
    let half = halved(of);
    let mean = mean(&half, radius / 2);
    let off = four_times(of, &mean, |value, mean| value - mean);
    let squares = plane(of.width(), of.height(), off.iter().map(|value| value * value).collect());
    let variance = self::mean(&halved(&squares), radius / 2);
    let off = plane(of.width(), of.height(), off);
    let spread = variance.values().iter().map(|variance| 1.0 / (variance + floor).sqrt()).collect();
    let spread = plane(variance.width(), variance.height(), spread);
    let values = four_times(&off, &spread, |off, spread| off * spread);
    plane(of.width(), of.height(), values)
}

/// Each value of a plane with the one over it in a plane half as wide and high.
fn four_times(of: &Plane, half: &Plane, with: impl Fn(f32, f32) -> f32) -> Vec<f32> {
    let (width, wide, high) = (of.width() as usize, half.width() as usize, half.height() as usize);
    let mut out = Vec::with_capacity(of.values().len());
    for (y, row) in of.values().chunks_exact(width).enumerate() {
        let over = &half.values()[(y / 2).min(high - 1) * wide..][..wide];
        out.extend(row.iter().enumerate().map(|(x, value)| with(*value, over[(x / 2).min(wide - 1)])));
    }
    out
}

/// The mean over a neighbourhood, nearly a Gaussian one: two boxes one after the other.
fn mean(of: &Plane, radius: usize) -> Plane {
    boxed(&boxed(of, radius), radius)
}

/// The mean over a square of `2 * radius + 1`, cut off at the border.
fn boxed(of: &Plane, radius: usize) -> Plane {
    let (width, height) = (of.width() as usize, of.height() as usize);
    let mut across = vec![0.0; width * height];
    for (from, to) in of.values().chunks_exact(width).zip(across.chunks_exact_mut(width)) {
        let mut sum: f64 = from[..radius.min(width)].iter().map(|value| f64::from(*value)).sum();
        for (x, out) in to.iter_mut().enumerate() {
            if x + radius < width {
                sum += f64::from(from[x + radius]);
            }
            if x > radius {
                sum -= f64::from(from[x - radius - 1]);
            }
            let count = (x + radius).min(width - 1) - x.saturating_sub(radius) + 1;
            *out = (sum / count as f64) as f32;
        }
    }
    let mut sums = vec![0.0_f64; width];
    for row in across.chunks_exact(width).take(radius) {
        sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += f64::from(*value));
    }
    let mut down = vec![0.0; width * height];
    for (y, out) in down.chunks_exact_mut(width).enumerate() {
        if y + radius < height {
            let row = &across[(y + radius) * width..][..width];
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += f64::from(*value));
        }
        if y > radius {
            let row = &across[(y - radius - 1) * width..][..width];
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum -= f64::from(*value));
        }
        let count = ((y + radius).min(height - 1) - y.saturating_sub(radius) + 1) as f64;
        out.iter_mut().zip(&sums).for_each(|(out, sum)| *out = (sum / count) as f32);
    }
    plane(of.width(), of.height(), down)
}

/// A Gaussian blur of this standard deviation in pixels; the border is repeated.
pub(crate) fn blurred(of: &Plane, deviation: f32) -> Plane {
    let (width, height) = (of.width() as usize, of.height() as usize);
    let reach = (deviation * 3.0).ceil() as usize;
    let mut kernel: Vec<f32> = (0..=2 * reach)
        .map(|index| {
            let off = (index as f32 - reach as f32) / deviation;
            (-off * off / 2.0).exp()
        })
        .collect();
    let sum: f32 = kernel.iter().sum();
    for weight in &mut kernel {
        *weight /= sum;
    }
    let mut across = vec![0.0; width * height];
    let mut padded = vec![0.0; width + 2 * reach];
    for (from, to) in of.values().chunks_exact(width).zip(across.chunks_exact_mut(width)) {
        padded[..reach].fill(from[0]);
        padded[reach..reach + width].copy_from_slice(from);
        padded[reach + width..].fill(from[width - 1]);
        for (index, weight) in kernel.iter().enumerate() {
            to.iter_mut().zip(&padded[index..]).for_each(|(out, value)| *out += weight * value);
        }
    }
    let mut down = vec![0.0; width * height];
    for (y, out) in down.chunks_exact_mut(width).enumerate() {
        for (index, weight) in kernel.iter().enumerate() {
            let source = (y + index).saturating_sub(reach).min(height - 1);
            let row = &across[source * width..][..width];
            out.iter_mut().zip(row).for_each(|(out, value)| *out += weight * value);
        }
    }
    plane(of.width(), of.height(), down)
}

/// Half as wide and high: each value is the mean of four. Its pixel (x, y) lies at (2x + 0.5, 2y + 0.5). At least 1 by 1.
pub(crate) fn halved(of: &Plane) -> Plane {
    let (width, height) = (of.width() as usize, of.height() as usize);
    let (w, h) = ((width / 2).max(1), (height / 2).max(1));
    let at = |x: usize, y: usize| of.values()[y.min(height - 1) * width + x.min(width - 1)];
    let mut values = Vec::with_capacity(w * h);
    for y in 0..h {
        for x in 0..w {
            let (x, y) = (2 * x, 2 * y);
            values.push((at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4.0);
        }
    }
    plane(w as u32, h as u32, values)
}

/// Horizontal and vertical slope at each pixel (central differences; 0 at the border).
pub(crate) fn slopes(of: &Plane) -> Vec<[f32; 2]> {
    let (width, height) = (of.width() as usize, of.height() as usize);
    let mut slopes = vec![[0.0; 2]; width * height];
    let values = of.values();
    for y in 1..height.saturating_sub(1) {
        let row = y * width;
        for x in 1..width.saturating_sub(1) {
            let at = row + x;
            slopes[at] =
                [(values[at + 1] - values[at - 1]) * 0.5, (values[at + width] - values[at - width]) * 0.5];
        }
    }
    slopes
}

/// The value between four pixels; `None` outside.
pub(crate) fn between(of: &Plane, x: f32, y: f32) -> Option<f32> {
    let (width, height) = (of.width() as usize, of.height() as usize);
    if !(x >= 0.0 && y >= 0.0 && x < (width - 1) as f32 && y < (height - 1) as f32) {
        return None;
    }
    let (ix, iy) = (x as usize, y as usize);
    let (tx, ty) = (x - ix as f32, y - iy as f32);
    let at = iy * width + ix;
    let (upper, lower) = (of.values().get(at..at + 2)?, of.values().get(at + width..at + width + 2)?);
    let top = upper[0] + (upper[1] - upper[0]) * tx;
    let bottom = lower[0] + (lower[1] - lower[0]) * tx;
    Some(top + (bottom - top) * ty)
}

/// A plane of as many values as its size says.
pub(crate) fn plane(width: u32, height: u32, values: Vec<f32>) -> Plane {
    Plane::new(width, height, values).expect("one value was made for each pixel of a picture")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waves(gain: f32, offset: f32) -> Plane {
        let at =
            |index: u32| ((index % 90) as f32 / 3.0).sin() * 20.0 + ((index / 90) as f32 / 4.0).cos() * 15.0;
        plane(90, 70, (0..90 * 70).map(|index| at(index) * gain + offset).collect())
    }

    #[test]
    fn a_gain_and_an_offset_are_normalised_away() {
        let (one, other) =
            (normalised(&waves(1.0, 100.0), 12, 1e-3), normalised(&waves(2.5, 30.0), 12, 1e-3));
        for (a, b) in one.values().iter().zip(other.values()) {
            assert!((a - b).abs() < 0.01, "{a} {b}");
        }
        assert!(one.values().iter().any(|value| value.abs() > 0.5));
    }

    #[test]
    fn an_even_plane_stays_as_it_is_and_halves_to_the_same() {
        let even = plane(33, 21, vec![7.0; 33 * 21]);
        for of in [blurred(&even, 1.3), mean(&even, 5), halved(&even)] {
            assert!(of.values().iter().all(|value| (value - 7.0).abs() < 1e-4));
        }
        assert_eq!((halved(&even).width(), halved(&even).height()), (16, 10));
    }

    #[test]
    fn between_pixels_lies_between_them_and_outside_is_nothing() {
        let ramp = plane(4, 3, (0..12).map(|index| index as f32).collect());
        assert_eq!(between(&ramp, 1.5, 0.5), Some(3.5));
        assert_eq!(between(&ramp, -0.1, 0.0), None);
        assert_eq!(between(&ramp, 3.0, 1.0), None);
        assert_eq!(between(&ramp, f32::NAN, 1.0), None);
    }
}
