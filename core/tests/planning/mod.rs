//! Courses under sheets for the tests of reminders and of the calendar file, in few words.
//!
//! Not for: anything that another test file needs (`support`).

#![allow(dead_code, clippy::unwrap_used)] // no test file needs all of it; what fails here fails a test

use std::sync::Arc;

use chrono_tz::Tz;
use stipple_core::aftercare::{Compiled, Rulebook, Situation};
use stipple_core::course::{Course, LoggedSession, SkinReport, Timing};
use stipple_core::export::calendar::CalendarInput;
use stipple_core::protocol::{Sheet, builtin};
use stipple_core::reminders::{QuietHours, Reminder, ReminderInput, ReminderSettings, upcoming};
use stipple_core::time::Instant;
use stipple_core::words::Words;

pub const LONDON: Tz = Tz::Europe__London;

pub fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

pub fn seed() -> Sheet {
    sheet(builtin("scalp-envy").unwrap())
}

pub fn sheet(text: &str) -> Sheet {
    Sheet::read(text).unwrap()
}

/// A sheet with one rule that bears on nothing, and what is given besides.
pub fn small(rest: &str) -> Sheet {
    sheet(&format!(
        "format = 1\n[sheet]\nid = \"small\"\nrevision = 1\nlanguage = \"en\"\nstudio = \"Small Studio\"\n{rest}"
    ))
}

pub fn done(ended: &str) -> LoggedSession {
    logged(Timing::Done { started: None, ended: at(ended) })
}

pub fn planned(starts: &str) -> LoggedSession {
    logged(Timing::Planned { starts: at(starts), ends: None })
}

pub fn last(session: LoggedSession) -> LoggedSession {
    LoggedSession { is_final: true, ..session }
}

pub fn touch_up(session: LoggedSession) -> LoggedSession {
    LoggedSession { touch_up: true, ..session }
}

pub fn logged(timing: Timing) -> LoggedSession {
    LoggedSession { timing, zone: None, is_final: false, touch_up: false }
}

/// A client's course, compiled, with what reminders are planned from besides.
pub struct Plan {
    pub compiled: Compiled,
    pub client: Vec<String>,
    pub skin: Vec<SkinReport>,
    pub photos: Vec<Instant>,
}

impl Plan {
    pub fn new(sheet: Sheet, sessions: &[LoggedSession], zone: Tz) -> Self {
        Self::with_skin(sheet, sessions, zone, Vec::new())
    }

    pub fn with_skin(sheet: Sheet, sessions: &[LoggedSession], zone: Tz, skin: Vec<SkinReport>) -> Self {
        let course = Course::new(sessions, false, &sheet).unwrap();
        let rulebook = Arc::new(Rulebook::new(Arc::new(sheet)));
        let compiled = Compiled::new(Situation::new(rulebook, course, &[], &skin, zone));
        Self { compiled, client: Vec::new(), skin, photos: Vec::new() }
    }

    pub fn input(&self) -> ReminderInput<'_> {
        ReminderInput {
            compiled: &self.compiled,
            client: &self.client,
            skin: &self.skin,
            photos: &self.photos,
            sessions: None,
        }
    }

    pub fn upcoming(&self, now: &str) -> Vec<Reminder> {
        upcoming(&self.input(), at(now), usize::MAX, &ReminderSettings::default())
    }

    /// What a calendar file is made from, last changed when the first session of the tests was logged.
    pub fn calendar(&self, discreet: bool) -> CalendarInput<'_> {
        CalendarInput {
            plan: self.input(),
            course_id: "course-of-the-tests",
            changed: at("2026-05-01T16:45:00Z"),
            quiet: QuietHours::default(),
            discreet,
        }
    }

    /// One line a reminder: when, its title and its body.
    pub fn lines(&self, reminders: &[Reminder], discreet: bool) -> Vec<String> {
        let situation = self.compiled.situation();
        let (rulebook, zone, words) = (situation.rulebook(), situation.zone(), Words::english());
        let line = |reminder: &Reminder| {
            let wording = reminder.wording(rulebook, &words, zone, discreet);
            let when = reminder.at.in_zone(zone).format("%Y-%m-%d %H:%M");
            format!("{when} | {} | {}", wording.title, wording.body)
        };
        reminders.iter().map(line).collect()
    }

    /// The lines in full, as of `now`.
    pub fn said(&self, now: &str) -> Vec<String> {
        self.lines(&self.upcoming(now), false)
    }

    /// Those lines that speak of something.
    pub fn about(&self, now: &str, what: &str) -> Vec<String> {
        let mut lines = self.said(now);
        lines.retain(|line| line.contains(what));
        lines
    }
}
