//! The photos that a course asks for: which were taken, which are due, which were missed.
//!
//! Before the first session; on the sheet's photo days after each, where it names none on days 0, 6 and 10; the healed
//! result in the week before the next session; a month after the final one, then yearly (`photos.md`, "Progress").
//! A shot may be taken a while after its day: its window is as long again as a third of its day number, a day at
//! least, and ends where the next begins. Not for: reminding (`reminders`), or words.

use chrono::NaiveDate;
use chrono_tz::Tz;
use uuid::Uuid;

use super::angle::Angle;
use super::taken::{TakenPhoto, moments};
use crate::course::{Course, Session, final_session};
use crate::time::{Instant, plus_days, plus_months};

/// Day numbers on which a photo is due where the sheet names none.
pub const DEFAULT_DAYS: [u32; 3] = [0, 6, 10];
/// After the final session one more.
pub const FINAL_DAY: u32 = 30;
/// Nobody is asked for photos for longer than this after the final session.
pub const MOST_YEARS: u32 = 10;

/// Days before a session within which its skin is photographed as the healed result.
const HEALED_DAYS: i64 = 7;
/// Days for which a yearly photo stays due.
const YEARLY_DAYS: i64 = 30;

/// What a shot is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// The head before the first session.
    Before,
    /// Some days after a session.
    Day {
        /// The session's number.
        session: u32,
        /// Days since its day 0.
        day: u32,
    },
    /// The healed result of a session, just before the next one.
    Healed {
        /// The number of the session that healed.
        session: u32,
    },
    /// Years after the final session.
    Year {
        /// How many.
        years: u32,
    },
}

/// How it stands with a shot of one angle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShotStatus {
    /// It is there: the photo that stands for it.
    Taken(Uuid),
    /// Its window is open.
    Due,
    /// Its window closed without it.
    Missed,
    /// Its window is still to come.
    Later,
}

/// One occasion, and how it stands with each angle.
#[derive(Debug, Clone, PartialEq)]
pub struct Shot {
    /// What it is of.
    pub occasion: Occasion,
    /// The first date of its window; `None`: from the beginning.
    pub from: Option<NaiveDate>,
    /// The last date of its window.
    pub to: NaiveDate,
    /// The angles, sides first.
    pub angles: Vec<(Angle, ShotStatus)>,
}

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct ShotsInput<'a> {
    /// The sessions.
    pub course: &'a Course,
    /// The sheet's photo days; may be empty.
    pub photo_days: &'a [u32],
    /// The photos that are kept.
    pub photos: &'a [TakenPhoto],
    /// The zone the client is in.
    pub zone: Tz,
    /// The present moment.
    pub now: Instant,
}

/// A window, with the instant before which its photos have to be taken, where that is not the end of a day.
struct Window {
    occasion: Occasion,
    from: Option<NaiveDate>,
    to: NaiveDate,
    zone: Tz,
    before: Instant,
    after: Instant,
}

/// The shots of a course, by time. Those of sessions that are only planned are left out, but for the healed result that
/// comes before one. Of the yearly ones those that have begun, and the next.
pub fn shots(input: &ShotsInput<'_>) -> Vec<Shot> {
    let angles = angles(input.photos);
    let mut shots: Vec<Shot> = windows(input).iter().map(|window| window.shot(input, &angles)).collect();
    shots.sort_by_key(|shot| (shot.from, shot.to));
    shots
}

/// The five sides, and the zones that were ever photographed.
fn angles(photos: &[TakenPhoto]) -> Vec<Angle> {
    let zones = photos.iter().map(|photo| photo.angle.clone()).filter(Angle::is_zone);
    let mut angles: Vec<Angle> = Angle::sides().chain(zones).collect();
    angles.sort();
    angles.dedup();
    angles
}

