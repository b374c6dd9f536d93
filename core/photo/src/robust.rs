//! Which matches agree on one transform, when most agree on nothing.
//!
//! Each match alone says how the second photo is turned, scaled and moved (its points have a scale and a direction); the
//! others vote on it. What has most votes is grown to a homography, by least squares with weights that fall off with the
//! distance (in the spirit of MAGSAC++, Barath et al., CVPR 2020: no hard threshold decides), from wide to narrow. No
//! random draws: the same photos give the same answer. Not for: the last pixel (`refine`).

use crate::homography::Homography;
use crate::linear::{Pull, fit};
use crate::matching::Match;

/// A transform that some matches agree on.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// From the second photo's pixels to the first's.
    pub homography: Homography,
    /// How many matches lie within 1 % of the width of it, each counted by how near.
    pub support: f64,
}

/// How many matches are asked for their opinion, and how many transforms come out at most.
const HYPOTHESES: usize = 1200;
const CANDIDATES: usize = 6;

/// The transforms with most support, best first, no two of them alike. `size` is the first photo's longer side.
pub(crate) fn candidates(matches: &[Match], size: f64, second: (u32, u32)) -> Vec<Candidate> {
    let mut votes: Vec<(f64, usize)> = matches
        .iter()
        .take(HYPOTHESES)
        .enumerate()
        .map(|(index, hypothesis)| (support_of(hypothesis, matches, size as f32), index))
        .collect();
    votes.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut out: Vec<Candidate> = Vec::new();
    // What a transform explains does not ask again: a wall behind the head has many voices.
    let mut explained = vec![false; matches.len()];
    let mut tries = 0;
    for &(vote, index) in &votes {
        if vote < 2.0 || tries >= 40 || out.len() >= 2 * CANDIDATES {
            break;
        }
        if explained[index] {
            continue;
        }
        tries += 1;
        if let Some(candidate) = grown(&matches[index], matches, size)
            && plausible(&candidate.homography, second)
            && !out.iter().any(|other| alike(&other.homography, &candidate.homography, second, size))
        {
            for (one, explained) in matches.iter().zip(&mut explained) {
                let from = (f64::from(one.second.x), f64::from(one.second.y));
                let to = (f64::from(one.first.x), f64::from(one.first.y));
                let at = candidate.homography.apply(from);
                *explained |= at.is_some_and(|at| (at.0 - to.0).hypot(at.1 - to.1) < 0.02 * size);
            }
            out.push(candidate);
        }
    }
    out.sort_by(|a, b| b.support.total_cmp(&a.support));
    out.truncate(CANDIDATES);
    out
}

/// How a match says that the second photo lies on the first: `(x, y)` goes to `(a x - b y + c, b x + a y + d)`.
fn similarity(of: &Match) -> [f32; 4] {
    let (f, s) = (of.first.direction, of.second.direction);
    let scale = of.first.scale / of.second.scale;
    let (a, b) = (scale * (f[0] * s[0] + f[1] * s[1]), scale * (f[1] * s[0] - f[0] * s[1]));
    let (x, y) = (of.second.x, of.second.y);
    [a, b, of.first.x - a * x + b * y, of.first.y - b * x - a * y]
}

/// The votes for a match: those of matches that turn and scale about as it does and land about where it says.
fn support_of(hypothesis: &Match, matches: &[Match], size: f32) -> f64 {
    let [a, b, c, d] = similarity(hypothesis);
    let scale = a.hypot(b);
    // Photos come upright: nobody holds one of them upside down.
    if !(0.35..=2.8).contains(&scale) || a < -0.2 * scale {
        return 0.0;
    }
    let mut sum = 0.0;
    for other in matches {
        let (x, y) = (other.second.x, other.second.y);
        let (dx, dy) = (a * x - b * y + c - other.first.x, b * x + a * y + d - other.first.y);
        let (rx, ry) = (x - hypothesis.second.x, y - hypothesis.second.y);
        let away = (rx * rx + ry * ry).sqrt() * scale;
        // Perspective makes a similarity wrong in proportion to the distance.
        let reach = 0.012 * size + 0.12 * away;
        let square = (dx * dx + dy * dy) / (reach * reach);
        if square < 1.0 && away > 2.0 * other.first.scale {
            let [oa, ob, ..] = similarity(other);
            let (turn, other_scale) = ((a * oa + b * ob) / (scale * oa.hypot(ob)), oa.hypot(ob) / scale);
            if turn > 0.8 && (0.55..=1.8).contains(&other_scale) {
                // A match far away says less: more places would have been right by chance.
                let luck = (0.03 * size / reach).min(1.0);
                sum += f64::from((1.0 - square) * luck * (0.5 + 5.0 * other.margin).min(1.5));
            }
        }
    }
    sum
}

