//! What the log adds up to. Pure, and the same whatever the order of arrival, however often an entry came.
//!
//! Entries are taken in the order that all devices agree on; a field that is said later wins. Left out, not lost: what
//! is taken back, kinds and fields that this version does not know, bodies it cannot read, and whatever hangs on
//! a course or session that is not there. Not for: reading or keeping the log (`log`, `store`).

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono_tz::Tz;
use uuid::Uuid;

use super::body::Body;
use super::entry::{Entry, Place};
use super::erasing::ERASED;
use super::fold_photo::PhotoDrafts;
use super::kinds::{CourseStarted, PinnedSheet, SettingsSet};
use super::settings::Settings;
use super::state::{Consultation, CourseState, DiaryState, NoteState, ReportState, SessionState, SheetPin};
use super::undo::{UndoEntry, Undone};
use crate::course::{LoggedSession, SessionNotes, SkinReport, Timing};
use crate::time::Instant;

/// Counts up when the fold, or what it reads, changes: projections that an earlier one made are rebuilt.
pub const FOLD_VERSION: u32 = 2;

/// What all of these entries add up to.
pub fn fold<E: Borrow<Entry>>(entries: impl IntoIterator<Item = E>) -> DiaryState {
    fold_until(entries, Instant::MAX)
}

/// What the entries add up to that were made up to `until`, by their devices' clocks.
pub fn fold_until<E: Borrow<Entry>>(entries: impl IntoIterator<Item = E>, until: Instant) -> DiaryState {
    // One of each id: of one with its body and one without, the one without. Two that differ otherwise are refused at
    // the door; where they come all the same, the choice must not hang on which came first.
    let mut one_each: BTreeMap<Uuid, E> = BTreeMap::new();
    for entry in entries {
        let one = entry.borrow();
        if one.clock.instant() > until {
            continue;
        }
        let stays = one_each.get(&one.id).is_some_and(|kept| {
            let kept = kept.borrow();
            let by_body = || one.is_emptied().cmp(&kept.is_emptied());
            let by_text = || kept.canonical().cmp(&one.canonical());
            kept.place().cmp(&one.place()).then_with(by_body).then_with(by_text).is_le()
        });
        if !stays {
            one_each.insert(one.id, entry);
        }
    }
    let mut order: Vec<&Entry> = one_each.values().map(Borrow::borrow).collect();
    order.sort_by_key(|entry| entry.place());
    let undone = Undone::of(order.iter().filter_map(|entry| UndoEntry::of(entry)).collect());
    let mut draft = Draft::default();
    for entry in order {
        if undone.takes_back(entry.place(), entry.change) && entry.kind != ERASED {
            continue;
        }
        if let Some(body) = Body::read(&entry.kind, &entry.body) {
            draft.take(entry.place(), body);
        }
    }
    draft.finish()
}

/// What the entries add up to that had reached a device by `by`: what was on its screen. Each comes with the instant
/// at which it reached the device.
pub fn fold_received_by<E: Borrow<Entry>>(
    entries: impl IntoIterator<Item = (E, Instant)>,
    by: Instant,
) -> DiaryState {
    fold(entries.into_iter().filter(|(_, received)| *received <= by).map(|(entry, _)| entry))
}

#[derive(Default)]
struct Draft {
    courses: BTreeMap<Uuid, CourseDraft>,
    settings: Settings,
}

#[derive(Default)]
struct CourseDraft {
    opened: Option<(Place, Instant)>,
    zone: Option<Tz>,
    sessions_planned: Option<u32>,
    attributes: Vec<String>,
    consultation: Option<Consultation>,
    completed: Option<Instant>,
    sheets: Vec<SheetPin>,
    sessions: BTreeMap<Uuid, SessionDraft>,
    reports: BTreeMap<Uuid, Option<SkinReport>>,
    notes: BTreeMap<Uuid, (Instant, String)>,
    photos: PhotoDrafts,
}

#[derive(Default)]
struct SessionDraft {
    /// Where it was entered; `None` before that, and once it is removed.
    entered: Option<Place>,
    timing: Option<Timing>,
    zone: Option<Tz>,
    is_final: bool,
    touch_up: bool,
    notes: SessionNotes,
}

impl Draft {
    fn course(&mut self, id: Uuid) -> &mut CourseDraft {
        self.courses.entry(id).or_default()
    }

    fn session(&mut self, course: Uuid, id: Uuid) -> &mut SessionDraft {
        self.course(course).sessions.entry(id).or_default()
    }

