//! `stipple photo …`: what each command prints and writes, and what it says when it will not.
//!
//! Not for: what photos are to a course (`tests/tests/photos.rs`), or pixels (`core/photo/tests`).

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use stipple_heads::{Exif, Head, Side, View, jpeg, render};
use support::{DAY_4, Desk, Said, run};

const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and so on, and so on";

/// A photo of the back of a head, taken on a day of May 2026 at nine.
fn picture(seed: u64, day: u32, (width, height): (u32, u32)) -> Vec<u8> {
    let head = Head { seed, side: Side::Back, redness: 8.0 - f64::from(day), ..Head::default() };
    let view = View { roll: f64::from(day), noise: 1.0, moment: day.into(), ..View::default() };
    let exif = Exif {
        taken: Some(format!("2026:05:{day:02} 09:00:00")),
        offset: Some("+01:00".to_owned()),
        canary: Some("CANARY".to_owned()),
        ..Exif::default()
    };
    jpeg(&render(&head, &view, width, height), 90, &exif)
}

const SIZE: (u32, u32) = (600, 800);
const SMALL: (u32, u32) = (60, 80);

fn file(desk: &Desk, name: &str, bytes: &[u8]) -> String {
    fs::write(desk.path(name), bytes).unwrap();
    desk.path(name).display().to_string()
}

/// Two photos of one head, on days 1 and 3, on a desk at day 4; with their ids.
fn desk_with_two() -> (Desk, [String; 2]) {
    let desk = Desk::on_day_4();
    let ids = [2, 4].map(|day| {
        let path = file(&desk, &format!("{day}.jpg"), &picture(21, day, SIZE));
        added(&desk, &path)
    });
    (desk, ids)
}

/// Brings a photo in, which is new, and gives its id.
fn added(desk: &Desk, path: &str) -> String {
    let view = desk.json(DAY_4, &["photo", "add", path, "--angle", "back"]);
    assert_eq!((&view["added"], &view["failed"]), (&1.into(), &0.into()), "{view}");
    view["files"][0]["id"].as_str().unwrap().to_owned()
}

