//! What a client set for the app as a whole: quiet hours, discreet wording, the language.
//!
//! Not for: what is particular to a device (the app lock, the key), which no other device should follow.

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

/// The settings as they stand. What nobody set is `None`, and the shells' defaults hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Settings {
    /// When no reminder may sound.
    pub quiet: Option<QuietHours>,
    /// Whether reminders keep quiet about what they are for.
    pub discreet: Option<bool>,
    /// BCP 47 tag of the language to speak.
    pub locale: Option<String>,
}

/// Wall-clock times between which no reminder may sound, over midnight where `from` is the later one. Minutes count;
/// seconds are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct QuietHours {
    /// From this time on, written `22:00`.
    #[serde(with = "minute")]
    pub from: NaiveTime,
    /// Until this time; the same as `from`: no quiet hours at all.
    #[serde(with = "minute")]
    pub until: NaiveTime,
}

impl QuietHours {
    /// Whether a wall clock that shows `time` is within them.
    pub fn hold_at(&self, time: NaiveTime) -> bool {
        if self.from <= self.until {
            self.from <= time && time < self.until
        } else {
            self.from <= time || time < self.until
        }
    }

    /// The two times as minutes from midnight.
    pub(super) fn minutes(self) -> (u32, u32) {
        let minute = |time: NaiveTime| time.hour() * 60 + time.minute();
        (minute(self.from), minute(self.until))
    }

    /// Reads what [`Self::minutes`] gave; `None` past midnight.
    pub(super) fn from_minutes(from: u32, until: u32) -> Option<Self> {
        let time = |minute: u32| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0);
        Some(Self { from: time(from)?, until: time(until)? })
    }
}

mod minute {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub(super) fn serialize<S: Serializer>(time: &NaiveTime, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&time.format("%H:%M").to_string())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveTime, D::Error> {
        let text = String::deserialize(from)?;
        NaiveTime::parse_from_str(&text, "%H:%M")
            .map_err(|_| D::Error::custom(format!("`{text}` is not a time of day: write it as in 22:00")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_go_over_midnight() {
        let quiet: QuietHours = serde_json::from_str(r#"{"from":"22:00","until":"07:30"}"#).unwrap();
        let at = |text: &str| quiet.hold_at(text.parse().unwrap());
        assert!(at("22:00:00") && at("03:00:00") && at("07:29:59"));
        assert!(!at("07:30:00") && !at("21:59:59"));
        assert_eq!(serde_json::to_string(&quiet).unwrap(), r#"{"from":"22:00","until":"07:30"}"#);
        let (from, until) = quiet.minutes();
        assert_eq!(QuietHours::from_minutes(from, until), Some(quiet));
        let none = QuietHours { until: quiet.from, ..quiet };
        assert!(!none.hold_at(quiet.from));
    }
}
