//! A page of a log as JSON, written straight into the answer's bytes.
//!
//! The same bytes that a serializer would write (`tests/page.rs` holds it to that). A serializer asks of every character
//! whether it has to be escaped, which took a quarter of the server's time for a page; base64 and hex have none that do.
//! Not for: reading one, or messages without ciphertexts.

use std::io::Write as _;

use crate::encoding::{Bytes, Hash, hex, push_base64};
use crate::record::{Head, PullResponse, PulledRecord};

/// A record without its ciphertext takes at most so many bytes: names, punctuation, a number, an id, a hash.
const RECORD: usize = 192;
/// And what stands around the records.
const FRAME: usize = 160;

impl PullResponse {
    /// The page as JSON in UTF-8, without spaces.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let sealed = |record: &PulledRecord| {
            record.ciphertext.as_ref().map_or(0, |sealed| sealed.0.len().div_ceil(3) * 4)
        };
        let length = self.records.iter().map(|record| sealed(record) + RECORD).sum::<usize>() + FRAME;
        let mut json = Vec::with_capacity(length);
        json.extend_from_slice(b"{\"records\":[");
        for (place, record) in self.records.iter().enumerate() {
            if place > 0 {
                json.push(b',');
            }
            push_record(&mut json, record);
        }
        json.extend_from_slice(b"],\"head\":");
        push_head(&mut json, &self.head);
        json.push(b'}');
        json
    }
}

fn push_record(json: &mut Vec<u8>, PulledRecord { seq, id, hash, ciphertext }: &PulledRecord) {
    json.extend_from_slice(b"{\"seq\":");
    push_number(json, *seq);
    json.extend_from_slice(b",\"id\":\"");
    json.extend_from_slice(id.hyphenated().encode_lower(&mut [0; 36]).as_bytes());
    json.extend_from_slice(b"\",\"hash\":");
    push_hash(json, hash);
    json.extend_from_slice(b",\"ciphertext\":");
    match ciphertext {
        Some(Bytes(sealed)) => {
            json.push(b'"');
            push_base64(json, sealed);
            json.push(b'"');
        }
        None => json.extend_from_slice(b"null"),
    }
    json.push(b'}');
}

fn push_head(json: &mut Vec<u8>, Head { seq, chain }: &Head) {
    json.extend_from_slice(b"{\"seq\":");
    push_number(json, *seq);
    json.extend_from_slice(b",\"chain\":");
    push_hash(json, chain);
    json.push(b'}');
}

fn push_hash(json: &mut Vec<u8>, hash: &Hash) {
    json.push(b'"');
    json.extend_from_slice(&hex(&hash.0));
    json.push(b'"');
}

fn push_number(json: &mut Vec<u8>, number: u64) {
    write!(json, "{number}").expect("a vector takes every byte");
}
