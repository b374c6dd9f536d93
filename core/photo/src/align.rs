//! Lines two photos of the same skin up, or says that they cannot be lined up.
//!
//! Points that look alike, a transform that they agree on, and a refinement on all pixels; then a judgement that knows how
//! photos of different skin come out. Not for: moving pixels (`warp`), and what to tell anybody.

use crate::confidence::{Agreement, agreement};
use crate::features::{Descriptor, Keypoint, features};
use crate::filters::{blurred, luma, normalised, plane};
use crate::homography::Homography;
use crate::matching::matches;
use crate::picture::{Picture, Plane};
use crate::refine::{Pyramid, refined};
use crate::robust::{candidates, plausible};
use crate::search::{Reach, searched};

/// How the second photo lies on the first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alignment {
    /// From the second's pixels to the first's.
    pub homography: Homography,
    /// From 0.5, where as good as no pair of different skin comes, to 1.
    pub confidence: f32,
}

/// Why two photos cannot be lined up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Too few points stand out in at least one of them: too small, too dark, too blurred.
    #[error("too few points stand out to line the photos up by")]
    TooFewFeatures,
    /// Points look alike, but no two of them in the same way.
    #[error("the points that look alike do not agree on how the photos lie on one another")]
    NoAgreement,
    /// They agree on a view that no camera has.
    #[error("the points agree on a view that no camera has")]
    Implausible,
    /// A transform was found, and the skin under it is not enough alike.
    #[error("the skin is not enough alike where the photos lie on one another")]
    NotSure,
}

/// One photo, made ready: worth keeping where it is lined up with several others.
pub struct Prepared {
    width: u32,
    height: u32,
    points: Vec<Keypoint>,
    descriptors: Vec<Descriptor>,
    pyramid: Pyramid,
    texture: Plane,
}

impl Prepared {
    /// Of a photo of about 1024 pixels on its longer side; others work, but are slower or less sure.
    pub fn new(picture: &Picture) -> Self {
        let normalised = normal(picture);
        let pyramid = Pyramid::new(&normalised);
        let (points, descriptors) = features(pyramid.level(0), 1);
        let texture = texture(pyramid.level(1));
        Self { width: picture.width(), height: picture.height(), points, descriptors, pyramid, texture }
    }
}

impl core::fmt::Debug for Prepared {
    /// Its size alone: a log holds nobody's head.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Prepared({}x{})", self.width, self.height)
    }
}

/// Lines the second photo up with the first. The same photos give the same answer.
pub fn align(first: &Picture, second: &Picture) -> Result<Alignment, Refusal> {
    align_prepared(&Prepared::new(first), &Prepared::new(second))
}

/// [`align`] for photos that were made ready before.
pub fn align_prepared(first: &Prepared, second: &Prepared) -> Result<Alignment, Refusal> {
    if first.points.len() < 40 || second.points.len() < 40 {
        return Err(Refusal::TooFewFeatures);
    }
    let (a, b) = ((&*first.points, &*first.descriptors), (&*second.points, &*second.descriptors));
    attempt(first, second, a, b, false).or_else(|_| {
        // Once more, with all that can be found: slower, and seldom needed where the skin is the same.
        let [a, b] = [first, second].map(|photo| features(photo.pyramid.level(0), THOROUGH));
        attempt(first, second, (&a.0, &a.1), (&b.0, &b.1), true)
    })
}

/// How many times as many points are looked at the second time.
const THOROUGH: usize = 3;

