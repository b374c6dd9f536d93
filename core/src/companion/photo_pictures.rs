//! Pictures made of photos: two side by side or one over the other, a time-lapse, a ghost for the camera.
//!
//! Photos are lined up first, or it is said that they cannot be. Nothing that is made carries anything but pixels. Not
//! for: trends (`photo_trend`), or the pictures' own layout (the crate `stipple-photo`).

use std::path::Path;

use stipple_photo::{
    Animation, Caption, Ghost, Homography, Lapse, LapseError, Limits, Moment, Picture, Prepared, Shown,
    align_prepared,
};

use crate::diary::PhotoState;
use crate::export::{Watch, file};
use crate::photo::Angle;
use crate::ports::KeyStore;
use crate::vault::{OpenVault, PhotoFile};
use crate::words::say;

use super::error::{CompanionError, name};
use super::photo_desk::PhotoDesk;
use super::photo_view::MadeView;
use super::photos::Album;

/// How wide a comparison is, in pixels.
const WIDE: u32 = 1080;
/// The quality of a made JPEG, 1 to 100.
const QUALITY: u8 = 90;
/// Frames of a slider that runs by itself, there and back, and how long each is shown, in milliseconds.
const SLIDER: (u32, u32, u32) = (16, 540, 90);
/// Pixels along the longer side of a photo that is measured.
const MEASURED: u32 = 800;
/// What lies beyond a picture's edge once it is lined up with another.
const OUTSIDE: [u8; 3] = [236, 236, 236];

/// A kind of file that pictures are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    Gif,
    Svg,
}

impl Kind {
    /// The kind that a file's name asks for, if it is one of these.
    pub fn of(path: &Path, offered: &[Self]) -> Result<Self, CompanionError> {
        let end = path.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
        let kind = match end.as_str() {
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "gif" => Some(Self::Gif),
            "svg" => Some(Self::Svg),
            _ => None,
        };
        kind.filter(|kind| offered.contains(kind)).ok_or_else(|| CompanionError::PictureKind {
            file: name(path),
            offered: offered.iter().map(|kind| kind.extension()).collect(),
        })
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => ".jpg",
            Self::Png => ".png",
            Self::Gif => ".gif",
            Self::Svg => ".svg",
        }
    }
}

impl PhotoDesk {
    /// Two photos, the second lined up with the first, side by side: a `.jpg` or `.png`. Refuses where they cannot be lined up.
    pub fn compare(
        &self,
        keys: &dyn KeyStore,
        first: &str,
        second: &str,
        path: &Path,
    ) -> Result<MadeView, CompanionError> {
        let kind = Kind::of(path, &[Kind::Jpeg, Kind::Png])?;
        let pair = self.pair(keys, first, second)?;
        let made = stipple_photo::side_by_side(pair.first.shown(), pair.second.shown(), WIDE);
        let bytes = match kind {
            Kind::Png => stipple_photo::encode_png(&made),
            _ => stipple_photo::encode_jpeg(&made, QUALITY),
        };
        self.made(path, &bytes, (made.width(), made.height()), Vec::new())
    }

    /// The same, one over the other, with a line that wipes from one to the other and back: a `.gif`.
    pub fn slider(
        &self,
        keys: &dyn KeyStore,
        first: &str,
        second: &str,
        path: &Path,
    ) -> Result<MadeView, CompanionError> {
        Kind::of(path, &[Kind::Gif])?;
        let (count, width, hold) = SLIDER;
        let pair = self.pair(keys, first, second)?;
        let frames: Vec<Picture> =
            stipple_photo::slider(pair.first.shown(), pair.second.shown(), count, width).collect();
        let Some(one) = frames.first() else { return Err(CompanionError::TooFewPhotos) };
        let side = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
        let gif = || -> Result<Vec<u8>, Box<dyn std::error::Error>> {
            let mut animation = Animation::new(Vec::new(), side(one.width()), side(one.height()))?;
            // It rests at either end, where one of the two is seen whole.
            for (place, frame) in frames.iter().chain(frames.iter().rev()).enumerate() {
                let at_an_end = place % frames.len() == 0 || place % frames.len() == frames.len() - 1;
                animation.push(frame, if at_an_end { 5 * hold } else { hold })?;
            }
            Ok(animation.finish()?)
        };
        let bytes = gif().map_err(|error| CompanionError::Unmade { reason: error.to_string() })?;
        self.made(path, &bytes, (one.width(), one.height()), Vec::new())
    }

