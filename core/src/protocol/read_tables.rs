//! The tables beside rules and duties: `[sheet]`, `[course]`, sessions, activities, stops, expectations, states,
//! attributes and signs.
//!
//! Not for: `[[rule]]` and `[[duty]]` (`read_rule`).

use toml::de::DeTable;

use super::bound::Length;
use super::read_fields::{Fields, Found, Refusals};
use super::read_names::{Involvement, Kind};
use super::read_rule::{Context, required_id};
use super::read_window::{LENGTHS, parsed, window};
use super::refusal::shown;
use super::sheet::{
    ActivityDeclaration, Anchor, CoursePlan, Declared, Expectation, Hours, LengthRange, Provenance,
    SessionPlan, Sign, Stop, TurnTo, Verdict,
};

/// A hundred years: no bound reaches further, nor does a day on which a photo is due.
const LAST_DAY: u32 = 36_525;

/// More sessions than any course has; planning walks through them.
const MOST_SESSIONS: u32 = 1_000;

/// `[sheet]`, which says what the other tables' bounds mean.
#[derive(Default)]
pub(super) struct Head {
    pub(super) id: String,
    pub(super) revision: u32,
    pub(super) title: Option<String>,
    pub(super) studio: Option<String>,
    pub(super) language: String,
    pub(super) treatment_day: u8,
    pub(super) silence: Option<Verdict>,
    pub(super) notice: Option<String>,
    pub(super) provenance: Provenance,
}

const SHEET_KEYS: [&str; 8] =
    ["id", "revision", "title", "studio", "language", "treatment_day", "silence", "notice"];

/// `[sheet]`.
pub(super) fn head(r: &mut Refusals, table: &DeTable<'_>, at: usize) -> Head {
    let f = Fields::open(r, "sheet", table, at, &SHEET_KEYS);
    let id = f.required(r, "id", "give the sheet a name, as in id = \"scalp-envy\"");
    if f.find("revision").is_none() {
        f.missing(r, "revision", "write revision = 1, and count it up with every change");
    }
    let language =
        f.required(r, "language", "name the language of the sheet's words, as in language = \"en\"");
    let silences = [("yes", Verdict::Yes), ("ask", Verdict::Ask)];
    Head {
        id: id.map(|found| found.value).unwrap_or_default(),
        revision: f.number(r, "revision", 1..=u32::MAX).map_or(1, |found| found.value),
        title: f.words(r, "title"),
        studio: f.words(r, "studio"),
        language: language.map(|found| found.value).unwrap_or_default(),
        treatment_day: u8::from(f.number(r, "treatment_day", 0..=1).is_some_and(|found| found.value == 1)),
        silence: f.choice(r, "silence", &silences).map(|found| found.value),
        notice: f.words(r, "notice"),
        provenance: f.provenance(r),
    }
}

/// `[course]`.
pub(super) fn course(r: &mut Refusals, table: &DeTable<'_>, at: usize) -> CoursePlan {
    let f = &Fields::open(r, "course", table, at, &["sessions", "gap", "hours", "touch_up", "photo_days"]);
    let sessions = f.inner(r, "sessions", &["usual", "most"]);
    let [usual, most] = ["usual", "most"].map(|key| sessions.as_ref()?.number(r, key, 1..=MOST_SESSIONS));
    if let (Some(sessions), Some(usual), Some(most)) = (&sessions, &usual, &most)
        && usual.value > most.value
    {
        sessions.refuse(r, most.at, "most", "it is less than `usual`", "write the larger number here");
    }
    CoursePlan {
        usual_sessions: usual.map(|found| found.value),
        most_sessions: most.map(|found| found.value),
        gap: range(r, f, "gap"),
        hours: hours(r, f),
        touch_up: range(r, f, "touch_up"),
        photo_days: f.numbers(r, "photo_days", 0..=LAST_DAY),
        provenance: f.provenance(r),
    }
}

/// One `[[session]]`, and where its number stands.
pub(super) fn session(r: &mut Refusals, table: &DeTable<'_>, at: usize) -> Option<(Found<u32>, SessionPlan)> {
    let f = &Fields::open(r, "session", table, at, &["number", "gap", "hours", "agenda", "bring"]);
    if f.find("number").is_none() {
        f.missing(r, "number", "say which session it is, as in number = 3");
    }
    let number = f.number(r, "number", 1..=MOST_SESSIONS);
    let plan = SessionPlan {
        number: number.as_ref().map_or(1, |found| found.value),
        gap: range(r, f, "gap"),
        hours: hours(r, f),
        agenda: f.list(r, "agenda"),
        bring: f.list(r, "bring"),
        provenance: f.provenance(r),
    };
    number.map(|number| (number, plan))
}

