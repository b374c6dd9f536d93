//! The Skin check screen: what can be said, in the sheet's words where it has its own, and when the last check was.
//!
//! Not for: keeping a check, or what it changed (`intent`, `reports`).

use crate::course::SkinReport;
use crate::protocol::catalogue;
use crate::time::Instant;
use crate::words::{Words, say};

use super::scene::Scene;
use super::view::{SkinCheckView, SkinStateView, SkinView};

/// The Skin check screen: the states that every sheet knows, then those that only this one declares.
pub fn skin(scene: &Scene, words: &Words, now: Instant) -> SkinView {
    let own = scene.sheet().states.iter().map(|own| own.id.as_str());
    let own = own.filter(|id| !catalogue::STATES.contains(id));
    let state = |id: &str| SkinStateView { id: id.to_owned(), label: words.state(id, scene.state_label(id)) };
    let last = scene.reports.iter().filter(|report| report.at <= now).max_by_key(|report| report.at);
    let session = scene.course().without_planned().current(now).map(|session| session.end);
    let mut lines = Vec::new();
    match (last, session) {
        (None, None) => lines.push(words.text(say::skin_none())),
        (None, Some(_)) => lines.push(words.text(say::skin_never())),
        (Some(last), Some(ended)) if last.at < ended => lines.push(words.text(say::skin_never())),
        (Some(_), _) => {}
    }
    let last = last.map(|report| check(scene, words, report, now));
    lines.extend(last.iter().map(|last| last.text.clone()));
    SkinView { states: catalogue::STATES.into_iter().chain(own).map(state).collect(), last, lines }
}

fn check(scene: &Scene, words: &Words, report: &SkinReport, now: Instant) -> SkinCheckView {
    let said = |ids: &[String], seen: bool| -> Vec<String> {
        ids.iter().map(|id| words.reported(id, scene.state_label(id), seen)).collect()
    };
    let what = [said(&report.seen, true), said(&report.gone, false)].concat();
    let when = words.dates(now, scene.zone()).moment_with_time(report.at);
    SkinCheckView {
        at: report.at,
        seen: report.seen.clone(),
        gone: report.gone.clone(),
        text: words.text(say::skin_last(when, words.commas(&what))),
    }
}
