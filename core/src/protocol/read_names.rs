//! Which activities, states and attributes a sheet may name, and that no activity involves itself.
//!
//! Not for: what an activity's involvement does to an answer (`aftercare`).

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeTable;

use super::catalogue;
use super::read_fields::{Fields, Found, Refusals};
use super::refusal::shown;

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Activity,
    State,
    Attribute,
}

impl Kind {
    const fn table(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::State => "state",
            Self::Attribute => "attribute",
        }
    }

    fn catalogue(self) -> Vec<&'static str> {
        match self {
            Self::Activity => catalogue::activities().iter().map(|activity| activity.id).collect(),
            Self::State => catalogue::STATES.to_vec(),
            Self::Attribute => catalogue::ATTRIBUTES.to_vec(),
        }
    }
}

/// The names that the sheet declares or the catalogue knows.
pub(super) struct Names([BTreeSet<String>; 3]);

impl Names {
    /// Looks the declarations up before anything that may name them is read. Broken ones are refused later.
    pub(super) fn of(root: &DeTable<'_>) -> Self {
        Self([Kind::Activity, Kind::State, Kind::Attribute].map(|kind| {
            let declared = root.get(kind.table()).and_then(|tables| tables.get_ref().as_array());
            let ids = declared
                .into_iter()
                .flatten()
                .filter_map(|table| table.get_ref().get("id")?.get_ref().as_str());
            ids.chain(kind.catalogue()).map(str::to_owned).collect()
        }))
    }

    /// Refuses a name that nobody knows.
    pub(super) fn check(
        &self,
        r: &mut Refusals,
        fields: &Fields<'_, '_>,
        key: &str,
        kind: Kind,
        name: &Found<String>,
    ) {
        let known = &self.0[kind as usize];
        if known.contains(&name.value) {
            return;
        }
        let table = kind.table();
        let guess = r.guess(&name.value, known.iter().map(String::as_str));
        let guess = guess.map(|guess| format!("did you mean `{guess}`? Else ")).unwrap_or_default();
        let what = format!("{} is neither in the catalogue nor declared in this sheet", shown(&name.value));
        fields.refuse(r, name.at, key, what, format!("{guess}declare it in an [[{table}]] table"));
    }

    /// Refuses each name of a list that nobody knows, and gives them all.
    pub(super) fn checked(
        &self,
        r: &mut Refusals,
        fields: &Fields<'_, '_>,
        key: &str,
        kind: Kind,
        names: Vec<Found<String>>,
    ) -> Vec<String> {
        for name in &names {
            self.check(r, fields, key, kind, name);
        }
        names.into_iter().map(|name| name.value).collect()
    }
}

/// Refuses ids that stand twice in one table.
pub(super) fn refuse_repeated<'a, T: std::fmt::Display + 'a>(
    r: &mut Refusals,
    key: &str,
    ids: impl IntoIterator<Item = &'a Found<T>>,
) {
    let mut known = BTreeSet::new();
    for id in ids {
        let name = id.value.to_string();
        // An empty one was refused as such.
        if !name.trim().is_empty() && !known.insert(name.clone()) {
            let what = format!("{} stands twice", shown(&name));
            r.add(id.at, key, what, "give each of them a name or number of its own");
        }
    }
}

/// An activity as declared: its id, what it involves, and where that stands.
pub(super) struct Involvement<'a> {
    pub(super) id: &'a str,
    pub(super) involves: &'a [String],
    pub(super) at: usize,
}

/// Refuses activities that involve themselves. What a sheet declares replaces the catalogue's involvement, so
/// that the two are looked at as one. Walks without recursion: a sheet may declare thousands in a row.
pub(super) fn refuse_cycles(r: &mut Refusals, declared: &[Involvement<'_>]) {
    let mut own: BTreeMap<&str, &Involvement<'_>> = BTreeMap::new();
    for activity in declared {
        own.entry(activity.id).or_insert(activity);
    }
    let involves = |id: &str, nth: usize| match own.get(id) {
        Some(activity) => activity.involves.get(nth).map(String::as_str),
        None => catalogue::activity(id).and_then(|activity| activity.involves.get(nth).copied()),
    };
    let mut finished: BTreeSet<&str> = BTreeSet::new();
    let mut cycles = 0;
    for activity in declared {
        // The way from the start to here, with how many neighbours of each were seen; and where on it each is.
        let mut way: Vec<(&str, usize)> = Vec::new();
        let mut place: BTreeMap<&str, usize> = BTreeMap::new();
        if !finished.contains(activity.id) {
            way.push((activity.id, 0));
            place.insert(activity.id, 0);
        }
        while let Some((id, nth)) = way.last_mut() {
            let (here, next) = (*id, involves(id, *nth));
            *nth += 1;
            match next {
                None => {
                    finished.insert(here);
                    place.remove(here);
                    way.pop();
                }
                Some(next) if finished.contains(next) => {}
                Some(next) => match place.get(next) {
                    None => {
                        place.insert(next, way.len());
                        way.push((next, 0));
                    }
                    Some(&from) if cycles < CYCLES => {
                        cycles += 1;
                        refuse_cycle(r, &own, way[from..].iter().map(|(id, _)| *id));
                    }
                    Some(_) => {}
                },
            }
        }
    }
}

/// How many cycles are told. Thousands of them could pass through thousands of activities each.
const CYCLES: usize = 100;

/// How many activities of a cycle are named.
const NAMED: usize = 8;

fn refuse_cycle<'a>(
    r: &mut Refusals,
    own: &BTreeMap<&'a str, &Involvement<'a>>,
    cycle: impl Iterator<Item = &'a str> + Clone,
) {
    // The catalogue has none by itself, so that a cycle passes through a declaration: the first one is named.
    let Some(first) = cycle.clone().filter_map(|id| own.get(id)).min_by_key(|activity| activity.at) else {
        return;
    };
    let mut names: Vec<&str> = cycle.clone().skip_while(|id| *id != first.id).collect();
    names.extend(cycle.take_while(|id| *id != first.id));
    names.push(first.id);
    if names.len() > NAMED {
        names.splice(NAMED - 1..names.len() - 1, ["…"]);
    }
    let what = format!("{} involves itself: {}", shown(first.id), names.join(" → "));
    r.add(first.at, "activity.involves", what, "take one of these steps out");
}
