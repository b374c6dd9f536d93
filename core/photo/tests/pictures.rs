//! Every kind of picture that is made of photos, against what somebody last looked at.

mod support;

use stipple_photo::{
    Animation, Caption, Chart, ChartPoint, Ghost, GhostError, Lapse, LapseError, Moment, Picture, Shown,
    ghost, side_by_side, slider, time_lapse,
};
use support::{golden_bytes, golden_picture, golden_png, golden_text, photo, read_png};

fn shown<'a>(picture: &'a Picture, heading: &'a str, detail: &'a str) -> Shown<'a> {
    Shown { picture, caption: Caption { heading, detail } }
}

#[test]
fn two_moments_side_by_side() {
    let (before, after) = (photo(300, 400, 0), photo(240, 320, 1));
    let made = side_by_side(
        shown(&before, "12 May 2026", "session 1, day 6"),
        shown(&after, "9 July 2026", "session 2, day 8 (2 days later than the other)"),
        540,
    );
    golden_picture("side-by-side.png", &made);
}

#[test]
fn a_wide_picture_beside_a_tall_one_is_whole() {
    let (before, after) = (photo(640, 160, 0), photo(100, 400, 1));
    let made =
        side_by_side(shown(&before, "Před zákrokem", ""), shown(&after, "第6天 Сеанс 2", "день 6"), 540);
    golden_picture("side-by-side-wide.png", &made);
}

#[test]
fn a_slider_begins_with_the_one_and_ends_with_the_other() {
    let (before, after) = (photo(240, 320, 0), photo(240, 320, 1));
    let pair = || (shown(&before, "12 May 2026", "day 0"), shown(&after, "18 May 2026", "day 6"));
    let frames: Vec<Picture> = slider(pair().0, pair().1, 5, 320).collect();
    assert_eq!(frames.len(), 5);
    golden_picture("slider-2-of-5.png", &frames[1]);
    // The ends show one picture alone: they do not change when the other does.
    let other = photo(240, 320, 2);
    let first = slider(pair().0, shown(&other, "18 May 2026", "day 6"), 5, 320).next().unwrap();
    let last = slider(shown(&other, "12 May 2026", "day 0"), pair().1, 5, 320).last().unwrap();
    assert!(frames[0] == first && frames[4] == last && frames[0] != frames[4]);
    assert_eq!(slider(pair().0, pair().1, 0, 320).len(), 2);
}

fn moments(count: u32) -> impl Iterator<Item = Result<Moment, String>> {
    (0..count).map(|n| {
        Ok(Moment {
            picture: photo(240, 320, n),
            heading: format!("{} May 2026", 12 + n),
            detail: format!("day {n}"),
        })
    })
}

#[test]
fn a_time_lapse_shows_every_moment_as_long_as_asked() {
    let lapse = Lapse { longest: 240, hold: 500, fade: 2 };
    let mut asked = Vec::new();
    let bytes = time_lapse(moments(3), lapse, Vec::new(), &mut |done| {
        asked.push(done);
        true
    })
    .unwrap();
    assert_eq!(asked, [0, 1, 2, 3]);
    let (frames, delays, repeats) = support::read_gif(&bytes);
    assert_eq!(delays, [50, 6, 6, 50, 6, 6, 50]);
    assert!(repeats, "it loops");
    assert!(frames.iter().all(|frame| frame.height() <= 240 && frame.width() <= 240));
    golden_picture("time-lapse-frame.png", &frames[3]);
    golden_bytes("time-lapse.gif", &bytes);
}

#[test]
fn a_time_lapse_stops_when_told_and_names_what_failed() {
    let stopped = time_lapse(moments(9), Lapse::default(), Vec::new(), &mut |done| done < 2);
    assert!(matches!(stopped, Err(LapseError::Stopped { done: 2 })));
    let broken = moments(1).chain([Err("not there".to_owned())]);
    let failed = time_lapse(broken, Lapse::default(), Vec::new(), &mut |_| true);
    assert!(matches!(failed, Err(LapseError::Moment { index: 1, source }) if source == "not there"));
    assert!(matches!(
        time_lapse(moments(0), Lapse::default(), Vec::new(), &mut |_| true),
        Err(LapseError::Empty)
    ));
}

#[test]
fn what_is_written_holds_nothing_but_pixels() {
    let lapse = time_lapse(moments(2), Lapse::default(), Vec::new(), &mut |_| true).unwrap();
    // The only extensions of the GIF: frame delays (F9) and the loop (FF).
    for label in [0xFE, 0x01] {
        assert!(!lapse.windows(3).any(|bytes| bytes[0] == 0x21 && bytes[1] == label && bytes[2] == 0x0C));
    }
    let ghost = ghost(&photo(240, 320, 0), (240, 320), Ghost::Outlines, false).unwrap();
    assert_eq!(support::png_chunks(&ghost), ["IHDR", "IDAT", "IEND"]);
}

