//! `account …`: a second device. The core decides; this asks, shows, and keeps secrets off the screen.
//!
//! The recovery code goes to standard output alone, so that it can be sent into a file or a password manager; what is to be
//! known about it goes to standard error. Not for: a run with the server (`sync`).

use std::io::{self, IsTerminal as _, Read as _};

use serde_json::json;
use stipple_core::companion::{AccountDesk, AccountError, CompanionError, RecoveryCodeView};
use zeroize::Zeroizing;

use super::signed::write_qr;
use super::{agreed, sync};
use crate::args::{AccountCommand, Code, Create, Forget, Join, Revoke, Rotate};
use crate::context::{self, Context};
use crate::failure::{self, Ending, Failure, Outcome};
use crate::{json, paint, print_account, print_qr};

/// `account …`.
pub fn run(context: &Context, command: AccountCommand) -> Outcome {
    match command {
        AccountCommand::Create(what) => create(context, &what),
        AccountCommand::Code(what) => code(context, &what),
        AccountCommand::Join(what) => join(context, &what),
        AccountCommand::Devices => devices(context),
        AccountCommand::Revoke(what) => revoke(context, &what),
        AccountCommand::Rotate(what) => rotate(context, &what),
        AccountCommand::Forget(what) => forget(context, &what),
    }
}

/// The account, ready to be worked on.
pub(super) fn desk(context: &Context) -> Result<AccountDesk, Failure> {
    let companion = context.open()?;
    companion.account_desk().map_err(|error| context::refused(&companion, &error))
}

fn create(context: &Context, what: &Create) -> Outcome {
    let (desk, keys) = (desk(context)?, context.keys()?);
    let shown = desk.create(&keys, &what.server, what.name.as_deref()).map_err(context::refused_at(&desk))?;
    give(context, &shown)?;
    sync::first(context, &what.server, what.invitation.clone())
}

/// Shows a code that was just made. It cannot be shown too early: what follows may fail.
fn give(context: &Context, shown: &RecoveryCodeView) -> Result<(), Failure> {
    if context.json {
        return context::print_json(&json!({"code": shown.code, "lines": shown.lines}));
    }
    context::print(&format!("{}\n", shown.code))?;
    for line in &shown.lines {
        failure::say(line);
    }
    Ok(())
}

fn code(context: &Context, what: &Code) -> Outcome {
    let (desk, keys) = (desk(context)?, context.keys()?);
    if what.at_hand {
        let view = desk.confirm_code(&keys).map_err(context::refused_at(&desk))?;
        context.show(&view, print_account::account)?;
        return Ok(Ending::Fine);
    }
    // Whether there is one is told before anybody is asked.
    let shown = desk.code(&keys).map_err(context::refused_at(&desk))?;
    let why = "whoever sees the code can read everything: say --show";
    if !(what.show || agreed(context, "Show the recovery code here?", why)?) {
        return Err(Failure::input("the code was not shown"));
    }
    if let Some(path) = &what.output {
        write_qr(&shown.qr, path)?;
    }
    if context.json {
        let file = what.output.as_ref().map(|path| path.display().to_string());
        context::print_json(&json!({"code": shown.code, "lines": shown.lines, "file": file}))?;
        return Ok(Ending::Fine);
    }
    if what.qr {
        context::print(&print_qr::qr(&shown.qr))?;
    }
    if what.output.is_none() {
        context::print(&format!("{}\n", shown.code))?;
    }
    Ok(Ending::Fine)
}

fn join(context: &Context, what: &Join) -> Outcome {
    let code = given_code(context, what.code.as_deref())?;
    let (desk, keys) = (desk(context)?, context.keys()?);
    let view = desk
        .join(&keys, &code, what.server.as_deref(), what.name.as_deref())
        .map_err(context::refused_at(&desk))?;
    sync::first(context, view.server.as_deref().unwrap_or_default(), None)
}

