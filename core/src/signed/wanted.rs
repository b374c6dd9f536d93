//! What is asked of a sheet that somebody sends: that it is signed, by the right key, and is the one that was meant.
//!
//! Not for: fetching it, or what a client knows of the studio from before (`companion`).

use crate::protocol::{Refusal, Sheet};

use super::address::SheetAddress;
use super::key::StudioKey;
use super::sheet::{SignedError, SignedSheet};

/// Which sheet is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its id.
    pub id: String,
    /// Its revision; without it, the latest.
    pub revision: Option<u32>,
    /// Whose it has to be, where that is known.
    pub key: Option<StudioKey>,
}

/// Why what came is not the sheet that was meant.
#[derive(Debug, thiserror::Error)]
pub enum NotWanted {
    /// It does not count as signed.
    #[error(transparent)]
    Signed(#[from] SignedError),
    /// Another key signed it than the one that was named.
    #[error("another studio's key signed what came: {found}, not {wanted}")]
    OtherKey {
        /// The key that was named, in words.
        wanted: String,
        /// The one that signed, in words.
        found: String,
    },
    /// It is another sheet, or another revision.
    #[error("what came calls itself {found}, not {wanted}")]
    OtherSheet {
        /// The id and the revision that were named.
        wanted: String,
        /// What the text says of itself.
        found: String,
    },
    /// It is no sheet that can be followed.
    #[error("this is no sheet: {0}")]
    Refused(Refusal),
}

impl From<&SheetAddress> for Wanted {
    fn from(address: &SheetAddress) -> Self {
        Self { id: address.id.clone(), revision: Some(address.revision), key: Some(address.key.clone()) }
    }
}

impl Wanted {
    /// Reads a sheet that is signed and is the one that is meant. Nothing that a server said of it is believed.
    pub fn check(&self, signed: &SignedSheet) -> Result<Sheet, NotWanted> {
        if let Some(wanted) = self.key.as_ref().filter(|key| **key != signed.key) {
            return Err(NotWanted::OtherKey { wanted: wanted.words(), found: signed.key.words() });
        }
        signed.check()?;
        let sheet = Sheet::read(&signed.text).map_err(first)?;
        let meant = sheet.id == self.id && self.revision.is_none_or(|revision| revision == sheet.revision);
        if meant { Ok(sheet) } else { Err(self.another(&sheet)) }
    }

    fn another(&self, sheet: &Sheet) -> NotWanted {
        let revision = self.revision.map(|revision| format!(" {revision}")).unwrap_or_default();
        NotWanted::OtherSheet {
            wanted: format!("{}{revision}", self.id),
            found: format!("{} {}", sheet.id, sheet.revision),
        }
    }
}

/// A refused sheet has at least one refusal.
fn first(refused: Vec<Refusal>) -> NotWanted {
    let nothing = Refusal { line: 0, key: String::new(), what: String::new(), instead: String::new() };
    NotWanted::Refused(refused.into_iter().next().unwrap_or(nothing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signed::testing::{Studio, sheet_text};

    fn wanted(studio: &Studio) -> Wanted {
        Wanted { id: "scalp-envy".to_owned(), revision: Some(2), key: Some(studio.key()) }
    }

    #[test]
    fn the_sheet_that_was_meant_is_taken() {
        let studio = Studio::new();
        let signed = studio.sign(&sheet_text(2));
        let sheet = wanted(&studio).check(&signed).unwrap();
        assert_eq!((sheet.id.as_str(), sheet.revision), ("scalp-envy", 2));
        let latest = Wanted { revision: None, key: None, ..wanted(&studio) };
        assert!(latest.check(&signed).is_ok());
    }

    #[test]
    fn a_server_that_lies_is_found_out() {
        let (studio, other) = (Studio::new(), Studio::new());
        let told = |signed: SignedSheet| wanted(&studio).check(&signed).unwrap_err();
        assert!(matches!(told(other.sign(&sheet_text(2))), NotWanted::OtherKey { .. }));
        let borrowed = SignedSheet { key: studio.key(), ..other.sign(&sheet_text(2)) };
        assert!(matches!(told(borrowed), NotWanted::Signed(SignedError::OtherKey { .. })));
        let changed = SignedSheet { text: sheet_text(2).replace("10d", "9d"), ..studio.sign(&sheet_text(2)) };
        assert!(matches!(told(changed), NotWanted::Signed(SignedError::Changed)));
        // An older revision in place of the one that was meant, another sheet, and no sheet at all: all rightly signed.
        assert!(matches!(told(studio.sign(&sheet_text(1))), NotWanted::OtherSheet { .. }));
        let another = sheet_text(2).replace("id = \"scalp-envy\"", "id = \"other\"");
        assert!(matches!(told(studio.sign(&another)), NotWanted::OtherSheet { .. }));
        assert!(matches!(told(studio.sign("hello")), NotWanted::Refused(_)));
    }
}
