//! What is wrong with a photo as a photo: findings with a number each and the limit it missed, never a refusal.
//!
//! Judged from the view (at most 1024 pixels), so that the same number means the same on every phone. Not for: whether the
//! angle changed (alignment), or the hint that a client reads.

use crate::picture::Picture;

/// What may be wrong with a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingKind {
    /// Out of focus or shaken. The value is [`sharpness`], and the limit is the least that is sharp.
    Blurred,
    /// Even the brightest parts are dark. The value is the encoded luma (0 to 1) that 19 of 20 pixels do not exceed: unlike
    /// a mean or median, it takes no dark skin for a dark picture. The limit is the least that is bright enough.
    UnderExposed,
    /// Large parts are white and have no detail. The value is their share of the picture; the limit is the most.
    OverExposed,
    /// The file has too few pixels to see dots in. The value is the longer side of the whole picture in pixels; the limit
    /// is the least.
    TooSmall,
    /// Wet or oily skin mirrors a lamp: small spots of white with darker skin all around. The value is their share of the
    /// picture; the limit is the most.
    Glare,
}

/// One thing that is wrong with a photo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// As measured; [`FindingKind`] says in what.
    pub value: f32,
    /// What it missed.
    pub limit: f32,
}

/// The least [`sharpness`] of a photo that is sharp. Of generated heads of five people, shaved or not, with noise of 1 to 10
/// steps and through a JPEG of quality 80, those with a blur of at most half a pixel of the view (standard deviation)
/// measure 0.19 and more, those with 2 to 4 pixels 0.13 and less.
pub const SHARP: f32 = 0.14;
/// The least luma of the brightest parts.
const BRIGHT: f32 = 0.33;
/// The most of a picture that may be white.
const WHITE: f32 = 0.25;
/// The least longer side, in pixels.
const LARGE: f32 = 800.0;
/// The most of a picture that may mirror a lamp.
const SHINE: f32 = 0.003;

