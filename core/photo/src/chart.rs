//! A trend drawn as a line: as a picture, and as SVG whose words stay words.
//!
//! A line, never a verdict: one dark ink on white, nothing red or green, nothing called better or worse. Every tone that
//! carries something is at least 4.5 : 1 on the ground (WCAG 2.2, 1.4.3), so that grey printing loses nothing.
//! Not for: measuring, or wording: each text arrives as it is to be read.

use crate::Picture;
use crate::canvas::{DARK, Ink, SOFT};
use crate::scene::{Mark, Scene};
use crate::text::{self, Anchor};

/// One moment of a trend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartPoint {
    /// Where it stands from left to right: a day number.
    pub day: i64,
    /// What was measured; `None` where it is withheld (as is a number that is not finite).
    pub value: Option<f64>,
    /// Half the length of its error bar, in the value's unit; `None` for no bar.
    pub plus_minus: Option<f64>,
    /// 0 to 1: the less, the lighter the point (never lighter than 4.5 : 1).
    pub reliability: f64,
}

/// A trend and its words.
#[derive(Clone, Copy)]
pub struct Chart<'a> {
    /// Above it, and the SVG's title.
    pub title: &'a str,
    /// What the chart shows in a sentence or two, for who cannot see it: the SVG's description.
    pub description: &'a str,
    /// What the numbers from left to right are.
    pub days: &'a str,
    /// What the numbers from bottom to top are.
    pub values: &'a str,
    /// What a hollow mark means; shown where there is one.
    pub withheld: &'a str,
    /// In any order.
    pub points: &'a [ChartPoint],
    /// Words a value with that many decimals, for the axis.
    pub number: &'a dyn Fn(f64, usize) -> String,
    /// Words a day, for the axis.
    pub day: &'a dyn Fn(i64) -> String,
}

/// The lightest tone of a point: 4.6 : 1 on paper.
const FAINT: Ink = [117, 117, 117];
/// Lines that only guide the eye.
const GRID: Ink = [222, 222, 222];

