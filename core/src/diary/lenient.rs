//! Reading what a newer version may have written another way: what cannot be read is as if it were not there.
//!
//! Not for: fields that a body cannot do without; where one of these does not read, the entry is left out whole.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::course::SessionNotes;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(super) const fn is_false(mark: &bool) -> bool {
    !*mark
}

/// A value that cannot be read (a zone that this version's tables do not have) is as one that is not there.
pub(super) fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    from: D,
) -> Result<Option<T>, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(from)?).ok())
}

pub(super) fn lenient_mark<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    lenient(from).map(Option::unwrap_or_default)
}

pub(super) fn lenient_text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    lenient(from).map(Option::unwrap_or_default)
}

pub(super) fn lenient_list<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    lenient(from).map(Option::unwrap_or_default)
}

/// Notes field by field, so that a word of a newer version costs its own field only.
pub(super) fn lenient_notes<'de, D: Deserializer<'de>>(from: D) -> Result<SessionNotes, D::Error> {
    let fields = Map::<String, Value>::deserialize(from)?;
    let read = |(key, value)| serde_json::from_value(Value::Object(Map::from_iter([(key, value)]))).ok();
    Ok(fields.into_iter().filter_map(read).fold(SessionNotes::default(), SessionNotes::merge))
}
