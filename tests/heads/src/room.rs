//! What is behind the head: walls, shelves and tiles, by seed. They do not move with the head.
//!
//! Not for: the head.

use crate::colour::{self, Light};
use crate::random::{Random, layers};

/// One room.
pub struct Room {
    seed: u64,
    wall: Light,
    things: Vec<Thing>,
}

/// A flat thing on the wall, or a pattern of them.
struct Thing {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    colour: Light,
    /// Stripes or tiles: their period; 0 for none.
    period: f64,
    soft: f64,
}

impl Room {
    /// The room of a seed.
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed, 0x2003);
        let paint = |random: &mut Random, low: f64, high: f64| {
            colour::light([
                random.between(low, high),
                random.between(-14.0, 14.0),
                random.between(-20.0, 24.0),
            ])
            .map(|value| value.max(0.0))
        };
        let wall = paint(&mut random, 45.0, 90.0);
        let count = 6 + random.bits() % 14;
        let things = (0..count)
            .map(|_| {
                let (left, top) = (random.between(-1.0, 0.9), random.between(-1.0, 0.9));
                let (wide, high) = (random.between(0.06, 0.7), random.between(0.06, 0.7));
                Thing {
                    left,
                    top,
                    right: left + wide,
                    bottom: top + high,
                    colour: paint(&mut random, 12.0, 85.0),
                    period: if random.unit() < 0.5 { random.between(0.015, 0.12) } else { 0.0 },
                    soft: random.between(0.001, 0.02),
                }
            })
            .collect();
        Self { seed, wall, things }
    }

    /// The light from a place, from the middle of the picture in shorter sides.
    pub fn at(&self, x: f64, y: f64) -> Light {
        let level = 1.0 + 0.12 * layers(self.seed, x * 2.5, y * 2.5, 4);
        let mut light = self.wall.map(|value| value * level);
        for thing in &self.things {
            let inside = (x - thing.left).min(thing.right - x).min(y - thing.top).min(thing.bottom - y);
            let cover = ((inside / thing.soft) + 0.5).clamp(0.0, 1.0) as f32;
            if cover > 0.0 {
                let mut colour = thing.colour;
                if thing.period > 0.0 {
                    let step = |value: f64| (value / thing.period).floor() as i64;
                    let odd = (step(x) + step(y)) & 1 == 1;
                    colour = colour.map(|value| if odd { value * 0.6 } else { value });
                }
                for (value, new) in light.iter_mut().zip(colour) {
                    *value = *value * (1.0 - cover) + new * cover;
                }
            }
        }
        light
    }
}
