//! What is sent, when, and in which words: a golden list of the built-in sheet, and the cases that it does not show.
//!
//! Not for: what holds of every plan (`reminders_laws`), or the calendar file (`calendar`).

#![allow(clippy::unwrap_used)] // helpers outside of test functions fail a test too

mod planning;
mod support;

use std::fmt::Write as _;

use planning::{LONDON, Plan, at, done, last, planned, seed, small, touch_up};
use stipple_core::protocol::builtin_ids;
use stipple_core::reminders::{QuietHours, ReminderKind, ReminderSettings, upcoming};

const FIRST: &str = "2026-05-01T17:30:00+01:00";
const NOW: &str = "2026-05-01T18:00:00+01:00";

#[test]
fn the_built_in_sheet_from_the_first_session_to_the_touch_up() {
    assert!(builtin_ids().any(|id| id == "scalp-envy"));
    let one = done(FIRST);
    let two = planned("2026-05-16T10:00:00+01:00");
    let cases = [
        ("after session 1, session 2 planned", vec![one, two], NOW),
        ("after session 1, nothing planned", vec![one], NOW),
        ("session 2 began and nobody confirmed it", vec![one, two], "2026-05-16T12:00:00+01:00"),
        (
            "after the final session",
            vec![one, last(done("2026-05-16T16:00:00+01:00"))],
            "2026-05-16T17:00:00+01:00",
        ),
    ];
    let mut text = String::new();
    for (name, sessions, now) in cases {
        let plan = Plan::new(seed(), &sessions, LONDON);
        let reminders = plan.upcoming(now);
        writeln!(text, "# {name}, as of {now}").unwrap();
        let discreet = plan.lines(&reminders, true);
        for ((reminder, full), discreet) in reminders.iter().zip(plan.lines(&reminders, false)).zip(discreet)
        {
            let discreet = discreet.split_once(" | ").unwrap().1;
            writeln!(text, "{}\n  {full}\n  {discreet}", reminder.id).unwrap();
        }
        text.push('\n');
    }
    support::golden::check("reminders.scalp-envy.txt", &text);
}

#[test]
fn a_permission_is_sent_when_it_holds_and_not_at_night() {
    let rule = |bounds: &str| {
        let rule = "[[rule]]\nid = \"a\"\nactivities = [\"shave\"]\nverdict = \"no\"\nanchor = \"session\"\n";
        Plan::new(small(&format!("{rule}{bounds}")), &[done(FIRST)], LONDON)
    };
    let midnight = rule("until = \"5d\"");
    assert_eq!(midnight.about(NOW, "may shave")[0].split(" | ").next(), Some("2026-05-07 08:00"));
    // Planned again in the night after it began, it is still to come.
    assert_eq!(midnight.about("2026-05-07T02:00:00+01:00", "may shave").len(), 1);
    assert_eq!(midnight.about("2026-05-07T08:00:00+01:00", "may shave").len(), 0);
    assert_eq!(
        rule("until = \"72h\"").about(NOW, "may shave")[0].split(" | ").next(),
        Some("2026-05-04 17:30")
    );
    let no_quiet = ReminderSettings { quiet: QuietHours::none(), discreet: false };
    let sent = upcoming(&midnight.input(), at(NOW), 40, &no_quiet);
    let milestone = sent.iter().find(|it| matches!(it.kind, ReminderKind::Milestone { .. })).unwrap();
    assert_eq!(milestone.at, at("2026-05-07T00:00:00+01:00"));
}

#[test]
fn a_permission_that_is_over_by_the_morning_is_not_sent() {
    for then in ["no", "ask"] {
        let night = format!(
            "[[rule]]\nid = \"a\"\nactivities = [\"shave\"]\nverdict = \"yes\"\nanchor = \"session\"\n\
             from = \"126h\"\nuntil = \"130h\"\nthen = \"{then}\""
        );
        let plan = Plan::new(small(&night), &[done(FIRST)], LONDON);
        assert_eq!(plan.about(NOW, "shave"), [""; 0], "then {then}");
    }
}

