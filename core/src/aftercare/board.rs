//! The board: every answer at one moment, with the duties, what is normal to see, and what is not.
//!
//! Not for: the order in which a shell shows it (`companion`).

use crate::time::Instant;

use super::answer::Answer;
use super::compiled::Compiled;
use super::moment::Moment;
use super::rulebook::ActivityIndex;
use super::statement::SignInForce;

/// All answers at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// Days since the current session's day 0, in that session's own zone; none before the first session.
    pub day: Option<i64>,
    /// The number of the current session; none before the first.
    pub session: Option<u32>,
    /// One for each activity that rules name or the sheet declares.
    pub answers: Vec<(ActivityIndex, Answer)>,
    /// Duties that are due, as places in the sheet.
    pub duties: Vec<usize>,
    /// What is normal to see, as places in the sheet.
    pub expectations: Vec<usize>,
    /// Warning signs in force.
    pub signs: Vec<SignInForce>,
}

impl Compiled {
    /// The board at a moment.
    pub fn board(&self, at: Instant) -> Board {
        let situation = self.situation();
        let moment = Moment::new(situation, at);
        let answer = |&activity: &ActivityIndex| (activity, self.answer_at(activity, &moment));
        Board {
            day: self.day(at),
            session: situation.course().current(at).map(|session| session.number),
            answers: self.on_board().iter().map(answer).collect(),
            duties: self.duties_at(&moment),
            expectations: self.expectations(&moment),
            signs: self.signs(&moment),
        }
    }

    /// The day number at a moment: calendar days from the date on which the current session ended, in its own
    /// zone. Before midnight, a session that ends past it is at day -1: day 0 is the date on which it ends.
    pub fn day(&self, at: Instant) -> Option<i64> {
        let situation = self.situation();
        let session = situation.course().current(at)?;
        let zone = situation.frame().own_zone(session);
        Some((at.date_in(zone) - session.end.date_in(zone)).num_days())
    }
}
