//! The words of a notification: a title and a body, in full or discreet.
//!
//! Every sentence comes from the word catalogues or from the sheet. Discreet wording takes nothing from either the
//! sheet or the course but the time of an appointment. Not for: when it is sent (one file a kind).

use std::collections::HashMap;

use chrono_tz::Tz;

use crate::aftercare::{Condition, Rulebook, StateIs};
use crate::course::SessionWindow;
use crate::protocol::{Every, Verdict};
use crate::words::{Activity, Is, Message, Words, say};

use super::reminder::{PhotoDay, ReadinessWhat, Reminder, ReminderKind, Visit};

/// What a notification says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Its first line.
    pub title: String,
    /// What stands below it.
    pub body: String,
}

/// What it takes to word something of a sheet for a client.
pub(crate) struct Wordsmith<'a> {
    pub words: &'a Words,
    pub rulebook: &'a Rulebook,
}

impl Reminder {
    /// The notification, with dates by the calendars of `zone` as they are called when it is sent. `rulebook` is the
    /// one that it was planned under.
    pub fn wording(&self, rulebook: &Rulebook, words: &Words, zone: Tz, discreet: bool) -> Wording {
        let smith = Wordsmith { words, rulebook };
        if discreet { self.discreet(&smith, zone) } else { self.in_full(&smith, zone) }
    }

    fn in_full(&self, smith: &Wordsmith<'_>, zone: Tz) -> Wording {
        let dates = smith.words.dates(self.at, zone);
        match &self.kind {
            ReminderKind::Milestone { verdict, headline, conditions, .. } => {
                smith.opening(*verdict, headline, conditions)
            }
            ReminderKind::Duty { duties, every, .. } => smith.tasks(duties, *every),
            ReminderKind::Readiness { what: ReadinessWhat::Do { duties, every }, .. } => {
                smith.tasks(duties, *every)
            }
            ReminderKind::Readiness { what: ReadinessWhat::Leave { activities, .. }, .. } => {
                let (labels, when) = (smith.labels(activities), dates.moment(self.due));
                smith.say(
                    say::reminder_closes_title(labels.as_str(), when.as_str()),
                    say::reminder_closes_body(labels.as_str(), when.as_str()),
                )
            }
            ReminderKind::Readiness { visit, starts, what: ReadinessWhat::Mind { .. } }
            | ReminderKind::NextSession { visit, starts, .. } => match visit {
                Visit::Session(number) => {
                    let when = dates.near(*starts);
                    smith.say(
                        say::reminder_ready_title(*number, when.as_str()),
                        say::reminder_ready_body(*number, when.as_str()),
                    )
                }
                Visit::TouchUp(_) => self.discreet(smith, zone),
            },
            ReminderKind::HealedPhoto { visit: Visit::Session(number), .. } => {
                smith.say(say::reminder_photo_healed_title(*number), say::reminder_photo_healed_body(*number))
            }
            ReminderKind::PlanSession { window } => smith.plan(window, &dates),
            ReminderKind::Confirm { visit: Visit::Session(number), .. } => {
                smith.say(say::reminder_confirm_title(*number), say::reminder_confirm_body(*number))
            }
            ReminderKind::Confirm { visit: Visit::TouchUp(_), .. } => self.discreet(smith, zone),
            ReminderKind::PhotoDue { photo: PhotoDay::Day(day), .. } => {
                smith.say(say::reminder_photo_title(*day), say::reminder_photo_body(*day))
            }
            ReminderKind::PhotoDue { photo: PhotoDay::Year(_), .. }
            | ReminderKind::HealedPhoto { visit: Visit::TouchUp(_), .. } => {
                smith.say(say::reminder_photo_yearly_title(), say::reminder_photo_yearly_body())
            }
            ReminderKind::TouchUp { window } => {
                let window = dates.months(window.earliest, window.latest.unwrap_or(window.earliest));
                smith.say(
                    say::reminder_touch_up_title(window.as_str()),
                    say::reminder_touch_up_body(window.as_str()),
                )
            }
        }
    }

    fn discreet(&self, smith: &Wordsmith<'_>, zone: Tz) -> Wording {
        match &self.kind {
            ReminderKind::Milestone { verdict: Verdict::YesIf, .. } => {
                smith.say(say::reminder_may_if_discreet_title(), say::reminder_may_if_discreet_body())
            }
            ReminderKind::Milestone { .. } => {
                smith.say(say::reminder_may_discreet_title(), say::reminder_may_discreet_body())
            }
            ReminderKind::Duty { .. } | ReminderKind::Readiness { what: ReadinessWhat::Do { .. }, .. } => {
                smith.say(say::reminder_duty_discreet_title(), say::reminder_duty_discreet_body())
            }
            ReminderKind::Readiness { what: ReadinessWhat::Leave { .. }, .. } => {
                smith.say(say::reminder_closes_discreet_title(), say::reminder_closes_discreet_body())
            }
            ReminderKind::Readiness { starts, what: ReadinessWhat::Mind { .. }, .. }
            | ReminderKind::NextSession { starts, .. } => {
                let when = smith.words.dates(self.at, zone).near(*starts);
                smith.say(
                    say::reminder_ready_discreet_title(when.as_str()),
                    say::reminder_ready_discreet_body(when.as_str()),
                )
            }
            ReminderKind::HealedPhoto { .. } => smith
                .say(say::reminder_photo_healed_discreet_title(), say::reminder_photo_healed_discreet_body()),
            ReminderKind::PlanSession { .. } => {
                smith.say(say::reminder_plan_discreet_title(), say::reminder_plan_discreet_body())
            }
            ReminderKind::Confirm { .. } => {
                smith.say(say::reminder_confirm_discreet_title(), say::reminder_confirm_discreet_body())
            }
            ReminderKind::PhotoDue { photo: PhotoDay::Year(_), .. } => smith
                .say(say::reminder_photo_yearly_discreet_title(), say::reminder_photo_yearly_discreet_body()),
            ReminderKind::PhotoDue { .. } => {
                smith.say(say::reminder_photo_discreet_title(), say::reminder_photo_discreet_body())
            }
            ReminderKind::TouchUp { .. } => {
                smith.say(say::reminder_touch_up_discreet_title(), say::reminder_touch_up_discreet_body())
            }
        }
    }
}

