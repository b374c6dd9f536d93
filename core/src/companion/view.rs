//! What a screen shows, one record a screen: instants for what counts down, words for everything a client reads.
//!
//! Plain records without behaviour, so that they cross to any shell. Every sentence comes from the word catalogues
//! or from the sheet; what is inferred is marked. Not for: making them (`today`, `can`, `planner`, `course_screen`,
//! `sheet_screen`).

use chrono::NaiveDate;
use serde::Serialize;

use crate::protocol::Verdict;
use crate::time::Instant;

/// An activity, as a shell names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ActivityView {
    /// Its id, for asking about it.
    pub id: String,
    /// What a client reads.
    pub label: String,
}

/// The Today screen, and `stipple today`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TodayView {
    /// The moment it is about.
    pub at: Instant,
    /// The IANA zone that its words and dates are in.
    pub zone: String,
    /// "Day 4 after session 1 of 3".
    pub headline: String,
    /// "Scalp Envy · Tue 5 May, 09:00".
    pub beside: String,
    /// Days since the current session's day 0.
    pub day: Option<i64>,
    /// The number of the current session.
    pub session: Option<u32>,
    /// How many sessions the course has.
    pub sessions_planned: Option<u32>,
    /// A planned session that has begun and that nobody confirmed.
    pub unconfirmed: Option<UnconfirmedView>,
    /// What is closed first, by when it opens; then `yes_if`, `yes`, `ask`. Empty sections are left out.
    pub sections: Vec<SectionView>,
    /// What is to be done, worded.
    pub duties: Vec<StatementView>,
    /// What is normal to see.
    pub expect: Vec<StatementView>,
    /// What to look out for; what was reported comes first.
    pub signs: Vec<SignView>,
    /// What comes next, worded, nearest first.
    pub next: Vec<String>,
    /// What changes from now on, nearest first.
    pub changes: Vec<ChangeView>,
    /// The next session, where one is to come.
    pub next_session: Option<NextSessionView>,
    /// Days on which a photo is due, from today on.
    pub photos_due: Vec<PhotoDueView>,
}

/// "Did session 2 take place?"
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct UnconfirmedView {
    /// The number of the session.
    pub session: u32,
    /// The question.
    pub question: String,
    /// What counts until it is answered.
    pub note: String,
}

/// Activities that share a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SectionView {
    /// The verdict.
    pub verdict: Verdict,
    /// "Not yet".
    pub title: String,
    /// Its rows; the same moment stands once.
    pub rows: Vec<RowView>,
}

/// Activities that share a verdict and what is said of when it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct RowView {
    /// The activities.
    pub activities: Vec<ActivityView>,
    /// "rinse · shower".
    pub labels: String,
    /// What stands beside them, a line each: "from Thu 7 May", conditions, what it waits for. May be empty.
    pub lines: Vec<String>,
    /// What counts down, if anything does.
    pub deadline: Option<Instant>,
}

/// A duty or an expectation, worded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct StatementView {
    /// The duty's id; none for an expectation.
    pub id: Option<String>,
    /// "Sun cream, SPF 30 or higher, whenever outdoors".
    pub text: String,
    /// The studio's words and where they stand.
    pub reasons: ReasonsView,
}

/// A warning sign, worded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SignView {
    /// "Pus: Call your studio."
    pub text: String,
    /// The studio's words about it, where it has any.
    pub say: Option<String>,
    /// Whether the client reported it.
    pub reported: bool,
    /// The studio's words and where they stand.
    pub reasons: ReasonsView,
}

/// Where a sentence comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReasonsView {
    /// The studio's own words.
    pub quote: Option<String>,
    /// Where they stand.
    pub source: Option<String>,
    /// Why this is not in the sheet's own words.
    pub inferred: Option<String>,
}

/// A change to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ChangeView {
    /// When.
    pub at: Instant,
    /// The verdict from then on.
    pub verdict: Verdict,
    /// The ids of what changes to it. Each stands in a section of the board, with its label.
    pub activities: Vec<String>,
}

/// The next session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NextSessionView {
    /// Its number.
    pub number: u32,
    /// When it starts, if it is planned.
    pub starts: Option<Instant>,
    /// The first date that suits.
    pub earliest: Option<NaiveDate>,
    /// The last date that suits.
    pub latest: Option<NaiveDate>,
    /// "session 2: 15 to 22 May, not planned yet".
    pub text: String,
    /// What is to be said of a planned date outside the window.
    pub warning: Option<String>,
}

