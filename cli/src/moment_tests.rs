//! What people write for a moment, a case a line.

use super::*;

fn reader() -> Reader {
    Reader { now: Instant::parse("2026-05-05T09:00:00+01:00").unwrap(), zone: Tz::Europe__London }
}

fn read(text: &str, lean: Lean) -> String {
    reader()
        .moment(text, lean)
        .map_or_else(|error| error.to_string(), |moment| moment.at.rfc3339(Tz::Europe__London))
}

#[test]
fn what_people_write_is_read() {
    for (text, expected) in [
        ("2026-05-01T17:30:00+01:00", "2026-05-01T17:30:00+01:00"),
        ("2026-05-01T16:30:00Z", "2026-05-01T17:30:00+01:00"),
        ("2026-05-01T17:30+01:00", "2026-05-01T17:30:00+01:00"),
        ("2026-05-01T17:30", "2026-05-01T17:30:00+01:00"),
        ("2026-05-01t17:30:05", "2026-05-01T17:30:05+01:00"),
        (" 2026-05-01  17:30 ", "2026-05-01T17:30:00+01:00"),
        ("2026-01-01 17:30", "2026-01-01T17:30:00+00:00"),
        ("now", "2026-05-05T09:00:00+01:00"),
        ("Now", "2026-05-05T09:00:00+01:00"),
        ("08:15", "2026-05-05T08:15:00+01:00"),
        ("today 7:45", "2026-05-05T07:45:00+01:00"),
        ("yesterday at 17:30", "2026-05-04T17:30:00+01:00"),
        ("tomorrow 10:00", "2026-05-06T10:00:00+01:00"),
        ("3 days ago", "2026-05-02T09:00:00+01:00"),
        ("a day ago", "2026-05-04T09:00:00+01:00"),
        ("3 days ago 17:30", "2026-05-02T17:30:00+01:00"),
        ("2 hours ago", "2026-05-05T07:00:00+01:00"),
        ("90 minutes ago", "2026-05-05T07:30:00+01:00"),
        ("in 2 weeks", "2026-05-19T09:00:00+01:00"),
        ("in 1 month", "2026-06-05T09:00:00+01:00"),
        ("2 years ago", "2024-05-05T09:00:00+01:00"),
        // By the calendar: the clocks went forward in between.
        ("6 weeks ago", "2026-03-24T09:00:00+00:00"),
    ] {
        assert_eq!(read(text, Lean::Later), expected, "{text}");
    }
}

#[test]
fn of_a_day_the_safer_end_counts() {
    assert_eq!(read("2026-05-01", Lean::Later), "2026-05-01T23:59:00+01:00");
    assert_eq!(read("2026-05-01", Lean::Earlier), "2026-05-01T00:00:00+01:00");
    assert_eq!(read("yesterday", Lean::Later), "2026-05-04T23:59:00+01:00");
    assert_eq!(read("today", Lean::Later), "2026-05-05T09:00:00+01:00");
}

#[test]
fn where_the_clocks_skip_or_repeat_the_safer_reading_is_taken_and_told() {
    for (text, lean, expected) in [
        ("2026-10-25 01:30", Lean::Later, "2026-10-25T01:30:00+00:00"),
        ("2026-10-25 01:30", Lean::Earlier, "2026-10-25T01:30:00+01:00"),
        ("2026-03-29 01:30", Lean::Later, "2026-03-29T02:30:00+01:00"),
        ("2026-03-29 01:30", Lean::Earlier, "2026-03-29T02:00:00+01:00"),
    ] {
        let moment = reader().moment(text, lean).unwrap();
        assert_eq!(moment.at.rfc3339(Tz::Europe__London), expected, "{text}");
        assert!(moment.told.is_some(), "{text}");
    }
    let told = reader().moment("2026-10-25 01:30", Lean::Later).unwrap().told.unwrap();
    assert_eq!(
        told,
        "the clocks of Europe/London show 2026-10-25 01:30:00 twice; it is taken as 2026-10-25 01:30:00 +00:00"
    );
}

#[test]
fn what_is_no_moment_is_refused() {
    for text in [
        "",
        " ",
        "yesterdy",
        "17",
        "25:00",
        "2026-13-01",
        "2026-02-30",
        "2026-5-1",
        "3 days",
        "days ago",
        "-3 days ago",
        "in 2 fortnights",
        "now 17:30",
        "17:30 yesterday tomorrow",
        "99999999999 days ago",
        "T17:30",
        "é",
        "2026-05-01T",
        "2026-05-01T17:30[Europe/London]",
    ] {
        assert!(reader().moment(text, Lean::Later).is_err(), "{text}");
    }
    for text in
        ["4000000000 years ago", "4000000000 hours ago", "in 400 years", "1899-12-31", "2300-01-01T00:00:00Z"]
    {
        assert!(
            read(text, Lean::Later).contains("1900 to 2299") || text.starts_with("4000000000 y"),
            "{text}"
        );
    }
}

#[test]
fn moments_that_a_shell_split_are_put_together() {
    let split = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let read = |text: &str| {
        let moments = reader().moments(&split(text), Lean::Later);
        moments.map(|all| all.iter().map(|one| one.at.rfc3339(Tz::Europe__London)).collect::<Vec<_>>())
    };
    assert_eq!(read("4 days ago").unwrap(), ["2026-05-01T09:00:00+01:00"]);
    assert_eq!(
        read("2026-04-01 17:30 2026-05-01 3 days ago").unwrap(),
        ["2026-04-01T17:30:00+01:00", "2026-05-01T23:59:00+01:00", "2026-05-02T09:00:00+01:00"]
    );
    assert_eq!(read("2026-05-01 whenever"), Err(MomentError::Unreadable("whenever".to_owned())));
}

#[test]
fn a_date_is_that_of_its_moment() {
    assert_eq!(reader().date("2026-06-09").unwrap().to_string(), "2026-06-09");
    assert_eq!(reader().date("in 2 weeks").unwrap().to_string(), "2026-05-19");
    assert!(reader().date("soon").is_err());
}
