//! Uploads, blobs and garbage.

use super::*;

pub(super) async fn run(store: &dyn Store) {
    pieces_follow_each_other(store).await;
    a_finished_upload_is_a_blob(store).await;
    a_blob_that_is_there_is_finished_at_once(store).await;
    two_uploads_of_one_blob(store).await;
    what_ends_gives_its_bytes_back(store).await;
    what_is_over_ends(store).await;
    quotas_hold(store).await;
    objects_are_known_or_discarded(store).await;
}

fn new_upload(bytes: &[u8]) -> NewUpload {
    NewUpload { id: new_id(), hash: hash(bytes), length: bytes.len() as u64, expires: NOW.plus_seconds(60) }
}

pub(super) async fn begun(store: &dyn Store, id: AccountId, bytes: &[u8]) -> NewUpload {
    let new = new_upload(bytes);
    let row = store.begin_upload(id, new, NOW, &QUOTA).await.unwrap();
    assert_eq!((row.id, row.hash, row.length, row.expires), (new.id, new.hash, new.length, new.expires));
    new
}

pub(super) async fn finished(store: &dyn Store, id: AccountId, bytes: &[u8]) -> BlobRow {
    let new = begun(store, id, bytes).await;
    let object = Object::blob(id, new.hash, new.id);
    store.finish_upload(id, new.id, 0, object.clone(), NOW).await.unwrap();
    BlobRow { hash: new.hash, length: new.length, object }
}

pub(super) async fn all_garbage(store: &dyn Store) -> Vec<Object> {
    store.garbage(100_000).await.unwrap()
}

async fn is_garbage(store: &dyn Store, object: &Object) -> bool {
    all_garbage(store).await.contains(object)
}

fn piece(id: AccountId, upload: Uuid, offset: u64, length: u64) -> Piece {
    Piece { offset, length, object: Object::piece(id, upload, offset, new_id()) }
}

async fn pieces_follow_each_other(store: &dyn Store) {
    let id = account(store).await;
    let new = begun(store, id, b"0123456789").await;
    assert_eq!(store.upload(id, new.id, NOW).await.unwrap().offset, 0);
    let later = NOW.plus_seconds(120);
    let (first, second) = (piece(id, new.id, 0, 4), piece(id, new.id, 4, 1));
    store.add_piece(id, new.id, first.clone(), NOW, later).await.unwrap();
    let refused = store.add_piece(id, new.id, piece(id, new.id, 0, 4), NOW, later).await;
    assert_eq!(refused, Err(StoreError::UploadOffset { offset: 4 }));
    let refused = store.add_piece(id, new.id, piece(id, new.id, 5, 1), NOW, later).await;
    assert_eq!(refused, Err(StoreError::UploadOffset { offset: 4 }));
    store.add_piece(id, new.id, second.clone(), NOW.plus_seconds(90), later).await.unwrap();
    let row = store.upload(id, new.id, NOW).await.unwrap();
    assert_eq!((row.offset, row.finished, row.expires), (5, false, later));
    assert_eq!(store.pieces(id, new.id).await.unwrap(), [first, second]);
    let other = account(store).await;
    let unknown = Err(StoreError::UploadUnknown);
    assert_eq!(store.upload(other, new.id, NOW).await.map(|_| ()), unknown);
    assert_eq!(store.pieces(other, new.id).await.map(|_| ()), unknown);
    assert_eq!(store.add_piece(other, new.id, piece(other, new.id, 5, 1), NOW, later).await, unknown);
}

