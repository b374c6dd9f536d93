//! Random worlds to ask about: a sheet, a course of any kind of sessions, a client, what they reported, and where they
//! are.
//!
//! Not for: how a sheet is written (`random_sheet`), or laws themselves (`laws`, `laws_of_change`).

#![allow(dead_code)] // each test file uses a part

use std::sync::Arc;

use chrono_tz::Tz;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use stipple_core::aftercare::{ActivityIndex, Compiled, Rulebook, Situation};
use stipple_core::course::{Course, LoggedSession, SkinReport, Timing};
use stipple_core::time::Instant;

use crate::random_sheet::{ATTRIBUTES, STATES, SheetText, sheets};

/// What is asked about: no rule ever names `sun` and `mri`, nor anything that `mri` involves.
pub const ASKED: [&str; 12] = [
    "wet",
    "rinse",
    "shower",
    "hot-shower",
    "light-sweat",
    "heavy-sweat",
    "gym",
    "sauna",
    "plunge",
    "class",
    "sun",
    "mri",
];
/// Zones with clock changes, half hours, and days that begin late or never.
pub const ZONES: [Tz; 8] = [
    Tz::Europe__London,
    Tz::America__New_York,
    Tz::Africa__Cairo,
    Tz::Australia__Lord_Howe,
    Tz::Asia__Kathmandu,
    Tz::Pacific__Chatham,
    Tz::Pacific__Apia,
    Tz::Pacific__Niue,
];
const HOUR: i64 = 3_600_000_000;

/// A sheet, a course, a client and their reports, a zone, and moments to ask about.
#[derive(Debug, Clone)]
pub struct World {
    pub sheet: SheetText,
    pub sessions: Vec<LoggedSession>,
    pub complete: bool,
    pub client: Vec<String>,
    pub reports: Vec<SkinReport>,
    pub zone: Tz,
    /// Places among the moments at which something may change, and how far from there.
    pub picks: Vec<(Index, i64)>,
}

impl World {
    pub fn situation(&self, rulebook: &Arc<Rulebook>) -> Situation {
        let course = Course::new(&self.sessions, self.complete, rulebook.sheet()).expect("starts differ");
        Situation::new(Arc::clone(rulebook), course, &self.client, &self.reports, self.zone)
    }

    pub fn compiled(&self) -> Compiled {
        Compiled::new(self.situation(&self.sheet.rulebook()))
    }

    /// The picked moments, near `instants`.
    pub fn moments(&self, instants: &[Instant]) -> Vec<Instant> {
        let near = |(index, nudge): &(Index, i64)| index.get(instants).plus_micros(*nudge);
        self.picks.iter().map(near).collect()
    }
}

/// The activities asked about, as a rulebook knows them.
pub fn asked(compiled: &Compiled) -> Vec<ActivityIndex> {
    let rulebook = compiled.situation().rulebook();
    ASKED.iter().map(|id| rulebook.activity(id).expect("known")).collect()
}

pub fn worlds() -> impl Strategy<Value = World> {
    let base = select(&["2026-03-20T09:00:00Z", "2026-10-15T22:30:00Z", "2011-12-20T09:00:00Z"][..]);
    let client = prop::sample::subsequence(ATTRIBUTES.map(str::to_owned).to_vec(), 0..=2);
    let nudge = prop_oneof![Just(0), Just(-1), Just(1), -30 * HOUR..30 * HOUR];
    let picks = prop::collection::vec((any::<Index>(), nudge), 4);
    let reports = prop::collection::vec(reports(&STATES, &STATES), 0..4);
    let course = (base, sessions(), prop::bool::weighted(0.2));
    (sheets(), course, client, reports, select(&ZONES[..]), picks).prop_map(
        |(sheet, (base, sessions, complete), client, reports, zone, picks)| {
            let base = Instant::parse(base).expect("an instant");
            let sessions = placed(base, sessions);
            let reports = reports
                .into_iter()
                .map(|report| SkinReport { at: later(base, report.at), ..report })
                .collect();
            World { sheet, sessions, complete, client, reports, zone, picks }
        },
    )
}

/// `at`, which counts from the beginning of time, counted from `base`.
fn later(base: Instant, at: Instant) -> Instant {
    base.plus_micros(at.micros())
}

/// A report up to 60 days after the beginning of time, at a full hour so that reports tie.
pub fn reports(seen: &[&'static str], gone: &[&'static str]) -> impl Strategy<Value = SkinReport> + use<> {
    let some = |states: &[&'static str]| {
        let states: Vec<String> = states.iter().map(|&state| state.to_owned()).collect();
        let most = states.len();
        prop::sample::subsequence(states, 0..=most)
    };
    (0..1_440_i64, some(seen), some(gone)).prop_map(|(hours, seen, gone)| SkinReport {
        at: Instant::from_micros(0).plus_hours(hours),
        seen,
        gone,
    })
}

/// A session before it has its place: half hours after the one before, and half hours that it lasts.
#[derive(Debug, Clone)]
struct Sitting {
    gap: i64,
    lasts: Option<i64>,
    done: bool,
    zone: Option<Tz>,
    is_final: bool,
    touch_up: bool,
}

fn sessions() -> impl Strategy<Value = Vec<Sitting>> {
    let gap = prop_oneof![1 => 1..20_i64, 6 => 100..1_000_i64];
    let zone = prop_oneof![Just(None), select(&ZONES[..]).prop_map(Some)];
    let sitting = (
        gap,
        prop::option::of(0..14_i64),
        any::<bool>(),
        zone,
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.15),
    );
    prop::collection::vec(
        sitting.prop_map(|(gap, lasts, done, zone, is_final, touch_up)| Sitting {
            gap,
            lasts,
            done,
            zone,
            is_final,
            touch_up,
        }),
        0..5,
    )
}

fn placed(base: Instant, sittings: Vec<Sitting>) -> Vec<LoggedSession> {
    let mut start = base;
    let mut place = |Sitting { gap, lasts, done, zone, is_final, touch_up }: Sitting| {
        start = start.plus_micros(gap * HOUR / 2);
        let ends = lasts.map(|half_hours| start.plus_micros(half_hours * HOUR / 2));
        let timing = match (done, ends) {
            (true, Some(ended)) => Timing::Done { started: Some(start), ended },
            (true, None) => Timing::Done { started: None, ended: start },
            (false, ends) => Timing::Planned { starts: start, ends },
        };
        LoggedSession { timing, zone, is_final, touch_up }
    };
    sittings.into_iter().map(&mut place).collect()
}
