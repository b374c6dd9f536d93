//! The calendar file: sessions, what opens and what closes, photos, and the windows in which something fits.
//!
//! **The same thing has the same UID in every file**, also once it has moved: it is made from the course's id and
//! what the thing is. `LAST-MODIFIED` and `SEQUENCE` say when the course last changed, so that a program which reads
//! a newer file takes its events over the older ones, and the same file twice changes nothing. What is no longer so
//! stays where it was imported: a file cannot say what an older one said (import into a calendar of its own).
//!
//! What opens is what `reminders` would announce, and nothing else: a calendar is not planned again when a session
//! moves. Duties are left out: they would fill every day. Not for: the format (`ics`), or writing a file.

use std::collections::HashSet;

use chrono_tz::Tz;

use crate::course::{Course, Session, touch_up_window};
use crate::protocol::Sheet;
use crate::reminders::{
    QuietHours, Reminder, ReminderInput, ReminderKind, Visit, Wording, Wordsmith, all, fingerprint,
};
use crate::time::{Instant, day_start};
use crate::words::{Words, say};

use super::ics::{Event, Stamp, When, file, seconds_between};

const PRODUCT: &str = "-//Stipple//Stipple//EN";
const NAME: &str = "Stipple";
/// `SEQUENCE` counts seconds from here, 2020-01-01T00:00:00Z, so that 31 bits last until 2088.
const SEQUENCE_FROM: Instant = Instant::from_micros(1_577_836_800_000_000);

/// What a calendar file is made from.
#[derive(Debug, Clone, Copy)]
pub struct CalendarInput<'a> {
    /// The course under its sheet, and what else reminders are planned from.
    pub plan: ReminderInput<'a>,
    /// An id of the course that no other course of anybody has, and that stays. It is hashed, not written.
    pub course_id: &'a str,
    /// When the course, its reports or its sheet last changed.
    pub changed: Instant,
    /// When no alarm goes off.
    pub quiet: QuietHours,
    /// Whether titles and texts name nothing of what it is about.
    pub discreet: bool,
}

/// A calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its text, CRLF line ends included; to be written as UTF-8, as it stands.
    pub text: String,
    /// How many events it holds.
    pub events: usize,
}

/// Writes the calendar file as of `now`: all sessions, and of everything else what lies ahead.
pub fn calendar(input: &CalendarInput<'_>, words: &Words, now: Instant) -> Calendar {
    let situation = input.plan.compiled.situation();
    let maker = Maker {
        smith: Wordsmith { words, rulebook: situation.rulebook() },
        sheet: situation.rulebook().sheet(),
        course: situation.course(),
        zone: situation.zone(),
        discreet: input.discreet,
        course_id: format!("{:016x}", fingerprint(&[input.course_id])),
        now,
    };
    let reminders = all(&input.plan, now, input.quiet);
    let mut events: Vec<Event> =
        maker.course.sessions().iter().map(|session| maker.session(session, &reminders)).collect();
    events.extend(reminders.iter().filter_map(|reminder| maker.of_reminder(reminder)));
    events.extend(maker.touch_up());
    // A session that is to be planned is reminded of twice, and is one event.
    let mut written = HashSet::new();
    events.retain(|event| written.insert(event.uid.clone()));
    events.sort_by_key(|event| maker.starts(event));
    let sequence = seconds_between(SEQUENCE_FROM, input.changed).clamp(0, i64::from(i32::MAX));
    let stamp =
        Stamp { made: now, changed: input.changed, sequence: i32::try_from(sequence).unwrap_or(i32::MAX) };
    Calendar { text: file(PRODUCT, NAME, &stamp, &events), events: events.len() }
}

pub(super) struct Maker<'a> {
    pub smith: Wordsmith<'a>,
    pub sheet: &'a Sheet,
    pub course: &'a Course,
    pub zone: Tz,
    pub discreet: bool,
    pub course_id: String,
    pub now: Instant,
}

impl Maker<'_> {
    /// Names nothing: a UID is there to be read in a discreet file too.
    fn uid(&self, parts: &[&str]) -> String {
        format!("{}-{:016x}@stipple", self.course_id, fingerprint(parts))
    }

    fn starts(&self, event: &Event) -> Instant {
        match event.when {
            When::At { starts, .. } => starts,
            When::Days { first, .. } => day_start(self.zone, first),
        }
    }

    pub fn event(&self, when: When, wording: Wording, parts: &[&str]) -> Event {
        let Wording { title, body } = wording;
        Event { uid: self.uid(parts), when, title, body, busy: false, tentative: false, alarms: Vec::new() }
    }

    fn session(&self, session: &Session, reminders: &[Reminder]) -> Event {
        let visit = Visit::of(self.course, session);
        let when = When::At { starts: session.start, ends: session.end };
        let mut event = self.event(when, self.session_wording(visit), &["session", &visit.key()]);
        event.busy = true;
        event.tentative = !session.done && session.start <= self.now;
        let coming = reminders.iter().filter(
            |reminder| matches!(reminder.kind, ReminderKind::NextSession { visit: of, .. } if of == visit),
        );
        event.alarms = coming.map(|reminder| seconds_between(session.start, reminder.at)).collect();
        event
    }

    fn session_wording(&self, visit: Visit) -> Wording {
        let Wordsmith { words, .. } = self.smith;
        if self.discreet {
            return self
                .smith
                .say(say::calendar_session_discreet_title(), say::calendar_session_discreet_body());
        }
        let studio = self.sheet.studio.as_deref().unwrap_or_default();
        let (title, body, number) = match visit {
            Visit::TouchUp(number) => {
                (say::session_name_touch_up(), say::calendar_session_body(number, studio), None)
            }
            Visit::Session(number) if studio.is_empty() => {
                (say::session_name(number), say::calendar_session_body(number, studio), Some(number))
            }
            Visit::Session(number) => (
                say::calendar_session_title(number, studio),
                say::calendar_session_body(number, studio),
                Some(number),
            ),
        };
        let mut wording = self.smith.say(title, body);
        let plan = number.and_then(|number| self.sheet.session_plan(number));
        let lists =
            plan.map(|plan| [(say::session_agenda(), &plan.agenda), (say::session_bring(), &plan.bring)]);
        for (heading, items) in lists.into_iter().flatten().filter(|(_, items)| !items.is_empty()) {
            wording.body.push_str("\n\n");
            wording.body.push_str(&words.text(heading));
            for item in items {
                wording.body.push_str("\n- ");
                wording.body.push_str(item);
            }
        }
        wording
    }

    fn touch_up(&self) -> Option<Event> {
        let window = touch_up_window(self.sheet, self.course, self.zone, self.now)?;
        let counted_from =
            self.course.sessions().iter().find(|session| session.number == window.counted_from)?;
        let last = window.latest.or(window.usual).unwrap_or(window.earliest);
        if !counted_from.done || last < self.now.date_in(self.zone) {
            return None;
        }
        let wording = if self.discreet {
            self.smith.say(say::calendar_touch_up_discreet_title(), say::calendar_touch_up_discreet_body())
        } else {
            self.smith.say(say::calendar_touch_up_title(), say::calendar_touch_up_body())
        };
        let number = self.course.sessions().iter().filter(|session| session.touch_up && session.done).count();
        let when = When::Days { first: window.earliest, last };
        Some(self.event(when, wording, &["touch-up window", &number.to_string()]))
    }
}
