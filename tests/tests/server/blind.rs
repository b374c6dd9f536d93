//! A whole journey with words, pictures and keys that can be told again, and then a search of everything that the server has.
//!
//! Not for: a server's own secrets and what strangers send it (`backend/tests/it/blind.rs`).

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use memchr::memmem;
use sha2::Sha256;
use stipple_core::companion::LogSession;
use stipple_core::course::SessionNotes;
use stipple_core::ports::KeyStore as _;
use stipple_core::sync::code;
use stipple_core::sync::keys::{AccountSecret, DeviceToken};
use stipple_core::sync::server::Server as _;
use stipple_core::vault::PhotoFile;
use stipple_heads::{Exif, Head, View, jpeg, render};

use crate::device::same;
use crate::house::{House, logged, numbers, sql, tool};
use crate::phone::{Phone, SMALL, at, everything};

/// What nobody but the client may read, by what it is.
type Canaries = Vec<(&'static str, Vec<u8>)>;

const WORDS: [&str; 6] = [
    "canary of a consultation",
    "canary of a pigment",
    "canary of a technician",
    "canary of a session's text",
    "canary of a photo's note",
    "canary of a phone's name",
];
const EXIF: &str = "canary of a camera";

/// A life with all of them in it: two devices, photos, a changed code, a photo that is deleted.
fn journey(house: &House) -> Canaries {
    let mut canaries: Canaries = WORDS.map(|words| (words, words.as_bytes().to_vec())).into();
    canaries.push(("Exif", EXIF.as_bytes().to_vec()));
    let [consultation, pigment, technician, text, note, name] = WORDS.map(str::to_owned);
    let mut phone = Phone::begin("2026-05-01T09:00:00Z");
    phone.set("2026-05-06T09:00:00Z");
    phone.companion.log_consultation(at("2026-04-20T10:00:00Z"), consultation).unwrap();
    let notes = SessionNotes {
        pigment: Some(pigment),
        technician: Some(technician),
        text: Some(text),
        ..SessionNotes::default()
    };
    let ended = Some(at("2026-05-01T17:30:00+01:00"));
    phone.companion.log_session(LogSession { ended, notes, ..LogSession::default() }).unwrap();
    for seed in 1..=2 {
        let exif = Exif {
            taken: Some(format!("2026:05:0{seed} 08:50:00")),
            offset: Some("+01:00".to_owned()),
            canary: Some(EXIF.to_owned()),
            ..Exif::default()
        };
        let head = Head { seed, ..Head::default() };
        let bytes = jpeg(&render(&head, &View::default(), SMALL.0, SMALL.1), 92, &exif);
        assert!(memmem::find(&bytes, EXIF.as_bytes()).is_some());
        let photo = phone.bring("back", &format!("{seed}.jpg"), &bytes);
        phone.companion.change_photo(&photo, None, None, Some(note.clone()), None).unwrap();
        let view = phone.out("view.jpg");
        phone.desk().write(&phone.keys, &photo, PhotoFile::View, &view).unwrap();
        for bytes in [bytes, std::fs::read(view).unwrap()] {
            canaries.extend([3, 2].map(|part| ("a picture", bytes[bytes.len() / part..][..48].to_vec())));
        }
    }
    let first = phone.found(&house.url, &name);
    let mut tablet = Phone::new(2, "2026-05-06T09:00:00Z");
    tablet.join(&house.url, &first, &name);
    same(&phone, &tablet);
    for device in [&phone, &tablet] {
        secrets(device, &mut canaries);
    }
    let second = phone.account().rotate(&phone.keys).unwrap().code;
    phone.in_step();
    tablet.sync();
    tablet.join(&house.url, &second, &name);
    phone.companion.remove_photo(&phone.kept()[0]).unwrap();
    phone.in_step();
    tablet.in_step();
    same(&phone, &tablet);
    for device in [&phone, &tablet] {
        secrets(device, &mut canaries);
    }
    canaries
}

/// A device's keys, its token, and its account's code as it is written down.
fn secrets(device: &Phone, canaries: &mut Canaries) {
    let shown = device.account().code(&device.keys).unwrap();
    let secret = code::read(&shown.code).unwrap();
    let account = secret.keys().id();
    assert!(AccountSecret::find(&device.keys, account).unwrap().is_some());
    canaries.push(("a recovery code", shown.code.replace('-', "").into_bytes()));
    canaries.push(("a recovery code as it is written", shown.code.into_bytes()));
    canaries.push(("an account's secret", secret.expose().to_vec()));
    for label in ["stipple v1 account key", "stipple v1 log key", "stipple v1 device label key"] {
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(None, secret.expose()).expand(label.as_bytes(), &mut key).unwrap();
        canaries.push(("a key of the account's", key.to_vec()));
    }
    let token = DeviceToken::find(&device.keys, account).unwrap().unwrap();
    canaries.push(("a token's bytes", URL_SAFE_NO_PAD.decode(token.expose()).unwrap()));
    canaries.push(("a token", token.expose().as_bytes().to_vec()));
    let key = device.keys.get("device-key").unwrap().unwrap();
    canaries.push(("a device's key", key.expose().to_vec()));
    let identity = device.out("identity.txt");
    device.desk().write_identity(&device.keys, &identity).unwrap();
    let identity = std::fs::read_to_string(identity).unwrap();
    let line = identity.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).unwrap();
    canaries.push(("a course's identity", line.as_bytes().to_vec()));
}

