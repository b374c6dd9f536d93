//! The Course screen: sessions with what was noted, the final clock, the touch-up, every activity as a bar.
//!
//! Not for: what is allowed now (`today`), or what to have ready (`ready`).

use crate::course::{
    Session, SessionNotes, Shade, counted, final_clock, final_session, is_unconfirmed, spacing_warnings,
};
use crate::time::Instant;
use crate::words::{Words, say};

use super::scene::Scene;
use super::spacing::{next_session, spacing_line, too_many, touch_up};
use super::view::{BarView, CourseView, SegmentView, SessionView};

/// The Course screen. `headline` is the Today screen's.
pub fn course(scene: &Scene, words: &Words, now: Instant, headline: String) -> CourseView {
    let dates = words.dates(now, scene.zone());
    let consultation = scene.consultation.as_ref().map(|(at, note)| {
        let when = dates.moment_with_time(*at);
        let title = words.text(say::course_consultation());
        let parts = [title, when, note.clone()];
        words.dots(&parts.iter().filter(|part| !part.is_empty()).collect::<Vec<_>>())
    });
    let warnings = spacing_warnings(scene.sheet(), scene.course(), scene.zone(), now);
    let session = |session: &Session| {
        let mut view = session_view(scene, words, session, now);
        let warning = warnings.iter().find(|warning| warning.session == session.number);
        view.lines.extend(warning.and_then(|warning| spacing_line(scene, words, warning, now)));
        view.lines.extend(too_many(scene, words, session));
        view
    };
    CourseView {
        headline,
        sheet: scene.sheet_name(),
        complete: scene.course().is_complete(),
        consultation,
        sessions: scene.course().sessions().iter().map(session).collect(),
        next_session: next_session(scene, words, now),
        touch_up: touch_up(scene, words, now),
        lines: lines(scene, words, now),
        timeline: timeline(scene, words, now),
    }
}

fn lines(scene: &Scene, words: &Words, now: Instant) -> Vec<String> {
    let (sheet, course) = (scene.sheet(), scene.course());
    let dates = words.dates(now, scene.zone());
    let name = scene.sheet_name();
    let studio = name.studio.unwrap_or(name.id);
    let mut lines = vec![words.text(say::course_sheet(studio, name.title, name.revision))];
    match (sheet.course.usual_sessions, sheet.course.most_sessions) {
        (Some(usual), Some(most)) if most > usual => {
            lines.push(words.text(say::course_sessions_usual_most(usual, most)));
        }
        (Some(usual), _) => lines.push(words.text(say::course_sessions_usual(usual))),
        (None, _) => {}
    }
    let gap = words.length_range(&sheet.course.gap);
    lines.extend(gap.map(|gap| words.text(say::course_gap(gap))));
    if !scene.client.is_empty() {
        let label = |id: &String| {
            let own = sheet.attributes.iter().find(|own| own.id == *id);
            words.attribute(id, own.and_then(|own| own.label.as_deref()))
        };
        let attributes: Vec<String> = scene.client.iter().map(label).collect();
        lines.push(words.text(say::course_client(words.and(&attributes))));
    }
    if !course.sessions().is_empty() {
        lines.push(words.text(match final_session(course, now) {
            Some(last) => say::course_final_known(last.number, dates.moment_with_time(last.end)),
            None => say::course_final_unknown(),
        }));
        let clock = final_clock(sheet, course, &scene.client, scene.zone(), now);
        lines.extend(clock.map(|ends| {
            words.text(if ends > now {
                say::course_final_clock(dates.moment(ends), dates.countdown(ends))
            } else {
                say::course_final_clock_over(dates.moment(ends))
            })
        }));
    }
    lines
}

