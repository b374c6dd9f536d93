//! Draws heads that nobody has, by seed: skin, dots, hair, redness, light, and the camera that looks at them.
//!
//! Tests, benchmarks and the README's pictures use it. Not for: the product, which never depends on it.

#![allow(
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::many_single_char_names,
    clippy::similar_names,
    reason = "arithmetic on pixels, whose numbers are small"
)]
