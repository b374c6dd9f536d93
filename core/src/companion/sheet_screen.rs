//! A sheet in words, as a client or a studio reads it: every statement with the studio's own words beside it.
//!
//! Works without a course. Not for: what a statement comes to today (`today`), or how a window is worded
//! (`window_words`).

use std::collections::HashMap;

use crate::protocol::{
    ActivityDeclaration, Audience, Declared, Gate, Meanwhile, Provenance, Rule, Sheet, Verdict,
};
use crate::words::{self, Is, Words, say};

use super::scene::sheet_name;
use super::view::{ReasonsView, SheetPartView, SheetStatementView, SheetView};
use super::window_words::window;

/// The sheet in words.
pub fn sheet(sheet: &Sheet, words: &Words) -> SheetView {
    let writer = Writer { sheet, words, labels: Labels::of(sheet) };
    let parts = [
        (say::sheet_title(), writer.head()),
        (say::sheet_rules(), sheet.rules.iter().map(|rule| writer.rule(rule)).collect()),
        (say::sheet_duties(), writer.duties()),
        (say::sheet_sessions(), writer.sessions()),
        (say::sheet_stops(), writer.stops()),
        (say::sheet_expect(), writer.expectations()),
        (say::sheet_signs(), writer.signs()),
        (say::sheet_activities(), writer.activities()),
        (say::sheet_states(), writer.states()),
        (say::sheet_attributes(), writer.attributes()),
    ];
    let filled = parts.into_iter().filter(|(_, statements)| !statements.is_empty());
    let parts: Vec<SheetPartView> =
        filled.map(|(title, statements)| SheetPartView { title: words.text(title), statements }).collect();
    let inferred =
        parts.iter().flat_map(|part| &part.statements).filter(|one| one.reasons.inferred.is_some());
    SheetView {
        name: sheet_name(sheet),
        origin: None,
        key_words: None,
        inferred: u32::try_from(inferred.count()).unwrap_or(u32::MAX),
        parts,
    }
}

struct Writer<'a> {
    sheet: &'a Sheet,
    words: &'a Words,
    labels: Labels<'a>,
}

/// The sheet's own labels, by id: a long sheet names its own things often.
struct Labels<'a> {
    activities: HashMap<&'a str, &'a str>,
    states: HashMap<&'a str, &'a str>,
    attributes: HashMap<&'a str, &'a str>,
}

impl<'a> Labels<'a> {
    fn of(sheet: &'a Sheet) -> Self {
        let declared = |all: &'a [Declared]| {
            all.iter().filter_map(|own| Some((own.id.as_str(), own.label.as_deref()?))).collect()
        };
        let activities = sheet.activities.iter();
        Self {
            activities: activities.filter_map(|own| Some((own.id.as_str(), own.label.as_deref()?))).collect(),
            states: declared(&sheet.states),
            attributes: declared(&sheet.attributes),
        }
    }

    fn state(&self, id: &str) -> Option<&'a str> {
        self.states.get(id).copied()
    }
}

fn statement(id: Option<&str>, lines: Vec<String>, provenance: &Provenance) -> SheetStatementView {
    SheetStatementView { id: id.map(str::to_owned), lines, reasons: ReasonsView::from(provenance) }
}

