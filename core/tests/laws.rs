//! What is always true of one answer, whatever the sheet and the course: when it changes, what it says of later
//! moments, and that it comes out the same however it is asked. The contract's "Always true".
//!
//! Not for: how an answer to one question bears on an answer to another (`laws_of_change`).

#[path = "support/candidates.rs"]
mod candidates;
#[path = "support/random.rs"]
mod random;
#[path = "support/random_sheet.rs"]
mod random_sheet;

use candidates::candidates;
use proptest::prelude::*;
use random::{World, asked, worlds};
use stipple_core::aftercare::{Answer, Compiled, Provisional};
use stipple_core::course::{Session, Timing};
use stipple_core::protocol::Verdict;
use stipple_core::time::Instant;

/// An answer as it looks between two bounds: `provisional` may name the moment asked about.
fn at_rest(answer: Answer, at: Instant) -> (Answer, Option<[bool; 2]>) {
    let names_now =
        answer.provisional.map(|said| [said.if_planned, said.if_last_was_final].map(|it| it == Some(at)));
    let later = |instant: Option<Instant>| instant.filter(|&instant| instant != at);
    let provisional = answer.provisional.map(|said| Provisional {
        if_planned: later(said.if_planned),
        if_last_was_final: later(said.if_last_was_final),
    });
    (Answer { provisional, ..answer }, names_now)
}

/// The world as it is by `by`, seen from `at`: what was to begin after `at` and has begun took place as planned, and
/// nobody has reported anything since.
fn gone_on(world: &World, compiled: &Compiled, at: Instant, by: Instant) -> Compiled {
    let course = compiled.situation().course();
    let begun: Vec<&Session> =
        course.sessions().iter().filter(|session| at < session.start && session.start <= by).collect();
    let mut after = world.clone();
    after.reports.retain(|report| report.at <= at);
    for session in &mut after.sessions {
        if let Some(held) = begun.iter().find(|held| held.start == session.start()) {
            session.timing = Timing::Done { started: Some(held.start), ended: held.end };
        }
    }
    Compiled::since(after.situation(compiled.situation().rulebook()), by)
}

