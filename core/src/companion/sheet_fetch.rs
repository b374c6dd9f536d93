//! Getting a studio's signed sheet from the server that carries it: what to ask whom, and believing nothing of the answer.
//!
//! The server is asked without a lock: the question is taken from the companion, and what came is looked at through it
//! (`sheet_offer`). Not for: sockets (an adapter of `sync`), or accepting.

use crate::signed::{SheetAddress, SignedSheet, StudioKey, Wanted};
use crate::sync::server::{PublishedSheet, ServerError, SheetServer};

use super::account_error::AccountError;
use super::connect::connect;
use super::door::Companion;
use super::error::CompanionError;
use super::sheet_offer::{SheetOffer, SheetSignature};

/// Which sheet to ask a server for, and which server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetQuestion {
    wanted: Wanted,
    server: Option<String>,
}

impl Companion {
    /// What a studio's QR asks for, or an id: then whose the sheet has to be is known where a course was under it.
    pub fn sheet_question(&self, what: &str, revision: Option<u32>) -> Result<SheetQuestion, CompanionError> {
        // No id has a colon: what has one is meant as a code, and is told what is wrong with it.
        if what.contains(':') {
            let address: SheetAddress = what.parse()?;
            return Ok(SheetQuestion { wanted: Wanted::from(&address), server: Some(address.server) });
        }
        let id = what.trim();
        Ok(SheetQuestion {
            wanted: Wanted { id: id.to_owned(), revision, key: self.known_key(id)? },
            server: None,
        })
    }
}

impl SheetQuestion {
    /// The server that the QR names.
    pub fn server(&self) -> Option<&str> {
        self.server.as_deref()
    }

    /// The same, to be asked of that server where the QR names none.
    pub fn at(self, server: Option<String>) -> Result<Self, CompanionError> {
        let server = self.server.or(server).ok_or(AccountError::NoServer)?;
        Ok(Self { server: Some(server), ..self })
    }

    /// Connects to the server and asks it.
    pub fn fetch(&self) -> Result<SheetOffer, CompanionError> {
        self.ask(&connect(self.server().ok_or(AccountError::NoServer)?)?)
    }

    /// Asks the server, and checks what comes: the signature, whose it is, and that it is what was asked for.
    pub fn ask(&self, server: &dyn SheetServer) -> Result<SheetOffer, CompanionError> {
        let PublishedSheet { text, signature, public_key, .. } =
            server.sheet(&self.wanted.id, self.wanted.revision)?;
        // A key that does not read is the server's fault, not the client's.
        let garbled = |_| ServerError::garbled("a sheet without a key");
        let signed = SignedSheet { text, signature, key: StudioKey::read(&public_key).map_err(garbled)? };
        self.wanted.check(&signed)?;
        let SignedSheet { text, signature, key } = signed;
        Ok(SheetOffer { text, signed: Some(SheetSignature { signature, key: key.to_string() }) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signed::NotWanted;
    use crate::signed::testing::{Studio, sheet_text};

    /// A server that answers as it is told to, whatever it is asked.
    struct Says(PublishedSheet);

    impl SheetServer for Says {
        fn publish(&self, _: &PublishedSheet) -> Result<(), ServerError> {
            Err(ServerError::SheetOwned)
        }

        fn sheet(&self, _: &str, _: Option<u32>) -> Result<PublishedSheet, ServerError> {
            Ok(self.0.clone())
        }
    }

    fn says(studio: &Studio, revision: u32) -> Says {
        let SignedSheet { text, signature, key } = studio.sign(&sheet_text(revision));
        // What it says of the sheet itself is never looked at.
        Says(PublishedSheet { id: "x".to_owned(), revision: 9, text, signature, public_key: key.to_string() })
    }

    fn question(studio: &Studio) -> SheetQuestion {
        let wanted = Wanted { id: "scalp-envy".to_owned(), revision: Some(2), key: Some(studio.key()) };
        SheetQuestion { wanted, server: None }
    }

    #[test]
    fn what_was_asked_for_is_offered() {
        let studio = Studio::new();
        let offer = question(&studio).ask(&says(&studio, 2)).unwrap();
        assert_eq!((offer.text, offer.signed.unwrap().key), (sheet_text(2), studio.key().to_string()));
    }

    #[test]
    fn a_server_that_lies_is_found_out() {
        let (studio, other) = (Studio::new(), Studio::new());
        let told = |server: Says| question(&studio).ask(&server).unwrap_err();
        assert!(matches!(told(says(&other, 2)), CompanionError::NotWanted(NotWanted::OtherKey { .. })));
        assert!(matches!(told(says(&studio, 1)), CompanionError::NotWanted(NotWanted::OtherSheet { .. })));
        let mut borrowed = says(&other, 2);
        borrowed.0.public_key = studio.key().to_string();
        assert!(matches!(told(borrowed), CompanionError::NotWanted(NotWanted::Signed(_))));
        let mut keyless = says(&studio, 2);
        keyless.0.public_key = "hello".to_owned();
        assert!(matches!(told(keyless), CompanionError::Server(ServerError::Garbled { .. })));
    }
}