fn windows(input: &ShotsInput<'_>) -> Vec<Window> {
    let sessions = input.course.sessions();
    let zone_of = |session: &Session| session.zone.unwrap_or(input.zone);
    let mut windows = Vec::new();
    if let Some(first) = sessions.first() {
        windows.push(Window {
            occasion: Occasion::Before,
            from: None,
            to: first.start.date_in(zone_of(first)),
            zone: zone_of(first),
            before: first.start,
            after: Instant::MIN,
        });
    }
    for (place, session) in sessions.iter().enumerate() {
        let next = sessions.get(place + 1);
        if session.done {
            after_session(input, session, next, &mut windows);
        }
        if let Some(next) = next.filter(|_| session.done) {
            let zone = zone_of(next);
            let to = next.start.date_in(zone);
            windows.push(Window {
                occasion: Occasion::Healed { session: session.number },
                from: Some(plus_days(to, -HEALED_DAYS)),
                to,
                zone,
                before: next.start,
                after: session.end,
            });
        }
    }
    windows
}

/// The photo days of one session, and what follows a final one.
fn after_session(input: &ShotsInput<'_>, session: &Session, next: Option<&Session>, into: &mut Vec<Window>) {
    let zone = session.zone.unwrap_or(input.zone);
    let day_0 = session.end.date_in(zone);
    let before = next.map_or(Instant::MAX, |next| next.start);
    let is_final = final_session(input.course, input.now).is_some_and(|last| last.number == session.number);
    let mut days: Vec<u32> =
        if input.photo_days.is_empty() { DEFAULT_DAYS.to_vec() } else { input.photo_days.to_vec() };
    days.extend(is_final.then_some(FINAL_DAY));
    days.sort_unstable();
    days.dedup();
    for (place, &day) in days.iter().enumerate() {
        let slack = i64::from((day / 3).max(1));
        let last = days.get(place + 1).map_or(i64::MAX, |next| i64::from(*next) - 1);
        let from = plus_days(day_0, i64::from(day));
        if from.signed_duration_since(before.date_in(zone)).num_days() >= 0 && next.is_some() {
            continue; // the next session came first
        }
        into.push(Window {
            occasion: Occasion::Day { session: session.number, day },
            from: Some(from),
            to: plus_days(day_0, (i64::from(day) + slack).min(last)),
            zone,
            before,
            after: session.start,
        });
    }
    if is_final {
        let today = input.now.date_in(zone);
        let year =
            |years: u32| plus_months(day_0, i32::try_from(years.saturating_mul(12)).unwrap_or(i32::MAX));
        let begun = (1..=MOST_YEARS).take_while(|years| year(*years) <= today).count();
        for years in (1..=MOST_YEARS).take(begun + 1) {
            into.push(Window {
                occasion: Occasion::Year { years },
                from: Some(year(years)),
                to: plus_days(year(years), YEARLY_DAYS),
                zone,
                before,
                after: session.end,
            });
        }
    }
}

impl Window {
    fn holds(&self, at: Instant) -> bool {
        let date = at.date_in(self.zone);
        self.from.is_none_or(|from| from <= date) && date <= self.to && self.after <= at && at < self.before
    }

    fn shot(&self, input: &ShotsInput<'_>, angles: &[Angle]) -> Shot {
        let today = input.now.date_in(self.zone);
        let mine: Vec<TakenPhoto> =
            input.photos.iter().filter(|photo| self.holds(photo.taken)).cloned().collect();
        let moments = moments(&mine);
        let open = self.holds(input.now);
        let status = |angle: &Angle| {
            if let Some(moment) = moments.iter().find(|moment| moment.angle == *angle) {
                return ShotStatus::Taken(moment.stands.id);
            }
            if open {
                ShotStatus::Due
            } else if self.from.is_some_and(|from| from > today) {
                ShotStatus::Later
            } else {
                ShotStatus::Missed
            }
        };
        let angles = angles.iter().map(|angle| (angle.clone(), status(angle))).collect();
        Shot { occasion: self.occasion, from: self.from, to: self.to, angles }
    }
}
