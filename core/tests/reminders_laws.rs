//! What holds of every plan of reminders, whatever the sheet, the course, the zone and the moment.
//!
//! Not for: single cases (`reminders`).

#![allow(clippy::unwrap_used)] // helpers outside of test functions fail a test too

mod planning;

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveTime;
use chrono_tz::Tz;
use planning::{Plan, at, seed, sheet};
use proptest::prelude::*;
use stipple_core::course::{Course, LoggedSession, SkinReport, Timing};
use stipple_core::export::calendar::calendar;
use stipple_core::protocol::{Sheet, Verdict};
use stipple_core::reminders::{MOST, QuietHours, Reminder, ReminderKind, ReminderSettings, Visit, upcoming};
use stipple_core::time::Instant;
use stipple_core::words::Words;

const ZONES: [Tz; 6] = [
    Tz::Europe__London,
    Tz::America__New_York,
    Tz::Australia__Lord_Howe,
    Tz::Africa__Cairo,
    Tz::Asia__Kathmandu,
    Tz::Pacific__Kiritimati,
];
const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;
/// No sheet among these looks further back than this from a session.
const BEFORE_SESSION: i64 = 35 * DAY;

/// The built-in sheet and those of studios.
static SHEETS: LazyLock<Vec<Sheet>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/sheets");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let read = paths.iter().map(|path| sheet(&fs::read_to_string(path).unwrap()));
    read.chain([seed()]).collect()
});

/// A course around a moment: what starts before it may be done, the rest is planned.
#[derive(Debug, Clone)]
struct Case {
    sheet: usize,
    zone: Tz,
    now: Instant,
    sessions: Vec<LoggedSession>,
    skin: Vec<SkinReport>,
    quiet: QuietHours,
}

impl Case {
    fn plan(&self) -> Plan {
        self.plan_with(&self.sessions)
    }

    fn plan_with(&self, sessions: &[LoggedSession]) -> Plan {
        let known = self.skin.iter().filter(|report| report.at <= self.now).cloned().collect();
        Plan::with_skin(SHEETS[self.sheet].clone(), sessions, self.zone, known)
    }

    fn reminders(&self, plan: &Plan) -> Vec<Reminder> {
        self.reminders_at(plan, self.now)
    }

    fn reminders_at(&self, plan: &Plan, now: Instant) -> Vec<Reminder> {
        let settings = ReminderSettings { quiet: self.quiet, discreet: false };
        upcoming(&plan.input(), now, usize::MAX, &settings)
    }
}

/// A session begins so many hours after the moment asked about, or before it.
fn session() -> impl Strategy<Value = (i64, i64, bool, bool, bool, Option<usize>)> {
    let zone = prop::option::weighted(0.2, 0..ZONES.len());
    let flag = |weight| prop::bool::weighted(weight);
    ((-60 * 24_i64..60 * 24), 1..9_i64, flag(0.8), flag(0.15), flag(0.05), zone)
}

fn quiet() -> impl Strategy<Value = QuietHours> {
    let time = || {
        (0..24 * 4_u32).prop_map(|quarter| NaiveTime::from_hms_opt(quarter / 4, quarter % 4 * 15, 0).unwrap())
    };
    prop_oneof![
        3 => Just(QuietHours::default()),
        1 => Just(QuietHours::none()),
        2 => (time(), time()).prop_map(|(from, until)| QuietHours { from, until }),
    ]
}

