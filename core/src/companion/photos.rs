//! The photo screens: the list with the bin, the shots that are due, the pairs that belong side by side.
//!
//! Not for: bringing photos in (`photo_import`), changing them (`photo_change`), or pictures made of them
//! (`photo_pictures`).

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::diary::{CourseState, PhotoState, TakenFrom};
use crate::photo::{
    Angle, Finding, FindingKind, Moment, Occasion, Pair, PairKind, Shot, ShotStatus, ShotsInput, TakenPhoto,
    course_day, moments, pairs, shots,
};
use crate::time::Instant;
use crate::words::{Dates, Message, Words, say};

use super::door::Companion;
use super::error::CompanionError;
use super::photo_desk::PhotoDesk;
use super::photo_view::{
    FindingView, PairView, PhotoView, PhotosView, ShotAngleView, ShotSectionView, ShotStatusView, ShotView,
    ShotsView,
};

/// Days that a photo lies in the bin.
pub const BIN_DAYS: i64 = 30;

impl Companion {
    /// Every photo of the course.
    pub fn photos(&self) -> Result<PhotosView, CompanionError> {
        Ok(self.photo_desk()?.list())
    }

    /// The shots of the course: due, missed, later, taken.
    pub fn photos_due(&self) -> Result<ShotsView, CompanionError> {
        Ok(self.photo_desk()?.due())
    }

    /// Pairs of photos that belong side by side.
    pub fn photo_pairs(&self) -> Result<Vec<PairView>, CompanionError> {
        Ok(self.photo_desk()?.pairs())
    }
}

impl PhotoDesk {
    fn list(&self) -> PhotosView {
        let album = Album::new(self);
        let view = |binned: bool| {
            let mine = album.photos.iter().filter(move |photo| photo.removed.is_some() == binned);
            let mut views: Vec<PhotoView> = mine.map(|photo| album.view(photo)).collect();
            views.reverse();
            views
        };
        let (photos, bin) = (view(false), view(true));
        let none = photos.is_empty().then(|| self.words.text(say::photo_none()));
        PhotosView { photos, bin, none }
    }

    pub(super) fn due(&self) -> ShotsView {
        let album = Album::new(self);
        album.shots(&shots(&ShotsInput {
            course: &self.loaded.course,
            photo_days: &self.loaded.sheet().course.photo_days,
            photos: &album.taken,
            zone: self.zone,
            now: self.now,
        }))
    }

    fn pairs(&self) -> Vec<PairView> {
        let album = Album::new(self);
        let pairs = pairs(&self.loaded.course, self.zone, &album.taken);
        pairs.into_iter().map(|pair| album.pair(pair)).collect()
    }
}

/// A course's photos, with what is said of them at hand.
pub(super) struct Album<'a> {
    desk: &'a PhotoDesk,
    words: &'a Words,
    dates: Dates<'a>,
    /// By time; of photos with the same bytes only the first to be taken.
    pub photos: Vec<&'a PhotoState>,
    /// Those that are kept.
    pub taken: Vec<TakenPhoto>,
    moments: Vec<Moment>,
}

impl<'a> Album<'a> {
    pub fn new(desk: &'a PhotoDesk) -> Self {
        // Two devices may have brought the same file in.
        let mut seen = BTreeSet::new();
        let photos: Vec<&PhotoState> = desk
            .loaded
            .state
            .photos
            .iter()
            .filter(|photo| seen.insert((photo.removed.is_some(), photo.hash)))
            .collect();
        let taken: Vec<TakenPhoto> =
            photos.iter().filter(|photo| photo.removed.is_none()).map(|photo| taken(photo)).collect();
        let moments = moments(&taken);
        Self { desk, words: &desk.words, dates: desk.dates(), photos, taken, moments }
    }