impl Chart<'_> {
    /// The chart as a picture of that size in pixels; each side is brought into 240..=4096. Words are sized for a
    /// phone: 12 points where the whole is 360 points wide.
    pub fn picture(&self, width: u32, height: u32) -> Picture {
        self.scene(width, height).picture()
    }

    /// The same as an SVG 1.1 document: text as text, a title and a description for assistive technology.
    pub fn svg(&self, width: u32, height: u32) -> String {
        self.scene(width, height).svg(self.title, self.description)
    }

    fn scene(&self, width: u32, height: u32) -> Scene {
        let (width, height) = (width.clamp(240, 4096), height.clamp(240, 4096));
        let unit = width.min(height * 3 / 2) as f32 / 360.0;
        let mut scene = Scene::new(width, height);
        let mut points: Vec<ChartPoint> = self.points.to_vec();
        points.sort_by_key(|point| point.day);
        let withheld = points.iter().any(|point| known(point).is_none());

        let size = 12.0 * unit;
        let margin = 12.0 * unit;
        let room = width as f32 - 2.0 * margin;
        let mut top = margin * 0.6;
        for (words, size, ink, most) in [(self.title, 15.0 * unit, DARK, 2), (self.values, size, SOFT, 2)] {
            for line in text::wrap(words, size, room, most) {
                top += 1.35 * size;
                scene.words(line, (margin, top - 0.3 * size), size, ink, Anchor::Start);
            }
        }
        top += 0.9 * size;
        let mut bottom = height as f32 - margin * 0.6;
        if withheld && !self.withheld.is_empty() {
            let radius = 3.6 * unit;
            for line in text::wrap(self.withheld, size, room - 3.0 * radius, 2).into_iter().rev() {
                scene.words(line, (margin + 3.5 * radius, bottom - 0.35 * size), size, SOFT, Anchor::Start);
                bottom -= 1.35 * size;
            }
            scene.add(Mark::Ring { at: (margin + radius, bottom + 0.7 * size), radius, thick: 1.4 * unit });
        }
        for line in text::wrap(self.days, size, room, 2).into_iter().rev() {
            scene.words(line, (width as f32 / 2.0, bottom - 0.35 * size), size, SOFT, Anchor::Middle);
            bottom -= 1.35 * size;
        }
        bottom -= 1.9 * size;

        let values = value_axis(&points, ((bottom - top) / (3.0 * size)).max(2.0) as usize);
        let words: Vec<(f64, String)> =
            values.ticks.iter().map(|tick| (*tick, (self.number)(*tick, values.decimals))).collect();
        let widest = words.iter().map(|(_, word)| text::width(word, size)).fold(0.0, f32::max);
        let left = margin + widest.min(room / 3.0) + 0.5 * size;
        let right = width as f32 - margin - 0.8 * size;
        let y = |value: f64| bottom - (bottom - top) * values.part(value) as f32;
        for (tick, word) in words {
            scene.add(Mark::Line { from: (left, y(tick)), to: (right, y(tick)), thick: unit, ink: GRID });
            scene.words(word, (left - 0.5 * size, y(tick) + 0.36 * size), size, DARK, Anchor::End);
        }
        scene.add(Mark::Line { from: (left, bottom), to: (right, bottom), thick: 1.2 * unit, ink: DARK });

        let inset = 1.2 * size;
        let days = day_axis(&points, ((right - left) / (4.5 * size)).max(2.0) as usize);
        let x = |day: i64| left + inset + (right - left - 2.0 * inset) * days.part(day as f64) as f32;
        let mut free = f32::MIN;
        for tick in &days.ticks {
            let (word, at) = ((self.day)(*tick as i64), x(*tick as i64));
            let half = text::width(&word, size) / 2.0;
            scene.add(Mark::Line {
                from: (at, bottom),
                to: (at, bottom + 0.35 * size),
                thick: 1.2 * unit,
                ink: DARK,
            });
            if at - half > free && at + half <= width as f32 {
                free = at + half + 0.5 * size;
                scene.words(word, (at, bottom + 1.5 * size), size, DARK, Anchor::Middle);
            }
        }
        for pair in points.windows(2) {
            if let (Some(from), Some(to)) = (known(&pair[0]), known(&pair[1])) {
                let ends = ((x(pair[0].day), y(from)), (x(pair[1].day), y(to)));
                scene.add(Mark::Line { from: ends.0, to: ends.1, thick: 1.6 * unit, ink: FAINT });
            }
        }
        for point in &points {
            let at = x(point.day);
            let Some(value) = known(point) else {
                scene.add(Mark::Ring { at: (at, bottom), radius: 3.6 * unit, thick: 1.4 * unit });
                continue;
            };
            let ink = tone(point.reliability);
            if let Some(half) = bar(point) {
                let (low, high) = (y(value - half), y(value + half));
                scene.add(Mark::Line { from: (at, low), to: (at, high), thick: 1.2 * unit, ink });
                for end in [low, high] {
                    let cap = 3.0 * unit;
                    scene.add(Mark::Line {
                        from: (at - cap, end),
                        to: (at + cap, end),
                        thick: 1.2 * unit,
                        ink,
                    });
                }
            }
            scene.add(Mark::Dot { at: (at, y(value)), radius: 3.8 * unit, ink });
        }
        scene
    }
}

/// Dark where a point is reliable, towards [`FAINT`] where it is not.
fn tone(reliability: f64) -> Ink {
    let sure = if reliability.is_finite() { reliability.clamp(0.0, 1.0) } else { 0.0 };
    let mix =
        |dark: u8, faint: u8| (f64::from(faint) + (f64::from(dark) - f64::from(faint)) * sure).round() as u8;
    [mix(DARK[0], FAINT[0]), mix(DARK[1], FAINT[1]), mix(DARK[2], FAINT[2])]
}

