//! Reads a `Range` header (RFC 9110): one range of bytes.
//!
//! Several at once, other units and what cannot be read are passed over: the whole is a right answer to them.

use std::ops::Range;

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Everything.
    Whole,
    /// These bytes; never empty.
    Part(Range<u64>),
    /// Bytes that are not there.
    Beyond,
}

/// What a header's value asks for of so many bytes.
pub(super) fn asked(value: Option<&str>, length: u64) -> Asked {
    let Some(spec) = value.and_then(|value| value.trim().strip_prefix("bytes=")) else { return Asked::Whole };
    let Some((from, to)) = spec.split_once('-') else { return Asked::Whole };
    let number = |text: &str| {
        let text = text.trim();
        if text.is_empty() || !text.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        Some(text.parse().unwrap_or(u64::MAX))
    };
    match (number(from), number(to)) {
        (Some(from), None) if to.trim().is_empty() => part(from, length, length),
        (Some(from), Some(last)) if last >= from => part(from, last.saturating_add(1).min(length), length),
        (None, Some(0)) if from.trim().is_empty() => Asked::Beyond,
        (None, Some(suffix)) if from.trim().is_empty() => part(length.saturating_sub(suffix), length, length),
        _ => Asked::Whole,
    }
}

fn part(from: u64, to: u64, length: u64) -> Asked {
    if from >= length { Asked::Beyond } else { Asked::Part(from..to) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (value, expected) in [
            ("bytes=0-0", Asked::Part(0..1)),
            ("bytes=2-", Asked::Part(2..10)),
            ("bytes=2-4", Asked::Part(2..5)),
            ("bytes=2-400", Asked::Part(2..10)),
            ("bytes=-3", Asked::Part(7..10)),
            ("bytes=-30", Asked::Part(0..10)),
            ("bytes=9-99999999999999999999999", Asked::Part(9..10)),
            ("bytes=10-", Asked::Beyond),
            ("bytes=99999999999999999999999-", Asked::Beyond),
            ("bytes=-0", Asked::Beyond),
            ("bytes=4-2", Asked::Whole),
            ("bytes=0-1,3-4", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("bytes=", Asked::Whole),
            ("bytes=+1-2", Asked::Whole),
            ("lines=1-2", Asked::Whole),
        ] {
            assert_eq!(asked(Some(value), 10), expected, "{value}");
        }
        assert_eq!(asked(None, 10), Asked::Whole);
        assert_eq!(asked(Some("bytes=0-"), 0), Asked::Beyond);
    }
}