    /// The photos that stand for the moments of an angle, by time.
    pub fn series(&self, angle: &Angle) -> Vec<&'a PhotoState> {
        let standing = self.moments.iter().filter(|moment| moment.angle == *angle);
        standing.filter_map(|moment| self.desk.loaded.state.photo(moment.stands.id)).collect()
    }

    /// Those that stand for their moment, by time.
    pub fn standing(&self) -> Vec<&'a PhotoState> {
        let standing = self.moments.iter();
        let mut standing: Vec<&PhotoState> =
            standing.filter_map(|moment| self.desk.loaded.state.photo(moment.stands.id)).collect();
        standing.sort_by_key(|photo| (photo.taken, photo.id));
        standing
    }

    /// What the client saw in a photo: labels of skin states.
    pub fn tags(&self, photo: &PhotoState) -> Vec<String> {
        photo.tags.iter().map(|id| self.words.state(id, self.state_label(id))).collect()
    }

    fn view(&self, photo: &PhotoState) -> PhotoView {
        let at = course_day(&self.desk.loaded.course, self.desk.zone, photo.taken);
        let moment = self.moments.iter().find(|moment| moment.photos.contains(&photo.id));
        let findings: Vec<FindingView> =
            photo.findings.iter().map(|finding| finding_view(finding, self.words)).collect();
        let mut lines: Vec<String> = findings.iter().map(|finding| finding.hint.clone()).collect();
        match photo.taken_from {
            TakenFrom::Import => lines.push(self.words.text(say::photo_taken_import())),
            TakenFrom::Clock => lines.push(self.words.text(say::photo_taken_clock())),
            TakenFrom::Exif | TakenFrom::Client => {}
        }
        let burst = moment.map_or(1, |moment| moment.photos.len());
        let stands = moment.is_none_or(|moment| moment.stands.id == photo.id);
        if burst > 1 && stands {
            lines.push(self.words.text(say::photo_burst(i64::try_from(burst).unwrap_or(i64::MAX))));
        }
        let gone_at = photo.removed.map(gone_at);
        lines.extend(gone_at.map(|gone| self.words.text(say::photo_in_bin(self.dates.moment(gone)))));
        PhotoView {
            id: photo.id.to_string(),
            angle: photo.angle.to_string(),
            angle_label: self.words.angle(&photo.angle),
            taken: photo.taken,
            offset_minutes: photo.offset,
            taken_from: photo.taken_from,
            session: at.map(|at| at.session),
            day: at.map(|at| at.day),
            text: self.line(photo),
            lines,
            findings,
            burst: u32::try_from(burst).unwrap_or(u32::MAX),
            stands,
            width: photo.width,
            height: photo.height,
            note: photo.note.clone(),
            tags: self.tags(photo),
            gone_at,
        }
    }

    fn state_label(&self, id: &str) -> Option<&str> {
        let own = self.desk.loaded.sheet().states.iter().find(|own| own.id == id)?;
        own.label.as_deref()
    }

    /// "crown · Thu 7 May, 09:12 · session 1, day 6".
    pub fn line(&self, photo: &PhotoState) -> String {
        let when = self.dates.moment_with_time(photo.taken);
        self.words.text(say::photo_line(self.words.angle(&photo.angle), when, self.place(photo)))
    }

    /// "session 1, day 6".
    pub fn place(&self, photo: &PhotoState) -> String {
        self.words.text(match course_day(&self.desk.loaded.course, self.desk.zone, photo.taken) {
            None => say::photo_before(),
            Some(at) => say::photo_day(at.session, at.day),
        })
    }

    /// What stands under a picture: its date, and where in the course it is.
    pub fn caption(&self, photo: &PhotoState) -> (String, String) {
        (self.dates.date(photo.taken.date_in(self.desk.zone)), self.place(photo))
    }

    fn pair(&self, pair: Pair) -> PairView {
        let text = match pair.kind {
            PairKind::BeforeAndNow => self.words.text(say::pair_before_and_now()),
            PairKind::SameDay { first, second } => {
                let day = |at: crate::photo::CourseDay| self.words.text(say::photo_day(at.session, at.day));
                let apart = self.words.text(say::pair_difference(first.day.abs_diff(second.day)));
                let both = self.words.text(say::pair_same_day(day(first), day(second)));
                self.words.dots(&[both, apart])
            }
        };
        let Pair { angle, first, second, .. } = pair;
        PairView { angle: angle.to_string(), first: first.to_string(), second: second.to_string(), text }
    }

    fn shots(&self, shots: &[Shot]) -> ShotsView {
        use ShotStatusView::{Due, Later, Missed, Taken};
        let views: Vec<ShotView> = shots.iter().map(|shot| self.shot(shot)).collect();
        let section = |status: ShotStatusView, title: Message<'_>| {
            let lines = self.shot_lines(&views, status);
            (!lines.is_empty()).then(|| ShotSectionView { title: self.words.text(title), lines })
        };
        let due = section(Due, say::shots_due_title()).unwrap_or_else(|| ShotSectionView {
            title: self.words.text(say::shots_due_title()),
            lines: vec![self.words.text(say::shots_none_due())],
        });
        let others = [
            section(Missed, say::shots_missed_title()),
            section(Later, say::shots_later_title()),
            section(Taken, say::shots_taken_title()),
        ];
        let sections = std::iter::once(due).chain(others.into_iter().flatten()).collect();
        ShotsView { shots: views, sections }
    }

    fn shot(&self, shot: &Shot) -> ShotView {
        let label = self.words.text(match shot.occasion {
            Occasion::Before => say::shot_before(),
            Occasion::Day { session, day } => say::shot_day(session, day),
            Occasion::Healed { session } => say::shot_healed(session),
            Occasion::Year { years } => say::shot_year(years),
        });
        let angles = shot.angles.iter().map(|(angle, status)| ShotAngleView {
            angle: angle.to_string(),
            label: self.words.angle(angle),
            status: match status {
                ShotStatus::Taken(_) => ShotStatusView::Taken,
                ShotStatus::Due => ShotStatusView::Due,
                ShotStatus::Missed => ShotStatusView::Missed,
                ShotStatus::Later => ShotStatusView::Later,
            },
            photo: if let ShotStatus::Taken(photo) = status { Some(photo.to_string()) } else { None },
        });
        ShotView { label, from: shot.from, to: shot.to, angles: angles.collect() }
    }

    /// What is said of the shots of which some angles stand so.
    pub fn shot_lines(&self, shots: &[ShotView], status: ShotStatusView) -> Vec<String> {
        shots.iter().filter_map(|shot| self.shot_line(shot, status)).collect()
    }

    /// What is said of a shot where some of its angles stand so; of a taken one only where all do.
    fn shot_line(&self, shot: &ShotView, status: ShotStatusView) -> Option<String> {
        let mine: Vec<&str> = shot
            .angles
            .iter()
            .filter(|angle| angle.status == status)
            .map(|angle| angle.label.as_str())
            .collect();
        if mine.is_empty() {
            return None;
        }
        let (label, angles) = (shot.label.as_str(), || self.words.and(&mine));
        Some(self.words.text(match status {
            ShotStatusView::Due => say::shot_due(label, angles(), self.dates.date(shot.to)),
            ShotStatusView::Missed => say::shot_missed(label, angles()),
            ShotStatusView::Later => say::shot_later(label, self.dates.date(shot.from?)),
            ShotStatusView::Taken if mine.len() == shot.angles.len() => say::shot_taken(label),
            ShotStatusView::Taken => return None,
        }))
    }
}

