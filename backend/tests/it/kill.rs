//! Killed under load, again and again: what was acknowledged is there, with its number and its hash.
//!
//! `scripts/kill.sh [COUNT]` runs it; the moment of a kill is a number of acknowledgements, not of seconds. With its rows in
//! PostgreSQL (`--postgres`), that is killed every third time, and the server has to find it again. Not for: what a disk
//! forgets (`power`).

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use stipple_backend::clock::new_id;
use stipple_wire::{Bytes, GENESIS, Hash, NewRecord, PullResponse, PushRequest, PushResponse, extend, hash};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::program::{PROGRAM, Program, client, command, token, upload};

/// What a server has acknowledged.
#[derive(Default)]
pub struct Acknowledged {
    records: Mutex<HashMap<Uuid, (u64, Hash)>>,
    blobs: Mutex<Vec<Hash>>,
    count: AtomicU64,
    stop: AtomicBool,
    enough: Notify,
}

impl Acknowledged {
    fn one_more(&self, until: u64) {
        if self.count.fetch_add(1, Ordering::SeqCst) + 1 >= until {
            self.enough.notify_one();
        }
    }
}

/// Pushes and uploads from eight sides until so many were acknowledged; then `kill` is called, in the middle of it.
pub async fn load(url: &str, token: &str, all: &Arc<Acknowledged>, until: u64, kill: impl FnOnce()) {
    let client = client();
    all.count.store(0, Ordering::SeqCst);
    all.stop.store(false, Ordering::SeqCst);
    let mut tasks = Vec::new();
    for side in 0..8 {
        let (client, url, token, all) = (client.clone(), url.to_owned(), token.to_owned(), Arc::clone(all));
        tasks.push(tokio::spawn(async move {
            let mut failed = 0;
            while !all.stop.load(Ordering::SeqCst) {
                let done = if side == 0 {
                    one_blob(&client, &url, &token, &all).await
                } else {
                    one_push(&client, &url, &token, &all).await
                };
                match done {
                    Ok(()) => all.one_more(until),
                    // The kill's own; or a store that was just found again and is lost once more.
                    Err(error) => failed += u32::from(!error.is_connect()),
                }
                assert!(failed < 1000, "the server acknowledges nothing any more");
            }
        }));
    }
    all.enough.notified().await;
    kill();
    all.stop.store(true, Ordering::SeqCst);
    for task in tasks {
        task.await.unwrap();
    }
}

async fn one_push(
    client: &reqwest::Client,
    url: &str,
    token: &str,
    all: &Acknowledged,
) -> reqwest::Result<()> {
    let records = (0..3).map(|_| {
        let id = new_id();
        NewRecord { id, ciphertext: Bytes(id.as_bytes().repeat(25)) }
    });
    let batch = PushRequest { records: records.collect() };
    let push = client.post(format!("{url}/v1/records")).bearer_auth(token).json(&batch);
    let answer: PushResponse = push.send().await?.error_for_status()?.json().await?;
    let mut acknowledged = all.records.lock().unwrap();
    for (sent, stored) in batch.records.iter().zip(answer.stored) {
        assert_eq!(sent.id, stored.id);
        acknowledged.insert(stored.id, (stored.seq, hash(&sent.ciphertext.0)));
    }
    Ok(())
}

async fn one_blob(
    client: &reqwest::Client,
    url: &str,
    token: &str,
    all: &Acknowledged,
) -> reqwest::Result<()> {
    let bytes = new_id().as_bytes().repeat(1500);
    let name = hash(&bytes);
    upload(client, url, token, bytes).await?;
    all.blobs.lock().unwrap().push(name);
    Ok(())
}

