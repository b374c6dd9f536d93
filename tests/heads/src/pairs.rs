//! Seeded sets of two photos each, for alignment: easy, hard, brutal, and such as do not belong together.
//!
//! Both photos of a pair are drawn with independent cameras from these ranges (a difference can be twice as large), at
//! 768 by 1024 pixels:
//!
//! | | easy | hard | brutal |
//! | --- | --- | --- | --- |
//! | turned, nodding (degrees) | ±4 | ±14 | ±22 |
//! | phone turned (degrees) | ±6 | ±20 | ±35 |
//! | scale | 0.88–1 | 0.72–1 | 0.6–1.05 |
//! | shift (shorter sides) | ±0.03 | ±0.08 | ±0.12 |
//! | nearness | 0.3–0.5 | 0.2–0.9 | 0–1.2 |
//! | light gradient | 0–0.15 | 0–0.5 | 0–0.8 |
//! | white balance | ±4 % | ±10 % | ±15 % |
//! | exposure | 0.9–1.1 | 0.65–1.25 | 0.45–1.4 |
//! | gamma | 0.9–1.1 | 0.75–1.35 | 0.65–1.5 |
//! | glare | 0 | 0–0.2 | 0–0.4 |
//! | blur (thousandths of the longer side) | 0–0.4 | 0.4–1.2 | 0.8–1.8 |
//! | noise (of 255) | 0–2 | 2–6 | 4–10 |
//! | JPEG | 90–97 | 55–85 | 35–65 |
//! | hair (mm) | 0–0.5 | 0–3 | 0–6 |
//! | dots' contrast | 0.45–0.55 | 0.3–0.6 | 0.2–0.6 |
//! | redness (a*) | 0–3 | 0–12 | 0–18 |
//!
//! Rooms differ; in one pair of four the room is the same and has moved by itself. Pairs that do not belong together are
//! drawn with the ranges of `hard`: another head, another side of the same head, or the same outline with other
//! marks (skin of the same tone), in turn. Not for: how a pair is lined up.

use crate::head::Head;
use crate::random::Random;
use crate::shape::Side;
use crate::view::{Matrix, View, between};

/// Which set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// The same phone, the same bathroom, the next day.
    Easy,
    /// What a client does.
    Hard,
    /// What a client does in a hurry, at night, with hair.
    Brutal,
    /// Two photos that must not be lined up.
    NonMatching,
}

/// Two photos to be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The head and the camera of the first.
    pub first: (Head, View),
    /// The head and the camera of the second.
    pub second: (Head, View),
    /// Pixels from left to right of both.
    pub width: u32,
    /// Pixels from top to bottom of both.
    pub height: u32,
    /// The exact homography from the second's pixels to the first's; `None` where there is none.
    pub truth: Option<Matrix>,
}

/// Lowest and highest value of each thing that varies.
struct Ranges {
    turned: f64,
    roll: f64,
    scale: (f64, f64),
    shift: f64,
    nearness: (f64, f64),
    gradient: f64,
    balance: f64,
    exposure: (f64, f64),
    gamma: (f64, f64),
    glare: f64,
    blur: (f64, f64),
    noise: (f64, f64),
    jpeg: (f64, f64),
    hair: f64,
    contrast: (f64, f64),
    redness: f64,
}

const EASY: Ranges = Ranges {
    turned: 4.0,
    roll: 6.0,
    scale: (0.88, 1.0),
    shift: 0.03,
    nearness: (0.3, 0.5),
    gradient: 0.15,
    balance: 0.04,
    exposure: (0.9, 1.1),
    gamma: (0.9, 1.1),
    glare: 0.0,
    blur: (0.0, 0.4),
    noise: (0.0, 2.0),
    jpeg: (90.0, 97.0),
    hair: 0.5,
    contrast: (0.45, 0.55),
    redness: 3.0,
};

const HARD: Ranges = Ranges {
    turned: 14.0,
    roll: 20.0,
    scale: (0.72, 1.0),
    shift: 0.08,
    nearness: (0.2, 0.9),
    gradient: 0.5,
    balance: 0.1,
    exposure: (0.65, 1.25),
    gamma: (0.75, 1.35),
    glare: 0.2,
    blur: (0.4, 1.2),
    noise: (2.0, 6.0),
    jpeg: (55.0, 85.0),
    hair: 3.0,
    contrast: (0.3, 0.6),
    redness: 12.0,
};