/// A photo, without what only screens need.
pub(super) fn taken(photo: &PhotoState) -> TakenPhoto {
    let PhotoState { id, angle, taken, sharpness, .. } = photo;
    TakenPhoto { id: *id, angle: angle.clone(), taken: *taken, sharpness: *sharpness }
}

/// When a photo that went into the bin is gone for good.
pub(super) fn gone_at(removed: Instant) -> Instant {
    removed.plus_exact_days(BIN_DAYS)
}

/// A finding in words.
pub(super) fn finding_view(finding: &Finding, words: &Words) -> FindingView {
    // Shares are told in hundredths; sides of a picture and angles as they are.
    let unit = match finding.kind {
        FindingKind::TooSmall | FindingKind::AngleChanged => 1.0,
        _ => 100.0,
    };
    let number = |value: f64| words.decimal((value * unit * 10.0).round() / 10.0);
    let (value, limit) = (number(finding.value), number(finding.limit));
    let hint = words.text(match finding.kind {
        FindingKind::Blurred => say::finding_blurred(value, limit),
        FindingKind::UnderExposed => say::finding_under_exposed(value, limit),
        FindingKind::OverExposed => say::finding_over_exposed(value, limit),
        FindingKind::TooSmall => say::finding_too_small(value, limit),
        FindingKind::Glare => say::finding_glare(value, limit),
        FindingKind::AngleChanged => say::finding_angle_changed(value, limit),
    });
    FindingView { kind: finding.kind, value: finding.value, limit: finding.limit, hint }
}

/// All ids of photos with these bytes: two devices may have brought them in.
pub(super) fn twins(course: &CourseState, photo: &PhotoState) -> Vec<Uuid> {
    course.photos.iter().filter(|one| one.hash == photo.hash).map(|one| one.id).collect()
}
