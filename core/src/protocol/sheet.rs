//! What a sheet says: plain immutable data, as the sheet file has it.
//!
//! A value of [`Sheet`] that came out of `protocol::read` is valid in itself: ids are known, gates stand on the
//! verdicts they belong to, bounds fit their anchors. Not for: resolving a bound to an instant (`aftercare`).

use serde::{Deserialize, Serialize};

use super::bound::{Bound, Length};

/// What the client is told, from least to most restrictive: the order of the variants is the order of
/// restriction, so `max` is "the most restrictive".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Verdict {
    /// Allowed.
    Yes,
    /// Allowed under conditions.
    YesIf,
    /// The sheet does not say: never shown as permission.
    Ask,
    /// Not allowed.
    No,
}

impl Sheet {
    /// What the sheet says of the session of that number in particular, counted without touch-ups.
    pub fn session_plan(&self, number: u32) -> Option<&SessionPlan> {
        self.sessions.iter().find(|plan| plan.number == number)
    }
}

impl Verdict {
    /// All four, from least to most restrictive.
    pub const ALL: [Self; 4] = [Self::Yes, Self::YesIf, Self::Ask, Self::No];

    /// The word of the sheet file and of every JSON answer.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::YesIf => "yes_if",
            Self::Ask => "ask",
            Self::No => "no",
        }
    }

    /// Whether it is a permission: `yes` or `yes_if`.
    pub const fn permits(self) -> bool {
        matches!(self, Self::Yes | Self::YesIf)
    }
}

/// What a rule, duty, expectation or sign hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The end of the current session, until the next one starts.
    Session,
    /// The same, unless the current session is the final one.
    BetweenSessions,
    /// The start of each session still to come.
    BeforeSession,
    /// The end of the final session.
    FinalSession,
    /// Nothing: from the first session's start on.
    Always,
}

impl Anchor {
    /// All anchors, in the order in which the contract names them.
    pub const ALL: [Self; 5] =
        [Self::Session, Self::BetweenSessions, Self::BeforeSession, Self::FinalSession, Self::Always];

    /// The word of the sheet file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::BetweenSessions => "between-sessions",
            Self::BeforeSession => "before-session",
            Self::FinalSession => "final-session",
            Self::Always => "always",
        }
    }
}

/// Where a statement comes from. Every sentence that a client is shown carries one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The studio's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Where in the studio's text they stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Why this is not in the sheet's own words, where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inferred: Option<String>,
}

/// One studio's aftercare instructions: immutable, known by `id` and `revision`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The sheet's name among sheets, for instance `scalp-envy`.
    pub id: String,
    /// Counts up with every change of the sheet; 1 or more.
    pub revision: u32,
    /// The title of the instructions.
    pub title: Option<String>,
    /// The studio's name.
    pub studio: Option<String>,
    /// BCP 47 tag of the language of the sheet's own words.
    pub language: String,
    /// The number this sheet gives to the treatment day: 0 or 1, for bounds written `D5`.
    pub treatment_day: u8,
    /// What holds once a restriction has run out and nothing else speaks: `Yes` or `Ask`.
    pub silence: Verdict,
    /// Shown with the whole sheet.
    pub notice: Option<String>,
    /// Provenance of the sheet as a whole.
    pub provenance: Provenance,
    /// The plan of a course under this sheet.
    pub course: CoursePlan,
    /// What differs for single sessions, by number.
    pub sessions: Vec<SessionPlan>,
    /// Activities that the sheet declares.
    pub activities: Vec<ActivityDeclaration>,
    /// The rules, in sheet order.
    pub rules: Vec<Rule>,
    /// The duties, in sheet order.
    pub duties: Vec<Duty>,
    /// What keeps a session from going ahead.
    pub stops: Vec<Stop>,
    /// What is normal to see.
    pub expectations: Vec<Expectation>,
    /// Skin states beyond those of the catalogue.
    pub states: Vec<Declared>,
    /// Client attributes beyond those of the catalogue.
    pub attributes: Vec<Declared>,
    /// Warning signs.
    pub signs: Vec<Sign>,
}

/// A smallest, usual and largest length; any of them may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LengthRange {
    /// The smallest.
    pub min: Option<Length>,
    /// The usual one.
    pub usual: Option<Length>,
    /// The largest.
    pub max: Option<Length>,
}

