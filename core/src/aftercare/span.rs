//! The instants of a window for one session, in one reading of zone and fuzzy bounds.
//!
//! Not for: whether the window's anchor speaks at a moment (`reading`), or what a gate makes of it (`gate`).

use chrono_tz::Tz;

use crate::course::Session;
use crate::protocol::{Anchor, Origin, Side, Until, Usually, Window};
use crate::time::Instant;

/// Whose days the day bounds of a session are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ZoneReading {
    /// The session's own zone.
    Session,
    /// The zone asked about.
    Asked,
}

/// The instants of one window, hung on one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// Where the window begins, never before its anchor begins to speak.
    pub begin: Instant,
    /// Where it ends by `until`; [`Instant::MAX`] where it is open.
    pub end: Instant,
    /// Where `until` is over, for `until_state`: [`Instant::MIN`] where no `until` is given.
    pub until_over: Instant,
    /// The first instant of `usually`; [`Instant::MIN`] without one.
    pub usually_first: Instant,
    /// The first instant after `usually`; [`Instant::MAX`] without one.
    pub usually_over: Instant,
}

/// What a sheet and a question fix for every span.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub treatment_day: u8,
    pub asked_zone: Tz,
}

impl Frame {
    /// The zone that a session's own date is taken in.
    pub fn own_zone(self, session: &Session) -> Tz {
        session.zone.unwrap_or(self.asked_zone)
    }

    /// The span of a window that hangs on `session`. For [`Anchor::Always`] this is the first session.
    pub fn span(
        self,
        window: &Window,
        usually: Option<&Usually>,
        session: &Session,
        zone: ZoneReading,
        side: Side,
    ) -> Span {
        let before = window.anchor == Anchor::BeforeSession;
        let own = self.own_zone(session);
        let instant = if before { session.start } else { session.end };
        let origin = Origin {
            instant,
            day: instant.date_in(own),
            // A before-session window is read in the session's own zone alone.
            zone: if zone == ZoneReading::Asked && !before { self.asked_zone } else { own },
            treatment_day: self.treatment_day,
        };
        let from = window.from.as_ref().map(|bound| origin.begins(bound, side));
        let until = match &window.until {
            None => None,
            Some(Until::Unstated) => Some(Instant::MAX),
            Some(Until::Bound(bound)) => Some(origin.ends(bound, side)),
        };
        let end = until.unwrap_or(Instant::MAX);
        let (begin, end) = if before {
            (from.unwrap_or(Instant::MIN), end.min(session.start))
        } else {
            (from.map_or(session.start, |from| from.max(session.start)), end)
        };
        Span {
            begin,
            end,
            until_over: until.unwrap_or(Instant::MIN),
            usually_first: usually.map_or(Instant::MIN, |range| origin.begins(&range.first, Side::Earlier)),
            usually_over: usually.map_or(Instant::MAX, |range| origin.ends(&range.last, Side::Later)),
        }
    }
}
