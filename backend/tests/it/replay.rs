//! What a disk has after the power went: worked out from what a process asked of the kernel (`strace -y -xx`).
//!
//! Written bytes count once an `fsync` or `fdatasync` of their file, begun after them, has returned; names count once
//! their folder was synced. Everything else is lost. That is harsher than most disks, and no harsher than what POSIX
//! promises. Not for: what the process then finds (`power`).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// One file, whatever it is called.
#[derive(Default, Clone)]
struct File {
    now: Vec<u8>,
    kept: Vec<u8>,
}

/// The names in folders.
#[derive(Default, Clone)]
struct Names {
    files: BTreeMap<PathBuf, usize>,
    folders: BTreeSet<PathBuf>,
}

/// A disk below one folder.
pub struct Disk {
    root: PathBuf,
    files: Vec<File>,
    now: Names,
    kept: Names,
    /// Where each open file is read or written next, by number and name.
    places: HashMap<(String, PathBuf), u64>,
    /// Calls that have begun, by thread; a sync with what it found.
    begun: HashMap<String, (String, Option<Vec<u8>>)>,
    pub syncs: u32,
}

impl Disk {
    /// With what lies there: all of it kept.
    pub fn of(root: &Path) -> Self {
        let mut disk = Self {
            root: root.to_owned(),
            files: Vec::new(),
            now: Names::default(),
            kept: Names::default(),
            places: HashMap::new(),
            begun: HashMap::new(),
            syncs: 0,
        };
        disk.take(root);
        disk.kept = disk.now.clone();
        disk
    }

    fn take(&mut self, folder: &Path) {
        self.now.folders.insert(folder.to_owned());
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.take(&path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                self.now.files.insert(path, self.files.len());
                self.files.push(File { now: bytes.clone(), kept: bytes });
            }
        }
    }

    /// One line of the log.
    pub fn line(&mut self, line: &str) {
        let Some((thread, call)) = line.split_once(' ') else { return };
        let call = call.trim_start();
        if let Some(begun) = call.strip_suffix(" <unfinished ...>") {
            let found = self
                .synced(begun)
                .and_then(|(path, _)| Some(self.files[*self.now.files.get(&path)?].now.clone()));
            self.begun.insert(thread.to_owned(), (begun.to_owned(), found));
        } else if call.starts_with("<... ") {
            let Some((_, rest)) = call.split_once(" resumed>") else { return };
            let (begun, found) = self.begun.remove(thread).unwrap_or_default();
            self.call(&format!("{begun}{rest}"), found);
        } else {
            self.call(call, None);
        }
    }

    /// The file or folder that a call syncs.
    fn synced(&self, call: &str) -> Option<(PathBuf, bool)> {
        let is_sync = call.starts_with("fsync(") || call.starts_with("fdatasync(");
        let path = if is_sync { self.ours(strings(call).first()?) } else { None }?;
        let folder = self.now.folders.contains(&path);
        Some((path, folder))
    }

    fn ours(&self, bytes: &[u8]) -> Option<PathBuf> {
        let path = PathBuf::from(String::from_utf8(bytes.to_vec()).ok()?);
        path.starts_with(&self.root).then_some(path)
    }

    fn call(&mut self, call: &str, found: Option<Vec<u8>>) {
        let Some((asked, result)) = call.rsplit_once(" = ") else { return };
        // strace lines its results up.
        let asked = asked.trim_end();
        if result.starts_with('-') || result.starts_with('?') {
            return;
        }
        let name = asked.split('(').next().unwrap_or_default();
        let strings = strings(asked);
        let numbers = || -> Vec<u64> {
            let all = asked.trim_end_matches(')').split(", ");
            all.filter_map(|number| number.trim().parse().ok()).collect()
        };
        let paths: Vec<PathBuf> = strings.iter().filter_map(|bytes| self.ours(bytes)).collect();
        let Some(path) = paths.first().cloned() else { return };
        let number =
            asked.split_once('(').map_or("", |(_, rest)| rest.split('<').next().unwrap_or("")).to_owned();
        match name {
            "fsync" | "fdatasync" => self.sync(&path, found),
            "open" | "openat" => {
                let opened = paths.last().cloned().unwrap_or(path);
                self.open(&opened, asked, result);
            }
            "pwrite64" => {
                let at = *numbers().last().unwrap();
                self.write(&path, at, &strings[1]);
            }
            "write" => {
                let at = self.places.get(&(number.clone(), path.clone())).copied().unwrap_or(0);
                self.write(&path, at, &strings[1]);
                self.places.insert((number, path), at + strings[1].len() as u64);
            }
            "lseek" => {
                let at = result.trim().parse().unwrap();
                self.places.insert((number, path), at);
            }
            "ftruncate" => {
                let length = usize::try_from(*numbers().last().unwrap()).unwrap();
                let file = self.now.files[&path];
                self.files[file].now.resize(length, 0);
            }
            "rename" | "renameat" | "renameat2" => {
                let file = self.now.files.remove(&paths[0]).unwrap();
                self.now.files.insert(paths[1].clone(), file);
            }
            "link" | "linkat" => {
                self.now.files.insert(paths[1].clone(), self.now.files[&paths[0]]);
            }
            "unlink" | "unlinkat" => {
                let gone = paths.last().unwrap();
                self.now.files.remove(gone);
                self.now.folders.remove(gone);
            }
            "mkdir" | "mkdirat" => {
                self.now.folders.insert(path);
            }
            _ => panic!("{name} is not known here: what it keeps has to be worked out first"),
        }
    }

    fn open(&mut self, path: &Path, asked: &str, result: &str) {
        if self.now.folders.contains(path) {
            return;
        }
        if !self.now.files.contains_key(path) {
            assert!(asked.contains("O_CREAT"), "{}", path.display());
            self.now.files.insert(path.to_owned(), self.files.len());
            self.files.push(File::default());
        }
        if asked.contains("O_TRUNC") {
            self.files[self.now.files[path]].now.clear();
        }
        let number = result.trim().split('<').next().unwrap_or("").to_owned();
        self.places.insert((number, path.to_owned()), 0);
    }

    fn write(&mut self, path: &Path, at: u64, bytes: &[u8]) {
        // A file that was deleted meanwhile is nobody's.
        let Some(file) = self.now.files.get(path) else { return };
        let now = &mut self.files[*file].now;
        let at = usize::try_from(at).unwrap();
        now.resize(now.len().max(at + bytes.len()), 0);
        now[at..at + bytes.len()].copy_from_slice(bytes);
    }

    fn sync(&mut self, path: &Path, found: Option<Vec<u8>>) {
        self.syncs += 1;
        if self.now.folders.contains(path) {
            let inside = |name: &Path| name.parent() == Some(path);
            self.kept.files.retain(|name, _| !inside(name));
            self.kept.files.extend(
                self.now
                    .files
                    .iter()
                    .filter(|(name, _)| inside(name))
                    .map(|(name, file)| (name.clone(), *file)),
            );
            self.kept.folders.retain(|name| !inside(name));
            self.kept.folders.extend(self.now.folders.iter().filter(|name| inside(name)).cloned());
        } else if let Some(file) = self.now.files.get(path) {
            let file = &mut self.files[*file];
            file.kept = found.unwrap_or_else(|| file.now.clone());
        }
    }

    /// Writes what was kept to another folder.
    pub fn write_kept(&self, to: &Path) {
        let there = |name: &Path| {
            name.ancestors()
                .take_while(|folder| **folder != *self.root)
                .all(|folder| folder == name || self.kept.folders.contains(folder))
        };
        std::fs::create_dir_all(to).unwrap();
        for folder in self.kept.folders.iter().filter(|folder| there(folder)) {
            std::fs::create_dir_all(to.join(folder.strip_prefix(&self.root).unwrap())).unwrap();
        }
        for (name, file) in self.kept.files.iter().filter(|(name, _)| there(name)) {
            // Shared memory; made anew.
            if name.extension().is_none_or(|end| end != "db-shm") {
                std::fs::write(to.join(name.strip_prefix(&self.root).unwrap()), &self.files[*file].kept)
                    .unwrap();
            }
        }
    }
}

