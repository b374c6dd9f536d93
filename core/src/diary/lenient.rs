//! Reading what a newer version may have written another way: what cannot be read is as if it were not there.
//!
//! Not for: fields that a body cannot do without; where one of these does not read, the entry is left out whole.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::plain::Object;
use crate::course::SessionNotes;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(super) const fn is_false(mark: &bool) -> bool {
    !*mark
}

/// A value that cannot be read (a zone that this version's tables do not have) is as one that is not there.
#[expect(clippy::unnecessary_wraps, reason = "serde expects a result")]
pub(super) fn lenient<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    // Bodies are read out of a `Map`: giving one member up does not disturb the next.
    Ok(T::deserialize(from).ok())
}

/// A text, or what a newer version wrote in its place, read whole: for bodies that are read as they lie.
pub(super) fn lenient_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(text) => Some(text),
        _ => None,
    })
}

/// The same where nothing is said by what a type is by default.
pub(super) fn lenient_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    from: D,
) -> Result<T, D::Error> {
    lenient(from).map(Option::unwrap_or_default)
}

/// Notes field by field, so that a word of a newer version costs its own field only.
pub(super) fn lenient_notes<'de, D: Deserializer<'de>>(from: D) -> Result<SessionNotes, D::Error> {
    let Object(fields) = Object::deserialize(from)?;
    let read = |(key, value)| serde_json::from_value(Value::Object(Map::from_iter([(key, value)]))).ok();
    Ok(fields.into_iter().filter_map(read).fold(SessionNotes::default(), SessionNotes::merge))
}
