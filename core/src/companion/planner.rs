//! Planning in words: when may I, will I be clear, which session dates still fit.
//!
//! Not for: working it out (`aftercare::plan`, `aftercare::fit`).

use chrono::NaiveDate;

use crate::aftercare::{ActivityIndex, ClearDay, ClearDays, Fit, FitQuestion, InTheWay, PlanError};
use crate::course::counted;
use crate::protocol::{Anchor, Verdict};
use crate::time::Instant;
use crate::words::{Words, say};

use super::rows::Wording;
use super::scene::Scene;
use super::spacing::{gap, smallest};
use super::view::{ClearActivityView, ClearDayView, ClearView, FitView, WhenView};

/// From when an activity is allowed.
pub fn when(scene: &Scene, words: &Words, activity: ActivityIndex, now: Instant) -> WhenView {
    let wording = Wording::new(scene, words, now);
    let when = scene.compiled.when(activity, now);
    let view = wording.activity(activity);
    let label = view.label.as_str();
    let moment = |at: Instant| wording.dates.moment(at);
    let message = match (when.allowed, when.clear) {
        (_, Some(clear)) if clear <= now => say::when_now(label),
        (Some(allowed), Some(clear)) if allowed <= now => say::when_now_both(label, moment(clear)),
        (Some(allowed), Some(clear)) if allowed < clear => {
            say::when_both(label, moment(allowed), moment(clear))
        }
        (_, Some(clear)) => say::when_yes(label, moment(clear), wording.dates.countdown(clear)),
        (Some(allowed), None) if allowed <= now => say::when_now_yes_if(label),
        (Some(allowed), None) => say::when_yes_if(label, moment(allowed)),
        (None, None) => {
            let answer = scene.compiled.answer(activity, now);
            match (answer.verdict, answer.waits_for.first()) {
                (Verdict::Ask, _) => say::when_ask(label),
                (_, Some(&state)) => say::when_state(label, wording.skin(state)),
                _ => say::when_never(label),
            }
        }
    };
    let mut lines = vec![words.text(message)];
    if when.allowed.is_none() {
        lines.extend(wording.provisional(&scene.compiled.answer(activity, now)));
    } else if when.clear.is_none_or(|clear| clear > now) {
        lines.push(words.text(say::when_note()));
    }
    WhenView { activity: view, allowed: when.allowed, clear: when.clear, lines }
}

/// Whether activities are allowed on each day from `from` to `to`, both inclusive, and which session dates still fit.
pub fn clear(
    scene: &Scene,
    words: &Words,
    activities: &[ActivityIndex],
    from: NaiveDate,
    to: NaiveDate,
    now: Instant,
) -> Result<ClearView, PlanError> {
    let wording = Wording::new(scene, words, now);
    let days = scene.compiled.clear_days(activities, from, to, now)?;
    let worst = |days: &ClearDays| days.days.iter().map(|day| day.verdict).max().unwrap_or(Verdict::Yes);
    let overall = days.iter().map(worst).max().unwrap_or(Verdict::Yes);
    let labels: Vec<String> = activities.iter().map(|&activity| wording.activity(activity).label).collect();
    let mut lines = vec![words.text(match overall {
        Verdict::Yes => say::planner_clear(),
        Verdict::YesIf => say::planner_clear_if(),
        Verdict::Ask => say::planner_ask(),
        Verdict::No => say::planner_not_clear(closed_days(&days)),
    })];
    for one in days.iter().filter(|one| !worst(one).permits()) {
        lines.extend(in_the_way(&wording, one));
    }
    let fit = if overall.permits() {
        FitView { dates: None, lines: Vec::new() }
    } else {
        fit(&wording, activities, from, to, now)?
    };
    lines.extend(fit.lines.iter().cloned());
    lines.push(words.text(say::answer_as_planned()));
    let dates = wording.dates.range(from, to);
    Ok(ClearView {
        title: words.text(say::planner_asked(dates, words.and(&labels))),
        clear: overall.permits(),
        activities: days
            .iter()
            .map(|one| ClearActivityView {
                activity: wording.activity(one.activity),
                verdict: worst(one),
                days: day_views(scene, one),
            })
            .collect(),
        fit,
        lines,
    })
}

fn closed_days(days: &[ClearDays]) -> i64 {
    let closed = days.iter().flat_map(|one| &one.days).filter(|day| day.verdict == Verdict::No);
    let mut dates: Vec<NaiveDate> = closed.map(|day| day.date).collect();
    dates.sort_unstable();
    dates.dedup();
    i64::try_from(dates.len()).unwrap_or(i64::MAX)
}

fn day_views(scene: &Scene, one: &ClearDays) -> Vec<ClearDayView> {
    let view = |day: &ClearDay| ClearDayView {
        date: day.date,
        verdict: day.verdict,
        changes: day.changes.iter().map(|(at, _)| *at).collect(),
        rule: day.decided_by.map(|decided| scene.rulebook().rule(decided.rule).id.clone()),
    };
    one.days.iter().map(view).collect()
}

