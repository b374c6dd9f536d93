//! Signed sheets: who a studio's sheet comes from, and that it is what they wrote.
//!
//! The format is minisign's (<https://jedisct1.github.io/minisign/>), so that a studio can sign and check with the
//! ordinary tool. Pure: it knows no clock, file or socket. Not for: making signatures (a phone never does; the `stipple`
//! program has that), what a sheet says (`protocol`), or whether a client accepts it (`companion`).

mod address;
mod key;
mod sheet;
#[cfg(test)]
pub(crate) mod testing;
mod wanted;

pub use address::{AddressError, SheetAddress};
pub use key::{KeyError, StudioKey};
pub use sheet::{MAX_SIGNATURE, Signed, SignedError, SignedSheet};
pub use wanted::{NotWanted, Wanted};