#[test]
fn what_hangs_on_plans_is_not_announced() {
    let final_ban = "[[rule]]\nid = \"a\"\nactivities = [\"swim\"]\nverdict = \"no\"\nanchor = \"final-session\"\n\
                     until = \"30d\"\nmeanwhile = \"nothing\"\n\
                     [[rule]]\nid = \"b\"\nactivities = [\"swim\"]\nverdict = \"no\"\nanchor = \"session\"\nuntil = \"5d\"";
    let two = planned("2026-05-16T10:00:00+01:00");
    let cases = [
        ("free on day 6 only because another session follows", vec![done(FIRST), two], 0),
        ("either the last one or not: 30 days are over in both readings", vec![done(FIRST)], 1),
        ("the last one, and done", vec![last(done(FIRST))], 1),
    ];
    for (name, sessions, expected) in cases {
        let plan = Plan::new(small(final_ban), &sessions, LONDON);
        assert_eq!(plan.about(NOW, "may swim").len(), expected, "{name}: {:?}", plan.said(NOW));
    }
    let plan = Plan::new(seed(), &[done(FIRST), two], LONDON);
    let permissions = plan.about(NOW, "you may");
    assert_eq!(
        permissions.len(),
        2,
        "those of session 1: what follows session 2 waits for it: {permissions:?}"
    );
}

#[test]
fn what_is_to_be_left_is_told_before_the_night_and_what_is_to_be_done_after_it() {
    let sheet = small(
        "[[rule]]\nid = \"a\"\nactivities = [\"caffeine\", \"alcohol\"]\nverdict = \"no\"\nanchor = \"before-session\"\nfrom = \"-12h\"\n\
         [[rule]]\nid = \"b\"\nactivities = [\"alcohol\"]\nverdict = \"no\"\nanchor = \"before-session\"\nfrom = \"-3d\"\n\
         [[duty]]\nid = \"c\"\ntask = \"Wash\"\nevery = \"once\"\nanchor = \"before-session\"\nfrom = \"-12h\"",
    );
    let plan = Plan::new(sheet, &[planned("2026-05-16T10:00:00+01:00")], LONDON);
    let said = plan.said(NOW);
    let starts: Vec<&str> = said.iter().map(|line| line.rsplit_once(" | ").unwrap().0).collect();
    assert_eq!(
        starts,
        [
            "2026-05-12 21:30 | From Wed 13 May, no longer: alcohol",
            "2026-05-15 18:00 | Session 1: tomorrow, 10:00",
            // Alcohol had closed before.
            "2026-05-15 21:30 | From Fri 15 May, 22:00, no longer: caffeine",
            "2026-05-16 08:00 | Session 1: today, 10:00",
            "2026-05-16 08:00 | Wash",
            "2026-05-16 19:00 | Did session 1 take place?",
            "2026-05-17 10:00 | Did session 1 take place?",
        ]
    );
}

