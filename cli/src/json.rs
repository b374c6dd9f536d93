//! Records as `--json` prints them: one line, instants in the zone asked about.
//!
//! Records carry instants in UTC; every one is rewritten where it stands under a name that records give to instants.
//! Not for: the shape of records (`stipple_core::companion::view`), or answers, which write their own instants.

use chrono_tz::Tz;
use serde::Serialize;
use serde_json::Value;
use stipple_core::time::Instant;

use crate::failure::Failure;

/// The names under which records have instants. Nothing that a sheet or a person writes stands under these.
const INSTANTS: [&str; 15] = [
    "allowed", "at", "begins", "changes", "clear", "dates", "deadline", "due", "ended", "ends", "from",
    "gone_at", "started", "starts", "taken",
];

/// A record as a value with instants in `zone`.
pub fn value(record: &impl Serialize, zone: Tz) -> Result<Value, Failure> {
    let mut value = plain(record)?;
    rewrite(&mut value, zone);
    Ok(value)
}

/// A record as it is.
pub fn plain(record: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(record).map_err(|error| Failure::outside(format!("the answer is no JSON: {error}")))
}

/// One line.
pub fn line(value: &Value) -> String {
    format!("{value}\n")
}

fn rewrite(value: &mut Value, zone: Tz) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if INSTANTS.contains(&name.as_str()) {
                    in_zone(member, zone);
                }
                rewrite(member, zone);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, zone)),
        _ => {}
    }
}

fn in_zone(value: &mut Value, zone: Tz) {
    match value {
        Value::String(text) => {
            if let Ok(at) = Instant::parse(text) {
                *text = at.rfc3339(zone);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| in_zone(item, zone)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn instants_are_in_the_zone_asked_about_and_dates_and_words_stay() {
        let record = json!({
            "at": "2026-05-05T08:00:00Z", "text": "2026-05-05T08:00:00Z", "clear": true,
            "days": [{"date": "2026-05-05", "changes": ["2026-05-05T23:00:00Z"]}],
        });
        let expected = json!({
            "at": "2026-05-05T09:00:00+01:00", "text": "2026-05-05T08:00:00Z", "clear": true,
            "days": [{"date": "2026-05-05", "changes": ["2026-05-06T00:00:00+01:00"]}],
        });
        assert_eq!(value(&record, Tz::Europe__London).unwrap(), expected);
    }
}
