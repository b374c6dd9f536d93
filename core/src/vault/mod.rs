//! What this device keeps secret: its key, the courses' identities, and the photos sealed to them.
//!
//! Meets the [`KeyStore`](crate::ports::KeyStore) port. Not for: the diary (which the operating system protects as it
//! protects any file of the app), or deciding what is to be sealed.

mod device_key;
mod error;
mod files;
mod identity;
mod leftovers;
mod sealed;

#[cfg(test)]
mod tests;

pub use device_key::{DeviceKey, NAME};
pub use error::VaultError;
pub use identity::CourseIdentity;
pub use leftovers::Writing;
pub use sealed::{CourseVault, FOLDER, Health, OpenVault, PhotoFile};
