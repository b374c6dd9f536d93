//! From light to the bytes of a picture: gradient, exposure, white balance, blur, gamma, noise, JPEG; in that order.
//!
//! Not for: metadata (`file`).

use crate::colour;
use crate::file;
use crate::random;
use crate::render::Photo;
use crate::view::View;

/// Takes the light that reaches the lens, three numbers a pixel.
pub fn develop(mut light: Vec<f32>, view: &View, width: u32, height: u32) -> Photo {
    gains(&mut light, view, width, height);
    let deviation = view.blur * f64::from(width.max(height)) / 1000.0;
    if deviation > 0.05 {
        light = blurred(&light, deviation, width as usize, height as usize);
    }
    let pixels = encoded(&light, view);
    let photo = Photo { width, height, pixels };
    match view.jpeg {
        Some(quality) => file::through_jpeg(&photo, quality),
        None => photo,
    }
}

fn gains(light: &mut [f32], view: &View, width: u32, height: u32) {
    let angle = view.gradient_from * (core::f64::consts::PI / 180.0);
    let (across, down) = (libm::cos(angle) * view.gradient, libm::sin(angle) * view.gradient);
    let balance = view.white_balance.map(|value| value * view.exposure);
    for (row, line) in light.chunks_exact_mut(3 * width as usize).enumerate() {
        let y = (row as f64 + 0.5) / f64::from(height) - 0.5;
        for (column, pixel) in line.chunks_exact_mut(3).enumerate() {
            let x = (column as f64 + 0.5) / f64::from(width) - 0.5;
            let gain = (1.0 + across * x + down * y).max(0.0);
            for (value, balance) in pixel.iter_mut().zip(balance) {
                *value *= (gain * balance) as f32;
            }
        }
    }
}

/// A Gaussian blur, one direction after the other; the border is repeated.
fn blurred(light: &[f32], deviation: f64, width: usize, height: usize) -> Vec<f32> {
    let reach = (deviation * 3.0).ceil() as usize;
    let mut kernel: Vec<f32> = (0..=2 * reach)
        .map(|index| {
            let off = (index as f64 - reach as f64) / deviation;
            libm::exp(-off * off / 2.0) as f32
        })
        .collect();
    let sum: f32 = kernel.iter().sum();
    for weight in &mut kernel {
        *weight /= sum;
    }
    let mut across = vec![0.0; light.len()];
    for (from, to) in light.chunks_exact(3 * width).zip(across.chunks_exact_mut(3 * width)) {
        for (column, out) in to.chunks_exact_mut(3).enumerate() {
            for (index, weight) in kernel.iter().enumerate() {
                let source = (column + index).saturating_sub(reach).min(width - 1) * 3;
                for (value, from) in out.iter_mut().zip(&from[source..source + 3]) {
                    *value += weight * from;
                }
            }
        }
    }
    let mut down = vec![0.0; light.len()];
    for (row, out) in down.chunks_exact_mut(3 * width).enumerate() {
        for (index, weight) in kernel.iter().enumerate() {
            let source = (row + index).saturating_sub(reach).min(height - 1) * 3 * width;
            for (value, from) in out.iter_mut().zip(&across[source..source + 3 * width]) {
                *value += weight * from;
            }
        }
    }
    down
}

fn encoded(light: &[f32], view: &View) -> Vec<u8> {
    // sRGB and gamma as a table of 0..=255 over the root of the light, which is where the curve is nearly straight.
    const LAST: usize = 4096;
    let table: Vec<f32> = (0..=LAST)
        .map(|index| {
            let root = index as f64 / LAST as f64;
            (255.0 * libm::pow(colour::encoded(root * root), view.gamma)) as f32
        })
        .collect();
    let seed = random::mix(view.moment ^ 0x4015e);
    let noise = view.noise as f32;
    light
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let position = value.clamp(0.0, 1.0).sqrt() * LAST as f32;
            let (low, part) = (position as usize, position.fract());
            let mut level = table[low] * (1.0 - part) + table[(low + 1).min(LAST)] * part;
            if noise > 0.0 {
                // The sum of four even ones is nearly normal; its deviation is the root of 4 / 12.
                let bits = random::mix(seed ^ index as u64);
                let sum: f32 = (0..4).map(|part| ((bits >> (16 * part)) & 0xffff) as f32 / 65536.0).sum();
                level += noise * (sum - 2.0) * 1.732;
            }
            (level + 0.5).clamp(0.0, 255.0) as u8
        })
        .collect()
}
