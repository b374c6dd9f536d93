//! The time zone a person asks in: the one they name, else the system's.
//!
//! Not for: the zone in which a session's days are counted (the diary keeps it), or what a zone's clocks do
//! (`stipple_core::time`).

use chrono_tz::Tz;
use stipple_core::time;

use crate::failure::Failure;

/// The zone named on the command line, else that of `TZ`, else the system's. A system that has none counts in UTC,
/// as its own clocks do.
pub fn resolve(named: Option<&str>) -> Result<Tz, Failure> {
    if let Some(name) = named {
        return time::zone(name).map_err(|error| Failure::input(format!("--zone: {error}")));
    }
    if let Some(name) = std::env::var("TZ").ok().filter(|name| !name.is_empty()) {
        return time::zone(iana_name(&name)).map_err(|error| {
            Failure::input(format!("the variable TZ: {error}, or give --zone Europe/London"))
        });
    }
    let system = iana_time_zone::get_timezone().ok();
    Ok(system.and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC))
}

/// `TZ` may hold a name, a name after a colon, or the path of a zone file.
fn iana_name(value: &str) -> &str {
    let value = value.strip_prefix(':').unwrap_or(value);
    value.rsplit_once("zoneinfo/").map_or(value, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_may_be_a_name_or_a_path() {
        for value in ["Europe/London", ":Europe/London", ":/usr/share/zoneinfo/Europe/London"] {
            assert_eq!(iana_name(value), "Europe/London");
        }
    }

    #[test]
    fn a_name_that_is_none_is_refused_with_one_that_is() {
        let told = resolve(Some("Londn")).unwrap_err().to_string();
        assert_eq!(told, "--zone: `Londn` is not a time zone: write an IANA name such as Europe/London");
    }
}
