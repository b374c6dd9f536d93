//! What a phone does with an account, as its shell calls for it.

use stipple_core::companion::{AccountDesk, CompanionError, Connection, SyncView, connect};
use stipple_core::export::Watch;
use stipple_core::sync::plan::Network;
use stipple_core::vault::PhotoFile;

use crate::phone::Phone;

impl Phone {
    pub fn account(&self) -> AccountDesk {
        self.companion.account_desk().unwrap()
    }

    /// Makes an account there, brings everything to it, and gives the code.
    pub fn found(&mut self, url: &str, name: &str) -> String {
        let shown = self.account().create(&self.keys, url, Some(name)).unwrap();
        self.in_step();
        shown.code
    }

    /// Joins by the code, and brings everything in step.
    pub fn join(&mut self, url: &str, code: &str, name: &str) {
        self.account().join(&self.keys, code, Some(url), Some(name)).unwrap();
        self.in_step();
    }

    pub fn sync(&mut self) -> SyncView {
        let done = self.account().sync_online(&self.keys, Network::Free, None, &Watch::default());
        self.companion.end_sync().unwrap();
        done.unwrap()
    }

    /// Syncs, and has to end in step with nothing waiting.
    pub fn in_step(&mut self) -> SyncView {
        let done = self.sync();
        assert!(done.in_step && done.account.waiting == 0, "{:?}", done.lines);
        done
    }

    /// The server of its account.
    pub fn server(&self) -> Result<Connection, CompanionError> {
        connect(&self.account().server(&self.keys)?)
    }

    pub fn export(&self) -> String {
        self.companion.export_archive().unwrap()
    }

    /// A photo as it leaves: opened from the vault, without what a camera wrote beside the pixels.
    pub fn picture(&self, photo: &str) -> Vec<u8> {
        let to = self.out("original");
        self.desk().write(&self.keys, photo, PhotoFile::Original, &to).unwrap();
        std::fs::read(to).unwrap()
    }
}

/// Two phones show the same at their moment, and let the same bytes out.
#[track_caller]
pub fn same(one: &Phone, two: &Phone) {
    assert_eq!(one.export(), two.export());
    let (screens, others) = [one, two].map(screens).into();
    assert_eq!(screens, others);
}

fn screens(phone: &Phone) -> (String, String) {
    let screens = phone.companion.today(None).unwrap();
    let (course, photos) = (phone.companion.course().unwrap(), phone.companion.photos().unwrap());
    (format!("{screens:#?}"), format!("{course:#?}{photos:#?}"))
}