proptest! {
    #[test]
    fn an_answer_changes_only_at_a_bound_a_session_or_a_report(world in worlds()) {
        let compiled = world.compiled();
        let changes = candidates(compiled.situation(), &world.reports);
        for (index, _) in &world.picks {
            let place = index.index(changes.len());
            let from = changes[place];
            let end = changes.get(place + 1).copied().unwrap_or(from.plus_exact_days(400));
            let inside = [from.plus_micros(end.micros_since(from) / 2), end.plus_micros(-1)];
            // Compiled from that moment on, so that each is weighed for itself.
            let weighed = |at| Compiled::since(world.situation(compiled.situation().rulebook()), at);
            let first = weighed(from);
            for at in inside {
                let later = weighed(at);
                for activity in asked(&compiled) {
                    let first = at_rest(first.answer(activity, from), from);
                    let found = at_rest(later.answer(activity, at), at);
                    prop_assert_eq!(&first, &found, "{:?} at {} and {}", activity, from, at);
                }
            }
        }
        let before = changes[0].plus_micros(-1);
        for activity in asked(&compiled) {
            let early = compiled.answer(activity, before.plus_exact_days(-400));
            prop_assert_eq!(early, compiled.answer(activity, before));
        }
    }

    #[test]
    fn asking_again_at_a_moment_that_an_answer_names_gives_what_it_said(world in worlds()) {
        let compiled = world.compiled();
        let moments = world.moments(&candidates(compiled.situation(), &world.reports));
        for at in moments {
            for activity in asked(&compiled) {
                let answer = compiled.answer(activity, at);
                let then = |instant| gone_on(&world, &compiled, at, instant).verdict(activity, instant);
                if let Some(until) = answer.until {
                    prop_assert_eq!(Some(then(until)), answer.next, "until {} asked at {}", until, at);
                }
                if let Some(clear) = answer.clear_at {
                    prop_assert_eq!(then(clear), Verdict::Yes, "clear at {} asked at {}", clear, at);
                }
                if let Some(closes) = answer.closes {
                    prop_assert!(then(closes) > answer.verdict, "closes {} asked at {}", closes, at);
                }
            }
        }
    }

    #[test]
    fn until_clear_at_and_closes_are_the_first_of_their_kind(world in worlds()) {
        let compiled = world.compiled();
        let changes = candidates(compiled.situation(), &world.reports);
        for at in world.moments(&changes) {
            for activity in asked(&compiled) {
                let answer = compiled.answer(activity, at);
                let now = answer.verdict;
                // Every later moment that matters, each asked about in the world as it is by then.
                let later: Vec<(Instant, Verdict)> = changes
                    .iter()
                    .filter(|&&instant| instant > at)
                    .map(|&instant| (instant, gone_on(&world, &compiled, at, instant).verdict(activity, instant)))
                    .collect();
                let first = |fits: &dyn Fn(Verdict) -> bool| later.iter().copied().find(|(_, it)| fits(*it));
                let instant = |found: Option<(Instant, Verdict)>| found.map(|(instant, _)| instant);
                prop_assert_eq!(answer.closes, instant(first(&|it| it > now)), "closes at {}", at);
                if now == Verdict::Yes {
                    prop_assert_eq!((answer.until, answer.next, answer.clear_at), (None, None, None));
                    prop_assert_eq!((answer.until_kind, answer.waits_for.len()), (None, 0));
                } else {
                    let less = first(&|it| it < now);
                    prop_assert_eq!(answer.until.zip(answer.next), less, "until at {}", at);
                    prop_assert_eq!(answer.clear_at, instant(first(&|it| it == Verdict::Yes)), "clear at {}", at);
                    prop_assert!(answer.until_kind.is_some());
                }
                prop_assert_eq!(answer.conditions.is_empty(), now != Verdict::YesIf);
            }
        }
    }

    #[test]
    fn an_answer_does_not_hang_on_what_was_asked_before(
        world in worlds(),
        order in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 20),
        since in any::<prop::sample::Index>(),
    ) {
        let kept = world.compiled();
        let changes = candidates(kept.situation(), &world.reports);
        let moments = world.moments(&changes);
        let since = Compiled::since(world.situation(kept.situation().rulebook()), *since.get(&changes));
        let activities = asked(&kept);
        for (activity, moment) in order {
            let (activity, at) = (*activity.get(&activities), *moment.get(&moments));
            let fresh = Compiled::new(world.situation(kept.situation().rulebook()));
            let expected = fresh.answer(activity, at);
            prop_assert_eq!(&expected, &kept.answer(activity, at));
            prop_assert_eq!(&expected, &since.answer(activity, at));
            let from_here = Compiled::since(world.situation(kept.situation().rulebook()), at);
            prop_assert_eq!(&expected, &from_here.answer(activity, at));
            prop_assert_eq!(from_here.segments(activity, at), kept.segments(activity, at));
            prop_assert_eq!((expected.verdict, expected.until.filter(|_| expected.verdict != Verdict::Yes)),
                            kept.verdict_and_until(activity, at));
        }
    }

    #[test]
    fn what_nobody_speaks_of_is_at_least_ask(world in worlds()) {
        let compiled = world.compiled();
        let moments = world.moments(&candidates(compiled.situation(), &world.reports));
        let rulebook = compiled.situation().rulebook();
        for activity in rulebook.activities() {
            let known = rulebook.get(activity);
            let spoken_of = known.closure.iter().any(|&involved| !rulebook.get(involved).rules.is_empty());
            let own = known.declared || !known.rules.is_empty();
            if !spoken_of || !own {
                for &at in &moments {
                    prop_assert!(compiled.verdict(activity, at) >= Verdict::Ask, "{}", known.id);
                }
            }
        }
    }
}

/// The generators write valid sheets that differ: over many worlds every verdict is heard.
#[test]
fn random_worlds_hear_every_verdict() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut heard = std::collections::HashMap::<&str, u32>::new();
    for _ in 0..100 {
        let world = worlds().new_tree(&mut runner).expect("a world").current();
        let compiled = world.compiled();
        for at in world.moments(&candidates(compiled.situation(), &world.reports)) {
            for activity in asked(&compiled) {
                *heard.entry(compiled.verdict(activity, at).as_str()).or_default() += 1;
            }
        }
    }
    for verdict in Verdict::ALL {
        assert!(heard.get(verdict.as_str()).is_some_and(|&count| count > 50), "{heard:?}");
    }
}
