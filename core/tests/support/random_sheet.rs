//! Random sheets: every anchor, every gate, every way to write a bound.
//!
//! A sheet is TOML text and goes through `Sheet::read`, so that what is asked is what a studio can write. Not for:
//! what is wrong with a sheet.

#![allow(dead_code)] // each test file uses a part
#![allow(clippy::panic)] // a generator that writes what is refused is a failure

use std::fmt::Write;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;
use stipple_core::aftercare::Rulebook;
use stipple_core::protocol::Sheet;

/// What rules name. `plunge` and `class` are the sheet's own; `class` involves `plunge`, which involves `wet`.
pub const NAMED: [&str; 8] =
    ["wet", "rinse", "shower", "light-sweat", "heavy-sweat", "gym", "plunge", "class"];
/// The states of gates and reports.
pub const STATES: [&str; 3] = ["scabs", "flaking", "healed"];
/// The attributes of audiences and clients.
pub const ATTRIBUTES: [&str; 2] = ["long-hair", "very-fair-skin"];

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