impl Wordsmith<'_> {
    pub fn say(&self, title: Message<'_>, body: Message<'_>) -> Wording {
        Wording { title: self.words.text(title), body: self.words.text(body) }
    }

    /// "rinse and shave", where each of them follows "you may".
    pub fn verbs(&self, activities: &[String]) -> Option<String> {
        self.words.verbs(&self.named(activities))
    }

    /// "Cold plunge and gym".
    pub fn labels(&self, activities: &[String]) -> String {
        self.words.labels(&self.named(activities))
    }

    /// "once scabs are gone, SPF 30 or higher".
    pub fn conditions(&self, conditions: &[Condition]) -> String {
        let sheet = self.rulebook.sheet();
        let worded: Vec<String> = conditions
            .iter()
            .map(|condition| match *condition {
                Condition::Worded { rule, place } => self.rulebook.rule(rule).conditions[place].clone(),
                Condition::Skin(skin) => {
                    let id = self.rulebook.state(skin.state);
                    let declared = sheet.states.iter().find(|state| state.id == id);
                    let is = match skin.is {
                        StateIs::Seen => Is::Seen,
                        StateIs::Gone => Is::Gone,
                        StateIs::NotYet => Is::NotYet,
                    };
                    self.words.condition(id, declared.and_then(|state| state.label.as_deref()), is)
                }
            })
            .collect();
        self.words.commas(&worded)
    }

    /// The tasks of duties, in the sheet's words.
    pub fn task(&self, duties: &[String]) -> String {
        let all = self.rulebook.sheet().duties.iter();
        let known: HashMap<&str, &str> = all.map(|duty| (duty.id.as_str(), duty.task.as_str())).collect();
        let tasks: Vec<&str> = duties.iter().filter_map(|id| known.get(id.as_str()).copied()).collect();
        self.words.dots(&tasks)
    }

    fn named<'s>(&'s self, activities: &'s [String]) -> Vec<Activity<'s>> {
        let declared = self.rulebook.sheet().activities.iter();
        let labels: HashMap<&str, &str> =
            declared.filter_map(|own| Some((own.id.as_str(), own.label.as_deref()?))).collect();
        activities.iter().map(|id| Activity { id, label: labels.get(id.as_str()).copied() }).collect()
    }

    fn opening(&self, verdict: Verdict, activities: &[String], conditions: &[Condition]) -> Wording {
        let conditions = self.conditions(conditions);
        match (self.verbs(activities), verdict) {
            (Some(verbs), Verdict::YesIf) => self.say(
                say::reminder_may_if_title(verbs.as_str(), conditions.as_str()),
                say::reminder_may_if_body(verbs.as_str(), conditions.as_str()),
            ),
            (Some(verbs), _) => {
                self.say(say::reminder_may_title(verbs.as_str()), say::reminder_may_body(verbs.as_str()))
            }
            (None, verdict) => {
                let labels = self.labels(activities);
                let title = say::reminder_opens_title(labels.as_str());
                // The condition belongs to the permission, whichever way its title is put.
                if verdict == Verdict::YesIf {
                    self.say(title, say::reminder_may_if_body(labels.as_str(), conditions.as_str()))
                } else {
                    self.say(title, say::reminder_opens_body(labels.as_str()))
                }
            }
        }
    }

    fn tasks(&self, duties: &[String], every: Every) -> Wording {
        let (task, every) = (self.task(duties), self.words.every(every));
        self.say(
            say::reminder_duty_title(task.as_str(), every.as_str()),
            say::reminder_duty_body(task.as_str(), every.as_str()),
        )
    }

    fn plan(&self, window: &SessionWindow, dates: &crate::words::Dates<'_>) -> Wording {
        let range = window.latest.map(|latest| dates.range(window.earliest, latest));
        let title = say::reminder_plan_title(window.number, range.as_deref().unwrap_or_default());
        match &range {
            Some(range) => self.say(title, say::reminder_plan_body(window.number, range.as_str())),
            None => self.say(title, say::spacing_window_from(window.number, dates.date(window.earliest))),
        }
    }
}
