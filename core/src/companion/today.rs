//! The Today screen: the board at a moment, in words.
//!
//! Not for: one answer with its reason (`can`), or the course over time (`course_screen`).

use chrono::NaiveDate;

use crate::aftercare::{ActivityIndex, Board};
use crate::course::{Session, counted, final_session};
use crate::photo::DEFAULT_DAYS;
use crate::protocol::{Provenance, Verdict};
use crate::time::{Instant, plus_days};
use crate::words::{Words, say};

use super::rows::Wording;
use super::scene::Scene;
use super::view::{ChangeView, PhotoDueView, SignView, StatementView, TodayView, UnconfirmedView};

/// Most changes that the screen carries.
const MOST_CHANGES: usize = 40;

/// The Today screen at `now`.
pub fn today(scene: &Scene, words: &Words, now: Instant) -> TodayView {
    of_board(scene, words, now, &scene.compiled.board(now))
}

/// The Today screen of a board that was asked for already.
pub fn of_board(scene: &Scene, words: &Words, now: Instant, board: &Board) -> TodayView {
    let wording = Wording::new(scene, words, now);
    let sheet = scene.sheet();
    let studio = sheet.studio.as_ref().or(sheet.title.as_ref()).unwrap_or(&sheet.id);
    let changes = changes(scene, board, now);
    let photos_due = photos_due(scene, now);
    let next_session = super::spacing::next_session(scene, words, now);
    let mut next = next_lines(&wording, &changes, &photos_due);
    next.extend(next_session.iter().map(|session| session.text.clone()));
    next.extend(super::spacing::touch_up(scene, words, now).map(|touch_up| touch_up.text));
    let duties = board.duties.iter().map(|&place| &sheet.duties[place]);
    let expect = board.expectations.iter().map(|&place| &sheet.expectations[place]);
    TodayView {
        at: now,
        zone: scene.zone().name().to_owned(),
        headline: headline(&wording, board.day),
        beside: words.text(say::headline_beside(studio, wording.dates.moment_with_time(now))),
        day: board.day,
        session: board.session,
        sessions_planned: scene.progress(now).total,
        unconfirmed: unconfirmed(&wording),
        sections: wording.sections(&board.answers),
        duties: duties
            .map(|duty| StatementView {
                id: Some(duty.id.clone()),
                text: words.text(say::duty_line(&duty.task, words.every(duty.every))),
                reasons: (&duty.provenance).into(),
            })
            .collect(),
        expect: expect
            .map(|one| statement(words.text(say::expect_line(&one.say)), &one.provenance))
            .collect(),
        signs: signs(&wording, board),
        next,
        changes: changes.iter().map(|change| change.view(scene)).collect(),
        next_session,
        photos_due,
    }
}

fn statement(text: String, provenance: &Provenance) -> StatementView {
    StatementView { id: None, text, reasons: provenance.into() }
}

/// Where in the course the client stands, on that day after its current session: "Day 4 after session 1 of 3".
pub(super) fn headline(wording: &Wording<'_>, day: Option<i64>) -> String {
    let (scene, now) = (wording.scene, wording.now);
    let course = scene.course();
    let total = scene.progress(now).total;
    let number = |session: &Session| {
        counted(course)
            .find(|(_, one)| one.number == session.number)
            .map_or(session.number, |(number, _)| number)
    };
    let today = |session: &&Session| session.start.date_in(scene.zone()) == wording.dates.today();
    // If any is today, then the next one.
    if let Some(next) = course.sessions().iter().find(|session| session.start > now).filter(today) {
        let time = wording.dates.time(next.start);
        return wording.words.text(if next.touch_up {
            say::headline_touch_up_today(time)
        } else {
            say::headline_session_today(number(next), time)
        });
    }
    let Some(current) = course.current(now) else {
        return wording.words.text(match total {
            Some(total) => say::headline_before_first_of(total),
            None => say::headline_before_first(),
        });
    };
    let day = day.unwrap_or_default();
    let is_final = final_session(course, now).is_some_and(|last| last.number == current.number);
    wording.words.text(if now < current.end {
        if current.touch_up {
            say::headline_during_touch_up()
        } else {
            say::headline_during_session(number(current))
        }
    } else if current.touch_up {
        if day == 0 { say::headline_day_zero_touch_up() } else { say::headline_day_touch_up(day) }
    } else if is_final {
        if day == 0 { say::headline_day_zero_final() } else { say::headline_day_final(day) }
    } else {
        match (day, total) {
            (0, Some(total)) => say::headline_day_zero_of(number(current), total),
            (0, None) => say::headline_day_zero(number(current)),
            (_, Some(total)) => say::headline_day_of(day, number(current), total),
            (_, None) => say::headline_day(day, number(current)),
        }
    })
}

fn unconfirmed(wording: &Wording<'_>) -> Option<UnconfirmedView> {
    let current = wording.scene.course().current(wording.now).filter(|session| !session.done)?;
    let when = wording.dates.moment_with_time(current.start);
    let question = if current.touch_up {
        say::unconfirmed_question_touch_up(when)
    } else {
        say::unconfirmed_question(current.number, when)
    };
    Some(UnconfirmedView {
        session: current.number,
        question: wording.words.text(question),
        note: wording.words.text(say::unconfirmed_note()),
    })
}