/// How long a session takes, in hours, decimals allowed, 0 to 100.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Hours {
    /// The shortest.
    pub min: Option<f64>,
    /// The longest.
    pub max: Option<f64>,
}

/// `[course]`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CoursePlan {
    /// How many sessions are usual.
    pub usual_sessions: Option<u32>,
    /// How many there are at the most.
    pub most_sessions: Option<u32>,
    /// From one session to the next.
    pub gap: LengthRange,
    /// How long a session takes.
    pub hours: Hours,
    /// From the final session to a touch-up.
    pub touch_up: LengthRange,
    /// Day numbers on which a photo is due, counted from a session's day 0.
    pub photo_days: Vec<u32>,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// `[[session]]`: what differs for one session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SessionPlan {
    /// Which one, from 1.
    pub number: u32,
    /// From the session before to this one.
    pub gap: LengthRange,
    /// How long it takes.
    pub hours: Hours,
    /// What happens at it.
    pub agenda: Vec<String>,
    /// What to bring.
    pub bring: Vec<String>,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// `[[activity]]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityDeclaration {
    /// Its name in rules and questions.
    pub id: String,
    /// What a client reads; the catalogue's label, else the id, where the sheet gives none.
    pub label: Option<String>,
    /// What it involves here, directly.
    pub involves: Vec<String>,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// `[[rule]]`: for one or more activities a verdict, during a window, hung on an anchor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its name, unique in the sheet.
    pub id: String,
    /// The activities it names.
    pub activities: Vec<String>,
    /// What it says.
    pub verdict: Verdict,
    /// What `yes_if` asks for.
    pub conditions: Vec<String>,
    /// What its window hangs on.
    pub window: Window,
    /// What holds once it has run out: yes, ask or no.
    pub then: Option<Verdict>,
    /// `final-session` only: what holds until the final session has begun.
    pub meanwhile: Option<Meanwhile>,
    /// What is possible in place of it.
    pub instead: Option<String>,
    /// What the studio says happens otherwise.
    pub consequence: Option<String>,
    /// Whom it is for.
    pub audience: Audience,
    /// What the skin has to say about it.
    pub gate: Option<Gate>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// An anchor and the bounds counted from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// What the bounds count from.
    pub anchor: Anchor,
    /// Inclusive; without it the window begins when the anchor begins to speak.
    pub from: Option<Bound>,
    /// The last day that still belongs, or the hour at which it ends.
    pub until: Option<Until>,
}

/// Where a window ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// At a bound.
    Bound(Bound),
    /// Nowhere, and the studio gave no end.
    Unstated,
}

/// What a `final-session` rule says until the final session has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meanwhile {
    /// Not allowed.
    No,
    /// The sheet does not say.
    Ask,
    /// The rule is silent.
    Nothing,
}

/// `only_for` and `not_for`: client attributes, any of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// Only for clients who have one of these; empty: for everybody.
    pub only_for: Vec<String>,
    /// Not for clients who have one of these.
    pub not_for: Vec<String>,
}

impl Audience {
    /// Whether it is for a client with these attributes.
    pub fn fits(&self, client: &[String]) -> bool {
        let has = |names: &[String]| names.iter().any(|name| client.contains(name));
        (self.only_for.is_empty() || has(&self.only_for)) && !has(&self.not_for)
    }
}

/// What the state of the skin does to a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// `unless = "scabs"`.
    Unless {
        /// The state that forbids it.
        state: String,
    },
    /// `before_state = "scabs"`.
    BeforeState {
        /// The state that closes it.
        state: String,
    },
    /// `until_state = "healed"`.
    UntilState {
        /// The state that ends it.
        state: String,
        /// When that usually is.
        usually: Option<Usually>,
    },
    /// `hold = { seen = "flaking", for = "48h" }`.
    Hold {
        /// Any of these.
        seen: Vec<String>,
        /// How long, in hours: the earlier reading.
        earlier: i64,
        /// How long, in hours: the later reading; the same where it is not fuzzy.
        later: i64,
    },
}

/// `usually = "7d..10d"`: a range, not a fuzzy bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usually {
    /// Its first day: reports before it do not count.
    pub first: Bound,
    /// Its last day: it is over when this has ended.
    pub last: Bound,
}

