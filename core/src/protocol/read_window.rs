//! Bounds as their anchors allow them, and windows that no session fills.
//!
//! Not for: reading the text of one bound (`protocol::bound`), or which rule carries which gate (`read_rule`).

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::bound::{Bound, BoundError, Length, Point, Unit};
use super::origin::{Origin, Side};
use super::read_fields::{Fields, Found, Refusals};
use super::refusal::shown;
use super::sheet::{Anchor, Until, Usually, Window};
use crate::time::{Instant, day_start};

/// How a bound is written.
pub(super) const BOUNDS: &str = "write for instance 5d, D5, 72h, 2w, 1mo, 2y, 4d..5d, after 4w or -1d@21:00";
/// How a length is written.
pub(super) const LENGTHS: &str = "write for instance 72h, 5d, 2w, 1mo or 2y";

/// The anchors' words.
pub(super) const ANCHORS: [(&str, Anchor); 5] = {
    let [a, b, c, d, e] = Anchor::ALL;
    [(a.as_str(), a), (b.as_str(), b), (c.as_str(), c), (d.as_str(), d), (e.as_str(), e)]
};

/// A bound or a length out of a text; `None` where it was refused.
pub(super) fn parsed<T: std::str::FromStr<Err = BoundError>>(
    r: &mut Refusals,
    f: &Fields<'_, '_>,
    key: &str,
    text: &Found<String>,
    forms: &'static str,
) -> Option<T> {
    let (what, instead) = match text.value.parse() {
        Ok(read) => return Some(read),
        Err(BoundError::Unreadable { .. }) => (format!("{} cannot be read", shown(&text.value)), forms),
        Err(BoundError::UnknownUnit { unit, .. }) => {
            (format!("{} is not a unit", shown(&unit)), "the units are h, d, w, mo and y")
        }
        Err(BoundError::TooLong { .. }) => {
            (format!("{} is longer than 100 years", shown(&text.value)), "the longest is 100y")
        }
        Err(BoundError::NotATime { time, .. }) => {
            (format!("{} is not a time of day", shown(&time)), "write it as in -1d@21:00")
        }
    };
    f.refuse(r, text.at, key, what, instead);
    None
}

/// Anchor, `from` and `until` of a table. `default` is its anchor where it gives none.
pub(super) fn window(
    r: &mut Refusals,
    f: &Fields<'_, '_>,
    default: Option<Anchor>,
    treatment_day: u8,
) -> Window {
    let mut anchor = f.choice(r, "anchor", &ANCHORS).map(|found| found.value);
    if f.find("anchor").is_none() {
        anchor = default;
        if default.is_none() {
            let instead = "write session, between-sessions, before-session, final-session or always";
            f.missing(r, "anchor", instead);
        }
    }
    let from = f.text(r, "from");
    let until = f.text(r, "until");
    if anchor == Some(Anchor::Always) {
        for (key, found) in [("from", &from), ("until", &until)] {
            if let Some(found) = found {
                let instead = "leave it out, or anchor it to a session";
                f.refuse(r, found.at, key, "`always` counts from nothing: it has no bounds", instead);
            }
        }
        return Window { anchor: Anchor::Always, from: None, until: None };
    }
    let read = |r: &mut Refusals, key, found: Option<&Found<String>>| {
        let text = found?;
        let bound = parsed::<Bound>(r, f, key, text, BOUNDS)?;
        check(&bound, key, anchor, treatment_day)
            .map_err(|(what, instead)| f.refuse(r, text.at, key, what, instead))
            .ok()?;
        Some(bound)
    };
    let start = read(r, "from", from.as_ref());
    let unstated = until.as_ref().is_some_and(|text| text.value == "unstated");
    let end = if unstated { None } else { read(r, "until", until.as_ref()) };
    if anchor == Some(Anchor::BeforeSession) && f.find("from").is_none() {
        f.missing(r, "from", "say from when before a session it holds, for instance -7d");
    }
    let window = Window {
        anchor: anchor.unwrap_or(Anchor::Session),
        from: start,
        until: if unstated { Some(Until::Unstated) } else { end.map(Until::Bound) },
    };
    // Where a bound was refused it is not known what the window would be.
    let whole = anchor.is_some()
        && start.is_some() == from.is_some()
        && (end.is_some() || unstated) == until.is_some();
    if whole && is_empty(&window, treatment_day) {
        let (key, at) = until
            .map(|text| ("until", text.at))
            .or(from.map(|text| ("from", text.at)))
            .unwrap_or(("from", f.at));
        let what = "the window is empty: it ends before it begins, whatever the session";
        f.refuse(r, at, key, what, "write an `until` that is later than `from`");
    }
    window
}

/// `usually = "7d..10d"`, a range whose sides are bounds of their own.
pub(super) fn usually(
    r: &mut Refusals,
    f: &Fields<'_, '_>,
    anchor: Anchor,
    treatment_day: u8,
) -> Option<Usually> {
    let text = f.text(r, "usually")?;
    if anchor == Anchor::Always {
        let what = "`always` counts from nothing: it has no bounds";
        f.refuse(r, text.at, "usually", what, "leave it out, or anchor it to a session");
        return None;
    }
    let bound = parsed::<Bound>(r, f, "usually", &text, BOUNDS)?;
    if let Err((what, instead)) = check(&bound, "usually", Some(anchor), treatment_day) {
        f.refuse(r, text.at, "usually", what, instead);
        return None;
    }
    Some(Usually { first: Bound::exact(bound.first), last: Bound::exact(bound.last) })
}

