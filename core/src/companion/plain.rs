//! What shells that are handed plain records ask beside the screens: built-in sheets, settings, what was met at opening.
//!
//! Not for: the screens (`view`).

use crate::diary::{OpenReport, Settings};
use crate::protocol::{Sheet, builtin, builtin_ids};
use crate::reminders::QuietHours;
use crate::words::say;

use super::door::Companion;
use super::error::CompanionError;
use super::scene::sheet_name;
use super::view::SheetNameView;

/// A sheet that comes with Stipple.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct BuiltInSheetView {
    /// Its name.
    pub name: SheetNameView,
    /// The whole text of its file, for starting a course under it.
    pub text: String,
}

/// What was met at opening.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct OpeningView {
    /// The format that the data had before, where it was an older one.
    pub migrated_from: Option<u32>,
    /// The data was broken: what happened to it. Stipple begins anew.
    pub set_aside: Option<SetAsideView>,
}

/// Broken data, set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SetAsideView {
    /// The whole path of the file that it lies in now. `-wal` and `-shm` beside it belong to it.
    pub path: String,
    /// What was broken about it, for a report to developers.
    pub reason: String,
    /// The same for the client: "The data could not be read. It was set aside as …".
    pub text: String,
}

/// What a client set; what nobody set is none, and the shells' defaults hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SettingsView {
    /// When no reminder may sound.
    pub quiet: Option<QuietHours>,
    /// Whether reminders keep quiet about what they are for.
    pub discreet: Option<bool>,
    /// BCP 47 tag of the language to speak.
    pub locale: Option<String>,
}

/// The sheets that come with Stipple.
pub fn built_in_sheets() -> Vec<BuiltInSheetView> {
    let texts = builtin_ids().filter_map(builtin);
    let view = |text: &'static str| {
        let name = sheet_name(&Sheet::read(text).ok()?);
        Some(BuiltInSheetView { name, text: text.to_owned() })
    };
    texts.filter_map(view).collect()
}

impl Companion {
    /// What a client set; what nobody set is none, and the shells' defaults hold.
    pub fn settings(&self) -> Result<SettingsView, CompanionError> {
        let Settings { quiet, discreet, locale } = self.diary.settings()?;
        Ok(SettingsView { quiet, discreet, locale })
    }

    /// What was met at opening, in words.
    pub fn opening(&self, report: OpenReport) -> OpeningView {
        let OpenReport { migrated_from, set_aside } = report;
        let set_aside = set_aside.map(|aside| {
            let name = aside.path.file_name().unwrap_or_default().to_string_lossy();
            let text = self.words.text(say::error_data_damaged(name));
            SetAsideView { path: aside.path.display().to_string(), reason: aside.reason, text }
        });
        OpeningView { migrated_from, set_aside }
    }
}
