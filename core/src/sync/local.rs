//! What the engine asks of this device: its diary, its vault, and what it keeps of the accounts it is in.
//!
//! Reading says what is there; everything that changes goes through [`Local::apply`], a list of changes in one transaction.
//! So an implementation has nothing to decide, and the simulation's, in memory, is as good as the diary's. Not for:
//! what is to be done (`plan`), or how (`engine`).

use std::fmt;

use stipple_wire::{Hash, Head};
use uuid::Uuid;

use super::envelope::{BlobFile, BlobName, Item, SharedIdentity};
use super::keys::AccountId;
use super::server::{Outgoing, UploadId};
use crate::diary::{DiaryError, Entry};
use crate::time::Instant;
use crate::vault::VaultError;

/// This device's side.
///
/// A record's row is *on its way* (no number yet, its ciphertext kept), *there* (it has a number), or *unseen* (neither:
/// it was there before the server's log became another one, and was not met again yet).
pub trait Local {
    /// The accounts that this device is in, is moving to, or is leaving.
    fn accounts(&self) -> Result<Vec<Account>, LocalError>;

    /// How much of what waits.
    fn tally(&self, account: AccountId) -> Result<Tally, LocalError>;

    /// At most so many things that no record of the account holds or is to hold: identities first, then entries in the
    /// order in which they reached this device, then photos that the server has and that no record names.
    fn unrecorded(&self, account: AccountId, limit: usize) -> Result<Vec<Item>, LocalError>;

    /// At most so many records of other accounts that `to` is to have as well, with the account each is of: those whose
    /// ciphertext is kept, and that are there, kept aside or pieces, where `to` has none of the same id. Not what does not open, what is of no
    /// use, nor an entry that has lost its body here.
    fn carried(&self, to: AccountId, limit: usize) -> Result<Vec<(AccountId, Record)>, LocalError>;

    /// The first records that are on their way, in the order in which they were put: at most so many, with at most so
    /// many bytes together, but one at least.
    fn outbox(&self, account: AccountId, limit: usize, bytes: usize) -> Result<Vec<Outgoing>, LocalError>;

    /// What is kept of a record.
    fn record(&self, account: AccountId, id: Uuid) -> Result<Option<Record>, LocalError>;

    /// The records that are pieces of the same thing.
    fn pieces(&self, account: AccountId, of: Uuid) -> Result<Vec<Record>, LocalError>;

    /// Records that the server is to forget: pieces without the others; and where an entry has lost its body here and a
    /// record without it is there, those that still have it. Those on their way with a body that is lost here as well.
    fn stale(&self, account: AccountId) -> Result<Vec<Uuid>, LocalError>;

    /// The photos that the diary speaks of and that are not erased: those in the bin, and those that were taken back, as well.
    fn photos(&self, account: AccountId) -> Result<Vec<Photo>, LocalError>;

    /// Blobs of photos whose time in the bin is over, with the records that name them.
    fn dropped(&self, account: AccountId) -> Result<Vec<Dropped>, LocalError>;

    /// Whether an entry may join the diary.
    fn admits(&self, entry: &Entry) -> Result<Admits, LocalError>;

    /// A photo's sealed file as it lies there.
    fn read_file(&self, photo: Uuid, course: Uuid, file: BlobFile) -> Result<Vec<u8>, LocalError>;

    /// Keeps a photo's sealed file, durably, with its previews. `false`: it does not open yet, or is not that photo.
    fn keep_file(&mut self, blob: &BlobName, bytes: &[u8]) -> Result<bool, LocalError>;

    /// Carries the changes out, in that order, in one transaction; durable when it returns.
    fn apply(&mut self, account: AccountId, changes: Vec<Change>) -> Result<(), LocalError>;
}

