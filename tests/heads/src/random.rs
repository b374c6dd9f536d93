//! Numbers that look random and are the same on every machine: integers are mixed, floats only added and multiplied.
//!
//! Not for: secrets.

/// A stream of numbers from a seed (`SplitMix64`: Steele, Lea & Flood, OOPSLA 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

/// Mixes a number's bits: two that differ in one bit come out unrelated.
pub const fn mix(value: u64) -> u64 {
    let z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number for a cell of a grid.
pub const fn at(seed: u64, x: i32, y: i32) -> u64 {
    mix(seed ^ mix(((x as u32 as u64) << 32) | (y as u32 as u64)))
}

/// The upper bits as a number in `0..1`.
pub const fn unit(bits: u64) -> f32 {
    (bits >> 40) as f32 / (1u64 << 24) as f32
}

impl Random {
    /// A stream of its own for this seed and this purpose.
    pub const fn new(seed: u64, purpose: u64) -> Self {
        Self(mix(seed ^ mix(purpose)))
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number in `0..1`.
    pub const fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number between the two.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A number of either sign, at least `low` and at most `high` from 0.
    pub fn either_side(&mut self, low: f64, high: f64) -> f64 {
        let size = self.between(low, high);
        if self.bits() & 1 == 0 { size } else { -size }
    }
}

/// Smooth noise in `-1..=1` with a feature about every unit: random numbers on a lattice, blended between.
pub fn noise(seed: u64, x: f64, y: f64) -> f32 {
    let (fx, fy) = (x.floor(), y.floor());
    let (ix, iy) = (fx as i32, fy as i32);
    let (tx, ty) = ((x - fx) as f32, (y - fy) as f32);
    let (sx, sy) = (tx * tx * (3.0 - 2.0 * tx), ty * ty * (3.0 - 2.0 * ty));
    let value = |dx: i32, dy: i32| unit(at(seed, ix.wrapping_add(dx), iy.wrapping_add(dy)));
    let top = value(0, 0) * (1.0 - sx) + value(1, 0) * sx;
    let bottom = value(0, 1) * (1.0 - sx) + value(1, 1) * sx;
    2.0 * (top * (1.0 - sy) + bottom * sy) - 1.0
}

/// Noise of several sizes, each half as large and half as strong as the one before; in about `-1..=1`.
pub fn layers(seed: u64, x: f64, y: f64, count: u32) -> f32 {
    let (mut sum, mut strength, mut size) = (0.0, 0.5, 1.0);
    for layer in 0..count {
        sum += strength * noise(seed.wrapping_add(u64::from(layer)), x * size, y * size);
        strength *= 0.5;
        size *= 2.0;
    }
    sum * 1.4
}
