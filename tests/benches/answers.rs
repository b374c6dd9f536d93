//! What an answer costs: one verdict, a course made ready, a whole board; and, to compare, a calendar rule expanded.
//!
//! `tests/bench/ratios.py` sums it up; `docs/benchmarks.md` has the table. Not for: the program around the core
//! (`tests/bench/*.sh`), or whether answers are right (every other test).

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use rrule::RRuleSet;
use stipple_core::aftercare::{ActivityIndex, Compiled, Rulebook, Situation};
use stipple_core::companion::scene::{Scene, SceneParts};
use stipple_core::companion::today;
use stipple_core::course::{Course, LoggedSession, SkinReport, Timing};
use stipple_core::protocol::{Sheet, builtin};
use stipple_core::time::{Instant, zone};
use stipple_core::words::Words;

/// An ordinary calendar rule of 16 occurrences.
const RULE: &str = "DTSTART;TZID=Europe/London:20260501T173000\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=16";

fn at(text: &str) -> Instant {
    Instant::parse(text).expect("the bench names instants that exist")
}

fn rulebook() -> Arc<Rulebook> {
    let text = builtin("scalp-envy").expect("it comes with the program");
    Arc::new(Rulebook::new(Arc::new(Sheet::read(text).expect("it is checked by its own test"))))
}

/// Two sessions held, two to come, the last of them final: what makes an answer look at the most worlds.
fn course(rulebook: &Rulebook) -> Course {
    let done = |ended| Timing::Done { started: None, ended: at(ended) };
    let planned = |starts| Timing::Planned { starts: at(starts), ends: None };
    let session = |timing, is_final| LoggedSession { timing, zone: None, is_final, touch_up: false };
    let logged = [
        session(done("2026-05-01T17:30:00+01:00"), false),
        session(done("2026-05-16T16:00:00+01:00"), false),
        session(planned("2026-06-02T10:00:00+01:00"), false),
        session(planned("2026-06-20T10:00:00+01:00"), true),
    ];
    Course::new(&logged, false, rulebook.sheet()).expect("no two sessions meet")
}

fn reports() -> Vec<SkinReport> {
    vec![SkinReport { at: at("2026-05-19T08:00:00+01:00"), seen: vec!["scabs".to_owned()], gone: Vec::new() }]
}

fn situation(rulebook: &Arc<Rulebook>, course: Course, reports: &[SkinReport]) -> Situation {
    let london = zone("Europe/London").expect("it is in every zone table");
    Situation::new(Arc::clone(rulebook), course, &[], reports, london)
}

/// A moment in the course at which much is closed.
fn moment() -> Instant {
    at("2026-05-20T09:00:00+01:00")
}

/// Every seven hours from a week before the first session to two months after the last.
fn moments() -> impl Iterator<Item = Instant> {
    let first = at("2026-04-24T09:00:00+01:00");
    (0..400).map(move |step| first.plus_hours(7 * step))
}

fn verdict(criterion: &mut Criterion) {
    let rulebook = rulebook();
    let compiled = Compiled::new(situation(&rulebook, course(&rulebook), &reports()));
    let activities: Vec<ActivityIndex> = ["swim", "heavy-sweat"]
        .iter()
        .map(|id| rulebook.activity(id).expect("both are in the catalogue"))
        .collect();
    let asked: Vec<(ActivityIndex, Instant)> =
        moments().flat_map(|at| activities.iter().map(move |&activity| (activity, at))).collect();
    let mut next = asked.iter().cycle();
    criterion.bench_function("verdict_and_until", |bencher| {
        bencher.iter(|| {
            let &(activity, at) = next.next().expect("a cycle does not end");
            black_box(&compiled).verdict_and_until(black_box(activity), black_box(at))
        });
    });
}

fn rule(criterion: &mut Criterion) {
    criterion.bench_function("rrule_parse_and_expand", |bencher| {
        bencher.iter(|| {
            let set: RRuleSet = black_box(RULE).parse().expect("it is a rule");
            let found = set.all(100);
            assert_eq!(found.dates.len(), 16);
            found
        });
    });
    let set: RRuleSet = RULE.parse().expect("it is a rule");
    criterion.bench_function("rrule_expand", |bencher| bencher.iter(|| black_box(set.clone()).all(100)));
}

fn compile(criterion: &mut Criterion) {
    let rulebook = rulebook();
    let (course, reports, asked) = (course(&rulebook), reports(), moment());
    let swim = rulebook.activity("swim").expect("it is in the catalogue");
    criterion.bench_function("compile_and_first_board", |bencher| {
        bencher.iter(|| {
            let compiled =
                Compiled::new(situation(&rulebook, black_box(&course).clone(), black_box(&reports)));
            let board = compiled.board(black_box(asked));
            (compiled, board)
        });
    });
    criterion.bench_function("compile_and_first_verdict", |bencher| {
        bencher.iter(|| {
            let compiled =
                Compiled::new(situation(&rulebook, black_box(&course).clone(), black_box(&reports)));
            let answer = compiled.verdict_and_until(swim, black_box(asked));
            (compiled, answer)
        });
    });
}

fn board(criterion: &mut Criterion) {
    let rulebook = rulebook();
    let compiled = Compiled::new(situation(&rulebook, course(&rulebook), &reports()));
    let asked = moment();
    let swim = rulebook.activity("swim").expect("it is in the catalogue");
    criterion
        .bench_function("answer_again", |bencher| bencher.iter(|| compiled.answer(swim, black_box(asked))));
    criterion.bench_function("board_again", |bencher| bencher.iter(|| compiled.board(black_box(asked))));

    let words = Words::english();
    let parts = SceneParts {
        course: course(&rulebook),
        rulebook,
        client: Vec::new(),
        reports: reports(),
        sessions_given: None,
        notes: Vec::new(),
        consultation: None,
        zone: zone("Europe/London").expect("it is in every zone table"),
    };
    let scene = Scene::new(parts, Instant::MIN);
    criterion.bench_function("today_again", |bencher| {
        bencher.iter(|| today::today(&scene, &words, black_box(asked)));
    });
}

criterion_group! {
    name = answers;
    config = Criterion::default().warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = verdict, rule, compile, board
}
criterion_main!(answers);
