//! Finds a sheet by the name a person gives: a built-in id, or a path to a sheet file.
//!
//! Not for: what is wrong with a sheet (`stipple_core::protocol` says).

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use stipple_core::protocol::{MAX_BYTES, Refusal, Sheet, builtin, builtin_ids};

/// The sheet that is used where none is named: the built-in one.
pub const SEED: &str = "scalp-envy";

/// Why a sheet cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// There is no such built-in sheet and no such file.
    #[error("no sheet `{name}`: give a path to a sheet file, or one of the built-in ones ({})", builtin_ids().collect::<Vec<_>>().join(", "))]
    Unknown {
        /// What was given.
        name: String,
    },
    /// The file cannot be read.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The file says something that no sheet may say.
    #[error("{}: {}{}", path.display(), refused[0], more(refused.len()))]
    Refused {
        /// The file.
        path: PathBuf,
        /// All that is wrong with it; at least one.
        refused: Vec<Refusal>,
    },
}

fn more(count: usize) -> String {
    if count > 1 {
        format!(" (and {} more: `stipple sheet check` lists them)", count - 1)
    } else {
        String::new()
    }
}

/// The text of a sheet, by the id of a built-in one or by a path.
pub fn text(name: &str) -> Result<String, SheetError> {
    match builtin(name) {
        Some(text) => Ok(text.to_owned()),
        None => read_file(Path::new(name)),
    }
}

/// A sheet, by the id of a built-in one or by a path.
pub fn named(name: &str) -> Result<Sheet, SheetError> {
    with_text(name).map(|(sheet, _)| sheet)
}

/// The same with the text that it was read from: a file is read once, so that the two belong together.
pub fn with_text(name: &str) -> Result<(Sheet, String), SheetError> {
    read(text(name)?, Path::new(name))
}

/// The sheet in a file, whatever its name, with its text.
pub fn in_file(path: &Path) -> Result<(Sheet, String), SheetError> {
    read(read_file(path)?, path)
}

fn read(text: String, path: &Path) -> Result<(Sheet, String), SheetError> {
    match Sheet::read(&text) {
        Ok(sheet) => Ok((sheet, text)),
        Err(refused) => Err(SheetError::Refused { path: path.to_owned(), refused }),
    }
}

/// Reads at most one byte more than a sheet may have: the reader then says that it is too long.
fn read_file(path: &Path) -> Result<String, SheetError> {
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => SheetError::Unknown { name: path.display().to_string() },
        _ => SheetError::Unreadable { path: path.to_owned(), error },
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(text.to_owned()),
        // Cut off in the middle of a letter: the reader says that it is too long.
        Err(_) if bytes.len() > MAX_BYTES => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) => {
            Err(SheetError::Refused { path: path.to_owned(), refused: vec![not_utf8(&bytes, error)] })
        }
    }
}

fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> Refusal {
    let before = &bytes[..error.valid_up_to()];
    Refusal {
        line: before.split(|byte| *byte == b'\n').count(),
        key: String::new(),
        what: "the file is not UTF-8".to_owned(),
        instead: "save it with the encoding UTF-8".to_owned(),
    }
}

impl From<SheetError> for Failure {
    fn from(error: SheetError) -> Self {
        match error {
            SheetError::Unreadable { error: ref why, .. } if why.kind() != io::ErrorKind::IsADirectory => {
                Self::outside(error)
            }
            _ => Self::input(error),
        }
    }
}
