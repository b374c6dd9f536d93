//! Readiness for the next session, in words.
//!
//! Not for: which rules and duties belong to it (`course::readiness`).

use crate::course::{ReadyItem, ReadyPhase, ReadyWhat, readiness};
use crate::protocol::Verdict;
use crate::time::Instant;
use crate::words::{self, Words, say};

use super::scene::Scene;
use super::view::{ReadyItemView, ReadyView, ReasonsView, StatementView};

/// Readiness for the next session, or that none is planned.
pub fn ready(scene: &Scene, words: &Words, now: Instant) -> ReadyView {
    let (sheet, course, zone) = (scene.sheet(), scene.course(), scene.zone());
    let dates = words.dates(now, zone);
    let Some(list) = readiness(sheet, course, &scene.client, &scene.reports, zone, now) else {
        return ReadyView {
            title: words.text(say::ready_no_session()),
            session: None,
            starts: None,
            items: Vec::new(),
            stops: Vec::new(),
            agenda: Vec::new(),
            bring: Vec::new(),
            lines: Vec::new(),
        };
    };
    let when = dates.moment_with_time(list.session.start);
    let title = match list.number {
        Some(number) => say::ready_title(number, when),
        None => say::ready_title_touch_up(when),
    };
    let items: Vec<ReadyItemView> =
        list.items.iter().filter(|item| due(scene, item, now)).map(|item| view(scene, words, item)).collect();
    let mut lines = Vec::new();
    if list.healed_photo_of.is_some() {
        lines.push(words.text(say::next_photo_healed()));
    }
    if items.is_empty() {
        lines.push(words.text(say::ready_nothing()));
    }
    let reported = list.stops.iter().filter(|stop| stop.reported);
    lines.extend(reported.map(|stop| {
        // A stop that can be reported is named by a skin state.
        let reason = words.state(&stop.stop.reason, scene.state_label(&stop.stop.reason));
        words.text(say::ready_stop_holds(reason))
    }));
    let stop = |stop: &crate::protocol::Stop| StatementView {
        id: None,
        text: stop.reason.clone(),
        reasons: ReasonsView::from(&stop.provenance),
    };
    ReadyView {
        title: words.text(title),
        session: Some(list.session.number),
        starts: Some(list.session.start),
        items,
        stops: list.stops.iter().map(|one| stop(one.stop)).collect(),
        agenda: list.agenda().to_vec(),
        bring: list.bring().to_vec(),
        lines,
    }
}

/// A duty that names an activity is not due while the answer for it is `no`.
fn due(scene: &Scene, item: &ReadyItem<'_>, now: Instant) -> bool {
    let ReadyWhat::Duty(duty) = item.what else { return true };
    let activity = duty.activity.as_ref().and_then(|id| scene.rulebook().activity(id));
    activity.is_none_or(|activity| scene.compiled.verdict(activity, now) != Verdict::No)
}

fn view(scene: &Scene, words: &Words, item: &ReadyItem<'_>) -> ReadyItemView {
    let (id, text) = match item.what {
        ReadyWhat::Rule(rule) => {
            let named: Vec<words::Activity<'_>> = rule
                .activities
                .iter()
                .filter_map(|id| scene.rulebook().activity(id))
                .map(|one| scene.named(one))
                .collect();
            let labels = words.labels(&named);
            let message = match rule.verdict {
                Verdict::No => say::ready_rule_no(labels),
                Verdict::Ask => say::ready_rule_ask(labels),
                Verdict::YesIf => say::ready_rule_if(labels, words.and(&rule.conditions)),
                Verdict::Yes => say::ready_rule_yes(labels),
            };
            (&rule.id, words.text(message))
        }
        ReadyWhat::Duty(duty) => {
            (&duty.id, words.text(say::duty_line(duty.task.as_str(), words.every(duty.every))))
        }
    };
    ReadyItemView {
        id: id.clone(),
        text,
        begins: item.begins,
        ends: item.ends,
        active: item.phase == ReadyPhase::Active,
        over: item.phase == ReadyPhase::Over,
        lines: [item.instead().map(say::answer_instead), item.consequence().map(say::answer_consequence)]
            .into_iter()
            .flatten()
            .map(|line| words.text(line))
            .collect(),
        reasons: ReasonsView::from(item.provenance()),
    }
}
