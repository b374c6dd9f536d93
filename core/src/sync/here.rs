//! This device's side in earnest: the diary's file and the vault beside it.
//!
//! It has its own way into the file, so that no lock of the companion's is held while it runs. Not for: rows (`rows`),
//! or what is to be done (`plan`).

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Params, Transaction, params};
use stipple_wire::{Hash, Head};
use uuid::Uuid;

use super::envelope::{BlobFile, BlobName, Item, Others, SharedIdentity};
use super::keys::AccountId;
use super::local::{
    Account, Admits, Change, Dropped, Held, Holds, Local, LocalError, Photo, Record, Tally, identity_print,
};
use super::rows::{self, EMPTIED};
use super::server::Outgoing;
use crate::diary::{Body, Diary, DiaryError, Entry, Meeting, PhotoAdded, PhotoHash, log};
use crate::ports::KeyStore;
use crate::ports::system::new_identity;
use crate::vault::{
    Arriving, CourseIdentity, CourseVault, DeviceKey, OpenVault, PhotoFile, PlaceError, VaultError,
};

/// A diary and a vault, as the engine sees them.
pub struct Here<'a> {
    diary: Diary,
    keys: &'a dyn KeyStore,
    /// The device's key, asked for when a photo or an identity is met.
    key: OnceCell<DeviceKey>,
    /// Vaults that were opened: that takes a key exchange each.
    open: RefCell<BTreeMap<Uuid, OpenVault>>,
}

impl<'a> Here<'a> {
    /// `diary`: a way of its own into the file.
    pub const fn new(diary: Diary, keys: &'a dyn KeyStore) -> Self {
        Self { diary, keys, key: OnceCell::new(), open: RefCell::new(BTreeMap::new()) }
    }

    /// The diary.
    pub const fn diary(&self) -> &Diary {
        &self.diary
    }

    fn key(&self) -> Result<&DeviceKey, VaultError> {
        if let Some(key) = self.key.get() {
            return Ok(key);
        }
        let key = DeviceKey::obtain(self.keys, new_identity)?;
        Ok(self.key.get_or_init(|| key))
    }

    fn read<T: Default>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, DiaryError>,
    ) -> Result<T, LocalError> {
        Ok(self.diary.read_or(T::default(), read)?)
    }

    fn vault(&self, course: Uuid) -> CourseVault {
        CourseVault::beside(self.diary.path(), course)
    }

    /// Works with a course's vault; `None` where the course has no identity that opens here.
    fn with_vault<T>(
        &self,
        course: Uuid,
        work: impl FnOnce(&OpenVault) -> T,
    ) -> Result<Option<T>, LocalError> {
        let mut open = self.open.borrow_mut();
        if let Some(vault) = open.get(&course) {
            return Ok(Some(work(vault)));
        }
        match self.vault(course).open_if_there(self.key()?) {
            Ok(Some(vault)) => Ok(Some(work(open.entry(course).or_insert(vault)))),
            // What another device's key sealed is not this device's to send.
            Ok(None) | Err(VaultError::WrongKey | VaultError::NoIdentity) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The identities that no record of the account holds.
    fn identities(&self, account: AccountId) -> Result<Vec<SharedIdentity>, LocalError> {
        let known: BTreeSet<[u8; 32]> = self.read(|conn| {
            let clause = "WHERE account = ?1 AND what = 'identity'";
            let found = rows::records(conn, clause, [account.0])?.into_iter();
            let print = |(_, record): (_, Record)| match record.holds {
                Holds::Identity { print, .. } => Some(print.0),
                _ => None,
            };
            Ok(found.filter_map(print).collect())
        })?;
        let mut new = Vec::new();
        let mut courses = CourseVault::courses_beside(self.diary.path())?;
        courses.retain(|course| self.vault(*course).has_identity());
        // Somebody who only looks at how much waits is not stopped by a locked device; a run is, before it comes here.
        if courses.is_empty() || matches!(self.key(), Err(VaultError::KeyStore(_))) {
            return Ok(Vec::new());
        }
        for course in courses {
            let secrets = self.with_vault(course, |vault| {
                vault.keyring().all().map(CourseIdentity::expose).collect::<Vec<_>>()
            })?;
            let shared = |secret| SharedIdentity { course, secret, other: Others::new() };
            let fresh = |identity: &SharedIdentity| !known.contains(&identity_print(&identity.secret).0);
            new.extend(secrets.unwrap_or_default().into_iter().map(shared).filter(fresh));
        }
        Ok(new)
    }

    /// The photos whose time in the bin is over.
    fn erased(&self) -> Result<BTreeSet<Uuid>, LocalError> {
        self.read(|conn| {
            let entries = log::select(conn, "WHERE kind = 'photo.erased'", [])?;
            Ok(entries.iter().filter_map(Entry::erases).map(|(_, photo)| photo).collect())
        })
    }

    fn held(&self, course: Uuid, photo: Uuid) -> Option<BlobFile> {
        let vault = self.vault(course);
        let files = [BlobFile::Original, BlobFile::Clean];
        files.into_iter().find(|file| vault.path(photo, PhotoFile::from(*file)).exists())
    }
}

const UNRECORDED: &str = "NOT EXISTS (SELECT 1 FROM sync_records AS r
     WHERE r.account = ?1 AND r.what = 'entry' AND r.thing = entries.id AND r.emptied =";
const UNNAMED: &str = "account = ?1 AND standing = 'checked' AND NOT EXISTS (SELECT 1 FROM sync_records AS r
     WHERE r.account = ?1 AND r.what = 'blob' AND r.thing = sync_blobs.hash)";
