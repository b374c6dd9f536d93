//! The archive: the whole log in one JSON file that a person can keep, read and bring to another device.
//!
//! ```json
//! {"entries":[ … ],"format":"stipple-archive","version":1}
//! ```
//!
//! The same log gives the same bytes: keys are sorted, and entries in the order that all devices agree on, one a
//! line. Coming in is a union in one transaction, and coming in twice changes nothing. Not for: photos (`vault`
//! has them), or a report for a doctor or studio.

use std::io::Read;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Watch;
use crate::diary::{Diary, DiaryError, Entry, Imported, MAX_ENTRY};

/// What the file says it is.
pub const FORMAT: &str = "stipple-archive";
/// The version of the file that is written, and the newest that is read.
pub const VERSION: u64 = 1;
/// The largest archive that is read, in bytes.
pub const MAX_BYTES: u64 = 64 << 20;

/// Why an archive was not written or read. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file is too large.
    #[error("the archive is larger than {} MB, the most that is read: export it again from the device it came from", MAX_BYTES >> 20)]
    TooLarge,
    /// The file is no JSON, or not of the form of an archive.
    #[error("this is no archive of Stipple's: {reason}")]
    NotAnArchive {
        /// What does not fit, and where.
        reason: String,
    },
    /// The file says that it is something else.
    #[error("this is a `{found}`, not a `{FORMAT}`: choose a file that Stipple exported")]
    Format {
        /// What the file says it is.
        found: String,
    },
    /// A newer version of Stipple wrote it.
    #[error("this archive has version {found}, and this version of Stipple reads {VERSION}: update Stipple")]
    Newer {
        /// The archive's version.
        found: u64,
    },
    /// One of the entries does not fit.
    #[error("entry {number} of the archive does not fit: {reason}")]
    BadEntry {
        /// Which one, from 1, in the file's order.
        number: usize,
        /// What does not fit.
        reason: String,
    },
    /// The file could not be read.
    #[error("the archive could not be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// Whoever asked for it does not want it any more.
    #[error("the import was stopped: nothing was changed")]
    Cancelled,
    /// The diary would not give or take the entries.
    #[error(transparent)]
    Diary(#[from] DiaryError),
}

#[derive(Deserialize)]
struct Envelope<'a> {
    format: String,
    version: u64,
    #[serde(borrow, default)]
    entries: Option<&'a RawValue>,
}

/// The archive of the whole log. Fails where it would be too large to be read again.
pub fn export(diary: &Diary) -> Result<String, ArchiveError> {
    let mut text = String::from("{\"entries\":[");
    let mut first = true;
    diary.each_entry(|entry| {
        text.push_str(if first { "\n" } else { ",\n" });
        first = false;
        text.push_str(&entry.canonical());
        if text.len() as u64 > MAX_BYTES - 100 { Err(ArchiveError::TooLarge) } else { Ok(()) }
    })?;
    text.push_str("\n],\"format\":\"stipple-archive\",\"version\":1}\n");
    Ok(text)
}

/// Brings an archive's entries into the diary: all of them, or nothing.
pub fn import(diary: &mut Diary, archive: &[u8]) -> Result<Imported, ArchiveError> {
    import_watched(diary, archive, &Watch::default())
}

/// The same, with somebody watching, who may stop it until all entries are in.
fn import_watched(diary: &mut Diary, archive: &[u8], watch: &Watch) -> Result<Imported, ArchiveError> {
    let raw = split(archive)?;
    watch.begin(raw.len());
    // Read one at a time: lists of numbers take many times their text's size in memory.
    let entries = until_stopped(raw.into_iter().zip(1..), watch);
    diary.import_each(entries.map(|step| step.and_then(|(raw, number)| entry(raw, number))))
}

/// The same items, each a step, until somebody stops it: then an error, also where all items were handed over.
pub(super) fn until_stopped<T>(
    items: impl Iterator<Item = T>,
    watch: &Watch,
) -> impl Iterator<Item = Result<T, ArchiveError>> {
    let stopped = || watch.is_cancelled().then_some(Err(ArchiveError::Cancelled));
    let steps = items.map(move |item| {
        stopped().unwrap_or_else(|| {
            watch.step();
            Ok(item)
        })
    });
    steps.chain(std::iter::from_fn(stopped))
}

/// The same from a file or a pipe; not more than [`MAX_BYTES`] are read.
pub fn import_from(diary: &mut Diary, archive: impl Read, watch: &Watch) -> Result<Imported, ArchiveError> {
    let mut bytes = Vec::new();
    archive.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    import_watched(diary, &bytes, watch)
}

/// The entries of an archive, checked, in the file's order; for looking into one without bringing it in.
pub fn read(archive: &[u8]) -> Result<Vec<Entry>, ArchiveError> {
    split(archive)?.into_iter().zip(1..).map(|(raw, number)| entry(raw, number)).collect()
}

fn split(archive: &[u8]) -> Result<Vec<&RawValue>, ArchiveError> {
    if archive.len() as u64 > MAX_BYTES {
        return Err(ArchiveError::TooLarge);
    }
    let not_one = |error: serde_json::Error| ArchiveError::NotAnArchive { reason: error.to_string() };
    let text = std::str::from_utf8(archive)
        .map_err(|error| ArchiveError::NotAnArchive { reason: error.to_string() })?;
    let envelope: Envelope = serde_json::from_str(text).map_err(not_one)?;
    if envelope.format != FORMAT {
        let found = envelope.format.escape_debug().take(60).collect();
        return Err(ArchiveError::Format { found });
    }
    if envelope.version > VERSION {
        return Err(ArchiveError::Newer { found: envelope.version });
    }
    if envelope.version == 0 {
        return Err(ArchiveError::NotAnArchive { reason: "version 0 was never written".to_owned() });
    }
    let Some(entries) = envelope.entries else {
        return Err(ArchiveError::NotAnArchive { reason: "it has no `entries`".to_owned() });
    };
    serde_json::from_str(entries.get()).map_err(not_one)
}

fn entry(raw: &RawValue, number: usize) -> Result<Entry, ArchiveError> {
    let bad = |reason: String| ArchiveError::BadEntry { number, reason };
    if raw.get().len() > 2 * MAX_ENTRY {
        return Err(bad(format!("it has more than {} bytes", 2 * MAX_ENTRY)));
    }
    let entry: Entry = serde_json::from_str(raw.get()).map_err(|error| bad(error.to_string()))?;
    entry.check().map_err(|error| bad(error.to_string()))?;
    Ok(entry)
}
