//! The help of every command, held to golden files, and that nothing is promised that is not there.
//!
//! Not for: what commands do (`commands`).

mod support;

use support::{golden, run};

/// The commands that a help lists.
fn listed(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = lines.take_while(|line| !line.is_empty());
    // Further lines of a description are indented more deeply.
    let names = lines.filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')));
    names.filter_map(|line| line.split(' ').next()).map(str::to_owned).filter(|name| name != "help").collect()
}

fn walk(path: &[String], seen: &mut Vec<String>) {
    let said = run(&[path, &["--help".to_owned()]].concat());
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{path:?}");
    let name = if path.is_empty() { "stipple".to_owned() } else { path.join("-") };
    golden(&format!("help/{name}.txt"), &said.out);
    // `help x` says what `x --help` says.
    assert_eq!(run(&[&["help".to_owned()], path].concat()).out, said.out, "{path:?}");
    let commands = listed(&said.out);
    assert!(!commands.is_empty() || said.out.contains("Example"), "{path:?} teaches by no example");
    for command in commands {
        let path = [path, &[command]].concat();
        seen.push(path.join(" "));
        walk(&path, seen);
    }
}

#[test]
fn every_help_teaches_and_is_as_it_was() {
    let mut seen = Vec::new();
    walk(&[], &mut seen);
    for there in [
        "today",
        "can",
        "session done",
        "sheet check",
        "course consultation",
        "photo add",
        "completions",
        "account join",
        "sheet accept",
        "sync",
        "report",
        "delete",
    ] {
        assert!(seen.iter().any(|command| command == there), "{there}");
    }
}

#[test]
fn the_version_is_one_line() {
    assert_eq!(run(&["--version"]).out, format!("stipple {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn completions_are_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let said = run(&["completions", shell]);
        assert_eq!(said.code, 0);
        assert!(said.out.contains("stipple"), "{shell}");
    }
}