/// [`Holds::stays_sealed`], of a row.
const STAYS_SEALED: &str = "what IN ('piece', 'unopened', 'newer', 'unknown', 'contradicts')";
/// Records that another account is to have as well.
const CARRIED: &str = "account <> ?1
     AND what NOT IN ('unopened', 'newer', 'orphan')
     AND NOT EXISTS (SELECT 1 FROM sync_records AS r WHERE r.account = ?1 AND r.id = sync_records.id)";
/// What [`Change::Left`] leaves.
const KEPT: &str = "account = ?1
     AND NOT EXISTS (SELECT 1 FROM sync_records AS r JOIN sync_accounts AS a ON a.id = r.account
                     WHERE a.role = 'current' AND a.id <> ?1 AND r.id = sync_records.id)";

/// Records that are kept for others, those that are on their way as well.
fn for_others() -> String {
    format!("sealed IS NOT NULL AND (seq IS NOT NULL OR {STAYS_SEALED})")
}

fn kept_clause() -> String {
    format!("{} AND {KEPT}", for_others())
}

fn carried_clause() -> String {
    format!(
        "{} AND {CARRIED} AND NOT (what = 'entry' AND emptied = 0
             AND EXISTS (SELECT 1 FROM entries WHERE entries.id = sync_records.thing AND {EMPTIED}))",
        for_others()
    )
}

