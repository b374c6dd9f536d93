//! The vault: what went in comes out, nothing is replaced, and what is wrong is told apart.

use std::fs;
use std::path::Path;

use uuid::Uuid;

use super::*;
use crate::ports::fixed::MemoryKeys;
use crate::ports::system::new_identity;

fn never() -> age::x25519::Identity {
    panic!("no identity was to be made")
}

fn course() -> Uuid {
    Uuid::from_u128(7)
}

fn photo() -> Uuid {
    Uuid::from_u128(9)
}

fn vault(folder: &Path) -> CourseVault {
    CourseVault::beside(&folder.join("stipple.db"), course())
}

fn key(keys: &MemoryKeys) -> DeviceKey {
    DeviceKey::obtain(keys, new_identity).unwrap()
}

#[test]
fn what_went_in_comes_out_with_the_key_of_another_day() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), MemoryKeys::default());
    let clear = vec![42; 100_000];
    vault(folder.path())
        .open(&key(&keys), new_identity)
        .unwrap()
        .seal(photo(), PhotoFile::Original, &clear)
        .unwrap();
    let again = vault(folder.path()).open(&key(&keys), never).unwrap();
    assert_eq!(*again.open_file(photo(), PhotoFile::Original).unwrap(), clear);
    let sealed = fs::read(again.vault().path(photo(), PhotoFile::Original)).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1\n"));
    assert!(!sealed.windows(16).any(|bytes| bytes == [42; 16]));
}

#[test]
fn an_exported_identity_opens_the_files_with_nothing_else() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), MemoryKeys::default());
    let open = vault(folder.path()).open(&key(&keys), new_identity).unwrap();
    open.seal(photo(), PhotoFile::Grid, b"pixels").unwrap();
    let text = open.keyring().reveal();
    let line = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).unwrap();
    let identity: age::x25519::Identity = line.parse().unwrap();
    let sealed = fs::read(open.vault().path(photo(), PhotoFile::Grid)).unwrap();
    assert_eq!(age::decrypt(&identity, &sealed).unwrap(), b"pixels");
    assert!(!format!("{:?}", open.keyring()).contains("AGE-SECRET"));
}

#[test]
fn a_sealed_file_is_never_replaced() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), MemoryKeys::default());
    let open = vault(folder.path()).open(&key(&keys), new_identity).unwrap();
    open.seal(photo(), PhotoFile::Original, b"one").unwrap();
    open.seal(photo(), PhotoFile::Original, b"two").unwrap();
    assert_eq!(*open.open_file(photo(), PhotoFile::Original).unwrap(), b"one");
}

#[test]
fn another_devices_key_opens_nothing_and_replaces_nothing() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), MemoryKeys::default());
    let open = vault(folder.path()).open(&key(&keys), new_identity).unwrap();
    open.seal(photo(), PhotoFile::Original, b"one").unwrap();
    let before =
        fs::read(folder.path().join(FOLDER).join(course().to_string()).join("identity.age")).unwrap();
    let other = key(&MemoryKeys::default());
    assert!(matches!(vault(folder.path()).open(&other, never), Err(VaultError::WrongKey)));
    let after = fs::read(folder.path().join(FOLDER).join(course().to_string()).join("identity.age")).unwrap();
    assert_eq!(before, after);
}

#[test]
fn a_lost_identity_is_not_made_anew_beside_photos_and_can_be_brought_back() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), MemoryKeys::default());
    let open = vault(folder.path()).open(&key(&keys), new_identity).unwrap();
    open.seal(photo(), PhotoFile::Original, b"one").unwrap();
    let text = open.keyring().reveal();
    fs::remove_file(folder.path().join(FOLDER).join(course().to_string()).join("identity.age")).unwrap();
    assert!(matches!(vault(folder.path()).open(&key(&keys), never), Err(VaultError::NoIdentity)));
    let back = CourseIdentity::read(&text).unwrap();
    let again = vault(folder.path()).open_with(&key(&keys), &back).unwrap();
    assert_eq!(*again.open_file(photo(), PhotoFile::Original).unwrap(), b"one");
    // Another one joins it, and what was sealed before opens all the same.
    let another = CourseIdentity::read(&age_text()).unwrap();
    let both = vault(folder.path()).open_with(&key(&keys), &another).unwrap();
    assert_eq!(both.keyring().all().count(), 2);
    assert_eq!(*both.open_file(photo(), PhotoFile::Original).unwrap(), b"one");
    assert!(matches!(CourseIdentity::read("hello"), Err(VaultError::NotAnIdentity { .. })));
}

fn age_text() -> String {
    use age::secrecy::ExposeSecret as _;
    new_identity().to_string().expose_secret().to_owned()
}

#[test]
fn an_examination_tells_sound_missing_changed_and_a_lost_preview() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), MemoryKeys::default());
    let open = vault(folder.path()).open(&key(&keys), new_identity).unwrap();
    let hash = *blake3::hash(b"one").as_bytes();
    let health = || open.examine(photo(), &hash).unwrap();
    assert_eq!(health(), Health::Missing);
    for file in PhotoFile::ALL {
        open.seal(photo(), file, b"one").unwrap();
    }
    assert_eq!(health(), Health::Sound);
    assert_eq!(open.examine(photo(), &[0; 32]).unwrap(), Health::Changed);
    let view = open.vault().path(photo(), PhotoFile::View);
    fs::remove_file(&view).unwrap();
    assert_eq!(health(), Health::PreviewLost);
    let original = open.vault().path(photo(), PhotoFile::Original);
    let mut bytes = fs::read(&original).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&original, &bytes).unwrap();
    assert_eq!(health(), Health::Changed);
    open.vault().delete(photo()).unwrap();
    open.vault().delete(photo()).unwrap();
    assert_eq!(health(), Health::Missing);
    assert_eq!(open.vault().photos().unwrap(), Vec::<Uuid>::new());
}

#[test]
fn an_adopted_identity_opens_what_no_other_does() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), MemoryKeys::default());
    let mut open = vault(folder.path()).open(&key(&keys), new_identity).unwrap();
    let [theirs, another] = [age_text(), age_text()].map(|text| CourseIdentity::read(&text).unwrap());
    let sealed = age::encrypt(&theirs.recipient(), b"theirs").unwrap();
    assert!(!open.fits(&sealed) && !another.opens(&sealed) && theirs.opens(&sealed));
    open.adopt(&key(&keys), &theirs).unwrap();
    assert!(open.fits(&sealed));
    open.put(photo(), PhotoFile::Original, &sealed).unwrap();
    let again = vault(folder.path()).open_if_there(&key(&keys)).unwrap().unwrap();
    assert_eq!(*again.open_file(photo(), PhotoFile::Original).unwrap(), b"theirs");
    assert_eq!(again.keyring().all().count(), 2);
    assert_eq!(CourseVault::courses_beside(&folder.path().join("stipple.db")).unwrap(), [course()]);
}

#[test]
fn what_is_put_has_to_open_first() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), MemoryKeys::default());
    let open = vault(folder.path()).open(&key(&keys), new_identity).unwrap();
    assert!(open.put(photo(), PhotoFile::Original, b"age-encryption.org/v1\nrubbish").is_err());
    assert_eq!(open.vault().photos().unwrap(), Vec::<Uuid>::new(), "nothing was written");
}