fn attempt(
    first: &Prepared,
    second: &Prepared,
    a: (&[Keypoint], &[Descriptor]),
    b: (&[Keypoint], &[Descriptor]),
    wide: bool,
) -> Result<Alignment, Refusal> {
    let matches = matches(a, b);
    let size = f64::from(first.width.max(first.height));
    let found = candidates(&matches, size, (second.width, second.height));
    if found.is_empty() {
        return Err(Refusal::NoAgreement);
    }
    let mut refusal = Refusal::Implausible;
    for candidate in found.iter().take(if wide { 3 } else { 5 }) {
        let mut starts = vec![candidate.homography];
        if wide {
            starts.extend(look(
                first,
                second,
                &candidate.homography,
                3,
                Reach { radius: 8, side: 14, step: 8 },
            ));
        }
        for start in starts {
            let Some(coarse) = coarse(first, second, &start) else { continue };
            let judgement = judged(first, second, &coarse);
            if !plausible(&coarse, (second.width, second.height)) {
                continue;
            }
            refusal = Refusal::NotSure;
            if judgement.quartiles[2] < 0.06 {
                continue;
            }
            let Some(fine) = refined(&first.pyramid, &second.pyramid, &coarse, (0, 0)) else { continue };
            let judgement = judged(first, second, &fine);
            if let Some(confidence) = confidence(&judgement)
                && plausible(&fine, (second.width, second.height))
            {
                return Ok(Alignment { homography: fine, confidence });
            }
        }
    }
    Err(refusal)
}

/// A candidate made right within a pixel or two, if it is the right one.
fn coarse(first: &Prepared, second: &Prepared, start: &Homography) -> Option<Homography> {
    let near = nearer(first, second, start)?;
    let mut coarse = refined(&first.pyramid, &second.pyramid, &near, (1, 1))?;
    for _ in 0..2 {
        // Parts of the head may still be off by more than the refinement reaches.
        let was = judged(first, second, &coarse);
        if was.quartiles[0] > 0.2 || was.quartiles[1] < 0.03 || was.quartiles[2] < 0.1 {
            break;
        }
        let again = look(first, second, &coarse, 1, Reach { radius: 8, side: 24, step: 18 })
            .and_then(|near| refined(&first.pyramid, &second.pyramid, &near, (1, 1)));
        let Some(again) = again else { break };
        if judged(first, second, &again).quartiles[1] <= was.quartiles[1] {
            break;
        }
        coarse = again;
    }
    Some(coarse)
}

/// Corrects a candidate by what blocks find around them: at a quarter of the photos' size, then at half of it.
fn nearer(first: &Prepared, second: &Prepared, candidate: &Homography) -> Option<Homography> {
    let near = look(first, second, candidate, 2, Reach { radius: 9, side: 20, step: 14 })?;
    look(first, second, &near, 1, Reach { radius: 7, side: 20, step: 22 })
}

/// [`searched`] at a level of the pyramids.
fn look(
    first: &Prepared,
    second: &Prepared,
    homography: &Homography,
    level: usize,
    reach: Reach,
) -> Option<Homography> {
    let scale = f64::from(1_u32 << level);
    let off = (scale - 1.0) / 2.0;
    let up = Homography::new([[scale, 0.0, off], [0.0, scale, off], [0.0, 0.0, 1.0]])?;
    let down = up.inverse()?;
    let here = up.then(homography)?.then(&down)?;
    let here = searched(first.pyramid.level(level), second.pyramid.level(level), &here, reach)?;
    down.then(&here)?.then(&up)
}

/// The agreement at half the photos' size, where noise is less.
fn judged(first: &Prepared, second: &Prepared, homography: &Homography) -> Agreement {
    let up = Homography::new([[2.0, 0.0, 0.5], [0.0, 2.0, 0.5], [0.0, 0.0, 1.0]]);
    let half = up.and_then(|up| up.then(homography)?.then(&up.inverse()?));
    match half {
        Some(half) => agreement(&first.texture, &second.texture, &half),
        None => Agreement::default(),
    }
}

/// From the agreement to a confidence; `None` below what different skin reaches.
fn confidence(of: &Agreement) -> Option<f32> {
    let [quarter, median, _] = of.quartiles;
    let alike = (median > 0.13 && quarter > -0.05) || (median > 0.09 && quarter > 0.035);
    (of.middle >= 28 && alike).then(|| (0.5 + median).min(1.0))
}

/// What is finer than some pixels: marks, and no shading.
fn texture(of: &Plane) -> Plane {
    let soft = blurred(of, 2.5);
    let values = of.values().iter().zip(soft.values()).map(|(value, soft)| value - soft).collect();
    plane(of.width(), of.height(), values)
}

fn normal(picture: &Picture) -> Plane {
    let radius = (picture.width().max(picture.height()) / 42).clamp(4, 200) as usize;
    normalised(&luma(picture), radius, 4.0)
}
