//! What an activity involves under a sheet: the catalogue's involvement, replaced where the sheet declares its own.
//!
//! Follows only what leads to an activity that a rule names: nothing else can bear on an answer. Not for: refusing
//! cycles (`read_names`; a sheet that was read has none), or answers (`aftercare`).

use std::collections::HashMap;

use super::catalogue;
use super::sheet::Sheet;

/// The involvement of every activity that the catalogue or a sheet knows, each known by its place: the catalogue's
/// first, then what the sheet adds.
#[derive(Debug)]
pub struct Involvement<'s> {
    ids: Vec<&'s str>,
    places: HashMap<&'s str, usize>,
    /// By place, what it involves directly.
    direct: Vec<Vec<usize>>,
    /// By place, the rules that name it, in sheet order.
    naming: Vec<Vec<usize>>,
    /// By place, whether a rule names it or anything that it involves.
    reached: Vec<bool>,
}

impl<'s> Involvement<'s> {
    /// Merges a sheet's declarations into the catalogue.
    pub fn of(sheet: &'s Sheet) -> Self {
        let mut ids: Vec<&str> = catalogue::activities().iter().map(|known| known.id).collect();
        let mut places: HashMap<&str, usize> =
            ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        for own in &sheet.activities {
            places.entry(&own.id).or_insert_with(|| {
                ids.push(&own.id);
                ids.len() - 1
            });
        }
        let mut direct: Vec<Vec<usize>> = vec![Vec::new(); ids.len()];
        for known in catalogue::activities() {
            direct[places[known.id]] =
                known.involves.iter().filter_map(|id| places.get(id).copied()).collect();
        }
        for own in &sheet.activities {
            let involves = own.involves.iter();
            direct[places[own.id.as_str()]] =
                involves.filter_map(|id| places.get(id.as_str()).copied()).collect();
        }
        let mut naming: Vec<Vec<usize>> = vec![Vec::new(); ids.len()];
        for (index, rule) in sheet.rules.iter().enumerate() {
            for place in rule.activities.iter().filter_map(|id| places.get(id.as_str()).copied()) {
                // A rule may name one twice.
                if naming[place].last() != Some(&index) {
                    naming[place].push(index);
                }
            }
        }
        let reached = reached(&direct, &naming);
        Self { ids, places, direct, naming, reached }
    }

    /// The activities, by place.
    pub fn ids(&self) -> &[&'s str] {
        &self.ids
    }

    /// The place of an activity.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The rules that name the activity in that place, in sheet order, each once.
    pub fn naming(&self, place: usize) -> &[usize] {
        &self.naming[place]
    }

    /// Whether a rule names an activity or anything that it involves.
    pub fn is_reached(&self, place: usize) -> bool {
        self.reached[place]
    }

    /// What an activity involves, transitively and without itself, as far as rules name it: the nearest first, each
    /// once. Calls `step` for everything looked at.
    pub(super) fn named_counted(&self, place: usize, mut step: impl FnMut()) -> Vec<usize> {
        let mut seen = vec![false; self.ids.len()];
        seen[place] = true;
        let mut all = vec![place];
        let mut next = 0;
        while let Some(here) = all.get(next).copied() {
            for &involved in &self.direct[here] {
                step();
                if self.reached[involved] && !std::mem::replace(&mut seen[involved], true) {
                    all.push(involved);
                }
            }
            next += 1;
        }
        all.retain(|&involved| involved != place && !self.naming[involved].is_empty());
        all
    }

    /// The same.
    pub fn named(&self, place: usize) -> Vec<usize> {
        self.named_counted(place, || {})
    }
}

/// By activity, whether it or anything that it involves is named: from the named ones back to what involves them.
fn reached(direct: &[Vec<usize>], naming: &[Vec<usize>]) -> Vec<bool> {
    let mut involving: Vec<Vec<usize>> = vec![Vec::new(); direct.len()];
    for (place, involved) in direct.iter().enumerate() {
        for &involved in involved {
            involving[involved].push(place);
        }
    }
    let mut reached: Vec<bool> = naming.iter().map(|rules| !rules.is_empty()).collect();
    let mut open: Vec<usize> = (0..direct.len()).filter(|&place| reached[place]).collect();
    while let Some(place) = open.pop() {
        for &involves in &involving[place] {
            if !std::mem::replace(&mut reached[involves], true) {
                open.push(involves);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::super::testing::sheet;
    use super::*;

    #[test]
    fn a_declaration_replaces_the_catalogue() {
        let sheet = sheet(
            r#"
            [[activity]]
            id = "gym"
            involves = ["heavy-sweat", "touch"]

            [[rule]]
            id = "all"
            activities = ["light-sweat", "touch", "exercise", "heavy-sweat", "light-sweat"]
            verdict = "no"
            anchor = "session"
            "#,
        );
        let involvement = Involvement::of(&sheet);
        let named = |id: &str| -> Vec<&str> {
            let named = involvement.named(involvement.place(id).unwrap());
            named.into_iter().map(|place| involvement.ids()[place]).collect()
        };
        assert_eq!(named("gym"), ["heavy-sweat", "touch", "light-sweat"]);
        // Nobody names cardio.
        assert_eq!(named("running"), ["exercise", "heavy-sweat", "light-sweat"]);
        assert!(named("wet").is_empty());
        assert_eq!(involvement.place("moonwalk"), None);
        let reached = |id: &str| involvement.is_reached(involvement.place(id).unwrap());
        assert!(reached("running") && reached("touch") && reached("mri") && !reached("wet"));
        assert_eq!(involvement.naming(involvement.place("touch").unwrap()), [0]);
    }
}
