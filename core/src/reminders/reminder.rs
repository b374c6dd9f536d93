//! What a reminder is: its id, its moment, and what it is about, as data.
//!
//! Not for: when each kind is due (one file a kind), or its words (`wording`).

use crate::aftercare::{Compiled, Condition};
use crate::course::{Course, Session, SessionWindow, SkinReport, TouchUpWindow};
use crate::protocol::{Every, Verdict};
use crate::time::Instant;

use super::quiet::QuietHours;

/// How many reminders are planned at a time, at the most: iOS keeps 64 for an app.
pub const MOST: usize = 40;

/// What reminders are planned from. The sheet, the course and the zone are those of `compiled`.
#[derive(Debug, Clone, Copy)]
pub struct ReminderInput<'a> {
    /// The course under its sheet, compiled in the zone in which the phone is.
    pub compiled: &'a Compiled,
    /// The client's attributes.
    pub client: &'a [String],
    /// What the client reported about their skin.
    pub skin: &'a [SkinReport],
    /// When photos were taken, in any order: a photo taken on a day is not asked for again that day.
    pub photos: &'a [Instant],
    /// The number of sessions that the client said they are to have, without touch-ups.
    pub sessions: Option<u32>,
}

/// What a client chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReminderSettings {
    /// When nothing is sent.
    pub quiet: QuietHours,
    /// Whether a lock screen says nothing of what it is about.
    pub discreet: bool,
}

impl Default for ReminderSettings {
    /// Quiet from 22:00 to 08:00, discreet.
    fn default() -> Self {
        Self { quiet: QuietHours::default(), discreet: true }
    }
}

/// Something to be told at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The same thing has the same id after planning again, also where its moment moved. It names nothing that a
    /// lock screen should not.
    pub id: String,
    /// When it is to be sent: never in quiet hours.
    pub at: Instant,
    /// The instant that it is about: when the permission, the duty or the session begins.
    pub due: Instant,
    /// What it is about.
    pub kind: ReminderKind,
}

/// Which session: sessions and touch-ups are counted each for themselves, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visit {
    /// A session of the course.
    Session(u32),
    /// A touch-up after it.
    TouchUp(u32),
}

/// What a reminder is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReminderKind {
    /// Activities are less restricted from `due` on, and permitted.
    Milestone {
        /// The session that they hang on: done.
        visit: Visit,
        /// [`Verdict::Yes`] or [`Verdict::YesIf`].
        verdict: Verdict,
        /// Their ids, in the catalogue's order.
        activities: Vec<String>,
        /// Those of them to name where there is no room for all: the ones that a rule of the sheet opens by itself;
        /// where there are none, those that a rule names; else all.
        headline: Vec<String>,
        /// What a `yes_if` asks for, in sheet order.
        conditions: Vec<Condition>,
    },
    /// Duties that are due, all of them equally often.
    Duty {
        /// The session that they hang on: done.
        visit: Visit,
        /// Their ids, in sheet order.
        duties: Vec<String>,
        /// How often.
        every: Every,
    },
    /// Something to do or to leave before a session begins to hold.
    Readiness {
        /// The session that it is for.
        visit: Visit,
        /// When that begins.
        starts: Instant,
        /// What.
        what: ReadinessWhat,
    },
    /// A session comes near.
    NextSession {
        /// Which.
        visit: Visit,
        /// When it begins.
        starts: Instant,
        /// The second one, on the day itself.
        soon: bool,
    },
    /// The healed result is to be photographed before this session.
    HealedPhoto {
        /// The session to come.
        visit: Visit,
        /// When it begins.
        starts: Instant,
    },
    /// A session is not planned yet.
    PlanSession {
        /// When it fits.
        window: SessionWindow,
    },
    /// Was a planned session held?
    Confirm {
        /// Which.
        visit: Visit,
        /// When it was to begin.
        starts: Instant,
    },
    /// A photo is due.
    PhotoDue {
        /// The session after which.
        visit: Visit,
        /// Which photo.
        photo: PhotoDay,
    },
    /// The time for a touch-up begins.
    TouchUp {
        /// When it fits.
        window: TouchUpWindow,
    },
}

/// What begins to hold before a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadinessWhat {
    /// Activities that are no longer allowed.
    Leave {
        /// Their ids, in sheet order.
        activities: Vec<String>,
        /// The rules that say so, by id.
        rules: Vec<String>,
    },
    /// Duties, all of them equally often, by id.
    Do {
        /// Their ids, in sheet order.
        duties: Vec<String>,
        /// How often.
        every: Every,
    },
    /// Rules that allow with conditions, or leave it to the studio, by id: a matter for the readiness list.
    Mind {
        /// Their ids, in sheet order.
        rules: Vec<String>,
    },
}

/// Which photo is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhotoDay {
    /// That of this day, counted from the session's day 0.
    Day(u32),
    /// So many years after the final session.
    Year(u32),
}

impl ReminderKind {
    /// The word that an id begins with, and the order of what is sent at one instant.
    pub(super) const fn rank(&self) -> (u8, &'static str) {
        match self {
            Self::Confirm { .. } => (0, "confirm"),
            Self::NextSession { .. } => (1, "next"),
            Self::Readiness { .. } => (2, "ready"),
            Self::Milestone { .. } => (3, "milestone"),
            Self::Duty { .. } => (4, "duty"),
            Self::HealedPhoto { .. } => (5, "healed"),
            Self::PhotoDue { .. } => (6, "photo"),
            Self::PlanSession { .. } => (7, "plan"),
            Self::TouchUp { .. } => (8, "touch-up"),
        }
    }
}

impl Reminder {
    /// A reminder whose id is made from its kind and the parts that tell it from others of that kind.
    pub(super) fn new(at: Instant, due: Instant, kind: ReminderKind, parts: &[&str]) -> Self {
        let (_, word) = kind.rank();
        Self { id: format!("{word}-{:016x}", fingerprint(parts)), at, due, kind }
    }
}

impl Visit {
    /// How a session of the course is counted among its kind.
    pub fn of(course: &Course, session: &Session) -> Self {
        let same = |other: &&Session| other.touch_up == session.touch_up && other.start <= session.start;
        let number = u32::try_from(course.sessions().iter().filter(same).count()).unwrap_or(u32::MAX);
        if session.touch_up { Self::TouchUp(number) } else { Self::Session(number) }
    }

    /// As a part of an id.
    pub(crate) fn key(self) -> String {
        match self {
            Self::Session(number) => format!("session {number}"),
            Self::TouchUp(number) => format!("touch-up {number}"),
        }
    }
}

/// FNV-1a over the parts, each ended: the same on every device and in every version, which a hasher of the standard
/// library does not promise. Not against anybody who looks for two texts that share one.
pub(crate) fn fingerprint(parts: &[&str]) -> u64 {
    let ended = parts.iter().flat_map(|part| part.bytes().chain(std::iter::once(0xff)));
    ended.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