/// What an anchor does not allow about a bound.
fn check(
    bound: &Bound,
    key: &str,
    anchor: Option<Anchor>,
    treatment_day: u8,
) -> Result<(), (String, &'static str)> {
    let text = shown(&bound.to_string());
    if bound.after && key != "from" {
        return Err((
            format!("{text} is where a window begins"),
            "`after` stands on `from` only: leave it out",
        ));
    }
    if reversed(bound) {
        return Err((format!("the range {text} runs backwards"), "write its earlier side first"));
    }
    let Some(anchor) = anchor else { return Ok(()) };
    for point in [bound.first, bound.last] {
        match (point, anchor) {
            (Point::SheetDay(_), Anchor::BeforeSession) => {
                return Err((
                    format!("{text} counts from a treatment day"),
                    "before a session write for instance -7d",
                ));
            }
            (Point::SheetDay(day), _) if day < i64::from(treatment_day) => {
                return Err((
                    format!("{text} lies before the treatment day, which this sheet numbers {treatment_day}"),
                    "write a later day, or check `sheet.treatment_day`",
                ));
            }
            (
                Point::Length(Length { count, .. }) | Point::Clock { days: count, .. },
                Anchor::BeforeSession,
            ) if count > 0 => {
                return Err((
                    format!("{text} lies after the session begins"),
                    "before a session write for instance -7d",
                ));
            }
            (Point::Clock { .. }, anchor) if anchor != Anchor::BeforeSession => {
                return Err((
                    format!("{text} is a time of day, and this anchor counts from a session's end"),
                    "write days or hours; times of day stand on before-session only",
                ));
            }
            (Point::Length(Length { count, .. }), anchor) if count < 0 && anchor != Anchor::BeforeSession => {
                return Err((
                    format!("{text} lies before the anchor"),
                    "write a length without a minus, or anchor it to before-session",
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether a range of one unit runs from the later to the earlier. Of two units only a session can tell.
fn reversed(bound: &Bound) -> bool {
    match (bound.first, bound.last) {
        (Point::Length(first), Point::Length(last)) => first.unit == last.unit && first.count > last.count,
        (Point::SheetDay(first), Point::SheetDay(last)) => first > last,
        (Point::Clock { days, time }, Point::Clock { days: last_days, time: last_time }) => {
            (days, time) > (last_days, last_time)
        }
        _ => false,
    }
}

/// Whether a window is empty for every session, in both readings of fuzzy bounds.
///
/// A window moves with the hour at which its session ends, most at the two ends of the day; and where months or
/// years meet another unit, with their lengths. So it is tried at both ends of the day, and over years with and
/// without a 29th of February, turns of centuries among them.
fn is_empty(window: &Window, treatment_day: u8) -> bool {
    let calendar = |bound: &Bound| {
        [bound.first, bound.last]
            .iter()
            .any(|point| matches!(point, Point::Length(Length { unit: Unit::Months | Unit::Years, .. })))
    };
    let until = match &window.until {
        Some(Until::Bound(bound)) => Some(bound),
        Some(Until::Unstated) | None => None,
    };
    let fuzzy = window.from.iter().chain(until).any(Bound::is_fuzzy);
    let sides: &[Side] = if fuzzy { &[Side::Earlier, Side::Later] } else { &[Side::Earlier] };
    let varies = window.from.iter().chain(until).any(calendar);
    // The first date alone where dates are all alike.
    let dates = dates().take(if varies { usize::MAX } else { 1 });
    !dates.flat_map(|date| day_ends(date).map(|instant| (date, instant))).any(|(day, instant)| {
        let origin = Origin { instant, day, zone: Tz::UTC, treatment_day };
        sides.iter().any(|side| fills(window, until, &origin, *side))
    })
}

fn fills(window: &Window, until: Option<&Bound>, origin: &Origin, side: Side) -> bool {
    let ends = until.map_or(Instant::MAX, |bound| origin.ends(bound, side));
    let begins = window.from.as_ref().map_or(Instant::MIN, |bound| origin.begins(bound, side));
    if window.anchor == Anchor::BeforeSession {
        // It ends with the session's start at the latest.
        begins < ends.min(origin.instant)
    } else {
        // It begins with the session's start at the earliest: here eight hours before its end.
        begins.max(origin.instant.plus_hours(-8)) < ends
    }
}

/// Dates that between them have months and years of every length ahead of them and behind them.
fn dates() -> impl Iterator<Item = NaiveDate> {
    let years = [2027, 2028, 1904, 2096, 2097];
    let months = years.into_iter().flat_map(|year| (1..=12).map(move |month| (year, month)));
    months.flat_map(|(year, month)| {
        [1, 28, 29, 30, 31].into_iter().filter_map(move |day| NaiveDate::from_ymd_opt(year, month, day))
    })
}

/// The first and the last instant of a date.
fn day_ends(date: NaiveDate) -> [Instant; 2] {
    let first = day_start(Tz::UTC, date);
    [first, first.plus_hours(24).plus_micros(-1)]
}
