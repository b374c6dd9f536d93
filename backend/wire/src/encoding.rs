//! How bytes look in JSON: base64 (standard alphabet, padded) for what is opaque, lowercase hex for what names.
//!
//! Not for: what the bytes mean.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// By the widest instructions that the processor has: most of what travels is this.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
static STANDARD: std::sync::LazyLock<base64::engine::Simd> =
    std::sync::LazyLock::new(|| base64::engine::Simd::standard(base64::engine::general_purpose::PAD));
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
static STANDARD: base64::engine::GeneralPurpose = base64::engine::general_purpose::STANDARD;

/// Bytes of any length, in base64. `Debug` tells their number alone.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Bytes(pub Vec<u8>);

/// Exactly `N` bytes, in base64. `Debug` tells nothing of them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fixed<const N: usize>(pub [u8; N]);

/// What the server draws and a device signs, once.
pub type Nonce = Fixed<32>;
/// An Ed25519 public key.
pub type PublicKey = Fixed<32>;
/// An Ed25519 signature.
pub type Signature = Fixed<64>;

/// A text that is not what it should be: not base64 or hex, or not of the length that belongs there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EncodingError {
    expected: &'static str,
}

impl fmt::Display for EncodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for EncodingError {}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.0.len())
    }
}

impl<const N: usize> fmt::Debug for Fixed<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fixed<{N}>(…)")
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<const N: usize> Serialize for Fixed<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Base64Visitor).map(Self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Fixed<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = deserializer.deserialize_str(Base64Visitor)?;
        let length = bytes.len();
        let array = bytes.try_into();
        array.map(Self).map_err(|_| de::Error::invalid_length(length, &format!("{N} bytes").as_str()))
    }
}

/// Reads base64 without copying the text first.
struct Base64Visitor;

impl de::Visitor<'_> for Base64Visitor {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("base64 with padding")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        // The text itself stays out of the message: it ends up in logs.
        STANDARD.decode(text).map_err(|_| E::custom("expected base64 with padding"))
    }
}

/// 32 bytes that name something, as 64 digits of lowercase hex in JSON and in paths.
macro_rules! hex_name {
    ($(#[$doc:meta])* $name:ident, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub [u8; 32]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(hex_text(&hex(&self.0)))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = EncodingError;

            fn from_str(text: &str) -> Result<Self, EncodingError> {
                from_hex(text).map(Self).ok_or(EncodingError { expected: $expected })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(hex_text(&hex(&self.0)))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some("^[0-9a-f]{64}$"))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    };
}

hex_name!(
    /// The BLAKE3 hash of an account's public key.
    AccountId,
    "an account id: 64 digits of lowercase hex"
);
hex_name!(
    /// A BLAKE3 hash: of a ciphertext, of a blob, or a chain's value.
    Hash,
    "a BLAKE3 hash: 64 digits of lowercase hex"
);

/// A page of the log has one of these a record: formatted byte by byte they took a tenth of its time.
pub(crate) fn hex(bytes: &[u8; 32]) -> [u8; 64] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [0; 64];
    for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 0xf)];
    }
    text
}

/// Appends the bytes in base64, without another text between.
pub(crate) fn push_base64(text: &mut Vec<u8>, bytes: &[u8]) {
    let from = text.len();
    text.resize(from + bytes.len().div_ceil(3) * 4, 0);
    let written = STANDARD.encode_slice(bytes, &mut text[from..]);
    written.expect("there is as much room as it takes");
}

fn hex_text(digits: &[u8; 64]) -> &str {
    std::str::from_utf8(digits).expect("digits are ASCII")
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

const fn digit(symbol: u8) -> Option<u8> {
    match symbol {
        b'0'..=b'9' => Some(symbol - b'0'),
        b'a'..=b'f' => Some(symbol - b'a' + 10),
        _ => None,
    }
}

#[cfg(feature = "openapi")]
mod schemas {
    use utoipa::openapi::schema::{ObjectBuilder, Type};
    use utoipa::openapi::{RefOr, Schema};
    use utoipa::{PartialSchema, ToSchema};

    use super::{Bytes, Fixed};

    // Strict: padded, and no bits beyond the last byte.
    const ALPHABET: &str = "[A-Za-z0-9+/]";
    const ONE_LEFT: &str = "[AQgw]==";
    const TWO_LEFT: &str = "[AEIMQUYcgkosw048]=";

    impl PartialSchema for Bytes {
        fn schema() -> RefOr<Schema> {
            let pattern = format!("^({ALPHABET}{{4}})*({ALPHABET}{ONE_LEFT}|{ALPHABET}{{2}}{TWO_LEFT})?$");
            ObjectBuilder::new()
                .schema_type(Type::String)
                .content_encoding("base64")
                .pattern(Some(pattern))
                .into()
        }
    }

    impl ToSchema for Bytes {}

    impl<const N: usize> PartialSchema for Fixed<N> {
        fn schema() -> RefOr<Schema> {
            let (whole, end) = match N % 3 {
                1 => (N / 3 * 4 + 1, ONE_LEFT),
                2 => (N / 3 * 4 + 2, TWO_LEFT),
                _ => (N / 3 * 4, ""),
            };
            ObjectBuilder::new()
                .schema_type(Type::String)
                .content_encoding("base64")
                .pattern(Some(format!("^{ALPHABET}{{{whole}}}{end}$")))
                .into()
        }
    }

    impl<const N: usize> ToSchema for Fixed<N> {
        fn name() -> std::borrow::Cow<'static, str> {
            format!("Base64Of{N}Bytes").into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_is_lowercase_and_of_64_digits() {
        let text = "00ff".repeat(16);
        assert_eq!(text.parse::<Hash>().unwrap().to_string(), text);
        for wrong in [&text[1..], "", &text.to_uppercase(), &format!("{}g", &text[1..]), &"é".repeat(32)] {
            assert!(wrong.parse::<Hash>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn base64_of_another_length_is_refused() {
        assert!(serde_json::from_str::<Nonce>("\"AAAA\"").is_err());
        assert!(serde_json::from_str::<Bytes>("\"AAA\"").is_err(), "padding is asked for");
        assert_eq!(serde_json::from_str::<Bytes>("\"\"").unwrap(), Bytes(vec![]));
    }

    #[test]
    fn debug_shows_no_bytes() {
        assert_eq!(format!("{:?} {:?}", Bytes(b"abc".to_vec()), Fixed([7; 2])), "Bytes(3) Fixed<2>(…)");
    }
}