async fn a_finished_upload_is_a_blob(store: &dyn Store) {
    let (id, other) = (account(store).await, account(store).await);
    let new = begun(store, id, b"0123456789").await;
    assert_eq!(store.blob(id, new.hash).await, Err(StoreError::BlobUnknown));
    let first = piece(id, new.id, 0, 4);
    store.add_piece(id, new.id, first.clone(), NOW, new.expires).await.unwrap();
    let object = Object::blob(id, new.hash, new.id);
    let refused = store.finish_upload(id, new.id, 5, object.clone(), NOW).await;
    assert_eq!(refused, Err(StoreError::UploadOffset { offset: 4 }));
    store.finish_upload(id, new.id, 4, object.clone(), NOW).await.unwrap();
    let blob = BlobRow { hash: new.hash, length: 10, object: object.clone() };
    assert_eq!(store.blob(id, new.hash).await.unwrap(), blob);
    assert_eq!(store.blob(other, new.hash).await, Err(StoreError::BlobUnknown), "each account has its own");
    assert!(is_garbage(store, &first.object).await);
    let row = store.upload(id, new.id, NOW).await.unwrap();
    assert_eq!((row.offset, row.finished), (10, true));
    let refused = store.finish_upload(id, new.id, 10, object.clone(), NOW).await;
    assert_eq!(refused, Err(StoreError::UploadOffset { offset: 10 }), "once");
    assert_eq!(store.usage(id).await.unwrap().bytes, 10);
    // Ending it leaves the blob.
    store.end_upload(id, new.id).await.unwrap();
    assert_eq!(store.blobs(id, None, 5).await.unwrap(), [blob]);
    assert_eq!(store.usage(id).await.unwrap().bytes, 10);
    store.delete_blob(id, new.hash).await.unwrap();
    assert_eq!(store.delete_blob(id, new.hash).await, Err(StoreError::BlobUnknown));
    assert_eq!(store.blob(id, new.hash).await, Err(StoreError::BlobUnknown));
    assert!(is_garbage(store, &object).await);
    assert_eq!(store.usage(id).await.unwrap().bytes, 0);
    // Several, in the order of their hashes.
    let mut all = [finished(store, id, b"a").await.hash, finished(store, id, b"b").await.hash];
    all.sort();
    assert_eq!(store.blobs(id, None, 1).await.unwrap()[0].hash, all[0]);
    assert_eq!(store.blobs(id, Some(all[0]), 5).await.unwrap()[0].hash, all[1]);
}

async fn a_blob_that_is_there_is_finished_at_once(store: &dyn Store) {
    let id = account(store).await;
    let blob = finished(store, id, b"there").await;
    let new = new_upload(b"there");
    let row = store.begin_upload(id, new, NOW, &Quota { bytes: 0, uploads: 0, ..QUOTA }).await.unwrap();
    assert_eq!((row.offset, row.finished), (5, true));
    assert_eq!(store.upload(id, new.id, NOW).await.unwrap(), row);
    assert_eq!(store.usage(id).await.unwrap().bytes, 5);
    // Once the blob is deleted, no upload says that it is there.
    store.delete_blob(id, blob.hash).await.unwrap();
    assert_eq!(store.upload(id, new.id, NOW).await, Err(StoreError::UploadUnknown));
    let row = store.begin_upload(id, new_upload(b"there"), NOW, &QUOTA).await.unwrap();
    assert_eq!((row.offset, row.finished), (0, false));
}

async fn two_uploads_of_one_blob(store: &dyn Store) {
    let id = account(store).await;
    let (one, two) = (begun(store, id, b"twice").await, begun(store, id, b"twice").await);
    assert_eq!(store.usage(id).await.unwrap().bytes, 10);
    let (first, second) = (Object::blob(id, one.hash, one.id), Object::blob(id, two.hash, two.id));
    store.finish_upload(id, one.id, 0, first.clone(), NOW).await.unwrap();
    store.finish_upload(id, two.id, 0, second.clone(), NOW).await.unwrap();
    assert_eq!(store.blob(id, one.hash).await.unwrap().object, first);
    assert!(is_garbage(store, &second).await);
    assert_eq!(store.usage(id).await.unwrap().bytes, 5);
}

