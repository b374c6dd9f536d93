//! Every derivation and a sealed record, held to the file that other programs check theirs with.
//!
//! `UPDATE_GOLDEN=1 cargo test` writes it anew; a change there means that no device opens what another one sealed.

use serde_json::{Value, json};
use uuid::Uuid;

use super::code::{self, Invitation};
use super::envelope::{Envelope, Item, SharedIdentity};
use super::keys::AccountSecret;
use super::seal;
use crate::ports::Random;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/sync-v1.json");

/// Bytes that count up, so that the file can be read by eye.
struct Counting;

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        (0x40..).zip(bytes).for_each(|(count, byte)| *byte = count);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn vector(bytes: [u8; 16]) -> Value {
    let secret = AccountSecret::from_bytes(bytes);
    let keys = secret.keys();
    let record = Uuid::from_u128(0x0f0e_0d0c_0b0a_4908_8706_0504_0302_0100);
    let course = Uuid::from_u128(0xc1);
    let secret_half = "AGE-SECRET-KEY-1EXAMPLE".to_owned().into();
    let identity = SharedIdentity { course, secret: secret_half, other: super::envelope::Others::new() };
    let plain = Envelope::of(Item::Identity(identity)).write();
    let sealed = seal::seal_record(&keys, record, &plain, &Counting);
    assert_eq!(seal::open_record(&keys, record, &sealed).unwrap(), plain);
    let label = seal::seal_label(&keys, "Mia's phone", &Counting);
    let nonce = [0x5a; 32];
    let server = Some("https://sync.example".to_owned());
    json!({
        "secret": hex(&bytes),
        "code": *code::write(&secret),
        "invitation": *Invitation { server, secret }.write(),
        "public_key": hex(&keys.public_key()),
        "account": keys.id().to_string(),
        "log_key": hex(&*keys.log().0),
        "label_key": hex(&*keys.label().0),
        "account_signature": hex(&keys.sign_account()),
        "device_nonce": hex(&nonce),
        "device_label": "Mia's phone",
        "device_label_sealed": hex(&label),
        "device_signature": hex(&keys.sign_device(&nonce, &label)),
        "record": record,
        "record_plain": String::from_utf8(plain.to_vec()).unwrap(),
        "record_sealed": hex(&sealed),
    })
}

#[test]
fn derivations_are_those_of_the_file() {
    let counting: [u8; 16] = std::array::from_fn(|place| u8::try_from(place).unwrap());
    let vectors = json!({ "vectors": [vector([0; 16]), vector(counting), vector([0xff; 16])] });
    let text = format!("{vectors:#}\n");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(FILE, &text).unwrap();
    }
    let kept = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(kept == text, "{FILE} says something else; UPDATE_GOLDEN=1 writes it anew\n{text}");
}
