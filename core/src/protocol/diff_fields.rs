//! The entries of a sheet key by key, as texts that two sheets can be compared by.
//!
//! Not for: what a change means for a client (`diff_effect`).

use super::bound::Bound;
use super::sheet::{
    ActivityDeclaration, Audience, CoursePlan, Declared, Duty, Expectation, Gate, Hours, LengthRange,
    Meanwhile, Provenance, Rule, SessionPlan, Sheet, Sign, Stop, TurnTo, Until, Usually, Window,
};

/// A key and what it says, where it says something.
pub(super) struct Field {
    pub(super) key: &'static str,
    pub(super) text: Option<String>,
}

/// The numbers that two sheets give to the treatment day, where these differ: `D5` then means two days.
#[derive(Clone, Copy)]
pub(super) struct Days {
    pub(super) old: Option<u8>,
    pub(super) new: Option<u8>,
}

impl Days {
    pub(super) fn of(old: &Sheet, new: &Sheet) -> Self {
        let differ = old.treatment_day != new.treatment_day;
        let told = |sheet: &Sheet| differ.then_some(sheet.treatment_day);
        Self { old: told(old), new: told(new) }
    }
}

/// An entry of a table.
pub(super) trait Record {
    const TABLE: &'static str;

    /// What it is known by in both sheets.
    fn name(&self) -> String;

    /// All its keys, always in the same order. `day`: the treatment day's number, where it has to be told.
    fn fields(&self, day: Option<u8>) -> Vec<Field>;
}

fn field(key: &'static str, text: impl Into<Option<String>>) -> Field {
    Field { key, text: text.into() }
}

fn list(key: &'static str, texts: &[String]) -> Field {
    field(key, (!texts.is_empty()).then(|| texts.join(", ")))
}

fn bound(bound: &Bound, day: Option<u8>) -> String {
    let text = bound.to_string();
    match day {
        Some(day) if text.contains('D') => format!("{text} (the treatment day is D{day})"),
        _ => text,
    }
}

fn window(window: &Window, day: Option<u8>) -> [Field; 3] {
    let until = window.until.as_ref().map(|until| match until {
        Until::Bound(until) => bound(until, day),
        Until::Unstated => "unstated".to_owned(),
    });
    [
        field("anchor", window.anchor.as_str().to_owned()),
        field("from", window.from.as_ref().map(|from| bound(from, day))),
        field("until", until),
    ]
}

fn usually(usually: Option<&Usually>, day: Option<u8>) -> Field {
    let text = usually.map(|Usually { first, last }| {
        let first = bound(first, None);
        if first == last.to_string() { bound(last, day) } else { format!("{first}..{}", bound(last, day)) }
    });
    field("usually", text)
}

fn audience(audience: &Audience) -> [Field; 2] {
    [list("only_for", &audience.only_for), list("not_for", &audience.not_for)]
}

fn provenance(provenance: &Provenance) -> [Field; 3] {
    let Provenance { quote, source, inferred } = provenance;
    [field("quote", quote.clone()), field("source", source.clone()), field("inferred", inferred.clone())]
}

fn range(key: &'static str, range: &LengthRange) -> Field {
    let sides = [("min", range.min), ("usual", range.usual), ("max", range.max)];
    sides_of(key, sides.map(|(side, length)| (side, length.map(|length| length.to_string()))))
}

fn hours(hours: Hours) -> Field {
    sides_of(
        "hours",
        [("min", hours.min), ("max", hours.max)].map(|(side, hours)| (side, hours.map(|h| h.to_string()))),
    )
}

fn sides_of<const N: usize>(key: &'static str, sides: [(&str, Option<String>); N]) -> Field {
    let told: Vec<_> =
        sides.into_iter().filter_map(|(side, text)| Some(format!("{side} {}", text?))).collect();
    list(key, &told)
}

fn gate(gate: Option<&Gate>, day: Option<u8>) -> [Field; 5] {
    let state = |wanted: fn(&Gate) -> Option<&String>| gate.and_then(wanted).cloned();
    let unless = state(|gate| if let Gate::Unless { state } = gate { Some(state) } else { None });
    let before = state(|gate| if let Gate::BeforeState { state } = gate { Some(state) } else { None });
    let until = state(|gate| if let Gate::UntilState { state, .. } = gate { Some(state) } else { None });
    let usual = if let Some(Gate::UntilState { usually, .. }) = gate { usually.as_ref() } else { None };
    let hold = gate.and_then(|gate| match gate {
        Gate::Hold { seen, earlier, later } if earlier == later => {
            Some(format!("{} for {later}h", seen.join(", ")))
        }
        Gate::Hold { seen, earlier, later } => Some(format!("{} for {earlier}h..{later}h", seen.join(", "))),
        _ => None,
    });
    [
        field("unless", unless),
        field("before_state", before),
        field("until_state", until),
        usually(usual, day),
        field("hold", hold),
    ]
}

const fn meanwhile(meanwhile: Meanwhile) -> &'static str {
    match meanwhile {
        Meanwhile::No => "no",
        Meanwhile::Ask => "ask",
        Meanwhile::Nothing => "nothing",
    }
}

const fn turn_to(whom: TurnTo) -> &'static str {
    match whom {
        TurnTo::Studio => "studio",
        TurnTo::Doctor => "doctor",
        TurnTo::Emergency => "emergency",
    }
}

