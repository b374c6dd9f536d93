//! The words for things of the sheet: activities, states, attributes, verdicts, how often a duty is due.
//!
//! Ids are an open set: a sheet may add its own. What no catalogue names is called by the sheet's label, else by its
//! id. Not for: which activities there are and what they involve (`protocol`).

use super::{Message, Words, say};
use crate::protocol::{Anchor, Every, TurnTo, Verdict, catalogue};

/// An activity with the label that the sheet gives it, if it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Activity<'a> {
    /// Its id.
    pub id: &'a str,
    /// The sheet's label. It comes before the catalogue's.
    pub label: Option<&'a str>,
}

/// An activity of the catalogue, in words.
#[derive(Debug)]
pub(super) struct NamedActivity {
    label: Option<String>,
    verb: Option<String>,
}

/// What a condition asks of a state of the skin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Is {
    /// That it is there.
    Seen,
    /// That it is over.
    Gone,
    /// That it has not been there yet.
    NotYet,
}

impl Is {
    const fn attribute(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Gone => "gone",
            Self::NotYet => "not-yet",
        }
    }
}

impl Words {
    /// What a client calls an activity: "light sweat".
    pub fn activity(&self, activity: Activity<'_>) -> String {
        self.label(activity).to_owned()
    }

    fn label<'a>(&'a self, activity: Activity<'a>) -> &'a str {
        let known = || self.known(activity.id).and_then(|known| known.label.as_deref());
        activity.label.or_else(known).unwrap_or(activity.id)
    }

