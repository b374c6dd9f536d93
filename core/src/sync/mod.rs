//! The client's side of sync: what travels is sealed here, and the server sees ciphertext.
//!
//! `keys`, `code`, `seal` and `envelope` are pure but for the [`KeyStore`](crate::ports::KeyStore) and
//! [`Random`](crate::ports::Random) ports. Not for: what is told to a client (`companion`), or the server (`backend`).

pub mod code;
pub mod envelope;
pub mod keys;
pub mod parts;
pub mod seal;

#[cfg(test)]
mod vectors;
