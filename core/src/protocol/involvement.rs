//! What an activity involves under a sheet: the catalogue's involvement, replaced where the sheet declares its own.
//!
//! Not for: refusing cycles (`read_names`; a sheet that was read has none), or answers (`aftercare`).

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue;
use super::sheet::Sheet;

/// The involvement of every activity that the catalogue or a sheet knows.
#[derive(Debug)]
pub struct Involvement<'s> {
    direct: BTreeMap<&'s str, Vec<&'s str>>,
}

impl<'s> Involvement<'s> {
    /// Merges a sheet's declarations into the catalogue.
    pub fn of(sheet: &'s Sheet) -> Self {
        let known = catalogue::activities().iter().map(|activity| (activity.id, activity.involves.to_vec()));
        let own = sheet.activities.iter().map(|activity| {
            (activity.id.as_str(), activity.involves.iter().map(String::as_str).collect::<Vec<_>>())
        });
        Self { direct: known.chain(own).collect() }
    }

    /// What an activity involves, transitively and without itself: the nearest first, each once.
    pub fn all(&self, id: &str) -> Vec<&'s str> {
        let direct = |id: &str| self.direct.get(id).into_iter().flatten().copied();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut all: Vec<&'s str> =
            direct(id).filter(|involved| *involved != id && seen.insert(involved)).collect();
        let mut next = 0;
        while let Some(here) = all.get(next).copied() {
            all.extend(direct(here).filter(|involved| *involved != id && seen.insert(involved)));
            next += 1;
        }
        all
    }
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
            "#,
        );
        let involvement = Involvement::of(&sheet);
        assert_eq!(involvement.all("gym"), ["heavy-sweat", "touch", "light-sweat"]);
        assert_eq!(involvement.all("running"), ["cardio", "exercise", "heavy-sweat", "light-sweat"]);
        assert!(involvement.all("wet").is_empty());
        assert!(involvement.all("moonwalk").is_empty());
    }
}