    fn take(&mut self, place: Place, body: Body) {
        match body {
            Body::CourseStarted(body) => self.course(body.course).start(place, body),
            Body::CourseChanged(body) => {
                let course = self.course(body.course);
                if let Some(sessions) = body.sessions {
                    course.sessions_planned = Some(sessions).filter(|sessions| *sessions > 0);
                }
                course.zone = body.zone.or(course.zone);
                if let Some(attributes) = body.attributes {
                    course.attributes = attributes;
                }
            }
            Body::ConsultationLogged(body) => {
                self.course(body.course).consultation = Some(Consultation { at: body.at, note: body.note });
            }
            Body::CourseCompleted(body) => self.course(body.course).completed = Some(body.at),
            Body::CourseReopened(body) => self.course(body.course).completed = None,
            Body::SheetAccepted(body) => self.course(body.course).pin(place, body.at, body.sheet),
            Body::SessionDone(body) => {
                let timing = Timing::Done { started: body.started, ended: body.ended };
                let session = self.session(body.course, body.session);
                session.enter(place, timing, body.zone, body.is_final, body.touch_up);
            }
            Body::SessionPlanned(body) => {
                let timing = Timing::Planned { starts: body.starts, ends: body.ends };
                let session = self.session(body.course, body.session);
                session.enter(place, timing, body.zone, body.is_final, body.touch_up);
            }
            Body::SessionChanged(body) => {
                let session = self.session(body.course, body.session);
                session.timing = body.timing.or(session.timing);
                session.zone = body.zone.or(session.zone);
                session.is_final = body.is_final.unwrap_or(session.is_final);
                session.touch_up = body.touch_up.unwrap_or(session.touch_up);
            }
            Body::SessionRemoved(body) => self.session(body.course, body.session).entered = None,
            Body::SessionNoted(body) => {
                let session = self.session(body.course, body.session);
                session.notes = std::mem::take(&mut session.notes).merge(body.notes);
            }
            Body::SkinReported(body) => {
                let report = SkinReport { at: body.at, seen: body.seen, gone: body.gone };
                self.course(body.course).reports.insert(body.report, Some(report));
            }
            Body::SkinReportRemoved(body) => {
                self.course(body.course).reports.insert(body.report, None);
            }
            Body::NoteWritten(body) => {
                self.course(body.course).notes.insert(body.note, (body.at, body.text));
            }
            Body::PhotoAdded(body) => self.course(body.course).photos.add(body),
            Body::PhotoChanged(body) => self.course(body.course).photos.change(body),
            Body::PhotoRemoved(body) => self.course(body.course).photos.remove(body.photo, Some(body.at)),
            Body::PhotoRestored(body) => self.course(body.course).photos.remove(body.photo, None),
            Body::PhotoErased(body) => self.course(body.course).photos.erase(body.photo),
            Body::Undo(_) => {} // settled before
            Body::SettingsSet(body) => set(&mut self.settings, body),
        }
    }

    fn finish(self) -> DiaryState {
        let courses = self.courses.into_iter().filter_map(|(id, draft)| draft.finish(id));
        let mut courses: Vec<CourseState> = courses.collect();
        courses.sort_by_key(|course| course.opened);
        DiaryState { courses, settings: self.settings }
    }
}

fn set(settings: &mut Settings, body: SettingsSet) {
    if let Some(quiet) = body.quiet {
        settings.quiet = Some(quiet).filter(|quiet| quiet.from != quiet.until);
    }
    settings.discreet = body.discreet.or(settings.discreet);
    if let Some(locale) = body.locale {
        settings.locale = Some(locale).filter(|locale| !locale.is_empty());
    }
}

impl CourseDraft {
    fn start(&mut self, place: Place, body: CourseStarted) {
        self.opened = self.opened.or(Some((place, body.at)));
        self.zone = body.zone;
        self.sessions_planned = body.sessions.filter(|sessions| *sessions > 0);
        self.attributes = body.attributes;
        self.pin(place, body.at, body.sheet);
    }

    fn pin(&mut self, place: Place, accepted: Instant, sheet: PinnedSheet) {
        self.sheets.push(SheetPin { entry: place.id, accepted, sheet });
    }

    fn finish(self, id: Uuid) -> Option<CourseState> {
        let (opened, started) = self.opened?;
        let reports = self.reports.into_iter();
        let mut reports: Vec<ReportState> =
            reports.filter_map(|(id, report)| report.map(|report| ReportState { id, report })).collect();
        reports.sort_by_key(|report| (report.report.at, report.id));
        let notes = self.notes.into_iter().filter(|(_, (_, text))| !text.is_empty());
        let mut notes: Vec<NoteState> = notes.map(|(id, (at, text))| NoteState { id, at, text }).collect();
        notes.sort_by_key(|note| (note.at, note.id));
        Some(CourseState {
            id,
            opened,
            started,
            zone: self.zone,
            sessions_planned: self.sessions_planned,
            attributes: self.attributes,
            consultation: self.consultation,
            completed: self.completed,
            sheets: self.sheets,
            sessions: finish_sessions(self.sessions),
            reports,
            notes,
            photos: self.photos.finish(),
        })
    }
}

impl SessionDraft {
    fn enter(&mut self, place: Place, timing: Timing, zone: Option<Tz>, is_final: bool, touch_up: bool) {
        self.entered = Some(place);
        self.timing = Some(timing);
        self.zone = zone.or(self.zone);
        self.is_final |= is_final;
        self.touch_up |= touch_up;
    }

    fn finish(self, id: Uuid) -> Option<(Place, SessionState)> {
        let (entered, timing) = self.entered.zip(self.timing)?;
        let timing = match timing {
            Timing::Done { started, ended } => {
                Timing::Done { started: started.filter(|started| *started <= ended), ended }
            }
            Timing::Planned { starts, ends } => {
                Timing::Planned { starts, ends: ends.filter(|ends| *ends >= starts) }
            }
        };
        let Self { zone, is_final, touch_up, notes, .. } = self;
        let logged = LoggedSession { timing, zone, is_final, touch_up };
        Some((entered, SessionState { id, logged, shadowed: false, notes }))
    }
}

fn finish_sessions(drafts: BTreeMap<Uuid, SessionDraft>) -> Vec<SessionState> {
    let mut sessions: Vec<_> = drafts.into_iter().filter_map(|(id, draft)| draft.finish(id)).collect();
    sessions.sort_by_key(|(entered, session)| {
        let planned = matches!(session.logged.timing, Timing::Planned { .. });
        (session.logged.start(), planned, Reverse(*entered))
    });
    let mut before = None;
    for (_, session) in &mut sessions {
        let start = session.logged.start();
        session.shadowed = before.replace(start) == Some(start);
    }
    let mut sessions: Vec<SessionState> = sessions.into_iter().map(|(_, session)| session).collect();
    sessions.sort_by_key(|session| (session.logged.start(), session.id));
    sessions
}
