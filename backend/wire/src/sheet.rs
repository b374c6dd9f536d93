//! A studio's sheets as they are published: public, signed, never changed.
//!
//! Not for: what is in a sheet (core's `protocol`), or checking the signature.

use serde::{Deserialize, Serialize};

/// `PUT /v1/sheets/{id}/{revision}`: needs no account, only the key that the id was first published under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetRequest {
    /// The sheet's file, as it was signed.
    pub text: String,
    /// The whole `.minisig` file.
    pub signature: String,
    /// minisign's public key: the line in base64.
    pub public_key: String,
}

/// A published sheet: everything that the ordinary `minisign` needs to check it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetResponse {
    /// The sheet's own id.
    pub id: String,
    /// The sheet's own revision.
    pub revision: u32,
    /// The sheet's file, as it was signed.
    pub text: String,
    /// The whole `.minisig` file.
    pub signature: String,
    /// minisign's public key: the line in base64.
    pub public_key: String,
}
