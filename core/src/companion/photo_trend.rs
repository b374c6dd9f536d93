//! How redness and dots developed on one side of the head: a line with what is known of each point, never a verdict.
//!
//! Not for: measuring (the crate `stipple-photo`), or pictures of the photos themselves (`photo_pictures`).

use std::path::Path;

use stipple_photo::{Aligned, Chart, ChartPoint, Measured, Picture, Value, measure};

use crate::diary::PhotoState;
use crate::export::{Watch, file};
use crate::photo::{Angle, Finding, FindingKind};
use crate::ports::KeyStore;
use crate::vault::{OpenVault, VaultError};
use crate::words::say;

use super::error::{CompanionError, name};
use super::photo_desk::PhotoDesk;
use super::photo_pictures::{Kind, Liner, angle_of, measure_at};
use super::photo_view::{TrendPointView, TrendValueView, TrendView};
use super::photos::Album;

/// How many of the latest photos are tried as the one in whose tones all are measured.
const REFERENCES: usize = 4;
/// A chart's sides, in pixels.
const CHART: (u32, u32) = (1080, 720);

/// What a chart is drawn of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TrendOf {
    /// How red the treated skin is beside the untreated.
    Redness,
    /// How clearly the dots stand out.
    Dots,
}

impl PhotoDesk {
    /// The trend of an angle; with a path, the line of one of the two as a `.png` or `.svg` as well. It can be stopped
    /// between photos.
    pub fn trend(
        &self,
        keys: &dyn KeyStore,
        angle: &str,
        drawn: Option<(TrendOf, &Path)>,
        watch: &Watch,
    ) -> Result<TrendView, CompanionError> {
        let kind = drawn.map(|(_, path)| Kind::of(path, &[Kind::Png, Kind::Svg])).transpose()?;
        let angle = angle_of(angle)?;
        let album = Album::new(self);
        let series = album.series(&angle);
        if series.len() < 2 {
            return Err(CompanionError::TooFewPhotos);
        }
        let vault = self.open(keys)?;
        let found = measured(&vault, &series, watch)?;
        let points = series
            .iter()
            .zip(&found)
            .map(|(photo, found)| self.point(&album, series[0], photo, found.as_ref()));
        let points = points.collect();
        let view = self.trend_view(&angle, points);
        if let (Some((of, path)), Some(kind)) = (drawn, kind) {
            self.draw(&view, &angle, of, kind, path)?;
        }
        Ok(view)
    }

    fn point(
        &self,
        album: &Album<'_>,
        first: &PhotoState,
        photo: &PhotoState,
        found: Option<&Measured>,
    ) -> TrendPointView {
        let value = |found: &Value| TrendValueView {
            value: found.value,
            plus_minus: found.plus_minus,
            reliability: found.reliability,
        };
        let date = photo.taken.date_in(self.zone);
        let redness = found.and_then(|found| found.redness.as_ref().ok()).map(value);
        let dots = found.and_then(|found| found.dot_contrast.as_ref().ok()).map(value);
        let withheld = (redness.is_none() && dots.is_none())
            .then(|| self.words.text(say::trend_withheld(self.dates().date(date))));
        TrendPointView {
            photo: photo.id.to_string(),
            date,
            day: date.signed_duration_since(first.taken.date_in(self.zone)).num_days(),
            place: album.place(photo),
            redness,
            dots,
            withheld,
        }
    }

    fn trend_view(&self, angle: &Angle, points: Vec<TrendPointView>) -> TrendView {
        let label = self.words.angle(angle);
        let mut lines = Vec::new();
        for (title, of) in [
            (self.words.text(say::trend_redness(label.as_str())), TrendOf::Redness),
            (self.words.text(say::trend_dots(label.as_str())), TrendOf::Dots),
        ] {
            lines.push(title);
            for point in &points {
                let when = self.words.dots(&[self.dates().date(point.date), point.place.clone()]);
                lines.push(match value_of(point, of) {
                    Some(found) => {
                        let number = |value: f64| self.words.decimal((value * 10.0).round() / 10.0);
                        let (value, about) = (number(found.value), number(found.plus_minus));
                        self.words.text(say::trend_line(when, value, about))
                    }
                    None => self.words.text(say::trend_withheld(when)),
                });
            }
        }
        lines.push(self.words.text(say::trend_note()));
        TrendView { angle: angle.to_string(), points, lines }
    }

