//! The recovery code: an account's secret as a person writes it down, and as a QR.
//!
//! Crockford's base 32: 26 symbols and his check symbol, in groups: `7ZZZ-ZZZZ-…-ZZ*`. Reading forgives case, spaces, dashes,
//! and the letters that look like digits (`O`, `I`, `L`). One symbol read wrong, or two neighbours swapped, is always found
//! out. A QR holds `stipple:join?server=URL&code=CODE`. Not for: drawing the QR, or what the secret gives (`keys`).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use zeroize::Zeroizing;

use super::keys::{AccountSecret, SECRET_BYTES};

/// The symbols, by what they count; those after the first 32 stand in the last place only.
const SYMBOLS: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
/// How many symbols hold the secret: 130 bits, of which the first two are 0.
const DIGITS: usize = 26;
/// How many symbols stand together.
const GROUP: usize = 4;
/// What the check symbol counts to: a prime, so that no slip of one symbol or two neighbours goes unnoticed.
const CHECK: u128 = 37;

/// What an invitation begins with.
const JOIN: &str = "stipple:join?";
/// What stays as it is in an invitation.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Why a text is no recovery code. Says where, never what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// A symbol that no code has in that place.
    #[error("symbol {place} of the code is none that a code has there: look at it again")]
    Symbol {
        /// Which one, from 1, without spaces and dashes.
        place: usize,
    },
    /// Too few or too many symbols.
    #[error("a recovery code has {} symbols, not {found}: it was not read whole", DIGITS + 1)]
    Length {
        /// How many there are.
        found: usize,
    },
    /// The check symbol does not fit.
    #[error("the code was misread: a symbol is wrong, or two are swapped")]
    Check,
    /// Neither a code nor an invitation.
    #[error("this is no invitation to an account: it begins with {JOIN}")]
    NotAnInvitation,
}

/// An account to join, and where.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The server's address; without one, the server that is set.
    pub server: Option<String>,
    /// The account's secret.
    pub secret: AccountSecret,
}

/// The secret as a code.
pub fn write(secret: &AccountSecret) -> Zeroizing<String> {
    let number = Zeroizing::new(u128::from_be_bytes(*secret.expose()));
    // Room for all of it: a string that grows leaves copies behind.
    let mut code = Zeroizing::new(String::with_capacity(DIGITS + 1 + DIGITS / GROUP));
    for place in 0..DIGITS {
        if place > 0 && place.is_multiple_of(GROUP) {
            code.push('-');
        }
        let digit = *number >> (5 * (DIGITS - 1 - place)) & 31;
        code.push(symbol(digit));
    }
    code.push(symbol(*number % CHECK));
    code
}

/// Reads a code.
pub fn read(text: &str) -> Result<AccountSecret, CodeError> {
    let mut counts = Zeroizing::new(Vec::with_capacity(text.len()));
    for letter in text.chars().filter(|letter| !letter.is_whitespace() && !is_dash(*letter)) {
        let place = counts.len() + 1;
        let limit = if place > DIGITS { SYMBOLS.len() } else { 32 };
        let count = count_of(letter).filter(|count| usize::from(*count) < limit);
        counts.push(count.ok_or(CodeError::Symbol { place })?);
    }
    let [digits @ .., check] = counts.as_slice() else { return Err(CodeError::Length { found: 0 }) };
    if digits.len() != DIGITS {
        return Err(CodeError::Length { found: counts.len() });
    }
    if digits[0] > 7 {
        return Err(CodeError::Symbol { place: 1 }); // more than 128 bits
    }
    let mut number = Zeroizing::new(0_u128);
    for digit in digits {
        *number = *number << 5 | u128::from(*digit);
    }
    if *number % CHECK != u128::from(*check) {
        return Err(CodeError::Check);
    }
    let bytes: Zeroizing<[u8; SECRET_BYTES]> = Zeroizing::new(number.to_be_bytes());
    Ok(AccountSecret::from_bytes(*bytes))
}

impl Invitation {
    /// The text of a QR.
    pub fn write(&self) -> Zeroizing<String> {
        let code = write(&self.secret);
        let mut text = Zeroizing::new(String::with_capacity(200));
        text.push_str(JOIN);
        if let Some(server) = &self.server {
            text.extend(["server="].into_iter().chain(utf8_percent_encode(server, PLAIN)).chain(["&"]));
        }
        text.extend(["code="].into_iter().chain(utf8_percent_encode(&code, PLAIN)));
        text
    }

    /// Reads the text of a QR, or a code alone. What a newer version wrote beside the two is passed over.
    pub fn read(text: &str) -> Result<Self, CodeError> {
        let text = text.trim();
        if !text.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("stipple:")) {
            return Ok(Self { server: None, secret: read(text)? });
        }
        let fields = text.get(..JOIN.len()).filter(|start| start.eq_ignore_ascii_case(JOIN));
        let fields = fields.map(|_| &text[JOIN.len()..]).ok_or(CodeError::NotAnInvitation)?;
        let (mut server, mut secret) = (None, None);
        for field in fields.split('&') {
            let (name, value) = field.split_once('=').unwrap_or((field, ""));
            let value = percent_decode_str(value).decode_utf8().map_err(|_| CodeError::NotAnInvitation)?;
            let value = Zeroizing::new(value.into_owned());
            match name {
                "server" => server = Some(value.to_string()).filter(|server| !server.is_empty()),
                "code" => secret = Some(read(&value)?),
                _ => {}
            }
        }
        Ok(Self { server, secret: secret.ok_or(CodeError::NotAnInvitation)? })
    }
}

