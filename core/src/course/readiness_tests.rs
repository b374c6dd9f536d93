//! The readiness list, sentence by sentence, and how it moves with its session.

use proptest::prelude::*;

use super::super::testing::{at, course, done, duty, logged, planned, rule, seed, window};
use super::*;
use crate::course::Timing;
use crate::protocol::Verdict;

const HOME: Tz = Tz::Europe__London;
const BEFORE: Anchor = Anchor::BeforeSession;

/// What a real sheet asks for before a visit: see the pre-care of "Enhanced Scalp".
fn sheet() -> Sheet {
    let mut sheet = seed();
    sheet.rules = vec![
        rule("no-alcohol", window(BEFORE, "-24h", "")),
        rule("no-blood-thinners", window(BEFORE, "-7d", "")),
        rule("no-wash", window(BEFORE, "-1d@21:00", "")),
        rule("no-tan", window(BEFORE, "-7d", "-2d")),
        rule("after-a-session", window(Anchor::Session, "0d", "5d")),
    ];
    sheet.duties = vec![
        duty("moisturise", window(BEFORE, "-7d", "")),
        duty("sunscreen", window(Anchor::Session, "0d", "")),
    ];
    sheet.rules[2].audience.only_for = vec!["dry-scalp".to_owned()];
    sheet
}

fn id<'s>(item: &ReadyItem<'s>) -> &'s str {
    match item.what {
        ReadyWhat::Rule(rule) => &rule.id,
        ReadyWhat::Duty(duty) => &duty.id,
    }
}

fn list(sheet: &Sheet, sessions: &[crate::course::LoggedSession], client: &[&str], now: &str) -> Vec<String> {
    let client: Vec<String> = client.iter().map(|name| (*name).to_owned()).collect();
    let Some(ready) = readiness(sheet, &course(sessions), &client, &[], HOME, at(now)) else {
        return vec!["none is planned".to_owned()];
    };
    let text = |item: &ReadyItem| {
        let zone = ready.session.zone.unwrap_or(HOME);
        let moment = |moment: Instant| moment.in_zone(zone).format("%d %H:%M").to_string();
        format!("{} {}..{} {:?}", id(item), moment(item.begins), moment(item.ends), item.phase)
    };
    ready.items.iter().map(text).collect()
}

#[test]
fn the_list_is_ordered_by_when_each_begins_and_ends_at_the_start() {
    let sessions = [done("2026-05-01T17:30:00+01:00"), planned("2026-05-16T10:00:00+01:00")];
    let expected = [
        "no-blood-thinners 09 00:00..16 10:00 Active",
        "no-tan 09 00:00..15 00:00 Over",
        "moisturise 09 00:00..16 10:00 Active",
        "no-alcohol 15 10:00..16 10:00 Ahead",
        "no-wash 15 21:00..16 10:00 Ahead",
    ];
    assert_eq!(list(&sheet(), &sessions, &["dry-scalp"], "2026-05-15T09:59:59+01:00"), expected);
}

#[test]
fn what_is_for_others_is_left_out() {
    let sessions = [planned("2026-05-16T10:00:00+01:00")];
    let got = list(&sheet(), &sessions, &["oily-scalp"], "2026-05-15T10:00:00+01:00");
    let expected = [
        "no-blood-thinners 09 00:00..16 10:00 Active",
        "no-tan 09 00:00..15 00:00 Over",
        "moisturise 09 00:00..16 10:00 Active",
        "no-alcohol 15 10:00..16 10:00 Active",
    ];
    assert_eq!(got, expected);
}

