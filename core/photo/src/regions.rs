//! Which part of the common frame is treated skin, and which bare skin beside it, found in the pictures themselves.
//!
//! Nobody draws masks: skin is what hangs together with the middle and has its colour; the treated zone is where dots (or
//! hair) make it rougher than the rest. Not for: measuring either.

use crate::Picture;
use crate::colour::{Light, decoding, luminance};
use crate::dots;

/// What a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Neither, or too near an edge to say.
    Other,
    /// Skin with dots or hair.
    Treated,
    /// Skin without.
    Bare,
}

/// A frame in square cells.
#[derive(Clone, Debug)]
pub(crate) struct Cells {
    /// Pixels along a cell's side.
    pub(crate) side: usize,
    /// Cells from left to right and from top to bottom; pixels that fill no cell are left out.
    pub(crate) across: usize,
    pub(crate) down: usize,
}

impl Cells {
    /// About 80 along the shorter side.
    pub(crate) fn new(width: u32, height: u32) -> Self {
        let side = (width.min(height) as usize / 80).max(4);
        Self { side, across: width as usize / side, down: height as usize / side }
    }

    pub(crate) fn count(&self) -> usize {
        self.across * self.down
    }

    /// The indices of a cell's pixels in a frame that is `width` wide.
    pub(crate) fn pixels(&self, cell: usize, width: u32) -> impl Iterator<Item = usize> + '_ {
        let (x, y) = ((cell % self.across) * self.side, (cell / self.across) * self.side);
        (y..y + self.side)
            .flat_map(move |row| (x..x + self.side).map(move |column| row * width as usize + column))
    }

    /// Cells no further than `reach` to each side.
    pub(crate) fn around(&self, cell: usize, reach: usize) -> impl Iterator<Item = usize> + '_ {
        let (x, y) = (cell % self.across, cell / self.across);
        let rows = y.saturating_sub(reach)..(y + reach + 1).min(self.down);
        rows.flat_map(move |row| {
            let columns = x.saturating_sub(reach)..(x + reach + 1).min(self.across);
            columns.map(move |column| row * self.across + column)
        })
    }

    /// Those of `kept` whose whole neighbourhood is kept, frame's edge included.
    fn eroded(&self, kept: &[bool], reach: usize) -> Vec<bool> {
        let whole = (2 * reach + 1) * (2 * reach + 1);
        (0..self.count())
            .map(|cell| self.around(cell, reach).filter(|near| kept[*near]).count() == whole)
            .collect()
    }

    /// For each cell whether more than half of those around it are kept.
    fn majority(&self, kept: &[bool], among: &[bool], reach: usize) -> Vec<bool> {
        (0..self.count())
            .map(|cell| {
                let (mut yes, mut all) = (0, 0);
                for near in self.around(cell, reach).filter(|near| among[*near]) {
                    yes += usize::from(kept[near]);
                    all += 1;
                }
                among[cell] && 2 * yes > all
            })
            .collect()
    }
}

/// The cells that are skin of the head in the middle: of its colour, hanging together, away from the outline.
pub(crate) fn skin(picture: &Picture, valid: &[bool], cells: &Cells) -> Vec<bool> {
    let light = decoding(1.0);
    let colours: Vec<Option<Light>> = (0..cells.count())
        .map(|cell| {
            let mut sum = [0.0; 3];
            for pixel in cells.pixels(cell, picture.width()) {
                if !valid[pixel] {
                    return None;
                }
                for (sum, byte) in sum.iter_mut().zip(&picture.pixels()[3 * pixel..]) {
                    *sum += light[usize::from(*byte)];
                }
            }
            let mean = sum.map(|sum| sum / (cells.side * cells.side) as f64);
            mean.iter().all(|value| *value > 1e-3).then_some(mean)
        })
        .collect();
    let tint = |c: &Light| [(c[0] / c[1]).ln(), (c[1] / c[2]).ln(), luminance(*c).ln()];
    let middle: Vec<[f64; 3]> = (0..cells.count())
        .filter(|cell| {
            let (x, y) = (cell % cells.across, cell / cells.across);
            (3 * cells.across..=7 * cells.across).contains(&(10 * x))
                && (3 * cells.down..=7 * cells.down).contains(&(10 * y))
        })
        .filter_map(|cell| colours[cell].as_ref().map(tint))
        .collect();
    if middle.is_empty() {
        return vec![false; cells.count()];
    }
    let typical = [0, 1, 2].map(|part| median(middle.iter().map(|tint| tint[part]).collect()));
    let limits = [0.30, 0.45, 1.25];
    let alike: Vec<bool> = colours
        .iter()
        .map(|colour| {
            colour.as_ref().is_some_and(|colour| {
                let tint = tint(colour);
                (0..3).all(|part| (tint[part] - typical[part]).abs() < limits[part])
            })
        })
        .collect();
    let joined = hanging_together(&cells.majority(&alike, &vec![true; cells.count()], 1), cells);
    cells.eroded(&joined, 2)
}

