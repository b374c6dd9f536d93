//! The board at a terminal and as JSON: the contract's example, narrow terminals, what was told, other languages.
//!
//! Not for: answers (`core/tests` hold those to the contract).

#![allow(clippy::unwrap_used)]

mod support;

use serde_json::json;
use support::{DAY_4, Desk, golden};
use unicode_width::UnicodeWidthStr;

const FIRST: &str = "2026-05-01T17:30:00+01:00";

#[test]
fn the_board_of_the_contract() {
    let desk = Desk::empty();
    let board = desk.fine(DAY_4, &["today", "--ended", FIRST]);
    golden("board.txt", &board);
    for said in ["Day 4 after session 1 of 3", "Scalp Envy · Tue 5 May, 09:00", "in 1 d 15 h", "in 5 d 15 h"]
    {
        assert!(board.contains(said), "{said}");
    }
    // Nothing is kept, not even a folder.
    assert!(!desk.path("data").exists());
    // The same moment, said in other ways.
    for ended in ["2026-05-01 17:30", "2026-05-01T17:30", "2026-05-01T16:30:00Z"] {
        assert_eq!(desk.fine(DAY_4, &["today", "--ended", ended]), board, "{ended}");
    }
    let split = desk.fine(DAY_4, &["today", "--ended", "4", "days", "ago", "17:30"]);
    assert_eq!(split, board);
}

#[test]
fn the_board_of_a_course_is_that_of_its_sessions() {
    let desk = Desk::on_day_4();
    let kept = desk.fine(DAY_4, &["today"]);
    assert_eq!(kept, desk.fine(DAY_4, &["today", "--ended", FIRST]));
    assert_eq!(kept, desk.fine(DAY_4, &[]));
    assert_eq!(desk.json(DAY_4, &["today"]), desk.json(DAY_4, &["today", "--ended", FIRST]));
}

#[test]
fn lines_fit_terminals_of_any_width() {
    for columns in ["30", "49", "50", "60", "80", "100", "200"] {
        let board = Desk::empty().wide(columns).fine(DAY_4, &["today", "--ended", FIRST]);
        let most = columns.parse::<usize>().unwrap().min(100);
        for line in board.lines() {
            assert!(line.width() <= most && line.trim_end() == line, "{columns}: {line}");
        }
    }
    golden("board-80.txt", &Desk::empty().wide("80").fine(DAY_4, &["today", "--ended", FIRST]));
    golden("board-40.txt", &Desk::empty().wide("40").fine(DAY_4, &["today", "--ended", FIRST]));
}

#[test]
fn without_a_terminal_there_are_80_columns() {
    let desk = Desk::empty();
    let mut command = desk.command(DAY_4, &["today", "--ended", FIRST]);
    let piped = command.env_remove("COLUMNS").output().unwrap();
    let wide = Desk::empty().wide("80").fine(DAY_4, &["today", "--ended", FIRST]);
    assert_eq!(String::from_utf8(piped.stdout).unwrap(), wide);
}

#[test]
fn several_sessions_in_any_order() {
    let desk = Desk::empty();
    let at = "2026-05-20 09:00";
    let one = desk.fine(at, &["today", "--ended", "2026-05-01 17:30", "2026-05-16 15:00"]);
    let two = desk.fine(at, &["today", "--ended", "2026-05-16 15:00", "--ended", "2026-05-01 17:30"]);
    assert_eq!(one, two);
    assert!(one.starts_with("Day 4 after session 2 of 3"), "{one}");
}

#[test]
fn a_planned_session_and_a_report() {
    let desk = Desk::on_day_4();
    desk.fine("2026-05-02 09:00", &["session", "plan", "--starts", "2026-05-16 10:00"]);
    desk.fine("2026-05-05 08:00", &["skin", "--seen", "scabs"]);
    golden("board-planned.txt", &desk.fine(DAY_4, &["today"]));
    golden("board-unconfirmed.txt", &desk.fine("2026-05-17 09:00", &["today"]));
}

