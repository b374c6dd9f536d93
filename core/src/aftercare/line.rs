//! The line contract of `stipple answer`: one question in JSON, one answer in JSON (`cli.md`).
//!
//! Not for: reading lines or finding sheets (the program does), or words for people (`companion`).

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};

use crate::course::{Course, CourseError, LoggedSession, SkinReport, Timing};
use crate::protocol::{Every, Provenance, Sheet, TurnTo, catalogue};
use crate::time::{Instant, InstantError, ZoneError, zone};

use super::answer::Answer;
use super::board::Board;
use super::compiled::Compiled;
use super::explanation::Condition;
use super::rulebook::{ActivityIndex, Rulebook};
use super::situation::Situation;

/// One question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question<'a> {
    /// The id of a built-in sheet, or a path to a sheet file.
    #[serde(borrow)]
    pub sheet: Cow<'a, str>,
    #[serde(borrow)]
    zone: Cow<'a, str>,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow, default)]
    activity: Option<Cow<'a, str>>,
    #[serde(borrow)]
    sessions: Vec<SessionLine<'a>>,
    #[serde(default)]
    course_complete: bool,
    #[serde(default)]
    client: Vec<String>,
    #[serde(borrow, default)]
    skin: Vec<SkinLine<'a>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionLine<'a> {
    #[serde(borrow, default)]
    started: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    ended: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    starts: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    ends: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    zone: Option<Cow<'a, str>>,
    #[serde(default, rename = "final")]
    is_final: bool,
    #[serde(default)]
    touch_up: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SkinLine<'a> {
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(default)]
    seen: Vec<String>,
    #[serde(default)]
    gone: Vec<String>,
}

/// Why a question cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum QuestionError {
    /// It is not the JSON of the contract.
    #[error("not a question: {0}")]
    Json(#[from] serde_json::Error),
    /// An instant cannot be read.
    #[error(transparent)]
    Instant(#[from] InstantError),
    /// A zone is unknown.
    #[error(transparent)]
    Zone(#[from] ZoneError),
    /// The sessions make no course.
    #[error(transparent)]
    Course(#[from] CourseError),
    /// A session is neither done nor planned, or both.
    #[error(
        "a session has `ended` (and perhaps `started`), or `starts` (and perhaps `ends`): not both, not neither"
    )]
    Session,
    /// An activity, a state or an attribute that neither the sheet nor the catalogue knows.
    #[error("`{id}` is no {what} that the sheet or the catalogue knows")]
    Unknown {
        /// What it should be.
        what: &'static str,
        /// What was given.
        id: String,
    },
}

/// A question that has been read: ask it.
#[derive(Debug)]
pub struct Asked {
    compiled: Compiled,
    at: Instant,
    activity: Option<ActivityIndex>,
}

impl<'a> Question<'a> {
    /// Reads one line.
    pub fn parse(line: &'a [u8]) -> Result<Self, QuestionError> {
        Ok(serde_json::from_slice(line)?)
    }

    /// Puts the question under the rulebook of its sheet.
    pub fn ask(&self, rulebook: &Arc<Rulebook>) -> Result<Asked, QuestionError> {
        let sheet = rulebook.sheet();
        let asked_zone = zone(&self.zone)?;
        let at = Instant::parse(&self.at)?;
        let activity = match &self.activity {
            Some(id) => Some(rulebook.activity(id).ok_or_else(|| unknown("activity", id))?),
            None => None,
        };
        if let Some(id) = self.client.iter().find(|id| !knows_attribute(sheet, id)) {
            return Err(unknown("client attribute", id));
        }
        let sessions = self.sessions.iter().map(SessionLine::read).collect::<Result<Vec<_>, _>>()?;
        let course = Course::new(&sessions, self.course_complete, sheet)?;
        let reports = self.skin.iter().map(|report| report.read(sheet)).collect::<Result<Vec<_>, _>>()?;
        let situation = Situation::new(Arc::clone(rulebook), course, &self.client, &reports, asked_zone);
        Ok(Asked { compiled: Compiled::since(situation, at), at, activity })
    }
}

impl SessionLine<'_> {
    fn read(&self) -> Result<LoggedSession, QuestionError> {
        let instant = |text: &Option<Cow<'_, str>>| text.as_deref().map(Instant::parse).transpose();
        let timing = match (instant(&self.ended)?, instant(&self.starts)?) {
            (Some(ended), None) if self.ends.is_none() => {
                Timing::Done { started: instant(&self.started)?, ended }
            }
            (None, Some(starts)) if self.started.is_none() => {
                Timing::Planned { starts, ends: instant(&self.ends)? }
            }
            _ => return Err(QuestionError::Session),
        };
        let zone = self.zone.as_deref().map(zone).transpose()?;
        Ok(LoggedSession { timing, zone, is_final: self.is_final, touch_up: self.touch_up })
    }
}

