//! How the program ends when it does not end well: one line on standard error, and an exit code.
//!
//! Not for: what an error means to a client (`stipple_core::companion` words those).

use std::fmt;
use std::io;
use std::process::ExitCode;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// What was given is wrong; nothing was changed.
    Input(String),
    /// Something outside failed: a disk, another process, what is in a file.
    Outside(String),
    /// The output could not be written.
    Output(io::Error),
}

/// What a command that did what it was asked ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All is well.
    Fine,
    /// `can`: no.
    No,
    /// `can`: ask the studio.
    Ask,
    /// What was to be checked is refused; it has been said why.
    Refused,
}

/// What a command comes to.
pub type Outcome = Result<Ending, Failure>;

impl Failure {
    /// What was given is wrong.
    pub fn input(what: impl fmt::Display) -> Self {
        Self::Input(what.to_string())
    }

    /// Something outside failed.
    pub fn outside(what: impl fmt::Display) -> Self {
        Self::Outside(what.to_string())
    }

    /// Whether whoever read the output has gone, which is no failure of this program.
    fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Says it in one line, and gives the exit code. `asked` is whether the command was `can`, whose 1 means "no":
    /// what kept it from an answer is then told by 2.
    pub fn tell(&self, asked: bool) -> ExitCode {
        if self.is_broken_pipe() {
            return ExitCode::SUCCESS;
        }
        say(self);
        match self {
            Self::Input(_) => ExitCode::from(2),
            Self::Outside(_) | Self::Output(_) => ExitCode::from(if asked { 2 } else { 1 }),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(what) | Self::Outside(what) => f.write_str(what),
            Self::Output(error) => write!(f, "the output could not be written: {error}"),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(match ending {
            Ending::Fine => 0,
            Ending::No => 1,
            Ending::Refused => 2,
            Ending::Ask => 3,
        })
    }
}

/// One line on standard error. That it cannot be written is nothing that could be said anywhere.
pub fn say(what: impl fmt::Display) {
    use io::Write as _;
    let line = crate::table::clean(&what.to_string());
    let _ = writeln!(io::stderr(), "stipple: {line}");
}
