//! Every instant at which an answer may change, worked out naively: all bounds of all rules over all sessions, in
//! both zones and on both sides, sessions, and reports with what they hold.
//!
//! More than the engine looks at, never less. Not for: what an answer is at any of them.

use stipple_core::aftercare::Situation;
use stipple_core::course::SkinReport;
use stipple_core::protocol::{Anchor, Bound, Gate, Origin, Rule, Side, Until};
use stipple_core::time::Instant;

/// All of them, by time, without repeats; never empty.
pub fn candidates(situation: &Situation, reports: &[SkinReport]) -> Vec<Instant> {
    let sheet = situation.rulebook().sheet();
    let mut all = vec![Instant::parse("2026-04-01T00:00:00Z").expect("an instant")];
    all.extend(reports.iter().map(|report| report.at));
    for session in situation.course().sessions() {
        all.extend([session.start, session.end]);
        for rule in &sheet.rules {
            for zone in [session.zone.unwrap_or(situation.zone()), situation.zone()] {
                let instant =
                    if rule.window.anchor == Anchor::BeforeSession { session.start } else { session.end };
                let day = instant.date_in(session.zone.unwrap_or(situation.zone()));
                bounds(rule, &Origin { instant, day, zone, treatment_day: sheet.treatment_day }, &mut all);
            }
        }
    }
    for rule in &sheet.rules {
        if let Some(Gate::Hold { earlier, later, .. }) = rule.gate {
            all.extend(
                reports.iter().flat_map(|report| [earlier, later].map(|hours| report.at.plus_hours(hours))),
            );
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn bounds(rule: &Rule, origin: &Origin, all: &mut Vec<Instant>) {
    const SIDES: [Side; 2] = [Side::Earlier, Side::Later];
    let ends = |bound: &Bound| SIDES.map(|side| origin.ends(bound, side));
    if let Some(from) = &rule.window.from {
        all.extend(SIDES.map(|side| origin.begins(from, side)));
    }
    if let Some(Until::Bound(until)) = &rule.window.until {
        all.extend(ends(until));
    }
    if let Some(Gate::UntilState { usually: Some(usually), .. }) = &rule.gate {
        all.extend(ends(&usually.last));
    }
}