    /// An activity of the catalogue, in words.
    fn known(&self, id: &str) -> Option<&NamedActivity> {
        let word = |id: &'static str| {
            let message = format!("activity-{id}");
            (id, NamedActivity { label: self.named(&message, None), verb: self.named(&message, Some("do")) })
        };
        let all = || catalogue::activities().iter().map(|known| word(known.id)).collect();
        self.activities.get_or_init(all).get(id)
    }

    /// What follows "you may": "sweat lightly". None for an activity that the sheet labels itself, or that only the
    /// sheet knows.
    pub fn activity_verb(&self, activity: Activity<'_>) -> Option<&str> {
        match activity.label {
            Some(_) => None,
            None => self.known(activity.id).and_then(|known| known.verb.as_deref()),
        }
    }

    /// Other words for a well-known activity, for a search: "jacuzzi", "spa".
    pub fn activity_synonyms(&self, id: &str) -> Vec<String> {
        let words = self.named(&format!("activity-{id}"), Some("also")).unwrap_or_default();
        words.split(", ").filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    /// The heading of a group of activities, by the contract's name for it: `water`, `wear and rest`. None for
    /// others.
    pub fn group(&self, name: &str) -> Option<String> {
        self.named(&format!("group-{}", name.replace(' ', "-")), None)
    }

    /// "Thu 7 May: you may rinse, moisturise and shave"; where one of them has no verb: "from Thu 7 May: …".
    pub fn opens(&self, when: &str, activities: &[Activity<'_>]) -> String {
        match self.verbs(activities) {
            Some(verbs) => self.text(say::next_may(when, verbs)),
            None => self.text(say::next_opens(when, self.labels(activities))),
        }
    }

    /// The verbs of activities as a list, where each has one: "rinse, moisturise and shave".
    pub fn verbs(&self, activities: &[Activity<'_>]) -> Option<String> {
        let mut verbs = Vec::with_capacity(activities.len());
        for activity in activities {
            verbs.push(self.activity_verb(*activity)?);
        }
        Some(self.and(&verbs))
    }

    /// The labels of activities as a list: "Cold plunge, gym and swim".
    pub fn labels(&self, activities: &[Activity<'_>]) -> String {
        let labels: Vec<&str> = activities.iter().map(|it| self.label(*it)).collect();
        self.and(&labels)
    }

    /// What a client calls a state of the skin: "scabs".
    pub fn state(&self, id: &str, label: Option<&str>) -> String {
        let own = label.map(str::to_owned);
        own.or_else(|| self.named(&format!("state-{id}"), None)).unwrap_or_else(|| id.to_owned())
    }

    /// A condition of a state: "once scabs are gone", "only while no scabs have formed yet".
    pub fn condition(&self, id: &str, label: Option<&str>, is: Is) -> String {
        let other = match is {
            Is::Seen => say::state_other_seen,
            Is::Gone => say::state_other_gone,
            Is::NotYet => say::state_other_not_yet,
        };
        self.of_state(id, label, is.attribute(), other)
    }

    /// What a client reported: "scabs gone".
    pub fn reported(&self, id: &str, label: Option<&str>, seen: bool) -> String {
        if seen {
            self.of_state(id, label, "was-seen", say::state_other_was_seen)
        } else {
            self.of_state(id, label, "was-gone", say::state_other_was_gone)
        }
    }

    /// What a client calls a side of the head; a zone is called as they named it.
    pub fn angle(&self, angle: &crate::photo::Angle) -> String {
        let side = (!angle.is_zone()).then(|| self.named(&format!("angle-{angle}"), None)).flatten();
        side.unwrap_or_else(|| angle.to_string())
    }

    /// What a client calls an attribute of theirs: "very fair skin".
    pub fn attribute(&self, id: &str, label: Option<&str>) -> String {
        let own = label.map(str::to_owned);
        own.or_else(|| self.named(&format!("attribute-{id}"), None)).unwrap_or_else(|| id.to_owned())
    }

    /// A verdict in a word: "not yet".
    pub fn verdict(&self, verdict: Verdict) -> String {
        self.text(match verdict {
            Verdict::Yes => say::verdict_yes(),
            Verdict::YesIf => say::verdict_yes_if(),
            Verdict::Ask => say::verdict_ask(),
            Verdict::No => say::verdict_no(),
        })
    }

    /// The title of a verdict's section on the board: "Not yet".
    pub fn section(&self, verdict: Verdict) -> String {
        self.text(match verdict {
            Verdict::Yes => say::board_yes(),
            Verdict::YesIf => say::board_yes_if(),
            Verdict::Ask => say::board_ask(),
            Verdict::No => say::board_no(),
        })
    }

    /// How often a duty is due: "twice a day".
    pub fn every(&self, every: Every) -> String {
        self.text(match every {
            Every::Once => say::every_once(),
            Every::Day => say::every_day(),
            Every::AmPm => say::every_am_pm(),
            Every::PerDay { least, most } if least == most => say::every_times_a_day(most),
            Every::PerDay { least, most } => say::every_range_a_day(least, most),
            Every::PerWeek { least, most } if least == most => say::every_times_a_week(most),
            Every::PerWeek { least, most } => say::every_range_a_week(least, most),
            Every::WhenOutdoors => say::every_when_outdoors(),
            Every::AsNeeded => say::every_as_needed(),
        })
    }

    /// Whom a warning sign leads to: "Call your studio."
    pub fn turn_to(&self, who: TurnTo) -> String {
        self.text(match who {
            TurnTo::Studio => say::turn_to_studio(),
            TurnTo::Doctor => say::turn_to_doctor(),
            TurnTo::Emergency => say::turn_to_emergency(),
        })
    }

    /// What something hangs on, as the sheet screen says it: "after each session".
    pub fn anchor(&self, anchor: Anchor) -> String {
        self.text(match anchor {
            Anchor::Session => say::sheet_anchor_session(),
            Anchor::BetweenSessions => say::sheet_anchor_between_sessions(),
            Anchor::BeforeSession => say::sheet_anchor_before_session(),
            Anchor::FinalSession => say::sheet_anchor_final_session(),
            Anchor::Always => say::sheet_anchor_always(),
        })
    }

    fn of_state<'a>(
        &self,
        id: &'a str,
        label: Option<&'a str>,
        attribute: &str,
        other: impl Fn(&'a str) -> Message<'a>,
    ) -> String {
        // `other` is the template for states that only a sheet knows, not a state.
        let known = if id == "other" { None } else { self.named(&format!("state-{id}"), Some(attribute)) };
        known.unwrap_or_else(|| self.text(other(label.unwrap_or(id))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn known(id: &str) -> Activity<'_> {
        Activity { id, label: None }
    }

    #[test]
    fn the_sheets_label_comes_before_the_catalogues_and_the_id_last() {
        let words = Words::english();
        assert_eq!(words.activity(known("light-sweat")), "light sweat");
        assert_eq!(words.activity(Activity { id: "gym", label: Some("Gym") }), "Gym");
        assert_eq!(words.activity(known("cold-plunge")), "cold-plunge");
        assert_eq!(words.activity_synonyms("jacuzzi"), ["jacuzzi", "whirlpool", "spa"]);
        assert_eq!(words.group("wear and rest").as_deref(), Some("wear and rest"));
    }

    #[test]
    fn what_opens_is_said_with_verbs_where_all_have_one() {
        let words = Words::english();
        let opens = |activities: &[Activity<'_>]| words.opens("Thu 7 May", activities);
        assert_eq!(
            opens(&[known("rinse"), known("light-sweat")]),
            "Thu 7 May: you may rinse and sweat lightly"
        );
        let plunge = Activity { id: "cold-plunge", label: Some("Cold plunge") };
        assert_eq!(opens(&[known("rinse"), plunge]), "from Thu 7 May: rinse and Cold plunge");
    }

    #[test]
    fn states_of_the_catalogue_have_sentences_and_others_a_template() {
        let words = Words::english();
        assert_eq!(words.condition("scabs", None, Is::Gone), "once scabs are gone");
        assert_eq!(words.condition("scabs", None, Is::NotYet), "only while no scabs have formed yet");
        assert_eq!(words.condition("healed", None, Is::Seen), "once it is healed");
        assert_eq!(words.condition("pus", Some("Pus"), Is::Gone), "once this is gone: Pus");
        assert_eq!(words.reported("other", None, true), "seen: other");
    }

    #[test]
    fn how_often() {
        let words = Words::english();
        let every = |text: &str| words.every(text.parse().unwrap());
        assert_eq!(every("when-outdoors"), "whenever outdoors");
        assert_eq!(every("1/day"), "once a day");
        assert_eq!(every("2/day"), "twice a day");
        assert_eq!(every("3/day"), "3 times a day");
        assert_eq!(every("2/day..5/day"), "2 to 5 times a day");
        assert_eq!(every("2/week"), "twice a week");
    }
}
