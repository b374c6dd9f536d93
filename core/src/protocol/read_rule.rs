//! `[[rule]]` and `[[duty]]`: a verdict or a task, a window, and what the skin has to say about it.
//!
//! Not for: bounds by themselves (`read_window`), or what two rules say together (`protocol::warn`).

use super::bound::{Bound, Length, Point, Unit};
use super::read_fields::{Fields, Found, Refusals};
use super::read_names::{Kind, Names};
use super::read_window::{parsed, usually, window};
use super::refusal::shown;
use super::sheet::{Anchor, Audience, Duty, Gate, Meanwhile, Rule, Verdict, Window};

/// What reading a table needs to know about the rest of the file.
pub(super) struct Context<'a> {
    pub(super) names: &'a Names,
    pub(super) treatment_day: u8,
}

const RULE_KEYS: [&str; 18] = [
    "id",
    "activities",
    "verdict",
    "conditions",
    "anchor",
    "from",
    "until",
    "then",
    "meanwhile",
    "instead",
    "consequence",
    "only_for",
    "not_for",
    "unless",
    "before_state",
    "until_state",
    "usually",
    "hold",
];

const DUTY_KEYS: [&str; 13] = [
    "id",
    "task",
    "activity",
    "every",
    "anchor",
    "from",
    "until",
    "until_state",
    "usually",
    "only_for",
    "not_for",
    "instead",
    "consequence",
];

const GATES: [&str; 4] = ["unless", "before_state", "until_state", "hold"];

const VERDICTS: [(&str, Verdict); 4] = {
    let [a, b, c, d] = Verdict::ALL;
    [(a.as_str(), a), (b.as_str(), b), (c.as_str(), c), (d.as_str(), d)]
};

/// The verdicts of `then`: conditions have no place there.
const THENS: [(&str, Verdict); 3] = [("yes", Verdict::Yes), ("ask", Verdict::Ask), ("no", Verdict::No)];

const MEANWHILES: [(&str, Meanwhile); 3] =
    [("no", Meanwhile::No), ("ask", Meanwhile::Ask), ("nothing", Meanwhile::Nothing)];

