//! What is wrong is told in one line, with what would be right; nothing is changed.
//!
//! Not for: what is wrong with a sheet (`stipple_core::protocol`).

#![allow(clippy::unwrap_used)]

mod support;

use support::{DAY_4, Desk};

/// What is given, the exit code, and a part of what is said.
type Case = (&'static [&'static str], i32, &'static str);

fn hold(desk: &Desk, cases: &[Case]) {
    let before = desk.kept();
    for (args, code, told) in cases {
        for args in [args.to_vec(), [args, &["--json"][..]].concat()] {
            let said = desk.run(DAY_4, &args);
            assert_eq!(said.code, *code, "{args:?}: {}{}", said.out, said.err);
            assert_eq!(said.out, "", "{args:?}");
            assert_eq!(said.err.lines().count(), 1, "{args:?}: {}", said.err);
            assert!(said.err.starts_with("stipple: ") && said.err.contains(told), "{args:?}: {}", said.err);
        }
    }
    assert_eq!(desk.kept(), before);
}

#[test]
fn a_command_line_that_cannot_be_read() {
    hold(
        &Desk::empty(),
        &[
            (&["frobnicate"], 2, "unrecognized subcommand 'frobnicate' (see `stipple --help`)"),
            (&["todai"], 2, "a similar subcommand exists: 'today'"),
            (
                &["today", "--endd", "now"],
                2,
                "a similar argument exists: '--ended' (see `stipple today --help`)",
            ),
            (&["session"], 2, "needs a command: done, plan, move"),
            (&["session", "move", "2"], 2, "--starts <MOMENT> (see `stipple session move --help`)"),
            (&["session", "move", "two", "--starts", "now"], 2, "invalid value 'two'"),
            (&["can"], 2, "<ACTIVITY>..."),
            (&["remind", "--next", "0"], 2, "invalid value '0'"),
            (&["calendar", "-o", "x", "--plain", "--discreet"], 2, "cannot be used with"),
            (&["report", "-o", "x", "--photos", "--photo", "7f"], 2, "cannot be used with"),
            (&["today", "--told", "--ended", "now"], 2, "cannot be used with"),
            (&["account"], 2, "needs a command: create, code, join"),
            (&["account", "devices"], 2, "in no account. (stipple account create"),
        ],
    );
}

#[test]
fn moments_dates_and_zones() {
    hold(
        &Desk::on_day_4(),
        &[
            (
                &["today", "--ended", "soon"],
                2,
                "--ended: `soon` is no moment: write one such as 2026-05-01T17:30",
            ),
            (&["today", "--ended", "tomorrow"], 2, "is still to come"),
            (&["today", "--ended", "yesterday 9:00", "yesterday 9:00"], 2, "two sessions start at"),
            (&["session", "done", "--ended", "in 2 days"], 2, "still to come. Plan the session instead"),
            (
                &["session", "done", "--started", "now", "--ended", "3 hours ago"],
                2,
                "A session ends at its start or later",
            ),
            (&["session", "done", "--ended", "2026-05-01 17:30"], 2, "already starts at"),
            (&["session", "plan", "--starts", "yesterday 10:00"], 2, "has passed"),
            (&["session", "plan", "--starts", "whenever"], 2, "--starts: `whenever`"),
            (
                &["clear", "swim", "--from", "2026-06-09", "--to", "2026-06-01"],
                2,
                "The last day lies before the first",
            ),
            (&["clear", "swim", "--from", "June", "--to", "2026-06-01"], 2, "--from: `June` is no date"),
            (&["today", "--zone", "Londn"], 2, "--zone: `Londn` is not a time zone"),
        ],
    );
}

#[test]
fn names_that_nobody_knows() {
    hold(
        &Desk::on_day_4(),
        &[
            (&["can", "swin"], 2, "Did you mean swim?"),
            (&["can", "levitate"], 2, "is no activity"),
            (&["when", "levitate"], 2, "is no activity"),
            (&["clear", "swim", "levitate", "--from", "now", "--to", "now"], 2, "is no activity"),
            (&["skin", "--seen", "dizzy"], 2, "It knows"),
            (&["skin", "--seen", ""], 2, "Say at least one thing"),
            (&["session", "final", "7"], 2, "There is no session 7"),
            (&["session", "note", "1"], 2, ""),
            (&["session", "move", "1", "--starts", "in 2 weeks"], 2, "has taken place already"),
            (&["course", "start"], 2, "A course is already under way"),
            (&["sheet", "check", "nowhere.toml"], 2, "no sheet `nowhere.toml`"),
            (&["sheet", "show", "nowhere.toml"], 2, "no sheet `nowhere.toml`"),
            (&["import", "nowhere.json"], 2, "nowhere.json is not there"),
            (&["export", "-o", "nowhere/x.json"], 2, "its folder is not there"),
            (&["report", "-o", "nowhere/x.html"], 2, "its folder is not there"),
            (&["report", "-o", "x.html", "--photo", "7f"], 2, "no photo “7f”"),
        ],
    );
}

#[test]
fn without_a_course() {
    let cases: &[&[&str]] = &[
        &["today"],
        &["can", "swim"],
        &["when", "swim"],
        &["clear", "swim", "--from", "now", "--to", "now"],
        &["course", "show"],
        &["course", "finish"],
        &["session", "list"],
        &["session", "done"],
        &["skin"],
        &["skin", "--seen", "scabs"],
        &["ready"],
        &["remind"],
        &["sheet", "show"],
        &["calendar", "-o", "-"],
        &["report", "-o", "-"],
    ];
    let cases: Vec<Case> = cases.iter().map(|args| (*args, 2, "(stipple course start)")).collect();
    hold(&Desk::empty(), &cases);
    hold(&Desk::empty(), &[(&["undo"], 2, "nothing to take back")]);
}

#[test]
fn a_file_of_another_kind_is_a_failure_outside() {
    let desk = Desk::on_day_4();
    let file = desk.file("other.json", "{\"format\":\"recipes\",\"version\":1}");
    let before = desk.kept();
    let said = desk.run(DAY_4, &["import", &file]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("Nothing was imported"), "{}", said.err);
    assert_eq!(desk.kept(), before);
}

#[test]
fn a_broken_database_is_set_aside_and_told() {
    let desk = Desk::on_day_4();
    std::fs::write(desk.path("data/stipple.db"), "this is no database, but it is long enough to look at")
        .unwrap();
    for (args, code) in [(["session", "list"], 1), (["session", "list"], 2)] {
        let said = desk.run(DAY_4, &args);
        assert_eq!((said.code, said.err.lines().count()), (code, 1), "{}", said.err);
    }
    let names: Vec<_> =
        std::fs::read_dir(desk.path("data")).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(names.len(), 1, "{names:?}");
}

#[test]
fn can_tells_what_kept_it_from_an_answer_by_another_code_than_no() {
    let desk = Desk::on_day_4();
    std::fs::write(desk.path("data/stipple.db"), "this is no database, but it is long enough to look at")
        .unwrap();
    assert_eq!(desk.run(DAY_4, &["can", "swim"]).code, 2);
}
