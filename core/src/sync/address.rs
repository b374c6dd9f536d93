//! Where a server is, and how it proves that it is that one.
//!
//! ```text
//! https://sync.example                     any certificate that the web's roots vouch for
//! https://studio.example:8443#sha256=…     that one certificate, whoever signed it
//! http://127.0.0.1:8080                    this very machine only
//! ```
//!
//! Not for: the connection (`http`, `tls`).

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use reqwest::Url;

/// What a pin begins with.
const PIN: &str = "sha256=";

/// A server's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    url: Url,
    pin: Option<Pin>,
}

/// The SHA-256 of a certificate, as `openssl x509 -fingerprint -sha256` tells it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Pin(pub [u8; 32]);

/// Why a text is no address of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no address.
    #[error("a server's address looks like https://sync.example")]
    NotAnAddress,
    /// It would be spoken to in clear.
    #[error("a server is spoken to over https://; http:// is for this very machine (127.0.0.1) only")]
    InClear,
    /// What stands behind `#` is no certificate's fingerprint.
    #[error("a certificate is named by #sha256= and 64 hexadecimal digits")]
    Pin,
}

impl Address {
    /// The address of a call.
    pub(super) fn call(&self, path: &str) -> Result<Url, AddressError> {
        self.url.join(path).map_err(|_| AddressError::NotAnAddress)
    }

    /// An address that the server names, if it is one of its own.
    pub(super) fn own(&self, location: &str) -> Option<Url> {
        self.url.join(location).ok().filter(|url| url.origin() == self.url.origin())
    }

    /// The certificate that it has to show, where that is said.
    pub const fn pin(&self) -> Option<Pin> {
        self.pin
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        let text = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let mut url = Url::parse(&text).map_err(|_| AddressError::NotAnAddress)?;
        let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
        let host = url.host_str().filter(|_| plain).ok_or(AddressError::NotAnAddress)?;
        match url.scheme() {
            "https" => {}
            "http" if is_this_machine(host) => {}
            "http" => return Err(AddressError::InClear),
            _ => return Err(AddressError::NotAnAddress),
        }
        let pin = url.fragment().filter(|fragment| !fragment.is_empty()).map(Pin::read).transpose()?;
        url.set_fragment(None);
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        Ok(Self { url, pin })
    }
}

fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl Pin {
    fn read(fragment: &str) -> Result<Self, AddressError> {
        // openssl puts colons between the bytes.
        let digits = fragment.strip_prefix(PIN).ok_or(AddressError::Pin)?.replace(':', "").to_lowercase();
        digits.parse().map(|stipple_wire::Hash(bytes)| Self(bytes)).map_err(|_| AddressError::Pin)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.url.as_str().trim_end_matches('/'))?;
        self.pin.map_or(Ok(()), |pin| write!(f, "#{PIN}{pin}"))
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, AddressError> {
        text.parse::<Address>().map(|address| address.to_string())
    }

    #[test]
    fn an_address_is_encrypted_or_of_this_machine() {
        assert_eq!(read(" sync.example "), Ok("https://sync.example".to_owned()));
        assert_eq!(read("https://sync.example/base/"), Ok("https://sync.example/base".to_owned()));
        for own in ["http://127.0.0.1:8080", "http://[::1]:8080", "http://localhost", "http://127.9.9.9"] {
            assert_eq!(read(own).as_deref(), Ok(own));
        }
        for clear in
            ["http://sync.example", "http://127.0.0.1.example", "http://10.0.0.1", "http://localhost.example"]
        {
            assert_eq!(read(clear), Err(AddressError::InClear), "{clear}");
        }
        for none in ["", "ftp://x", "https://", "https://a:b@sync.example", "https://sync.example/?q"] {
            assert_eq!(read(none), Err(AddressError::NotAnAddress), "{none}");
        }
    }

    #[test]
    fn a_pin_is_read_as_openssl_writes_it() {
        let (colons, plain) = (["AB"; 32].join(":"), "ab".repeat(32));
        assert_eq!(read(&format!("https://x#sha256={colons}")), Ok(format!("https://x#sha256={plain}")));
        for wrong in ["https://x#abc", "https://x#sha256=ab", "https://x#sha1=00"] {
            assert_eq!(read(wrong), Err(AddressError::Pin));
        }
    }

    #[test]
    fn calls_stay_with_the_server() {
        let address: Address = "https://sync.example/base".parse().unwrap();
        assert_eq!(address.call("v1/records").unwrap().as_str(), "https://sync.example/base/v1/records");
        assert!(address.own("/v1/blobs/uploads/1").is_some());
        assert!(
            address.own("https://evil.example/v1").is_none()
                && address.own("http://sync.example/v1").is_none()
        );
    }
}
