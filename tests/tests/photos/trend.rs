//! One head heals: the trend shows what was injected, and says nothing where a photo carries nothing.

use std::fs;

use stipple_core::export::Watch;
use stipple_heads::{Head, Side, View};

use super::phone::{Phone, shot};

/// Larger than what is measured, as a camera's pictures are: colour in a JPEG of the same size is too coarse.
const LARGE: (u32, u32) = (1152, 1536);

#[test]
fn redness_falls_by_what_was_injected_and_a_bad_photo_says_nothing() {
    let mut phone = Phone::begin("2026-05-01T09:00:00+01:00");
    phone.set("2026-05-20T12:00:00+01:00");
    phone.log("2026-05-01T17:30:00+01:00", None);
    let seen = |moment: u64| {
        let side = if moment.is_multiple_of(2) { 1.0 } else { -1.0 };
        let wander = f64::from(u32::try_from(moment).unwrap());
        View {
            yaw: 2.0 * side,
            roll: 1.5 * side,
            exposure: 1.0 - 0.02 * wander,
            white_balance: [1.0 + 0.01 * wander, 1.0, 1.0 - 0.01 * wander],
            noise: 1.0,
            room: moment,
            moment,
            ..View::default()
        }
    };
    // Dark by a curve that no phone draws, and out of focus.
    let bad = View { gamma: 2.2, exposure: 0.5, blur: 6.0, ..seen(2) };
    let injected = [(2, 9.0, seen(0)), (4, 6.0, seen(1)), (7, 4.5, bad), (11, 2.0, seen(3))];
    for (day, redness, view) in &injected {
        let head = Head { seed: 21, side: Side::Back, redness: *redness, ..Head::default() };
        let bytes = shot(&head, view, LARGE, &format!("2026:05:{day:02} 08:50:00"));
        phone.bring("back", &format!("{day}.jpg"), &bytes);
    }
    let trend = phone.desk().trend(&phone.keys, "back", None, &Watch::default()).unwrap();
    assert_eq!(trend.points.len(), 4);
    assert_eq!(trend.points.iter().map(|point| point.day).collect::<Vec<_>>(), [0, 2, 5, 9]);
    assert_eq!(trend.points[1].place, "session 1, day 3");
    let redness: Vec<Option<f64>> =
        trend.points.iter().map(|point| point.redness.map(|found| found.value)).collect();
    let bad = &trend.points[2];
    assert!(bad.redness.is_none() && bad.dots.is_none() && bad.withheld.is_some(), "{bad:?}");
    let [Some(first), Some(second), None, Some(last)] = redness[..] else {
        panic!("{:?}", trend.lines);
    };
    assert!(first > second && second > last);
    for (found, meant) in [(first - last, 7.0), (first - second, 3.0), (second - last, 4.0)] {
        assert!((found / meant - 1.0_f64).abs() <= 0.15, "{found:.2} is not {meant}");
    }
    for point in [0, 1, 3] {
        assert!(trend.points[point].withheld.is_none());
        let value = trend.points[point].redness.unwrap();
        assert!(value.reliability > 0.0 && value.reliability <= 1.0 && value.plus_minus > 0.0, "{value:?}");
    }
    let note = trend.lines.last().unwrap();
    assert!(note.contains("not a verdict"), "{note}");
}

#[test]
fn a_photo_in_the_dark_and_a_lost_one_are_withheld_and_the_others_are_not() {
    let mut phone = Phone::begin("2026-05-01T09:00:00+01:00");
    phone.set("2026-05-20T12:00:00+01:00");
    phone.log("2026-05-01T17:30:00+01:00", None);
    let view = |moment: u64, exposure: f64| View { exposure, moment, ..View::default() };
    let shots =
        [(2, 9.0, view(2, 1.0)), (4, 6.0, view(4, 0.06)), (7, 4.5, view(7, 1.0)), (11, 2.0, view(11, 1.0))];
    let mut ids = Vec::new();
    for (day, redness, view) in &shots {
        let head = Head { seed: 21, side: Side::Back, redness: *redness, ..Head::default() };
        let bytes = shot(&head, view, LARGE, &format!("2026:05:{day:02} 08:50:00"));
        ids.push(phone.bring("back", &format!("{day}.jpg"), &bytes));
    }
    fs::remove_file(phone.vault(&ids[3]).join("original.age")).unwrap();
    let trend = phone.desk().trend(&phone.keys, "back", None, &Watch::default()).unwrap();
    let shown: Vec<bool> = trend.points.iter().map(|point| point.redness.is_some()).collect();
    assert_eq!(shown, [true, false, true, false], "{:?}", trend.lines);
}