impl SkinLine<'_> {
    fn read(&self, sheet: &Sheet) -> Result<SkinReport, QuestionError> {
        if let Some(id) = self.seen.iter().chain(&self.gone).find(|id| !knows_state(sheet, id)) {
            return Err(unknown("skin state", id));
        }
        Ok(SkinReport { at: Instant::parse(&self.at)?, seen: self.seen.clone(), gone: self.gone.clone() })
    }
}

fn unknown(what: &'static str, id: &str) -> QuestionError {
    QuestionError::Unknown { what, id: id.to_owned() }
}

fn knows_attribute(sheet: &Sheet, id: &str) -> bool {
    catalogue::ATTRIBUTES.contains(&id) || sheet.attributes.iter().any(|own| own.id == id)
}

fn knows_state(sheet: &Sheet, id: &str) -> bool {
    catalogue::STATES.contains(&id) || sheet.states.iter().any(|own| own.id == id)
}

impl Asked {
    /// Writes the answer as one line of JSON, without the line's end.
    pub fn write(&self, out: impl std::io::Write) -> serde_json::Result<()> {
        match self.activity {
            Some(activity) => {
                let answer = self.compiled.answer(activity, self.at);
                serde_json::to_writer(out, &AnswerJson::new(&self.compiled, &answer))
            }
            None => serde_json::to_writer(
                out,
                &BoardJson { compiled: &self.compiled, board: &self.compiled.board(self.at) },
            ),
        }
    }
}

/// An answer as the line contract has it.
#[derive(Debug, Serialize)]
pub struct AnswerJson<'a> {
    verdict: &'static str,
    conditions: Vec<ConditionJson<'a>>,
    until: Option<String>,
    until_kind: Option<&'static str>,
    next: Option<&'static str>,
    clear_at: Option<String>,
    closes: Option<String>,
    waits_for: Vec<ConditionJson<'a>>,
    provisional: Option<ProvisionalJson>,
    unconfirmed: Option<u32>,
    decided_by: Option<DecidedByJson<'a>>,
    quote: Option<&'a str>,
    source: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ConditionJson<'a> {
    Worded(&'a str),
    Skin { state: &'a str, is: &'static str },
}

#[derive(Debug, Serialize)]
struct ProvisionalJson {
    if_planned: Option<String>,
    if_last_was_final: Option<String>,
}

#[derive(Debug, Serialize)]
struct DecidedByJson<'a> {
    rule: &'a str,
    activity: &'a str,
    anchor: &'static str,
    session: Option<u32>,
}

impl<'a> AnswerJson<'a> {
    /// Puts names and the instants of the zone asked about in place of indices.
    pub fn new(compiled: &'a Compiled, answer: &Answer) -> Self {
        let rulebook: &'a Rulebook = compiled.situation().rulebook();
        let zone = compiled.situation().zone();
        let instant = |at: Option<Instant>| at.map(|at| at.rfc3339(zone));
        let skin = |state: &super::gate::SkinState| ConditionJson::Skin {
            state: rulebook.state(state.state),
            is: state.is.as_str(),
        };
        let rule = answer.decided_by.map(|decided| rulebook.rule(decided.rule));
        Self {
            verdict: answer.verdict.as_str(),
            conditions: answer
                .conditions
                .iter()
                .map(|condition| match condition {
                    Condition::Worded { rule, place } => {
                        ConditionJson::Worded(&rulebook.rule(*rule).conditions[*place])
                    }
                    Condition::Skin(state) => skin(state),
                })
                .collect(),
            until: instant(answer.until),
            until_kind: answer.until_kind.map(super::answer::UntilKind::as_str),
            next: answer.next.map(crate::protocol::Verdict::as_str),
            clear_at: instant(answer.clear_at),
            closes: instant(answer.closes),
            waits_for: answer.waits_for.iter().map(skin).collect(),
            provisional: answer.provisional.map(|provisional| ProvisionalJson {
                if_planned: instant(provisional.if_planned),
                if_last_was_final: instant(provisional.if_last_was_final),
            }),
            unconfirmed: answer.unconfirmed,
            decided_by: answer.decided_by.map(|decided| DecidedByJson {
                rule: &rulebook.rule(decided.rule).id,
                activity: &rulebook.get(decided.activity).id,
                anchor: decided.anchor.as_str(),
                session: decided.session,
            }),
            quote: rule.and_then(|rule| rule.provenance.quote.as_deref()),
            source: rule.and_then(|rule| rule.provenance.source.as_deref()),
        }
    }
}