    /// The photos of an angle, each lined up with the first, as an animated picture with dates: a `.gif`. Those that cannot
    /// be lined up are left out, and it says which. It can be stopped between photos.
    pub fn lapse(
        &self,
        keys: &dyn KeyStore,
        angle: &str,
        path: &Path,
        watch: &Watch,
    ) -> Result<MadeView, CompanionError> {
        Kind::of(path, &[Kind::Gif])?;
        let album = Album::new(self);
        let series = album.series(&angle_of(angle)?);
        let [first, rest @ ..] = series.as_slice() else { return Err(CompanionError::TooFewPhotos) };
        if rest.is_empty() {
            return Err(CompanionError::TooFewPhotos);
        }
        let vault = self.open(keys)?;
        let reference = look_at(&vault, first)?;
        let liner = Liner::new(&reference);
        watch.begin(series.len());
        let (mut left_out, mut shown) = (Vec::new(), 0_usize);
        let moments = series.iter().filter_map(|photo| {
            let lined_up = if photo.id == first.id {
                Ok(Some(reference.clone()))
            } else {
                look_at(&vault, photo).map(|picture| liner.line_up(&picture))
            };
            let lined_up = match lined_up {
                Ok(lined_up) => lined_up,
                Err(error) => return Some(Err(error)),
            };
            watch.step();
            let Some(picture) = lined_up else {
                left_out.push(self.words.text(say::left_out(album.line(photo))));
                return None;
            };
            shown += 1;
            let (heading, detail) = album.caption(photo);
            Some(Ok(Moment { picture, heading, detail }))
        });
        let written =
            stipple_photo::time_lapse(moments, Lapse::default(), Vec::new(), &mut |_| !watch.is_cancelled());
        let bytes = written.map_err(|error| match error {
            LapseError::Stopped { .. } => CompanionError::Cancelled,
            LapseError::Empty => CompanionError::TooFewPhotos,
            LapseError::Moment { source, .. } => source,
            LapseError::Write(error) => CompanionError::Unmade { reason: error.to_string() },
        })?;
        if shown < 2 {
            return Err(CompanionError::NotAligned);
        }
        self.made(path, &bytes, gif_size(&bytes), left_out)
    }

    /// The last photo of an angle as a veil for a camera's picture of that size in pixels: a `.png` with transparency.
    pub fn ghost(
        &self,
        keys: &dyn KeyStore,
        angle: &str,
        width: u32,
        height: u32,
        path: &Path,
    ) -> Result<MadeView, CompanionError> {
        Kind::of(path, &[Kind::Png])?;
        let series = Album::new(self).series(&angle_of(angle)?);
        let last = series.last().ok_or(CompanionError::TooFewPhotos)?;
        let photo = look_at(&self.open(keys)?, last)?;
        let look = Ghost::Veil { opacity: 0.5 };
        let bytes = stipple_photo::ghost(&photo, (width, height), look, false)
            .map_err(|error| CompanionError::Unmade { reason: error.to_string() })?;
        self.made(path, &bytes, (width, height), Vec::new())
    }

    fn pair(&self, keys: &dyn KeyStore, first: &str, second: &str) -> Result<Pair, CompanionError> {
        let album = Album::new(self);
        let (one, other) = (self.photo(first)?, self.photo(second)?);
        let vault = self.open(keys)?;
        let (left, right) = (look_at(&vault, one)?, look_at(&vault, other)?);
        let right = Liner::new(&left).line_up(&right).ok_or(CompanionError::NotAligned)?;
        Ok(Pair {
            first: Dated { picture: left, caption: album.caption(one) },
            second: Dated { picture: right, caption: album.caption(other) },
        })
    }

