//! What is kept of a session beside its time: what was decided and done, in the client's or the studio's words.
//!
//! Not for: the time and the marks of a session (`course::session`), or storing notes (`diary`). Fields that a
//! newer version wrote are passed over here; the diary keeps its entries as they came.

use serde::{Deserialize, Serialize};

/// What was decided about the pigment, beside the session before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Shade {
    /// Lighter than before.
    Lighter,
    /// Darker than before.
    Darker,
    /// As before.
    Same,
}

/// Notes on one session. A field that is missing says nothing; an empty text or list says that there is none,
/// which is how a note is taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SessionNotes {
    /// The pigment used, as the studio names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub pigment: Option<String>,
    /// Whether it was lighter or darker than before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub shade: Option<Shade>,
    /// How dense the dots were set.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub density: Option<String>,
    /// What was decided about the hairline.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub hairline: Option<String>,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub technician: Option<String>,
    /// The parts of the scalp that were treated, as photos name their angles and zones.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub zones: Option<Vec<String>>,
    /// Anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub text: Option<String>,
    /// The points of the sheet's agenda that were done, in the sheet's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub agenda_done: Option<Vec<String>>,
}

impl SessionNotes {
    /// These notes with what `later` says put over them, field by field; a list is replaced whole.
    #[must_use]
    pub fn merge(self, later: Self) -> Self {
        Self {
            pigment: later.pigment.or(self.pigment),
            shade: later.shade.or(self.shade),
            density: later.density.or(self.density),
            hairline: later.hairline.or(self.hairline),
            technician: later.technician.or(self.technician),
            zones: later.zones.or(self.zones),
            text: later.text.or(self.text),
            agenda_done: later.agenda_done.or(self.agenda_done),
        }
    }

    /// Whether nothing was noted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn notes_are_written_as_what_was_said_and_nothing_else() {
        let notes = SessionNotes {
            shade: Some(Shade::Darker),
            zones: Some(vec!["crown".to_owned()]),
            ..SessionNotes::default()
        };
        let json = serde_json::to_string(&notes).unwrap();
        assert_eq!(json, r#"{"shade":"darker","zones":["crown"]}"#);
        assert_eq!(serde_json::from_str::<SessionNotes>(&json).unwrap(), notes);
        assert!(serde_json::from_str::<SessionNotes>("{}").unwrap().is_empty());
        let newer = serde_json::from_str::<SessionNotes>(r#"{"needle":"1RL","text":"calm"}"#).unwrap();
        assert_eq!(newer.text.as_deref(), Some("calm"));
    }

    #[test]
    fn the_later_field_wins_and_silence_keeps_the_earlier() {
        let note = |pigment: Option<&str>, text: Option<&str>| SessionNotes {
            pigment: pigment.map(str::to_owned),
            text: text.map(str::to_owned),
            ..SessionNotes::default()
        };
        let merged = note(Some("4"), Some("calm")).merge(note(Some("5"), None));
        assert_eq!(merged, note(Some("5"), Some("calm")));
        assert_eq!(merged.merge(note(None, Some(""))), note(Some("5"), Some("")));
    }

    fn notes() -> impl Strategy<Value = SessionNotes> {
        let text = || prop::option::of("[a-c]{0,2}");
        let list = || prop::option::of(prop::collection::vec("[a-c]", 0..3));
        let shade = prop::option::of(prop::sample::select(vec![Shade::Lighter, Shade::Darker, Shade::Same]));
        (text(), shade, text(), text(), text(), list(), text(), list()).prop_map(
            |(pigment, shade, density, hairline, technician, zones, text, agenda_done)| SessionNotes {
                pigment,
                shade,
                density,
                hairline,
                technician,
                zones,
                text,
                agenda_done,
            },
        )
    }

    proptest! {
        /// A log of notes can be read in pieces: it does not matter which two are put together first.
        #[test]
        fn merging_does_not_depend_on_grouping(a in notes(), b in notes(), c in notes()) {
            let left = a.clone().merge(b.clone()).merge(c.clone());
            prop_assert_eq!(left, a.clone().merge(b.merge(c)));
            prop_assert_eq!(a.clone().merge(SessionNotes::default()), a.clone());
            prop_assert_eq!(SessionNotes::default().merge(a.clone()), a.clone());
            prop_assert_eq!(a.clone().merge(a.clone()), a.clone());
            let json = serde_json::to_string(&a).unwrap();
            prop_assert_eq!(serde_json::from_str::<SessionNotes>(&json).unwrap(), a);
        }
    }
}
