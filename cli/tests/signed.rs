//! Signed sheets at a terminal, without a network: keys, signatures, QR codes, and accepting from a file.
//!
//! Not for: the formats (`stipple_core::signed`, `tests/foreign/check_minisign.sh`), or a server (tests/tests).

#![allow(clippy::unwrap_used)]

mod support;

use std::path::Path;

use serde_json::Value;
use support::{DAY_4, Desk};

/// A folder with a course, the built-in sheet as revision 2 with a stricter rule, and a studio's keys.
struct Studio {
    desk: Desk,
    words: String,
}

impl Studio {
    fn new() -> Self {
        let desk = Desk::on_day_4();
        let text = include_str!("../../core/sheets/scalp-envy.toml");
        desk.file(
            "sheet.toml",
            &text.replacen("revision = 1", "revision = 2", 1).replace("\"10d\"", "\"12d\""),
        );
        let made = desk.json(DAY_4, &["sheet", "keygen", "-o", &desk.at("studio.key"), "--no-password"]);
        let words = made["words"].as_str().unwrap().to_owned();
        Self { desk, words }
    }

    fn signed() -> Self {
        let studio = Self::new();
        studio.sign("studio.key");
        studio
    }

    fn sign(&self, key: &str) {
        let desk = &self.desk;
        desk.fine(DAY_4, &["sheet", "sign", &desk.at("sheet.toml"), "--key", &desk.at(key)]);
    }

    /// Puts the course under the signed sheet.
    fn accept(&self, more: &[&str]) -> support::Said {
        let (sheet, key) = (self.desk.at("sheet.toml"), self.desk.at("studio.pub"));
        self.desk.run(DAY_4, &[&["sheet", "accept", &sheet, "--key", &key], more].concat())
    }
}

