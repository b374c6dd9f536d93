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

mod exif;
mod homography;
mod jpeg;
mod jpeg_scan;
mod limits;
mod picture;
mod png;
mod png_scan;
mod quality;
mod read;
mod scrub;
mod upright;

pub use exif::{Orientation, Taken};
pub use homography::Homography;
pub use jpeg::encode_jpeg;
pub use limits::{Limits, ReadError};
pub use picture::{Picture, Plane};
pub use png::encode_png;
pub use quality::{Finding, FindingKind, SHARP, findings, sharpness};
pub use read::{Format, GRID, Photo, VIEW, decode_upright, read};
pub use scrub::without_metadata;
pub use upright::smaller;
