//! What a killed import leaves behind: files under temporary names, and folders with nothing in them.
//!
//! They are deleted while nobody writes, which a lock on a file of the course's folder tells, across processes; the
//! system lets go of it when a process is killed. Where a system has no such locks, they stay. Not for: files under
//! their own names, listed or not: those may be the only ones (a scrub tells of them).

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use super::error::VaultError;
use super::files::{TEMPORARY, make_folder};
use super::sealed::CourseVault;

/// The file that is locked.
const LOCK: &str = ".lock";

/// Held while files are written: what is unfinished is not taken for a leftover.
#[derive(Debug)]
pub struct Writing(#[expect(dead_code, reason = "the lock goes when the file is closed")] File);

impl CourseVault {
    /// Says that files are being written, for as long as the answer is kept. Several may write at once.
    pub fn writing(&self) -> Result<Writing, VaultError> {
        let file = self.lock_file()?;
        match file.lock_shared() {
            Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error.into()),
            _ => Ok(Writing(file)),
        }
    }

    /// Deletes what killed imports left, unless somebody is writing. Says how many files went.
    pub fn clear_leftovers(&self) -> Result<u32, VaultError> {
        if !self.folder().is_dir() {
            return Ok(0);
        }
        let file = self.lock_file()?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(0),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(0),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let mut gone = temporary_in(self.folder())?;
        for photo in self.photos()? {
            let folder = self.folder().join(photo.to_string());
            gone += temporary_in(&folder)?;
            // Only an empty one goes: with anything in it, this fails, and is meant to.
            let _ = fs::remove_dir(&folder);
        }
        Ok(gone)
    }

    fn lock_file(&self) -> Result<File, VaultError> {
        make_folder(self.folder())?;
        let mut options = File::options();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(options.open(self.folder().join(LOCK))?)
    }
}

/// Deletes the temporary files of one folder.
fn temporary_in(folder: &Path) -> Result<u32, VaultError> {
    let mut gone = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            fs::remove_file(entry.path())?;
            gone += 1;
        }
    }
    Ok(gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    use crate::vault::PhotoFile;

    fn vault(folder: &Path) -> CourseVault {
        CourseVault::beside(&folder.join("stipple.db"), Uuid::from_u128(7))
    }

    #[test]
    fn leftovers_go_and_everything_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let vault = vault(folder.path());
        assert_eq!(vault.clear_leftovers().unwrap(), 0);
        assert!(!vault.folder().exists(), "nothing is made where there is nothing");
        let [whole, preview, nothing] = [1, 2, 3].map(Uuid::from_u128);
        let kept = [vault.path(whole, PhotoFile::Original), vault.path(preview, PhotoFile::View)];
        let left = [whole, preview, nothing]
            .map(|photo| vault.path(photo, PhotoFile::Original).with_file_name(format!("{TEMPORARY}x")));
        let identity = vault.folder().join(format!("{TEMPORARY}y"));
        for path in kept.iter().chain(&left).chain([&identity]) {
            make_folder(path.parent().unwrap()).unwrap();
            fs::write(path, b"sealed").unwrap();
        }
        // While somebody writes, none of it is touched.
        let writing = [vault.writing().unwrap(), vault.writing().unwrap()];
        assert_eq!(vault.clear_leftovers().unwrap(), 0);
        assert!(left.iter().all(|path| path.exists()));
        drop(writing);
        assert_eq!(vault.clear_leftovers().unwrap(), 4);
        assert!(kept.iter().all(|path| path.exists()));
        assert_eq!(vault.photos().unwrap(), [whole, preview]);
        assert_eq!(vault.clear_leftovers().unwrap(), 0);
    }
}
