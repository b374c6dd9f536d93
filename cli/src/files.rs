//! Files that a person names: read with a limit, written whole or not at all.
//!
//! Not for: sheets (`sheets`), or the diary's own file (the core keeps that).

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use stipple_core::export::file::{self, WriteError};

use crate::failure::Failure;

/// What `-` stands for on a command line.
pub const STANDARD: &str = "-";

/// Opens a file to read, or standard input for `-`.
pub fn open(path: &Path) -> Result<Box<dyn Read>, Failure> {
    if path.as_os_str() == STANDARD {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = fs::File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            Failure::input(format!("{} is not there: name a file that is", path.display()))
        }
        _ => Failure::outside(format!("{} cannot be read: {error}", path.display())),
    })?;
    if file.metadata().is_ok_and(|there| there.is_dir()) {
        return Err(Failure::input(format!("{} is a folder: name a file", path.display())));
    }
    Ok(Box::new(file))
}

/// Reads a small text: a key, a signature, a code.
pub fn text(path: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = open(path)?.take(1 << 16).read_to_string(&mut text);
    read.map_err(|error| Failure::outside(format!("{} cannot be read: {error}", path.display())))?;
    Ok(text)
}

/// Writes a file, whole or not at all.
pub fn write(path: &Path, contents: &[u8]) -> Result<(), Failure> {
    file::write(path, contents).map_err(|error| match error {
        WriteError::NoFolder { .. } | WriteError::IsFolder { .. } => Failure::input(error),
        WriteError::Failed { .. } => Failure::outside(error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_or_a_missing_one_is_bad_input() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(write(folder.path(), b""), Err(Failure::Input(_))));
        assert!(matches!(write(&folder.path().join("none/out"), b""), Err(Failure::Input(_))));
        assert!(matches!(open(&folder.path().join("none")), Err(Failure::Input(_))));
        assert!(matches!(open(folder.path()), Err(Failure::Input(_))));
    }
}