fn symbol(count: u128) -> char {
    let place = usize::try_from(count).unwrap_or_default();
    char::from(SYMBOLS[place])
}

fn count_of(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    (0..).zip(SYMBOLS).find(|(_, symbol)| char::from(**symbol) == letter).map(|(count, _)| count)
}

/// The hyphen, and what keyboards and printers make of it.
const fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{00ad}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn secret(bytes: [u8; 16]) -> AccountSecret {
        AccountSecret::from_bytes(bytes)
    }

    fn same(text: &str, bytes: [u8; 16]) -> bool {
        read(text).is_ok_and(|read| *read.expose() == bytes)
    }

    #[test]
    fn the_ends_have_the_codes_they_have() {
        assert_eq!(*write(&secret([0; 16])), "0000-0000-0000-0000-0000-0000-000");
        let all = write(&secret([0xff; 16]));
        assert!(all.starts_with("7ZZZ-ZZZZ-"), "{}", *all);
        assert!(same(&all, [0xff; 16]));
    }

    #[test]
    fn what_is_no_code_says_where() {
        let told = |text: &str| read(text).unwrap_err();
        assert_eq!(told(""), CodeError::Length { found: 0 });
        assert_eq!(told("0000"), CodeError::Length { found: 4 });
        assert_eq!(told("0000-0000-0000-0000-0000-0000-0000"), CodeError::Length { found: 28 });
        assert_eq!(told("00ü"), CodeError::Symbol { place: 3 });
        assert_eq!(told("000*"), CodeError::Symbol { place: 4 });
        assert_eq!(told("8000-0000-0000-0000-0000-0000-000"), CodeError::Symbol { place: 1 });
        assert_eq!(told("0000-0000-0000-0000-0000-0000-001"), CodeError::Check);
    }

    #[test]
    fn an_invitation_reads_back_and_a_code_alone_is_one() {
        let invitation = Invitation {
            server: Some("https://sync.example:8443/a b?c=d&e".to_owned()),
            secret: secret([9; 16]),
        };
        let text = invitation.write();
        assert!(
            text.starts_with(
                "stipple:join?server=https%3A%2F%2Fsync.example%3A8443%2Fa%20b%3Fc%3Dd%26e&code="
            )
        );
        let read = Invitation::read(&format!(" {}&later=1\n", *text)).unwrap();
        assert_eq!(read.server, invitation.server);
        assert_eq!(read.secret.expose(), &[9; 16]);
        assert_eq!(Invitation::read(&write(&secret([9; 16]))).unwrap().server, None);
        for wrong in ["stipple:join?server=x", "stipple:sheet?id=x", "stipple:join?code=%ff"] {
            assert_eq!(Invitation::read(wrong).unwrap_err(), CodeError::NotAnInvitation, "{wrong}");
        }
        assert!(!format!("{invitation:?}").contains("0909"));
    }

    proptest! {
        #[test]
        fn a_code_reads_back_however_it_is_typed(
            bytes: [u8; 16],
            marks in prop::collection::vec(select(vec!["", " ", "-", "\u{2013}", "\t"]), 40),
            looks in prop::collection::vec(select(vec![0, 1, 2]), 40),
        ) {
            let code = write(&secret(bytes));
            prop_assert_eq!(code.len(), 33);
            let mut typed = String::new();
            for ((letter, mark), look) in code.chars().zip(marks).zip(looks) {
                typed.push(match (letter, look) {
                    ('0', 1) => 'o',
                    ('1', 1) => 'i',
                    ('1', 2) => 'L',
                    (letter, 0) => letter.to_ascii_lowercase(),
                    (letter, _) => letter,
                });
                typed.push_str(mark);
            }
            prop_assert!(same(&typed, bytes), "{typed}");
            let text = Invitation { server: None, secret: secret(bytes) }.write();
            prop_assert_eq!(*Invitation::read(&text).unwrap().secret.expose(), bytes);
        }

        /// Of one symbol put in another's place, and of two neighbours swapped, none goes by unnoticed: it is refused, or was
        /// the same symbol in another form.
        #[test]
        fn a_slip_is_caught_or_changes_nothing(bytes: [u8; 16]) {
            let plain: Vec<char> = write(&secret(bytes)).chars().filter(|letter| *letter != '-').collect();
            let text = |letters: &[char]| letters.iter().collect::<String>();
            let unnoticed = |letters: &[char]| read(&text(letters)).is_ok_and(|read| *read.expose() != bytes);
            for place in 0..plain.len() {
                for wrong in ('!'..='~').filter(|wrong| *wrong != '-') {
                    let mut letters = plain.clone();
                    letters[place] = wrong;
                    prop_assert!(!unnoticed(&letters), "{}", text(&letters));
                }
                if place > 0 {
                    let mut letters = plain.clone();
                    letters.swap(place - 1, place);
                    prop_assert!(!unnoticed(&letters), "{}", text(&letters));
                    let other = letters[place] != letters[place - 1];
                    prop_assert!(!other || read(&text(&letters)).is_err(), "{}", text(&letters));
                }
            }
        }
    }
}
