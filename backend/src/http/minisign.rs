//! Checks that a sheet is signed, and is the sheet that it is published as.
//!
//! Reads two keys of the sheet and nothing else: its id and its revision. Not for: what a sheet says.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign_verify::{PublicKey, Signature};
use serde::Deserialize;
use stipple_wire::limits::{MAX_SHEET, MAX_SHEET_ID, MAX_SIGNATURE};
use stipple_wire::{ProblemType, SheetRequest};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::Failure;
use crate::store::SheetRow;

/// Brackets and dots together, before a tree is built: more could overflow a stack, and no sheet needs more than five.
const DEEPEST: usize = 64;

#[derive(Deserialize)]
struct File {
    sheet: Names,
}

#[derive(Deserialize)]
struct Names {
    id: String,
    revision: u32,
}

/// The row, if everything fits.
pub(super) fn checked(id: String, revision: u32, request: SheetRequest) -> Result<SheetRow, Failure> {
    if id.len() > MAX_SHEET_ID || id.chars().any(char::is_control) {
        return Err(Failure::malformed(format!(
            "an id has at most {MAX_SHEET_ID} bytes, none of them control characters"
        )));
    }
    for (what, text, most) in [
        ("text", &request.text, MAX_SHEET),
        ("signature", &request.signature, MAX_SIGNATURE),
        ("public_key", &request.public_key, MAX_SIGNATURE),
    ] {
        if text.len() > most {
            return Err(Failure::new(
                ProblemType::SheetTooLarge,
                format!("`{what}` has at most {most} bytes"),
            ));
        }
    }
    let line = request.public_key.trim();
    let key =
        PublicKey::from_base64(line).map_err(|_| invalid("`public_key` is not minisign's line in base64"))?;
    let signature = Signature::decode(&request.signature)
        .map_err(|_| invalid("`signature` is not a whole .minisig file"))?;
    // Prehashed or not: both are what minisign has written over the years.
    key.verify(request.text.as_bytes(), &signature, true)
        .map_err(|_| invalid("the signature is not that key's over this text"))?;
    if too_deep(&request.text) {
        return Err(invalid("the text nests too deeply"));
    }
    let file: File = toml::from_str(&request.text)
        .map_err(|_| invalid("the text has no `id` and `revision` in a table `sheet`"))?;
    if file.sheet.id != id || file.sheet.revision != revision {
        return Err(invalid("the sheet's own id and revision are others than the path's"));
    }
    // The same key is to be the same text, however it was written.
    let public_key = STANDARD.decode(line).map(|bytes| STANDARD.encode(bytes));
    let public_key = public_key.map_err(|_| invalid("`public_key` is not minisign's line in base64"))?;
    Ok(SheetRow { id, revision, text: request.text, signature: request.signature, public_key })
}

fn invalid(detail: &str) -> Failure {
    Failure::new(ProblemType::SheetInvalid, detail)
}

/// Whether brackets and dotted keys go deeper than any sheet's. What closes is believed only where it fits.
fn too_deep(text: &str) -> bool {
    let mut open: Vec<(TokenKind, usize)> = Vec::new();
    let (mut depth, mut dots) = (0, 0);
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::Dot => dots += 1,
            kind @ (TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket) => {
                open.push((kind, dots + 1));
                depth += dots + 1;
                dots = 0;
            }
            kind @ (TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket) => {
                let pair = match kind {
                    TokenKind::RightCurlyBracket => TokenKind::LeftCurlyBracket,
                    _ => TokenKind::LeftSquareBracket,
                };
                if let Some((_, levels)) = open.pop_if(|(kind, _)| *kind == pair) {
                    depth -= levels;
                }
                dots = 0;
            }
            TokenKind::Comma => dots = 0,
            TokenKind::Newline if open.is_empty() => dots = 0,
            _ => {}
        }
        if depth + dots > DEEPEST {
            return true;
        }
    }
    false
}