impl Context<'_> {
    /// One `[[rule]]`, and where its id stands.
    pub(super) fn rule(
        &self,
        r: &mut Refusals,
        table: &toml::de::DeTable<'_>,
        at: usize,
    ) -> (Found<String>, Rule) {
        let f = &Fields::open(r, "rule", table, at, &RULE_KEYS);
        let id = required_id(r, f);
        let activities = f.required_texts(r, "activities", "name at least one activity, as in [\"wash\"]");
        let activities = self.names.checked(r, f, "activities", Kind::Activity, activities);
        let verdict = f.choice(r, "verdict", &VERDICTS).map(|found| found.value);
        if f.find("verdict").is_none() {
            f.missing(r, "verdict", "write yes, yes_if, ask or no");
        }
        let conditions = conditions(r, f, verdict);
        let window = window(r, f, None, self.treatment_day);
        let meanwhile = f.choice(r, "meanwhile", &MEANWHILES);
        if f.is_text("anchor")
            && window.anchor != Anchor::FinalSession
            && let Some(found) = &meanwhile
        {
            let what = format!("`{}` rules have no meanwhile", window.anchor.as_str());
            f.refuse(r, found.at, "meanwhile", what, "leave it out, or anchor the rule to final-session");
        }
        let rule = Rule {
            id: id.value.clone(),
            activities,
            verdict: verdict.unwrap_or(Verdict::No),
            conditions,
            then: f.choice(r, "then", &THENS).map(|found| found.value),
            meanwhile: meanwhile.map(|found| found.value),
            instead: f.words(r, "instead"),
            consequence: f.words(r, "consequence"),
            audience: self.audience(r, f),
            gate: self.gate(r, f, &window, verdict),
            provenance: f.provenance(r),
            window,
        };
        (id, rule)
    }

    /// One `[[duty]]`, and where its id stands.
    pub(super) fn duty(
        &self,
        r: &mut Refusals,
        table: &toml::de::DeTable<'_>,
        at: usize,
    ) -> (Found<String>, Option<Duty>) {
        let f = &Fields::open(r, "duty", table, at, &DUTY_KEYS);
        let id = required_id(r, f);
        let task = f.required(r, "task", "say what is to be done");
        let activity = f.text(r, "activity");
        if let Some(activity) = &activity {
            self.names.check(r, f, "activity", Kind::Activity, activity);
        }
        let instead = "write once, day, am-pm, 2/day, 2/day..5/day, 2/week, when-outdoors or as-needed";
        let every = f.required(r, "every", instead).and_then(|found| {
            let every = found.value.parse().ok();
            if every.is_none() {
                f.refuse(r, found.at, "every", format!("{} is no frequency", shown(&found.value)), instead);
            }
            every
        });
        let window = window(r, f, None, self.treatment_day);
        let until_state = self.state(r, f, "until_state");
        refuse_before_session(r, f, &window, &["until_state"]);
        let usually = self.usually(r, f, &window);
        let audience = self.audience(r, f);
        let duty = every.map(|every| Duty {
            id: id.value.clone(),
            task: task.map(|found| found.value).unwrap_or_default(),
            activity: activity.map(|found| found.value),
            every,
            until_state: until_state.map(|state| (state, usually)),
            instead: f.words(r, "instead"),
            consequence: f.words(r, "consequence"),
            audience,
            provenance: f.provenance(r),
            window,
        });
        (id, duty)
    }

    /// `only_for` and `not_for`.
    fn audience(&self, r: &mut Refusals, f: &Fields<'_, '_>) -> Audience {
        let [only_for, not_for] = ["only_for", "not_for"].map(|key| {
            let names = f.texts(r, key);
            self.names.checked(r, f, key, Kind::Attribute, names)
        });
        Audience { only_for, not_for }
    }

    fn state(&self, r: &mut Refusals, f: &Fields<'_, '_>, key: &str) -> Option<String> {
        let state = f.text(r, key)?;
        self.names.check(r, f, key, Kind::State, &state);
        Some(state.value)
    }

    fn usually(
        &self,
        r: &mut Refusals,
        f: &Fields<'_, '_>,
        window: &Window,
    ) -> Option<super::sheet::Usually> {
        let at = f.find("usually")?;
        if f.find("until_state").is_none() {
            let instead = "write until_state beside it, or leave it out";
            f.refuse(
                r,
                at,
                "usually",
                "it says when a state usually comes, but no `until_state` says which",
                instead,
            );
        }
        // Before a session no gate stands, so that bounds of one mean nothing.
        if window.anchor == Anchor::BeforeSession {
            return None;
        }
        usually(r, f, window.anchor, self.treatment_day)
    }

    /// The gate: at most one, on the verdicts that it belongs to, and none before a session.
    fn gate(
        &self,
        r: &mut Refusals,
        f: &Fields<'_, '_>,
        window: &Window,
        verdict: Option<Verdict>,
    ) -> Option<Gate> {
        let mut present: Vec<(usize, &str)> =
            GATES.into_iter().filter_map(|key| Some((f.find(key)?, key))).collect();
        present.sort_unstable();
        for (at, key) in present.iter().skip(1) {
            let what = format!("the rule carries `{}` already", present[0].1);
            f.refuse(r, *at, key, what, "a rule carries at most one gate: write a second rule");
        }
        for (at, key) in &present {
            let (fits, verdicts) = match *key {
                "unless" | "before_state" => (verdict.is_none_or(Verdict::permits), "yes and yes_if"),
                "until_state" => (verdict != Some(Verdict::Yes), "no, ask and yes_if"),
                _ => (verdict.is_none_or(|verdict| verdict == Verdict::No), "no"),
            };
            if !fits {
                let instead = format!(
                    "`{key}` stands on the verdict{} {verdicts}",
                    if verdicts == "no" { "" } else { "s" }
                );
                f.refuse(r, *at, key, "this gate does not stand on this verdict", instead);
            }
        }
        refuse_before_session(r, f, window, &GATES);
        let unless = self.state(r, f, "unless").map(|state| Gate::Unless { state });
        let before = self.state(r, f, "before_state").map(|state| Gate::BeforeState { state });
        let until = self.state(r, f, "until_state");
        let usually = self.usually(r, f, window);
        let until = until.map(|state| Gate::UntilState { state, usually });
        unless.or(before).or(until).or(self.hold(r, f))
    }

    fn hold(&self, r: &mut Refusals, f: &Fields<'_, '_>) -> Option<Gate> {
        f.find("hold")?;
        for key in ["from", "until"] {
            if let Some(at) = f.find(key) {
                let instead = "leave it out: `hold` runs from each report for so many hours";
                f.refuse(r, at, key, "`hold` stands in place of `from` and `until`", instead);
            }
        }
        let hold = f.inner(r, "hold", &["seen", "for"])?;
        let states = "name a state, or a list of them";
        let seen = if hold.is_text("seen") {
            hold.text(r, "seen").into_iter().collect()
        } else {
            hold.required_texts(r, "seen", states)
        };
        let seen = self.names.checked(r, &hold, "seen", Kind::State, seen);
        let hours = "write hours, for instance 48h or 24h..48h";
        let text = hold.required(r, "for", hours)?;
        let bound = parsed::<Bound>(r, &hold, "for", &text, hours)?;
        let as_hours = |point| match point {
            Point::Length(Length { count, unit: Unit::Hours }) if count > 0 => Some(count),
            _ => None,
        };
        let pair = as_hours(bound.first).zip(as_hours(bound.last)).filter(|_| !bound.after);
        match pair {
            Some((earlier, later)) if earlier <= later => Some(Gate::Hold { seen, earlier, later }),
            Some(_) => {
                let what = format!("the range {} runs backwards", shown(&text.value));
                hold.refuse(r, text.at, "for", what, "write its shorter side first");
                None
            }
            None => {
                hold.refuse(r, text.at, "for", format!("{} is no time in hours", shown(&text.value)), hours);
                None
            }
        }
    }
}

