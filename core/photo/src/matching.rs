//! Which point of one photo looks most like which of the other.
//!
//! Not for: whether the matches make sense together.

use crate::features::{Descriptor, Keypoint};

/// A point of the first photo and a point of the second that look alike.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    /// In the first.
    pub first: Keypoint,
    /// In the second.
    pub second: Keypoint,
    /// How much more alike than the next best, 0 to 1: the ratio of distances taken from 1.
    pub margin: f32,
}

/// For each point of the second photo the most similar of the first; the other way round, too, so that a point which
/// stands for many counts once each way.
pub(crate) fn matches(
    first: (&[Keypoint], &[Descriptor]),
    second: (&[Keypoint], &[Descriptor]),
) -> Vec<Match> {
    const NONE: (u32, u32) = (u32::MAX, 0);
    let mut best_first = vec![[NONE; 2]; first.0.len()];
    let mut best_second = vec![[NONE; 2]; second.0.len()];
    let keep = |best: &mut [(u32, u32); 2], distance: u32, index: usize| {
        if distance < best[1].0 {
            best[1] = (distance, index as u32);
            if best[1].0 < best[0].0 {
                best.swap(0, 1);
            }
        }
    };
    // In blocks that stay in the cache.
    for (block, from) in first.1.chunks(64).enumerate() {
        for (j, b) in second.1.iter().enumerate() {
            let best_j = &mut best_second[j];
            for (i, a) in from.iter().enumerate() {
                let i = block * 64 + i;
                let ratio = first.0[i].scale / second.0[j].scale;
                if !(0.45..=2.2).contains(&ratio) {
                    continue;
                }
                let distance = distance(a, b);
                keep(best_j, distance, i);
                keep(&mut best_first[i], distance, j);
            }
        }
    }
    let mut out = Vec::with_capacity(second.0.len());
    for (j, best) in best_second.iter().enumerate() {
        if best[0].0 == u32::MAX {
            continue;
        }
        let i = best[0].1 as usize;
        // Mutual: the strictest sign. Others stay, with the margin they have one way.
        let mutual = best_first[i][0].1 as usize == j;
        let margin = 1.0 - best[0].0 as f32 / best[1].0.max(1) as f32;
        if mutual || margin > 0.02 {
            let margin = margin.clamp(0.0, 1.0) + if mutual { 0.02 } else { 0.0 };
            out.push(Match { first: first.0[i], second: second.0[j], margin });
        }
    }
    out.sort_by(|a, b| b.margin.total_cmp(&a.margin));
    out
}

/// The sum of absolute differences, which processors take sixteen at a time. Wrapping: it cannot overflow, and a checked
/// sum is done one by one.
fn distance(a: &Descriptor, b: &Descriptor) -> u32 {
    let mut sum = 0_u32;
    for (a, b) in a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0) {
        let mut part = 0_u32;
        for index in 0..16 {
            part = part.wrapping_add(u32::from(a[index].abs_diff(b[index])));
        }
        sum = sum.wrapping_add(part);
    }
    sum
}