/// An account, as this device is in it. Its secret and its token lie in the key store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// The server's address.
    pub server: String,
    /// What this device calls itself there.
    pub name: String,
    /// Whether this device is in it, moving to it, or leaving it.
    pub role: Role,
    /// How far that is.
    pub standing: Standing,
    /// The server's name for this device.
    pub device: Option<Uuid>,
    /// Up to where the log was read.
    pub cursor: Head,
    /// When this device was last in step with the server.
    pub in_step: Option<Instant>,
    /// When the account came to this device, or the client last said that they have the code at hand.
    pub confirmed: Instant,
}

/// What an account is to this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The one it is in. There is at most one.
    Current,
    /// The one it is moving to, with a new code. There is at most one.
    Next,
    /// One that it has left, and that the server is to be told of.
    Leaving {
        /// Whether the account is to be deleted, or this device only signed off.
        delete: bool,
    },
}

/// How far a device is with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The server has to be told of the account.
    Creating,
    /// The server has to admit this device.
    Joining,
    /// All is well.
    Active,
    /// The server does not know this device any more.
    Revoked,
    /// The server does not know the account any more.
    Gone,
}

/// How much waits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Things that no record holds.
    pub unrecorded: usize,
    /// Records of other accounts that are to be carried over.
    pub carried: usize,
    /// Records on their way.
    pub outbox: usize,
    /// Records that were not met again.
    pub unseen: usize,
    /// Records that this device keeps for others, and no other account that it is in: those that [`Change::Left`] leaves.
    pub kept: usize,
}

/// What this device keeps of a record.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// The record.
    pub id: Uuid,
    /// What it holds.
    pub holds: Holds,
    /// Which piece of it, where it is one.
    pub piece: Option<Piece>,
    /// Its number; `None` until the server has said that it has it.
    pub seq: Option<u64>,
    /// The sealed bytes, while it is on its way, and of what is kept aside.
    pub ciphertext: Option<Vec<u8>>,
}

/// Which piece of something a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// What all pieces of it share.
    pub of: Uuid,
    /// Which one, from 0.
    pub index: u32,
    /// How many there are.
    pub count: u32,
}

/// What a record holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// An entry.
    Entry {
        /// Its id.
        entry: Uuid,
        /// Whether it is without its body, which was erased.
        emptied: bool,
    },
    /// An identity of a course.
    Identity {
        /// The course.
        course: Uuid,
        /// [`identity_print`] of its secret.
        print: Hash,
    },
    /// The name of a blob.
    Blob(BlobName),
    /// A piece of something whose other pieces have not come yet.
    Piece,
    /// A piece of something that is recorded anew: of no use.
    Orphan,
    /// Something that stays sealed.
    Aside(Why),
}

/// Why a record is kept aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It does not open.
    Unopened,
    /// A newer version sealed it.
    Newer,
    /// It opens, and holds what this version does not know.
    Unknown,
    /// It holds an entry that another one with the same id contradicts.
    Contradicts,
}

/// A photo that is listed in the diary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The course.
    pub course: Uuid,
    /// The photo.
    pub photo: Uuid,
    /// When it was taken.
    pub taken: Instant,
    /// Its file here, the best there is.
    pub held: Option<Held>,
    /// The blobs that records of the account name for it.
    pub listed: Vec<BlobName>,
}

/// A photo's file on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Which one.
    pub file: BlobFile,
    /// What is known of it as a blob of the account; `None` before it was looked at.
    pub blob: Option<BlobRow>,
}

/// A file of this device as a blob of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobRow {
    /// The name: what the sealed bytes hash to.
    pub name: BlobName,
    /// How far it is.
    pub standing: BlobStanding,
}

/// How far a blob is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlobStanding {
    /// The server is to get it; an upload may be under way.
    Wanted {
        /// The upload.
        upload: Option<UploadId>,
    },
    /// The server said that it has it.
    Sent,
    /// It was read back, and has the hash it should have.
    Checked,
}

/// A blob that is to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Its name.
    pub hash: Hash,
    /// The records that name it.
    pub records: Vec<Uuid>,
}

