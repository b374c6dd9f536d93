//! A sheet made ready to be asked: ids as indices, what each activity involves, which rules name it.
//!
//! Made once per sheet. Not for: anything that depends on a course, a client or a moment (`situation`).

use std::collections::HashMap;
use std::sync::Arc;

use crate::protocol::{Anchor, Gate, Sheet, catalogue};

/// An activity of a rulebook: of the catalogue, or declared by the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActivityIndex(u16);

/// A rule of a rulebook, in sheet order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleIndex(u16);

/// A skin state of a rulebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateIndex(u16);

macro_rules! position {
    ($($name:ty),*) => {$(
        impl $name {
            /// Its place in its list.
            pub const fn get(self) -> usize {
                self.0 as usize
            }
            fn at(place: usize) -> Self {
                // 1 MB has no room for more states that are declared and named.
                Self(u16::try_from(place).expect("`Sheet::read` lets 10,000 activities in at the most"))
            }
        }
    )*};
}
position!(ActivityIndex, RuleIndex, StateIndex);

/// What the rulebook knows of one activity.
#[derive(Debug, Clone)]
pub struct Activity {
    /// Its id.
    pub id: String,
    /// Whether the sheet declares it.
    pub declared: bool,
    /// The activity itself first, then everything that it involves, transitively, each once.
    pub closure: Vec<ActivityIndex>,
    /// The rules that name it, by anchor and then in sheet order.
    pub rules: Vec<RuleIndex>,
}

/// What a rule waits for or is held by, as indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum GateIndex {
    Unless(StateIndex),
    BeforeState(StateIndex),
    UntilState(StateIndex),
    Hold(Vec<StateIndex>),
}

/// A sheet made ready to be asked.
#[derive(Debug)]
pub struct Rulebook {
    sheet: Arc<Sheet>,
    activities: Vec<Activity>,
    by_id: HashMap<String, ActivityIndex>,
    states: Vec<String>,
    gates: Vec<Option<GateIndex>>,
}

impl Rulebook {
    /// Makes a sheet ready. The sheet has been checked (`Sheet::read`), so every id in it is known.
    pub fn new(sheet: Arc<Sheet>) -> Self {
        let mut direct: Vec<(String, bool, Vec<String>)> = catalogue::activities()
            .iter()
            .map(|known| {
                (known.id.to_owned(), false, known.involves.iter().map(|&id| id.to_owned()).collect())
            })
            .collect();
        for declared in &sheet.activities {
            let entry = (declared.id.clone(), true, declared.involves.clone());
            match direct.iter_mut().find(|(id, ..)| *id == declared.id) {
                Some(known) => *known = entry,
                None => direct.push(entry),
            }
        }
        let by_id: HashMap<String, ActivityIndex> = direct
            .iter()
            .enumerate()
            .map(|(place, (id, ..))| (id.clone(), ActivityIndex::at(place)))
            .collect();
        let involves: Vec<Vec<ActivityIndex>> = direct
            .iter()
            .map(|(.., ids)| ids.iter().filter_map(|id| by_id.get(id).copied()).collect())
            .collect();
        let activities = direct
            .into_iter()
            .enumerate()
            .map(|(place, (id, declared, _))| Activity {
                rules: rules_naming(&sheet, &id),
                id,
                declared,
                closure: closure(ActivityIndex::at(place), &involves),
            })
            .collect();
        let mut states = Vec::new();
        let duties = sheet.duties.iter().filter_map(|duty| duty.until_state.as_ref());
        for name in duties.map(|(state, _)| state).chain(sheet.signs.iter().flat_map(|sign| &sign.seen)) {
            index_state(name, &mut states);
        }
        let gates = sheet
            .rules
            .iter()
            .map(|rule| rule.gate.as_ref().map(|gate| index_gate(gate, &mut states)))
            .collect();
        Self { sheet, activities, by_id, states, gates }
    }

    /// The sheet it was made from.
    pub fn sheet(&self) -> &Arc<Sheet> {
        &self.sheet
    }

    /// Every activity that the catalogue or the sheet knows.
    pub fn activities(&self) -> impl ExactSizeIterator<Item = ActivityIndex> + use<> {
        (0..self.activities.len()).map(ActivityIndex::at)
    }

    /// The activity of that id, if the catalogue or the sheet knows it.
    pub fn activity(&self, id: &str) -> Option<ActivityIndex> {
        self.by_id.get(id).copied()
    }

    /// What is known of an activity.
    pub fn get(&self, activity: ActivityIndex) -> &Activity {
        &self.activities[activity.get()]
    }

    /// A rule of the sheet.
    pub fn rule(&self, rule: RuleIndex) -> &crate::protocol::Rule {
        &self.sheet.rules[rule.get()]
    }

    /// The name of a state.
    pub fn state(&self, state: StateIndex) -> &str {
        &self.states[state.get()]
    }

    /// The state of that name, if a gate, a duty or a sign names it.
    pub(crate) fn state_index(&self, name: &str) -> Option<StateIndex> {
        self.states.iter().position(|state| state == name).map(StateIndex::at)
    }

    pub(crate) fn gate(&self, rule: RuleIndex) -> Option<&GateIndex> {
        self.gates[rule.get()].as_ref()
    }
}

fn rules_naming(sheet: &Sheet, id: &str) -> Vec<RuleIndex> {
    let mut rules: Vec<(Anchor, RuleIndex)> = sheet
        .rules
        .iter()
        .enumerate()
        .filter(|(_, rule)| rule.activities.iter().any(|named| named == id))
        .map(|(place, rule)| (rule.window.anchor, RuleIndex::at(place)))
        .collect();
    rules.sort_unstable();
    rules.into_iter().map(|(_, rule)| rule).collect()
}

fn closure(start: ActivityIndex, involves: &[Vec<ActivityIndex>]) -> Vec<ActivityIndex> {
    let mut found = vec![start];
    let mut next = 0;
    while let Some(&activity) = found.get(next) {
        for &involved in &involves[activity.get()] {
            if !found.contains(&involved) {
                found.push(involved);
            }
        }
        next += 1;
    }
    found
}

fn index_gate(gate: &Gate, states: &mut Vec<String>) -> GateIndex {
    let mut index = |name: &String| index_state(name, states);
    match gate {
        Gate::Unless { state } => GateIndex::Unless(index(state)),
        Gate::BeforeState { state } => GateIndex::BeforeState(index(state)),
        Gate::UntilState { state, .. } => GateIndex::UntilState(index(state)),
        Gate::Hold { seen, .. } => GateIndex::Hold(seen.iter().map(index).collect()),
    }
}

fn index_state(name: &str, states: &mut Vec<String>) -> StateIndex {
    let place = states.iter().position(|state| state == name).unwrap_or_else(|| {
        states.push(name.to_owned());
        states.len() - 1
    });
    StateIndex::at(place)
}
