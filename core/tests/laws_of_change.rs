//! What is always true of two answers: the order of what was entered, another zone, one more ban, one more report.
//! The contract's "Always true".
//!
//! Not for: what one answer says of later moments (`laws`).

#[path = "support/candidates.rs"]
mod candidates;
#[path = "support/random.rs"]
mod random;
#[path = "support/random_sheet.rs"]
mod random_sheet;

use candidates::candidates;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use random::{World, ZONES, asked, reports, worlds};
use random_sheet::{STATES, ban};
use serde_json::Value;
use stipple_core::aftercare::line::AnswerJson;
use stipple_core::aftercare::{ActivityIndex, Compiled, Rulebook};
use stipple_core::course::SkinReport;
use stipple_core::protocol::{Gate, Verdict};
use stipple_core::time::Instant;

/// An answer in words, without what the order of rules may change.
fn without_order(compiled: &Compiled, activity: ActivityIndex, at: Instant) -> Value {
    let mut json =
        serde_json::to_value(AnswerJson::new(compiled, &compiled.answer(activity, at))).expect("JSON");
    let fields = json.as_object_mut().expect("an object");
    for field in ["decided_by", "quote", "source"] {
        assert!(fields.remove(field).is_some(), "{field}");
    }
    for field in ["conditions", "waits_for"] {
        fields[field].as_array_mut().expect("a list").sort_by_key(Value::to_string);
    }
    json
}

/// A report newer than all others of `world`, which says of the states that `rulebook`'s gates name nothing that may
/// loosen: nothing of what a rule lasts until (a ban may follow it, by `then`), no *gone* of what a permission waits
/// for.
fn tightening(report: &SkinReport, world: &World, rulebook: &Rulebook) -> SkinReport {
    let gates = || rulebook.sheet().rules.iter().filter_map(|rule| rule.gate.as_ref());
    let lasts_until =
        |name: &String| gates().any(|gate| matches!(gate, Gate::UntilState { state, .. } if state == name));
    let waits_for =
        |name: &String| gates().any(|gate| matches!(gate, Gate::Unless { state } if state == name));
    let mut report = report.clone();
    report.seen.retain(|name| !lasts_until(name));
    report.gone.retain(|name| !lasts_until(name) && !waits_for(name));
    let newest = world.reports.iter().map(|other| other.at).max();
    let after = newest.unwrap_or(Instant::parse("2026-03-20T09:00:00Z").expect("an instant"));
    // Counted from the newest one.
    report.at = after.plus_micros(1 + report.at.micros() / 4);
    report
}

proptest! {
    #[test]
    fn the_order_in_which_things_were_entered_changes_nothing(
        (world, shuffled) in worlds().prop_flat_map(|world| {
            let rules = Just(world.sheet.rules.clone()).prop_shuffle();
            let sessions = Just(world.sessions.clone()).prop_shuffle();
            let reports = Just(world.reports.clone()).prop_shuffle();
            (Just(world), rules, sessions, reports).prop_map(|(world, rules, sessions, reports)| {
                let sheet = world.sheet.with_rules(rules);
                (world.clone(), World { sheet, sessions, reports, ..world })
            })
        }),
    ) {
        let (first, second) = (world.compiled(), shuffled.compiled());
        for at in world.moments(&candidates(first.situation(), &world.reports)) {
            for (activity, other) in asked(&first).into_iter().zip(asked(&second)) {
                prop_assert_eq!(without_order(&first, activity, at), without_order(&second, other, at), "at {}", at);
            }
        }
    }

    #[test]
    fn a_traveller_never_gains(mut world in worlds(), home in select(&ZONES[..]), away in select(chrono_tz::TZ_VARIANTS.as_slice())) {
        for session in &mut world.sessions {
            session.zone = Some(home);
        }
        let at_home = World { zone: home, ..world.clone() }.compiled();
        let travelling = World { zone: away, ..world.clone() }.compiled();
        let mut changes = candidates(at_home.situation(), &world.reports);
        changes.extend(candidates(travelling.situation(), &world.reports));
        for at in changes {
            for activity in asked(&at_home) {
                let (there, here) = (travelling.verdict(activity, at), at_home.verdict(activity, at));
                prop_assert!(there >= here, "{} in {}, {} at home, at {}", there.as_str(), away, here.as_str(), at);
            }
        }
    }

    #[test]
    fn a_ban_loosens_nothing_while_it_says_no(
        (world, (named, ban), place) in worlds().prop_flat_map(|world| {
            let ban = ban(world.sheet.treatment_day);
            (Just(world), ban, any::<Index>())
        }),
    ) {
        let mut rules = world.sheet.rules.clone();
        rules.insert(place.index(rules.len() + 1), ban.clone());
        let with = World { sheet: world.sheet.with_rules(rules), ..world.clone() }.compiled();
        let alone = World { sheet: world.sheet.with_rules(vec![ban]), ..world.clone() }.compiled();
        let without = world.compiled();
        let named = alone.situation().rulebook().activity(named).expect("known");
        for at in candidates(with.situation(), &world.reports) {
            if alone.verdict(named, at) == Verdict::No {
                prop_assert_eq!(with.verdict(named, at), Verdict::No);
                for activity in asked(&with) {
                    prop_assert!(with.verdict(activity, at) >= without.verdict(activity, at), "at {}", at);
                }
            }
        }
    }

    #[test]
    fn a_newer_report_loosens_nothing_but_by_gone_and_by_until_state(
        world in worlds(),
        report in reports(&STATES, &STATES),
    ) {
        let before = world.compiled();
        let report = tightening(&report, &world, before.situation().rulebook());
        let mut told = world.clone();
        told.reports.push(report.clone());
        let after = told.compiled();
        for at in candidates(after.situation(), &told.reports) {
            for activity in asked(&after) {
                let (then, now) = (before.verdict(activity, at), after.verdict(activity, at));
                prop_assert!(now >= then, "{} became {} at {} by {:?}", then.as_str(), now.as_str(), at, report);
                prop_assert!(at >= report.at || now == then, "a report changed what was before it");
            }
        }
    }

    #[test]
    fn who_a_rule_is_not_for_is_as_if_it_were_not_in_the_sheet(world in worlds()) {
        let all = world.compiled();
        let rulebook = all.situation().rulebook();
        let fitting = rulebook.sheet().rules.iter().map(|rule| rule.audience.fits(&world.client));
        let rules: Vec<String> = world.sheet.rules.iter().zip(fitting).filter(|(_, fits)| *fits).map(|(rule, _)| rule.clone()).collect();
        prop_assume!(!rules.is_empty());
        let only = World { sheet: world.sheet.with_rules(rules), ..world.clone() }.compiled();
        for at in world.moments(&candidates(all.situation(), &world.reports)) {
            for activity in asked(&all) {
                prop_assert_eq!(without_order(&all, activity, at), without_order(&only, activity, at), "at {}", at);
            }
        }
    }
}
