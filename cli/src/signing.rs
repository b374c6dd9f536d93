//! Making a studio's keys and signatures, in minisign's own formats.
//!
//! Only here: a phone never signs, and what makes signatures would weigh on it (docs/adr/0020). Not for: checking them
//! (`stipple_core::signed`), or where files lie (`commands::signed`).

use std::io::{self, BufRead as _, BufReader, IsTerminal as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign::{KeyPair, SecretKey, SecretKeyBox};
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::files;

/// A new pair, as the two files hold it.
pub struct Pair {
    /// The secret half.
    pub secret: Zeroizing<String>,
    /// The public half.
    pub public: String,
}

/// Makes a pair; with a password, the secret half is of use only to whoever knows it.
pub fn generate(password: Option<&Zeroizing<String>>) -> Result<Pair, Failure> {
    let made = match password {
        Some(password) => KeyPair::generate_encrypted_keypair(Some(password.to_string())),
        None => KeyPair::generate_unencrypted_keypair(),
    };
    let written = made.and_then(|pair| {
        let comment =
            if password.is_some() { "encrypted secret key" } else { "secret key without a password" };
        let secret = Zeroizing::new(pair.sk.to_box(Some(&format!("minisign {comment}")))?.into_string());
        Ok(Pair { secret, public: pair.pk.to_box()?.into_string() })
    });
    written.map_err(|error| Failure::outside(format!("no key could be made: {error}")))
}

/// Opens a secret key; the password is asked for where the key has one.
pub fn open(
    path: &Path,
    password: impl FnOnce() -> Result<Zeroizing<String>, Failure>,
) -> Result<SecretKey, Failure> {
    let mut text = Zeroizing::new(String::new());
    let read = io::Read::read_to_string(&mut io::Read::take(files::open(path)?, 1 << 12), &mut text);
    read.map_err(|error| Failure::outside(format!("{} cannot be read: {error}", path.display())))?;
    if let Some(key) = boxed(&text).into_unencrypted_secret_key().ok().or_else(|| unchecked(&text)) {
        return Ok(key);
    }
    if !text.lines().nth(1).is_some_and(|line| line.starts_with("RW") && line.len() > 200) {
        return Err(Failure::input(format!(
            "{} is no secret key of minisign's: `stipple sheet keygen` makes one",
            path.display()
        )));
    }
    let opened = boxed(&text).into_secret_key(Some(password()?.to_string()));
    opened.map_err(|error| Failure::input(format!("{}: {error}", path.display())))
}

/// A key without a password as minisign 0.11 writes it: with nothing but zeros where its checksum should be.
fn unchecked(text: &str) -> Option<SecretKey> {
    let bytes = Zeroizing::new(STANDARD.decode(text.lines().nth(1)?.trim()).ok()?);
    let open = bytes.get(2..4)? == [0, 0];
    let no_checksum = bytes.iter().rev().take(32).all(|byte| *byte == 0);
    if open && no_checksum { SecretKey::from_bytes(&bytes).ok() } else { None }
}

fn boxed(text: &str) -> SecretKeyBox {
    SecretKeyBox::from(text.to_owned())
}

/// The signature of a text, as a `.minisig` file holds it.
pub fn sign(key: &SecretKey, text: &str, comment: &str) -> Result<String, Failure> {
    let signed = minisign::sign(None, key, text.as_bytes(), Some(comment), Some("signature from stipple"));
    signed
        .map(minisign::SignatureBox::into_string)
        .map_err(|error| Failure::outside(format!("the sheet could not be signed: {error}")))
}

/// The password of a key: the first line of a file, or asked for at a terminal, twice where it is a new one.
pub fn password(file: Option<&PathBuf>, new: bool) -> Result<Zeroizing<String>, Failure> {
    if let Some(path) = file {
        return first_line(path);
    }
    if !io::stdin().is_terminal() {
        return Err(Failure::input(
            "the key has a password: give it with --password-file FILE, or run this at a terminal",
        ));
    }
    let ask = |what: &str| {
        let asked = rpassword::prompt_password(what).map(Zeroizing::new);
        asked.map_err(|error| Failure::outside(format!("no password could be read: {error}")))
    };
    let password = ask("Password of the key: ")?;
    if new && *ask("Once more: ")? != *password {
        return Err(Failure::input("the two passwords differ: nothing was made"));
    }
    if new && password.is_empty() {
        return Err(Failure::input("an empty password protects nothing: give one, or say --no-password"));
    }
    Ok(password)
}

fn first_line(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let mut line = Zeroizing::new(String::new());
    let read = BufReader::new(io::Read::take(files::open(path)?, 1 << 12)).read_line(&mut line);
    read.map_err(|error| Failure::outside(format!("{} cannot be read: {error}", path.display())))?;
    Ok(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use stipple_core::signed::{SignedSheet, StudioKey};

    #[test]
    fn what_is_signed_here_is_checked_by_the_core() {
        let folder = tempfile::tempdir().unwrap();
        let pair = generate(None).unwrap();
        let path = folder.path().join("studio.key");
        std::fs::write(&path, pair.secret.as_str()).unwrap();
        let key = open(&path, || panic!("it has no password")).unwrap();
        let signature = sign(&key, "text", "timestamp:0\tfile:sheet.toml\thashed").unwrap();
        let key = StudioKey::read(&pair.public).unwrap();
        let sheet = SignedSheet { text: "text".to_owned(), signature, key };
        assert_eq!(sheet.check().unwrap().comment, "timestamp:0\tfile:sheet.toml\thashed");
    }

    #[test]
    fn what_is_no_secret_key_is_told_before_a_password_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("studio.key");
        for text in ["", "hello", &generate(None).unwrap().public] {
            std::fs::write(&path, text).unwrap();
            let failed = open(&path, || panic!("asked for a password")).map(|_| ()).unwrap_err();
            assert!(matches!(failed, Failure::Input(_)), "{text}");
        }
    }

    #[test]
    fn a_password_comes_from_a_files_first_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("password");
        std::fs::write(&path, "correct horse \r\nmore").unwrap();
        assert_eq!(*password(Some(&path), false).unwrap(), "correct horse ");
    }
}
