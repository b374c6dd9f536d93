//! Moments, shots and pairs, on courses in few words.

use chrono::NaiveDate;
use chrono_tz::Tz;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::course::testing::{at, complete, course, done, planned};
use crate::time::Instant;

const LONDON: Tz = Tz::Europe__London;

fn photo(id: u128, angle: &str, taken: &str, sharpness: f64) -> TakenPhoto {
    TakenPhoto { id: Uuid::from_u128(id), angle: angle.parse().unwrap(), taken: at(taken), sharpness }
}

fn status(shots: &[Shot], occasion: Occasion, angle: &str) -> ShotStatus {
    let shot = shots.iter().find(|shot| shot.occasion == occasion).unwrap_or_else(|| panic!("{shots:#?}"));
    let angle: Angle = angle.parse().unwrap();
    shot.angles.iter().find(|(one, _)| *one == angle).unwrap().1
}

fn list(course: &crate::course::Course, photos: &[TakenPhoto], now: &str) -> Vec<Shot> {
    shots(&ShotsInput { course, photo_days: &[], photos, zone: LONDON, now: at(now) })
}

#[test]
fn a_burst_counts_as_one_and_its_sharpest_stands_for_it() {
    let photos = [
        photo(1, "crown", "2026-05-07T09:00:00Z", 0.4),
        photo(2, "crown", "2026-05-07T09:06:00Z", 0.7),
        photo(3, "crown", "2026-05-07T09:10:00Z", 0.7),
        photo(4, "crown", "2026-05-07T09:10:01Z", 0.1),
        photo(5, "left", "2026-05-07T09:03:00Z", 0.9),
    ];
    let moments = moments(&photos);
    let told: Vec<(u128, usize)> =
        moments.iter().map(|moment| (moment.stands.id.as_u128(), moment.photos.len())).collect();
    assert_eq!(told, [(5, 1), (2, 3), (4, 1)], "ten minutes from the first, not from one to the next");
}

#[test]
fn the_day_of_a_photo_is_counted_in_the_zone_of_its_session() {
    let course = course(&[done("2026-05-01T17:30:00+01:00"), done("2026-05-16T16:00:00+01:00")]);
    let day = |taken: &str| course_day(&course, LONDON, at(taken)).map(|at| (at.session, at.day));
    assert_eq!(day("2026-05-01T09:00:00+01:00"), None);
    assert_eq!(day("2026-05-06T23:30:00Z"), Some((1, 6)), "it is the 7th in London");
    assert_eq!(day("2026-05-16T20:00:00Z"), Some((2, 0)));
}

#[test]
fn shots_are_due_within_their_window_and_missed_after_it() {
    let course = course(&[done("2026-05-01T17:30:00+01:00")]);
    let photos = [photo(1, "crown", "2026-05-08T12:00:00Z", 0.5)];
    let six = Occasion::Day { session: 1, day: 6 };
    let status_at = |now: &str, angle: &str| status(&list(&course, &photos, now), six, angle);
    assert_eq!(status_at("2026-05-06T22:59:59Z", "front"), ShotStatus::Later);
    assert_eq!(status_at("2026-05-06T23:00:00Z", "front"), ShotStatus::Due, "the 7th begins in London");
    assert_eq!(status_at("2026-05-09T22:59:59Z", "front"), ShotStatus::Due);
    assert_eq!(status_at("2026-05-09T23:00:00Z", "front"), ShotStatus::Missed);
    assert_eq!(status_at("2026-05-20T12:00:00Z", "crown"), ShotStatus::Taken(Uuid::from_u128(1)));
}

#[test]
fn before_the_first_session_and_the_healed_result_before_the_next() {
    let course = course(&[done("2026-05-01T17:30:00+01:00"), planned("2026-05-20T10:00:00+01:00")]);
    let photos = [
        photo(1, "front", "2026-04-02T12:00:00Z", 0.5),
        photo(2, "front", "2026-05-20T08:00:00Z", 0.5),
        photo(3, "left", "2026-05-20T09:30:00Z", 0.5),
    ];
    let shots = list(&course, &photos, "2026-05-20T08:30:00Z");
    assert_eq!(status(&shots, Occasion::Before, "front"), ShotStatus::Taken(Uuid::from_u128(1)));
    assert_eq!(status(&shots, Occasion::Before, "left"), ShotStatus::Missed);
    let healed = Occasion::Healed { session: 1 };
    assert_eq!(status(&shots, healed, "front"), ShotStatus::Taken(Uuid::from_u128(2)));
    assert_eq!(status(&shots, healed, "left"), ShotStatus::Due, "that one was taken after the session began");
}

#[test]
fn after_the_final_session_a_month_and_then_yearly() {
    let course = complete(&[done("2026-05-01T17:30:00+01:00")]);
    let occasions = |now: &str| -> Vec<Occasion> {
        list(&course, &[], now).into_iter().map(|shot| shot.occasion).collect()
    };
    assert!(occasions("2026-05-02T12:00:00Z").contains(&Occasion::Day { session: 1, day: 30 }));
    let years = |now: &str| {
        occasions(now).into_iter().filter(|occasion| matches!(occasion, Occasion::Year { .. })).count()
    };
    assert_eq!((years("2026-05-02T12:00:00Z"), years("2028-05-02T12:00:00Z")), (1, 3));
    let shots = list(&course, &[], "2028-05-10T12:00:00Z");
    assert_eq!(status(&shots, Occasion::Year { years: 1 }, "back"), ShotStatus::Missed);
    assert_eq!(status(&shots, Occasion::Year { years: 2 }, "back"), ShotStatus::Due);
}

