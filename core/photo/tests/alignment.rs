//! Pairs of generated heads: what belongs together is lined up, what does not is refused. The whole sets and the comparison
//! with `OpenCV` are in `tests/bench/photo_align.sh`.

#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a test may panic, and counts few things"
)]

use std::sync::mpsc;
use stipple_heads::{Head, Pair, Photo, Set, View, project, render};
use stipple_photo::{Alignment, Homography, Picture, Refusal, align, warp};

fn picture(photo: Photo) -> Picture {
    Picture::new(photo.width, photo.height, photo.pixels).unwrap()
}

fn drawn(pair: &Pair) -> [Picture; 2] {
    [&pair.first, &pair.second].map(|(head, view)| picture(render(head, view, pair.width, pair.height)))
}

/// The mean distance from the truth over the head, in widths.
fn error(pair: &Pair, found: &Alignment) -> f64 {
    let truth = pair.truth.as_ref().unwrap();
    let to_second = pair.second.1.homography(pair.width, pair.height);
    let mut off = Vec::new();
    for index in 0..64 {
        let at = (f64::from(index % 8) * 0.2 - 0.7, f64::from(index / 8) * 0.2 - 0.7);
        let from = project(&to_second, at);
        let wanted = project(truth, from);
        if wanted.0 > 0.0
            && wanted.1 > 0.0
            && wanted.0 < f64::from(pair.width)
            && wanted.1 < f64::from(pair.height)
        {
            let to = found.homography.apply(from).unwrap();
            off.push((to.0 - wanted.0).hypot(to.1 - wanted.1));
        }
    }
    off.iter().sum::<f64>() / off.len() as f64 / f64::from(pair.width)
}

/// What comes of each pair, made on two threads.
fn each(set: Set, seeds: std::ops::Range<u64>) -> Vec<(u64, Pair, Result<Alignment, Refusal>)> {
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        for part in 0..2 {
            let (sender, seeds) = (sender.clone(), seeds.clone());
            scope.spawn(move || {
                for seed in seeds.filter(|seed| seed % 2 == part) {
                    let pair = Pair::new(set, seed);
                    let [first, second] = drawn(&pair);
                    sender.send((seed, pair, align(&first, &second))).unwrap();
                }
            });
        }
    });
    drop(sender);
    receiver.iter().collect()
}

#[test]
fn easy_and_hard_pairs_are_lined_up() {
    for (set, seeds) in [(Set::Easy, 0..4), (Set::Hard, 0..14)] {
        for (seed, pair, result) in each(set, seeds) {
            let found = result.unwrap_or_else(|refusal| panic!("{set:?} {seed}: {refusal}"));
            let error = error(&pair, &found);
            assert!(error < 0.002, "{set:?} {seed}: {error}");
            assert!((0.5..=1.0).contains(&found.confidence));
        }
    }
}

#[test]
fn brutal_pairs_are_lined_up_or_refused() {
    let mut refused = Vec::new();
    for (seed, pair, result) in each(Set::Brutal, 0..14) {
        match result {
            Ok(found) => {
                let error = error(&pair, &found);
                assert!(error < 0.005, "{seed}: {error}");
            }
            Err(refusal) => refused.push((seed, refusal)),
        }
    }
    assert!(refused.len() <= 1, "{refused:?}");
}

#[test]
fn different_skin_is_refused() {
    for (seed, _, result) in each(Set::NonMatching, 0..18) {
        assert!(result.is_err(), "{seed}: {result:?}");
    }
}

#[test]
fn a_photo_lies_on_itself_and_a_pair_the_other_way_round_is_the_way_back() {
    let pair = Pair::new(Set::Hard, 77);
    let [first, second] = drawn(&pair);
    let corners = [(0.0, 0.0), (767.0, 0.0), (0.0, 1023.0), (767.0, 1023.0)];
    let same = align(&first, &first).unwrap();
    for corner in corners {
        let to = same.homography.apply(corner).unwrap();
        assert!((to.0 - corner.0).hypot(to.1 - corner.1) < 0.05, "{to:?}");
    }
    let (there, back) = (align(&first, &second).unwrap(), align(&second, &first).unwrap());
    let both = there.homography.then(&back.homography).unwrap();
    for point in [(300.0, 400.0), (450.0, 400.0), (300.0, 600.0), (450.0, 600.0)] {
        let to = both.apply(point).unwrap();
        assert!((to.0 - point.0).hypot(to.1 - point.1) < 0.5, "{point:?} {to:?}");
    }
    assert_eq!(align(&first, &second), Ok(there), "the same photos, the same answer");
}

#[test]
fn a_known_warp_comes_back() {
    let head = Head { seed: 5, ..Head::default() };
    let second = picture(render(&head, &View { noise: 2.0, ..View::default() }, 600, 800));
    let known = Homography::new([[0.95, -0.08, 40.0], [0.07, 0.97, -10.0], [3e-5, -2e-5, 1.0]]).unwrap();
    let first = warp(&second, &known, 600, 800, [120; 3]);
    let found = align(&first, &second).unwrap();
    for point in [(200.0, 250.0), (400.0, 250.0), (200.0, 550.0), (400.0, 550.0)] {
        let (is, should) = (found.homography.apply(point).unwrap(), known.apply(point).unwrap());
        assert!((is.0 - should.0).hypot(is.1 - should.1) < 0.2, "{is:?} {should:?}");
    }
}

#[test]
fn nothing_to_see_is_a_refusal_and_no_size_panics() {
    let plain = |width: u32, height: u32| {
        Picture::new(width, height, vec![90; (3 * width * height) as usize]).unwrap()
    };
    assert_eq!(align(&plain(300, 400), &plain(300, 400)), Err(Refusal::TooFewFeatures));
    let head = picture(render(&Head::default(), &View::default(), 300, 400));
    assert_eq!(align(&head, &plain(300, 400)), Err(Refusal::TooFewFeatures));
    for (width, height) in [(1, 1), (1, 700), (700, 1), (2, 3), (13, 13), (33, 65), (64, 64), (70, 3)] {
        let mut noisy = plain(width, height);
        let mut state = 1_u32;
        for value in noisy.pixels_mut() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *value = (state >> 24) as u8;
        }
        assert!(align(&noisy, &plain(width, height)).is_err(), "{width}x{height}");
        assert!(align(&head, &noisy).is_err(), "{width}x{height}");
        let _ = align(&noisy, &noisy);
    }
}
