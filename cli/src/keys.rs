//! A terminal's place for secrets: a file each in the folder of data, which only its owner may read.
//!
//! A phone has better ones (Keychain, Keystore); this one is as safe as the account of the person at the terminal. Not
//! for: what a secret is for (`stipple_core::vault`).

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use stipple_core::ports::{KeyStore, KeyStoreError, Secret};

/// Their folder in the folder of data.
pub const FOLDER: &str = "keys";

/// Secrets as files.
pub struct FileKeys {
    folder: PathBuf,
}

impl FileKeys {
    /// The place for secrets in a folder of data. Nothing is made before there is a secret.
    pub fn within(data: &Path) -> Self {
        Self { folder: data.join(FOLDER) }
    }
}

fn failed(error: &io::Error) -> KeyStoreError {
    KeyStoreError::Unavailable { reason: error.to_string() }
}

impl KeyStore for FileKeys {
    fn get(&self, name: &str) -> Result<Option<Secret>, KeyStoreError> {
        match fs::read(self.folder.join(name)) {
            Ok(bytes) => Ok(Some(Secret::new(bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }

    fn add(&self, name: &str, secret: &Secret) -> Result<(), KeyStoreError> {
        let write = || -> io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            // A temporary file is its owner's alone (0600), and keeps that under its own name.
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
            file.write_all(secret.expose())?;
            file.as_file().sync_all()?;
            match file.persist_noclobber(self.folder.join(name)) {
                Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => return Err(error.error),
                _ => {}
            }
            if cfg!(unix) { fs::File::open(&self.folder)?.sync_all() } else { Ok(()) }
        };
        write().map_err(|error| failed(&error))
    }

    fn delete(&self, name: &str) -> Result<(), KeyStoreError> {
        match fs::remove_file(self.folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(&error)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_kept_once_and_only_its_owner_may_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let keys = FileKeys::within(folder.path());
        assert_eq!(keys.get("device-key").unwrap(), None);
        keys.add("device-key", &Secret::new(b"one".to_vec())).unwrap();
        keys.add("device-key", &Secret::new(b"two".to_vec())).unwrap();
        assert_eq!(keys.get("device-key").unwrap().unwrap().expose(), b"one");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(folder.path().join("keys/device-key")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        keys.delete("device-key").unwrap();
        assert_eq!(keys.get("device-key").unwrap(), None);
    }

    #[test]
    fn a_place_that_cannot_be_read_is_no_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("keys/device-key")).unwrap();
        let keys = FileKeys::within(folder.path());
        assert!(matches!(keys.get("device-key"), Err(KeyStoreError::Unavailable { .. })));
    }
}
