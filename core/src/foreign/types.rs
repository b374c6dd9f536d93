//! Moments, days, times of day and zones as they cross: the least that carries them, and a refusal of the rest.
//!
//! What other languages make of them stands in `uniffi.toml`. A value that is none becomes
//! [`StippleError::BadInput`] in every function that returns that error. Not for: records (they derive what they need
//! where they are).

use std::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::StippleError;
use crate::time::{self, Instant};
use crate::words::{Message, Words, say};

uniffi::custom_type!(
    /// A moment, exact to the microsecond.
    Instant,
    i64,
    { lower: |at| at.micros(), try_lift: |micros| Ok(instant(micros)?) }
);

uniffi::custom_type!(
    /// A day on a calendar, without a time or a zone.
    NaiveDate,
    String,
    { remote, lower: |date| date.to_string(), try_lift: |text| Ok(date(&text)?) }
);

uniffi::custom_type!(
    /// A time of day on a wall clock.
    NaiveTime,
    String,
    { remote, lower: |time| time.format("%H:%M:%S").to_string(), try_lift: |text| Ok(time_of_day(&text)?) }
);

uniffi::custom_type!(
    /// A time zone of the IANA database.
    Tz,
    String,
    { remote, lower: |zone| zone.name().to_owned(), try_lift: |name| Ok(zone(&name)?) }
);

/// The years of a moment or a day: as far as a bound reaches (`time::YEARS` and a hundred years), so that whatever the
/// core gives can be given back. What of it can be entered, the diary says.
const YEARS: Range<i32> = time::YEARS.start..time::YEARS.end + 101;

fn instant(micros: i64) -> Result<Instant, StippleError> {
    let at = Instant::from_micros(micros);
    if YEARS.contains(&at.utc().year()) {
        Ok(at)
    } else {
        Err(bad(say::error_unreadable_instant(at.to_string())))
    }
}

fn date(text: &str) -> Result<NaiveDate, StippleError> {
    let read = text.parse().ok().filter(|date: &NaiveDate| YEARS.contains(&date.year()));
    read.ok_or_else(|| bad(say::error_unreadable_date(text)))
}

fn time_of_day(text: &str) -> Result<NaiveTime, StippleError> {
    text.parse().map_err(|_| bad(say::error_unreadable_time(text)))
}

fn zone(name: &str) -> Result<Tz, StippleError> {
    time::zone(name).map_err(|_| bad(say::error_unknown_zone(name)))
}

/// In English: a value is read before there is a client to ask for their language.
fn bad(message: Message<'_>) -> StippleError {
    StippleError::BadInput { told: Words::english().text(message) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<T: std::fmt::Debug>(refused: Result<T, StippleError>) -> String {
        match refused.unwrap_err() {
            StippleError::BadInput { told } => told,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_none_is_refused_in_words() {
        assert_eq!(told(zone("Londn")), "“Londn” is no time zone. Write one such as Europe/London.");
        assert_eq!(told(date("2026-02-30")), "“2026-02-30” is no date. Write one such as 2026-05-01.");
        assert!(told(date("+12026-05-01")).contains("is no date"));
        assert!(told(time_of_day("25:00")).contains("is no time of day"));
        assert!(told(instant(i64::MAX)).contains("is no moment"));
        assert!(told(instant(i64::MIN)).contains("is no moment"));
    }

    #[test]
    fn what_is_one_comes_through() {
        let at = Instant::parse("2026-05-01T17:30:00.000001Z").unwrap();
        assert_eq!(instant(at.micros()), Ok(at));
        let last = Instant::parse("2299-12-31T23:59:59Z").unwrap().plus_exact_days(36_525);
        assert_eq!(instant(last.micros()), Ok(last));
        assert_eq!(date("2026-05-01").unwrap().to_string(), "2026-05-01");
        assert_eq!(time_of_day("22:00"), time_of_day("22:00:00"));
        assert_eq!(zone("US/Pacific").unwrap().name(), "US/Pacific");
    }
}
