//! Ways out and in, by the path of a file, and the device's key.
//!
//! Files are written whole or not at all, readable by their owner alone. Not for: the formats (the core's `export`).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use stipple_core::companion::view::DoneView;
use stipple_core::foreign::StippleError;
use stipple_core::ports::system::new_identity;
use stipple_core::vault::{DeviceKey, VaultError};

use crate::stipple::{Stipple, enter};
use crate::task::{ImportTask, Running};

#[uniffi::export]
impl Stipple {
    /// Writes everything that was ever entered into that file.
    pub fn export_archive(&self, path: &str) -> Result<DoneView, StippleError> {
        self.ask(|companion| companion.write_archive(Path::new(path)))
    }

    /// Begins to add what an archive holds to what is here: all of it, or nothing. Keep the task until it is done.
    pub fn import_archive(&self, path: &str) -> Result<Arc<ImportTask>, StippleError> {
        self.begin_import(path.into()).map(ImportTask).map(Arc::new)
    }

    /// Writes the course as a calendar file; `discreet` overrules what the client set.
    #[uniffi::method(default(discreet = None))]
    pub fn calendar(&self, path: &str, discreet: Option<bool>) -> Result<DoneView, StippleError> {
        self.ask(|companion| companion.write_calendar(Path::new(path), discreet))
    }

    /// The public half of this device's key, `age1…`. Made when first asked for, through the device's place for secrets.
    pub fn device_recipient(&self) -> Result<String, StippleError> {
        DeviceKey::obtain(&self.keys, new_identity)
            .map(|key| key.recipient().to_string())
            .map_err(|error| self.no_key(&error))
    }
}

impl Stipple {
    fn begin_import(&self, path: PathBuf) -> Result<Running<DoneView>, StippleError> {
        let import = self.ask(|companion| Ok(companion.begin_import()))?;
        let companion = Arc::clone(&self.companion);
        Ok(Running::begin(&self.companion, move |watch| {
            let imported = import.run(&path, watch)?;
            enter(&companion).end_import(imported)
        }))
    }

    fn no_key(&self, error: &VaultError) -> StippleError {
        StippleError::of_vault(error, enter(&self.companion).words())
    }
}
