//! The two things that EXIF is asked for: which way up the picture is, and when it was taken.
//!
//! Our own reader of four tags (docs/adr/0012): it looks at two directories, each once, copies nothing and follows no
//! chain, so that no file can make it loop or grow. What is wrong in EXIF is taken as not said: the picture is still a
//! picture. Not for: any other tag; the rest of EXIF is nobody's business.
//!
//! Source: CIPA DC-008 (Exif 2.32); TIFF 6.0, section 2.

/// How the camera was held: the value of EXIF's tag Orientation (0x0112), named by what makes the picture upright.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// 1: as it is.
    #[default]
    Upright = 1,
    /// 2: mirrored left to right.
    Mirrored = 2,
    /// 3: to be turned by 180°.
    Turn180 = 3,
    /// 4: mirrored top to bottom.
    Flipped = 4,
    /// 5: mirrored along the diagonal from the top left.
    Transposed = 5,
    /// 6: to be turned by 90° clockwise.
    TurnRight = 6,
    /// 7: mirrored along the diagonal from the top right.
    Transverse = 7,
    /// 8: to be turned by 90° anticlockwise.
    TurnLeft = 8,
}

impl Orientation {
    /// From the tag's value; `None` outside 1 to 8.
    pub const fn from_tag(value: u16) -> Option<Self> {
        Some(match value {
            1 => Self::Upright,
            2 => Self::Mirrored,
            3 => Self::Turn180,
            4 => Self::Flipped,
            5 => Self::Transposed,
            6 => Self::TurnRight,
            7 => Self::Transverse,
            8 => Self::TurnLeft,
            _ => return None,
        })
    }

    /// Whether making the picture upright swaps its width and height.
    pub const fn swaps_sides(self) -> bool {
        matches!(self, Self::Transposed | Self::TurnRight | Self::Transverse | Self::TurnLeft)
    }
}

/// When a picture was taken, by the camera's own clock: a date of the calendar and a time of day that both exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taken {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, as the month has.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999: from `SubSecTimeOriginal`, else 0.
    pub millisecond: u16,
    /// Minutes east of UTC, −720 to 840, where `OffsetTimeOriginal` says.
    pub offset_minutes: Option<i16>,
}

/// What EXIF said of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Exif {
    pub orientation: Orientation,
    pub taken: Option<Taken>,
}

/// A directory of at most this many entries is read; cameras write up to about 60.
const ENTRIES: usize = 512;

/// A TIFF structure: all that is read of it is read through here, within its bounds.
#[derive(Clone, Copy)]
struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

/// One directory entry, its value not yet looked at.
#[derive(Clone, Copy)]
struct Entry {
    tag: u16,
    kind: u16,
    count: u32,
    /// Where the four bytes lie that are the value, or that say where it is.
    at: usize,
}

impl<'a> Tiff<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let little = match bytes.get(..2)? {
            b"II" => true,
            b"MM" => false,
            _ => return None,
        };
        let tiff = Self { bytes, little };
        (tiff.short(2)? == 42).then_some(tiff)
    }

    fn short(self, at: usize) -> Option<u16> {
        let pair = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    }

    fn long(self, at: usize) -> Option<u32> {
        let four = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    }

    /// The first entry of each tag in the directory at `at`, as far as the file goes.
    fn entries(self, at: usize) -> impl Iterator<Item = Entry> + 'a {
        let count = usize::from(self.short(at).unwrap_or(0)).min(ENTRIES);
        (0..count).map_while(move |n| {
            let at = at.checked_add(2 + 12 * n)?;
            Some(Entry {
                tag: self.short(at)?,
                kind: self.short(at + 2)?,
                count: self.long(at + 4)?,
                at: at + 8,
            })
        })
    }

    fn find(self, directory: usize, tag: u16) -> Option<Entry> {
        self.entries(directory).find(|entry| entry.tag == tag)
    }

    /// A number of type SHORT or LONG.
    fn number(self, entry: Entry) -> Option<u32> {
        match (entry.kind, entry.count) {
            (3, 1) => self.short(entry.at).map(u32::from),
            (4, 1) => self.long(entry.at),
            _ => None,
        }
    }

    /// A text of type ASCII, without the zero that ends it; at most 32 bytes.
    fn text(self, entry: Entry) -> Option<&'a [u8]> {
        if entry.kind != 2 || entry.count > 32 {
            return None;
        }
        let length = entry.count as usize;
        let at = if length <= 4 { entry.at } else { self.long(entry.at)? as usize };
        let text = self.bytes.get(at..at.checked_add(length)?)?;
        Some(text.split(|byte| *byte == 0).next().unwrap_or_default())
    }
}

