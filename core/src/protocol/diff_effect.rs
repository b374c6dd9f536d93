//! Whether one change of a rule lets a client do more or less, where it can be told from that change alone.
//!
//! A permission that is added or taken away tells nothing by itself: before it begins it forbids. Not for: what a
//! client may do under either sheet (`aftercare` answers that).

use std::cmp::Ordering;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::diff::Effect;
use super::origin::{Origin, Side};
use super::sheet::{Anchor, Gate, Meanwhile, Rule, Sheet, Until, Verdict};
use crate::time::{Instant, day_start};

/// What a rule's being there does: a ban forbids.
pub(super) fn of_ban(verdict: Verdict) -> Option<Effect> {
    (!verdict.permits()).then_some(Effect::Tighter)
}

/// What a step in the order of restriction does.
pub(super) fn of_order<T: Ord + Copy>(old: T, new: T) -> Option<Effect> {
    match old.cmp(&new) {
        Ordering::Less => Some(Effect::Tighter),
        Ordering::Equal => None,
        Ordering::Greater => Some(Effect::Looser),
    }
}

/// What it does that a list has more, or fewer, of what restricts a client.
pub(super) fn of_more<T: PartialEq>(old: &[T], new: &[T]) -> Option<Effect> {
    let within = |one: &[T], other: &[T]| one.iter().all(|entry| other.contains(entry));
    match (within(old, new), within(new, old)) {
        (true, false) => Some(Effect::Tighter),
        (false, true) => Some(Effect::Looser),
        _ => None,
    }
}

/// What the change of one key of a rule does.
pub(super) fn of_rule(
    field: &str,
    (old, old_sheet): (&Rule, &Sheet),
    (new, new_sheet): (&Rule, &Sheet),
) -> Option<Effect> {
    let verdict = new.verdict;
    if field == "verdict" {
        // Beside another change of when or for whom it holds, the verdicts alone tell nothing.
        let same = old.activities == new.activities
            && old.window == new.window
            && old.audience == new.audience
            && old.gate == new.gate
            && old_sheet.treatment_day == new_sheet.treatment_day;
        return if same { of_order(old.verdict, new.verdict) } else { None };
    }
    if old.verdict != new.verdict || old.window.anchor != new.window.anchor {
        return None;
    }
    let ban = of_ban(verdict);
    let longer = ban.unwrap_or(Effect::Looser);
    match field {
        "activities" => ban.and(of_more(&old.activities, &new.activities)),
        "conditions" => of_more(&old.conditions, &new.conditions),
        "from" => {
            let begins = |rule: &Rule, origin: &Origin, side| {
                rule.window.from.as_ref().map_or(Instant::MIN, |from| origin.begins(from, side))
            };
            match compared((old, old_sheet), (new, new_sheet), begins)? {
                Ordering::Less => Some(longer.opposite()),
                Ordering::Equal => None,
                Ordering::Greater => Some(longer),
            }
        }
        "until" => {
            let ends = |rule: &Rule, origin: &Origin, side| match &rule.window.until {
                Some(Until::Bound(until)) => origin.ends(until, side),
                Some(Until::Unstated) | None => Instant::MAX,
            };
            match compared((old, old_sheet), (new, new_sheet), ends)? {
                Ordering::Less => Some(longer),
                Ordering::Equal => None,
                Ordering::Greater => Some(longer.opposite()),
            }
        }
        "unless" | "before_state" => match (&old.gate, &new.gate) {
            (None, Some(_)) => Some(Effect::Tighter),
            (Some(_), None) => Some(Effect::Looser),
            _ => None,
        },
        "hold" => of_hold(old.gate.as_ref()?, new.gate.as_ref()?),
        "then" => of_order(silence(old, old_sheet), silence(new, new_sheet)),
        "meanwhile" => of_order(meanwhile(old), meanwhile(new)),
        "only_for" => match (old.audience.only_for.is_empty(), new.audience.only_for.is_empty()) {
            (true, false) => ban.map(Effect::opposite),
            (false, true) => ban,
            _ => ban.and(of_more(&old.audience.only_for, &new.audience.only_for)),
        },
        "not_for" => ban.and(of_more(&old.audience.not_for, &new.audience.not_for)).map(Effect::opposite),
        _ => None,
    }
}

/// How the same bound of two rules compares, if it does so whenever in the day a session is, and in both readings.
fn compared(
    (old, old_sheet): (&Rule, &Sheet),
    (new, new_sheet): (&Rule, &Sheet),
    at: impl Fn(&Rule, &Origin, Side) -> Instant,
) -> Option<Ordering> {
    let day = NaiveDate::from_ymd_opt(2026, 5, 12)?;
    let midnight = day_start(Tz::UTC, day);
    let mut all = Ordering::Equal;
    for instant in [midnight, midnight.plus_hours(24).plus_micros(-1)] {
        for side in [Side::Earlier, Side::Later] {
            let of = |rule, sheet: &Sheet| {
                at(rule, &Origin { instant, day, zone: Tz::UTC, treatment_day: sheet.treatment_day }, side)
            };
            let this = of(old, old_sheet).cmp(&of(new, new_sheet));
            if this.is_ne() && all == this.reverse() {
                return None;
            }
            all = all.then(this);
        }
    }
    Some(all)
}

fn of_hold(old: &Gate, new: &Gate) -> Option<Effect> {
    let (Gate::Hold { seen: old_seen, earlier: a, later: b }, Gate::Hold { seen, earlier, later }) =
        (old, new)
    else {
        return None;
    };
    let states = of_more(old_seen, seen);
    let hours = [of_order(a, earlier), of_order(b, later)];
    let mut told = [states, hours[0], hours[1]].into_iter().flatten();
    let first = told.next()?;
    told.all(|other| other == first).then_some(first)
}

/// What a rule leaves once it has run out.
fn silence(rule: &Rule, sheet: &Sheet) -> Verdict {
    rule.then.unwrap_or(if rule.verdict.permits() { Verdict::Ask } else { sheet.silence })
}

/// What a rule says until the final session has begun, from silent to `no`.
fn meanwhile(rule: &Rule) -> u8 {
    if rule.window.anchor != Anchor::FinalSession {
        return 0;
    }
    match rule.meanwhile {
        Some(Meanwhile::Nothing) => 0,
        Some(Meanwhile::Ask) => 1,
        None if rule.verdict == Verdict::Ask => 1,
        Some(Meanwhile::No) | None => 2,
    }
}
