//! What every command is run with: the options that all take, the time, the zone, and the way to the core.
//!
//! Everything is made when it is first needed. Not for: what commands do (`commands`).

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Serialize;
use stipple_core::companion::{
    AccountDesk, AccountError, Companion, CompanionError, Connection, DIARY_FILE, Setting, connect,
};
use stipple_core::ports::system::{SystemClock, SystemIds};
use stipple_core::ports::{Clock, Ids};
use stipple_core::time::Instant;
use stipple_core::words::{Style, Words};

use crate::args::Global;
use crate::failure::{self, Failure};
use crate::fetched::Fetched;
use crate::keys::FileKeys;
use crate::moment::{Lean, Reader};
use crate::table::Page;
use crate::{json, paint, zone};

/// What a command is run with.
pub struct Context {
    /// Whether to print JSON.
    pub json: bool,
    /// The moment asked about, and at which something is entered.
    pub now: Instant,
    /// The zone of dates and local times.
    pub zone: Tz,
    /// Whether that moment was given, and is not simply the present.
    pub asked_about: bool,
    data: Option<PathBuf>,
    clock: Arc<dyn Clock>,
}

/// A clock that shows the moment that was asked about.
struct AskedAbout(Instant);

impl Clock for AskedAbout {
    fn now(&self) -> Instant {
        self.0
    }
}

impl Context {
    /// Reads the zone and the moment asked about.
    pub fn new(global: Global) -> Result<Self, Failure> {
        let Global { data, zone, at, json } = global;
        let zone = zone::resolve(zone.as_deref())?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let mut context = Self { json, now: clock.now(), zone, asked_about: at.is_some(), data, clock };
        if let Some(at) = at {
            context.now = context.moment("--at", &at, Lean::Earlier)?;
            context.clock = Arc::new(AskedAbout(context.now));
        }
        Ok(context)
    }

    /// What reads moments and dates.
    pub const fn reader(&self) -> Reader {
        Reader { now: self.now, zone: self.zone }
    }

    /// Reads the moment that an option gives, and tells where the clocks leave two readings.
    pub fn moment(&self, option: &str, text: &str, lean: Lean) -> Result<Instant, Failure> {
        let moment =
            self.reader().moment(text, lean).map_err(|error| Failure::input(format!("{option}: {error}")))?;
        if let Some(told) = moment.told {
            failure::say(format!("{option}: {told}"));
        }
        Ok(moment.at)
    }

    /// The same where the option may be left out.
    pub fn maybe(&self, option: &str, text: Option<&String>, lean: Lean) -> Result<Option<Instant>, Failure> {
        text.map(|text| self.moment(option, text, lean)).transpose()
    }

    /// Reads the date that an option gives.
    pub fn date(&self, option: &str, text: &str) -> Result<NaiveDate, Failure> {
        let read = self.reader().date(text);
        read.map_err(|_| {
            let text: String = text.chars().take(60).collect();
            Failure::input(format!(
                "{option}: `{text}` is no date: write one such as 2026-06-09, or \"in 2 weeks\""
            ))
        })
    }

    /// Opens the diary.
    pub fn open(&self) -> Result<Companion, Failure> {
        let setting = Setting {
            file: self.folder()?.join(DIARY_FILE),
            zone: self.zone,
            locales: locales(),
            style: Style::default(),
            clock: Arc::clone(&self.clock),
            ids: Arc::new(SystemIds) as Arc<dyn Ids>,
        };
        let (companion, report) = Companion::open(setting).map_err(Failure::outside)?;
        match report.set_aside {
            None => Ok(companion),
            Some(aside) => Err(Failure::outside(format!(
                "your data was broken ({}). It was set aside as {} and nothing was deleted; nothing else was done. \
                 Bring an export in with `stipple import FILE`, or begin anew",
                aside.reason,
                aside.path.display()
            ))),
        }
    }

    /// This terminal's place for secrets.
    pub fn keys(&self) -> Result<FileKeys, Failure> {
        Ok(FileKeys::within(&self.folder()?))
    }

    /// An error of the core's where no diary is asked, in this person's words.
    pub fn told(&self, error: &CompanionError) -> String {
        let words = words();
        error.told(&words, &words.dates(self.now, self.zone))
    }

