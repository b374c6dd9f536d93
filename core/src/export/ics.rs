//! Writes iCalendar (RFC 5545): lines that end in CRLF, fold at 75 octets and never inside a character, TEXT escaped.
//!
//! Knows the format and nothing else. Not for: which events there are (`calendar`).

use chrono::NaiveDate;

use crate::time::Instant;

/// The longest line, in octets, without its CRLF (RFC 5545, 3.1).
const LONGEST: usize = 75;
const MICROS_PER_SECOND: i64 = 1_000_000;

/// When an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// From one instant to another.
    At { starts: Instant, ends: Instant },
    /// On whole days, both inclusive, on whatever calendar shows them.
    Days { first: NaiveDate, last: NaiveDate },
}

/// One event; texts are plain, escaping is done here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// The same for the same thing in every file.
    pub uid: String,
    pub when: When,
    pub title: String,
    pub body: String,
    /// Whether it takes up time: others do not.
    pub busy: bool,
    /// Whether it is sure to take place as it stands.
    pub tentative: bool,
    /// When alarms go off, in seconds from its start.
    pub alarms: Vec<i64>,
}

/// When a file was made, and its contents last changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub made: Instant,
    pub changed: Instant,
    /// Never smaller in a later revision.
    pub sequence: i32,
}

/// The whole file.
pub(super) fn file(product: &str, name: &str, stamp: &Stamp, events: &[Event]) -> String {
    let mut file = File { text: String::new() };
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.text("PRODID", product);
    file.line("CALSCALE:GREGORIAN");
    file.text("X-WR-CALNAME", name);
    for event in events {
        file.event(event, stamp);
    }
    file.line("END:VCALENDAR");
    file.text
}

struct File {
    text: String,
}

impl File {
    fn event(&mut self, event: &Event, stamp: &Stamp) {
        self.line("BEGIN:VEVENT");
        self.text("UID", &event.uid);
        self.line(&format!("DTSTAMP:{}", utc(stamp.made)));
        self.line(&format!("LAST-MODIFIED:{}", utc(stamp.changed)));
        self.line(&format!("SEQUENCE:{}", stamp.sequence));
        match event.when {
            When::At { starts, ends } => {
                self.line(&format!("DTSTART:{}", utc(starts)));
                // An end has to be later than the start (3.8.2.2); an event without one ends where it starts.
                if utc(ends) > utc(starts) {
                    self.line(&format!("DTEND:{}", utc(ends)));
                }
            }
            When::Days { first, last } => {
                let after = last.max(first).succ_opt().unwrap_or(NaiveDate::MAX);
                self.line(&format!("DTSTART;VALUE=DATE:{}", day(first)));
                self.line(&format!("DTEND;VALUE=DATE:{}", day(after)));
            }
        }
        self.text("SUMMARY", &event.title);
        if !event.body.is_empty() {
            self.text("DESCRIPTION", &event.body);
        }
        self.line(if event.tentative { "STATUS:TENTATIVE" } else { "STATUS:CONFIRMED" });
        self.line(if event.busy { "TRANSP:OPAQUE" } else { "TRANSP:TRANSPARENT" });
        for seconds in &event.alarms {
            self.line("BEGIN:VALARM");
            self.line("ACTION:DISPLAY");
            self.line(&format!("TRIGGER:{}", duration(*seconds)));
            self.text("DESCRIPTION", &event.title);
            self.line("END:VALARM");
        }
        self.line("END:VEVENT");
    }

    /// A property whose value is TEXT.
    fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }

    /// A line of content, folded.
    fn line(&mut self, line: &str) {
        let mut left = line;
        let mut room = LONGEST;
        while left.len() > room {
            let cut = (0..=room).rev().find(|&cut| left.is_char_boundary(cut)).unwrap_or(room);
            let (part, rest) = left.split_at(cut);
            self.text.push_str(part);
            self.text.push_str("\r\n ");
            left = rest;
            // The space that a folded line begins with counts.
            room = LONGEST - 1;
        }
        self.text.push_str(left);
        self.text.push_str("\r\n");
    }
}

