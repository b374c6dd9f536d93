//! A page that is written by hand is the page that a serializer writes.

#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use stipple_wire::{Bytes, Hash, Head, PullResponse, PulledRecord};
use uuid::Uuid;

fn head() -> impl Strategy<Value = Head> {
    (any::<u64>(), any::<[u8; 32]>()).prop_map(|(seq, chain)| Head { seq, chain: Hash(chain) })
}

fn record() -> impl Strategy<Value = PulledRecord> {
    let parts = (any::<u64>(), any::<u128>(), any::<[u8; 32]>(), option::of(vec(any::<u8>(), 0..200)));
    parts.prop_map(|(seq, id, hash, sealed)| PulledRecord {
        seq,
        id: Uuid::from_u128(id),
        hash: Hash(hash),
        ciphertext: sealed.map(Bytes),
    })
}

proptest! {
    #[test]
    fn is_what_a_serializer_writes((records, head) in (vec(record(), 0..8), head())) {
        let page = PullResponse { records, head };
        let json = page.to_json();
        prop_assert_eq!(std::str::from_utf8(&json).unwrap(), serde_json::to_string(&page).unwrap());
    }
}
