//! What the photo screens show: records without behaviour.
//!
//! Pixels never stand in a record: a picture is named by its id and written to a path when it is to be shown. Not for:
//! making them (`photos`, `photo_import`).

use chrono::NaiveDate;
use serde::Serialize;

use crate::diary::TakenFrom;
use crate::time::Instant;

/// Every photo of the course, the latest first, and those in the bin.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PhotosView {
    /// Those that are kept.
    pub photos: Vec<PhotoView>,
    /// Those in the bin.
    pub bin: Vec<PhotoView>,
    /// "No photos yet."; none where there are some.
    pub none: Option<String>,
}

/// One photo.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PhotoView {
    /// Its id, for asking about it.
    pub id: String,
    /// The side of the head: an id, or a zone's name.
    pub angle: String,
    /// What a client reads for it.
    pub angle_label: String,
    /// When it was taken.
    pub taken: Instant,
    /// Minutes from UTC on the camera's clock then.
    pub offset_minutes: i32,
    /// How that is known.
    pub taken_from: TakenFrom,
    /// The session it follows; none before the first.
    pub session: Option<u32>,
    /// The day after that session.
    pub day: Option<u32>,
    /// "crown · Thu 7 May, 09:12 · session 1, day 6".
    pub text: String,
    /// Lines beside it: findings with their hints, what is not known of its moment, until when it is in the bin.
    pub lines: Vec<String>,
    /// What was found about its quality.
    pub findings: Vec<FindingView>,
    /// Photos of the same moment and angle, this one included; the sharpest stands for them.
    pub burst: u32,
    /// Whether it stands for its moment.
    pub stands: bool,
    /// Pixels from left to right, upright.
    pub width: u32,
    /// Pixels from top to bottom, upright.
    pub height: u32,
    /// What the client wrote beside it.
    pub note: String,
    /// What the client saw in it: labels of skin states.
    pub tags: Vec<String>,
    /// When it is gone for good, where it is in the bin.
    pub gone_at: Option<Instant>,
}

/// What was found about a photo's quality.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct FindingView {
    /// What it is about.
    pub kind: crate::photo::FindingKind,
    /// What was measured.
    pub value: f64,
    /// What it should not pass.
    pub limit: f64,
    /// The finding and what would help, in words.
    pub hint: String,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PhotosAddedView {
    /// One for each file that was tried, in order.
    pub files: Vec<PhotoAddedView>,
    /// How many photos are new.
    pub added: u32,
    /// How many files failed.
    pub failed: u32,
    /// Whether it was stopped before all files were tried.
    pub stopped: bool,
    /// The same in words, a line each.
    pub lines: Vec<String>,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PhotoAddedView {
    /// The file, as it was named.
    pub path: String,
    /// The photo's id; none where it failed.
    pub id: Option<String>,
    /// Whether it is new here.
    pub is_new: bool,
    /// The findings and hints, or why it failed.
    pub lines: Vec<String>,
    /// Whether it failed.
    pub failed: bool,
}

/// The shots of the course.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ShotsView {
    /// Each occasion, by time.
    pub shots: Vec<ShotView>,
    /// What is due, missed and later, in words; nothing due is said.
    pub sections: Vec<ShotSectionView>,
}

/// Lines of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ShotSectionView {
    /// "Due".
    pub title: String,
    /// Its lines.
    pub lines: Vec<String>,
}

/// One occasion.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ShotView {
    /// "Day 6 after session 1".
    pub label: String,
    /// The first date; none: from the beginning.
    pub from: Option<NaiveDate>,
    /// The last date.
    pub to: NaiveDate,
    /// How it stands with each angle.
    pub angles: Vec<ShotAngleView>,
}

/// How it stands with one angle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ShotAngleView {
    /// The side of the head.
    pub angle: String,
    /// What a client reads for it.
    pub label: String,
    /// How it stands.
    pub status: ShotStatusView,
    /// The photo that was taken.
    pub photo: Option<String>,
}

/// How it stands with a shot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[serde(rename_all = "lowercase")]
pub enum ShotStatusView {
    /// It may be taken now.
    Due,
    /// It was not taken in time.
    Missed,
    /// Its time is to come.
    Later,
    /// It is there.
    Taken,
}

/// Two photos that belong side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PairView {
    /// The side of the head.
    pub angle: String,
    /// The earlier photo.
    pub first: String,
    /// The later one.
    pub second: String,
    /// "Before and now", "session 1, day 6 beside session 2, day 6 (2 days apart)".
    pub text: String,
}

/// What a scrub found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ScrubView {
    /// How many photos were looked at.
    pub looked_at: u32,
    /// The ids of photos whose file is missing.
    pub missing: Vec<String>,
    /// The ids of photos whose file is not what went in.
    pub changed: Vec<String>,
    /// The ids of photos that are sound, but for a preview.
    pub previews: Vec<String>,
    /// The ids of folders that belong to no photo that is listed.
    pub unlisted: Vec<String>,
    /// The same in words, a line each.
    pub lines: Vec<String>,
}

/// A picture that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct MadeView {
    /// Where it was written.
    pub file: String,
    /// Pixels from left to right of a frame.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// The same in words, a line each; photos that were left out are named.
    pub lines: Vec<String>,
}

/// How redness and dots developed on one side of the head.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TrendView {
    /// The side of the head.
    pub angle: String,
    /// Its points, by time.
    pub points: Vec<TrendPointView>,
    /// The same in words, a line each, with the note that it is no verdict.
    pub lines: Vec<String>,
}

/// One point of a trend.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TrendPointView {
    /// The photo.
    pub photo: String,
    /// The date it was taken on.
    pub date: NaiveDate,
    /// Days since the first photo shown.
    pub day: i64,
    /// "session 1, day 6".
    pub place: String,
    /// CIELAB a* of the treated skin minus that of the untreated; none where it is withheld.
    pub redness: Option<TrendValueView>,
    /// How strongly the dots stand out, in percent of the skin's light; none where it is withheld.
    pub dots: Option<TrendValueView>,
    /// Said where both are withheld.
    pub withheld: Option<String>,
}

/// A measured value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TrendValueView {
    /// In the unit of what was measured; comparable within one trend.
    pub value: f64,
    /// Its standard error, in the same unit.
    pub plus_minus: f64,
    /// 0 to 1: how far light and angle carry it.
    pub reliability: f64,
}
