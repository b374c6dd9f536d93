//! What this device keeps secret: its key, and later the photos sealed to it.
//!
//! Meets the [`KeyStore`](crate::ports::KeyStore) port. Not for: the diary (which the operating system protects as it
//! protects any file of the app), or deciding what is to be sealed.

mod device_key;

pub use device_key::{DeviceKey, NAME, VaultError};
