//! The suite on files, and what is SQLite's alone: group commit, refusals beside each other, other people's files.

use std::sync::Arc;

use stipple_wire::{Fixed, Head};
use tempfile::TempDir;

use super::*;
use crate::clock::new_id;

const QUOTA: Quota = Quota { records: 1000, bytes: 1 << 20, devices: 10, uploads: 5 };

fn store() -> (TempDir, SqliteStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("stipple.db")).unwrap();
    (folder, store)
}

#[tokio::test]
async fn keeps_the_suite() {
    let (_folder, store) = store();
    super::super::conformance::run(&store).await;
}

#[tokio::test]
async fn what_was_pushed_is_there_after_a_restart() {
    let (folder, store) = store();
    let id = store.register(Fixed([1; 32])).await.unwrap();
    let head = store.push(id, vec![RecordRow::new(new_id(), b"kept".to_vec())], &QUOTA).await.unwrap().head;
    drop(store);
    let path = folder.path().join("stipple.db");
    assert!(!folder.path().join("stipple.db-wal").exists(), "closed tidily");
    let store = SqliteStore::open(&path).unwrap();
    assert_eq!(store.head(id).await.unwrap(), head);
    let copy = folder.path().join("copy.db");
    SqliteStore::copy(&path, &copy).unwrap();
    let copy = SqliteStore::open(&copy).unwrap();
    assert_eq!(copy.head(id).await.unwrap(), head);
    assert_eq!(copy.faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_refusal_does_not_spoil_the_others() {
    let (_folder, store) = store();
    let store = Arc::new(store);
    let id = store.register(Fixed([1; 32])).await.unwrap();
    let known = RecordRow::new(new_id(), b"known".to_vec());
    store.push(id, vec![known.clone()], &QUOTA).await.unwrap();
    let mut tasks = Vec::new();
    for n in 0..200 {
        let (store, known) = (Arc::clone(&store), known.id);
        tasks.push(tokio::spawn(async move {
            let mut batch = vec![RecordRow::new(new_id(), vec![n])];
            if n % 3 == 0 {
                batch.push(RecordRow::new(known, b"other".to_vec()));
            }
            store.push(id, batch, &QUOTA).await.is_ok()
        }));
    }
    let mut kept = 0;
    for task in tasks {
        kept += u64::from(task.await.unwrap());
    }
    assert_eq!(kept, 133);
    assert_eq!(store.head(id).await.unwrap().seq, 1 + kept);
    let mut chain = stipple_wire::GENESIS;
    for row in store.audit(id, 0, 1000).await.unwrap() {
        chain = row.chain_after(&chain);
        assert_eq!(row.place.chain, chain);
    }
}

#[tokio::test]
async fn a_change_that_panics_takes_no_other_along() {
    let (_folder, store) = store();
    let id = store.register(Fixed([1; 32])).await.unwrap();
    let panicked = store.writer.change::<()>(|conn| {
        conn.execute("UPDATE accounts SET seq = 7", []).unwrap();
        panic!("a bug")
    });
    let kept = store.push(id, vec![RecordRow::new(new_id(), b"kept".to_vec())], &QUOTA);
    let (panicked, kept) = tokio::join!(panicked, kept);
    assert!(matches!(panicked, Err(StoreError::Unavailable { .. })));
    assert_eq!(kept.unwrap().head.seq, 1);
    store.ready().await.unwrap();
}

#[tokio::test]
async fn other_peoples_files_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch("CREATE TABLE theirs (a)").unwrap();
    drop(conn);
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(SqliteStore::open(&path), Err(OpenError::NotOurs)));
    assert_eq!(std::fs::read(&path).unwrap(), before);

    let path = folder.path().join("newer.db");
    drop(SqliteStore::open(&path).unwrap());
    let conn = Connection::open(&path).unwrap();
    conn.pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    drop(conn);
    assert!(matches!(SqliteStore::open(&path), Err(OpenError::Newer { .. })));
}

#[tokio::test]
async fn deleted_bytes_are_gone_from_the_disk() {
    let (folder, store) = store();
    let canary = b"a canary that nobody else would write".repeat(40);
    let on_disk = || {
        let files = std::fs::read_dir(folder.path()).unwrap();
        let all: Vec<u8> = files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
        all.windows(37).any(|window| window == &canary[..37])
    };
    let id = store.register(Fixed([1; 32])).await.unwrap();
    let record = RecordRow::new(new_id(), canary.clone());
    store.push(id, vec![record.clone()], &QUOTA).await.unwrap();
    assert!(on_disk());
    store.erase(id, record.id).await.unwrap();
    store.scrub().await.unwrap();
    assert!(!on_disk());
    store.push(id, vec![RecordRow::new(new_id(), canary.clone())], &QUOTA).await.unwrap();
    store.delete_account(id).await.unwrap();
    store.scrub().await.unwrap();
    assert!(!on_disk());
}

#[tokio::test]
async fn the_log_does_not_grow_for_ever() {
    let (folder, store) = store();
    let id = store.register(Fixed([1; 32])).await.unwrap();
    let quota = Quota { bytes: u64::MAX, ..QUOTA };
    for _ in 0..40 {
        store.push(id, vec![RecordRow::new(new_id(), vec![7; 1 << 20])], &quota).await.unwrap();
    }
    assert_ne!(store.head(id).await.unwrap(), Head::EMPTY);
    let log = std::fs::metadata(folder.path().join("stipple.db-wal")).unwrap().len();
    assert!(log <= 3 * schema::WAL_BYTES, "{log} bytes");
}
