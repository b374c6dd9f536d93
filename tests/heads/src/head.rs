//! A head's marks: its moles, its dots of ink, its hairs; and the colour of its skin.
//!
//! The seed and the side decide who it is: the same outline, moles, follicles and dots whatever the day. The other fields
//! say how that head is today. Not for: cameras.

use crate::colour::{self, Light};
use crate::random::{self, Random, layers, noise};
use crate::shape::{Shape, Side};
use crate::splat::Coverage;
use crate::view::Matrix;

/// A millimetre in canonical units: a head is some 24 cm high.
pub const MILLIMETRE: f64 = 1.0 / 120.0;

/// A head on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Who it is.
    pub seed: u64,
    /// Which side is looked at.
    pub side: Side,
    /// Whose marks: two heads that differ in this alone have the same outline and other moles, dots and follicles.
    pub marks: u64,
    /// From the lightest skin (0) to the darkest (1).
    pub tone: f64,
    /// CIELAB a* that the treated zone has more than the rest: exactly that for skin of the mean tone, and in proportion
    /// to the cube root of its light for skin that is darker or lighter.
    pub redness: f64,
    /// Of the light that skin throws back, how much a dot of mean strength swallows at its middle; 0 is no ink.
    pub dot_contrast: f64,
    /// Standard deviation of a dot's profile, in millimetres.
    pub dot_size: f64,
    /// Length of the hair, in millimetres; 0 is shaved to the skin.
    pub hair: f64,
    /// How the hair lies that day: it grows from the same follicles in directions that differ a little.
    pub hair_day: u64,
}

impl Default for Head {
    fn default() -> Self {
        Self {
            seed: 1,
            side: Side::Front,
            marks: 0,
            tone: 0.3,
            redness: 0.0,
            dot_contrast: 0.5,
            dot_size: 0.3,
            hair: 0.0,
            hair_day: 0,
        }
    }
}

/// What is drawn on a head, seen through one camera.
pub struct Marks {
    /// Ink, which swallows light.
    pub ink: Coverage,
    /// Moles and freckles.
    pub moles: Coverage,
    /// Hair.
    pub hair: Coverage,
}

/// The colours of a head's skin.
pub struct Skin {
    seed: u64,
    base: Light,
    /// Factors for each half step of added a*, from -8 upwards.
    reddened: Vec<Light>,
}

/// Lowest added a* that the table of factors holds, and how many of its steps make 1.
const LOWEST: f64 = -8.0;
const STEPS: f64 = 2.0;

impl Head {
    /// A seed for what only this side of this head has.
    fn own(&self, purpose: u64) -> u64 {
        random::mix(self.seed ^ random::mix(self.marks) ^ random::mix(purpose + 16 * self.side as u64))
    }

    /// Its outline.
    pub fn shape(&self) -> Shape {
        Shape::new(self.seed, self.side)
    }

    /// Its skin.
    pub fn skin(&self) -> Skin {
        let tone = self.tone.clamp(0.0, 1.0);
        let lab = [74.0 - 40.0 * tone, 10.0 + 4.0 * tone, 16.0 + 5.0 * tone - 6.0 * tone * tone];
        let base = colour::light(lab);
        let reddened = (0..120)
            .map(|step| {
                let red = colour::light([lab[0], lab[1] + LOWEST + f64::from(step) / STEPS, lab[2]]);
                [0, 1, 2].map(|channel| (red[channel] / base[channel]).max(0.0))
            })
            .collect();
        Skin { seed: self.own(1), base, reddened }
    }

    /// Draws ink, moles and hair.
    pub fn marks(&self, to_pixels: &Matrix, (width, height): (u32, u32)) -> Marks {
        let mut marks = Marks {
            ink: Coverage::new(width, height),
            moles: Coverage::new(width, height),
            hair: Coverage::new(width, height),
        };
        let shape = self.shape();
        self.draw_moles(&mut marks.moles, &shape, to_pixels);
        self.draw_dots(&mut marks.ink, &shape, to_pixels);
        if self.hair > 0.0 {
            self.draw_hair(&mut marks.hair, &shape, to_pixels);
        }
        if self.side == Side::Front {
            self.draw_brows(&mut marks.hair, &shape, to_pixels);
        }
        marks
    }

    fn draw_moles(&self, into: &mut Coverage, shape: &Shape, to_pixels: &Matrix) {
        let mut random = Random::new(self.own(2), 0);
        let moles = 1 + random.bits() % 4;
        let freckles = 20 + random.bits() % 60;
        for index in 0..moles + freckles {
            let at = (random.between(-0.9, 0.9), random.between(-0.9, 0.9));
            let (size, strength) = if index < moles {
                (random.between(0.8, 1.8), random.between(0.4, 0.75))
            } else {
                (random.between(0.3, 0.9), random.between(0.05, 0.25))
            };
            if shape.head(at.0, at.1) > 0.03 {
                into.dot(to_pixels, at, size * MILLIMETRE, strength);
            }
        }
    }