/// `[[duty]]`: something the client has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Its name, unique among duties.
    pub id: String,
    /// What is to be done.
    pub task: String,
    /// Not due while the answer for this activity is no.
    pub activity: Option<String>,
    /// How often.
    pub every: Every,
    /// When.
    pub window: Window,
    /// The state that ends it, and when that usually is.
    pub until_state: Option<(String, Option<Usually>)>,
    /// What is possible in place of it.
    pub instead: Option<String>,
    /// What the studio says happens otherwise.
    pub consequence: Option<String>,
    /// Whom it is for.
    pub audience: Audience,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// How often a duty is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Every {
    /// Once in its window.
    Once,
    /// Every day.
    Day,
    /// Mornings and evenings.
    AmPm,
    /// So many times a day, from the least to the most.
    PerDay {
        /// At least.
        least: u8,
        /// At the most.
        most: u8,
    },
    /// So many times a week.
    PerWeek {
        /// At least.
        least: u8,
        /// At the most.
        most: u8,
    },
    /// Whenever the client is outdoors.
    WhenOutdoors,
    /// As the skin needs it.
    AsNeeded,
}

/// `[[stop]]`: what keeps a session from going ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// What it is.
    pub reason: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// `[[expect]]`: what is normal to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expectation {
    /// When.
    pub window: Window,
    /// What the studio says about it.
    pub say: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// `[[state]]` and `[[attribute]]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// Its name.
    pub id: String,
    /// What a client reads.
    pub label: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// `[[sign]]`: a warning sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sign {
    /// What was seen: any of these states.
    pub seen: Vec<String>,
    /// From when on it is one.
    pub window: Window,
    /// Whom to turn to.
    pub turn_to: TurnTo,
    /// What the studio says about it.
    pub say: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Whom a warning sign leads to, from least to most urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TurnTo {
    /// The studio.
    Studio,
    /// A doctor.
    Doctor,
    /// The emergency services.
    Emergency,
}

impl std::fmt::Display for Every {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let times = |f: &mut std::fmt::Formatter<'_>, least, most, unit| {
            if least == most {
                write!(f, "{least}/{unit}")
            } else {
                write!(f, "{least}/{unit}..{most}/{unit}")
            }
        };
        match *self {
            Self::Once => f.write_str("once"),
            Self::Day => f.write_str("day"),
            Self::AmPm => f.write_str("am-pm"),
            Self::PerDay { least, most } => times(f, least, most, "day"),
            Self::PerWeek { least, most } => times(f, least, most, "week"),
            Self::WhenOutdoors => f.write_str("when-outdoors"),
            Self::AsNeeded => f.write_str("as-needed"),
        }
    }
}

/// A text that is none of the frequencies of a duty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is no frequency: write once, day, am-pm, 2/day, 2/day..5/day, 2/week, when-outdoors or as-needed"
)]
pub struct EveryError {
    /// What was given.
    pub text: String,
}

impl std::str::FromStr for Every {
    type Err = EveryError;

    fn from_str(text: &str) -> Result<Self, EveryError> {
        let error = || EveryError { text: text.to_owned() };
        match text {
            "once" => return Ok(Self::Once),
            "day" => return Ok(Self::Day),
            "am-pm" => return Ok(Self::AmPm),
            "when-outdoors" => return Ok(Self::WhenOutdoors),
            "as-needed" => return Ok(Self::AsNeeded),
            _ => {}
        }
        let side = |side: &str| {
            let (times, unit) = side.split_once('/')?;
            let times: u8 = times.parse().ok().filter(|times| *times > 0)?;
            Some((times, unit.to_owned()))
        };
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let ((fewest, unit), (most, same)) = side(first).zip(side(last)).ok_or_else(error)?;
        match unit.as_str() {
            "day" if unit == same && fewest <= most => Ok(Self::PerDay { least: fewest, most }),
            "week" if unit == same && fewest <= most => Ok(Self::PerWeek { least: fewest, most }),
            _ => Err(error()),
        }
    }
}

impl From<Every> for String {
    fn from(every: Every) -> Self {
        every.to_string()
    }
}

impl TryFrom<String> for Every {
    type Error = EveryError;
    fn try_from(text: String) -> Result<Self, EveryError> {
        text.parse()
    }
}
