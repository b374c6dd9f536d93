//! The table of photos, written and read.
//!
//! Not for: adding entries up (`fold_photo`), or the files (`vault`).

use rusqlite::{Connection, Transaction, params};
use uuid::Uuid;

use super::error::DiaryError;
use super::kinds_photo::{PhotoHash, TakenFrom};
use super::log::uuid;
use super::reading::{collect, json, moment};
use super::state::{CourseState, PhotoState};
use crate::time::Instant;

/// Writes a course's photos.
pub(super) fn write(tx: &Transaction, course: &CourseState) -> Result<(), DiaryError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO photos (course, id, angle, taken, offset, taken_from, hash, media, bytes, width, height,
                             sharpness, findings, note, tags, removed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?;
    for photo in &course.photos {
        statement.execute(params![
            course.id.as_bytes(),
            photo.id.as_bytes(),
            photo.angle.as_str(),
            photo.taken.micros(),
            photo.offset,
            text(&photo.taken_from),
            photo.hash.0,
            photo.media,
            photo.bytes,
            photo.width,
            photo.height,
            photo.sharpness,
            text(&photo.findings),
            photo.note,
            text(&photo.tags),
            photo.removed.map(Instant::micros),
        ])?;
    }
    Ok(())
}

/// Reads a course's photos.
pub(super) fn read(conn: &Connection, course: Uuid) -> Result<Vec<PhotoState>, DiaryError> {
    collect(
        conn,
        "SELECT id, angle, taken, offset, taken_from, hash, media, bytes, width, height, sharpness, findings, note,
                tags, removed
         FROM photos WHERE course = ?1 ORDER BY taken, id",
        Some(course),
        |row| {
            let angle: String = row.get(1)?;
            Ok(PhotoState {
                id: uuid(row, 0)?,
                angle: angle.parse().map_err(|_| DiaryError::damaged("the angle of a photo"))?,
                taken: Instant::from_micros(row.get(2)?),
                offset: row.get(3)?,
                taken_from: json::<TakenFrom>(row, 4)?,
                hash: PhotoHash(row.get(5)?),
                media: row.get(6)?,
                bytes: row.get(7)?,
                width: row.get(8)?,
                height: row.get(9)?,
                sharpness: row.get(10)?,
                findings: json(row, 11)?,
                note: row.get(12)?,
                tags: json(row, 13)?,
                removed: moment(row, 14)?,
            })
        },
    )
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("words and plain structs of finite numbers always serialise")
}
