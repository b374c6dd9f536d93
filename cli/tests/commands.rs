//! Every command once at least, as a person and as a script: what it says, how it ends, what it keeps.
//!
//! Not for: what goes wrong (`errors`), the board (`board`).

#![allow(clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use support::{DAY_4, Desk, golden};

/// Has all of these members.
fn has(value: &Value, names: &[&str]) {
    for name in names {
        assert!(value.get(name).is_some(), "{name} is missing in {value}");
    }
}

#[test]
fn without_a_course_it_says_how_to_begin() {
    let desk = Desk::empty();
    golden("begin.txt", &desk.fine(DAY_4, &[]));
    let begin = desk.json(DAY_4, &[]);
    assert_eq!(begin["course"], Value::Null);
    assert!(begin["begin"].as_array().is_some_and(|commands| !commands.is_empty()));
    assert!(!desk.path("data").exists());
}

#[test]
fn can_ends_by_its_verdict() {
    let desk = Desk::on_day_4();
    for (activity, code, verdict) in [
        ("sun", 0, "yes_if"),
        ("rinse", 1, "no"),
        ("light-sweat", 1, "no"),
        ("Light Sweat", 1, "no"),
        ("helmet", 3, "ask"),
    ] {
        let said = desk.run(DAY_4, &["can", activity]);
        assert_eq!((said.code, said.err.as_str()), (code, ""), "{activity}: {}", said.out);
        let said = desk.run(DAY_4, &["can", activity, "--json"]);
        assert_eq!(said.code, code, "{activity}");
        let said: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(said["verdict"], verdict, "{activity}");
        has(
            &said,
            &["activity", "headline", "lines", "conditions", "until", "until_kind", "decided_by", "reasons"],
        );
    }
    assert_eq!(desk.run(DAY_4, &["can", "light", "sweat"]).code, 1);
    assert_eq!(desk.run("2026-05-07 00:00", &["can", "rinse"]).code, 0);
    golden("can-swim.txt", &desk.run(DAY_4, &["can", "swim"]).out);
    golden("can-gym.txt", &desk.run(DAY_4, &["can", "gym"]).out);
}

#[test]
fn when_and_clear_plan_ahead() {
    let desk = Desk::on_day_4();
    golden("when.txt", &desk.fine(DAY_4, &["when", "rinse"]));
    let when = desk.json(DAY_4, &["when", "rinse"]);
    assert_eq!(when["clear"], "2026-05-07T00:00:00+01:00");
    let ask = ["clear", "swim", "sun", "--from", "2026-08-01", "--to", "2026-08-14"];
    golden("clear.txt", &desk.fine(DAY_4, &ask));
    let clear = desk.json(DAY_4, &ask);
    assert_eq!(clear["clear"], false);
    assert_eq!(clear["activities"].as_array().unwrap().len(), 2);
    assert_eq!(clear["fit"]["dates"].as_array().unwrap().len(), 2);
    assert!(clear["fit"]["dates"][0].as_str().unwrap().ends_with("+01:00"));
    desk.fine(DAY_4, &["clear", "light sweat", "--from", "tomorrow", "--to", "in 2 weeks"]);
}