#[test]
fn a_photo_day_that_the_next_session_overtook_is_not_asked_for() {
    let course = course(&[done("2026-05-01T17:30:00+01:00"), done("2026-05-09T16:00:00+01:00")]);
    let shots = list(&course, &[], "2026-05-10T12:00:00Z");
    let of_first: Vec<u32> = shots
        .iter()
        .filter_map(|shot| match shot.occasion {
            Occasion::Day { session: 1, day } => Some(day),
            _ => None,
        })
        .collect();
    assert_eq!(of_first, [0, 6]);
}

#[test]
fn zones_that_were_photographed_are_asked_for_beside_the_sides() {
    let course = course(&[done("2026-05-01T17:30:00+01:00")]);
    let photos = [photo(1, "scar", "2026-05-01T20:00:00Z", 0.5)];
    let shots = list(&course, &photos, "2026-05-07T12:00:00Z");
    assert_eq!(status(&shots, Occasion::Day { session: 1, day: 6 }, "scar"), ShotStatus::Due);
    assert_eq!(shots[0].angles.len(), 6);
}

#[test]
fn the_nearest_day_of_each_earlier_session_stands_beside_the_latest() {
    let course = course(&[done("2026-05-01T17:30:00+01:00"), done("2026-05-16T16:00:00+01:00")]);
    let photos = [
        photo(1, "crown", "2026-05-03T12:00:00Z", 0.5), // day 2
        photo(2, "crown", "2026-05-08T12:00:00Z", 0.5), // day 7
        photo(3, "crown", "2026-05-22T12:00:00Z", 0.5), // session 2, day 6
        photo(4, "left", "2026-05-22T12:00:00Z", 0.5),
    ];
    let told: Vec<(u128, u128)> = pairs(&course, LONDON, &photos)
        .iter()
        .map(|pair| (pair.first.as_u128(), pair.second.as_u128()))
        .collect();
    assert_eq!(told, [(1, 3), (2, 3)], "before and now, then the same day; one photo makes no pair");
}

fn any_photos() -> impl Strategy<Value = Vec<TakenPhoto>> {
    let one = (0i64..200, prop::sample::select(vec!["crown", "left", "scar"]), 0u8..4);
    prop::collection::vec(one, 0..30).prop_map(|drafts| {
        let made = drafts.into_iter().zip(1u128..);
        made.map(|((quarter_hours, angle, sharpness), id)| TakenPhoto {
            id: Uuid::from_u128(id),
            angle: angle.parse().unwrap(),
            taken: at("2026-05-01T00:00:00Z").plus_micros(quarter_hours * 200_000_000),
            sharpness: f64::from(sharpness),
        })
        .collect()
    })
}

proptest! {
    #[test]
    fn every_photo_is_in_one_moment_and_none_is_sharper_than_what_stands_for_it(photos in any_photos()) {
        let moments = moments(&photos);
        let mut seen: Vec<Uuid> = moments.iter().flat_map(|moment| moment.photos.clone()).collect();
        seen.sort();
        let mut all: Vec<Uuid> = photos.iter().map(|photo| photo.id).collect();
        all.sort();
        prop_assert_eq!(seen, all);
        for moment in &moments {
            let mine: Vec<&TakenPhoto> =
                photos.iter().filter(|photo| moment.photos.contains(&photo.id)).collect();
            prop_assert!(mine.iter().all(|photo| photo.sharpness <= moment.stands.sharpness));
            let times: Vec<Instant> = mine.iter().map(|photo| photo.taken).collect();
            let (first, last) = (times.iter().min().unwrap(), times.iter().max().unwrap());
            prop_assert!(last.micros_since(*first) <= BURST_MINUTES * 60_000_000);
        }
    }

    #[test]
    fn the_order_in_which_photos_are_given_says_nothing(photos in any_photos()) {
        let course = course(&[done("2026-05-01T17:30:00+01:00")]);
        let mut turned = photos.clone();
        turned.reverse();
        prop_assert_eq!(moments(&photos), moments(&turned));
        prop_assert_eq!(pairs(&course, LONDON, &photos), pairs(&course, LONDON, &turned));
        let now = "2026-05-09T12:00:00Z";
        prop_assert_eq!(list(&course, &photos, now), list(&course, &turned, now));
    }

    #[test]
    fn no_two_windows_of_one_session_overlap(hours in 0i64..4000) {
        let course = course(&[done("2026-05-01T17:30:00+01:00"), planned("2026-05-30T10:00:00+01:00")]);
        let now = at("2026-05-01T17:30:00Z").plus_hours(hours);
        let shots = shots(&ShotsInput { course: &course, photo_days: &[], photos: &[], zone: LONDON, now });
        let mut windows: Vec<(NaiveDate, NaiveDate)> = shots
            .iter()
            .filter(|shot| matches!(shot.occasion, Occasion::Day { session: 1, .. }))
            .filter_map(|shot| Some((shot.from?, shot.to)))
            .collect();
        windows.sort();
        prop_assert!(windows.windows(2).all(|pair| pair[0].1 < pair[1].0), "{windows:?}");
    }
}