/// Every file below a folder; locks are nothing that is kept.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(everything(&path));
        } else if path.file_name().is_some_and(|name| name != ".lock") {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

fn begins(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()[..4].to_vec()
}

#[test]
fn a_report_takes_the_pictures_along_that_it_is_told_to() {
    let (desk, [one, _]) = desk_with_two();
    let pictures = |args: &[&str]| {
        let page = desk.fine(DAY_4, &[&["report", "-o", "-"], args].concat());
        page.matches("src=\"data:image/jpeg;base64,").count()
    };
    assert_eq!(pictures(&[]), 0);
    assert_eq!(pictures(&["--photos"]), 2);
    assert_eq!(pictures(&["--photo", &one[..13]]), 1);
    desk.fine(DAY_4, &["photo", "remove", &one]);
    assert_eq!(pictures(&["--photos"]), 1);
    let file = desk.path("report.html").display().to_string();
    let said = desk.run(DAY_4, &["report", "-o", &file, "--photo", &one]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("There is no photo") && !desk.path("report.html").exists(), "{}", said.err);
}

#[test]
fn photos_are_brought_in_listed_changed_and_binned() {
    let desk = Desk::on_day_4();
    let [one, two] = [2, 4].map(|day| file(&desk, &format!("{day}.jpg"), &picture(21, day, SMALL)));
    let add = ["photo", "add", &one, &two, "--angle", "back", "--note", "near the window", "--saw", "scabs"];
    let told = desk.fine(DAY_4, &add);
    assert!(told.starts_with("2 photos"), "{told}");
    assert!(told.contains("2.jpg: Small (80 pixels"), "{told}");
    let again = desk.json(DAY_4, &add);
    assert_eq!((&again["added"], &again["failed"]), (&0.into(), &0.into()));
    assert_eq!(again["files"][1]["is_new"], false);

    let list = desk.json(DAY_4, &["photo", "list"]);
    let photos = list["photos"].as_array().unwrap();
    assert_eq!(photos.len(), 2);
    // The latest first.
    assert_eq!((&photos[0]["day"], &photos[1]["day"]), (&3.into(), &1.into()));
    assert_eq!(photos[1]["taken"], "2026-05-02T09:00:00+01:00");
    assert_eq!(photos[0]["note"], "near the window");
    let id = photos[0]["id"].as_str().unwrap();
    let shown = desk.fine(DAY_4, &["photo", "list"]);
    assert!(shown.starts_with(&format!("{} back · ", &id[..8])), "{shown}");
    assert!(shown.contains("session 1, day 3") && shown.contains("near the window"), "{shown}");

    desk.fine(DAY_4, &["photo", "note", id, "--angle", "crown", "--note", "", "--saw", "flaking"]);
    let changed = &desk.json(DAY_4, &["photo", "list"])["photos"][0];
    assert_eq!((&changed["angle"], &changed["note"]), (&"crown".into(), &"".into()));

    // Enough of the beginning names it; capitals do not matter.
    let short = id[..13].to_uppercase();
    assert!(desk.fine(DAY_4, &["photo", "remove", &short]).contains("In the bin until"));
    let list = desk.json(DAY_4, &["photo", "list"]);
    assert_eq!((list["photos"].as_array().unwrap().len(), list["bin"][0]["id"].as_str()), (1, Some(id)));
    assert!(desk.fine(DAY_4, &["photo", "list"]).contains("In the bin until"));
    assert_eq!(desk.json(DAY_4, &["photo", "restore", id])["lines"].as_array().unwrap().len(), 1);
    desk.json(DAY_4, &["photo", "remove", id]);
    desk.fine(DAY_4, &["undo"]);
    assert_eq!(desk.json(DAY_4, &["photo", "list"])["bin"], Value::Array(Vec::new()));

    let due = desk.fine(DAY_4, &["photo", "due"]);
    assert!(due.contains("Due") && due.contains("Missed") && due.contains("Later"), "{due}");
    let due = desk.json(DAY_4, &["photo", "due"]);
    assert!(due["shots"].as_array().unwrap().len() > 3 && due["pairs"].is_array(), "{due}");
}

#[test]
fn pictures_are_written_in_the_kind_that_their_name_asks_for() {
    let (desk, [one, two]) = desk_with_two();
    let out = |name: &str| desk.path(name).display().to_string();
    let cases: &[(&[&str], &str, &[u8])] = &[
        (&["photo", "compare", &one, &two], "c.jpg", &[0xff, 0xd8, 0xff]),
        (&["photo", "compare", &one, &two], "c.JPEG", &[0xff, 0xd8, 0xff]),
        (&["photo", "compare", &one, &two], "c.png", b"\x89PNG"),
        (&["photo", "compare", &one, &two, "--slider"], "c.gif", b"GIF8"),
        (&["photo", "lapse", "back"], "l.gif", b"GIF8"),
        (&["photo", "trend", "back"], "t.png", b"\x89PNG"),
        (&["photo", "trend", "back", "--of", "dots"], "t.svg", b"<svg"),
        (&["photo", "export", &one], "e.jpg", &[0xff, 0xd8, 0xff]),
    ];
    for (args, name, magic) in cases {
        let path = out(name);
        let args = [args, &["-o", &path][..]].concat();
        let said = desk.fine(DAY_4, &args);
        assert!(said.contains(&format!("{name} written")), "{said}");
        assert!(begins(&desk.path(name)).starts_with(magic), "{name}");
        let first = fs::read(&path).unwrap();
        assert!(!first.windows(6).any(|window| window == b"CANARY"), "{name}");
        let view = desk.json(DAY_4, &args);
        assert!(view["lines"].as_array().is_some_and(|lines| !lines.is_empty()), "{view}");
        assert_eq!(fs::read(&path).unwrap(), first, "{name}: the same photos make the same picture");
    }
    let trend = desk.json(DAY_4, &["photo", "trend", "back"]);
    assert_eq!(trend["points"].as_array().unwrap().len(), 2);
    assert!(desk.fine(DAY_4, &["photo", "trend", "back"]).contains("not a verdict"));

    let before = everything(&desk.path("."));
    let kinds: &[(&[&str], &str, &str)] = &[
        (&["photo", "compare", &one, &two], "c.gif", "ends in .jpg or .png, not c.gif"),
        (&["photo", "compare", &one, &two, "--slider"], "c.jpg", "ends in .gif, not c.jpg"),
        (&["photo", "lapse", "back"], "l.mp4", "ends in .gif, not l.mp4"),
        (&["photo", "trend", "back"], "t.pdf", "ends in .png or .svg, not t.pdf"),
        (&["photo", "lapse", "back"], "nowhere/l.gif", "l.gif"),
    ];
    for (args, name, told) in kinds {
        hold(&desk, &[args, &["-o", &out(name)][..]].concat(), 2, told);
    }
    assert_eq!(everything(&desk.path(".")), before);
}

/// It ends so, with one line on standard error, and nothing else is said.
fn hold(desk: &Desk, args: &[&str], code: i32, told: &str) {
    for args in [args.to_vec(), [args, &["--json"][..]].concat()] {
        let said = desk.run(DAY_4, &args);
        assert_eq!(said.code, code, "{args:?}: {}{}", said.out, said.err);
        assert_eq!((said.out.as_str(), said.err.lines().count()), ("", 1), "{args:?}: {}", said.err);
        assert!(said.err.contains(told), "{args:?}: {}", said.err);
    }
}

#[test]
fn what_is_wrong_is_told_in_one_line_and_changes_nothing() {
    let (desk, [one, two]) = desk_with_two();
    let other = added(&desk, &file(&desk, "other.jpg", &picture(22, 3, SIZE)));
    let good = file(&desk, "good.jpg", &picture(23, 3, SMALL));
    let heic = file(&desk, "head.heic", HEIC);
    let half = file(&desk, "half.jpg", &fs::read(&good).unwrap()[..900]);
    let text = file(&desk, "text.txt", b"Dear diary");
    let out = desk.path("out.jpg").display().to_string();
    let long = "x".repeat(41);
    let nowhere = desk.path("nowhere.jpg").display().to_string();
    let folder = desk.path("data").display().to_string();
    let before = everything(&desk.path("."));
    let cases: &[(&[&str], i32, &str)] = &[
        (&["photo"], 2, "needs a command: add, list, due"),
        (&["photo", "add", "--angle", "back"], 2, "<FILE>..."),
        (&["photo", "add", &good], 2, "--angle <ANGLE>"),
        (&["photo", "add", &good, "--angle", ""], 2, "is no angle. Say front, left"),
        (&["photo", "add", &good, "--angle", &long], 2, "is no angle"),
        (&["photo", "add", &good, "--angle", "back", "--saw", "dizzy"], 2, "It knows"),
        (&["photo", "add", &good, &nowhere, "--angle", "back"], 2, "nowhere.jpg is not there"),
        (&["photo", "add", &folder, "--angle", "back"], 2, "is a folder"),
        (
            &["photo", "add", &heic, "--angle", "back"],
            1,
            "head.heic: This is a HEIC photo. Convert it to JPEG",
        ),
        (&["photo", "add", &half, "--angle", "back"], 1, "half.jpg: This file ends before"),
        (&["photo", "add", &text, "--angle", "back"], 1, "text.txt: This is neither a JPEG nor a PNG"),
        (&["photo", "export", "zzzz", "-o", &out], 2, "There is no photo “zzzz”"),
        (&["photo", "export", "", "-o", &out], 2, "There is no photo"),
        (&["photo", "export", &one], 2, "--output"),
        (&["photo", "remove", "zzzz"], 2, "There is no photo “zzzz”"),
        (&["photo", "restore", "zzzz"], 2, "There is no photo “zzzz”"),
        (&["photo", "note", "zzzz", "--note", "x"], 2, "There is no photo “zzzz”"),
        (&["photo", "note", &one], 2, "Nothing was noted: say at least one thing"),
        (&["photo", "note", &one, "--taken", "in 3 days"], 2, "A photo was taken now or earlier"),
        (&["photo", "note", &one, "--angle", "a\nb"], 2, "is no angle"),
        (&["photo", "compare", &one, "zzzz", "-o", &out], 2, "There is no photo “zzzz”"),
        (&["photo", "compare", &one, &other, "-o", &out], 1, "cannot be lined up"),
        (&["photo", "lapse", "crown", "-o", "x.gif"], 2, "too few photos of this angle"),
        (&["photo", "trend", "crown"], 2, "too few photos of this angle"),
        (&["photo", "trend", "back", "--of", "pain"], 2, "redness, dots"),
    ];
    for (args, code, told) in cases {
        hold(&desk, args, *code, told);
    }
    // The key of another device: nothing opens, and nothing is put in its place.
    fs::rename(desk.path("data/keys"), desk.path("keys-elsewhere")).unwrap();
    let vault = everything(&desk.path("data/vault"));
    for args in [vec!["photo", "export", &two, "-o", &out], vec!["photo", "add", &good, "--angle", "back"]] {
        hold(&desk, &args, 1, "sealed with another device’s key");
    }
    assert_eq!(everything(&desk.path("data/vault")), vault);
    fs::remove_dir_all(desk.path("data/keys")).unwrap();
    fs::rename(desk.path("keys-elsewhere"), desk.path("data/keys")).unwrap();
    assert_eq!(everything(&desk.path(".")), before);
    // And without a course.
    for args in [vec!["photo", "list"], vec!["photo", "due"], vec!["photo", "add", &good, "--angle", "back"]]
    {
        hold(&Desk::empty(), &args, 2, "(stipple course start)");
    }
}

#[test]
fn a_beginning_that_two_photos_share_names_neither() {
    let desk = Desk::on_day_4();
    let mut letters = BTreeMap::new();
    // Of 17 ids two begin with the same of 16 digits.
    let shared = (0..17).find_map(|seed| {
        let id = added(&desk, &file(&desk, "x.jpg", &picture(seed, 3, (30, 40))));
        let letter = id[..1].to_owned();
        letters.insert(letter.clone(), id).map(|_| letter)
    });
    let shared = shared.unwrap();
    let before = everything(&desk.path("data"));
    hold(&desk, &["photo", "remove", &shared], 2, &format!("More than one photo begins with “{shared}”"));
    assert_eq!(everything(&desk.path("data")), before);
}

#[test]
fn of_many_files_the_good_come_in_and_the_others_are_told() {
    let desk = Desk::on_day_4();
    let files = [
        file(&desk, "1.jpg", &picture(1, 2, SMALL)),
        file(&desk, "2.heic", HEIC),
        file(&desk, "3.jpg", &picture(3, 2, SMALL)),
    ];
    let [a, b, c] = &files;
    let add = ["photo", "add", a, b, c, "--angle", "Scar, left ear"];
    let said = desk.run(DAY_4, &add);
    // 2 would say that nothing was changed.
    assert_eq!((said.code, said.err.as_str()), (1, ""), "{}", said.out);
    assert!(said.out.starts_with("2 photos") && said.out.contains("2.heic: This is a HEIC"), "{}", said.out);
    let list = desk.json(DAY_4, &["photo", "list"]);
    assert_eq!(list["photos"].as_array().unwrap().len(), 2);
    assert_eq!(list["photos"][0]["angle"], "Scar, left ear");
    let again: Said = desk.run(DAY_4, &[&add[..], &["--json"]].concat());
    let view: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!((again.code, &view["added"], &view["failed"]), (1, &0.into(), &1.into()));
}

#[test]
fn a_scrub_tells_by_its_code_whether_all_is_sound() {
    let (desk, [one, _]) = desk_with_two();
    assert!(desk.fine(DAY_4, &["photo", "scrub"]).contains('2'));
    let view = desk.json(DAY_4, &["photo", "scrub"]);
    assert_eq!((&view["looked_at"], &view["changed"]), (&2.into(), &Value::Array(Vec::new())));
    let files = everything(&desk.path("data/vault"));
    let mut originals = files.iter().filter(|(path, _)| path.ends_with(format!("{one}/original.age")));
    let (path, bytes) = originals.next().unwrap();
    let mut bytes = bytes.clone();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(path, bytes).unwrap();
    let said = desk.run(DAY_4, &["photo", "scrub"]);
    assert_eq!((said.code, said.err.as_str()), (1, ""));
    assert!(said.out.contains("is not what went in"), "{}", said.out);
    assert_eq!(desk.json(DAY_4, &["photo", "scrub"])["changed"][0].as_str(), Some(one.as_str()));
    hold(&desk, &["photo", "export", &one, "-o", "x.jpg"], 1, "is damaged");
}

#[test]
fn the_bin_is_emptied_by_the_clock_and_never_by_a_moment_that_is_asked_about() {
    const LONG_AGO: &str = "2020-05-05T09:00:00+01:00";
    let desk = Desk::empty();
    desk.fine("2020-05-01 12:00", &["course", "start"]);
    let path = file(&desk, "a.jpg", &picture(1, 2, SMALL));
    let view = desk.json(LONG_AGO, &["photo", "add", &path, "--angle", "back"]);
    let id = view["files"][0]["id"].as_str().unwrap().to_owned();
    desk.fine(LONG_AGO, &["photo", "remove", &id]);
    // Asked about the year 2040, it is still there.
    assert_eq!(desk.json("2040-01-01 12:00", &["photo", "list"])["bin"][0]["id"].as_str(), Some(&*id));
    desk.fine("2040-01-01 12:00", &["photo", "restore", &id]);
    desk.fine(LONG_AGO, &["photo", "remove", &id]);
    let files = || everything(&desk.path("data/vault")).len();
    assert_eq!(files(), 4, "the course's identity, the photo, two previews");
    assert_eq!(desk.json("", &["photo", "list"])["bin"], Value::Array(Vec::new()));
    assert_eq!(files(), 1);
}

#[cfg(unix)]
#[test]
fn keys_photos_and_what_opens_them_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (desk, [one, _]) = desk_with_two();
    let key = fs::metadata(desk.path("data/keys/device-key")).unwrap().permissions().mode();
    assert_eq!(key & 0o777, 0o600);
    for (path, _) in everything(&desk.path("data")) {
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", path.display());
    }
    let out = |name: &str| desk.path(name).display().to_string();
    desk.fine(DAY_4, &["photo", "identity", "-o", &out("identity.txt")]);
    desk.fine(DAY_4, &["photo", "export", &one, "-o", &out("one.jpg")]);
    for name in ["identity.txt", "one.jpg"] {
        let mode = fs::metadata(desk.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
    let identity = fs::read_to_string(desk.path("identity.txt")).unwrap();
    assert_eq!(identity.lines().filter(|line| line.starts_with("AGE-SECRET-KEY-1")).count(), 1);
    // It is not lying about at home, and no command prints it.
    let secret = identity.lines().last().unwrap().as_bytes();
    let holds = |bytes: &[u8]| bytes.windows(secret.len()).any(|window| window == secret);
    assert!(everything(&desk.path("data")).values().all(|bytes| !holds(bytes)));
    assert!(!holds(desk.fine(DAY_4, &["photo", "identity", "-o", &out("again.txt")]).as_bytes()));
    hold(&Desk::on_day_4(), &["photo", "identity", "-o", "x.txt"], 2, "");
}

#[cfg(unix)]
#[test]
fn every_example_of_the_help_is_a_command_that_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let there = Path::new(env!("CARGO_BIN_EXE_stipple")).parent().unwrap().to_owned();
    let path = std::env::join_paths([there, "/usr/bin".into(), "/bin".into()]).unwrap();
    let mut tried = 0;
    let overview = run(&["photo", "--help"]).out;
    let names =
        overview.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = names.filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')));
    for name in names.filter_map(|line| line.split(' ').next()).filter(|name| *name != "help") {
        let help = run(&["photo", name, "--help"]).out;
        let before = tried;
        for example in help.lines().map(str::trim).filter(|line| line.starts_with("stipple photo ")) {
            // A shell reads the line as a person's would.
            let mut command = std::process::Command::new("sh");
            command.args(["-c", example]).current_dir(folder.path()).env("PATH", &path);
            command.env("XDG_DATA_HOME", folder.path()).env("HOME", folder.path()).env("TZ", "Europe/London");
            let said: Said = command.output().unwrap().into();
            assert!(!said.err.contains("--help`"), "{example}: {}", said.err);
            assert!(
                said.err.contains("is not there") || said.err.contains("course start"),
                "{example}: {}",
                said.err
            );
            tried += 1;
        }
        assert!(tried > before, "photo {name} teaches by no example");
    }
    assert!(tried >= 12, "{tried}");
}