#[test]
fn a_course_from_start_to_finish() {
    let desk = Desk::empty();
    let start =
        ["course", "start", "--sheet", "scalp-envy", "--sessions", "4", "--client", "long-hair,dry-scalp"];
    assert_eq!(desk.fine("2026-04-20 09:00", &start), "Course started.\n");
    let said = desk
        .fine("2026-04-20 09:05", &["course", "consultation", "--on", "2026-04-20 08:00", "--note", "low"]);
    assert!(!said.is_empty());
    desk.fine(
        "2026-05-01 18:00",
        &["session", "done", "--ended", "2026-05-01 17:30", "--started", "2026-05-01 12:00"],
    );
    let course = desk.json(DAY_4, &["course", "show"]);
    has(
        &course,
        &[
            "headline",
            "sheet",
            "complete",
            "consultation",
            "sessions",
            "next_session",
            "touch_up",
            "timeline",
        ],
    );
    assert_eq!(course["headline"], "Day 4 after session 1 of 4");
    assert_eq!(course["sessions"][0]["starts"], "2026-05-01T12:00:00+01:00");
    golden("course.txt", &desk.fine(DAY_4, &["course", "show"]));
    let finish = desk.json("2026-06-20 09:00", &["course", "finish"]);
    has(&finish, &["lines", "warnings", "session"]);
    assert_eq!(desk.json("2026-06-20 09:00", &["course", "show"])["complete"], true);
    desk.fine("2026-06-20 09:01", &["course", "reopen"]);
    assert_eq!(desk.json("2026-06-20 09:02", &["course", "show"])["complete"], false);
}

#[test]
fn sessions_are_logged_planned_moved_marked_noted_and_removed() {
    let desk = Desk::on_day_4();
    let planned =
        desk.run(DAY_4, &["session", "plan", "--starts", "2026-05-10 10:00", "--ends", "2026-05-10 15:00"]);
    assert_eq!(planned.code, 0);
    assert!(
        planned.out.contains("Your studio decides."),
        "a date outside the window is warned of: {}",
        planned.out
    );
    let moved = desk.json(DAY_4, &["session", "move", "2", "--starts", "2026-05-18 10:00"]);
    assert_eq!((&moved["session"], &moved["warnings"]), (&json!(2), &json!([])));
    desk.fine(DAY_4, &["session", "final", "2"]);
    let list = desk.json(DAY_4, &["session", "list"]);
    assert_eq!(list["sessions"][1]["final"], true);
    assert_eq!(list["sessions"][1]["ends"], "2026-05-18T15:00:00+01:00", "its length moved with it");
    desk.fine(DAY_4, &["session", "final", "2", "--not"]);
    desk.fine(
        DAY_4,
        &["session", "note", "1", "--note", "calm", "--shade", "darker", "--zones", "crown, temples"],
    );
    golden("session-list.txt", &desk.fine(DAY_4, &["session", "list"]));
    // It took place, said late.
    let late = "2026-05-19 09:00";
    let offer = desk.json(late, &["session", "done", "--ended", "2026-05-18 16:00"]);
    assert_eq!(offer["warnings"].as_array().unwrap().len(), 1);
    desk.fine(late, &["undo"]);
    desk.fine(
        late,
        &["session", "done", "--ended", "2026-05-18 16:00", "--replace", "2", "--pigment", "grey"],
    );
    assert_eq!(desk.json(late, &["session", "list"])["sessions"].as_array().unwrap().len(), 2);
    desk.fine(late, &["session", "remove", "2"]);
    assert_eq!(desk.json(late, &["session", "list"])["sessions"].as_array().unwrap().len(), 1);
    let undone = desk.fine(late, &["undo"]);
    assert!(undone.starts_with("Taken back"), "{undone}");
    assert_eq!(desk.json(late, &["session", "list"])["sessions"].as_array().unwrap().len(), 2);
}

#[test]
fn a_touch_up_follows_a_course_that_is_complete() {
    let desk = Desk::on_day_4();
    desk.fine("2026-06-20 09:00", &["course", "finish"]);
    assert_eq!(desk.run("2026-06-20 09:01", &["session", "done"]).code, 2);
    desk.fine("2026-06-20 09:02", &["session", "plan", "--starts", "2028-06-20 10:00", "--touch-up"]);
}

