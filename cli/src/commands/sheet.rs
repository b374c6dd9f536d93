//! `sheet …`: check a file, show a sheet in words, compare two.
//!
//! Not for: finding anything about a sheet (`stipple_core::protocol`).

use serde_json::json;
use stipple_core::companion::view::SheetView;
use stipple_core::companion::{Companion, diff_screen, sheet_screen, unsigned_origin};
use stipple_core::protocol::{Refusal, differences, warnings};

use super::{signed, signed_online};
use crate::args::SheetCommand;
use crate::context::{self, Context};
use crate::failure::{Ending, Outcome};
use crate::sheets::SheetError;
use crate::{json, print_sheet, sheets};

/// `sheet …`.
pub fn run(context: &Context, command: SheetCommand) -> Outcome {
    match command {
        SheetCommand::Check { file } => check(context, &file),
        SheetCommand::Show { file } => show(context, file.as_deref()),
        SheetCommand::Diff { old, new } => diff(context, &old, &new),
        SheetCommand::Keygen(what) => signed::keygen(context, &what),
        SheetCommand::Sign(what) => signed::sign(context, &what),
        SheetCommand::Verify(what) => signed::verify(context, &what),
        SheetCommand::Publish(what) => signed_online::publish(context, &what),
        SheetCommand::Fetch(what) => signed_online::fetch(context, &what),
        SheetCommand::Accept(what) => signed_online::accept(context, &what),
        SheetCommand::Qr(what) => signed::qr(context, &what),
    }
}

fn check(context: &Context, name: &str) -> Outcome {
    match sheets::named(name) {
        Ok(sheet) => {
            let warnings = warnings(&sheet);
            if context.json {
                context::print_json(&json!({"refused": [], "warnings": json::plain(&warnings)?}))?;
            } else {
                let mut page = context::page();
                print_sheet::warnings(name, &warnings, &context::words(), &mut page);
                context::print(&page.finish())?;
            }
            Ok(Ending::Fine)
        }
        Err(SheetError::Refused { refused, .. }) => refuse(context, name, &refused),
        Err(error) => Err(error.into()),
    }
}

fn refuse(context: &Context, name: &str, refused: &[Refusal]) -> Outcome {
    if context.json {
        context::print_json(&json!({"refused": json::plain(&refused)?, "warnings": []}))?;
    } else {
        let mut page = context::page();
        print_sheet::refusals(name, refused, &context::words(), &mut page);
        context::print(&page.finish())?;
    }
    Ok(Ending::Refused)
}

fn show(context: &Context, name: Option<&str>) -> Outcome {
    let words = context::words();
    let view = if let Some(name) = name {
        let (sheet, text) = sheets::with_text(name)?;
        SheetView { origin: Some(unsigned_origin(&text, &words)), ..sheet_screen::sheet(&sheet, &words) }
    } else {
        super::ask(context, Companion::sheet)?.1
    };
    context.show(&view, |view, page| print_sheet::sheet(view, &words, page))?;
    Ok(Ending::Fine)
}

fn diff(context: &Context, old: &str, new: &str) -> Outcome {
    let (old, new) = (sheets::named(old)?, sheets::named(new)?);
    if context.json {
        context::print_json(&json!({"differences": json::plain(&differences(&old, &new))?}))?;
    } else {
        let mut page = context::page();
        print_sheet::differences(&diff_screen::differences(&old, &new, &context::words()), &mut page);
        context::print(&page.finish())?;
    }
    Ok(Ending::Fine)
}
