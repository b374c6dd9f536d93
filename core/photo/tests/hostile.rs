//! Files that mean harm: each gets an answer, and nothing panics, prints, loops or grows.
//!
//! Not for: how long they take and how much memory (`examples/hostile_limits.rs`), which no test asserts.

// Numbers here are small and made by hand.
#![allow(clippy::cast_possible_truncation, clippy::unwrap_used)]

mod corpus;

use std::sync::atomic::{AtomicU32, Ordering};

use stipple_photo::{Limits, ReadError, read, without_metadata};

/// Panics whose message would have been printed, caught or not.
static PANICS: AtomicU32 = AtomicU32::new(0);

fn count_panics() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        print(panic);
    }));
}

#[test]
fn ten_thousand_mutations_each_get_an_answer() {
    count_panics();
    let good = corpus::good();
    let (mut read_well, mut refused) = (0, 0);
    for seed in 0..10_000 {
        let bytes = corpus::mutated(&good[seed as usize % good.len()].1, seed);
        match read(&bytes, &Limits::default(), &mut || true) {
            Ok(photo) => {
                read_well += 1;
                assert!(photo.view.width() <= 1024 && photo.view.height() <= 1024);
            }
            Err(_) => refused += 1,
        }
        let _ = without_metadata(&bytes);
    }
    assert_eq!(PANICS.load(Ordering::Relaxed), 0, "a panic, caught or not");
    assert!(
        read_well > 500 && refused > 2000,
        "{read_well} read, {refused} refused: the mutations test nothing"
    );
}

#[test]
fn every_hostile_file_gets_the_answer_that_names_it() {
    count_panics();
    for (name, bytes) in corpus::hostile() {
        let answer = read(&bytes, &Limits::default(), &mut || true);
        let _ = without_metadata(&bytes);
        let as_it_should = match name.as_str() {
            n if n.contains("65500 x 65500") || n.contains("60000") => {
                matches!(answer, Err(ReadError::TooManyPixels { .. }))
            }
            "progressive that says 14000 x 14000" | "PNG of 50 megapixels, interlaced" => {
                matches!(answer, Err(ReadError::TooMuchMemory { .. } | ReadError::TooManyBlocks { .. }))
            }
            n if n.starts_with("500 scans") => matches!(answer, Err(ReadError::TooManyScans { .. })),
            n if n.starts_with("baseline that says") && !n.contains("x 1")
                || n == "baseline that says 1 x 65500" =>
            {
                matches!(answer, Err(ReadError::Broken { .. }))
            }
            n if n.starts_with("baseline cut") => answer.as_ref().err() == Some(&ReadError::Truncated),
            n if n.starts_with("EXIF") || n.starts_with("PNG with") && !n.contains("chunk") => answer.is_ok(),
            "PNG of 100 x 100 that inflates to 200 MB" | "PNG of 50 megapixels of nothing" => answer.is_ok(),
            "PNG that ends early" => matches!(answer, Err(ReadError::Broken { .. })),
            "nothing but 0xFF" | "nothing but comments" => {
                answer.as_ref().err() == Some(&ReadError::Truncated)
            }
            _ => true,
        };
        assert!(as_it_should, "{name}: {:?}", answer.map(|photo| (photo.width, photo.height)));
    }
    assert_eq!(PANICS.load(Ordering::Relaxed), 0, "a panic, caught or not");
}
