//! `session …`: log, plan, move, mark, note, list, remove.
//!
//! Not for: the course as a whole (`course`).

use serde_json::json;
use stipple_core::companion::{Companion, LogSession, PlanSession};
use stipple_core::words::say;

use crate::args::{Done, Plan, SessionCommand};
use crate::context::{self, Context};
use crate::failure::{Ending, Outcome};
use crate::moment::Lean;
use crate::paint::PLAIN;
use crate::{json, print_course};

/// `session …`.
pub fn run(context: &Context, command: SessionCommand) -> Outcome {
    match command {
        SessionCommand::Done(done) => log(context, done),
        SessionCommand::Plan(plan) => plan_one(context, &plan),
        SessionCommand::Move { number, starts, ends } => {
            let starts = context.moment("--starts", &starts, Lean::Earlier)?;
            let ends = context.maybe("--ends", ends.as_ref(), Lean::Later)?;
            super::change(context, |companion| companion.move_session(number, starts, ends))
        }
        SessionCommand::Final { number, not } => {
            super::change(context, |companion| companion.mark_final(number, !not))
        }
        SessionCommand::Note { number, notes } => {
            super::change(context, |companion| companion.note_session(number, notes.into()))
        }
        SessionCommand::Remove { number } => {
            super::change(context, |companion| companion.remove_session(number))
        }
        SessionCommand::List => list(context),
    }
}

fn list(context: &Context) -> Outcome {
    let (companion, view) = super::ask(context, Companion::course)?;
    if context.json {
        context::print_json(&json!({"sessions": json::value(&view.sessions, context.zone)?}))?;
        return Ok(Ending::Fine);
    }
    let mut page = context::page();
    if view.sessions.is_empty() {
        page.block(0, &companion.words().text(say::report_none()), PLAIN);
    }
    print_course::sessions(&view.sessions, &mut page);
    context::print(&page.finish())?;
    Ok(Ending::Fine)
}

fn log(context: &Context, done: Done) -> Outcome {
    let Done { ended, started, is_final, touch_up, replace, notes } = done;
    // The safer reading of an end is the later one: what counts from it lasts longer.
    let ended = context.maybe("--ended", ended.as_ref(), Lean::Later)?;
    let started = context.maybe("--started", started.as_ref(), Lean::Earlier)?;
    let notes = notes.into();
    super::change(context, |companion| {
        companion.log_session(LogSession { started, ended, zone: None, is_final, touch_up, notes, replace })
    })
}

fn plan_one(context: &Context, plan: &Plan) -> Outcome {
    // The safer reading of a start is the earlier one: what is to be left before it is left in time.
    let starts = context.moment("--starts", &plan.starts, Lean::Earlier)?;
    let ends = context.maybe("--ends", plan.ends.as_ref(), Lean::Later)?;
    let Plan { is_final, touch_up, .. } = *plan;
    super::change(context, |companion| {
        companion.plan_session(PlanSession { starts, ends, zone: None, is_final, touch_up })
    })
}
