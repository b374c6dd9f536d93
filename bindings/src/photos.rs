//! Photos. Pixels never cross: a photo is named by its id, and written to a path when it is to be shown.
//!
//! Calls work on the photos as they were when they were begun. What opens or seals photos asks the device for its key,
//! and holds no lock meanwhile. Not for: the handles of long calls (`task`), or what is in a picture (the core).

use std::path::Path;
use std::sync::Arc;

use stipple_core::companion::photo_view::{MadeView, PairView, PhotosView, ShotsView};
use stipple_core::companion::view::DoneView;
use stipple_core::companion::{AddPhotos, Companion, CompanionError, PhotoDesk, TrendOf};
use stipple_core::foreign::StippleError;
use stipple_core::time::Instant;
use stipple_core::vault::PhotoFile;

use crate::foreign::Keys;
use crate::stipple::{Stipple, enter};
use crate::task::{PhotoTask, PictureTask, ScrubTask, TrendTask};

/// A trend to draw.
#[derive(Debug, Clone, uniffi::Record)]
pub struct DrawTrend {
    /// Which line.
    pub of: TrendOf,
    /// The file to write: a `.png` or an `.svg`.
    pub path: String,
}

#[uniffi::export]
impl Stipple {
    /// Every photo of the course, and those in the bin.
    pub fn photos(&self) -> Result<PhotosView, StippleError> {
        self.ask(Companion::photos)
    }

    /// The shots of the course: due, missed, later, taken.
    pub fn photos_due(&self) -> Result<ShotsView, StippleError> {
        self.ask(Companion::photos_due)
    }

    /// Pairs of photos that belong side by side.
    pub fn photo_pairs(&self) -> Result<Vec<PairView>, StippleError> {
        self.ask(Companion::photo_pairs)
    }

    /// Begins to bring photos in. A file that fails does not stop the others. Keep the task until it is done.
    pub fn add_photos(&self, photos: AddPhotos) -> Result<Arc<PhotoTask>, StippleError> {
        self.begin(Companion::photo_desk, move |mut desk, keys, watch| desk.add(keys, &photos, watch))
    }

    /// Puts a photo into the bin, where it lies for 30 days. Photos are named by their id, or its beginning.
    pub fn remove_photo(&self, photo: &str) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.remove_photo(photo))
    }

    /// Takes a photo out of the bin.
    pub fn restore_photo(&self, photo: &str) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.restore_photo(photo))
    }

    /// Says something else of a photo; what is none stays as it is.
    #[expect(clippy::needless_pass_by_value, reason = "UniFFI lends no optional text")]
    #[uniffi::method(default(angle = None, taken = None, note = None, tags = None))]
    pub fn change_photo(
        &self,
        photo: &str,
        angle: Option<String>,
        taken: Option<Instant>,
        note: Option<String>,
        tags: Option<Vec<String>>,
    ) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.change_photo(photo, angle.as_deref(), taken, note, tags))
    }

    /// Deletes photos whose 30 days in the bin are over, for good, and says how many. Call it once a day or so.
    pub fn empty_bin(&self) -> Result<u32, StippleError> {
        self.change(Companion::empty_bin)
    }

    /// Writes a photo, or a preview of it, to a path, in clear and without what a camera puts in beside the pixels.
    /// Whoever shows it on a screen deletes it after.
    pub fn write_photo(&self, photo: &str, which: PhotoFile, path: &str) -> Result<DoneView, StippleError> {
        self.at_desk(|desk, keys| desk.write(keys, photo, which, Path::new(path)))
    }

    /// Writes what opens the course's photos: whoever has that file can open them.
    pub fn write_identity(&self, path: &str) -> Result<DoneView, StippleError> {
        self.at_desk(|desk, keys| desk.write_identity(keys, Path::new(path)))
    }

    /// Writes two photos, lined up and side by side, as a `.jpg` or `.png`.
    pub fn compare_photos(&self, first: &str, second: &str, path: &str) -> Result<MadeView, StippleError> {
        self.at_desk(|desk, keys| desk.compare(keys, first, second, Path::new(path)))
    }

    /// Writes two photos, lined up, with a line that wipes from one to the other and back, as a `.gif`.
    pub fn slider(&self, first: &str, second: &str, path: &str) -> Result<MadeView, StippleError> {
        self.at_desk(|desk, keys| desk.slider(keys, first, second, Path::new(path)))
    }

    /// Writes the last photo of an angle as a veil over a camera's picture of that size in pixels, as a `.png`.
    pub fn ghost(&self, angle: &str, width: u32, height: u32, path: &str) -> Result<MadeView, StippleError> {
        self.at_desk(|desk, keys| desk.ghost(keys, angle, width, height, Path::new(path)))
    }

    /// Begins to write the photos of an angle, lined up and dated, one after the other, as a `.gif`.
    pub fn lapse(&self, angle: String, path: String) -> Result<Arc<PictureTask>, StippleError> {
        self.begin(Companion::photo_desk, move |desk, keys, watch| {
            desk.lapse(keys, &angle, Path::new(&path), watch)
        })
    }

    /// Begins to measure how redness and dots developed on one side of the head, and to draw one of them.
    #[uniffi::method(default(drawn = None))]
    pub fn trend(&self, angle: String, drawn: Option<DrawTrend>) -> Result<Arc<TrendTask>, StippleError> {
        self.begin(Companion::photo_desk, move |desk, keys, watch| {
            desk.trend(keys, &angle, drawn.as_ref().map(|drawn| (drawn.of, Path::new(&drawn.path))), watch)
        })
    }

    /// Begins to look at every photo's files: whether they are there, open, and are what went in. Nothing is changed.
    pub fn scrub_photos(&self) -> Result<Arc<ScrubTask>, StippleError> {
        self.begin(Companion::photo_desk, |desk, keys, watch| desk.scrub(keys, watch))
    }
}

impl Stipple {
    /// A call on the photos as they are now.
    fn at_desk<T>(
        &self,
        work: impl FnOnce(&PhotoDesk, &Keys) -> Result<T, CompanionError>,
    ) -> Result<T, StippleError> {
        let desk = self.ask(Companion::photo_desk)?;
        let done = work(&desk, &self.keys);
        done.map_err(|error| StippleError::of(error, &enter(&self.companion)))
    }
}
