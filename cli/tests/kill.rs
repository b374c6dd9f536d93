//! Killed at any moment, a command was done whole or not at all, and what it acknowledged stays.
//!
//! 200 kills with SIGKILL, after delays drawn from a seed, over every command that writes; after each the diary opens,
//! the export holds everything that was there before, and a command that ended with 0 is in it. Not for: power cuts,
//! which a process cannot play.

#![allow(clippy::unwrap_used)]

mod support;

use std::process::Stdio;
use std::time::{Duration, Instant};

use support::{DAY_4, Desk};

const KILLS: u32 = 200;
/// Some commands end before they are killed: those count too, as acknowledged. More rounds than this are not tried.
const ROUNDS: u32 = 600;
const SEED: u64 = 0x5717_7713;

/// xorshift64*: the same delays for the same seed.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound
    }
}

/// The entries of an export, one a line.
fn entries(archive: &str) -> Vec<&str> {
    archive
        .lines()
        .filter(|line| line.starts_with("{\"body\""))
        .map(|line| line.trim_end_matches(','))
        .collect()
}

/// Every command that writes into the diary or a file; `round` makes what they enter differ.
fn commands(round: u32, other: &str, out: &str) -> Vec<Vec<String>> {
    let text = format!("round {round}");
    let starts = format!("in {} days", 20 + round);
    let list: &[&[&str]] = &[
        &["session", "plan", "--starts", &starts],
        &["skin", "--seen", "scabs"],
        &["session", "note", "1", "--note", &text],
        &["session", "done", "--touch-up", "--ended", "now", "--note", &text],
        &["session", "move", "3", "--starts", &starts],
        &["session", "final", "1"],
        &["session", "final", "1", "--not"],
        &["session", "remove", "3"],
        &["course", "consultation", "--note", &text],
        &["course", "finish"],
        &["course", "reopen"],
        &["undo"],
        &["import", other],
        &["export", "-o", out],
    ];
    list.iter().map(|args| args.iter().map(|arg| (*arg).to_owned()).collect()).collect()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a kill has to come at some moment of a real process")]
fn a_killed_command_was_done_whole_or_not_at_all() {
    let desk = Desk::on_day_4();
    let [out, archive] = ["out.json", "archive.json"].map(|name| desk.path(name).display().to_string());
    let mut draw = Draw(SEED);
    // How long a command takes when it is left alone.
    let begun = Instant::now();
    desk.fine(DAY_4, &["skin", "--seen", "flaking"]);
    let mut most = u64::try_from(begun.elapsed().as_micros()).unwrap();
    let (mut killed, mut acknowledged, mut kept_though_killed) = (0, 0, 0);
    let mut before = desk.kept();
    for kill in 0..ROUNDS {
        if killed == KILLS {
            break;
        }
        let commands = commands(kill, &archive, &out);
        let args = &commands[kill as usize % commands.len()];
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        if args[0] == "import" {
            // Something to bring in that is new each time.
            let other = Desk::empty();
            other.fine(DAY_4, &["course", "start"]);
            std::fs::write(&archive, other.kept()).unwrap();
        }
        // Each a minute later than the one before, so that no two sessions share an instant.
        let at = format!("2026-05-06T{:02}:{:02}:00+01:00", 8 + kill / 60, kill % 60);
        let mut child = desk.command(&at, &args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(draw.below(most)));
        // It may have ended by itself: then its code says whether it acknowledged.
        let _ = child.kill();
        let code = child.wait().unwrap().code();
        let after = desk.kept();
        let place = format!("seed {SEED:#x}, kill {kill}, {args:?}, ended with {code:?}");
        let (old, new) = (entries(&before), entries(&after));
        let lost = old.iter().find(|entry| !new.contains(entry));
        assert!(lost.is_none(), "{place}: lost {lost:?}");
        let added: Vec<&&str> = new.iter().filter(|entry| !old.contains(entry)).collect();
        // `session done` with a note is two entries, and they come together.
        let whole = if args.get(1) == Some(&"done") { 2 } else { 1 };
        let writes = args[0] != "export";
        assert!(added.is_empty() || (writes && added.len() == whole), "{place}: {added:?}");
        match code {
            Some(0) => {
                acknowledged += 1;
                most = most * 97 / 100;
                assert!(!added.is_empty() || !writes, "{place}: acknowledged and not there");
            }
            Some(code) => assert!(code == 2 && added.is_empty(), "{place}: {added:?}"),
            None => {
                killed += 1;
                // Later kills hit the writing itself; how fast the machine is changes while this runs.
                most = most * 103 / 100;
                kept_though_killed += u32::from(!added.is_empty());
            }
        }
        // A file is the old or the new one, whole.
        if let Ok(written) = std::fs::read_to_string(&out) {
            assert!(written.ends_with("\"version\":1}\n"), "{place}: a file in part");
        }
        before = after;
    }
    desk.fine(DAY_4, &["today"]);
    println!("{killed} killed ({kept_though_killed} after they had written), {acknowledged} acknowledged");
    assert_eq!(killed, KILLS, "too few were killed in time");
}
