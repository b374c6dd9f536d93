//! `stipple today --json`: the answers of the line contract, beside what the board shows (`cli.md`).
//!
//! Not for: the words of the screen (`today`), which stand in it as they are.

use serde::Serialize;

use crate::aftercare::Board;
use crate::aftercare::line::{
    AnswersJson, DutyJson, ExpectationJson, SignJson, duties_json, expectations_json, signs_json,
};
use crate::time::Instant;

use super::scene::Scene;
use super::view::{NextSessionView, PhotoDueView, SectionView, SheetNameView, TodayView, UnconfirmedView};

/// What `stipple today --json` prints.
#[derive(Debug, Serialize)]
pub struct TodayJson<'a> {
    at: String,
    zone: &'a str,
    sheet: SheetNameView,
    headline: &'a str,
    day: Option<i64>,
    session: Option<u32>,
    sessions_planned: Option<u32>,
    unconfirmed: Option<&'a UnconfirmedView>,
    answers: AnswersJson<'a>,
    duties: Vec<DutyJson<'a>>,
    expect: Vec<ExpectationJson<'a>>,
    signs: Vec<SignJson<'a>>,
    changes: Vec<ChangeJson<'a>>,
    next: &'a [String],
    next_session: Option<&'a NextSessionView>,
    photos_due: &'a [PhotoDueView],
    sections: &'a [SectionView],
}

#[derive(Debug, Serialize)]
struct ChangeJson<'a> {
    at: String,
    verdict: &'static str,
    activities: Vec<&'a str>,
}

impl<'a> TodayJson<'a> {
    /// Puts a board and its screen together.
    pub fn new(scene: &'a Scene, board: &'a Board, view: &'a TodayView) -> Self {
        let compiled = scene.compiled();
        let zone = compiled.situation().zone();
        let instant = |at: Instant| at.rfc3339(zone);
        Self {
            at: instant(view.at),
            zone: &view.zone,
            sheet: scene.sheet_name(),
            headline: &view.headline,
            day: view.day,
            session: view.session,
            sessions_planned: view.sessions_planned,
            unconfirmed: view.unconfirmed.as_ref(),
            answers: AnswersJson { compiled, answers: &board.answers },
            duties: duties_json(compiled, board),
            expect: expectations_json(compiled, board),
            signs: signs_json(compiled, board),
            changes: view
                .changes
                .iter()
                .map(|change| ChangeJson {
                    at: instant(change.at),
                    verdict: change.verdict.as_str(),
                    activities: change.activities.iter().map(String::as_str).collect(),
                })
                .collect(),
            next: &view.next,
            next_session: view.next_session.as_ref(),
            photos_due: &view.photos_due,
            sections: &view.sections,
        }
    }
}