impl Local for Here<'_> {
    fn accounts(&self) -> Result<Vec<Account>, LocalError> {
        self.read(rows::accounts)
    }

    fn tally(&self, account: AccountId) -> Result<Tally, LocalError> {
        let identities = self.identities(account)?.len();
        self.read(|conn| {
            let count = |what: &str, clause: &str| {
                rows::count(conn, &format!("SELECT count(*) FROM {what} WHERE {clause}"), [account.0])
            };
            let mine = |clause: &str| count("sync_records", &format!("account = ?1 AND {clause}"));
            Ok(Tally {
                unrecorded: identities
                    + count("entries", &format!("{UNRECORDED} {EMPTIED})"))?
                    + count("sync_blobs", UNNAMED)?,
                carried: count("sync_records", &carried_clause())?,
                outbox: mine("seq IS NULL AND sealed IS NOT NULL")?,
                unseen: mine("seq IS NULL AND sealed IS NULL")?,
                kept: count("sync_records", &kept_clause())?,
            })
        })
    }

    fn unrecorded(&self, account: AccountId, limit: usize) -> Result<Vec<Item>, LocalError> {
        let mut items: Vec<Item> = self.identities(account)?.into_iter().map(Item::Identity).collect();
        items.truncate(limit);
        let left = limit - items.len();
        items.extend(self.read(|conn| {
            let clause = format!("WHERE {UNRECORDED} {EMPTIED}) ORDER BY seq LIMIT ?2");
            let entries = log::select(conn, &clause, params![account.0, log::limit(left)])?;
            Ok(entries.into_iter().map(Item::Entry).collect::<Vec<_>>())
        })?);
        let left = limit - items.len();
        let clause = format!("WHERE {UNNAMED} LIMIT ?2");
        let blobs = self.read(|conn| rows::blobs(conn, &clause, params![account.0, log::limit(left)]))?;
        items.extend(blobs.into_iter().map(|blob| Item::Blob(blob.name)));
        Ok(items)
    }

    fn carried(&self, to: AccountId, limit: usize) -> Result<Vec<(AccountId, Record)>, LocalError> {
        let clause = format!("WHERE {} ORDER BY place LIMIT ?2", carried_clause());
        self.read(|conn| rows::records(conn, &clause, params![to.0, log::limit(limit)]))
    }

    fn outbox(&self, account: AccountId, limit: usize, bytes: usize) -> Result<Vec<Outgoing>, LocalError> {
        self.read(|conn| {
            let clause = "WHERE account = ?1 AND seq IS NULL AND sealed IS NOT NULL ORDER BY place LIMIT ?2";
            let found = rows::records(conn, clause, params![account.0, log::limit(limit)])?;
            let (mut batch, mut sum) = (Vec::new(), 0);
            for (_, record) in found {
                let ciphertext = record.ciphertext.unwrap_or_default();
                sum += ciphertext.len();
                if !batch.is_empty() && sum > bytes {
                    break;
                }
                batch.push(Outgoing { id: record.id, ciphertext });
            }
            Ok(batch)
        })
    }

    fn record(&self, account: AccountId, id: Uuid) -> Result<Option<Record>, LocalError> {
        self.read(|conn| rows::find(conn, account, id))
    }

    fn pieces(&self, account: AccountId, of: Uuid) -> Result<Vec<Record>, LocalError> {
        self.read(|conn| {
            let with = params![account.0, of.as_bytes()];
            let found = rows::records(conn, "WHERE account = ?1 AND piece_of = ?2", with)?;
            Ok(found.into_iter().map(|(_, record)| record).collect())
        })
    }

    fn stale(&self, account: AccountId) -> Result<Vec<Uuid>, LocalError> {
        self.read(|conn| {
            // From the few entries without a body to their records, never from all records.
            let query = format!(
                "SELECT id FROM sync_records WHERE account = ?1 AND what = 'orphan'
                 UNION ALL
                 SELECT r.id FROM entries JOIN sync_records AS r
                     ON r.account = ?1 AND r.what = 'entry' AND r.thing = entries.id AND r.emptied = 0
                 WHERE entries.course IS NULL AND {EMPTIED}
                     AND ((r.seq IS NULL AND r.sealed IS NOT NULL)
                          OR EXISTS (SELECT 1 FROM sync_records AS n
                                     WHERE n.account = ?1 AND n.what = 'entry' AND n.thing = entries.id
                                         AND n.emptied = 1 AND n.seq IS NOT NULL))"
            );
            let mut statement = conn.prepare_cached(&query)?;
            let mut found = statement.query([account.0])?;
            let mut stale = Vec::new();
            while let Some(row) = found.next()? {
                stale.push(log::uuid(row, 0)?);
            }
            Ok(stale)
        })
    }

    fn photos(&self, account: AccountId) -> Result<Vec<Photo>, LocalError> {
        let mut photos = self.read(|conn| {
            let mut listed: BTreeMap<Uuid, Vec<BlobName>> = BTreeMap::new();
            let clause = "WHERE account = ?1 AND what = 'blob' AND seq IS NOT NULL";
            for (_, record) in rows::records(conn, clause, [account.0])? {
                if let Holds::Blob(name) = record.holds {
                    listed.entry(name.photo).or_default().push(name);
                }
            }
            let photo = |added: PhotoAdded| {
                let listed = listed.remove(&added.photo).unwrap_or_default();
                Photo { course: added.course, photo: added.photo, taken: added.taken, held: None, listed }
            };
            Ok(added(conn, "course IS NOT NULL", [])?.into_values().map(photo).collect::<Vec<_>>())
        })?;
        let mut own: BTreeMap<(Uuid, BlobFile), _> = self.read(|conn| {
            let blobs = rows::blobs(conn, "WHERE account = ?1", [account.0])?.into_iter();
            Ok(blobs.map(|blob| ((blob.name.photo, blob.name.file), blob)).collect())
        })?;
        for photo in &mut photos {
            let file = self.held(photo.course, photo.photo);
            photo.held = file.map(|file| Held { file, blob: own.remove(&(photo.photo, file)) });
        }
        Ok(photos)
    }

    fn dropped(&self, account: AccountId) -> Result<Vec<Dropped>, LocalError> {
        let erased = self.erased()?;
        if erased.is_empty() {
            return Ok(Vec::new());
        }
        self.read(|conn| {
            let mut gone: BTreeMap<[u8; 32], Vec<Uuid>> = BTreeMap::new();
            for (_, record) in rows::records(conn, "WHERE account = ?1 AND what = 'blob'", [account.0])? {
                if let Holds::Blob(name) = &record.holds
                    && erased.contains(&name.photo)
                {
                    gone.entry(name.hash.0).or_default().push(record.id);
                }
            }
            for blob in rows::blobs(conn, "WHERE account = ?1", [account.0])? {
                if erased.contains(&blob.name.photo) {
                    gone.entry(blob.name.hash.0).or_default();
                }
            }
            Ok(gone.into_iter().map(|(hash, records)| Dropped { hash: Hash(hash), records }).collect())
        })
    }

    fn admits(&self, entry: &Entry) -> Result<Admits, LocalError> {
        let here = self.read(|conn| log::find(conn, entry.id))?;
        let contradicts = here.is_some_and(|here| here.meets(entry) == Meeting::Contradicts);
        Ok(if contradicts { Admits::Contradicts } else { Admits::Yes })
    }

    fn read_file(&self, photo: Uuid, course: Uuid, file: BlobFile) -> Result<Vec<u8>, LocalError> {
        Ok(self.vault(course).sealed(photo, file.into())?)
    }

    fn keep_file(&mut self, blob: &BlobName, bytes: &[u8]) -> Result<bool, LocalError> {
        if blake3::hash(bytes).as_bytes() != &blob.hash.0 {
            return Ok(false);
        }
        let known =
            self.read(|conn| Ok(added(conn, "course = ?1", [blob.course.as_bytes()])?.remove(&blob.photo)))?;
        let Some(PhotoHash(hash)) = known.map(|known| known.hash) else { return Ok(false) };
        let placed = self.with_vault(blob.course, |vault| {
            let arriving = match blob.file {
                BlobFile::Original => Arriving::Sealed(bytes, &hash),
                BlobFile::Clean => Arriving::SealedClean(bytes),
            };
            let _writing = vault.vault().writing()?;
            vault.place(blob.photo, arriving)
        })?;
        match placed {
            Some(Ok(())) => Ok(true),
            None | Some(Err(PlaceError::Photo(_) | PlaceError::Vault(VaultError::Changed { .. }))) => {
                Ok(false)
            }
            Some(Err(PlaceError::Vault(error))) => Err(error.into()),
        }
    }

    fn apply(&mut self, account: AccountId, changes: Vec<Change>) -> Result<(), LocalError> {
        let (mut entries, mut rest, mut erased) = (Vec::new(), Vec::new(), Vec::new());
        for change in changes {
            match change {
                Change::Entry(entry) => {
                    erased.extend(entry.erases());
                    entries.push(entry);
                }
                Change::Identity(identity) => self.adopt(&identity)?,
                other => rest.push(other),
            }
        }
        let received = self.diary.clock().now();
        let emptied = self.diary.write(|tx| {
            let entries = entries.into_iter().map(Ok::<_, DiaryError>);
            let (_, emptied) = crate::diary::keep_each(tx, entries, received)?;
            for change in &rest {
                write(tx, account, change)?;
            }
            Ok::<_, DiaryError>(emptied)
        })?;
        self.diary.scrub_if(emptied)?;
        // Killed before this, the files go when the bin is emptied the next time.
        for (course, photo) in erased {
            self.vault(course).delete(photo)?;
        }
        Ok(())
    }
}

