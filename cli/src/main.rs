//! The `stipple` program: reads a command line, asks the core, prints a record.
//!
//! Not for: any decision that another shell would need; the core makes those.

mod answer;
mod args;
mod commands;
mod context;
mod failure;
mod fetched;
mod files;
mod json;
mod keys;
mod moment;
mod paint;
mod print_account;
mod print_answer;
mod print_board;
mod print_course;
mod print_photo;
mod print_qr;
mod print_sheet;
mod progress;
mod sheets;
mod signing;
mod table;
mod zone;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use failure::{Ending, Failure};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return unread(&error),
    };
    let asked = matches!(cli.command, Some(Command::Can(_)));
    match commands::run(cli) {
        Ok(ending) => ending.into(),
        Err(failure) => failure.tell(asked),
    }
}

/// Help and the version, or why the command line cannot be read: in one line.
fn unread(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            match paint::print(&error.render().ansi().to_string()) {
                Ok(()) => Ending::Fine.into(),
                Err(error) => Failure::Output(error).tell(false),
            }
        }
        _ => Failure::Input(one_line(error)).tell(false),
    }
}

/// The first paragraph of what clap says, its tip, and where help is.
fn one_line(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (command, path) = named();
    let no_command = [ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, ErrorKind::MissingSubcommand];
    let said = if no_command.contains(&error.kind()) {
        let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        format!("`{path}` needs a command: {}", known.join(", "))
    } else {
        words(text.trim_start_matches("error: ").split("\n\n").next().unwrap_or_default())
    };
    let tip = text.lines().find_map(|line| line.trim().strip_prefix("tip: "));
    let tip = tip.map(|tip| format!("; {}", words(tip))).unwrap_or_default();
    format!("{said}{tip} (see `{path} --help`)")
}

/// The command that the command line names, as far as it names one: `stipple session done`.
fn named() -> (clap::Command, String) {
    let mut command = Cli::command();
    let mut path = command.get_name().to_owned();
    for word in std::env::args_os().skip(1) {
        let Some(found) = word.to_str().and_then(|word| command.find_subcommand(word)).cloned() else {
            continue;
        };
        path = format!("{path} {}", found.get_name());
        command = found;
    }
    (command, path)
}
