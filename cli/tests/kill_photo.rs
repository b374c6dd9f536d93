//! Killed at any moment, an import of photos listed what is whole and nothing else, and what it acknowledged stays.
//!
//! 200 kills with SIGKILL, each of an import of three photos into one folder of data. The moment is a place in the
//! vault's own growth, drawn from a seed, and so many looks at it later. Not for: power cuts, which a process cannot play.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use serde_json::Value;
use stipple_heads::{Exif, Head, View, jpeg, render};
use support::{DAY_4, Desk};

const KILLS: u32 = 200;
/// Some imports end before they are killed: those count as acknowledged. More rounds than this are not tried.
const ROUNDS: u32 = 600;
const SEED: u64 = 0x5717_7714;
/// Photos of one import.
const PHOTOS: u64 = 3;
const FILES: [&str; 3] = ["original.age", "view.age", "grid.age"];

/// xorshift64*: the same draws for the same seed.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound
    }
}

/// The names in a folder; none where it is not there.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect()
}

/// Files under temporary names, in the course's folder and in those of its photos.
fn leftovers(course: &Path) -> usize {
    let folders = names(course).into_iter().map(|name| course.join(name)).filter(|path| path.is_dir());
    let all = folders.chain([course.to_owned()]).flat_map(|folder| names(&folder));
    all.filter(|name| name.starts_with(".incoming-")).count()
}

/// Waits until the course's folder has so many names more than before, and then looks at it so many times more; or until
/// the import has ended.
fn until(child: &mut Child, course: &Path, names_then: u64, looks: u64) {
    let count = || fs::read_dir(course).map_or(0, |entries| entries.count() as u64);
    let mut left = looks;
    while child.try_wait().unwrap().is_none() && left > 0 {
        if count() >= names_then {
            left -= 1;
        }
        std::thread::yield_now();
    }
}

/// The ids and hashes of the photos that are listed, as the archive has them.
fn hashes(desk: &Desk) -> BTreeMap<String, String> {
    // That it is without photos is said on standard error.
    let archive: Value = serde_json::from_str(&desk.run("", &["export", "-o", "-"]).out).unwrap();
    let entries = archive["entries"].as_array().unwrap();
    let added = entries.iter().filter(|entry| entry["kind"] == "photo.added");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    added.map(|entry| (text(&entry["body"]["photo"]), text(&entry["body"]["hash"]))).collect()
}

fn sound(desk: &Desk, place: &str) {
    let said = desk.run(DAY_4, &["photo", "scrub", "--json"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{place}: {}", said.out);
}

#[test]
fn a_killed_import_listed_what_is_whole_and_keeps_what_it_acknowledged() {
    let desk = Desk::on_day_4();
    let mut draw = Draw(SEED);
    let bases: Vec<Vec<u8>> = (1..=PHOTOS)
        .map(|seed| {
            let head = Head { seed, ..Head::default() };
            jpeg(&render(&head, &View::default(), 96, 128), 80, &Exif::default())
        })
        .collect();
    // The first import makes the key and the identity, and tells which folder is the course's.
    let first = desk.file("first.jpg", "");
    fs::write(&first, &bases[0]).unwrap();
    desk.fine(DAY_4, &["photo", "add", &first, "--angle", "back"]);
    let vault = desk.path("data/vault");
    let course: PathBuf = vault.join(&names(&vault)[0]);
    let mut promised: BTreeMap<String, String> = hashes(&desk);
    let (mut killed, mut acknowledged, mut in_part, mut left) = (0, 0, 0, 0);
    // How many looks a photo takes at the most; learned from when imports end by themselves.
    let mut most = 60;
    for round in 0..ROUNDS {
        if killed == KILLS {
            break;
        }
        let files: Vec<(String, String)> = bases
            .iter()
            .enumerate()
            .map(|(place, base)| {
                // What lies behind a picture's end makes it another file.
                let bytes = [&base[..], format!("round {round}").as_bytes()].concat();
                let path = desk.path(&format!("{place}.jpg"));
                fs::write(&path, &bytes).unwrap();
                (path.display().to_string(), blake3::hash(&bytes).to_hex().to_string())
            })
            .collect();
        let paths = files.iter().map(|(path, _)| path.as_str());
        // A zone of its own: nothing is lined up with the photos of other rounds.
        let angle = format!("zone {round}");
        let args: Vec<&str> =
            ["photo", "add"].into_iter().chain(paths).chain(["--angle", &angle, "--json"]).collect();
        let before = names(&course).len() as u64;
        let mut child =
            desk.command(DAY_4, &args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        until(&mut child, &course, before + draw.below(PHOTOS + 1), 1 + draw.below(most));
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        let place = format!("seed {SEED:#x}, round {round}, ended with {:?}", output.status.code());
        left += leftovers(&course);
        match output.status.code() {
            None => {
                killed += 1;
                most = (most + 1).min(400);
            }
            Some(code) => {
                assert_eq!(code, 0, "{place}");
                most = (most * 9 / 10).max(10);
            }
        }
        // What it printed is a promise, however it ended.
        if let Ok(view) = serde_json::from_slice::<Value>(&output.stdout) {
            acknowledged += 1;
            for (file, (_, hash)) in view["files"].as_array().unwrap().iter().zip(&files) {
                promised.insert(file["id"].as_str().expect("it came in").to_owned(), hash.clone());
            }
        }
        let listed = hashes(&desk);
        for (id, hash) in &promised {
            assert_eq!(listed.get(id), Some(hash), "{place}: {id} was acknowledged");
        }
        let fresh: Vec<_> = listed.iter().filter(|(id, _)| !promised.contains_key(*id)).collect();
        in_part += u32::from(!fresh.is_empty() && fresh.len() < files.len());
        for (id, hash) in fresh {
            assert!(files.iter().any(|(_, own)| own == hash), "{place}: {id} is none of the files");
            let there = names(&course.join(id));
            assert!(
                FILES.iter().all(|file| there.contains(&(*file).to_owned())),
                "{place}: {id} has {there:?}"
            );
            // Once it was seen it has to stay, too.
            promised.insert(id.clone(), hash.clone());
        }
        if round % 50 == 49 {
            sound(&desk, &place);
        }
    }
    println!(
        "{killed} killed, {in_part} in part, {acknowledged} acknowledged, {left} files were left unfinished"
    );
    assert_eq!(killed, KILLS, "too few were killed in time");
    assert!(in_part > 0, "no kill came between two photos");
    // Another one, as if it had been killed under every temporary name; and the next import cleans up after all.
    fs::write(course.join(".incoming-planted"), b"age-encryption.org/v1").unwrap();
    let last = desk.path("last.jpg");
    fs::write(&last, [&bases[0][..], b"the last"].concat()).unwrap();
    let view = desk.json(DAY_4, &["photo", "add", &last.display().to_string(), "--angle", "back"]);
    assert_eq!(view["added"], 1);
    assert_eq!(leftovers(&course), 0);
    sound(&desk, "at the end");
    assert_eq!(hashes(&desk).len(), promised.len() + 1);
    let shown = desk.json(DAY_4, &["photo", "list"]);
    assert_eq!(shown["photos"].as_array().unwrap().len(), promised.len() + 1);
}
