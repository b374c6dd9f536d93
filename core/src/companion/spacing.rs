//! Sessions to come in words: the next one, its window, warnings about dates outside it, the touch-up after all.
//!
//! Not for: the sessions that were (`course_screen`), or working a window out (`course::spacing`).

use crate::course::{
    PlannedWarning, Session, SpacingWarning, counted, final_session, next_window, planned_warning,
    touch_up_window,
};
use crate::protocol::{Length, LengthRange, Sheet};
use crate::time::Instant;
use crate::words::{Words, say};

use super::scene::Scene;
use super::view::{NextSessionView, TouchUpView};

/// The next session: when it is planned, else between which dates it fits. None where none follows.
pub fn next_session(scene: &Scene, words: &Words, now: Instant) -> Option<NextSessionView> {
    let (course, zone) = (scene.course(), scene.zone());
    let dates = words.dates(now, zone);
    let planned = counted(course).find(|(_, session)| session.start > now);
    let window = next_window(scene.sheet(), course, zone, now);
    if let Some((number, session)) = planned {
        let warning = window
            .and_then(|window| planned_warning(session, window, zone))
            .and_then(|warning| spacing_line(scene, words, &warning, now));
        return Some(NextSessionView {
            number,
            starts: Some(session.start),
            earliest: window.map(|window| window.earliest),
            latest: window.and_then(|window| window.latest),
            text: words.text(say::next_session_planned(number, dates.moment_with_time(session.start))),
            warning,
        });
    }
    let progress = scene.progress(now);
    if progress.settled || progress.to_plan == Some(0) {
        return None;
    }
    let number = window.map_or(progress.logged + 1, |window| window.number);
    let text = match window.map(|window| (window.earliest, window.latest)) {
        Some((earliest, Some(latest))) => say::next_session_unplanned(number, dates.range(earliest, latest)),
        Some((earliest, None)) => say::next_session_from(number, dates.date(earliest)),
        None => say::next_session_any(number),
    };
    Some(NextSessionView {
        number,
        starts: None,
        earliest: window.map(|window| window.earliest),
        latest: window.and_then(|window| window.latest),
        text: words.text(text),
        warning: None,
    })
}

/// The touch-up window, once the final session has begun.
pub fn touch_up(scene: &Scene, words: &Words, now: Instant) -> Option<TouchUpView> {
    // Until then the window moves with it.
    final_session(scene.course(), now).filter(|last| last.start <= now)?;
    let window = touch_up_window(scene.sheet(), scene.course(), scene.zone(), now)?;
    let dates = words.dates(now, scene.zone());
    let months = dates.months(window.earliest, window.latest.unwrap_or(window.earliest));
    let text = words.text(say::next_touch_up(months));
    Some(TouchUpView { earliest: window.earliest, latest: window.latest, text })
}

/// What is to be said of a planned session beyond the most that the sheet speaks of. A warning, never a refusal.
pub(super) fn too_many(scene: &Scene, words: &Words, session: &Session) -> Option<String> {
    let most = scene.sheet().course.most_sessions?;
    let (number, _) = counted(scene.course()).find(|(_, one)| one.number == session.number)?;
    (!session.done && number > most).then(|| words.text(say::spacing_too_many(most)))
}

/// What is to be said of a planned date outside its window. A warning, never a refusal.
pub(super) fn spacing_line(
    scene: &Scene,
    words: &Words,
    planned: &PlannedWarning,
    now: Instant,
) -> Option<String> {
    let sheet = scene.sheet();
    let dates = words.dates(now, scene.zone());
    let session = scene.course().sessions().iter().find(|session| session.number == planned.session)?;
    let date = dates.date(session.start.date_in(scene.zone_of(session)));
    let gap = |pick| Some(words.length(gap(sheet, planned.window.number, pick)?));
    Some(words.text(match planned.warning {
        SpacingWarning::TooEarly { earliest } => {
            say::spacing_too_early(date, gap(smallest)?, dates.date(earliest))
        }
        SpacingWarning::TooLate { latest } => say::spacing_too_late(date, gap(largest)?, dates.date(latest)),
    }))
}

/// A length of the gap before the session of that number: its own, else the sheet's general one.
pub(super) fn gap(sheet: &Sheet, number: u32, pick: fn(&LengthRange) -> Option<Length>) -> Option<Length> {
    let own = sheet.session_plan(number).and_then(|plan| pick(&plan.gap));
    own.or_else(|| pick(&sheet.course.gap))
}

/// The least that a gap may be.
pub(super) fn smallest(gap: &LengthRange) -> Option<Length> {
    gap.min.or(gap.usual)
}

fn largest(gap: &LengthRange) -> Option<Length> {
    gap.max
}