/// A rule's or a duty's id.
pub(super) fn required_id(r: &mut Refusals, f: &Fields<'_, '_>) -> Found<String> {
    let found = f.required(r, "id", "give it a name of its own, as in id = \"no-shampoo\"");
    found.unwrap_or(Found { value: String::new(), at: f.at })
}

fn conditions(r: &mut Refusals, f: &Fields<'_, '_>, verdict: Option<Verdict>) -> Vec<String> {
    let conditions = f.list(r, "conditions");
    match (f.find("conditions"), verdict) {
        (None, Some(Verdict::YesIf)) => {
            f.missing(r, "conditions", "say what yes_if asks for, as in conditions = [\"rinse only\"]");
        }
        (Some(at), Some(Verdict::YesIf)) if conditions.is_empty() && !f.is_text("conditions") => {
            f.refuse(r, at, "conditions", "it is empty", "say what yes_if asks for, or make the verdict yes");
        }
        (Some(at), Some(Verdict::Yes)) if !conditions.is_empty() => {
            f.refuse(r, at, "conditions", "a plain yes would hide them", "make the verdict yes_if");
        }
        _ => {}
    }
    conditions
}

fn refuse_before_session(r: &mut Refusals, f: &Fields<'_, '_>, window: &Window, gates: &[&str]) {
    if window.anchor != Anchor::BeforeSession {
        return;
    }
    for key in gates {
        if let Some(at) = f.find(key) {
            let what = "`before-session` carries no gate";
            f.refuse(r, at, key, what, "leave it out: only reports since the current session count");
        }
    }
}
