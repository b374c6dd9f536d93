//! What somebody finds who takes the server's disk, its log or its numbers: no token, no secret, no way in.

use std::process::Stdio;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use stipple_backend::folder;

use crate::calls::walk;
use crate::program::{PROGRAM, Program, client, command, token, upload};
use crate::support::{Account, push};

#[tokio::test]
async fn a_dump_lets_nobody_sign_in() {
    let data = tempfile::tempdir().unwrap();
    let log = data.path().join("log");
    let written = std::fs::File::create(&log).unwrap();
    let data_folder = data.path().join("data");
    let mut serving = command(PROGRAM, &data_folder);
    let server = Program::run(serving.arg("serve").env("RUST_LOG", "trace").stderr(Stdio::from(written)));
    let client = client();
    let using = token(&client, &server.url, 1).await;
    let records = format!("{}/v1/records", server.url);
    let pushed = client.post(&records).bearer_auth(&using).json(&push(&["sealed"])).send().await.unwrap();
    pushed.error_for_status().unwrap();
    upload(&client, &server.url, &using, b"sealed".to_vec()).await.unwrap();
    client.get(format!("{records}?x=canary-in-a-query")).bearer_auth(&using).send().await.unwrap();
    client
        .get(format!("{}/canary-in-a-path", server.url))
        .bearer_auth("canary-for-a-token")
        .send()
        .await
        .unwrap();
    let broken = client.post(&records).bearer_auth(&using).header("content-type", "application/json");
    broken.body("{\"canary-in-a-body\": 1}").send().await.unwrap();
    let numbers = client.get(&server.metrics).send().await.unwrap().text().await.unwrap();
    drop(server);

    let raw = URL_SAFE_NO_PAD.decode(&using).unwrap();
    let secret = [1; 32];
    let canaries: Vec<Vec<u8>> = vec![
        using.as_bytes().to_vec(),
        raw.clone(),
        STANDARD.encode(&raw).into_bytes(),
        secret.to_vec(),
        b"canary-in".to_vec(),
        b"canary-for".to_vec(),
    ];
    let mut places: Vec<(String, Vec<u8>)> = walk(data.path())
        .into_iter()
        .map(|file| (file.display().to_string(), std::fs::read(file).unwrap()))
        .collect();
    places.push(("metrics".to_owned(), numbers.into_bytes()));
    assert!(places.iter().any(|(name, bytes)| name.ends_with("log") && !bytes.is_empty()));
    for (place, bytes) in &places {
        for canary in &canaries {
            let found = bytes.windows(canary.len()).any(|window| window == canary);
            assert!(!found, "{place} has {}", String::from_utf8_lossy(canary));
        }
    }

    // With everything that is kept of devices and nonces, nobody gets in.
    let conn = rusqlite::Connection::open(folder::database(&data_folder)).unwrap();
    let token_hash: [u8; 32] = conn.query_row("SELECT token FROM devices", [], |row| row.get(0)).unwrap();
    drop(conn);
    let server = Program::start(&data_folder);
    for guess in [URL_SAFE_NO_PAD.encode(token_hash), blake3::Hash::from(token_hash).to_hex().to_string()] {
        let answer =
            client.get(format!("{}/v1/records", server.url)).bearer_auth(guess).send().await.unwrap();
        assert_eq!(answer.status(), 401);
    }
    let account = Account::new(1).id;
    let asked =
        client.post(format!("{}/v1/challenges", server.url)).json(&serde_json::json!({"account": account}));
    let nonce: stipple_wire::ChallengeResponse = asked.send().await.unwrap().json().await.unwrap();
    // The nonce is in the dump; the key that signs it is not.
    let mut forged = Account::new(2).device(nonce.nonce, b"thief");
    forged.account = account;
    let answer = client.post(format!("{}/v1/devices", server.url)).json(&forged).send().await.unwrap();
    assert_eq!(answer.status(), 403);
}
