//! A page of a log as JSON, written straight into the answer's bytes.
//!
//! The same bytes that a serializer would write (`tests/page.rs` holds it to that). A serializer asks of every character
//! whether it has to be escaped, which took a quarter of the server's time for a page; base64 and hex have none that do.
//! Not for: reading one, or messages without ciphertexts.

use std::io::Write as _;

use uuid::Uuid;

use crate::encoding::{Hash, hex, push_base64};
use crate::record::{Head, PullResponse};

/// What a record of a few hundred bytes takes: its ciphertext in base64, and 180 bytes around it.
const RECORD: usize = 768;
/// And what stands around the records.
const FRAME: usize = 160;

impl PullResponse {
    /// The page as JSON in UTF-8, without spaces.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut page = PageWriter::for_records(self.records.len());
        for record in &self.records {
            let sealed = record.ciphertext.as_ref().map(|sealed| sealed.0.as_slice());
            page.record(record.seq, record.id, &record.hash, sealed);
        }
        page.finish(&self.head)
    }
}

/// A [`PullResponse`] that is written as its records are read, so that nobody has to keep them.
#[derive(Debug)]
pub struct PageWriter {
    json: Vec<u8>,
    written: bool,
}

impl PageWriter {
    /// With room for about so many records.
    #[must_use]
    pub fn for_records(count: usize) -> Self {
        let mut json = Vec::with_capacity(count * RECORD + FRAME);
        json.extend_from_slice(b"{\"records\":[");
        Self { json, written: false }
    }

    /// Appends a record, in the order of the log; without a ciphertext once that is deleted.
    pub fn record(&mut self, seq: u64, id: Uuid, hash: &Hash, ciphertext: Option<&[u8]>) {
        if self.written {
            self.json.push(b',');
        }
        self.written = true;
        self.text(b"{\"seq\":");
        self.number(seq);
        self.text(b",\"id\":\"");
        self.text(id.hyphenated().encode_lower(&mut [0; 36]).as_bytes());
        self.text(b"\",\"hash\":");
        self.hash(hash);
        match ciphertext {
            Some(sealed) => {
                self.text(b",\"ciphertext\":\"");
                push_base64(&mut self.json, sealed);
                self.text(b"\"}");
            }
            None => self.text(b",\"ciphertext\":null}"),
        }
    }

    /// Ends the page with the log's head.
    #[must_use]
    pub fn finish(mut self, head: &Head) -> Vec<u8> {
        self.text(b"],\"head\":{\"seq\":");
        self.number(head.seq);
        self.text(b",\"chain\":");
        self.hash(&head.chain);
        self.text(b"}}");
        self.json
    }

    fn text(&mut self, text: &[u8]) {
        self.json.extend_from_slice(text);
    }

    fn hash(&mut self, hash: &Hash) {
        self.json.push(b'"');
        self.text(&hex(&hash.0));
        self.json.push(b'"');
    }

    fn number(&mut self, number: u64) {
        write!(self.json, "{number}").expect("a vector takes every byte");
    }
}