#[test]
fn skin_alone_says_what_can_be_said_and_what_was_said_last() {
    let desk = Desk::on_day_4();
    let before = desk.kept();
    let said = desk.fine(DAY_4, &["skin"]);
    assert!(said.starts_with("No skin check since the session.\n") && said.contains("weeping"), "{said}");
    assert_eq!(desk.kept(), before, "asking keeps nothing");
    desk.fine(DAY_4, &["skin", "--seen", "scabs", "--gone", "weeping"]);
    let view = desk.json(DAY_4, &["skin"]);
    assert_eq!(view["last"]["at"], DAY_4);
    assert_eq!((&view["last"]["seen"][0], &view["last"]["gone"][0]), (&"scabs".into(), &"weeping".into()));
    assert_eq!(view["lines"][0], "Last skin check Tue 5 May, 09:00: scabs seen, weeping stopped");
    assert_eq!(view["states"].as_array().unwrap().len(), 6);
}

#[test]
fn a_report_is_one_page_written_whole() {
    let desk = Desk::on_day_4();
    desk.fine(DAY_4, &["session", "note", "1", "--note", "<script>alert(1)</script>"]);
    let file = desk.path("report.html").display().to_string();
    let said = desk.fine(DAY_4, &["report", "-o", &file]);
    assert_eq!(said, "report.html written. It leaves this device only if you send it.\n");
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{page}");
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"), "{page}");
    // Standard output gets the page alone, the same one.
    assert_eq!(desk.fine(DAY_4, &["report", "-o", "-"]), page);
    let told = desk.json(DAY_4, &["report", "-o", &file]);
    has(&told, &["file", "bytes", "lines"]);
    assert_eq!(told["bytes"], page.len());
}

