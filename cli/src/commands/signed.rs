//! `sheet keygen`, `sign`, `verify`, `qr`: what a studio does with its keys and its sheets, without a network.
//!
//! Not for: the formats (`signing`, `stipple_core::signed`), or a server (`signed_online`).

use std::path::Path;

use serde_json::json;
use stipple_core::companion::SheetSignature;
use stipple_core::protocol::Sheet;
use stipple_core::qr::QrView;
use stipple_core::signed::{SheetAddress, SignedSheet, StudioKey};
use stipple_core::words::say;

use crate::args::{Keygen, SheetQr, Sign, SignedFile};
use crate::context::{self, Context};
use crate::failure::{Ending, Failure, Outcome};
use crate::fetched::beside;
use crate::paint::{FAINT, PLAIN, STRONG};
use crate::{files, print_qr, sheets, signing};

/// `sheet keygen`. What is there is never written over: a key that is lost is lost.
pub fn keygen(context: &Context, what: &Keygen) -> Outcome {
    let secret = &what.output;
    let public = secret.with_extension("pub");
    if public == *secret {
        return Err(Failure::input(
            "-o: the public key takes the name with .pub; give the secret one another",
        ));
    }
    for path in [secret, &public] {
        if path.exists() {
            return Err(Failure::input(format!(
                "{} is there already: give another name with -o",
                path.display()
            )));
        }
    }
    let password = if what.no_password {
        None
    } else {
        Some(signing::password(what.password.password_file.as_ref(), true)?)
    };
    let pair = signing::generate(password.as_ref())?;
    files::write(secret, pair.secret.as_bytes())?;
    files::write(&public, pair.public.as_bytes())?;
    let key = StudioKey::read(&pair.public).map_err(Failure::outside)?;
    if context.json {
        let files = json!({"secret": secret.display().to_string(), "public": public.display().to_string()});
        context::print_json(&json!({"key": key.to_string(), "words": key.words(), "files": files}))?;
        return Ok(Ending::Fine);
    }
    let mut page = context::page();
    page.block(0, &key.words(), STRONG);
    page.block(0, &format!("{}: for your clients, with these eight words", public.display()), PLAIN);
    page.block(0, &format!("{}: for nobody; keep a copy in a safe place", secret.display()), PLAIN);
    context::print(&page.finish())?;
    Ok(Ending::Fine)
}

/// `sheet sign`.
pub fn sign(context: &Context, what: &Sign) -> Outcome {
    let name = what.file.display().to_string();
    // Nobody is helped by a signature under a sheet that no client can follow.
    let (sheet, text) = sheets::in_file(&what.file)?;
    let key = signing::open(&what.key, || signing::password(what.password.password_file.as_ref(), false))?;
    let seconds = context.now.micros().div_euclid(1_000_000);
    let file = what.file.file_name().unwrap_or_default().to_string_lossy();
    let file = file.replace(|letter: char| letter.is_control(), "?");
    let signature = signing::sign(&key, &text, &format!("timestamp:{seconds}\tfile:{file}\thashed"))?;
    let output = what.output.clone().unwrap_or_else(|| beside(&what.file, ".minisig"));
    files::write(&output, signature.as_bytes())?;
    if context.json {
        let output = output.display().to_string();
        context::print_json(
            &json!({"sheet": name, "id": sheet.id, "revision": sheet.revision, "file": output}),
        )?;
        return Ok(Ending::Fine);
    }
    let mut page = context::page();
    page.block(0, &format!("{} {} is signed: {}", sheet.id, sheet.revision, output.display()), PLAIN);
    context::print(&page.finish())?;
    Ok(Ending::Fine)
}

/// `sheet verify`.
pub fn verify(context: &Context, what: &SignedFile) -> Outcome {
    let (signed, sheet) = signed_file(what)?;
    let comment = signed.check().map_err(Failure::outside)?.comment;
    if context.json {
        let Sheet { id, revision, .. } = sheet;
        let (key, words) = (signed.key.to_string(), signed.key.words());
        let value = json!({"id": id, "revision": revision, "key": key, "words": words, "comment": comment});
        context::print_json(&value)?;
        return Ok(Ending::Fine);
    }
    let words = context::words();
    let mut page = context::page();
    page.title(&format!("{} {}", sheet.id, sheet.revision), &what.file.display().to_string());
    page.block(0, &words.text(say::sheet_signed(signed.key.words())), PLAIN);
    page.block(0, &comment.replace('\t', " · "), FAINT);
    context::print(&page.finish())?;
    Ok(Ending::Fine)
}

/// `sheet qr`.
pub fn qr(context: &Context, what: &SheetQr) -> Outcome {
    let (sheet, _) = sheets::in_file(&what.file)?;
    let key = studio_key(&what.key)?;
    let words = key.words();
    let address =
        SheetAddress { id: sheet.id, revision: sheet.revision, key, server: what.server.trim().to_owned() };
    let text = address.to_string();
    // Read back, so that no studio prints a poster that no client can scan.
    text.parse::<SheetAddress>().map_err(|error| Failure::input(format!("--server: {error}")))?;
    let code = QrView::of(&text).map_err(Failure::input)?;
    if let Some(path) = &what.output {
        write_qr(&code, path)?;
    }
    if context.json {
        let file = what.output.as_ref().map(|path| path.display().to_string());
        context::print_json(&json!({"code": text, "words": words, "file": file}))?;
        return Ok(Ending::Fine);
    }
    let mut page = context::page();
    page.block(0, &words, STRONG);
    let drawn = if what.output.is_none() { print_qr::qr(&code) } else { String::new() };
    context::print(&format!("{drawn}{}{text}\n", page.finish()))?;
    Ok(Ending::Fine)
}

/// Writes a code as the picture that the file's name says.
pub fn write_qr(code: &QrView, path: &Path) -> Result<(), Failure> {
    let end = path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
    match end.as_deref() {
        Some("svg") => files::write(path, code.svg().as_bytes()),
        Some("png") => files::write(path, &code.png()),
        _ => Err(Failure::input(format!("-o: {} does not end in .svg or .png", path.display()))),
    }
}

/// A sheet file with its signature and the key that it is to be checked with. Nothing is checked yet but the sheet.
pub fn signed_file(what: &SignedFile) -> Result<(SignedSheet, Sheet), Failure> {
    let (sheet, text) = sheets::in_file(&what.file)?;
    let signature = what.signature.clone().unwrap_or_else(|| beside(&what.file, ".minisig"));
    Ok((SignedSheet { text, signature: files::text(&signature)?, key: studio_key(&what.key)? }, sheet))
}

/// The signature beside a sheet file.
pub fn signature_of(file: &Path, key: &str) -> Result<SheetSignature, Failure> {
    let signature = files::text(&beside(file, ".minisig"))?;
    Ok(SheetSignature { signature, key: studio_key(key)?.to_string() })
}

/// A public key, by its line or by its file.
pub fn studio_key(given: &str) -> Result<StudioKey, Failure> {
    if let Ok(key) = StudioKey::read(given) {
        return Ok(key);
    }
    let text = files::text(Path::new(given))?;
    StudioKey::read(&text).map_err(|error| Failure::input(format!("--key {given}: {error}")))
}