/// Everything acknowledged that is not there, or is another.
pub async fn missing(url: &str, token: &str, all: &Acknowledged) -> Vec<String> {
    let client = client();
    let (mut after, mut chain, mut found) = (0, GENESIS, HashMap::new());
    let mut missing = Vec::new();
    loop {
        let path = format!("{url}/v1/records?after={after}&chain={chain}&limit=1000");
        let answer = client.get(path).bearer_auth(token).send().await.unwrap();
        if !answer.status().is_success() {
            return vec![format!("the account: {}", answer.status())];
        }
        let page: PullResponse = answer.json().await.unwrap();
        for record in &page.records {
            chain = extend(&chain, record.seq, record.id, &record.hash);
            after = record.seq;
            let intact = record.ciphertext.as_ref().is_some_and(|bytes| hash(&bytes.0) == record.hash);
            found.insert(record.id, (record.seq, record.hash, intact));
        }
        if after == page.head.seq {
            assert_eq!(chain, page.head.chain);
            break;
        }
        assert!(!page.records.is_empty());
    }
    let records = all.records.lock().unwrap().clone();
    for (id, (seq, hash)) in records {
        if found.get(&id) != Some(&(seq, hash, true)) {
            missing.push(format!("record {seq}"));
        }
    }
    let blobs = all.blobs.lock().unwrap().clone();
    for name in blobs {
        let answer = client.get(format!("{url}/v1/blobs/{name}")).bearer_auth(token).send().await.unwrap();
        let bytes = answer.bytes().await.unwrap_or_default();
        if hash(&bytes) != name {
            missing.push(format!("blob {name}"));
        }
    }
    missing
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes: scripts/kill.sh"]
async fn killed_again_and_again_it_keeps_what_it_acknowledged() {
    let kills: u64 = std::env::var("STIPPLE_KILLS").map_or(20, |count| count.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let (mut all, mut key, mut using, mut kept) = (Arc::new(Acknowledged::default()), 0, String::new(), 0);
    let (postgres, mut running) = (Postgres::configured(), None);
    for kill in 0..=kills {
        let mut server = running.take().unwrap_or_else(|| Program::start(folder.path()));
        if kill > 0 {
            ready(&server.url).await;
            assert_eq!(missing(&server.url, &using, &all).await, Vec::<String>::new(), "after kill {kill}");
        }
        if kill == kills {
            break;
        }
        if kill % 10 == 0 {
            // A fresh log now and then, so that reading it all does not take longer and longer.
            kept += all.records.lock().unwrap().len() + all.blobs.lock().unwrap().len();
            key += 1;
            using = token(&client(), &server.url, key).await;
            all = Arc::default();
        }
        let until = 5 + (kill * 37) % 83;
        let url = server.url.clone();
        if let Some(postgres) = postgres.as_ref().filter(|_| kill % 3 == 2) {
            load(&url, &using, &all, until, || postgres.kill()).await;
            postgres.start();
            running = Some(server);
        } else {
            load(&url, &using, &all, until, || server.child.kill().unwrap()).await;
            server.child.wait().unwrap();
        }
    }
    kept += all.records.lock().unwrap().len() + all.blobs.lock().unwrap().len();
    let check = command(PROGRAM, folder.path()).arg("check").output().unwrap();
    let said = String::from_utf8(check.stdout).unwrap();
    assert!(check.status.success(), "{said}");
    let of_postgres = if postgres.is_some() { kills / 3 } else { 0 };
    println!("{kills} kills ({of_postgres} of PostgreSQL), {kept} acknowledged and all there; {said}");
}

/// Asks until the server has its store again; no answer but "not yet" is waited out.
async fn ready(url: &str) {
    let client = client();
    for _ in 0..100_000 {
        match client.get(format!("{url}/readyz")).send().await.unwrap().status().as_u16() {
            200 => return,
            503 => tokio::task::yield_now().await,
            other => panic!("/readyz: {other}"),
        }
    }
    panic!("the server does not find its store again");
}

/// The PostgreSQL that `scripts/services.sh` started.
struct Postgres {
    data: PathBuf,
    start: PathBuf,
}

impl Postgres {
    /// If the rows are there.
    fn configured() -> Option<Self> {
        let variable = |name| std::env::var_os(name).map(PathBuf::from);
        variable("STIPPLE_TEST_CONFIG")?;
        Some(Self { data: variable("TEST_PG_DATA")?, start: variable("TEST_PG_START")? })
    }

    /// All of its processes at once, as far as that can be: the first one, then what it had started.
    fn kill(&self) {
        let file = std::fs::read_to_string(self.data.join("postmaster.pid")).unwrap();
        let first = file.lines().next().unwrap();
        let children = std::fs::read_to_string(format!("/proc/{first}/task/{first}/children")).unwrap();
        let first = Command::new("kill").args(["-9", first]).status().unwrap();
        assert!(first.success());
        // One that ended meanwhile is no loss.
        let _ = Command::new("kill").arg("-9").args(children.split_whitespace()).output().unwrap();
    }

    /// It refuses as long as one of the killed is not quite gone.
    fn start(&self) {
        let started = (0..50).any(|_| Command::new(&self.start).output().unwrap().status.success());
        assert!(started, "PostgreSQL did not start again");
    }
}