fn case() -> impl Strategy<Value = Case> {
    let skin = prop::collection::vec((-20 * 24_i64..1, 0..3_usize, any::<bool>()), 0..4);
    let now = 0..400 * 24 * 4_i64;
    (0..SHEETS.len(), 0..ZONES.len(), now, prop::collection::vec(session(), 0..5), skin, quiet()).prop_map(
        |(sheet, zone, quarters, sessions, skin, quiet)| {
            let now = at("2026-01-01T00:00:00Z").plus_micros(quarters * HOUR / 4);
            let mut starts = HashSet::new();
            let sessions = sessions.into_iter().filter(|(start, ..)| starts.insert(*start));
            let sessions = sessions
                .map(|(start, hours, done, is_final, touch_up, zone)| {
                    let starts = now.plus_hours(start);
                    let ends = starts.plus_hours(hours);
                    let timing = if done && ends <= now {
                        Timing::Done { started: Some(starts), ended: ends }
                    } else {
                        Timing::Planned { starts, ends: Some(ends) }
                    };
                    LoggedSession { timing, zone: zone.map(|zone| ZONES[zone]), is_final, touch_up }
                })
                .collect();
            let state = |place: usize| vec![["scabs", "flaking", "healed"][place].to_owned()];
            let skin = skin
                .into_iter()
                .map(|(hours, place, seen)| {
                    let at = now.plus_hours(hours);
                    let (seen, gone) = if seen { (state(place), vec![]) } else { (vec![], state(place)) };
                    SkinReport { at, seen, gone }
                })
                .collect();
            Case { sheet, zone: ZONES[zone], now, sessions, skin, quiet }
        },
    )
}

fn visit(reminder: &Reminder) -> Option<Visit> {
    match &reminder.kind {
        ReminderKind::Milestone { visit, .. }
        | ReminderKind::Duty { visit, .. }
        | ReminderKind::Readiness { visit, .. }
        | ReminderKind::NextSession { visit, .. }
        | ReminderKind::HealedPhoto { visit, .. }
        | ReminderKind::Confirm { visit, .. }
        | ReminderKind::PhotoDue { visit, .. } => Some(*visit),
        ReminderKind::PlanSession { .. } | ReminderKind::TouchUp { .. } => None,
    }
}

