//! The suite of all stores on a real PostgreSQL, and what is its own: several servers on one database, what is left on the
//! disk. `scripts/services.sh` starts one; without it these pass, and say that they did nothing.

use std::time::Duration;

use tokio::time::timeout;

use super::*;
use crate::clock::new_id;
use crate::store::conformance;
use stipple_wire::{Fixed, GENESIS, extend};

const QUOTA: Quota = Quota { records: 10_000, bytes: 1 << 30, devices: 10, uploads: 5 };

/// The server's address with a schema of the test's own, if there is a server.
async fn address(schema: &str) -> Option<String> {
    let Ok(server) = std::env::var("TEST_POSTGRES") else {
        assert!(std::env::var("TEST_SERVICES").is_err(), "TEST_POSTGRES is missing");
        eprintln!("skipped: no PostgreSQL (scripts/services.sh cargo test …)");
        return None;
    };
    let (client, mut messages) = Server::read(&server).unwrap().connect().await.unwrap();
    tokio::spawn(async move { while futures_util::StreamExt::next(&mut messages).await.is_some() {} });
    client
        .batch_execute(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}"))
        .await
        .unwrap();
    Some(format!("{server} options='-c search_path={schema}'"))
}

async fn open(address: &str, across_accounts: bool) -> PostgresStore {
    let options =
        PostgresOptions { address: address.to_owned(), connections: 8, across_accounts, scrub_hours: 0 };
    PostgresStore::open(&options).await.unwrap()
}

fn record(bytes: &[u8]) -> RecordRow {
    RecordRow::new(new_id(), bytes.to_vec())
}

fn key() -> PublicKey {
    Fixed(*blake3::hash(new_id().as_bytes()).as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn keeps_the_suite() {
    let Some(address) = address("suite").await else { return };
    conformance::run(&open(&address, true).await).await;
    conformance::run(&open(&address, false).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_write_one_log_without_gaps() {
    let Some(address) = address("two_servers").await else { return };
    let stores = [open(&address, true).await, open(&address, true).await];
    let mut accounts = Vec::new();
    for _ in 0..3 {
        accounts.push(stores[0].register(key()).await.unwrap());
    }
    let pushes = (0..240).map(|n| {
        let (store, account) = (&stores[n % 2], accounts[n % 3]);
        async move { store.push(account, vec![record(&n.to_be_bytes()), record(b"again")], &QUOTA).await }
    });
    for answer in futures_util::future::join_all(pushes).await {
        answer.unwrap();
    }
    for account in accounts {
        let rows = stores[1].audit(account, 0, 1000).await.unwrap();
        assert_eq!(rows.len(), 160);
        let mut chain = GENESIS;
        for (seq, row) in (1..).zip(&rows) {
            chain = extend(&chain, seq, row.id, &row.hash);
            assert_eq!(row.place, Head { seq, chain });
        }
        assert_eq!(stores[0].head(account).await.unwrap(), Head { seq: 160, chain });
    }
    assert_eq!(stores[0].faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_on_one_server_wakes_who_listens_on_another() {
    let Some(address) = address("news").await else { return };
    let (here, there) = (open(&address, true).await, open(&address, true).await);
    let account = here.register(key()).await.unwrap();
    let other = here.register(key()).await.unwrap();
    let (mut heard, mut unrelated) = (there.hub().listen(account), there.hub().listen(other));
    here.push(account, vec![record(b"news")], &QUOTA).await.unwrap();
    timeout(Duration::from_secs(10), heard.changed()).await.expect("nothing was heard").unwrap();
    assert!(!unrelated.has_changed().unwrap());
    // A lost connection: everybody is woken once there is another, for something may have been missed.
    unrelated.mark_unchanged();
    let client = here.take().await.unwrap();
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%news%'";
    client.batch_execute(sql).await.unwrap();
    timeout(Duration::from_secs(10), unrelated.changed()).await.expect("nobody was woken").unwrap();
    heard.mark_unchanged();
    here.push(account, vec![record(b"more news")], &QUOTA).await.unwrap();
    timeout(Duration::from_secs(10), heard.changed()).await.expect("nothing was heard after that").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_of_a_newer_version_are_refused() {
    let Some(address) = address("newer").await else { return };
    let store = open(&address, true).await;
    store.take().await.unwrap().batch_execute("INSERT INTO stipple_schema VALUES (1000)").await.unwrap();
    let options = PostgresOptions { address, connections: 2, across_accounts: true, scrub_hours: 0 };
    let refused = PostgresStore::open(&options).await.err().unwrap();
    assert!(
        matches!(&refused, StoreError::Broken { reason } if reason.contains("version 1000")),
        "{refused}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_looked_up_however_small_the_tables_were() {
    let Some(address) = address("plans").await else { return };
    let store = open(&address, true).await;
    let client = store.take().await.unwrap();
    let question = "EXPLAIN SELECT r.seq FROM unnest($1::bytea[], $2::uuid[]) AS asked (account, id) \
        JOIN records r ON r.account = asked.account AND r.id = asked.id";
    let (accounts, ids): (Vec<&[u8]>, Vec<Uuid>) = (vec![&[1]], vec![new_id()]);
    let plan = client.query(question, &[&accounts, &ids]).await.unwrap();
    let plan: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
    let plan = plan.join("\n");
    assert!(plan.contains("Index") && !plan.contains("Seq Scan"), "{plan}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_deleted_is_not_in_the_tables_files() {
    let Some(address) = address("scrubbed").await else { return };
    let store = open(&address, true).await;
    let (erased, dropped) = (key(), key());
    let account = store.register(erased).await.unwrap();
    let other = store.register(dropped).await.unwrap();
    let canary = |name: &str| format!("canary-{name}-{}", new_id()).repeat(20).into_bytes();
    let [kept, gone, deleted] = ["kept", "gone", "deleted"].map(canary);
    let victim = record(&gone);
    store.push(account, vec![record(&kept), victim.clone()], &QUOTA).await.unwrap();
    store.push(other, vec![record(&deleted)], &QUOTA).await.unwrap();
    store.erase(account, victim.id).await.unwrap();
    store.delete_account(other).await.unwrap();
    store.scrub().await.unwrap();
    let client = store.take().await.unwrap();
    client.batch_execute("CHECKPOINT").await.unwrap();
    let row = client.query_one("SELECT current_setting('data_directory')", &[]).await.unwrap();
    let base = std::path::Path::new(row.get::<_, &str>(0)).join("base");
    let Ok(databases) = std::fs::read_dir(&base) else {
        eprintln!("skipped: the server's files are not to be read from here");
        return;
    };
    let (mut found, mut files) = ([false; 3], 0);
    for database in databases {
        for file in std::fs::read_dir(database.unwrap().path()).unwrap() {
            // A table that another test just dropped is no loss.
            let Ok(bytes) = std::fs::read(file.unwrap().path()) else { continue };
            files += 1;
            for (canary, found) in [&kept, &gone, &deleted].into_iter().zip(&mut found) {
                *found |= bytes.windows(44).any(|window| window == &canary[..44]);
            }
        }
    }
    assert!(files > 100, "{files} files of a database");
    assert_eq!(found, [true, false, false], "kept, erased, deleted");
}
