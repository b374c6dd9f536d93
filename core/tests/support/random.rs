//! Random sheets, courses and questions: every anchor, every gate, every way to write a bound.
//!
//! A sheet is TOML text and goes through `Sheet::read`, so that what is asked is what a studio can write. Not for:
//! what is wrong with a sheet, or laws themselves (`laws`, `laws_of_change`).

#![allow(dead_code)] // each test file uses a part

use std::fmt::Write;
use std::sync::Arc;

use chrono_tz::Tz;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use stipple_core::aftercare::{ActivityIndex, Compiled, Rulebook, Situation};
use stipple_core::course::{Course, LoggedSession, SkinReport, Timing};
use stipple_core::protocol::Sheet;
use stipple_core::time::Instant;

/// What rules name. `plunge` and `class` are the sheet's own; `class` involves `plunge`, which involves `wet`.
pub const NAMED: [&str; 8] =
    ["wet", "rinse", "shower", "light-sweat", "heavy-sweat", "gym", "plunge", "class"];
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
pub const STATES: [&str; 3] = ["scabs", "flaking", "healed"];
const ATTRIBUTES: [&str; 2] = ["long-hair", "very-fair-skin"];
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

/// A sheet by its parts, so that a law can change one of them.
#[derive(Debug, Clone)]
pub struct SheetText {
    pub treatment_day: i64,
    pub silence: &'static str,
    /// `[[activity]]` tables besides the two that are always there.
    pub activities: String,
    /// A `[[rule]]` table each.
    pub rules: Vec<String>,
}

impl SheetText {
    pub fn rulebook(&self) -> Arc<Rulebook> {
        let Self { treatment_day, silence, activities, rules } = self;
        let text = format!(
            "format = 1\n[sheet]\nid = \"random\"\nrevision = 1\nlanguage = \"en\"\n\
             treatment_day = {treatment_day}\nsilence = \"{silence}\"\n\
             [course]\nhours = {{ min = 2, max = 5.5 }}\n\
             [[activity]]\nid = \"plunge\"\nlabel = \"Plunge\"\ninvolves = [\"wet\"]\n\
             [[activity]]\nid = \"class\"\nlabel = \"Class\"\ninvolves = [\"plunge\", \"light-sweat\"]\n\
             {activities}{}",
            rules.concat()
        );
        let sheet = Sheet::read(&text).unwrap_or_else(|refusals| panic!("{text}\n{refusals:#?}"));
        Arc::new(Rulebook::new(Arc::new(sheet)))
    }

    /// The same sheet with these rules.
    pub fn with_rules(&self, rules: Vec<String>) -> Self {
        Self { rules, ..self.clone() }
    }
}

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

pub fn sheets() -> impl Strategy<Value = SheetText> {
    let activities = prop_oneof![
        Just(""),
        Just("[[activity]]\nid = \"gym\"\nlabel = \"Gym\"\ninvolves = [\"plunge\"]\n"),
        Just("[[activity]]\nid = \"rinse\"\nlabel = \"Rinse\"\ninvolves = []\n"),
    ];
    (0..2_i64, select(&["yes", "ask"][..]), activities).prop_flat_map(
        |(treatment_day, silence, activities)| {
            let rules = prop::collection::vec(rule(treatment_day), 1..7);
            rules.prop_map(move |rules| SheetText {
                treatment_day,
                silence,
                activities: activities.to_owned(),
                rules: rules.iter().enumerate().map(|(place, rule)| titled(place, rule)).collect(),
            })
        },
    )
}

fn titled(place: usize, rule: &str) -> String {
    format!("[[rule]]\nid = \"r{place}\"\n{rule}")
}

/// A rule that says `no` and no more than that, and the activity it names.
pub fn ban(treatment_day: i64) -> impl Strategy<Value = (&'static str, String)> {
    (select(&NAMED[..]), anchors().prop_flat_map(move |anchor| window(anchor, treatment_day))).prop_map(
        |(activity, window)| {
            (activity, titled(99, &format!("activities = [\"{activity}\"]\nverdict = \"no\"\n{window}")))
        },
    )
}

fn anchors() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        4 => Just("session"),
        1 => Just("between-sessions"),
        1 => Just("before-session"),
        2 => Just("final-session"),
        1 => Just("always"),
    ]
}

