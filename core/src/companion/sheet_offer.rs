//! A studio's sheet that is offered to a client: whose it is, what would change, and accepting it by hand.
//!
//! **A pinned course never changes by itself**, and the key that signed a course's sheet is remembered with it: another
//! key for the same id is refused until the client says that they know of it. What nobody signed (a file) stays usable,
//! and is told so. Not for: checking a signature (`signed`), or getting a sheet from a server.

use crate::diary::{CourseState, PinnedSheet, SheetAccepted};
use crate::protocol::{Sheet, builtin, builtin_ids};
use crate::signed::{NotWanted, SheetAddress, Signed, SignedSheet, StudioKey};
use crate::words::{Words, say};

use super::diff_screen::{self, SheetDiffView};
use super::door::Companion;
use super::error::CompanionError;
use super::intent::read;
use super::scene::sheet_name;
use super::view::{DoneView, SheetNameView};

/// A sheet that somebody offers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SheetOffer {
    /// The whole text of the sheet file.
    pub text: String,
    /// Who signed it; none where it came as a file that nobody signed.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub signed: Option<SheetSignature>,
}

/// A signature, as minisign writes it, and the key that it is to be checked with.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SheetSignature {
    /// The whole text of the `.minisig` file.
    pub signature: String,
    /// The studio's public key: its line, or the whole `.pub` file.
    pub key: String,
}

/// What a client reads before they accept a sheet.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SheetOfferView {
    /// Its name.
    pub name: SheetNameView,
    /// The key that signed it in eight words, to compare with the studio's; none where nobody did.
    pub key_words: Option<String>,
    /// Where it comes from, in words.
    pub origin: String,
    /// What a client should not overlook: an older revision, a signature that is gone, another text for the same revision.
    pub warnings: Vec<String>,
    /// Another key than before signed it: what that may mean. It is accepted only where the client says that they know.
    pub other_key: Option<String>,
    /// What would change in the course; none without a course.
    pub changes: Option<SheetDiffView>,
    /// The sheet itself, to be accepted as it was looked at.
    #[serde(skip)]
    pub offer: SheetOffer,
}

/// What a studio's QR says.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SheetCodeView {
    /// The sheet's id.
    pub id: String,
    /// Its revision.
    pub revision: u32,
    /// The studio's key in eight words.
    pub key_words: String,
    /// The server that carries it.
    pub server: String,
}

/// A sheet that was offered, read and checked.
pub(super) struct Offered {
    pub sheet: Sheet,
    text: String,
    key: Option<StudioKey>,
}

impl Offered {
    /// Reads it, and checks its signature where it has one.
    pub fn read(offer: SheetOffer) -> Result<Self, CompanionError> {
        let SheetOffer { text, signed } = offer;
        let Some(SheetSignature { signature, key }) = signed else {
            return Ok(Self { sheet: read(&text)?, text, key: None });
        };
        let signed = SignedSheet { text, signature, key: StudioKey::read(&key)? };
        let Signed { .. } = signed.check().map_err(NotWanted::from)?;
        Ok(Self { sheet: read(&signed.text)?, text: signed.text, key: Some(signed.key) })
    }

    pub fn pinned(self) -> PinnedSheet {
        let Self { sheet, text, key } = self;
        PinnedSheet { id: sheet.id, revision: sheet.revision, text, key: key.map(|key| key.to_string()) }
    }
}

impl Companion {
    /// What would change under a sheet that is offered, and whose it is. Nothing is kept.
    pub fn look_at_sheet(&self, offer: SheetOffer) -> Result<SheetOfferView, CompanionError> {
        let offered = Offered::read(offer.clone())?;
        let loaded = if self.has_course()? { Some(self.loaded()?) } else { None };
        let pinned = loaded.as_ref().and_then(|loaded| loaded.state.sheet()).map(|pin| &pin.sheet);
        let known = self.known_key(&offered.sheet.id)?;
        let changes = loaded
            .as_ref()
            .map(|loaded| diff_screen::differences(loaded.sheet(), &offered.sheet, &self.words));
        Ok(SheetOfferView {
            name: sheet_name(&offered.sheet),
            key_words: offered.key.as_ref().map(StudioKey::words),
            origin: origin(offered.key.as_ref(), &offered.text, &self.words),
            warnings: self.warnings(&offered, pinned, known.as_ref()),
            other_key: refuse_other_key(&offered, known.as_ref()).err().map(|error| self.told(&error)),
            changes,
            offer,
        })
    }

