//! Trends: how red the treated skin is against the skin beside it, and how strongly its dots stand out.
//!
//! Pictures of one angle in one frame. Each is brought to the reference's tones by the bare skin that both show (tone), and
//! measured there. What the pictures do not carry is withheld, with the reason. Not for: lining pictures up, or judging
//! whether a trend is good.

use thiserror::Error;

use crate::Picture;
use crate::colour::{Light, decoding, luminance, redness_of};
use crate::dots::{self, Together};
use crate::regions::{self, Cells, Kind, median};
use crate::tone::{self, Sample, Tone};

/// A picture in the frame of the reference.
#[derive(Clone, Copy, Debug)]
pub struct Aligned<'a> {
    /// As large as the reference.
    pub picture: &'a Picture,
    /// For each pixel whether the picture reaches it; `None` where it reaches all.
    pub valid: Option<&'a [bool]>,
}

/// A measured value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// In the unit of what was measured.
    pub value: f64,
    /// Its standard error, as far as it can be known from the pictures; in the same unit.
    pub plus_minus: f64,
    /// 0 to 1: 1 is as sure as photos get; what would be below a quarter is withheld.
    pub reliability: f64,
}

/// Why a value is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Why {
    /// It has another size than the reference.
    #[error("the picture is not in the reference's frame")]
    Frame,
    /// No skin was found in the middle of the reference.
    #[error("no skin was found in the middle of the picture")]
    NoSkin,
    /// No picture shows a zone with dots beside enough bare skin (a crown from above often has none).
    #[error("no zone with dots was found beside enough bare skin")]
    NoZones,
    /// Too little of the zones lies in this picture.
    #[error("too little of the skin is in the picture")]
    Overlap,
    /// Too much skin is so bright or so dark that its colour is lost.
    #[error("the skin is too bright or too dark")]
    Clipped,
    /// The skin that should be the same in both is not, by more than light explains (glare, a shadow).
    #[error("light falls on the skin too differently")]
    Light,
    /// Its tones could not be brought to the reference's.
    #[error("the tones could not be compared")]
    Tone,
    /// It is too blurred, or not lined up well enough, for dots.
    #[error("dots are too blurred, or not in place")]
    Blurred,
}

/// What one picture says.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// CIELAB a* of the treated skin, dots taken away, minus that of the bare skin beside it, in the reference's tones.
    pub redness: Result<Value, Why>,
    /// How far the dots' lightness (Hunter's L, the root of luminance) deviates from that around them, as a root mean
    /// square in percent of the lightness of bare skin, in the reference's tones. It is of
    /// this size of picture: comparable within one call, not between calls.
    pub dot_contrast: Result<Value, Why>,
    /// The exponent of the picture's tones against the reference's, where it was found.
    pub gamma: Option<f64>,
}

impl Measured {
    const fn withheld(why: Why) -> Self {
        Self { redness: Err(why), dot_contrast: Err(why), gamma: None }
    }
}

/// Exponents that are believed; beyond them the tones are no phone's (the asked range is 0.7 to 1.4).
const BELIEVED: (f64, f64) = (0.6, 1.65);
/// Of the zones' cells, how many must be in a picture.
const LEAST_OVERLAP: f64 = 0.5;
/// Cells of the treated zone that a measurement needs.
const LEAST_TREATED: usize = 60;
/// Cells of bare skin: from fewer, tones were measured wrong by a third.
const LEAST_BARE: usize = 250;

/// Measures the reference (first) and the others, in their order.
pub fn measure(reference: &Aligned<'_>, others: &[Aligned<'_>]) -> Vec<Measured> {
    let all: Vec<&Aligned<'_>> = std::iter::once(reference).chain(others).collect();
    let zones = match Zones::new(&all) {
        Ok(zones) => zones,
        Err(why) => return all.iter().map(|_| Measured::withheld(why)).collect(),
    };
    let ready: Vec<Result<Ready, Why>> = all.iter().map(|each| zones.prepare(reference, each)).collect();
    // The picture with the strongest dots shows where they are.
    let strongest = ready.iter().flatten().max_by(|a, b| zones.strength(a).total_cmp(&zones.strength(b)));
    ready
        .iter()
        .map(|one| match (one, &ready[0], strongest) {
            (Ok(one), Ok(first), Some(pattern)) => zones.measured(one, first, pattern),
            (Err(why), ..) | (_, Err(why), _) => Measured::withheld(*why),
            (_, _, None) => Measured::withheld(Why::NoZones),
        })
        .collect()
}