/// A rule without its head.
fn rule(treatment_day: i64) -> impl Strategy<Value = String> {
    let verdict = select(&["yes", "yes", "yes_if", "ask", "no", "no"][..]);
    (anchors(), verdict).prop_flat_map(move |(anchor, verdict)| {
        let named = prop::sample::subsequence(NAMED.to_vec(), 1..=2);
        let line = |key: &'static str, values: &'static [&'static str]| {
            let value = prop::option::weighted(0.25, select(values));
            value.prop_map(move |value| {
                value.map(|value| format!("{key} = \"{value}\"\n")).unwrap_or_default()
            })
        };
        let meanwhile: &[_] = &["no", "ask", "nothing"];
        let meanwhile = if anchor == "final-session" {
            line("meanwhile", meanwhile).boxed()
        } else {
            Just(String::new()).boxed()
        };
        let audience =
            prop::option::weighted(0.2, (select(&["only_for", "not_for"][..]), select(&ATTRIBUTES[..])));
        let rest = (line("then", &["yes", "ask", "no"]), meanwhile, audience, select(&["mild", "short"][..]));
        (named, gated_window(anchor, verdict, treatment_day), rest).prop_map(
            move |(named, window, (then, meanwhile, audience, condition))| {
                let mut text =
                    format!("activities = {named:?}\nverdict = \"{verdict}\"\n{window}{then}{meanwhile}");
                if verdict == "yes_if" {
                    let _ = writeln!(text, "conditions = [\"{condition}\"]");
                }
                if let Some((key, attribute)) = audience {
                    let _ = writeln!(text, "{key} = [\"{attribute}\"]");
                }
                text
            },
        )
    })
}

/// Anchor and bounds, or what stands in their place, and at most one gate that the verdict allows.
fn gated_window(anchor: &'static str, verdict: &str, treatment_day: i64) -> BoxedStrategy<String> {
    let plain = window(anchor, treatment_day);
    if anchor == "before-session" {
        return plain;
    }
    let mut all = vec![(3, plain.clone())];
    let mut gate = |text: BoxedStrategy<String>| {
        let both = (window(anchor, treatment_day), text);
        all.push((1, both.prop_map(|(window, gate)| window + &gate).boxed()));
    };
    let state = || select(&STATES[..]);
    if matches!(verdict, "yes" | "yes_if") {
        gate(state().prop_map(|state| format!("unless = \"{state}\"\n")).boxed());
        gate(state().prop_map(|state| format!("before_state = \"{state}\"\n")).boxed());
    }
    if verdict != "yes" {
        let usually = select(&["", "7d..10d", "D6..2w", "3d..96h", "5d"][..]);
        gate(
            (state(), usually)
                .prop_map(move |(state, usually)| {
                    let usually = if usually.is_empty() || anchor == "always" {
                        String::new()
                    } else {
                        format!("usually = \"{usually}\"\n")
                    };
                    format!("until_state = \"{state}\"\n{usually}")
                })
                .boxed(),
        );
    }
    if verdict == "no" {
        let seen = select(&["\"scabs\"", "[\"flaking\", \"healed\"]"][..]);
        let hours = select(&["48h", "24h..48h", "200h"][..]);
        let hold = (seen, hours).prop_map(move |(seen, hours)| {
            format!("anchor = \"{anchor}\"\nhold = {{ seen = {seen}, for = \"{hours}\" }}\n")
        });
        all.push((1, hold.boxed()));
    }
    proptest::strategy::Union::new_weighted(all).boxed()
}

/// Anchor and bounds that no session of any hour leaves empty.
fn window(anchor: &'static str, treatment_day: i64) -> BoxedStrategy<String> {
    let lines = move |from: Option<String>, until: Option<String>| {
        let line = |key, bound: Option<String>| bound.map(|bound| format!("{key} = \"{bound}\"\n"));
        let [from, until] = [line("from", from), line("until", until)].map(Option::unwrap_or_default);
        format!("anchor = \"{anchor}\"\n{from}{until}")
    };
    match anchor {
        "always" => Just(lines(None, None)).boxed(),
        "before-session" => {
            let from = select(&["-7d", "-72h", "-2d@21:00", "-3d..-50h", "after -4d", "-2d@02:30"][..]);
            let until = prop::option::of(select(&["-1h", "-26h..-1h", "-1d", "0d", "-1d@23:30"][..]));
            (from, until)
                .prop_map(move |(from, until)| lines(Some(from.to_owned()), until.map(str::to_owned)))
                .boxed()
        }
        _ => (0..12_i64, 1..14_i64)
            .prop_flat_map(move |(day, length)| {
                let from = bound(day, treatment_day);
                let after = bound((day - 1).max(0), treatment_day).prop_map(|bound| format!("after {bound}"));
                let from = prop_oneof![2 => Just(None), 3 => from.prop_map(Some), 1 => after.prop_map(Some)];
                let end = (day + length).max(2);
                let far = select(&["unstated", "1mo", "3w", "1y"][..]).prop_map(|end| Some(end.to_owned()));
                let until =
                    prop_oneof![1 => Just(None), 4 => bound(end, treatment_day).prop_map(Some), 1 => far];
                (from, until)
            })
            .prop_map(move |(from, until)| lines(from, until))
            .boxed(),
    }
}

/// A bound that names a day, in any way a sheet can write it; now and then a fuzzy one.
fn bound(day: i64, treatment_day: i64) -> impl Strategy<Value = String> + use<> {
    let point = move |day: i64| {
        let sheet_day = day + treatment_day;
        prop_oneof![
            2 => Just(format!("{day}d")),
            1 => Just(format!("D{sheet_day}")),
            1 => Just(format!("{}h", day * 24)),
        ]
    };
    let fuzzy = (point(day), point(day + 1)).prop_map(|(first, last)| format!("{first}..{last}"));
    prop_oneof![3 => point(day), 1 => fuzzy]
}