async fn what_ends_gives_its_bytes_back(store: &dyn Store) {
    let id = account(store).await;
    let new = begun(store, id, b"0123456789").await;
    let first = piece(id, new.id, 0, 4);
    store.add_piece(id, new.id, first.clone(), NOW, new.expires).await.unwrap();
    store.end_upload(id, new.id).await.unwrap();
    assert_eq!(store.end_upload(id, new.id).await, Err(StoreError::UploadUnknown));
    assert_eq!(store.upload(id, new.id, NOW).await, Err(StoreError::UploadUnknown));
    assert!(is_garbage(store, &first.object).await);
    assert_eq!(store.usage(id).await.unwrap().bytes, 0);
}

async fn what_is_over_ends(store: &dyn Store) {
    let id = account(store).await;
    let new = begun(store, id, b"0123456789").await;
    let first = piece(id, new.id, 0, 4);
    store.add_piece(id, new.id, first.clone(), NOW, new.expires).await.unwrap();
    let unknown = Err(StoreError::UploadUnknown);
    assert_eq!(store.upload(id, new.id, new.expires).await.map(|_| ()), unknown);
    let late = store.add_piece(id, new.id, piece(id, new.id, 4, 1), new.expires, new.expires).await;
    assert_eq!(late, unknown);
    let object = Object::blob(id, new.hash, new.id);
    assert_eq!(store.finish_upload(id, new.id, 4, object, new.expires).await, unknown);
    // Not before its time.
    store.expire(Moment(new.expires.0 - 1), 100_000).await.unwrap();
    assert_eq!(store.usage(id).await.unwrap().bytes, 10);
    assert!(store.expire(new.expires, 100_000).await.unwrap() > 0);
    assert_eq!(store.usage(id).await.unwrap().bytes, 0);
    assert!(is_garbage(store, &first.object).await);
}

async fn quotas_hold(store: &dyn Store) {
    let id = account(store).await;
    let quota = Quota { bytes: 10, uploads: 2, ..QUOTA };
    let first = new_upload(b"123456");
    store.begin_upload(id, first, NOW, &quota).await.unwrap();
    let refused = store.begin_upload(id, new_upload(b"12345"), NOW, &quota).await;
    assert_eq!(refused, Err(StoreError::BytesFull), "what is announced counts");
    let pushed = store.push(id, vec![record("12345")], &quota).await;
    assert_eq!(pushed, Err(StoreError::BytesFull), "for records as well");
    store.begin_upload(id, new_upload(b"1"), NOW, &quota).await.unwrap();
    assert_eq!(store.begin_upload(id, new_upload(b""), NOW, &quota).await, Err(StoreError::UploadsFull));
    let object = Object::blob(id, first.hash, first.id);
    store.finish_upload(id, first.id, 0, object, NOW).await.unwrap();
    store.begin_upload(id, new_upload(b""), NOW, &quota).await.unwrap();
    let huge = NewUpload { length: u64::MAX, ..new_upload(b"huge") };
    let quota = Quota { bytes: 10, ..QUOTA };
    assert_eq!(store.begin_upload(id, huge, NOW, &quota).await, Err(StoreError::BytesFull));
}

async fn objects_are_known_or_discarded(store: &dyn Store) {
    let id = account(store).await;
    let blob = finished(store, id, b"known").await;
    let new = begun(store, id, b"open").await;
    let open = piece(id, new.id, 0, 1);
    store.add_piece(id, new.id, open.clone(), NOW, new.expires).await.unwrap();
    let (stray, lost) = (piece(id, new.id, 1, 1).object, piece(id, new.id, 1, 1).object);
    store.discard(vec![stray.clone(), blob.object.clone(), open.object.clone()]).await.unwrap();
    store.discard(vec![stray.clone()]).await.unwrap();
    let garbage = all_garbage(store).await;
    assert!(garbage.contains(&stray));
    assert!(!garbage.contains(&blob.object) && !garbage.contains(&open.object), "what is needed stays");
    let mut known = [stray.clone(), blob.object, open.object];
    let mut found = store.known([&known[..], &[lost]].concat()).await.unwrap();
    known.sort();
    found.sort();
    assert_eq!(found, known);
    store.forget_garbage(vec![stray.clone()]).await.unwrap();
    assert!(store.known(vec![stray]).await.unwrap().is_empty());
}
