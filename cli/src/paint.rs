//! Colour, and where output goes.
//!
//! Text is always styled; `anstream` strips it unless standard output is a terminal, or `NO_COLOR` or `CLICOLOR_FORCE`
//! say otherwise. Not for: laying out (`table`).

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Color, Style};
use stipple_core::protocol::Verdict;

/// A heading, or what a line is about.
pub const STRONG: Style = Style::new().bold();
/// What stands beside.
pub const FAINT: Style = Style::new().dimmed();
/// As it is.
pub const PLAIN: Style = Style::new();
/// What a person should not overlook.
pub const WARN: Style = coloured(AnsiColor::Yellow).bold();
/// What is removed or refused.
pub const BAD: Style = coloured(AnsiColor::Red);
/// What is added or fine.
pub const GOOD: Style = coloured(AnsiColor::Green);

const fn coloured(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(colour)))
}

/// The colour of a verdict. It never stands alone: the words say the same.
pub const fn verdict(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Yes => GOOD,
        Verdict::YesIf => coloured(AnsiColor::Yellow),
        Verdict::Ask => coloured(AnsiColor::Cyan),
        Verdict::No => BAD,
    }
}

/// A text in a style. Empty text and the plain style leave no marks.
pub fn painted(text: &str, style: Style) -> String {
    if text.is_empty() || style == PLAIN { text.to_owned() } else { format!("{style}{text}{style:#}") }
}

/// Writes everything to standard output, in one piece where it can be.
pub fn print(text: &str) -> io::Result<()> {
    let stdout = io::stdout().lock();
    if AutoStream::choice(&stdout) == ColorChoice::Never {
        return whole(stdout, anstream::adapter::strip_str(text).to_string().as_bytes());
    }
    whole(AutoStream::auto(stdout), text.as_bytes())
}

fn whole(mut out: impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(bytes)?;
    out.flush()
}

/// How many columns there are: as `COLUMNS` says, else as the terminal says, else 80. Lines longer than 100 are
/// hard to read, so no more are used.
pub fn columns() -> usize {
    const MOST: usize = 100;
    let told = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    let terminal = || {
        let size = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
        size.map(|(width, _)| usize::from(width.0))
    };
    told.or_else(terminal).filter(|columns| *columns > 0).unwrap_or(80).min(MOST)
}