/// Answers keyed by activity, as boards and `stipple today --json` carry them.
#[derive(Debug)]
pub struct AnswersJson<'a> {
    /// What answered.
    pub compiled: &'a Compiled,
    /// The answers of one board.
    pub answers: &'a [(ActivityIndex, Answer)],
}

impl Serialize for AnswersJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rulebook = self.compiled.situation().rulebook();
        let mut map = serializer.serialize_map(Some(self.answers.len()))?;
        for (activity, answer) in self.answers {
            map.serialize_entry(&rulebook.get(*activity).id, &AnswerJson::new(self.compiled, answer))?;
        }
        map.end()
    }
}

/// A board as the line contract has it.
#[derive(Debug)]
pub struct BoardJson<'a> {
    /// What answered.
    pub compiled: &'a Compiled,
    /// The board.
    pub board: &'a Board,
}

impl Serialize for BoardJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { compiled, board } = self;
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("day", &board.day)?;
        map.serialize_entry("session", &board.session)?;
        map.serialize_entry("answers", &AnswersJson { compiled, answers: &board.answers })?;
        map.serialize_entry("duties", &duties_json(compiled, board))?;
        map.serialize_entry("expect", &expectations_json(compiled, board))?;
        map.serialize_entry("signs", &signs_json(compiled, board))?;
        map.end()
    }
}

/// A duty as the line contract has it.
#[derive(Debug, Serialize)]
pub struct DutyJson<'a> {
    id: &'a str,
    task: &'a str,
    every: Every,
}

/// What is normal to see, as a board has it.
#[derive(Debug, Serialize)]
pub struct ExpectationJson<'a> {
    say: &'a str,
    #[serde(flatten)]
    provenance: &'a Provenance,
}

/// A warning sign, as a board has it.
#[derive(Debug, Serialize)]
pub struct SignJson<'a> {
    seen: &'a [String],
    turn_to: TurnTo,
    say: Option<&'a str>,
    reported: bool,
    #[serde(flatten)]
    provenance: &'a Provenance,
}

/// The duties of a board.
pub fn duties_json<'a>(compiled: &'a Compiled, board: &Board) -> Vec<DutyJson<'a>> {
    let duties = &compiled.situation().rulebook().sheet().duties;
    let json = |place: &usize| &duties[*place];
    board
        .duties
        .iter()
        .map(json)
        .map(|duty| DutyJson { id: &duty.id, task: &duty.task, every: duty.every })
        .collect()
}

/// What a board says is normal to see.
pub fn expectations_json<'a>(compiled: &'a Compiled, board: &Board) -> Vec<ExpectationJson<'a>> {
    let expectations = &compiled.situation().rulebook().sheet().expectations;
    let json = |place: &usize| &expectations[*place];
    let all = board.expectations.iter().map(json);
    all.map(|one| ExpectationJson { say: &one.say, provenance: &one.provenance }).collect()
}

/// The warning signs of a board.
pub fn signs_json<'a>(compiled: &'a Compiled, board: &Board) -> Vec<SignJson<'a>> {
    let signs = &compiled.situation().rulebook().sheet().signs;
    let json = |one: &super::statement::SignInForce| {
        let sign = &signs[one.sign];
        SignJson {
            seen: &sign.seen,
            turn_to: sign.turn_to,
            say: sign.say.as_deref(),
            reported: one.reported,
            provenance: &sign.provenance,
        }
    };
    board.signs.iter().map(json).collect()
}
