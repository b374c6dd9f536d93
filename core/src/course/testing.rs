//! Sessions and a sheet for the tests of this room, in few words.
//!
//! Not for: the sheet that ships (`protocol` has it built in); this one holds only what a course reads.

use super::session::{Course, LoggedSession, Timing};
use crate::protocol::{
    Anchor, Audience, Duty, Every, Hours, LengthRange, Provenance, Rule, SessionPlan, Sheet, Stop, Until,
    Verdict, Window,
};
use crate::time::Instant;

pub fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// A session that was held and ended then.
pub fn done(ended: &str) -> LoggedSession {
    logged(Timing::Done { started: None, ended: at(ended) })
}

/// A session that is to begin then.
pub fn planned(starts: &str) -> LoggedSession {
    logged(Timing::Planned { starts: at(starts), ends: None })
}

pub fn logged(timing: Timing) -> LoggedSession {
    LoggedSession { timing, zone: None, is_final: false, touch_up: false }
}

impl LoggedSession {
    pub(super) fn last(self) -> Self {
        Self { is_final: true, ..self }
    }

    pub(super) fn touch_up(self) -> Self {
        Self { touch_up: true, ..self }
    }

    pub(super) fn zoned(self, zone: chrono_tz::Tz) -> Self {
        Self { zone: Some(zone), ..self }
    }
}

pub fn course(sessions: &[LoggedSession]) -> Course {
    Course::new(sessions, false, &seed()).unwrap()
}

pub fn complete(sessions: &[LoggedSession]) -> Course {
    Course::new(sessions, true, &seed()).unwrap()
}

/// `min`, `usual`, `max`; an empty text for what is missing.
pub fn range(min: &str, usual: &str, max: &str) -> LengthRange {
    let length = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
    LengthRange { min: length(min), usual: length(usual), max: length(max) }
}

pub fn quoted(quote: &str) -> Provenance {
    Provenance { quote: Some(quote.to_owned()), ..Provenance::default() }
}

pub fn session_plan(number: u32, gap: LengthRange) -> SessionPlan {
    SessionPlan {
        number,
        gap,
        hours: Hours::default(),
        agenda: Vec::new(),
        bring: Vec::new(),
        provenance: quoted("its own words"),
    }
}

/// A window that hangs on `anchor`; an empty `until` for one without.
pub fn window(anchor: Anchor, from: &str, until: &str) -> Window {
    Window {
        anchor,
        from: Some(from.parse().unwrap()),
        until: (!until.is_empty()).then(|| Until::Bound(until.parse().unwrap())),
    }
}

pub fn rule(id: &str, window: Window) -> Rule {
    Rule {
        id: id.to_owned(),
        activities: vec!["alcohol".to_owned()],
        verdict: Verdict::No,
        conditions: Vec::new(),
        window,
        then: None,
        meanwhile: None,
        instead: None,
        consequence: Some("the visit is moved".to_owned()),
        audience: Audience::default(),
        gate: None,
        provenance: quoted(id),
    }
}

pub fn duty(id: &str, window: Window) -> Duty {
    Duty {
        id: id.to_owned(),
        task: id.to_owned(),
        activity: None,
        every: Every::Day,
        window,
        until_state: None,
        instead: None,
        consequence: None,
        audience: Audience::default(),
        provenance: quoted(id),
    }
}

/// The seed's figures: 3 sessions, 4 at the most, 14 to 21 days apart, a touch-up after 2 to 5 years.
pub fn seed() -> Sheet {
    let mut sheet = Sheet {
        id: "seed".to_owned(),
        revision: 1,
        title: None,
        studio: None,
        language: "en".to_owned(),
        treatment_day: 0,
        silence: Verdict::Yes,
        notice: None,
        provenance: Provenance::default(),
        course: crate::protocol::CoursePlan {
            usual_sessions: Some(3),
            most_sessions: Some(4),
            gap: range("14d", "14d", "21d"),
            hours: Hours { min: Some(2.0), max: Some(7.0) },
            touch_up: range("2y", "", "5y"),
            photo_days: Vec::new(),
            provenance: quoted("14-21 days apart"),
        },
        sessions: vec![session_plan(3, range("", "21d", ""))],
        activities: Vec::new(),
        rules: Vec::new(),
        duties: Vec::new(),
        stops: vec![Stop { reason: "sunburn".to_owned(), provenance: quoted("sunburn") }],
        expectations: Vec::new(),
        states: Vec::new(),
        attributes: Vec::new(),
        signs: Vec::new(),
    };
    sheet.sessions[0].agenda = vec!["finishing touches".to_owned()];
    sheet.sessions[0].bring = vec!["a hat".to_owned()];
    sheet
}
