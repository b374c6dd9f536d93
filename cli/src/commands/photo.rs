//! `photo …`: bring in, list, due, export, bin, scrub.
//!
//! Not for: pictures made of several photos (`photo_pictures`).

use stipple_core::companion::photo_view::{PhotosAddedView, ScrubView};
use stipple_core::companion::{AddPhotos, Companion, CompanionError, PhotoDesk};
use stipple_core::export::Watch;
use stipple_core::vault::PhotoFile;

use crate::args::{self, PhotoCommand};
use crate::context::{Context, refused};
use crate::failure::{Ending, Failure, Outcome};
use crate::keys::FileKeys;
use crate::moment::Lean;
use crate::{files, print_answer, print_photo, progress};

/// `photo …`.
pub fn run(context: &Context, command: PhotoCommand) -> Outcome {
    if matches!(command, PhotoCommand::Add(_) | PhotoCommand::List | PhotoCommand::Remove { .. }) {
        empty_bin(context)?;
    }
    match command {
        PhotoCommand::Add(add) => bring(context, add),
        PhotoCommand::List => {
            let (_, view) = super::ask(context, Companion::photos)?;
            context.show(&view, print_photo::list)?;
            Ok(Ending::Fine)
        }
        PhotoCommand::Due => due(context),
        PhotoCommand::Compare(what) => super::photo_pictures::compare(context, &what),
        PhotoCommand::Lapse(what) => super::photo_pictures::lapse(context, &what),
        PhotoCommand::Trend(what) => super::photo_pictures::trend(context, &what),
        PhotoCommand::Export(what) => {
            let path = what.output.output;
            let out =
                at_desk(context, |desk, keys, _| desk.write(keys, &what.id, PhotoFile::Original, &path))?;
            context.show(&out, print_answer::done)?;
            Ok(Ending::Fine)
        }
        PhotoCommand::Note(what) => {
            let taken = context.maybe("--taken", what.taken.as_ref(), Lean::Earlier)?;
            super::change(context, |companion| {
                companion.change_photo(&what.id, what.angle.as_deref(), taken, what.note, what.saw)
            })
        }
        PhotoCommand::Remove { id } => super::change(context, |companion| companion.remove_photo(&id)),
        PhotoCommand::Restore { id } => super::change(context, |companion| companion.restore_photo(&id)),
        PhotoCommand::Scrub => scrub(context),
        PhotoCommand::Identity(out) => {
            let told = at_desk(context, |desk, keys, _| desk.write_identity(keys, &out.output))?;
            context.show(&told, print_answer::done)?;
            Ok(Ending::Fine)
        }
    }
}

/// Deletes what has lain in the bin for 30 days: by the clock, never by a moment that was only asked about. Where it
/// fails, the command that was given need not, and the next one tries again.
fn empty_bin(context: &Context) -> Result<(), Failure> {
    if !context.asked_about {
        let _ = context.open()?.empty_bin();
    }
    Ok(())
}

/// Works on the course's photos with this terminal's keys, and shows how far it is.
pub(super) fn at_desk<T: Send>(
    context: &Context,
    work: impl FnOnce(&mut PhotoDesk, &FileKeys, &Watch) -> Result<T, CompanionError> + Send,
) -> Result<T, Failure> {
    let companion = context.open()?;
    let keys = context.keys()?;
    let mut desk = companion.photo_desk().map_err(|error| refused(&companion, &error))?;
    let done = progress::shown(|watch| work(&mut desk, &keys, watch));
    done.map_err(|error| refused(&companion, &error))
}

fn bring(context: &Context, add: args::AddPhotos) -> Outcome {
    let args::AddPhotos { files: paths, angle, note, saw } = add;
    for path in &paths {
        files::open(path)?; // names of files that are not there are told before anything is brought in
    }
    let paths = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let add = AddPhotos { paths, angle, note, tags: saw };
    let view = at_desk(context, |desk, keys, watch| desk.add(keys, &add, watch))?;
    let PhotosAddedView { failed, added, .. } = view;
    if failed > 0 && added == 0 && view.files.len() == 1 {
        return Err(Failure::Outside(view.lines.last().cloned().unwrap_or_default()));
    }
    context.show(&view, print_photo::added)?;
    // 2 would say that nothing was changed.
    Ok(if failed > 0 { Ending::No } else { Ending::Fine })
}

fn due(context: &Context) -> Outcome {
    let (companion, view) = super::ask(context, Companion::photos_due)?;
    let pairs = companion.photo_pairs().map_err(|error| refused(&companion, &error))?;
    if context.json {
        let value = serde_json::json!({
            "shots": crate::json::value(&view.shots, context.zone)?,
            "pairs": crate::json::value(&pairs, context.zone)?,
        });
        crate::context::print_json(&value)?;
        return Ok(Ending::Fine);
    }
    let mut page = crate::context::page();
    print_photo::due(&view, &pairs, companion.words(), &mut page);
    crate::context::print(&page.finish())?;
    Ok(Ending::Fine)
}

fn scrub(context: &Context) -> Outcome {
    let view: ScrubView = at_desk(context, |desk, keys, watch| desk.scrub(keys, watch))?;
    context.show(&view, print_photo::scrub)?;
    let sound = view.missing.is_empty() && view.changed.is_empty() && view.previews.is_empty();
    Ok(if sound { Ending::Fine } else { Ending::No })
}
