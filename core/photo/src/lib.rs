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
mod canvas;
mod chart;
mod colour;
mod compare;
mod confidence;
mod dots;
mod exif;
mod features;
mod filters;
mod ghost;
mod homography;
mod jpeg;
mod jpeg_scan;
mod lapse;
mod limits;
mod linear;
mod matching;
mod measure;
mod picture;
mod png;
mod png_scan;
mod quality;
mod read;
mod refine;
mod regions;
mod robust;
mod scene;
mod scrub;
mod search;
mod text;
mod tone;
mod upright;
mod warp;

pub use align::{Alignment, Prepared, Refusal, align, align_prepared};
pub use chart::{Chart, ChartPoint};
pub use compare::{Caption, Shown, WIDTHS, side_by_side, slider};
pub use exif::{Orientation, Taken};
pub use ghost::{Ghost, GhostError, ghost};
pub use homography::Homography;
pub use jpeg::encode_jpeg;
pub use lapse::{Animation, Lapse, LapseError, Moment, time_lapse};
pub use limits::{Limits, ReadError};
pub use measure::{Aligned, Measured, Value, Why, measure};
pub use picture::{Picture, Plane};
pub use png::encode_png;
pub use quality::{Finding, FindingKind, SHARP, findings, sharpness};
pub use read::{Format, GRID, Photo, Previews, VIEW, decode_upright, previews, read};
pub use scrub::without_metadata;
pub use text::undrawable;
pub use upright::smaller;
pub use warp::{AngleChange, angle_change, covered, warp};
