//! One answer and its reason: a tapped row, and `stipple can`.
//!
//! Says the verdict, when that changes and to what, what else would have to happen first, and the studio's own words.
//! What the sheet does not say is said to be so. Not for: the board (`today`).

use crate::aftercare::{ActivityIndex, Answer, DecidedBy, StateIs, UntilKind};
use crate::protocol::{Anchor, Gate, Origin, Rule, Side, Verdict, nearest};
use crate::time::Instant;
use crate::words::{Message, Words, say};

use super::error::CompanionError;
use super::rows::{Wording, reason_lines};
use super::scene::Scene;
use super::view::{ActivityView, CanView, ReasonsView};

/// The answer about an activity at `at`, told at `now`.
pub fn can(scene: &Scene, words: &Words, activity: ActivityIndex, at: Instant, now: Instant) -> CanView {
    let answer = scene.compiled.answer(activity, at);
    let telling = Telling { wording: Wording::new(scene, words, at), words, activity, answer: &answer };
    let view = scene.activity(words, activity);
    let rule = answer.decided_by.map(|decided| scene.rulebook().rule(decided.rule));
    let mut lines = Vec::new();
    if at != now {
        let when = words.dates(now, scene.zone()).moment_with_time(at);
        lines.push(words.text(say::answer_asked_about(when)));
    }
    lines.extend(telling.lines(rule));
    CanView {
        at,
        verdict: answer.verdict,
        headline: telling.headline(&view.label),
        deadline: if answer.verdict.permits() { answer.closes } else { answer.until },
        lines,
        reasons: rule.map(|rule| ReasonsView::from(&rule.provenance)).unwrap_or_default(),
        reason_lines: telling.reason_lines(rule),
        activity: view,
    }
}

/// Activities whose label, id or other names hold `text`: those on the board first.
pub fn search(scene: &Scene, words: &Words, text: &str) -> Vec<ActivityView> {
    let wanted = text.trim().to_lowercase();
    let rulebook = scene.rulebook();
    let mut found: Vec<_> = rulebook
        .activities()
        .filter(|&activity| {
            let named = scene.named(activity);
            let mut texts = words.activity_synonyms(named.id);
            texts.extend([words.activity(named), named.id.replace('-', " "), named.id.to_owned()]);
            texts.iter().any(|name| name.to_lowercase().contains(&wanted))
        })
        .collect();
    found.sort_by_key(|&activity| scene.place(activity));
    found.into_iter().map(|activity| scene.activity(words, activity)).collect()
}

struct Telling<'a> {
    wording: Wording<'a>,
    words: &'a Words,
    activity: ActivityIndex,
    answer: &'a Answer,
}