const BRUTAL: Ranges = Ranges {
    turned: 22.0,
    roll: 35.0,
    scale: (0.6, 1.05),
    shift: 0.12,
    nearness: (0.0, 1.2),
    gradient: 0.8,
    balance: 0.15,
    exposure: (0.45, 1.4),
    gamma: (0.65, 1.5),
    glare: 0.4,
    blur: (0.8, 1.8),
    noise: (4.0, 10.0),
    jpeg: (35.0, 65.0),
    hair: 6.0,
    contrast: (0.2, 0.6),
    redness: 18.0,
};

impl Pair {
    /// The pair of a set with this seed.
    pub fn new(set: Set, seed: u64) -> Self {
        let (ranges, purpose) = match set {
            Set::Easy => (EASY, 1),
            Set::Hard => (HARD, 2),
            Set::Brutal => (BRUTAL, 3),
            Set::NonMatching => (HARD, 4),
        };
        let (width, height) = (768, 1024);
        let mut random = Random::new(seed, 0x9a12 + purpose);
        let head = Head {
            seed: random.bits(),
            side: [Side::Front, Side::Left, Side::Right, Side::Crown, Side::Back]
                [(random.bits() % 5) as usize],
            tone: random.unit(),
            dot_size: random.between(0.25, 0.4),
            ..Head::default()
        };
        let first = (ranges.day(&head, &mut random), ranges.camera(&mut random));
        let mut second = (ranges.day(&head, &mut random), ranges.camera(&mut random));
        if random.bits().is_multiple_of(4) {
            second.1.room = first.1.room;
        }
        if set != Set::NonMatching {
            let truth = between((&first.1, width, height), (&second.1, width, height));
            return Self { first, second, width, height, truth: Some(truth) };
        }
        match seed % 3 {
            0 => {
                second.0.seed = random.bits();
                second.0.tone = random.unit();
            }
            1 => {
                second.0.side = match head.side {
                    Side::Front => Side::Back,
                    Side::Left => Side::Right,
                    Side::Right => Side::Left,
                    Side::Crown => Side::Front,
                    Side::Back => Side::Crown,
                }
            }
            _ => second.0.marks = random.bits(),
        }
        Self { first, second, width, height, truth: None }
    }
}

impl Ranges {
    /// The same head on some day.
    fn day(&self, head: &Head, random: &mut Random) -> Head {
        Head {
            redness: random.between(0.0, self.redness),
            dot_contrast: random.between(self.contrast.0, self.contrast.1),
            hair: random.between(0.0, self.hair),
            hair_day: random.bits(),
            ..head.clone()
        }
    }

    fn camera(&self, random: &mut Random) -> View {
        let mut within = |size: f64| random.between(-size, size);
        let (yaw, pitch, roll) = (within(self.turned), within(self.turned), within(self.roll));
        let shift = (within(self.shift), within(self.shift));
        let white_balance = [1.0 + within(self.balance), 1.0, 1.0 + within(self.balance)];
        let (room_shift, room_turn) = ((within(0.15), within(0.15)), within(self.roll));
        View {
            yaw,
            pitch,
            roll,
            shift,
            white_balance,
            scale: random.between(self.scale.0, self.scale.1),
            nearness: random.between(self.nearness.0, self.nearness.1),
            gradient: random.between(0.0, self.gradient),
            gradient_from: random.between(0.0, 360.0),
            exposure: random.between(self.exposure.0, self.exposure.1),
            gamma: random.between(self.gamma.0, self.gamma.1),
            glare: random.between(0.0, self.glare),
            blur: random.between(self.blur.0, self.blur.1),
            noise: random.between(self.noise.0, self.noise.1),
            jpeg: Some(random.between(self.jpeg.0, self.jpeg.1) as u8),
            room: random.bits(),
            room_shift,
            room_turn,
            moment: random.bits(),
        }
    }
}
