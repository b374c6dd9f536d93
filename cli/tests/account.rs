//! The account at a terminal where nobody is to be reached: everything is decided here, and being offline is normal.
//!
//! Not for: what happens with a server (`tests/terminal/second_device.sh`), or what is sealed (the core).

#![allow(clippy::unwrap_used)]

mod support;

use std::process::Stdio;

use serde_json::Value;
use support::{DAY_4, Desk, Said};

/// Nobody listens there.
const NOBODY: &str = "http://127.0.0.1:9";

/// A course, and an account that no server has heard of.
fn alone() -> (Desk, String) {
    let desk = Desk::on_day_4();
    let made = desk.run(DAY_4, &["account", "create", "--server", NOBODY, "--name", "laptop"]);
    assert_eq!(made.code, 0, "{}", made.err);
    (desk, made.out)
}

fn refused(said: &Said, code: i32, told: &str) {
    assert_eq!((said.code, said.out.as_str()), (code, ""), "{}", said.err);
    assert!(said.err.contains(told), "{}", said.err);
}

#[test]
fn the_code_alone_goes_to_standard_output_and_what_to_know_of_it_beside() {
    let desk = Desk::on_day_4();
    let made = desk.run(DAY_4, &["account", "create", "--server", NOBODY]);
    assert_eq!(made.code, 0);
    let code = made.out.trim_end();
    assert_eq!((made.out.lines().count(), code.replace('-', "").len()), (1, 27), "{code}");
    for told in ["Write this code down", "Nobody can send you another", "The server was not reached"] {
        assert!(made.err.contains(told), "{}", made.err);
    }
    // The secret and nothing else: readable by its owner alone.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let kept = std::fs::read_dir(desk.path("data/keys")).unwrap().map(|entry| entry.unwrap());
        let secrets: Vec<_> =
            kept.filter(|entry| entry.file_name().to_string_lossy().contains("secret")).collect();
        assert_eq!(secrets.len(), 1);
        let secret = secrets[0].metadata().unwrap();
        assert_eq!(secret.permissions().mode() & 0o777, 0o600);
    }
    refused(&desk.run(DAY_4, &["account", "create", "--server", NOBODY]), 2, "Leave it first");
}

#[test]
fn offline_is_normal() {
    let (desk, _) = alone();
    for args in [&["sync"][..], &["sync", "--metered"], &["sync", "--status"], &["account", "devices"]] {
        let said = desk.run(DAY_4, args);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{args:?}: {}", said.out);
        assert!(
            said.out.contains("Waiting to reach http://127.0.0.1:9 for the first time."),
            "{args:?}: {}",
            said.out
        );
    }
    let synced = desk.json(DAY_4, &["sync"]);
    assert_eq!(
        (&synced["offline"], &synced["in_step"], &synced["refused"]),
        (&true.into(), &false.into(), &false.into())
    );
    assert_eq!(synced["account"]["state"], "waiting");
    assert!(synced["account"]["waiting"].as_u64().unwrap() >= 2, "{synced}");
    assert_eq!(desk.json(DAY_4, &["account", "devices"])["offline"], true);
    // The course is as it was.
    desk.fine(DAY_4, &["today"]);
    refused(&desk.run(DAY_4, &["account", "revoke", "3f2a"]), 1, "The server does not know this device yet");
}

#[test]
fn without_an_account_sync_says_so_and_is_content() {
    let desk = Desk::on_day_4();
    let said = desk.fine(DAY_4, &["sync"]);
    assert!(said.contains("in no account"), "{said}");
    assert_eq!(desk.json(DAY_4, &["sync"])["state"], "none");
    for args in
        [&["account", "code", "--show"][..], &["account", "rotate", "--yes"], &["account", "forget", "--yes"]]
    {
        refused(&desk.run(DAY_4, args), 2, "stipple account create");
    }
    assert!(!desk.path("data/keys").exists(), "asking makes no secret");
}

#[test]
fn the_code_is_shown_again_only_to_whoever_says_so() {
    let (desk, code) = alone();
    refused(&desk.run(DAY_4, &["account", "code"]), 2, "--show");
    refused(&desk.run(DAY_4, &["account", "code", "--json"]), 2, "--show");
    assert_eq!(desk.fine(DAY_4, &["account", "code", "--show"]), code);
    assert_eq!(desk.json(DAY_4, &["account", "code", "--show"])["code"], code.trim_end());
    assert!(desk.fine(DAY_4, &["account", "code", "--show", "--qr"]).contains('█'));
    // Into a picture, and then not beside it.
    let drawn = desk.fine(DAY_4, &["account", "code", "--show", "-o", &desk.at("code.svg")]);
    assert_eq!(drawn, "");
    assert!(std::fs::read_to_string(desk.path("code.svg")).unwrap().starts_with("<svg"));
}