    /// The server that is meant: the one that was given, else the account's.
    pub fn server(&self, given: Option<&str>, companion: &Companion) -> Result<String, Failure> {
        if let Some(given) = given {
            return Ok(given.to_owned());
        }
        let desk = companion.account_desk().map_err(|error| refused(companion, &error))?;
        let told = |error| match error {
            CompanionError::Account(AccountError::NoAccount) => {
                Failure::input("say which server: --server URL")
            }
            error => refused_at(&desk)(error),
        };
        desk.server(&self.keys()?).map_err(told)
    }

    /// The server at an address. Nobody is asked yet.
    pub fn server_at(&self, address: &str) -> Result<Connection, Failure> {
        connect(address).map_err(|error| Failure::input(self.told(&error)))
    }

    /// The same with the present moment, for what runs on; a moment that was asked about stays.
    pub fn again(&self) -> Self {
        let now = self.clock.now();
        Self { now, data: self.data.clone(), clock: Arc::clone(&self.clock), ..*self }
    }

    /// Where sheets lie that were fetched.
    pub fn fetched(&self) -> Result<Fetched, Failure> {
        Ok(Fetched::within(&self.folder()?))
    }

    /// The folder of data. It need not be there.
    pub fn folder(&self) -> Result<PathBuf, Failure> {
        if let Some(folder) = &self.data {
            return Ok(folder.clone());
        }
        let folders = directories::ProjectDirs::from("", "", "stipple");
        let folder = folders.map(|folders| folders.data_dir().to_owned());
        folder.ok_or_else(|| Failure::input("this system names no folder for data: give one with --data DIR"))
    }

    /// Prints a record: as JSON with instants in the zone asked about, or the page that `draw` makes of it.
    pub fn show<T: Serialize>(&self, record: &T, draw: impl FnOnce(&T, &mut Page)) -> Result<(), Failure> {
        if self.json {
            return print_json(&json::value(record, self.zone)?);
        }
        let mut page = page();
        draw(record, &mut page);
        print(&page.finish())
    }
}

/// Prints one line of JSON.
pub fn print_json(value: &serde_json::Value) -> Result<(), Failure> {
    print(&json::line(value))
}

/// Prints a text.
pub fn print(text: &str) -> Result<(), Failure> {
    Ok(paint::print(text)?)
}

/// The words for this person, where no diary is asked.
pub fn words() -> Words {
    let locales = locales();
    Words::new(&locales.iter().map(String::as_str).collect::<Vec<_>>(), Style::default())
}

/// An empty page as wide as the terminal.
pub fn page() -> Page {
    Page::new(paint::columns())
}

/// The languages that the environment asks for, best first. `C` and `POSIX` name none.
fn locales() -> Vec<String> {
    let set = ["LC_ALL", "LC_TIME", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    set.filter(|value| !value.is_empty()).collect()
}

/// What the companion would not do, told in its words, with the command that would be right.
pub fn refused(companion: &Companion, error: &CompanionError) -> Failure {
    failure(companion.told(error), error)
}

/// The same where only the account is at hand.
pub fn refused_at(desk: &AccountDesk) -> impl Fn(CompanionError) -> Failure + '_ {
    |error| failure(desk.told(&error), &error)
}

fn failure(mut told: String, error: &CompanionError) -> Failure {
    if let Some(hint) = hint(error) {
        told = format!("{told} ({hint})");
    }
    if error.is_bad_input() { Failure::Input(told) } else { Failure::Outside(told) }
}

/// The command that would be right.
const fn hint(error: &CompanionError) -> Option<&'static str> {
    Some(match error {
        CompanionError::NoCourse => "stipple course start",
        CompanionError::CourseExists => "stipple course finish",
        CompanionError::CourseComplete => "stipple session plan --touch-up, or stipple course start",
        CompanionError::NoSession { .. } | CompanionError::SessionTookPlace { .. } => "stipple session list",
        CompanionError::SameStart { .. } => "stipple session move",
        CompanionError::DoneInFuture { .. } => "stipple session plan",
        CompanionError::PlannedInPast { .. } => "stipple session done",
        CompanionError::Account(AccountError::NoAccount) => "stipple account create, or stipple account join",
        CompanionError::Account(AccountError::SecretLost) => "stipple account join",
        CompanionError::Account(AccountError::InAccount) => "stipple account forget",
        CompanionError::Account(AccountError::NotYet) => "stipple sync",
        CompanionError::Account(AccountError::NoDevice { .. }) => "stipple account devices",
        CompanionError::SheetRefused { .. } => "stipple sheet check",
        _ => return None,
    })
}
