//! What a client asks: one call for each screen, one record back. The core says what each of them means.
//!
//! Not for: changing anything (`course`, `change`).

use chrono::NaiveDate;
use chrono_tz::Tz;
use stipple_core::companion::Companion;
use stipple_core::companion::diff_screen::SheetDiffView;
use stipple_core::companion::plain::{self, BuiltInSheetView, SettingsView};
use stipple_core::companion::view::{
    ActivityView, CanView, ClearView, CourseView, ReadyView, ReminderView, SheetView, SkinView, TodayView,
    WhenView,
};
use stipple_core::foreign::StippleError;
use stipple_core::time::Instant;

use crate::stipple::Stipple;

#[uniffi::export]
impl Stipple {
    /// The Today screen: now, or as of another moment with what is known now.
    #[uniffi::method(default(at = None))]
    pub fn today(&self, at: Option<Instant>) -> Result<TodayView, StippleError> {
        self.ask(|companion| companion.today(at))
    }

    /// What this device showed at an earlier moment, with what it knew then; none where it had no course.
    pub fn told_at(&self, at: Instant) -> Result<Option<TodayView>, StippleError> {
        self.ask(|companion| companion.told_at(at))
    }

    /// One answer and its reason, now or at another moment. The activity by its id or its label.
    #[uniffi::method(default(at = None))]
    pub fn can(&self, activity: &str, at: Option<Instant>) -> Result<CanView, StippleError> {
        self.ask(|companion| companion.can(activity, at))
    }

    /// From when an activity is allowed.
    pub fn when_allowed(&self, activity: &str) -> Result<WhenView, StippleError> {
        self.ask(|companion| companion.when(activity))
    }

    /// The holiday planner: whether activities are allowed on each day from `first` to `last`, and which session dates
    /// still fit.
    pub fn clear(
        &self,
        activities: &[String],
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<ClearView, StippleError> {
        self.ask(|companion| companion.clear(activities, first, last))
    }

    /// Activities that a text may mean, those on the board first.
    pub fn search(&self, text: &str) -> Result<Vec<ActivityView>, StippleError> {
        self.ask(|companion| companion.search(text))
    }

    /// The Course screen.
    pub fn course(&self) -> Result<CourseView, StippleError> {
        self.ask(Companion::course)
    }

    /// Whether there is a course.
    pub fn has_course(&self) -> Result<bool, StippleError> {
        self.ask(Companion::has_course)
    }

    /// Readiness for the next session.
    pub fn ready(&self) -> Result<ReadyView, StippleError> {
        self.ask(Companion::ready)
    }

    /// The Skin check screen.
    pub fn skin(&self) -> Result<SkinView, StippleError> {
        self.ask(Companion::skin)
    }

    /// The sheet that the course is pinned to.
    pub fn sheet(&self) -> Result<SheetView, StippleError> {
        self.ask(Companion::sheet)
    }

    /// A sheet that no course is under, from the whole text of its file.
    pub fn show_sheet(&self, text: &str) -> Result<SheetView, StippleError> {
        self.ask(|companion| companion.show_sheet(text))
    }

    /// What would change for the client under another sheet. Nothing is kept.
    pub fn compare_sheet(&self, text: &str) -> Result<SheetDiffView, StippleError> {
        self.ask(|companion| companion.compare_sheet(text))
    }

    /// The sheets that come with Stipple.
    pub fn built_in_sheets(&self) -> Result<Vec<BuiltInSheetView>, StippleError> {
        self.ask(|_| Ok(plain::built_in_sheets()))
    }

    /// The next reminders, by time, at most so many; `discreet` overrules what the client set.
    #[uniffi::method(default(discreet = None))]
    pub fn reminders(&self, most: u32, discreet: Option<bool>) -> Result<Vec<ReminderView>, StippleError> {
        self.ask(|companion| companion.reminders(most as usize, discreet))
    }

    /// What the client set; what nobody set is none, and the shell's defaults hold.
    pub fn settings(&self) -> Result<SettingsView, StippleError> {
        self.ask(Companion::settings)
    }

    /// The present moment, as Stipple takes it.
    pub fn now(&self) -> Result<Instant, StippleError> {
        self.ask(|companion| Ok(companion.now()))
    }

    /// The zone that the client is in.
    pub fn zone(&self) -> Result<Tz, StippleError> {
        self.ask(|companion| Ok(companion.zone()))
    }

    /// The BCP 47 tag of the language that Stipple speaks.
    pub fn language(&self) -> Result<String, StippleError> {
        self.ask(|companion| Ok(companion.words().tag().to_owned()))
    }
}
