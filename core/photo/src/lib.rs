//! What is in a healing photo: reading one safely, judging its quality, lining two of them up, measuring redness and
//! dots, and the pictures that are made of them.
//!
//! Bytes and pixels in, numbers and pixels out. Not for: courses, days, what is due, the vault, words (all of them in
//! `stipple-core`): nothing here knows whose head it is, and nothing here reads a clock or a file.

// Arithmetic on pixels: numbers are small, bounded by the limits on a picture's size, and named as the formulas name them.
#![allow(
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::many_single_char_names,
    clippy::similar_names
)]

mod align;
mod confidence;
mod features;
mod filters;
mod homography;
mod linear;
mod matching;
mod picture;
mod refine;
mod robust;
mod search;
mod warp;

pub use align::{Alignment, Prepared, Refusal, align, align_prepared};
pub use homography::Homography;
pub use picture::{Picture, Plane};
pub use warp::{AngleChange, angle_change, covered, warp};