/// A photo to take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PhotoDueView {
    /// The session it follows.
    pub session: u32,
    /// The day number.
    pub day: u32,
    /// The date.
    pub date: NaiveDate,
}

/// One answer and its reason: a tapped row, and `stipple can`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CanView {
    /// The activity.
    pub activity: ActivityView,
    /// The moment asked about.
    pub at: Instant,
    /// The verdict.
    pub verdict: Verdict,
    /// "swim: not yet".
    pub headline: String,
    /// Until when, then what, what would have to happen first; a sentence each, the nearest first.
    pub lines: Vec<String>,
    /// What counts down, if anything does.
    pub deadline: Option<Instant>,
    /// The studio's words, where they stand, and whether it is inferred.
    pub reasons: ReasonsView,
    /// The same, worded for printing.
    pub reason_lines: Vec<String>,
}

/// From when: `stipple when`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct WhenView {
    /// The activity.
    pub activity: ActivityView,
    /// From when at least `yes_if`, for 24 hours or more.
    pub allowed: Option<Instant>,
    /// From when `yes`, for 24 hours or more.
    pub clear: Option<Instant>,
    /// The same in words.
    pub lines: Vec<String>,
}

/// The holiday planner: `stipple clear`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ClearView {
    /// "15 to 22 May".
    pub title: String,
    /// Whether every activity is allowed throughout.
    pub clear: bool,
    /// One for each activity.
    pub activities: Vec<ClearActivityView>,
    /// Which session dates still fit.
    pub fit: FitView,
    /// The same in words, a line each, after the title.
    pub lines: Vec<String>,
}

/// One activity over an interval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ClearActivityView {
    /// The activity.
    pub activity: ActivityView,
    /// The most restrictive verdict of the interval.
    pub verdict: Verdict,
    /// Day by day.
    pub days: Vec<ClearDayView>,
}

/// One day of an interval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ClearDayView {
    /// The date.
    pub date: NaiveDate,
    /// The most restrictive verdict of the day.
    pub verdict: Verdict,
    /// When it changes on that day.
    pub changes: Vec<Instant>,
    /// The rule that stands in the way.
    pub rule: Option<String>,
}

/// Which session dates still fit before or after an interval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct FitView {
    /// When each session that is left would start; none where nothing fits or nothing is to be said.
    pub dates: Option<Vec<Instant>>,
    /// The same in words, or why there are none.
    pub lines: Vec<String>,
}

/// The Course screen, and `stipple course show`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CourseView {
    /// "Day 4 after session 1 of 3".
    pub headline: String,
    /// The sheet it is under.
    pub sheet: SheetNameView,
    /// Whether the client said that it is complete.
    pub complete: bool,
    /// The consultation, worded.
    pub consultation: Option<String>,
    /// The sessions, by start.
    pub sessions: Vec<SessionView>,
    /// The next session.
    pub next_session: Option<NextSessionView>,
    /// The touch-up window, worded; the dates beside it.
    pub touch_up: Option<TouchUpView>,
    /// Everything else in words: sessions usual, the final session, its clock.
    pub lines: Vec<String>,
    /// Every activity of the board over time, for drawing.
    pub timeline: Vec<BarView>,
}

/// A sheet's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SheetNameView {
    /// Its id.
    pub id: String,
    /// Its revision.
    pub revision: u32,
    /// Its title, else its id.
    pub title: String,
    /// The studio.
    pub studio: Option<String>,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts, each a JSON field of its own")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SessionView {
    /// Counted by start, from 1.
    pub number: u32,
    /// When it begins.
    pub starts: Instant,
    /// When it ends.
    pub ends: Instant,
    /// Its zone.
    pub zone: String,
    /// Whether it took place.
    pub done: bool,
    /// Whether it was planned, has begun, and nobody confirmed it.
    pub unconfirmed: bool,
    /// Marked as the final one.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// A touch-up.
    pub touch_up: bool,
    /// "session 2: Fri 15 May, 10:00".
    pub text: String,
    /// Notes, agenda, warnings; a line each.
    pub lines: Vec<String>,
}