    /// Writes what was made, and says so.
    pub(super) fn made(
        &self,
        path: &Path,
        bytes: &[u8],
        (width, height): (u32, u32),
        more: Vec<String>,
    ) -> Result<MadeView, CompanionError> {
        file::write(path, bytes)?;
        let mut lines = vec![self.words.text(say::done_picture_written(name(path)))];
        lines.extend(more);
        let file = path.to_string_lossy().into_owned();
        Ok(MadeView { file, width, height, lines })
    }
}

/// How large the frames of a GIF are: photos are made smaller for one, and a caption stands below.
fn gif_size(gif: &[u8]) -> (u32, u32) {
    let side = |low: usize| match gif.get(low..low + 2) {
        Some(&[low, high]) => u32::from(u16::from_le_bytes([low, high])),
        _ => 0,
    };
    (side(6), side(8))
}

/// Two photos in one frame.
struct Pair {
    first: Dated,
    second: Dated,
}

/// A picture with its date and its place in the course.
struct Dated {
    picture: Picture,
    caption: (String, String),
}

impl Dated {
    fn shown(&self) -> Shown<'_> {
        let (heading, detail) = &self.caption;
        Shown { picture: &self.picture, caption: Caption { heading, detail } }
    }
}

/// Lines photos up with one of them.
pub(super) struct Liner<'a> {
    reference: &'a Picture,
    prepared: Prepared,
}

impl<'a> Liner<'a> {
    pub fn new(reference: &'a Picture) -> Self {
        Self { reference, prepared: Prepared::new(reference) }
    }

    /// The photo in the reference's frame; `None` where it cannot be lined up.
    pub fn line_up(&self, photo: &Picture) -> Option<Picture> {
        Some(self.warped(photo, &self.found(photo)?))
    }

    /// The same, with what of the frame it reaches.
    pub fn line_up_with_mask(&self, photo: &Picture) -> Option<(Picture, Vec<bool>)> {
        let found = self.found(photo)?;
        let (width, height) = (self.reference.width(), self.reference.height());
        let mask = stipple_photo::covered((photo.width(), photo.height()), &found, width, height);
        Some((self.warped(photo, &found), mask))
    }

    fn found(&self, photo: &Picture) -> Option<Homography> {
        Some(align_prepared(&self.prepared, &Prepared::new(photo)).ok()?.homography)
    }

    fn warped(&self, photo: &Picture, found: &Homography) -> Picture {
        stipple_photo::warp(photo, found, self.reference.width(), self.reference.height(), OUTSIDE)
    }
}

/// A photo as it is looked at: upright, at most 1024 pixels on the longer side.
pub(super) fn look_at(vault: &OpenVault, photo: &PhotoState) -> Result<Picture, CompanionError> {
    let limits = Limits::default();
    let preview = vault.open_file(photo.id, PhotoFile::View)?;
    Ok(stipple_photo::decode_upright(&preview, stipple_photo::VIEW, &limits, &mut || true)?)
}

/// A photo as it is measured: decoded anew, and smaller than what lies in the vault, so that what a JPEG's blocks did to
/// its colours is averaged away (ADR 0015).
pub(super) fn measure_at(vault: &OpenVault, photo: &PhotoState) -> Result<Picture, CompanionError> {
    let original = vault.open_file(photo.id, PhotoFile::Original)?;
    Ok(stipple_photo::decode_upright(&original, MEASURED, &Limits::default(), &mut || true)?)
}

pub(super) fn angle_of(text: &str) -> Result<Angle, CompanionError> {
    text.parse().map_err(|_| CompanionError::BadAngle { angle: text.to_owned() })
}
