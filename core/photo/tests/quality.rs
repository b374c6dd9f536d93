//! Findings on heads that nobody has: each is made where it is bad, and none where nothing is.
//!
//! Not for: reading files (`reading.rs`).

// Numbers here are small and made by hand.
#![allow(clippy::unwrap_used)]

use stipple_heads::{Head, View, render};
use stipple_photo::{FindingKind, Picture, findings, sharpness};

fn view(head: &Head, view: &View) -> Picture {
    let photo = render(head, view, 768, 1024);
    Picture::new(photo.width, photo.height, photo.pixels).unwrap()
}

fn kinds(head: &Head, look: &View) -> Vec<FindingKind> {
    findings(3024, 4032, &view(head, look)).into_iter().map(|finding| finding.kind).collect()
}

#[test]
fn a_good_photo_has_no_findings_whatever_the_skin() {
    for (seed, tone) in [(1, 0.0), (2, 0.4), (3, 1.0)] {
        let look = View { noise: 4.0, jpeg: Some(85), gradient: 0.3, room: seed, ..View::default() };
        for hair in [0.0, 3.0] {
            assert_eq!(
                kinds(&Head { seed, tone, hair, ..Head::default() }, &look),
                [],
                "seed {seed}, hair {hair}"
            );
        }
    }
}

#[test]
fn blur_is_found_through_noise() {
    for seed in 1..=3 {
        let head = Head { seed, tone: 0.5, ..Head::default() };
        for noise in [1.0, 6.0] {
            let look = View { noise, room: seed, jpeg: Some(85), ..View::default() };
            let sharp: Vec<f32> = [0.0, 1.0, 2.0, 3.0]
                .map(|blur| sharpness(&view(&head, &View { blur, ..look.clone() })))
                .to_vec();
            assert!(sharp.is_sorted_by(|a, b| a > b), "the sharpest of a burst: {sharp:?}");
            assert_eq!(
                kinds(&head, &View { blur: 2.5, ..look }),
                [FindingKind::Blurred],
                "seed {seed}, noise {noise}"
            );
        }
    }
}

#[test]
fn light_that_is_too_weak_or_too_strong() {
    for tone in [0.0, 0.5, 1.0] {
        let head = Head { tone, ..Head::default() };
        let look = |exposure| View { exposure, noise: 3.0, ..View::default() };
        assert!(kinds(&head, &look(0.1)).contains(&FindingKind::UnderExposed), "tone {tone}");
    }
    let light = Head { tone: 0.0, ..Head::default() };
    assert!(kinds(&light, &View { exposure: 4.0, ..View::default() }).contains(&FindingKind::OverExposed));
}

#[test]
fn wet_skin_mirrors_a_lamp() {
    for tone in [0.0, 0.5, 1.0] {
        let head = Head { tone, ..Head::default() };
        let wet = View { glare: 1.0, noise: 2.0, ..View::default() };
        assert_eq!(kinds(&head, &wet), [FindingKind::Glare], "tone {tone}");
    }
}

#[test]
fn a_file_with_too_few_pixels() {
    let small = view(&Head::default(), &View::default());
    let found = findings(799, 600, &small);
    assert_eq!((found.len(), found[0].kind, found[0].value), (1, FindingKind::TooSmall, 799.0));
    assert_eq!(findings(800, 600, &small), []);
}

#[test]
fn pictures_without_anything_to_judge() {
    for (width, height) in [(1, 1), (1, 1024), (1024, 1), (2, 2), (9, 3)] {
        let flat = Picture::new(width, height, vec![128; (3 * width * height) as usize]).unwrap();
        assert!(findings(4000, 3000, &flat).iter().all(|finding| finding.value.is_finite()));
    }
}