impl Telling<'_> {
    fn say(&self, message: Message<'_>) -> String {
        self.words.text(message)
    }

    fn headline(&self, label: &str) -> String {
        let Answer { verdict, until, provisional, until_kind, .. } = self.answer;
        self.say(match verdict {
            Verdict::Yes => say::answer_yes(label),
            Verdict::YesIf => {
                let conditions = self.wording.conditions(&self.answer.conditions);
                say::answer_yes_if(label, self.words.and(&conditions))
            }
            Verdict::Ask => say::answer_ask(label),
            // "Not yet" promises an end: only where there is one.
            Verdict::No
                if until.is_some() || provisional.is_some() || *until_kind == Some(UntilKind::State) =>
            {
                say::answer_no(label)
            }
            Verdict::No => say::answer_no_end(label),
        })
    }

    fn lines(&self, rule: Option<&Rule>) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(self.why());
        lines.extend(self.opens());
        lines.extend(self.held(rule));
        lines.extend(self.answer.waits_for.iter().map(|&wait| match wait.is {
            StateIs::Seen | StateIs::Gone => self.say(say::answer_waits(self.wording.skin(wait))),
            StateIs::NotYet => self.wording.skin(wait),
        }));
        lines.extend(self.estimate(rule));
        if self.answer.provisional.is_some() && self.answer.until.is_none() {
            lines.extend(self.wording.provisional(self.answer));
            lines.push(self.say(say::answer_provisional()));
        }
        lines.extend(self.closes());
        lines.extend(self.unconfirmed());
        lines.extend(self.two_zones());
        let instead = rule.and_then(|rule| rule.instead.as_ref()).filter(|_| !self.answer.verdict.permits());
        lines.extend(instead.map(|instead| self.say(say::answer_instead(instead))));
        let consequence = rule.and_then(|rule| rule.consequence.as_ref());
        lines.extend(consequence.map(|consequence| self.say(say::answer_consequence(consequence))));
        lines
    }

    /// Where the answer comes from, when that is not plainly a rule about the activity itself.
    fn why(&self) -> Vec<String> {
        let scene = self.wording.scene;
        let mut lines = Vec::new();
        let own = scene.rulebook().get(self.activity);
        let named = scene.compiled.situation().names(self.activity);
        match self.answer.decided_by {
            Some(decided) if decided.activity != self.activity => {
                let of = |activity| self.words.activity(scene.named(activity));
                lines.push(self.say(say::answer_involved(of(self.activity), of(decided.activity))));
                if !named && !own.declared {
                    lines.push(self.say(say::answer_not_named()));
                }
            }
            Some(decided) => {
                lines.extend(self.implied(&decided));
                lines.extend(self.counted(&decided));
            }
            None if self.answer.verdict == Verdict::Ask => lines.push(self.say(say::answer_ask_silent())),
            None if scene.course().current(self.wording.now).is_none() => {
                lines.push(self.say(say::answer_before_course()));
            }
            None => {}
        }
        match self.answer.decided_by {
            Some(decided) if self.answer.verdict == Verdict::Ask => {
                let says_ask = scene.rulebook().rule(decided.rule).verdict == Verdict::Ask;
                let message = if says_ask && !decided.silence {
                    say::answer_ask_says()
                } else {
                    say::answer_ask_silent()
                };
                lines.push(self.say(message));
            }
            _ => {}
        }
        lines
    }

    /// What the deciding rule counts from.
    fn counted(&self, decided: &DecidedBy) -> Option<String> {
        if self.answer.verdict == Verdict::Yes || decided.silence {
            return None;
        }
        let session = decided.session;
        Some(self.say(match (decided.anchor, session) {
            (Anchor::Session | Anchor::BetweenSessions, Some(session)) => {
                say::answer_counted_session(session)
            }
            (Anchor::BeforeSession, Some(session)) => say::answer_counted_before(session),
            (Anchor::FinalSession, Some(_)) => say::answer_counted_final(),
            (Anchor::Always, _) => say::answer_counted_always(),
            _ => return None,
        }))
    }

    /// A `no` that stands only because the sheet allows it later.
    fn implied(&self, decided: &DecidedBy) -> Option<String> {
        let rule = self.wording.scene.rulebook().rule(decided.rule);
        let implied = self.answer.verdict == Verdict::No && rule.verdict.permits() && !decided.silence;
        let until = self.answer.until.filter(|_| implied)?;
        Some(self.say(say::answer_implied(self.wording.dates.moment(until))))
    }

    /// What the client saw that keeps a `hold` up: since the current session began, and not run out.
    fn held(&self, rule: Option<&Rule>) -> Option<String> {
        let Some(Gate::Hold { seen, later, .. }) = &rule?.gate else { return None };
        let until = self.answer.until?;
        let (scene, now) = (self.wording.scene, self.wording.now);
        let since = scene.course().current(now)?.start;
        let reported = scene
            .reports
            .iter()
            .filter(|report| since <= report.at && report.at <= now && now < report.at.plus_hours(*later));
        let mut states: Vec<String> = Vec::new();
        for state in reported.flat_map(|report| &report.seen).filter(|state| seen.contains(state)) {
            let label = self.words.state(state, scene.state_label(state));
            if !states.contains(&label) {
                states.push(label);
            }
        }
        if states.is_empty() {
            return None;
        }
        Some(self.say(say::answer_held(self.words.and(&states), self.wording.dates.moment(until))))
    }

    /// When the skin is usually that far, by the sheet's own estimate.
    fn estimate(&self, rule: Option<&Rule>) -> Option<String> {
        let Some(Gate::UntilState { usually: Some(usually), .. }) = &rule?.gate else { return None };
        let number = self.answer.decided_by?.session?;
        let scene = self.wording.scene;
        let session = scene.course().sessions().iter().find(|session| session.number == number)?;
        let zone = scene.zone_of(session);
        let (instant, day) = (session.end, session.end.date_in(zone));
        let origin = Origin { instant, day, zone, treatment_day: scene.sheet().treatment_day };
        let first = origin.begins(&usually.first, Side::Earlier).date_in(zone);
        // It is over at the first instant that no longer belongs.
        let last = origin.ends(&usually.last, Side::Later).plus_micros(-1).date_in(zone);
        Some(self.say(say::answer_usually(self.wording.dates.range(first, last))))
    }

    fn opens(&self) -> Vec<String> {
        let (dates, answer) = (&self.wording.dates, self.answer);
        let mut lines = Vec::new();
        if let (Some(until), Some(next)) = (answer.until, answer.next) {
            let (when, countdown) = (dates.moment(until), dates.countdown(until));
            lines.push(self.say(match next {
                Verdict::Yes => say::answer_then_yes(when, countdown),
                Verdict::YesIf => {
                    let conditions = self.wording.conditions_at(self.activity, until);
                    say::answer_then_yes_if(when, countdown, conditions)
                }
                Verdict::Ask | Verdict::No => say::answer_then_ask(when, countdown),
            }));
            if let Some(clear) = answer.clear_at.filter(|clear| *clear != until) {
                lines.push(self.say(say::answer_clear_later(dates.moment(clear))));
            }
            if answer.until_kind == Some(UntilKind::Provisional) {
                lines.push(self.say(say::answer_as_planned()));
            }
        }
        match (answer.until_kind, answer.verdict) {
            (Some(UntilKind::Unstated), _) => lines.push(self.say(say::answer_unstated())),
            (Some(UntilKind::Open), Verdict::No) => lines.push(self.say(say::answer_open())),
            _ => {}
        }
        lines
    }

    fn closes(&self) -> Option<String> {
        let closes = self.answer.closes.filter(|_| self.answer.verdict.permits())?;
        let when = self.wording.dates.moment(closes);
        let session = self.wording.scene.course().sessions().iter().find(|session| session.start == closes);
        Some(self.say(match session {
            Some(session) => say::answer_closes_session(when, session.number),
            None => say::answer_closes(when),
        }))
    }

    fn unconfirmed(&self) -> Option<String> {
        let current =
            self.wording.scene.course().current(self.wording.now).filter(|session| !session.done)?;
        let when = self.wording.dates.moment_with_time(current.start);
        Some(self.say(say::answer_unconfirmed(current.number, when)))
    }

    fn two_zones(&self) -> Option<String> {
        let scene = self.wording.scene;
        let zone = scene.course().current(self.wording.now)?.zone.filter(|own| *own != scene.zone())?;
        Some(self.say(say::answer_two_zones(zone.name())))
    }

    fn reason_lines(&self, rule: Option<&Rule>) -> Vec<String> {
        let Some(rule) = rule else { return Vec::new() };
        let name = self.wording.scene.sheet_name();
        let mut lines = reason_lines(self.wording.words, &ReasonsView::from(&rule.provenance));
        // What the sheet declares of the activity may be inferred too: "the gym is exercise".
        let sheet = self.wording.scene.sheet();
        let own = &self.wording.scene.rulebook().get(self.activity).id;
        let declared = sheet.activities.iter().find(|one| one.id == *own);
        let why = declared.and_then(|one| one.provenance.inferred.as_ref());
        lines.extend(why.map(|why| self.say(say::answer_inferred(why))));
        lines.push(self.say(say::answer_sheet(name.title, name.revision)));
        lines
    }
}

