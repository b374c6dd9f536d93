//! Reminders: what is to be sent, when, and under which id, for a shell to hand to its operating system.
//!
//! Pure: the course under its sheet, a moment and the client's choices in, a list out. A shell asks again whenever
//! something changes and compares by id. Quiet hours move a reminder to their end; where that would come too late,
//! each kind says what becomes of it (its own file). Not for: deciding what is allowed (`aftercare`), the words of a
//! notification (`wording`), or sending anything (the shells).

mod duties;
mod milestones;
mod outlook;
mod photos;
mod quiet;
mod readiness;
mod reminder;
mod visits;
mod wording;

use std::collections::HashSet;

pub use quiet::QuietHours;
pub(crate) use reminder::fingerprint;
pub use reminder::{
    MOST, PhotoDay, ReadinessWhat, Reminder, ReminderInput, ReminderKind, ReminderSettings, Visit,
};

pub use wording::Wording;
pub(crate) use wording::Wordsmith;

use crate::time::Instant;
use outlook::Outlook;

/// The next reminders after `now`, by time: at the most `most` of them, and never more than [`MOST`].
///
/// None lies in quiet hours. No two share an id. A permission is among them only where it holds whatever becomes of
/// planned sessions.
pub fn upcoming(
    input: &ReminderInput<'_>,
    now: Instant,
    most: usize,
    settings: &ReminderSettings,
) -> Vec<Reminder> {
    let mut reminders = all(input, now, settings.quiet);
    reminders.truncate(most.min(MOST));
    reminders
}

/// All reminders after `now` that can be planned, by time.
pub(crate) fn all(input: &ReminderInput<'_>, now: Instant, quiet: QuietHours) -> Vec<Reminder> {
    let outlook = Outlook::new(input, now, quiet);
    let mut reminders = visits::visits(&outlook);
    reminders.extend(readiness::items(&outlook));
    reminders.extend(milestones::milestones(&outlook));
    reminders.extend(duties::duties(&outlook));
    reminders.extend(photos::photos(&outlook));
    reminders.sort_by(|one, other| {
        (one.at, one.kind.rank(), &one.id).cmp(&(other.at, other.kind.rank(), &other.id))
    });
    tell_apart(&mut reminders);
    reminders
}

/// Two that share an id by what they are (a sheet may open the same thing twice within a second) are counted.
fn tell_apart(reminders: &mut [Reminder]) {
    let mut taken: HashSet<String> = HashSet::with_capacity(reminders.len());
    for reminder in reminders {
        let mut id = reminder.id.clone();
        let mut count = 1;
        while !taken.insert(id.clone()) {
            count += 1;
            id = format!("{}-{count}", reminder.id);
        }
        reminder.id = id;
    }
}