/// What stands in the way of one activity: until when, or on what it hangs.
fn in_the_way(wording: &Wording<'_>, one: &ClearDays) -> Vec<String> {
    let label = wording.activity(one.activity).label;
    let words = wording.words;
    let Some(first) = one.days.iter().find(|day| !day.verdict.permits()) else { return Vec::new() };
    if first.verdict == Verdict::Ask {
        return vec![words.text(say::planner_way_ask(label))];
    }
    let start = crate::time::day_start(wording.scene.zone(), first.date).max(wording.now);
    let opens = wording.scene.compiled.opens_after(one.activity, wording.now, start);
    if let Some(until) = opens {
        let mut lines = vec![words.text(say::planner_way_until(label, wording.dates.moment(until)))];
        lines.extend(planned_session(wording, first));
        return lines;
    }
    let answer = wording.scene.compiled.answer(one.activity, wording.now);
    if let Some(&state) = answer.waits_for.first() {
        return vec![words.text(say::planner_way_state(label, wording.skin(state)))];
    }
    let rule = first.decided_by.map(|decided| decided.rule);
    let after_final = rule.and_then(|rule| wording.length_after_final(rule));
    let mut lines = vec![words.text(match after_final {
        Some(length) => say::planner_way_final(label, words.length(length)),
        None => say::planner_way_open(label),
    })];
    lines.extend(planned_session(wording, first));
    lines
}

/// The session still to come whose rule closes a day: moving it may open that day.
fn planned_session(wording: &Wording<'_>, day: &ClearDay) -> Option<String> {
    let decided = day.decided_by.filter(|decided| decided.anchor != Anchor::Always)?;
    let sessions = wording.scene.course().sessions();
    let session =
        sessions.iter().find(|one| Some(one.number) == decided.session && one.start > wording.now)?;
    let when = wording.dates.moment_with_time(session.start);
    Some(wording.words.text(say::planner_way_session(session.number, when)))
}

fn fit(
    wording: &Wording<'_>,
    activities: &[ActivityIndex],
    from: NaiveDate,
    to: NaiveDate,
    now: Instant,
) -> Result<FitView, PlanError> {
    let (scene, words) = (wording.scene, wording.words);
    let progress = scene.progress(now);
    let sessions = progress.total.unwrap_or(progress.logged);
    let question = FitQuestion { activities, from, to, sessions };
    let (dates, lines) = match scene.compiled.fit(&question, now)? {
        Fit::Dates(dates) if dates.is_empty() => (None, vec![words.text(say::fit_no_sessions_left())]),
        Fit::Dates(dates) => {
            let lines = dates_lines(wording, &dates);
            (Some(dates), lines)
        }
        Fit::None { reasons, left, too_long } => {
            let mut lines = vec![words.text(say::fit_none())];
            let next = counted(scene.course()).next_back().map_or(1, |(number, _)| number + 1);
            let gap = too_long.then(|| gap(scene.sheet(), next, smallest)).flatten();
            lines.extend(gap.map(|gap| words.text(say::fit_none_gap(left, words.length(gap)))));
            lines.extend(reasons.iter().map(|reason| why_none(wording, reason)));
            (None, lines)
        }
        Fit::NoSession => (None, vec![words.text(say::fit_no_session())]),
        Fit::NoGap => (None, vec![words.text(say::fit_no_gap())]),
        Fit::TooMany => (None, vec![words.text(say::fit_too_many())]),
    };
    Ok(FitView { dates, lines })
}

fn dates_lines(wording: &Wording<'_>, dates: &[Instant]) -> Vec<String> {
    let words = wording.words;
    let first = counted(wording.scene.course()).next_back().map_or(1, |(number, _)| number + 1);
    let mut lines = vec![words.text(say::fit_title())];
    for (number, starts) in (first..).zip(dates) {
        let when = wording.dates.moment_with_time(*starts);
        lines.push(words.text(if Some(starts) == dates.last() {
            say::fit_session_final(number, when)
        } else {
            say::fit_session(number, when)
        }));
    }
    lines.push(words.text(say::fit_note()));
    lines
}

fn why_none(wording: &Wording<'_>, reason: &InTheWay) -> String {
    let label = wording.activity(reason.activity).label;
    let rule = reason.decided_by.map(|decided| decided.rule);
    let after_final = rule.and_then(|rule| wording.length_after_final(rule));
    wording.words.text(match (reason.verdict, reason.waits_for, after_final) {
        (Verdict::Ask, ..) => say::fit_none_ask(label),
        (_, Some(state), _) => say::fit_none_state(label, wording.skin(state)),
        (.., Some(length)) => say::fit_none_final(label, wording.words.length(length)),
        _ => say::fit_none_always(label),
    })
}