fn known(point: &ChartPoint) -> Option<f64> {
    point.value.filter(|value| value.is_finite() && value.abs() < 1e12)
}

fn bar(point: &ChartPoint) -> Option<f64> {
    point.plus_minus.filter(|half| half.is_finite() && *half > 0.0 && *half < 1e12)
}

/// Numbers along one side.
struct Axis {
    low: f64,
    high: f64,
    ticks: Vec<f64>,
    decimals: usize,
}

impl Axis {
    /// About `most` ticks at round numbers over low..high (Heckbert, "Nice numbers for graph labels", Graphics Gems,
    /// 1990), no closer than `least`. `whole` lets the axis end at its outermost ticks.
    fn new(low: f64, high: f64, most: usize, least: f64, whole: bool) -> Self {
        let rough = ((high - low) / most.clamp(2, 12) as f64).max(least);
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * power).find(|step| *step >= rough * 0.999);
        let step = step.unwrap_or(rough);
        let (first, last) = if whole {
            ((low / step).floor(), (high / step).ceil())
        } else {
            ((low / step).ceil(), (high / step).floor())
        };
        let count = (last - first).clamp(0.0, 40.0) as u32;
        let ticks = (0..=count).map(|n| (first + f64::from(n)) * step).collect();
        let decimals = (-step.log10().floor()).clamp(0.0, 6.0) as usize;
        let (low, high) = if whole { (first * step, last * step) } else { (low, high) };
        Self { low, high, ticks, decimals }
    }

    /// Where a number stands from the low end (0) to the high one (1).
    fn part(&self, value: f64) -> f64 {
        if self.high > self.low { ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0) } else { 0.5 }
    }
}

fn value_axis(points: &[ChartPoint], most: usize) -> Axis {
    let ends = points.iter().filter_map(|point| {
        let (value, half) = (known(point)?, bar(point).unwrap_or(0.0));
        Some((value - half, value + half))
    });
    let (low, high) = ends.fold((f64::MAX, f64::MIN), |(low, high), end| (low.min(end.0), high.max(end.1)));
    if low > high {
        return Axis { low: 0.0, high: 1.0, ticks: Vec::new(), decimals: 0 };
    }
    // A flat line is in the middle, and noise is not blown up to fill the chart.
    let least = (low.abs().max(high.abs()) * 0.1).max(1e-6);
    let widen = ((least - (high - low)) / 2.0).max(0.0);
    Axis::new(low - widen, high + widen, most, least / 20.0, true)
}

fn day_axis(points: &[ChartPoint], most: usize) -> Axis {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Axis { low: 0.0, high: 1.0, ticks: Vec::new(), decimals: 0 };
    };
    Axis::new(first.day as f64, last.day as f64, most, 1.0, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(ink: Ink) -> f64 {
        let linear = ink.map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
    }

    #[test]
    fn every_tone_that_carries_something_is_read() {
        for ink in [DARK, SOFT, FAINT, tone(0.0), tone(0.5), tone(1.0), tone(f64::NAN)] {
            assert!(contrast(ink) >= 4.5, "{ink:?} is {}", contrast(ink));
        }
        assert!(contrast(tone(0.9)) > contrast(tone(0.2)));
    }

    #[test]
    fn ticks_are_round_and_around_the_values() {
        let axis = Axis::new(0.13, 0.87, 5, 0.0, true);
        assert_eq!(
            axis.ticks.iter().map(|t| format!("{t:.1}")).collect::<Vec<_>>(),
            ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]
        );
        assert_eq!(axis.decimals, 1);
        let days = Axis::new(0.0, 30.0, 6, 1.0, false);
        assert_eq!(days.ticks, [0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0]);
        assert_eq!(Axis::new(3.0, 3.0, 6, 1.0, false).ticks, [3.0]);
    }
}
