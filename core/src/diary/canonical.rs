//! JSON in the one form in which the diary stores and exports it: keys sorted, no spaces.
//!
//! Two bodies are the same exactly where these texts are. Not for: reading JSON (`serde_json` does).

use serde_json::{Map, Value};

/// How deeply lists and objects may lie in one another in a body. JSON readers stop at 128, and an archive
/// adds levels of its own.
pub(crate) const MAX_DEPTH: usize = 64;

/// The canonical text of a value: keys sorted by their bytes, no spaces, the shortest form of every number.
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// The canonical text of an object.
pub(crate) fn canonical_map(map: &Map<String, Value>) -> String {
    let mut text = String::new();
    write_map(map, &mut text);
    text
}

/// Whether nothing in the object lies deeper than [`MAX_DEPTH`].
pub(crate) fn is_shallow(map: &Map<String, Value>) -> bool {
    map.values().all(|value| fits(value, MAX_DEPTH - 1))
}

fn fits(value: &Value, levels: usize) -> bool {
    match value {
        Value::Array(items) => levels > 0 && items.iter().all(|item| fits(item, levels - 1)),
        Value::Object(map) => levels > 0 && map.values().all(|item| fits(item, levels - 1)),
        _ => true,
    }
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(map) => write_map(map, text),
        // Nothing below has keys, so that serde_json's own form is canonical.
        leaf => text.push_str(&leaf.to_string()),
    }
}

fn write_map(map: &Map<String, Value>, text: &mut String) {
    // Sorted here as well: another crate in the build may switch serde_json to insertion order.
    let mut members: Vec<(&String, &Value)> = map.iter().collect();
    members.sort_by_key(|(key, _)| *key);
    text.push('{');
    for (index, (key, value)) in members.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&Value::from(key.as_str()).to_string());
        text.push(':');
        write(value, text);
    }
    text.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_at_every_level_and_nothing_is_lost() {
        let read: Value =
            serde_json::from_str(r#"{"b": [1, {"z": null, "a": -0.0}], "a\n": "ü\u0000"}"#).unwrap();
        assert_eq!(canonical(&read), r#"{"a\n":"ü\u0000","b":[1,{"a":-0.0,"z":null}]}"#);
        assert_eq!(serde_json::from_str::<Value>(&canonical(&read)).unwrap(), read);
    }

    #[test]
    fn depth_is_counted() {
        let nest = |levels: usize| {
            let value = (0..levels).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
            Map::from_iter([("deep".to_owned(), value)])
        };
        assert!(is_shallow(&nest(MAX_DEPTH - 1)));
        assert!(!is_shallow(&nest(MAX_DEPTH)));
    }
}