fn signs(wording: &Wording<'_>, board: &Board) -> Vec<SignView> {
    let (sheet, words) = (wording.scene.sheet(), wording.words);
    let mut signs: Vec<SignView> = board
        .signs
        .iter()
        .map(|one| {
            let sign = &sheet.signs[one.sign];
            let seen: Vec<String> =
                sign.seen.iter().map(|id| words.state(id, wording.scene.state_label(id))).collect();
            SignView {
                text: words.text(say::sign_line(words.or(&seen), words.turn_to(sign.turn_to))),
                say: sign.say.clone(),
                reported: one.reported,
                reasons: (&sign.provenance).into(),
            }
        })
        .collect();
    signs.sort_by_key(|sign| !sign.reported);
    signs
}

/// A change to come: activities that get one verdict at one instant, under the same conditions.
struct Change {
    at: Instant,
    verdict: Verdict,
    loosens: bool,
    activities: Vec<ActivityIndex>,
}

impl Change {
    fn order(&self) -> (Instant, Verdict, bool) {
        (self.at, self.verdict, self.loosens)
    }

    fn view(&self, scene: &Scene) -> ChangeView {
        let rulebook = scene.rulebook();
        let activities = self.activities.iter().map(|&it| rulebook.get(it).id.clone()).collect();
        ChangeView { at: self.at, verdict: self.verdict, activities }
    }
}

fn changes(scene: &Scene, board: &Board, now: Instant) -> Vec<Change> {
    let mut places: Vec<u32> = board.answers.iter().map(|(activity, _)| scene.place(*activity)).collect();
    places.sort_unstable();
    // The nearest ones, in order. Activities come in the order in which they are read.
    let mut changes: Vec<Change> = Vec::new();
    for &place in &places {
        let activity = scene.activity_at(place);
        // Its own changes come in order: one that was passed is passed.
        let mut here = 0;
        scene.compiled.each_change(activity, now, |at, before, verdict| {
            let change = (at, verdict, verdict < before);
            while changes.get(here).is_some_and(|known| known.order() < change) {
                here += 1;
            }
            match changes.get_mut(here) {
                Some(known) if known.order() == change => known.activities.push(activity),
                _ if here == MOST_CHANGES => {}
                _ => {
                    changes.truncate(MOST_CHANGES - 1);
                    let mut activities = Vec::with_capacity(places.len());
                    activities.push(activity);
                    changes.insert(here, Change { at, verdict, loosens: verdict < before, activities });
                }
            }
        });
    }
    changes
}

/// The nearest moment at which something opens, with the photo of that day.
fn next_lines(wording: &Wording<'_>, changes: &[Change], photos: &[PhotoDueView]) -> Vec<String> {
    let words = wording.words;
    let opens = |change: &&Change| change.loosens && change.verdict.permits();
    let photo_line = |photo: &PhotoDueView| words.text(say::next_photo(photo.day));
    let Some(nearest) = changes.iter().find(opens) else {
        return photos.first().map(photo_line).into_iter().collect();
    };
    let when = wording.dates.moment(nearest.at);
    let mut parts = Vec::new();
    for change in changes.iter().filter(opens).filter(|change| change.at == nearest.at) {
        // With conditions they are told apart; without, they are one line.
        for (conditions, activities) in by_conditions(wording, change) {
            let named: Vec<_> = activities.iter().map(|&activity| wording.scene.named(activity)).collect();
            let verbs = if conditions.is_empty() { None } else { words.verbs(&named) };
            parts.push(match verbs {
                Some(verbs) => words.text(say::next_may_if(when.as_str(), verbs, conditions)),
                None => words.opens(&when, &named),
            });
        }
    }
    let date = nearest.at.date_in(wording.scene.zone());
    if let (Some(line), Some(photo)) = (parts.last_mut(), photos.iter().find(|photo| photo.date == date)) {
        *line = words.dots(&[std::mem::take(line), photo_line(photo)]);
    }
    parts
}

fn by_conditions(wording: &Wording<'_>, change: &Change) -> Vec<(String, Vec<ActivityIndex>)> {
    if change.verdict != Verdict::YesIf {
        return vec![(String::new(), change.activities.clone())];
    }
    let mut groups: Vec<(String, Vec<ActivityIndex>)> = Vec::new();
    for &activity in &change.activities {
        let conditions = wording.conditions_at(activity, change.at);
        match groups.iter_mut().find(|(known, _)| *known == conditions) {
            Some((_, group)) => group.push(activity),
            None => groups.push((conditions, vec![activity])),
        }
    }
    groups
}

/// Photos due from today on after the current session, until the next one starts, on days without one yet.
fn photos_due(scene: &Scene, now: Instant) -> Vec<PhotoDueView> {
    let Some(current) = scene.course().current(now) else { return Vec::new() };
    let zone = scene.zone_of(current);
    let (day_0, today) = (current.end.date_in(zone), now.date_in(zone));
    let next = scene.course().sessions().iter().find(|session| session.start > now);
    let before = next.map_or(NaiveDate::MAX, |next| next.start.date_in(zone));
    let sheet_days = &scene.sheet().course.photo_days;
    let days: &[u32] = if sheet_days.is_empty() { &DEFAULT_DAYS } else { sheet_days };
    let due =
        |&day: &u32| PhotoDueView { session: current.number, day, date: plus_days(day_0, i64::from(day)) };
    let taken = |date: NaiveDate| scene.photos().iter().any(|at| at.date_in(zone) == date);
    let open = |photo: &PhotoDueView| photo.date >= today && photo.date < before && !taken(photo.date);
    days.iter().map(due).filter(open).collect()
}