fn session_view(scene: &Scene, words: &Words, session: &Session, now: Instant) -> SessionView {
    let dates = words.dates(now, scene.zone());
    let unconfirmed = is_unconfirmed(session, now);
    let number = counted(scene.course()).find(|(_, one)| one.number == session.number);
    let name = words.text(match (number, scene.progress(now).total) {
        (None, _) => say::session_name_touch_up(),
        (Some((number, _)), Some(total)) => say::session_name_of(number, total),
        (Some((number, _)), None) => say::session_name(number),
    });
    let mut parts = vec![name];
    parts.push(words.text(if unconfirmed && now < session.end {
        say::session_under_way()
    } else if unconfirmed {
        say::session_unconfirmed(dates.moment_with_time(session.start))
    } else if session.done {
        say::session_done(dates.moment_with_time(session.end))
    } else {
        say::session_planned(dates.moment_with_time(session.start))
    }));
    if session.is_final {
        parts.push(words.text(say::session_final()));
    }
    let zone = scene.zone_of(session);
    let mut lines = Vec::new();
    if zone != scene.zone() {
        lines.push(words.text(say::session_zone_of(zone.name())));
    }
    if !session.done {
        let plan = number.and_then(|(number, _)| scene.sheet().session_plan(number));
        for (label, listed) in plan
            .iter()
            .flat_map(|plan| [(say::session_agenda(), &plan.agenda), (say::session_bring(), &plan.bring)])
        {
            if !listed.is_empty() {
                lines.push(words.text(say::session_noted(words.text(label), words.commas(listed))));
            }
        }
    }
    if let Some((_, notes)) = scene.notes.iter().find(|(start, _)| *start == session.start) {
        lines.extend(note_lines(words, notes));
    }
    SessionView {
        number: session.number,
        starts: session.start,
        ends: session.end,
        zone: zone.name().to_owned(),
        done: session.done,
        unconfirmed,
        is_final: session.is_final,
        touch_up: session.touch_up,
        text: words.dots(&parts),
        lines,
    }
}

/// Notes a line each, the client's own words as they are.
fn note_lines(words: &Words, notes: &SessionNotes) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |label: String, text: &str| {
        if !text.is_empty() {
            lines.push(words.text(say::session_noted(label, text)));
        }
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let list =
        |items: &Option<Vec<String>>| items.as_ref().map(|items| words.commas(items)).unwrap_or_default();
    line(words.text(say::session_note_pigment()), &text(&notes.pigment));
    if let Some(shade) = notes.shade {
        let word = words.text(match shade {
            Shade::Lighter => say::session_note_lighter(),
            Shade::Darker => say::session_note_darker(),
            Shade::Same => say::session_note_same(),
        });
        line(words.text(say::session_note_shade()), &word);
    }
    line(words.text(say::session_note_density()), &text(&notes.density));
    line(words.text(say::session_note_hairline()), &text(&notes.hairline));
    line(words.text(say::session_note_technician()), &text(&notes.technician));
    line(words.text(say::session_note_zones()), &list(&notes.zones));
    line(words.text(say::session_agenda()), &list(&notes.agenda_done));
    line(words.text(say::session_note()), &text(&notes.text));
    lines
}

/// Every activity of the board, from the first session on, or from now before it.
fn timeline(scene: &Scene, words: &Words, now: Instant) -> Vec<BarView> {
    let from = scene.course().sessions().first().map_or(now, |first| first.start.min(now));
    let mut activities: Vec<_> =
        scene.compiled.board(now).answers.into_iter().map(|(activity, _)| activity).collect();
    activities.sort_by_key(|&activity| scene.place(activity));
    let bar = |activity| {
        // What was is shown as it looked then, what comes as it looks now.
        let mut segments = scene.compiled.history(activity, from, now);
        segments.extend(scene.compiled.segments(activity, now));
        segments.dedup_by_key(|(_, verdict)| *verdict);
        let segments = segments.into_iter().map(|(from, verdict)| SegmentView { from, verdict }).collect();
        BarView { activity: scene.activity(words, activity), segments }
    };
    activities.into_iter().map(bar).collect()
}