    fn draw_dots(&self, into: &mut Coverage, shape: &Shape, to_pixels: &Matrix) {
        let (seed, spacing) = (self.own(3), 1.25 * MILLIMETRE);
        for_each_cell(seed, spacing, |at, mut random| {
            let depth = shape.treated(at.0, at.1);
            let chance = random.unit();
            // Sparser towards the hairline, as an artist sets them, and here and there a gap.
            let density =
                (0.35 + depth / 0.07).min(0.92 + 0.2 * f64::from(noise(seed, at.0 * 6.0, at.1 * 6.0)));
            if depth <= 0.0 || chance > density {
                return;
            }
            let strength = self.dot_contrast * random.between(0.6, 1.4);
            let size = self.dot_size * random.between(0.8, 1.25);
            into.dot(to_pixels, at, size * MILLIMETRE, strength.min(0.97));
        });
    }

    fn draw_hair(&self, into: &mut Coverage, shape: &Shape, to_pixels: &Matrix) {
        let (seed, spacing) = (self.own(4), 1.0 * MILLIMETRE);
        for_each_cell(seed, spacing, |at, mut random| {
            let depth = shape.treated(at.0, at.1);
            let chance = random.unit();
            // Thin on top and in front, as on a head that needs the ink; thick towards the sides.
            let side = (0.3 - shape.body(at.0, at.1)).max(0.0) / 0.3;
            let patch = 0.25 * f64::from(layers(seed, at.0 * 4.0, at.1 * 4.0, 2));
            if depth <= 0.0 || chance > (0.3 + 0.5 * side + patch).min(depth / 0.05) {
                return;
            }
            let length = self.hair * random.between(0.5, 1.2);
            let lie = 1.2 * f64::from(noise(seed, at.0 * 2.0, at.1 * 2.0)) + 0.8 * at.0;
            let mut day = Random::new(self.hair_day ^ random.bits(), 5);
            let direction = lie + day.between(-0.5, 0.5);
            let reach = length * MILLIMETRE * 0.8;
            let to = (at.0 + reach * libm::sin(direction), at.1 + reach * libm::cos(direction));
            into.stroke(to_pixels, at, to, random.between(0.06, 0.11) * MILLIMETRE, 1.0);
        });
    }

    fn draw_brows(&self, into: &mut Coverage, shape: &Shape, to_pixels: &Matrix) {
        let mut random = Random::new(self.own(6), 0);
        for side in [-1.0, 1.0] {
            for _ in 0..260 {
                let along = random.unit();
                let x = side * (0.12 + 0.3 * along);
                let y =
                    0.74 - 0.05 * (1.0 - (along - 0.6) * (along - 0.6) * 4.0) + random.between(-0.018, 0.018);
                if shape.body(x, y) > 0.03 {
                    let to = (x + side * random.between(0.02, 0.045), y - random.between(-0.005, 0.02));
                    into.stroke(to_pixels, (x, y), to, 0.12 * MILLIMETRE, 1.0);
                }
            }
        }
    }
}

/// Calls for each cell of a grid over the canonical square with a point in it and numbers of its own.
fn for_each_cell(seed: u64, spacing: f64, mut each: impl FnMut((f64, f64), Random)) {
    let half = (1.15 / spacing) as i32;
    for j in -half..=half {
        for i in -half..=half {
            let mut random = Random::new(random::at(seed, i, j), 7);
            let at = (
                (f64::from(i) + random.between(-0.45, 0.45)) * spacing,
                (f64::from(j) + random.between(-0.45, 0.45)) * spacing,
            );
            each(at, random);
        }
    }
}

impl Skin {
    /// The light that skin at a point throws back under light of 1, with `red` of added a*. `footprint` is a pixel's
    /// width in canonical units: what is finer is not drawn.
    pub fn at(&self, (x, y): (f64, f64), red: f64, wrinkled: f64, footprint: f64) -> Light {
        let fade = |size: f64| (1.6 - footprint / size).clamp(0.0, 1.0) as f32;
        let mut level = 1.0
            + 0.07 * layers(self.seed, x * 3.0, y * 3.0, 3)
            + 0.05 * layers(self.seed ^ 1, x * 14.0, y * 14.0, 2) * fade(0.03);
        let pores = fade(0.006);
        if pores > 0.0 {
            level += 0.05 * pores * noise(self.seed ^ 2, x * 160.0, y * 160.0);
            level += 0.05 * fade(0.003) * noise(self.seed ^ 3, x * 330.0, y * 330.0);
        }
        if wrinkled > 0.0 {
            // Lines across the forehead: dark where the warped height crosses a whole number.
            let height = y * 9.0 + 0.35 * f64::from(noise(self.seed ^ 4, x * 2.0, y * 3.0)) - 0.5 * x * x;
            let off = (height - height.floor() - 0.5).abs() * 2.0;
            let line =
                (1.0 - off / 0.12).max(0.0) * (0.6 + 0.6 * f64::from(noise(self.seed ^ 5, x * 3.0, y * 7.0)));
            level -= (0.16 * wrinkled * line.max(0.0)) as f32;
        }
        let natural = 1.6 * f64::from(layers(self.seed ^ 6, x * 4.0, y * 4.0, 3));
        let factor = self.reddened_by(red + natural);
        [0, 1, 2].map(|channel| (self.base[channel] * factor[channel] * level).max(0.0))
    }

    fn reddened_by(&self, red: f64) -> Light {
        let position = ((red - LOWEST) * STEPS).clamp(0.0, self.reddened.len() as f64 - 1.001);
        let (index, part) = (position as usize, (position - position.floor()) as f32);
        let (a, b) = (self.reddened[index], self.reddened[index + 1]);
        [0, 1, 2].map(|channel| a[channel] * (1.0 - part) + b[channel] * part)
    }
}