#[test]
fn once_a_year_the_code_is_asked_for() {
    let (desk, _) = alone();
    let asks = |at: &str| desk.json(at, &["sync", "--status"])["ask_code"].clone();
    assert_eq!(asks("2027-05-04 12:00"), false);
    assert_eq!(asks("2027-05-06 12:00"), true);
    desk.fine("2027-05-06 12:00", &["account", "code", "--at-hand"]);
    assert_eq!(asks("2027-05-06 12:01"), false);
}

#[test]
fn a_code_comes_by_the_command_line_or_by_standard_input_and_is_checked() {
    let (_, code) = alone();
    let code = code.trim_end();
    let other = Desk::empty();
    refused(&other.run(DAY_4, &["account", "join", code]), 2, "which server");
    refused(&other.run(DAY_4, &["account", "join", "hello", "--server", NOBODY]), 2, "no recovery code");
    refused(&other.run(DAY_4, &["account", "join", code, "--server", "http://sync.example"]), 2, "https://");
    refused(&other.run(DAY_4, &["account", "join", "--server", NOBODY]), 2, "standard input");
    let mut wrong = code.replace('-', "");
    let last = if wrong.pop() == Some('0') { '1' } else { '0' };
    wrong.push(last);
    refused(&other.run(DAY_4, &["account", "join", &wrong, "--server", NOBODY]), 2, "misread");
    assert!(!other.path("data").exists(), "nothing was made");
    // In small letters, without dashes, from standard input.
    let mut join = other.command(DAY_4, &["account", "join", "-", "--server", NOBODY]);
    let mut join = join.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let typed = format!("{}\n", code.replace('-', "").to_lowercase());
    std::io::Write::write_all(&mut join.stdin.take().unwrap(), typed.as_bytes()).unwrap();
    let joined = join.wait_with_output().unwrap();
    assert_eq!(joined.status.code(), Some(0), "{}", String::from_utf8_lossy(&joined.stderr));
    assert_eq!(other.json(DAY_4, &["sync", "--status"])["state"], "waiting");
    assert_eq!(other.fine(DAY_4, &["account", "code", "--show"]).trim_end(), code);
}

#[test]
fn deleting_everything_is_for_whoever_says_so_and_leaves_what_is_not_its_own() {
    let desk = Desk::on_day_4();
    refused(&desk.run(DAY_4, &["delete"]), 2, "--yes");
    desk.fine(DAY_4, &["today"]);
    let note = desk.file("data/note.txt", "mine");
    assert_eq!(desk.fine(DAY_4, &["delete", "--yes"]), "Everything on this device was deleted.\n");
    assert_eq!(std::fs::read_to_string(&note).unwrap(), "mine");
    assert_eq!(std::fs::read_dir(desk.path("data")).unwrap().count(), 1);
    refused(&desk.run(DAY_4, &["today", "--zone", "Europe/London"]), 2, "stipple course start");
    std::fs::remove_file(note).unwrap();
    // Nothing is there any more, and that is no error.
    assert_eq!(desk.json(DAY_4, &["delete", "--yes"])["lines"][0], "Everything on this device was deleted.");
    assert!(!desk.path("data").exists());
}

#[test]
fn in_an_account_nothing_is_deleted_before_the_server_knows_or_its_person_says_so() {
    let (desk, _) = alone();
    refused(&desk.run(DAY_4, &["delete", "--yes"]), 2, "--account leave");
    let before = desk.kept();
    let all = ["delete", "--account", "delete", "--yes"];
    refused(&desk.run(DAY_4, &all), 1, "The server has not heard of it yet, so nothing was deleted.");
    assert_eq!(desk.kept(), before);
    // What was chosen is kept: it is not asked for again.
    assert_eq!(desk.json(DAY_4, &["sync", "--status"])["leaving"], true);
    refused(&desk.run(DAY_4, &["delete", "--yes"]), 1, "Try again once you are online");
    assert_eq!(desk.kept(), before);
    desk.fine(DAY_4, &["delete", "--anyway", "--yes"]);
    assert!(!desk.path("data").exists());

    // Of one that no server has heard of, there is nobody to tell.
    let (desk, _) = alone();
    desk.fine(DAY_4, &["delete", "--account", "leave", "--yes"]);
    assert!(!desk.path("data").exists());
}

#[test]
fn leaving_asks_and_keeps_what_is_here() {
    let (desk, _) = alone();
    refused(&desk.run(DAY_4, &["account", "forget"]), 2, "--yes");
    refused(&desk.run(DAY_4, &["account", "forget", "--delete"]), 2, "--yes");
    let before = desk.kept();
    let left = desk.run(DAY_4, &["account", "forget", "--yes"]);
    assert_eq!(left.code, 0, "{}", left.err);
    assert_eq!(desk.kept(), before);
    let status: Value = desk.json(DAY_4, &["sync", "--status"]);
    assert_eq!(status["state"], "none");
}
