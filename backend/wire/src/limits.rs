//! How large and how many: what both sides keep to.
//!
//! The server may be configured to less per account (`backend/README.md`), never to other sizes on the wire. Not for:
//! rates, which are the server's own.

/// Bytes of one record's ciphertext.
pub const MAX_CIPHERTEXT: usize = 1 << 20;
/// Records in one push.
pub const MAX_BATCH: usize = 500;
/// Bytes of a push's body. What needs no account has less room; a `PATCH` of an upload has [`MAX_BLOB`].
pub const MAX_BODY: usize = 8 << 20;
/// Bytes of ciphertext after which a page of records ends; it has one record at least.
pub const MAX_PAGE_BYTES: usize = 4 << 20;
/// Records or devices in one page.
pub const MAX_PAGE: u32 = 1000;
/// Records or devices in one page where nobody says how many.
pub const DEFAULT_PAGE: u32 = 100;
/// Bytes of a device's sealed label.
pub const MAX_LABEL: usize = 1 << 10;
/// Bytes of one blob.
pub const MAX_BLOB: u64 = 256 << 20;
/// Pieces (`PATCH`es) that one upload may come in.
pub const MAX_PIECES: u32 = 4096;
/// Bytes of a sheet's text.
pub const MAX_SHEET: usize = 1_000_000;
/// Bytes of a sheet's signature file, and of the line with its key.
pub const MAX_SIGNATURE: usize = 4 << 10;
/// Bytes of a sheet's id.
pub const MAX_SHEET_ID: usize = 64;
/// The version of tus that is spoken.
pub const TUS_VERSION: &str = "1.0.0";
