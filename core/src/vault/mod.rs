//! What this device keeps secret: its key, the courses' identities, and the photos sealed to them.
//!
//! Meets the [`KeyStore`](crate::ports::KeyStore) port. Not for: the diary (which the operating system protects as it
//! protects any file of the app), or deciding what is to be sealed.

mod device_key;
mod error;
mod files;
mod identity;
mod keyring;
mod leftovers;
mod placing;
mod sealed;

#[cfg(test)]
mod tests;

pub use device_key::{DeviceKey, NAME};
pub use error::VaultError;
pub use identity::CourseIdentity;
pub use keyring::Keyring;
pub use leftovers::Writing;
pub use placing::{Arriving, PlaceError};
pub use sealed::{CourseVault, FOLDER, Health, OpenVault, PhotoFile};
