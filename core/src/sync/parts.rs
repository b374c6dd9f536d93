//! Things that are too large for one record: taken apart, and put together again once every piece is there.
//!
//! An entry may have 4 MiB (a sheet is in it as a text), a record 1 MiB. Not for: keeping pieces until the others come (`pull`).

use uuid::Uuid;
use zeroize::Zeroizing;

use super::envelope::{Envelope, Item, Part};
use super::seal::OVERHEAD;

/// The largest ciphertext of a record.
pub const MAX_SEALED: usize = stipple_wire::limits::MAX_CIPHERTEXT;
/// How many bytes a piece holds: as base 64 a third more, with room for the envelope.
const PIECE: usize = 720 << 10;
/// Most pieces that are put together: more than the largest entry has.
const MOST: u32 = 16;
const _: () = assert!(PIECE / 3 * 4 + 512 + OVERHEAD < MAX_SEALED);
const _: () = assert!(PIECE * MOST as usize > 2 * crate::diary::MAX_ENTRY);

/// The plaintexts under which an envelope travels: its own, where that fits into a record. `of` names what the pieces are pieces
/// of; a fresh id each time.
///
/// `most` is the largest ciphertext of a record: [`MAX_SEALED`], but where a test wants pieces of little things.
pub fn split(envelope: &Envelope, of: Uuid, most: usize) -> Vec<Zeroizing<Vec<u8>>> {
    let whole = envelope.write();
    if whole.len() + OVERHEAD <= most {
        return vec![whole];
    }
    let pieces = whole.chunks(if most < MAX_SEALED { most / 2 } else { PIECE });
    let count = u32::try_from(pieces.len()).unwrap_or(u32::MAX);
    let part = |(index, data): (u32, &[u8])| {
        Envelope::of(Item::Part(Part { of, index, count, data: Zeroizing::new(data.to_vec()) })).write()
    };
    (0..).zip(pieces).map(part).collect()
}

/// The envelope that these pieces of one thing make, in whatever order and however often they came. `None` while one is missing, and
/// where they do not belong together.
pub fn join<'a>(parts: impl IntoIterator<Item = &'a Part>) -> Option<Envelope> {
    let mut parts: Vec<&Part> = parts.into_iter().collect();
    parts.sort_by_key(|part| part.index);
    parts.dedup();
    let first = parts.first()?;
    let (of, count) = (first.of, first.count);
    let fits = count <= MOST && parts.len() == count as usize;
    let whole = fits
        && (0..).zip(&parts).all(|(index, part)| (part.of, part.index, part.count) == (of, index, count));
    if !whole {
        return None;
    }
    let mut plain = Zeroizing::new(Vec::with_capacity(parts.iter().map(|part| part.data.len()).sum()));
    for part in parts {
        plain.extend_from_slice(&part.data);
    }
    Some(Envelope::read(&plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{ChangeId, Entry, Hlc};

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn entry(bytes: usize) -> Envelope {
        let body = serde_json::Map::from_iter([("text".to_owned(), "x".repeat(bytes).into())]);
        let (clock, change) = (Hlc { wall: 1, counter: 2 }, ChangeId(id(3)));
        let other = serde_json::Map::new();
        let kind = "note.written".to_owned();
        Envelope::of(Item::Entry(Entry { id: id(1), device: id(2), clock, change, kind, body, other }))
    }

    fn parts(plains: &[Zeroizing<Vec<u8>>]) -> Vec<Part> {
        let read = plains.iter().map(|plain| match Envelope::read(plain).item {
            Item::Part(part) => part,
            other => panic!("{other:?}"),
        });
        read.collect()
    }

    #[test]
    fn what_fits_travels_whole_and_every_piece_fits() {
        let around = entry(0).write().len() + OVERHEAD;
        assert_eq!(split(&entry(MAX_SEALED - around), id(9), MAX_SEALED).len(), 1);
        let largest = crate::diary::MAX_ENTRY - 100;
        for bytes in [MAX_SEALED - around + 1, largest] {
            let plains = split(&entry(bytes), id(9), MAX_SEALED);
            assert!(plains.len() > 1);
            assert!(plains.iter().all(|plain| plain.len() + OVERHEAD <= MAX_SEALED));
            assert_eq!(join(&parts(&plains)), Some(entry(bytes)));
        }
    }

    #[test]
    fn pieces_come_in_any_order_twice_or_not_at_all() {
        let mut parts = parts(&split(&entry(3 << 20), id(9), MAX_SEALED));
        parts.reverse();
        parts.push(parts[1].clone());
        assert_eq!(join(&parts), Some(entry(3 << 20)));
        let missing: Vec<Part> = parts.iter().filter(|part| part.index != 1).cloned().collect();
        assert_eq!(join(&missing), None);
        assert_eq!(join([]), None);
        let mut mixed = parts.clone();
        mixed[0].of = id(8);
        assert_eq!(join(&mixed), None);
        let forged = Part { of: id(9), index: 0, count: u32::MAX, data: Zeroizing::new(Vec::new()) };
        assert_eq!(join([&forged]), None);
    }
}
