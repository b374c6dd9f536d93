//! `sync`: this device and the server in step, once or as long as it is watched.
//!
//! Offline is normal: it exits 0 and says when this device was last in step. Not for: what a run does (the core).

use std::time::Duration;

use stipple_core::companion::{AccountDesk, AccountError, AccountState, CompanionError, SyncView};
use stipple_core::ports::Pause as _;
use stipple_core::ports::system::SystemPause;
use stipple_core::sync::plan::Network;
use stipple_core::sync::server::Server;

use super::account;
use crate::args::Sync;
use crate::context::{self, Context};
use crate::failure::{self, Ending, Failure, Outcome};
use crate::keys::FileKeys;
use crate::{json, print_account, progress};

/// How long is waited before a server that was not reached is tried again.
const PAUSE: Duration = Duration::from_secs(30);

/// `sync`.
pub fn run(context: &Context, what: &Sync) -> Outcome {
    let (mut desk, keys) = (account::desk(context)?, context.keys()?);
    let address = match desk.server(&keys) {
        Ok(address) if !what.status => address,
        Ok(_) | Err(CompanionError::Account(AccountError::NoAccount)) => {
            let view = desk.view(&keys).map_err(context::refused_at(&desk))?;
            context.show(&view, print_account::account)?;
            return Ok(Ending::Fine);
        }
        Err(error) => return Err(context::refused_at(&desk)(error)),
    };
    let server = context.server_at(&address)?.invited_with(what.invitation.clone());
    let network = if what.metered { Network::Metered } else { Network::Free };
    let ending = once(context, &mut desk, &keys, &server, network)?;
    if what.watch { watch(context, &keys, &server, network) } else { Ok(ending) }
}

/// The first run after something was decided about the account. What was decided stands, whatever the server says.
pub fn first(context: &Context, address: &str, invitation: Option<String>) -> Outcome {
    let (mut desk, keys) = (account::desk(context)?, context.keys()?);
    let server = context.server_at(address)?.invited_with(invitation);
    let view = progress::shown(|watch| desk.sync(&keys, &server, Network::Free, watch));
    let view = view.map_err(context::refused_at(&desk))?;
    for line in &view.lines {
        failure::say(line);
    }
    Ok(ending(&view))
}

fn once(
    context: &Context,
    desk: &mut AccountDesk,
    keys: &FileKeys,
    server: &dyn Server,
    network: Network,
) -> Outcome {
    let view = progress::shown(|watch| desk.sync(keys, server, network, watch));
    let view = view.map_err(context::refused_at(desk))?;
    context.show(&view, print_account::synced)?;
    Ok(ending(&view))
}

/// 1 where the server was reached and would not have it, or does not know this device any more.
const fn ending(view: &SyncView) -> Ending {
    let out = matches!(view.account.state, AccountState::Revoked | AccountState::Gone);
    if view.refused || out { Ending::No } else { Ending::Fine }
}

/// Stays in step until it is stopped: a run when the server's log moves, or when something was entered here.
fn watch(context: &Context, keys: &FileKeys, server: &dyn Server, network: Network) -> Outcome {
    let mut said = Vec::new();
    loop {
        match account::desk(&context.again())?.wait(keys, server) {
            Ok(()) => {}
            // Not reached, or not in an account any more: told once by the run below, tried again later.
            Err(CompanionError::Server(_)) => SystemPause.pause(PAUSE),
            Err(error) => return Err(context::refused_at(&account::desk(context)?)(error)),
        }
        let mut desk = account::desk(&context.again())?;
        let view = desk.sync(keys, server, network, &stipple_core::export::Watch::default());
        let view = view.map_err(context::refused_at(&desk))?;
        if view.lines != said {
            tell(context, &view)?;
            said.clone_from(&view.lines);
        }
        if view.account.server.is_none() {
            return Ok(Ending::Fine);
        }
        // What waits and was not sent (a full account) would end the next wait at once, for ever.
        if !view.offline && view.account.waiting > 0 && view.sent + view.photos_sent == 0 {
            SystemPause.pause(PAUSE);
        }
    }
}

fn tell(context: &Context, view: &SyncView) -> Result<(), Failure> {
    if context.json {
        return context::print_json(&json::value(view, context.zone)?);
    }
    let mut page = context::page();
    print_account::synced(view, &mut page);
    context::print(&page.finish())
}
