//! Files that a person names: read with a limit, written whole or not at all.
//!
//! Not for: sheets (`sheets`), or the diary's own file (the core keeps that).

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

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

/// Writes a file: first under another name in the same folder, then under its own, so that whoever reads it finds the
/// old or the new one, whole. Only its owner may read it. What is there and is no file (a device, a pipe) is written to.
pub fn write(path: &Path, contents: &[u8]) -> Result<(), Failure> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => {
            Failure::input(format!("{} cannot be written: its folder is not there", path.display()))
        }
        _ => Failure::outside(format!("{} was not written: {error}", path.display())),
    };
    // A link stays a link: what it leads to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(there) if there.is_dir() => {
            return Err(Failure::input(format!("{} is a folder: name a file", path.display())));
        }
        Ok(there) if !there.is_file() => {
            let mut device = fs::OpenOptions::new().write(true).open(&target).map_err(failed)?;
            return device.write_all(contents).map_err(failed);
        }
        _ => {}
    }
    let mut file = tempfile::NamedTempFile::new_in(folder(&target)).map_err(failed)?;
    file.write_all(contents).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&target).map_err(|error| failed(error.error))?;
    Ok(())
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_or_a_missing_one_is_bad_input() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(write(folder.path(), b""), Err(Failure::Input(_))));
        assert!(matches!(write(&folder.path().join("none/out"), b""), Err(Failure::Input(_))));
        assert!(matches!(open(&folder.path().join("none")), Err(Failure::Input(_))));
        assert!(matches!(open(folder.path()), Err(Failure::Input(_))));
    }
}