#[test]
fn keys_are_made_once_and_told_in_words() {
    let studio = Studio::new();
    let desk = &studio.desk;
    assert_eq!(studio.words.split(' ').count(), 8);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(desk.path("studio.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let before = std::fs::read(desk.path("studio.key")).unwrap();
    let again = desk.run(DAY_4, &["sheet", "keygen", "-o", &desk.at("studio.key"), "--no-password"]);
    assert_eq!((again.code, again.out.as_str()), (2, ""));
    assert!(again.err.contains("is there already"), "{}", again.err);
    assert_eq!(std::fs::read(desk.path("studio.key")).unwrap(), before);
    // A password is wanted, and nobody is there to type one.
    let silent = desk.run(DAY_4, &["sheet", "keygen", "-o", &desk.at("other.key")]);
    assert_eq!(silent.code, 2);
    assert!(silent.err.contains("--password-file"), "{}", silent.err);
    assert!(!desk.path("other.key").exists());
}

#[test]
fn a_sheet_is_signed_and_checked() {
    let studio = Studio::signed();
    let desk = &studio.desk;
    let (sheet, key) = (desk.at("sheet.toml"), desk.at("studio.pub"));
    let said = desk.json(DAY_4, &["sheet", "verify", &sheet, "--key", &key]);
    assert_eq!((&said["id"], &said["revision"]), (&Value::from("scalp-envy"), &Value::from(2)));
    assert_eq!(said["words"], studio.words.as_str());
    assert_eq!(said["comment"], "timestamp:1777968000\tfile:sheet.toml\thashed");
    // By its line as well.
    let line = said["key"].as_str().unwrap();
    assert!(desk.fine(DAY_4, &["sheet", "verify", &sheet, "--key", line]).contains(&studio.words));
    // The secret key is not asked for by mistake.
    let secret = desk.run(DAY_4, &["sheet", "verify", &sheet, "--key", &desk.at("studio.key")]);
    assert_eq!(secret.code, 2);
    assert!(secret.err.contains("secret key"), "{}", secret.err);
    std::fs::write(desk.path("sheet.toml"), std::fs::read_to_string(&sheet).unwrap().replace("12d", "13d"))
        .unwrap();
    let changed = desk.run(DAY_4, &["sheet", "verify", &sheet, "--key", &key]);
    assert_eq!((changed.code, changed.out.as_str()), (1, ""));
    assert!(changed.err.contains("changed on the way"), "{}", changed.err);
    std::fs::write(desk.path("sheet.toml"), "format = 1\n").unwrap();
    let refused = desk.run(DAY_4, &["sheet", "sign", &sheet, "--key", &desk.at("studio.key")]);
    assert_eq!(refused.code, 2, "what no client can follow is not signed");
}

#[test]
fn differences_come_first_and_a_pinned_course_never_changes_by_itself() {
    let studio = Studio::signed();
    let desk = &studio.desk;
    let before = desk.kept();
    let silent = studio.accept(&[]);
    assert_eq!((silent.code, silent.out.as_str()), (2, ""));
    assert!(silent.err.contains("--yes"), "{}", silent.err);
    assert_eq!(desk.kept(), before);
    let done = studio.accept(&["--yes"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{}", done.out);
    assert!(done.out.contains("revision 2, holds"), "{}", done.out);
    let sheet = desk.json(DAY_4, &["sheet", "show"]);
    assert_eq!(sheet["key_words"], studio.words.as_str());
    assert_eq!(sheet["origin"], format!("Signed. The studio's key in words: {}", studio.words));
    assert!(desk.kept().contains("\"key\":\"RW"), "the key travels with the course");
    desk.fine(DAY_4, &["undo"]);
    assert_eq!(desk.json(DAY_4, &["sheet", "show"])["key_words"], Value::Null);
}

#[test]
fn what_nobody_signed_stays_usable_and_is_told() {
    let studio = Studio::new();
    let desk = &studio.desk;
    let show = |desk: &Desk| desk.json(DAY_4, &["sheet", "show"])["origin"].clone();
    assert_eq!(show(desk), "This sheet comes with Stipple.");
    desk.fine(DAY_4, &["sheet", "accept", &desk.at("sheet.toml"), "--yes"]);
    assert_eq!(show(desk), "Nobody signed this sheet: it came as a file.");
    // After a signed one it is warned of.
    studio.sign("studio.key");
    assert_eq!(studio.accept(&["--yes"]).code, 0);
    let said = desk.json(DAY_4, &["sheet", "accept", &desk.at("sheet.toml"), "--yes"]);
    assert!(said["warnings"][0].as_str().unwrap().contains(&studio.words), "{said}");
}

#[test]
fn another_key_is_refused_until_the_client_says_that_they_know() {
    let studio = Studio::signed();
    let desk = &studio.desk;
    assert_eq!(studio.accept(&["--yes"]).code, 0);
    for name in ["studio.key", "studio.pub"] {
        std::fs::rename(desk.path(name), desk.path(&format!("old-{name}"))).unwrap();
    }
    let made = desk.json(DAY_4, &["sheet", "keygen", "-o", &desk.at("studio.key"), "--no-password"]);
    let words = made["words"].as_str().unwrap();
    studio.sign("studio.key");
    let before = desk.kept();
    let refused = studio.accept(&["--yes"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    for part in [studio.words.as_str(), words, "--other-key"] {
        assert!(refused.err.contains(part), "{}", refused.err);
    }
    // A file that nobody signed, accepted in between, does not make the key forgotten.
    desk.json(DAY_4, &["sheet", "accept", &desk.at("sheet.toml"), "--yes"]);
    assert_eq!(studio.accept(&["--yes"]).code, 2);
    desk.fine(DAY_4, &["undo"]);
    assert_ne!(desk.kept(), before);
    assert_eq!(studio.accept(&["--yes", "--other-key"]).code, 0);
    assert_eq!(desk.json(DAY_4, &["sheet", "show"])["key_words"], words);
}

#[test]
fn a_course_starts_under_a_signed_sheet() {
    let studio = Studio::signed();
    let desk = &studio.desk;
    desk.fine(DAY_4, &["course", "finish"]);
    let start = ["course", "start", "--sheet", &desk.at("sheet.toml"), "--key", &desk.at("studio.pub")];
    desk.fine(DAY_4, &start);
    assert_eq!(desk.json(DAY_4, &["sheet", "show"])["key_words"], studio.words.as_str());
}

#[test]
fn a_qr_says_whose_the_sheet_is_and_where_it_lies() {
    let studio = Studio::signed();
    let desk = &studio.desk;
    let (sheet, key) = (desk.at("sheet.toml"), desk.at("studio.pub"));
    let qr = ["sheet", "qr", &sheet, "--key", &key, "--server", "https://sheets.example"];
    let said = desk.json(DAY_4, &qr);
    let code = said["code"].as_str().unwrap();
    assert!(code.starts_with("stipple:sheet?id=scalp-envy&revision=2&key=RW"), "{code}");
    assert!(code.ends_with("&server=https://sheets.example"), "{code}");
    let drawn = desk.fine(DAY_4, &qr);
    assert!(drawn.contains('█') && drawn.contains(&studio.words) && drawn.ends_with(&format!("{code}\n")));
    for (name, begins) in [("poster.svg", &b"<svg "[..]), ("poster.png", b"\x89PNG")] {
        desk.fine(DAY_4, &[&qr[..], &["-o", &desk.at(name)]].concat());
        assert!(std::fs::read(desk.path(name)).unwrap().starts_with(begins), "{name}");
    }
    for (bad, told) in
        [(["--server", "sheets.example"], "server that is none"), (["-o", "poster.gif"], ".svg or .png")]
    {
        let mut args = qr.to_vec();
        if bad[0] == "--server" {
            args.truncate(5);
        }
        args.extend(bad);
        let said = desk.run(DAY_4, &args);
        assert_eq!((said.code, said.out.as_str()), (2, ""));
        assert!(said.err.contains(told), "{}", said.err);
    }
    assert!(!Path::new("poster.gif").exists());
}