#[test]
fn a_session_early_in_the_day_is_told_of_the_evening_before() {
    let times = |starts: &str| {
        let plan = Plan::new(seed(), &[planned(starts)], LONDON);
        let lines = plan.about(NOW, "Session 1:");
        lines.iter().map(|line| line[..16].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(times("2026-05-16T10:30:00+01:00"), ["2026-05-15 18:00", "2026-05-16 08:30"]);
    assert_eq!(times("2026-05-16T09:00:00+01:00"), ["2026-05-15 18:00", "2026-05-16 08:00"]);
    assert_eq!(times("2026-05-16T08:15:00+01:00"), ["2026-05-15 18:00"]);
}

#[test]
fn duties_do_not_nag() {
    let duty = |id: &str, every: &str, rest: &str| {
        format!(
            "[[duty]]\nid = \"{id}\"\ntask = \"{id}\"\nevery = \"{every}\"\nanchor = \"session\"\n{rest}\n"
        )
    };
    let rule = "[[rule]]\nid = \"r\"\nactivities = [\"moisturise\"]\nverdict = \"no\"\nanchor = \"session\"\nuntil = \"2d\"\n";
    let plan = |duties: &str, sessions: &[_]| Plan::new(small(&format!("{rule}{duties}")), sessions, LONDON);
    let one = [done(FIRST)];
    let times = |plan: &Plan, what: &str| -> Vec<String> {
        plan.about(NOW, what).iter().map(|line| line[5..16].to_owned()).collect()
    };
    let daily = plan(&format!("{}{}", duty("Dab", "2/day", ""), duty("Pat", "2/day", "")), &one);
    let dabs = daily.about(NOW, "Dab");
    assert_eq!(dabs.len(), 7, "a week ahead, once a day: {dabs:?}");
    assert!(dabs[0].contains("05-02 09:00 | Dab · Pat | Today, twice a day"), "{}", dabs[0]);
    let cases = [
        (
            "mornings and evenings",
            duty("Dab", "am-pm", "until = \"1d\""),
            vec!["05-01 20:00", "05-02 09:00", "05-02 20:00"],
        ),
        ("once where it begins", duty("Dab", "when-outdoors", ""), vec!["05-02 09:00"]),
        ("once, later", duty("Dab", "once", "from = \"4w\""), vec!["05-29 09:00"]),
        ("two days of seven", duty("Dab", "2/week", ""), vec!["05-05 09:00", "05-08 09:00"]),
        (
            "not while it is not allowed",
            duty("Dab", "as-needed", "activity = \"moisturise\""),
            vec!["05-04 09:00"],
        ),
        (
            "over before the morning",
            duty("Dab", "once", "from = \"2h\"\nuntil = \"4h\""),
            vec!["05-01 19:30"],
        ),
        ("over before the quiet hours are", duty("Dab", "once", "from = \"5h\"\nuntil = \"6h\""), vec![]),
    ];
    for (name, duty, expected) in cases {
        assert_eq!(times(&plan(&duty, &one), "Dab"), expected, "{name}");
    }
    // From a planned session on nothing that hangs on sessions is known.
    let short = plan(&duty("Dab", "day", ""), &[done(FIRST), planned("2026-05-04T10:00:00+01:00")]);
    assert_eq!(times(&short, "Dab"), ["05-02 09:00", "05-03 09:00", "05-04 09:00"]);
    let unconfirmed = plan(&duty("Dab", "day", ""), &[done(FIRST), planned("2026-05-01T17:45:00+01:00")]);
    assert_eq!(times(&unconfirmed, "Dab"), [""; 0]);
}

/// Each was looked for among all: 16,000 duties fit into 1 MB, and took half a minute.
#[test]
fn a_sheet_full_of_duties_is_planned_in_time() {
    let duty = |n: usize| {
        let short = if n.is_multiple_of(2) { "" } else { "from = \"2h\"\nuntil = \"4h\"\n" };
        format!("[[duty]]\nid = \"{n}\"\ntask = \"{n}\"\nevery = \"day\"\nanchor = \"session\"\n{short}")
    };
    let rule = "[[rule]]\nid = \"r\"\nactivities = [\"mri\"]\nverdict = \"ask\"\nanchor = \"session\"\n";
    let duties: String = (0..6_000).map(duty).collect();
    let plan = Plan::new(small(&format!("{rule}{duties}")), &[done(FIRST)], LONDON);
    let said = plan.about(NOW, "5999");
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("2026-05-01 19:30 | 1 · 3 · 5 · 7"), "{}", &said[0][..60]);
}

#[test]
fn photos_are_asked_for_by_day_and_not_twice() {
    let mut plan = Plan::new(seed(), &[last(done(FIRST))], LONDON);
    let days = |plan: &Plan| -> Vec<String> {
        let lines = plan.said(NOW);
        lines.iter().filter(|line| line.contains("hoto")).map(|line| line[..16].to_owned()).collect()
    };
    let all = [
        "2026-05-01 18:30",
        "2026-05-07 10:00",
        "2026-05-11 10:00",
        "2026-05-15 10:00",
        "2026-05-31 10:00",
        "2027-05-01 10:00",
    ];
    assert_eq!(days(&plan), all);
    plan.photos = vec![at("2026-05-01T17:40:00+01:00")];
    assert_eq!(days(&plan), all[1..]);
    let late = Plan::new(seed(), &[done("2026-05-01T21:30:00+01:00")], LONDON);
    let asked = late.about("2026-05-01T21:31:00+01:00", "Photo");
    assert_eq!(asked[0][..16], *"2026-05-07 10:00", "one sent on day 1 would be another day's");
}

#[test]
fn a_session_to_plan_and_a_touch_up_are_named_with_their_windows() {
    let plan = Plan::new(seed(), &[done(FIRST)], LONDON);
    assert_eq!(
        plan.about(NOW, "not planned"),
        [
            "2026-05-08 10:00 | Session 2 is not planned yet | It fits from 15 to 22 May.",
            "2026-05-15 10:00 | Session 2 is not planned yet | It fits from 15 to 22 May."
        ]
    );
    let over = Plan::new(seed(), &[last(done(FIRST))], LONDON);
    assert_eq!(
        over.about(NOW, "touch-up"),
        ["2028-05-01 10:00 | The time for a touch-up begins | It fits from May 2028 to May 2031."]
    );
    let booked = [last(done(FIRST)), touch_up(planned("2028-06-01T10:00:00+01:00"))];
    let booked = Plan::new(seed(), &booked, LONDON);
    assert_eq!(booked.about(NOW, "The time for a touch-up").len(), 0);
    assert_eq!(booked.about(NOW, "appointment").len(), 2, "a touch-up has no number to be called by");
}

#[test]
fn discreet_words_name_nothing() {
    let sheet = small(
        "[course]\nphoto_days = [0, 6]\ntouch_up = { min = \"2y\", max = \"5y\" }\n\
         [[activity]]\nid = \"plunge\"\nlabel = \"Cold plunge\"\n\
         [[rule]]\nid = \"a\"\nactivities = [\"shave\", \"plunge\"]\nverdict = \"no\"\nanchor = \"session\"\nuntil = \"5d\"\n\
         [[rule]]\nid = \"b\"\nactivities = [\"sun\"]\nverdict = \"yes_if\"\nconditions = [\"SPF thirty\"]\nanchor = \"session\"\nfrom = \"7d\"\n\
         [[rule]]\nid = \"c\"\nactivities = [\"alcohol\"]\nverdict = \"no\"\nanchor = \"before-session\"\nfrom = \"-24h\"\n\
         [[rule]]\nid = \"d\"\nactivities = [\"caffeine\"]\nverdict = \"ask\"\nanchor = \"before-session\"\nfrom = \"-24h\"\n\
         [[duty]]\nid = \"e\"\ntask = \"Clean the crown\"\nevery = \"day\"\nanchor = \"session\"\n\
         [[duty]]\nid = \"f\"\ntask = \"Bring a cap\"\nevery = \"once\"\nanchor = \"before-session\"\nfrom = \"-24h\"",
    );
    let never = [
        "hair",
        "scalp",
        "skin",
        "tattoo",
        "pigment",
        "treatment",
        "ink",
        "session",
        "studio",
        "shave",
        "plunge",
        "sun",
        "spf",
        "alcohol",
        "caffeine",
        "clean",
        "crown",
        "cap",
        "photo",
        "heal",
        "touch",
        "small",
    ];
    let courses = [
        vec![done(FIRST), planned("2026-05-16T10:00:00+01:00")],
        vec![last(done(FIRST))],
        vec![last(done(FIRST)), touch_up(planned("2026-06-16T10:00:00+01:00"))],
        vec![done("2026-04-30T17:30:00+01:00"), planned("2026-05-01T12:00:00+01:00")],
    ];
    let mut kinds = std::collections::HashSet::new();
    for sessions in courses {
        let plan = Plan::new(sheet.clone(), &sessions, LONDON);
        let reminders = plan.upcoming(NOW);
        for (reminder, line) in reminders.iter().zip(plan.lines(&reminders, true)) {
            kinds.insert(std::mem::discriminant(&reminder.kind));
            let line = format!("{} {line}", reminder.id).to_lowercase();
            // Ids are not shown; they name nothing all the same but their kind.
            let words: Vec<&str> = line.split(|it: char| !it.is_alphanumeric()).collect();
            let shown = line.split_once(' ').unwrap().1;
            assert!(never.iter().all(|word| !shown.contains(word)), "{shown}");
            assert!(["alcohol", "shave", "sun"].iter().all(|word| !words.contains(word)), "{line}");
        }
    }
    assert_eq!(kinds.len(), 8, "every kind but the session to plan, for which this sheet has no gap");
}