/// Where what is.
pub(crate) struct Zones {
    width: u32,
    height: u32,
    cells: Cells,
    kinds: Vec<Kind>,
}

/// A picture in the reference's tones.
struct Ready {
    /// Its detail in two bands, of the root of light: Hunter's lightness (1948), in which a dot is about as
    /// deep as its ink is dense, alone or among others.
    detail: [Vec<f32>; 2],
    /// The same after a smoothing of variance [`BLUR`].
    blurred: [Vec<f32>; 2],
    /// Mean light of each cell, and whether it may be used.
    means: Vec<Light>,
    usable: Vec<bool>,
    tone: Tone,
    itself: bool,
}

impl Zones {
    fn new(all: &[&Aligned<'_>]) -> Result<Self, Why> {
        let first = all[0];
        let (width, height) = (first.picture.width(), first.picture.height());
        if width.min(height) < 160 {
            return Err(Why::NoSkin);
        }
        let cells = Cells::new(width, height);
        let valid = valid(first).ok_or(Why::Frame)?;
        let skin = regions::skin(first.picture, &valid, &cells);
        if skin.iter().filter(|skin| **skin).count() < cells.count() / 20 {
            return Err(Why::NoSkin);
        }
        let mut best: Option<(Vec<Kind>, f64)> = None;
        for each in all.iter().filter(|each| same_frame(each, first)) {
            let rough = regions::roughness(each.picture, &skin, &cells);
            if let Some(found) = regions::split(&rough, &skin, &cells)
                && best.as_ref().is_none_or(|best| found.1 > best.1)
            {
                best = Some(found);
            }
        }
        match best {
            Some((kinds, apart)) if apart > 1.7 => {
                let zones = Self { width, height, cells, kinds };
                let enough = |kind| zones.of(kind).count() >= least(kind);
                if enough(Kind::Treated) && enough(Kind::Bare) { Ok(zones) } else { Err(Why::NoZones) }
            }
            _ => Err(Why::NoZones),
        }
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = usize> + '_ {
        (0..self.kinds.len()).filter(move |cell| self.kinds[*cell] == kind)
    }

    /// The middle of a cell, -0.5 to 0.5 over the frame.
    fn place(&self, cell: usize) -> (f64, f64) {
        let middle = |index: usize, length: u32| {
            ((index as f64 + 0.5) * self.cells.side as f64) / f64::from(length) - 0.5
        };
        (middle(cell % self.cells.across, self.width), middle(cell / self.cells.across, self.height))
    }

    /// Mean byte values of a cell; `None` where the picture does not reach it, or clips.
    fn bytes(&self, picture: &Picture, valid: &[bool], cell: usize) -> Result<Light, Why> {
        let (mut sum, mut clipped) = ([0.0; 3], 0);
        for pixel in self.cells.pixels(cell, self.width) {
            if !valid[pixel] {
                return Err(Why::Overlap);
            }
            let bytes = &picture.pixels()[3 * pixel..3 * pixel + 3];
            clipped +=
                usize::from(bytes.iter().any(|byte| *byte >= 253) || bytes.iter().all(|byte| *byte <= 4));
            for (sum, byte) in sum.iter_mut().zip(bytes) {
                *sum += f64::from(*byte);
            }
        }
        let count = self.cells.side * self.cells.side;
        if clipped * 50 > count { Err(Why::Clipped) } else { Ok(sum.map(|sum| sum / count as f64)) }
    }

    /// Brings a picture to the reference's tones.
    fn prepare(&self, reference: &Aligned<'_>, each: &Aligned<'_>) -> Result<Ready, Why> {
        if !same_frame(each, reference) {
            return Err(Why::Frame);
        }
        let (Some(here), Some(there)) = (valid(each), valid(reference)) else { return Err(Why::Frame) };
        let itself = std::ptr::eq(reference, each);
        let mut usable = vec![false; self.kinds.len()];
        let mut samples = Vec::new();
        for kind in [Kind::Bare, Kind::Treated] {
            let (mut all, mut lost, mut clipped) = (0, 0, 0);
            for cell in self.of(kind) {
                all += 1;
                match (self.bytes(reference.picture, &there, cell), self.bytes(each.picture, &here, cell)) {
                    (Ok(reference), Ok(other)) => {
                        usable[cell] = true;
                        if kind == Kind::Bare {
                            samples.push((cell, reference, other));
                        }
                    }
                    (Err(Why::Clipped), _) | (_, Err(Why::Clipped)) => clipped += 1,
                    _ => lost += 1,
                }
            }
            let rest = all - lost;
            if rest < least(kind) || (rest as f64) < LEAST_OVERLAP * f64::from(all as u32) {
                return Err(Why::Overlap);
            }
            if clipped * 5 > rest || rest - clipped < least(kind) {
                return Err(Why::Clipped);
            }
        }
        let tone = tone::tone(&self.samples(&samples), 1.0).ok_or(Why::Tone)?;
        let kept = tone.kept.iter().filter(|kept| **kept).count();
        if kept * 4 < samples.len() * 3 || tone.residual > 0.06 {
            return Err(Why::Light);
        }
        if !(BELIEVED.0..=BELIEVED.1).contains(&tone.gamma) || tone.gamma_error > 0.04 {
            return Err(Why::Tone);
        }
        Ok(self.normalised(each.picture, &here, usable, tone, itself))
    }

    /// With what the reference shows two to four cells away; those that have too little there are left out.
    fn samples(&self, bare: &[(usize, Light, Light)]) -> Vec<Sample> {
        let mut known = vec![None; self.kinds.len()];
        for (cell, reference, _) in bare {
            known[*cell] = Some(*reference);
        }
        bare.iter()
            .filter_map(|(cell, reference, other)| {
                let near: Vec<usize> = self.cells.around(*cell, 1).collect();
                let ring: Vec<Light> = self
                    .cells
                    .around(*cell, 4)
                    .filter(|other| !near.contains(other))
                    .filter_map(|other| known[other])
                    .collect();
                let count = ring.len() as f64;
                let around =
                    [0, 1, 2].map(|channel| ring.iter().map(|light| light[channel]).sum::<f64>() / count);
                let sample = Sample { at: self.place(*cell), reference: *reference, other: *other, around };
                (ring.len() >= 5).then_some(sample)
            })
            .collect()
    }

    fn normalised(
        &self,
        picture: &Picture,
        valid: &[bool],
        usable: Vec<bool>,
        tone: Tone,
        itself: bool,
    ) -> Ready {
        let table = decoding(tone.gamma);
        let (w, h) = (self.width as usize, self.height as usize);
        let mut light = Vec::with_capacity(w * h);
        let mut sums = vec![[0.0; 3]; self.kinds.len()];
        for (pixel, bytes) in picture.pixels().chunks_exact(3).enumerate() {
            if !valid[pixel] {
                light.push(0.0);
                continue;
            }
            let (column, row) = (pixel % w, pixel / w);
            let at = ((column as f64 + 0.5) / w as f64 - 0.5, (row as f64 + 0.5) / h as f64 - 0.5);
            let colour = [0, 1, 2].map(|c| table[usize::from(bytes[c])] / tone.gain(at, c));
            light.push(luminance(colour).sqrt() as f32);
            let (x, y) = (column / self.cells.side, row / self.cells.side);
            if x < self.cells.across && y < self.cells.down {
                for (sum, value) in sums[y * self.cells.across + x].iter_mut().zip(colour) {
                    *sum += value;
                }
            }
        }
        let count = (self.cells.side * self.cells.side) as f64;
        let means = sums.into_iter().map(|sum: Light| sum.map(|sum| sum / count)).collect();
        let bands = |light: &[f32]| [dots::fine(light, w, h), dots::coarse(light, w, h)];
        let (detail, blurred) = (bands(&light), bands(&dots::smoothed(&light, w, h, 1, 1)));
        Ready { detail, blurred, means, usable, tone, itself }
    }

    /// Sums over two planes in a zone, where both pictures may be used; the second is the pattern. A cell with far more
    /// detail than most of its zone (a mole, a fold of the forehead) is left out.
    fn together(&self, kind: Kind, a: (&Ready, &[f32]), b: (&Ready, &[f32])) -> Together {
        let cells: Vec<(usize, f64)> = self
            .of(kind)
            .filter(|cell| a.0.usable[*cell] && b.0.usable[*cell])
            .map(|cell| {
                let squares = self.cells.pixels(cell, self.width).map(|pixel| f64::from(b.1[pixel]).powi(2));
                (cell, squares.sum())
            })
            .collect();
        let limit = PLAIN * median(cells.iter().map(|(_, squares)| *squares).collect());
        let plain = cells.iter().filter(|(_, squares)| *squares <= limit);
        Together::of(
            plain
                .flat_map(|(cell, _)| self.cells.pixels(*cell, self.width))
                .map(|pixel| (a.1[pixel], b.1[pixel])),
        )
    }

    /// How much stronger the detail of the treated zone is than that of the bare one.
    fn strength(&self, ready: &Ready) -> f64 {
        let detail = (ready, &ready.detail[1][..]);
        self.together(Kind::Treated, detail, detail).first - self.together(Kind::Bare, detail, detail).first
    }

    /// Mean light of a zone over the cells that both pictures may use.
    fn mean(&self, kind: Kind, of: &Ready, with: &Ready) -> Light {
        let (mut sum, mut count) = ([0.0; 3], 0.0);
        for cell in self.of(kind).filter(|cell| of.usable[*cell] && with.usable[*cell]) {
            for (sum, value) in sum.iter_mut().zip(of.means[cell]) {
                *sum += value;
            }
            count += 1.0;
        }
        sum.map(|sum| sum / f64::max(count, 1.0))
    }

    fn measured(&self, one: &Ready, first: &Ready, pattern: &Ready) -> Measured {
        Measured {
            redness: self.redness(one, first),
            dot_contrast: self.dot_contrast(one, pattern),
            gamma: Some(one.tone.gamma),
        }
    }

    /// The reference's own value, and how much more this picture's is: the middle one of the changes of all cells, which
    /// a zone's border, a wet spot or a hair does not move.
    fn redness(&self, one: &Ready, first: &Ready) -> Result<Value, Why> {
        let bare = self.mean(Kind::Bare, first, one);
        let (level, ground) = (luminance(bare), redness_of(bare));
        // Dots darken nearly without colour: what they took is given back, so that the skin between them is compared.
        let red = |ready: &Ready, cell: usize| {
            let light = ready.means[cell];
            let factor = level / luminance(light).max(1e-4);
            redness_of(light.map(|value| value * factor))
        };
        let cells: Vec<usize> =
            self.of(Kind::Treated).filter(|cell| one.usable[*cell] && first.usable[*cell]).collect();
        let own = median(cells.iter().map(|cell| red(first, *cell)).collect()) - ground;
        let changes: Vec<f64> = cells.iter().map(|cell| red(one, *cell) - red(first, *cell)).collect();
        let change = median(changes.clone());
        let spread = 1.4826 * median(changes.iter().map(|value| (value - change).abs()).collect());
        let value = own + change;
        // What neighbouring cells share, and what the exponent may be off by.
        let grain = 4.0 * spread / (cells.len() as f64).sqrt();
        let plus_minus =
            grain.hypot(value.abs() * one.tone.gamma_error).hypot(if one.itself { 0.0 } else { 0.15 });
        self::value(value, plus_minus, plus_minus / 0.6, Why::Light)
    }

    /// The pattern's own strength, and what share of it this picture shows.
    ///
    /// What both zones have (pores, grain) is taken off by the bare one: the slope is of what the treated zone has more.
    fn dot_contrast(&self, one: &Ready, pattern: &Ready) -> Result<Value, Why> {
        let slope = |band: usize, plane: &[f32]| {
            let zone = |kind| self.together(kind, (one, plane), (pattern, &pattern.detail[band]));
            let (treated, bare) = (zone(Kind::Treated), zone(Kind::Bare));
            let more = (treated.second - bare.second).max(1e-12);
            let slope = (treated.both - bare.both) / more;
            // A band's neighbouring pixels say the same: of ten, one is counted.
            let left = (treated.first * treated.second - treated.both * treated.both).max(0.0);
            (slope, left.sqrt() / more / (treated.count / 10.0).sqrt())
        };
        let own = |band: usize| {
            let zone = |kind| {
                self.together(kind, (pattern, &pattern.blurred[band]), (pattern, &pattern.detail[band]))
            };
            let (treated, bare) = (zone(Kind::Treated), zone(Kind::Bare));
            (treated.both - bare.both) / (treated.second - bare.second).max(1e-12)
        };
        let seen = [slope(0, &one.detail[0]), slope(1, &one.detail[1])];
        let share = dots::share(seen, [own(0), own(1)], BLUR);
        // Where hardly any dots are seen, pores tell whether there are none, or a blur took them.
        let pores = self.together(Kind::Bare, (one, &one.detail[0]), (pattern, &pattern.detail[0]));
        let dim = seen[0].0 < 0.2 && pores.both < LEAST_PORES * pores.second;
        if dim || share.blur.abs() > MOST_BLUR {
            return Err(Why::Blurred);
        }
        let level = luminance(self.mean(Kind::Bare, pattern, pattern)).sqrt();
        let scale = 100.0 * self.strength(pattern).max(0.0).sqrt() / level;
        let off = share.error.hypot(0.02).hypot(share.part * one.tone.gamma_error);
        value(share.part * scale, off * scale, off / 0.12, Why::Blurred)
    }
}

/// How much of the pattern's fine detail bare skin must show where there are hardly any dots.
const LEAST_PORES: f64 = 0.15;
/// How many times the usual detail a cell may have.
const PLAIN: f64 = 3.0;
/// Variance of the smoothing that shows how much a blur takes: a mean of 3 × 3 pixels, (9 - 1) / 12.
const BLUR: f64 = 2.0 / 3.0;
/// Variance of blur against the pattern, in square pixels, beyond which too little of the dots is left.
const MOST_BLUR: f64 = 1.6;

/// A value, or why not: `off` is its error in errors that would be too many.
fn value(value: f64, plus_minus: f64, off: f64, why: Why) -> Result<Value, Why> {
    let reliability = 1.0 / (1.0 + 3.0 * off * off);
    let good = value.is_finite() && plus_minus.is_finite() && reliability >= 0.25;
    if good { Ok(Value { value, plus_minus, reliability }) } else { Err(why) }
}

const fn least(kind: Kind) -> usize {
    if matches!(kind, Kind::Bare) { LEAST_BARE } else { LEAST_TREATED }
}

fn same_frame(each: &Aligned<'_>, reference: &Aligned<'_>) -> bool {
    (each.picture.width(), each.picture.height()) == (reference.picture.width(), reference.picture.height())
}

/// Which pixels are there; `None` where the mask has another size.
fn valid(each: &Aligned<'_>) -> Option<Vec<bool>> {
    let count = each.picture.width() as usize * each.picture.height() as usize;
    match each.valid {
        None => Some(vec![true; count]),
        Some(mask) if mask.len() == count => Some(mask.to_vec()),
        Some(_) => None,
    }
}
