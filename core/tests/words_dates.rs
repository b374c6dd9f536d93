//! Dates in words: ends of years, zones, clocks and regions.
//!
//! Not for: lengths of time (`words::spans` has its own tests).

#![allow(clippy::unwrap_used)] // helpers outside of test functions fail a test too

use chrono::NaiveDate;
use chrono_tz::Tz;
use stipple_core::time::{Instant, day_start};
use stipple_core::words::{Dates, HourCycle, Style, Words};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn london(words: &Words) -> Dates<'_> {
    words.dates(at("2026-05-05T09:00:00+01:00"), Tz::Europe__London)
}

#[test]
fn a_moment_shows_its_time_unless_it_begins_its_day() {
    let words = Words::english();
    let dates = london(&words);
    assert_eq!(dates.moment(at("2026-05-07T00:00:00+01:00")), "Thu 7 May");
    assert_eq!(dates.moment(at("2026-05-07T17:30:00+01:00")), "Thu 7 May, 17:30");
    assert_eq!(dates.moment_with_time(at("2026-05-07T00:00:00+01:00")), "Thu 7 May, 00:00");
    assert_eq!(dates.near(at("2026-05-05T17:30:00+01:00")), "today, 17:30");
    assert_eq!(dates.near(at("2026-05-06T00:00:00+01:00")), "tomorrow");
    assert_eq!(dates.near(at("2026-05-04T17:30:00+01:00")), "yesterday, 17:30");
    assert_eq!(dates.near(at("2026-05-07T17:30:00+01:00")), "Thu 7 May, 17:30");
}

#[test]
fn a_day_whose_midnight_is_skipped_still_begins_without_a_time() {
    let words = Words::english();
    let cairo = words.dates(at("2024-04-20T09:00:00+02:00"), Tz::Africa__Cairo);
    let begins = day_start(Tz::Africa__Cairo, date("2024-04-26"));
    assert_eq!(cairo.time(begins), "01:00");
    assert_eq!(cairo.moment(begins), "Fri 26 Apr");
}

#[test]
fn the_year_shows_where_it_is_not_the_current_one_in_the_clients_zone() {
    let words = Words::english();
    let dates = london(&words);
    assert_eq!(dates.date(date("2026-12-31")), "Thu 31 Dec");
    assert_eq!(dates.date(date("2027-01-01")), "Fri 1 Jan 2027");
    assert_eq!(dates.date(date("2025-12-31")), "Wed 31 Dec 2025");
    // New Year has come in Auckland, not in London.
    let now = at("2026-12-31T12:00:00Z");
    let auckland = words.dates(now, Tz::Pacific__Auckland);
    assert_eq!(auckland.moment(now), "Fri 1 Jan, 01:00");
    assert_eq!(auckland.today(), date("2027-01-01"));
    assert_eq!(words.dates(now, Tz::Europe__London).moment(now), "Thu 31 Dec, 12:00");
    assert_eq!(words.dates(now, Tz::Europe__London).near(at("2027-01-01T10:00:00Z")), "tomorrow, 10:00");
}

#[test]
fn ranges_say_no_more_than_they_have_to() {
    let words = Words::english();
    let range = |first, last| london(&words).range(date(first), date(last));
    assert_eq!(range("2026-05-15", "2026-05-22"), "15 to 22 May");
    assert_eq!(range("2026-05-15", "2026-05-15"), "Fri 15 May");
    assert_eq!(range("2026-05-28", "2026-06-03"), "28 May to 3 Jun");
    assert_eq!(range("2026-12-28", "2027-01-03"), "28 Dec 2026 to 3 Jan 2027");
    assert_eq!(range("2027-05-15", "2027-05-22"), "15 to 22 May 2027");
    assert_eq!(range("2027-05-28", "2027-06-03"), "28 May to 3 Jun 2027");
    assert_eq!(london(&words).months(date("2028-05-15"), date("2031-05-15")), "May 2028 to May 2031");
    assert_eq!(london(&words).months(date("2028-05-15"), date("2028-05-20")), "May 2028");
}

#[test]
fn a_region_has_its_own_order_clock_and_comma() {
    let american = Words::new(&["en-US"], Style::default());
    let dates = london(&american);
    assert_eq!(dates.moment(at("2026-05-07T17:30:00+01:00")), "Thu, May 7, 5:30 PM");
    assert_eq!(dates.date(date("2027-01-01")), "Fri, Jan 1, 2027");
    assert_eq!(dates.range(date("2026-05-15"), date("2026-05-22")), "May 15 to 22");
    assert_eq!(dates.range(date("2026-12-28"), date("2027-01-03")), "Dec 28, 2026 to Jan 3, 2027");
}

#[test]
fn the_devices_own_clock_comes_before_the_regions() {
    let time = at("2026-05-07T17:30:00+01:00");
    let clock =
        |tag: &str, hours| london(&Words::new(&[tag], Style { hours, ..Style::default() })).time(time);
    assert_eq!(clock("en-US", None), "5:30 PM");
    assert_eq!(clock("en-US", Some(HourCycle::H24)), "17:30");
    assert_eq!(clock("en-GB", None), "17:30");
    assert_eq!(clock("en-GB", Some(HourCycle::H12)), "5:30 pm");
    // Somebody whose language is not there keeps the clock of their region.
    assert_eq!(clock("de-DE", None), "17:30");
}

#[test]
fn countdowns_are_exact_over_clock_changes() {
    let words = Words::english();
    // 39 hours on any clock; on the night of 29 March London's clocks skip one.
    let dates = words.dates(at("2026-03-28T09:00:00Z"), Tz::Europe__London);
    assert_eq!(dates.countdown(at("2026-03-30T00:00:00+01:00")), "in 1 d 14 h");
    assert_eq!(london(&words).countdown(at("2026-05-07T00:00:00+01:00")), "in 1 d 15 h");
    assert_eq!(london(&words).countdown_in_full(at("2026-05-07T00:00:00+01:00")), "in 1 day 15 hours");
    assert_eq!(london(&words).countdown(at("2026-05-05T09:00:00+01:00")), "now");
    assert_eq!(london(&words).ago(at("2026-05-03T09:00:00+01:00")), "2 d ago");
}

#[test]
fn every_catalogue_writes_every_date() {
    for tag in Words::every_catalogue() {
        let words = Words::new(&[tag], Style::default());
        let dates = london(&words);
        let (first, month, year) = (date("2026-05-15"), date("2026-06-03"), date("2027-01-03"));
        for last in [date("2026-05-22"), month, year] {
            assert!(dates.range(first, last).contains("15"), "{tag}");
        }
        assert!(dates.range(year, date("2027-01-05")).contains('5'), "{tag}");
        assert!(dates.range(year, date("2027-02-05")).contains('5'), "{tag}");
        assert!(dates.moment(at("2027-05-07T17:35:00+01:00")).contains("35"), "{tag}");
    }
    let accented = Words::new(&["en-XA"], Style::default());
    assert_eq!(london(&accented).moment(at("2026-05-07T17:30:00+01:00")), "[[Ťĥúú 7 Ṁááý], [17:30]]");
}

#[test]
fn the_ends_of_time_are_written_too() {
    let words = Words::english();
    for zone in [Tz::Pacific__Apia, Tz::Europe__London, Tz::America__Havana] {
        let dates = words.dates(at("2026-05-05T09:00:00+01:00"), zone);
        assert!(!dates.moment(Instant::MAX).is_empty() && !dates.moment(Instant::MIN).is_empty());
        assert!(dates.countdown(Instant::MAX).starts_with("in ") && dates.countdown(Instant::MIN) == "now");
    }
}
