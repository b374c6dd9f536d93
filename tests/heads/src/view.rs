//! The camera: where it stands, its light, its lens, its file.
//!
//! A pinhole looks at the head's plane, so that what one view sees and what another sees differ by exactly one
//! homography (Hartley & Zisserman, Multiple View Geometry, 2nd ed., 13.1). Not for: what is on the head.

/// Rows of a 3 by 3 matrix that takes points `(x, y, 1)` to points up to scale.
pub type Matrix = [[f64; 3]; 3];

/// One photo of a head. Two views of a head show the same moles and dots.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Degrees that the head is turned to the side.
    pub yaw: f64,
    /// Degrees that it nods.
    pub pitch: f64,
    /// Degrees that the phone is turned, clockwise.
    pub roll: f64,
    /// How much of the shorter side of the picture the head's two units fill; 1 is all of it.
    pub scale: f64,
    /// The middle of the head, from the middle of the picture, in shorter sides.
    pub shift: (f64, f64),
    /// How near the camera is: 0 is far away (no perspective), 1 as near as a hand reaches.
    pub nearness: f64,
    /// How much the light changes over the picture: 0.3 is from 0.85 to 1.15.
    pub gradient: f64,
    /// Where it comes from, in degrees, clockwise from the right.
    pub gradient_from: f64,
    /// What light is multiplied by.
    pub exposure: f64,
    /// What red, green and blue are multiplied by.
    pub white_balance: [f64; 3],
    /// The exponent on encoded values: above 1 darkens the middle.
    pub gamma: f64,
    /// How much light a wet or oily spot throws back at its middle; 0 is none.
    pub glare: f64,
    /// Standard deviation of the blur, in thousandths of the picture's longer side.
    pub blur: f64,
    /// Standard deviation of the noise, in steps of 255.
    pub noise: f64,
    /// Quality of the JPEG that the pixels went through, 1 to 100; `None` for none.
    pub jpeg: Option<u8>,
    /// Which room is behind the head.
    pub room: u64,
    /// How far the room has moved against the picture since the last photo in it, in shorter sides.
    pub room_shift: (f64, f64),
    /// How many degrees it is turned.
    pub room_turn: f64,
    /// Which noise, and which place of the glare.
    pub moment: u64,
}

impl Default for View {
    /// Straight on, in even light, through a perfect lens.
    fn default() -> Self {
        Self {
            yaw: 0.0,
            pitch: 0.0,
            roll: 0.0,
            scale: 0.9,
            shift: (0.0, 0.0),
            nearness: 0.5,
            gradient: 0.0,
            gradient_from: 0.0,
            exposure: 1.0,
            white_balance: [1.0; 3],
            gamma: 1.0,
            glare: 0.0,
            blur: 0.0,
            noise: 0.0,
            jpeg: None,
            room: 0,
            room_shift: (0.0, 0.0),
            room_turn: 0.0,
            moment: 0,
        }
    }
}

impl View {
    /// From canonical coordinates to pixels of a picture of this size (pixel centres at whole numbers).
    pub fn homography(&self, width: u32, height: u32) -> Matrix {
        let turn = |degrees: f64| {
            let angle = degrees * (core::f64::consts::PI / 180.0);
            (libm::cos(angle), libm::sin(angle))
        };
        let ((cy, sy), (cp, sp), (cr, sr)) = (turn(self.yaw), turn(self.pitch), turn(self.roll));
        // The first two columns of roll * pitch * yaw: the plane has no third coordinate.
        let x = [cr * cy - sr * sp * sy, sr * cy + cr * sp * sy, -cp * sy];
        let y = [-sr * cp, cr * cp, sp];
        let short = f64::from(width.min(height));
        let unit = self.scale * short / 2.0;
        let (mx, my) = (
            f64::from(width - 1) / 2.0 + self.shift.0 * short,
            f64::from(height - 1) / 2.0 + self.shift.1 * short,
        );
        // A camera at distance 1 / near in front of the plane; its depth in units of that distance.
        let near = 0.35 * self.nearness;
        let (px, py) = (near * x[2], near * y[2]);
        [
            [unit * x[0] + mx * px, unit * y[0] + mx * py, mx],
            [unit * x[1] + my * px, unit * y[1] + my * py, my],
            [px, py, 1.0],
        ]
    }
}

/// First `first`, then `next`.
pub fn then(first: &Matrix, next: &Matrix) -> Matrix {
    let mut out = [[0.0; 3]; 3];
    for (row, left) in out.iter_mut().zip(next) {
        for (column, cell) in row.iter_mut().enumerate() {
            *cell = (0..3).map(|k| left[k] * first[k][column]).sum();
        }
    }
    out
}

/// The way back (the adjugate: right up to scale).
pub fn inverse(m: &Matrix) -> Matrix {
    let minor = |r0: usize, r1: usize, c0: usize, c1: usize| m[r0][c0] * m[r1][c1] - m[r0][c1] * m[r1][c0];
    let adjugate = [
        [minor(1, 2, 1, 2), -minor(0, 2, 1, 2), minor(0, 1, 1, 2)],
        [-minor(1, 2, 0, 2), minor(0, 2, 0, 2), -minor(0, 1, 0, 2)],
        [minor(1, 2, 0, 1), -minor(0, 2, 0, 1), minor(0, 1, 0, 1)],
    ];
    // Over the determinant, so that the third coordinate keeps its sign.
    let determinant = m[0][0] * adjugate[0][0] + m[0][1] * adjugate[1][0] + m[0][2] * adjugate[2][0];
    adjugate.map(|row| row.map(|value| value / determinant))
}

/// Where a point goes.
pub fn project(m: &Matrix, (x, y): (f64, f64)) -> (f64, f64) {
    let [a, b, c] = m.map(|row| row[0] * x + row[1] * y + row[2]);
    (a / c, b / c)
}

/// The exact homography from the second view's pixels to the first's, its last number 1.
pub fn between(first: (&View, u32, u32), second: (&View, u32, u32)) -> Matrix {
    let to_first = first.0.homography(first.1, first.2);
    let from_second = inverse(&second.0.homography(second.1, second.2));
    let out = then(&from_second, &to_first);
    out.map(|row| row.map(|value| value / out[2][2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_views_of_a_point_are_one_homography_apart() {
        let first = View { yaw: 12.0, pitch: -8.0, roll: 30.0, ..View::default() };
        let second = View { yaw: -20.0, scale: 0.7, shift: (0.1, -0.05), ..View::default() };
        let point = (0.3, -0.4);
        let (a, b) = (first.homography(900, 700), second.homography(640, 800));
        let (x, y) = project(&between((&first, 900, 700), (&second, 640, 800)), project(&b, point));
        let (wx, wy) = project(&a, point);
        assert!((x - wx).abs() < 1e-6 && (y - wy).abs() < 1e-6, "{x} {y} is not {wx} {wy}");
    }

    #[test]
    fn a_straight_view_fills_the_shorter_side() {
        let m = View { scale: 1.0, ..View::default() }.homography(601, 801);
        let (left, right) = (project(&m, (-1.0, 0.0)), project(&m, (1.0, 0.0)));
        assert!(
            (left.0 - -0.5).abs() < 1e-9 && (right.0 - 600.5).abs() < 1e-9 && (left.1 - 400.0).abs() < 1e-9
        );
    }
}
