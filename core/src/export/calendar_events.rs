//! Events of the calendar file that stand for a reminder: what opens, what closes, photos, a session to plan.
//!
//! Not for: sessions and the touch-up's window, which are events by themselves (`calendar`).

use chrono::NaiveDate;

use crate::protocol::Verdict;
use crate::reminders::{PhotoDay, ReadinessWhat, Reminder, ReminderKind, Wording};
use crate::time::day_start;
use crate::words::say;

use super::calendar::Maker;
use super::ics::{Event, When, seconds_between};

impl Maker<'_> {
    /// The event for a reminder; none for what is an event already, or none at all.
    pub fn of_reminder(&self, reminder: &Reminder) -> Option<Event> {
        let due = When::At { starts: reminder.due, ends: reminder.due };
        match &reminder.kind {
            ReminderKind::Milestone { visit, verdict, headline, conditions, .. } => {
                let wording = self.opening(*verdict, headline, &self.smith.conditions(conditions));
                let key = [visit.key(), self.days_in(reminder), self.smith.conditions(conditions)];
                let date = reminder.due.date_in(self.zone);
                let whole_day = day_start(self.zone, date) == reminder.due;
                let when = if whole_day { one_day(date) } else { due };
                let parts = ["opens", verdict.as_str(), &key[0], &key[1], &key[2]];
                let mut event = self.event(when, wording, &parts);
                event.alarms = vec![seconds_between(reminder.due, reminder.at)];
                Some(event)
            }
            ReminderKind::Readiness { visit, what: ReadinessWhat::Leave { activities, rules }, .. } => {
                let labels = self.smith.labels(activities);
                let wording = if self.discreet {
                    self.smith
                        .say(say::calendar_closes_discreet_title(), say::calendar_closes_discreet_body())
                } else {
                    self.smith.say(
                        say::calendar_closes_title(labels.as_str()),
                        say::calendar_closes_body(labels.as_str()),
                    )
                };
                Some(self.event(due, wording, &["leave", &visit.key(), &rules.join(" ")]))
            }
            ReminderKind::Readiness { visit, what: ReadinessWhat::Do { duties, every }, .. } => {
                let wording =
                    Wording { title: self.smith.task(duties), body: self.smith.words.every(*every) };
                let parts = ["do", &visit.key(), &duties.join(" ")];
                Some(self.event(due, self.or_something_to_do(wording), &parts))
            }
            ReminderKind::HealedPhoto { visit, .. } => {
                let wording = reminder.wording(self.smith.rulebook, self.smith.words, self.zone, false);
                let when = one_day(reminder.at.date_in(self.zone));
                Some(self.event(when, self.or_something_to_do(wording), &["healed", &visit.key()]))
            }
            ReminderKind::PhotoDue { visit, photo } => {
                let (wording, which) = match photo {
                    PhotoDay::Day(day) => (
                        self.smith.say(say::calendar_photo_title(*day), say::calendar_photo_body(*day)),
                        format!("day {day}"),
                    ),
                    PhotoDay::Year(year) => (
                        self.smith.say(say::reminder_photo_yearly_title(), say::reminder_photo_yearly_body()),
                        format!("year {year}"),
                    ),
                };
                let when = one_day(reminder.due.date_in(self.zone));
                Some(self.event(when, self.or_something_to_do(wording), &["photo", &visit.key(), &which]))
            }
            ReminderKind::PlanSession { window } => {
                let last = window.latest.or(window.usual).unwrap_or(window.earliest);
                let number = window.number;
                let wording = if self.discreet {
                    self.smith
                        .say(say::calendar_window_discreet_title(), say::calendar_window_discreet_body())
                } else {
                    self.smith.say(say::calendar_window_title(number), say::calendar_window_body(number))
                };
                let when = When::Days { first: window.earliest, last };
                Some(self.event(when, wording, &["window", &number.to_string()]))
            }
            // Sessions are events themselves; the touch-up's window is one for as long as it is open.
            ReminderKind::Readiness { what: ReadinessWhat::Mind { .. }, .. }
            | ReminderKind::NextSession { .. }
            | ReminderKind::Confirm { .. }
            | ReminderKind::Duty { .. }
            | ReminderKind::TouchUp { .. } => None,
        }
    }

    fn opening(&self, verdict: Verdict, activities: &[String], conditions: &str) -> Wording {
        if self.discreet {
            return self.smith.say(say::calendar_may_discreet_title(), say::calendar_may_discreet_body());
        }
        let mut wording = if let Some(verbs) = self.smith.verbs(activities) {
            self.smith.say(say::calendar_may_title(verbs.as_str()), say::calendar_may_body(verbs.as_str()))
        } else {
            let labels = self.smith.labels(activities);
            self.smith
                .say(say::calendar_opens_title(labels.as_str()), say::calendar_opens_body(labels.as_str()))
        };
        if verdict == Verdict::YesIf {
            // A calendar shows titles alone: a permission never stands there without its condition.
            let labels = self.smith.labels(activities);
            wording.body = self.smith.words.text(say::reminder_may_if_body(labels.as_str(), conditions));
            wording.title = self.smith.words.dots(&[&wording.title, &wording.body]);
        }
        wording
    }

    fn or_something_to_do(&self, wording: Wording) -> Wording {
        if self.discreet {
            self.smith.say(say::calendar_photo_discreet_title(), say::calendar_photo_discreet_body())
        } else {
            wording
        }
    }

    /// Where a milestone lies in the days of its session: the same after that session moved.
    fn days_in(&self, reminder: &Reminder) -> String {
        let session = self.course.current(reminder.at);
        let zone = session.and_then(|session| session.zone).unwrap_or(self.zone);
        let day_0 = session.map_or(NaiveDate::MIN, |session| session.end.date_in(zone));
        let day = (reminder.due.date_in(zone) - day_0).num_days();
        format!("day {day} {}", reminder.due.in_zone(zone).format("%H:%M:%S%.f"))
    }
}

const fn one_day(date: NaiveDate) -> When {
    When::Days { first: date, last: date }
}
