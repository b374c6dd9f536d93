//! Puts a head before a camera and says what is where.
//!
//! Not for: the lens and the file (`develop`).

use crate::develop;
use crate::head::{Head, Marks};
use crate::random::Random;
use crate::room::Room;
use crate::shape::Side;
use crate::splat::jacobian;
use crate::view::{View, inverse, project};

/// A photo: 8-bit sRGB, three bytes a pixel, rows from the top.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Red, green and blue of each pixel.
    pub pixels: Vec<u8>,
}

impl core::fmt::Debug for Photo {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Photo({}x{})", self.width, self.height)
    }
}

/// The truth about a photo's pixels, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masks {
    /// Skin, ink and hair, ears too.
    pub head: Vec<bool>,
    /// Well inside the treated zone.
    pub treated: Vec<bool>,
    /// Skin well outside it: forehead, temples, neck; no ears, no brows, not the outline's shadow.
    pub untreated: Vec<bool>,
}

/// The colour of hair, and of moles as a factor on the skin.
const HAIR: [f32; 3] = [0.022, 0.016, 0.012];
const MOLE: [f32; 3] = [0.30, 0.20, 0.15];
/// What a dot that swallows all leaves of each channel: ink under skin looks a little blue.
const INK: [f32; 3] = [0.0, 0.02, 0.06];

/// The photo of a head.
pub fn render(head: &Head, view: &View, width: u32, height: u32) -> Photo {
    let to_pixels = view.homography(width, height);
    let from_pixels = inverse(&to_pixels);
    let (shape, skin, room) = (head.shape(), head.skin(), Room::new(view.room));
    let Marks { ink, moles, hair } = head.marks(&to_pixels, (width, height));
    let short = f64::from(width.min(height));
    let angle = view.room_turn * (core::f64::consts::PI / 180.0);
    let (cos, sin) = (libm::cos(angle), libm::sin(angle));
    let glare = Glare::new(view);
    let mut light = Vec::with_capacity(3 * width as usize * height as usize);
    for row in 0..height {
        for column in 0..width {
            let pixel = (f64::from(column), f64::from(row));
            let (x, y) = project(&from_pixels, pixel);
            let j = jacobian(&to_pixels, (x, y), pixel);
            let footprint = 1.0 / (j[0][0] * j[1][1] - j[0][1] * j[1][0]).abs().sqrt();
            let (body, ear) = (shape.body(x, y), shape.ear(x, y));
            let inside = ((body.max(ear) / footprint) + 0.5).clamp(0.0, 1.0) as f32;
            let mut colour = [0.0; 3];
            if inside > 0.0 {
                let treated = shape.treated(x, y);
                let red = head.redness * (treated / 0.06 + 0.5).clamp(0.0, 1.0);
                let wrinkled = if head.side == Side::Front { (-treated / 0.1).clamp(0.0, 1.0) } else { 0.0 };
                colour = skin.at((x, y), red, wrinkled, footprint);
                let index = row as usize * width as usize + column as usize;
                let (ink, mole, hair) = (ink.values()[index], moles.values()[index], hair.values()[index]);
                let shade = shade(body, ear) as f32;
                let shine = glare.at(pixel.0 / f64::from(width), pixel.1 / f64::from(height)) as f32;
                for channel in 0..3 {
                    let mut value = colour[channel] * (1.0 - ink * (1.0 - INK[channel]));
                    value *= 1.0 - mole * (1.0 - MOLE[channel]);
                    value = value * (1.0 - hair) + HAIR[channel] * hair;
                    colour[channel] = value * shade + shine;
                }
            }
            if inside < 1.0 {
                let (dx, dy) = (
                    (pixel.0 - f64::from(width - 1) / 2.0) / short - view.room_shift.0,
                    (pixel.1 - f64::from(height - 1) / 2.0) / short - view.room_shift.1,
                );
                let behind = room.at(cos * dx + sin * dy, cos * dy - sin * dx);
                for (value, other) in colour.iter_mut().zip(behind) {
                    *value = *value * inside + other * (1.0 - inside);
                }
            }
            light.extend(colour);
        }
    }
    develop::develop(light, view, width, height)
}

/// What is where in that photo.
pub fn masks(head: &Head, view: &View, width: u32, height: u32) -> Masks {
    let from_pixels = inverse(&view.homography(width, height));
    let shape = head.shape();
    let count = width as usize * height as usize;
    let mut masks = Masks {
        head: Vec::with_capacity(count),
        treated: Vec::with_capacity(count),
        untreated: Vec::with_capacity(count),
    };
    for row in 0..height {
        for column in 0..width {
            let (x, y) = project(&from_pixels, (f64::from(column), f64::from(row)));
            let (body, ear, treated) = (shape.body(x, y), shape.ear(x, y), shape.treated(x, y));
            let brow = head.side == Side::Front && y > 0.62;
            masks.head.push(body.max(ear) > 0.0);
            masks.treated.push(treated > 0.03);
            masks.untreated.push(body > 0.06 && treated < -0.04 && ear < -0.03 && !brow);
        }
    }
    masks
}

/// How much of the light reaches skin that turns away at the outline or lies in an ear's hollow.
fn shade(body: f64, ear: f64) -> f64 {
    let turned = 1.0 - (body.max(0.0) / 0.4).min(1.0);
    let round = 1.0 - 0.5 * turned * turned;
    if ear <= 0.0 {
        return if ear > -0.03 && body > 0.0 { round * (0.75 + 0.25 * (-ear / 0.03)) } else { round };
    }
    let rim = (ear / 0.025).min(1.0);
    let hollow = ((ear - 0.03) / 0.02).clamp(0.0, 1.0) - ((ear - 0.055) / 0.02).clamp(0.0, 1.0);
    (0.62 + 0.3 * rim) * (1.0 - 0.45 * hollow)
}

/// A wet or oily spot that mirrors a lamp: it stays with the camera, not with the head.
struct Glare {
    x: f64,
    y: f64,
    size: f64,
    strength: f64,
}

impl Glare {
    fn new(view: &View) -> Self {
        let mut random = Random::new(view.moment, 0x91a7e);
        Self {
            x: random.between(0.35, 0.65),
            y: random.between(0.25, 0.5),
            size: random.between(0.06, 0.14),
            strength: view.glare,
        }
    }

    fn at(&self, x: f64, y: f64) -> f64 {
        if self.strength <= 0.0 {
            return 0.0;
        }
        let (dx, dy) = ((x - self.x) / self.size, (y - self.y) / self.size);
        let k = (1.0 - (dx * dx + dy * dy) / 6.0).max(0.0);
        self.strength * k * k * k
    }
}
