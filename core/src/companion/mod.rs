//! The one door: what a shell can ask and do.
//!
//! Coarse calls, one for each screen or intent. Meets the clock, the ids and the diary; everything it decides, it
//! asks `aftercare` and `course`, and everything a client reads, it asks `words`. Not for: drawing, or asking the
//! operating system anything.

mod account;
mod account_error;
mod account_sync;
mod ask;
mod bundle;
pub mod can;
mod connect;
pub mod course_screen;
pub mod diff_screen;
mod door;
mod error;
pub mod files;
mod intent;
mod intent_session;
mod loaded;
mod photo_change;
mod photo_desk;
mod photo_files;
mod photo_import;
mod photo_pictures;
mod photo_trend;
pub mod photo_view;
mod photos;
pub mod plain;
pub mod planner;
pub mod ready;
mod reports;
mod rows;
pub mod scene;
mod sheet_fetch;
mod sheet_offer;
pub mod sheet_screen;
pub mod skin_screen;
pub mod spacing;
pub mod studio_report;
mod studio_report_photos;
pub mod today;
pub mod today_json;
pub mod view;
mod ways_out;
mod window_words;

pub use account::{AccountDesk, AccountState, AccountView, RecoveryCodeView};
pub use account_error::AccountError;
pub use account_sync::{DeviceView, DevicesView, SyncView};
pub use bundle::{BundleDesk, PhotosAs};
pub use connect::{Connection, connect};
pub use door::{Companion, DIARY_FILE, Setting};
pub use error::CompanionError;
#[cfg(feature = "uniffi")]
pub(crate) use error::vault_failed;
pub use intent::StartCourse;
pub use intent_session::{LogSession, PlanSession};
pub use photo_desk::PhotoDesk;
pub use photo_import::AddPhotos;
pub use photo_trend::TrendOf;
pub use photos::BIN_DAYS;
pub use scene::{Scene, SceneParts};
pub use sheet_fetch::SheetQuestion;
pub use sheet_offer::{
    SheetCodeView, SheetOffer, SheetOfferView, SheetSignature, read_sheet_code, unsigned_origin,
};
pub use studio_report_photos::{MadeReport, ReportDesk};
pub use today_json::TodayJson;