/// The code: from the command line, standard input, or asked for without showing what is typed.
fn given_code(context: &Context, code: Option<&str>) -> Result<Zeroizing<String>, Failure> {
    let failed = |error: io::Error| Failure::outside(format!("no code could be read: {error}"));
    match code {
        Some("-") => {
            let mut text = Zeroizing::new(String::new());
            io::stdin().lock().take(1 << 12).read_to_string(&mut text).map_err(failed)?;
            Ok(text)
        }
        Some(code) => Ok(Zeroizing::new(code.to_owned())),
        None if context.json || !io::stdin().is_terminal() => {
            Err(Failure::input("give the recovery code, or `-` and the code on standard input"))
        }
        None => rpassword::prompt_password("Recovery code: ").map(Zeroizing::new).map_err(failed),
    }
}

fn devices(context: &Context) -> Outcome {
    let (desk, keys) = (desk(context)?, context.keys()?);
    let server = desk.server(&keys).map_err(context::refused_at(&desk))?;
    let devices = match desk.devices(&keys, &context.server_at(&server)?) {
        Ok(view) => view.devices,
        // Not reached now, or not yet: the same to whoever asks.
        Err(CompanionError::Account(AccountError::NotYet)) => return offline(context, &desk),
        Err(error) if error.is_offline() => return offline(context, &desk),
        Err(error) => return Err(context::refused_at(&desk)(error)),
    };
    if context.json {
        context::print_json(&json!({"offline": false, "devices": json::value(&devices, context.zone)?}))?;
        return Ok(Ending::Fine);
    }
    let mut page = context::page();
    print_account::devices(&devices, &mut page);
    context::print(&page.finish())?;
    Ok(Ending::Fine)
}

/// Nobody was reached: that is normal, and what is known here is said.
fn offline(context: &Context, desk: &AccountDesk) -> Outcome {
    let view = desk.view(&context.keys()?).map_err(context::refused_at(desk))?;
    if context.json {
        context::print_json(&json!({"offline": true, "account": json::value(&view, context.zone)?}))?;
        return Ok(Ending::Fine);
    }
    let mut page = context::page();
    page.block(0, &context::words().text(stipple_core::words::say::sync_offline()), paint::PLAIN);
    print_account::account(&view, &mut page);
    context::print(&page.finish())?;
    Ok(Ending::Fine)
}

fn revoke(context: &Context, what: &Revoke) -> Outcome {
    let (desk, keys) = (desk(context)?, context.keys()?);
    let server = desk.server(&keys).map_err(context::refused_at(&desk))?;
    match desk.revoke(&keys, &context.server_at(&server)?, &what.device) {
        Ok(device) => {
            context.show(&device, print_account::revoked)?;
            Ok(Ending::Fine)
        }
        // Said with exit 1: whoever shuts a device out has to know that it is not done yet.
        Err(error) => Err(context::refused_at(&desk)(error)),
    }
}

fn rotate(context: &Context, what: &Rotate) -> Outcome {
    let (desk, keys) = (desk(context)?, context.keys()?);
    let server = desk.server(&keys).map_err(context::refused_at(&desk))?;
    let why = "everything is sealed anew and your other devices have to join again: say --yes";
    if !(what.yes
        || agreed(context, "Change the recovery code? Your other devices have to join again.", why)?)
    {
        return Err(Failure::input("the code was not changed"));
    }
    let shown = desk.rotate(&keys).map_err(context::refused_at(&desk))?;
    give(context, &shown)?;
    sync::first(context, &server, None)
}

fn forget(context: &Context, what: &Forget) -> Outcome {
    let (desk, keys) = (desk(context)?, context.keys()?);
    let server = desk.server(&keys).map_err(context::refused_at(&desk))?;
    let (question, why) = if what.delete {
        (
            "Delete the account on the server, for every device?",
            "the account is deleted for every device: say --yes",
        )
    } else {
        ("Leave the account?", "this device leaves the account: say --yes")
    };
    if !(what.yes || agreed(context, question, why)?) {
        return Err(Failure::input("this device is still in the account"));
    }
    desk.forget(&keys, what.delete).map_err(context::refused_at(&desk))?;
    sync::first(context, &server, None)
}
