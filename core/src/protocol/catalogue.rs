//! The well-known activities, skin states and client attributes, with what each activity involves.
//!
//! A sheet may name them without declaring them, and may replace an activity's involvement with its own. Not
//! for: labels (the word catalogues have them, as `activity-<id>`), or what a sheet adds.

/// A kind of activity: how a board may be grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Water on the scalp.
    Water,
    /// Washing.
    Cleansing,
    /// Sweat, exercise, heat.
    Sweat,
    /// Sun and tanning.
    Sun,
    /// Shaving, cutting, styling.
    Hair,
    /// What is put on the skin or done to it.
    Skin,
    /// Hats and sleep.
    WearAndRest,
    /// Everything else.
    Life,
}

impl Group {
    /// Its name, as word catalogues key it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Water => "water",
            Self::Cleansing => "cleansing",
            Self::Sweat => "sweat",
            Self::Sun => "sun",
            Self::Hair => "hair",
            Self::Skin => "skin",
            Self::WearAndRest => "wear-and-rest",
            Self::Life => "life",
        }
    }
}

/// A well-known activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogueActivity {
    /// Its name in rules and questions.
    pub id: &'static str,
    /// The kind it belongs to.
    pub group: Group,
    /// What it involves by its nature, directly.
    pub involves: &'static [&'static str],
}

const fn a(group: Group, id: &'static str, involves: &'static [&'static str]) -> CatalogueActivity {
    CatalogueActivity { id, group, involves }
}

static ACTIVITIES: &[CatalogueActivity] = &[
    a(Group::Water, "wet", &[]),
    a(Group::Water, "rinse", &["wet"]),
    a(Group::Water, "shower", &["wet"]),
    a(Group::Water, "hot-shower", &["shower"]),
    a(Group::Water, "soak", &["wet"]),
    a(Group::Water, "swim", &["wet"]),
    a(Group::Water, "pool", &["swim"]),
    a(Group::Water, "sea", &["swim"]),
    a(Group::Water, "lake", &["swim"]),
    a(Group::Water, "jacuzzi", &["soak"]),
    a(Group::Water, "rain", &["wet"]),
    a(Group::Water, "damp-cloth", &[]),
    a(Group::Cleansing, "wash", &["wet"]),
    a(Group::Cleansing, "soap", &["wash"]),
    a(Group::Cleansing, "shampoo", &["wash"]),
    a(Group::Cleansing, "baby-shampoo", &["wash"]),
    a(Group::Cleansing, "conditioner", &["wash"]),
    a(Group::Cleansing, "dry-shampoo", &["products"]),
    a(Group::Cleansing, "studio-spray", &[]),
    a(Group::Sweat, "light-sweat", &[]),
    a(Group::Sweat, "heavy-sweat", &["light-sweat"]),
    a(Group::Sweat, "exercise", &["light-sweat"]),
    a(Group::Sweat, "gym", &["exercise"]),
    a(Group::Sweat, "lifting", &["exercise"]),
    a(Group::Sweat, "cardio", &["exercise", "heavy-sweat"]),
    a(Group::Sweat, "running", &["cardio"]),
    a(Group::Sweat, "sport", &["exercise", "heavy-sweat"]),
    a(Group::Sweat, "sauna", &["heavy-sweat"]),
    a(Group::Sweat, "steam-room", &["heavy-sweat", "wet"]),
    a(Group::Sweat, "dirty-work", &["heavy-sweat"]),
    a(Group::Sun, "sun", &[]),
    a(Group::Sun, "tanning-bed", &[]),
    a(Group::Sun, "fake-tan", &["products"]),
    a(Group::Sun, "sun-cream", &[]),
    a(Group::Hair, "shave", &[]),
    a(Group::Hair, "razor", &["shave"]),
    a(Group::Hair, "foil-shave", &["shave"]),
    a(Group::Hair, "clipper", &[]),
    a(Group::Hair, "scissors", &[]),
    a(Group::Hair, "barber", &[]),
    a(Group::Hair, "dye", &["products"]),
    a(Group::Hair, "styling", &["products"]),
    a(Group::Hair, "hair-dryer", &[]),
    a(Group::Hair, "hair-piece", &[]),
    a(Group::Hair, "hair-fibres", &["products"]),
    a(Group::Hair, "minoxidil", &["products"]),
    a(Group::Skin, "products", &[]),
    a(Group::Skin, "moisturise", &[]),
    a(Group::Skin, "balm", &[]),
    a(Group::Skin, "matte", &["products"]),
    a(Group::Skin, "make-up", &["products"]),
    a(Group::Skin, "acids", &["products"]),
    a(Group::Skin, "exfoliate", &["touch"]),
    a(Group::Skin, "scrub", &["touch"]),
    a(Group::Skin, "peel", &["products"]),
    a(Group::Skin, "laser", &[]),
    a(Group::Skin, "touch", &[]),
    a(Group::Skin, "scratch", &["touch"]),
    a(Group::WearAndRest, "hat", &[]),
    a(Group::WearAndRest, "helmet", &["hat"]),
    a(Group::WearAndRest, "swim-cap", &[]),
    a(Group::WearAndRest, "sleep", &[]),
    a(Group::Life, "work", &[]),
    a(Group::Life, "alcohol", &[]),
    a(Group::Life, "smoking", &[]),
    a(Group::Life, "caffeine", &[]),
    a(Group::Life, "blood-thinners", &[]),
    a(Group::Life, "painkillers", &[]),
    a(Group::Life, "medicines", &[]),
    a(Group::Life, "sex", &["light-sweat"]),
    a(Group::Life, "gardening", &[]),
    a(Group::Life, "animals", &[]),
    a(Group::Life, "open-vehicle", &[]),
    a(Group::Life, "blood-donation", &[]),
    a(Group::Life, "mri", &[]),
    a(Group::Life, "other-treatment", &[]),
];

/// The skin states that every sheet may name.
pub const STATES: [&str; 6] = ["scabs", "flaking", "weeping", "redness", "dry", "healed"];

/// The client attributes that every sheet may name.
pub const ATTRIBUTES: [&str; 4] = ["long-hair", "very-fair-skin", "dry-scalp", "oily-scalp"];

/// The well-known activities, in the catalogue's order.
pub fn activities() -> &'static [CatalogueActivity] {
    ACTIVITIES
}

