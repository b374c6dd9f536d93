//! Colours as light (linear sRGB), as CIELAB (D65), and as the bytes of a picture.
//!
//! Formulas: IEC 61966-2-1 (sRGB) and CIE 15:2004 (CIELAB). Not for: judging colours; the product has its own.

/// Red, green and blue as amounts of light: 1 is what white paper throws back.
pub type Light = [f32; 3];

const WHITE: [f64; 3] = [0.950_47, 1.0, 1.088_83];

/// The light of an L*, a*, b*; below 0 where the colour lies outside sRGB.
pub fn light(lab: [f64; 3]) -> Light {
    let y = (lab[0] + 16.0) / 116.0;
    let back = |t: f64| {
        if t > 6.0 / 29.0 { t * t * t } else { 3.0 * (6.0 / 29.0) * (6.0 / 29.0) * (t - 4.0 / 29.0) }
    };
    let [x, y, z] =
        [WHITE[0] * back(y + lab[1] / 500.0), WHITE[1] * back(y), WHITE[2] * back(y - lab[2] / 200.0)];
    [
        (3.240_454_2 * x - 1.537_138_5 * y - 0.498_531_4 * z) as f32,
        (-0.969_266 * x + 1.876_010_8 * y + 0.041_556 * z) as f32,
        (0.055_643_4 * x - 0.204_025_9 * y + 1.057_225_2 * z) as f32,
    ]
}

/// The L*, a*, b* of a light.
pub fn lab(light: Light) -> [f64; 3] {
    let [r, g, b] = light.map(f64::from);
    let x = (0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / WHITE[0];
    let y = (0.212_672_9 * r + 0.715_152_2 * g + 0.072_175 * b) / WHITE[1];
    let z = (0.019_333_9 * r + 0.119_192 * g + 0.950_304_1 * b) / WHITE[2];
    let f = |t: f64| {
        if t > 216.0 / 24389.0 { libm::cbrt(t) } else { t * (841.0 / 108.0) + 4.0 / 29.0 }
    };
    [116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))]
}

/// An amount of light in `0..=1` as sRGB encodes it, also in `0..=1`.
pub fn encoded(light: f64) -> f64 {
    if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * libm::pow(light, 1.0 / 2.4) - 0.055 }
}

/// What `encoded` undoes.
pub fn decoded(value: f64) -> f64 {
    if value <= 0.040_45 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_come_back_as_they_went() {
        for colour in [[70.0, 10.0, 16.0], [35.0, 11.0, 16.0], [95.0, 0.0, 0.0], [4.0, 1.0, 1.0]] {
            for (there, back) in colour.iter().zip(lab(light(colour))) {
                assert!((there - back).abs() < 0.02, "{colour:?}");
            }
        }
        assert!((decoded(encoded(0.3)) - 0.3).abs() < 1e-9 && (decoded(encoded(0.002)) - 0.002).abs() < 1e-9);
    }
}
