//! The one error that shells see, and how it is told.
//!
//! A variant only where a person would do something different about it. Not for: what went wrong inside a store
//! (`diary` says), which arrives here as [`CompanionError::Store`].

use std::io;
use std::path::{Path, PathBuf};

use stipple_photo::ReadError;

use crate::diary::DiaryError;
use crate::export::archive::ArchiveError;
use crate::export::file::WriteError;
use crate::ports::KeyStoreError;
use crate::qr::TooLong;
use crate::signed::{AddressError, KeyError, NotWanted, SignedError};
use crate::sync::server::ServerError;
use crate::time::Instant;
use crate::vault::VaultError;
use crate::words::{Dates, Message, Words, say};

use super::account_error::AccountError;

/// Why the companion did not do what it was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CompanionError {
    /// There is no course yet.
    #[error("no course yet: start one first")]
    NoCourse,
    /// A course is under way.
    #[error("a course is under way: finish it first")]
    CourseExists,
    /// The course is complete.
    #[error("the course is complete: log a touch-up, or reopen it")]
    CourseComplete,
    /// There is no session of that number.
    #[error("there is no session {number}")]
    NoSession {
        /// What was asked for.
        number: u32,
    },
    /// The session has taken place, and cannot be moved.
    #[error("session {number} has taken place already")]
    SessionTookPlace {
        /// What was asked for.
        number: u32,
    },
    /// The session is not waiting to be confirmed.
    #[error("session {number} is not waiting to be confirmed")]
    NotUnconfirmed {
        /// What was asked for.
        number: u32,
    },
    /// Another session starts at that instant.
    #[error("another session starts at {start}")]
    SameStart {
        /// The instant.
        start: Instant,
    },
    /// A session would end before it starts.
    #[error("a session ends at its start or later")]
    EndsBeforeStart,
    /// A session cannot be done yet.
    #[error("{at} is still to come: plan the session instead")]
    DoneInFuture {
        /// When it is said to have ended.
        at: Instant,
    },
    /// A session cannot be planned for the past.
    #[error("{at} has passed: log the session as done instead")]
    PlannedInPast {
        /// When it is said to start.
        at: Instant,
    },
    /// A report is about now or earlier.
    #[error("a skin report is about now or earlier")]
    ReportInFuture,
    /// A report says nothing.
    #[error("nothing was said")]
    NothingSaid,
    /// A note, on a session or a photo, says nothing.
    #[error("nothing was noted")]
    NothingNoted,
    /// An activity that neither the sheet nor the catalogue knows.
    #[error("`{id}` is no activity that the sheet or the catalogue knows")]
    UnknownActivity {
        /// What was given.
        id: String,
        /// What it may mean.
        close: Vec<String>,
    },
    /// A skin state that neither the sheet nor the catalogue knows.
    #[error("`{id}` is no skin state that the sheet or the catalogue knows")]
    UnknownState {
        /// What was given.
        id: String,
        /// Those that are known.
        known: Vec<String>,
    },
    /// A client attribute that neither the sheet nor the catalogue knows.
    #[error("`{id}` is no client attribute that the sheet or the catalogue knows")]
    UnknownAttribute {
        /// What was given.
        id: String,
        /// Those that are known.
        known: Vec<String>,
    },
    /// A sheet's text is refused.
    #[error("this is no sheet: {reason}")]
    SheetRefused {
        /// The first thing that is wrong with it.
        reason: String,
    },
    /// A signed sheet is not what it should be.
    #[error(transparent)]
    NotWanted(#[from] NotWanted),
    /// Something about an account.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The server did not do it.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// A studio's public key does not read.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A code does not say where a sheet lies.
    #[error(transparent)]
    SheetCode(#[from] AddressError),
    /// A text is too long for a QR code.
    #[error(transparent)]
    Qr(#[from] TooLong),
    /// Another key signed the sheet than the one of that id that was accepted before, and the client has not said that
    /// they know of it.
    #[error("another key signed `{sheet}`: before {known}, now {offered}")]
    OtherKey {
        /// The sheet's id.
        sheet: String,
        /// The key from before, in words.
        known: String,
        /// The key that is offered, in words.
        offered: String,
    },
    /// An interval that cannot be planned for.
    #[error(transparent)]
    Plan(#[from] crate::aftercare::PlanError),
    /// There is nothing to take back.
    #[error("there is nothing to take back")]
    NothingToUndo,
    /// There is nothing to do again.
    #[error("there is nothing to do again")]
    NothingToRedo,
    /// An archive does not read.
    #[error("nothing was imported: {reason}")]
    Archive {
        /// What does not fit.
        reason: String,
    },
    /// A file that was named does not read.
    #[error("{} cannot be read: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A file was not written.
    #[error(transparent)]
    Unwritten(#[from] WriteError),
    /// It was stopped before it was done.
    #[error("stopped: nothing was changed")]
    Cancelled,
    /// There is no photo of that id.
    #[error("there is no photo `{id}`")]
    NoPhoto {
        /// What was given.
        id: String,
    },
    /// More than one photo's id begins so.
    #[error("more than one photo begins with `{id}`")]
    AmbiguousPhoto {
        /// What was given.
        id: String,
    },
    /// A name that is no angle.
    #[error("`{angle}` is no angle: front, left, right, crown, back, or a zone in up to 40 characters")]
    BadAngle {
        /// What was given.
        angle: String,
    },
    /// A photo was said to be taken later than now.
    #[error("a photo was taken now or earlier")]
    PhotoInFuture,
    /// A photo's file is not read.
    #[error(transparent)]
    Photo(#[from] ReadError),
    /// The vault, or the device's place for secrets, failed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Two photos cannot be lined up.
    #[error("these two cannot be lined up")]
    NotAligned,
    /// There are too few photos of an angle for what was asked.
    #[error("there are too few photos of this angle")]
    TooFewPhotos,
    /// A picture cannot be written as what the file's name says.
    #[error("`{file}` does not end in one of {offered:?}")]
    PictureKind {
        /// The file.
        file: String,
        /// The ends of names that are written.
        offered: Vec<&'static str>,
    },
    /// A picture could not be made.
    #[error("the picture could not be made: {reason}")]
    Unmade {
        /// What was wrong.
        reason: String,
    },
    /// The store failed: disk, another process, a newer version.
    #[error(transparent)]
    Store(#[from] DiaryError),
}

impl From<ArchiveError> for CompanionError {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Diary(error) => Self::Store(error),
            ArchiveError::Cancelled => Self::Cancelled,
            other => Self::Archive { reason: other.to_string() },
        }
    }
}

impl CompanionError {
    /// Whether what was given is wrong, rather than something outside (disk, another process, a file's contents).
    pub const fn is_bad_input(&self) -> bool {
        !matches!(
            self,
            Self::Store(_)
                | Self::Archive { .. }
                | Self::Unreadable { .. }
                | Self::Unwritten(WriteError::Failed { .. })
                | Self::Cancelled
                | Self::Photo(_)
                | Self::Vault(_)
                | Self::NotAligned
                | Self::Account(AccountError::NotYet)
                | Self::NotWanted(_)
                | Self::Server(_)
                | Self::Unmade { .. }
        )
    }

    /// The same for the client, in their language.
    pub fn told(&self, words: &Words, dates: &Dates) -> String {
        let message = match self {
            Self::NoCourse => say::error_no_course(),
            Self::CourseExists => say::error_course_exists(),
            Self::CourseComplete => say::error_course_complete(),
            Self::NoSession { number } => say::error_no_session(*number),
            Self::SessionTookPlace { number } => say::error_session_took_place(*number),
            Self::NotUnconfirmed { number } => say::error_not_unconfirmed(*number),
            Self::SameStart { start } => say::error_same_start(dates.moment_with_time(*start)),
            Self::EndsBeforeStart => say::error_ends_before_start(),
            Self::DoneInFuture { at } => say::error_done_in_future(dates.moment_with_time(*at)),
            Self::PlannedInPast { at } => say::error_planned_in_past(dates.moment_with_time(*at)),
            Self::ReportInFuture => say::error_report_in_future(),
            Self::NothingSaid => say::error_nothing_said(),
            Self::NothingNoted => say::error_nothing_noted(),
            Self::UnknownActivity { id, close } if close.is_empty() => say::error_unknown_activity(id),
            Self::UnknownActivity { id, close } => say::error_unknown_activity_close(id, words.or(close)),
            Self::UnknownState { id, known } => say::error_unknown_state(id, words.or(known)),
            Self::UnknownAttribute { id, known } => say::error_unknown_attribute(id, words.or(known)),
            Self::SheetRefused { reason } => say::error_sheet_text(reason),
            Self::NotWanted(error) => sheet_not_taken(error),
            Self::Account(error) => error.message(),
            Self::Server(error) => server_failed(error),
            Self::Key(KeyError::NotAKey) => say::error_studio_key(),
            Self::Key(KeyError::Secret) => say::error_studio_key_secret(),
            Self::SheetCode(AddressError::OtherCode) => say::error_sheet_code_other(),
            Self::SheetCode(AddressError::NotAnAddress) => say::error_sheet_code(),
            Self::SheetCode(AddressError::Missing { part } | AddressError::Bad { part }) => {
                say::error_sheet_code_part(*part)
            }
            Self::Qr(TooLong) => say::error_qr(),
            Self::OtherKey { sheet, known, offered } => say::error_other_key(sheet, known, offered),
            Self::Plan(crate::aftercare::PlanError::EndsBeforeItBegins { .. }) => say::error_date_range(),
            Self::Plan(other) => say::error_store(other.to_string()),
            Self::NothingToUndo => say::error_nothing_to_undo(),
            Self::NothingToRedo => say::error_nothing_to_redo(),
            Self::Archive { reason } => say::error_archive(reason),
            Self::Unreadable { path, error } if error.kind() == io::ErrorKind::NotFound => {
                say::error_file_missing(name(path))
            }
            Self::Unreadable { path, .. } => say::error_file_unreadable(name(path)),
            Self::Unwritten(WriteError::Failed { error, .. })
                if error.kind() == io::ErrorKind::StorageFull =>
            {
                say::error_disk_full()
            }
            Self::Unwritten(
                WriteError::NoFolder { path }
                | WriteError::IsFolder { path }
                | WriteError::Failed { path, .. },
            ) => say::error_file_unwritable(name(path)),
            Self::Cancelled => say::error_cancelled(),
            Self::NoPhoto { id } => say::error_no_photo(id),
            Self::AmbiguousPhoto { id } => say::error_photo_ambiguous(id),
            Self::BadAngle { angle } => say::error_angle(angle),
            Self::PhotoInFuture => say::error_photo_in_future(),
            Self::Photo(error) => photo_refused(error, words),
            Self::Vault(error) => vault_failed(error),
            Self::NotAligned => say::error_not_aligned(),
            Self::TooFewPhotos => say::error_too_few_photos(),
            Self::PictureKind { file, offered } => say::error_picture_kind(file, words.or(offered)),
            Self::Unmade { reason } => say::error_unmade(reason),
            Self::Store(DiaryError::Newer { .. }) => say::error_data_newer(),
            Self::Store(DiaryError::Full) => say::error_disk_full(),
            Self::Store(other) => say::error_store(other.to_string()),
        };
        words.text(message)
    }
}

/// Why the server did not do it.
pub(super) fn server_failed(error: &ServerError) -> Message<'static> {
    match error {
        ServerError::NoSheet => say::error_sheet_not_there(),
        ServerError::SheetOwned => say::error_sheet_owned(),
        ServerError::SheetExists => say::error_sheet_exists(),
        error if error.is_passing() => say::error_server_away(),
        error => say::error_server_said(error.to_string()),
    }
}

/// Why a signed sheet is not taken.
fn sheet_not_taken(error: &NotWanted) -> Message<'_> {
    match error {
        NotWanted::Signed(SignedError::NotASignature) => say::error_signature(),
        NotWanted::Signed(SignedError::OtherKey { .. }) => say::error_signature_key(),
        NotWanted::Signed(SignedError::Changed) => say::error_signature_changed(),
        NotWanted::OtherKey { wanted, found } => say::error_sheet_key(wanted, found),
        NotWanted::OtherSheet { wanted, found } => say::error_sheet_other(wanted, found),
        NotWanted::Refused(refusal) => say::error_sheet_text(refusal.to_string()),
    }
}

/// Why a photo's file is not read.
fn photo_refused(error: &ReadError, words: &Words) -> Message<'static> {
    // In tenths, rounded up: a file is never said to be as large as what it may be.
    let tenths = |bytes: &u64| u32::try_from(bytes.div_ceil((1 << 20) / 10)).unwrap_or(u32::MAX);
    let megabytes = |bytes: &u64| format!("{} MB", words.decimal(f64::from(tenths(bytes)) / 10.0));
    match error {
        ReadError::Heic => say::error_photo_heic(),
        ReadError::UnknownFormat => say::error_photo_format(),
        ReadError::TooManyBytes { found, limit } => {
            say::error_photo_bytes(megabytes(found), megabytes(limit))
        }
        ReadError::TooManyPixels { width, height, limit } => {
            say::error_photo_pixels(format!("{width} × {height}"), limit.to_string())
        }
        ReadError::Unsupported { what } => say::error_photo_unsupported(*what),
        ReadError::Truncated => say::error_photo_truncated(),
        ReadError::Broken { what } => say::error_photo_broken(*what),
        ReadError::Stopped => say::error_cancelled(),
        _ => say::error_photo_cost(),
    }
}

/// Why the vault did not do it.
pub(crate) fn vault_failed(error: &VaultError) -> Message<'static> {
    match error {
        VaultError::KeyStore(KeyStoreError::Locked) => say::error_secrets_locked(),
        VaultError::KeyStore(KeyStoreError::Unavailable { .. }) | VaultError::NotKept => say::error_secrets(),
        VaultError::Damaged { .. } => say::error_key_damaged(),
        VaultError::WrongKey => say::error_wrong_key(),
        VaultError::NoIdentity => say::error_no_identity(),
        VaultError::NotAnIdentity { .. } => say::error_not_an_identity(),
        VaultError::Missing { .. } => say::error_photo_missing(),
        VaultError::Changed { .. } => say::error_photo_changed(),
        VaultError::Full => say::error_disk_full(),
        VaultError::Io(error) => say::error_store(error.to_string()),
        VaultError::Seal(error) => say::error_store(error.to_string()),
    }
}

/// A file as a client knows it.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
