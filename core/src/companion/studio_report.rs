//! The report for a studio: what a client may hand over before the next sitting, as the parts of a page.
//!
//! What was logged, what the sheet says of the next session, and where each is from. Nothing is judged, and nothing that a
//! device keeps for itself (its name, keys, an account) stands in it. Not for: how the page is written
//! (`export::report`), or its photos (`studio_report_photos`).

use std::sync::Arc;

use crate::course::{Session, SkinReport};
use crate::export::report::{Block, Report, Section};
use crate::photo::{course_day, days_since};
use crate::time::Instant;
use crate::words::{Dates, Message, Words, say};

use super::door::Companion;
use super::error::CompanionError;
use super::photo_desk::PhotoDesk;
use super::rows::{Wording, reason_lines};
use super::scene::Scene;
use super::studio_report_photos::ReportDesk;
use super::view::{CourseView, ReadyItemView, ReadyView, SessionView, StatementView};
use super::{course_screen, ready, today};

impl Companion {
    /// The report as of now, ready to be written with photos or without, for which no lock is needed.
    pub fn report_desk(&self) -> Result<ReportDesk, CompanionError> {
        let (words, now) = (self.words_for_pages()?, self.now());
        let photos = PhotoDesk { words: Arc::clone(&words), ..self.photo_desk()? };
        let scene = self.scene_of(photos.loaded.clone());
        let report = report(&scene, &words, now);
        Ok(ReportDesk { report, photos, told_in: Arc::clone(&self.words) })
    }
}

/// Everything of the report but its photos.
pub fn report(scene: &Scene, words: &Words, now: Instant) -> Report {
    let writer = Writer { scene, words, dates: words.dates(now, scene.zone()), now };
    let headline = today::headline(&Wording::new(scene, words, now), scene.compiled.day(now));
    let course = course_screen::course(scene, words, now, headline);
    Report {
        language: words.tag().to_owned(),
        right_to_left: words.is_right_to_left(),
        title: writer.say(say::report_title()),
        lead: vec![
            course.headline.clone(),
            writer.say(say::report_made(writer.dates.moment_with_time(now))),
            writer.say(say::settings_zone_note(scene.zone().name())),
            writer.say(say::report_voice()),
        ],
        sections: vec![
            writer.course(&course),
            writer.sessions(&course.sessions),
            writer.skin_checks(),
            writer.next(&course, ready::ready(scene, words, now)),
        ],
    }
}

struct Writer<'a> {
    scene: &'a Scene,
    words: &'a Words,
    dates: Dates<'a>,
    now: Instant,
}

impl Writer<'_> {
    fn say(&self, message: Message<'_>) -> String {
        self.words.text(message)
    }

    fn course(&self, course: &CourseView) -> Section {
        let touch_up = course.touch_up.as_ref().map(|window| window.text.clone());
        let lines = course.lines.iter().cloned().chain(course.consultation.clone()).chain(touch_up);
        Section { title: self.say(say::course_title()), blocks: vec![Block::Lines(lines.collect())] }
    }

    fn sessions(&self, views: &[SessionView]) -> Section {
        let sessions = self.scene.course().sessions();
        let row = |(place, view): (usize, &SessionView)| {
            let session = sessions.get(place);
            let before = place.checked_sub(1).and_then(|place| sessions.get(place));
            let days = session.map(|session| self.days(session, before)).unwrap_or_default();
            vec![vec![view.text.clone()], days, view.lines.clone()]
        };
        let columns = [say::report_column_session(), say::report_column_days(), say::report_column_noted()];
        self.table(say::report_sessions(), columns, views.iter().enumerate().map(row).collect())
    }

    /// On which day after the one before it a session was or is to be, and what day it is after the latest.
    fn days(&self, session: &Session, before: Option<&Session>) -> Vec<String> {
        let after = before.filter(|before| before.done).map(|before| {
            let day = days_since(before, self.scene.zone(), session.start);
            self.say(say::photo_day(before.number, day))
        });
        let latest = self.scene.course().without_planned().current(self.now).copied();
        let today = latest
            .filter(|latest| latest.number == session.number)
            .map(|latest| self.say(say::report_day_now(days_since(&latest, self.scene.zone(), self.now))));
        after.into_iter().chain(today).collect()
    }

    fn skin_checks(&self) -> Section {
        let states = |ids: &[String]| -> Vec<String> {
            ids.iter().map(|id| self.words.state(id, self.scene.state_label(id))).collect()
        };
        let row = |report: &SkinReport| {
            let place = match course_day(self.scene.course(), self.scene.zone(), report.at) {
                None => say::photo_before(),
                Some(at) => say::photo_day(at.session, at.day),
            };
            let when = self.dates.moment_with_time(report.at);
            vec![vec![when], vec![self.say(place)], states(&report.seen), states(&report.gone)]
        };
        let columns = [
            say::report_column_when(),
            say::report_column_day(),
            say::report_column_seen(),
            say::report_column_gone(),
        ];
        self.table(say::report_skin_checks(), columns, self.scene.reports.iter().map(row).collect())
    }

    fn next(&self, course: &CourseView, ready: ReadyView) -> Section {
        let mut lines = vec![ready.title];
        if let Some(next) = &course.next_session {
            // A planned one is what the title names.
            lines.extend(next.starts.is_none().then(|| next.text.clone()));
            lines.extend(next.warning.clone());
        }
        lines.extend(ready.lines);
        let own =
            |items: Vec<String>| -> Vec<Vec<String>> { items.into_iter().map(|item| vec![item]).collect() };
        let columns = [
            say::report_column_asks(),
            say::report_column_from(),
            say::report_column_until(),
            say::report_column_stands(),
        ];
        Section {
            title: self.say(say::report_next()),
            blocks: vec![
                Block::Lines(lines),
                Block::Table {
                    columns: columns.map(|column| self.say(column)).into(),
                    rows: ready.items.iter().map(|item| self.ready_row(item)).collect(),
                },
                Block::List {
                    title: self.say(say::ready_stops()),
                    items: ready.stops.iter().map(|stop| self.stop(stop)).collect(),
                },
                Block::List { title: self.say(say::ready_agenda()), items: own(ready.agenda) },
                Block::List { title: self.say(say::ready_bring()), items: own(ready.bring) },
            ],
        }
    }

    fn ready_row(&self, item: &ReadyItemView) -> Vec<Vec<String>> {
        let stands = match (item.active, item.over) {
            (true, _) => say::report_stands_now(),
            (_, true) => say::report_stands_over(),
            _ => say::report_stands_later(),
        };
        let mut what = vec![item.text.clone()];
        what.extend(item.lines.iter().cloned());
        what.extend(reason_lines(self.words, &item.reasons));
        let when = |at| vec![self.dates.moment_with_time(at)];
        vec![what, when(item.begins), when(item.ends), vec![self.say(stands)]]
    }

    fn stop(&self, stop: &StatementView) -> Vec<String> {
        let mut lines = vec![stop.text.clone()];
        lines.extend(reason_lines(self.words, &stop.reasons));
        lines
    }

    /// A section of one table, or that nothing was logged.
    fn table<const N: usize>(
        &self,
        title: Message<'_>,
        columns: [Message<'_>; N],
        rows: Vec<Vec<Vec<String>>>,
    ) -> Section {
        let none = if rows.is_empty() { vec![self.say(say::report_none())] } else { Vec::new() };
        let columns = columns.map(|column| self.say(column)).into();
        Section { title: self.say(title), blocks: vec![Block::Lines(none), Block::Table { columns, rows }] }
    }
}
