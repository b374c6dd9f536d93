//! What screens read, from the projections.
//!
//! One course costs what that course has, whatever else is in the diary. Not for: writing them (`projection`).

use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::entry::Place;
use super::error::DiaryError;
use super::kinds::PinnedSheet;
use super::log::uuid;
use super::settings::Settings;
use super::state::{Consultation, CourseState, DiaryState, NoteState, ReportState, SessionState, SheetPin};
use crate::course::{LoggedSession, SkinReport, Timing};
use crate::reminders::QuietHours;
use crate::time::Instant;

/// Everything.
pub(super) fn state(conn: &Connection) -> Result<DiaryState, DiaryError> {
    let mut courses = Vec::new();
    for id in courses_in_order(conn)? {
        courses.extend(course(conn, id)?);
    }
    Ok(DiaryState { courses, settings: settings(conn)? })
}

/// The ids of the courses, in the order in which they were entered.
pub(super) fn courses_in_order(conn: &Connection) -> Result<Vec<Uuid>, DiaryError> {
    collect(conn, "SELECT id FROM courses ORDER BY opened", None, |row| uuid(row, 0))
}

/// The course entered last.
pub(super) fn active(conn: &Connection) -> Result<Option<CourseState>, DiaryError> {
    let mut statement = conn.prepare_cached("SELECT id FROM courses ORDER BY opened DESC LIMIT 1")?;
    let id: Option<[u8; 16]> = statement.query_row([], |row| row.get(0)).optional()?;
    match id {
        Some(id) => course(conn, Uuid::from_bytes(id)),
        None => Ok(None),
    }
}

/// The course of that id.
pub(super) fn course(conn: &Connection, id: Uuid) -> Result<Option<CourseState>, DiaryError> {
    let found = collect(
        conn,
        "SELECT opened, started, zone, sessions_planned, attributes, consultation_at, consultation_note, completed
         FROM courses WHERE id = ?1",
        Some(id),
        |row| {
            let opened: Vec<u8> = row.get(0)?;
            let consultation = moment(row, 5)?.zip(row.get(6)?);
            Ok(CourseState {
                id,
                opened: Place::from_bytes(&opened).ok_or_else(|| DiaryError::damaged("the place of a course"))?,
                started: Instant::from_micros(row.get(1)?),
                zone: zone(row, 2)?,
                sessions_planned: row.get(3)?,
                attributes: json(row, 4)?,
                consultation: consultation.map(|(at, note)| Consultation { at, note }),
                completed: moment(row, 7)?,
                sheets: Vec::new(),
                sessions: Vec::new(),
                reports: Vec::new(),
                notes: Vec::new(),
                photos: Vec::new(),
            })
        },
    )?;
    let Some(mut course) = found.into_iter().next() else { return Ok(None) };
    course.sheets = sheets(conn, id)?;
    course.sessions = sessions(conn, id)?;
    course.sessions.sort_by_key(|session| (session.logged.start(), session.id));
    course.reports = collect(
        conn,
        "SELECT id, at, seen, gone FROM reports WHERE course = ?1 ORDER BY at, id",
        Some(id),
        |row| {
            let report = SkinReport {
                at: Instant::from_micros(row.get(1)?),
                seen: json(row, 2)?,
                gone: json(row, 3)?,
            };
            Ok(ReportState { id: uuid(row, 0)?, report })
        },
    )?;
    course.notes =
        collect(conn, "SELECT id, at, text FROM notes WHERE course = ?1 ORDER BY at, id", Some(id), |row| {
            Ok(NoteState { id: uuid(row, 0)?, at: Instant::from_micros(row.get(1)?), text: row.get(2)? })
        })?;
    course.photos = super::rows_photo::read(conn, id)?;
    Ok(Some(course))
}

/// The settings.
pub(super) fn settings(conn: &Connection) -> Result<Settings, DiaryError> {
    let found =
        collect(conn, "SELECT quiet_from, quiet_until, discreet, locale FROM settings", None, |row| {
            let minutes = row.get::<_, Option<u32>>(0)?.zip(row.get(1)?);
            let quiet = minutes.and_then(|(from, until)| QuietHours::from_minutes(from, until));
            Ok(Settings { quiet, discreet: row.get(2)?, locale: row.get(3)? })
        })?;
    Ok(found.into_iter().next().unwrap_or_default())
}

fn sheets(conn: &Connection, course: Uuid) -> Result<Vec<SheetPin>, DiaryError> {
    collect(
        conn,
        "SELECT sheets.entry, sheets.accepted, entries.body
         FROM sheets JOIN entries ON entries.id = sheets.entry WHERE sheets.course = ?1 ORDER BY sheets.position",
        Some(course),
        |row| {
            // The text is read by serde_json, not by SQLite: its JSON functions stop at a character U+0000.
            let Pinning { sheet } = json(row, 2)?;
            Ok(SheetPin { entry: uuid(row, 0)?, accepted: Instant::from_micros(row.get(1)?), sheet })
        },
    )
}

#[derive(serde::Deserialize)]
struct Pinning {
    sheet: PinnedSheet,
}

fn sessions(conn: &Connection, course: Uuid) -> Result<Vec<SessionState>, DiaryError> {
    collect(
        conn,
        "SELECT id, done, starts, ends, zone, final, touch_up, shadowed, notes FROM sessions WHERE course = ?1",
        Some(course),
        |row| {
            let timing = match (row.get(1)?, moment(row, 2)?, moment(row, 3)?) {
                (true, started, Some(ended)) => Timing::Done { started, ended },
                (false, Some(starts), ends) => Timing::Planned { starts, ends },
                _ => return Err(DiaryError::damaged("the times of a session")),
            };
            let logged =
                LoggedSession { timing, zone: zone(row, 4)?, is_final: row.get(5)?, touch_up: row.get(6)? };
            Ok(SessionState { id: uuid(row, 0)?, logged, shadowed: row.get(7)?, notes: json(row, 8)? })
        },
    )
}

pub(super) fn collect<T>(
    conn: &Connection,
    sql: &str,
    of: Option<Uuid>,
    read: impl Fn(&Row) -> Result<T, DiaryError>,
) -> Result<Vec<T>, DiaryError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = match of {
        Some(id) => statement.query([id.as_bytes()])?,
        None => statement.query([])?,
    };
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

pub(super) fn moment(row: &Row, column: usize) -> Result<Option<Instant>, DiaryError> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Instant::from_micros))
}

fn zone(row: &Row, column: usize) -> Result<Option<Tz>, DiaryError> {
    let name: Option<String> = row.get(column)?;
    name.map(|name| name.parse().map_err(|_| DiaryError::damaged("a time zone"))).transpose()
}

pub(super) fn json<T: DeserializeOwned>(row: &Row, column: usize) -> Result<T, DiaryError> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|_| DiaryError::damaged("a list or a body"))
}