/// Reads a TIFF structure as EXIF. Whatever is wrong in it is taken as not said.
pub(crate) fn read(bytes: &[u8]) -> Exif {
    const ORIENTATION: u16 = 0x0112;
    const EXIF_DIRECTORY: u16 = 0x8769;
    const TAKEN: u16 = 0x9003;
    const OFFSET: u16 = 0x9011;
    const SUB_SECOND: u16 = 0x9291;
    let Some(tiff) = Tiff::new(bytes) else { return Exif::default() };
    let first = tiff.long(4).unwrap_or(0) as usize;
    let number = |tag| tiff.find(first, tag).and_then(|entry| tiff.number(entry));
    let orientation = number(ORIENTATION).and_then(|value| u16::try_from(value).ok());
    let taken = number(EXIF_DIRECTORY).and_then(|at| {
        let text = |tag| tiff.find(at as usize, tag).and_then(|entry| tiff.text(entry));
        let mut taken = date_time(text(TAKEN)?)?;
        taken.offset_minutes = text(OFFSET).and_then(offset);
        taken.millisecond = text(SUB_SECOND).map_or(0, milliseconds);
        Some(taken)
    });
    Exif { orientation: orientation.and_then(Orientation::from_tag).unwrap_or_default(), taken }
}

/// A number of exactly these digits.
fn digits(text: &[u8]) -> Option<u16> {
    text.iter().try_fold(0_u16, |sum, byte| {
        byte.is_ascii_digit().then(|| sum.checked_mul(10)?.checked_add(u16::from(byte - b'0')))?
    })
}

/// `2026:11:27 21:45:35`, as a date and a time that exist.
fn date_time(text: &[u8]) -> Option<Taken> {
    let text: &[u8; 19] = text.get(..19)?.try_into().ok()?;
    // Some cameras write hyphens in the date; the order of the parts is the same.
    let parted =
        [4, 7].iter().all(|at| matches!(text[*at], b':' | b'-')) && text[13] == b':' && text[16] == b':';
    let two = |at: usize| digits(&text[at..at + 2]).map(|value| value as u8);
    let (year, month, day) = (digits(&text[..4])?, two(5)?, two(8)?);
    let (hour, minute, second) = (two(11)?, two(14)?, two(17)?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let exists = year > 0 && (1..=days).contains(&day) && hour < 24 && minute < 60 && second < 60;
    (parted && matches!(text[10], b' ' | b'T') && exists).then_some(Taken {
        year,
        month,
        day,
        hour,
        minute,
        second,
        millisecond: 0,
        offset_minutes: None,
    })
}

/// `+02:00` as minutes; `None` for blanks (unknown) and for what no place on earth has.
fn offset(text: &[u8]) -> Option<i16> {
    let text: &[u8; 6] = text.try_into().ok()?;
    let minutes = (digits(&text[1..3])? * 60 + digits(&text[4..])?) as i16;
    let signed = match text[0] {
        b'+' => minutes,
        b'-' => -minutes,
        _ => return None,
    };
    (text[3] == b':' && digits(&text[4..])? < 60 && (-720..=840).contains(&signed)).then_some(signed)
}

/// `07` is 70 ms: the digits after the point. 0 where it is no number.
fn milliseconds(text: &[u8]) -> u16 {
    let text = text.trim_ascii();
    let three = [0, 1, 2].map(|n| text.get(n).copied().unwrap_or(b'0'));
    if text.is_empty() { 0 } else { digits(&three).unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_time_that_exist() {
        let taken = date_time(b"2024:02:29 23:59:59").unwrap();
        assert_eq!((taken.year, taken.month, taken.day), (2024, 2, 29));
        assert_eq!((taken.hour, taken.minute, taken.second), (23, 59, 59));
    }

    #[test]
    fn dates_and_times_that_do_not_exist_are_not_said() {
        for text in [
            &b"2023:02:29 10:00:00"[..],
            b"0000:00:00 00:00:00",
            b"    :  :     :  :  ",
            b"2024:13:01 10:00:00",
            b"2024:01:32 10:00:00",
            b"2024:01:01 24:00:00",
            b"2024:01:01 10:60:00",
            b"2024:01:01 10:00:60",
            b"2024:01:01x10:00:00",
            b"2024:01:01 10:00",
        ] {
            assert_eq!(date_time(text), None, "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn offsets() {
        assert_eq!(offset(b"+05:45"), Some(345));
        assert_eq!(offset(b"-03:30"), Some(-210));
        for text in [&b"   :  "[..], b"+15:00", b"-12:01", b"+01:60", b"+1:00", b"+99:99"] {
            assert_eq!(offset(text), None, "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn digits_after_the_point() {
        assert_eq!(milliseconds(b"07"), 70);
        assert_eq!(milliseconds(b"123456"), 123);
        assert_eq!(milliseconds(b"   "), 0);
        assert_eq!(milliseconds(b"x"), 0);
    }
}
