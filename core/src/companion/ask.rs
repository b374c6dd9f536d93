//! What a client asks: one call for each screen, one record back.
//!
//! Not for: making the records (`today`, `can`, `planner`, `course_screen`, `ready`, `sheet_screen`), or changing
//! anything (`intent`).

use chrono::NaiveDate;

use crate::aftercare::{ActivityIndex, Board};
use crate::course::SkinReport;
use crate::diary::CourseState;
use crate::time::Instant;

use super::door::Companion;
use super::error::CompanionError;
use super::intent::read;
use super::loaded::Loaded;
use super::rows::Wording;
use super::scene::{Scene, SceneParts};
use super::view::{
    ActivityView, CanView, ClearView, CourseView, ReadyView, SheetView, SkinView, TodayView, WhenView,
};
use super::{can, course_screen, planner, ready, sheet_offer, sheet_screen, skin_screen, today};

impl Companion {
    /// The course, put together for screens, as it is known now.
    pub fn scene(&self) -> Result<Scene, CompanionError> {
        Ok(self.scene_of(self.loaded()?))
    }

    pub(super) fn scene_of(&self, loaded: Loaded) -> Scene {
        self.scene_since(loaded, self.now())
    }

    fn scene_since(&self, loaded: Loaded, since: Instant) -> Scene {
        let Loaded { state, rulebook, course } = loaded;
        let photos = state.kept_photos().map(|photo| photo.taken).collect();
        let reports: Vec<SkinReport> = state.skin();
        let CourseState { attributes, sessions_planned, consultation, sessions, .. } = state;
        let stored = sessions.into_iter().filter(|session| !session.shadowed);
        let notes = stored.map(|session| (session.logged.start(), session.notes)).collect();
        let parts = SceneParts {
            rulebook,
            course,
            client: attributes,
            reports,
            sessions_given: sessions_planned,
            notes,
            consultation: consultation.map(|one| (one.at, one.note)),
            zone: self.zone,
        };
        Scene::new(parts, since).with_photos(photos)
    }

    /// The Today screen, now or as of another moment, with what is known now.
    pub fn today(&self, at: Option<Instant>) -> Result<TodayView, CompanionError> {
        let at = at.unwrap_or_else(|| self.now());
        Ok(today::today(&self.scene_since(self.loaded()?, at), &self.words, at))
    }

    /// The board that the Today screen is made from, beside it.
    pub fn board(&self, at: Option<Instant>) -> Result<(Scene, Board, TodayView), CompanionError> {
        let at = at.unwrap_or_else(|| self.now());
        let scene = self.scene_since(self.loaded()?, at);
        let board = scene.compiled.board(at);
        let view = today::of_board(&scene, &self.words, at, &board);
        Ok((scene, board, view))
    }

    /// What this device showed at an earlier moment, with what it knew then; none where it had no course.
    pub fn told_at(&self, at: Instant) -> Result<Option<TodayView>, CompanionError> {
        let state = self.diary.state_at(at)?;
        let Some(course) = state.active().cloned() else { return Ok(None) };
        let scene = self.scene_since(Loaded::new(course, &self.rulebook)?, at);
        Ok(Some(today::today(&scene, &self.words, at)))
    }

    /// One answer and its reason, now or at another moment.
    pub fn can(&self, activity: &str, at: Option<Instant>) -> Result<CanView, CompanionError> {
        let (now, at) = (self.now(), at.unwrap_or_else(|| self.now()));
        let scene = self.scene_since(self.loaded()?, at.min(now));
        let activity = self.activity(&scene, activity)?;
        Ok(can::can(&scene, &self.words, activity, at, now))
    }

    /// From when an activity is allowed.
    pub fn when(&self, activity: &str) -> Result<WhenView, CompanionError> {
        let scene = self.scene()?;
        let activity = self.activity(&scene, activity)?;
        Ok(planner::when(&scene, &self.words, activity, self.now()))
    }

    /// Whether activities are allowed on each day from `from` to `to`, and which session dates still fit.
    pub fn clear(
        &self,
        activities: &[String],
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<ClearView, CompanionError> {
        let scene = self.scene()?;
        let found = activities.iter().map(|one| self.activity(&scene, one)).collect::<Result<Vec<_>, _>>()?;
        Ok(planner::clear(&scene, &self.words, &found, from, to, self.now())?)
    }

    /// Activities that a text may mean.
    pub fn search(&self, text: &str) -> Result<Vec<ActivityView>, CompanionError> {
        Ok(can::search(&self.scene()?, &self.words, text))
    }

    /// The Course screen.
    pub fn course(&self) -> Result<CourseView, CompanionError> {
        let (scene, now) = (self.scene()?, self.now());
        let headline = today::headline(&Wording::new(&scene, &self.words, now), scene.compiled.day(now));
        Ok(course_screen::course(&scene, &self.words, now, headline))
    }

    /// Readiness for the next session.
    pub fn ready(&self) -> Result<ReadyView, CompanionError> {
        Ok(ready::ready(&self.scene()?, &self.words, self.now()))
    }

    /// The Skin check screen.
    pub fn skin(&self) -> Result<SkinView, CompanionError> {
        Ok(skin_screen::skin(&self.scene()?, &self.words, self.now()))
    }

    /// The sheet that the course is pinned to.
    pub fn sheet(&self) -> Result<SheetView, CompanionError> {
        let loaded = self.loaded()?;
        let mut view = sheet_screen::sheet(loaded.sheet(), &self.words);
        if let Some(pin) = loaded.state.sheet() {
            let key = sheet_offer::key(&pin.sheet);
            view.origin = Some(sheet_offer::origin(key.as_ref(), &pin.sheet.text, &self.words));
            view.key_words = key.map(|key| key.words());
        }
        Ok(view)
    }

    /// A sheet that no course is under, from the whole text of its file.
    pub fn show_sheet(&self, text: &str) -> Result<SheetView, CompanionError> {
        let view = sheet_screen::sheet(&read(text)?, &self.words);
        Ok(SheetView { origin: Some(sheet_offer::unsigned_origin(text, &self.words)), ..view })
    }

    /// An activity by its id or its label.
    pub(super) fn activity(&self, scene: &Scene, text: &str) -> Result<ActivityIndex, CompanionError> {
        can::find(scene, &self.words, text)
    }
}