/// All ways in which bytes may have been written: as they are, in hexadecimal, and in base 64 at each of its three steps.
fn written(bytes: &[u8]) -> Vec<Vec<u8>> {
    let hex = hex(bytes);
    let mut ways = vec![bytes.to_vec(), hex.to_uppercase().into_bytes(), hex.into_bytes()];
    for step in 0..3 {
        // What stands before is unknown, and so are the letters that it shares: they are left out, as at the end.
        let padded = [vec![0; step], bytes.to_vec()].concat();
        let whole = padded.len() / 3 * 3;
        let skip = if step == 0 { 0 } else { 4 };
        for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
            ways.push(engine.encode(&padded[..whole]).into_bytes()[skip..].to_vec());
        }
    }
    ways
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

/// Everything that somebody finds who takes the server: files, dumps, log, numbers.
fn places(house: &House) -> Vec<(PathBuf, Vec<u8>)> {
    let mut places: Vec<_> = everything(house.folder.path()).into_iter().collect();
    if let Some(schema) = &house.schema {
        sql("CHECKPOINT");
        places.push(("pg_dump".into(), tool("pg_dump", &["-n", schema])));
        let data = PathBuf::from(std::env::var("TEST_PG_DATA").unwrap());
        let base = files_of(&data);
        assert!(base.iter().any(|(path, _)| path.starts_with(data.join("pg_wal"))), "the log is looked at");
        places.extend(base);
    } else {
        let names: Vec<_> = places.iter().filter_map(|(path, _)| path.file_name()?.to_str()).collect();
        assert!(names.contains(&"stipple.db") && names.contains(&"stipple.db-wal"), "{names:?}");
    }
    places.push(("log".into(), logged()));
    places.push(("metrics".into(), numbers().into_bytes()));
    places
}

/// The same of a PostgreSQL at work, in which tables of other tests come and go.
fn files_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let found = entries.flatten().flat_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            files_of(&path)
        } else {
            std::fs::read(&path).map(|bytes| (path, bytes)).into_iter().collect()
        }
    });
    found.collect()
}

pub fn the_server_has_nothing_to_read(house: &House) {
    let canaries = journey(house);
    let places = places(house);
    for (what, bytes) in &canaries {
        assert!(bytes.len() >= 16, "{what} could be there by chance");
        for way in written(bytes) {
            let finder = memmem::Finder::new(&way);
            for (place, bytes) in &places {
                assert!(finder.find(bytes).is_none(), "{} has {what}", place.display());
            }
        }
    }
    // The search finds what is there: records' ciphertext, in the database, and a call, in log and metrics.
    let (store, runtime) = (house.state.store(), &house.runtime);
    let account = runtime.block_on(store.accounts(None, 1)).unwrap()[0];
    let rows = runtime.block_on(store.audit(account, 0, 1)).unwrap();
    let sealed = rows[0].ciphertext.as_ref().unwrap();
    let found = |needle: &[u8]| -> Vec<String> {
        let has = places.iter().filter(|(_, bytes)| memmem::find(bytes, needle).is_some());
        has.map(|(place, _)| place.display().to_string()).collect()
    };
    assert!(!found(&sealed[..48]).is_empty(), "ciphertext is nowhere");
    assert_eq!(found(b"/v1/blobs/uploads/{id}"), ["log", "metrics"]);
    let pieces = found(&written(&sealed[..48])[2]);
    assert_eq!(pieces.iter().any(|place| place == "pg_dump"), house.schema.is_some(), "{pieces:?}");
    nobody_signs_in(house);
}

/// With all that is kept of devices, nobody gets in: not with a token's hash, in whatever writing.
fn nobody_signs_in(house: &House) {
    let (store, server) = (house.state.store(), stipple_core::companion::connect(&house.url).unwrap());
    let account = house.runtime.block_on(store.accounts(None, 1)).unwrap()[0];
    let devices = house.runtime.block_on(store.devices(account, None, 10)).unwrap();
    assert_eq!(devices.len(), 2);
    for device in devices {
        let hash = device.token.0;
        for guess in [URL_SAFE_NO_PAD.encode(hash), STANDARD.encode(hash), hex(&hash)] {
            assert!(server.devices(&DeviceToken::new(&guess)).is_err());
        }
    }
}
