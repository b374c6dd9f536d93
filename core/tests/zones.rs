//! Days in every zone there is: where each begins, around every change of the clocks from 2020 to 2030.
//!
//! What is expected is found by looking at the clock, minute by minute. Not for: what a rule makes of a day
//! (`laws`), or single dates with a story (`time`).

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};
use stipple_core::aftercare::{Compiled, Rulebook, Situation};
use stipple_core::course::{Course, LoggedSession, Timing};
use stipple_core::protocol::{Sheet, Verdict, builtin};
use stipple_core::time::{Instant, day_start, plus_days, plus_months};

const SECOND: i64 = 1_000_000;
const HOUR: i64 = 3_600 * SECOND;

fn at(text: &str) -> Instant {
    Instant::parse(text).expect("an instant")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn offset(zone: Tz, at: Instant) -> i32 {
    zone.offset_from_utc_datetime(&at.utc().naive_utc()).fix().local_minus_utc()
}

/// The first second of each new offset of `zone` between two moments: looked for every
/// `step` hours, then by halving.
fn changes(zone: Tz, from: Instant, to: Instant, step: i64) -> Vec<Instant> {
    let mut changes = Vec::new();
    let mut before = from;
    while before < to {
        let after = before.plus_hours(step);
        if offset(zone, before) != offset(zone, after) {
            let (mut low, mut high) = (before, after);
            while high.micros_since(low) > SECOND {
                let half = low.plus_micros(high.micros_since(low) / 2 / SECOND * SECOND);
                if offset(zone, half) == offset(zone, low) { low = half } else { high = half }
            }
            changes.push(high);
        }
        before = after;
    }
    changes
}

/// The first minute, counted from well before, whose date in `zone` is `date` or a later one.
fn first_minute_of(zone: Tz, date: NaiveDate) -> Instant {
    let noon = date.and_hms_opt(12, 0, 0).expect("noon").and_utc();
    let mut minute = Instant::from(noon).plus_hours(-40);
    while minute.date_in(zone) < date {
        minute = minute.plus_micros(60 * SECOND);
    }
    minute
}

#[test]
fn every_day_around_every_change_begins_at_its_first_instant() {
    let (from, to) = (at("2020-01-01T00:00:00Z"), at("2031-01-01T00:00:00Z"));
    let mut looked_at = 0;
    // Zones of one history are looked at once.
    let mut seen = BTreeSet::new();
    for zone in TZ_VARIANTS {
        let changes = changes(zone, from, to, 1);
        let history: Vec<(Instant, i32)> =
            std::iter::once(from).chain(changes.iter().copied()).map(|at| (at, offset(zone, at))).collect();
        if !seen.insert(history) {
            continue;
        }
        let days =
            changes.iter().flat_map(|change| (-1..=2).map(|days| plus_days(change.date_in(zone), days)));
        for day in days.chain([date("2026-01-15"), date("2026-07-15")]) {
            assert_eq!(day_start(zone, day), first_minute_of(zone, day), "{zone} {day}");
            looked_at += 1;
        }
    }
    assert!(seen.len() > 60 && looked_at > 3_000, "{} histories, {looked_at} days", seen.len());
}

#[test]
fn days_begin_one_after_another_but_for_those_that_are_skipped() {
    for zone in TZ_VARIANTS {
        let mut day = date("2011-12-25");
        let mut start = day_start(zone, day);
        while day < date("2031-01-01") {
            let next = plus_days(day, 1);
            let next_start = day_start(zone, next);
            // A date that no clock shows begins with the one after it.
            let skipped = start.date_in(zone) != day;
            assert_eq!(start == next_start, skipped, "{zone} {day}");
            assert!(start <= next_start && start.date_in(zone) >= day, "{zone} {day}");
            assert!(start.plus_micros(-1).date_in(zone) < day, "{zone} {day}");
            let hours = next_start.micros_since(start) / HOUR;
            assert!(skipped || (20..=28).contains(&hours), "{zone} {day}: {hours} hours");
            (day, start) = (next, next_start);
        }
    }
}

#[test]
fn zones_that_are_like_no_other() {
    let begins = |zone: Tz, day: &str| day_start(zone, date(day)).rfc3339(zone);
    // Samoa went over the date line: no 30 December.
    assert_eq!(begins(Tz::Pacific__Apia, "2011-12-29"), "2011-12-29T00:00:00-10:00");
    assert_eq!(begins(Tz::Pacific__Apia, "2011-12-30"), "2011-12-31T00:00:00+14:00");
    assert_eq!(begins(Tz::Pacific__Apia, "2011-12-31"), "2011-12-31T00:00:00+14:00");
    // Half an hour of summer time, quarters of an hour.
    assert_eq!(begins(Tz::Australia__Lord_Howe, "2026-04-05"), "2026-04-05T00:00:00+11:00");
    assert_eq!(begins(Tz::Australia__Lord_Howe, "2026-04-06"), "2026-04-06T00:00:00+10:30");
    assert_eq!(begins(Tz::Asia__Kathmandu, "2026-05-01"), "2026-05-01T00:00:00+05:45");
    assert_eq!(begins(Tz::Pacific__Chatham, "2026-04-05"), "2026-04-05T00:00:00+13:45");
    assert_eq!(begins(Tz::Pacific__Chatham, "2026-04-06"), "2026-04-06T00:00:00+12:45");
}

/// A sheet whose one ban, of `wet`, ends with `until`.
fn ban_until(until: &str) -> Arc<Rulebook> {
    let text = format!(
        "format = 1\n[sheet]\nid = \"one\"\nrevision = 1\nlanguage = \"en\"\n\
         [[rule]]\nid = \"dry\"\nactivities = [\"wet\"]\nverdict = \"no\"\nanchor = \"session\"\nuntil = \"{until}\"\n"
    );
    Arc::new(Rulebook::new(Arc::new(Sheet::read(&text).expect("a sheet"))))
}

/// Until when `activity` is not allowed, a microsecond after a session that ends at `ended`.
fn until(rulebook: &Arc<Rulebook>, activity: &str, ended: Instant, zone: Tz) -> Option<Instant> {
    let timing = Timing::Done { started: None, ended };
    let session = LoggedSession { timing, zone: Some(zone), is_final: false, touch_up: false };
    let course = Course::new(&[session], false, rulebook.sheet()).expect("one session");
    let compiled = Compiled::new(Situation::new(Arc::clone(rulebook), course, &[], &[], zone));
    let answer = compiled.answer(rulebook.activity(activity).expect("known"), ended.plus_micros(1));
    assert_eq!(answer.verdict, Verdict::No, "{zone} {ended}");
    answer.until
}

#[test]
fn bounds_of_a_question_are_days_of_the_zone_and_exact_hours() {
    let scalp_envy = Sheet::read(builtin("scalp-envy").expect("built in")).expect("it is valid");
    let scalp_envy = Arc::new(Rulebook::new(Arc::new(scalp_envy)));
    let [hours, days, months] = ["72h", "5d", "1mo"].map(ban_until);
    let (from, to) = (at("2026-01-01T00:00:00Z"), at("2028-01-01T00:00:00Z"));
    for zone in TZ_VARIANTS {
        for change in changes(zone, from, to, 1).into_iter().chain([at("2026-06-01T12:00:00Z")]) {
            for hours_before in [1, 20, 50, 72, 130] {
                let ended = change.plus_hours(-hours_before);
                let day = ended.date_in(zone);
                let begins = |day| Some(day_start(zone, day));
                assert_eq!(
                    until(&scalp_envy, "rinse", ended, zone),
                    begins(plus_days(day, 6)),
                    "{zone} {ended}"
                );
                assert_eq!(until(&days, "wet", ended, zone), begins(plus_days(day, 6)), "{zone} {ended}");
                let month = plus_days(plus_months(day, 1), 1);
                assert_eq!(until(&months, "wet", ended, zone), begins(month), "{zone} {ended}");
                assert_eq!(
                    until(&hours, "wet", ended, zone),
                    Some(ended.plus_micros(72 * HOUR)),
                    "{zone} {ended}"
                );
            }
        }
    }
}

/// Without this, years after them could not go by the last twelve (docs/adr/0008).
#[test]
fn the_tables_last_years_follow_month_day_and_weekday() {
    let (from, to) = (at("2088-01-01T00:00:00Z"), at("2100-01-01T00:00:00Z"));
    for zone in TZ_VARIANTS {
        let changes: BTreeSet<String> = changes(zone, from, to, 24)
            .into_iter()
            .map(|change| change.utc().format("%Y-%m-%d %H:%M").to_string())
            .collect();
        for year in 2088..2100 {
            // The same days of the week from March on.
            let march = |year| NaiveDate::from_ymd_opt(year, 3, 1).expect("a date").weekday();
            for like in (year + 1..2100).filter(|&like| march(like) == march(year)) {
                let of = |year: i32| {
                    let prefix = year.to_string();
                    let in_year =
                        changes.iter().filter_map(move |change| change.strip_prefix(prefix.as_str()));
                    in_year.map(str::to_owned).collect::<Vec<_>>()
                };
                assert_eq!(of(year), of(like), "{zone}, {year} and {like}");
            }
        }
    }
}

#[test]
fn summers_of_the_next_century_are_like_those_of_this_one() {
    // 400 years on the calendar is the same: what the clocks show in 2450 is what they show in 2050.
    for zone in [
        Tz::Europe__London,
        Tz::America__New_York,
        Tz::Pacific__Auckland,
        Tz::America__Santiago,
        Tz::Africa__Cairo,
    ] {
        let mut day = date("2050-01-01");
        while day < date("2052-01-01") {
            let later = day_start(zone, plus_months(day, 4_800));
            let offset = |at: Instant| at.in_zone(zone).offset().local_minus_utc();
            assert_eq!(offset(day_start(zone, day)), offset(later), "{zone} {day}");
            day = plus_days(day, 1);
        }
    }
}
