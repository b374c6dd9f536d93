//! The description of every call, from the code that answers it; committed as `backend/openapi.json`.
//!
//! Not for: prose.

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::{accounts, blobs, devices, events, health, records, sheets, uploads};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Stipple's server",
        description = "Carries ciphertext between a client's devices, and studios' signed sheets."
    ),
    paths(
        accounts::register, accounts::delete,
        devices::challenge, devices::add, devices::list, devices::revoke,
        records::push, records::pull, records::erase, events::events,
        uploads::options, uploads::create, uploads::offset, uploads::write, uploads::terminate,
        blobs::download, blobs::delete,
        sheets::publish, sheets::latest, sheets::revision,
        health::live, health::ready,
    ),
    modifiers(&Token)
)]
struct Api;

/// How a device shows who it is.
struct Token;

impl Modify for Token {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
    }
}

/// The description as JSON, ending with a line's end.
pub fn text() -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(&Api::openapi())? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_description_is_this_one() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
        let written = text().unwrap();
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &written).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == committed,
            "backend/openapi.json is another one: UPDATE_GOLDEN=1 cargo test -p stipple-backend openapi rewrites it"
        );
        assert!(written.contains("\"openapi\": \"3.1"));
    }
}