/// Everything that is wrong with a photo of `width` by `height` pixels (the whole, not the view), in the order of
/// [`FindingKind`]; empty when nothing is.
pub fn findings(width: u32, height: u32, view: &Picture) -> Vec<Finding> {
    let luma = Luma::of(view);
    let least = |kind, value: f32, limit: f32| (value < limit).then_some(Finding { kind, value, limit });
    let most = |kind, value: f32, limit: f32| (value > limit).then_some(Finding { kind, value, limit });
    [
        least(FindingKind::Blurred, luma.sharpness(), SHARP),
        least(FindingKind::UnderExposed, luma.bright(), BRIGHT),
        most(FindingKind::OverExposed, luma.white(), WHITE),
        least(FindingKind::TooSmall, width.max(height) as f32, LARGE),
        most(FindingKind::Glare, luma.shine(), SHINE),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How sharp a picture is: above [`SHARP`] is sharp, 0 is nothing but blur or noise. Of two views of the same head, the
/// higher is the sharper: that chooses the frame that stands for a burst.
///
/// Of the energy of differences between pixels four apart, the share that pixels next to each other differ by already: a step
/// or a dot that is sharp has a quarter or more, one that is blurred wide has a sixteenth (the second order structure
/// function, taken at two distances). Contrast cancels out. The energy of noise, twice its variance at any distance, is
/// taken from both. Taken in both directions, and the worse counts, so that a shake in one direction is seen; on averages of
/// two by two pixels, which take half the noise away and no detail that a client could see.
pub fn sharpness(picture: &Picture) -> f32 {
    Luma::of(picture).sharpness()
}

/// Encoded luma, 0 to 255.
struct Luma {
    width: usize,
    height: usize,
    values: Vec<u8>,
}

impl Luma {
    /// Rec. 601 weights, in 256ths.
    fn of(picture: &Picture) -> Self {
        let values = picture.pixels().as_chunks::<3>().0.iter();
        let values = values
            .map(|[r, g, b]| ((77 * u32::from(*r) + 150 * u32::from(*g) + 29 * u32::from(*b)) >> 8) as u8);
        Self { width: picture.width() as usize, height: picture.height() as usize, values: values.collect() }
    }

    fn count_where(&self, matches: impl Fn(u8) -> bool) -> usize {
        self.values.iter().filter(|value| matches(**value)).count()
    }

    fn bright(&self) -> f32 {
        let mut histogram = [0_usize; 256];
        for value in &self.values {
            histogram[usize::from(*value)] += 1;
        }
        let enough = self.values.len() - self.values.len() / 20;
        let mut sum = 0;
        let at = histogram.iter().position(|count| {
            sum += count;
            sum >= enough
        });
        at.unwrap_or(255) as f32 / 255.0
    }

    fn white(&self) -> f32 {
        self.count_where(|value| value >= 250) as f32 / self.values.len() as f32
    }

    /// Share of pixels that are nearly white and much brighter than what lies a sixth of the picture away on all four
    /// sides: a window or a white wall is bright on one of them.
    fn shine(&self) -> f32 {
        const BRIGHTER: u8 = 45;
        let away = (self.width.max(self.height) / 6).max(1);
        let at = |x: usize, y: usize| self.values[y * self.width + x];
        let mut count = 0_usize;
        for y in away..self.height.saturating_sub(away) {
            for x in away..self.width.saturating_sub(away) {
                let value = at(x, y);
                if value >= 228 {
                    let around = [at(x - away, y), at(x + away, y), at(x, y - away), at(x, y + away)];
                    count += usize::from(around.iter().all(|other| value.saturating_sub(*other) >= BRIGHTER));
                }
            }
        }
        count as f32 / self.values.len() as f32
    }

    fn sharpness(&self) -> f32 {
        let half = self.halved();
        let noise = half.noise();
        let across = half.detail((half.width, 1), (half.height, half.width), noise);
        across.min(half.detail((half.height, half.width), (half.width, 1), noise))
    }

    /// Averages of two by two; an odd last row or column is left out. As it is where there is only one.
    fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        if width == 0 || height == 0 {
            return Self { width: self.width, height: self.height, values: self.values.clone() };
        }
        let mut values = Vec::with_capacity(width * height);
        for rows in self.values.chunks_exact(2 * self.width) {
            let (upper, lower) = rows.split_at(self.width);
            for (a, b) in upper.as_chunks::<2>().0.iter().zip(lower.as_chunks::<2>().0) {
                let sum: u32 = a.iter().chain(b).map(|value| u32::from(*value)).sum();
                values.push(((sum + 2) / 4) as u8);
            }
        }
        Self { width, height, values }
    }

    /// The share of [`sharpness`] along lines of `length` pixels that lie `step` apart, `lines` of them `stride` apart.
    fn detail(&self, (length, step): (usize, usize), (lines, stride): (usize, usize), noise: f32) -> f32 {
        const APART: usize = 4;
        let (mut near, mut far) = (0_u64, 0_u64);
        for line in 0..lines {
            let at = |n: usize| self.values[line * stride + n * step];
            for n in APART..length {
                near += u64::from(at(n).abs_diff(at(n - 1))).pow(2);
                far += u64::from(at(n).abs_diff(at(n - APART))).pow(2);
            }
        }
        let count = lines * length.saturating_sub(APART);
        let energy = |sum: u64| (sum as f32 / count as f32 - 2.0 * noise * noise).max(0.0);
        if count > 0 && energy(far) > 0.0 { energy(near) / energy(far) } else { 0.0 }
    }

    /// The standard deviation of the noise: Immerkær, "Fast noise variance estimation" (Computer Vision and Image
    /// Understanding 64, 1996), whose mask answers neither to slopes nor to straight edges; by the median instead of the
    /// mean, for which dots and hairs are no noise.
    fn noise(&self) -> f32 {
        // 8 times 255 at most.
        let mut histogram = [0_usize; 2041];
        let mut count = 0;
        let at = |x: usize, y: usize| i32::from(self.values[y * self.width + x]);
        for y in 1..self.height.saturating_sub(1) {
            for x in 1..self.width.saturating_sub(1) {
                let corners = at(x - 1, y - 1) + at(x + 1, y - 1) + at(x - 1, y + 1) + at(x + 1, y + 1);
                let sides = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
                histogram[(corners - 2 * sides + 4 * at(x, y)).unsigned_abs() as usize] += 1;
                count += 1;
            }
        }
        let half = count as f32 / 2.0;
        let mut below = 0;
        for (answer, here) in histogram.into_iter().enumerate() {
            if below + here > count / 2 {
                // The median between whole numbers, by share; 0.6745 deviations to it; 6 is the length of the mask.
                let part = (half - below as f32) / here as f32;
                return (answer as f32 - 0.5 + part).max(0.0) / 0.6745 / 6.0;
            }
            below += here;
        }
        0.0
    }
}