#[test]
fn it_is_for_the_first_session_that_starts_after_now() {
    let (first, second) = (done("2026-05-01T17:30:00Z"), planned("2026-05-16T10:00:00Z"));
    let later = planned("2026-06-06T10:00:00Z");
    let next = |sessions: &[_], now: &str| {
        let course = course(sessions);
        let sheet = sheet();
        let ready = readiness(&sheet, &course, &[], &[], HOME, at(now))?;
        Some((ready.session.number, ready.number, ready.healed_photo_of))
    };
    let cases = [
        ("nothing at all", next(&[], "2026-05-05T00:00:00Z"), None),
        ("none is planned", next(&[first], "2026-05-05T00:00:00Z"), None),
        (
            "the first of all asks for no healed result",
            next(&[second], "2026-05-05T00:00:00Z"),
            Some((1, Some(1), None)),
        ),
        (
            "session 2 asks for it",
            next(&[first, second], "2026-05-05T00:00:00Z"),
            Some((2, Some(2), Some(1))),
        ),
        ("the nearest", next(&[later, second, first], "2026-05-05T00:00:00Z"), Some((2, Some(2), Some(1)))),
        ("one that has just begun is over", next(&[first, second], "2026-05-16T10:00:00Z"), None),
        (
            "then the one after",
            next(&[first, second, later], "2026-05-16T10:00:00Z"),
            Some((3, Some(3), Some(2))),
        ),
        (
            "a touch-up has no number",
            next(&[first, second.touch_up()], "2026-05-05T00:00:00Z"),
            Some((2, None, Some(1))),
        ),
        (
            "nor counts as one",
            next(&[first, second.touch_up(), later], "2026-05-17T00:00:00Z"),
            Some((3, Some(2), Some(2))),
        ),
    ];
    for (name, got, expected) in cases {
        assert_eq!(got, expected, "{name}");
    }
}

#[test]
fn agenda_and_what_to_bring_are_those_of_that_session() {
    let sheet = sheet();
    let sessions = ["2026-05-01T10:00:00Z", "2026-05-16T10:00:00Z", "2026-06-06T10:00:00Z"].map(planned);
    let ready = |now: &str| readiness(&sheet, &course(&sessions), &[], &[], HOME, at(now)).unwrap();
    let second = ready("2026-05-02T00:00:00Z");
    assert!(second.agenda().is_empty() && second.bring().is_empty() && second.plan.is_none());
    let third = ready("2026-05-17T00:00:00Z");
    assert_eq!(
        (third.agenda(), third.bring()),
        (&["finishing touches".to_owned()][..], &["a hat".to_owned()][..])
    );
}

#[test]
fn an_item_carries_the_studios_words() {
    let mut sheet = sheet();
    sheet.rules[0].verdict = Verdict::YesIf;
    sheet.rules[0].conditions = vec!["one glass".to_owned()];
    let course = course(&[planned("2026-05-16T10:00:00Z")]);
    let ready = readiness(&sheet, &course, &[], &[], HOME, at("2026-05-16T00:00:00Z")).unwrap();
    let item = ready.items.iter().find(|item| id(item) == "no-alcohol").unwrap();
    let ReadyWhat::Rule(rule) = item.what else { panic!("a rule stays one") };
    assert_eq!(rule.conditions, ["one glass"]);
    assert_eq!(item.consequence(), Some("the visit is moved"));
    assert_eq!(item.provenance().quote.as_deref(), Some("no-alcohol"));
    assert_eq!(item.instead(), None);
}

#[test]
fn days_are_those_of_the_sessions_zone_and_fuzzy_bounds_reach_furthest() {
    let mut sheet = sheet();
    sheet.duties.clear();
    sheet.rules = vec![
        rule("whole-day", window(BEFORE, "-1d", "")),
        rule("fuzzy", window(BEFORE, "-5d..-4d", "-3d..-2d")),
        rule("empty", window(BEFORE, "-2d", "-3d")),
        rule("through-its-day", window(BEFORE, "-1d", "0d")),
        rule("at-its-start", window(BEFORE, "0h", "")),
        rule("unstated", Window { until: Some(Until::Unstated), ..window(BEFORE, "0d", "") }),
    ];
    let abroad = [planned("2026-05-16T22:00:00-04:00").zoned(Tz::America__New_York)];
    let expected = [
        "fuzzy 11 00:00..15 00:00 Ahead",
        "whole-day 15 00:00..16 22:00 Ahead",
        "through-its-day 15 00:00..16 22:00 Ahead",
        "unstated 16 00:00..16 22:00 Ahead",
    ];
    assert_eq!(list(&sheet, &abroad, &[], "2026-05-01T00:00:00Z"), expected);
}

