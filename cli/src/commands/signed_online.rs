//! `sheet publish`, `fetch`, `accept`: a studio's sheet on its way from the studio to a client's course.
//!
//! Not for: what is checked on the way (`stipple_core::signed`), or whether it is accepted (the client says so).

use std::path::Path;

use serde_json::json;
use stipple_core::companion::{CompanionError, SheetOffer, SheetOfferView};
use stipple_core::signed::SignedSheet;
use stipple_core::sync::server::{PublishedSheet, SheetServer as _};

use super::signed::{signature_of, signed_file};
use super::{agreed, ask, at_terminal, change};
use crate::args::{Accept, Fetch, Publish};
use crate::context::{self, Context, refused};
use crate::failure::{Ending, Failure, Outcome};
use crate::paint::PLAIN;
use crate::{json, print_sheet, sheets};

/// `sheet publish`.
pub fn publish(context: &Context, what: &Publish) -> Outcome {
    let (signed, sheet) = signed_file(&what.sheet)?;
    signed.check().map_err(Failure::outside)?;
    let server = context.server_at(&what.server)?;
    let SignedSheet { text, signature, key } = signed;
    let published = PublishedSheet {
        id: sheet.id,
        revision: sheet.revision,
        text,
        signature,
        public_key: key.to_string(),
    };
    server.publish(&published).map_err(|error| Failure::outside(context.told(&error.into())))?;
    let PublishedSheet { id, revision, .. } = published;
    if context.json {
        let value = json!({"id": id, "revision": revision, "server": what.server});
        context::print_json(&value)?;
        return Ok(Ending::Fine);
    }
    let mut page = context::page();
    page.block(0, &format!("{id} {revision} is published: {}", what.server), PLAIN);
    page.block(0, "stipple sheet qr draws the code that your clients scan.", crate::paint::FAINT);
    context::print(&page.finish())?;
    Ok(Ending::Fine)
}

/// `sheet fetch`.
pub fn fetch(context: &Context, what: &Fetch) -> Outcome {
    let companion = context.open()?;
    let refuse = |error: CompanionError| refused(&companion, &error);
    let question = companion.sheet_question(&what.what, what.revision).map_err(refuse)?;
    let server = match question.server() {
        Some(_) if what.server.is_some() || what.revision.is_some() => {
            return Err(Failure::input(
                "a code names its own server and revision: leave --server and --revision out",
            ));
        }
        Some(server) => server.to_owned(),
        None => context.server(what.server.as_deref(), &companion)?,
    };
    let offer = question.ask(&context.server_at(&server)?).map_err(refuse)?;
    let view = companion.look_at_sheet(offer).map_err(refuse)?;
    let path = context.fetched()?.keep(&view.name.id, &view.offer)?;
    if context.json {
        let mut value = json::plain(&view)?;
        value["file"] = json!(path.display().to_string());
        context::print_json(&value)?;
        return Ok(Ending::Fine);
    }
    let mut page = context::page();
    print_sheet::offer(&view, &mut page);
    page.gap();
    let next = if view.changes.is_some() { "stipple sheet accept" } else { "stipple course start --sheet" };
    page.block(0, &format!("Nothing is changed yet. {next} {}", view.name.id), PLAIN);
    context::print(&page.finish())?;
    Ok(Ending::Fine)
}

/// `sheet accept`.
pub fn accept(context: &Context, what: &Accept) -> Outcome {
    let offer = offered(context, &what.what, what.key.as_deref())?;
    let (companion, view) = ask(context, |companion| companion.look_at_sheet(offer.clone()))?;
    if view.changes.is_none() {
        return Err(refused(&companion, &CompanionError::NoCourse));
    }
    if let Some(warning) = view.other_key.as_ref().filter(|_| !what.other_key) {
        return Err(Failure::input(format!("{warning} (--other-key, once you have)")));
    }
    if !(what.yes || confirmed(context, &view)?) {
        return Err(Failure::input("nothing was accepted"));
    }
    drop(companion);
    change(context, |companion| companion.accept_offer(offer, what.other_key))
}

/// The sheet that a name stands for: one that was fetched, or a file, with its signature where a key is given.
pub fn offered(context: &Context, name: &str, key: Option<&str>) -> Result<SheetOffer, Failure> {
    if key.is_none()
        && let Some(offer) = context.fetched()?.find(name)?
    {
        return Ok(offer);
    }
    // Read here too: what is wrong with a file is told with the file's name.
    let (_, text) = sheets::with_text(name)?;
    let signed = key.map(|key| signature_of(Path::new(name), key)).transpose()?;
    Ok(SheetOffer { text, signed })
}

/// Shows what would change, and asks.
fn confirmed(context: &Context, view: &SheetOfferView) -> Result<bool, Failure> {
    let why = "say --yes: here nobody can be shown the differences and asked";
    at_terminal(context, why)?;
    let mut page = context::page();
    print_sheet::offer(view, &mut page);
    context::print(&page.finish())?;
    agreed(context, "\nPut your course under it?", why)
}
