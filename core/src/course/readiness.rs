//! What a client has to do, leave and bring for the next session, and what would keep it from going ahead.
//!
//! Not for: answering whether an activity is allowed today (`aftercare` weighs these rules against all others).
//! A duty that names an activity is not due while the answer for it is `no`: whoever shows the list asks.

use chrono_tz::Tz;

use super::plan::counted;
use super::session::{Course, Session, SkinReport};
use crate::protocol::{
    Anchor, Audience, Duty, Origin, Provenance, Rule, SessionPlan, Sheet, Side, Stop, Until, Window,
};
use crate::time::Instant;

/// The readiness list of one session.
#[derive(Debug, Clone, PartialEq)]
pub struct Readiness<'s> {
    /// The session it is for.
    pub session: Session,
    /// Its number, counted from 1 without touch-ups; `None` for a touch-up.
    pub number: Option<u32>,
    /// What to do and to leave, by when it begins; what begins together in sheet order, rules first.
    pub items: Vec<ReadyItem<'s>>,
    /// What would keep it from going ahead, in sheet order.
    pub stops: Vec<ReadyStop<'s>>,
    /// What the sheet says about this very session: see [`Self::agenda`] and [`Self::bring`].
    pub plan: Option<&'s SessionPlan>,
    /// `Session::number` of the session before, whose healed result is to be photographed for this one; `None`
    /// for the first of all.
    pub healed_photo_of: Option<u32>,
}

/// A rule or a duty of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadyItem<'s> {
    /// Which one.
    pub what: ReadyWhat<'s>,
    /// The instant at which it begins; the earlier one of a fuzzy bound.
    pub begins: Instant,
    /// The first instant that no longer belongs, the session's start at the latest; the later one of a fuzzy bound.
    pub ends: Instant,
    /// Where that leaves it now.
    pub phase: ReadyPhase,
}

/// What an item of the list is; conditions and words stand in the sheet's own record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadyWhat<'s> {
    /// A `before-session` rule.
    Rule(&'s Rule),
    /// A `before-session` duty.
    Duty(&'s Duty),
}

/// Whether an item has begun, and whether it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadyPhase {
    /// It begins later.
    Ahead,
    /// It holds now.
    Active,
    /// It has run out before the session.
    Over,
}

/// Something that would keep a session from going ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadyStop<'s> {
    /// Its reason, with the studio's words.
    pub stop: &'s Stop,
    /// Whether the client's newest report on a skin state of that name, since the last session that was held began,
    /// says *seen*.
    pub reported: bool,
}

impl<'s> Readiness<'s> {
    /// What is to happen at the session, in the sheet's words.
    pub fn agenda(&self) -> &'s [String] {
        self.plan.map_or(&[], |plan| &plan.agenda)
    }

    /// What to bring to it, in the sheet's words.
    pub fn bring(&self) -> &'s [String] {
        self.plan.map_or(&[], |plan| &plan.bring)
    }
}

impl<'s> ReadyItem<'s> {
    /// What the studio says happens otherwise.
    pub fn consequence(&self) -> Option<&'s str> {
        match self.what {
            ReadyWhat::Rule(rule) => rule.consequence.as_deref(),
            ReadyWhat::Duty(duty) => duty.consequence.as_deref(),
        }
    }

    /// What is possible in place of it.
    pub fn instead(&self) -> Option<&'s str> {
        match self.what {
            ReadyWhat::Rule(rule) => rule.instead.as_deref(),
            ReadyWhat::Duty(duty) => duty.instead.as_deref(),
        }
    }

    /// The studio's words, their place, or why it was inferred.
    pub fn provenance(&self) -> &'s Provenance {
        match self.what {
            ReadyWhat::Rule(rule) => &rule.provenance,
            ReadyWhat::Duty(duty) => &duty.provenance,
        }
    }
}

/// The readiness list for the next session: the first that starts after `now`, touch-up or not. `None` where none
/// is planned.
///
/// `client` are the client's attributes; rules and duties for others are left out, and so are those whose window is
/// empty. Reports made after `now` are not known yet. `zone` stands in for the zone of a session that has none.
pub fn readiness<'s>(
    sheet: &'s Sheet,
    course: &Course,
    client: &[String],
    skin: &[SkinReport],
    zone: Tz,
    now: Instant,
) -> Option<Readiness<'s>> {
    let session = *course.sessions().iter().find(|session| session.start > now)?;
    let number =
        counted(course).find(|(_, counted)| counted.start == session.start).map(|(number, _)| number);
    let since = course.sessions().iter().rfind(|session| session.done && session.start <= now);
    let since = since.map(|held| held.start);
    let stop = |stop: &'s Stop| ReadyStop { stop, reported: is_reported(&stop.reason, skin, since, now) };
    Some(Readiness {
        session,
        number,
        items: items(sheet, &session, client, zone, now),
        stops: sheet.stops.iter().map(stop).collect(),
        plan: number.and_then(|number| sheet.session_plan(number)),
        healed_photo_of: course.current(now).map(|before| before.number),
    })
}

fn items<'s>(
    sheet: &'s Sheet,
    session: &Session,
    client: &[String],
    zone: Tz,
    now: Instant,
) -> Vec<ReadyItem<'s>> {
    // Its own zone alone: a traveller's other reading is not for `before-session`.
    let zone = session.zone.unwrap_or(zone);
    let day = session.start.date_in(zone);
    let origin = Origin { instant: session.start, day, zone, treatment_day: sheet.treatment_day };
    let item = |what, window: &Window, audience: &Audience| {
        let (begins, ends) = span(window, &origin)?;
        let phase = match now {
            now if now < begins => ReadyPhase::Ahead,
            now if now < ends => ReadyPhase::Active,
            _ => ReadyPhase::Over,
        };
        audience.fits(client).then_some(ReadyItem { what, begins, ends, phase })
    };
    let rules =
        sheet.rules.iter().filter_map(|rule| item(ReadyWhat::Rule(rule), &rule.window, &rule.audience));
    let duties =
        sheet.duties.iter().filter_map(|duty| item(ReadyWhat::Duty(duty), &duty.window, &duty.audience));
    let mut items: Vec<_> = rules.chain(duties).collect();
    items.sort_by_key(|item| item.begins);
    items
}

/// When a `before-session` window begins and ends; `None` for every other, and for one that holds no moment.
fn span(window: &Window, origin: &Origin) -> Option<(Instant, Instant)> {
    if window.anchor != Anchor::BeforeSession {
        return None;
    }
    // A sheet that was read has one: `before-session` needs `from`.
    let begins = origin.begins(window.from.as_ref()?, Side::Earlier);
    let ends = match &window.until {
        Some(Until::Bound(bound)) => origin.ends(bound, Side::Later).min(origin.instant),
        Some(Until::Unstated) | None => origin.instant,
    };
    (begins < ends).then_some((begins, ends))
}

/// As gates count reports, but that an unconfirmed session, which may not have been held, wipes none away: the
/// newest since the last one that was held began; of two at one instant, *seen* wins.
fn is_reported(state: &str, skin: &[SkinReport], since: Option<Instant>, now: Instant) -> bool {
    let names = |states: &[String]| states.iter().any(|name| name == state);
    skin.iter()
        .filter(|report| report.at <= now && since.is_none_or(|since| report.at >= since))
        .filter(|report| names(&report.seen) || names(&report.gone))
        .map(|report| (report.at, names(&report.seen)))
        .max()
        .is_some_and(|(_, seen)| seen)
}

#[cfg(test)]
#[path = "readiness_tests.rs"]
mod tests;
