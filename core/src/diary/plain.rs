//! JSON objects as they stand in the text.
//!
//! `serde_json::Value` gives a meaning of its own to a few keys (`$serde_json::private::…`) when some crate in the build asks
//! for that; a body from elsewhere could use them to be read as something else than it says, and to nest without
//! limit. Here a key is a key. Not for: writing (`canonical`).

use std::fmt;

use serde::de::{DeserializeOwned, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// Reads an object from its text.
pub(super) fn object(text: &str) -> serde_json::Result<Map<String, Value>> {
    serde_json::from_str(text).map(|Object(map)| map)
}

/// Any object.
pub(super) struct Object(pub(super) Map<String, Value>);

/// Takes a member out of an object and reads it.
pub(super) fn take<T: DeserializeOwned, E: Error>(
    map: &mut Map<String, Value>,
    key: &'static str,
) -> Result<T, E> {
    let value = map.remove(key).ok_or_else(|| E::missing_field(key))?;
    serde_json::from_value(value).map_err(|error| E::custom(format!("{key}: {error}")))
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match Any::deserialize(from)? {
            Any(Value::Object(map)) => Ok(Self(map)),
            Any(_) => Err(D::Error::custom("expected an object")),
        }
    }
}

/// Any value.
struct Any(Value);

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(Any(item)) = from.next_element()? {
            items.push(item);
        }
        Ok(items.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some((key, Any(value))) = from.next_entry()? {
            map.insert(key, value);
        }
        Ok(map.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_serde_json_reads_into_are_keys() {
        for token in ["RawValue", "Number"] {
            let text = format!(r#"{{"x":{{"$serde_json::private::{token}":"[1]"}}}}"#);
            let read = object(&text).unwrap();
            assert_eq!(super::super::canonical::canonical_map(&read), text);
        }
        assert!(object("[]").is_err() && object("{").is_err());
        assert!(object(&format!("{{\"x\":{}{}}}", "[".repeat(200), "]".repeat(200))).is_err());
    }
}
