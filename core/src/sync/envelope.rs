//! What is in a record, once it is opened: one thing, in an envelope that says which.
//!
//! ```json
//! {"v":1,"entry":{ … as the archive has it … }}
//! {"v":1,"identity":{"course":"…","secret":"AGE-SECRET-KEY-1…"}}
//! {"v":1,"blob":{"course":"…","photo":"…","file":"original","hash":"…","bytes":3000000}}
//! {"v":1,"part":{"of":"…","index":0,"count":3,"data":"…"}}
//! ```
//!
//! Reading never fails: what this version does not understand is [`Item::Unknown`], kept aside whole and carried on, and so
//! are members beside those that it knows. Not for: sealing (`seal`), or taking a large thing apart (`parts`).

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::diary::{Entry, PhotoHash};
use crate::vault::PhotoFile;

/// The envelope that this version writes.
const VERSION: u64 = 1;

/// Members that a newer version wrote, as they stood there: name and JSON.
pub type Others = BTreeMap<String, String>;

/// An opened record.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// What it holds.
    pub item: Item,
    /// What stands beside it.
    pub other: Others,
}

/// What a record holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// An entry of the diary, sound enough to be kept.
    Entry(Entry),
    /// What opens a course's photos.
    Identity(SharedIdentity),
    /// That a photo's file lies among the server's blobs.
    Blob(BlobName),
    /// A piece of something that is too large for one record.
    Part(Part),
    /// What a newer version wrote, or nobody understands: the whole plaintext.
    Unknown(Unknown),
}

/// An identity of a course on its way to another device.
#[derive(Clone, PartialEq, Eq)]
pub struct SharedIdentity {
    /// The course.
    pub course: Uuid,
    /// The identity's secret half, as `age` writes it.
    pub secret: Zeroizing<String>,
    /// Members that a newer version wrote.
    pub other: Others,
}

/// A photo's file among the blobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobName {
    /// The course.
    pub course: Uuid,
    /// The photo.
    pub photo: Uuid,
    /// Which of its files.
    pub file: BlobFile,
    /// The BLAKE3 hash of the sealed bytes, which is the blob's name.
    pub hash: PhotoHash,
    /// How many sealed bytes there are.
    pub bytes: u64,
    /// Members that a newer version wrote.
    pub other: Others,
}

/// The files of a photo that travel; previews are made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlobFile {
    /// The file as it came.
    Original,
    /// The file without its metadata, where only that came in.
    Clean,
}

/// A piece of an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is a piece of: an id of its own.
    pub of: Uuid,
    /// Which piece, from 0.
    pub index: u32,
    /// How many there are.
    pub count: u32,
    /// The bytes.
    pub data: Zeroizing<Vec<u8>>,
}

/// A plaintext that nobody here understands. It may be a secret of a newer version's.
#[derive(Clone, PartialEq, Eq)]
pub struct Unknown(pub Zeroizing<Vec<u8>>);

impl Envelope {
    /// An envelope with nothing beside what it holds.
    pub const fn of(item: Item) -> Self {
        Self { item, other: Others::new() }
    }

    /// Reads a plaintext.
    pub fn read(plain: &[u8]) -> Self {
        Self::understood(plain)
            .unwrap_or_else(|| Self::of(Item::Unknown(Unknown(Zeroizing::new(plain.to_vec())))))
    }

    fn understood(plain: &[u8]) -> Option<Self> {
        let mut members = Members::of(std::str::from_utf8(plain).ok()?)?;
        if members.take::<u64>("v")? != VERSION {
            return None;
        }
        let kinds = ["entry", "identity", "blob", "part"];
        let mut found = kinds.into_iter().filter_map(|kind| Some((kind, members.0.remove(kind)?)));
        let (Some((kind, value)), None) = (found.next(), found.next()) else { return None };
        let item = match kind {
            "entry" => Item::Entry(entry(value.get())?),
            "identity" => Item::Identity(identity(Members::of(value.get())?)?),
            "blob" => Item::Blob(blob(Members::of(value.get())?)?),
            _ => Item::Part(part(Members::of(value.get())?)?),
        };
        Some(Self { item, other: members.rest() })
    }