/// Grows a match into a homography that all agree with who can.
fn grown(seed: &Match, matches: &[Match], size: f64) -> Option<Candidate> {
    let [a, b, c, d] = similarity(seed).map(f64::from);
    let mut homography = Homography::new([[a, -b, c], [b, a, d], [0.0, 0.0, 1.0]])?;
    let anchor = (f64::from(seed.second.x), f64::from(seed.second.y));
    let scale = a.hypot(b);
    for round in 0..9 {
        // At first only what lies near the seed, then further and further; with an ever finer measure.
        let near = size * [0.15, 0.22, 0.32, 0.45, 0.7, 2.0, 2.0, 2.0, 2.0][round];
        let measure = size * [0.022, 0.02, 0.018, 0.015, 0.012, 0.009, 0.006, 0.005, 0.004][round];
        let stiff = [3.0, 1.0, 0.3, 0.1, 0.03, 3e-3, 3e-4, 1e-4, 1e-4][round];
        let mut pulls: Vec<Pull> = Vec::new();
        for one in matches {
            let from = (f64::from(one.second.x), f64::from(one.second.y));
            let to = (f64::from(one.first.x), f64::from(one.first.y));
            if (from.0 - anchor.0).hypot(from.1 - anchor.1) * scale > near {
                continue;
            }
            let Some(at) = homography.apply(from) else { continue };
            let square = ((at.0 - to.0).powi(2) + (at.1 - to.1).powi(2)) / (measure * measure);
            if square < 1.0 && agrees(one, &homography) {
                pulls.push((from, to, (1.0 - square).powi(2) / f64::from(one.first.scale)));
            }
        }
        if pulls.len() < 4 {
            if round < 3 {
                continue;
            }
            return None;
        }
        homography = fit(&pulls, &homography, size, stiff)?;
    }
    let mut cells = std::collections::BTreeMap::new();
    for one in matches {
        let from = (f64::from(one.second.x), f64::from(one.second.y));
        let Some(at) = homography.apply(from) else { continue };
        let square = ((at.0 - f64::from(one.first.x)).powi(2) + (at.1 - f64::from(one.first.y)).powi(2))
            / (0.01 * size).powi(2);
        if square < 1.0 && agrees(one, &homography) {
            // Points on top of one another are one opinion.
            let cell = ((from.0 / (0.015 * size)) as i64, (from.1 / (0.015 * size)) as i64);
            let best: &mut f64 = cells.entry(cell).or_default();
            *best = best.max(1.0 - square);
        }
    }
    Some(Candidate { homography, support: cells.values().sum() })
}

/// Whether a match turns and scales as the transform does where it stands.
fn agrees(one: &Match, homography: &Homography) -> bool {
    let [a, b, ..] = similarity(one).map(f64::from);
    let from = (f64::from(one.second.x), f64::from(one.second.y));
    let step = f64::from(one.second.scale) * 2.0;
    let [f, s] = one.second.direction.map(f64::from);
    let (Some(at), Some(ahead)) =
        (homography.apply(from), homography.apply((from.0 + step * f, from.1 + step * s)))
    else {
        return false;
    };
    let moved = ((ahead.0 - at.0) / step, (ahead.1 - at.1) / step);
    let said = (a * f - b * s, b * f + a * s);
    let (length, other) = (moved.0.hypot(moved.1), said.0.hypot(said.1));
    let turn = (moved.0 * said.0 + moved.1 * said.1) / (length * other);
    turn > 0.75 && (0.5..=2.0).contains(&(length / other))
}

/// Whether a hand could have held the camera so: neither mirrored, nor beyond recognition small, large or oblique.
pub(crate) fn plausible(homography: &Homography, (width, height): (u32, u32)) -> bool {
    let (w, h) = (f64::from(width), f64::from(height));
    let mut areas = [0.0; 5];
    for (area, (x, y)) in areas.iter_mut().zip([(0.5, 0.5), (0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)]) {
        let at = (x * w, y * h);
        let (Some(o), Some(right), Some(down)) = (
            homography.apply(at),
            homography.apply((at.0 + 1.0, at.1)),
            homography.apply((at.0, at.1 + 1.0)),
        ) else {
            return false;
        };
        let (r, d) = ((right.0 - o.0, right.1 - o.1), (down.0 - o.0, down.1 - o.1));
        *area = r.0 * d.1 - r.1 * d.0;
        let (long, short) = (r.0.hypot(r.1), d.0.hypot(d.1));
        if !(*area > 0.08 && *area < 12.0 && long / short < 2.6 && short / long < 2.6)
            || *area < 0.4 * long * short
        {
            return false;
        }
    }
    let (low, high) =
        areas.iter().fold((f64::MAX, 0.0_f64), |(low, high), area| (low.min(*area), high.max(*area)));
    high / low < 8.0
}

/// Whether two transforms take the middle of the second photo to about the same place.
fn alike(one: &Homography, other: &Homography, (width, height): (u32, u32), size: f64) -> bool {
    [(0.5, 0.5), (0.35, 0.35), (0.65, 0.35), (0.35, 0.65), (0.65, 0.65)].iter().all(|(x, y)| {
        let at = (x * f64::from(width), y * f64::from(height));
        match (one.apply(at), other.apply(at)) {
            (Some(a), Some(b)) => (a.0 - b.0).hypot(a.1 - b.1) < 0.02 * size,
            _ => false,
        }
    })
}