impl Here<'_> {
    /// Keeps an identity beside those of its course, durably; what is none stays where it came from.
    fn adopt(&self, identity: &SharedIdentity) -> Result<(), LocalError> {
        let Ok(read) = CourseIdentity::read(&identity.secret) else { return Ok(()) };
        if self.vault(identity.course).adopt(self.key()?, &read)? {
            self.open.borrow_mut().remove(&identity.course);
        }
        Ok(())
    }
}

fn write(tx: &Transaction, account: AccountId, change: &Change) -> Result<(), DiaryError> {
    let run = |sql: &str| tx.prepare_cached(sql)?.execute([account.0]).map(drop);
    match change {
        Change::Entry(_) | Change::Identity(_) => {} // done before
        Change::Put(record) => rows::put(tx, account, record)?,
        Change::There { id, seq } => {
            tx.prepare_cached(&format!(
                "UPDATE sync_records SET seq = ?3, sealed = CASE WHEN {STAYS_SEALED} THEN sealed END
                 WHERE account = ?1 AND id = ?2"
            ))?
            .execute(params![account.0, id.as_bytes(), rows::signed(*seq)])?;
        }
        Change::Gone(id) => rows::gone(tx, account, *id)?,
        Change::Cursor(head) => set_cursor(tx, account, *head)?,
        Change::Another => {
            run("UPDATE sync_records SET seq = NULL WHERE account = ?1")?;
            run("UPDATE sync_blobs SET standing = 'sent' WHERE account = ?1 AND standing = 'checked'")?;
            set_cursor(tx, account, Head::EMPTY)?;
        }
        Change::ForgetUnseen => {
            let clause = "WHERE account = ?1 AND seq IS NULL AND sealed IS NULL";
            for (_, record) in rows::records(tx, clause, [account.0])? {
                rows::gone(tx, account, record.id)?;
            }
        }
        #[cfg(test)]
        Change::TrustUnseen => {
            run("UPDATE sync_records SET seq = 0 WHERE account = ?1 AND seq IS NULL AND sealed IS NULL")?;
        }
        Change::Recheck => {
            run("UPDATE sync_blobs SET standing = 'sent' WHERE account = ?1 AND standing = 'checked'
                 AND NOT EXISTS (SELECT 1 FROM sync_records AS r WHERE r.account = ?1 AND r.what = 'blob'
                                     AND r.thing = sync_blobs.hash AND r.seq IS NOT NULL)")?;
        }
        Change::Blob(blob) => rows::put_blob(tx, account, blob)?,
        Change::NoBlob(hash) => {
            tx.prepare_cached("DELETE FROM sync_blobs WHERE account = ?1 AND hash = ?2")?
                .execute(params![account.0, hash.0])?;
        }
        Change::Account(row) => rows::put_account(tx, row)?,
        Change::Switch => {
            tx.execute("UPDATE sync_accounts SET role = 'deleting' WHERE role = 'current'", [])?;
            run("UPDATE sync_accounts SET role = 'current' WHERE id = ?1")?;
        }
        Change::Left => {
            run(&format!("DELETE FROM sync_records WHERE account = ?1 AND NOT ({})", kept_clause()))?;
            run("DELETE FROM sync_blobs WHERE account = ?1")?;
            run("DELETE FROM sync_accounts WHERE id = ?1")?;
        }
    }
    Ok(())
}

fn set_cursor(tx: &Transaction, account: AccountId, head: Head) -> Result<(), DiaryError> {
    tx.prepare_cached("UPDATE sync_accounts SET seq = ?2, chain = ?3 WHERE id = ?1")?.execute(params![
        account.0,
        rows::signed(head.seq),
        head.chain.0
    ])?;
    Ok(())
}

/// The photos that the diary speaks of, those as well that were taken back: that can be taken back in turn.
/// `course` says whose, and never NULL: what was erased has lost its course.
fn added(
    conn: &Connection,
    course: &str,
    with: impl Params,
) -> Result<BTreeMap<Uuid, PhotoAdded>, DiaryError> {
    let clause = format!("WHERE kind = 'photo.added' AND {course} ORDER BY wall, counter, device, id");
    let entries = log::select(conn, &clause, with)?;
    let photo = |entry: &Entry| match Body::read(&entry.kind, &entry.body) {
        Some(Body::PhotoAdded(added)) => Some((added.photo, added)),
        _ => None,
    };
    Ok(entries.iter().filter_map(photo).collect())
}
