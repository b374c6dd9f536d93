//! The account, its devices, and what a run with the server did.
//!
//! Not for: the words (`stipple_core::companion` has them all).

use stipple_core::companion::{AccountView, DeviceView, SyncView};

use crate::paint::{FAINT, PLAIN, STRONG};
use crate::table::Page;

/// Characters of an id that are shown: enough to name it.
const SHORT: usize = 8;

/// `sync --status`, and where the account stands.
pub fn account(view: &AccountView, page: &mut Page) {
    for (place, line) in view.lines.iter().enumerate() {
        page.block(0, line, if place == 0 { STRONG } else { PLAIN });
    }
    page.block(0, view.server.as_deref().unwrap_or_default(), FAINT);
}

/// `sync`.
pub fn synced(view: &SyncView, page: &mut Page) {
    for line in &view.lines {
        page.block(0, line, PLAIN);
    }
}

/// `account devices`.
pub fn devices(devices: &[DeviceView], page: &mut Page) {
    for device in devices {
        page.block(
            0,
            &format!("{}  {}", short(&device.id), device.name),
            if device.current { STRONG } else { PLAIN },
        );
        page.paragraph(SHORT + 2, &device.line, FAINT);
    }
}

/// `account revoke`.
pub fn revoked(device: &DeviceView, page: &mut Page) {
    page.block(0, &format!("{}  {} is shut out", short(&device.id), device.name), PLAIN);
}

fn short(id: &str) -> &str {
    id.get(..SHORT).unwrap_or(id)
}