/// The largest part of `kept` that hangs together.
fn hanging_together(kept: &[bool], cells: &Cells) -> Vec<bool> {
    let mut group = vec![0_usize; kept.len()];
    let (mut groups, mut best) = (0, (0, 0));
    for start in 0..kept.len() {
        if !kept[start] || group[start] != 0 {
            continue;
        }
        groups += 1;
        let (mut open, mut size) = (vec![start], 0);
        group[start] = groups;
        while let Some(cell) = open.pop() {
            size += 1;
            for near in cells.around(cell, 1) {
                if kept[near] && group[near] == 0 {
                    group[near] = groups;
                    open.push(near);
                }
            }
        }
        if size > best.1 {
            best = (groups, size);
        }
    }
    group.iter().map(|group| *group != 0 && *group == best.0).collect()
}

/// How rough each cell of skin is: the deviation of its band of detail, relative to its light.
pub(crate) fn roughness(picture: &Picture, skin: &[bool], cells: &Cells) -> Vec<f64> {
    let light = decoding(1.0);
    let plane: Vec<f32> = picture
        .pixels()
        .chunks_exact(3)
        .map(|p| luminance([0, 1, 2].map(|channel| light[usize::from(p[channel])])) as f32)
        .collect();
    let detail = dots::fine(&plane, picture.width() as usize, picture.height() as usize);
    let rough: Vec<f64> = (0..cells.count())
        .map(|cell| {
            if !skin[cell] {
                return 0.0;
            }
            let (mut squares, mut sum) = (0.0, 0.0);
            for pixel in cells.pixels(cell, picture.width()) {
                squares += f64::from(detail[pixel]).powi(2);
                sum += f64::from(plane[pixel]);
            }
            let count = (cells.side * cells.side) as f64;
            (squares / count).sqrt() / (sum / count).max(1e-3)
        })
        .collect();
    // The middle one of its surroundings: a mole or a wrinkle is not a zone.
    (0..cells.count())
        .map(|cell| {
            if !skin[cell] {
                return 0.0;
            }
            median(cells.around(cell, 2).filter(|near| skin[*near]).map(|near| rough[near]).collect())
        })
        .collect()
}

/// Splits skin by how rough it is; also says how many times rougher the one is than the other. `None` where all is alike.
///
/// The threshold is Otsu's (1979) on the logarithm.
pub(crate) fn split(rough: &[f64], skin: &[bool], cells: &Cells) -> Option<(Vec<Kind>, f64)> {
    let mut logs: Vec<f64> =
        rough.iter().zip(skin).filter(|(_, skin)| **skin).map(|(rough, _)| rough.max(1e-5).ln()).collect();
    if logs.len() < 200 {
        return None;
    }
    logs.sort_by(f64::total_cmp);
    let total: f64 = logs.iter().sum();
    let (count, mut below) = (logs.len() as f64, 0.0);
    let mut best = (0.0, 0.0, 1.0);
    for (index, value) in logs.iter().enumerate() {
        below += value;
        let low = (index + 1) as f64;
        if low < count * 0.04 || count - low < count * 0.04 {
            continue;
        }
        let apart = (total - below) / (count - low) - below / low;
        let between = low * (count - low) * apart * apart;
        if between > best.0 {
            best = (between, *value, apart.exp());
        }
    }
    let (_, threshold, apart) = best;
    let treated: Vec<bool> =
        rough.iter().zip(skin).map(|(rough, skin)| *skin && rough.max(1e-5).ln() > threshold).collect();
    let treated = cells.majority(&treated, skin, 2);
    let bare: Vec<bool> = skin.iter().zip(&treated).map(|(skin, treated)| *skin && !treated).collect();
    let (treated, bare) = (cells.eroded(&treated, 3), cells.eroded(&bare, 1));
    let kinds = treated
        .iter()
        .zip(&bare)
        .map(|(treated, bare)| match (treated, bare) {
            (true, _) => Kind::Treated,
            (_, true) => Kind::Bare,
            _ => Kind::Other,
        })
        .collect();
    Some((kinds, apart))
}

/// The middle value; 0 of none.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    let half = values.len() / 2;
    if values.is_empty() {
        return 0.0;
    }
    *values.select_nth_unstable_by(half, f64::total_cmp).1
}
