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
    clippy::missing_panics_doc,
    reason = "for tests, and arithmetic on pixels, whose numbers are small"
)]

mod colour;
mod develop;
mod file;
mod head;
mod pairs;
mod random;
mod render;
mod room;
mod shape;
mod splat;
mod view;

pub use colour::{Light, decoded, encoded, lab, light};
pub use file::{Exif, jpeg, png, through_jpeg};
pub use head::{Head, MILLIMETRE};
pub use pairs::{Pair, Set};
pub use random::Random;
pub use render::{Masks, Photo, masks, render};
pub use shape::Side;
pub use view::{Matrix, View, between, inverse, project, then};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_one_picture() {
        let (head, view) =
            (Head { hair: 2.0, ..Head::default() }, View { noise: 3.0, blur: 0.5, ..View::default() });
        let once = render(&head, &view, 150, 200);
        assert_eq!(once, render(&head, &view, 150, 200));
        assert_ne!(once, render(&Head { seed: 2, ..head.clone() }, &view, 150, 200));
        assert_ne!(once, render(&head, &View { moment: 1, ..view }, 150, 200));
    }

    #[test]
    fn redness_is_as_much_a_as_was_asked_for() {
        let view = View::default();
        let mean = |redness: f64| {
            let head = Head { redness, dot_contrast: 0.0, ..Head::default() };
            let (photo, masks) = (render(&head, &view, 300, 400), masks(&head, &view, 300, 400));
            let mut sums = [(0.0, 0.0); 2];
            for (index, pixel) in photo.pixels.chunks_exact(3).enumerate() {
                let a = lab([0, 1, 2].map(|c| decoded(f64::from(pixel[c]) / 255.0) as f32))[1];
                for (sum, mask) in sums.iter_mut().zip([&masks.treated, &masks.untreated]) {
                    if mask[index] {
                        *sum = (sum.0 + a, sum.1 + 1.0);
                    }
                }
            }
            (sums[0].0 / sums[0].1, sums[1].0 / sums[1].1)
        };
        let (before, after) = (mean(0.0), mean(8.0));
        assert!((after.0 - before.0 - 8.0).abs() < 0.6, "{before:?} {after:?}");
        assert!((after.1 - before.1).abs() < 0.05, "{before:?} {after:?}");
    }

    #[test]
    fn a_pair_that_belongs_together_shows_the_same_skin() {
        let pair = Pair::new(Set::Easy, 3);
        let truth = pair.truth.unwrap();
        let ahead = |x: f64, y: f64| project(&truth, (x, y));
        let first = inverse(&pair.first.1.homography(pair.width, pair.height));
        let second = inverse(&pair.second.1.homography(pair.width, pair.height));
        for point in [(300.0, 400.0), (500.0, 650.0)] {
            let (a, b) = (project(&first, ahead(point.0, point.1)), project(&second, point));
            assert!((a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9);
        }
        assert_eq!(Pair::new(Set::NonMatching, 3).truth, None);
    }
}