/// The well-known activity of that id.
pub fn activity(id: &str) -> Option<&'static CatalogueActivity> {
    ACTIVITIES.iter().find(|activity| activity.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_what_is_involved_is_known() {
        let ids: BTreeSet<_> = activities().iter().map(|activity| activity.id).collect();
        assert_eq!(ids.len(), activities().len());
        for activity in activities() {
            for involved in activity.involves {
                assert!(ids.contains(involved), "{} involves {involved}", activity.id);
            }
        }
    }

    #[test]
    fn the_catalogue_has_no_cycle() {
        // A cycle would let some activity be reached again after as many steps as there are activities.
        for activity in activities() {
            let mut reached = BTreeSet::from([activity.id]);
            for _ in activities() {
                reached =
                    reached.iter().flat_map(|id| super::activity(id).unwrap().involves).copied().collect();
            }
            assert!(reached.is_empty(), "{}", activity.id);
        }
    }

    #[test]
    fn a_few_of_the_contract() {
        assert_eq!(activity("cardio").unwrap().involves, ["exercise", "heavy-sweat"]);
        assert_eq!(activity("steam-room").unwrap().involves, ["heavy-sweat", "wet"]);
        assert_eq!(activity("helmet").unwrap().group.as_str(), "wear-and-rest");
        assert_eq!(activity("moonwalk"), None);
        assert_eq!(activities().len(), 76);
    }
}
