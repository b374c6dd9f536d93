//! `delete`: everything that is kept here, and before that what becomes of an account.
//!
//! What was chosen for the account is kept before the server is told, so that a run that is cut off goes on where it was.
//! Not for: leaving an account and keeping what is here (`account`), or what anybody else put into the folder.

use std::fs;
use std::io;
use std::path::Path;

use stipple_core::companion::view::DoneView;
use stipple_core::companion::{AccountDesk, AccountState, DIARY_FILE};
use stipple_core::sync::plan::Network;
use stipple_core::vault;
use stipple_core::words::say;

use super::{account, agreed};
use crate::args::{Delete, Fate};
use crate::context::{self, Context};
use crate::failure::{Ending, Failure, Outcome};
use crate::fetched;
use crate::keys::{self, FileKeys};
use crate::{print_answer, progress};

/// `delete`.
pub fn run(context: &Context, what: &Delete) -> Outcome {
    let (mut desk, keys) = (account::desk(context)?, context.keys()?);
    let refused = |desk: &AccountDesk, error| context::refused_at(desk)(error);
    let view = desk.view(&keys).map_err(|error| refused(&desk, error))?;
    let is_in = matches!(view.state, AccountState::Waiting | AccountState::Active);
    if is_in && what.account.is_none() {
        return Err(Failure::input(
            "this device is in an account: say --account leave, or --account delete for every device",
        ));
    }
    let words = context::words();
    let question = words.text(say::delete_all_question());
    if !(what.yes || agreed(context, &question, "this cannot be taken back: say --yes")?) {
        return Err(Failure::input("nothing was deleted"));
    }
    if is_in {
        let for_all = what.account == Some(Fate::Delete);
        desk.forget(&keys, for_all).map_err(|error| refused(&desk, error))?;
    }
    if !(told(&mut desk, &keys)? || what.anyway) {
        return Err(Failure::outside(format!("{} (--anyway)", words.text(say::delete_all_not_told()))));
    }
    drop(desk);
    wipe(&context.folder()?)
        .map_err(|error| Failure::outside(format!("not everything was deleted: {error}")))?;
    let done = DoneView { lines: vec![words.text(say::done_deleted_all())], ..DoneView::default() };
    context.show(&done, print_answer::done)?;
    Ok(Ending::Fine)
}

/// Whether the server knows that this device is in no account any more.
fn told(desk: &mut AccountDesk, keys: &FileKeys) -> Result<bool, Failure> {
    let leaving = |desk: &AccountDesk| -> Result<bool, Failure> {
        Ok(desk.view(keys).map_err(context::refused_at(desk))?.leaving)
    };
    if !leaving(desk)? {
        return Ok(true);
    }
    let ran = progress::shown(|watch| desk.sync_online(keys, Network::Free, None, watch));
    ran.map_err(context::refused_at(desk))?;
    Ok(!leaving(desk)?)
}

/// Deletes what Stipple keeps in a folder of data, and the folder where nothing else is in it. What is not there is no error.
fn wipe(data: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(data) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    let (mut own, mut foreign) = (Vec::new(), false);
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let folder = [vault::FOLDER, keys::FOLDER, fetched::FOLDER].contains(&name.as_ref());
        // The diary, what SQLite keeps beside it, and what was set aside.
        if folder || name.starts_with(DIARY_FILE) { own.push(entry.path()) } else { foreign = true }
    }
    // Keys first: cut off after them, nothing that is left opens.
    own.sort_by_key(|path| !path.ends_with(keys::FOLDER));
    for path in own {
        if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
    }
    if foreign { Ok(()) } else { fs::remove_dir(data) }
}
