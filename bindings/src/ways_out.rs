//! Ways out and in, by the path of a file, and the device's key.
//!
//! Files are written whole or not at all, readable by their owner alone. Not for: the formats (the core's `export`).

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use stipple_core::companion::view::DoneView;
use stipple_core::companion::{Companion, CompanionError, PhotosAs};
use stipple_core::diary::Imported;
use stipple_core::foreign::StippleError;
use stipple_core::ports::system::new_identity;
use stipple_core::vault::{DeviceKey, VaultError};

use crate::stipple::{Stipple, enter};
use crate::task::{ExportTask, ImportTask};

#[uniffi::export]
impl Stipple {
    /// Writes everything that was ever entered into that file, but no photo.
    pub fn export_archive(&self, path: &str) -> Result<DoneView, StippleError> {
        self.ask(|companion| companion.write_archive(Path::new(path)))
    }

    /// Begins to add what an archive holds to what is here: all of it, or nothing. Keep the task until it is done.
    pub fn import_archive(&self, path: &str) -> Result<Arc<ImportTask>, StippleError> {
        self.begin_import(path.into())
    }

    /// Begins to write everything that was ever entered and every photo into that `.zip`. Keep the task until it is done.
    pub fn export_bundle(&self, path: String, photos: PhotosAs) -> Result<Arc<ExportTask>, StippleError> {
        self.begin(Companion::bundle_desk, move |desk, keys, watch| {
            desk.write(keys, Path::new(&path), photos, watch)
        })
    }

    /// Begins to add what such a `.zip` holds to what is here. Sealed photos of a course that this device does not know
    /// open with `identity`, the text that `write_identity` wrote; it is kept for them.
    #[uniffi::method(default(identity = None))]
    pub fn import_bundle(
        &self,
        path: &str,
        identity: Option<String>,
    ) -> Result<Arc<ImportTask>, StippleError> {
        self.begin_bundle(path.into(), identity)
    }

    /// Writes the course as a calendar file; `discreet` overrules what the client set.
    #[uniffi::method(default(discreet = None))]
    pub fn calendar(&self, path: &str, discreet: Option<bool>) -> Result<DoneView, StippleError> {
        self.ask(|companion| companion.write_calendar(Path::new(path), discreet))
    }

    /// Begins to write a report for the client's studio, an HTML file, with the pictures of these photos. Keep the task until
    /// it is done.
    pub fn report(&self, path: String, photos: Vec<String>) -> Result<Arc<ExportTask>, StippleError> {
        self.begin(Companion::report_desk, move |desk, keys, watch| {
            desk.write(keys, Path::new(&path), &photos, watch)
        })
    }

    /// The public half of this device's key, `age1…`. Made when first asked for, through the device's place for secrets.
    pub fn device_recipient(&self) -> Result<String, StippleError> {
        DeviceKey::obtain(&self.keys, new_identity)
            .map(|key| key.recipient().to_string())
            .map_err(|error| self.no_key(&error))
    }
}

impl Stipple {
    fn begin_import(&self, path: PathBuf) -> Result<Arc<ImportTask>, StippleError> {
        let companion = Arc::clone(&self.companion);
        self.begin(
            |companion| Ok(companion.begin_import()),
            move |import, _, watch| {
                let imported = import.run(&path, watch)?;
                enter(&companion).end_import(imported)
            },
        )
    }

    fn begin_bundle(&self, path: PathBuf, identity: Option<String>) -> Result<Arc<ImportTask>, StippleError> {
        let companion = Arc::clone(&self.companion);
        self.begin(Companion::bundle_desk, move |desk, keys, watch| {
            end_bundle(&companion, &path, desk.read(keys, &path, identity.as_deref(), watch)?)
        })
    }

    fn no_key(&self, error: &VaultError) -> StippleError {
        StippleError::of_vault(error, enter(&self.companion).words())
    }
}

/// The lock is taken here, once what is foreign was asked.
fn end_bundle(
    companion: &Mutex<Companion>,
    path: &Path,
    imported: Imported,
) -> Result<DoneView, CompanionError> {
    enter(companion).end_bundle(path, imported)
}
