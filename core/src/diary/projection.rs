//! The tables that screens read, written from what the log adds up to.
//!
//! After a change only what it touches is folded again: each course it names, the settings, and for an undo whatever
//! its target touches. Not for: adding up (`fold`), or reading the tables (`reading`).

use std::collections::BTreeSet;

use chrono_tz::Tz;
use rusqlite::{Transaction, params};
use uuid::Uuid;

use super::body::Body;
use super::entry::Entry;
use super::error::DiaryError;
use super::fold::{FOLD_VERSION, fold};
use super::kinds::Undo;
use super::log;
use super::settings::Settings;
use super::state::CourseState;
use crate::course::Timing;
use crate::reminders::QuietHours;
use crate::time::Instant;

/// What a change touches.
#[derive(Debug, Default)]
pub(super) struct Touched {
    courses: BTreeSet<Uuid>,
    settings: bool,
    /// Changes and entries that undos name.
    targets: BTreeSet<Uuid>,
    /// Whether an entry lost its body.
    erased: bool,
}

impl Touched {
    /// Adds what an entry touches.
    pub(super) fn add(&mut self, entry: &Entry) {
        match Body::read(&entry.kind, &entry.body) {
            Some(Body::Undo(Undo { undoes })) => {
                self.targets.insert(undoes);
            }
            Some(Body::SettingsSet(_)) => self.settings = true,
            _ => self.courses.extend(log::course_of(&entry.kind, &entry.body)),
        }
    }

    /// Notes that an entry lost its body.
    pub(super) const fn erased(&mut self) {
        self.erased = true;
    }

    /// Whether an entry lost its body.
    pub(super) const fn has_erased(&self) -> bool {
        self.erased
    }

    /// Follows undos, and undos of undos, to what they take back.
    fn follow(&mut self, tx: &Transaction) -> Result<(), DiaryError> {
        let mut seen = BTreeSet::new();
        while let Some(target) = self.targets.pop_first() {
            if seen.insert(target) {
                for entry in log::select(tx, "WHERE id = ?1 OR change = ?1", [target.as_bytes()])? {
                    self.add(&entry);
                }
            }
        }
        Ok(())
    }
}

/// Brings the projections in line with the log where a change touched them.
pub(super) fn refresh(tx: &Transaction, mut touched: Touched) -> Result<(), DiaryError> {
    touched.follow(tx)?;
    if touched.courses.is_empty() && !touched.settings {
        return Ok(());
    }
    let undos = log::undos(tx)?;
    for course in touched.courses {
        let mut entries = log::select(tx, "WHERE course = ?1", [course.as_bytes()])?;
        entries.extend(undos.iter().cloned());
        tx.execute("DELETE FROM courses WHERE id = ?1", [course.as_bytes()])?;
        if let Some(state) = fold(entries).course(course) {
            write_course(tx, state)?;
        }
    }
    if touched.settings {
        let mut entries = log::select(tx, "WHERE course IS NULL AND kind = 'settings.set'", [])?;
        entries.extend(undos);
        write_settings(tx, &fold(entries).settings)?;
    }
    Ok(())
}

/// Makes all projections anew from the log.
pub(super) fn rebuild(tx: &Transaction) -> Result<(), DiaryError> {
    log::derive_courses(tx)?;
    tx.execute_batch("DELETE FROM courses; DELETE FROM settings;")?;
    let state = fold(log::select(tx, "", [])?);
    for course in &state.courses {
        write_course(tx, course)?;
    }
    write_settings(tx, &state.settings)?;
    tx.execute("UPDATE projections SET fold = ?1", [FOLD_VERSION])?;
    Ok(())
}

fn write_course(tx: &Transaction, course: &CourseState) -> Result<(), DiaryError> {
    let id = course.id.as_bytes();
    let consultation = course.consultation.as_ref();
    tx.prepare_cached(
        "INSERT INTO courses (id, opened, started, zone, sessions_planned, attributes, consultation_at,
                              consultation_note, completed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        id,
        course.opened.to_bytes(),
        course.started.micros(),
        course.zone.map(Tz::name),
        course.sessions_planned,
        list(&course.attributes),
        consultation.map(|consultation| consultation.at.micros()),
        consultation.map(|consultation| &consultation.note),
        course.completed.map(Instant::micros),
    ])?;
    let mut sheets = tx.prepare_cached(
        "INSERT INTO sheets (course, position, entry, accepted, id, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, pin) in (0i64..).zip(&course.sheets) {
        let accepted = pin.accepted.micros();
        sheets.execute(params![
            id,
            position,
            pin.entry.as_bytes(),
            accepted,
            pin.sheet.id,
            pin.sheet.revision
        ])?;
    }
    let mut reports =
        tx.prepare_cached("INSERT INTO reports (course, id, at, seen, gone) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for state in &course.reports {
        let report = &state.report;
        reports.execute(params![
            id,
            state.id.as_bytes(),
            report.at.micros(),
            list(&report.seen),
            list(&report.gone)
        ])?;
    }
    let mut notes = tx.prepare_cached("INSERT INTO notes (course, id, at, text) VALUES (?1, ?2, ?3, ?4)")?;
    for note in &course.notes {
        notes.execute(params![id, note.id.as_bytes(), note.at.micros(), note.text])?;
    }
    super::rows_photo::write(tx, course)?;
    write_sessions(tx, course)
}

fn write_sessions(tx: &Transaction, course: &CourseState) -> Result<(), DiaryError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO sessions (course, id, done, starts, ends, zone, final, touch_up, shadowed, notes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for session in &course.sessions {
        let logged = &session.logged;
        let (done, starts, ends) = match logged.timing {
            Timing::Done { started, ended } => (true, started, Some(ended)),
            Timing::Planned { starts, ends } => (false, Some(starts), ends),
        };
        statement.execute(params![
            course.id.as_bytes(),
            session.id.as_bytes(),
            done,
            starts.map(Instant::micros),
            ends.map(Instant::micros),
            logged.zone.map(Tz::name),
            logged.is_final,
            logged.touch_up,
            session.shadowed,
            json(&session.notes),
        ])?;
    }
    Ok(())
}

fn write_settings(tx: &Transaction, settings: &Settings) -> Result<(), DiaryError> {
    tx.execute("DELETE FROM settings", [])?;
    if *settings == Settings::default() {
        return Ok(());
    }
    let (from, until) = settings.quiet.map(QuietHours::minutes).unzip();
    tx.execute(
        "INSERT INTO settings (only_row, quiet_from, quiet_until, discreet, locale) VALUES (1, ?1, ?2, ?3, ?4)",
        params![from, until, settings.discreet, settings.locale],
    )?;
    Ok(())
}

fn list(words: &[String]) -> String {
    json(&words)
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("words and plain structs of words always serialise")
}