    /// The plaintext. What was read comes out saying the same; what was not understood, byte for byte.
    pub fn write(&self) -> Zeroizing<Vec<u8>> {
        let (kind, value) = match &self.item {
            Item::Unknown(Unknown(plain)) => return plain.clone(),
            Item::Entry(entry) => ("entry", Zeroizing::new(entry.canonical())),
            Item::Identity(identity) => ("identity", identity.write()),
            Item::Blob(blob) => ("blob", blob.write()),
            Item::Part(part) => ("part", part.write()),
        };
        let text = object(&self.other, [(kind, value), ("v", Zeroizing::new(VERSION.to_string()))]);
        Zeroizing::new(text.as_bytes().to_vec())
    }
}

impl SharedIdentity {
    fn write(&self) -> Zeroizing<String> {
        object(&self.other, [("course", quoted(self.course)), ("secret", quoted(self.secret.as_str()))])
    }
}

impl BlobName {
    fn write(&self) -> Zeroizing<String> {
        let members = [
            ("course", quoted(self.course)),
            ("photo", quoted(self.photo)),
            ("file", quoted(self.file.as_str())),
            ("hash", quoted(self.hash)),
            ("bytes", Zeroizing::new(self.bytes.to_string())),
        ];
        object(&self.other, members)
    }
}

impl Part {
    fn write(&self) -> Zeroizing<String> {
        let members = [
            ("of", quoted(self.of)),
            ("index", Zeroizing::new(self.index.to_string())),
            ("count", Zeroizing::new(self.count.to_string())),
            ("data", quoted(STANDARD.encode(&*self.data))),
        ];
        object(&Others::new(), members)
    }
}

impl BlobFile {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Clean => "clean",
        }
    }

    /// The file of that word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Original, Self::Clean].into_iter().find(|file| file.as_str() == word)
    }
}

impl From<BlobFile> for PhotoFile {
    fn from(file: BlobFile) -> Self {
        match file {
            BlobFile::Original => Self::Original,
            BlobFile::Clean => Self::Clean,
        }
    }
}

/// An object's members as they stand in the text.
struct Members<'a>(BTreeMap<String, &'a RawValue>);

impl<'a> Members<'a> {
    fn of(text: &'a str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self)
    }

    fn take<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        serde_json::from_str(self.0.remove(name)?.get()).ok()
    }

    fn rest(self) -> Others {
        self.0.into_iter().map(|(name, value)| (name, value.get().to_owned())).collect()
    }
}

fn entry(text: &str) -> Option<Entry> {
    let entry: Entry = serde_json::from_str(text).ok()?;
    // One that may not be kept would hold up all that follow it.
    entry.check().is_ok().then_some(entry)
}

fn identity(mut members: Members) -> Option<SharedIdentity> {
    let course = members.take("course")?;
    let secret = Zeroizing::new(members.take("secret")?);
    Some(SharedIdentity { course, secret, other: members.rest() })
}

fn blob(mut members: Members) -> Option<BlobName> {
    Some(BlobName {
        course: members.take("course")?,
        photo: members.take("photo")?,
        file: BlobFile::of(&members.take::<String>("file")?)?,
        hash: members.take("hash")?,
        bytes: members.take("bytes")?,
        other: members.rest(),
    })
}

fn part(mut members: Members) -> Option<Part> {
    let (of, index, count) = (members.take("of")?, members.take("index")?, members.take("count")?);
    let data = Zeroizing::new(STANDARD.decode(members.take::<String>("data")?).ok()?);
    (index < count && members.0.is_empty()).then_some(Part { of, index, count, data })
}

fn quoted(word: impl fmt::Display) -> Zeroizing<String> {
    let word = Zeroizing::new(word.to_string());
    Zeroizing::new(serde_json::to_string(&*word).expect("a text always serialises"))
}

/// An object, its members sorted.
fn object<const N: usize>(other: &Others, members: [(&str, Zeroizing<String>); N]) -> Zeroizing<String> {
    let others = other.iter().map(|(name, json)| (name.as_str(), json.as_str()));
    let mut all: Vec<(&str, &str)> =
        members.iter().map(|(name, json)| (*name, json.as_str())).chain(others).collect();
    all.sort_unstable_by_key(|(name, _)| *name);
    let room: usize = all.iter().map(|(name, json)| 6 * name.len() + json.len() + 4).sum();
    // Room for all of it: a string that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(room + 2));
    text.push('{');
    for (place, (name, json)) in all.into_iter().enumerate() {
        text.push_str(if place > 0 { "," } else { "" });
        text.push_str(&quoted(name));
        text.push(':');
        text.push_str(json);
    }
    text.push('}');
    text
}

