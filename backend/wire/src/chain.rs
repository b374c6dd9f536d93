//! The chain of a log: what makes two sides sure that they speak of the same one.
//!
//! Every record extends the chain by its place, its id and the hash of its ciphertext. The hash stays when the
//! ciphertext goes, so that a deletion changes nothing here. Not for: keeping it.

use uuid::Uuid;

use crate::encoding::Hash;

/// The value of a chain after some record.
pub type Chain = Hash;

/// The chain of an empty log.
pub const GENESIS: Chain = Hash([0; 32]);

/// BLAKE3: how a ciphertext or a blob is named.
pub fn hash(bytes: &[u8]) -> Hash {
    Hash(*blake3::hash(bytes).as_bytes())
}

/// The chain one record on: `BLAKE3(chain || seq as u64, big endian || record id || BLAKE3(ciphertext))`.
pub fn extend(chain: &Chain, seq: u64, id: Uuid, ciphertext_hash: &Hash) -> Chain {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&chain.0);
    hasher.update(&seq.to_be_bytes());
    hasher.update(id.as_bytes());
    hasher.update(&ciphertext_hash.0);
    Hash(*hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out with another implementation of BLAKE3 (Python's `blake3`): a change here strands every log.
    #[test]
    fn the_chain_never_changes() {
        let id = Uuid::from_u128(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff);
        let one = extend(&GENESIS, 1, id, &hash(b"sealed"));
        let two = extend(&one, 2, id, &hash(b""));
        assert_eq!(
            (one.to_string().as_str(), two.to_string().as_str()),
            (
                "a2ddbc1436e9cc54aee9d74dd1f0043c14b89fb8b86e6377727c631f4d1171df",
                "1332e4cfa8ac8b7a232aa863c8d3de900abdf5393328c4bc980ce215ab5cbec9",
            )
        );
    }
}
