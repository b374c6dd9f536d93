//! The course, its sessions, and what to have ready for the next one.
//!
//! Not for: the words (`stipple_core::companion` has them all).

use stipple_core::companion::view::{CourseView, ReadyView, SessionView, SkinStateView, SkinView};
use stipple_core::words::{Dates, Words, say};

use crate::paint::{FAINT, PLAIN, STRONG, WARN};
use crate::table::{Columns, Page, Row};

/// `course show`.
pub fn course(view: &CourseView, page: &mut Page) {
    let studio = view.sheet.studio.as_ref().unwrap_or(&view.sheet.title);
    page.title(&view.headline, studio);
    page.gap();
    for line in view.consultation.iter().chain(&view.lines) {
        page.block(0, line, PLAIN);
    }
    if !view.sessions.is_empty() {
        page.gap();
        sessions(&view.sessions, page);
    }
    if let Some(next) = &view.next_session {
        page.gap();
        // One that is planned stands among the sessions already.
        if next.starts.is_none() {
            page.block(0, &next.text, PLAIN);
        }
        page.block(0, next.warning.as_deref().unwrap_or_default(), WARN);
    }
    if let Some(touch_up) = &view.touch_up {
        page.block(0, &touch_up.text, PLAIN);
    }
}

/// `session list`.
pub fn sessions(sessions: &[SessionView], page: &mut Page) {
    for session in sessions {
        page.block(0, &session.text, if session.unconfirmed { WARN } else { STRONG });
        for line in &session.lines {
            page.paragraph(2, line, PLAIN);
        }
    }
}

/// `ready`.
pub fn ready(view: &ReadyView, words: &Words, dates: &Dates<'_>, page: &mut Page) {
    page.heading(&view.title);
    let rows: Vec<Row> = view
        .items
        .iter()
        .filter(|item| !item.over)
        .map(|item| Row {
            label: item.text.clone(),
            lines: std::iter::once(words.text(if item.active {
                say::ready_now()
            } else {
                say::ready_from(dates.moment_with_time(item.begins))
            }))
            .chain(item.lines.iter().cloned())
            .collect(),
            aside: (!item.active).then(|| dates.countdown(item.begins)),
        })
        .collect();
    let columns = Columns::of(page.width(), &rows.iter().collect::<Vec<_>>());
    page.rows(&columns, &rows, PLAIN);
    for line in &view.lines {
        page.paragraph(2, line, PLAIN);
    }
    let stops: Vec<String> = view.stops.iter().map(|stop| stop.text.clone()).collect();
    list(&words.text(say::ready_stops()), &stops, page);
    if !stops.is_empty() {
        page.block(2, &words.text(say::ready_stop_question()), FAINT);
    }
    list(&words.text(say::ready_agenda()), &view.agenda, page);
    list(&words.text(say::ready_bring()), &view.bring, page);
}

/// `skin`: what can be said, each by what it is asked for with, and when the last check was.
pub fn skin(view: &SkinView, words: &Words, page: &mut Page) {
    for line in &view.lines {
        page.block(0, line, PLAIN);
    }
    let state = |state: &SkinStateView| {
        let SkinStateView { id, label } = state;
        if id == label { id.clone() } else { format!("{id}: {label}") }
    };
    list(&words.text(say::skin_question()), &view.states.iter().map(state).collect::<Vec<_>>(), page);
}

/// A heading and its lines; nothing where there are none.
fn list(title: &str, lines: &[String], page: &mut Page) {
    if lines.is_empty() {
        return;
    }
    page.gap();
    page.heading(title);
    for line in lines {
        page.paragraph(2, line, PLAIN);
    }
}