impl fmt::Debug for SharedIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedIdentity").field("course", &self.course).finish_non_exhaustive()
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unknown({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{ChangeId, Hlc};

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn read(text: &str) -> Envelope {
        Envelope::read(text.as_bytes())
    }

    fn written(envelope: &Envelope) -> String {
        String::from_utf8(envelope.write().to_vec()).unwrap()
    }

    fn entry() -> Entry {
        let body = serde_json::Map::from_iter([("x".to_owned(), serde_json::json!([1.5, null, "ü\u{0}"]))]);
        let other = serde_json::Map::from_iter([("signature".to_owned(), serde_json::json!("abc"))]);
        let (clock, change) = (Hlc { wall: 1, counter: 2 }, ChangeId(id(3)));
        Entry { id: id(1), device: id(2), clock, change, kind: "later.word".to_owned(), body, other }
    }

    fn all() -> Vec<Item> {
        let secret = Zeroizing::new("AGE-SECRET-KEY-1QQ".to_owned());
        let hash = PhotoHash([0xab; 32]);
        let data = Zeroizing::new(vec![0, 255, 7]);
        vec![
            Item::Entry(entry()),
            Item::Identity(SharedIdentity { course: id(1), secret, other: Others::new() }),
            Item::Blob(BlobName {
                course: id(1),
                photo: id(2),
                file: BlobFile::Clean,
                hash,
                bytes: 9,
                other: Others::new(),
            }),
            Item::Part(Part { of: id(4), index: 1, count: 2, data }),
        ]
    }

    #[test]
    fn what_is_written_reads_back() {
        for item in all() {
            let envelope = Envelope::of(item);
            assert_eq!(Envelope::read(&envelope.write()), envelope);
        }
        assert_eq!(
            written(&Envelope::of(all().remove(2))),
            format!(
                r#"{{"blob":{{"bytes":9,"course":"{}","file":"clean","hash":"{}","photo":"{}"}},"v":1}}"#,
                id(1),
                "ab".repeat(32),
                id(2)
            )
        );
    }

    #[test]
    fn members_of_a_newer_version_are_carried_on() {
        let course = id(1);
        let text = format!(
            r#"{{"identity":{{"course":"{course}","made":[1, {{"x":null}}],"secret":"S"}},"later":0.1,"v":1}}"#
        );
        let envelope = read(&text);
        assert!(matches!(&envelope.item, Item::Identity(identity) if identity.secret.as_str() == "S"));
        assert_eq!(written(&envelope), text);
    }

    #[test]
    fn what_is_not_understood_is_kept_whole() {
        let known = written(&Envelope::of(all().remove(0)));
        let large = format!(r#"{{"entry":{{"kind":"{}"}},"v":1}}"#, "x".repeat(200));
        for text in [
            "",
            "no json",
            "[]",
            r#"{"v":1}"#,
            r#"{"v":2,"entry":{}}"#,
            r#"{"v":1,"wish":{}}"#,
            r#"{"v":1,"entry":{}}"#,
            r#"{"v":1,"blob":{},"entry":{}}"#,
            r#"{"v":1,"part":{"of":"00000000-0000-0000-0000-000000000001","index":2,"count":2,"data":""}}"#,
            &known.replace("\"v\":1", "\"v\":9"),
            &large,
        ] {
            let envelope = read(text);
            assert!(matches!(envelope.item, Item::Unknown(_)), "{text}");
            assert_eq!(written(&envelope), text);
        }
        assert!(matches!(Envelope::read(b"\xff").item, Item::Unknown(_)));
    }

    #[test]
    fn a_secret_is_not_shown() {
        let shown = format!("{:?} {:?}", all(), read("AGE-SECRET-KEY-1QQ"));
        assert!(!shown.contains("SECRET-KEY"), "{shown}");
    }
}
