//! `stipple` and `stipple today`: the board, of the course that is kept or of sessions given on the line.
//!
//! Not for: the board itself (`stipple_core::companion::today`).

use std::sync::Arc;

use serde_json::json;
use stipple_core::aftercare::{Board, Rulebook};
use stipple_core::companion::view::TodayView;
use stipple_core::companion::{Scene, SceneParts, TodayJson, today};
use stipple_core::course::{Course, LoggedSession, Timing};
use stipple_core::words::{Words, say};

use crate::args::Today;
use crate::context::{self, Context, refused};
use crate::failure::{self, Ending, Failure, Outcome};
use crate::moment::Lean;
use crate::paint::PLAIN;
use crate::{json, print_board, sheets};

/// `stipple` alone: the board, or how to begin.
pub fn bare(context: &Context) -> Outcome {
    let companion = context.open()?;
    if companion.has_course().map_err(|error| refused(&companion, &error))? {
        drop(companion);
        return run(context, &super::plain_today());
    }
    let none = companion.words().text(say::course_none());
    if context.json {
        context::print_json(
            &json!({"course": null, "say": none, "begin": BEGIN.map(|(command, _)| command)}),
        )?;
        return Ok(Ending::Fine);
    }
    let mut page = context::page();
    page.heading(&none);
    page.gap();
    for (command, what) in BEGIN {
        page.paragraph(2, command, crate::paint::STRONG);
        page.paragraph(6, what, PLAIN);
    }
    page.gap();
    page.block(0, "stipple --help lists everything.", crate::paint::FAINT);
    context::print(&page.finish())?;
    Ok(Ending::Fine)
}

const BEGIN: [(&str, &str); 4] = [
    (
        "stipple today --ended \"3 days ago\"",
        "look at the board of a session three days ago; nothing is kept",
    ),
    ("stipple course start", "keep a course under the built-in sheet; --sheet FILE for your studio's own"),
    ("stipple session done --ended \"yesterday 17:30\"", "log a session"),
    ("stipple can shower", "one answer, with its reason"),
];

/// `today`.
pub fn run(context: &Context, what: &Today) -> Outcome {
    if !what.ended.is_empty() {
        return given(context, what);
    }
    if what.told {
        return told(context);
    }
    let (companion, (scene, board, view)) = super::ask(context, |companion| companion.board(None))?;
    print(context, &scene, &board, &view, companion.words())
}

/// What this device showed at that moment.
fn told(context: &Context) -> Outcome {
    let (companion, view) = super::ask(context, |companion| companion.told_at(context.now))?;
    let Some(view) = view else {
        return Err(Failure::input(
            "--told: there was no course at that moment; ask about a later one with --at",
        ));
    };
    context.show(&view, |view, page| {
        print_board::board(view, companion.words(), &companion.dates(), page);
    })?;
    Ok(Ending::Fine)
}

/// The board of sessions given on the line. Nothing is kept, and no diary is opened.
fn given(context: &Context, what: &Today) -> Outcome {
    let sheet = sheets::named(what.sheet.as_deref().unwrap_or(sheets::SEED))?;
    // A session that ended later holds longer: where there are two readings, the safer one.
    let ended = context.reader().moments(&what.ended, Lean::Later);
    let ended = ended.map_err(|error| Failure::input(format!("--ended: {error}")))?;
    let mut sessions = Vec::with_capacity(ended.len());
    for moment in ended {
        if let Some(told) = moment.told {
            failure::say(format!("--ended: {told}"));
        }
        if moment.at > context.now {
            return Err(Failure::input(format!(
                "--ended: {} is still to come: give when a session ended, or another --at",
                moment.at.rfc3339(context.zone)
            )));
        }
        sessions.push(LoggedSession {
            timing: Timing::Done { started: None, ended: moment.at },
            zone: Some(context.zone),
            is_final: false,
            touch_up: false,
        });
    }
    let course =
        Course::new(&sessions, false, &sheet).map_err(|error| Failure::input(format!("--ended: {error}")))?;
    let parts = SceneParts {
        rulebook: Arc::new(Rulebook::new(Arc::new(sheet))),
        course,
        client: Vec::new(),
        reports: Vec::new(),
        sessions_given: None,
        notes: Vec::new(),
        consultation: None,
        zone: context.zone,
    };
    let (scene, words) = (Scene::new(parts, context.now), context::words());
    let board = scene.compiled().board(context.now);
    let view = today::of_board(&scene, &words, context.now, &board);
    print(context, &scene, &board, &view, &words)
}

fn print(context: &Context, scene: &Scene, board: &Board, view: &TodayView, words: &Words) -> Outcome {
    if context.json {
        context::print_json(&json::value(&TodayJson::new(scene, board, view), context.zone)?)?;
    } else {
        let mut page = context::page();
        print_board::board(view, words, &words.dates(context.now, context.zone), &mut page);
        context::print(&page.finish())?;
    }
    Ok(Ending::Fine)
}