/// The touch-up window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TouchUpView {
    /// The first date.
    pub earliest: NaiveDate,
    /// The last date, where the sheet gives one.
    pub latest: Option<NaiveDate>,
    /// The same in words.
    pub text: String,
}

/// One activity over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct BarView {
    /// The activity.
    pub activity: ActivityView,
    /// From when it has which verdict; each lasts until the next begins, the last one without end.
    pub segments: Vec<SegmentView>,
}

/// A stretch of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SegmentView {
    /// When it begins.
    pub from: Instant,
    /// The verdict.
    pub verdict: Verdict,
}

/// The Skin check screen, and `stipple skin`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SkinView {
    /// What can be said: the states that every sheet knows, then those that only the client's own declares.
    pub states: Vec<SkinStateView>,
    /// The last check; none where there was none.
    pub last: Option<SkinCheckView>,
    /// The same in words, a line each: when it was and what it said, or that there was none since the session.
    pub lines: Vec<String>,
}

/// A state of the skin, as a shell names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SkinStateView {
    /// Its id, for reporting it.
    pub id: String,
    /// What a client reads.
    pub label: String,
}

/// A skin check that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SkinCheckView {
    /// When.
    pub at: Instant,
    /// The ids of states that were seen.
    pub seen: Vec<String>,
    /// The ids of states that were gone.
    pub gone: Vec<String>,
    /// "Last skin check Wed 6 May, 08:00: scabs seen, weeping stopped".
    pub text: String,
}

/// Readiness for the next session: `stipple ready`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReadyView {
    /// "Ready for session 2, Fri 15 May, 10:00", or that none is planned.
    pub title: String,
    /// The number of the session; none where none is planned.
    pub session: Option<u32>,
    /// When it starts.
    pub starts: Option<Instant>,
    /// What to leave and to do, by when it begins.
    pub items: Vec<ReadyItemView>,
    /// What would keep it from going ahead.
    pub stops: Vec<StatementView>,
    /// What happens at it, in the sheet's words.
    pub agenda: Vec<String>,
    /// What to bring, in the sheet's words.
    pub bring: Vec<String>,
    /// Other lines: the healed result to be photographed.
    pub lines: Vec<String>,
}

/// Something to leave or to do before a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReadyItemView {
    /// The rule's or duty's id.
    pub id: String,
    /// What it is, worded.
    pub text: String,
    /// When it begins.
    pub begins: Instant,
    /// When it ends.
    pub ends: Instant,
    /// Whether it holds now.
    pub active: bool,
    /// Whether it is over.
    pub over: bool,
    /// What is possible in place of it, and what the studio says happens otherwise; a line each.
    pub lines: Vec<String>,
    /// The studio's words and where they stand.
    pub reasons: ReasonsView,
}

/// What an intent did: `stipple session done`, `skin`, `undo`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DoneView {
    /// What was done, a line each: "Session 1 is logged." and what follows from it.
    pub lines: Vec<String>,
    /// Offers and warnings: a date outside the window, an unconfirmed session that this may replace.
    pub warnings: Vec<String>,
    /// The number of the session it is about.
    pub session: Option<u32>,
}

/// The Sheet screen, and `stipple sheet show`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SheetView {
    /// The sheet.
    pub name: SheetNameView,
    /// Where it comes from, in words: "Signed …", or that nobody signed it.
    pub origin: Option<String>,
    /// The key that signed the sheet of a course in eight words; none where nobody did.
    pub key_words: Option<String>,
    /// How many statements are inferred.
    pub inferred: u32,
    /// Its parts, in the order of the file: title and lines.
    pub parts: Vec<SheetPartView>,
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SheetPartView {
    /// "Rules".
    pub title: String,
    /// Its statements.
    pub statements: Vec<SheetStatementView>,
}

/// One statement of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SheetStatementView {
    /// The id of what it states, where it has one: a rule, a duty, an activity, a state, an attribute.
    pub id: Option<String>,
    /// What it says, in words.
    pub lines: Vec<String>,
    /// The studio's words and where they stand.
    pub reasons: ReasonsView,
}

/// A reminder to hand to the operating system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReminderView {
    /// Stays the same while it is about the same thing.
    pub id: String,
    /// When it is to be sent.
    pub at: Instant,
    /// The notification's title.
    pub title: String,
    /// Its text.
    pub body: String,
}
