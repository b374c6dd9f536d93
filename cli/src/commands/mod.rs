//! The commands, each a few lines: read what was given, ask the core, print what it says.
//!
//! Not for: deciding anything, or laying it out (`print_*`).

mod account;
mod ask;
mod course;
mod delete;
mod photo;
mod photo_pictures;
mod session;
mod sheet;
mod signed;
mod signed_online;
mod sync;
mod today;
mod ways_out;

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use clap::CommandFactory;
use stipple_core::companion::view::DoneView;
use stipple_core::companion::{Companion, CompanionError};

use crate::answer;
use crate::args::{Cli, Command, Today};
use crate::context::{Context, refused};
use crate::failure::{Ending, Failure, Outcome};
use crate::{paint, print_answer};

/// Runs what the command line asks for.
pub fn run(cli: Cli) -> Outcome {
    match cli.command {
        // These two need no zone, no time and no folder.
        Some(Command::Answer) => batch(),
        Some(Command::Completions { shell }) => completions(shell),
        command => with_context(&Context::new(cli.global)?, command),
    }
}

fn with_context(context: &Context, command: Option<Command>) -> Outcome {
    match command {
        None => today::bare(context),
        Some(Command::Today(what)) => today::run(context, &what),
        Some(Command::Can(what)) => ask::can(context, &what),
        Some(Command::When(what)) => ask::when(context, &what),
        Some(Command::Clear(what)) => ask::clear(context, &what),
        Some(Command::Ready) => ask::ready(context),
        Some(Command::Course(what)) => course::run(context, what),
        Some(Command::Session(what)) => session::run(context, what),
        Some(Command::Skin(what)) => course::skin(context, what),
        Some(Command::Photo(what)) => photo::run(context, what),
        Some(Command::Undo) => change(context, Companion::undo),
        Some(Command::Remind(what)) => ways_out::remind(context, &what),
        Some(Command::Calendar(what)) => ways_out::calendar(context, &what),
        Some(Command::Report(what)) => ways_out::report(context, &what),
        Some(Command::Export(what)) => ways_out::export(context, &what),
        Some(Command::Import(what)) => ways_out::import(context, &what),
        Some(Command::Delete(what)) => delete::run(context, &what),
        Some(Command::Sheet(what)) => sheet::run(context, what),
        Some(Command::Account(what)) => account::run(context, what),
        Some(Command::Sync(what)) => sync::run(context, &what),
        Some(Command::Answer | Command::Completions { .. }) => Ok(Ending::Fine),
    }
}

/// Opens the diary, asks, and gives the answer beside the companion that gave it.
fn ask<T>(
    context: &Context,
    question: impl FnOnce(&Companion) -> Result<T, CompanionError>,
) -> Result<(Companion, T), Failure> {
    let companion = context.open()?;
    match question(&companion) {
        Ok(answer) => Ok((companion, answer)),
        Err(error) => Err(refused(&companion, &error)),
    }
}

/// Opens the diary, changes something, and prints what that did.
fn change(
    context: &Context,
    what: impl FnOnce(&mut Companion) -> Result<DoneView, CompanionError>,
) -> Outcome {
    let mut companion = context.open()?;
    let done = what(&mut companion).map_err(|error| refused(&companion, &error))?;
    context.show(&done, print_answer::done).map_err(|failure| match failure {
        Failure::Output(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Failure::outside(format!("it was done, but could not be printed: {error}"))
        }
        other => other,
    })?;
    Ok(Ending::Fine)
}

/// Fails where nobody can be asked: an option has to say it there, as `why` tells.
fn at_terminal(context: &Context, why: &str) -> Result<(), Failure> {
    if context.json || !io::stdin().is_terminal() { Err(Failure::input(why)) } else { Ok(()) }
}

/// Asks at a terminal.
fn agreed(context: &Context, question: &str, why: &str) -> Result<bool, Failure> {
    at_terminal(context, why)?;
    write!(io::stderr(), "{question} [y/N] ")?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}

fn batch() -> Outcome {
    answer::run(io::stdin().lock(), io::BufWriter::new(io::stdout().lock()))?;
    Ok(Ending::Fine)
}

fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "stipple", &mut script);
    paint::print(&String::from_utf8_lossy(&script))?;
    Ok(Ending::Fine)
}

/// What `today` is asked where nothing is given.
const fn plain_today() -> Today {
    Today { ended: Vec::new(), sheet: None, told: false }
}
