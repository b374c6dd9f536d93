//! The work of the records' benchmarks: pushes, pulls and a first sync, against ours and against atuin's server.
//! Not for: how long to do it or on how many connections (`run`).

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};
use stipple_wire::{Chain, GENESIS, extend, hash};
use uuid::Uuid;

use crate::account::{bearer, random, sign_in};
use crate::http::{Client, JSON};
use crate::run::{Outcome, for_a_while};

/// Which server is asked, and in whose words.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Server {
    Stipple,
    Atuin,
}

/// A client with a connection and an account of its own.
struct Device {
    client: Client,
    server: Server,
    headers: String,
    host: Uuid,
    next: u64,
}

impl Device {
    fn new(at: SocketAddr, server: Server) -> io::Result<Self> {
        let mut client = Client::connect(at)?;
        let headers = match server {
            Server::Stipple => bearer(&sign_in(&mut client)?) + JSON,
            Server::Atuin => register_with_atuin(&mut client)?,
        };
        Ok(Self { client, server, headers, host: draw_id()?, next: 0 })
    }

    /// The same account on another connection.
    fn beside(&self, at: SocketAddr) -> io::Result<Self> {
        Ok(Self {
            client: Client::connect(at)?,
            server: self.server,
            headers: self.headers.clone(),
            host: draw_id()?,
            next: 0,
        })
    }

    /// Pushes one batch; the answer says that it is durable.
    fn push(&mut self, records: usize, bytes: usize) -> io::Result<()> {
        let (path, body) = match self.server {
            Server::Stipple => ("/v1/records", stipple_batch(records, bytes)?),
            Server::Atuin => ("/api/v0/record", self.atuin_batch(records, bytes)?),
        };
        let answer = self.client.send("POST", path, &self.headers, &body)?.ok()?;
        if self.server == Server::Stipple && answer.body.is_empty() {
            return Err(io::Error::other("a push was answered with nothing"));
        }
        Ok(())
    }

    /// The client's text as PASETO would make it is about four thirds of what it seals, as ours is in base64.
    fn atuin_batch(&mut self, records: usize, bytes: usize) -> io::Result<Vec<u8>> {
        let batch = (0..records)
            .map(|_| {
                let index = self.next;
                self.next += 1;
                Ok(json!({
                    "id": draw_id()?,
                    "idx": index,
                    "host": { "id": self.host, "name": "" },
                    "timestamp": 1_700_000_000_000_000_000_u64 + index,
                    "version": "v0",
                    "tag": "history",
                    "data": { "data": BASE64.encode(noise(bytes)?), "content_encryption_key": "" },
                }))
            })
            .collect::<io::Result<Vec<_>>>()?;
        Ok(serde_json::to_vec(&batch)?)
    }

    /// Pulls one page from the log's start; gives how many records there were and how long the answer was.
    fn pull(&mut self, limit: usize) -> io::Result<usize> {
        let path = match self.server {
            Server::Stipple => format!("/v1/records?after=0&limit={limit}"),
            Server::Atuin => {
                format!("/api/v0/record/next?host={}&tag=history&start=0&count={limit}", self.host)
            }
        };
        // Not parsed: that would measure this program, and on the same two cores.
        Ok(self.client.send("GET", &path, &self.headers, &[])?.ok()?.body.len())
    }
}

/// So many random bytes.
pub fn noise(bytes: usize) -> io::Result<Vec<u8>> {
    let mut noise = vec![0; bytes];
    getrandom::fill(&mut noise).map_err(io::Error::other)?;
    Ok(noise)
}

fn draw_id() -> io::Result<Uuid> {
    Ok(uuid::Builder::from_random_bytes(random()?).into_uuid())
}

fn stipple_batch(records: usize, bytes: usize) -> io::Result<Vec<u8>> {
    let batch = (0..records)
        .map(|_| Ok(json!({ "id": draw_id()?, "ciphertext": BASE64.encode(noise(bytes)?) })))
        .collect::<io::Result<Vec<_>>>()?;
    Ok(serde_json::to_vec(&json!({ "records": batch }))?)
}

fn register_with_atuin(client: &mut Client) -> io::Result<String> {
    let name = draw_id()?.simple().to_string();
    let body = json!({ "email": format!("{name}@example.org"), "username": name, "password": name });
    let answer = client.send("POST", "/register", JSON, &serde_json::to_vec(&body)?)?.ok()?.json()?;
    let session =
        answer["session"].as_str().ok_or_else(|| io::Error::other(format!("no session in {answer}")))?;
    Ok(format!("Authorization: Token {session}\r\n{JSON}"))
}

/// Makes a device a connection: of one account, or each of its own.
fn devices(at: SocketAddr, server: Server, connections: usize, one_account: bool) -> io::Result<Vec<Device>> {
    let first = Device::new(at, server)?;
    let mut all = Vec::with_capacity(connections);
    for _ in 1..connections {
        all.push(if one_account { first.beside(at)? } else { Device::new(at, server)? });
    }
    all.push(first);
    Ok(all)
}

/// Pushes of one batch at a time on every connection.
pub fn push(
    at: SocketAddr,
    server: Server,
    connections: usize,
    time: Duration,
    batch: (usize, usize),
    one_account: bool,
) -> io::Result<Outcome> {
    let devices = devices(at, server, connections, one_account)?;
    for_a_while(devices, time, |device, _| device.push(batch.0, batch.1))
}

/// Pulls of a page of `limit` on every connection, each from a log of its own that holds exactly that many.
pub fn pull(
    at: SocketAddr,
    server: Server,
    connections: usize,
    time: Duration,
    limit: usize,
    bytes: usize,
) -> io::Result<Outcome> {
    let mut devices = devices(at, server, connections, false)?;
    for device in &mut devices {
        device.push(limit, bytes)?;
        let length = device.pull(limit)?;
        if length < limit * bytes {
            return Err(io::Error::other(format!("a page of {limit} records in {length} bytes")));
        }
    }
    for_a_while(devices, time, |device, _| device.pull(limit).map(drop))
}

/// How long a new device takes to read a log of `records` from the start, checking every link of the chain.
pub fn first_sync(at: SocketAddr, records: usize, bytes: usize) -> io::Result<Duration> {
    let mut device = Device::new(at, Server::Stipple)?;
    for from in (0..records).step_by(500) {
        device.push(500.min(records - from), bytes)?;
    }
    let begun = Instant::now();
    let (mut after, mut chain, mut read) = (0_u64, GENESIS, 0);
    loop {
        let mut path = format!("/v1/records?after={after}&limit=500");
        if after > 0 {
            path = format!("{path}&chain={chain}");
        }
        let page = device.client.send("GET", &path, &device.headers, &[])?.ok()?.json()?;
        for record in page["records"].as_array().into_iter().flatten() {
            (after, chain) = follow(chain, record)?;
            read += 1;
        }
        if page["head"]["seq"].as_u64() == Some(after) {
            break;
        }
    }
    let took = begun.elapsed();
    if read != records {
        return Err(io::Error::other(format!("{read} records of {records}")));
    }
    Ok(took)
}

fn follow(chain: Chain, record: &Value) -> io::Result<(u64, Chain)> {
    let wrong = || io::Error::other(format!("not a record: {record}"));
    let seq = record["seq"].as_u64().ok_or_else(wrong)?;
    let id: Uuid = record["id"].as_str().and_then(|id| id.parse().ok()).ok_or_else(wrong)?;
    let sealed = BASE64.decode(record["ciphertext"].as_str().ok_or_else(wrong)?).map_err(io::Error::other)?;
    Ok((seq, extend(&chain, seq, id, &hash(&sealed))))
}