/// The texts of a call: `"\x61…"` and `<\x61…>`, in order.
fn strings(call: &str) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let mut rest = call;
    while let Some(at) = rest.find(['"', '<']) {
        let close = if rest[at..].starts_with('"') { '"' } else { '>' };
        let inner = &rest[at + 1..];
        let Some(end) = inner.find(close) else { break };
        let hex = inner[..end].split("\\x").skip(1).map(|byte| u8::from_str_radix(byte, 16));
        if let Ok(bytes) = hex.collect() {
            all.push(bytes);
        }
        rest = &inner[end + 1..];
    }
    all
}

#[test]
fn only_what_was_synced_is_kept() {
    let hex = |text: &str| text.bytes().fold(String::new(), |hex, byte| hex + &format!("\\x{byte:02x}"));
    let root = tempfile::tempdir().unwrap();
    let path = |name: &str| root.path().join(name).display().to_string();
    let (a, b, folder) = (hex(&path("a")), hex(&path("b")), hex(&root.path().display().to_string()));
    let mut disk = Disk::of(root.path());
    for line in [
        format!("7 openat(AT_FDCWD<\\x2f>, \"{a}\", O_RDWR|O_CREAT, 0644) = 3<{a}>"),
        format!("7 pwrite64(3<{a}>, \"{}\", 4, 0) = 4", hex("kept")),
        format!("7 fdatasync(3<{a}> <unfinished ...>"),
        format!("8 pwrite64(3<{a}>, \"{}\", 4, 4) = 4", hex("lost")),
        "7 <... fdatasync resumed>) = 0".to_owned(),
        format!("7 openat(AT_FDCWD<\\x2f>, \"{b}\", O_RDWR|O_CREAT, 0644) = 4<{b}>"),
        format!("7 fsync(5<{folder}>) = 0"),
        format!("7 write(4<{b}>, \"{}\", 4) = 4", hex("lost")),
        format!("7 rename(\"{b}\", \"{}\") = 0", hex(&path("a2"))),
    ] {
        disk.line(&line);
    }
    let to = tempfile::tempdir().unwrap();
    disk.write_kept(to.path());
    assert_eq!(std::fs::read(to.path().join("a")).unwrap(), b"kept");
    assert_eq!(
        std::fs::read(to.path().join("b")).unwrap(),
        b"",
        "its name is kept, its bytes and its new name are not"
    );
    assert!(!to.path().join("a2").exists());
}
