//! The kinds of entry that this version knows, each with its body.
//!
//! A kind is never given another meaning, and a field never another type; new ones are added. What a body has
//! beside these fields survives in the log and is passed over here. A field that says nothing keeps what was
//! there; an empty text or list, 0 sessions, or quiet hours of no length say that there is none.
//! Not for: telling one kind from another (`body`), or what entries add up to (`fold`).

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::lenient::{is_false, lenient, lenient_default, lenient_notes, lenient_text};
use crate::course::{SessionNotes, Timing};
use crate::reminders::QuietHours;
use crate::time::Instant;

/// A sheet as it is pinned: the whole text, so that the log alone suffices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinnedSheet {
    /// The sheet's id.
    pub id: String,
    /// Its revision.
    pub revision: u32,
    /// The sheet file, byte for byte.
    pub text: String,
    /// The studio's public key that signed it, as minisign writes keys; without it nobody did: it came as a file.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient_text")]
    pub key: Option<String>,
}

/// A course began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseStarted {
    /// The course's id, fresh.
    pub course: Uuid,
    /// When.
    pub at: Instant,
    /// The sheet it is under.
    pub sheet: PinnedSheet,
    /// How many sessions are planned; without it, the sheet's usual number.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub sessions: Option<u32>,
    /// Client attributes (`long-hair`).
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lenient_default")]
    pub attributes: Vec<String>,
    /// The zone in which the client lives.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub zone: Option<Tz>,
}

/// Something about a course as a whole changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseChanged {
    /// The course.
    pub course: Uuid,
    /// How many sessions are planned; 0: the sheet's usual number.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub sessions: Option<u32>,
    /// Client attributes, all of them.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub attributes: Option<Vec<String>>,
    /// The zone in which the client lives.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub zone: Option<Tz>,
}

/// The consultation took place, or is to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultationLogged {
    /// The course.
    pub course: Uuid,
    /// When.
    pub at: Instant,
    /// What was said; empty: nothing.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "lenient_default")]
    pub note: String,
}

/// The client said that the course is complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseCompleted {
    /// The course.
    pub course: Uuid,
    /// When they said so.
    pub at: Instant,
}

/// The client said that it is not complete after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseReopened {
    /// The course.
    pub course: Uuid,
}

/// Another sheet, or another revision, holds from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetAccepted {
    /// The course.
    pub course: Uuid,
    /// When it was accepted.
    pub at: Instant,
    /// The sheet.
    pub sheet: PinnedSheet,
}

/// A session took place. Under an id that is known it says the same of that session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionDone {
    /// The course.
    pub course: Uuid,
    /// The session's id, fresh.
    pub session: Uuid,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub started: Option<Instant>,
    /// When it ended; a start after it is passed over.
    pub ended: Instant,
    /// The zone in which its days are counted.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub zone: Option<Tz>,
    /// Marked as the final one. `false` says nothing; [`SessionChanged`] takes the mark back.
    #[serde(
        default,
        rename = "final",
        skip_serializing_if = "is_false",
        deserialize_with = "lenient_default"
    )]
    pub is_final: bool,
    /// A touch-up, after the course; likewise.
    #[serde(default, skip_serializing_if = "is_false", deserialize_with = "lenient_default")]
    pub touch_up: bool,
}

/// A session is to take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionPlanned {
    /// The course.
    pub course: Uuid,
    /// The session's id, fresh.
    pub session: Uuid,
    /// When it begins.
    pub starts: Instant,
    /// When it ends; an end before the start is passed over.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub ends: Option<Instant>,
    /// The zone in which its days are counted.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub zone: Option<Tz>,
    /// Marked as the final one. `false` says nothing; [`SessionChanged`] takes the mark back.
    #[serde(
        default,
        rename = "final",
        skip_serializing_if = "is_false",
        deserialize_with = "lenient_default"
    )]
    pub is_final: bool,
    /// A touch-up, after the course; likewise.
    #[serde(default, skip_serializing_if = "is_false", deserialize_with = "lenient_default")]
    pub touch_up: bool,
}

/// Something about a session changed: moved or confirmed (both by `timing`), marked, unmarked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionChanged {
    /// The course.
    pub course: Uuid,
    /// The session.
    pub session: Uuid,
    /// When it was, or is to be: one field, the later one wins whole.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub timing: Option<Timing>,
    /// The zone in which its days are counted.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub zone: Option<Tz>,
    /// Marked as the final one, or no longer.
    #[serde(
        default,
        rename = "final",
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient"
    )]
    pub is_final: Option<bool>,
    /// Marked as a touch-up, or no longer.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub touch_up: Option<bool>,
}

/// A session was logged by mistake, or is not to take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRemoved {
    /// The course.
    pub course: Uuid,
    /// The session.
    pub session: Uuid,
}

/// Notes on a session, field by field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionNoted {
    /// The course.
    pub course: Uuid,
    /// The session.
    pub session: Uuid,
    /// The notes.
    #[serde(deserialize_with = "lenient_notes")]
    pub notes: SessionNotes,
}

/// What a client saw on their skin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkinReported {
    /// The course.
    pub course: Uuid,
    /// The report's id, fresh.
    pub report: Uuid,
    /// When they saw it.
    pub at: Instant,
    /// States they saw.
    #[serde(default, deserialize_with = "lenient_default")]
    pub seen: Vec<String>,
    /// States that were gone.
    #[serde(default, deserialize_with = "lenient_default")]
    pub gone: Vec<String>,
}

/// A report was a mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkinReportRemoved {
    /// The course.
    pub course: Uuid,
    /// The report.
    pub report: Uuid,
}

/// A note in the client's own words; under a known id its new wording, empty: removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteWritten {
    /// The course.
    pub course: Uuid,
    /// The note's id, fresh.
    pub note: Uuid,
    /// The moment it is about.
    pub at: Instant,
    /// The words.
    pub text: String,
}

/// A change, or a single entry, was taken back. Of an undo: done again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The id of a change or of an entry that comes before this one.
    pub undoes: Uuid,
}

/// Settings, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsSet {
    /// When no reminder may sound; of no length: none.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub quiet: Option<QuietHours>,
    /// Whether reminders keep quiet about what they are for.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub discreet: Option<bool>,
    /// BCP 47 tag of the language; empty: the device's.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub locale: Option<String>,
}