/// TEXT as it stands in a file (3.3.11). Line breaks of any kind become `\n`; other control characters, which the
/// format does not allow, are left out.
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' | ';' | ',' => {
                text.push('\\');
                text.push(character);
            }
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => text.push_str("\\n"),
            '\t' => text.push('\t'),
            other if other.is_control() => {}
            other => text.push(other),
        }
    }
    text
}

/// `20260507T080000Z`; fractions of a second are cut off.
fn utc(at: Instant) -> String {
    at.utc().format("%Y%m%dT%H%M%SZ").to_string()
}

fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

/// `-PT2H`, `PT9H30M`, `PT0S`: from the start of an event, in hours, minutes and seconds, which are exact.
fn duration(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let length = seconds.unsigned_abs();
    let (hours, minutes, rest) = (length / 3_600, length / 60 % 60, length % 60);
    let mut text = format!("{sign}PT");
    let mut push = |count: u64, unit: char| {
        text.push_str(&count.to_string());
        text.push(unit);
    };
    if hours > 0 {
        push(hours, 'H');
    }
    // RFC 5545 (3.3.6) has no hours and seconds without minutes between them.
    if minutes > 0 || (hours > 0 && rest > 0) {
        push(minutes, 'M');
    }
    if rest > 0 || length == 0 {
        push(rest, 'S');
    }
    text
}

/// Whole seconds from one instant to another.
pub(super) const fn seconds_between(from: Instant, to: Instant) -> i64 {
    to.micros_since(from).div_euclid(MICROS_PER_SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        let mut file = File { text: String::new() };
        file.line(text);
        file.text
    }

    #[test]
    fn lines_fold_at_75_octets_and_never_inside_a_character() {
        assert_eq!(line("short"), "short\r\n");
        assert_eq!(line(&"x".repeat(75)), format!("{}\r\n", "x".repeat(75)));
        assert_eq!(line(&"x".repeat(76)), format!("{}\r\n x\r\n", "x".repeat(75)));
        // The second line holds 74 octets and the space before them, no more.
        assert_eq!(line(&"x".repeat(150)), format!("{}\r\n {}\r\n x\r\n", "x".repeat(75), "x".repeat(74)));
        let tigers = line(&format!("{}虎虎", "x".repeat(73)));
        assert_eq!(tigers, format!("{}\r\n 虎虎\r\n", "x".repeat(73)));
    }

    #[test]
    fn text_is_escaped_and_cannot_break_out_of_its_line() {
        assert_eq!(escaped(r"a\b;c,d:e"), r"a\\b\;c\,d:e");
        assert_eq!(escaped("one\r\ntwo\rthree\nfour\u{2028}five"), r"one\ntwo\nthree\nfour\nfive");
        assert_eq!(escaped("a\u{0}\u{7}b\tc\u{7f}\u{9b}"), "ab\tc");
        assert_eq!(escaped("x\r\nEND:VEVENT"), r"x\nEND:VEVENT");
    }

    #[test]
    fn durations_are_as_the_grammar_has_them() {
        let cases =
            [(0, "PT0S"), (-7_200, "-PT2H"), (34_200, "PT9H30M"), (3_601, "PT1H0M1S"), (-90, "-PT1M30S")];
        for (seconds, expected) in cases {
            assert_eq!(duration(seconds), expected);
        }
    }

    #[test]
    fn an_event_without_length_has_no_end() {
        let at = Instant::parse("2026-05-04T16:30:00.9Z").unwrap();
        let event = Event {
            uid: "1".to_owned(),
            when: When::At { starts: at, ends: at },
            title: "x".to_owned(),
            body: String::new(),
            busy: false,
            tentative: false,
            alarms: vec![],
        };
        let stamp = Stamp { made: at, changed: at, sequence: 0 };
        let text = file("p", "n", &stamp, &[event]);
        assert!(text.contains("DTSTART:20260504T163000Z\r\nSUMMARY:x\r\n"), "{text}");
    }
}
