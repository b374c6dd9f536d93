//! `can`, `when`, `clear`, `ready`: questions about the course that is kept.
//!
//! Not for: the board (`today`).

use stipple_core::aftercare::line::AnswerJson;
use stipple_core::protocol::Verdict;

use crate::args::{Clear, OneActivity};
use crate::context::{self, Context};
use crate::failure::{Ending, Failure, Outcome};
use crate::{json, print_answer, print_course};

/// `can`. As JSON, the answer of the line contract with the words for it beside.
pub fn can(context: &Context, what: &OneActivity) -> Outcome {
    let (companion, view) = super::ask(context, |companion| companion.can(&what.name(), None))?;
    if context.json {
        let scene = companion.scene().map_err(Failure::outside)?;
        let compiled = scene.compiled();
        let mut value = json::value(&view, context.zone)?;
        if let Some(activity) = compiled.situation().rulebook().activity(&view.activity.id) {
            let answer = compiled.answer(activity, context.now);
            let answer = json::plain(&AnswerJson::new(compiled, &answer))?;
            if let (Some(members), serde_json::Value::Object(answer)) = (value.as_object_mut(), answer) {
                members.extend(answer);
            }
        }
        context::print_json(&value)?;
    } else {
        let mut page = context::page();
        print_answer::can(&view, &mut page);
        context::print(&page.finish())?;
    }
    Ok(match view.verdict {
        Verdict::Yes | Verdict::YesIf => Ending::Fine,
        Verdict::No => Ending::No,
        Verdict::Ask => Ending::Ask,
    })
}

/// `when`.
pub fn when(context: &Context, what: &OneActivity) -> Outcome {
    let (_, view) = super::ask(context, |companion| companion.when(&what.name()))?;
    context.show(&view, print_answer::when)?;
    Ok(Ending::Fine)
}

/// `clear`.
pub fn clear(context: &Context, what: &Clear) -> Outcome {
    let (from, to) = (context.date("--from", &what.from)?, context.date("--to", &what.to)?);
    let (_, view) = super::ask(context, |companion| companion.clear(&what.activity, from, to))?;
    context.show(&view, print_answer::clear)?;
    Ok(Ending::Fine)
}

/// `ready`.
pub fn ready(context: &Context) -> Outcome {
    let (companion, view) = super::ask(context, stipple_core::companion::Companion::ready)?;
    context.show(&view, |view, page| {
        print_course::ready(view, companion.words(), &companion.dates(), page);
    })?;
    Ok(Ending::Fine)
}
