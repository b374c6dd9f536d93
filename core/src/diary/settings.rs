//! What a client set for the app as a whole: quiet hours, discreet wording, the language.
//!
//! Not for: what is particular to a device (the app lock, the key), which no other device should follow.

use crate::reminders::QuietHours;

/// The settings as they stand. What nobody set is `None`, and the shells' defaults hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// When no reminder may sound.
    pub quiet: Option<QuietHours>,
    /// Whether reminders keep quiet about what they are for.
    pub discreet: Option<bool>,
    /// BCP 47 tag of the language to speak.
    pub locale: Option<String>,
}
