//! One entry of the log, and what every entry has to be, known or not.
//!
//! Not for: what a body means (`kinds`).

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::canonical::{canonical, canonical_map, is_shallow};
use super::hlc::Hlc;
use super::plain::{self, Object};

/// The longest kind, in bytes.
pub const MAX_KIND: usize = 100;
/// The largest entry, in bytes of its canonical JSON. A sheet of 1 MB, the largest there is, fits in with every
/// character escaped once.
pub const MAX_ENTRY: usize = 4 << 20;

/// What one action of a client did, as one: undo takes all of its entries back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChangeId(pub Uuid);

/// Something that happened. Immutable: nothing in it changes once it is written, on any device.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name among all entries of all devices.
    pub id: Uuid,
    /// The device it was made on.
    pub device: Uuid,
    /// When, in the order that all devices agree on.
    pub clock: Hlc,
    /// The action it belongs to.
    pub change: ChangeId,
    /// What happened, one of `kinds` or a word of a newer version.
    pub kind: String,
    /// The particulars.
    pub body: Map<String, Value>,
    /// Members beside these that a newer version wrote; carried on untouched.
    pub other: Map<String, Value>,
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(to)
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Object(mut map) = Object::deserialize(from)?;
        let Some(Value::Object(body)) = map.remove("body") else {
            return Err(serde::de::Error::custom("`body` is missing, or no object"));
        };
        Ok(Self {
            id: plain::take(&mut map, "id")?,
            device: plain::take(&mut map, "device")?,
            clock: plain::take(&mut map, "clock")?,
            change: plain::take(&mut map, "change")?,
            kind: plain::take(&mut map, "kind")?,
            body,
            other: map,
        })
    }
}

/// An entry before it has an id, a device and a place in the order.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEntry {
    /// What happened.
    pub kind: String,
    /// The particulars.
    pub body: Map<String, Value>,
}

/// Where an entry stands in the order that all devices agree on: the clock, then the device, then the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The entry's clock.
    pub clock: Hlc,
    /// The entry's device.
    pub device: Uuid,
    /// The entry.
    pub id: Uuid,
}

/// What keeps an entry out of the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The kind is empty, too long, or has characters that do not print.
    #[error("an entry's kind is 1 to {MAX_KIND} bytes without control characters, not `{kind}`")]
    Kind {
        /// What was given, cut short and escaped.
        kind: String,
    },
    /// The clock lies outside of the years in which Stipple counts.
    #[error("an entry's clock lies in the years 1900 to 2299, not {wall} µs from 1970")]
    Clock {
        /// The wall part that was given, in microseconds.
        wall: i64,
    },
    /// Lists and objects lie too deeply in one another.
    #[error("the body of entry {id} is nested too deeply: at most 64 levels are kept")]
    Deep {
        /// The entry.
        id: Uuid,
    },
    /// The entry is too large.
    #[error("entry {id} has {bytes} bytes: at most {MAX_ENTRY} are kept")]
    Large {
        /// The entry.
        id: Uuid,
        /// Its size as canonical JSON.
        bytes: usize,
    },
    /// The kind is known, but its body lacks something or has it in a form that cannot be read back.
    #[error(
        "the body of a `{kind}` cannot be read back: it lacks a field, or has an instant outside of 1900 to 2299"
    )]
    Unreadable {
        /// The kind.
        kind: String,
    },
}

impl Entry {
    /// Where it stands in the order.
    pub const fn place(&self) -> Place {
        Place { clock: self.clock, device: self.device, id: self.id }
    }

    /// The entry as canonical JSON: the same bytes on every device.
    pub fn canonical(&self) -> String {
        canonical(&self.to_value())
    }

    /// Checks what every entry has to be, whatever its kind.
    pub fn check(&self) -> Result<(), EntryError> {
        if self.kind.is_empty() || self.kind.len() > MAX_KIND || self.kind.chars().any(char::is_control) {
            let kind = self.kind.escape_debug().take(MAX_KIND).collect();
            return Err(EntryError::Kind { kind });
        }
        if !self.clock.in_range() {
            return Err(EntryError::Clock { wall: self.clock.wall });
        }
        if !is_shallow(&self.body) || !is_shallow(&self.other) {
            return Err(EntryError::Deep { id: self.id });
        }
        let bytes = canonical_map(&self.body).len() + canonical_map(&self.other).len();
        if bytes > MAX_ENTRY {
            return Err(EntryError::Large { id: self.id, bytes });
        }
        Ok(())
    }

    fn to_value(&self) -> Value {
        let mut map = self.other.clone();
        let clock =
            [("wall".to_owned(), self.clock.wall.into()), ("counter".to_owned(), self.clock.counter.into())];
        map.extend([
            ("id".to_owned(), self.id.to_string().into()),
            ("device".to_owned(), self.device.to_string().into()),
            ("clock".to_owned(), Value::Object(Map::from_iter(clock))),
            ("change".to_owned(), self.change.0.to_string().into()),
            ("kind".to_owned(), self.kind.clone().into()),
            ("body".to_owned(), Value::Object(self.body.clone())),
        ]);
        Value::Object(map)
    }
}

impl Place {
    /// The place as 44 bytes that compare as places do, for a column to sort by.
    pub fn to_bytes(self) -> Vec<u8> {
        // Flipping the sign bit makes two's complement compare as unsigned.
        let wall = (self.clock.wall ^ i64::MIN).to_be_bytes();
        let counter = self.clock.counter.to_be_bytes();
        [&wall[..], &counter, self.device.as_bytes(), self.id.as_bytes()].concat()
    }

    /// Reads what [`Self::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let wall = i64::from_be_bytes(bytes.get(..8)?.try_into().ok()?) ^ i64::MIN;
        let counter = u32::from_be_bytes(bytes.get(8..12)?.try_into().ok()?);
        let device = Uuid::from_slice(bytes.get(12..28)?).ok()?;
        let id = Uuid::from_slice(bytes.get(28..)?).ok()?;
        Some(Self { clock: Hlc { wall, counter }, device, id })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place() -> impl Strategy<Value = Place> {
        (any::<i64>(), any::<u32>(), any::<u128>(), any::<u128>()).prop_map(|(wall, counter, device, id)| {
            Place { clock: Hlc { wall, counter }, device: Uuid::from_u128(device), id: Uuid::from_u128(id) }
        })
    }

    proptest! {
        #[test]
        fn places_sort_as_their_bytes(a in place(), b in place()) {
            prop_assert_eq!(Place::from_bytes(&a.to_bytes()), Some(a));
            prop_assert_eq!(a.cmp(&b), a.to_bytes().cmp(&b.to_bytes()));
        }
    }

    #[test]
    fn an_entry_reads_back_with_members_it_does_not_know() {
        let text = r#"{"body":{"x":1.5},"change":"00000000-0000-4000-8000-000000000003","clock":{"counter":2,"wall":1},"device":"00000000-0000-4000-8000-000000000002","id":"00000000-0000-4000-8000-000000000001","kind":"later.word","signature":[1]}"#;
        let entry: Entry = serde_json::from_str(text).unwrap();
        assert_eq!(entry.other.len(), 1);
        assert_eq!(entry.canonical(), text);
        entry.check().unwrap();
    }
}
