//! The whole archive with its photos: a ZIP that plain tools open.
//!
//! ```text
//! archive.json                     the log, as `archive` writes it
//! photos/<course>/<photo>.age      sealed: the vault's file, byte for byte
//! photos/<course>/<photo>.jpg      in clear (.png): pixels as they are, without place, device or preview
//! READ ME.txt                      how to open it
//! ```
//!
//! Files are stored, not compressed (pictures do not shrink), and carry no date, so that the same log and the same photos
//! give the same bytes. Not for: what is sealed or opened (`vault`), or whose photos they are (`companion::bundle`).

use std::fs::File;
use std::io::{self, Read as _, Seek, Write};
use std::path::Path;

use uuid::Uuid;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::archive::{ArchiveError, MAX_BYTES};

/// The first bytes of every ZIP that has a file in it.
pub const MAGIC: &[u8; 4] = b"PK\x03\x04";
/// The log's name in the ZIP.
const LOG: &str = "archive.json";
/// The name of what says how to open it.
const READ_ME: &str = "READ ME.txt";
/// Most files that are looked at.
const MOST_FILES: usize = 200_000;
/// The largest photo's file that is read, in bytes: the largest photo, and what sealing adds.
const LARGEST: u64 = (96 << 20) + (1 << 20);

/// How a photo stands in a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// As the vault keeps it.
    Sealed,
    /// The same of one that came here in clear, without its metadata.
    SealedClean,
    /// A picture.
    Clear {
        /// Whether it is a PNG rather than a JPEG.
        png: bool,
    },
}

/// A photo's place in a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The course.
    pub course: Uuid,
    /// The photo.
    pub photo: Uuid,
    /// How it stands there.
    pub form: Form,
}

/// A bundle that is being written.
pub struct Writer<W: Write + Seek>(ZipWriter<W>);

/// A bundle that is read.
pub struct Reader {
    zip: ZipArchive<File>,
}

impl Place {
    fn name(self) -> String {
        let end = match self.form {
            Form::Sealed => "age",
            Form::SealedClean => "clean.age",
            Form::Clear { png: false } => "jpg",
            Form::Clear { png: true } => "png",
        };
        format!("photos/{}/{}.{end}", self.course, self.photo)
    }

    fn of(name: &str) -> Option<Self> {
        let (course, file) = name.strip_prefix("photos/")?.split_once('/')?;
        let (photo, end) = file.split_once('.')?;
        let form = match end {
            "age" => Form::Sealed,
            "clean.age" => Form::SealedClean,
            "jpg" => Form::Clear { png: false },
            "png" => Form::Clear { png: true },
            _ => return None,
        };
        Some(Self { course: course.parse().ok()?, photo: photo.parse().ok()?, form })
    }
}

impl<W: Write + Seek> Writer<W> {
    /// Begins one with the log and what says how to open it.
    pub fn new(out: W, log: &str, read_me: &str) -> Result<Self, ArchiveError> {
        let mut writer = Self(ZipWriter::new(out));
        writer.file(LOG, log.as_bytes())?;
        writer.file(READ_ME, read_me.as_bytes())?;
        Ok(writer)
    }

    /// Adds a photo.
    pub fn photo(&mut self, place: Place, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.file(&place.name(), bytes)
    }

    /// Ends it and gives back where it was written.
    pub fn finish(self) -> Result<W, ArchiveError> {
        self.0.finish().map_err(broken)
    }

    fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
        let plain = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o600);
        self.0.start_file(name, plain).map_err(broken)?;
        self.0.write_all(bytes)?;
        Ok(())
    }
}

impl Reader {
    /// Opens one.
    pub fn open(path: &Path) -> Result<Self, ArchiveError> {
        let zip = ZipArchive::new(File::open(path)?).map_err(broken)?;
        if zip.len() > MOST_FILES {
            return Err(ArchiveError::NotAnArchive {
                reason: format!("it has more than {MOST_FILES} files"),
            });
        }
        Ok(Self { zip })
    }

    /// The log.
    pub fn log(&mut self) -> Result<Vec<u8>, ArchiveError> {
        match self.read(LOG, MAX_BYTES) {
            Err(ArchiveError::NotAnArchive { .. }) => {
                Err(ArchiveError::NotAnArchive { reason: format!("it has no `{LOG}`") })
            }
            other => other,
        }
    }

    /// The photos in it, by name; files that are none are passed over.
    pub fn photos(&self) -> Vec<Place> {
        // A name that is no text is nobody's photo.
        let mut names: Vec<_> = self.zip.file_names().filter_map(Result::ok).collect();
        names.sort_unstable();
        names.iter().filter_map(|name| Place::of(name)).collect()
    }

    /// A photo's file.
    pub fn photo(&mut self, place: Place) -> Result<Vec<u8>, ArchiveError> {
        self.read(&place.name(), LARGEST)
    }

    fn read(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, ArchiveError> {
        let file = self.zip.by_name(name).map_err(broken)?;
        let mut bytes = Vec::new();
        // What a header says of its length is not believed.
        file.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(ArchiveError::NotAnArchive { reason: format!("`{name}` is larger than any photo") });
        }
        Ok(bytes)
    }
}

fn broken(error: ZipError) -> ArchiveError {
    match error {
        ZipError::Io(error) => error.into(),
        other => ArchiveError::NotAnArchive { reason: other.to_string() },
    }
}

/// Whether a file begins as a ZIP does.
pub fn is_one(path: &Path) -> io::Result<bool> {
    let mut first = Vec::new();
    File::open(path)?.take(MAGIC.len() as u64).read_to_end(&mut first)?;
    Ok(first == MAGIC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    #[test]
    fn what_goes_in_comes_out_and_the_same_gives_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.zip");
        let sealed = Place { course: id(1), photo: id(2), form: Form::Sealed };
        let clear = Place { course: id(1), photo: id(3), form: Form::Clear { png: true } };
        let write = || {
            let mut writer = Writer::new(io::Cursor::new(Vec::new()), "{}\n", "how").unwrap();
            writer.photo(sealed, b"age").unwrap();
            writer.photo(clear, b"pixels").unwrap();
            writer.finish().unwrap().into_inner()
        };
        assert_eq!(write(), write());
        std::fs::write(&path, write()).unwrap();
        assert!(is_one(&path).unwrap());
        let mut reader = Reader::open(&path).unwrap();
        assert_eq!(reader.log().unwrap(), b"{}\n");
        assert_eq!(reader.photos(), [sealed, clear]);
        assert_eq!(reader.photo(clear).unwrap(), b"pixels");
    }

    #[test]
    fn what_is_no_bundle_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("no.zip");
        std::fs::write(&path, b"PK\x03\x04 and nothing that follows").unwrap();
        assert!(matches!(Reader::open(&path), Err(ArchiveError::NotAnArchive { .. })));
        assert!(matches!(Reader::open(&folder.path().join("none")), Err(ArchiveError::Unreadable(_))));
        assert_eq!(Place::of("photos/../../etc/passwd"), None);
    }
}
