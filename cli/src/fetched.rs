//! Sheets that were fetched and wait to be accepted: a file each in the folder of data, the signature and the key beside.
//!
//! They are the studio's own files, so that `minisign` can check them as they lie. What lies here is checked again when
//! it is accepted. Not for: the sheet of a course, which is kept with the course.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use stipple_core::companion::{SheetOffer, SheetSignature};

use crate::failure::Failure;
use crate::files;

/// Their folder in the folder of data.
pub const FOLDER: &str = "sheets";

/// Where they lie.
pub struct Fetched {
    folder: PathBuf,
}

impl Fetched {
    /// The place for them in a folder of data. Nothing is made before there is one.
    pub fn within(data: &Path) -> Self {
        Self { folder: data.join(FOLDER) }
    }

    /// Keeps a sheet in place of the one of that id that was fetched before. Says where it lies.
    pub fn keep(&self, id: &str, sheet: &SheetOffer) -> Result<PathBuf, Failure> {
        let path = self.path(id).ok_or_else(|| {
            Failure::input(format!(
                "`{id}` is no id of a published sheet: those are letters, digits, - and _"
            ))
        })?;
        let made = fs::create_dir_all(&self.folder);
        made.map_err(|error| Failure::outside(format!("{}: {error}", self.folder.display())))?;
        if let Some(SheetSignature { signature, key }) = &sheet.signed {
            let key = format!("untrusted comment: minisign public key\n{key}\n");
            files::write(&beside(&path, ".pub"), key.as_bytes())?;
            files::write(&beside(&path, ".minisig"), signature.as_bytes())?;
        }
        files::write(&path, sheet.text.as_bytes())?;
        Ok(path)
    }

    /// The sheet of that id that was fetched last.
    pub fn find(&self, id: &str) -> Result<Option<SheetOffer>, Failure> {
        let Some(path) = self.path(id) else { return Ok(None) };
        let read = |path: &Path| match fs::read_to_string(path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::outside(format!("{} cannot be read: {error}", path.display()))),
        };
        let Some(text) = read(&path)? else { return Ok(None) };
        let (signature, key) = (read(&beside(&path, ".minisig"))?, read(&beside(&path, ".pub"))?);
        let lost = || Failure::outside(format!("the signature of `{id}` is gone: fetch the sheet again"));
        let (signature, key) = signature.zip(key).ok_or_else(lost)?;
        Ok(Some(SheetOffer { text, signed: Some(SheetSignature { signature, key }) }))
    }

    /// An id comes from whoever wrote the sheet: it names no other place.
    fn path(&self, id: &str) -> Option<PathBuf> {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
        let sound = !id.is_empty() && id.len() <= 64 && id.chars().all(plain);
        sound.then(|| self.folder.join(format!("{id}.toml")))
    }
}

/// The file of that name with something more at its end: `studio.toml.minisig`.
pub fn beside(path: &Path, more: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(more);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use stipple_core::signed::StudioKey;

    const KEY: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";

    fn sheet(text: &str) -> SheetOffer {
        let signed = SheetSignature { signature: "signature".to_owned(), key: KEY.to_owned() };
        SheetOffer { text: text.to_owned(), signed: Some(signed) }
    }

    #[test]
    fn what_was_fetched_last_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let fetched = Fetched::within(folder.path());
        assert_eq!(fetched.find("studio").unwrap(), None);
        assert!(!folder.path().join("sheets").exists());
        fetched.keep("studio", &sheet("one")).unwrap();
        let path = fetched.keep("studio", &sheet("two")).unwrap();
        let found = fetched.find("studio").unwrap().unwrap();
        let signed = found.signed.unwrap();
        assert_eq!((found.text.as_str(), signed.signature.as_str()), ("two", "signature"));
        assert_eq!(StudioKey::read(&signed.key).unwrap().to_string(), KEY);
        fs::remove_file(beside(&path, ".minisig")).unwrap();
        assert!(fetched.find("studio").is_err(), "what lost its signature is no file that nobody signed");
    }

    #[test]
    fn an_id_names_no_other_place() {
        let folder = tempfile::tempdir().unwrap();
        let fetched = Fetched::within(folder.path());
        for id in ["", "..", "../x", "a/b", "a\\b", "ä", &"x".repeat(65)] {
            assert!(matches!(fetched.keep(id, &sheet("x")), Err(Failure::Input(_))), "{id}");
            assert_eq!(fetched.find(id).unwrap(), None);
        }
    }
}
