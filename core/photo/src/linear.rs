//! Small systems of linear equations, and a homography through points by least squares.
//!
//! Not for: large or sparse ones.

use crate::homography::Homography;

/// Solves `matrix * x = right` for a symmetric positive definite matrix (Cholesky); `None` if it is not.
pub(crate) fn solve<const N: usize>(matrix: &[[f64; N]; N], right: &[f64; N]) -> Option<[f64; N]> {
    let mut lower = [[0.0; N]; N];
    for i in 0..N {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| lower[i][k] * lower[j][k]).sum();
            let value = matrix[i][j] - dot;
            if i == j {
                if !(value > 1e-14 * matrix[i][i].abs() && value.is_finite() && value > 0.0) {
                    return None;
                }
                lower[i][i] = value.sqrt();
            } else {
                lower[i][j] = value / lower[j][j];
            }
        }
    }
    let mut x = *right;
    for i in 0..N {
        let dot: f64 = (0..i).map(|k| lower[i][k] * x[k]).sum();
        x[i] = (x[i] - dot) / lower[i][i];
    }
    for i in (0..N).rev() {
        let dot: f64 = (i + 1..N).map(|k| lower[k][i] * x[k]).sum();
        x[i] = (x[i] - dot) / lower[i][i];
    }
    x.iter().all(|value| value.is_finite()).then_some(x)
}

/// From, to, weight.
pub(crate) type Pull = ((f64, f64), (f64, f64), f64);

/// The homography that takes the `from` of each to its `to`, by weighted least squares from `start`: Gauss-Newton on the
/// distances in the picture. `stiff` above 0 holds the two perspective numbers back: few points do not bend a plane.
/// `size` is a length such as the picture's width, to scale by.
pub(crate) fn fit(pulls: &[Pull], start: &Homography, size: f64, stiff: f64) -> Option<Homography> {
    let scale = Homography::new([[2.0 / size, 0.0, -1.0], [0.0, 2.0 / size, -1.0], [0.0, 0.0, 1.0]])?;
    let back = scale.inverse()?;
    let mut rows = *back.then(start)?.then(&scale)?.rows();
    for _ in 0..4 {
        let (mut matrix, mut right) = ([[0.0; 8]; 8], [0.0; 8]);
        for &(from, to, weight) in pulls {
            let ((x, y), (u, v)) = (scale.apply(from)?, scale.apply(to)?);
            let [a, b, c] = rows.map(|row| row[0] * x + row[1] * y + row[2]);
            if c < 1e-3 {
                continue;
            }
            let (pu, pv) = (a / c, b / c);
            let across = [x / c, y / c, 1.0 / c, 0.0, 0.0, 0.0, -pu * x / c, -pu * y / c];
            let down = [0.0, 0.0, 0.0, x / c, y / c, 1.0 / c, -pv * x / c, -pv * y / c];
            for (slope, off) in [(across, u - pu), (down, v - pv)] {
                for i in 0..8 {
                    right[i] += weight * slope[i] * off;
                    for (cell, other) in matrix[i][..=i].iter_mut().zip(&slope) {
                        *cell += weight * slope[i] * other;
                    }
                }
            }
        }
        let total: f64 = pulls.iter().map(|pull| pull.2).sum();
        for (i, row) in matrix.iter_mut().enumerate() {
            row[i] += 1e-9 * total;
        }
        for (i, value) in [(6, rows[2][0]), (7, rows[2][1])] {
            matrix[i][i] += stiff * total;
            right[i] -= stiff * total * value;
        }
        let step = solve(&matrix, &right)?;
        for (value, step) in rows.iter_mut().flatten().zip(step) {
            *value += step;
        }
    }
    scale.then(&Homography::new(rows)?)?.then(&back)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn points_that_moved_by_a_homography_tell_it(
            turn in -0.5..0.5_f64, scale in 0.7..1.4_f64, x in -90.0..90.0_f64, y in -90.0..90.0_f64,
            g in -2e-4..2e-4_f64, h in -2e-4..2e-4_f64,
        ) {
            let (c, s) = (scale * turn.cos(), scale * turn.sin());
            let known = Homography::new([[c, -s, x], [s, c, y], [g, h, 1.0]]).unwrap();
            let pulls: Vec<Pull> = (0..25)
                .map(|index| (f64::from(index % 5) * 150.0, f64::from(index / 5) * 200.0))
                .filter_map(|from| Some((from, known.apply(from)?, 1.0)))
                .collect();
            // From nearby, as its callers do.
            let start = Homography::new([[c, -s, x + 20.0], [s, c, y - 15.0], [0.0, 0.0, 1.0]]).unwrap();
            let mut found = start;
            for _ in 0..3 {
                found = fit(&pulls, &found, 1000.0, 0.0).unwrap();
            }
            for (from, to, _) in pulls {
                let at = found.apply(from).unwrap();
                prop_assert!((at.0 - to.0).hypot(at.1 - to.1) < 1e-3, "{at:?} {to:?}");
            }
        }
    }

    #[test]
    fn what_has_no_one_answer_has_none() {
        assert_eq!(solve(&[[1.0, 1.0], [1.0, 1.0]], &[1.0, 2.0]), None);
        assert_eq!(solve(&[[0.0]], &[1.0]), None);
        let [x, y] = solve(&[[4.0, 0.0], [2.0, 3.0]], &[8.0, 7.0]).unwrap();
        assert!((x - 1.25).abs() < 1e-12 && (y - 1.5).abs() < 1e-12);
    }
}
