//! Where the head ends, where its hair would begin, and which skin was treated: in canonical coordinates.
//!
//! A head lies in a plane (so that a homography between two views of it is exact) with the middle of its picture at
//! (0, 0), x to the right, y down; it reaches from about -1 to 1. Not for: colours.

use crate::random::Random;

/// Which side of the head is looked at. Each side has moles and dots of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Forehead and hairline, the head bowed.
    #[default]
    Front,
    /// The left temple; the face is to the left.
    Left,
    /// The right temple; the face is to the right.
    Right,
    /// From above.
    Crown,
    /// The back of the head, with the neck.
    Back,
}

/// An ellipse: its middle and its half axes.
#[derive(Clone, Copy, Debug)]
struct Ellipse {
    x: f64,
    y: f64,
    across: f64,
    down: f64,
}

impl Ellipse {
    /// About how far inside a point is; negative outside.
    fn depth(&self, x: f64, y: f64) -> f64 {
        let (dx, dy) = ((x - self.x) / self.across, (y - self.y) / self.down);
        (1.0 - (dx * dx + dy * dy).sqrt()) * self.across.min(self.down)
    }
}

/// The outline of one side of one head.
#[derive(Clone, Debug)]
pub struct Shape {
    side: Side,
    skull: Ellipse,
    bumps: [f64; 4],
    ears: Vec<Ellipse>,
    neck: Option<(f64, f64)>,
    hairline: [f64; 4],
}

impl Shape {
    /// The outline for a seed.
    pub fn new(seed: u64, side: Side) -> Self {
        let mut random = Random::new(seed, 0x5ba9e);
        let mut vary = |middle: f64, by: f64| middle * (1.0 + random.either_side(0.0, by));
        let ear = |x: f64, y: f64, across: f64, down: f64| Ellipse { x, y, across, down };
        let (across, down) = match side {
            Side::Front => (vary(0.76, 0.05), vary(1.0, 0.04)),
            Side::Crown => (vary(0.74, 0.05), vary(0.9, 0.04)),
            Side::Back => (vary(0.76, 0.05), vary(0.88, 0.04)),
            Side::Left | Side::Right => (vary(0.9, 0.04), vary(0.84, 0.04)),
        };
        let skull = Ellipse { x: 0.0, y: if side == Side::Back { -0.08 } else { 0.0 }, across, down };
        let (wide, tall) = (vary(0.11, 0.2), vary(0.2, 0.15));
        // Where the skull is at an ear's height.
        let edge =
            |y: f64| across * (1.0 - (y - skull.y) * (y - skull.y) / (down * down)).max(0.0).sqrt() + 0.02;
        let ears = match side {
            Side::Front => {
                vec![ear(-edge(0.42), 0.42, wide * 0.8, tall), ear(edge(0.42), 0.42, wide * 0.8, tall)]
            }
            Side::Crown => {
                vec![ear(-across, 0.08, wide * 0.8, tall * 0.7), ear(across, 0.08, wide * 0.8, tall * 0.7)]
            }
            Side::Back => {
                vec![ear(-edge(0.25), 0.25, wide * 0.7, tall), ear(edge(0.25), 0.25, wide * 0.7, tall)]
            }
            Side::Left => vec![ear(0.06, 0.45, wide * 1.4, tall * 1.1)],
            Side::Right => vec![ear(-0.06, 0.45, wide * 1.4, tall * 1.1)],
        };
        let neck = match side {
            Side::Back => Some((vary(0.5, 0.08), 0.3)),
            Side::Left | Side::Right => Some((vary(0.45, 0.08), 0.45)),
            Side::Front | Side::Crown => None,
        };
        let bumps = [vary(0.02, 1.0), vary(-0.015, 1.0), vary(0.01, 1.0), vary(-0.01, 1.0)];
        let hairline = [vary(0.1, 0.6), vary(0.2, 0.5), vary(0.3, 0.4), vary(0.5, 0.2)];
        Self { side, skull, bumps, ears, neck, hairline }
    }

    /// How far inside the skull and neck (without ears), in canonical units; negative outside.
    pub fn body(&self, x: f64, y: f64) -> f64 {
        let (dx, dy) = (x - self.skull.x, y - self.skull.y);
        let r = (dx * dx + dy * dy).sqrt().max(1e-9);
        let (c, s) = (dx / r, dy / r);
        // Cosines and sines of twice and three times the angle, without an arc tangent.
        let (c2, s2) = (c * c - s * s, 2.0 * c * s);
        let (c3, s3) = (c * c2 - s * s2, s * c2 + c * s2);
        let bump = self.bumps[0] * c3 + self.bumps[1] * s3 + self.bumps[2] * s2 + self.bumps[3] * c2;
        let skull = self.skull.depth(x, y) + bump;
        match self.neck {
            Some((half, from)) if y > from => skull.max(half - dx.abs() + 0.12 * (y - 0.8) * (y - 0.8)),
            _ => skull,
        }
    }

    /// How far inside an ear; negative outside all of them.
    pub fn ear(&self, x: f64, y: f64) -> f64 {
        self.ears.iter().map(|ear| ear.depth(x, y)).fold(f64::MIN, f64::max)
    }

    /// How far inside the head, ears and all.
    pub fn head(&self, x: f64, y: f64) -> f64 {
        self.body(x, y).max(self.ear(x, y))
    }

    /// How far inside the treated zone: behind the hairline, off the ears, above the nape; negative outside.
    pub fn treated(&self, x: f64, y: f64) -> f64 {
        let [a, b, c, d] = self.hairline;
        // In front of the temples' corners the line lies lower than at them.
        let temple = |x: f64| b * (x.abs() - 0.3).max(0.0);
        let line = match self.side {
            Side::Front => a - temple(x) + 0.1 * x * x - y,
            Side::Crown => y + 0.7 - a + temple(x) * 0.5,
            Side::Back => 0.4 + 0.5 * a - 0.25 * x * x - y,
            Side::Left | Side::Right => {
                let x = if self.side == Side::Left { x } else { -x };
                let front = x + 0.3 + 0.5 * a - c * (y + 0.4) * (y + 0.4);
                let below = d - 0.35 + 0.45 * x.max(0.0) - y;
                front.min(below)
            }
        };
        line.min(self.body(x, y) - 0.02).min(-self.ear(x, y) - 0.03)
    }
}