    /// Puts the course under a sheet that was offered. Where another key than before signed it, only if the client knows:
    /// `other_key`.
    pub fn accept_offer(&mut self, offer: SheetOffer, other_key: bool) -> Result<DoneView, CompanionError> {
        let loaded = self.loaded()?;
        let offered = self.admitted(offer, other_key)?;
        let pinned = loaded.state.sheet().map(|pin| &pin.sheet);
        let warnings = self.warnings(&offered, pinned, self.known_key(&offered.sheet.id)?.as_ref());
        let title = offered.sheet.title.clone().unwrap_or_else(|| offered.sheet.id.clone());
        let revision = offered.sheet.revision;
        self.keep(SheetAccepted { course: loaded.state.id, at: self.now(), sheet: offered.pinned() })?;
        Ok(DoneView { warnings, ..self.done(say::done_sheet_accepted(title, revision)) })
    }

    /// An offer that may be accepted.
    pub(super) fn admitted(&self, offer: SheetOffer, other_key: bool) -> Result<Offered, CompanionError> {
        let offered = Offered::read(offer)?;
        if !other_key {
            refuse_other_key(&offered, self.known_key(&offered.sheet.id)?.as_ref())?;
        }
        Ok(offered)
    }

    /// The key that signed the sheet of that id which was accepted last, in whatever course. A file that nobody signed,
    /// accepted since, does not make it forgotten.
    pub(super) fn known_key(&self, id: &str) -> Result<Option<StudioKey>, CompanionError> {
        let courses = self.diary.state()?.courses;
        let pins = courses.iter().flat_map(|course: &CourseState| &course.sheets);
        let keys =
            pins.filter(|pin| pin.sheet.id == id).filter_map(|pin| Some((pin.accepted, key(&pin.sheet)?)));
        Ok(keys.max_by_key(|(accepted, _)| *accepted).map(|(_, key)| key))
    }

    fn warnings(
        &self,
        offered: &Offered,
        pinned: Option<&PinnedSheet>,
        known: Option<&StudioKey>,
    ) -> Vec<String> {
        let (sheet, words) = (&offered.sheet, &self.words);
        let before = pinned.filter(|pinned| pinned.id == sheet.id);
        let unsigned =
            known.filter(|_| offered.key.is_none()).map(|known| say::offer_unsigned(known.words()));
        let other = pinned.filter(|pinned| pinned.id != sheet.id);
        let other = other.map(|pinned| say::offer_other_sheet(&pinned.id, &sheet.id));
        let older = before.filter(|pinned| pinned.revision > sheet.revision);
        let older = older.map(|pinned| say::offer_older(sheet.revision, pinned.revision));
        let changed =
            before.filter(|pinned| pinned.revision == sheet.revision && pinned.text != offered.text);
        let changed = changed.map(|_| say::offer_same_revision(sheet.revision));
        [unsigned, other, older, changed].into_iter().flatten().map(|one| words.text(one)).collect()
    }
}

/// What a studio's QR says. Nothing is fetched.
pub fn read_sheet_code(text: &str) -> Result<SheetCodeView, CompanionError> {
    let SheetAddress { id, revision, key, server } = text.parse()?;
    Ok(SheetCodeView { id, revision, key_words: key.words(), server })
}

/// The key that signed a pinned sheet.
pub(super) fn key(pinned: &PinnedSheet) -> Option<StudioKey> {
    pinned.key.as_deref().and_then(|key| StudioKey::read(key).ok())
}

/// Where a sheet comes from that nobody signed, in words.
pub fn unsigned_origin(text: &str, words: &Words) -> String {
    origin(None, text, words)
}

/// Where a sheet comes from, in words.
pub(super) fn origin(key: Option<&StudioKey>, text: &str, words: &Words) -> String {
    let own = || builtin_ids().any(|id| builtin(id) == Some(text));
    words.text(match key {
        Some(key) => say::sheet_signed(key.words()),
        None if own() => say::sheet_built_in(),
        None => say::sheet_unsigned(),
    })
}

/// Refuses what another key than the known one signed.
fn refuse_other_key(offered: &Offered, known: Option<&StudioKey>) -> Result<(), CompanionError> {
    match (&offered.key, known) {
        (Some(key), Some(known)) if key != known => Err(CompanionError::OtherKey {
            sheet: offered.sheet.id.clone(),
            known: known.words(),
            offered: key.words(),
        }),
        _ => Ok(()),
    }
}