#[test]
fn an_animation_takes_pictures_of_any_size() {
    let mut animation = Animation::new(Vec::new(), 60, 80).unwrap();
    for (width, height) in [(60, 80), (1, 1), (300, 20)] {
        animation.push(&photo(width, height, 0), 0).unwrap();
    }
    let (frames, delays, _) = support::read_gif(&animation.finish().unwrap());
    assert_eq!((frames.len(), delays), (3, vec![2, 2, 2]));
}

#[test]
fn a_ghost_is_as_large_as_the_camera_sees() {
    let last = photo(300, 400, 0);
    let veil = ghost(&last, (400, 400), Ghost::Veil { opacity: 0.5 }, false).unwrap();
    let (width, height, pixels) = read_png(&veil);
    assert_eq!((width, height), (400, 400));
    let alpha = |x: usize, y: usize| pixels[(y * 400 + x) * 4 + 3];
    assert_eq!((alpha(10, 200), alpha(200, 200), alpha(390, 200)), (0, 128, 0));
    let mirrored = read_png(&ghost(&last, (400, 400), Ghost::Veil { opacity: 0.5 }, true).unwrap()).2;
    let row =
        |pixels: &[u8]| pixels[200 * 1600..201 * 1600].chunks(4).map(<[u8]>::to_vec).collect::<Vec<_>>();
    assert_eq!(row(&pixels), row(&mirrored).into_iter().rev().collect::<Vec<_>>());
    golden_png("ghost-veil.png", &veil);
    golden_png("ghost-outlines.png", &ghost(&last, (300, 400), Ghost::Outlines, false).unwrap());
    assert!(matches!(
        ghost(&last, (0, 400), Ghost::Outlines, false),
        Err(GhostError::Frame { width: 0, .. })
    ));
}

fn point(day: i64, value: f64, reliability: f64) -> ChartPoint {
    ChartPoint { day, value: Some(value), plus_minus: Some(0.2 + (1.0 - reliability) * 0.8), reliability }
}

fn chart(points: &[ChartPoint], title: &str, draw: impl Fn(&Chart<'_>)) {
    draw(&Chart {
        title,
        description: "Redness of the treated skin over the skin beside it, from day 0 to day 30.",
        days: "days after session 1",
        values: "redness (a*) above the skin beside it",
        withheld: "withheld: the light or the position did not allow a comparison",
        points,
        number: &|value, decimals| format!("{value:.decimals$}").replace('-', "−"),
        day: &|day| day.to_string(),
    });
}

#[test]
fn a_trend_is_a_line_with_gaps() {
    let mut points = vec![point(0, 7.4, 1.0), point(3, 5.9, 0.9), point(10, 2.1, 0.3), point(21, 1.4, 0.8)];
    points.push(ChartPoint { day: 6, value: None, plus_minus: None, reliability: 0.0 });
    points.push(point(30, 0.4, 1.0));
    chart(&points, "Redness, crown", |chart| {
        golden_picture("chart.png", &chart.picture(720, 480));
        golden_text("chart.svg", &chart.svg(720, 480));
    });
}

#[test]
fn a_chart_of_anything_is_drawn() {
    let nothing = ChartPoint { day: 4, value: None, plus_minus: None, reliability: 0.0 };
    let wild = [
        ChartPoint {
            day: i64::MIN,
            value: Some(f64::NAN),
            plus_minus: Some(f64::INFINITY),
            reliability: f64::NAN,
        },
        ChartPoint { day: i64::MAX, value: Some(-1e300), plus_minus: Some(-1.0), reliability: 7.0 },
        ChartPoint { day: 0, value: Some(1e-300), plus_minus: Some(1e-300), reliability: -7.0 },
    ];
    for points in
        [&[][..], &[nothing], &[point(3, 2.0, 1.0)], &wild, &[point(1, 5.0, 1.0), point(1, 5.0, 1.0)]]
    {
        chart(
            points,
            "A \"<title>\" & a\u{0} long one that has to be broken into several lines to fit",
            |chart| {
                let picture = chart.picture(0, 9_999);
                assert_eq!((picture.width(), picture.height()), (240, 4096));
                let svg = chart.svg(360, 240);
                assert!(
                    svg.contains("A &quot;&lt;title&gt;&quot; &amp; a\u{FFFD} long") && !svg.contains("NaN")
                );
            },
        );
    }
    chart(&[point(3, 2.0, 1.0)], "One", |chart| golden_picture("chart-one.png", &chart.picture(480, 320)));
}