#[test]
fn a_skin_check_is_kept_and_says_what_it_did() {
    let desk = Desk::on_day_4();
    let said = desk.json(DAY_4, &["skin", "--seen", "scabs, flaking", "--gone", "weeping"]);
    assert!(said["lines"].as_array().is_some_and(|lines| !lines.is_empty()));
    assert!(desk.kept().contains(r#""seen":["scabs","flaking"]"#));
}

#[test]
fn what_to_have_ready() {
    let desk = Desk::on_day_4();
    desk.fine(DAY_4, &["session", "plan", "--starts", "2026-05-16 10:00"]);
    golden("ready.txt", &desk.fine(DAY_4, &["ready"]));
    has(&desk.json(DAY_4, &["ready"]), &["title", "session", "starts", "items", "stops", "agenda", "bring"]);
}

#[test]
fn reminders_and_the_calendar_are_discreet_unless_asked() {
    let desk = Desk::on_day_4();
    let discreet = desk.fine(DAY_4, &["remind"]);
    assert!(!discreet.contains("rinse"), "{discreet}");
    assert_eq!(discreet, desk.fine(DAY_4, &["remind", "--discreet"]));
    golden("remind-plain.txt", &desk.fine(DAY_4, &["remind", "--plain"]));
    let two = desk.json(DAY_4, &["remind", "--next", "2"]);
    assert_eq!(two["reminders"].as_array().unwrap().len(), 2, "{two}");
    let file = desk.path("stipple.ics").display().to_string();
    desk.fine(DAY_4, &["calendar", "-o", &file]);
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.starts_with("BEGIN:VCALENDAR\r\n") && !written.contains("rinse"), "{written}");
    let plain = desk.fine(DAY_4, &["calendar", "-o", "-", "--plain"]);
    assert!(plain.contains("rinse"), "{plain}");
    has(&desk.json(DAY_4, &["calendar", "-o", &file]), &["file", "bytes", "lines"]);
}

#[test]
fn what_goes_out_comes_in_again() {
    let (desk, other) = (Desk::on_day_4(), Desk::empty());
    desk.fine(DAY_4, &["skin", "--seen", "scabs"]);
    let file = desk.path("all.json").display().to_string();
    assert_eq!(desk.json(DAY_4, &["export", "-o", &file])["file"], file.as_str());
    assert_eq!(other.json(DAY_4, &["import", &file])["lines"], json!(["Imported 3 entries."]));
    assert_eq!(other.fine(DAY_4, &["import", &file]), "Imported 0 entries.\n");
    assert_eq!(other.kept(), desk.kept());
    assert_eq!(other.fine(DAY_4, &["today"]), desk.fine(DAY_4, &["today"]));
}

#[test]
fn sheets_are_checked() {
    let desk = Desk::empty();
    let check = |args: &[&str]| desk.run("", &[&["sheet", "check"], args].concat());
    assert_eq!(check(&["scalp-envy"]).code, 0);
    let fine = desk.json("", &["sheet", "check", "scalp-envy"]);
    assert_eq!(fine["refused"], json!([]));
    assert!(fine["warnings"].is_array() && fine.as_object().unwrap().len() == 2);
    let odd = desk.file(
        "odd.toml",
        "format = 1\n[sheet]\nid = \"odd\"\nrevision = 1\nlanguage = \"en\"\n\n[[rule]]\nid = \"late\"\nactivities = \
         [\"shave\"]\nverdict = \"no\"\nanchor = \"session\"\nfrom = \"3d\"\nuntil = \"5d\"\n",
    );
    let warned = desk.run("", &["sheet", "check", &odd, "--json"]);
    assert_eq!((warned.code, warned.err.as_str()), (0, ""));
    let warned: Value = serde_json::from_str(&warned.out).unwrap();
    assert_eq!(warned["warnings"][0]["kind"], "late-ban");
    has(&warned["warnings"][0], &["kind", "rules", "activity", "what"]);
    assert!(check(&[&odd]).out.contains("late ban"));
    let bad = desk
        .file("bad.toml", "format = 1\n[sheet]\nid = \"bad\"\nrevision = 1\nlanguage = \"en\"\nuntl = 1\n");
    let refused = desk.run("", &["sheet", "check", &bad, "--json"]);
    assert_eq!((refused.code, refused.err.as_str()), (2, ""));
    let refused: Value = serde_json::from_str(&refused.out).unwrap();
    assert_eq!(refused["warnings"], json!([]));
    has(&refused["refused"][0], &["line", "key", "what", "instead"]);
    assert_eq!(check(&[&bad]).code, 2);
    let start = desk.run(DAY_4, &["course", "start", "--sheet", &bad]);
    assert_eq!((start.code, start.err.lines().count()), (2, 1));
    std::fs::write(desk.path("latin.toml"), b"format = 1\n# caf\xe9\n").unwrap();
    let latin = desk.path("latin.toml").display().to_string();
    let latin: Value =
        serde_json::from_str(&desk.run("", &["sheet", "check", &latin, "--json"]).out).unwrap();
    assert_eq!(latin["refused"][0]["line"], 2);
}

#[test]
fn sheets_are_shown_and_compared() {
    let desk = Desk::on_day_4();
    let shown = desk.fine(DAY_4, &["sheet", "show"]);
    assert_eq!(shown, desk.fine(DAY_4, &["sheet", "show", "scalp-envy"]));
    golden("sheet-show.txt", &shown);
    has(&desk.json(DAY_4, &["sheet", "show"]), &["name", "inferred", "parts"]);
    let rule = |until: &str| {
        format!(
            "format = 1\n[sheet]\nid = \"own\"\nrevision = 1\nlanguage = \"en\"\n\n[[rule]]\nid = \"dry\"\nactivities = \
             [\"wet\"]\nverdict = \"no\"\nanchor = \"session\"\nuntil = \"{until}\"\n"
        )
    };
    let (old, new) = (desk.file("old.toml", &rule("5d")), desk.file("new.toml", &rule("6d")));
    golden("sheet-diff.txt", &desk.fine("", &["sheet", "diff", &old, &new]));
    let all = desk.json("", &["sheet", "diff", &old, &new]);
    assert_eq!(all["differences"][0]["effect"], "tighter");
    assert_eq!(desk.json("", &["sheet", "diff", &old, &old])["differences"], json!([]));
}
