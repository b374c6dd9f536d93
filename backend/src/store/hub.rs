//! Who waits for a log to grow, and how they hear of it.
//!
//! A store calls `announce` after a push, whichever process made it. Not for: what the head is; who hears asks the store.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use stipple_wire::AccountId;
use tokio::sync::watch;

type Listeners = HashMap<AccountId, watch::Sender<()>>;

/// Wakes those who listen for an account.
#[derive(Debug, Clone, Default)]
pub struct Hub {
    listeners: Arc<Mutex<Listeners>>,
}

impl Hub {
    /// Listens for an account: `changed` returns once per head that moved, or once for several.
    pub fn listen(&self, account: AccountId) -> watch::Receiver<()> {
        let mut listeners = self.lock();
        // Whoever left is cleared away by who comes: the map is no larger than it once was of listeners.
        if listeners.len() >= listeners.capacity() {
            listeners.retain(|_, sender| !sender.is_closed());
        }
        listeners.entry(account).or_insert_with(|| watch::Sender::new(())).subscribe()
    }

    /// Says that the head of an account moved, or that the account is gone.
    pub fn announce(&self, account: AccountId) {
        let mut listeners = self.lock();
        if let Some(sender) = listeners.get(&account)
            && sender.send(()).is_err()
        {
            listeners.remove(&account);
        }
    }

    /// Wakes everybody: something may have been missed.
    pub fn announce_all(&self) {
        self.lock().retain(|_, sender| sender.send(()).is_ok());
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Listeners> {
        // A map of senders is whole at any moment, whoever panicked.
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