/// An activity by its id or its label; what it may have meant, where it is neither.
pub fn find(scene: &Scene, words: &Words, text: &str) -> Result<ActivityIndex, CompanionError> {
    let rulebook = scene.rulebook();
    let wanted = text.trim().to_lowercase();
    if let Some(activity) = rulebook.activity(&wanted.replace(' ', "-")).or_else(|| rulebook.activity(text)) {
        return Ok(activity);
    }
    let by_label = |activity: &ActivityIndex| words.activity(scene.named(*activity)).to_lowercase() == wanted;
    let found = rulebook.activities().find(by_label);
    found.ok_or_else(|| CompanionError::UnknownActivity {
        id: text.to_owned(),
        close: close(scene, words, &wanted),
    })
}

/// Labels that a text may have meant: what holds it, else what is spelt alike; three at the most.
fn close(scene: &Scene, words: &Words, wanted: &str) -> Vec<String> {
    let mut close: Vec<String> =
        if wanted.is_empty() { Vec::new() } else { labels(&search(scene, words, wanted)) };
    if close.is_empty() {
        let all: Vec<String> =
            scene.rulebook().activities().map(|activity| scene.activity(words, activity).label).collect();
        close.extend(nearest(wanted, all.iter().map(String::as_str)).map(str::to_owned));
    }
    close.truncate(3);
    close
}

fn labels(activities: &[ActivityView]) -> Vec<String> {
    activities.iter().map(|activity| activity.label.clone()).collect()
}
