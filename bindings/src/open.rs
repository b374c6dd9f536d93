//! Opening: from a folder, a zone and languages to the object that answers.
//!
//! Never asks for a secret: after a restart a Keychain is locked, and reminders are planned all the same. Not for: what
//! a broken or a newer file means (the diary says).

use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono_tz::Tz;
use stipple_core::companion::plain::OpeningView;
use stipple_core::companion::{Companion, DIARY_FILE, Setting};
use stipple_core::foreign::StippleError;
use stipple_core::ports::fixed::FixedClock;
use stipple_core::ports::system::{SystemClock, SystemIds};
use stipple_core::words::{Style, Words};

use crate::foreign::{Clock, KeyStore, Keys};
use crate::stipple::Stipple;

/// What a shell says of itself and of its client at opening.
#[derive(Debug, Clone, uniffi::Record)]
pub struct OpenRequest {
    /// The folder for Stipple's data: private to the app, kept out of cloud backups. It is made with the first change.
    pub folder: String,
    /// The zone the client is in now.
    pub zone: Tz,
    /// BCP 47 tags of the languages that the client reads, best first. A language chosen in Stipple comes before these.
    pub locales: Vec<String>,
    /// How words are written on this device.
    pub style: Style,
}

#[uniffi::export]
impl Stipple {
    /// Opens what is there, or begins anew. Without a clock, the operating system's is asked. `keys` is not asked now.
    #[uniffi::constructor(default(clock = None))]
    pub fn open(
        request: OpenRequest,
        keys: Arc<dyn KeyStore>,
        clock: Option<Arc<dyn Clock>>,
    ) -> Result<Arc<Self>, StippleError> {
        Self::opened(request, Keys(keys), clock.unwrap_or_else(|| Arc::new(SystemClock)))
    }

    /// What was met at opening: data of an older format, or broken data that was set aside. Say the latter to the client.
    pub fn opening(&self) -> OpeningView {
        self.opening.clone()
    }

    /// Says that the client is in another zone now, or that their device speaks other languages. Plan reminders anew.
    pub fn moved_to(&self, zone: Tz, locales: Vec<String>) -> Result<(), StippleError> {
        self.change(|companion| companion.moved_to(zone, locales))
    }
}

impl Stipple {
    fn opened(request: OpenRequest, keys: Keys, clock: Arc<dyn Clock>) -> Result<Arc<Self>, StippleError> {
        let OpenRequest { folder, zone, locales, style } = request;
        // Until there is a companion: an error is told in the device's language.
        let words = Words::new(&locales.iter().map(String::as_str).collect::<Vec<_>>(), style);
        let at = clock.now().map_err(|_| StippleError::no_time(&words))?;
        let now = Arc::new(FixedClock::new(at));
        let setting = Setting {
            file: Path::new(&folder).join(DIARY_FILE),
            zone,
            locales,
            style,
            clock: now.clone(),
            ids: Arc::new(SystemIds),
        };
        let (companion, report) = Companion::open(setting)
            .map_err(|error| StippleError::at_opening(error, &words, &words.dates(at, zone)))?;
        let opening = companion.opening(report);
        Ok(Arc::new(Self { companion: Arc::new(Mutex::new(companion)), clock, now, keys, opening }))
    }
}