#[test]
fn a_stop_says_whether_the_client_reported_it() {
    let sheet = sheet();
    let course = course(&[done("2026-05-01T17:30:00Z"), planned("2026-05-16T10:00:00Z")]);
    let report = |moment: &str, seen: &[&str], gone: &[&str]| {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        SkinReport { at: at(moment), seen: owned(seen), gone: owned(gone) }
    };
    let seen = report("2026-05-10T08:00:00Z", &["sunburn"], &[]);
    let gone = report("2026-05-12T08:00:00Z", &[], &["sunburn"]);
    let cases = [
        ("nothing reported", vec![], false),
        ("seen", vec![seen.clone()], true),
        ("gone since", vec![gone.clone(), seen.clone()], false),
        ("something else", vec![report("2026-05-10T08:00:00Z", &["scabs"], &[])], false),
        (
            "at one instant, seen wins",
            vec![seen.clone(), report("2026-05-10T08:00:00Z", &[], &["sunburn"])],
            true,
        ),
        ("before the current session", vec![report("2026-05-01T08:00:00Z", &["sunburn"], &[])], false),
        ("as the session began", vec![report("2026-05-01T17:30:00Z", &["sunburn"], &[])], true),
        ("this very moment", vec![report("2026-05-13T09:00:00Z", &["sunburn"], &[])], true),
        ("not known yet", vec![report("2026-05-14T08:00:00Z", &["sunburn"], &[])], false),
    ];
    for (name, skin, expected) in cases {
        let ready = readiness(&sheet, &course, &[], &skin, HOME, at("2026-05-13T09:00:00Z")).unwrap();
        assert_eq!(ready.stops.iter().map(|stop| stop.reported).collect::<Vec<_>>(), [expected], "{name}");
        assert_eq!(ready.stops[0].stop.provenance.quote.as_deref(), Some("sunburn"));
    }
}

#[test]
fn an_unconfirmed_session_wipes_no_report_away() {
    let sheet = sheet();
    let second = "2026-05-16T10:00:00Z";
    let skin =
        [SkinReport { at: at("2026-05-10T08:00:00Z"), seen: vec!["sunburn".to_owned()], gone: vec![] }];
    let reported = |second| {
        let course = course(&[done("2026-05-01T17:30:00Z"), second, planned("2026-06-06T10:00:00Z")]);
        readiness(&sheet, &course, &[], &skin, HOME, at("2026-05-20T09:00:00Z")).unwrap().stops[0].reported
    };
    assert!(reported(planned(second)));
    assert!(!reported(done(second)));
    // Asked about an earlier moment, a session that has been held since is still to come.
    let held_since = course(&[done("2026-05-01T17:30:00Z"), done(second)]);
    let ready = readiness(&sheet, &held_since, &[], &skin, HOME, at("2026-05-13T09:00:00Z")).unwrap();
    assert!(ready.stops[0].reported);
}

proptest! {
    /// Every item lies before its session, its phase is that of its window, and all of it moves with the session.
    #[test]
    fn the_list_moves_with_its_session(days in 0i64..400, hours in 0i64..400) {
        let sheet = sheet();
        let client = ["dry-scalp".to_owned()];
        let starts = at("2026-05-16T10:00:00Z");
        let now = at("2026-05-16T09:00:00Z").plus_hours(-hours);
        let list = |days| {
            let course = course(&[logged(Timing::Planned { starts: starts.plus_exact_days(days), ends: None })]);
            readiness(&sheet, &course, &client, &[], Tz::UTC, now).unwrap().items
        };
        let (before, moved) = (list(0), list(days));
        prop_assert_eq!(before.len(), moved.len());
        for (one, other) in before.iter().zip(&moved) {
            prop_assert_eq!(id(one), id(other));
            prop_assert_eq!(one.begins.plus_exact_days(days), other.begins);
            prop_assert_eq!(one.ends.plus_exact_days(days), other.ends);
            prop_assert!(one.begins < one.ends && one.ends <= starts);
            prop_assert_eq!(one.phase == ReadyPhase::Active, one.begins <= now && now < one.ends);
        }
    }
}
