//! A studio's sheet on its way to a client's course: read its QR, look at it, accept it by hand. And QR codes to draw.
//!
//! Not for: sheets as files that nobody signed (`ask`, `course`), or checking a signature (the core).

use std::sync::Arc;

use stipple_core::companion::view::DoneView;
use stipple_core::companion::{self, SheetCodeView, SheetOffer, SheetOfferView};
use stipple_core::foreign::StippleError;
use stipple_core::qr::QrView;

use crate::stipple::{Stipple, enter};
use crate::task::SheetTask;

#[uniffi::export]
impl Stipple {
    /// What a studio's QR says. Nothing is fetched.
    pub fn read_sheet_code(&self, text: &str) -> Result<SheetCodeView, StippleError> {
        self.ask(|_| companion::read_sheet_code(text))
    }

    /// Begins to fetch a sheet: what a studio's QR says, or an id and the server that carries it. Keep the task until it is
    /// done. Nothing is kept: accept the view's `offer`.
    #[uniffi::method(default(server = None))]
    pub fn fetch_sheet(&self, what: &str, server: Option<String>) -> Result<Arc<SheetTask>, StippleError> {
        self.begin_fetch(what, server)
    }

    /// What would change under a sheet that is offered, and whose it is. Nothing is kept: accept the view's `offer`.
    pub fn look_at_sheet(&self, offer: SheetOffer) -> Result<SheetOfferView, StippleError> {
        self.ask(|companion| companion.look_at_sheet(offer))
    }

    /// Puts the course under a sheet that the client looked at. Where another key than before signed it, this fails with
    /// `OtherKey` unless the client said that they know: `other_key`.
    #[uniffi::method(default(other_key = false))]
    pub fn accept_offer(&self, offer: SheetOffer, other_key: bool) -> Result<DoneView, StippleError> {
        self.change(|companion| companion.accept_offer(offer, other_key))
    }

    /// A text as a QR code: every shell draws the same one.
    pub fn qr(&self, text: &str) -> Result<QrView, StippleError> {
        self.ask(|_| Ok(QrView::of(text)?))
    }
}

impl Stipple {
    fn begin_fetch(&self, what: &str, server: Option<String>) -> Result<Arc<SheetTask>, StippleError> {
        let companion = Arc::clone(&self.companion);
        self.begin(
            |companion| companion.sheet_question(what, None)?.at(server),
            move |question, _, _| {
                let fetched = question.fetch()?;
                enter(&companion).look_at_sheet(fetched)
            },
        )
    }
}
