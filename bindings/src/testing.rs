//! **Never in what ships.** Calls that only tests of the bindings in other languages make; there with the feature
//! `testing` alone, which is off by default and which `generate.sh` and the packages' scripts leave off.
//!
//! Not for: anything that a client could meet.

use peak_alloc::PeakAlloc;
use stipple_core::companion::diff_screen::{SheetChangeView, SheetDiffPartView, SheetDiffView};
use stipple_core::companion::photo_view::{
    FindingView, MadeView, PairView, PhotoAddedView, PhotoView, PhotosAddedView, PhotosView, ScrubView,
    ShotAngleView, ShotSectionView, ShotStatusView, ShotView, ShotsView, TrendPointView, TrendValueView,
    TrendView,
};
use stipple_core::companion::plain::{BuiltInSheetView, OpeningView, SetAsideView, SettingsView};
use stipple_core::companion::view::{
    ActivityView, BarView, CanView, ChangeView, ClearActivityView, ClearDayView, ClearView, CourseView,
    DoneView, FitView, NextSessionView, PhotoDueView, ReadyItemView, ReadyView, ReasonsView, ReminderView,
    RowView, SectionView, SegmentView, SessionView, SheetNameView, SheetPartView, SheetStatementView,
    SheetView, SignView, SkinCheckView, SkinStateView, SkinView, StatementView, TodayView, TouchUpView,
    UnconfirmedView, WhenView,
};
use stipple_core::companion::{
    AccountState, AccountView, AddPhotos, DeviceView, DevicesView, LogSession, PhotosAs, PlanSession,
    RecoveryCodeView, SheetCodeView, SheetOffer, SheetOfferView, SheetSignature, StartCourse, SyncView,
    TrendOf,
};
use stipple_core::course::{SessionNotes, Shade};
use stipple_core::diary::TakenFrom;
use stipple_core::foreign::StippleError;
use stipple_core::photo::FindingKind;
use stipple_core::protocol::{Effect, Verdict};
use stipple_core::qr::QrView;
use stipple_core::reminders::QuietHours;
use stipple_core::sync::plan::Network;
use stipple_core::vault::PhotoFile;
use stipple_core::words::{HourCycle, Marks, Style};

use crate::open::OpenRequest;
use crate::photos::DrawTrend;
use crate::stipple::Stipple;
use crate::task::ProgressView;

/// Counts what is allocated, so that growth shows to the byte.
#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

#[uniffi::export]
impl Stipple {
    /// Panics while the lock is held. For tests: it must arrive as an exception, and the next call must answer.
    ///
    /// # Panics
    ///
    /// Always.
    #[expect(clippy::panic, reason = "this is what it is for")]
    pub fn panic_now(&self) -> Result<(), StippleError> {
        self.change(|_| panic!("asked to by a test"))
    }

    /// Does nothing. For benchmarks: what crossing over costs.
    pub fn empty_call(&self) {}
}

/// How many bytes the library holds now, but for those of `SQLite`.
#[uniffi::export]
pub fn live_bytes() -> u64 {
    ALLOCATED.current_usage() as u64
}

/// Fails with the error that it is given.
#[uniffi::export]
pub fn fail_with(error: StippleError) -> Result<(), StippleError> {
    Err(error)
}

/// Functions that give back what they are given: what crosses both ways has to come back as it went.
macro_rules! give_back {
    ($($name:ident $record:ident,)+) => {
        $(
            /// Gives back what it is given.
            #[uniffi::export]
            pub fn $name(value: $record) -> Result<$record, StippleError> {
                Ok(value)
            }
        )+
    };
}

give_back! {
    back_account_state AccountState,
    back_account_view AccountView,
    back_activity_view ActivityView,
    back_add_photos AddPhotos,
    back_bar_view BarView,
    back_built_in_sheet_view BuiltInSheetView,
    back_can_view CanView,
    back_change_view ChangeView,
    back_clear_activity_view ClearActivityView,
    back_clear_day_view ClearDayView,
    back_clear_view ClearView,
    back_course_view CourseView,
    back_device_view DeviceView,
    back_devices_view DevicesView,
    back_done_view DoneView,
    back_draw_trend DrawTrend,
    back_effect Effect,
    back_finding_kind FindingKind,
    back_finding_view FindingView,
    back_fit_view FitView,
    back_hour_cycle HourCycle,
    back_log_session LogSession,
    back_made_view MadeView,
    back_marks Marks,
    back_network Network,
    back_next_session_view NextSessionView,
    back_open_request OpenRequest,
    back_opening_view OpeningView,
    back_pair_view PairView,
    back_photo_added_view PhotoAddedView,
    back_photo_due_view PhotoDueView,
    back_photo_file PhotoFile,
    back_photo_view PhotoView,
    back_photos_added_view PhotosAddedView,
    back_photos_as PhotosAs,
    back_photos_view PhotosView,
    back_plan_session PlanSession,
    back_progress_view ProgressView,
    back_qr_view QrView,
    back_quiet_hours QuietHours,
    back_ready_item_view ReadyItemView,
    back_ready_view ReadyView,
    back_reasons_view ReasonsView,
    back_recovery_code_view RecoveryCodeView,
    back_reminder_view ReminderView,
    back_row_view RowView,
    back_scrub_view ScrubView,
    back_section_view SectionView,
    back_segment_view SegmentView,
    back_session_notes SessionNotes,
    back_session_view SessionView,
    back_set_aside_view SetAsideView,
    back_settings_view SettingsView,
    back_shade Shade,
    back_sheet_change_view SheetChangeView,
    back_sheet_code_view SheetCodeView,
    back_sheet_diff_part_view SheetDiffPartView,
    back_sheet_diff_view SheetDiffView,
    back_sheet_name_view SheetNameView,
    back_sheet_offer SheetOffer,
    back_sheet_offer_view SheetOfferView,
    back_sheet_part_view SheetPartView,
    back_sheet_signature SheetSignature,
    back_sheet_statement_view SheetStatementView,
    back_sheet_view SheetView,
    back_shot_angle_view ShotAngleView,
    back_shot_section_view ShotSectionView,
    back_shot_status_view ShotStatusView,
    back_shot_view ShotView,
    back_shots_view ShotsView,
    back_sign_view SignView,
    back_skin_check_view SkinCheckView,
    back_skin_state_view SkinStateView,
    back_skin_view SkinView,
    back_start_course StartCourse,
    back_statement_view StatementView,
    back_style Style,
    back_sync_view SyncView,
    back_taken_from TakenFrom,
    back_today_view TodayView,
    back_touch_up_view TouchUpView,
    back_trend_of TrendOf,
    back_trend_point_view TrendPointView,
    back_trend_value_view TrendValueView,
    back_trend_view TrendView,
    back_unconfirmed_view UnconfirmedView,
    back_verdict Verdict,
    back_when_view WhenView,
}
