//! Bytes of a picture as light, and light as CIELAB.
//!
//! Formulas: IEC 61966-2-1 (sRGB) and CIE 15 (CIE 1976 L*a*b*, white D65). Not for: what a colour means.

/// Red, green and blue as amounts of light, 1 being white.
pub(crate) type Light = [f64; 3];

const WHITE: Light = [0.950_47, 1.0, 1.088_83];

/// The light of each byte, in a picture whose encoded values went through the exponent `gamma`.
pub(crate) fn decoding(gamma: f64) -> [f64; 256] {
    std::array::from_fn(|byte| decoded((byte as f64 / 255.0).powf(1.0 / gamma)))
}

/// The light of an encoded value, both 0 to 1.
pub(crate) fn decoded(value: f64) -> f64 {
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// CIE Y, the amount of light as the eye weighs it.
pub(crate) fn luminance([r, g, b]: Light) -> f64 {
    0.212_672_9 * r + 0.715_152_2 * g + 0.072_175 * b
}

/// CIELAB a*: green below 0, red above.
pub(crate) fn redness_of([r, g, b]: Light) -> f64 {
    let x = (0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / WHITE[0];
    let root = |t: f64| {
        if t > 216.0 / 24389.0 { t.cbrt() } else { t * (841.0 / 108.0) + 4.0 / 29.0 }
    };
    500.0 * (root(x) - root(luminance([r, g, b]) / WHITE[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_colours_have_their_redness() {
        // Grey has none; the primaries' a* are those of every table for D65.
        assert!(redness_of([0.4, 0.4, 0.4]).abs() < 0.01);
        assert!((redness_of([1.0, 0.0, 0.0]) - 80.1).abs() < 0.1);
        assert!((redness_of([0.0, 1.0, 0.0]) + 86.2).abs() < 0.1);
        assert!((decoding(1.0)[128] - 0.2158).abs() < 1e-3);
        let squared = decoding(2.0)[64]; // the root of a quarter is a half
        assert!((squared - decoded((64.0_f64 / 255.0).sqrt())).abs() < 1e-12);
    }
}
