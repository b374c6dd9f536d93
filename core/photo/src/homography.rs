//! A plane projective transform between two pictures (Hartley & Zisserman, Multiple View Geometry, 2nd ed., 2.3).
//!
//! Not for: finding one.

/// Takes points of one picture to points of another. Pixel centres are at whole numbers: the middle of the top left
/// pixel is (0, 0). Scaled so that its last number is 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Homography {
    rows: [[f64; 3]; 3],
}

impl Homography {
    /// Every point to itself.
    pub const IDENTITY: Self = Self { rows: [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]] };

    /// The transform of these rows; `None` where a number is not finite, it cannot be inverted, or its last number is
    /// too near 0 to scale by.
    pub fn new(rows: [[f64; 3]; 3]) -> Option<Self> {
        let last = rows[2][2];
        if !rows.iter().flatten().all(|value| value.is_finite()) || last.abs() < 1e-12 {
            return None;
        }
        let scaled = Self { rows: rows.map(|row| row.map(|value| value / last)) };
        (scaled.determinant().abs() > 1e-12).then_some(scaled)
    }

    /// Its numbers, row by row; the last is 1.
    pub const fn rows(&self) -> &[[f64; 3]; 3] {
        &self.rows
    }

    /// Where a point goes; `None` for a point on or beyond the horizon.
    pub fn apply(&self, (x, y): (f64, f64)) -> Option<(f64, f64)> {
        let [a, b, c] = self.rows.map(|row| row[0] * x + row[1] * y + row[2]);
        (c > 1e-9).then(|| (a / c, b / c))
    }

    /// First `self`, then `next`.
    pub fn then(&self, next: &Self) -> Option<Self> {
        let mut rows = [[0.0; 3]; 3];
        for (row, left) in rows.iter_mut().zip(next.rows) {
            for (column, cell) in row.iter_mut().enumerate() {
                *cell = (0..3).map(|k| left[k] * self.rows[k][column]).sum();
            }
        }
        Self::new(rows)
    }

    /// The way back.
    pub fn inverse(&self) -> Option<Self> {
        let m = &self.rows;
        let minor =
            |r0: usize, r1: usize, c0: usize, c1: usize| m[r0][c0] * m[r1][c1] - m[r0][c1] * m[r1][c0];
        Self::new([
            [minor(1, 2, 1, 2), -minor(0, 2, 1, 2), minor(0, 1, 1, 2)],
            [-minor(1, 2, 0, 2), minor(0, 2, 0, 2), -minor(0, 1, 0, 2)],
            [minor(1, 2, 0, 1), -minor(0, 2, 0, 1), minor(0, 1, 0, 1)],
        ])
    }

    fn determinant(&self) -> f64 {
        let m = &self.rows;
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
            + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_is_where_one_began() {
        let there = Homography::new([[1.1, 0.02, 30.0], [-0.03, 0.95, -12.0], [1e-5, 2e-5, 1.0]]).unwrap();
        let back = there.inverse().unwrap();
        let (x, y) = back.apply(there.apply((640.0, 480.0)).unwrap()).unwrap();
        assert!((x - 640.0).abs() < 1e-6 && (y - 480.0).abs() < 1e-6);
        let whole = there.then(&back).unwrap();
        for (row, same) in whole.rows().iter().zip(Homography::IDENTITY.rows()) {
            for (value, one) in row.iter().zip(same) {
                assert!((value - one).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_transform_that_loses_a_dimension_is_none() {
        assert_eq!(Homography::new([[1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]), None);
        assert_eq!(Homography::new([[1.0, 0.0, 0.0], [0.0, f64::NAN, 0.0], [0.0, 0.0, 1.0]]), None);
    }
}
