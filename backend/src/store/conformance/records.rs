//! Records: numbers, the chain, conflicts, pages, deletion, quotas.

use super::*;

pub(super) async fn run(store: &dyn Store) {
    numbers_and_chain_follow_the_batch(store).await;
    the_same_again_is_the_same_answer(store).await;
    other_bytes_store_nothing(store).await;
    pages_are_in_order_and_end(store).await;
    an_unknown_chain_is_told(store).await;
    a_deleted_record_keeps_its_place(store).await;
    quotas_hold(store).await;
    listeners_hear_of_a_push(store).await;
}

/// The chain over records in order, from a head on.
fn chained(mut head: Head, records: &[RecordRow]) -> Head {
    for record in records {
        let seq = head.seq + 1;
        head = Head { seq, chain: extend(&head.chain, seq, record.id, &record.hash) };
    }
    head
}

async fn everything(store: &dyn Store, id: AccountId) -> PullResponse {
    let page = store.pull(id, 0, None, 1000, usize::MAX).await.unwrap();
    let json = store.pull_json(id, 0, None, 1000, usize::MAX).await.unwrap();
    assert_eq!(json, page.to_json());
    page
}

async fn numbers_and_chain_follow_the_batch(store: &dyn Store) {
    let id = account(store).await;
    assert_eq!(everything(store, id).await, PullResponse { records: vec![], head: Head::EMPTY });
    let batch = [record("one"), record("two"), record("")];
    let answer = store.push(id, batch.to_vec(), &QUOTA).await.unwrap();
    assert_eq!(answer.stored.iter().map(|row| row.seq).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(answer.stored.iter().map(|row| row.id).collect::<Vec<_>>(), batch.clone().map(|row| row.id));
    assert_eq!(answer.head, chained(Head::EMPTY, &batch));
    let more = [record("four")];
    let after = store.push(id, more.to_vec(), &QUOTA).await.unwrap();
    assert_eq!((after.stored[0].seq, after.head), (4, chained(answer.head, &more)));
    assert_eq!(store.push(id, vec![], &QUOTA).await.unwrap().head, after.head);
    assert_eq!(store.head(id).await.unwrap(), after.head);
    let mut chain = GENESIS;
    for row in store.audit(id, 0, 10).await.unwrap() {
        chain = row.chain_after(&chain);
        assert_eq!(row.place.chain, chain);
        assert_eq!(hash(&row.ciphertext.unwrap()), row.hash);
    }
    assert_eq!(chain, after.head.chain);
    assert_eq!(store.audit(id, 1, 2).await.unwrap().len(), 2);
}

async fn the_same_again_is_the_same_answer(store: &dyn Store) {
    let id = account(store).await;
    let batch = vec![record("one"), record("two")];
    let answer = store.push(id, batch.clone(), &QUOTA).await.unwrap();
    assert_eq!(store.push(id, batch.clone(), &QUOTA).await.unwrap(), answer);
    // Some known, some new, one of them twice.
    let new = record("three");
    let mixed = vec![new.clone(), batch[1].clone(), new.clone(), batch[0].clone()];
    let mixed = store.push(id, mixed, &QUOTA).await.unwrap();
    assert_eq!(mixed.stored.iter().map(|row| row.seq).collect::<Vec<_>>(), [3, 2, 3, 1]);
    assert_eq!(mixed.head, chained(answer.head, &[new]));
    // An id belongs to its account: another one may have it too.
    let other = account(store).await;
    assert_eq!(store.push(other, batch, &QUOTA).await.unwrap(), answer);
}

async fn other_bytes_store_nothing(store: &dyn Store) {
    let id = account(store).await;
    let (one, two) = (record("one"), record("two"));
    let head = store.push(id, vec![one.clone(), two.clone()], &QUOTA).await.unwrap().head;
    let usage = store.usage(id).await.unwrap();
    let other = |known: &RecordRow| RecordRow::new(known.id, b"other".to_vec());
    let batch = vec![record("new"), other(&two), one.clone(), other(&one)];
    let refused = store.push(id, batch, &QUOTA).await;
    assert_eq!(refused, Err(StoreError::RecordConflict { ids: vec![two.id, one.id] }));
    let new = record("new");
    let refused = store.push(id, vec![new.clone(), other(&new)], &QUOTA).await;
    assert_eq!(refused, Err(StoreError::RecordConflict { ids: vec![new.id] }), "within one batch");
    assert_eq!(everything(store, id).await.records.len(), 2);
    assert_eq!(store.head(id).await.unwrap(), head);
    assert_eq!(store.usage(id).await.unwrap(), usage);
}

async fn pages_are_in_order_and_end(store: &dyn Store) {
    let id = account(store).await;
    let batch: Vec<_> = (0..7).map(|n| record(&format!("number {n}"))).collect();
    let head = store.push(id, batch.clone(), &QUOTA).await.unwrap().head;
    let mut place = Head::EMPTY;
    let mut pulled: Vec<PulledRecord> = Vec::new();
    while place != head {
        let page = store.pull(id, place.seq, Some(place.chain), 3, usize::MAX).await.unwrap();
        assert_eq!(page.head, head);
        assert!(page.records.len() <= 3);
        for row in &page.records {
            place = Head { seq: row.seq, chain: extend(&place.chain, row.seq, row.id, &row.hash) };
        }
        pulled.extend(page.records);
    }
    for ((seq, sent), got) in (1..).zip(&batch).zip(&pulled) {
        let ciphertext = Some(Bytes(sent.ciphertext.clone()));
        assert_eq!(*got, PulledRecord { seq, id: sent.id, hash: sent.hash, ciphertext });
    }
    assert_eq!(pulled.len(), 7);
    let at_end = store.pull(id, head.seq, Some(head.chain), 3, usize::MAX).await.unwrap();
    assert_eq!(at_end, PullResponse { records: vec![], head });
    // A page ends once it is large enough, and has one record at least.
    for (bytes, records) in [(0, 0), (1, 1), ("number 0".len(), 1), ("number 0".len() + 1, 2)] {
        let page = store.pull(id, 0, None, 7, bytes).await.unwrap();
        assert_eq!(page.records.len(), records, "{bytes} bytes");
        assert_eq!(store.pull_json(id, 0, None, 7, bytes).await.unwrap(), page.to_json());
    }
}

async fn an_unknown_chain_is_told(store: &dyn Store) {
    let id = account(store).await;
    let head = store.push(id, vec![record("one"), record("two")], &QUOTA).await.unwrap().head;
    let unknown = Err(StoreError::ChainUnknown { head });
    let other: Chain = hash(b"other");
    for (after, chain) in [(2, other), (1, head.chain), (0, other), (3, head.chain), (u64::MAX, head.chain)] {
        assert_eq!(store.pull(id, after, Some(chain), 5, usize::MAX).await, unknown, "{after}");
        assert_eq!(
            store.pull_json(id, after, Some(chain), 5, usize::MAX).await,
            unknown.clone().map(|_| vec![])
        );
    }
    assert_eq!(store.pull(id, 0, Some(GENESIS), 5, usize::MAX).await.unwrap().records.len(), 2);
}

async fn a_deleted_record_keeps_its_place(store: &dyn Store) {
    let (id, other) = (account(store).await, account(store).await);
    let (one, two) = (record("one"), record("two"));
    let answer = store.push(id, vec![one.clone(), two], &QUOTA).await.unwrap();
    assert_eq!(store.erase(other, one.id).await, Err(StoreError::RecordUnknown));
    store.erase(id, one.id).await.unwrap();
    store.erase(id, one.id).await.unwrap();
    assert_eq!(store.erase(id, new_id()).await, Err(StoreError::RecordUnknown));
    let page = everything(store, id).await;
    assert_eq!(page.head, answer.head, "the chain is over hashes");
    assert_eq!(page.records[0], PulledRecord { seq: 1, id: one.id, hash: one.hash, ciphertext: None });
    assert!(page.records[1].ciphertext.is_some());
    let usage = store.usage(id).await.unwrap();
    assert_eq!((usage.records, usage.bytes), (2, 3), "its bytes are free again, its place is not");
    // A device that has not heard of it sends it again: its number, and nothing else.
    let again = store.push(id, vec![one.clone()], &QUOTA).await.unwrap();
    assert_eq!((again.stored[0].seq, again.head), (1, answer.head));
    assert_eq!(everything(store, id).await.records[0].ciphertext, None);
    assert_eq!(store.usage(id).await.unwrap(), usage);
    let conflict = store.push(id, vec![RecordRow::new(one.id, b"other".to_vec())], &QUOTA).await;
    assert_eq!(conflict, Err(StoreError::RecordConflict { ids: vec![one.id] }));
}

async fn quotas_hold(store: &dyn Store) {
    let id = account(store).await;
    let quota = Quota { records: 3, bytes: 10, ..QUOTA };
    let (one, two) = (record("12345"), record("123"));
    store.push(id, vec![one.clone(), two], &quota).await.unwrap();
    let usage = store.usage(id).await.unwrap();
    assert_eq!((usage.records, usage.bytes), (2, 8));
    assert_eq!(store.push(id, vec![record("123")], &quota).await, Err(StoreError::BytesFull));
    assert_eq!(store.push(id, vec![record(""), record("")], &quota).await, Err(StoreError::RecordsFull));
    store.push(id, vec![record("12")], &quota).await.unwrap();
    // A full account still answers for what it has.
    store.push(id, vec![one], &quota).await.unwrap();
    assert_eq!(store.usage(id).await.unwrap().records, 3);
}

async fn listeners_hear_of_a_push(store: &dyn Store) {
    let (id, other) = (account(store).await, account(store).await);
    let (mut mine, not_mine) = (store.hub().listen(id), store.hub().listen(other));
    store.push(id, vec![record("one")], &QUOTA).await.unwrap();
    mine.changed().await.unwrap();
    assert!(!not_mine.has_changed().unwrap());
    // Those who left are no trouble.
    drop(mine);
    store.push(id, vec![record("two")], &QUOTA).await.unwrap();
    let mut again = store.hub().listen(id);
    store.push(id, vec![record("three")], &QUOTA).await.unwrap();
    again.changed().await.unwrap();
}
