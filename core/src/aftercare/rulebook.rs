//! A sheet made ready to be asked: ids as indices, what each activity involves, which rules name it.
//!
//! Made once per sheet. Not for: anything that depends on a course, a client or a moment (`situation`).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::protocol::{Gate, Involvement, Sheet};

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
    /// The activity itself first, then everything that it involves, transitively, and that a rule names, each once.
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

/// Skin states that gates, duties and signs name.
#[derive(Debug, Default)]
struct States {
    names: Vec<String>,
    by_name: HashMap<String, StateIndex>,
}

/// A sheet made ready to be asked.
#[derive(Debug)]
pub struct Rulebook {
    sheet: Arc<Sheet>,
    activities: Vec<Activity>,
    by_id: HashMap<String, ActivityIndex>,
    states: States,
    gates: Vec<Option<GateIndex>>,
}

impl Rulebook {
    /// Makes a sheet ready. The sheet has been checked (`Sheet::read`), so every id in it is known.
    pub fn new(sheet: Arc<Sheet>) -> Self {
        let involvement = Involvement::of(&sheet);
        let declared: HashSet<&str> = sheet.activities.iter().map(|own| own.id.as_str()).collect();
        let activity = |(place, id): (usize, &&str)| Activity {
            id: (*id).to_owned(),
            declared: declared.contains(id),
            closure: std::iter::once(place).chain(involvement.named(place)).map(ActivityIndex::at).collect(),
            rules: by_anchor(&sheet, involvement.naming(place)),
        };
        let activities: Vec<Activity> = involvement.ids().iter().enumerate().map(activity).collect();
        let by_id = activities.iter().enumerate();
        let by_id = by_id.map(|(place, activity)| (activity.id.clone(), ActivityIndex::at(place))).collect();
        let mut states = States::default();
        let duties = sheet.duties.iter().filter_map(|duty| duty.until_state.as_ref());
        for name in duties.map(|(state, _)| state).chain(sheet.signs.iter().flat_map(|sign| &sign.seen)) {
            states.index(name);
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
        &self.states.names[state.get()]
    }

    /// The state of that name, if a gate, a duty or a sign names it.
    pub(crate) fn state_index(&self, name: &str) -> Option<StateIndex> {
        self.states.by_name.get(name).copied()
    }

    pub(crate) fn gate(&self, rule: RuleIndex) -> Option<&GateIndex> {
        self.gates[rule.get()].as_ref()
    }
}

fn by_anchor(sheet: &Sheet, rules: &[usize]) -> Vec<RuleIndex> {
    let mut rules: Vec<RuleIndex> = rules.iter().map(|&rule| RuleIndex::at(rule)).collect();
    rules.sort_by_key(|rule| sheet.rules[rule.get()].window.anchor);
    rules
}

fn index_gate(gate: &Gate, states: &mut States) -> GateIndex {
    let mut index = |name: &String| states.index(name);
    match gate {
        Gate::Unless { state } => GateIndex::Unless(index(state)),
        Gate::BeforeState { state } => GateIndex::BeforeState(index(state)),
        Gate::UntilState { state, .. } => GateIndex::UntilState(index(state)),
        Gate::Hold { seen, .. } => GateIndex::Hold(seen.iter().map(index).collect()),
    }
}

impl States {
    fn index(&mut self, name: &str) -> StateIndex {
        if let Some(known) = self.by_name.get(name) {
            return *known;
        }
        let index = StateIndex::at(self.names.len());
        self.names.push(name.to_owned());
        self.by_name.insert(name.to_owned(), index);
        index
    }
}
