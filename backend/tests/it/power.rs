//! The power goes under load: what was acknowledged is on the disk, and a server that does not wait for it is found out.
//!
//! The server runs under strace; from its calls `replay` works out what a disk may still have. `scripts/kill.sh` runs it.
//! Not for: PostgreSQL, whose own tests see to that.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use crate::kill::{Acknowledged, load, missing};
use crate::program::{PROGRAM, Program, client, command, token};
use crate::replay::Disk;

const CALLS: &str = "trace=open,openat,creat,write,pwrite64,writev,pwritev,pwritev2,lseek,ftruncate,fallocate,fsync,fdatasync,\
                     sync_file_range,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,\
                     copy_file_range,sendfile";

/// Loads a server, takes the power away, and says what of the acknowledged is gone.
async fn after_power_loss(arguments: &[&str], until: u64) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let data = root.join("data");
    // The account is from better days: what is lost is lost of the load.
    let server = Program::start(&data);
    let using = token(&client(), &server.url, 1).await;
    server.signal("-TERM");
    let mut server = server;
    assert!(server.child.wait().unwrap().success());

    let mut disk = Disk::of(&data);
    let log = root.join("log");
    let mut traced = command("strace", &data);
    traced.args(["-f", "-y", "-xx", "-s", "10000000", "-e", CALLS, "-o"]).arg(&log).arg(PROGRAM).arg("serve");
    let server = Program::run(traced.args(arguments));
    let all = Arc::new(Acknowledged::default());
    let url = server.url.clone();
    load(&url, &using, &all, until, || kill_traced(&server)).await;
    // strace ends with what it watched.
    let mut server = server;
    let _ = server.child.wait();

    for line in String::from_utf8(std::fs::read(&log).unwrap()).unwrap().lines() {
        disk.line(line);
    }
    let left = root.join("left");
    disk.write_kept(&left);
    println!("{until} acknowledged, {} syncs", disk.syncs);
    let server = Program::start(&left);
    let mut missing = missing(&server.url, &using, &all).await;
    drop(server);
    let check = command(PROGRAM, &left).arg("check").output().unwrap();
    if !check.status.success() {
        missing.push(String::from_utf8(check.stdout).unwrap());
    }
    missing
}

/// Kills what strace watches.
fn kill_traced(server: &Program) {
    let strace = server.child.id();
    let children = std::fs::read_to_string(format!("/proc/{strace}/task/{strace}/children")).unwrap();
    let watched = children.split_whitespace().next().unwrap().to_owned();
    assert!(Path::new(&format!("/proc/{watched}")).exists());
    assert!(Command::new("kill").args(["-9", &watched]).status().unwrap().success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs strace: scripts/kill.sh"]
async fn what_was_acknowledged_survives_a_power_cut() {
    for until in [10, 60, 250] {
        assert_eq!(after_power_loss(&[], until).await, Vec::<String>::new());
    }
}

/// The check is checked: without waiting for the disk, a power cut loses what was acknowledged, and it is noticed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs strace: scripts/kill.sh"]
async fn a_server_that_does_not_wait_for_the_disk_is_found_out() {
    let missing = after_power_loss(&["--unsafe-no-sync"], 60).await;
    assert!(missing.iter().any(|what| what.starts_with("record")), "{missing:?}");
}