/// Whether an entry may join the diary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admits {
    /// It is new, or the diary has it as it is, or one of the two has lost its body.
    Yes,
    /// The diary has another one under its id.
    Contradicts,
}

/// Something that becomes otherwise on this device.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// An entry joins the diary. Of one with its body and one without, the one without stays.
    Entry(Entry),
    /// An identity joins those of its course.
    Identity(SharedIdentity),
    /// A record's row is put, in place of what was kept under its id.
    Put(Record),
    /// The server has a record: it gets its number, and loses its ciphertext unless it is kept aside.
    There {
        /// The record.
        id: Uuid,
        /// Its number.
        seq: u64,
    },
    /// A record's row goes; of a piece, the rows of the other pieces become orphans, or go where they are on their way.
    Gone(Uuid),
    /// The log was read up to there.
    Cursor(Head),
    /// The server's log is another one: every record that was there is unseen, or on its way again where its ciphertext is
    /// kept; every blob that was checked is only sent; and the log is to be read from the start.
    Another,
    /// The log was read to its end: what is unseen is not there, and its row goes, as with [`Self::Gone`].
    ForgetUnseen,
    /// What is unseen is there all the same: a mistake, which the simulation makes.
    #[cfg(test)]
    TrustUnseen,
    /// Every blob that was checked, and that no record which is there names, is only sent: a server that was put back to
    /// an earlier state may have lost it without its log telling.
    Recheck,
    /// What is known of a file as a blob.
    Blob(BlobRow),
    /// Nothing is known of that blob any more.
    NoBlob(Hash),
    /// An account's row is put, in place of what was kept under its id.
    Account(Account),
    /// This device is in the account from now on; the one it was in is left, and to be deleted.
    Switch,
    /// The account's row goes, with the rows of its records and blobs. Records whose ciphertext is kept, and that are
    /// there, kept aside or pieces, stay, unless the account that this device is in has them too.
    Left,
}

/// Why this device's side failed.
#[derive(Debug, thiserror::Error)]
pub enum LocalError {
    /// The diary.
    #[error(transparent)]
    Diary(#[from] DiaryError),
    /// The vault, or the place for secrets.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The simulation killed it here.
    #[cfg(test)]
    #[error("killed")]
    Killed,
}

/// The account that this device is in, of those it knows.
pub fn current(accounts: &[Account]) -> Option<&Account> {
    accounts.iter().find(|account| account.role == Role::Current)
}

/// What tells two identities of a course apart without saying anything of either.
pub fn identity_print(secret: &str) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"stipple identity v1");
    hasher.update(secret.trim().as_bytes());
    Hash(*hasher.finalize().as_bytes())
}

impl Tally {
    /// How much waits to be sent: entries that no record holds yet, and records on their way.
    pub const fn waiting(&self) -> usize {
        self.unrecorded + self.outbox
    }
}

impl Holds {
    /// Whether the sealed bytes are kept, wherever the record stands: this device could not make them again.
    pub const fn stays_sealed(&self) -> bool {
        matches!(self, Self::Piece | Self::Aside(_))
    }

    /// What a record with that in it holds.
    pub fn of(item: &Item) -> Self {
        match item {
            Item::Entry(entry) => Self::Entry { entry: entry.id, emptied: entry.is_emptied() },
            Item::Identity(identity) => {
                Self::Identity { course: identity.course, print: identity_print(&identity.secret) }
            }
            Item::Blob(name) => Self::Blob(name.clone()),
            Item::Part(_) => Self::Piece,
            Item::Unknown(_) => Self::Aside(Why::Unknown),
        }
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("id", &self.id)
            .field("holds", &self.holds)
            .field("piece", &self.piece)
            .field("seq", &self.seq)
            .field("bytes", &self.ciphertext.as_ref().map(Vec::len))
            .finish()
    }
}
