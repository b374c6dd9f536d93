//! What the log adds up to: what screens are drawn from.
//!
//! Not for: how it is added up (`fold`), numbering sessions or judging them (`course`).

use chrono_tz::Tz;
use uuid::Uuid;

use super::entry::Place;
use super::kinds::PinnedSheet;
use super::kinds_photo::{PhotoHash, TakenFrom};
use super::settings::Settings;
use crate::course::{LoggedSession, SessionNotes, SkinReport};
use crate::photo::{Angle, Finding};
use crate::time::Instant;

/// Everything that the log says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DiaryState {
    /// The courses, in the order in which they were entered.
    pub courses: Vec<CourseState>,
    /// The settings.
    pub settings: Settings,
}

/// One client's treatment.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseState {
    /// Its id.
    pub id: Uuid,
    /// The place of the entry that began it.
    pub opened: Place,
    /// When it began.
    pub started: Instant,
    /// The zone in which the client lives.
    pub zone: Option<Tz>,
    /// How many sessions are planned; without it, the sheet's usual number.
    pub sessions_planned: Option<u32>,
    /// Client attributes, as they were given.
    pub attributes: Vec<String>,
    /// The consultation.
    pub consultation: Option<Consultation>,
    /// When the client said that it is complete.
    pub completed: Option<Instant>,
    /// The sheets it was under, in the order in which they were accepted; the last one holds. Never empty.
    pub sheets: Vec<SheetPin>,
    /// The sessions, by start, then by id.
    pub sessions: Vec<SessionState>,
    /// The skin reports, by moment, then by id.
    pub reports: Vec<ReportState>,
    /// The notes, by moment, then by id.
    pub notes: Vec<NoteState>,
    /// The photos, by the moment they were taken, then by id; those in the bin as well.
    pub photos: Vec<PhotoState>,
}

/// The consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    /// When.
    pub at: Instant,
    /// What was said; may be empty.
    pub note: String,
}

/// A sheet, and when it was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPin {
    /// The entry that says so.
    pub entry: Uuid,
    /// When.
    pub accepted: Instant,
    /// The sheet.
    pub sheet: PinnedSheet,
}

/// A session under its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionState {
    /// Its id, the same on every device.
    pub id: Uuid,
    /// When it was or is to be; never ends before it starts.
    pub logged: LoggedSession,
    /// Another session starts at the same instant and stands for both (two devices logged one visit): a done one
    /// before a planned one, then the one that was entered later.
    pub shadowed: bool,
    /// What was noted about it.
    pub notes: SessionNotes,
}

/// A skin report under its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportState {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub report: SkinReport,
}

/// A note under its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteState {
    /// Its id.
    pub id: Uuid,
    /// The moment it is about.
    pub at: Instant,
    /// The words; never empty.
    pub text: String,
}

/// A photo under its id.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoState {
    /// Its id, the same on every device, and the name of its folder in the vault.
    pub id: Uuid,
    /// The side of the head.
    pub angle: Angle,
    /// When it was taken.
    pub taken: Instant,
    /// The offset of the camera's clock from UTC then, in minutes.
    pub offset: i32,
    /// How that is known.
    pub taken_from: TakenFrom,
    /// The hash of the file's bytes.
    pub hash: PhotoHash,
    /// `image/jpeg` or `image/png`.
    pub media: String,
    /// The file's length in bytes.
    pub bytes: u32,
    /// Pixels from left to right, upright.
    pub width: u32,
    /// Pixels from top to bottom, upright.
    pub height: u32,
    /// How sharp it is; the sharpest of a burst stands for it.
    pub sharpness: f64,
    /// What was found about its quality.
    pub findings: Vec<Finding>,
    /// What the client wrote beside it; may be empty.
    pub note: String,
    /// What the client saw in it.
    pub tags: Vec<String>,
    /// When it went into the bin, where it lies for 30 days.
    pub removed: Option<Instant>,
}

impl DiaryState {
    /// The course a client is in: the one entered last.
    pub fn active(&self) -> Option<&CourseState> {
        self.courses.last()
    }

    /// The course of that id.
    pub fn course(&self, id: Uuid) -> Option<&CourseState> {
        self.courses.iter().find(|course| course.id == id)
    }
}

impl CourseState {
    /// The sheet that holds.
    pub fn sheet(&self) -> Option<&SheetPin> {
        self.sheets.last()
    }

    /// The sheet that held at `at`; before the first was accepted, the first.
    pub fn sheet_at(&self, at: Instant) -> Option<&SheetPin> {
        self.sheets.iter().rev().find(|pin| pin.accepted <= at).or_else(|| self.sheets.first())
    }

    /// The sessions as `course::Course::new` takes them, which cannot refuse them: no two start at one instant.
    pub fn logged(&self) -> Vec<LoggedSession> {
        self.sessions.iter().filter(|session| !session.shadowed).map(|session| session.logged).collect()
    }

    /// The skin reports.
    pub fn skin(&self) -> Vec<SkinReport> {
        self.reports.iter().map(|report| report.report.clone()).collect()
    }

    /// Whether the client said that the course is complete.
    pub const fn is_complete(&self) -> bool {
        self.completed.is_some()
    }

    /// The photos that are not in the bin.
    pub fn kept_photos(&self) -> impl Iterator<Item = &PhotoState> {
        self.photos.iter().filter(|photo| photo.removed.is_none())
    }

    /// The photo of that id, in the bin or not.
    pub fn photo(&self, id: Uuid) -> Option<&PhotoState> {
        self.photos.iter().find(|photo| photo.id == id)
    }

    /// The session of that id.
    pub fn session(&self, id: Uuid) -> Option<&SessionState> {
        self.sessions.iter().find(|session| session.id == id)
    }
}
