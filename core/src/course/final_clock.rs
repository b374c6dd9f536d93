//! The final clock: when the last wait that hangs on the final session ends.
//!
//! Not for: what is allowed meanwhile (`aftercare`), or the touch-up years later (`course::touch_up`).

use chrono_tz::Tz;

use super::plan::final_session;
use super::session::Course;
use crate::protocol::{Anchor, Origin, Sheet, Side, Until, Verdict};
use crate::time::Instant;

/// The first instant at which no `no` of the final session's own rules holds any more: of those in the session's zone
/// and in `zone`, the later.
///
/// `None` while the final session is not known, where the sheet has no such rule for this client, and where it gives
/// one no end, or lets the skin decide it: then no moment can be named.
pub fn final_clock(
    sheet: &Sheet,
    course: &Course,
    client: &[String],
    zone: Tz,
    now: Instant,
) -> Option<Instant> {
    let last = final_session(course, now)?;
    let own = last.zone.unwrap_or(zone);
    let day = last.end.date_in(own);
    let ends = |bound, zone| {
        let origin = Origin { instant: last.end, day, zone, treatment_day: sheet.treatment_day };
        origin.ends(bound, Side::Later)
    };
    let bans = sheet.rules.iter().filter(|rule| {
        rule.window.anchor == Anchor::FinalSession
            && rule.verdict == Verdict::No
            && rule.audience.fits(client)
    });
    let ends = bans.map(|rule| match (&rule.window.until, &rule.gate) {
        (Some(Until::Bound(bound)), None) => Some(ends(bound, own).max(ends(bound, zone))),
        _ => None,
    });
    ends.collect::<Option<Vec<Instant>>>()?.into_iter().max()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at, course, done};
    use super::*;
    use crate::protocol::builtin;

    fn seed() -> Sheet {
        Sheet::read(builtin("scalp-envy").unwrap()).unwrap()
    }

    #[test]
    fn it_runs_from_the_final_session_once_that_is_known() {
        let now = at("2026-06-30T09:00:00+01:00");
        let held = done("2026-06-12T16:00:00+01:00").zoned(Tz::Europe__London);
        let clock = |sessions: &[_], zone| final_clock(&seed(), &course(sessions), &[], zone, now);
        assert_eq!(clock(&[held], Tz::Europe__London), None);
        // Thirty days after 12 June: the first instant of 13 July.
        let over = Some(at("2026-07-13T00:00:00+01:00"));
        assert_eq!(clock(&[held.last()], Tz::Europe__London), over);
        assert_eq!(clock(&[held.last()], Tz::Asia__Tokyo), over, "Tokyo's day begins earlier");
        let later = Some(at("2026-07-13T00:00:00-07:00"));
        assert_eq!(clock(&[held.last()], Tz::America__Los_Angeles), later, "the later of two zones");
    }

    #[test]
    fn a_ban_without_an_end_leaves_no_moment_to_name() {
        let mut sheet = seed();
        let ban = sheet.rules.iter_mut().find(|rule| rule.window.anchor == Anchor::FinalSession).unwrap();
        ban.window.until = Some(Until::Unstated);
        let held = done("2026-06-12T16:00:00+01:00").last();
        let now = at("2026-06-30T09:00:00+01:00");
        assert_eq!(final_clock(&sheet, &course(&[held]), &[], Tz::Europe__London, now), None);
    }
}