#[test]
fn json_has_what_the_contract_names_with_instants_in_the_zone() {
    let desk = Desk::on_day_4();
    desk.fine("2026-05-02 09:00", &["session", "plan", "--starts", "2026-05-16 10:00"]);
    let today = desk.json(DAY_4, &["today"]);
    assert_eq!(
        (&today["day"], &today["session"], &today["sessions_planned"]),
        (&json!(4), &json!(1), &json!(3))
    );
    let rinse = &today["answers"]["rinse"];
    assert_eq!(rinse["verdict"], "no");
    assert_eq!(rinse["until"], "2026-05-07T00:00:00+01:00");
    assert_eq!(today["next_session"]["starts"], "2026-05-16T10:00:00+01:00");
    assert_eq!(today["changes"][0]["at"], "2026-05-07T00:00:00+01:00");
    assert_eq!(today["duties"][0]["every"], "when-outdoors");
    assert!(today["photos_due"].as_array().is_some_and(|photos| !photos.is_empty()), "{today}");
    assert!(!today.to_string().contains("Z\""), "instants are in the zone asked about");
}

#[test]
fn answers_are_those_of_the_line_contract() {
    let desk = Desk::on_day_4();
    let question = json!({
        "sheet": "scalp-envy", "zone": "Europe/London", "at": DAY_4,
        "sessions": [{"ended": FIRST, "zone": "Europe/London"}],
    });
    let mut command = support::program();
    command.arg("answer").stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), question.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let board: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let today = desk.json(DAY_4, &["today"]);
    for part in ["answers", "day", "session", "duties", "expect", "signs"] {
        assert_eq!(today[part], board[part], "{part}");
    }
    let swim = desk.run(DAY_4, &["can", "swim", "--json"]);
    let swim: serde_json::Value = serde_json::from_str(&swim.out).unwrap();
    for (name, value) in board["answers"]["swim"].as_object().unwrap() {
        assert_eq!(&swim[name], value, "{name}");
    }
}

#[test]
fn what_was_told_is_told_again() {
    let desk = Desk::on_day_4();
    let told = desk.fine(DAY_4, &["today"]);
    desk.fine("2026-05-06 09:00", &["session", "remove", "1"]);
    desk.fine("2026-05-06 09:01", &["session", "done", "--ended", "2026-05-02 17:30"]);
    assert_ne!(desk.fine(DAY_4, &["today"]), told);
    assert_eq!(desk.fine(DAY_4, &["today", "--told"]), told);
    let before = desk.run("2026-04-01 09:00", &["today", "--told"]);
    assert_eq!((before.code, before.err.lines().count()), (2, 1));
}

#[test]
fn dates_are_in_the_zone_asked_about_and_as_the_locale_writes_them() {
    let desk = Desk::on_day_4();
    let tokyo = desk.fine(DAY_4, &["today", "--zone", "Asia/Tokyo"]);
    assert!(tokyo.contains("Tue 5 May, 17:00"), "{tokyo}");
    let american = desk.command(DAY_4, &["today"]).env("LC_ALL", "en_US.UTF-8").output().unwrap();
    let american = String::from_utf8(american.stdout).unwrap();
    assert!(american.contains("9:00 AM"), "{american}");
    let none = desk.command(DAY_4, &["today"]).env("LC_ALL", "C").output().unwrap();
    assert_eq!(String::from_utf8(none.stdout).unwrap(), desk.fine(DAY_4, &["today"]));
}

#[test]
fn the_zone_is_that_of_the_environment_unless_it_is_named() {
    let desk = Desk::empty();
    let say = |zone: &str| {
        let output = desk.command(DAY_4, &["today", "--ended", FIRST]).env("TZ", zone).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(say("America/New_York").contains("04:00"));
    assert!(say(":Europe/Paris").contains("10:00"));
    let wrong = desk.command(DAY_4, &["today", "--ended", FIRST]).env("TZ", "Mars/Base").output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn where_the_clocks_have_two_readings_it_is_told() {
    let desk = Desk::empty();
    let said = desk.run("2026-10-26 09:00", &["today", "--ended", "2026-10-25 01:30"]);
    assert_eq!(said.code, 0);
    assert!(said.err.contains("twice") && said.err.lines().count() == 1, "{}", said.err);
}

#[test]
fn the_readme_shows_the_board_as_it_is() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md")).unwrap();
    let board = Desk::empty().wide("80").fine(DAY_4, &["today", "--ended", FIRST]);
    assert!(readme.contains(board.trim_end()), "put this into README.md:\n{board}");
}