/// One `[[state]]` or `[[attribute]]`, and where its id stands.
pub(super) fn declared(
    r: &mut Refusals,
    name: &'static str,
    table: &DeTable<'_>,
    at: usize,
) -> (Found<String>, Declared) {
    let f = Fields::open(r, name, table, at, &["id", "label"]);
    let id = required_id(r, &f);
    let declared = Declared { id: id.value.clone(), label: f.words(r, "label"), provenance: f.provenance(r) };
    (id, declared)
}

/// One `[[stop]]`.
pub(super) fn stop(r: &mut Refusals, table: &DeTable<'_>, at: usize) -> Stop {
    let f = Fields::open(r, "stop", table, at, &["reason"]);
    let reason = f.required(r, "reason", "say what keeps a session from going ahead");
    Stop { reason: reason.map(|found| found.value).unwrap_or_default(), provenance: f.provenance(r) }
}

/// An activity's declaration with the places that later checks name.
pub(super) struct DeclaredActivity {
    pub(super) id: Found<String>,
    pub(super) involves_at: usize,
    pub(super) declaration: ActivityDeclaration,
}

impl DeclaredActivity {
    /// What it involves, and where that stands.
    pub(super) fn involvement(&self) -> Involvement<'_> {
        Involvement { id: &self.id.value, involves: &self.declaration.involves, at: self.involves_at }
    }
}

impl Context<'_> {
    /// One `[[activity]]`.
    pub(super) fn activity(&self, r: &mut Refusals, table: &DeTable<'_>, at: usize) -> DeclaredActivity {
        let f = Fields::open(r, "activity", table, at, &["id", "label", "involves"]);
        let id = required_id(r, &f);
        let involves = f.texts(r, "involves");
        DeclaredActivity {
            involves_at: f.find("involves").unwrap_or(at),
            declaration: ActivityDeclaration {
                id: id.value.clone(),
                label: f.words(r, "label"),
                involves: self.names.checked(r, &f, "involves", Kind::Activity, involves),
                provenance: f.provenance(r),
            },
            id,
        }
    }

    /// One `[[expect]]`.
    pub(super) fn expectation(&self, r: &mut Refusals, table: &DeTable<'_>, at: usize) -> Expectation {
        let f = Fields::open(r, "expect", table, at, &["from", "until", "anchor", "say"]);
        let say = f.required(r, "say", "say what is normal to see");
        Expectation {
            window: window(r, &f, Some(Anchor::Session), self.treatment_day),
            say: say.map(|found| found.value).unwrap_or_default(),
            provenance: f.provenance(r),
        }
    }

    /// One `[[sign]]`.
    pub(super) fn sign(&self, r: &mut Refusals, table: &DeTable<'_>, at: usize) -> Sign {
        let f = Fields::open(r, "sign", table, at, &["seen", "from", "until", "anchor", "turn_to", "say"]);
        let whom = [("studio", TurnTo::Studio), ("doctor", TurnTo::Doctor), ("emergency", TurnTo::Emergency)];
        let seen = f.required_texts(r, "seen", "name at least one state, as in [\"redness\"]");
        if f.find("turn_to").is_none() {
            f.missing(r, "turn_to", "write studio, doctor or emergency");
        }
        Sign {
            seen: self.names.checked(r, &f, "seen", Kind::State, seen),
            window: window(r, &f, Some(Anchor::Session), self.treatment_day),
            turn_to: f.choice(r, "turn_to", &whom).map_or(TurnTo::Emergency, |found| found.value),
            say: f.words(r, "say"),
            provenance: f.provenance(r),
        }
    }
}

/// `{ min = …, usual = …, max = … }`, in lengths.
fn range(r: &mut Refusals, f: &Fields<'_, '_>, key: &'static str) -> LengthRange {
    const SIDES: [&str; 3] = ["min", "usual", "max"];
    let Some(inner) = f.inner(r, key, &SIDES) else {
        return LengthRange::default();
    };
    let mut before: Option<Length> = None;
    let [min, usual, max] = SIDES.map(|side| {
        let text = inner.text(r, side)?;
        let length = parsed::<Length>(r, &inner, side, &text, LENGTHS)?;
        if length.count < 0 {
            inner.refuse(r, text.at, side, format!("{} is negative", shown(&text.value)), LENGTHS);
        } else if before.is_some_and(|before| before.unit == length.unit && before.count > length.count) {
            inner.refuse(
                r,
                text.at,
                side,
                "the range runs backwards",
                "write min, usual and max from short to long",
            );
        }
        before = Some(length);
        Some(length)
    });
    LengthRange { min, usual, max }
}

/// `hours = { min = 2, max = 7.5 }`.
fn hours(r: &mut Refusals, f: &Fields<'_, '_>) -> Hours {
    let Some(inner) = f.inner(r, "hours", &["min", "max"]) else {
        return Hours::default();
    };
    let (min, max) = (inner.hours(r, "min"), inner.hours(r, "max"));
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        let at = inner.find("max").unwrap_or(inner.at);
        inner.refuse(r, at, "max", "it is less than `min`", "write the longer time here");
    }
    Hours { min, max }
}
