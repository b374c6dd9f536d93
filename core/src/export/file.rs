//! A file written whole or not at all.
//!
//! Not for: what is in it, or the diary's own file (`diary` keeps that).

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a file was not written. What was there is as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder that it is to lie in is not there.
    #[error("{} cannot be written: its folder is not there", path.display())]
    NoFolder {
        /// The file.
        path: PathBuf,
    },
    /// A folder has that name, or a device that cannot look back.
    #[error("{} is a folder: name a file", path.display())]
    IsFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The system would not have it.
    #[error("{} was not written: {error}", path.display())]
    Failed {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// Writes a file: first under another name in the same folder, then under its own, so that whoever reads it finds the
/// old or the new one, whole. Only its owner may read it. What is there and is no file (a device, a pipe) is written to.
pub fn write(path: &Path, contents: &[u8]) -> Result<(), WriteError> {
    if let Some(device) = device(path) {
        let failed = |error| WriteError::Failed { path: path.to_owned(), error };
        return device.and_then(|mut device| device.write_all(contents)).map_err(failed);
    }
    write_with(path, |file| {
        file.write_all(contents).map_err(|error| WriteError::Failed { path: path.to_owned(), error })
    })
}

/// What a path leads to where that is there and no file: a device or a pipe, opened to be written to.
fn device(path: &Path) -> Option<io::Result<fs::File>> {
    let there = fs::metadata(path).ok()?;
    (!there.is_file() && !there.is_dir()).then(|| fs::OpenOptions::new().write(true).open(path))
}

/// The same for what is written piece by piece, which may look back; a device or a pipe cannot.
pub fn write_with<E: From<WriteError>>(
    path: &Path,
    fill: impl FnOnce(&mut fs::File) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => WriteError::NoFolder { path: path.to_owned() },
        _ => WriteError::Failed { path: path.to_owned(), error },
    };
    // A link stays a link: what it leads to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(there) if !there.is_file() => return Err(WriteError::IsFolder { path: path.to_owned() }.into()),
        _ => {}
    }
    let mut temporary = tempfile::NamedTempFile::new_in(folder(&target)).map_err(failed)?;
    fill(temporary.as_file_mut())?;
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist(&target).map_err(|error| failed(error.error))?;
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
    fn a_folder_or_a_missing_one_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(write(folder.path(), b""), Err(WriteError::IsFolder { .. })));
        assert!(matches!(write(&folder.path().join("none/out"), b""), Err(WriteError::NoFolder { .. })));
    }
}
