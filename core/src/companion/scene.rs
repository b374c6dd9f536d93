//! What every screen needs of a course, put together once: the compiled course, and what was noted beside it.
//!
//! Made from a stored course, or from sessions named on a command line. Not for: words (`today`, `can`, …), or
//! where the parts come from (`loaded`, `ask`).

use std::collections::HashMap;
use std::sync::Arc;

use chrono_tz::Tz;

use crate::aftercare::{ActivityIndex, Compiled, Rulebook, Situation};
use crate::course::{Course, Progress, Session, SessionNotes, SkinReport, progress};
use crate::protocol::Sheet;
use crate::time::Instant;
use crate::words::{self, Words};

use super::view::{ActivityView, ReasonsView, SheetNameView};

/// The parts of a scene.
#[derive(Debug, Clone)]
pub struct SceneParts {
    /// The sheet, made ready.
    pub rulebook: Arc<Rulebook>,
    /// The sessions.
    pub course: Course,
    /// Client attributes.
    pub client: Vec<String>,
    /// Skin reports.
    pub reports: Vec<SkinReport>,
    /// How many sessions the client said there are to be.
    pub sessions_given: Option<u32>,
    /// Notes, by the start of the session they are about.
    pub notes: Vec<(Instant, SessionNotes)>,
    /// When the consultation was, and what was said.
    pub consultation: Option<(Instant, String)>,
    /// The zone asked about.
    pub zone: Tz,
}

/// A course, ready to be shown.
#[derive(Debug)]
pub struct Scene {
    pub(super) compiled: Compiled,
    pub(super) client: Vec<String>,
    pub(super) reports: Vec<SkinReport>,
    pub(super) sessions_given: Option<u32>,
    pub(super) notes: Vec<(Instant, SessionNotes)>,
    pub(super) consultation: Option<(Instant, String)>,
    /// When photos were taken; those in the bin do not count.
    photos: Vec<Instant>,
    /// By activity: its place among all of them, in the order in which they are read.
    places: Vec<u32>,
    /// By place: the activity.
    in_order: Vec<ActivityIndex>,
    /// By activity: where the sheet declares it.
    declared: Vec<Option<usize>>,
    /// Where the sheet declares each state of its own.
    states: HashMap<String, usize>,
}

impl Scene {
    /// Puts the parts together, for moments from `since` on; earlier ones cost more.
    pub fn new(parts: SceneParts, since: Instant) -> Self {
        let SceneParts { rulebook, course, client, reports, sessions_given, notes, consultation, zone } =
            parts;
        let situation = Situation::new(rulebook, course, &client, &reports, zone);
        let declared = declared(situation.rulebook());
        let in_order = in_order(situation.rulebook(), &declared);
        let mut places = vec![0; in_order.len()];
        for (activity, place) in in_order.iter().zip(0..) {
            places[activity.get()] = place;
        }
        let states = situation.rulebook().sheet().states.iter().zip(0..);
        let states = states.map(|(own, place)| (own.id.clone(), place)).collect();
        let compiled = Compiled::since(situation, since);
        Self {
            compiled,
            client,
            reports,
            sessions_given,
            notes,
            consultation,
            photos: Vec::new(),
            places,
            in_order,
            declared,
            states,
        }
    }

    /// The same with photos that were taken, which are not asked for again.
    #[must_use]
    pub fn with_photos(self, photos: Vec<Instant>) -> Self {
        Self { photos, ..self }
    }

    pub(super) fn photos(&self) -> &[Instant] {
        &self.photos
    }

    /// The compiled course.
    pub fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    pub(super) fn rulebook(&self) -> &Rulebook {
        self.compiled.situation().rulebook()
    }

    pub(super) fn sheet(&self) -> &Sheet {
        self.rulebook().sheet()
    }

    pub(super) fn course(&self) -> &Course {
        self.compiled.situation().course()
    }

    pub(super) fn zone(&self) -> Tz {
        self.compiled.situation().zone()
    }

    pub(super) fn zone_of(&self, session: &Session) -> Tz {
        session.zone.unwrap_or(self.zone())
    }

    pub(super) fn progress(&self, now: Instant) -> Progress {
        progress(self.sheet(), self.course(), self.sessions_given, now)
    }

    /// An activity as `words` takes it: the sheet's label where it gives one.
    pub(super) fn named(&self, activity: ActivityIndex) -> words::Activity<'_> {
        let id = &self.rulebook().get(activity).id;
        let declared = self.declared[activity.get()].map(|place| &self.sheet().activities[place]);
        words::Activity { id, label: declared.and_then(|own| own.label.as_deref()) }
    }

    /// The sheet's own label of a state.
    pub(super) fn state_label(&self, id: &str) -> Option<&str> {
        self.states.get(id).and_then(|place| self.sheet().states[*place].label.as_deref())
    }

    /// Where an activity stands among others: where the first rule names it, then where it is declared.
    pub(super) fn place(&self, activity: ActivityIndex) -> u32 {
        self.places[activity.get()]
    }

    /// The activity that stands at a place, see [`Self::place`].
    pub(super) fn activity_at(&self, place: u32) -> ActivityIndex {
        self.in_order[place as usize]
    }

    pub(super) fn activity(&self, words: &Words, activity: ActivityIndex) -> ActivityView {
        let named = self.named(activity);
        ActivityView { id: named.id.to_owned(), label: words.activity(named) }
    }

    /// The sheet's name, as screens show it.
    pub fn sheet_name(&self) -> SheetNameView {
        sheet_name(self.sheet())
    }
}

/// For each activity: where the sheet declares it.
fn declared(rulebook: &Rulebook) -> Vec<Option<usize>> {
    let mut declared = vec![None; rulebook.activities().len()];
    for (own, place) in rulebook.sheet().activities.iter().zip(0..) {
        if let Some(activity) = rulebook.activity(&own.id) {
            declared[activity.get()] = Some(place);
        }
    }
    declared
}

/// All activities, by the first rule that names them and their place there; without a rule, after all of those,
/// where the sheet declares them.
fn in_order(rulebook: &Rulebook, declared: &[Option<usize>]) -> Vec<ActivityIndex> {
    let rules = &rulebook.sheet().rules;
    let unnamed = |place: &Option<usize>| (rules.len(), place.unwrap_or(usize::MAX));
    let mut order: Vec<(usize, usize)> = declared.iter().map(unnamed).collect();
    for (index, rule) in rules.iter().enumerate() {
        for (place, named) in rule.activities.iter().enumerate() {
            if let Some(activity) = rulebook.activity(named) {
                let first = &mut order[activity.get()];
                *first = (*first).min((index, place));
            }
        }
    }
    let mut activities: Vec<ActivityIndex> = rulebook.activities().collect();
    activities.sort_by_key(|activity| order[activity.get()]);
    activities
}

/// A sheet's name, as screens show it.
pub(super) fn sheet_name(sheet: &Sheet) -> SheetNameView {
    SheetNameView {
        id: sheet.id.clone(),
        revision: sheet.revision,
        title: sheet.title.clone().unwrap_or_else(|| sheet.id.clone()),
        studio: sheet.studio.clone(),
    }
}

impl From<&crate::protocol::Provenance> for ReasonsView {
    fn from(provenance: &crate::protocol::Provenance) -> Self {
        let crate::protocol::Provenance { quote, source, inferred } = provenance.clone();
        Self { quote, source, inferred }
    }
}
