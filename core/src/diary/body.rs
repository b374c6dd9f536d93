//! All known kinds as one type: from an entry's word and JSON to what it says, and back.
//!
//! A new kind is a struct in `kinds` (`kinds_photo`) and a line in the list below. Not for: kinds that this version does not know; they
//! stay entries.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::entry::NewEntry;
use super::kinds::{
    ConsultationLogged, CourseChanged, CourseCompleted, CourseReopened, CourseStarted, NoteWritten,
    SessionChanged, SessionDone, SessionNoted, SessionPlanned, SessionRemoved, SettingsSet, SheetAccepted,
    SkinReportRemoved, SkinReported, Undo,
};
use super::kinds_photo::{PhotoAdded, PhotoChanged, PhotoErased, PhotoRemoved, PhotoRestored};

macro_rules! kinds {
    ($($name:ident = $kind:literal, $what:literal;)+) => {
        /// What an entry of a known kind says.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Body {
            $(#[doc = $what] $name($name),)+
        }

        impl Body {
            /// The kinds that this version knows.
            pub const KINDS: &'static [&'static str] = &[$($kind),+];

            /// The word for it in the log.
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$name(_) => $kind,)+ }
            }

            /// Reads a body. `None` for a kind that this version does not know, and for one that lacks a field
            /// it cannot do without: both are kept and left out of the fold.
            pub fn read(kind: &str, body: &Map<String, Value>) -> Option<Self> {
                match kind {
                    $($kind => $name::deserialize(body).ok().map(Self::$name),)+
                    _ => None,
                }
            }

            /// The body as the log keeps it.
            pub fn to_map(&self) -> Map<String, Value> {
                let value = match self { $(Self::$name(body) => serde_json::to_value(body),)+ };
                match value {
                    Ok(Value::Object(map)) => map,
                    // Plain structs with named fields serialise to objects, and nothing in them can fail.
                    _ => Map::new(),
                }
            }
        }

        $(impl From<$name> for Body {
            fn from(body: $name) -> Self { Self::$name(body) }
        }
        impl From<$name> for NewEntry {
            fn from(body: $name) -> Self { Body::$name(body).into() }
        })+
    };
}

kinds! {
    CourseStarted = "course.started", "A course began.";
    CourseChanged = "course.changed", "Something about a course as a whole changed.";
    ConsultationLogged = "course.consultation", "The consultation.";
    CourseCompleted = "course.completed", "The course is complete.";
    CourseReopened = "course.reopened", "It is not complete after all.";
    SheetAccepted = "sheet.accepted", "Another sheet holds.";
    SessionDone = "session.done", "A session took place.";
    SessionPlanned = "session.planned", "A session is to take place.";
    SessionChanged = "session.changed", "Something about a session changed.";
    SessionRemoved = "session.removed", "A session is no more.";
    SessionNoted = "session.noted", "Notes on a session.";
    SkinReported = "skin.reported", "What was seen on the skin.";
    SkinReportRemoved = "skin.removed", "A report is no more.";
    NoteWritten = "note.written", "A note.";
    PhotoAdded = "photo.added", "A photo was brought in.";
    PhotoChanged = "photo.changed", "Something about a photo changed.";
    PhotoRemoved = "photo.removed", "A photo went into the bin.";
    PhotoRestored = "photo.restored", "A photo came out of the bin.";
    PhotoErased = "photo.erased", "A photo is gone.";
    Undo = "undo", "Something was taken back.";
    SettingsSet = "settings.set", "Settings.";
}

impl From<Body> for NewEntry {
    fn from(body: Body) -> Self {
        Self { kind: body.kind().to_owned(), body: body.to_map() }
    }
}
