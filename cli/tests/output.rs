//! Where output goes: colour on a terminal only, pipes that close, disks that are full, files written whole.
//!
//! Not for: what is printed (`board`, `commands`).

#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::io::Read;
use std::process::Stdio;

use support::{DAY_4, Desk, Said};

const ESCAPE: char = '\u{1b}';

#[test]
fn colour_is_for_terminals_or_where_it_is_forced() {
    let desk = Desk::on_day_4();
    let with = |name: &str, value: &str| -> Said {
        desk.command(DAY_4, &["today"]).env(name, value).output().unwrap().into()
    };
    assert!(!with("TERM", "xterm-256color").out.contains(ESCAPE));
    assert!(!with("NO_COLOR", "1").out.contains(ESCAPE));
    let forced = with("CLICOLOR_FORCE", "1").out;
    assert!(forced.contains(ESCAPE));
    assert!(!desk.fine(DAY_4, &["--help"]).contains(ESCAPE));
}

#[test]
fn nothing_in_a_sheet_steers_a_terminal() {
    let desk = Desk::empty();
    let sheet = r#"
format = 1
[sheet]
id = "odd"
revision = 1
language = "en"
title = "A\u009Bsheet"
[[activity]]
id = "gym"
label = "g\u202Eym"
[[rule]]
id = "one"
activities = ["gym"]
verdict = "no"
anchor = "session"
until = "5d"
quote = "q\u0007uote"
"#;
    let sheet = desk.file("odd.toml", sheet);
    for args in [vec!["today", "--ended", "4 days ago", "--sheet", &sheet], vec!["sheet", "show", &sheet]] {
        let said = desk.run(DAY_4, &args);
        // Whether such a sheet is read or refused is the reader's to say.
        let odd = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202E}';
        assert!(!(said.out + &said.err).contains(odd), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn whoever_stops_reading_hears_nothing_more() {
    let desk = Desk::on_day_4();
    for args in [vec!["--help"], vec!["export", "-o", "-"], vec!["today"], vec!["completions", "bash"]] {
        let mut child =
            desk.command(DAY_4, &args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let desk = Desk::on_day_4();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for (args, code) in
        [(vec!["today"], 1), (vec!["can", "rinse"], 2), (vec!["--version"], 1), (vec!["course", "finish"], 1)]
    {
        let said: Said = desk.command(DAY_4, &args).stdout(full()).output().unwrap().into();
        assert_eq!((said.code, said.err.lines().count()), (code, 1), "{args:?} {}", said.err);
    }
    // What was done is said to be done.
    let said: Said = desk.command(DAY_4, &["course", "reopen"]).stdout(full()).output().unwrap().into();
    assert!(said.err.contains("it was done"), "{}", said.err);
}

#[test]
fn files_are_replaced_whole() {
    let desk = Desk::on_day_4();
    let out = desk.file("out.json", "old");
    desk.fine(DAY_4, &["export", "-o", &out]);
    assert_eq!(fs::read_to_string(&out).unwrap(), desk.kept());
    // What cannot be written leaves the old one.
    let folder = desk.path("folder").display().to_string();
    fs::create_dir(&folder).unwrap();
    assert_eq!(desk.run(DAY_4, &["export", "-o", &folder]).code, 2);
    let names = fs::read_dir(desk.path(".")).unwrap().count();
    assert_eq!(names, 3, "out.json, folder and data");
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_written_to_and_stays_a_device() {
    let desk = Desk::on_day_4();
    desk.fine(DAY_4, &["export", "-o", "/dev/null"]);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[cfg(unix)]
#[test]
fn what_is_kept_and_exported_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::on_day_4();
    let out = desk.path("out.json").display().to_string();
    desk.fine(DAY_4, &["export", "-o", &out]);
    for name in ["out.json", "data/stipple.db"] {
        assert_eq!(fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o077, 0, "{name}");
    }
}
