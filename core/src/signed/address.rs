//! Where a studio's sheet lies and who signed it, as one line of text for a QR.
//!
//! `stipple:sheet?id=…&revision=…&key=…&server=…`, each value percent-encoded. Not for: drawing it (`qr`), or fetching
//! what it names.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::key::StudioKey;

/// What a QR of this kind begins with.
const BEGINS: &str = "stipple:sheet?";
/// More than any QR holds.
const MOST: usize = 4096;
/// What needs no encoding in a value.
const KEEP: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':').remove(b'/');

/// Where a sheet lies, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetAddress {
    /// The sheet's id.
    pub id: String,
    /// Its revision.
    pub revision: u32,
    /// The studio's key.
    pub key: StudioKey,
    /// The server that carries it: `https://…`.
    pub server: String,
}

/// Why a text does not say where a sheet lies.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is something else.
    #[error("this is no code of a sheet: those begin with stipple:sheet?")]
    NotAnAddress,
    /// It is another code of ours.
    #[error("this code is for a second device, not for a sheet")]
    OtherCode,
    /// Something is not there.
    #[error("the code of the sheet lacks its {part}: it was cut off, or is not whole")]
    Missing {
        /// `id`, `revision`, `key` or `server`.
        part: &'static str,
    },
    /// Something stands there twice, or is none.
    #[error("the code of the sheet has a {part} that is none")]
    Bad {
        /// `id`, `revision`, `key` or `server`.
        part: &'static str,
    },
}

impl FromStr for SheetAddress {
    type Err = AddressError;

    /// Reads what a camera read or a person pasted. What a later version adds is passed over.
    fn from_str(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        let begins =
            |prefix: &str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        if begins("stipple:join") {
            return Err(AddressError::OtherCode);
        }
        if text.len() > MOST || !begins(BEGINS) {
            return Err(AddressError::NotAnAddress);
        }
        let pairs: Vec<(&str, &str)> =
            text[BEGINS.len()..].split('&').filter_map(|pair| pair.split_once('=')).collect();
        let part = |part: &'static str| {
            let mut found = pairs.iter().filter(|(name, _)| *name == part);
            let (_, value) = found.next().ok_or(AddressError::Missing { part })?;
            let value = percent_decode_str(value).decode_utf8().map_err(|_| AddressError::Bad { part })?;
            let sound = found.next().is_none() && !value.contains(|letter: char| letter.is_control());
            if sound && !value.is_empty() { Ok(value.into_owned()) } else { Err(AddressError::Bad { part }) }
        };
        let server = part("server")?;
        Ok(Self {
            id: part("id")?,
            revision: part("revision")?.parse().map_err(|_| AddressError::Bad { part: "revision" })?,
            key: part("key")?.parse().map_err(|_| AddressError::Bad { part: "key" })?,
            server: if is_server(&server) {
                server
            } else {
                return Err(AddressError::Bad { part: "server" });
            },
        })
    }
}

impl fmt::Display for SheetAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, revision, key, server } = self;
        let encoded = |text: &str| utf8_percent_encode(text, KEEP).to_string();
        let (id, key, server) = (encoded(id), encoded(&key.to_string()), encoded(server));
        write!(f, "{BEGINS}id={id}&revision={revision}&key={key}&server={server}")
    }
}

/// An address on the web; whether anybody is there is found out when it is asked.
fn is_server(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !text.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "stipple:sheet?id=scalp-envy&revision=3\
        &key=RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3&server=https://sheets.example:8443/stipple";

    fn address() -> SheetAddress {
        SheetAddress {
            id: "scalp-envy".to_owned(),
            revision: 3,
            key: StudioKey::read("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3").unwrap(),
            server: "https://sheets.example:8443/stipple".to_owned(),
        }
    }

    #[test]
    fn a_code_says_all_four_and_reads_back() {
        assert_eq!(address().to_string(), CODE);
        assert_eq!(CODE.parse(), Ok(address()));
        assert_eq!(format!("  {CODE}&later=1\n").parse(), Ok(address()));
        assert_eq!(CODE.replace("stipple:sheet", "STIPPLE:Sheet").parse(), Ok(address()));
        let odd = SheetAddress { id: "ä&b=c %+".to_owned(), ..address() };
        assert_eq!(odd.to_string().parse(), Ok(odd));
    }

    #[test]
    fn what_is_none_says_why() {
        let refused = |text: &str| text.parse::<SheetAddress>().unwrap_err();
        assert_eq!(refused(""), AddressError::NotAnAddress);
        assert_eq!(refused("https://sheets.example"), AddressError::NotAnAddress);
        assert_eq!(refused(&format!("{CODE}&x={}", "y".repeat(MOST))), AddressError::NotAnAddress);
        assert_eq!(refused("stipple:join?server=https://a&code=X"), AddressError::OtherCode);
        assert_eq!(refused("stipple:sheet?"), AddressError::Missing { part: "server" });
        assert_eq!(refused(&CODE.replace("&revision=3", "")), AddressError::Missing { part: "revision" });
        assert_eq!(refused(&CODE.replace("=3", "=three")), AddressError::Bad { part: "revision" });
        assert_eq!(refused(&CODE.replace("=3", "=3&revision=4")), AddressError::Bad { part: "revision" });
        assert_eq!(refused(&CODE.replace("RWQ", "XXX")), AddressError::Bad { part: "key" });
        assert_eq!(refused(&CODE.replace("id=scalp-envy", "id=%ff")), AddressError::Bad { part: "id" });
        for server in ["ftp://a", "https://", "https:///a", "https://a%20b", "sheets.example"] {
            let text = CODE.replace("https://sheets.example:8443/stipple", server);
            assert_eq!(refused(&text), AddressError::Bad { part: "server" }, "{server}");
        }
    }
}