    fn draw(
        &self,
        view: &TrendView,
        angle: &Angle,
        of: TrendOf,
        kind: Kind,
        path: &Path,
    ) -> Result<(), CompanionError> {
        let point = |point: &TrendPointView| {
            let found = value_of(point, of);
            ChartPoint {
                day: point.day,
                value: found.map(|found| found.value),
                plus_minus: found.map(|found| found.plus_minus),
                reliability: found.map_or(0.0, |found| found.reliability),
            }
        };
        let points: Vec<ChartPoint> = view.points.iter().map(point).collect();
        let label = self.words.angle(angle);
        let (title, values) = match of {
            TrendOf::Redness => (say::trend_redness(label), say::trend_redness_values()),
            TrendOf::Dots => (say::trend_dots(label), say::trend_dots_values()),
        };
        let chart = Chart {
            title: &self.words.text(title),
            description: &self.words.text(say::trend_note()),
            days: &self.words.text(say::trend_days()),
            values: &self.words.text(values),
            withheld: &self.words.text(say::trend_withheld_mark()),
            points: &points,
            number: &|value, decimals| {
                let unit = 10_f64.powi(i32::try_from(decimals.min(2)).unwrap_or(0));
                self.words.decimal((value * unit).round() / unit)
            },
            day: &|day| day.to_string(),
        };
        let (width, height) = CHART;
        let bytes = match kind {
            Kind::Svg => chart.svg(width, height).into_bytes(),
            _ => stipple_photo::encode_png(&chart.picture(width, height)),
        };
        file::write(path, &bytes)?;
        Ok(())
    }

    /// What is said of a chart that was written.
    pub fn told_written(&self, path: &Path) -> String {
        self.words.text(say::done_picture_written(name(path)))
    }
}

/// What each photo says, in the tones of the one beside which the most can be said: a head without dots, before the first
/// session, says little beside others. The latest are tried first.
fn measured(
    vault: &OpenVault,
    series: &[&PhotoState],
    watch: &Watch,
) -> Result<Vec<Option<Measured>>, CompanionError> {
    watch.begin(series.len());
    let mut pictures = Vec::with_capacity(series.len());
    for photo in series {
        if watch.is_cancelled() {
            return Err(CompanionError::Cancelled);
        }
        pictures.push(fit_to_measure(vault, photo)?);
    }
    let mut best: (usize, Vec<Option<Measured>>) = (0, vec![None; series.len()]);
    for reference in (0..series.len()).rev().take(REFERENCES) {
        let found = measured_beside(&pictures, reference, watch)?;
        let says = |one: &Measured| usize::from(one.redness.is_ok()) + usize::from(one.dot_contrast.is_ok());
        let said = found.iter().flatten().map(says).sum();
        if said > best.0 {
            best = (said, found);
        }
        if best.0 == 2 * series.len() {
            break;
        }
    }
    Ok(best.1)
}

/// What each photo says in the tones of one of them; `None` for those that cannot be lined up with it.
fn measured_beside(
    pictures: &[Option<Picture>],
    reference: usize,
    watch: &Watch,
) -> Result<Vec<Option<Measured>>, CompanionError> {
    let Some(standing) = &pictures[reference] else { return Ok(vec![None; pictures.len()]) };
    let liner = Liner::new(standing);
    let mut lined_up = Vec::with_capacity(pictures.len());
    for (place, picture) in pictures.iter().enumerate() {
        if watch.is_cancelled() {
            return Err(CompanionError::Cancelled);
        }
        let other = picture.as_ref().filter(|_| place != reference);
        lined_up.push(other.and_then(|other| liner.line_up_with_mask(other)));
        if reference + 1 == pictures.len() {
            watch.step(); // the first round; others are seldom needed
        }
    }
    let frames: Vec<Aligned<'_>> =
        lined_up.iter().flatten().map(|(picture, mask)| Aligned { picture, valid: Some(mask) }).collect();
    let mut found = measure(&Aligned { picture: standing, valid: None }, &frames).into_iter();
    let of_reference = found.next();
    let others = lined_up.iter().map(|lined_up| lined_up.as_ref().and_then(|_| found.next()));
    let mut all: Vec<Option<Measured>> = others.collect();
    all[reference] = of_reference;
    Ok(all)
}

/// A photo as it is measured; `None` where it was found too dark or too bright when it came in, or its file is lost: its
/// point is withheld, and those of the others are not.
fn fit_to_measure(vault: &OpenVault, photo: &PhotoState) -> Result<Option<Picture>, CompanionError> {
    let spoils = |found: &Finding| matches!(found.kind, FindingKind::UnderExposed | FindingKind::OverExposed);
    if photo.findings.iter().any(spoils) {
        return Ok(None);
    }
    match measure_at(vault, photo) {
        Err(CompanionError::Vault(VaultError::Missing { .. } | VaultError::Changed { .. })) => Ok(None),
        other => other.map(Some),
    }
}

/// One of the two values of a point.
const fn value_of(point: &TrendPointView, of: TrendOf) -> Option<&TrendValueView> {
    match of {
        TrendOf::Redness => point.redness.as_ref(),
        TrendOf::Dots => point.dots.as_ref(),
    }
}