impl Writer<'_> {
    fn labels(&self, ids: &[String]) -> String {
        let named = |id: &String| {
            let label = self.labels.activities.get(id.as_str()).copied();
            self.words.activity(words::Activity { id, label })
        };
        self.words.and(&ids.iter().map(named).collect::<Vec<_>>())
    }

    fn head(&self) -> Vec<SheetStatementView> {
        let (sheet, words) = (self.sheet, self.words);
        let mut lines = Vec::new();
        lines.extend(sheet.studio.as_ref().map(|studio| words.text(say::sheet_of(studio))));
        lines.push(words.text(say::sheet_revision(sheet.revision)));
        lines.push(words.text(say::sheet_language(&sheet.language)));
        lines.extend(sheet.notice.clone());
        vec![statement(None, lines, &sheet.provenance)]
    }

    /// What holds for all sessions, with the course's own provenance; none where the sheet says nothing of it.
    fn course(&self) -> Option<SheetStatementView> {
        let (plan, words) = (&self.sheet.course, self.words);
        let mut lines = Vec::new();
        match (plan.usual_sessions, plan.most_sessions) {
            (Some(usual), Some(most)) if most > usual => {
                lines.push(words.text(say::course_sessions_usual_most(usual, most)));
            }
            (Some(usual), _) => lines.push(words.text(say::course_sessions_usual(usual))),
            (None, Some(most)) => lines.push(words.text(say::spacing_too_many(most))),
            (None, None) => {}
        }
        lines.extend(words.length_range(&plan.gap).map(|gap| words.text(say::course_gap(gap))));
        lines.extend(words.hours(plan.hours).map(|hours| words.text(say::course_hours(hours))));
        let touch_up = words.length_range(&plan.touch_up);
        lines.extend(touch_up.map(|range| words.text(say::touch_up_usual(range))));
        let days = plan.photo_days.iter().map(|day| words.text(say::sheet_day(*day)));
        let days: Vec<String> = days.collect();
        lines.extend((!days.is_empty()).then(|| words.text(say::sheet_photo_days(words.and(&days)))));
        (!lines.is_empty()).then(|| statement(None, lines, &plan.provenance))
    }

    fn rule(&self, rule: &Rule) -> SheetStatementView {
        let words = self.words;
        let verdict = words.verdict(rule.verdict);
        let mut lines = vec![words.text(say::sheet_rule(self.labels(&rule.activities), verdict))];
        lines.extend((!rule.conditions.is_empty()).then(|| words.and(&rule.conditions)));
        lines.push(window(words, &rule.window, self.sheet.treatment_day));
        lines.extend(rule.gate.as_ref().map(|gate| self.gate(gate)));
        lines.extend(rule.then.map(|then| words.text(say::sheet_then(words.verdict(then)))));
        let meanwhile = rule.meanwhile.map(|meanwhile| match meanwhile {
            Meanwhile::No => words.verdict(Verdict::No),
            Meanwhile::Ask => words.verdict(Verdict::Ask),
            Meanwhile::Nothing => words.text(say::sheet_nothing()),
        });
        lines.extend(meanwhile.map(|word| words.text(say::sheet_meanwhile(word))));
        lines.extend(self.audience(&rule.audience));
        lines.extend(rule.instead.as_ref().map(|instead| words.text(say::answer_instead(instead))));
        let consequence = rule.consequence.as_ref();
        lines.extend(consequence.map(|consequence| words.text(say::answer_consequence(consequence))));
        statement(Some(&rule.id), lines, &rule.provenance)
    }

    fn gate(&self, gate: &Gate) -> String {
        let condition = |id: &String, is| self.words.condition(id, self.labels.state(id), is);
        match gate {
            Gate::Unless { state } => condition(state, Is::Gone),
            Gate::BeforeState { state } => condition(state, Is::NotYet),
            Gate::UntilState { state, .. } => {
                self.words.text(say::duty_until_state(condition(state, Is::Seen)))
            }
            Gate::Hold { seen, later, .. } => {
                let states: Vec<String> =
                    seen.iter().map(|id| self.words.state(id, self.labels.state(id))).collect();
                let hours = crate::protocol::Length { count: *later, unit: crate::protocol::Unit::Hours };
                self.words.text(say::sheet_hold(self.words.length(hours), self.words.or(&states)))
            }
        }
    }

    fn audience(&self, audience: &Audience) -> Vec<String> {
        let list = |ids: &[String]| {
            let label =
                |id: &String| self.words.attribute(id, self.labels.attributes.get(id.as_str()).copied());
            self.words.or(&ids.iter().map(label).collect::<Vec<_>>())
        };
        let mut lines = Vec::new();
        if !audience.only_for.is_empty() {
            lines.push(self.words.text(say::sheet_only_for(list(&audience.only_for))));
        }
        if !audience.not_for.is_empty() {
            lines.push(self.words.text(say::sheet_not_for(list(&audience.not_for))));
        }
        lines
    }

    fn duties(&self) -> Vec<SheetStatementView> {
        let words = self.words;
        let duty = |duty: &crate::protocol::Duty| {
            let mut lines = vec![words.text(say::duty_line(&duty.task, words.every(duty.every)))];
            lines.push(window(words, &duty.window, self.sheet.treatment_day));
            if let Some((state, _)) = &duty.until_state {
                let seen = words.condition(state, self.labels.state(state), Is::Seen);
                lines.push(words.text(say::duty_until_state(seen)));
            }
            lines.extend(self.audience(&duty.audience));
            lines.extend(duty.instead.as_ref().map(|instead| words.text(say::answer_instead(instead))));
            let consequence = duty.consequence.as_ref();
            lines.extend(consequence.map(|consequence| words.text(say::answer_consequence(consequence))));
            statement(Some(&duty.id), lines, &duty.provenance)
        };
        self.sheet.duties.iter().map(duty).collect()
    }

    fn sessions(&self) -> Vec<SheetStatementView> {
        let words = self.words;
        let session = |plan: &crate::protocol::SessionPlan| {
            let mut lines = vec![words.text(say::session_name(plan.number))];
            lines.extend(words.length_range(&plan.gap).map(|gap| words.text(say::course_gap(gap))));
            lines.extend(words.hours(plan.hours).map(|hours| words.text(say::course_hours(hours))));
            lines.extend(plan.agenda.iter().cloned());
            if !plan.bring.is_empty() {
                lines.push(
                    words.text(say::session_noted(words.text(say::session_bring()), words.and(&plan.bring))),
                );
            }
            statement(None, lines, &plan.provenance)
        };
        self.course().into_iter().chain(self.sheet.sessions.iter().map(session)).collect()
    }

    fn stops(&self) -> Vec<SheetStatementView> {
        let stops = self.sheet.stops.iter();
        stops.map(|stop| statement(None, vec![stop.reason.clone()], &stop.provenance)).collect()
    }

    fn expectations(&self) -> Vec<SheetStatementView> {
        let expect = |one: &crate::protocol::Expectation| {
            let lines = vec![one.say.clone(), window(self.words, &one.window, self.sheet.treatment_day)];
            statement(None, lines, &one.provenance)
        };
        self.sheet.expectations.iter().map(expect).collect()
    }

    fn signs(&self) -> Vec<SheetStatementView> {
        let words = self.words;
        let sign = |sign: &crate::protocol::Sign| {
            let seen: Vec<String> =
                sign.seen.iter().map(|id| words.state(id, self.labels.state(id))).collect();
            let mut lines = vec![words.text(say::sign_line(words.or(&seen), words.turn_to(sign.turn_to)))];
            lines.push(window(words, &sign.window, self.sheet.treatment_day));
            lines.extend(sign.say.clone());
            statement(None, lines, &sign.provenance)
        };
        self.sheet.signs.iter().map(sign).collect()
    }

    fn activities(&self) -> Vec<SheetStatementView> {
        let activity = |own: &ActivityDeclaration| {
            let mut lines = vec![self.labels(std::slice::from_ref(&own.id))];
            let involved = (!own.involves.is_empty()).then(|| self.labels(&own.involves));
            lines.extend(involved.map(|involved| self.words.text(say::sheet_involves(involved))));
            statement(Some(&own.id), lines, &own.provenance)
        };
        self.sheet.activities.iter().map(activity).collect()
    }

    fn states(&self) -> Vec<SheetStatementView> {
        let state = |own: &Declared| {
            let label = self.words.state(&own.id, own.label.as_deref());
            statement(Some(&own.id), vec![label], &own.provenance)
        };
        self.sheet.states.iter().map(state).collect()
    }

    fn attributes(&self) -> Vec<SheetStatementView> {
        let attribute = |own: &Declared| {
            let label = self.words.attribute(&own.id, own.label.as_deref());
            statement(Some(&own.id), vec![label], &own.provenance)
        };
        self.sheet.attributes.iter().map(attribute).collect()
    }
}
