//! Ways out and in: the archive, the calendar file, the reminders to come.
//!
//! Text in, text out: where it goes is the shell's to say. Not for: the formats themselves (`export`), or what is
//! worth a reminder (`reminders`).

use crate::diary::Imported;
use crate::export::archive;
use crate::export::calendar::{Calendar, CalendarInput, calendar};
use crate::reminders::{Reminder, ReminderInput, ReminderSettings, upcoming};
use crate::words::say;

use super::door::Companion;
use super::error::CompanionError;
use super::scene::Scene;
use super::view::{DoneView, ReminderView};

impl Companion {
    /// Everything that was ever entered, as JSON.
    pub fn export_archive(&self) -> Result<String, CompanionError> {
        Ok(archive::export(&self.diary)?)
    }

    /// Adds what an archive holds to what is here: all of it, or nothing.
    pub fn import_archive(&mut self, bytes: &[u8]) -> Result<DoneView, CompanionError> {
        let imported = archive::import(&mut self.diary, bytes)?;
        self.imported(imported)
    }

    /// What an import did, in words. They may be other words from now on: a language may have come with it.
    pub(super) fn imported(&mut self, imported: Imported) -> Result<DoneView, CompanionError> {
        self.reword()?;
        Ok(self.done(say::done_imported(i64::try_from(imported.added).unwrap_or(i64::MAX))))
    }

    /// The next reminders, by time; `discreet` overrules what the client set.
    pub fn reminders(
        &self,
        most: usize,
        discreet: Option<bool>,
    ) -> Result<Vec<ReminderView>, CompanionError> {
        let scene = self.scene()?;
        let settings = self.reminder_settings(discreet)?;
        let told = |reminder: Reminder| {
            let wording = reminder.wording(scene.rulebook(), &self.words, self.zone, settings.discreet);
            ReminderView { id: reminder.id, at: reminder.at, title: wording.title, body: wording.body }
        };
        let reminders = upcoming(&input(&scene), self.now(), most, &settings);
        Ok(reminders.into_iter().map(told).collect())
    }

    /// The course as a calendar file.
    pub fn calendar(&self, discreet: Option<bool>) -> Result<Calendar, CompanionError> {
        let loaded = self.loaded()?;
        let course_id = loaded.state.id.to_string();
        let changed = self.diary.last_change()?.unwrap_or_else(|| self.now());
        let scene = self.scene_of(loaded);
        let settings = self.reminder_settings(discreet)?;
        let what = CalendarInput {
            plan: input(&scene),
            course_id: &course_id,
            changed,
            quiet: settings.quiet,
            discreet: settings.discreet,
        };
        Ok(calendar(&what, &self.words, self.now()))
    }

    fn reminder_settings(&self, discreet: Option<bool>) -> Result<ReminderSettings, CompanionError> {
        let kept = self.diary.settings()?;
        let usual = ReminderSettings::default();
        Ok(ReminderSettings {
            quiet: kept.quiet.unwrap_or(usual.quiet),
            discreet: discreet.or(kept.discreet).unwrap_or(usual.discreet),
        })
    }
}

fn input(scene: &Scene) -> ReminderInput<'_> {
    ReminderInput {
        compiled: &scene.compiled,
        client: &scene.client,
        skin: &scene.reports,
        photos: scene.photos(),
        sessions: scene.sessions_given,
    }
}
