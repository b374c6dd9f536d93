//! `course …` and `skin`: the course as a whole, and what is seen on the skin.
//!
//! Not for: single sessions (`session`).

use stipple_core::companion::{Companion, SheetOffer, StartCourse};

use super::signed_online;
use crate::args::{self, CourseCommand, Skin};
use crate::context::Context;
use crate::failure::{Ending, Outcome};
use crate::moment::Lean;
use crate::{print_course, sheets};

/// `course …`.
pub fn run(context: &Context, command: CourseCommand) -> Outcome {
    match command {
        CourseCommand::Start(start) => begin(context, start),
        CourseCommand::Show => {
            let (_, view) = super::ask(context, Companion::course)?;
            context.show(&view, print_course::course)?;
            Ok(Ending::Fine)
        }
        CourseCommand::Finish => super::change(context, Companion::finish_course),
        CourseCommand::Reopen => super::change(context, Companion::reopen_course),
        CourseCommand::Consultation(args::Consultation { on, note }) => {
            let at = context.maybe("--on", on.as_ref(), Lean::Earlier)?.unwrap_or(context.now);
            super::change(context, |companion| companion.log_consultation(at, note))
        }
    }
}

fn begin(context: &Context, start: args::StartCourse) -> Outcome {
    let args::StartCourse { sheet, key, other_key, sessions, client } = start;
    let SheetOffer { text, signed } = match sheet {
        Some(name) => signed_online::offered(context, &name, key.as_deref())?,
        // Whatever was fetched under that id: who names no sheet means the one that comes with Stipple.
        None => SheetOffer { text: sheets::text(sheets::SEED)?, signed: None },
    };
    super::change(context, |companion| {
        let attributes = trimmed(client);
        companion.start_course(StartCourse { sheet: text, sessions, attributes, signed, other_key })
    })
}

/// `skin`: what can be said and what was said last, or keeps what is said now.
pub fn skin(context: &Context, what: Skin) -> Outcome {
    let Skin { seen, gone } = what;
    if seen.is_empty() && gone.is_empty() {
        let (companion, view) = super::ask(context, Companion::skin)?;
        context.show(&view, |view, page| print_course::skin(view, companion.words(), page))?;
        return Ok(Ending::Fine);
    }
    super::change(context, |companion| companion.report_skin(trimmed(seen), trimmed(gone), None))
}

/// `--seen "scabs, flaking"` means the two of them.
fn trimmed(items: Vec<String>) -> Vec<String> {
    items.into_iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}
