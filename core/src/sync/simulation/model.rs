//! A server in memory: what the wire promises, and nothing else. Cloned, it is a backup.
//!
//! Not for: the network in between (`line`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use stipple_wire::{Hash, Head};
use uuid::Uuid;

use crate::sync::keys::{AccountId, DeviceToken};
use crate::sync::pull::extend;
use crate::sync::server::{
    Admission, Admitted, Incoming, Outgoing, Page, Piece, Pushed, Quota, RemoteDevice, ServerError, UploadId,
};

/// Everything the server has.
#[derive(Clone, Default)]
pub struct Model {
    pub accounts: BTreeMap<AccountId, Log>,
    /// Most records and bytes of an account; `None`: as many as it likes.
    pub quota: Option<(usize, usize)>,
    /// Numbers for tokens, devices, challenges and uploads; never given twice, not even after a backup.
    pub drawn: u64,
    /// How many pushes met other bytes under a known id.
    pub conflicts: u32,
}

/// One account.
#[derive(Clone, Default)]
pub struct Log {
    pub records: Vec<Stored>,
    pub places: BTreeMap<Uuid, usize>,
    pub head: Option<Head>,
    pub devices: BTreeMap<Uuid, (String, Vec<u8>)>,
    pub challenges: BTreeSet<u64>,
    pub blobs: BTreeMap<[u8; 32], Arc<Vec<u8>>>,
    pub uploads: BTreeMap<String, Upload>,
}

#[derive(Clone)]
pub struct Stored {
    pub id: Uuid,
    pub hash: Hash,
    pub chain: Hash,
    pub ciphertext: Option<Arc<Vec<u8>>>,
}

#[derive(Clone)]
pub struct Upload {
    hash: Hash,
    length: usize,
    bytes: Vec<u8>,
}

type Answer<T> = Result<T, ServerError>;

impl Log {
    pub fn head(&self) -> Head {
        self.head.unwrap_or(Head::EMPTY)
    }

    pub fn append(&mut self, id: Uuid, ciphertext: &[u8]) -> u64 {
        let hash = stipple_wire::hash(ciphertext);
        let head = extend(self.head(), id, &hash);
        self.places.insert(id, self.records.len());
        self.records.push(Stored {
            id,
            hash,
            chain: head.chain,
            ciphertext: Some(Arc::new(ciphertext.to_vec())),
        });
        self.head = Some(head);
        head.seq
    }

    fn bytes(&self) -> usize {
        let records: usize =
            self.records.iter().map(|record| record.ciphertext.as_ref().map_or(0, |bytes| bytes.len())).sum();
        records + self.blobs.values().map(|blob| blob.len()).sum::<usize>()
    }
}

impl Model {
    fn draw(&mut self) -> u64 {
        self.drawn += 1;
        self.drawn
    }

    fn known(&mut self, token: &DeviceToken) -> Answer<&mut Log> {
        let has = |log: &Log| log.devices.values().any(|(kept, _)| kept == token.expose());
        self.accounts.values_mut().find(|log| has(log)).ok_or(ServerError::Unauthorized)
    }

    /// Takes an id, if nobody has it.
    pub fn take_id(&mut self, token: &DeviceToken, id: Uuid) -> bool {
        let Ok(log) = self.known(token) else { return false };
        let free = !log.places.contains_key(&id);
        if free {
            log.append(id, b"somebody else's");
        }
        free
    }

    /// The disk keeps another byte than came.
    pub fn spoil_blob(&mut self, token: &DeviceToken, upload: &UploadId) {
        let Ok(log) = self.known(token) else { return };
        let Some(hash) = log.uploads.get(&upload.0).map(|upload| upload.hash) else { return };
        if let Some(blob) = log.blobs.get_mut(&hash.0)
            && let Some(last) = Arc::make_mut(blob).last_mut()
        {
            *last ^= 1;
        }
    }

    pub fn register(&mut self, public_key: &[u8; 32]) -> AccountId {
        let account = AccountId(*blake3::hash(public_key).as_bytes());
        self.accounts.entry(account).or_default();
        account
    }

    pub fn challenge(&mut self, account: AccountId) -> Answer<[u8; 32]> {
        let number = self.draw();
        let log = self.accounts.get_mut(&account).ok_or(ServerError::AccountGone)?;
        log.challenges.insert(number);
        let mut nonce = [0; 32];
        nonce[..8].copy_from_slice(&number.to_be_bytes());
        Ok(nonce)
    }

    pub fn admit(&mut self, admission: &Admission<'_>) -> Answer<Admitted> {
        let number = self.draw();
        let log = self.accounts.get_mut(&admission.account).ok_or(ServerError::AccountGone)?;
        let asked = u64::from_be_bytes(admission.nonce[..8].try_into().unwrap_or_default());
        if !log.challenges.remove(&asked) {
            return Err(ServerError::ChallengeSpent);
        }
        let (device, token) = (Uuid::from_u64_pair(0xdede, number), format!("token-{number}"));
        log.devices.insert(device, (token.clone(), admission.label.to_vec()));
        Ok(Admitted { device, token: DeviceToken::new(&token) })
    }

    pub fn devices(&mut self, token: &DeviceToken) -> Answer<Vec<RemoteDevice>> {
        let log = self.known(token)?;
        let device = |(id, (kept, label)): (&Uuid, &(String, Vec<u8>))| RemoteDevice {
            id: *id,
            label: label.clone(),
            created: "2026-11-28T06:31:20Z".to_owned(),
            last_seen: "2026-11-28".to_owned(),
            current: kept == token.expose(),
        };
        Ok(log.devices.iter().map(device).collect())
    }