impl Record for Rule {
    const TABLE: &'static str = "rule";

    fn name(&self) -> String {
        self.id.clone()
    }

    fn fields(&self, day: Option<u8>) -> Vec<Field> {
        let mut fields = vec![
            list("activities", &self.activities),
            field("verdict", self.verdict.as_str().to_owned()),
            list("conditions", &self.conditions),
        ];
        fields.extend(window(&self.window, day));
        fields.extend(gate(self.gate.as_ref(), day));
        fields.push(field("then", self.then.map(|then| then.as_str().to_owned())));
        fields.push(field("meanwhile", self.meanwhile.map(|word| meanwhile(word).to_owned())));
        fields.extend(audience(&self.audience));
        fields
            .extend([field("instead", self.instead.clone()), field("consequence", self.consequence.clone())]);
        fields.extend(provenance(&self.provenance));
        fields
    }
}

impl Record for Duty {
    const TABLE: &'static str = "duty";

    fn name(&self) -> String {
        self.id.clone()
    }

    fn fields(&self, day: Option<u8>) -> Vec<Field> {
        let (state, usual) = self.until_state.as_ref().map(|(state, usual)| (state, usual.as_ref())).unzip();
        let mut fields = vec![
            field("task", self.task.clone()),
            field("activity", self.activity.clone()),
            field("every", self.every.to_string()),
        ];
        fields.extend(window(&self.window, day));
        fields.extend([field("until_state", state.cloned()), usually(usual.flatten(), day)]);
        fields.extend(audience(&self.audience));
        fields
            .extend([field("instead", self.instead.clone()), field("consequence", self.consequence.clone())]);
        fields.extend(provenance(&self.provenance));
        fields
    }
}

impl Record for Stop {
    const TABLE: &'static str = "stop";

    fn name(&self) -> String {
        self.reason.clone()
    }

    fn fields(&self, _: Option<u8>) -> Vec<Field> {
        provenance(&self.provenance).into()
    }
}

impl Record for Expectation {
    const TABLE: &'static str = "expect";

    fn name(&self) -> String {
        self.say.clone()
    }

    fn fields(&self, day: Option<u8>) -> Vec<Field> {
        window(&self.window, day).into_iter().chain(provenance(&self.provenance)).collect()
    }
}

impl Record for Sign {
    const TABLE: &'static str = "sign";

    fn name(&self) -> String {
        self.seen.join(", ")
    }

    fn fields(&self, day: Option<u8>) -> Vec<Field> {
        let own = [field("turn_to", turn_to(self.turn_to).to_owned()), field("say", self.say.clone())];
        own.into_iter().chain(window(&self.window, day)).chain(provenance(&self.provenance)).collect()
    }
}

impl Record for SessionPlan {
    const TABLE: &'static str = "session";

    fn name(&self) -> String {
        self.number.to_string()
    }

    fn fields(&self, _: Option<u8>) -> Vec<Field> {
        let own = [
            range("gap", &self.gap),
            hours(self.hours),
            list("agenda", &self.agenda),
            list("bring", &self.bring),
        ];
        own.into_iter().chain(provenance(&self.provenance)).collect()
    }
}

impl Record for CoursePlan {
    const TABLE: &'static str = "course";

    fn name(&self) -> String {
        String::new()
    }

    fn fields(&self, _: Option<u8>) -> Vec<Field> {
        let sessions = [("usual", self.usual_sessions), ("most", self.most_sessions)];
        let days: Vec<String> = self.photo_days.iter().map(u32::to_string).collect();
        let own = [
            sides_of("sessions", sessions.map(|(side, count)| (side, count.map(|count| count.to_string())))),
            range("gap", &self.gap),
            hours(self.hours),
            range("touch_up", &self.touch_up),
            list("photo_days", &days),
        ];
        own.into_iter().chain(provenance(&self.provenance)).collect()
    }
}

impl Record for ActivityDeclaration {
    const TABLE: &'static str = "activity";

    fn name(&self) -> String {
        self.id.clone()
    }

    fn fields(&self, _: Option<u8>) -> Vec<Field> {
        let own = [field("label", self.label.clone()), list("involves", &self.involves)];
        own.into_iter().chain(provenance(&self.provenance)).collect()
    }
}

impl Record for Declared {
    const TABLE: &'static str = "state";

    fn name(&self) -> String {
        self.id.clone()
    }

    fn fields(&self, _: Option<u8>) -> Vec<Field> {
        [field("label", self.label.clone())].into_iter().chain(provenance(&self.provenance)).collect()
    }
}

impl Record for Sheet {
    const TABLE: &'static str = "sheet";

    fn name(&self) -> String {
        String::new()
    }

    fn fields(&self, _: Option<u8>) -> Vec<Field> {
        let own = [
            field("id", self.id.clone()),
            field("revision", self.revision.to_string()),
            field("title", self.title.clone()),
            field("studio", self.studio.clone()),
            field("language", self.language.clone()),
            field("treatment_day", self.treatment_day.to_string()),
            field("silence", self.silence.as_str().to_owned()),
            field("notice", self.notice.clone()),
        ];
        own.into_iter().chain(provenance(&self.provenance)).collect()
    }
}
