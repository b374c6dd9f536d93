//! `photo compare`, `lapse`, `trend`: pictures made of photos, and the line of a trend.
//!
//! Not for: single photos (`photo`).

use stipple_core::companion::TrendOf;

use crate::args::{Compare, Lapse, Of, Trend};
use crate::context::Context;
use crate::failure::{Ending, Outcome};
use crate::print_photo;

use super::photo::at_desk;

/// `photo compare`.
pub fn compare(context: &Context, what: &Compare) -> Outcome {
    let (first, second, path) = (&what.first, &what.second, &what.output.output);
    let made = at_desk(context, |desk, keys, _| {
        if what.slider {
            desk.slider(keys, first, second, path)
        } else {
            desk.compare(keys, first, second, path)
        }
    })?;
    context.show(&made, print_photo::made)?;
    Ok(Ending::Fine)
}

/// `photo lapse`.
pub fn lapse(context: &Context, what: &Lapse) -> Outcome {
    let made =
        at_desk(context, |desk, keys, watch| desk.lapse(keys, &what.angle, &what.output.output, watch))?;
    context.show(&made, print_photo::made)?;
    Ok(Ending::Fine)
}

/// `photo trend`.
pub fn trend(context: &Context, what: &Trend) -> Outcome {
    let of = match what.of {
        Of::Redness => TrendOf::Redness,
        Of::Dots => TrendOf::Dots,
    };
    let view = at_desk(context, |desk, keys, watch| {
        let mut view = desk.trend(keys, &what.angle, what.output.as_deref().map(|path| (of, path)), watch)?;
        view.lines.extend(what.output.as_deref().map(|path| desk.told_written(path)));
        Ok(view)
    })?;
    context.show(&view, print_photo::trend)?;
    Ok(Ending::Fine)
}
