//! Runs the real program in a folder of its own, and compares what it prints with golden files.
//!
//! Not for: what is printed (the tests say).

#![allow(clippy::unwrap_used, clippy::panic, dead_code)] // helpers fail a test; not every test uses all of them

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Day 4 after a session that ended on 1 May at 17:30, in London.
pub const DAY_4: &str = "2026-05-05T09:00:00+01:00";

/// A folder with a course in it, or with none.
pub struct Desk {
    folder: tempfile::TempDir,
    columns: &'static str,
}

/// What the program said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The program, with nothing of the environment that changes what it prints.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stipple"));
    for name in
        ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "LANG", "LC_ALL", "LC_TIME", "COLUMNS", "UPDATE_GOLDEN"]
    {
        command.env_remove(name);
    }
    command.env("TZ", "Europe/London").stdin(Stdio::null());
    command
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Desk {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), columns: "98" }
    }

    /// A course under the built-in sheet, and its first session.
    pub fn on_day_4() -> Self {
        let desk = Self::empty();
        desk.fine("2026-05-01 12:00", &["course", "start"]);
        desk.fine("2026-05-01 18:00", &["session", "done", "--ended", "2026-05-01 17:30"]);
        desk
    }

    /// The same with other columns.
    pub fn wide(mut self, columns: &'static str) -> Self {
        self.columns = columns;
        self
    }

    /// A file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The same as a text, for a command line.
    pub fn at(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    /// Writes a file into the folder.
    pub fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name).display().to_string()
    }

    /// The program at that moment, not run yet.
    pub fn command(&self, at: &str, args: &[&str]) -> Command {
        let mut command = program();
        command.env("COLUMNS", self.columns).arg("--data").arg(self.path("data")).args(args);
        // `answer` and the like take the option too; it is left out where a test says so.
        if !at.is_empty() {
            command.args(["--at", at]);
        }
        command
    }

    /// Runs it.
    pub fn run(&self, at: &str, args: &[&str]) -> Said {
        self.command(at, args).output().unwrap().into()
    }

    /// Runs it, and it has to end well.
    pub fn fine(&self, at: &str, args: &[&str]) -> String {
        let said = self.run(at, args);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{args:?}\n{}", said.out);
        said.out
    }

    /// Runs it with `--json`; it has to print one line.
    pub fn json(&self, at: &str, args: &[&str]) -> Value {
        let said = self.run(at, &[args, &["--json"]].concat());
        assert_eq!(said.err, "", "{args:?}");
        assert_eq!(said.out.lines().count(), 1, "{args:?}: {}", said.out);
        serde_json::from_str(&said.out).unwrap()
    }

    /// Everything that is kept.
    pub fn kept(&self) -> String {
        self.fine("", &["export", "-o", "-"])
    }
}

/// What a program with more to its command line says.
pub fn run<S: AsRef<OsStr>>(args: &[S]) -> Said {
    program().args(args).output().unwrap().into()
}

/// Compares a text with a golden file.
pub fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        text, expected,
        "golden/{name} differs. If that is meant: UPDATE_GOLDEN=1 cargo test -p stipple-cli, and look at the change"
    );
}
