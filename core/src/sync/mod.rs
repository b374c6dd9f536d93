//! The client's side of sync: what travels is sealed here, and the server sees ciphertext.
//!
//! `keys`, `code`, `seal` and `envelope` are pure but for the [`KeyStore`](crate::ports::KeyStore) and
//! [`Random`](crate::ports::Random) ports. Not for: what is told to a client (`companion`), or the server (`backend`).

#[macro_use]
mod fault;

mod account;
pub mod address;
mod blobs;
mod calls;
pub mod code;
pub mod engine;
pub mod envelope;
mod events;
pub mod here;
pub mod http;
pub mod keys;
pub mod local;
pub mod membership;
pub mod parts;
pub mod plan;
mod problems;
mod pull;
mod push;
mod rows;
pub mod seal;
pub mod server;
pub mod tls;
mod tus;

#[cfg(test)]
mod http_tests;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod vectors;
