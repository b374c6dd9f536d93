//! How fast it is here: durable pushes from 64 connections, pulls, a first sync, an upload, beside the disk's own sync.
//!
//! `cargo test --release -p stipple-backend --test it fast -- --ignored --nocapture`. Not for: judging; the numbers go to
//! `docs/benchmarks.md`, measured on a quiet machine.

use std::io::Write as _;
use std::os::unix::fs::FileExt as _;
use std::time::Duration;

use stipple_backend::clock::new_id;
use stipple_wire::{Bytes, GENESIS, NewRecord, PullResponse, PushRequest, extend};
use tokio::time::Instant;

use crate::program::{Program, client, token, upload};

const CONNECTIONS: u8 = 64;

fn batch(records: usize) -> PushRequest {
    let record = |_| NewRecord { id: new_id(), ciphertext: Bytes(new_id().as_bytes().repeat(25)) };
    PushRequest { records: (0..records).map(record).collect() }
}

/// Syncs of a 4 KiB write a second.
fn disk(folder: &std::path::Path) -> f64 {
    let mut file = std::fs::File::create(folder.join("probe")).unwrap();
    file.write_all(&[0; 4096]).unwrap();
    file.sync_all().unwrap();
    let began = Instant::now();
    let mut syncs = 0;
    while began.elapsed() < Duration::from_secs(3) {
        file.write_all_at(&[1; 4096], 0).unwrap();
        file.sync_data().unwrap();
        syncs += 1;
    }
    f64::from(syncs) / began.elapsed().as_secs_f64()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement"]
async fn fast() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    println!("disk: {:.0} fdatasync/s", disk(folder.path()));
    let server = Program::start(&folder.path().join("data"));
    let url = server.url.clone();
    let mut tasks = Vec::new();
    let end = Instant::now() + Duration::from_secs(10);
    for key in 1..=CONNECTIONS {
        let url = url.clone();
        tasks.push(tokio::spawn(async move {
            let client = client();
            let using = token(&client, &url, key).await;
            let mut took = Vec::new();
            while Instant::now() < end {
                let began = Instant::now();
                let push = client.post(format!("{url}/v1/records")).bearer_auth(&using).json(&batch(1));
                push.send().await.unwrap().error_for_status().unwrap().bytes().await.unwrap();
                took.push(began.elapsed());
            }
            took
        }));
    }
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await.unwrap());
    }
    all.sort();
    let at = |share: usize| all[all.len() * share / 100].as_secs_f64() * 1000.0;
    println!("durable pushes: {}/s, p50 {:.1} ms, p99 {:.1} ms", all.len() / 10, at(50), at(99));

    let client = client();
    let using = token(&client, &url, 200).await;
    let began = Instant::now();
    for _ in 0..20 {
        let push = client.post(format!("{url}/v1/records")).bearer_auth(&using).json(&batch(500));
        push.send().await.unwrap().error_for_status().unwrap();
    }
    println!("first sync up, 10,000 records: {:.2} s", began.elapsed().as_secs_f64());
    let began = Instant::now();
    let (mut after, mut chain) = (0, GENESIS);
    while after < 10_000 {
        let path = format!("{url}/v1/records?after={after}&chain={chain}&limit=1000");
        let page =
            client.get(path).bearer_auth(&using).send().await.unwrap().json::<PullResponse>().await.unwrap();
        for record in page.records {
            (after, chain) = (record.seq, extend(&chain, record.seq, record.id, &record.hash));
        }
    }
    println!("first sync down, 10,000 records: {:.2} s", began.elapsed().as_secs_f64());
    let (began, mut pulls) = (Instant::now(), 0);
    while began.elapsed() < Duration::from_secs(3) {
        let path = format!("{url}/v1/records?limit=100");
        client.get(path).bearer_auth(&using).send().await.unwrap().bytes().await.unwrap();
        pulls += 1;
    }
    println!("pulls of 100, one connection: {:.0}/s", f64::from(pulls) / began.elapsed().as_secs_f64());
    let began = Instant::now();
    upload(&client, &url, &using, vec![7; 64 << 20]).await.unwrap();
    println!("a blob of 64 MiB: {:.2} s", began.elapsed().as_secs_f64());
}
