//! `remind`, `calendar`, `report`, `export`, `import`: what leaves the program, and what comes in.
//!
//! Not for: the formats (`stipple_core::export`).

use std::io::Read;
use std::path::Path;

use serde_json::json;
use stipple_core::companion::{Companion, MadeReport, PhotosAs};
use stipple_core::export::archive::MAX_BYTES;
use stipple_core::export::bundle;
use stipple_core::words::say;

use zeroize::Zeroizing;

use crate::args::{self, Export, Import, Photos, Remind};
use crate::context::{self, Context, refused};
use crate::failure::{self, Ending, Failure, Outcome};
use crate::paint::{FAINT, PLAIN, STRONG};
use crate::{files, json, print_answer, progress};

/// `remind`.
pub fn remind(context: &Context, what: &Remind) -> Outcome {
    let most = usize::try_from(what.next).unwrap_or(usize::MAX);
    let ask = |companion: &Companion| companion.reminders(most, what.wording.discreet());
    let (companion, reminders) = super::ask(context, ask)?;
    if context.json {
        context::print_json(&json!({"reminders": json::value(&reminders, context.zone)?}))?;
        return Ok(Ending::Fine);
    }
    let (words, dates) = (companion.words(), companion.dates());
    let mut page = context::page();
    if reminders.is_empty() {
        page.block(0, &words.text(say::reminders_none()), PLAIN);
    }
    for reminder in &reminders {
        let when = dates.moment_with_time(reminder.at);
        page.block(0, &words.text(say::reminders_line(when, &reminder.title)), STRONG);
        page.paragraph(2, &reminder.body, FAINT);
    }
    context::print(&page.finish())?;
    Ok(Ending::Fine)
}

/// `calendar`.
pub fn calendar(context: &Context, what: &args::Calendar) -> Outcome {
    let ask = |companion: &Companion| companion.calendar(what.wording.discreet());
    let (companion, calendar) = super::ask(context, ask)?;
    let events = i64::try_from(calendar.events).unwrap_or(i64::MAX);
    let told = companion.words().text(say::done_calendar(events));
    hand_over(context, &what.output.output, &calendar.text, &[told])
}

/// `report`.
pub fn report(context: &Context, what: &args::Report) -> Outcome {
    let args::Report { output, photos, photo } = what;
    let (companion, desk) = super::ask(context, Companion::report_desk)?;
    let photos = if *photos { desk.every_photo() } else { photo.clone() };
    let keys = context.keys()?;
    let made = progress::shown(|watch| desk.made(&keys, &photos, watch));
    let MadeReport { html, lines } = made.map_err(|error| refused(&companion, &error))?;
    let path = &output.output;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let told = [vec![companion.words().text(say::done_report(name))], lines].concat();
    hand_over(context, path, &html, &told)
}

/// `export`.
pub fn export(context: &Context, what: &Export) -> Outcome {
    let zip = what.output.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    if zip {
        return export_bundle(context, what);
    }
    if what.photos.is_some() {
        return Err(Failure::input("--photos: only a file that ends in .zip takes photos along"));
    }
    let (companion, archive) = super::ask(context, Companion::export_archive)?;
    let left_out = companion.photos_left_out().map_err(|error| refused(&companion, &error))?;
    if left_out > 0 {
        let count = i64::try_from(left_out).unwrap_or(i64::MAX);
        failure::say(companion.words().text(say::bundle_left_out(count)));
    }
    let told = companion.words().text(say::done_exported());
    hand_over(context, &what.output, &archive, &[told])
}

/// `export` to a .zip: photos too.
fn export_bundle(context: &Context, what: &Export) -> Outcome {
    let photos = match what.photos {
        Some(Photos::Clear) => PhotosAs::Clear,
        Some(Photos::Sealed) | None => PhotosAs::Sealed,
    };
    let companion = context.open()?;
    let (keys, desk) =
        (context.keys()?, companion.bundle_desk().map_err(|error| refused(&companion, &error))?);
    let done = progress::shown(move |watch| desk.write(&keys, &what.output, photos, watch));
    context.show(&done.map_err(|error| refused(&companion, &error))?, print_answer::done)?;
    Ok(Ending::Fine)
}

/// `import` of a .zip: photos too.
fn import_bundle(context: &Context, what: &Import) -> Outcome {
    let identity = what.identity.as_ref().map(|path| identity(path)).transpose()?;
    let mut companion = context.open()?;
    let (keys, desk) =
        (context.keys()?, companion.bundle_desk().map_err(|error| refused(&companion, &error))?);
    let read = progress::shown(|watch| {
        desk.read(&keys, &what.file, identity.as_ref().map(|text| text.as_str()), watch)
    });
    let done = read.and_then(|imported| companion.end_bundle(&what.file, imported));
    context.show(&done.map_err(|error| refused(&companion, &error))?, print_answer::done)?;
    Ok(Ending::Fine)
}

/// What opens sealed photos; wiped when dropped.
fn identity(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let mut text = Zeroizing::new(String::new());
    let read = files::open(path)?.take(1 << 16).read_to_string(&mut text);
    read.map_err(|error| Failure::outside(format!("{} cannot be read: {error}", path.display())))?;
    Ok(text)
}

/// `import`.
pub fn import(context: &Context, what: &Import) -> Outcome {
    let mut bytes = Vec::new();
    let open = files::open(&what.file)?; // what is not there is told first
    if what.file.as_os_str() != files::STANDARD && bundle::is_one(&what.file).unwrap_or(false) {
        drop(open);
        return import_bundle(context, what);
    }
    let read = open.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::outside(format!("{} cannot be read: {error}", what.file.display())))?;
    super::change(context, |companion| companion.import_archive(&bytes))
}

/// Writes a file and says so; standard output gets the file alone.
fn hand_over(context: &Context, path: &Path, contents: &str, told: &[String]) -> Outcome {
    if path.as_os_str() == files::STANDARD {
        context::print(contents)?;
        return Ok(Ending::Fine);
    }
    files::write(path, contents.as_bytes())?;
    if context.json {
        let file = path.display().to_string();
        context::print_json(&json!({"file": file, "bytes": contents.len(), "lines": told}))?;
    } else {
        let mut page = context::page();
        for line in told {
            page.block(0, line, PLAIN);
        }
        context::print(&page.finish())?;
    }
    Ok(Ending::Fine)
}