fn ids(reminders: &[Reminder]) -> HashSet<&str> {
    reminders.iter().map(|reminder| reminder.id.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_plan_is_after_now_out_of_quiet_hours_and_no_longer_than_asked_for(case in case(), most in 0..60_usize) {
        let plan = case.plan();
        let reminders = case.reminders(&plan);
        prop_assert!(reminders.len() <= MOST);
        prop_assert!(reminders.is_sorted_by_key(|reminder| reminder.at));
        prop_assert_eq!(ids(&reminders).len(), reminders.len(), "ids are unique");
        for reminder in &reminders {
            prop_assert!(reminder.at > case.now, "{reminder:?}");
            prop_assert!(!case.quiet.contains(case.zone, reminder.at), "{reminder:?}");
            let wall = reminder.at.in_zone(case.zone).time();
            let (start, end) = (case.quiet.from, case.quiet.until);
            // The same by the clock on the wall, which no zone turns around eight in the morning.
            if case.quiet == QuietHours::default() {
                prop_assert!(end <= wall && wall < start, "{wall}: {reminder:?}");
            }
        }
        let settings = ReminderSettings { quiet: case.quiet, discreet: true };
        let fewer = upcoming(&plan.input(), case.now, most, &settings);
        prop_assert_eq!(&fewer[..], &reminders[..most.min(reminders.len())]);
    }

    #[test]
    fn a_permission_that_is_sent_holds_with_and_without_what_is_planned(case in case()) {
        let plan = case.plan();
        let held: Vec<_> =
            case.sessions.iter().copied().filter(|it| matches!(it.timing, Timing::Done { .. })).collect();
        let without = case.plan_with(&held);
        let rulebook = plan.compiled.situation().rulebook();
        for reminder in case.reminders(&plan) {
            let ReminderKind::Milestone { verdict, activities, headline, conditions, .. } = &reminder.kind else {
                continue;
            };
            prop_assert!(verdict.permits() && reminder.due <= reminder.at);
            prop_assert!(!headline.is_empty() && headline.iter().all(|id| activities.contains(id)));
            prop_assert_eq!(*verdict == Verdict::YesIf, !conditions.is_empty());
            for id in activities {
                let activity = rulebook.activity(id).unwrap();
                let answer = plan.compiled.answer(activity, reminder.at);
                prop_assert_eq!(answer.verdict, *verdict, "{} at {:?}", id, reminder.at);
                prop_assert_eq!(&answer.conditions, conditions);
                prop_assert_eq!(answer.unconfirmed, None);
                prop_assert!(without.compiled.verdict(activity, reminder.at) <= *verdict, "{id}");
                // It was not there just before.
                let before = reminder.due.plus_micros(-1).max(case.now);
                let earlier = plan.compiled.verdict(activity, before);
                prop_assert!(earlier > *verdict || reminder.due < reminder.at, "{id}");
            }
        }
    }

    #[test]
    fn time_that_passes_changes_nothing_that_is_still_to_come(case in case(), hours in 1..24 * 20_i64) {
        let plan = case.plan();
        let now = case.reminders(&plan);
        let later_now = case.now.plus_hours(hours);
        let later = case.reminders_at(&plan, later_now);
        prop_assume!(now.len() < MOST && later.len() < MOST);
        for reminder in now.iter().filter(|reminder| reminder.at > later_now) {
            prop_assert!(later.contains(reminder), "lost: {:?}\nnow: {:?}", reminder, later);
        }
    }

    #[test]
    fn moving_a_session_changes_only_what_hangs_on_it(case in case(), days in -3..10_i64) {
        let mut order: Vec<usize> = (0..case.sessions.len()).collect();
        order.sort_by_key(|&place| case.sessions[place].start());
        let Some(&place) = order.last() else { return Ok(()); };
        let Timing::Planned { starts, ends } = case.sessions[place].timing else { return Ok(()); };
        let mut moved = case.sessions.clone();
        let shift = |at: Instant| at.plus_micros(days * DAY);
        moved[place].timing = Timing::Planned { starts: shift(starts), ends: ends.map(shift) };
        let latest_other = order.iter().rev().nth(1).map(|&other| case.sessions[other].start());
        prop_assume!(shift(starts) > case.now && starts > case.now);
        prop_assume!(latest_other.is_none_or(|other| shift(starts) > other));
        let (old_plan, new_plan) = (case.plan(), case.plan_with(&moved));
        let (old, new) = (case.reminders(&old_plan), case.reminders(&new_plan));
        prop_assume!(old.len() < MOST && new.len() < MOST);
        let course = Course::new(&case.sessions, false, &SHEETS[case.sheet]).unwrap();
        let of = Visit::of(&course, course.sessions().last().unwrap());
        let reach = starts.min(shift(starts)).plus_micros(-BEFORE_SESSION);
        // Others stay as they are: what is before anything that can look ahead to the moved session.
        let stays = |reminder: &&Reminder| match &reminder.kind {
            ReminderKind::NextSession { .. } | ReminderKind::Confirm { .. } | ReminderKind::HealedPhoto { .. } => {
                visit(reminder) != Some(of)
            }
            _ => reminder.at < reach && visit(reminder).is_some_and(|visit| visit != of),
        };
        let (kept, still): (Vec<_>, Vec<_>) = (old.iter().filter(stays).collect(), new.iter().filter(stays).collect());
        prop_assert_eq!(kept, still);
        // What hangs on it keeps its id.
        let coming = |list: &[Reminder], plan: &Plan| -> HashSet<String> {
            let soon = plan.compiled.situation().course().sessions().last().unwrap().start;
            let far = soon > case.now.plus_micros(3 * DAY);
            let about = |it: &&Reminder| visit(it) == Some(of) && matches!(it.kind, ReminderKind::Confirm { .. });
            if far { list.iter().filter(about).map(|it| it.id.clone()).collect() } else { HashSet::new() }
        };
        let (before, after) = (coming(&old, &old_plan), coming(&new, &new_plan));
        prop_assert!(before.is_empty() || after.is_empty() || before == after);
    }

    #[test]
    fn every_reminder_has_words_and_every_calendar_its_events(case in case(), discreet in any::<bool>()) {
        let plan = case.plan();
        let words = Words::english();
        for reminder in case.reminders(&plan) {
            let rulebook = plan.compiled.situation().rulebook();
            let wording = reminder.wording(rulebook, &words, case.zone, discreet);
            prop_assert!(!wording.title.trim().is_empty() && !wording.body.trim().is_empty(), "{reminder:?}");
            prop_assert!(!wording.title.contains("reminder-"), "{}", wording.title);
        }
        let mut input = plan.calendar(discreet);
        input.quiet = case.quiet;
        let made = calendar(&input, &words, case.now);
        let uids: HashSet<&str> = made.text.lines().filter(|line| line.starts_with("UID:")).collect();
        prop_assert_eq!(uids.len(), made.events);
        prop_assert!(made.events >= case.sessions.len());
    }
}