    pub fn revoke(&mut self, token: &DeviceToken, device: Uuid) -> Answer<()> {
        self.known(token)?.devices.remove(&device);
        Ok(())
    }

    pub fn delete_account(&mut self, token: &DeviceToken) -> Answer<()> {
        self.known(token)?;
        self.accounts.retain(|_, log| log.devices.values().all(|(kept, _)| kept != token.expose()));
        Ok(())
    }

    pub fn push(&mut self, token: &DeviceToken, records: &[Outgoing]) -> Answer<Pushed> {
        let quota = self.quota;
        let log = self.known(token)?;
        let other = |record: &&Outgoing| {
            let place = log.places.get(&record.id);
            place.is_some_and(|place| log.records[*place].hash != stipple_wire::hash(&record.ciphertext))
        };
        let ids: Vec<Uuid> = records.iter().filter(other).map(|record| record.id).collect();
        if !ids.is_empty() {
            self.conflicts += 1;
            return Err(ServerError::Conflict { ids });
        }
        let new = || records.iter().filter(|record| !log.places.contains_key(&record.id));
        if let Some((most, most_bytes)) = quota {
            if log.records.len() + new().count() > most {
                return Err(ServerError::QuotaFull { which: Quota::Records });
            }
            let bytes: usize = new().map(|record| record.ciphertext.len()).sum();
            if bytes > 0 && log.bytes() + bytes > most_bytes {
                return Err(ServerError::QuotaFull { which: Quota::Bytes });
            }
        }
        let mut seqs = Vec::with_capacity(records.len());
        for record in records {
            seqs.push(match log.places.get(&record.id) {
                Some(place) => *place as u64 + 1,
                None => log.append(record.id, &record.ciphertext),
            });
        }
        Ok(Pushed { seqs, head: log.head() })
    }

    pub fn pull(&mut self, token: &DeviceToken, after: Head, limit: u32) -> Answer<Page> {
        let log = self.known(token)?;
        let start = usize::try_from(after.seq).unwrap_or(usize::MAX);
        let fits = start == 0 || log.records.get(start - 1).is_some_and(|record| record.chain == after.chain);
        if !fits {
            return Err(ServerError::ChainUnknown { head: log.head() });
        }
        let records = log.records.iter().enumerate().skip(start).take(limit as usize);
        let incoming = |(place, record): (usize, &Stored)| Incoming {
            seq: place as u64 + 1,
            id: record.id,
            hash: record.hash,
            ciphertext: record.ciphertext.as_deref().cloned(),
        };
        Ok(Page { records: records.map(incoming).collect(), head: log.head() })
    }

    pub fn erase(&mut self, token: &DeviceToken, record: Uuid) -> Answer<()> {
        let log = self.known(token)?;
        if let Some(place) = log.places.get(&record) {
            log.records[*place].ciphertext = None;
        }
        Ok(())
    }

    pub fn upload(&mut self, token: &DeviceToken, hash: Hash, length: u64) -> Answer<UploadId> {
        let number = self.draw();
        let quota = self.quota;
        let log = self.known(token)?;
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if !log.blobs.contains_key(&hash.0) && quota.is_some_and(|(_, most)| log.bytes() + length > most) {
            return Err(ServerError::QuotaFull { which: Quota::Bytes });
        }
        let name = format!("upload-{number}");
        log.uploads.insert(name.clone(), Upload { hash, length, bytes: Vec::new() });
        Ok(UploadId(name))
    }

    pub fn upload_offset(&mut self, token: &DeviceToken, upload: &UploadId) -> Answer<u64> {
        let log = self.known(token)?;
        let found = log.uploads.get(&upload.0).ok_or(ServerError::UploadGone)?;
        let there = log.blobs.contains_key(&found.hash.0);
        Ok(if there { found.length } else { found.bytes.len() } as u64)
    }

    pub fn upload_part(
        &mut self,
        token: &DeviceToken,
        upload: &UploadId,
        offset: u64,
        part: &[u8],
    ) -> Answer<u64> {
        let log = self.known(token)?;
        let found = log.uploads.get_mut(&upload.0).ok_or(ServerError::UploadGone)?;
        if found.bytes.len() as u64 != offset {
            return Err(ServerError::UploadOffset);
        }
        found.bytes.extend_from_slice(part);
        if found.bytes.len() >= found.length {
            let (hash, bytes) = (found.hash, found.bytes.clone());
            if stipple_wire::hash(&bytes) != hash {
                log.uploads.remove(&upload.0);
                return Err(ServerError::BlobMismatch);
            }
            log.blobs.insert(hash.0, Arc::new(bytes));
        }
        Ok(offset + part.len() as u64)
    }

    pub fn download(&mut self, token: &DeviceToken, hash: Hash, offset: u64, limit: u64) -> Answer<Piece> {
        let blob = self.known(token)?.blobs.get(&hash.0).ok_or(ServerError::BlobGone)?;
        let start = usize::try_from(offset).unwrap_or(usize::MAX).min(blob.len());
        let end = start.saturating_add(usize::try_from(limit).unwrap_or(usize::MAX)).min(blob.len());
        Ok(Piece { bytes: blob[start..end].to_vec(), length: blob.len() as u64 })
    }

    pub fn drop_blob(&mut self, token: &DeviceToken, hash: Hash) -> Answer<()> {
        let log = self.known(token)?;
        log.blobs.remove(&hash.0);
        log.uploads.retain(|_, upload| upload.hash != hash);
        Ok(())
    }
}
