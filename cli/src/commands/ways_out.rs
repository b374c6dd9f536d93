//! `remind`, `calendar`, `export`, `import`: what leaves the program, and what comes in.
//!
//! Not for: the formats (`stipple_core::export`).

use std::io::Read;
use std::path::Path;

use serde_json::json;
use stipple_core::companion::Companion;
use stipple_core::export::archive::MAX_BYTES;
use stipple_core::words::say;

use crate::args::{self, Import, Output, Remind};
use crate::context::{self, Context};
use crate::failure::{Ending, Failure, Outcome};
use crate::paint::{FAINT, PLAIN, STRONG};
use crate::{files, json};

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
    hand_over(context, &what.output.output, &calendar.text, &told)
}

/// `export`.
pub fn export(context: &Context, what: &Output) -> Outcome {
    let (companion, archive) = super::ask(context, Companion::export_archive)?;
    let told = companion.words().text(say::done_exported());
    hand_over(context, &what.output, &archive, &told)
}

/// `import`.
pub fn import(context: &Context, what: &Import) -> Outcome {
    let mut bytes = Vec::new();
    let read = files::open(&what.file)?.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::outside(format!("{} cannot be read: {error}", what.file.display())))?;
    super::change(context, |companion| companion.import_archive(&bytes))
}

/// Writes a file and says so; standard output gets the file alone.
fn hand_over(context: &Context, path: &Path, contents: &str, told: &str) -> Outcome {
    if path.as_os_str() == files::STANDARD {
        context::print(contents)?;
        return Ok(Ending::Fine);
    }
    files::write(path, contents.as_bytes())?;
    if context.json {
        let file = path.display().to_string();
        context::print_json(&json!({"file": file, "bytes": contents.len(), "lines": [told]}))?;
    } else {
        let mut page = context::page();
        page.block(0, told, PLAIN);
        context::print(&page.finish())?;
    }
    Ok(Ending::Fine)
}
