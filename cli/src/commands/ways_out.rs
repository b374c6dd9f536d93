//! `remind`, `calendar`, `export`, `import`: what leaves the program, and what comes in.
//!
//! Not for: the formats (`stipple_core::export`).

use std::io::Read;
use std::path::Path;

use serde_json::json;
use stipple_core::companion::Companion;
use stipple_core::export::archive::MAX_BYTES;
use stipple_core::words::say;

use crate::args::{Calendar, Import, Output, Remind};
use crate::context::{Context, refused};
use crate::failure::{Ending, Failure, Outcome};
use crate::files;
use crate::paint::PLAIN;

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
    let mut companion = context.open()?;
    let imported = companion.import_archive(&bytes).map_err(|error| refused(&companion, &error))?;
    if context.json {
        context.print_json(&json!({"added": imported.added, "known": imported.known}))?;
    } else {
        let count = u32::try_from(imported.added).unwrap_or(u32::MAX);
        let mut page = context.page();
        page.block(0, &companion.words().text(say::done_imported(count)), PLAIN);
        context.print(&page.finish())?;
    }
    Ok(Ending::Fine)
}

/// Writes a file and says so; standard output gets the file alone.
fn hand_over(context: &Context, path: &Path, contents: &str, told: &str) -> Outcome {
    if path.as_os_str() == files::STANDARD {
        context.print(contents)?;
        return Ok(Ending::Fine);
    }
    files::write(path, contents.as_bytes())?;
    if context.json {
        let file = path.display().to_string();
        context.print_json(&json!({"file": file, "bytes": contents.len(), "lines": [told]}))?;
    } else {
        let mut page = context.page();
        page.block(0, told, PLAIN);
        context.print(&page.finish())?;
    }
    Ok(Ending::Fine)
}
